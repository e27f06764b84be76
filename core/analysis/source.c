#include "analysis/source.h"

#include <string.h>

enum { ASIDES_MOST = 6, ASIDE_REACH = 40 };

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

/* ", including Ana Reyes", ", along with two mayors" */
static int names_some(const lun_tokens *t, size_t i) {
  if (lun_token_is(t, i, "including")) return 1;
  return lun_token_is(t, i, "along") && lun_token_is(t, i + 1, "with");
}

/* 1 when the words from token `i` on, behind a comma, tell more of the person named before it. */
static int is_apposition(const lun_tokens *t, size_t i, size_t ceiling) {
  const lun_token_flags never = LUN_TOKEN_TIME | LUN_TOKEN_ACCORDING | LUN_TOKEN_QUOTED |
                                LUN_TOKEN_PRONOUN | LUN_TOKEN_CONTRAST;
  if (i >= ceiling || lun_token_has(t, i, LUN_TOKEN_START)) return 0;
  int closes = lun_token_has(t, i - 1, LUN_TOKEN_QUOTED) && !lun_token_has(t, i, LUN_TOKEN_QUOTED);
  if (lun_token_has(t, i, LUN_TOKEN_MARK) && !closes) return 0;
  if (lun_token_has(t, i, LUN_TOKEN_RELATIVE)) return !tells_more(t, i, ceiling);
  if (is_number(t, i)) return 1;
  if (lun_token_has(t, i, never)) return 0;
  if (t->traits == 0 && names_some(t, i)) return 1;
  /* ", then the mayor", ", now 81": adverbs may lead it. */
  if (lun_token_has(t, i, LUN_TOKEN_SKIP) && i + 1 < ceiling && lun_token_joined(t, i + 1)) {
    return lun_token_has(t, i + 1, LUN_TOKEN_DETERMINER | LUN_TOKEN_TITLE | LUN_TOKEN_PERSON) ||
           is_number(t, i + 1);
  }
  if (lun_token_is(t, i, "for")) return 0; /* ", for example", ", for his part" */
  if (lun_token_has(t, i, LUN_TOKEN_DETERMINER | LUN_TOKEN_LINK | LUN_TOKEN_CAPITAL)) return 1;
  if (lun_token_has(t, i, LUN_TOKEN_TITLE | LUN_TOKEN_PERSON)) return 1;
  return lun_token_has(t, i, LUN_TOKEN_SMALL) &&
         !lun_token_has(t, i,
                        LUN_TOKEN_BREAK | LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB | LUN_TOKEN_ING |
                            LUN_TOKEN_VERB | LUN_TOKEN_PASSIVE);
}

int lun_source_is_work(const lun_tokens *t, size_t i) {
  const lun_token_flags parts =
      LUN_TOKEN_COMMA | LUN_TOKEN_COLON | LUN_TOKEN_DASH | LUN_TOKEN_STOP | LUN_TOKEN_START;
  if (i == 0 || !lun_token_has(t, i, LUN_TOKEN_QUOTED) || lun_token_has(t, i, parts)) return 0;
  if (!lun_token_has(t, i, LUN_TOKEN_CAPITAL) || lun_token_has(t, i - 1, LUN_TOKEN_QUOTED))
    return 0;
  return lun_token_has(t, i - 1, LUN_TOKEN_SMALL) && !lun_token_has(t, i - 1, LUN_TOKEN_VERB);
}

/* Where the stretch that begins at token `i` ends: the next comma, dash, mark or sentence. */
static size_t stretch_end(const lun_tokens *t, size_t i, size_t ceiling) {
  const lun_token_flags hard = LUN_TOKEN_COMMA | LUN_TOKEN_DASH | LUN_TOKEN_COLON;
  const lun_token_flags ends = hard | LUN_TOKEN_MARK;
  for (i++; i < ceiling; i++) {
    if (lun_source_is_work(t, i)) {
      for (i++; i < ceiling && lun_token_has(t, i, LUN_TOKEN_QUOTED);) i++;
      if (i >= ceiling || lun_token_starts(t, i) || lun_token_has(t, i, hard)) break;
      continue;
    }
    if (lun_token_has(t, i, ends | LUN_TOKEN_QUOTED) || lun_token_starts(t, i)) break;
  }
  return i;
}

