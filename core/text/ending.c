/* text/ending.c -- does this stop end its sentence? What UAX #29 leaves to the language: numbers,
** initials, abbreviations, missing spaces, quotation marks, ellipses, footnotes. */
#include "text/ending.h"

#include "text/peek.h"

#include <string.h>

enum {
  REACH = 1024,    /* bytes looked ahead, so that hostile texts cost no more than others */
  WORD_REACH = 31, /* bytes looked back for the word before a stop: longer is no abbreviation */
  TOKEN_REACH = 256,
  NOTE_REACH = 24
};

/* A terminator as read: ".", "?!", ". . .", with what closes behind it. */
typedef struct stop {
  size_t from;     /* its first byte */
  size_t behind;   /* behind it and its closing marks */
  size_t next;     /* the first byte that is neither part of it nor blank */
  size_t limit;    /* nothing is read from here on */
  int count;       /* terminators; the ellipsis counts three times */
  int apart;       /* those with a blank before them, the first left out */
  int is_strong;   /* one of them is no full stop */
  int is_wide;     /* one is of a script that puts no space behind it */
  int is_quoted;   /* a closing quotation mark is among the marks */
  int is_closed;   /* any closing mark is */
  int is_isolated; /* a blank stands before it */
} stop;

int lun_ending_is_stop(uint32_t code, unsigned classes) {
  return code == LUN_PEEK_ELLIPSIS || lun_peek_is_stop(lun_unicode_sentence(classes));
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

/* The first byte of the word before `at`: letters, with single stops inside, and a degree sign, for
** numero. Not before `start`. */
static size_t find_word(const lun_scan *s, size_t start, size_t at) {
  size_t word = at, floor = at - start > WORD_REACH ? at - WORD_REACH : start;
  while (word > floor) {
    size_t next, last = lun_scan_back(s, word);
    if (last < floor) break;
    int is_stop = s->text[last] == '.';
    if (is_stop && (word == at || last == floor || s->text[last - 1] == '.')) break;
    lun_sentence_class k = lun_peek_class(s, last, at, &next);
    int is_degree = word - last == 2 && memcmp(s->text + last, "\xC2\xB0", 2) == 0;
    if (!is_stop && !is_degree && !lun_peek_is_letter(k) && !lun_peek_is_ignored(k)) break;
    word = last;
  }
  if (word < at && s->text[word] == '.') word++;
  return word;
}

/* What the word before the stop is. In a text of capitals, `first` is the next word's first byte. */
static lun_abbreviation judge_word(const lun_ending_judge *j, size_t start, const stop *st,
                                   size_t first) {
  const lun_scan *s = j->scan;
  size_t next, after, word = find_word(s, start, st->from);
  int is_capitals = lun_peek_class(s, first, st->limit, &next) == LUN_SENTENCE_UPPER &&
                    lun_peek_class(s, next, st->limit, &after) == LUN_SENTENCE_UPPER;
  return lun_abbreviation_find(j->words, s->text + word, st->from - word, is_capitals);
}

/* How many of the last two code points before `at` are of class `k`. */
static int count_before(const lun_scan *s, size_t start, size_t at, lun_sentence_class k) {
  int count = 0;
  while (count < 2 && lun_peek_before(s, start, at) == k) {
    count++;
    at = lun_scan_back(s, at);
  }
  return count;
}

/* The byte behind footnote marks such as "[7][8]" or "[2-11]", superscripts and daggers at `at`, or
** `at`. */
static size_t skip_notes(const lun_scan *s, size_t at, size_t limit) {
  while (at < limit) {
    size_t next, end = at + 1;
    uint32_t code = lun_utf8_get(s->text, s->len, at, &next);
    int is_raised = code == 0xB9 || code == 0xB2 || code == 0xB3 || code == 0x2070 ||
                    (code >= 0x2074 && code <= 0x2079) || code == 0x2020 || code == 0x2021;
    if (!is_raised) {
      if (code != '[') break;
      while (end < limit && s->text[end] != '\0' &&
             strchr("0123456789,- \xE2\x80\x93", s->text[end])) {
        end++;
      }
      if (end == at + 1 || end >= limit || s->text[end] != ']') break;
      next = end + 1;
    }
    at = next;
  }
  return at;
}

/* The byte behind footnote numbers right behind a stop, as in "at large.11 12 The next", or `at`.
** They stand behind a whole word or a closing mark, and before a capital. */
static size_t skip_note_numbers(const lun_ending_judge *j, size_t start, const stop *st,
                                size_t at) {
  const lun_scan *s = j->scan;
  size_t end = at, next, first, digits = 0;
  if (at >= st->limit || (unsigned)(s->text[at] - '0') > 9) return at;
  if (count_before(s, start, st->from, LUN_SENTENCE_LOWER) < 2 &&
      lun_peek_before(s, start, st->from) != LUN_SENTENCE_CLOSE && !st->is_closed) {
    return at;
  }
  for (; end < st->limit && end - at < NOTE_REACH; end++) {
    char c = s->text[end];
    int is_digit = c >= '0' && c <= '9';
    if (is_digit && ++digits > 3) return at;
    if (is_digit) continue;
    if (digits == 0 || (c != ' ' && c != ',' && c != '-')) break;
    digits = 0;
  }
  if (digits > 0 || s->text[end - 1] != ' ') return at;
  lun_sentence_class k = lun_peek_class(s, end, st->limit, &first);
  if (k == LUN_SENTENCE_CLOSE) k = lun_peek_class(s, first, st->limit, &next);
  if (k != LUN_SENTENCE_UPPER) return at;
  return judge_word(j, start, st, end) == LUN_ABBREVIATION_NONE ? end - 1 : at;
}

/* Take the closing mark at `at`, if it closes: right behind the stop all marks do but those that
** open what follows; behind a blank only those with a blank behind them do. */
static int take_close(const lun_scan *s, stop *st, size_t at, int is_apart) {
  size_t next, after;
  uint32_t code = lun_utf8_get(s->text, s->len, at, &next);
  lun_sentence_class k = lun_peek_class(s, next, st->limit, &after);
  int is_free = lun_peek_is_blank(k) || lun_peek_is_stop(k) || k == LUN_SENTENCE_CLOSE;
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
  lun_sentence_class k = lun_peek_class(s, next, st->limit, &after);
  if (is_apart && (lun_peek_is_letter(k) || k == LUN_SENTENCE_NUMERIC)) return 0;
  st->count += code == LUN_PEEK_ELLIPSIS ? 3 : 1;
  st->apart += is_apart;
  if (code != '.' && code != LUN_PEEK_ELLIPSIS) st->is_strong = 1;
  if (code >= 0x3000 || (code >= 0x0589 && code < 0x2000)) st->is_wide = 1;
  st->behind = st->next = next;
  return 1;
}

/* Take footnote marks at st->next, right behind the stop; 0 when there are none. */
static int take_marks(const lun_ending_judge *j, size_t start, stop *st, int is_apart) {
  size_t behind = is_apart ? st->next : skip_notes(j->scan, st->next, st->limit);
  if (!is_apart && behind == st->next) behind = skip_note_numbers(j, start, st, st->next);
  if (behind == st->next) return 0;
  st->behind = st->next = behind;
  return 1;
}

/* Read on from the terminator at st->from: SATerm Close* Sp*, with ". . ." as one. */
static void read_stop(const lun_ending_judge *j, size_t start, stop *st) {
  const lun_scan *s = j->scan;
  int more = 1;
  st->next = st->behind = st->from;
  while (more && st->next < st->limit) {
    size_t next;
    int is_apart = st->next != st->behind;
    lun_sentence_class k = lun_peek_class(s, st->next, st->limit, &next);
    if (lun_peek_is_blank(k)) {
      st->next = next;
    } else if (lun_peek_is_stop(k)) {
      more = take_stop(s, st, st->next, is_apart);
    } else if (lun_peek_is_ignored(k)) {
      if (!is_apart) st->behind = next;
      st->next = next;
    } else if (is_apart && k != LUN_SENTENCE_CLOSE) {
      more = 0;
    } else if (!take_marks(j, start, st, is_apart)) {
      more = k == LUN_SENTENCE_CLOSE && take_close(s, st, st->next, is_apart);
    }
  }
}

/* The first letter or digit from `at` on, before any terminator; *k = its class. */
static size_t find_first(const lun_scan *s, size_t at, size_t limit, lun_sentence_class *k) {
  while (at < limit) {
    size_t next;
    *k = lun_peek_class(s, at, limit, &next);
    if (lun_peek_is_letter(*k) || *k == LUN_SENTENCE_NUMERIC || lun_peek_is_stop(*k)) return at;
    at = next;
  }
  *k = LUN_SENTENCE_SEP;
  return at;
}

/* 1 when the word at `at`, written with a capital, rather begins a sentence than a name. One letter
** with a stop is an initial. */
static int is_starter(const lun_ending_judge *j, size_t at, size_t limit) {
  const char *text = j->scan->text;
  size_t next, end = lun_peek_skip_letters(j->scan, at, limit);
  lun_peek_class(j->scan, at, limit, &next);
  if (next == end && end < limit && text[end] == '.') return 0;
  return lun_abbreviation_is(j->words, text + at, end - at, LUN_ABBREVIATION_STARTER);
}

static int is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (c & 0x80) != 0;
}

