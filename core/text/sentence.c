/* text/sentence.c -- sentences: the bare rules of UAX #29, and the same tailored for news. */
#include "text/ending.h"
#include "text/scan.h"
#include "text/segment.h"

/* Where the bare rules are: in text, or behind a terminator, its closing marks, its spaces. */
typedef enum place { IN_TEXT, BEHIND_TERM, BEHIND_CLOSE, BEHIND_SPACE } place;

typedef struct machine {
  size_t at; /* behind what belongs to the sentence so far */
  place place;
  int is_aterm;                   /* the terminator is a full stop */
  lun_sentence_class left;        /* the last class that is not ignored */
  lun_sentence_class before_term; /* the one before the terminator */
} machine;

static int is_ignored(lun_sentence_class k) {
  return k == LUN_SENTENCE_EXTEND || k == LUN_SENTENCE_FORMAT;
}

static int is_separator(lun_sentence_class k) {
  return k == LUN_SENTENCE_SEP || k == LUN_SENTENCE_CR || k == LUN_SENTENCE_LF;
}

/* SB8: from `at` on, does a small letter come before any other letter, separator or terminator? */
static lun_status find_lower(lun_scan *s, size_t at, int *found) {
  lun_status st = LUN_OK;
  *found = 0;
  while (st == LUN_OK && at < s->len) {
    lun_sentence_class k = lun_unicode_sentence(lun_scan_get(s, at, &at));
    *found = k == LUN_SENTENCE_LOWER;
    if (*found || k == LUN_SENTENCE_UPPER || k == LUN_SENTENCE_LETTER || is_separator(k)) break;
    if (k == LUN_SENTENCE_ATERM || k == LUN_SENTENCE_STERM) break;
    st = lun_scan_check(s, at);
  }
  return st;
}

/* Does the sentence end before the code point of class `right` at m->at? */
static lun_status find_break(lun_scan *s, const machine *m, lun_sentence_class right, int *parts) {
  int is_bare = m->place == BEHIND_TERM && m->is_aterm;
  *parts = 0;
  if (m->place == IN_TEXT || is_ignored(right)) return LUN_OK; /* SB998, SB5 */
  switch (right) {
  case LUN_SENTENCE_CONTINUE:
  case LUN_SENTENCE_ATERM:
  case LUN_SENTENCE_STERM: /* SB8a */
  case LUN_SENTENCE_SPACE:
  case LUN_SENTENCE_SEP:
  case LUN_SENTENCE_CR:
  case LUN_SENTENCE_LF: return LUN_OK; /* SB9, SB10 */
  case LUN_SENTENCE_CLOSE:             /* SB9 */
    if (m->place != BEHIND_SPACE) return LUN_OK;
    break;
  case LUN_SENTENCE_NUMERIC: /* SB6 */
    if (is_bare) return LUN_OK;
    break;
  case LUN_SENTENCE_UPPER: /* SB7 */
    if (is_bare && (m->before_term == LUN_SENTENCE_UPPER || m->before_term == LUN_SENTENCE_LOWER)) {
      return LUN_OK;
    }
    break;
  default: break;
  }
  int has_lower = 0;
  lun_status st = m->is_aterm ? find_lower(s, m->at, &has_lower) : LUN_OK;
  *parts = !has_lower; /* SB11 */
  return st;
}

/* Add a code point of class `k`, which ends before `next`. */
static void take(machine *m, lun_sentence_class k, size_t next, int is_first) {
  m->at = next;
  if (is_ignored(k) && !is_first) return;
  if (k == LUN_SENTENCE_ATERM || k == LUN_SENTENCE_STERM) {
    m->place = BEHIND_TERM;
    m->is_aterm = k == LUN_SENTENCE_ATERM;
    m->before_term = m->left;
  } else if (k == LUN_SENTENCE_CLOSE && (m->place == BEHIND_TERM || m->place == BEHIND_CLOSE)) {
    m->place = BEHIND_CLOSE;
  } else if (k == LUN_SENTENCE_SPACE && m->place != IN_TEXT) {
    m->place = BEHIND_SPACE;
  } else {
    m->place = IN_TEXT;
  }
  m->left = k;
}

/* Read one sentence by the bare rules. */
static lun_status read_bare(lun_scan *s, size_t from, size_t *to) {
  machine m = {.at = from};
  lun_status st = LUN_OK;
  while (st == LUN_OK && m.at < s->len) {
    int parts;
    size_t next;
    lun_sentence_class k = lun_unicode_sentence(lun_scan_get(s, m.at, &next));
    st = find_break(s, &m, k, &parts);
    if (st != LUN_OK || parts) break;
    if (is_separator(k)) { /* SB3, SB4 */
      m.at = lun_scan_skip_line_end(s, m.at);
      break;
    }
    take(&m, k, next, m.at == from);
    st = lun_scan_check(s, m.at);
  }
  *to = m.at;
  return st;
}

static lun_status find_bare(lun_scan *s) {
  size_t at = 0;
  lun_status st = LUN_OK;
  while (st == LUN_OK && at < s->len) {
    size_t from = at;
    st = read_bare(s, from, &at);
    if (st == LUN_OK) st = lun_spans_add(s->out, from, at, s->err);
  }
  return st;
}

/* One paragraph on its way to tailored sentences. */
typedef struct reader {
  size_t start; /* of the sentence */
  size_t at;
  size_t to;      /* the paragraph's end */
  int has_letter; /* the sentence has a letter, digit or ideograph */
  int in_list;    /* an earlier line of the paragraph was a list item */
} reader;

