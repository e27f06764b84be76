#include "read/charset.h"

#include "base/memory.h"
#include "text/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

enum {
  ROOM = 32 * 1024, /* bytes reserved for output at a time */
  PIECE = 64 * 1024 /* bytes checked at a time */
};

typedef enum { KIND_UTF16LE, KIND_UTF16BE, KIND_1252, KIND_ICONV } charset_kind;

struct lun_charset {
  charset_kind kind;
  char *name;
  int is_open; /* `cd` stands */
  iconv_t cd;
};

const char *lun_charset_find(const char *bytes, size_t len, size_t *mark) {
  *mark = 0;
  if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
    *mark = 3;
    return "UTF-8";
  }
  if (len < 2) return NULL;
  int little = memcmp(bytes, "\xFF\xFE", 2) == 0;
  if (!little && memcmp(bytes, "\xFE\xFF", 2) != 0) return NULL;
  *mark = 2;
  return little ? "UTF-16LE" : "UTF-16BE";
}

int lun_charset_is_utf8(const char *name) {
  return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

/* The end of the piece at `at`, between two code points: small enough to stay in the cache while it is
** gone through twice. */
static size_t piece_end(const char *bytes, size_t len, size_t at) {
  size_t end = len - at > PIECE ? at + PIECE : len;
  for (int back = 0; back < 3 && end < len && ((unsigned char)bytes[end] & 0xC0) == 0x80; back++) {
    end--;
  }
  return end;
}

/* A piece of a text from byte `at` of it on. What comes first in it is said. */
static lun_status check_piece(const char *piece, size_t len, size_t at, lun_error *err) {
  lun_error found = {0};
  const char *nul = memchr(piece, '\0', len);
  size_t clean = nul == NULL ? len : (size_t)(nul - piece);
  if (lun_utf8_check(piece, clean, &found) != LUN_OK) {
    return lun_fail(err, LUN_EUTF8, at + found.at,
                    "not valid UTF-8; say --encoding NAME, for example windows-1252");
  }
  if (nul == NULL) return LUN_OK;
  return lun_fail(err, LUN_EFORMAT, at + clean,
                  "holds a NUL byte: a binary file, or UTF-16 without a BOM (then say --encoding "
                  "UTF-16LE)");
}

lun_status lun_charset_check(const char *bytes, size_t len, lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t at = 0; st == LUN_OK && at < len;) {
    size_t end = piece_end(bytes, len, at);
    st = check_piece(bytes + at, end - at, at, err);
    at = end;
  }
  return st;
}

static int is_1252(const char *name) {
  return strcasecmp(name, "windows-1252") == 0 || strcasecmp(name, "CP1252") == 0;
}

/* iconv takes "NAME//IGNORE" and then drops bad bytes without a word: no suffix is let through. */
static lun_status open_iconv(lun_charset *charset, lun_error *err) {
  const char *name = charset->name;
  charset->kind = KIND_ICONV;
  if (name[0] != '\0' && strchr(name, '/') == NULL) {
    charset->cd = iconv_open("UTF-8", name);
    charset->is_open = charset->cd != (iconv_t)-1;
    if (!charset->is_open && errno == ENOMEM) return lun_fail_memory(err);
  }
  if (charset->is_open) return LUN_OK;
  return lun_fail(err, LUN_EFORMAT, 0, "unknown encoding \"%s\"; `iconv -l` lists them", name);
}

lun_status lun_charset_open(const char *name, lun_charset **out, lun_error *err) {
  *out = NULL;
  lun_charset *charset = lun_zalloc(sizeof *charset);
  if (charset == NULL) return lun_fail_memory(err);
  lun_status st = LUN_OK;
  charset->name = lun_strndup(name, strlen(name));
  if (charset->name == NULL) {
    st = lun_fail_memory(err);
    goto fail;
  }
  if (strcasecmp(name, "UTF-16LE") == 0) charset->kind = KIND_UTF16LE;
  else if (strcasecmp(name, "UTF-16BE") == 0) charset->kind = KIND_UTF16BE;
  else if (is_1252(name)) charset->kind = KIND_1252;
  else st = open_iconv(charset, err);
  if (st != LUN_OK) goto fail;
  *out = charset;
  return LUN_OK;
fail:
  lun_charset_close(charset);
  return st;
}

void lun_charset_close(lun_charset *charset) {
  if (charset == NULL) return;
  if (charset->is_open) iconv_close(charset->cd);
  lun_free(charset->name);
  lun_free(charset);
}

static uint32_t get_unit(const char *bytes, int big) {
  uint32_t a = (unsigned char)bytes[0], b = (unsigned char)bytes[1];
  return big ? a << 8 | b : b << 8 | a;
}

