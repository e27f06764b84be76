/* text/enclosure.c -- quotations and brackets: stops inside do not end the sentence around them. */
#include "text/enclosure.h"

#include "text/peek.h"

#include <string.h>

/* How a pair of marks is used. */
typedef enum manner {
  BRACKET,
  DOUBLE,
  SINGLE, /* its closing mark may be an apostrophe */
  WIDE    /* of scripts without blanks */
} manner;

typedef struct pair {
  uint32_t open;
  uint32_t close;
  uint32_t also; /* another closing mark, or 0 */
  manner manner;
} pair;

static const pair pairs[] = {
    {'"', '"', 0, DOUBLE},
    {'\'', '\'', 0, SINGLE},
    {'`', '\'', 0, SINGLE},
    {'(', ')', 0, BRACKET},
    {'[', ']', 0, BRACKET},
    {'{', '}', 0, BRACKET},
    {0xAB, 0xBB, 0, DOUBLE},
    {0xBB, 0xAB, 0xBB, DOUBLE},
    {0x2018, 0x2019, 0, SINGLE},
    {0x201A, 0x2018, 0x2019, SINGLE},
    {0x201C, 0x201D, 0, DOUBLE},
    {0x201D, 0x201D, 0, DOUBLE},
    {0x201E, 0x201C, 0x201D, DOUBLE},
    {0x2039, 0x203A, 0, DOUBLE},
    {0x300A, 0x300B, 0, WIDE},
    {0x300C, 0x300D, 0, WIDE},
    {0x300E, 0x300F, 0, WIDE},
    {0x3010, 0x3011, 0, WIDE},
    {0xFF08, 0xFF09, 0, WIDE},
};

/* Bytes looked ahead: brackets hold less than quotations. */
static size_t reach_of(const pair *p) {
  return p->manner == BRACKET ? 1024 : 4096;
}

/* Straight and curly double marks are mixed in news, and each may close the other. */
static int is_double(uint32_t code) {
  return code == '"' || code == 0x201C || code == 0x201D;
}

static const pair *find_pair(uint32_t code) {
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    if (pairs[i].open == code) return &pairs[i];
  }
  return NULL;
}

/* 1 when the mark [at, next) stands where one opens: behind a blank or another such mark, and with
** something behind it. Guillemets may have a blank behind them. */
static int is_opening(const lun_scan *s, const pair *p, size_t start, size_t at, size_t next,
                      size_t to) {
  size_t after;
  if (p->manner == WIDE) return 1;
  lun_sentence_class before = lun_peek_before(s, start, at);
  lun_sentence_class behind = lun_peek_class(s, next, to, &after);
  if (lun_peek_is_letter(before) || before == LUN_SENTENCE_NUMERIC) return p->manner == BRACKET;
  if (before == LUN_SENTENCE_CLOSE && strchr(")]}", s->text[at - 1])) return 0;
  if (lun_peek_is_stop(before) || lun_peek_is_ignored(before)) return 0;
  if (lun_peek_is_blank(behind)) return p->open == 0xAB;
  if (p->manner == SINGLE) return lun_peek_is_letter(behind) || behind == LUN_SENTENCE_CLOSE;
  return behind != LUN_SENTENCE_CONTINUE;
}

/* 1 when the mark [at, next) closes the pair; a single mark is an apostrophe unless the quotation's
** own punctuation stands before it or the sentence's behind it. */
static int is_closing(const lun_scan *s, const pair *p, size_t start, size_t at, size_t next,
                      size_t to) {
  size_t after;
  if (p->manner != SINGLE) return 1;
  lun_sentence_class before = lun_peek_before(s, start, at);
  lun_sentence_class behind = lun_peek_class(s, next, to, &after);
  if (lun_peek_is_letter(behind) || behind == LUN_SENTENCE_NUMERIC) return 0;
  return lun_peek_is_stop(before) || before == LUN_SENTENCE_CONTINUE ||
         before == LUN_SENTENCE_CLOSE || lun_peek_is_stop(behind) ||
         behind == LUN_SENTENCE_CONTINUE;
}

size_t lun_enclosure_find(const lun_scan *s, size_t start, size_t at, size_t to) {
  size_t next, i;
  const pair *p = find_pair(lun_utf8_get(s->text, s->len, at, &next));
  if (p == NULL || !is_opening(s, p, start, at, next, to)) return at;
  size_t limit = to - at > reach_of(p) ? at + reach_of(p) : to;
  int is_mixed = is_double(p->open) || p->open == 0x201E;
  for (i = next; i < limit; i = next) {
    /* A byte under 0x80 that is no mark of this pair is passed over without more ado. */
    unsigned char byte = (unsigned char)s->text[i];
    next = i + 1;
    if (byte < 0x80 && byte != p->open && byte != p->close && !(byte == '"' && is_mixed)) continue;
    if (byte >= 0x80 && p->open < 0x80 && !is_mixed) continue;
    uint32_t code = lun_utf8_get(s->text, s->len, i, &next);
    int is_like = code == p->open || (is_mixed && is_double(code));
    if (is_like && code != p->also && is_opening(s, p, start, i, next, to)) return at;
    if (code != p->close && code != p->also && !(is_mixed && is_double(code))) continue;
    if (is_closing(s, p, start, i, next, to)) return i;
  }
  return at;
}
