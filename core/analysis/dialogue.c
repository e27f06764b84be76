#include "analysis/dialogue.h"

#include "analysis/speaker.h"
#include "base/memory.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum {
  INSET_MOST = 40, /* tokens of the writer's between two parts of a speech */
  INITIAL_MOST = 2 /* bytes of an initial before its stop */
};

typedef struct dialogue {
  lun_tokens *t;
  lun_pieces out;
  lun_error *err;
} dialogue;

static int is_dash(uint32_t code) {
  return code >= 0x2012 && code <= 0x2015;
}

/* The dash that a paragraph begins with; 0 = none. */
static uint32_t first_dash(const char *text, const lun_span *paragraph) {
  size_t next;
  if (paragraph->from == paragraph->to) return 0;
  uint32_t code = lun_utf8_get(text, paragraph->to, paragraph->from, &next);
  return is_dash(code) ? code : 0;
}

int lun_dialogue_hint(const char *text, const lun_spans *paragraphs) {
  for (size_t n = 0; n < paragraphs->count; n++) {
    if (first_dash(text, &paragraphs->items[n]) != 0) return 1;
  }
  return 0;
}

/* The verb of saying that begins at token `i`, behind auxiliaries; `to` when there is none. *subject
** is set when a pronoun stands between them: "a-t-elle dit". */
static size_t find_verb(const lun_tokens *t, size_t i, size_t to, int *subject) {
  size_t first = i;
  while (i + 1 < to && lun_token_has(t, i, LUN_TOKEN_SKIP) && lun_token_joined(t, i + 1)) i++;
  *subject = i > first && i + 1 < to && lun_token_has(t, i, LUN_TOKEN_PRONOUN);
  if (*subject) i++;
  int says = i < to && lun_token_has(t, i, LUN_TOKEN_VERB) &&
             lun_token_has(t, i, LUN_TOKEN_SMALL) && !lun_token_has(t, i, LUN_TOKEN_ING);
  return says ? i : to;
}

/* Where the clause that names the speaker ends: the next comma, dash or sentence. */
static size_t clause_end(const lun_tokens *t, size_t i, size_t to, int dash) {
  const lun_token_flags ends =
      dash ? LUN_TOKEN_DASH : LUN_TOKEN_COMMA | LUN_TOKEN_DASH | LUN_TOKEN_COLON;
  while (i < to && !lun_token_has(t, i, ends) && (dash || !lun_token_starts(t, i))) i++;
  return i;
}

/* Where a sentence begins behind token `i`, inside marks too: a stop that is no abbreviation's, and
** a capital. */
static size_t sentence_end(const lun_tokens *t, size_t i, size_t to) {
  for (i++; i < to; i++) {
    const lun_token *before = &t->items[i - 1];
    int stop = lun_token_has(t, i, LUN_TOKEN_STOP) && before->to - before->from > INITIAL_MOST &&
               !lun_token_has(t, i - 1, LUN_TOKEN_TITLE);
    if (stop && lun_token_has(t, i, LUN_TOKEN_CAPITAL)) break;
  }
  return i;
}

/* Behind the words of the writer's that begin at token `i` of a piece that ends at `to`: ", a dit
** Ana", "—dijo Ana—". `i` itself when there are none. */
static size_t inset_end(const lun_tokens *t, size_t i, size_t to) {
  lun_speaker s;
  int dash = lun_token_has(t, i, LUN_TOKEN_DASH);
  if (!dash && !lun_token_has(t, i, LUN_TOKEN_COMMA | LUN_TOKEN_STOP)) return i;
  if (!lun_token_has(t, i, LUN_TOKEN_SMALL)) return i;
  int subject;
  to = sentence_end(t, i, to);
  size_t verb = find_verb(t, i, to, &subject);
  if (verb == to) return i;
  size_t behind = verb + t->items[verb].reach;
  if (subject) return clause_end(t, behind, to, dash);
  if (behind < to && lun_token_joined(t, behind) && lun_speaker_after(t, behind, to, &s)) {
    return clause_end(t, s.to, to, dash);
  }
  return dash ? clause_end(t, behind, to, dash) : i;
}

/* Set or take QUOTED on tokens [from, to). */
static void mark_quoted(lun_tokens *t, size_t from, size_t to, int on) {
  for (size_t i = from; i < to; i++) {
    if (on) t->items[i].flags |= LUN_TOKEN_QUOTED;
    else t->items[i].flags &= ~LUN_TOKEN_QUOTED;
  }
}

