#include "analysis/clause.h"

#include "analysis/extent.h"
#include "analysis/order.h"
#include "analysis/subject.h"

#include <string.h>

enum {
  SENTENCE_MOST = 200, /* tokens of a sentence that is looked at */
  THAT_REACH = 14,     /* tokens between a source and its comma */
  LEAD_MOST = 6,       /* tokens of an adverbial that leads a sentence */
  HAND_REACH = 8,
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

/* Behind a dateline that opens a paragraph: "LISK (Agency) -". */
static size_t skip_dateline(const lun_tokens *t, size_t low, size_t high) {
  if (!lun_token_has(t, low, LUN_TOKEN_PARAGRAPH)) return low;
  for (size_t i = low + 1; i < high && i < low + HAND_REACH; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_DASH)) return i;
    if (lun_token_has(t, i, LUN_TOKEN_SMALL)) break;
  }
  return low;
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

/* "C, according to S, the guards left": what follows a comma is a clause, when a verb stands in it. */
static void cut_clause(const lun_tokens *t, lun_speaker *s) {
  const lun_token_flags verb = LUN_TOKEN_PASSIVE | LUN_TOKEN_SKIP | LUN_TOKEN_PAST;
  for (size_t i = s->to; i < s->outer_to; i++) {
    if (!lun_token_has(t, i, LUN_TOKEN_COMMA)) continue;
    if (lun_token_has(t, i, LUN_TOKEN_RELATIVE | LUN_TOKEN_LINK | LUN_TOKEN_PREPOSITION)) return;
    size_t at = i;
    for (; i < s->outer_to && (i == at || lun_token_joined(t, i)); i++) {
      if (lun_token_has(t, i, LUN_TOKEN_RELATIVE | LUN_TOKEN_THAT)) return;
      if (!lun_token_has(t, i, verb) || !lun_token_has(t, i, LUN_TOKEN_SMALL)) continue;
      s->outer_to = at;
      return;
    }
    i--;
  }
}

/* "according to S, C"; "C, according to S" */
static int read_according(const lun_tokens *t, size_t cue, size_t low, size_t high,
                          lun_clause *out) {
  size_t behind = cue + t->items[cue].reach;
  lun_speaker *s = &out->found.speaker;
  if (!lun_attribution_given(t, behind, high, s)) return 0;
  if (cue <= low + 1) shorten(t, high, s);
  else if (t->traits == 0) cut_clause(t, s);
  size_t end = s->outer_to;
  while (cue <= low + 1 && end < high && end < s->outer_to + THAT_REACH && lun_token_joined(t, end))
    end++;
  int comma = end < high && lun_token_has(t, end, LUN_TOKEN_COMMA);
  if (cue <= low + 1 && comma) s->outer_to = end;
  if (cue <= low + 1) {
    int second = lun_token_trait(t, LUN_TRAIT_VERB_SECOND);
    if (!comma && second) end = s->outer_to; /* "Laut S ist die Lage ernst" */
    if (!comma && !second) return 0;
    out->from = end;
    out->to = lun_extent_end(t, end, high);
    return settle(t, out, LUN_RULE_ACCORDING_CLAUSE, cue, behind);
  }
  out->from = skip_dateline(t, low, high);
  out->to = cue;
  if (comma && !lun_extent_takes_over(t, end, high) && !lun_token_has(t, end, LUN_TOKEN_RELATIVE)) {
    out->rest_from = end;
    out->rest_to = lun_extent_end(t, end, high);
  }
  return settle(t, out, LUN_RULE_CLAUSE_ACCORDING, cue, behind);
}

/* 1 when only the time and place of an utterance follow its verb up to a comma or the end. */
static int ends_report(const lun_tokens *t, size_t i, size_t high) {
  if (i >= high) return 1;
  /* "S said “C”", "S agreed to leave", "added by S" */
  int quoted = lun_token_has(t, i, LUN_TOKEN_QUOTED) && !lun_token_has(t, i, LUN_TOKEN_COMMA);
  if (quoted || lun_token_has(t, i, LUN_TOKEN_COLON) || lun_extent_is_infinitive(t, i, high))
    return 0;
  if (lun_token_is(t, i, "by") || lun_token_is(t, i + 1, "least")) return 0;
  if (lun_token_has(t, i, LUN_TOKEN_GAP)) return 1;
  return lun_extent_is_adjunct(t, i) && lun_extent_that(t, i, high) == high;
}

