#include "analysis/lexis.h"

#include "base/memory.h"

#include <string.h>

enum { WORD_MOST = 64 }; /* bytes of a word that is kept */

uint32_t lun_lexis_class(const char *name) {
  static const char *const names[] = {"first_name", "title",    "modifier", "particle", "suffix",
                                      "body",       "calendar", "function", "verb",     "adjective",
                                      "link",       "article",  "family"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(names[i], name) == 0) return (uint32_t)1 << i;
  }
  return 0;
}

/* Capital ASCII letters made small; 0 when the word is too long. */
static size_t fold(const char *s, size_t len, char out[WORD_MOST]) {
  if (len > WORD_MOST) return 0;
  for (size_t i = 0; i < len; i++) out[i] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] | 32 : s[i]);
  return len;
}

static lun_status add_word(lun_lexis *lexis, uint32_t class, const char *s, size_t len,
                           lun_error *err) {
  char folded[WORD_MOST];
  uint32_t number;
  size_t known = lexis->words.count;
  len = fold(s, len, folded);
  if (len == 0) return LUN_OK;
  void *classes = lexis->classes;
  if (!lun_grow(&classes, &lexis->cap, known + 1, sizeof *lexis->classes)) {
    return lun_fail_memory(err);
  }
  lexis->classes = classes;
  lun_status st = lun_map_add(&lexis->words, folded, len, &number, err);
  if (st != LUN_OK) return st;
  if (number == known) lexis->classes[number] = 0;
  lexis->classes[number] |= class;
  return LUN_OK;
}

lun_status lun_lexis_add(lun_lexis *lexis, uint32_t class, const char *text, size_t len,
                         lun_error *err) {
  lun_status st = LUN_OK;
  const char *end = text + len, *line_end;
  for (const char *s = text; st == LUN_OK && s < end; s = line_end + 1) {
    line_end = memchr(s, '\n', (size_t)(end - s));
    if (line_end == NULL) line_end = end;
    const char *stop = memchr(s, '#', (size_t)(line_end - s));
    if (stop == NULL) stop = line_end;
    while (stop > s && (stop[-1] == ' ' || stop[-1] == '\r')) stop--;
    st = add_word(lexis, class, s, (size_t)(stop - s), err);
  }
  return st;
}

uint32_t lun_lexis_find(const lun_lexis *lexis, const char *text, lun_span word) {
  char folded[WORD_MOST];
  size_t len = fold(text + word.from, word.to - word.from, folded);
  uint32_t number = len > 0 ? lun_map_find(&lexis->words, folded, len) : LUN_MAP_NONE;
  return number != LUN_MAP_NONE ? lexis->classes[number] : 0;
}

void lun_lexis_clear(lun_lexis *lexis) {
  lun_map_clear(&lexis->words);
  lun_free(lexis->classes);
  *lexis = (lun_lexis){0};
}
