/* text/width.h -- how much room text takes where every character has one or two columns: a terminal.
** Ideographs and emoji take two, accents of their own and joiners none. */
#ifndef LUN_TEXT_WIDTH_H
#define LUN_TEXT_WIDTH_H

#include <stddef.h>

/* Columns of `text` (valid UTF-8). */
size_t lun_width(const char *text, size_t len);

/* How many bytes of `text` (valid UTF-8) fit into `columns`: of its begin, accents with their letters. */
size_t lun_width_fit(const char *text, size_t len, size_t columns);

/* The same of its end. */
size_t lun_width_fit_end(const char *text, size_t len, size_t columns);

#endif
