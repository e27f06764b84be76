/* text/word.c -- word boundaries of UAX #29: a table says for each pair of classes whether a word
** goes on, and runs of ASCII letters and digits never come to the table. */
#include "text/scan.h"
#include "text/segment.h"

/* What a pair of neighbours asks for. The looks are at the code point behind the pair. */
enum {
  PART,
  JOIN,
  LOOK_LETTER, /* join when a letter follows */
  LOOK_HEBREW,
  LOOK_NUMBER,
  JOIN_LETTER /* join; when a letter follows, join that too */
};

#define LETTER LUN_WORD_LETTER
#define HEBREW LUN_WORD_HEBREW
#define NUMERIC LUN_WORD_NUMERIC
#define KATAKANA LUN_WORD_KATAKANA
#define EXTENDNUMLET LUN_WORD_EXTENDNUMLET

/* rules[left][right]. Extend, Format and ZWJ never come here as `right` (WB4). */
static const unsigned char rules[LUN_WORD_COUNT][LUN_WORD_COUNT] = {
    [LETTER] =
        {
            [LETTER] = JOIN, /* WB5 */
            [HEBREW] = JOIN,
            [NUMERIC] = JOIN,                      /* WB9 */
            [EXTENDNUMLET] = JOIN,                 /* WB13a */
            [LUN_WORD_MIDLETTER] = LOOK_LETTER,    /* WB6, WB7 */
            [LUN_WORD_MIDNUMLET] = LOOK_LETTER,    /* WB6, WB7 */
            [LUN_WORD_SINGLE_QUOTE] = LOOK_LETTER, /* WB6, WB7 */
        },
    [HEBREW] =
        {
            [LETTER] = JOIN,
            [HEBREW] = JOIN,
            [NUMERIC] = JOIN,
            [EXTENDNUMLET] = JOIN,
            [LUN_WORD_MIDLETTER] = LOOK_LETTER,
            [LUN_WORD_MIDNUMLET] = LOOK_LETTER,
            [LUN_WORD_SINGLE_QUOTE] = JOIN_LETTER, /* WB7a */
            [LUN_WORD_DOUBLE_QUOTE] = LOOK_HEBREW, /* WB7b, WB7c */
        },
    [NUMERIC] =
        {
            [LETTER] = JOIN, /* WB10 */
            [HEBREW] = JOIN,
            [NUMERIC] = JOIN,                   /* WB8 */
            [EXTENDNUMLET] = JOIN,              /* WB13a */
            [LUN_WORD_MIDNUM] = LOOK_NUMBER,    /* WB11, WB12 */
            [LUN_WORD_MIDNUMLET] = LOOK_NUMBER, /* WB11, WB12 */
            [LUN_WORD_SINGLE_QUOTE] = LOOK_NUMBER,
        },
    [KATAKANA] = {[KATAKANA] = JOIN, [EXTENDNUMLET] = JOIN}, /* WB13, WB13a */
    [EXTENDNUMLET] =
        {
            [LETTER] = JOIN, /* WB13b */
            [HEBREW] = JOIN,
            [NUMERIC] = JOIN,
            [KATAKANA] = JOIN,
            [EXTENDNUMLET] = JOIN, /* WB13a */
        },
    [LUN_WORD_REGIONAL] = {[LUN_WORD_REGIONAL] = JOIN}, /* WB15, WB16 */
};

/* The segment being read. */
typedef struct segment {
  size_t at;           /* behind what belongs to it so far */
  lun_word_class left; /* its last class that is not ignored */
  int joiner;          /* its last code point is a ZWJ */
  int has_letter;      /* it has a letter, digit or ideograph */
} segment;

/* ASCII letters, digits and the underscore: each joins to each, whichever is first. */
static int is_run(unsigned char byte) {
  return ((byte | 0x20u) - 'a' < 26u) | (byte - (unsigned)'0' < 10u) | (byte == '_');
}

/* The tight loop: behind the run of ASCII letters, digits and underscores at `at`, which goes no
** further than a stride, so that the context is asked. */
static size_t skip_run(const lun_scan *s, size_t at) {
  size_t end = s->len - at > LUN_CONTEXT_STRIDE ? at + LUN_CONTEXT_STRIDE : s->len;
  while (at < end && is_run((unsigned char)s->text[at])) at++;
  return at;
}

/* 1 when the run has a letter or digit: all of it but underscores. */
static int has_letter(const char *text, size_t from, size_t to) {
  while (from < to && text[from] == '_') from++;
  return from < to;
}

/* Add the code point at `at`, and the run it may begin. */
static void take(const lun_scan *s, segment *seg, size_t at) {
  size_t next;
  unsigned classes = lun_scan_get(s, at, &next);
  seg->has_letter |= (classes & LUN_UNICODE_LETTER) != 0;
  if (is_run((unsigned char)s->text[at])) {
    size_t end = skip_run(s, next);
    seg->has_letter |= has_letter(s->text, at, end);
    classes = lun_unicode_classes[(unsigned char)s->text[end - 1]];
    next = end;
  }
  seg->at = next;
  seg->left = lun_unicode_word(classes);
  seg->joiner = seg->left == LUN_WORD_ZWJ;
}

/* WB4: go over Extend, Format and ZWJ. *joiner becomes whether the last of them, if there is one,
** is a ZWJ. */
static lun_status skip_ignored(lun_scan *s, size_t *at, int *joiner) {
  while (*at < s->len && (unsigned char)s->text[*at] >= 0x80) {
    size_t next;
    lun_word_class k = lun_unicode_word(lun_scan_get(s, *at, &next));
    if (k != LUN_WORD_EXTEND && k != LUN_WORD_FORMAT && k != LUN_WORD_ZWJ) break;
    *joiner = k == LUN_WORD_ZWJ;
    *at = next;
    lun_status st = lun_scan_check(s, next);
    if (st != LUN_OK) return st;
  }
  return LUN_OK;
}

