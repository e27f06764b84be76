/* text/utf8.h -- UTF-8: is it valid, and how many code points. */
#ifndef LUN_TEXT_UTF8_H
#define LUN_TEXT_UTF8_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

/* Strict check of `len` bytes: no overlong forms, surrogates or values above U+10FFFF.
** Errors: LUN_EUTF8 (err->at = the first byte of the first bad sequence).
** Source: Unicode 15.0, table 3-7. */
lun_status lun_utf8_check(const char *text, size_t len, lun_error *err);

/* The code point at byte `at` (< len) of a valid text; *next = the byte behind it. */
uint32_t lun_utf8_get(const char *text, size_t len, size_t at, size_t *next);

/* Number of code points in [from, to) of a valid text. */
size_t lun_utf8_count(const char *text, size_t from, size_t to);

/* Write `code` (a scalar value) to `out`; returns how many bytes (1-4). */
size_t lun_utf8_put(uint32_t code, char out[4]);

#endif
