#include "analysis/clause.h"

#include "analysis/source.h"

#include <string.h>

enum {
  SENTENCE_MOST = 200, /* tokens of a sentence that is looked at */
  THAT_REACH = 14,     /* tokens between a verb and its "that" */
  LEAD_MOST = 6,       /* tokens of an adverbial that leads a sentence */
  HAND_REACH = 8,
  RECORD_REACH = 6, /* tokens of "in an open letter" */
  ASKED_REACH = 8,  /* tokens between a verb and the infinitive of whom it asks */
  OWNER_REACH = 4,
  CLAUSE_LEAST = 3 /* tokens of a clause before its speaker */
};

int lun_clause_begins(const lun_tokens *t, size_t i) {
  if (!lun_token_starts(t, i)) return 0;
  if (i == 0 || lun_token_has(t, i, LUN_TOKEN_PARAGRAPH | LUN_TOKEN_MARK)) return 1;
  return !lun_token_has(t, i, LUN_TOKEN_QUOTED) || !lun_token_has(t, i - 1, LUN_TOKEN_QUOTED);
}

size_t lun_clause_sentence_end(const lun_tokens *t, size_t low) {
  size_t i = low + 1, last = low + SENTENCE_MOST < t->count ? low + SENTENCE_MOST : t->count;
  while (i < last && !lun_clause_begins(t, i)) i++;
  return i;
}

/* 0 when the rule is switched off, or nothing is said. */
static int settle(const lun_tokens *t, lun_clause *out, lun_rule rule, size_t verb,
                  size_t verb_to) {
  if ((t->rules_off >> rule & 1) != 0) return 0;
  out->found.rule = rule;
  out->found.known = 1;
  out->found.verb = verb;
  out->found.verb_to = verb_to;
  return out->to > out->from;
}

/* 1 when token `i` begins the time or circumstances of an utterance: "on Monday", "last week". */
static int is_adjunct(const lun_tokens *t, size_t i) {
  if (lun_token_has(t, i, LUN_TOKEN_TIME | LUN_TOKEN_ADVERB)) return 1;
  return lun_token_has(t, i, LUN_TOKEN_PREPOSITION) && !lun_token_has(t, i, LUN_TOKEN_OPENER);
}

/* The first "that" of [from, to) before anything parts it from the verb; `to` when there is none. */
static size_t find_that(const lun_tokens *t, size_t from, size_t to) {
  const lun_token_flags parts = LUN_TOKEN_COLON | LUN_TOKEN_DASH;
  for (size_t i = from; i < to && i < from + THAT_REACH; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) continue;
    if (lun_token_has(t, i, parts)) break;
    if (lun_token_has(t, i, LUN_TOKEN_THAT)) return i;
  }
  return to;
}

static inline int is_word(const lun_tokens *t, size_t i, const char *word) {
  size_t len = strlen(word);
  return i < t->count && t->items[i].to - t->items[i].from == len &&
         memcmp(t->text + t->items[i].from, word, len) == 0;
}

