/* text/ending.h -- does this stop end its sentence? UAX #29, tailored for news. */
#ifndef LUN_TEXT_ENDING_H
#define LUN_TEXT_ENDING_H

#include "text/abbreviation.h"
#include "text/label.h"
#include "text/scan.h"

/* What stops are judged by. `list` is kept by the caller; the token is a memory of the last search
** for an address, so that a text of one long token costs no more than others. */
typedef struct lun_ending_judge {
  const lun_scan *scan;
  const lun_abbreviations *words;
  lun_label list; /* the last item's, all-zero = none */
  size_t token_from, token_to;
  int is_name; /* the token is an address or the name of a file */
} lun_ending_judge;

/* What a terminator (full stop, question mark, ellipsis ...) and the marks behind it amount to. */
typedef struct lun_ending {
  size_t behind; /* behind the terminators and the closing marks that belong to them */
  int ends;      /* a sentence ends there; otherwise reading goes on there */
} lun_ending;

/* 1 when a code point of these classes may end a sentence: SATerm, and the ellipsis. */
int lun_ending_is_stop(uint32_t code, unsigned classes);

/* Judge the terminator at `stop` of the sentence that begins at `start`, in the paragraph that ends
** at `to`. Looks ahead and back by a bounded number of bytes. */
lun_ending lun_ending_find(lun_ending_judge *j, size_t start, size_t stop, size_t to);

#endif
