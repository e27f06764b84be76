/* text/word_state.h -- word segments by a table of states: one look-up for each code point.
**
** Internal to text: what masks do not settle is read here. No input is slow, since a state holds all
** that counts of what was before, and nothing is read twice. */
#ifndef LUN_TEXT_WORD_STATE_H
#define LUN_TEXT_WORD_STATE_H

#include "text/scan.h"
#include "text/word_block.h"

/* What the code points of a block of 64 bytes do to the segments; bit i stands for the one that begins
** at byte i. */
typedef struct lun_word_stepped {
  uint64_t part;   /* a boundary before it */
  uint64_t late;   /* a boundary before the last mid character, which does not join after all */
  uint64_t wanted; /* a letter, digit or ideograph */
  uint64_t mid;    /* a mid character that may join */
} lun_word_stepped;

/* Step over the code points that begin in the 64 bytes from `from` on, where one begins or goes on.
** Returns the state behind them. */
typedef unsigned lun_word_stepper(const char *text, size_t len, size_t from, unsigned state,
                                  lun_word_stepped *out);

/* The stepper of one path, NULL only for LUN_WORD_PATH_STATES_AVX2 where the machine has not that path.
** Static. */
lun_word_stepper *lun_word_stepper_get(lun_word_path path);

/* Add segments to run->out from run->at on, until one ends at `until` (> run->at) or behind, or the
** text does; run->at is then there. A segment that goes on at `until` may be left there to the masks.
** Errors: LUN_ENOMEM; what the context says. */
lun_status lun_word_read_states(lun_scan *s, lun_word_run *run, lun_word_stepper *step,
                                size_t until);

#endif