static int is_to(const lun_tokens *t, size_t i) {
  return is_word(t, i, "to") ||
         ((is_word(t, i, "not") || is_word(t, i, "never")) && is_word(t, i + 1, "to"));
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

/* Behind one adjunct that begins at token `i`: where a clause begins inside it, a pronoun, a
** determiner or a name tells. */
static size_t adjunct_end(const lun_tokens *t, size_t i, size_t high) {
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

/* 1 when a "that" at token `i` opens a clause, not a relative one: a subject follows. */
static int opens_clause(const lun_tokens *t, size_t i, size_t high) {
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

/* "promised to sign": not "said to the crowd", "wrote to Ana". */
static int is_infinitive(const lun_tokens *t, size_t i, size_t high) {
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
    if (is_to(t, k)) return is_infinitive(t, k, high);
    if (lun_token_has(t, k, parts)) return 0;
  }
  return 0;
}

/* The first token of what is said behind a verb that ends before token `i`. */
static size_t content_start(const lun_tokens *t, size_t verb, size_t i, size_t high) {
  const lun_token_flags opens = LUN_TOKEN_THAT | LUN_TOKEN_OPENER;
  const lun_token_flags parts = LUN_TOKEN_GAP & ~LUN_TOKEN_MARK;
  lun_speaker listener;
  if (i + 1 < high && is_word(t, i, "and") && lun_attribution_is_finite(t, i + 1)) {
    i += 1 + t->items[i + 1].reach; /* "derided and insulted" */
  }
  if (i >= high || lun_token_has(t, i, opens)) return i;
  if (is_infinitive(t, i, high)) return i;
  if (lun_token_has(t, i, LUN_TOKEN_ABOUT) && i + 1 < high) {
    /* "said for the first time that" */
    size_t that = is_word(t, i, "for") ? find_that(t, i, high) : high;
    return that < i + 5 ? that : i + 1;
  }
  if (lun_token_has(t, verb, LUN_TOKEN_TELL) && is_asked_to(t, i, high)) return i;
  if (lun_token_has(t, verb, LUN_TOKEN_TELL) && read_listener(t, i, high, &listener)) {
    int told = !lun_token_has(t, verb, LUN_TOKEN_SAY);
    size_t that = find_that(t, listener.to, high);
    if (that < high) return that;
    if (told || lun_token_has(t, listener.to, opens) || is_to(t, listener.to)) i = listener.to;
  } else {
    size_t that = find_that(t, i, high);
    if (that < high && !has_clause(t, i, that) &&
        (is_adjunct(t, i) || lun_token_has(t, i, LUN_TOKEN_LINK) ||
         (that < i + 5 && opens_clause(t, that, high)))) {
      return that;
    }
  }
  int timed = is_time(t, i, high);
  for (int n = 0; n < 3 && i < high && is_adjunct(t, i); n++) {
    int adverb = !lun_token_has(t, i, LUN_TOKEN_PREPOSITION);
    if (timed && is_infinitive(t, i, high) && !lun_token_has(t, i + 1, LUN_TOKEN_VERB)) return i;
    i = adjunct_end(t, i, high);
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
  if (!is_word(t, i + 1, "a") && !is_word(t, i + 1, "an")) return 0;
  for (size_t k = i + 2; k < high && k < i + RECORD_REACH && lun_token_joined(t, k); k++) {
    if (lun_token_has(t, k, LUN_TOKEN_RECORD)) return 1;
    if (lun_token_has(t, k, LUN_TOKEN_BREAK | LUN_TOKEN_LINK)) return 0;
  }
  return 0;
}

/* Behind a dash: "although nobody knew", "a claim that nobody made". */
static int is_remark(const lun_tokens *t, size_t i, size_t high) {
  if (lun_token_has(t, i, LUN_TOKEN_CONTRAST)) return !is_word(t, i, "but");
  if (!is_word(t, i, "a") && !is_word(t, i, "an")) return 0;
  for (size_t k = i + 1; k < high; k++) {
    if (lun_token_has(t, k, LUN_TOKEN_DASH)) return 0;
  }
  return lun_token_has(t, i - 1, LUN_TOKEN_QUOTED) ||
         (i + 2 < high && lun_token_has(t, i + 2, LUN_TOKEN_THAT));
}

static int is_and(const lun_tokens *t, size_t i) {
  if (!lun_token_has(t, i, LUN_TOKEN_BREAK | LUN_TOKEN_CONTRAST)) return 0;
  return is_word(t, i, "and") || is_word(t, i, "but") || is_word(t, i, "while");
}

/* 1 when a verb at token `i` takes over with a speaker of its own, or another one's words. */
static int takes_over(const lun_tokens *t, size_t i, size_t high) {
  if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) return 0;
  if (i > 0 && lun_token_has(t, i - 1, LUN_TOKEN_QUOTED) && tells_record(t, i, high)) return 1;
  if (lun_token_has(t, i, LUN_TOKEN_DASH) && is_remark(t, i, high)) return 1;
  if (lun_token_has(t, i, LUN_TOKEN_COMMA) && is_word(t, i, "a") && i + 2 < high &&
      lun_token_has(t, i + 2, LUN_TOKEN_THAT)) {
    return 1; /* ", a move that surprised many" */
  }
  int comma = lun_token_has(t, i, LUN_TOKEN_COMMA);
  if (comma && lun_token_has(t, i, LUN_TOKEN_ACCORDING)) return 1;
  /* "S, who asked whether C, said": the verb of S itself. */
  if (comma && lun_token_has(t, i, LUN_TOKEN_SAY) && lun_attribution_is_finite(t, i)) return 1;
  int parted = comma || lun_token_has(t, i, LUN_TOKEN_DASH);
  if (parted && lun_token_has(t, i, LUN_TOKEN_ING) && lun_speaker_is_verb(t, i, LUN_TOKEN_VERB)) {
    return 1;
  }
  /* "- and arguing", "and saying" */
  if (is_and(t, i) && i + 1 < high && lun_token_joined(t, i + 1) &&
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

/* ", which S called": a pronoun that stands for what the verb is about. */
static int is_relative_object(const lun_tokens *t, size_t i) {
  return is_word(t, i, "which") || is_word(t, i, "who") || is_word(t, i, "whom") ||
         is_word(t, i, "what");
}

/* Base forms go with a plural: "officials say", "they did say", not "the report" */
static int agrees(const lun_tokens *t, size_t verb, const lun_speaker *s) {
  const lun_token *token = &t->items[verb];
  char last = t->text[token->to - 1];
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
    if (!lun_speaker_before(t, i, from, &s)) continue;
    size_t at = s.outer_from;
    if (at <= from) continue;
    if (lun_token_has(t, at, LUN_TOKEN_COMMA | LUN_TOKEN_DASH)) return at;
    if (s.kind != LUN_SPEAKER_PRONOUN && has_semicolon(t, at)) return at;
    /* "and the board accused" may be part of what is said; "and Jan Vos accused" hardly is. */
    int conjoined = is_word(t, at - 1, "and") || is_word(t, at - 1, "but");
    if (s.kind == LUN_SPEAKER_NAME && conjoined && agrees(t, i, &s)) return at - 1;
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
    if (is_word(t, i, words[k])) return 1;
  }
  return 0;
}

static size_t content_end(const lun_tokens *t, size_t from, size_t high) {
  size_t last = next_speaker(t, from, high);
  for (size_t i = from + 1; i < last; i++) {
    if (takes_over(t, i, last)) return i;
    if (lun_token_has(t, from, LUN_TOKEN_QUOTED) && tells_time(t, i)) return i;
  }
  return last;
}

/* "According to S, C": what follows a comma is a description of S only when another comma closes it
** within a few words. */
static void shorten(const lun_tokens *t, size_t high, lun_speaker *s) {
  size_t i = s->to;
  while (i < s->outer_to && !lun_token_has(t, i, LUN_TOKEN_COMMA)) i++;
  if (i == s->outer_to) return;
  int closed = s->outer_to < high && lun_token_has(t, s->outer_to, LUN_TOKEN_COMMA);
  int named = lun_token_has(t, i, LUN_TOKEN_CAPITAL) && lun_token_has(t, i - 1, LUN_TOKEN_CAPITAL);
  if (!closed || named || s->outer_to > i + LEAD_MOST) s->outer_to = i;
}

/* "according to S, C"; "C, according to S" */
static int read_according(const lun_tokens *t, size_t cue, size_t low, size_t high,
                          lun_clause *out) {
  size_t behind = cue + t->items[cue].reach;
  lun_speaker *s = &out->found.speaker;
  if (!lun_source_given(t, behind, high, s)) return 0;
  if (cue <= low + 1) shorten(t, high, s);
  size_t end = s->outer_to;
  while (cue <= low + 1 && end < high && end < s->outer_to + THAT_REACH && lun_token_joined(t, end))
    end++;
  int comma = end < high && lun_token_has(t, end, LUN_TOKEN_COMMA);
  if (cue <= low + 1 && comma) s->outer_to = end;
  if (cue <= low + 1) {
    if (!comma) return 0;
    out->from = end;
    out->to = content_end(t, end, high);
    return settle(t, out, LUN_RULE_ACCORDING_CLAUSE, cue, behind);
  }
  out->from = low;
  out->to = cue;
  if (comma && !takes_over(t, end, high) && !lun_token_has(t, end, LUN_TOKEN_RELATIVE)) {
    out->rest_from = end;
    out->rest_to = content_end(t, end, high);
  }
  return settle(t, out, LUN_RULE_CLAUSE_ACCORDING, cue, behind);
}

/* 1 when only the time and place of an utterance follow its verb up to a comma or the end. */
static int ends_report(const lun_tokens *t, size_t i, size_t high) {
  if (i >= high) return 1;
  /* "S said “C”", "S agreed to leave", "added by S" */
  int quoted = lun_token_has(t, i, LUN_TOKEN_QUOTED) && !lun_token_has(t, i, LUN_TOKEN_COMMA);
  if (quoted || lun_token_has(t, i, LUN_TOKEN_COLON) || is_infinitive(t, i, high)) return 0;
  if (is_word(t, i, "by") || is_word(t, i + 1, "least")) return 0;
  if (lun_token_has(t, i, LUN_TOKEN_GAP)) return 1;
  return is_adjunct(t, i) && find_that(t, i, high) == high;
}

/* 1 when [low, to) is no clause but leads the sentence: "On Monday," */
static int is_lead(const lun_tokens *t, size_t low, size_t to) {
  const lun_token_flags signs = LUN_TOKEN_BREAK | LUN_TOKEN_TIME | LUN_TOKEN_ING | LUN_TOKEN_SKIP |
                                LUN_TOKEN_ADVERB | LUN_TOKEN_PREPOSITION | LUN_TOKEN_LINK;
  if (to < low + CLAUSE_LEAST) return 1;
  int opens = lun_token_has(t, low, LUN_TOKEN_CONTRAST | LUN_TOKEN_OPENER) ||
              is_word(t, low, "As") || is_word(t, low, "Even") || is_word(t, low, "Asked");
  if ((to > low + LEAD_MOST && !opens) || !lun_token_has(t, low, signs)) return 0;
  for (size_t i = low + 1; i < to; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_COMMA)) return 0;
  }
  return 1;
}

/* The part behind "C, S said": ", C". */
static void read_rest(const lun_tokens *t, size_t i, size_t high, lun_clause *out) {
  while (i < high && lun_token_has(t, i, LUN_TOKEN_TIME) && !lun_token_has(t, i, LUN_TOKEN_COMMA))
    i++;
  if (i >= high || !lun_token_has(t, i, LUN_TOKEN_COMMA) || takes_over(t, i, high)) return;
  int quoted = lun_token_has(t, i, LUN_TOKEN_QUOTED);
  if (quoted ? !lun_token_has(t, i, LUN_TOKEN_SMALL)
             : lun_token_has(t, i, LUN_TOKEN_RELATIVE | LUN_TOKEN_ING | LUN_TOKEN_CONTRAST)) {
    return;
  }
  out->rest_from = i;
  out->rest_to = content_end(t, i, high);
}

/* 1 when all before a verb is its subject with its asides, and perhaps a lead: "On Monday, Ana
** Reyes, the minister, said". */
static int is_subject(const lun_tokens *t, size_t verb, size_t low) {
  lun_speaker s;
  if (!lun_speaker_before(t, verb, low, &s) || s.outer_to != verb) return 0;
  return s.outer_from == low || is_lead(t, low, s.outer_from);
}

/* Behind whom a verb before token `i` speaks to: "told the Lisk Post on Monday". */
static size_t listener_end(const lun_tokens *t, size_t i, size_t high) {
  lun_speaker listener;
  if (i < high && lun_token_has(t, i, LUN_TOKEN_OBJECT)) return i + 1;
  if (!lun_speaker_after(t, i, high, &listener)) return i;
  int a = is_word(t, i, "a") || is_word(t, i, "an") || is_word(t, i, "one"); /* "told a joke" */
  return a && !lun_token_has(t, listener.to - 1, LUN_TOKEN_PERSON) ? i : listener.to;
}

/* "Jan Vos said C, he said": the first of two verbs for the same words. */
static int says_before(const lun_tokens *t, size_t low, size_t at, const lun_speaker *s) {
  lun_speaker first;
  if (s->kind != LUN_SPEAKER_PRONOUN) return 0;
  for (size_t i = low + 1; i < at && i < low + HAND_REACH; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) return 0;
    if (lun_attribution_is_finite(t, i) && lun_token_has(t, i, LUN_TOKEN_SAY)) {
      return lun_speaker_before(t, i, low, &first) && first.outer_from == low &&
             first.kind == LUN_SPEAKER_NAME;
    }
  }
  return 0;
}