/* 1 when the token [from, to) looks like an address or a name of more than one stop. */
static int is_name(const char *text, size_t from, size_t to) {
  int stops = 0;
  for (size_t i = from; i < to; i++) {
    if (text[i] == '@' || text[i] == '/' || text[i] == '\\') return 1;
    if (to - i >= 4 && memcmp(text + i, "www.", 4) == 0) return 1;
    if (text[i] != '.' || i == from || i + 1 >= to || (unsigned char)text[i + 1] <= '9') continue;
    stops += is_word_byte(text[i - 1]) && is_word_byte(text[i + 1]);
  }
  return stops > 1;
}

/* The same for the token around `at`, of which only the bytes near `at` are read. */
static int is_in_name(lun_ending_judge *j, size_t start, size_t at, size_t to) {
  const char *text = j->scan->text;
  size_t from = at, end = at;
  if (at >= j->token_from && at < j->token_to) return j->is_name;
  while (from > start && at - from < TOKEN_REACH && (unsigned char)text[from - 1] > ' ') from--;
  while (end < to && end - at < TOKEN_REACH && (unsigned char)text[end] > ' ') end++;
  j->token_from = from;
  j->token_to = end;
  j->is_name = is_name(text, from, end);
  return j->is_name;
}

/* 1 when the letters at `at` begin a sentence although they begin small: "iPhone", "eBay". */
static int is_camel(const lun_scan *s, size_t at, size_t limit) {
  size_t next, after;
  lun_peek_class(s, at, limit, &next);
  return lun_peek_class(s, next, limit, &after) == LUN_SENTENCE_UPPER;
}

