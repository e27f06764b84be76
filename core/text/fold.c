/* text/fold.c -- folding by utf8proc, in pieces: ASCII, which most texts mostly are, goes by in a
** tight loop, and only the stretches between are decoded. */
#include "text/fold.h"

#include "text/fold_step.h"
#include "text/unicode.h"

#include <string.h>
#include <utf8proc.h>

enum { PIECE = 64 * 1024 }; /* bytes after which a stretch is cut where that is safe */

/* The end of the ASCII run at `at`. */
static size_t skip_ascii(const char *text, size_t len, size_t at) {
  while (len - at >= 8) {
    uint64_t block;
    memcpy(&block, text + at, 8);
    if (block & UINT64_C(0x8080808080808080)) break;
    at += 8;
  }
  while (at < len && (unsigned char)text[at] < 0x80) at++;
  return at;
}

/* A stretch may be cut before a code point that joins to nothing before it: a letter that is its
** own grapheme cluster, so neither a mark nor a Hangul jamo; nor one that LUN_FOLD_NFKC makes a
** jamo. */
static int is_safe_start(uint32_t code) {
  if ((code >= 0x3131 && code <= 0x318E) || (code >= 0xFFA0 && code <= 0xFFDC)) return 0;
  unsigned classes = lun_unicode_get(code);
  return (classes & LUN_UNICODE_LETTER) && lun_unicode_grapheme(classes) == LUN_GRAPHEME_OTHER;
}

/* The end of the stretch at `at`, up to the next ASCII, which joins to nothing before it. Bytes are
** not trusted yet: decomposing tells whether they are UTF-8. */
static size_t skip_stretch(const char *text, size_t len, size_t at) {
  const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
  size_t from = at++;
  for (; at < len && bytes[at] >= 0x80; at++) {
    int32_t code;
    if (at - from < PIECE || (bytes[at] & 0xC0) == 0x80) continue;
    utf8proc_ssize_t size = utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(len - at), &code);
    if (size > 0 && is_safe_start((uint32_t)code)) break;
  }
  return at;
}

static void add_ascii(const char *text, size_t len, unsigned options, lun_buffer *out) {
  char *to = lun_buffer_reserve(out, len);
  if (to == NULL) return;
  if (options & LUN_FOLD_CASE) {
    for (size_t i = 0; i < len; i++) {
      unsigned char c = (unsigned char)text[i];
      to[i] = (char)(c | ((c - (unsigned)'A' < 26u) << 5));
    }
  } else {
    memcpy(to, text, len);
  }
  to[len] = '\0';
  out->len += len;
}

/* Decode and decompose a stretch. */
static lun_status decompose(const char *text, size_t len, unsigned options, int proc,
                            lun_fold_codes *work, lun_error *err) {
  const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
  work->count = 0;
  lun_status st = lun_fold_codes_reserve(work, len + LUN_FOLD_PARTS, err);
  for (size_t at = 0; st == LUN_OK && at < len;) {
    int32_t code;
    size_t count;
    utf8proc_ssize_t size = utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(len - at), &code);
    if (size <= 0) {
      return lun_fail(err, LUN_EUTF8, 0, "text cannot be folded: %s", utf8proc_errmsg(size));
    }
    at += (size_t)size;
    if (options & LUN_FOLD_PLAIN) code = lun_fold_plain(code);
    if (work->cap - work->count <= LUN_FOLD_PARTS) {
      st = lun_fold_codes_reserve(work, LUN_FOLD_PARTS, err);
      if (st != LUN_OK) break;
    }
    st = lun_fold_decompose(code, proc, work->codes + work->count, &count, err);
    work->count += count;
  }
  return st;
}

static lun_status add_stretch(const char *text, size_t len, unsigned options, lun_fold_codes *work,
                              lun_buffer *out, lun_error *err) {
  const char *bytes;
  size_t size;
  int proc = lun_fold_proc(options);
  lun_status st = decompose(text, len, options, proc, work, err);
  if (st == LUN_OK) st = lun_fold_codes_compose(work, proc, &bytes, &size, err);
  if (st == LUN_OK) lun_buffer_add(out, bytes, size);
  return st;
}

lun_status lun_fold(const char *text, size_t len, unsigned options, lun_buffer *out,
                    lun_error *err) {
  lun_fold_codes work = {0};
  size_t before = out->len, at = 0;
  lun_status st = LUN_OK;
  while (st == LUN_OK && at < len) {
    size_t end = skip_ascii(text, len, at);
    /* The last ASCII letter may take the mark that follows it. */
    if (end > at && end < len) end--;
    if (end > at) add_ascii(text + at, end - at, options, out);
    at = end;
    if (at == len) break;
    end = skip_stretch(text, len, at);
    st = add_stretch(text + at, end - at, options, &work, out, err);
    if (st != LUN_OK && err != NULL && st == LUN_EUTF8) err->at = at;
    at = end;
  }
  if (st == LUN_OK) st = lun_buffer_status(out, err);
  if (work.codes != NULL) lun_fold_codes_clear(&work);
  if (st == LUN_OK) return LUN_OK;
  out->len = before;
  if (out->data != NULL) out->data[before] = '\0';
  return st;
}