/* "C, said S": S can speak; "the council, a body of nine, announced a plan" has an object there. */
static int is_talker(const lun_tokens *t, size_t verb, const lun_speaker *s) {
  const lun_token_flags talks = LUN_TOKEN_NOUNS | LUN_TOKEN_RECORD;
  if (s->kind == LUN_SPEAKER_PRONOUN || !lun_token_has(t, verb, LUN_TOKEN_SAY)) return 0;
  if (lun_token_has(t, s->to - 1, LUN_TOKEN_OWNER)) return 0;
  if (s->kind == LUN_SPEAKER_NAME) return 1;
  for (size_t i = s->from; i < s->to; i++) {
    if (lun_token_has(t, i, talks) && !lun_token_has(t, i, LUN_TOKEN_DETERMINER)) return 1;
  }
  return 0;
}

/* "C, S said"; "C, said S" */
static int read_tail(const lun_tokens *t, size_t verb, size_t low, size_t high, lun_clause *out) {
  size_t behind = verb + t->items[verb].reach, behind_listener = behind;
  lun_speaker *s = &out->found.speaker;
  int told = lun_token_has(t, verb, LUN_TOKEN_TELL) && !lun_token_has(t, verb, LUN_TOKEN_SAY);
  if (lun_token_has(t, verb, LUN_TOKEN_COMMA) && !told && verb > low && !is_subject(t, verb, low) &&
      lun_attribution_after(t, behind, high, s) && is_talker(t, verb, s) &&
      ends_report(t, s->to, high) && !is_lead(t, low, verb)) {
    out->from = low;
    out->to = verb;
    read_rest(t, s->outer_to, high, out);
    return settle(t, out, LUN_RULE_CLAUSE_V_S, verb, behind);
  }
  if (!lun_speaker_before(t, verb, low, s)) return 0;
  size_t at = s->outer_from;
  if (at > low && is_word(t, at - 1, "as") && lun_token_has(t, at - 1, LUN_TOKEN_COMMA)) at--;
  if (at <= low || !lun_token_has(t, at, LUN_TOKEN_COMMA | LUN_TOKEN_MARK)) return 0;
  if (lun_token_has(t, at, LUN_TOKEN_RELATIVE)) return 0; /* "C, who agreed" */
  if (told) behind_listener = listener_end(t, behind, high);
  if (!ends_report(t, behind_listener, high) ||
      (behind < high && lun_token_joined(t, behind) && is_infinitive(t, behind, high))) {
    return 0;
  }
  if (is_relative_object(t, at) || says_before(t, low, at, s)) return 0;
  out->from = low;
  out->to = at;
  read_rest(t, behind_listener, high, out);
  if (is_lead(t, low, at) && (at == low + 0 || out->rest_to == out->rest_from)) return 0;
  return settle(t, out, LUN_RULE_CLAUSE_S_V, verb, behind);
}