static lun_status add_piece(dialogue *d, const lun_piece *like, uint32_t from, uint32_t to,
                            int last) {
  void *items = d->out.items;
  if (!lun_grow(&items, &d->out.cap, d->out.count + 1, sizeof *d->out.items)) {
    return lun_fail_memory(d->err);
  }
  d->out.items = items;
  lun_piece piece = {{from, to}, like->single, 0, 0};
  if (last) {
    piece.unclosed = like->unclosed;
    piece.goes_on = like->goes_on;
  }
  d->out.items[d->out.count++] = piece;
  return LUN_OK;
}

/* The byte behind what is said before byte `at`: blanks and dashes do not belong to it. */
static uint32_t said_end(const char *text, uint32_t from, uint32_t at) {
  while (at > from) {
    size_t next;
    uint32_t start = at;
    do start--;
    while (start > from && ((unsigned char)text[start] & 0xC0) == 0x80);
    uint32_t code = lun_utf8_get(text, at, start, &next);
    if (!is_dash(code) && !lun_unicode_is_blank(code, lun_unicode_get(code))) break;
    at = start;
  }
  return at;
}

/* Add `piece`, parted where its speaker stands in it. Its tokens are those from *at on. */
static lun_status part_piece(dialogue *d, const lun_piece *piece, size_t *at, size_t *parts) {
  lun_tokens *t = d->t;
  uint32_t from = piece->span.from;
  size_t first = lun_tokens_at(t, piece->span.from), to = lun_tokens_at(t, piece->span.to);
  lun_status st = LUN_OK;
  *parts = 0;
  *at = to;
  for (size_t i = first + 1; st == LUN_OK && i < to;) {
    if (!lun_token_has(t, i, LUN_TOKEN_COMMA | LUN_TOKEN_DASH | LUN_TOKEN_STOP)) {
      i++;
      continue;
    }
    size_t limit = i + INSET_MOST < to ? i + INSET_MOST : to;
    mark_quoted(t, i, limit, 0);
    size_t end = inset_end(t, i, limit);
    mark_quoted(t, end, limit, 1);
    if (end == i) {
      i++;
      continue;
    }
    st = add_piece(d, piece, from, said_end(t->text, from, t->items[i].from), 0);
    t->items[i].flags |= LUN_TOKEN_MARK | LUN_TOKEN_COMMA;
    ++*parts;
    from = end < to ? t->items[end].from : piece->span.to;
    if (end < to) t->items[end].flags |= LUN_TOKEN_MARK;
    if (end < to && lun_token_has(t, end, LUN_TOKEN_STOP))
      t->items[end].flags |= LUN_TOKEN_SENTENCE;
    i = end + 1;
  }
  if (st == LUN_OK && from < piece->span.to) st = add_piece(d, piece, from, piece->span.to, 1);
  return st;
}

/* Add a paragraph that begins with a dash, unless a short dash begins an item of a list: there no
** speaker stands in it. */
static lun_status add_turn(dialogue *d, const lun_span *paragraph, uint32_t dash) {
  lun_tokens *t = d->t;
  lun_piece piece = {.span = *paragraph};
  size_t first = lun_tokens_at(t, paragraph->from), to = lun_tokens_at(t, paragraph->to);
  size_t before = d->out.count, parts;
  if (first == to) return LUN_OK;
  piece.span.to = said_end(t->text, paragraph->from, paragraph->to);
  mark_quoted(t, first, to, 1);
  lun_status st = part_piece(d, &piece, &to, &parts);
  if (st == LUN_OK && parts == 0 && dash < 0x2014) {
    d->out.count = before;
    mark_quoted(t, first, to, 0);
    return LUN_OK;
  }
  t->items[first].flags |= LUN_TOKEN_MARK;
  return st;
}

lun_status lun_dialogue_find(lun_pieces *pieces, lun_tokens *t, const lun_spans *paragraphs,
                             lun_error *err) {
  dialogue d = {t, {0}, err};
  lun_status st = LUN_OK;
  size_t i = 0, at, parts;
  for (size_t n = 0; st == LUN_OK && n < paragraphs->count; n++) {
    const lun_span *here = &paragraphs->items[n];
    uint32_t dash = first_dash(t->text, here);
    size_t turns = d.out.count;
    if (dash != 0) st = add_turn(&d, here, dash);
    int taken = d.out.count > turns; /* what stands in marks inside a turn is part of it */
    for (; st == LUN_OK && i < pieces->count && pieces->items[i].span.from < here->to; i++) {
      if (!taken) st = part_piece(&d, &pieces->items[i], &at, &parts);
    }
  }
  if (st != LUN_OK) {
    lun_pieces_clear(&d.out);
    return st;
  }
  lun_pieces_clear(pieces);
  *pieces = d.out;
  return LUN_OK;
}
