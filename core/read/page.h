/* read/page.h -- the text of an HTML page and what it says about itself. */
#ifndef LUN_READ_PAGE_H
#define LUN_READ_PAGE_H

#include "base/buffer.h"
#include "base/context.h"

/* All-zero is an empty page. A part that the page does not state is empty. */
typedef struct lun_page {
  lun_buffer text; /* blocks parted by an empty line, white space collapsed, NBSP kept */
  lun_buffer title;
  lun_buffer date;
  lun_buffer author;
  lun_buffer source;
  lun_buffer lang;
} lun_page;

/* Read `html` (valid UTF-8, no NUL) into `page`, which is emptied first. Left out: script, style,
** nav, head, noscript, template, form, and what shows no text of the page (iframe, object, svg,
** button, select, textarea). A form that holds all there is is kept.
** Errors: LUN_EFORMAT (elements nested too deep, too many attributes), LUN_ENOMEM, LUN_ESTOP,
** LUN_ELIMIT. */
lun_status lun_page_get(lun_page *page, const char *html, size_t len, const lun_context *ctx,
                        lun_error *err);

void lun_page_clear(lun_page *page);

#endif