/* "As S said, C" */
static int read_as(const lun_tokens *t, size_t verb, size_t low, size_t high, lun_clause *out) {
  const lun_token *first = &t->items[low];
  size_t i = verb + t->items[verb].reach;
  int as = first->to - first->from == 2 && (t->text[first->from] | 32) == 'a' &&
           t->text[first->from + 1] == 's';
  if (!as || !lun_speaker_before(t, verb, low + 1, &out->found.speaker)) return 0;
  if (out->found.speaker.outer_from != low + 1) return 0;
  size_t end = verb;
  while (i < high && is_adjunct(t, i) && !lun_token_has(t, i, LUN_TOKEN_GAP)) {
    i = adjunct_end(t, i, high);
  }
  if (i >= high || !lun_token_has(t, i, LUN_TOKEN_COMMA)) return 0;
  out->from = i;
  out->to = content_end(t, i, high);
  return settle(t, out, LUN_RULE_ACCORDING_CLAUSE, low, end + t->items[verb].reach);
}

/* "quoted the minister as saying": another verb has the words. */
static int hands_on(const lun_tokens *t, size_t i, size_t high) {
  for (size_t k = i; k + 1 < high && k < i + HAND_REACH; k++) {
    if (is_word(t, k, "as") && lun_token_has(t, k + 1, LUN_TOKEN_ING) &&
        lun_token_has(t, k + 1, LUN_TOKEN_VERB)) {
      return 1;
    }
  }
  return 0;
}

