/* read/tag.h -- a look at HTML's tags before the parser gets them. */
#ifndef LUN_READ_TAG_H
#define LUN_READ_TAG_H

#include "base/context.h"

enum { LUN_TAG_LIMIT = 20000 }; /* attributes of one tag */

/* `html` holds no NUL. Refuse a page with a tag of over LUN_TAG_LIMIT attributes: the parser
** compares each with all before it, and cannot be interrupted while it does. Comments are passed
** over.
** Errors: LUN_EFORMAT (err->at = byte where the tag begins), LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_tag_check(const char *html, size_t len, const lun_context *ctx, lun_error *err);

#endif
