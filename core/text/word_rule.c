/* text/word_rule.c -- word boundaries of UAX #29: a table says for each pair of classes whether a
** word goes on. */
#include "text/word_rule.h"

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

static unsigned class_bit(lun_word_class k) {
  return 1u << k;
}

/* WB4. */
static int is_ignored(lun_word_class k) {
  const unsigned ignored = 1u << LUN_WORD_EXTEND | 1u << LUN_WORD_FORMAT | 1u << LUN_WORD_ZWJ;
  return (class_bit(k) & ignored) != 0;
}

/* Add the code point at `at`. */
static void take(const lun_scan *s, lun_word_segment *seg, size_t at) {
  unsigned classes = lun_scan_get(s, at, &seg->at);
  seg->has_letter |= (classes & LUN_UNICODE_LETTER) != 0;
  seg->left = lun_unicode_word(classes);
  seg->joiner = seg->left == LUN_WORD_ZWJ;
}

/* WB4: go over Extend, Format and ZWJ. *joiner becomes whether the last of them, if there is one,
** is a ZWJ. */
static lun_status skip_ignored(lun_scan *s, size_t *at, int *joiner) {
  while (*at < s->len && (unsigned char)s->text[*at] >= 0x80) {
    size_t next;
    lun_word_class k = lun_unicode_word(lun_scan_get(s, *at, &next));
    if (!is_ignored(k)) break;
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
static lun_status take_pair(lun_scan *s, lun_word_segment *seg, size_t at, unsigned char rule,
                            int *taken) {
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
static lun_status grow(lun_scan *s, lun_word_segment *seg, int *taken) {
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

/* Grow the segment to its end. */
static lun_status finish(lun_scan *s, lun_word_segment *seg) {
  int taken = 1;
  lun_status st = lun_scan_check(s, seg->at);
  while (taken && st == LUN_OK) {
    st = grow(s, seg, &taken);
    if (st == LUN_OK) st = lun_scan_check(s, seg->at);
  }
  return st;
}

lun_status lun_word_read(lun_scan *s, lun_word_segment *seg) {
  lun_status st = lun_scan_check(s, seg->at);
  if (st != LUN_OK) return st;
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
  return finish(s, seg);
}
