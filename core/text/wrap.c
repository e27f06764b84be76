/* text/wrap.c -- does a line end because its width was used up, or because its writer ended it? */
#include "text/wrap.h"

#include "text/peek.h"

#include <string.h>

enum {
  REACH = 8192, /* bytes of a paragraph that are measured */
  NARROW = 32,  /* no one sets running text in lines as short as this */
  WORD = 64     /* bytes of the longest word looked for */
};

/* The byte behind the last that is no blank in [from, to), looking back a bounded way. */
static size_t trim(const lun_scan *s, size_t from, size_t to) {
  size_t floor = to - from > REACH ? to - REACH : from;
  while (to > floor && lun_peek_is_blank(lun_peek_before(s, floor, to))) to = lun_scan_back(s, to);
  return to;
}

/* Code points: what a line's width is made of. */
static size_t count_points(const char *text, size_t from, size_t to) {
  size_t count = 0;
  for (size_t i = from; i < to; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
  return count;
}

/* The first byte of the word that ends at `to`. */
static size_t find_last_word(const lun_scan *s, size_t from, size_t to) {
  size_t at = to;
  while (at > from && to - at < WORD && (unsigned char)s->text[at - 1] > ' ') at--;
  return at;
}

/* The widest line counts without its last word, which may be longer than any line. */
static lun_wrap measure(const lun_scan *s, lun_span paragraph) {
  size_t next, to = paragraph.to - paragraph.from > REACH ? paragraph.from + REACH : paragraph.to;
  lun_wrap wrap = {.is_measured = 1};
  for (size_t line = paragraph.from; line < to;) {
    const char *end = memchr(s->text + line, '\n', to - line);
    size_t behind = end == NULL ? to : (size_t)(end - s->text);
    while (line < behind && (unsigned char)s->text[line] <= ' ') line++;
    size_t last = find_last_word(s, line, trim(s, line, behind));
    size_t points = count_points(s->text, line, last);
    if (points > wrap.width) wrap.width = points;
    if (line > paragraph.from && line < behind) {
      wrap.is_running |= lun_peek_class(s, line, behind, &next) == LUN_SENTENCE_LOWER;
    }
    line = behind + 1;
  }
  return wrap;
}

/* 1 when the line goes on beyond its end: it ends in a comma, a dash or a stop that was judged
** already, or in a word such as "the". */
static int is_open(const lun_scan *s, const lun_abbreviations *words, size_t from, size_t to) {
  lun_sentence_class k = lun_peek_before(s, from, to);
  if (lun_peek_is_stop(k) || (k == LUN_SENTENCE_CONTINUE && s->text[to - 1] != ':')) return 1;
  size_t word = find_last_word(s, from, to);
  return lun_abbreviation_is(words, s->text + word, to - word, LUN_ABBREVIATION_LINK);
}

int lun_wrap_is_end(const lun_scan *s, lun_wrap *wrap, const lun_abbreviations *words,
                    lun_span paragraph, lun_span line, size_t next, int is_item) {
  size_t after, limit = paragraph.to, first = next;
  size_t end = trim(s, line.from, line.to);
  lun_sentence_class k = lun_peek_class(s, first, limit, &after);
  if (k == LUN_SENTENCE_CLOSE) {
    first = after;
    k = lun_peek_class(s, first, limit, &after);
  }
  if (k != LUN_SENTENCE_UPPER && k != LUN_SENTENCE_NUMERIC) return 0;
  if (end == line.from || is_open(s, words, line.from, end)) return 0;
  size_t letters = lun_peek_skip_letters(s, first, limit) - first;
  if (is_item && lun_abbreviation_is(words, s->text + first, letters, LUN_ABBREVIATION_STARTER)) {
    return 1;
  }
  if (!wrap->is_measured) *wrap = measure(s, paragraph);
  if (wrap->width < NARROW && !wrap->is_running) return k == LUN_SENTENCE_UPPER && first == next;
  size_t word = next;
  while (word < limit && word - next < WORD && (unsigned char)s->text[word] > ' ') word++;
  if (end - line.from > REACH) return 1;
  return count_points(s->text, line.from, end) + 1 + count_points(s->text, next, word) <=
         wrap->width;
}
