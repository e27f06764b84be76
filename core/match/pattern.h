/* match/pattern.h -- one compiled regular expression over valid UTF-8. */
#ifndef LUN_MATCH_PATTERN_H
#define LUN_MATCH_PATTERN_H

#include "base/context.h"
#include "base/span.h"

enum {
  LUN_PATTERN_CASELESS = 1,   /* i */
  LUN_PATTERN_MULTILINE = 2,  /* m: ^ and $ also at line ends */
  LUN_PATTERN_DOTALL = 4,     /* s: . matches a line end */
  LUN_PATTERN_EXTENDED = 8,   /* x: white space and # comments in the pattern */
  LUN_PATTERN_WHOLE_WORD = 16 /* not inside a longer word on either side */
};

/* Immutable; may be used by many threads at once, each with a matcher of its own. */
typedef struct lun_pattern lun_pattern;

/* Compile `src` (`len` bytes; NUL allowed).
** Owner:  caller; release with lun_pattern_free. `src` is not kept. *out is NULL on failure.
** Errors: LUN_EPATTERN (err->at = byte in src), LUN_ENOMEM.
** Source: pcre2api(3), options PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C. */
lun_status lun_pattern_new(const char *src, size_t len, unsigned flags, lun_pattern **out,
                           lun_error *err);
lun_pattern *lun_pattern_share(lun_pattern *pattern); /* one more reference; returns pattern */
void lun_pattern_free(lun_pattern *pattern);          /* drops one reference; NULL is legal */

size_t lun_pattern_groups(const lun_pattern *pattern); /* capture groups, without the whole match */
/* Name of group `n` (from 1), or NULL. Lives as long as the pattern. */
const char *lun_pattern_name(const lun_pattern *pattern, size_t n);

/* What one thread needs to run patterns: match data, JIT stack, limits. */
typedef struct lun_matcher lun_matcher;
lun_status lun_matcher_new(lun_matcher **out, lun_error *err);
void lun_matcher_free(lun_matcher *matcher);

/* Where a search stands. Start with {start byte, 0}; lun_pattern_next moves it on. */
typedef struct lun_pattern_place {
  size_t from;
  int after_empty; /* the previous match was empty: the next may not be empty there */
} lun_pattern_place;

#define LUN_GROUP_UNSET UINT32_MAX /* `from` of a group that took no part */

/* The next match at or after `place`, which moves to its end. groups[0] is the whole match, then
** the capture groups; the array lives until the matcher's next use.
** Errors: LUN_DONE (no more), LUN_ELIMIT (a step, memory or time limit; the message says which),
**         LUN_ESTOP, LUN_ENOMEM. */
lun_status lun_pattern_next(const lun_pattern *pattern, lun_matcher *matcher, const char *text,
                            size_t len, lun_pattern_place *place, const lun_context *ctx,
                            const lun_span **groups, lun_error *err);

#endif
