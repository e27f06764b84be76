#include "analysis/extent.h"

#include "analysis/subject.h"
#include "analysis/usage.h"

#include <string.h>

enum {
  THAT_REACH = 14,  /* tokens between a verb and its "that" */
  RECORD_REACH = 6, /* tokens of "in an open letter" */
  ASKED_REACH = 8   /* tokens between a verb and the infinitive of whom it asks */
};

int lun_extent_is_adjunct(const lun_tokens *t, size_t i) {
  if (lun_token_has(t, i, LUN_TOKEN_TIME | LUN_TOKEN_ADVERB)) {
    return !lun_token_has(t, i, LUN_TOKEN_OWNER); /* "condemned Friday's attack" */
  }
  return lun_token_has(t, i, LUN_TOKEN_PREPOSITION) && !lun_token_has(t, i, LUN_TOKEN_OPENER);
}

size_t lun_extent_that(const lun_tokens *t, size_t from, size_t to) {
  const lun_token_flags parts = LUN_TOKEN_COLON | LUN_TOKEN_DASH;
  for (size_t i = from; i < to && i < from + THAT_REACH; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) continue;
    if (lun_token_has(t, i, parts)) break;
    if (lun_token_has(t, i, LUN_TOKEN_THAT)) return i;
  }
  return to;
}

static int is_to(const lun_tokens *t, size_t i) {
  return lun_token_is(t, i, "to") || ((lun_token_is(t, i, "not") || lun_token_is(t, i, "never")) &&
                                      lun_token_is(t, i + 1, "to"));
}

static int is_number(const lun_tokens *t, size_t i) {
  char first = t->text[t->items[i].from];
  return first >= '0' && first <= '9';
}

/* 1 when a time begins at token `i`: "Monday", "on Monday". */
static int is_time(const lun_tokens *t, size_t i, size_t high) {
  if (lun_token_has(t, i, LUN_TOKEN_TIME)) return 1;
  return i + 1 < high && lun_token_has(t, i, LUN_TOKEN_PREPOSITION) &&
         lun_token_has(t, i + 1, LUN_TOKEN_TIME);
}

size_t lun_extent_adjunct_end(const lun_tokens *t, size_t i, size_t high) {
  const lun_token_flags subject = LUN_TOKEN_PRONOUN | LUN_TOKEN_THAT | LUN_TOKEN_OPENER;
  const lun_token_flags inside = LUN_TOKEN_DETERMINER | LUN_TOKEN_LINK | LUN_TOKEN_PREPOSITION |
                                 LUN_TOKEN_CAPITAL | LUN_TOKEN_OWNER;
  int nouns = 0;
  if (!lun_token_has(t, i, LUN_TOKEN_PREPOSITION)) {
    for (i += t->items[i].reach; i < high && lun_token_joined(t, i); i += t->items[i].reach) {
      if (!lun_token_has(t, i, LUN_TOKEN_TIME) && !is_number(t, i)) break;
    }
    return i;
  }
  for (i += t->items[i].reach; i < high && lun_token_joined(t, i); i++) {
    if (lun_token_has(t, i, subject) || is_to(t, i)) break;
    int begins = lun_token_has(t, i, LUN_TOKEN_DETERMINER | LUN_TOKEN_CAPITAL);
    int timed = lun_token_has(t, i - 1, LUN_TOKEN_TIME) && !lun_token_has(t, i, LUN_TOKEN_TIME);
    if (begins && (timed || (nouns && !lun_token_has(t, i - 1, inside)))) break;
    if (lun_token_has(t, i, LUN_TOKEN_TIME) && !lun_token_has(t, i - 1, inside)) break;
    if (!begins) nouns = 1;
  }
  return i;
}

int lun_extent_opens_clause(const lun_tokens *t, size_t i, size_t high) {
  const lun_token_flags subject = LUN_TOKEN_DETERMINER | LUN_TOKEN_PRONOUN | LUN_TOKEN_CAPITAL |
                                  LUN_TOKEN_QUOTED | LUN_TOKEN_PERSON;
  return i + 1 < high && lun_token_has(t, i + 1, subject);
}

/* Whom a verb speaks to: "told reporters". */
static int read_listener(const lun_tokens *t, size_t i, size_t high, lun_speaker *out) {
  if (lun_token_has(t, i, LUN_TOKEN_OBJECT) && i + 1 < high && lun_token_joined(t, i + 1) &&
      (!lun_token_has(t, i, LUN_TOKEN_DETERMINER | LUN_TOKEN_PRONOUN) ||
       lun_token_has(t, i + 1,
                     LUN_TOKEN_DETERMINER | LUN_TOKEN_PRONOUN | LUN_TOKEN_THAT | LUN_TOKEN_OPENER |
                         LUN_TOKEN_BREAK))) {
    *out = (lun_speaker){.from = i, .to = i + 1};
    return 1;
  }
  return lun_speaker_after(t, i, high, out) && out->to < high && lun_token_joined(t, out->to);
}

