/* text/word_rule.h -- one word segment at a time by the rules of UAX #29.
**
** Internal to text: the plain twin, which shares no code with the fast ways that tests compare. */
#ifndef LUN_TEXT_WORD_RULE_H
#define LUN_TEXT_WORD_RULE_H

#include "text/scan.h"

/* The segment being read. */
typedef struct lun_word_segment {
  size_t at;           /* behind what belongs to it so far */
  lun_word_class left; /* its last class that is not ignored */
  int joiner;          /* its last code point is a ZWJ */
  int has_letter;      /* it has a letter, digit or ideograph */
} lun_word_segment;

/* Read the segment that begins at seg->at (< s->len), one code point after the other; seg->at is
** then behind it. Errors: what the context says. */
lun_status lun_word_read(lun_scan *s, lun_word_segment *seg);

#endif
