/* text/word_rule.h -- one word segment at a time by the rules and tables of UAX #29.
**
** Internal to text: text/word.c settles what it can by blocks of bytes; this is for the rest. */
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

/* The same, with short ways for what is common: runs of letters and digits of any script, and code
** points that join to nothing. */
lun_status lun_word_read_run(lun_scan *s, lun_word_segment *seg);

/* Grow the segment to its end. Of what is read only seg->left counts, and has_letter is kept. */
lun_status lun_word_finish(lun_scan *s, lun_word_segment *seg);

#endif
