/* text/stretch.h -- a long text in pieces that can be worked on one after the other, so that what is
** known of its words stays in the cache. */
#ifndef LUN_TEXT_STRETCH_H
#define LUN_TEXT_STRETCH_H

#include <stddef.h>

/* The end of the stretch of some 128 KiB that begins at `from`: a place that no word crosses. The
** text's end when there is no such place. */
size_t lun_stretch_find(const char *text, size_t len, size_t from);

/* The same, but behind a blank line, which no phrase crosses. */
size_t lun_stretch_find_paragraph(const char *text, size_t len, size_t from);

#endif
