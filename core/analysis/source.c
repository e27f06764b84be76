#include "analysis/source.h"

#include <string.h>

enum { ASIDES_MOST = 6, ASIDE_REACH = 40 };

static int is_word(const lun_tokens *t, size_t i, const char *word) {
  size_t len = strlen(word);
  return t->items[i].to - t->items[i].from == len &&
         memcmp(t->text + t->items[i].from, word, len) == 0;
}

static int is_number(const lun_tokens *t, size_t i) {
  char c = t->text[t->items[i].from];
  return c >= '0' && c <= '9';
}

/* ", who said the road was shut": words of the speaker's again, not a description of him. */
static int tells_more(const lun_tokens *t, size_t i, size_t ceiling) {
  for (i++; i < ceiling && lun_token_joined(t, i); i++) {
    if (!lun_token_has(t, i, LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB | LUN_TOKEN_PASSIVE)) {
      return lun_token_has(t, i, LUN_TOKEN_SAY);
    }
  }
  return 0;
}

/* 1 when the words from token `i` on, behind a comma, tell more of the person named before it. */
static int is_apposition(const lun_tokens *t, size_t i, size_t ceiling) {
  const lun_token_flags never = LUN_TOKEN_TIME | LUN_TOKEN_ACCORDING | LUN_TOKEN_QUOTED |
                                LUN_TOKEN_PRONOUN | LUN_TOKEN_CONTRAST;
  if (i >= ceiling || lun_token_has(t, i, LUN_TOKEN_START | LUN_TOKEN_MARK)) return 0;
  if (lun_token_has(t, i, LUN_TOKEN_RELATIVE)) return !tells_more(t, i, ceiling);
  if (is_number(t, i)) return 1;
  if (lun_token_has(t, i, never)) return 0;
  if (lun_token_has(t, i, LUN_TOKEN_DETERMINER | LUN_TOKEN_LINK | LUN_TOKEN_CAPITAL)) return 1;
  if (lun_token_has(t, i, LUN_TOKEN_TITLE | LUN_TOKEN_PERSON)) return 1;
  return lun_token_has(t, i, LUN_TOKEN_SMALL) &&
         !lun_token_has(t, i,
                        LUN_TOKEN_BREAK | LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB | LUN_TOKEN_ING |
                            LUN_TOKEN_VERB | LUN_TOKEN_PASSIVE);
}

/* Where the stretch that begins at token `i` ends: the next comma, dash, mark or sentence. */
static size_t stretch_end(const lun_tokens *t, size_t i, size_t ceiling) {
  const lun_token_flags ends = LUN_TOKEN_COMMA | LUN_TOKEN_DASH | LUN_TOKEN_COLON | LUN_TOKEN_MARK;
  for (i++; i < ceiling && !lun_token_has(t, i, ends) && !lun_token_starts(t, i); i++) {
    if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) break;
  }
  return i;
}

/* Behind what follows the head without a comma: "(D-Ill.)", "of Lisk", "and Jan Vos", "who ...". */
static size_t near_end(const lun_tokens *t, size_t i, size_t ceiling) {
  lun_speaker more;
  const lun_token_flags parts = LUN_TOKEN_COMMA | LUN_TOKEN_DASH | LUN_TOKEN_COLON | LUN_TOKEN_MARK;
  while (i < ceiling && !lun_token_has(t, i, parts) && !lun_token_starts(t, i)) {
    if (lun_token_has(t, i, LUN_TOKEN_RELATIVE)) return stretch_end(t, i, ceiling);
    if (lun_token_has(t, i, LUN_TOKEN_OTHER)) { /* a bracket opens */
      for (i++; i < ceiling && !lun_token_has(t, i, LUN_TOKEN_BRACKET | LUN_TOKEN_START); i++) {
        if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) return i;
      }
      if (i < ceiling && lun_token_has(t, i, LUN_TOKEN_COMMA)) return i;
      continue;
    }
    int joins = lun_token_has(t, i, LUN_TOKEN_LINK) || lun_token_has(t, i, LUN_TOKEN_AND) ||
                is_word(t, i, "at");
    /* "sagte Weber der Zeitung": an article that may link two nouns does not follow a name. */
    if (lun_token_trait(t, LUN_TRAIT_CAPITAL_NOUNS) && lun_token_has(t, i, LUN_TOKEN_DETERMINER))
      return i;
    if (!joins || i + 1 >= ceiling || !lun_token_joined(t, i + 1)) return i;
    if (!lun_speaker_after(t, i + 1, ceiling, &more) || more.kind == LUN_SPEAKER_PRONOUN) return i;
    if (is_word(t, i, "at") && !lun_token_has(t, i + 1, LUN_TOKEN_CAPITAL)) return i;
    if (more.to <= i) return i;
    i = more.to;
  }
  return i;
}

size_t lun_source_asides(const lun_tokens *t, size_t i, size_t ceiling) {
  for (int n = 0; n < ASIDES_MOST && i < ceiling; n++) {
    if (!lun_token_has(t, i, LUN_TOKEN_COMMA) || !is_apposition(t, i, ceiling)) break;
    size_t end = stretch_end(t, i, ceiling);
    /* "Paul Roder, der" leads a clause of another verb. */
    int bare = end == i + 1 && lun_token_has(t, i, LUN_TOKEN_DETERMINER);
    if (bare && lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) break;
    i = end;
  }
  return i;
}

void lun_source_after(const lun_tokens *t, size_t ceiling, lun_speaker *out) {
  if (out->kind == LUN_SPEAKER_PRONOUN) return;
  if (ceiling > out->outer_to + ASIDE_REACH) ceiling = out->outer_to + ASIDE_REACH;
  size_t i = lun_source_asides(t, near_end(t, out->outer_to, ceiling), ceiling);
  if (i > out->outer_to) out->outer_to = i;
}

void lun_source_before(const lun_tokens *t, size_t floor, lun_speaker *out) {
  if (out->kind == LUN_SPEAKER_PRONOUN) return;
  while (out->outer_from > floor + 1) {
    size_t i = out->outer_from;
    lun_speaker partner;
    if (!lun_token_joined(t, i) || !lun_token_has(t, i - 1, LUN_TOKEN_AND) ||
        !lun_token_joined(t, i - 1))
      break;
    if (!lun_speaker_phrase_before(t, floor, i - 1, &partner)) break;
    if (partner.kind == LUN_SPEAKER_PRONOUN) break;
    /* "Ana Reyes and her lawyers": of two kinds only where both begin the clause. */
    int begins = partner.from == floor || lun_token_starts(t, partner.from);
    if (partner.kind != out->kind && !begins) break;
    out->outer_from = partner.from;
  }
}

lun_span lun_source_span(const lun_tokens *t, const lun_speaker *speaker) {
  lun_span span = {t->items[speaker->outer_from].from,
                   lun_speaker_word_end(t, speaker->outer_to - 1)};
  int open = 0;
  for (uint32_t i = span.from; i < span.to; i++) {
    if (t->text[i] == '(') open++;
    if (t->text[i] == ')') open--;
  }
  for (uint32_t i = span.to; open > 0 && i < t->len && i < span.to + 3; i++) {
    if (t->text[i] == ')') {
      span.to = i + 1;
      break;
    }
  }
  return span;
}