/* "issued a statement on Monday saying", "posted a note reading": the words follow the participle. */
static int hands_to_record(const lun_tokens *t, size_t cue, size_t high) {
  size_t i = cue + t->items[cue].reach;
  int record = i > cue + 2;
  if (!record && !is_word(t, i, "a") && !is_word(t, i, "an")) return 0;
  for (size_t k = i; k < high && k < i + HAND_REACH && lun_token_joined(t, k); k++) {
    if (lun_token_has(t, k, LUN_TOKEN_THAT | LUN_TOKEN_OPENER | LUN_TOKEN_PRONOUN)) return 0;
    if (lun_token_has(t, k, LUN_TOKEN_RECORD)) record = 1;
    else if (record && lun_token_has(t, k, LUN_TOKEN_ING) && lun_token_has(t, k, LUN_TOKEN_VERB))
      return 1;
  }
  return 0;
}

/* "While S said C, ...": the clause ends with its comma. */
static int is_subordinate(const lun_tokens *t, size_t low, const lun_speaker *s) {
  const lun_token_flags opens = LUN_TOKEN_CONTRAST | LUN_TOKEN_OPENER | LUN_TOKEN_PREPOSITION;
  return s->outer_from == low + t->items[low].reach && lun_token_has(t, low, opens) &&
         !is_word(t, low, "But") && !is_word(t, low, "Yet") && !is_word(t, low, "However");
}

