/* Word boundaries of a file, by Lunette and by ICU4C in turn, in one process.
** usage: words FILE    -> median seconds of each over five turns, the words of each
**        words --worst -> the seconds of the worst of many degenerate inputs, how many they are, how many
**                         bytes each has, and the name of the worst
**        words --each  -> how many times as fast as ICU4C Lunette is at each of them, and its MB/s */
#include "text/segment.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
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

/* Nanoseconds of this thread's own work: what others do on the machine counts little. */
static int64_t get_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* ICU's fastest way: the text as UTF-16, made beforehand and not timed. */
static size_t count_icu(UBreakIterator *words, const UChar *text, int32_t len) {
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

/* The words of one text by both. */
typedef struct timing {
  double own;
  double icu;
  size_t own_words;
  size_t icu_words;
} timing;

static int time_text(UBreakIterator *words, const char *text, size_t len, timing *out) {
  UErrorCode code = U_ZERO_ERROR;
  UChar *wide = malloc((len + 1) * sizeof *wide);
  int32_t wide_len = 0;
  double own[TURNS], icu[TURNS];
  lun_spans spans = {0};
  if (wide == NULL) return 0;
  u_strFromUTF8(wide, (int32_t)len + 1, &wide_len, text, (int32_t)len, &code);
  for (int turn = 0; turn < TURNS; turn++) {
    int64_t began = get_time();
    lun_spans_reset(&spans);
    lun_words_find(text, len, LUN_SEGMENT_WORDS, NULL, &spans, NULL);
    int64_t middle = get_time();
    out->icu_words = count_icu(words, wide, wide_len);
    own[turn] = (double)(middle - began) / 1e9;
    icu[turn] = (double)(get_time() - middle) / 1e9;
  }
  *out = (timing){median(own), median(icu), spans.count, out->icu_words};
  lun_spans_clear(&spans);
  free(wide);
  return U_SUCCESS(code);
}

/* What is repeated without end: classes of characters that only join, or never, and what the fastest
** ways of either program do not like. */
static const char *const degenerate[][2] = {
    {"a", "a"},
    {"underscores", "_"},
    {"apostrophes", "'"},
    {"letter and accent", "a\xCC\x81"},
    {"accents", "\xCC\x81"},
    {"soft hyphens", "\xC2\xAD"},
    {"joiners", "\xE2\x80\x8D"},
    {"narrow blanks", "\xE2\x80\xAF"},
    {"wide blanks", "\xE3\x80\x80"},
    {"line separators", "\xE2\x80\xA8"},
    {"Greek letters", "\xCE\xB1"},
    {"Hebrew letters", "\xD7\x90"},
    {"Arabic digits", "\xD9\xA1"},
    {"Arabic letters", "\xD8\xA8"},
    {"Devanagari letters", "\xE0\xA4\x95"},
    {"Devanagari words",
     "\xE0\xA4\xA8\xE0\xA4\xAE\xE0\xA4\xB8\xE0\xA5\x8D\xE0\xA4\xA4\xE0\xA5\x87 "},
    {"Ethiopic letters", "\xE1\x88\x80"},
    {"Hangul letters", "\xE1\x84\x80"},
    {"modifier signs", "\xCB\x82"},
    {"mathematical letters", "\xF0\x9D\x90\x80"},
    {"flags", "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA"},
    {"skin tones", "\xF0\x9F\x8F\xBB"},
    {"hearts", "\xE2\x9D\xA4\xEF\xB8\x8F"},
    {"families", "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 "},
    {"letter and stop", "a."},
    {"letter and quotation mark", "\xC3\xA9\xE2\x80\x99"},
    {"Persian words", "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xB1\xD9\x88\xD8\xAF "},
    {"emoji and joiners", "\xE2\x98\xBA\xE2\x80\x8D"},
    {"marked letters and joiners", "\xE2\x84\xB9\xE2\x80\x8D"},
    {"letters and joiners", "\xD8\xA7\xE2\x80\x8D"},
    {"apostrophes and Hebrew letters", "'\xD7\x90"},
    {"quotation marks and Hebrew letters", "\"\xD7\x90"},
    {"Hebrew signs", "\xD7\xB3"},
    {"Hebrew signs and quotation marks", "\xD7\xB3\xE2\x80\x99"},
    {"voiced marks and Hebrew signs", "\xEF\xBE\x9E\xD7\xB3"},
    {"blanks of two kinds", " \xE3\x80\x80"},
    {"circled letters and quotation marks", "\xE2\x93\x82\xE2\x80\x99"},
};

enum { DEGENERATE = sizeof degenerate / sizeof *degenerate, DEGENERATE_BYTES = 1 << 20 };

/* Print the worst input, or each. */
static int print_degenerate(UBreakIterator *words, int each) {
  char *text = malloc(DEGENERATE_BYTES);
  timing worst = {0};
  size_t at = 0;
  for (size_t i = 0; text != NULL && i < DEGENERATE; i++) {
    timing t;
    size_t len = 0, size = strlen(degenerate[i][1]);
    for (; len + size <= DEGENERATE_BYTES; len += size) memcpy(text + len, degenerate[i][1], size);
    if (!time_text(words, text, len, &t)) return 2;
    if (each) printf("%.2f %.0f %s\n", t.icu / t.own, (double)len / t.own / 1e6, degenerate[i][0]);
    if (worst.own > 0 && t.icu / t.own >= worst.icu / worst.own) continue;
    worst = t;
    at = i;
  }
  if (text == NULL) return 2;
  if (!each) {
    printf("%.6f %.6f %d %d %s\n", worst.own, worst.icu, DEGENERATE, DEGENERATE_BYTES,
           degenerate[at][0]);
  }
  free(text);
  return 0;
}

static int print_file(UBreakIterator *words, const char *path) {
  size_t len = 0;
  timing t;
  char *text = read_file(path, &len);
  int is_read = text != NULL && len <= INT32_MAX && time_text(words, text, len, &t);
  if (is_read) printf("%.6f %.6f %zu %zu\n", t.own, t.icu, t.own_words, t.icu_words);
  else fprintf(stderr, "words: cannot read the file\n");
  free(text);
  return is_read ? 0 : 2;
}

int main(int argc, char **argv) {
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *words = ubrk_open(UBRK_WORD, "en", NULL, 0, &code);
  if (argc != 2 || U_FAILURE(code)) {
    fprintf(stderr, "usage: words FILE | --worst | --each\n");
    return 2;
  }
  int each = strcmp(argv[1], "--each") == 0, result;
  if (each || strcmp(argv[1], "--worst") == 0) result = print_degenerate(words, each);
  else result = print_file(words, argv[1]);
  ubrk_close(words);
  return result;
}
