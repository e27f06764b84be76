/* text/label.c -- the label of a list item: "1.", "2)", "(iv)", "b.", "3.)", a bullet. */
#include "text/label.h"

#include "text/peek.h"

#include <string.h>

enum { REACH = 4096, LONGEST = 6 }; /* bytes looked ahead for the next label; a label's text */

/* What a row is made of. */
enum { DIGITS = 1, SMALL = 2, LARGE = 4, OPENED = 8, STOPPED = 16, CLOSED = 32, BULLET = 64 };

static int is_bullet(uint32_t code) {
  return code == '*' || code == 0xB7 || code == 0x2022 || code == 0x2023 || code == 0x2043 ||
         code == 0x25AA || code == 0x25CF || code == 0x25E6;
}

/* The value of a roman number of `len` letters i, v, x; 0 when it is none. */
static unsigned read_roman(const char *text, size_t len) {
  unsigned sum = 0, last = 0;
  for (size_t i = len; i > 0; i--) {
    char small = (char)(text[i - 1] | 0x20);
    unsigned value = small == 'i' ? 1 : small == 'v' ? 5 : small == 'x' ? 10 : 0;
    if (value == 0) return 0;
    sum = value < last ? sum - value : sum + value;
    if (value > last) last = value;
  }
  return sum;
}

/* The byte behind a label's own text at `at`: up to three digits, one letter, a roman number. */
static size_t read_text(const lun_scan *s, size_t at, size_t to, lun_label *label) {
  const char *text = s->text;
  size_t end = at;
  while (end < to && end - at < 3 && text[end] >= '0' && text[end] <= '9') {
    label->number = label->number * 10 + (unsigned)(text[end++] - '0');
  }
  if (end > at) {
    label->row = DIGITS;
    return end;
  }
  unsigned high = at < to && (text[at] & 0x20) ? 0x20 : 0;
  while (end < to && end - at < LONGEST && ((unsigned)text[end] & 0xE0u) == (0x40 | high)) end++;
  unsigned letter = end == at + 1 ? ((unsigned)text[at] & 0x1Fu) : 0;
  label->roman = read_roman(text + at, end - at);
  if (letter <= 26) label->number = letter;
  if (label->number == 0 && label->roman == 0) return at;
  label->row = high ? SMALL : LARGE;
  return end;
}

/* Digits, a letter or a roman number, with a stop, a bracket or both. */
static lun_label read_numbered(const lun_scan *s, size_t at, size_t to) {
  lun_label label = {0}, none = {0};
  size_t next;
  int is_opened = at < to && s->text[at] == '(';
  size_t end = read_text(s, at + is_opened, to, &label);
  if (label.row == 0) return none;
  if (end < to && !is_opened && s->text[end] == '.') {
    label.row |= STOPPED;
    end++;
  }
  if (end < to && s->text[end] == ')') {
    label.row |= CLOSED;
    end++;
  }
  if (is_opened) label.row |= OPENED;
  if (!(label.row & (STOPPED | CLOSED))) return none;
  if (end >= to || lun_peek_class(s, end, to, &next) != LUN_SENTENCE_SPACE) return none;
  label.behind = next;
  return label;
}

/* A bullet, and a number behind it. A dash is one only before a capital or a digit. */
static lun_label read_bullet(const lun_scan *s, size_t at, size_t to) {
  lun_label label = {0};
  size_t next, behind, after;
  uint32_t code = lun_utf8_get(s->text, s->len, at, &next);
  int is_dash = code == '-' || code == 0x2013 || code == 0x2014;
  if (!is_dash && !is_bullet(code)) return label;
  lun_sentence_class k = lun_peek_class(s, next, to, &behind);
  if (k != LUN_SENTENCE_SPACE) {
    label = read_numbered(s, next, to);
    if (label.behind == 0) return label;
  } else {
    k = lun_peek_class(s, behind, to, &after);
    if (is_dash && k != LUN_SENTENCE_UPPER && k != LUN_SENTENCE_NUMERIC) return label;
    label = read_numbered(s, behind, to);
    if (label.behind == 0) label.behind = behind;
  }
  label.row = BULLET;
  label.bullet = code;
  return label;
}

lun_label lun_label_get(const lun_scan *s, size_t at, size_t to) {
  lun_label none = {0};
  if (at >= to) return none;
  unsigned char byte = (unsigned char)s->text[at];
  if (byte >= 0x80 || byte == '*' || byte == '-') return read_bullet(s, at, to);
  return read_numbered(s, at, to);
}

int lun_label_follows(const lun_label *label, const lun_label *earlier) {
  if (label->row == 0 || label->row != earlier->row) return 0;
  if (label->row == BULLET) return label->bullet == earlier->bullet;
  if (earlier->number != 0 && label->number == earlier->number + 1) return 1;
  return earlier->roman != 0 && label->roman == earlier->roman + 1;
}

/* Only the next label of the row counts, so that all searches in a text together pass over each of
** its bytes but once for each row. */
int lun_label_has_next(const lun_scan *s, const lun_label *label, size_t to) {
  size_t at = label->behind;
  if (to > at && to - at > REACH) to = at + REACH;
  while (at < to && ((unsigned char)s->text[to - 1] & 0x80)) to--;
  for (int was_blank = 1; at < to; at++) {
    unsigned char byte = (unsigned char)s->text[at];
    int may_begin = was_blank && byte > ' ' && (byte & 0xC0) != 0x80;
    was_blank = byte <= ' ';
    if (!may_begin) continue;
    lun_label other = lun_label_get(s, at, to);
    if (other.row == label->row) return lun_label_follows(&other, label);
  }
  return 0;
}

int lun_label_is_initial(const lun_label *label) {
  return label->row == (LARGE | STOPPED);
}

int lun_label_is_dash(const lun_label *label) {
  return label->bullet == '-' || label->bullet == 0x2013 || label->bullet == 0x2014;
}

int lun_label_is_ordinal(const lun_label *label) {
  return label->row == (DIGITS | STOPPED);
}

size_t lun_label_find(const lun_scan *s, size_t start, size_t at) {
  size_t from = at;
  while (from > start && at - from <= LONGEST + 2) {
    size_t last = lun_scan_back(s, from);
    unsigned char byte = (unsigned char)s->text[last];
    if (byte <= ' ') return from < at ? from : at;
    from = last;
  }
  return at;
}