static int is_label(const lun_tokens *t, size_t verb) {
  return lun_token_has(t, verb, LUN_TOKEN_LABEL) &&
         !lun_token_has(t, verb, LUN_TOKEN_SAY | LUN_TOKEN_TELL);
}

/* The pronoun before the subject that stands for what the verb is about: "which S said would fail",
** not "in which"; SIZE_MAX when there is none. */
static size_t find_relative(const lun_tokens *t, size_t low, const lun_speaker *s) {
  size_t at = s->outer_from;
  if (is_relative_object(t, at) && s->outer_to > at + 1) at++;
  if (at <= low || !lun_token_joined(t, at) || !is_relative_object(t, at - 1)) return SIZE_MAX;
  int led = at > low + 1 && lun_token_joined(t, at - 1) &&
            lun_token_has(t, at - 2, LUN_TOKEN_BREAK | LUN_TOKEN_LINK);
  return led ? SIZE_MAX : at - 1;
}

/* "S called X Q" ends with Q; "what S called Q" begins with "what"; "a company called X" names. */
static int read_label(const lun_tokens *t, size_t verb, lun_clause *out) {
  size_t end = out->from, relative = find_relative(t, 0, &out->found.speaker);
  int bare = out->found.speaker.kind == LUN_SPEAKER_DESCRIPTION &&
             out->found.speaker.outer_to == verb && out->from == verb + t->items[verb].reach;
  if (bare && lun_token_has(t, out->from, LUN_TOKEN_CAPITAL) &&
      !lun_token_has(t, out->from, LUN_TOKEN_QUOTED))
    return 0;
  while (end < out->to && !lun_token_has(t, end, LUN_TOKEN_QUOTED)) end++;
  while (end < out->to && lun_token_has(t, end, LUN_TOKEN_QUOTED)) {
    for (end++; end < out->to && lun_token_has(t, end, LUN_TOKEN_QUOTED);) end++;
    /* "X" and "Y" */
    if (end + 1 < out->to && is_word(t, end, "and") && lun_token_has(t, end + 1, LUN_TOKEN_QUOTED))
      end++;
  }
  if (end < out->to &&
      (relative != SIZE_MAX || lun_token_has(t, end, LUN_TOKEN_COMMA | LUN_TOKEN_CONTRAST) ||
       is_word(t, end, "and")))
    out->to = end;
  if (relative != SIZE_MAX) {
    out->rest_from = out->from;
    out->rest_to = out->to;
    out->from = relative;
    out->to = relative + 1;
  }
  return settle(t, out,
                lun_token_has(t, verb, LUN_TOKEN_ING) ? LUN_RULE_PARTICIPLE_CLAUSE
                                                      : LUN_RULE_S_V_CLAUSE,
                verb, verb + t->items[verb].reach);
}