/* 1 when [low, to) is no clause but leads the sentence: "On Monday," */
static int is_lead(const lun_tokens *t, size_t low, size_t to) {
  const lun_token_flags signs = LUN_TOKEN_BREAK | LUN_TOKEN_TIME | LUN_TOKEN_ING | LUN_TOKEN_SKIP |
                                LUN_TOKEN_ADVERB | LUN_TOKEN_PREPOSITION | LUN_TOKEN_LINK;
  if (to < low + CLAUSE_LEAST) return 1;
  int opens = lun_token_has(t, low, LUN_TOKEN_CONTRAST | LUN_TOKEN_OPENER) ||
              lun_token_is(t, low, "As") || lun_token_is(t, low, "Even") ||
              lun_token_is(t, low, "Asked");
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
  /* "C, S said in the hall on Monday, C" */
  while (t->traits == 0 && i < high && lun_extent_is_adjunct(t, i) &&
         !lun_token_has(t, i, LUN_TOKEN_GAP)) {
    i = lun_extent_adjunct_end(t, i, high);
  }
  if (i >= high || !lun_token_has(t, i, LUN_TOKEN_COMMA) || lun_extent_takes_over(t, i, high))
    return;
  /* ", a dit S, dans un entretien" */
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS) && lun_token_has(t, i, LUN_TOKEN_PREPOSITION))
    return;
  int quoted = lun_token_has(t, i, LUN_TOKEN_QUOTED);
  if (quoted ? !lun_token_has(t, i, LUN_TOKEN_SMALL)
             : lun_token_has(t, i, LUN_TOKEN_RELATIVE | LUN_TOKEN_ING | LUN_TOKEN_CONTRAST)) {
    return;
  }
  out->rest_from = i;
  out->rest_to = lun_extent_end(t, i, high);
}

/* 1 when all before a verb is its subject with its asides, and perhaps a lead: "On Monday, Ana
** Reyes, the minister, said". */
static int is_subject(const lun_tokens *t, size_t verb, size_t low) {
  lun_speaker s;
  if (!lun_subject_before(t, verb, low, &s) || s.outer_to != verb) return 0;
  /* "Sie hätten nichts gewusst, sagte S" */
  for (size_t i = low; i < verb && lun_token_trait(t, LUN_TRAIT_VERB_SECOND); i++) {
    if (lun_token_has(t, i, LUN_TOKEN_SKIP | LUN_TOKEN_PASSIVE)) return 0;
  }
  return s.outer_from == low || is_lead(t, low, s.outer_from);
}

/* Behind whom a verb before token `i` speaks to: "told the Lisk Post on Monday". */
static size_t listener_end(const lun_tokens *t, size_t i, size_t high) {
  lun_speaker listener;
  if (i < high && lun_token_has(t, i, LUN_TOKEN_OBJECT)) return i + 1;
  if (!lun_speaker_after(t, i, high, &listener)) return i;
  int a = lun_token_is(t, i, "a") || lun_token_is(t, i, "an") ||
          lun_token_is(t, i, "one"); /* "told a joke" */
  return a && !lun_token_has(t, listener.to - 1, LUN_TOKEN_PERSON) ? i : listener.to;
}

/* "Jan Vos said C, he said": the first of two verbs for the same words. */
static int says_before(const lun_tokens *t, size_t low, size_t at, const lun_speaker *s) {
  lun_speaker first;
  if (s->kind != LUN_SPEAKER_PRONOUN) return 0;
  for (size_t i = low + 1; i < at && i < low + HAND_REACH; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) return 0;
    if (lun_attribution_is_finite(t, i) && lun_token_has(t, i, LUN_TOKEN_SAY)) {
      return lun_subject_before(t, i, low, &first) && first.outer_from == low &&
             first.kind == LUN_SPEAKER_NAME;
    }
  }
  return 0;
}