/* "a source in the room", "a user from Lisk": behind the place that tells who is described; token `i`
** itself when none follows. Where and when somebody spoke is no such place: "in a statement". */
static size_t place_end(const lun_tokens *t, size_t i, size_t ceiling) {
  static const char *const words[] = {"in", "on", "from", "inside", "near", "at", "with"};
  const lun_token_flags never = LUN_TOKEN_RECORD | LUN_TOKEN_TIME | LUN_TOKEN_PRONOUN;
  lun_speaker place;
  size_t k = 0;
  while (k < sizeof words / sizeof *words && !lun_token_is(t, i, words[k])) k++;
  if (k == sizeof words / sizeof *words || i + 1 >= ceiling) return i;
  if (!lun_token_joined(t, i) || !lun_token_joined(t, i + 1)) return i;
  if (!lun_token_has(t, i + 1, LUN_TOKEN_CAPITAL) && !lun_token_is(t, i + 1, "the")) return i;
  if (!lun_speaker_after(t, i + 1, ceiling, &place) || place.from != i + 1) return i;
  for (size_t n = place.from; n < place.to; n++) {
    if (lun_token_has(t, n, never)) return i;
  }
  return place.to;
}

/* Behind what follows the head without a comma: "(D-Ill.)", "of Lisk", "and Jan Vos", "who ...". */
static size_t near_end(const lun_tokens *t, size_t i, size_t ceiling, int described) {
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
    size_t place = described ? place_end(t, i, ceiling) : i;
    if (place > i) {
      i = place;
      continue;
    }
    int joins = lun_token_has(t, i, LUN_TOKEN_LINK) || lun_token_has(t, i, LUN_TOKEN_AND) ||
                lun_token_is(t, i, "at");
    /* "sagte Weber der Zeitung": an article that may link two nouns does not follow a name. */
    if (lun_token_trait(t, LUN_TRAIT_CAPITAL_NOUNS) && lun_token_has(t, i, LUN_TOKEN_DETERMINER))
      return i;
    if (!joins || i + 1 >= ceiling || !lun_token_joined(t, i + 1)) return i;
    if (!lun_speaker_after(t, i + 1, ceiling, &more) || more.kind == LUN_SPEAKER_PRONOUN) return i;
    if (lun_token_is(t, i, "at") && !lun_token_has(t, i + 1, LUN_TOKEN_CAPITAL)) return i;
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

/* "one Labour confidant", "the Reyes slate card": behind an article a name only describes the noun
** that follows, however small that is. */
static int is_headed(const lun_tokens *t, size_t i, size_t at) {
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 0;
  const lun_token_flags never = LUN_TOKEN_ING | LUN_TOKEN_ADVERB | LUN_TOKEN_SKIP |
                                LUN_TOKEN_BREAK | LUN_TOKEN_PRONOUN | LUN_TOKEN_DETERMINER |
                                LUN_TOKEN_VERB | LUN_TOKEN_TIME | LUN_TOKEN_LINK | LUN_TOKEN_PAST |
                                LUN_TOKEN_PASSIVE | LUN_TOKEN_RELATIVE | LUN_TOKEN_PREPOSITION |
                                LUN_TOKEN_ACCORDING | LUN_TOKEN_QUOTED;
  const char *tail = t->text + t->items[i].to;
  if (!lun_token_has(t, at, LUN_TOKEN_DETERMINER) || !lun_token_has(t, i, LUN_TOKEN_SMALL))
    return 0;
  if (!lun_token_joined(t, i) || lun_token_has(t, i, never)) return 0;
  return t->items[i].to - t->items[i].from < 3 || memcmp(tail - 2, "ed", 2) != 0;
}

/* A small word that leads to something: no phrase ends in it. */
static int leads_on(const lun_tokens *t, size_t i) {
  if (lun_token_has(t, i, LUN_TOKEN_LINK | LUN_TOKEN_RELATIVE)) return 1;
  return lun_token_is(t, i, "and") || lun_token_is(t, i, "or") || lun_token_is(t, i, "but") ||
         lun_token_is(t, i, "as");
}

void lun_source_after(const lun_tokens *t, size_t ceiling, lun_speaker *out) {
  if (out->kind == LUN_SPEAKER_PRONOUN) return;
  if (ceiling > out->outer_to + ASIDE_REACH) ceiling = out->outer_to + ASIDE_REACH;
  size_t i = out->outer_to;
  int described = out->kind == LUN_SPEAKER_DESCRIPTION;
  while (i < ceiling && is_headed(t, i, out->from)) i++;
  i = lun_source_asides(t, near_end(t, i, ceiling, described), ceiling);
  while (i > out->outer_to && leads_on(t, i - 1)) i--;
  if (i > out->outer_to) out->outer_to = i;
}

int lun_source_given(const lun_tokens *t, size_t at, size_t ceiling, lun_speaker *out) {
  const lun_token_flags clause = LUN_TOKEN_CONTRAST | LUN_TOKEN_OPENER | LUN_TOKEN_PASSIVE |
                                 LUN_TOKEN_QUOTED | LUN_TOKEN_PRONOUN | LUN_TOKEN_ACCORDING;
  size_t i = at;
  /* "early results": what may also be a time */
  while (i < ceiling && lun_token_has(t, i, LUN_TOKEN_TIME) &&
         lun_token_has(t, i, LUN_TOKEN_NOT_ADVERB)) {
    i++;
  }
  if (!lun_speaker_after(t, i, ceiling, out)) return 0;
  if (out->kind == LUN_SPEAKER_PRONOUN) return 1;
  if (out->outer_from > at) out->outer_from = at;
  for (i = out->outer_to; i < ceiling && i < at + ASIDE_REACH && lun_token_joined(t, i); i++) {
    if (lun_token_has(t, i, clause)) break;
  }
  out->outer_to = i;
  lun_source_after(t, ceiling, out);
  return 1;
}

/* "his supporters" */
static int is_own(const lun_tokens *t, size_t i) {
  return lun_token_is(t, i, "his") || lun_token_is(t, i, "her") || lun_token_is(t, i, "their") ||
         lun_token_is(t, i, "its");
}

/* "Ana Reyes, Jan Vos" before "and the minister": names that commas part. */
static void read_list(const lun_tokens *t, size_t floor, lun_speaker *out) {
  lun_speaker item;
  while (out->outer_from > floor && lun_token_has(t, out->outer_from, LUN_TOKEN_COMMA) &&
         !lun_token_has(t, out->outer_from, LUN_TOKEN_MARK | LUN_TOKEN_START)) {
    if (!lun_speaker_phrase_before(t, floor, out->outer_from, &item)) return;
    if (lun_token_has(t, item.from, LUN_TOKEN_QUOTED)) return;
    int begins = item.from == floor || lun_token_starts(t, item.from) ||
                 lun_token_has(t, item.from, LUN_TOKEN_COMMA);
    if (!begins || item.kind != LUN_SPEAKER_NAME || item.to != out->outer_from) return;
    out->outer_from = item.from;
  }
}

/* "Ana Reyes (D-Lisk) and": only a closing bracket stands before token `i`. */
static int is_closed(const lun_tokens *t, size_t i) {
  return t->traits == 0 && lun_token_has(t, i, LUN_TOKEN_BRACKET) &&
         !lun_token_has(t, i, LUN_TOKEN_GAP & ~LUN_TOKEN_BRACKET);
}

void lun_source_before(const lun_tokens *t, size_t floor, lun_speaker *out) {
  int partners = 0;
  if (out->kind == LUN_SPEAKER_PRONOUN) return;
  while (out->outer_from > floor + 1) {
    size_t i = out->outer_from;
    lun_speaker partner;
    int own = is_own(t, i);
    while (i > floor + 1 && lun_token_has(t, i - 1, LUN_TOKEN_SKIP) && lun_token_joined(t, i)) i--;
    if (!lun_token_joined(t, i) || !lun_token_has(t, i - 1, LUN_TOKEN_AND) ||
        (!lun_token_joined(t, i - 1) && !is_closed(t, i - 1)))
      break;
    if (!lun_speaker_phrase_before(t, floor, i - 1, &partner)) break;
    if (partner.kind == LUN_SPEAKER_PRONOUN && !own &&
        lun_token_has(t, partner.from, LUN_TOKEN_OBJECT)) {
      break;
    }
    /* "Ana Reyes and her lawyers": of two kinds only where both begin the clause. */
    int begins =
        partner.from == floor || lun_token_starts(t, partner.from) ||
        (partner.kind == LUN_SPEAKER_NAME && lun_token_has(t, partner.from, LUN_TOKEN_COMMA));
    if (partner.kind != out->kind && !begins && !own) break;
    out->outer_from = partner.from;
    if (partner.from > floor && lun_token_is(t, partner.from - 1, "both")) out->outer_from--;
    partners++;
  }
  if (partners > 0) read_list(t, floor, out);
}

/* Behind the mark that closes the title of a work at byte `to`, when it stands there. */
static uint32_t close_mark(const lun_tokens *t, uint32_t to) {
  uint32_t at = to;
  while (at < t->len && (t->text[at] == ',' || t->text[at] == '.')) at++;
  if (at < t->len && t->text[at] == '"') return at + 1;
  if (at + 3 > t->len || memcmp(t->text + at, "\xE2\x80", 2) != 0) return to;
  unsigned char last = (unsigned char)t->text[at + 2];
  return last == 0x9C || last == 0x9D ? at + 3 : to; /* “ closes what „ opens */
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
  if (lun_token_has(t, speaker->outer_to - 1, LUN_TOKEN_QUOTED) &&
      !lun_token_has(t, speaker->outer_from, LUN_TOKEN_QUOTED)) {
    span.to = close_mark(t, span.to);
  }
  return span;
}
