/* Any bytes, at every alignment: the check agrees with one that goes bit by bit, and code points come
** out and go back in as the same bytes. */
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ALIGNMENTS = 16 };

static void require(int holds) {
  if (!holds) abort();
}

/* The twin: decode as the bits say, then ask whether the value may be written so. Bytes of the
** sequence at `s`, 0 when it is none. */
static size_t read_sequence(const uint8_t *s, size_t left, uint32_t *code) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  size_t need = 0;
  while (need < 8 && (s[0] & (0x80u >> need))) need++; /* leading ones */
  if (need == 0) {
    *code = s[0];
    return 1;
  }
  if (need == 1 || need > 4 || need > left) return 0;
  *code = s[0] & (0xFFu >> (need + 1));
  for (size_t i = 1; i < need; i++) {
    if (s[i] >> 6 != 2) return 0;
    *code = *code * 64 + s[i] % 64;
  }
  if (*code < least[need] || *code > 0x10FFFF || (*code >> 11) == 0x1B) return 0;
  return need;
}

/* The first byte of the first bad sequence, or `len`; *count = code points before it. */
static size_t find_fault(const uint8_t *s, size_t len, size_t *count) {
  size_t at = 0;
  uint32_t code;
  *count = 0;
  while (at < len) {
    size_t size = read_sequence(s + at, len - at, &code);
    if (size == 0) return at;
    at += size;
    ++*count;
  }
  return len;
}

static void check_codes(const char *text, size_t len) {
  char bytes[4];
  for (size_t at = 0, next; at < len; at = next) {
    uint32_t want = 0;
    size_t size = read_sequence((const uint8_t *)text + at, len - at, &want);
    require(lun_utf8_get(text, len, at, &next) == want && next == at + size);
    require(lun_utf8_count(text, at, next) == 1);
    require(lun_utf8_put(want, bytes) == size && memcmp(bytes, text + at, size) == 0);
  }
}

/* `text` is a copy of its own size, so that a read behind its end is seen. */
static void check_text(const char *text, size_t len) {
  size_t count;
  lun_error err = {0};
  size_t fault = find_fault((const uint8_t *)text, len, &count);
  lun_status st = lun_utf8_check(text, len, &err);
  require(st == (fault == len ? LUN_OK : LUN_EUTF8));
  require(st == err.status);
  if (st != LUN_OK) require(err.at == fault);
  require(lun_utf8_check(text, fault, NULL) == LUN_OK);
  require(lun_utf8_count(text, 0, fault) == count);
  check_codes(text, fault);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  for (size_t shift = 0; shift < ALIGNMENTS; shift++) {
    char *room = malloc(size + shift + 1);
    require(room != NULL);
    char *text = room + 1 + shift;
    if (size > 0) memcpy(text, data, size);
    check_text(text, size);
    free(room);
  }
  return 0;
}