/* Cut the clause at the first comma behind which a reporting verb stands at once. */
static void end_at_verb(const lun_tokens *t, lun_clause *out) {
  const lun_token_flags beside = LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB | LUN_TOKEN_PASSIVE;
  for (size_t i = out->from + 1; i < out->to; i++) {
    if (!lun_token_has(t, i, LUN_TOKEN_COMMA) || lun_token_has(t, i, LUN_TOKEN_QUOTED)) continue;
    size_t verb = i;
    while (verb < out->to && lun_token_has(t, verb, beside)) verb++;
    if (verb < out->to && lun_speaker_is_verb(t, verb, LUN_TOKEN_VERB) &&
        (verb > i || lun_attribution_is_finite(t, verb))) {
      out->to = i;
    }
  }
}

/* "S, who said C, left early": the sentence's own verb, a reporting one, ends the clause. */
static void end_relative(const lun_tokens *t, lun_clause *out) {
  if (lun_token_has(t, out->found.speaker.outer_from, LUN_TOKEN_RELATIVE)) end_at_verb(t, out);
}

/* "S, hoping to win, called X a friend" */
static void end_aside(const lun_tokens *t, size_t cue, lun_clause *out) {
  if (lun_token_has(t, cue, LUN_TOKEN_COMMA)) end_at_verb(t, out);
}

/* Let such a pronoun be the first part of what is said. */
static void lead_with_relative(const lun_tokens *t, size_t low, lun_clause *out) {
  size_t at = find_relative(t, low, &out->found.speaker);
  if (at == SIZE_MAX || is_word(t, at, "what") || at >= out->from) return;
  out->rest_from = out->from;
  out->rest_to = out->to;
  out->from = at;
  out->to = at + 1;
}

/* 1 when token `i` owns what follows: "Reyes's", "his". */
static int owns(const lun_tokens *t, size_t i) {
  static const char *const words[] = {"his", "her", "their", "its", "my", "our"};
  if (lun_token_has(t, i, LUN_TOKEN_OWNER)) return 1;
  for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
    if (is_word(t, i, words[k])) return 1;
  }
  return 0;
}

/* "S's claim that C", "his warning that C" */
static int read_noun(const lun_tokens *t, size_t noun, size_t low, size_t high, lun_clause *out) {
  size_t that = noun + 1, owner = noun;
  if (that >= high || !lun_token_has(t, that, LUN_TOKEN_THAT) || !lun_token_joined(t, that))
    return 0;
  if (!opens_clause(t, that, high)) return 0;
  for (int k = 0; k < OWNER_REACH && owner > low && lun_token_joined(t, owner); k++) {
    if (owns(t, --owner)) break;
  }
  if (owner == noun || !owns(t, owner)) return 0;
  lun_speaker *s = &out->found.speaker;
  if (!lun_token_has(t, owner, LUN_TOKEN_OWNER)) {
    *s = (lun_speaker){owner, owner + 1, owner, owner + 1, owner, owner + 1, LUN_SPEAKER_PRONOUN};
  } else if (!lun_speaker_phrase_before(t, low, owner + 1, s)) {
    return 0;
  }
  out->from = that;
  out->to = content_end(t, that, high);
  return settle(t, out, LUN_RULE_S_N_THAT, noun, noun + 1);
}

/* "S left and later said": the verb shares the subject of the one before it. */
static int is_coordinated(const lun_tokens *t, size_t verb, size_t low) {
  size_t i = verb;
  uint32_t end = t->items[verb].to;
  char last = t->text[end - 1];
  int base = last != 'd' && (last != 's' || t->text[end - 2] == 's');
  if (base && !lun_token_has(t, verb, LUN_TOKEN_PAST)) return 0;
  while (i > low && lun_token_joined(t, i) &&
         lun_token_has(t, i - 1, LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB)) {
    i--;
  }
  if (i <= low + 1 || !lun_token_joined(t, i) || is_word(t, i - 1, "while") || !is_and(t, i - 1))
    return 0;
  /* "was stopped and told" */
  for (size_t k = i - 1; k > low && k + HAND_REACH > i; k--) {
    if (lun_token_has(t, k, LUN_TOKEN_COMMA | LUN_TOKEN_QUOTED | LUN_TOKEN_VERB)) break;
    if (lun_token_has(t, k - 1, LUN_TOKEN_PASSIVE)) return lun_token_has(t, verb, LUN_TOKEN_SAY);
  }
  return 1;
}