/* One code point from at least two bytes; returns bytes read, 0 when more are needed, -1 when
** surrogates do not pair. Source: Unicode 15.0, 3.9, D91. */
static int get_utf16(const char *bytes, size_t len, int big, uint32_t *code) {
  uint32_t high = get_unit(bytes, big);
  *code = high;
  if (high < 0xD800 || high > 0xDFFF) return 2;
  if (high > 0xDBFF) return -1;
  if (len < 4) return 0;
  uint32_t low = get_unit(bytes + 2, big);
  if (low < 0xDC00 || low > 0xDFFF) return -1;
  *code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
  return 4;
}

static lun_status decode_utf16(const char *bytes, size_t len, int big, int last, lun_buffer *out,
                               size_t *used, lun_error *err) {
  size_t at = 0;
  int step = 1;
  while (len - at >= 2 && step > 0) {
    char *to = lun_buffer_reserve(out, ROOM);
    if (to == NULL) return lun_fail_memory(err);
    char *end = to + ROOM - 4, *start = to;
    while (len - at >= 2 && to < end) {
      uint32_t code;
      step = get_utf16(bytes + at, len - at, big, &code);
      if (step <= 0) break;
      to += lun_utf8_put(code, to);
      at += (size_t)step;
    }
    out->len += (size_t)(to - start);
  }
  *used = at;
  if (step < 0 || (last && at < len)) {
    return lun_fail(err, LUN_EUTF8, at, "not valid UTF-16%s", big ? "BE" : "LE");
  }
  return LUN_OK;
}

static lun_status decode_iconv(lun_charset *charset, const char *bytes, size_t len, int last,
                               lun_buffer *out, size_t *used, lun_error *err) {
  char *in = (char *)(uintptr_t)bytes; /* iconv's prototype lacks the const */
  size_t left = len, done = (size_t)-1;
  int code = E2BIG;
  while (done == (size_t)-1 && code == E2BIG) {
    char *to = lun_buffer_reserve(out, ROOM);
    if (to == NULL) return lun_fail_memory(err);
    char *start = to;
    size_t room = ROOM;
    done = iconv(charset->cd, left > 0 ? &in : NULL, &left, &to, &room);
    code = errno;
    out->len += (size_t)(to - start);
  }
  *used = len - left;
  if (done == (size_t)-1 && (code != EINVAL || last)) {
    return lun_fail(err, LUN_EUTF8, len - left, "not valid %s", charset->name);
  }
  if (!last || len == 0) return LUN_OK;
  size_t none; /* some decoders hold a character back until they are told of the end */
  return decode_iconv(charset, bytes, 0, 1, out, &none, err);
}

/* 0x80-0x9F; 0 = no meaning. All other bytes are the code point of their number. */
static const uint16_t table_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static lun_status decode_1252(const char *bytes, size_t len, lun_buffer *out, size_t *used,
                              lun_error *err) {
  size_t at = 0;
  uint32_t code = 1;
  while (at < len && code != 0) {
    char *to = lun_buffer_reserve(out, ROOM);
    if (to == NULL) return lun_fail_memory(err);
    char *end = to + ROOM - 4, *start = to;
    for (; at < len && to < end; at++) {
      unsigned char c = (unsigned char)bytes[at];
      code = c >= 0x80 && c < 0xA0 ? table_1252[c - 0x80] : c;
      if (code == 0 && c != 0) break;
      to += lun_utf8_put(code, to);
      code = 1;
    }
    out->len += (size_t)(to - start);
  }
  *used = at;
  if (at == len) return LUN_OK;
  return lun_fail(err, LUN_EUTF8, at, "not valid windows-1252");
}

lun_status lun_charset_decode_1252(const char *bytes, size_t len, lun_buffer *out, lun_error *err) {
  size_t used;
  lun_status st = decode_1252(bytes, len, out, &used, err);
  lun_buffer_add(out, "", 0); /* the NUL behind the end, as every add leaves it */
  return st != LUN_OK ? st : lun_buffer_status(out, err);
}

lun_status lun_charset_decode(lun_charset *charset, const char *bytes, size_t len, int last,
                              lun_buffer *out, size_t *used, lun_error *err) {
  *used = 0;
  switch (charset->kind) {
  case KIND_UTF16LE: return decode_utf16(bytes, len, 0, last, out, used, err);
  case KIND_UTF16BE: return decode_utf16(bytes, len, 1, last, out, used, err);
  case KIND_1252: return decode_1252(bytes, len, out, used, err);
  case KIND_ICONV: break;
  }
  return decode_iconv(charset, bytes, len, last, out, used, err);
}
