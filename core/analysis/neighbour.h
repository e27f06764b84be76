/* analysis/neighbour.h -- the words that stand beside a place in a text, read from its bytes: what a
** name needs to know of its neighbours, without all words of the document. */
#ifndef LUN_ANALYSIS_NEIGHBOUR_H
#define LUN_ANALYSIS_NEIGHBOUR_H

#include "base/span.h"

/* A run of letters and digits, with the hyphens, apostrophes and dots inside it. */
typedef struct lun_neighbour {
  lun_span word;
  int stopped; /* a full stop stands behind it (not in `word`) */
} lun_neighbour;

/* The word that blanks with at most one line end part from byte `at`; 0 when something else stands
** there, a stop apart when `at` is behind it. Units: `at` is a code point boundary. */
int lun_neighbour_before(const char *s, size_t at, lun_neighbour *out);
int lun_neighbour_after(const char *s, size_t len, size_t at, lun_neighbour *out);

/* The byte behind the code point at `at`. */
static inline size_t lun_neighbour_step(const char *s, size_t len, size_t at) {
  at++;
  while (at < len && ((unsigned char)s[at] & 0xC0) == 0x80) at++;
  return at;
}

/* The end of the word that begins at byte `at`; `at` itself when none does. */
size_t lun_neighbour_end(const char *s, size_t len, size_t at);

/* Whether a letter or digit begins, or ends, at byte `at`. */
int lun_neighbour_is_letter(const char *s, size_t len, size_t at);
int lun_neighbour_is_letter_before(const char *s, size_t at);

/* Bytes of a possessive ending ('s, or ' behind an s) at byte `at`; 0 when there is none. */
size_t lun_neighbour_possessive(const char *s, size_t len, size_t at);

/* Whether the word begins with a capital letter; is_shouted: with two, and has no small ones. */
int lun_neighbour_is_capital(const char *s, lun_span word);
int lun_neighbour_is_shouted(const char *s, lun_span word);

#endif