static int is_wanted(unsigned char rule, lun_word_class k) {
  if (rule == LOOK_NUMBER) return k == NUMERIC;
  return k == HEBREW || (k == LETTER && rule != LOOK_HEBREW);
}

/* Take the code point at `at` and the one behind it when that is what the rule wants; *taken says
** whether the segment grew. */
static lun_status take_pair(lun_scan *s, segment *seg, size_t at, unsigned char rule, int *taken) {
  size_t behind;
  int joiner = 0;
  lun_scan_get(s, at, &behind);
  *taken = rule == JOIN_LETTER;
  lun_status st = skip_ignored(s, &behind, &joiner);
  if (st != LUN_OK) return st;
  if (behind < s->len) {
    size_t next;
    if (is_wanted(rule, lun_unicode_word(lun_scan_get(s, behind, &next)))) {
      take(s, seg, behind);
      *taken = 1;
      return LUN_OK;
    }
  }
  if (*taken) take(s, seg, at);
  return LUN_OK;
}

/* Grow the segment by what joins to it; *taken = 0 at its boundary. */
static lun_status grow(lun_scan *s, segment *seg, int *taken) {
  size_t next, bare = seg->at;
  *taken = 0;
  lun_status st = skip_ignored(s, &seg->at, &seg->joiner);
  if (st != LUN_OK || seg->at == s->len) return st;
  unsigned classes = lun_scan_get(s, seg->at, &next);
  lun_word_class right = lun_unicode_word(classes);
  unsigned char rule = rules[seg->left][right];
  if (seg->joiner && (classes & LUN_UNICODE_PICTOGRAPHIC)) rule = JOIN; /* WB3c */
  /* WB3d stands before WB4: a mark behind a space parts it from the next space. */
  if (right == LUN_WORD_SPACE && seg->left == LUN_WORD_SPACE && bare == seg->at) rule = JOIN;
  if (rule == PART) return LUN_OK;
  if (rule != JOIN) return take_pair(s, seg, seg->at, rule, taken);
  int is_flag = seg->left == LUN_WORD_REGIONAL && right == LUN_WORD_REGIONAL;
  take(s, seg, seg->at);
  if (is_flag) seg->left = LUN_WORD_OTHER; /* the pair is full */
  *taken = 1;
  return LUN_OK;
}

/* 1 when the run that ends at `end` may go on there by the table: before something that is not
** ASCII, or a stop, comma, colon or apostrophe that is not followed by a plain other ASCII byte. */
static int run_goes_on(const lun_scan *s, size_t end) {
  unsigned char mark = end < s->len ? (unsigned char)s->text[end] : ' ';
  if (mark >= 0x80 || is_run(mark)) return 1;
  if (mark != '.' && mark != ',' && mark != '\'' && mark != ':' && mark != ';') return 0;
  unsigned char next = end + 1 < s->len ? (unsigned char)s->text[end + 1] : ' ';
  return next >= 0x80 || is_run(next);
}

/* The fast path: read a segment that two bytes of ASCII settle. 0, and nothing read, when only the
** table can tell. */
static int read_ascii(const lun_scan *s, segment *seg) {
  size_t at = seg->at;
  unsigned char byte = (unsigned char)s->text[at];
  if (is_run(byte)) {
    size_t end = skip_run(s, at);
    if (run_goes_on(s, end)) return 0;
    seg->has_letter = has_letter(s->text, at, end);
    seg->at = end;
    return 1;
  }
  unsigned char next = at + 1 < s->len ? (unsigned char)s->text[at + 1] : '.';
  if (byte >= 0x80 || next >= 0x80) return 0;
  if (byte == ' ' && next == ' ') return 0;
  if (byte == '\r' && next == '\n') return 0;
  seg->has_letter = 0;
  seg->at = at + 1;
  return 1;
}

/* Read the segment that begins at seg->at. */
static lun_status read_segment(lun_scan *s, segment *seg) {
  int taken = 1;
  lun_status st = lun_scan_check(s, seg->at);
  if (st != LUN_OK || read_ascii(s, seg)) return st;
  seg->has_letter = 0;
  take(s, seg, seg->at);
  if (seg->left == LUN_WORD_CR && seg->at < s->len && s->text[seg->at] == '\n') {
    seg->at++; /* WB3 */
    return st;
  }
  /* WB3a */
  if (seg->left == LUN_WORD_CR || seg->left == LUN_WORD_LF || seg->left == LUN_WORD_NEWLINE) {
    return st;
  }
  while (taken && st == LUN_OK) {
    st = grow(s, seg, &taken);
    if (st == LUN_OK) st = lun_scan_check(s, seg->at);
  }
  return st;
}

lun_status lun_words_find(const char *text, size_t len, lun_segment_mode mode,
                          const lun_context *ctx, lun_spans *out, lun_error *err) {
  lun_scan s;
  segment seg = {0};
  lun_status st = lun_scan_init(&s, text, len, ctx, out, err);
  while (st == LUN_OK && seg.at < len) {
    size_t from = seg.at;
    st = read_segment(&s, &seg);
    if (st != LUN_OK) break;
    if (mode == LUN_SEGMENT_ALL || seg.has_letter) st = lun_spans_add(out, from, seg.at, err);
  }
  return st == LUN_OK ? LUN_OK : lun_scan_fail(&s, st);
}