/* End the sentence before `end`, and begin the next there. */
static lun_status cut(lun_scan *s, reader *r, size_t end) {
  size_t from = r->start, next;
  int wanted = r->has_letter;
  r->start = r->at = end;
  r->has_letter = 0;
  if (!wanted) return LUN_OK;
  while (end > from) {
    size_t last = lun_scan_back(s, end);
    uint32_t code = lun_utf8_get(s->text, s->len, last, &next);
    if (!lun_unicode_is_blank(code, lun_unicode_get(code))) break;
    end = last;
  }
  return lun_spans_add(s->out, from, end, s->err);
}

/* 1 when the line at `at` begins a list item. A wrapped line may begin with any number or letter
** as well, so that outside a list only a first item's label will do, unless a sentence has just
** ended; and a capital with a full stop is rather an initial ("J. Smith"). */
static int is_item(const lun_scan *s, const reader *r, size_t at) {
  unsigned number;
  if (lun_ending_skip_label(s, at, r->to, &number) == at) return 0;
  if (r->in_list) return 1;
  char first = s->text[at];
  int has_stop = s->text[at + 1] == '.';
  if (has_stop && first >= 'A' && first <= 'Z') return first == 'A' && r->start >= at;
  if (r->start >= at || number == 1) return 1;
  return number == 0 && (!has_stop || first == 'a' || first == 'i');
}

/* Behind a line end only a list item begins a new sentence. */
static lun_status read_line_end(lun_scan *s, reader *r) {
  size_t end = r->at, next;
  lun_status st = LUN_OK;
  r->at = lun_scan_skip_line_end(s, end);
  while (r->at < r->to) {
    unsigned classes = lun_scan_get(s, r->at, &next);
    if (lun_unicode_sentence(classes) != LUN_SENTENCE_SPACE) break;
    r->at = next;
    st = lun_scan_check(s, next);
    if (st != LUN_OK) return st;
  }
  if (r->start == end) r->start = r->at; /* nothing of the sentence has been read yet */
  if (!is_item(s, r, r->at)) return LUN_OK;
  size_t item = r->at;
  if (r->start < item) st = cut(s, r, end);
  r->start = r->at = item;
  r->in_list = 1;
  return st;
}

static lun_status read_stop(lun_scan *s, reader *r) {
  lun_ending e = lun_ending_find(s, r->start, r->at, r->to);
  /* Footnote marks and closing brackets hold no letters worth a sentence of their own. */
  r->at = e.behind;
  return e.ends ? cut(s, r, e.behind) : LUN_OK;
}

/* Take the code point at r->at, and what follows when it ends a sentence or a line. */
static lun_status read_next(lun_scan *s, reader *r) {
  size_t next;
  uint32_t code = lun_utf8_get(s->text, s->len, r->at, &next);
  unsigned classes = lun_unicode_get(code);
  if (lun_ending_is_stop(code, classes)) return read_stop(s, r);
  if (lun_unicode_is_line_end(classes)) return read_line_end(s, r);
  if (classes & LUN_UNICODE_LETTER) r->has_letter = 1;
  if (r->start == r->at && lun_unicode_is_blank(code, classes)) r->start = next;
  r->at = next;
  return LUN_OK;
}

/* Most bytes can neither begin nor end a sentence: go over ASCII letters and the spaces between
** them, once the sentence has begun. */
static void skip_plain(const lun_scan *s, reader *r) {
  size_t end = r->to - r->at > LUN_CONTEXT_STRIDE ? r->at + LUN_CONTEXT_STRIDE : r->to;
  size_t at = r->at;
  while (at < end) {
    unsigned char c = (unsigned char)s->text[at];
    if ((c | 0x20u) - 'a' >= 26u && c != ' ' && c != ',') break;
    at++;
  }
  r->at = at;
}

static lun_status read_paragraph(lun_scan *s, lun_span paragraph) {
  lun_status st = LUN_OK;
  reader r = {.start = paragraph.from, .at = paragraph.from, .to = paragraph.to};
  r.in_list = is_item(s, &r, r.at);
  while (st == LUN_OK && r.at < r.to) {
    st = read_next(s, &r);
    if (st == LUN_OK && r.has_letter) skip_plain(s, &r);
    if (st == LUN_OK) st = lun_scan_check(s, r.at);
  }
  return st == LUN_OK ? cut(s, &r, r.to) : st;
}

static lun_status find_tailored(lun_scan *s) {
  lun_spans paragraphs = {0};
  lun_status st = lun_paragraphs_find(s->text, s->len, s->ctx, &paragraphs, s->err);
  for (size_t i = 0; st == LUN_OK && i < paragraphs.count; i++) {
    st = read_paragraph(s, paragraphs.items[i]);
  }
  lun_spans_clear(&paragraphs);
  return st;
}

lun_status lun_sentences_find(const char *text, size_t len, lun_segment_mode mode,
                              const lun_context *ctx, lun_spans *out, lun_error *err) {
  lun_scan s;
  lun_status st = lun_scan_init(&s, text, len, ctx, out, err);
  if (st == LUN_OK) st = mode == LUN_SEGMENT_ALL ? find_bare(&s) : find_tailored(&s);
  return st == LUN_OK ? LUN_OK : lun_scan_fail(&s, st);
}
