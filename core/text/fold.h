/* text/fold.h -- texts made comparable: case, normal form, marks, quotes and dashes. */
#ifndef LUN_TEXT_FOLD_H
#define LUN_TEXT_FOLD_H

#include "base/buffer.h"

/* May be combined with |; 0 copies. */
enum {
  LUN_FOLD_CASE = 1,       /* full Unicode case folding: "STRASSE" and "straße" are one */
  LUN_FOLD_NFC = 2,        /* canonical composition */
  LUN_FOLD_NFKC = 4,       /* compatibility composition: ligatures, full width, superscripts */
  LUN_FOLD_MARKS = 8,      /* combining marks left out ("é" is "e"); the rest comes out as NFC */
  LUN_FOLD_IGNORABLE = 16, /* default-ignorable code points left out: soft hyphen, joiners, BOM */
  LUN_FOLD_PLAIN = 32      /* curly quotes and Unicode dashes to ASCII ' " - */
};

/* Append the folded form of `text` to `out`. Bytes of the result do not map to bytes of `text`.
** Shape:  time grows with `len`, whatever the text.
** Units:  `text` is valid UTF-8, NUL allowed; so is the result.
** Errors: LUN_ENOMEM, LUN_EUTF8 (err->at = a byte near the fault); `out` then keeps what it held.
** Source: Unicode 15.0 chapter 3.13 (default case folding), UAX #15 (normal forms). */
lun_status lun_fold(const char *text, size_t len, unsigned options, lun_buffer *out,
                    lun_error *err);

#endif