int lun_clause_find(const lun_tokens *t, size_t cue, size_t low, size_t high, lun_clause *out) {
  const lun_token_flags hard = LUN_TOKEN_GAP & ~LUN_TOKEN_MARK;
  size_t behind = cue + t->items[cue].reach;
  *out = (lun_clause){.found = {.verb = SIZE_MAX}};
  if (lun_token_has(t, cue, LUN_TOKEN_QUOTED)) return 0;
  if (lun_token_has(t, cue, LUN_TOKEN_ACCORDING)) return read_according(t, cue, low, high, out);
  if (!lun_speaker_is_verb(t, cue, LUN_TOKEN_VERB)) return read_noun(t, cue, low, high, out);
  int participle = lun_token_has(t, cue, LUN_TOKEN_ING);
  if (!participle && lun_attribution_is_passive(t, cue, low)) return 0;
  if (!participle && read_as(t, cue, low, high, out)) return 1;
  if (!participle && read_tail(t, cue, low, high, out)) return 1;
  if (behind >= high || (lun_token_has(t, behind, hard) && participle)) return 0;
  if (participle || is_coordinated(t, cue, low)
          ? !lun_attribution_participle(t, low, cue, &out->found.speaker)
          : !lun_speaker_before(t, cue, low, &out->found.speaker) &&
                !lun_attribution_purpose(t, low, cue, &out->found.speaker)) {
    return 0;
  }
  if (!participle && (!agrees(t, cue, &out->found.speaker) || hands_on(t, behind, high) ||
                      hands_to_record(t, cue, high)))
    return 0;
  if (lun_token_has(t, behind, hard)) {
    /* "S said, if elected, she would": nothing stands before S that could be said. */
    size_t from = out->found.speaker.outer_from;
    if (!lun_token_has(t, behind, LUN_TOKEN_COMMA) || !lun_token_has(t, cue, LUN_TOKEN_SAY))
      return 0;
    if (from != low && !is_lead(t, low, from)) return 0;
    if (lun_token_has(t, behind, LUN_TOKEN_ING | LUN_TOKEN_QUOTED | LUN_TOKEN_MARK)) return 0;
    int aside = behind + 1 < high && lun_token_has(t, behind + 1, LUN_TOKEN_COMMA) &&
                lun_token_has(t, behind, LUN_TOKEN_CONTRAST | LUN_TOKEN_ADVERB | LUN_TOKEN_SKIP);
    out->from = behind + (size_t)aside; /* "S added, though, that C" */
  } else {
    out->from = content_start(t, cue, behind, high);
  }
  if (out->from >= high || lun_attribution_is_finite(t, out->from)) return 0;
  int told = lun_token_has(t, cue, LUN_TOKEN_TELL) && !lun_token_has(t, cue, LUN_TOKEN_SAY);
  if (told && out->from == behind && listener_end(t, behind, high) == high) return 0;
  out->to = content_end(t, out->from, high);
  if (!participle && is_subordinate(t, low, &out->found.speaker)) {
    for (size_t i = out->from + 1; i < out->to; i++) {
      if (lun_token_has(t, i, LUN_TOKEN_COMMA)) out->to = i;
    }
  }
  if (participle) end_aside(t, cue, out);
  else if (out->found.speaker.outer_to == out->found.speaker.outer_from + 1) end_relative(t, out);
  if (is_label(t, cue)) return read_label(t, cue, out);
  if (participle) return settle(t, out, LUN_RULE_PARTICIPLE_CLAUSE, cue, behind);
  int that = lun_token_has(t, out->from, LUN_TOKEN_THAT | LUN_TOKEN_OPENER);
  lead_with_relative(t, low, out);
  return settle(t, out, that ? LUN_RULE_S_V_THAT : LUN_RULE_S_V_CLAUSE, cue, behind);
}