/* "C, said S": S can speak; "the council, a body of nine, announced a plan" has an object there. */
static int is_talker(const lun_tokens *t, size_t verb, const lun_speaker *s) {
  const lun_token_flags talks = LUN_TOKEN_NOUNS | LUN_TOKEN_RECORD;
  if (s->kind == LUN_SPEAKER_PRONOUN) return 0;
  if (t->traits != 0) return 1;
  if (!lun_token_has(t, verb, LUN_TOKEN_SAY) || lun_token_has(t, verb, LUN_TOKEN_LABEL)) return 0;
  if (lun_token_has(t, s->to - 1, LUN_TOKEN_OWNER)) return 0;
  if (s->kind == LUN_SPEAKER_NAME) return 1;
  if (lun_token_is(t, verb, "said") || lun_token_is(t, verb, "says")) return 1;
  for (size_t i = s->from; i < s->to; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_CAPITAL)) return 1; /* "the Lisk Post" */
    if (lun_token_has(t, i, talks) && !lun_token_has(t, i, LUN_TOKEN_DETERMINER)) return 1;
  }
  return 0;
}

/* "S, the mayor, said the report was late": whom a verb follows is the subject of another. */
static int has_predicate(const lun_tokens *t, size_t high, const lun_speaker *s) {
  for (size_t i = s->to; i < high && t->traits == 0; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_COMMA | LUN_TOKEN_DASH)) break;
    if (lun_token_has(t, i, LUN_TOKEN_SKIP | LUN_TOKEN_PASSIVE) &&
        !lun_token_has(t, i - 1, LUN_TOKEN_RELATIVE)) {
      return 1;
    }
  }
  return 0;
}

/* Behind what joins a sentence to the one before it and is the writer's: "However,", "In fact,". */
static size_t skip_connective(const lun_tokens *t, size_t low, size_t high) {
  static const char *const words[] = {"However",     "Meanwhile",    "Moreover",
                                      "Furthermore", "Nevertheless", "Nonetheless"};
  size_t i = low;
  if (t->traits != 0 || low + 2 >= high) return low;
  int phrase = lun_token_is(t, low, "In") || lun_token_is(t, low, "By");
  if (phrase && lun_token_has(t, low + 1, LUN_TOKEN_SMALL) &&
      !lun_token_has(t, low + 1, LUN_TOKEN_TIME | LUN_TOKEN_DETERMINER | LUN_TOKEN_PRONOUN)) {
    i = low + 2;
  }
  for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
    if (lun_token_is(t, low, words[k])) i = low + 1;
  }
  return i > low && lun_token_has(t, i, LUN_TOKEN_COMMA) ? i : low;
}

/* Let the clause begin behind such a word; when nothing else stands before the speaker, the rest is
** all that is said. */
static void leave_connective(const lun_tokens *t, size_t low, size_t high, lun_clause *out) {
  size_t from = skip_connective(t, low, high);
  if (from == low || out->from != low) return;
  out->from = from;
  if (from < out->to) return;
  out->from = out->rest_from;
  out->to = out->rest_to;
  out->rest_from = out->rest_to = 0;
}

/* "C, S said"; "C, said S" */
static int read_tail(const lun_tokens *t, size_t verb, size_t low, size_t high, lun_clause *out) {
  size_t behind = verb + t->items[verb].reach, behind_listener = behind;
  lun_speaker *s = &out->found.speaker;
  int told = lun_token_has(t, verb, LUN_TOKEN_TELL) && !lun_token_has(t, verb, LUN_TOKEN_SAY);
  size_t first = lun_order_lead(t, verb, low);
  if (lun_token_has(t, first, LUN_TOKEN_COMMA) && !told && first > low &&
      !is_subject(t, first, low) && behind == verb + 1 &&
      lun_attribution_after(t, behind, high, s) && is_talker(t, verb, s) &&
      !has_predicate(t, high, s) && ends_report(t, s->to, high) && !is_lead(t, low, first)) {
    out->from = skip_dateline(t, low, high);
    out->to = first;
    read_rest(t, s->outer_to, high, out);
    leave_connective(t, low, high, out);
    return settle(t, out, LUN_RULE_CLAUSE_V_S, verb, behind);
  }
  if (!lun_subject_before(t, verb, low, s)) return 0;
  /* "Wie die „Vorner Zeitung“ berichtet" */
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS) && lun_token_has(t, s->from, LUN_TOKEN_QUOTED))
    return 0;
  size_t at = s->outer_from;
  if (at > low && lun_token_is(t, at - 1, "as") && lun_token_has(t, at - 1, LUN_TOKEN_COMMA)) at--;
  if (at <= low || !lun_token_has(t, at, LUN_TOKEN_COMMA | LUN_TOKEN_MARK)) return 0;
  if (lun_token_has(t, at, LUN_TOKEN_RELATIVE)) return 0; /* "C, who agreed" */
  if (told) behind_listener = listener_end(t, behind, high);
  if (!ends_report(t, behind_listener, high) ||
      (behind < high && lun_token_joined(t, behind) && lun_extent_is_infinitive(t, behind, high))) {
    return 0;
  }
  if (lun_extent_is_relative(t, at) || says_before(t, low, at, s)) return 0;
  out->from = skip_dateline(t, low, high);
  out->to = at;
  read_rest(t, behind_listener, high, out);
  if (is_lead(t, low, at) && (at == low + 0 || out->rest_to == out->rest_from)) return 0;
  leave_connective(t, low, high, out);
  return settle(t, out, LUN_RULE_CLAUSE_S_V, verb, behind);
}