int lun_extent_is_infinitive(const lun_tokens *t, size_t i, size_t high) {
  const lun_token_flags noun =
      LUN_TOKEN_DETERMINER | LUN_TOKEN_PERSON | LUN_TOKEN_OBJECT | LUN_TOKEN_CAPITAL;
  if (!is_to(t, i) || i + 1 >= high || lun_token_has(t, i + 1, noun)) return 0;
  return t->text[t->items[i + 1].to - 1] != 's';
}

/* 1 when [from, to) has a clause of its own: "it was clear". */
static int has_clause(const lun_tokens *t, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_PASSIVE)) return 1;
    if (lun_token_has(t, i, LUN_TOKEN_PRONOUN) && !lun_token_has(t, i, LUN_TOKEN_DETERMINER) &&
        (i == from || !lun_token_has(t, i - 1, LUN_TOKEN_PREPOSITION | LUN_TOKEN_LINK))) {
      return 1;
    }
  }
  return 0;
}

/* "asked the board to meet", "told him not to go": a short phrase and its infinitive. */
static int is_asked_to(const lun_tokens *t, size_t i, size_t high) {
  const lun_token_flags parts = LUN_TOKEN_THAT | LUN_TOKEN_OPENER | LUN_TOKEN_QUOTED |
                                LUN_TOKEN_VERB | LUN_TOKEN_PASSIVE | LUN_TOKEN_SKIP;
  for (size_t k = i + 1; k < high && k < i + ASKED_REACH && lun_token_joined(t, k); k++) {
    if (is_to(t, k)) return lun_extent_is_infinitive(t, k, high);
    if (lun_token_has(t, k, parts)) return 0;
  }
  return 0;
}

size_t lun_extent_start(const lun_tokens *t, size_t verb, size_t i, size_t high) {
  const lun_token_flags opens = LUN_TOKEN_THAT | LUN_TOKEN_OPENER;
  const lun_token_flags parts = LUN_TOKEN_GAP & ~LUN_TOKEN_MARK;
  lun_speaker listener;
  if (i + 1 < high && lun_token_is(t, i, "and") && lun_attribution_is_finite(t, i + 1)) {
    i += 1 + t->items[i + 1].reach; /* "derided and insulted" */
  }
  if (i >= high || lun_token_has(t, i, opens)) return i;
  if (lun_extent_is_infinitive(t, i, high)) return i;
  if (lun_token_has(t, i, LUN_TOKEN_ABOUT) && i + 1 < high) {
    /* "said for the first time that" */
    size_t that = lun_token_is(t, i, "for") ? lun_extent_that(t, i, high) : high;
    return that < i + 5 ? that : i + 1;
  }
  if (lun_token_has(t, verb, LUN_TOKEN_TELL) && is_asked_to(t, i, high)) return i;
  if (lun_token_has(t, verb, LUN_TOKEN_TELL) && read_listener(t, i, high, &listener)) {
    int told = !lun_token_has(t, verb, LUN_TOKEN_SAY);
    size_t that = lun_extent_that(t, listener.to, high);
    if (that < high) return that;
    if (told || lun_token_has(t, listener.to, opens) || is_to(t, listener.to)) i = listener.to;
  } else {
    size_t that = lun_extent_that(t, i, high);
    if (that < high && !has_clause(t, i, that) &&
        (lun_extent_is_adjunct(t, i) || lun_token_has(t, i, LUN_TOKEN_LINK) ||
         (that < i + 5 && lun_extent_opens_clause(t, that, high)))) {
      return that;
    }
  }
  int timed = is_time(t, i, high);
  for (int n = 0; n < 3 && i < high && lun_extent_is_adjunct(t, i); n++) {
    int adverb = !lun_token_has(t, i, LUN_TOKEN_PREPOSITION);
    if (timed && lun_extent_is_infinitive(t, i, high) && !lun_token_has(t, i + 1, LUN_TOKEN_VERB))
      return i;
    i = lun_extent_adjunct_end(t, i, high);
    if (adverb && i < high && lun_token_has(t, i, LUN_TOKEN_QUOTED) &&
        !lun_token_has(t, i, parts)) {
      return i;
    }
    if (i >= high || !lun_token_joined(t, i)) return high;
  }
  return i;
}