/* A capital stands right behind the stop: is it the space that is missing? */
static int ends_before_capital(lun_ending_judge *j, size_t start, const stop *st, size_t to) {
  const lun_scan *s = j->scan;
  if (is_in_name(j, start, st->from, to)) return 0;
  size_t end = lun_peek_skip_letters(s, st->next, st->limit);
  if (lun_abbreviation_is(j->words, s->text + st->next, end - st->next, LUN_ABBREVIATION_SUFFIX)) {
    return 0;
  }
  return judge_word(j, start, st, st->next) == LUN_ABBREVIATION_NONE;
}

/* No blank stands behind the stop: does a sentence end all the same? */
static int ends_glued(lun_ending_judge *j, size_t start, const stop *st, size_t to) {
  const lun_scan *s = j->scan;
  size_t next, after;
  if (st->is_wide) return 1;
  lun_sentence_class k = lun_peek_class(s, st->next, st->limit, &next);
  lun_sentence_class k2 = lun_peek_class(s, next, st->limit, &after);
  if (k == LUN_SENTENCE_LETTER) {
    return st->is_closed || count_before(s, start, st->from, LUN_SENTENCE_LETTER) > 0;
  }
  if (k != LUN_SENTENCE_CLOSE && k != LUN_SENTENCE_UPPER) return 0;
  int is_text = count_before(s, start, st->from, LUN_SENTENCE_LOWER) == 2 ||
                count_before(s, start, st->from, LUN_SENTENCE_NUMERIC) > 0;
  if (k == LUN_SENTENCE_CLOSE) { /* end."But: a quotation opens right behind the stop */
    return is_text && !is_bracket((unsigned char)s->text[st->next]) && lun_peek_is_letter(k2);
  }
  if (k2 != LUN_SENTENCE_LOWER && !lun_peek_is_blank(k2)) return 0;
  if (st->is_quoted) return 1;
  return is_text && ends_before_capital(j, start, st, to);
}

