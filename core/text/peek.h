/* text/peek.h -- what stands at a byte, for rules that look ahead and back by a bounded way. */
#ifndef LUN_TEXT_PEEK_H
#define LUN_TEXT_PEEK_H

#include "text/scan.h"

enum { LUN_PEEK_ELLIPSIS = 0x2026 };

/* The class at `at`, with the ellipsis as a full stop. From `limit` on all is a line end. */
static inline lun_sentence_class lun_peek_class(const lun_scan *s, size_t at, size_t limit,
                                                size_t *next) {
  *next = at;
  if (at >= limit) return LUN_SENTENCE_SEP;
  unsigned char byte = (unsigned char)s->text[at];
  if (byte < 0x80) {
    *next = at + 1;
    return lun_unicode_sentence(lun_unicode_classes[byte]);
  }
  uint32_t code = lun_utf8_get(s->text, s->len, at, next);
  if (code == LUN_PEEK_ELLIPSIS) return LUN_SENTENCE_ATERM;
  return lun_unicode_sentence(lun_unicode_get(code));
}

/* The class of the code point that ends before `at`; a line end at `start`. */
static inline lun_sentence_class lun_peek_before(const lun_scan *s, size_t start, size_t at) {
  size_t next;
  return at <= start ? LUN_SENTENCE_SEP : lun_peek_class(s, lun_scan_back(s, at), at, &next);
}

static inline int lun_peek_is_blank(lun_sentence_class k) {
  return k == LUN_SENTENCE_SPACE || k == LUN_SENTENCE_CR || k == LUN_SENTENCE_LF ||
         k == LUN_SENTENCE_SEP;
}

static inline int lun_peek_is_stop(lun_sentence_class k) {
  return k == LUN_SENTENCE_ATERM || k == LUN_SENTENCE_STERM;
}

static inline int lun_peek_is_letter(lun_sentence_class k) {
  return k == LUN_SENTENCE_LOWER || k == LUN_SENTENCE_UPPER || k == LUN_SENTENCE_LETTER;
}

static inline int lun_peek_is_ignored(lun_sentence_class k) {
  return k == LUN_SENTENCE_EXTEND || k == LUN_SENTENCE_FORMAT;
}

/* The byte behind the letters at `at`. */
static inline size_t lun_peek_skip_letters(const lun_scan *s, size_t at, size_t limit) {
  size_t next;
  while (at < limit) {
    lun_sentence_class k = lun_peek_class(s, at, limit, &next);
    if (!lun_peek_is_letter(k) && !lun_peek_is_ignored(k)) break;
    at = next;
  }
  return at;
}

#endif