/* "“Q” in a letter to the board": where the words stood, not what was said. */
static int tells_record(const lun_tokens *t, size_t i, size_t high) {
  if (!lun_token_has(t, i, LUN_TOKEN_PREPOSITION) || i + 2 >= high) return 0;
  if (!lun_token_is(t, i + 1, "a") && !lun_token_is(t, i + 1, "an")) return 0;
  for (size_t k = i + 2; k < high && k < i + RECORD_REACH && lun_token_joined(t, k); k++) {
    if (lun_token_has(t, k, LUN_TOKEN_RECORD)) return 1;
    if (lun_token_has(t, k, LUN_TOKEN_BREAK | LUN_TOKEN_LINK)) return 0;
  }
  return 0;
}

/* Behind a dash: "although nobody knew", "a claim that nobody made". */
static int is_remark(const lun_tokens *t, size_t i, size_t high) {
  if (lun_token_has(t, i, LUN_TOKEN_CONTRAST)) return !lun_token_is(t, i, "but");
  if (!lun_token_is(t, i, "a") && !lun_token_is(t, i, "an")) return 0;
  for (size_t k = i + 1; k < high; k++) {
    if (lun_token_has(t, k, LUN_TOKEN_DASH)) return 0;
  }
  return lun_token_has(t, i - 1, LUN_TOKEN_QUOTED) ||
         (i + 2 < high && lun_token_has(t, i + 2, LUN_TOKEN_THAT));
}

int lun_extent_is_and(const lun_tokens *t, size_t i) {
  if (!lun_token_has(t, i, LUN_TOKEN_BREAK | LUN_TOKEN_CONTRAST)) return 0;
  return lun_token_is(t, i, "and") || lun_token_is(t, i, "but") || lun_token_is(t, i, "while");
}

int lun_extent_takes_over(const lun_tokens *t, size_t i, size_t high) {
  if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) return 0;
  if (i > 0 && lun_token_has(t, i - 1, LUN_TOKEN_QUOTED) && tells_record(t, i, high)) return 1;
  if (lun_token_has(t, i, LUN_TOKEN_DASH) && is_remark(t, i, high)) return 1;
  if (lun_token_has(t, i, LUN_TOKEN_COMMA) && lun_token_is(t, i, "a") && i + 2 < high &&
      lun_token_has(t, i + 2, LUN_TOKEN_THAT)) {
    return 1; /* ", a move that surprised many" */
  }
  int comma = lun_token_has(t, i, LUN_TOKEN_COMMA);
  if (comma && lun_token_has(t, i, LUN_TOKEN_ACCORDING)) return 1;
  /* "S, who asked whether C, said": the verb of S itself. */
  if (comma && lun_token_has(t, i, LUN_TOKEN_SAY) && lun_attribution_is_finite(t, i)) return 1;
  int parted = comma || lun_token_has(t, i, LUN_TOKEN_DASH);
  size_t ing = i; /* "- only saying" */
  if (parted && t->traits == 0 && i + 1 < high && lun_token_joined(t, i + 1) &&
      lun_token_has(t, i, LUN_TOKEN_ADVERB | LUN_TOKEN_SKIP)) {
    ing++;
  }
  if (parted && lun_token_has(t, ing, LUN_TOKEN_ING) &&
      lun_speaker_is_verb(t, ing, LUN_TOKEN_VERB)) {
    return 1;
  }
  /* "- and arguing", "and saying" */
  if (lun_extent_is_and(t, i) && i + 1 < high && lun_token_joined(t, i + 1) &&
      lun_token_has(t, i + 1, LUN_TOKEN_ING) && lun_speaker_is_verb(t, i + 1, LUN_TOKEN_VERB)) {
    return 1;
  }
  /* "... and said", "..., but said" */
  if (lun_token_has(t, i, LUN_TOKEN_BREAK) && i + 1 < high && lun_token_joined(t, i + 1)) {
    return lun_attribution_is_finite(t, i + 1) &&
           !lun_token_has(t, i, LUN_TOKEN_PREPOSITION | LUN_TOKEN_THAT | LUN_TOKEN_OPENER);
  }
  return 0;
}

int lun_extent_is_relative(const lun_tokens *t, size_t i) {
  return lun_token_is(t, i, "which") || lun_token_is(t, i, "who") || lun_token_is(t, i, "whom") ||
         lun_token_is(t, i, "what");
}

