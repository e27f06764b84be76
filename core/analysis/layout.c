#include "analysis/layout.h"

#include "base/memory.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <string.h>

void lun_layout_init(lun_layout *layout, const lun_dictionary *lexicon) {
  static const char *const names[LUN_CUE_COUNT] = {"agency", "file",     "photo", "by", "signed",
                                                   "link",   "no_place", "month", "day"};
  layout->lexicon = lexicon;
  for (size_t i = 0; i < LUN_CUE_COUNT; i++) {
    layout->classes[i] = lun_map_find(&lexicon->keys, names[i], strlen(names[i]));
  }
}

void lun_layout_clear(lun_layout *layout) {
  lun_free(layout->lines);
  lun_hits_clear(&layout->cues);
  *layout = (lun_layout){0};
}

/* --- lines ---------------------------------------------------------------------------------------- */

/* Whether text[from, to) ends like a sentence; marks that close quotations may stand behind. */
static int stops(const char *text, size_t from, size_t to) {
  while (to > from) {
    size_t at = to - 1, next;
    while (at > from && ((unsigned char)text[at] & 0xC0) == 0x80) at--;
    unsigned classes = lun_unicode_get(lun_utf8_get(text, to, at, &next));
    lun_sentence_class k = lun_unicode_sentence(classes);
    if (k == LUN_SENTENCE_ATERM || k == LUN_SENTENCE_STERM) return 1;
    if (k != LUN_SENTENCE_CLOSE) return 0;
    to = at;
  }
  return 0;
}

static lun_status add_line(lun_layout *l, size_t *word, size_t from, size_t to, int opens,
                           lun_error *err) {
  const lun_spans *words = l->words;
  void *lines = l->lines;
  if (!lun_grow(&lines, &l->line_cap, l->line_count + 1, sizeof *l->lines)) {
    return lun_fail_memory(err);
  }
  l->lines = lines;
  lun_line line = {.span = {(uint32_t)from, (uint32_t)to}, .word = *word, .opens = opens};
  while (*word < words->count && words->items[*word].from < to) ++*word;
  line.words = *word - line.word;
  line.stops = stops(l->text, from, to);
  if (l->line_count > 0) l->lines[l->line_count - 1].closes = opens;
  if (line.words > 0) l->lines[l->line_count++] = line;
  return LUN_OK;
}

/* The line at *at without its blanks, in *from and *to; *at goes behind its line end. */
static void read_line(const lun_layout *l, size_t *at, size_t *from, size_t *to) {
  *from = *to = 0;
  while (*at < l->len) {
    size_t start = *at;
    uint32_t code = lun_utf8_get(l->text, l->len, start, at);
    unsigned classes = lun_unicode_get(code);
    if (lun_unicode_is_line_end(classes)) {
      if (code == '\r' && *at < l->len && l->text[*at] == '\n') ++*at;
      return;
    }
    if (lun_unicode_is_blank(code, classes)) continue;
    if (*to == 0) *from = start;
    *to = *at;
  }
}

static lun_status find_lines(lun_layout *l, const lun_context *ctx, lun_error *err) {
  size_t at = 0, word = 0, checked = 0;
  int opens = 1;
  lun_status st = LUN_OK;
  l->line_count = 0;
  while (st == LUN_OK && at < l->len) {
    size_t from, to;
    read_line(l, &at, &from, &to);
    if (to > 0) st = add_line(l, &word, from, to, opens, err);
    opens = to == 0;
    if (st == LUN_OK && at - checked > LUN_CONTEXT_STRIDE) {
      st = lun_context_check(ctx, err);
      checked = at;
    }
  }
  if (l->line_count > 0) l->lines[l->line_count - 1].closes = 1;
  return st;
}

lun_status lun_layout_set(lun_layout *layout, lun_document *doc, const lun_context *ctx,
                          lun_error *err) {
  layout->text = lun_document_text(doc, &layout->len);
  lun_status st = lun_document_words(doc, ctx, &layout->words, err);
  if (st == LUN_OK) st = lun_document_sentences(doc, ctx, &layout->sentences, err);
  return st == LUN_OK ? find_lines(layout, ctx, err) : st;
}