/* "As S said, C" */
static int read_as(const lun_tokens *t, size_t verb, size_t low, size_t high, lun_clause *out) {
  const lun_token *first = &t->items[low];
  size_t i = verb + t->items[verb].reach;
  if (t->traits != 0) return lun_order_as(t, verb, low, high, out);
  int as = first->to - first->from == 2 && (t->text[first->from] | 32) == 'a' &&
           t->text[first->from + 1] == 's';
  if (!as || !lun_subject_before(t, verb, low + 1, &out->found.speaker)) return 0;
  if (out->found.speaker.outer_from != low + 1) return 0;
  size_t end = verb;
  while (i < high && lun_extent_is_adjunct(t, i) && !lun_token_has(t, i, LUN_TOKEN_GAP)) {
    i = lun_extent_adjunct_end(t, i, high);
  }
  if (i >= high || !lun_token_has(t, i, LUN_TOKEN_COMMA)) return 0;
  out->from = i;
  out->to = lun_extent_end(t, i, high);
  return settle(t, out, LUN_RULE_ACCORDING_CLAUSE, low, end + t->items[verb].reach);
}

/* "quoted the minister as saying": another verb has the words. */
static int hands_on(const lun_tokens *t, size_t i, size_t high) {
  for (size_t k = i; k + 1 < high && k < i + HAND_REACH; k++) {
    if (lun_token_is(t, k, "as") && lun_token_has(t, k + 1, LUN_TOKEN_ING) &&
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
  if (!record && !lun_token_is(t, i, "a") && !lun_token_is(t, i, "an")) return 0;
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
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 0;
  /* "But while S said C, ..." */
  if (t->traits == 0 && s->outer_from == low + 2 &&
      (lun_token_is(t, low, "And") || lun_token_is(t, low, "But"))) {
    low++;
  }
  return s->outer_from == low + t->items[low].reach && lun_token_has(t, low, opens) &&
         !lun_token_is(t, low, "But") && !lun_token_is(t, low, "Yet") &&
         !lun_token_is(t, low, "However");
}

static int is_label(const lun_tokens *t, size_t verb) {
  return lun_token_has(t, verb, LUN_TOKEN_LABEL) &&
         !lun_token_has(t, verb, LUN_TOKEN_SAY | LUN_TOKEN_TELL);
}

/* The pronoun before the subject that stands for what the verb is about: "which S said would fail",
** not "in which"; SIZE_MAX when there is none. */
static size_t find_relative(const lun_tokens *t, size_t low, const lun_speaker *s) {
  size_t at = s->outer_from;
  if (lun_extent_is_relative(t, at) && s->outer_to > at + 1) at++;
  if (at <= low || !lun_token_joined(t, at) || !lun_extent_is_relative(t, at - 1)) return SIZE_MAX;
  int led = at > low + 1 && lun_token_joined(t, at - 1) &&
            lun_token_has(t, at - 2, LUN_TOKEN_BREAK | LUN_TOKEN_LINK);
  return led ? SIZE_MAX : at - 1;
}

/* Behind words in marks that begin at token `i`, and behind others that are named with them: "X" and
** a "Y", "X," a "Y" and "Z". */
static size_t series_end(const lun_tokens *t, size_t i, size_t high) {
  while (i < high && lun_token_has(t, i, LUN_TOKEN_QUOTED)) {
    while (i < high && lun_token_has(t, i, LUN_TOKEN_QUOTED)) i++;
    size_t next = i;
    if (next < high && lun_token_is(t, next, "and")) next++;
    if (next < high && lun_token_has(t, next, LUN_TOKEN_DETERMINER)) next++;
    if (next < high && lun_token_has(t, next, LUN_TOKEN_QUOTED)) i = next;
  }
  return i;
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
  end = series_end(t, end, out->to);
  if (end < out->to &&
      (relative != SIZE_MAX || lun_token_has(t, end, LUN_TOKEN_COMMA | LUN_TOKEN_CONTRAST) ||
       lun_token_is(t, end, "and")))
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
  if (at == SIZE_MAX || lun_token_is(t, at, "what") || at >= out->from) return;
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
    if (lun_token_is(t, i, words[k])) return 1;
  }
  return 0;
}

/* "S's claim that C", "his warning that C" */
static int read_noun(const lun_tokens *t, size_t noun, size_t low, size_t high, lun_clause *out) {
  size_t that = noun + 1, owner = noun;
  if (that >= high || !lun_token_has(t, that, LUN_TOKEN_THAT) || !lun_token_joined(t, that))
    return 0;
  if (!lun_extent_opens_clause(t, that, high)) return 0;
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
  out->to = lun_extent_end(t, that, high);
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
  if (i <= low + 1 || !lun_token_joined(t, i) || lun_token_is(t, i - 1, "while") ||
      !lun_extent_is_and(t, i - 1))
    return 0;
  /* "was stopped and told" */
  for (size_t k = i - 1; k > low && k + HAND_REACH > i; k--) {
    if (lun_token_has(t, k, LUN_TOKEN_COMMA | LUN_TOKEN_QUOTED | LUN_TOKEN_VERB)) break;
    if (lun_token_has(t, k - 1, LUN_TOKEN_PASSIVE)) return lun_token_has(t, verb, LUN_TOKEN_SAY);
  }
  return 1;
}

int lun_clause_settle(const lun_tokens *t, lun_clause *out, lun_rule rule, size_t verb,
                      size_t verb_to) {
  return settle(t, out, rule, verb, verb_to);
}

int lun_clause_find(const lun_tokens *t, size_t cue, size_t low, size_t high, lun_clause *out) {
  const lun_token_flags hard = LUN_TOKEN_GAP & ~LUN_TOKEN_MARK;
  size_t behind = cue + t->items[cue].reach;
  *out = (lun_clause){.found = {.verb = SIZE_MAX}};
  if (lun_token_has(t, cue, LUN_TOKEN_QUOTED)) return 0;
  if (lun_token_has(t, cue, LUN_TOKEN_POSTPOSED))
    return lun_order_postposed(t, cue, low, high, out);
  if (lun_token_has(t, cue, LUN_TOKEN_ACCORDING)) return read_according(t, cue, low, high, out);
  if (!lun_speaker_is_verb(t, cue, LUN_TOKEN_VERB)) return read_noun(t, cue, low, high, out);
  int participle = lun_token_has(t, cue, LUN_TOKEN_ING);
  if (!participle && lun_attribution_is_passive(t, cue, low)) return 0;
  if (!participle && read_as(t, cue, low, high, out)) return 1;
  if (!participle && read_tail(t, cue, low, high, out)) return 1;
  if (behind >= high || (lun_token_has(t, behind, hard) && participle)) return 0;
  if (lun_order_inverted(t, cue, low, high, out)) return 1;
  if (participle || is_coordinated(t, cue, low)
          ? !lun_attribution_participle(t, low, cue, &out->found.speaker)
          : !lun_subject_before(t, cue, low, &out->found.speaker) &&
                !lun_attribution_purpose(t, low, cue, &out->found.speaker)) {
    return lun_order_dropped(t, cue, low, high, out);
  }
  if (!participle && (!lun_extent_agrees(t, cue, &out->found.speaker) ||
                      hands_on(t, behind, high) || hands_to_record(t, cue, high)))
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
    out->from = lun_extent_start(t, cue, behind, high);
    size_t comma =
        lun_token_trait(t, LUN_TRAIT_VERB_SECOND) ? lun_order_comma(t, behind, high) : high;
    if (comma < high) out->from = comma;
  }
  if (out->from >= high || lun_attribution_is_finite(t, out->from)) return 0;
  int told = lun_token_has(t, cue, LUN_TOKEN_TELL) && !lun_token_has(t, cue, LUN_TOKEN_SAY);
  if (told && out->from == behind && listener_end(t, behind, high) == high) return 0;
  out->to = lun_extent_end(t, out->from, high);
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