int lun_extent_agrees(const lun_tokens *t, size_t verb, const lun_speaker *s) {
  const lun_token *token = &t->items[verb];
  char last = t->text[token->to - 1];
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 1;
  if (last == 'd' || last == 's' || lun_token_has(t, verb, LUN_TOKEN_PAST)) return 1;
  if (s->outer_to != verb || lun_token_has(t, verb - 1, LUN_TOKEN_SKIP)) return 1;
  if (s->kind == LUN_SPEAKER_PRONOUN) return !lun_token_has(t, s->from, LUN_TOKEN_PERSON);
  if (s->outer_from != s->from) return 1; /* partners */
  lun_token *noun = &t->items[s->to - 1];
  if (s->kind == LUN_SPEAKER_NAME && s->to - s->from > 1) return 0;
  return t->text[noun->to - 1] == 's' || t->text[noun->to - 1] == 'e' ||
         t->text[noun->to - 1] == 'n' ||
         lun_token_has(t, s->to - 1, LUN_TOKEN_RELATIVE | LUN_TOKEN_DETERMINER);
}

static int has_semicolon(const lun_tokens *t, size_t i) {
  size_t from = t->items[i - 1].to;
  return lun_token_has(t, i, LUN_TOKEN_OTHER) &&
         memchr(t->text + from, ';', t->items[i].from - from) != NULL;
}

/* The token before which a verb's own subject parts its clause from the one before: ", he said" */
static size_t next_speaker(const lun_tokens *t, size_t from, size_t high) {
  lun_speaker s;
  for (size_t i = from + 2; i < high; i++) {
    if (!lun_attribution_is_finite(t, i)) continue;
    if (!lun_subject_before(t, i, from, &s)) continue;
    size_t at = s.outer_from;
    if (at <= from) continue;
    if (lun_token_has(t, at, LUN_TOKEN_COMMA | LUN_TOKEN_DASH)) return at;
    if (s.kind != LUN_SPEAKER_PRONOUN && has_semicolon(t, at)) return at;
    /* "and the board accused" may be part of what is said; "and Jan Vos accused" hardly is. */
    int conjoined = lun_token_is(t, at - 1, "and") || lun_token_is(t, at - 1, "but");
    if (s.kind == LUN_SPEAKER_NAME && conjoined && lun_extent_agrees(t, i, &s)) return at - 1;
    if (at - 1 > from && lun_token_has(t, at - 1, LUN_TOKEN_BREAK) &&
        lun_token_has(t, at - 1, LUN_TOKEN_COMMA) && !lun_token_has(t, at - 1, LUN_TOKEN_THAT)) {
      return at - 1;
    }
  }
  return high;
}

/* "“Q” before she left": when words in marks alone were spoken. */
static int tells_time(const lun_tokens *t, size_t i) {
  static const char *const words[] = {"before", "after", "when", "as", "while"};
  if (lun_token_has(t, i, LUN_TOKEN_QUOTED) || !lun_token_has(t, i - 1, LUN_TOKEN_QUOTED)) return 0;
  for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
    if (lun_token_is(t, i, words[k])) return 1;
  }
  return 0;
}

/* "S promised new boats, but the board ...": the writer sets a clause against what S had for an
** object; behind a clause, "S said the boats were late, but ...", it is more often S's own. */
static int contrasts(const lun_tokens *t, size_t from, size_t i, size_t high) {
  const lun_token_flags subject = LUN_TOKEN_PRONOUN | LUN_TOKEN_DETERMINER | LUN_TOKEN_CAPITAL;
  if (!lun_token_has(t, i, LUN_TOKEN_COMMA) || !lun_token_has(t, i, LUN_TOKEN_CONTRAST)) return 0;
  if (t->traits != 0 || i + 2 >= high || lun_token_has(t, i, LUN_TOKEN_QUOTED)) return 0;
  if (lun_token_has(t, from, LUN_TOKEN_THAT) || !lun_token_is(t, i, "but")) return 0;
  if (!lun_token_has(t, i + 1, subject) || lun_token_has(t, i + 1, LUN_TOKEN_QUOTED)) return 0;
  for (size_t k = from; k < i; k++) {
    if (lun_token_has(t, k, LUN_TOKEN_QUOTED)) continue;
    if (lun_token_has(t, k, LUN_TOKEN_SKIP | LUN_TOKEN_PASSIVE | LUN_TOKEN_OPENER)) return 0;
    if (k > from && lun_usage_is_past(t, k)) return 0;
  }
  return lun_token_joined(t, i + 1);
}

size_t lun_extent_end(const lun_tokens *t, size_t from, size_t high) {
  size_t last = next_speaker(t, from, high);
  for (size_t i = from + 1; i < last; i++) {
    if (contrasts(t, from, i, last)) return i;
    if (lun_extent_takes_over(t, i, last)) return i;
    if (lun_token_has(t, from, LUN_TOKEN_QUOTED) && tells_time(t, i)) return i;
  }
  return last;
}
