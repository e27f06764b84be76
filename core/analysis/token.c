#include "analysis/token.h"

#include "base/memory.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <string.h>

void lun_tokens_clear(lun_tokens *tokens) {
  lun_free(tokens->items);
  *tokens = (lun_tokens){0};
}

lun_token_flags lun_token_class(const char *key) {
  static const struct {
    const char *key;
    lun_token_flags flag;
  } known[] = {{"say", LUN_TOKEN_SAY},
               {"tell", LUN_TOKEN_TELL},
               {"label", LUN_TOKEN_LABEL},
               {"according", LUN_TOKEN_ACCORDING},
               {"not_quote", LUN_TOKEN_NOT_QUOTE},
               {"title", LUN_TOKEN_TITLE},
               {"person", LUN_TOKEN_PERSON},
               {"pronoun", LUN_TOKEN_PRONOUN},
               {"skip", LUN_TOKEN_SKIP},
               {"determiner", LUN_TOKEN_DETERMINER},
               {"link", LUN_TOKEN_LINK},
               {"break", LUN_TOKEN_BREAK},
               {"relative", LUN_TOKEN_RELATIVE},
               {"time", LUN_TOKEN_TIME},
               {"particle", LUN_TOKEN_PARTICLE},
               {"passive", LUN_TOKEN_PASSIVE},
               {"that", LUN_TOKEN_THAT},
               {"opener", LUN_TOKEN_OPENER},
               {"preposition", LUN_TOKEN_PREPOSITION},
               {"contrast", LUN_TOKEN_CONTRAST},
               {"male", LUN_TOKEN_MALE},
               {"female", LUN_TOKEN_FEMALE},
               {"record", LUN_TOKEN_RECORD},
               {"noun", LUN_TOKEN_NOUN},
               {"past", LUN_TOKEN_PAST},
               {"about", LUN_TOKEN_ABOUT},
               {"object", LUN_TOKEN_OBJECT},
               {"not_adverb", LUN_TOKEN_NOT_ADVERB},
               {"and", LUN_TOKEN_AND},
               {"definite", LUN_TOKEN_DEFINITE},
               {"article", LUN_TOKEN_ARTICLE},
               {"group", LUN_TOKEN_GROUP},
               {"postposition", LUN_TOKEN_POSTPOSED},
               {"coda", LUN_TOKEN_CODA},
               {"as", LUN_TOKEN_AS},
               {"plural", LUN_TOKEN_PLURAL},
               {"finite", LUN_TOKEN_FINITE},
               {"viewpoint", LUN_TOKEN_VIEW},
               {"infinitive", LUN_TOKEN_INFINITIVE},
               {"gerund", LUN_TOKEN_ING}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (strcmp(known[i].key, key) == 0) return known[i].flag;
  }
  return 0;
}

static lun_token_flags gap_flag(uint32_t code) {
  switch (code) {
  case ',': return LUN_TOKEN_COMMA;
  case ':': return LUN_TOKEN_COLON;
  case '.':
  case '?':
  case '!':
  case 0x2026: return LUN_TOKEN_STOP;
  case 0x2012:
  case 0x2013:
  case 0x2014:
  case 0x2015: return LUN_TOKEN_DASH;
  case '"':
  case 0xAB:
  case 0xBB:
  case 0x2018:
  case 0x201A:
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0x201F:
  case 0x2039:
  case 0x203A: return LUN_TOKEN_MARK;
  case 0xA1: /* open a question or an exclamation in Spanish */
  case 0xBF:
  case '\'':
  case 0x2019: /* a possessive without s; where it closes a quotation, its piece says so */
  case '-':
  case '&': /* inside names: "Reyes & Sons", "R&D" */
  case '%':
  case '/':
  case 0x2010:
  case 0x2011: return 0;
  case ')':
  case ']': return LUN_TOKEN_BRACKET;
  default: return lun_unicode_is_blank(code, lun_unicode_get(code)) ? 0 : LUN_TOKEN_OTHER;
  }
}

/* What stands in text[from, to). "--", " - " and "- " at a line's start are dashes. */
static lun_token_flags find_gap(const char *text, size_t from, size_t to) {
  lun_token_flags flags = 0;
  size_t next;
  if (to == from + 1 && text[from] == ' ') return 0;
  for (size_t at = from; at < to; at = next) {
    uint32_t code = lun_utf8_get(text, to, at, &next);
    flags |= gap_flag(code);
    if (code == '-' && at > from &&
        (text[at - 1] == '-' ||
         ((text[at - 1] == ' ' || text[at - 1] == '\n') && next < to && text[next] == ' '))) {
      flags |= LUN_TOKEN_DASH;
    }
  }
  return flags;
}

/* Set `flag` on the first word of each of `units`. */
static void flag_starts(lun_tokens *t, const lun_spans *units, lun_token_flags flag) {
  size_t i = 0;
  for (size_t n = 0; n < units->count; n++) {
    while (i < t->count && t->items[i].from < units->items[n].from) i++;
    if (i < t->count && t->items[i].from < units->items[n].to) t->items[i].flags |= flag;
  }
}

static void flag_pieces(lun_tokens *t, const lun_pieces *pieces) {
  size_t i = 0;
  for (size_t n = 0; n < pieces->count; n++) {
    lun_span span = pieces->items[n].span;
    while (i < t->count && t->items[i].from < span.from) i++;
    if (i < t->count) t->items[i].flags |= LUN_TOKEN_MARK;
    for (; i < t->count && t->items[i].from < span.to; i++) t->items[i].flags |= LUN_TOKEN_QUOTED;
    if (i < t->count) t->items[i].flags |= LUN_TOKEN_MARK;
  }
}

static lun_status fill(lun_tokens *t, const lun_spans *words, lun_error *err) {
  void *items = t->items;
  if (!lun_grow(&items, &t->cap, words->count, sizeof *t->items)) return lun_fail_memory(err);
  t->items = items;
  t->count = words->count;
  for (size_t i = 0; i < words->count; i++) {
    lun_token *token = &t->items[i];
    *token = (lun_token){words->items[i].from, words->items[i].to, 0, 1};
    token->flags = find_gap(t->text, i > 0 ? token[-1].to : 0, token->from);
  }
  return LUN_OK;
}

lun_status lun_tokens_find(lun_tokens *tokens, lun_document *doc, const lun_pieces *pieces,
                           const lun_context *ctx, lun_error *err) {
  const lun_spans *words, *sentences, *paragraphs;
  tokens->text = lun_document_text(doc, &tokens->len);
  tokens->count = 0;
  lun_status st = lun_document_words(doc, ctx, &words, err);
  if (st == LUN_OK) st = lun_document_sentences(doc, ctx, &sentences, err);
  if (st == LUN_OK) st = lun_document_paragraphs(doc, ctx, &paragraphs, err);
  if (st == LUN_OK) st = fill(tokens, words, err);
  if (st == LUN_OK) st = lun_context_check(ctx, err);
  if (st != LUN_OK) return st;
  flag_starts(tokens, sentences, LUN_TOKEN_SENTENCE);
  flag_starts(tokens, paragraphs, LUN_TOKEN_PARAGRAPH);
  flag_pieces(tokens, pieces);
  return LUN_OK;
}

size_t lun_tokens_at(const lun_tokens *tokens, size_t at) {
  size_t low = 0, high = tokens->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (tokens->items[middle].to <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
