/* read/charset.h -- bytes of any encoding -> UTF-8. */
#ifndef LUN_READ_CHARSET_H
#define LUN_READ_CHARSET_H

#include "base/buffer.h"

/* Name of the encoding that a byte order mark at the start of `bytes` states: "UTF-8", "UTF-16LE",
** "UTF-16BE", and its length in *mark; NULL and 0 when there is none. Four bytes suffice. */
const char *lun_charset_find(const char *bytes, size_t len, size_t *mark);

/* 1 when `name` is one of UTF-8's names, so that nothing needs decoding. */
int lun_charset_is_utf8(const char *name);

/* Text that may become a document: valid UTF-8 and no NUL byte.
** Errors: LUN_EUTF8, LUN_EFORMAT (NUL); err->at = the byte; the message says what to do. */
lun_status lun_charset_check(const char *bytes, size_t len, lun_error *err);

typedef struct lun_charset lun_charset;

/* A decoder from encoding `name`: UTF-16LE, UTF-16BE and windows-1252 are built in, all others are
** iconv's. Owner: caller; release with lun_charset_close. `name` is copied.
** Errors: LUN_EFORMAT (unknown encoding, named), LUN_ENOMEM. */
lun_status lun_charset_open(const char *name, lun_charset **out, lun_error *err);
void lun_charset_close(lun_charset *charset);

/* Append the decoded `bytes` to `out`; *used = how many were read: a sequence cut off at the end is
** left for the next call unless `last` is set. On failure all before the bad byte is appended.
** Errors: LUN_EUTF8 (err->at = bad byte), LUN_ENOMEM. */
lun_status lun_charset_decode(lun_charset *charset, const char *bytes, size_t len, int last,
                              lun_buffer *out, size_t *used, lun_error *err);

/* Append Windows-1252 text to `out` as UTF-8. Errors: LUN_EUTF8 (err->at = one of the five bytes
** without a meaning, 81 8D 8F 90 9D), LUN_ENOMEM.
** Source: the Unicode Consortium's table VENDORS/MICSFT/WINDOWS/CP1252.TXT. */
lun_status lun_charset_decode_1252(const char *bytes, size_t len, lun_buffer *out, lun_error *err);

#endif
