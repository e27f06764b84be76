#include "analysis/passage.h"

#include "base/memory.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum { LINK_LETTERS = 3 }; /* a title's small words have at most so many */

void lun_passages_clear(lun_passages *passages) {
  lun_free(passages->items);
  *passages = (lun_passages){0};
}

static int is_mark_or_blank(uint32_t code) {
  return code == '"' || code == '\'' || code == 0xAB || code == 0xBB ||
         (code >= 0x2018 && code <= 0x201F) || code == 0x2039 || code == 0x203A ||
         lun_unicode_is_blank(code, lun_unicode_get(code));
}

/* The last code point in [from, at) that is neither a quotation mark nor a blank, or 0. */
static uint32_t last_sign(const char *text, size_t from, size_t at) {
  while (at > from) {
    size_t next, end = at;
    do at--;
    while (at > from && ((unsigned char)text[at] & 0xC0) == 0x80);
    uint32_t code = lun_utf8_get(text, end, at, &next);
    if (!is_mark_or_blank(code)) return code;
  }
  return 0;
}

/* 1 when every word but short ones is written with a capital. */
static int looks_titled(const lun_tokens *t, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    size_t letters = t->items[i].to - t->items[i].from;
    int small = lun_token_has(t, i, LUN_TOKEN_SMALL);
    int link = letters <= LINK_LETTERS || lun_token_has(t, i, LUN_TOKEN_BREAK | LUN_TOKEN_LINK);
    if (small && (!link || i + 1 == to)) return 0;
  }
  return lun_token_has(t, from, LUN_TOKEN_CAPITAL);
}

static void describe(lun_passage *p, const lun_tokens *t, const lun_span *last) {
  const lun_token_flags off =
      LUN_TOKEN_COMMA | LUN_TOKEN_COLON | LUN_TOKEN_DASH | LUN_TOKEN_OTHER | LUN_TOKEN_BRACKET;
  size_t inside = t->items[p->to - 1].to;
  uint32_t sign = last_sign(t->text, inside > last->from ? inside : last->from, last->to);
  p->comma = sign == ',' || sign == '?' || sign == '!' || sign == 0x2026 || sign == '-' ||
             (sign >= 0x2012 && sign <= 0x2015);
  p->stop = p->comma || sign == '.' || sign == ';';
  p->begins = !lun_token_has(t, p->from, LUN_TOKEN_SMALL);
  p->set_off = lun_token_starts(t, p->from) || lun_token_has(t, p->from, off);
  p->titled = !lun_token_trait(t, LUN_TRAIT_CAPITAL_NOUNS) && !(p->stop && p->set_off) &&
              looks_titled(t, p->from, p->to);
}

/* The passage of pieces [first, end); without words, from == to. */
static lun_passage read_passage(const lun_tokens *t, const lun_piece *pieces, size_t first,
                                size_t end, const lun_spans *paragraphs) {
  const lun_span *last = &pieces[end - 1].span;
  lun_passage p = {.piece = first, .piece_count = end - first, .single = pieces[first].single};
  p.from = lun_tokens_at(t, pieces[first].span.from);
  p.to = lun_tokens_at(t, last->to);
  if (p.from == p.to) return p;
  p.unclosed = pieces[end - 1].unclosed || pieces[end - 1].goes_on;
  p.paragraph = lun_spans_find(paragraphs, pieces[first].span.from);
  p.paragraph_last = lun_spans_find(paragraphs, last->to - 1);
  p.paragraph_end = lun_tokens_at(t, paragraphs->items[p.paragraph_last].to);
  p.next = p.paragraph_end;
  describe(&p, t, last);
  return p;
}

/* Where double marks are the rule, a paragraph in single ones is a heading. */
static void flag_odd(lun_passages *passages) {
  size_t single = 0;
  for (size_t i = 0; i < passages->count; i++) single += passages->items[i].single != 0;
  for (size_t i = 0; i < passages->count; i++) {
    lun_passage *p = &passages->items[i];
    p->odd = p->single && 2 * single < passages->count;
  }
}

/* "“Q,” S said. “Q, without a closing mark" and then a paragraph "“Q,” S added. “Q.”": where the
** words have a speaker before them, a paragraph with one in its midst is a quotation of its own. */
static int is_parted(const lun_passages *passages, const lun_pieces *pieces, const lun_passage *p,
                     const lun_spans *paragraphs) {
  size_t next = p->piece + p->piece_count;
  if (passages->count == 0 || p->piece_count < 2 || next >= pieces->count) return 0;
  const lun_passage *before = &passages->items[passages->count - 1];
  return before->paragraph_last == p->paragraph && before->comma && p->comma &&
         pieces->items[next].span.from < paragraphs->items[p->paragraph_last].to;
}

lun_status lun_passages_find(lun_passages *passages, const lun_tokens *t, const lun_pieces *pieces,
                             const lun_spans *paragraphs, lun_error *err) {
  passages->count = 0;
  for (size_t i = 0, end; i < pieces->count; i = end) {
    end = i + 1;
    while (pieces->items[end - 1].goes_on && end < pieces->count) end++;
    lun_passage p = read_passage(t, pieces->items, i, end, paragraphs);
    if (p.from == p.to) continue;
    if (is_parted(passages, pieces, &p, paragraphs)) {
      end--;
      p = read_passage(t, pieces->items, i, end, paragraphs);
    }
    void *items = passages->items;
    if (!lun_grow(&items, &passages->cap, passages->count + 1, sizeof *passages->items)) {
      return lun_fail_memory(err);
    }
    passages->items = items;
    if (passages->count > 0 && p.from < passages->items[passages->count - 1].next) {
      passages->items[passages->count - 1].next = p.from;
    }
    passages->items[passages->count++] = p;
  }
  flag_odd(passages);
  return LUN_OK;
}
