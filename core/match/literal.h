/* match/literal.h -- what a regular expression must contain, worked out from its text. */
#ifndef LUN_MATCH_LITERAL_H
#define LUN_MATCH_LITERAL_H

#include "base/scan.h"

#define LUN_LITERAL_FAR SIZE_MAX

/* A string that stands in every match, `least` to `most` bytes behind the place where the match
** begins; `most` may be LUN_LITERAL_FAR. scan.len is 0 when none is known. All-zero is legal. */
typedef struct lun_literal {
  lun_scan scan;
  size_t least, most;
} lun_literal;

/* The rarest such string of `src`, a pattern that compiles with the lun_pattern `flags`. What is not
** understood to the last byte (conditions, recursion, callouts, verbs, \K, \G ...) gives none.
** Source: pcre2pattern(3) of PCRE2 10.42; syntax that later versions add gives none. */
void lun_literal_find(const char *src, size_t len, unsigned flags, lun_literal *out);

/* Whether a code point of `text` without an ASCII case is matched by itself alone, also when case
** does not count. */
int lun_literal_is_caseless(unsigned code);

#endif
