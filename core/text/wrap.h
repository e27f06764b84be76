/* text/wrap.h -- does a line end because its width was used up, or because its writer ended it? */
#ifndef LUN_TEXT_WRAP_H
#define LUN_TEXT_WRAP_H

#include "text/abbreviation.h"
#include "text/scan.h"

/* The lines of one paragraph. Start with all-zero. */
typedef struct lun_wrap {
  size_t width;   /* no line that was broken for its length is shorter than this less a word */
  int is_running; /* a line but the first begins small: its text runs on */
  int is_measured;
} lun_wrap;

/* 1 when the line [line, end) of the paragraph [start, to), which ends without a stop, is complete
** with its end: a headline, an item of a list. `next` is the first byte of the next line's text.
** `is_item` = the line is a list item. */
int lun_wrap_is_end(const lun_scan *s, lun_wrap *wrap, const lun_abbreviations *words,
                    lun_span paragraph, lun_span line, size_t next, int is_item);

#endif
