/* text/fold.c -- folding by utf8proc, in pieces: ASCII, which most texts mostly are, goes by in a
** tight loop, and only the stretches between are decoded. */
#include "text/fold.h"

#include "base/memory.h"
#include "text/fold_step.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { PIECE = 64 * 1024 }; /* bytes after which a stretch is cut where that is safe */

/* Room for the decoded code points of one stretch. */
typedef struct scratch {
  int32_t *codes;
  size_t cap;
} scratch;

int lun_fold_proc(unsigned options) {
  int proc = 0;
  if (options & LUN_FOLD_CASE) proc |= UTF8PROC_CASEFOLD;
  if (options & LUN_FOLD_IGNORABLE) proc |= UTF8PROC_IGNORE;
  if (options & LUN_FOLD_MARKS) proc |= UTF8PROC_STRIPMARK;
  /* Marks are found by decomposing; composing again leaves Hangul and the like as they were. */
  if (options & (LUN_FOLD_NFC | LUN_FOLD_NFKC | LUN_FOLD_MARKS)) {
    proc |= UTF8PROC_STABLE | UTF8PROC_COMPOSE;
  }
  if (options & LUN_FOLD_NFKC) proc |= UTF8PROC_COMPAT;
  return proc;
}

int32_t lun_fold_plain(int32_t code, void *options) {
  const unsigned *asked = options;
  if (!(*asked & LUN_FOLD_PLAIN)) return code;
  if (code >= 0x2018 && code <= 0x201B) return '\'';
  if (code >= 0x201C && code <= 0x201F) return '"';
  if (code >= 0x2010 && code <= 0x2015) return '-';
  switch (code) {
  case 0x02BC: return '\''; /* modifier letter apostrophe */
  case 0x2212:              /* minus */
  case 0xFE58:              /* small and full-width forms */
  case 0xFE63:
  case 0xFF0D: return '-';
  case 0xFF02: return '"';
  case 0xFF07: return '\'';
  default: return code;
  }
}

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

/* The end of the stretch at `at`, up to the next ASCII, which joins to nothing before it. */
static size_t skip_stretch(const char *text, size_t len, size_t at) {
  size_t from = at;
  while (at < len && (at == from || (unsigned char)text[at] >= 0x80)) {
    size_t next;
    uint32_t code = lun_utf8_get(text, len, at, &next);
    if (at - from >= PIECE && is_safe_start(code)) break;
    at = next;
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

static lun_status fail_proc(utf8proc_ssize_t why, lun_error *err) {
  if (why == UTF8PROC_ERROR_NOMEM || why == UTF8PROC_ERROR_OVERFLOW) return lun_fail_memory(err);
  return lun_fail(err, LUN_EUTF8, 0, "text cannot be folded: %s", utf8proc_errmsg(why));
}

/* Decode and fold a stretch into work->codes; *count = how many code points. */
static lun_status decompose(const char *text, size_t len, unsigned options, scratch *work,
                            size_t *count, lun_error *err) {
  const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
  utf8proc_option_t proc = (utf8proc_option_t)lun_fold_proc(options);
  utf8proc_ssize_t need = (utf8proc_ssize_t)len;
  for (;;) {
    void *codes = work->codes;
    /* utf8proc_reencode writes one byte behind the code points. */
    if (!lun_grow(&codes, &work->cap, (size_t)need + 1, sizeof *work->codes)) {
      return lun_fail_memory(err);
    }
    work->codes = codes;
    need =
        utf8proc_decompose_custom(bytes, (utf8proc_ssize_t)len, work->codes,
                                  (utf8proc_ssize_t)work->cap - 1, proc, lun_fold_plain, &options);
    if (need < 0) return fail_proc(need, err);
    if ((size_t)need < work->cap) break;
  }
  *count = (size_t)need;
  return LUN_OK;
}

static lun_status add_stretch(const char *text, size_t len, unsigned options, scratch *work,
                              lun_buffer *out, lun_error *err) {
  size_t count = 0;
  lun_status st = decompose(text, len, options, work, &count, err);
  if (st != LUN_OK) return st;
  utf8proc_option_t proc = (utf8proc_option_t)lun_fold_proc(options);
  utf8proc_ssize_t size = utf8proc_reencode(work->codes, (utf8proc_ssize_t)count, proc);
  if (size < 0) return fail_proc(size, err);
  lun_buffer_add(out, (const char *)work->codes, (size_t)size);
  return LUN_OK;
}

lun_status lun_fold(const char *text, size_t len, unsigned options, lun_buffer *out,
                    lun_error *err) {
  scratch work = {0};
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
  lun_free(work.codes);
  if (st == LUN_OK) return LUN_OK;
  out->len = before;
  if (out->data != NULL) out->data[before] = '\0';
  return st;
}