/* 1 when the word at `at` is a number in letters: "IV", or one capital as in "Sec. A". */
static int is_number_word(const lun_ending_judge *j, size_t at, size_t limit) {
  size_t end = at;
  while (end < limit && strchr("IVXLC", j->scan->text[end]) && j->scan->text[end]) end++;
  size_t letters = lun_peek_skip_letters(j->scan, at, limit);
  if (letters - at > 1 && letters != end) return 0;
  return !is_starter(j, at, limit);
}

/* 1 when the stop stands behind a number of one or two digits that it may make an ordinal. */
static int is_ordinal(const lun_ending_judge *j, size_t start, const stop *st) {
  const lun_scan *s = j->scan;
  int digits = count_before(s, start, st->from, LUN_SENTENCE_NUMERIC);
  if (digits == 0 || !lun_abbreviation_is(j->words, "1", 1, LUN_ABBREVIATION_ORDINAL)) return 0;
  return lun_peek_before(s, start, st->from - (size_t)digits) == LUN_SENTENCE_SPACE;
}

/* An abbreviation that may end a sentence does so when what follows is no part of a name. */
static int opens_sentence(const lun_ending_judge *j, size_t first, lun_sentence_class k,
                          size_t limit) {
  if (k == LUN_SENTENCE_NUMERIC) return 0;
  return k != LUN_SENTENCE_UPPER || is_starter(j, first, limit);
}

/* 1 when the sentence begins with a time of day and no more: "At 5 a.m. Mr. Brown left". */
static int is_opening_time(const lun_ending_judge *j, size_t start, const stop *st) {
  const lun_scan *s = j->scan;
  size_t next, word = find_word(s, start, st->from);
  size_t at = lun_peek_skip_letters(s, start, word);
  if (at - start == 0 || word - start > WORD_REACH) return 0;
  if (!lun_abbreviation_is(j->words, s->text + start, at - start, LUN_ABBREVIATION_LINK)) return 0;
  for (; at < word; at = next) {
    if (lun_peek_is_letter(lun_peek_class(s, at, word, &next))) return 0;
  }
  return 1;
}

/* A full stop with a capital or a digit behind it: is it an abbreviation's only? */
static int ends_word(const lun_ending_judge *j, size_t start, const stop *st, size_t first,
                     lun_sentence_class k) {
  const char *text = j->scan->text;
  size_t end = lun_peek_skip_letters(j->scan, first, st->limit);
  switch (judge_word(j, start, st, first)) {
  case LUN_ABBREVIATION_TITLE:
  case LUN_ABBREVIATION_INNER: return 0;
  case LUN_ABBREVIATION_NUMBER:
    return k != LUN_SENTENCE_NUMERIC && !is_number_word(j, first, st->limit);
  case LUN_ABBREVIATION_TIME:
    return !lun_abbreviation_is(j->words, text + first, end - first, LUN_ABBREVIATION_CLOCK) &&
           !is_opening_time(j, start, st);
  case LUN_ABBREVIATION_OPEN: return opens_sentence(j, first, k, st->limit);
  case LUN_ABBREVIATION_NONE: break;
  }
  return !is_ordinal(j, start, st) || opens_sentence(j, first, k, st->limit);
}

/* 1 when the marks are part of a name, as in "Yahoo!". */
static int is_in_word(const lun_ending_judge *j, size_t start, const stop *st) {
  size_t word = find_word(j->scan, start, st->from);
  return st->count == 1 && word < st->from && j->scan->text[st->from] == '!' &&
         lun_abbreviation_find(j->words, j->scan->text + word, st->from + 1 - word, 0) ==
             LUN_ABBREVIATION_OPEN;
}

