/* text/ending.c -- does this stop end its sentence? What UAX #29 leaves to the language: numbers,
** initials, abbreviations, missing spaces, quotation marks, labels of lists. */
#include "text/ending.h"

#include "text/abbreviation.h"

#include <string.h>

enum {
  REACH = 1024,    /* bytes looked ahead, so that hostile texts cost no more than others */
  WORD_REACH = 24, /* bytes looked back for the word before a stop: longer is no abbreviation */
  TOKEN_REACH = 256,
  ELLIPSIS = 0x2026
};

/* A terminator as read: ".", "?!", ". . .", with what closes behind it. */
typedef struct stop {
  size_t from;   /* its first byte */
  size_t behind; /* behind it and its closing marks */
  size_t next;   /* the first byte that is neither part of it nor blank */
  size_t limit;  /* nothing is read from here on */
  int count;     /* terminators */
  int is_strong; /* one of them is no full stop */
  int is_wide;   /* one is of a script that puts no space behind it */
  int is_quoted; /* a closing quotation mark is among the marks */
  int is_closed; /* any closing mark is */
} stop;

/* The class at `at`, with the ellipsis as a full stop. Beyond `limit` all is a line end. */
static lun_sentence_class class_at(const lun_scan *s, size_t at, size_t limit, size_t *next) {
  *next = at;
  if (at >= limit) return LUN_SENTENCE_SEP;
  uint32_t code = lun_utf8_get(s->text, s->len, at, next);
  return code == ELLIPSIS ? LUN_SENTENCE_ATERM : lun_unicode_sentence(lun_unicode_get(code));
}

static int is_blank_class(lun_sentence_class k) {
  return k == LUN_SENTENCE_SPACE || k == LUN_SENTENCE_CR || k == LUN_SENTENCE_LF ||
         k == LUN_SENTENCE_SEP;
}

static int is_stop_class(lun_sentence_class k) {
  return k == LUN_SENTENCE_ATERM || k == LUN_SENTENCE_STERM;
}

static int is_letter_class(lun_sentence_class k) {
  return k == LUN_SENTENCE_LOWER || k == LUN_SENTENCE_UPPER || k == LUN_SENTENCE_LETTER;
}

static int is_ignored_class(lun_sentence_class k) {
  return k == LUN_SENTENCE_EXTEND || k == LUN_SENTENCE_FORMAT;
}

int lun_ending_is_stop(uint32_t code, unsigned classes) {
  return code == ELLIPSIS || is_stop_class(lun_unicode_sentence(classes));
}

static int is_bracket(uint32_t code) {
  return code == ')' || code == ']' || code == '}' || code == '(' || code == '[' || code == '{';
}

/* 1 for marks that may open a quotation or bracket. Some close in other languages. */
static int may_open(uint32_t code) {
  switch (code) {
  case '(':
  case '[':
  case '{':
  case 0x00AB: /* << */
  case 0x2018: /* single, high, 6 */
  case 0x201A:
  case 0x201C: /* double, high, 66 */
  case 0x201E:
  case 0x2039:
  case 0x300A:
  case 0x300C:
  case 0x300E:
  case 0x3010: return 1;
  default: return 0;
  }
}

/* The byte behind footnote marks such as "[7][8]" or "[2-11]" at `at`, or `at`. */
static size_t skip_notes(const lun_scan *s, size_t at, size_t limit) {
  while (at < limit && s->text[at] == '[') {
    size_t digits = at + 1;
    size_t end = digits;
    while (end < limit && strchr("0123456789,- ", s->text[end]) && s->text[end] != '\0') end++;
    if (end == digits || end >= limit || s->text[end] != ']') break;
    at = end + 1;
  }
  return at;
}

