/* text/sentence.c -- sentences: the bare rules of UAX #29, and the same tailored for news. */
#include "text/enclosure.h"
#include "text/ending.h"
#include "text/peek.h"
#include "text/segment.h"
#include "text/wrap.h"

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
  lun_ending_judge judge;
  lun_span paragraph;
  lun_wrap wrap;
  size_t start; /* of the sentence */
  size_t at;
  size_t line;    /* where the text of the line begins */
  size_t hold;    /* up to here a quotation or bracket keeps the sentence whole */
  int has_letter; /* the sentence has a letter, digit or ideograph */
  int is_item;    /* the sentence began with a list's label */
  int in_list;    /* an earlier line of the paragraph was a list item */
  int has_stop;   /* the paragraph has a stop, question or exclamation mark */
} reader;

/* The byte behind the last that is no blank in [from, end). */
static lun_status trim(lun_scan *s, size_t from, size_t *end) {
  lun_status st = LUN_OK;
  size_t next, due = *end;
  while (st == LUN_OK && *end > from) {
    size_t last = lun_scan_back(s, *end);
    uint32_t code = lun_utf8_get(s->text, s->len, last, &next);
    if (!lun_unicode_is_blank(code, lun_unicode_get(code))) break;
    *end = last;
    if (due - last < LUN_CONTEXT_STRIDE) continue;
    st = lun_context_check(s->ctx, s->err);
    due = last;
  }
  return st;
}

/* End the sentence before `end`, and begin the next there. */
static lun_status cut(lun_scan *s, reader *r, size_t end) {
  size_t from = r->start;
  int wanted = r->has_letter;
  r->start = r->at = end;
  r->has_letter = r->is_item = 0;
  r->hold = 0;
  lun_status st = wanted ? trim(s, from, &end) : LUN_OK;
  return wanted && st == LUN_OK ? lun_spans_add(s->out, from, end, s->err) : st;
}

/* Take the label of a list item where a sentence begins, so that its stop ends nothing. */
static int take_label(const lun_scan *s, reader *r) {
  lun_label label = lun_label_get(s, r->at, r->paragraph.to);
  if (label.behind == 0) return 0;
  r->is_item = label.bullet != 0 || lun_label_follows(&label, &r->judge.list) ||
               lun_label_has_next(s, &label, r->paragraph.to);
  /* Alone and amid a line it is rather a number: "How many? 12. No more came." */
  if (!r->is_item && lun_label_is_ordinal(&label) && r->start != r->line) return 0;
  if (r->is_item) r->judge.list = label;
  if (label.number > 0 || label.roman > 0) r->has_letter = 1;
  r->at = label.behind;
  return 1;
}

/* In a list item, the next item may begin without a stop before it: "1) one 2) two". Its label
** holds or ends with the sign at r->at. */
static size_t find_item(const lun_scan *s, const reader *r, int is_bullet) {
  size_t from = is_bullet ? r->at : lun_label_find(s, r->start, r->at);
  if (!r->is_item || r->at < r->hold || from <= r->start) return r->start;
  if (from == r->at && !is_bullet) return r->start;
  if (!lun_peek_is_blank(lun_peek_before(s, r->start, from))) return r->start;
  lun_label label = lun_label_get(s, from, r->paragraph.to);
  if (label.behind == 0 || !lun_label_follows(&label, &r->judge.list)) return r->start;
  if (lun_label_is_initial(&label)) return r->start;
  if (lun_label_is_ordinal(&label) &&
      lun_abbreviation_is(r->judge.words, "1", 1, LUN_ABBREVIATION_ORDINAL)) {
    return r->start;
  }
  return from;
}

/* 1 when the line at `at` begins a list item; `end` is the end of the line before. A wrapped line
** may begin with any number, letter or dash as well, so that outside a list only a first item's
** label will do, unless a sentence has just ended or the next item follows; and a capital with a
** full stop is rather an initial ("J. Smith"). */
static int is_item(const lun_scan *s, const reader *r, size_t end, size_t at) {
  lun_label label = lun_label_get(s, at, r->paragraph.to);
  int is_start = r->start >= at;
  if (label.behind == 0) return 0;
  if (lun_label_follows(&label, &r->judge.list)) return 1;
  if (lun_label_is_initial(&label)) {
    return is_start && (label.number == 1 || lun_label_has_next(s, &label, r->paragraph.to));
  }
  if (r->in_list || is_start) return 1;
  if (lun_label_is_dash(&label)) {
    return s->text[end - 1] == ':' || lun_label_has_next(s, &label, r->paragraph.to);
  }
  if (label.bullet != 0 || label.number == 1 || label.roman == 1) return 1;
  return lun_label_has_next(s, &label, r->paragraph.to);
}

