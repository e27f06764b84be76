#include "analysis/neighbour.h"

#include "text/unicode.h"
#include "text/utf8.h"

#include <string.h>

/* --- letters ----------------------------------------------------------------------------------- */

static lun_sentence_class case_of(unsigned classes) {
  return lun_unicode_sentence(classes);
}

static int is_ascii_letter(unsigned char c) {
  return (unsigned)((c | 32) - 'a') < 26 || (unsigned)(c - '0') < 10;
}

int lun_neighbour_is_letter(const char *s, size_t len, size_t at) {
  size_t next;
  if (at >= len) return 0;
  if ((unsigned char)s[at] < 0x80) return is_ascii_letter((unsigned char)s[at]);
  unsigned classes = lun_unicode_get(lun_utf8_get(s, len, at, &next));
  return (classes & LUN_UNICODE_LETTER) != 0 || lun_unicode_word(classes) == LUN_WORD_EXTEND;
}

static size_t step_back(const char *s, size_t at) {
  at--;
  while (at > 0 && ((unsigned char)s[at] & 0xC0) == 0x80) at--;
  return at;
}

int lun_neighbour_is_letter_before(const char *s, size_t at) {
  return at > 0 && lun_neighbour_is_letter(s, at, step_back(s, at));
}

static int is_apostrophe(const char *s, size_t len, size_t at, size_t *next) {
  *next = at + 1;
  if (at < len && s[at] == '\'') return 1;
  *next = at + 3;
  return len - at >= 3 && memcmp(s + at, "\xE2\x80\x99", 3) == 0;
}

/* The byte behind a hyphen, apostrophe or dot that joins two letters at `at`; 0 when none does. */
static size_t joint_end(const char *s, size_t len, size_t at) {
  size_t next = at + 1;
  if (at >= len) return 0;
  if (s[at] != '-' && s[at] != '.' && !is_apostrophe(s, len, at, &next)) return 0;
  return lun_neighbour_is_letter(s, len, next) ? next : 0;
}

/* The start of a joint that ends at `at`. */
static size_t joint_start(const char *s, size_t at) {
  size_t start = step_back(s, at), next;
  int joins = s[start] == '-' || s[start] == '.' || is_apostrophe(s, at, start, &next);
  return joins && lun_neighbour_is_letter_before(s, start) ? start : at;
}

/* --- words --------------------------------------------------------------------------------------- */

size_t lun_neighbour_possessive(const char *s, size_t len, size_t at) {
  size_t next;
  if (at >= len || !is_apostrophe(s, len, at, &next)) return 0;
  if (next < len && (s[next] == 's' || s[next] == 'S') &&
      !lun_neighbour_is_letter(s, len, next + 1)) {
    return next + 1 - at;
  }
  return at > 0 && s[at - 1] == 's' && !lun_neighbour_is_letter(s, len, next) ? next - at : 0;
}

size_t lun_neighbour_end(const char *s, size_t len, size_t at) {
  for (;;) {
    while (lun_neighbour_is_letter(s, len, at)) {
      at = lun_neighbour_step(s, len, at);
    }
    size_t behind = joint_end(s, len, at);
    if (behind == 0 || lun_neighbour_possessive(s, len, at) > 0) return at;
    at = behind;
  }
}

static size_t word_start(const char *s, size_t at) {
  for (;;) {
    while (lun_neighbour_is_letter_before(s, at)) at = step_back(s, at);
    if (at == 0) return 0;
    size_t start = joint_start(s, at);
    if (start == at) return at;
    at = start;
  }
}

/* --- blanks -------------------------------------------------------------------------------------- */

/* Blanks may be spaces, tabs, no-break spaces, and one line end. */
static int is_blank(const char *s, size_t len, size_t at, int *lines, size_t *next) {
  *next = at + 1;
  if (at >= len) return 0;
  if (s[at] == ' ' || s[at] == '\t' || s[at] == '\r') return 1;
  if (s[at] == '\n') return ++*lines <= 1;
  *next = at + 2;
  return len - at >= 2 && memcmp(s + at, "\xC2\xA0", 2) == 0;
}

int lun_neighbour_before(const char *s, size_t at, lun_neighbour *out) {
  int lines = 0;
  size_t end = at, next;
  while (end > 0 && is_blank(s, at, step_back(s, end), &lines, &next)) end = step_back(s, end);
  if (end == at || end == 0 || lines > 1) return 0;
  out->stopped = s[end - 1] == '.';
  if (out->stopped) end--;
  size_t owned = end;
  if (end > 0 && !lun_neighbour_is_letter_before(s, end)) {
    owned = step_back(s, end); /* "the rebels' Orlov" */
    if (lun_neighbour_possessive(s, end, owned) == 0) return 0;
  }
  size_t start = word_start(s, owned);
  out->word = (lun_span){(uint32_t)start, (uint32_t)end};
  return start < end;
}

int lun_neighbour_after(const char *s, size_t len, size_t at, lun_neighbour *out) {
  int lines = 0;
  size_t start = at, next;
  while (is_blank(s, len, start, &lines, &next)) start = next;
  if (start == at || lines > 1) return 0;
  size_t end = lun_neighbour_end(s, len, start);
  out->word = (lun_span){(uint32_t)start, (uint32_t)end};
  out->stopped = end < len && s[end] == '.';
  return end > start;
}

/* --- capitals ------------------------------------------------------------------------------------ */

int lun_neighbour_is_capital(const char *s, lun_span word) {
  size_t next;
  if (word.from == word.to) return 0;
  unsigned char c = (unsigned char)s[word.from];
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return case_of(lun_unicode_get(lun_utf8_get(s, word.to, word.from, &next))) == LUN_SENTENCE_UPPER;
}

int lun_neighbour_is_shouted(const char *s, lun_span word) {
  size_t capitals = 0;
  for (size_t at = word.from, next; at < word.to; at = next) {
    lun_sentence_class c = case_of(lun_unicode_get(lun_utf8_get(s, word.to, at, &next)));
    if (c == LUN_SENTENCE_LOWER) return 0;
    capitals += c == LUN_SENTENCE_UPPER;
  }
  return capitals >= 2;
}