/* Take the closing mark at `at`, if it closes: right behind the stop all marks do but those that
** open what follows; behind a blank only those with a blank behind them do. */
static int take_close(const lun_scan *s, stop *st, size_t at, int is_apart) {
  size_t next, after;
  uint32_t code = lun_utf8_get(s->text, s->len, at, &next);
  lun_sentence_class k = class_at(s, next, st->limit, &after);
  int is_free = is_blank_class(k) || is_stop_class(k) || k == LUN_SENTENCE_CLOSE;
  if (is_apart ? !is_free || is_bracket(code) : may_open(code) && !is_free) return 0;
  /* Behind a blank, a mark before another mark is rather the first of two that open. */
  if (is_apart && k == LUN_SENTENCE_CLOSE) return 0;
  st->is_closed = 1;
  if (!is_bracket(code)) st->is_quoted = 1;
  st->behind = st->next = next;
  return 1;
}

/* Take the terminator at `at`. Apart from the first by blanks, it must not lead a word, as the
** clicks of "!Kung" do. */
static int take_stop(const lun_scan *s, stop *st, size_t at, int is_apart) {
  size_t next, after;
  uint32_t code = lun_utf8_get(s->text, s->len, at, &next);
  lun_sentence_class k = class_at(s, next, st->limit, &after);
  if (is_apart && (is_letter_class(k) || k == LUN_SENTENCE_NUMERIC)) return 0;
  st->count++;
  if (code != '.' && code != ELLIPSIS) st->is_strong = 1;
  if (code == ELLIPSIS) st->count++; /* never the stop of an abbreviation */
  if (code >= 0x3000 || (code >= 0x0589 && code < 0x2000)) st->is_wide = 1;
  st->behind = st->next = next;
  return 1;
}

/* Read on from the terminator at st->from: SATerm Close* Sp*, with ". . ." as one. */
static void read_stop(const lun_scan *s, stop *st) {
  int more = 1;
  st->next = st->behind = st->from;
  while (more && st->next < st->limit) {
    size_t next;
    int is_apart = st->next != st->behind;
    lun_sentence_class k = class_at(s, st->next, st->limit, &next);
    if (is_stop_class(k)) {
      more = take_stop(s, st, st->next, is_apart);
    } else if (k == LUN_SENTENCE_CLOSE) {
      size_t behind = is_apart ? st->next : skip_notes(s, st->next, st->limit);
      if (behind != st->next) st->behind = st->next = behind;
      else more = take_close(s, st, st->next, is_apart);
    } else if (is_blank_class(k)) {
      st->next = next;
    } else if (is_ignored_class(k)) {
      if (!is_apart) st->behind = next;
      st->next = next;
    } else {
      more = 0;
    }
  }
}

/* The first letter or digit from `at` on, before any terminator; *k = its class. */
static size_t find_first(const lun_scan *s, size_t at, size_t limit, lun_sentence_class *k) {
  while (at < limit) {
    size_t next;
    *k = class_at(s, at, limit, &next);
    if (is_letter_class(*k) || *k == LUN_SENTENCE_NUMERIC || is_stop_class(*k)) return at;
    at = next;
  }
  *k = LUN_SENTENCE_SEP;
  return at;
}

/* The byte behind the letters at `at`. */
static size_t skip_letters(const lun_scan *s, size_t at, size_t limit) {
  size_t next;
  while (at < limit) {
    lun_sentence_class k = class_at(s, at, limit, &next);
    if (!is_letter_class(k) && !is_ignored_class(k)) break;
    at = next;
  }
  return at;
}

/* The first byte of the word before `at`: letters, with single stops inside. Not before `start`. */
static size_t find_word(const lun_scan *s, size_t start, size_t at) {
  size_t word = at, floor = at - start > WORD_REACH ? at - WORD_REACH : start;
  while (word > floor) {
    size_t next, last = lun_scan_back(s, word);
    if (last < floor) break;
    int is_stop = s->text[last] == '.';
    if (is_stop && (word == at || last == floor || s->text[last - 1] == '.')) break;
    if (!is_stop && !is_letter_class(class_at(s, last, at, &next))) break;
    word = last;
  }
  if (word < at && s->text[word] == '.') word++;
  return word;
}

