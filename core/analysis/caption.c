#include "analysis/caption.h"

#include "text/unicode.h"
#include "text/utf8.h"

#include <string.h>

enum { CREDIT_BYTES = 80, CAPTION_WORDS = 6, CAPTION_MOST = 80, DATE_WORDS = 3 };

/* --- credits --------------------------------------------------------------------------------------- */

/* First byte that is no blank, from `at` on, within the line; `end` when there is none. */
static size_t skip_blanks(const lun_layout *l, size_t at, size_t end) {
  while (at < end) {
    size_t next;
    uint32_t code = lun_utf8_get(l->text, end, at, &next);
    unsigned classes = lun_unicode_get(code);
    if (!lun_unicode_is_blank(code, classes) || lun_unicode_is_line_end(classes)) return at;
    at = next;
  }
  return end;
}

/* Whether what stands before byte `at` can end a caption: a stop, the last figure of a year, a mark,
** or the start of the line. A word's last letter cannot: "the news agency (AP)". */
static int is_end_before(const lun_layout *l, size_t at) {
  while (at > 0) {
    size_t start = at - 1, next;
    while (start > 0 && ((unsigned char)l->text[start] & 0xC0) == 0x80) start--;
    uint32_t code = lun_utf8_get(l->text, l->len, start, &next);
    unsigned classes = lun_unicode_get(code);
    if (lun_unicode_is_line_end(classes)) return 1;
    if (!lun_unicode_is_blank(code, classes)) {
      lun_sentence_class k = lun_unicode_sentence(classes);
      return k == LUN_SENTENCE_ATERM || k == LUN_SENTENCE_STERM || k == LUN_SENTENCE_CLOSE ||
             k == LUN_SENTENCE_NUMERIC;
    }
    at = start;
  }
  return 1;
}

/* Whether the credit is that of a picture: "J. Doe/AP", "AP Photo", "Image: ...", "via". */
static int is_picture(const lun_layout *l, lun_span credit) {
  return memchr(l->text + credit.from, '/', credit.to - credit.from) != NULL ||
         lun_layout_cue_in(l, LUN_CUE_PHOTO, credit.from, credit.to) != NULL;
}

int lun_caption_find_credit(const lun_layout *layout, size_t open, lun_span *out) {
  if (open > 0 && layout->text[open - 1] == '(') return 0;
  size_t most = layout->len - open < CREDIT_BYTES ? layout->len - open : CREDIT_BYTES;
  const char *close = memchr(layout->text + open, ')', most);
  if (close == NULL) return 0;
  size_t inside = (size_t)(close - layout->text) - open - 1;
  if (memchr(layout->text + open + 1, '\n', inside) ||
      memchr(layout->text + open + 1, '(', inside)) {
    return 0;
  }
  *out = (lun_span){(uint32_t)open, (uint32_t)(close - layout->text) + 1};
  int named = lun_layout_cue_in(layout, LUN_CUE_AGENCY, out->from, out->to) ||
              lun_layout_cue_in(layout, LUN_CUE_PHOTO, out->from, out->to);
  return named && is_end_before(layout, open);
}

/* The credit that stands in or behind the sentence, up to its line's end. */
static int find_credit(const lun_layout *l, lun_span sentence, lun_span *credit) {
  size_t end = sentence.to;
  for (const char *open = l->text + sentence.from;; open++) {
    open = memchr(open, '(', (size_t)(l->text + end - open));
    if (open == NULL) break;
    if (lun_caption_find_credit(l, (size_t)(open - l->text), credit) &&
        skip_blanks(l, credit->to, end) + 2 >= end) {
      return 1;
    }
  }
  size_t at = skip_blanks(l, end, l->len);
  return at < l->len && l->text[at] == '(' && lun_caption_find_credit(l, at, credit);
}

/* --- captions -------------------------------------------------------------------------------------- */

/* "FILE -", "File photo:" */
static int has_label(const lun_layout *l, lun_span sentence) {
  const lun_hit *label = lun_layout_cue(l, LUN_CUE_FILE, sentence.from);
  if (label == NULL) return 0;
  size_t word = lun_layout_word(l, label->to);
  size_t next = word < l->words->count ? l->words->items[word].from : l->len;
  lun_parting parting = lun_layout_parting(l, label->to, next);
  if (parting == LUN_PARTING_DASH || parting == LUN_PARTING_COLON) return 1;
  /* "File -Prisoners": the hyphen of a dash that lost a blank */
  size_t at = skip_blanks(l, label->to, next);
  return at > label->to && at < next && l->text[at] == '-';
}

static lun_parting parting_before(const lun_layout *l, size_t word) {
  return word == 0
             ? LUN_PARTING_OTHER
             : lun_layout_parting(l, l->words->items[word - 1].to, l->words->items[word].from);
}

/* Whether the words [first, end) close with a place, a comma, and a date to the year:
** "..., Kestria, Wednesday, March 3, 2031". "on March 3, 2031" is the writer's own prose. */
static int has_date(const lun_layout *l, size_t first, size_t end) {
  size_t month = end - DATE_WORDS;
  lun_span year = l->words->items[end - 1];
  if (end - first < CAPTION_WORDS || year.to - year.from != 4) return 0;
  if (lun_layout_shape(l, year) != LUN_SHAPE_NUMBER) return 0;
  if (!lun_layout_cue(l, LUN_CUE_MONTH, l->words->items[month].from)) {
    month++; /* "3 March 2031" begins a word earlier, and its month is in the middle */
    if (!lun_layout_cue(l, LUN_CUE_MONTH, l->words->items[month].from)) return 0;
    month--;
    if (lun_layout_shape(l, l->words->items[month]) != LUN_SHAPE_NUMBER) return 0;
  }
  if (month > first && lun_layout_cue(l, LUN_CUE_DAY, l->words->items[month - 1].from)) month--;
  if (month <= first || parting_before(l, month) != LUN_PARTING_COMMA) return 0;
  return lun_layout_shape(l, l->words->items[month - 1]) <= LUN_SHAPE_CAPITAL;
}

lun_caption lun_caption_find(const lun_layout *layout, size_t number, lun_span *out) {
  lun_span sentence = layout->sentences->items[number], credit = {0, 0};
  size_t first = lun_layout_word(layout, sentence.from);
  int credited = find_credit(layout, sentence, &credit);
  *out = sentence;
  if (credited && credit.from < sentence.to) out->to = credit.from;
  while (out->to > out->from && strchr(" \t\n\r", layout->text[out->to - 1])) out->to--;
  size_t end = first;
  while (end < layout->words->count && layout->words->items[end].from < out->to) end++;
  if (end == first || end - first > CAPTION_MOST) return LUN_CAPTION_NONE;
  if (has_label(layout, *out)) return LUN_CAPTION_LABEL;
  if (credited && is_picture(layout, credit)) return LUN_CAPTION_CREDIT;
  return has_date(layout, first, end) ? LUN_CAPTION_DATE : LUN_CAPTION_NONE;
}
