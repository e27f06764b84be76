/* text/fold_step.h -- what lun_fold and lun_fold_map share: code points on their way through a fold,
** decomposed, ordered and composed.
**
** utf8proc orders marks by swapping neighbours, which a heap of n marks makes n * n swaps. Here the
** time of each step is that of reading the code points, whatever they are.
** For text/fold.c and text/fold_map.c alone. */
#ifndef LUN_TEXT_FOLD_STEP_H
#define LUN_TEXT_FOLD_STEP_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>
#include <utf8proc.h>

enum { LUN_FOLD_PARTS = 32 }; /* code points that one becomes; 18 is the most in Unicode 15.0 */

/* Decomposed code points. All-zero is empty. */
typedef struct lun_fold_codes {
  int32_t *codes;
  size_t count;
  size_t cap;
  int32_t *room; /* for ordering */
  size_t room_cap;
} lun_fold_codes;

/* The options of text/fold.h as those of utf8proc (utf8proc_option_t): `proc` below. */
int lun_fold_proc(unsigned options);

/* LUN_FOLD_PLAIN for one code point, before anything else is done to it. */
int32_t lun_fold_plain(int32_t code);

/* Write what `code` becomes, before ordering, to parts[0..*count).
** Errors: LUN_EUTF8 (`code` is none; err->at = 0). */
static inline lun_status lun_fold_decompose(int32_t code, int proc, int32_t parts[LUN_FOLD_PARTS],
                                            size_t *count, lun_error *err) {
  int boundary = 0;
  utf8proc_ssize_t got =
      utf8proc_decompose_char(code, parts, LUN_FOLD_PARTS, (utf8proc_option_t)proc, &boundary);
  *count = (size_t)got;
  if (got >= 0 && got <= LUN_FOLD_PARTS) return LUN_OK;
  *count = 0;
  return lun_fail(err, LUN_EUTF8, 0, "text cannot be folded: no code point");
}

/* Make room for `more` code points behind those there are, and for what utf8proc writes behind them.
** Errors: LUN_ENOMEM. */
lun_status lun_fold_codes_reserve(lun_fold_codes *c, size_t more, lun_error *err);

/* Order the marks and compose, as far as `proc` asks for a normal form, and write UTF-8 over the code
** points: *bytes, *len. Room must have been reserved, for none at least.
** Owner:  *bytes lives until the next call on `c`; the caller sets the count to 0.
** Errors: LUN_ENOMEM, LUN_EUTF8 (err->at = 0).
** Source: Unicode 15.0, definitions D109 and D117. */
lun_status lun_fold_codes_compose(lun_fold_codes *c, int proc, const char **bytes, size_t *len,
                                  lun_error *err);

void lun_fold_codes_clear(lun_fold_codes *c);

#endif