/* Behind a line end a list item begins a new sentence, and a line's text does when the line before
** was complete. */
static lun_status read_line_end(lun_scan *s, reader *r) {
  size_t end = r->at, next;
  lun_status st = LUN_OK;
  lun_span line = {(uint32_t)r->line, (uint32_t)end};
  r->at = lun_scan_skip_line_end(s, end);
  while (r->at < r->paragraph.to) {
    unsigned classes = lun_scan_get(s, r->at, &next);
    if (lun_unicode_sentence(classes) != LUN_SENTENCE_SPACE) break;
    r->at = next;
    st = lun_scan_check(s, next);
    if (st != LUN_OK) return st;
  }
  size_t first = r->line = r->at;
  if (r->start == end) r->start = first; /* nothing of the sentence has been read yet */
  if (first >= r->paragraph.to || end < r->hold) return LUN_OK;
  int starts = is_item(s, r, end, first);
  if (starts) r->in_list = 1;
  else
    starts = r->has_letter &&
             lun_wrap_is_end(s, &r->wrap, r->judge.words, r->paragraph, line, first, r->is_item);
  if (!starts || r->start == first) return LUN_OK;
  st = cut(s, r, end);
  r->start = r->at = first;
  return st;
}

static lun_status read_stop(lun_scan *s, reader *r) {
  r->has_stop = 1;
  size_t item = r->is_item ? find_item(s, r, 0) : r->start;
  if (item > r->start) return cut(s, r, item);
  lun_ending e = lun_ending_find(&r->judge, r->start, r->at, r->paragraph.to);
  /* Dots that lead a sentence are part of it: ". . . and so on". */
  int leads = !r->has_letter && e.behind - r->at > 2;
  /* Footnote marks and closing brackets hold no letters worth a sentence of their own. */
  r->at = e.behind;
  return e.ends && !leads && e.behind > r->hold ? cut(s, r, e.behind) : LUN_OK;
}

/* A sign that may open or close: a bracket or a quotation mark. */
static lun_status read_mark(lun_scan *s, reader *r, size_t next) {
  size_t item = r->is_item && s->text[r->at] == ')' ? find_item(s, r, 0) : r->start;
  if (item > r->start) return cut(s, r, item);
  if (r->at >= r->hold) {
    size_t close = lun_enclosure_find(s, r->paragraph.from, r->at, r->paragraph.to);
    if (close > r->at) r->hold = close;
  }
  r->at = next;
  return LUN_OK;
}

/* Behind a colon a list may begin on the same line: "Three steps: 1. Open it. 2. Read it." */
static lun_status read_colon(lun_scan *s, reader *r) {
  size_t to = r->paragraph.to, next, item = r->at + 1, first;
  r->at = item;
  if (item >= to || lun_peek_class(s, item, to, &item) != LUN_SENTENCE_SPACE) return LUN_OK;
  lun_label label = lun_label_get(s, item, to);
  if (label.behind == 0 || lun_label_is_initial(&label) || lun_label_is_dash(&label)) return LUN_OK;
  first = label.behind;
  int is_large = lun_peek_class(s, first, to, &next) == LUN_SENTENCE_UPPER;
  if (!lun_label_has_next(s, &label, to)) return LUN_OK;
  if (is_large && item >= r->hold) return cut(s, r, item);
  r->at = first;
  return LUN_OK;
}

/* A bullet in a list's item that began with the same. */
static lun_status read_bullet(lun_scan *s, reader *r, size_t next) {
  size_t item = find_item(s, r, 1);
  if (item > r->start) return cut(s, r, item);
  r->at = next;
  return LUN_OK;
}

