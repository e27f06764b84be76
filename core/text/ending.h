/* text/ending.h -- does this stop end its sentence? UAX #29, tailored for news. */
#ifndef LUN_TEXT_ENDING_H
#define LUN_TEXT_ENDING_H

#include "text/scan.h"

/* What a terminator (full stop, question mark, ellipsis ...) and the marks behind it amount to. */
typedef struct lun_ending {
  size_t behind; /* behind the terminators and the closing marks that belong to them */
  int ends;      /* a sentence ends there; otherwise reading goes on there */
} lun_ending;

/* 1 when a code point of these classes may end a sentence: SATerm, and the ellipsis. */
int lun_ending_is_stop(uint32_t code, unsigned classes);

/* Judge the terminator at `stop` of the sentence that begins at `start`, in the paragraph that ends
** at `to`. Looks ahead and back by a bounded number of bytes. */
lun_ending lun_ending_find(const lun_scan *s, size_t start, size_t stop, size_t to);

/* The byte behind the label of a list item that begins at `at` ("1.", "(iv)", "b)", a bullet), or
** `at` when there is none. *number = what a label in digits says, otherwise 0. */
size_t lun_ending_skip_label(const lun_scan *s, size_t at, size_t to, unsigned *number);

#endif