/* How many of the last two code points before `at` are of class `k`. */
static int count_before(const lun_scan *s, size_t start, size_t at, lun_sentence_class k) {
  int count = 0;
  while (count < 2 && at > start) {
    size_t next, last = lun_scan_back(s, at);
    if (class_at(s, last, at, &next) != k) break;
    count++;
    at = last;
  }
  return count;
}

/* 1 when the bytes around `at`, up to the next blanks, look like an address of the net. */
static int is_address(const lun_scan *s, size_t start, size_t at, size_t to) {
  size_t from = at, end = at;
  while (from > start && at - from < TOKEN_REACH && (unsigned char)s->text[from - 1] > ' ') from--;
  while (end < to && end - at < TOKEN_REACH && (unsigned char)s->text[end] > ' ') end++;
  for (size_t i = from; i < end; i++) {
    if (s->text[i] == '@' || s->text[i] == '/') return 1;
    if (end - i >= 4 && memcmp(s->text + i, "www.", 4) == 0) return 1;
  }
  return 0;
}

/* The byte behind a bullet and its blank; a dash is one only before a capital or a digit. */
static size_t skip_bullet(const lun_scan *s, size_t at, size_t to) {
  size_t next, behind, after;
  if (at >= to) return at;
  uint32_t code = lun_utf8_get(s->text, s->len, at, &next);
  int is_dash = code == '-' || code == 0x2013;
  int is_bullet = code == '*' || code == 0xB7 || code == 0x2022 || code == 0x2023 ||
                  code == 0x2043 || code == 0x25AA || code == 0x25CF || code == 0x25E6;
  if (!is_dash && !is_bullet) return at;
  if (class_at(s, next, to, &behind) != LUN_SENTENCE_SPACE) return at;
  lun_sentence_class k = class_at(s, behind, to, &after);
  if (is_dash && k != LUN_SENTENCE_UPPER && k != LUN_SENTENCE_NUMERIC) return at;
  return behind;
}

/* 1 when the sentence so far, [start, at), is only the label of a list item. */
static int is_label(const lun_scan *s, size_t start, size_t at, size_t to) {
  unsigned number;
  size_t label = skip_bullet(s, start, to);
  return lun_ending_skip_label(s, label, to, &number) > at && at - label <= 6;
}

/* 1 when the letters at `at` begin a sentence although they begin small: "iPhone", "eBay". */
static int is_camel(const lun_scan *s, size_t at, size_t limit) {
  size_t next, after;
  class_at(s, at, limit, &next);
  return class_at(s, next, limit, &after) == LUN_SENTENCE_UPPER;
}

/* No blank stands behind the stop: does a sentence end all the same? */
static int ends_glued(const lun_scan *s, size_t start, const stop *st, size_t to) {
  size_t next, after;
  if (st->is_wide) return 1;
  lun_sentence_class k = class_at(s, st->next, st->limit, &next);
  lun_sentence_class k2 = class_at(s, next, st->limit, &after);
  int is_text = count_before(s, start, st->from, LUN_SENTENCE_LOWER) == 2 ||
                count_before(s, start, st->from, LUN_SENTENCE_NUMERIC) > 0;
  if (k == LUN_SENTENCE_LETTER) {
    return st->is_closed || count_before(s, start, st->from, LUN_SENTENCE_LETTER) > 0;
  }
  if (k == LUN_SENTENCE_CLOSE) { /* end."But: a quotation opens right behind the stop */
    return is_text && !is_bracket((unsigned char)s->text[st->next]) && is_letter_class(k2);
  }
  if (k != LUN_SENTENCE_UPPER) return 0;
  if (k2 != LUN_SENTENCE_LOWER && !is_blank_class(k2)) return 0;
  if (st->is_quoted) return 1;
  if (!is_text || is_address(s, start, st->from, to)) return 0;
  size_t word = find_word(s, start, st->from);
  return lun_abbreviation_find(s->text + word, st->from - word) == LUN_ABBREVIATION_NONE;
}

