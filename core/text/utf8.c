#include "text/utf8.h"

#include <assert.h>
#include <string.h>

static const uint64_t HIGH_BITS = UINT64_C(0x8080808080808080);

/* The first byte from `at` on that is not ASCII, or `len`. */
static size_t skip_ascii(const unsigned char *s, size_t len, size_t at) {
  uint64_t block;
  while (len - at >= sizeof block) {
    memcpy(&block, s + at, sizeof block);
    if (block & HIGH_BITS) break;
    at += sizeof block;
  }
  while (at < len && s[at] < 0x80) at++;
  return at;
}

static int is_tail(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

/* Bytes of the well-formed sequence at `s`, of which `left` bytes are there; 0 when ill-formed.
** Overlong forms, surrogates and what lies above U+10FFFF show in the second byte. */
static size_t sequence_len(const unsigned char *s, size_t left) {
  unsigned char lead = s[0];
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  size_t need = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (left < need) return 0;
  unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (s[1] < low || s[1] > high) return 0;
  for (size_t i = 2; i < need; i++) {
    if (!is_tail(s[i])) return 0;
  }
  return need;
}

lun_status lun_utf8_check(const char *text, size_t len, lun_error *err) {
  const unsigned char *s = (const unsigned char *)text;
  size_t at = 0;
  while (at < len) {
    if (s[at] < 0x80) {
      at = skip_ascii(s, len, at);
      continue;
    }
    size_t size = sequence_len(s + at, len - at);
    if (size == 0) {
      return lun_fail(err, LUN_EUTF8, at, "not UTF-8 at byte %zu: 0x%02X", at + 1, s[at]);
    }
    at += size;
  }
  return LUN_OK;
}

uint32_t lun_utf8_get(const char *text, size_t len, size_t at, size_t *next) {
  const unsigned char *s = (const unsigned char *)text + at;
  assert(at < len);
  (void)len;
  if (s[0] < 0x80) {
    *next = at + 1;
    return s[0];
  }
  if (s[0] < 0xE0) {
    *next = at + 2;
    return (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
  }
  if (s[0] < 0xF0) {
    *next = at + 3;
    return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
  }
  *next = at + 4;
  return (s[0] & 0x07u) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
}

size_t lun_utf8_count(const char *text, size_t from, size_t to) {
  size_t count = 0;
  for (size_t at = from; at < to; at++) count += !is_tail((unsigned char)text[at]);
  return count;
}

size_t lun_utf8_put(uint32_t code, char out[4]) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  if (code < 0x800) {
    out[0] = (char)(0xC0 | code >> 6);
    out[1] = (char)(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    out[0] = (char)(0xE0 | code >> 12);
    out[1] = (char)(0x80 | (code >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | code >> 18);
  out[1] = (char)(0x80 | (code >> 12 & 0x3F));
  out[2] = (char)(0x80 | (code >> 6 & 0x3F));
  out[3] = (char)(0x80 | (code & 0x3F));
  return 4;
}
