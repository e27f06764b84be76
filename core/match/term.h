/* match/term.h -- where one term of a query ends and the next begins. */
#ifndef LUN_MATCH_TERM_H
#define LUN_MATCH_TERM_H

#include <stddef.h>

/* The comma or end behind the term at byte `at`. Commas in a regex, in quotation marks and in brackets
** are the term's own. With `inside` the term stands in brackets: ) ends it too, it may have a label, and be
** a list in brackets of its own. */
size_t lun_term_find(const char *text, size_t len, size_t at, int inside);

/* Bytes of `near(` or `before(` at the beginning of a term, or 0. */
size_t lun_term_near(const char *text, size_t len);

/* Bytes of `name:` before a term in brackets, or 0. */
size_t lun_term_label(const char *text, size_t len);

/* `at` without the blanks at or before it. */
size_t lun_term_skip(const char *text, size_t len, size_t at);
size_t lun_term_trim(const char *text, size_t from, size_t to);

#endif