/* At the first sign of a sentence: go over blanks, take a label. 1 when something was read. */
static int begin(const lun_scan *s, reader *r, uint32_t code, unsigned classes, size_t next) {
  if (!lun_unicode_is_blank(code, classes)) return take_label(s, r);
  if (lun_unicode_is_line_end(classes)) return 0;
  r->start = r->at = next;
  return 1;
}

/* Take the code point at r->at, and what follows when it ends a sentence or a line. */
static lun_status read_next(lun_scan *s, reader *r) {
  size_t next;
  uint32_t code = lun_utf8_get(s->text, s->len, r->at, &next);
  unsigned classes = lun_unicode_get(code);
  if (r->start == r->at && begin(s, r, code, classes, next)) return LUN_OK;
  if (lun_ending_is_stop(code, classes)) return read_stop(s, r);
  if (lun_unicode_is_line_end(classes)) return read_line_end(s, r);
  if (classes & LUN_UNICODE_LETTER) r->has_letter = 1;
  else if (code == ':') return read_colon(s, r);
  else if (r->is_item && code == r->judge.list.bullet) return read_bullet(s, r, next);
  else if (lun_enclosure_may_open(code) || code == ')') return read_mark(s, r, next);
  r->at = next;
  return LUN_OK;
}

/* Most bytes can neither begin nor end a sentence: go over ASCII letters, digits and the commas and
** spaces between them, once the sentence has begun. */
static void skip_plain(const lun_scan *s, reader *r) {
  size_t to = r->paragraph.to;
  size_t end = to - r->at > LUN_CONTEXT_STRIDE ? r->at + LUN_CONTEXT_STRIDE : to;
  size_t at = r->at;
  while (at < end) {
    unsigned char c = (unsigned char)s->text[at];
    if ((c | 0x20u) - 'a' >= 26u && c != ' ' && c != ',' && c - (unsigned)'0' > 9u) break;
    at++;
  }
  r->at = at;
}

static lun_status read_paragraph(lun_scan *s, const lun_abbreviations *words, lun_span paragraph) {
  lun_status st = LUN_OK;
  reader r = {.judge = {.scan = s, .words = words},
              .paragraph = paragraph,
              .start = paragraph.from,
              .at = paragraph.from,
              .line = paragraph.from};
  size_t before = s->out->count;
  r.in_list = is_item(s, &r, r.at, r.at);
  while (st == LUN_OK && r.at < paragraph.to) {
    st = read_next(s, &r);
    if (st == LUN_OK && r.has_letter && r.start < r.at) skip_plain(s, &r);
    if (st == LUN_OK) st = lun_scan_check(s, r.at);
  }
  if (st == LUN_OK) st = cut(s, &r, paragraph.to);
  /* "..." or "?!" alone in a paragraph is all that somebody said; "* * *" is a rule between texts. */
  if (st != LUN_OK || s->out->count > before || !r.has_stop) return st;
  return lun_spans_add(s->out, paragraph.from, paragraph.to, s->err);
}

static lun_status find_tailored(lun_scan *s, const char *lang) {
  lun_spans paragraphs = {0};
  const lun_abbreviations *words = lun_abbreviations_get(lang);
  lun_status st = lun_paragraphs_find(s->text, s->len, s->ctx, &paragraphs, s->err);
  for (size_t i = 0; st == LUN_OK && i < paragraphs.count; i++) {
    st = read_paragraph(s, words, paragraphs.items[i]);
  }
  lun_spans_clear(&paragraphs);
  return st;
}

lun_status lun_sentences_find_in(const char *lang, const char *text, size_t len,
                                 lun_segment_mode mode, const lun_context *ctx, lun_spans *out,
                                 lun_error *err) {
  lun_scan s;
  lun_status st = lun_scan_init(&s, text, len, ctx, out, err);
  if (st == LUN_OK) st = mode == LUN_SEGMENT_ALL ? find_bare(&s) : find_tailored(&s, lang);
  return st == LUN_OK ? LUN_OK : lun_scan_fail(&s, st);
}

lun_status lun_sentences_find(const char *text, size_t len, lun_segment_mode mode,
                              const lun_context *ctx, lun_spans *out, lun_error *err) {
  return lun_sentences_find_in("en", text, len, mode, ctx, out, err);
}