/* 1 when a list's item begins behind the stop with a small letter: "a. here b. there". */
static int begins_item(const lun_ending_judge *j, size_t start, const stop *st, size_t to) {
  lun_label label = lun_label_get(j->scan, st->next, to);
  if (label.behind == 0) return 0;
  if (!st->is_strong && judge_word(j, start, st, st->next) != LUN_ABBREVIATION_NONE) return 0;
  return lun_label_follows(&label, &j->list) || lun_label_has_next(j->scan, &label, to);
}

/* Three dots between blanks stand for what was left out. */
static int is_ellipsis(const stop *st) {
  return st->count == 3 && !st->is_strong && !st->is_closed && st->is_isolated;
}

/* A dash between blanks may lead the next sentence, unless it parts a quotation from its source. */
static int begins_with_dash(const lun_scan *s, const stop *st) {
  size_t next;
  uint32_t code = lun_utf8_get(s->text, s->len, st->next, &next);
  return st->next != st->behind && !st->is_quoted &&
         (code == '-' || code == 0x2013 || code == 0x2014);
}

static int ends_sentence(lun_ending_judge *j, size_t start, const stop *st, size_t to) {
  const lun_scan *s = j->scan;
  size_t next;
  if (st->next >= to) return 1;
  /* An endless row of stops goes on, an endless row of blanks is an end. */
  if (st->next >= st->limit) return st->behind < st->limit;
  lun_sentence_class k = lun_peek_class(s, st->next, st->limit, &next);
  if (k == LUN_SENTENCE_CONTINUE && !begins_with_dash(s, st)) return 0; /* SB8a */
  if (st->next == st->behind) return ends_glued(j, start, st, to);
  size_t first = find_first(s, st->next, st->limit, &k);
  if (k == LUN_SENTENCE_LOWER) { /* SB8, for ? and ! too */
    return is_camel(s, first, st->limit) || begins_item(j, start, st, to);
  }
  if (is_ellipsis(st)) {
    return is_starter(j, first, st->limit) && !(s->text[first] == 'I' && !is_camel(s, first, to) &&
                                                lun_peek_skip_letters(s, first, to) == first + 1);
  }
  if (st->is_strong && is_in_word(j, start, st)) return opens_sentence(j, first, k, st->limit);
  if (st->is_strong || st->count > 1 || st->is_quoted) return 1;
  if (!lun_peek_is_letter(k) && k != LUN_SENTENCE_NUMERIC) return 1;
  return ends_word(j, start, st, first, k);
}

/* A full stop and then ". . .": the sentence ends with the first, the ellipsis leads the next. */
static int is_stop_and_ellipsis(const lun_scan *s, const stop *st, size_t to) {
  size_t next;
  return st->count == 4 && st->apart == 3 && !st->is_strong && !st->is_closed && !st->is_isolated &&
         st->next < to && lun_peek_class(s, st->next, to, &next) == LUN_SENTENCE_UPPER;
}

lun_ending lun_ending_find(lun_ending_judge *j, size_t start, size_t at, size_t to) {
  const lun_scan *s = j->scan;
  stop st = {.from = at, .limit = to - at > REACH ? at + REACH : to};
  /* A code point cut by the limit would be read beyond it. */
  while (st.limit < to && ((unsigned char)s->text[st.limit] & 0xC0) == 0x80) st.limit++;
  st.is_isolated = at > start && lun_peek_is_blank(lun_peek_before(s, start, at));
  read_stop(j, start, &st);
  /* "[...]" only says that words were left out. */
  int is_bracketed = at > start && (s->text[at - 1] == '[' || s->text[at - 1] == '(');
  if (is_bracketed && st.count == 3 && st.is_closed && !st.is_strong) {
    return (lun_ending){st.behind, st.next >= to};
  }
  if (is_stop_and_ellipsis(s, &st, to)) return (lun_ending){at + 1, 1};
  return (lun_ending){st.behind, ends_sentence(j, start, &st, to)};
}
