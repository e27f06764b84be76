/* text/scan.h -- what every segmenter carries along: the text, who may stop it, where spans go. */
#ifndef LUN_TEXT_SCAN_H
#define LUN_TEXT_SCAN_H

#include "base/context.h"
#include "base/span.h"
#include "text/unicode.h"
#include "text/utf8.h"

typedef struct lun_scan {
  const char *text; /* valid UTF-8 */
  size_t len;
  const lun_context *ctx; /* may be NULL */
  size_t due;             /* the byte from which the context is to be asked again */
  size_t count;           /* spans in `out` when the scan began: what a failure goes back to */
  lun_spans *out;
  lun_error *err;
} lun_scan;

/* Errors: LUN_ELIMIT when spans cannot hold the text's offsets; what the context says. */
static inline lun_status lun_scan_init(lun_scan *s, const char *text, size_t len,
                                       const lun_context *ctx, lun_spans *out, lun_error *err) {
  *s = (lun_scan){text, len, ctx, LUN_CONTEXT_STRIDE, out->count, out, err};
  if (len > UINT32_MAX) {
    return lun_fail(err, LUN_ELIMIT, 0, "text of %zu bytes is over the limit of 4 GiB", len);
  }
  return lun_context_check(ctx, err);
}

/* Ask the context when the scan has gone a stride since it last did. */
static inline lun_status lun_scan_check(lun_scan *s, size_t at) {
  if (at < s->due) return LUN_OK;
  s->due = at + LUN_CONTEXT_STRIDE;
  return lun_context_check(s->ctx, s->err);
}

/* Undo the spans of a scan that failed. */
static inline lun_status lun_scan_fail(lun_scan *s, lun_status status) {
  s->out->count = s->count;
  return status;
}

/* The classes of the code point at `at`; *next = the byte behind it. ASCII needs no decoding. */
static inline unsigned lun_scan_get(const lun_scan *s, size_t at, size_t *next) {
  unsigned char byte = (unsigned char)s->text[at];
  if (byte < 0x80) {
    *next = at + 1;
    return lun_unicode_classes[byte];
  }
  return lun_unicode_get(lun_utf8_get(s->text, s->len, at, next));
}

/* The first byte of the code point that ends before `at` (> 0). */
static inline size_t lun_scan_back(const lun_scan *s, size_t at) {
  do at--;
  while (at > 0 && ((unsigned char)s->text[at] & 0xC0) == 0x80);
  return at;
}

/* The byte behind the line end at `at`; CR LF is one end. */
static inline size_t lun_scan_skip_line_end(const lun_scan *s, size_t at) {
  size_t next;
  lun_scan_get(s, at, &next);
  if (s->text[at] == '\r' && next < s->len && s->text[next] == '\n') next++;
  return next;
}

#endif
