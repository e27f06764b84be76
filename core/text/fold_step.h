/* text/fold_step.h -- what lun_fold and lun_fold_map share: how options are said to utf8proc.
**
** For text/fold.c and text/fold_map.c alone. */
#ifndef LUN_TEXT_FOLD_STEP_H
#define LUN_TEXT_FOLD_STEP_H

#include <stdint.h>

/* The options of text/fold.h as those of utf8proc (utf8proc_option_t). */
int lun_fold_proc(unsigned options);

/* LUN_FOLD_PLAIN for one code point, before anything else is done to it. `options` points to the
** options (unsigned), for utf8proc_decompose_custom. */
int32_t lun_fold_plain(int32_t code, void *options);

#endif
