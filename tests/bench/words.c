/* Word boundaries of a file, by Lunette and by ICU4C in turn, in one process.
** usage: words FILE -> median seconds of each over five turns, the words of each */
#include "base/context.h"
#include "text/segment.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

enum { TURNS = 5 };

static char *read_file(const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return NULL;
  fseek(file, 0, SEEK_END);
  *len = (size_t)ftell(file);
  rewind(file);
  char *text = malloc(*len + 1);
  if (text != NULL && fread(text, 1, *len, file) != *len) {
    free(text);
    text = NULL;
  }
  fclose(file);
  return text;
}

/* ICU's fastest way: the text as UTF-16, made beforehand and not timed. */
static size_t icu_words(UBreakIterator *words, const UChar *text, int32_t len) {
  UErrorCode code = U_ZERO_ERROR;
  size_t n = 0;
  ubrk_setText(words, text, len, &code);
  ubrk_first(words);
  while (ubrk_next(words) != UBRK_DONE) n += ubrk_getRuleStatus(words) != UBRK_WORD_NONE;
  return n;
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static double median(double *seconds) {
  qsort(seconds, TURNS, sizeof *seconds, compare);
  return seconds[TURNS / 2];
}

int main(int argc, char **argv) {
  size_t len = 0, own_words = 0, icu_count = 0;
  char *text = argc == 2 ? read_file(argv[1], &len) : NULL;
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *words = ubrk_open(UBRK_WORD, "en", NULL, 0, &code);
  if (text == NULL || len > INT32_MAX || U_FAILURE(code)) {
    fprintf(stderr, "words: cannot read the file\n");
    return 2;
  }
  UChar *wide = malloc((len + 1) * sizeof *wide);
  int32_t wide_len = 0;
  u_strFromUTF8(wide, (int32_t)len + 1, &wide_len, text, (int32_t)len, &code);
  double own[TURNS], icu[TURNS];
  lun_spans spans = {0};
  for (int turn = 0; turn < TURNS; turn++) {
    int64_t began = lun_clock();
    lun_spans_reset(&spans);
    lun_words_find(text, len, LUN_SEGMENT_WORDS, NULL, &spans, NULL);
    int64_t middle = lun_clock();
    icu_count = icu_words(words, wide, wide_len);
    own[turn] = (double)(middle - began) / 1e9;
    icu[turn] = (double)(lun_clock() - middle) / 1e9;
  }
  own_words = spans.count;
  printf("%.6f %.6f %zu %zu\n", median(own), median(icu), own_words, icu_count);
  lun_spans_clear(&spans);
  ubrk_close(words);
  free(wide);
  free(text);
  return 0;
}