/* --- cues ------------------------------------------------------------------------------------------ */

/* Number of the first cue that begins at byte `at` or behind. */
static size_t first_cue(const lun_layout *l, size_t at) {
  size_t low = 0, high = l->cues.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (l->cues.items[middle].from < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

static int is_cue(const lun_layout *l, const lun_hit *cue, lun_cue class) {
  return l->lexicon->entries[cue->entry].key_number == l->classes[class];
}

const lun_hit *lun_layout_cue_in(const lun_layout *layout, lun_cue class, size_t from, size_t to) {
  for (size_t i = first_cue(layout, from); i < layout->cues.count; i++) {
    const lun_hit *cue = &layout->cues.items[i];
    if (cue->from >= to) break;
    if (cue->to <= to && is_cue(layout, cue, class)) return cue;
  }
  return NULL;
}

const lun_hit *lun_layout_cue(const lun_layout *layout, lun_cue class, size_t at) {
  for (size_t i = first_cue(layout, at); i < layout->cues.count; i++) {
    const lun_hit *cue = &layout->cues.items[i];
    if (cue->from != at) break;
    if (is_cue(layout, cue, class)) return cue;
  }
  return NULL;
}

/* --- words and what parts them --------------------------------------------------------------------- */

lun_shape lun_layout_shape(const lun_layout *layout, lun_span word) {
  int capitals = 0, small = 0, first = -1;
  for (size_t at = word.from; at < word.to;) {
    unsigned classes = lun_unicode_get(lun_utf8_get(layout->text, word.to, at, &at));
    lun_sentence_class k = lun_unicode_sentence(classes);
    capitals += k == LUN_SENTENCE_UPPER;
    small += k == LUN_SENTENCE_LOWER || k == LUN_SENTENCE_LETTER;
    if (first < 0) first = k == LUN_SENTENCE_UPPER;
  }
  if (capitals + small == 0) return LUN_SHAPE_NUMBER;
  if (small == 0) return LUN_SHAPE_CAPITALS;
  return first ? LUN_SHAPE_CAPITAL : LUN_SHAPE_SMALL;
}

static lun_parting parting_of(uint32_t code) {
  switch (code) {
  case ',': return LUN_PARTING_COMMA;
  case ':': return LUN_PARTING_COLON;
  case '(': return LUN_PARTING_OPEN;
  case ')': return LUN_PARTING_CLOSE;
  case 0x2013: /* en dash */
  case 0x2014: /* em dash */
  case 0x2015: return LUN_PARTING_DASH;
  case '.':
  case '/':
  case '-':
  case '&':
  case '\'':
  case 0x2019: return LUN_PARTING_BLANK;
  default: return LUN_PARTING_OTHER;
  }
}

/* Whether the hyphen at byte `at` stands for a dash: doubled, or between blanks. */
static int is_dash(const lun_layout *l, size_t at) {
  char before = at > 0 ? l->text[at - 1] : ' ', behind = at + 1 < l->len ? l->text[at + 1] : ' ';
  if (before == '-' || behind == '-') return 1;
  int open =
      before == ' ' || before == ')' || before == (char)0xA0; /* the end of a no-break space */
  return open && (behind == ' ' || behind == '\n' || behind == '\r' || behind == (char)0xC2);
}

lun_parting lun_layout_parting(const lun_layout *layout, size_t from, size_t to) {
  lun_parting parting = LUN_PARTING_BLANK;
  for (size_t at = from; at < to;) {
    size_t start = at;
    uint32_t code = lun_utf8_get(layout->text, to, at, &at);
    if (lun_unicode_is_blank(code, lun_unicode_get(code))) continue;
    lun_parting next = code == '-' && is_dash(layout, start) ? LUN_PARTING_DASH : parting_of(code);
    if (next == LUN_PARTING_BLANK) continue;
    /* ") -" is a dash; an opening bracket behind a comma is one all the same */
    if (parting == LUN_PARTING_DASH) break;
    parting = next;
    if (parting == LUN_PARTING_OTHER) break;
  }
  return parting;
}

size_t lun_layout_word(const lun_layout *layout, size_t at) {
  return lun_spans_find(layout->words, at);
}