/* An abbreviation that may end a sentence does so when what follows is no part of a name. */
static int opens_sentence(const lun_scan *s, size_t first, lun_sentence_class k, size_t limit) {
  if (k == LUN_SENTENCE_NUMERIC) return 0;
  if (k != LUN_SENTENCE_UPPER) return 1;
  size_t end = skip_letters(s, first, limit);
  return lun_abbreviation_is_starter(s->text + first, end - first);
}

/* A full stop with a capital or a digit behind it: is it an abbreviation's only? */
static int ends_word(const lun_scan *s, size_t start, const stop *st, size_t first,
                     lun_sentence_class k) {
  size_t word = find_word(s, start, st->from);
  size_t end = skip_letters(s, first, st->limit);
  switch (lun_abbreviation_find(s->text + word, st->from - word)) {
  case LUN_ABBREVIATION_INNER: return 0;
  case LUN_ABBREVIATION_NUMBER: return k != LUN_SENTENCE_NUMERIC;
  case LUN_ABBREVIATION_TIME: return !lun_abbreviation_is_time(s->text + first, end - first);
  case LUN_ABBREVIATION_OPEN: return opens_sentence(s, first, k, st->limit);
  case LUN_ABBREVIATION_NONE: break;
  }
  return 1;
}

static int ends_sentence(const lun_scan *s, size_t start, const stop *st, size_t to) {
  size_t next;
  lun_sentence_class k;
  if (st->next >= to) return 1;
  /* An endless row of stops goes on, an endless row of blanks is an end. */
  if (st->next >= st->limit) return st->behind < st->limit;
  k = class_at(s, st->next, st->limit, &next);
  if (k == LUN_SENTENCE_CONTINUE) return 0; /* SB8a */
  if (st->next == st->behind) return ends_glued(s, start, st, to);
  size_t first = find_first(s, st->next, st->limit, &k);
  if (k == LUN_SENTENCE_LOWER) return is_camel(s, first, st->limit); /* SB8, for ? and ! too */
  if (st->is_strong || st->count > 1 || st->is_quoted) return 1;
  if (!is_letter_class(k) && k != LUN_SENTENCE_NUMERIC) return 1;
  return !is_label(s, start, st->from, to) && ends_word(s, start, st, first, k);
}

lun_ending lun_ending_find(const lun_scan *s, size_t start, size_t at, size_t to) {
  stop st = {.from = at, .limit = to - at > REACH ? at + REACH : to};
  /* A code point cut by the limit would be read beyond it. */
  while (st.limit < to && ((unsigned char)s->text[st.limit] & 0xC0) == 0x80) st.limit++;
  read_stop(s, &st);
  return (lun_ending){st.behind, ends_sentence(s, start, &st, to)};
}

/* The byte behind a label's own text at `at`: up to three digits, one letter, or a roman number. */
static size_t skip_label_text(const char *text, size_t at, size_t to, unsigned *number) {
  size_t end = at;
  *number = 0;
  while (end < to && end - at < 3 && text[end] >= '0' && text[end] <= '9') {
    *number = *number * 10 + (unsigned)(text[end++] - '0');
  }
  if (end > at) return end;
  while (end < to && end - at < 4 && text[end] != '\0' && strchr("ivxIVX", text[end])) end++;
  if (end > at) return end;
  char small = at < to ? (char)(text[at] | 0x20) : ' ';
  return small >= 'a' && small <= 'z' ? at + 1 : at;
}

size_t lun_ending_skip_label(const lun_scan *s, size_t at, size_t to, unsigned *number) {
  *number = 0;
  size_t text = skip_bullet(s, at, to);
  if (text != at) return text;
  int is_bracketed = at < to && s->text[at] == '(';
  text = at + is_bracketed;
  size_t end = skip_label_text(s->text, text, to, number);
  if (end == text || end >= to) return at;
  int has_stop = !is_bracketed && s->text[end] == '.';
  end += has_stop;
  int has_bracket = end < to && s->text[end] == ')';
  end += has_bracket;
  if (!has_stop && !has_bracket) return at;
  return end < to && (s->text[end] == ' ' || s->text[end] == '\t') ? end + 1 : at;
}
