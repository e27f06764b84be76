#include "analysis/attribution.h"

#include "analysis/source.h"
#include "analysis/subject.h"

#include <string.h>

enum {
  LEFT_REACH = 80,    /* tokens looked at before a quotation */
  RIGHT_REACH = 40,   /* and behind it */
  LEAD_MOST = 5,      /* tokens of a description before a name */
  REFUSAL_REACH = 4,  /* tokens between "so-called" and its quotation */
  WITH_REACH = 12,    /* tokens of the subject between "with" and a participle */
  SIGNATURE_MOST = 16 /* tokens of a paragraph that only says whose quotation stands above it */
};

/* 0 when the rule is switched off. */
static int settle(const lun_tokens *t, lun_attribution *out, lun_rule which, size_t verb,
                  size_t verb_to) {
  if ((t->rules_off >> which & 1) != 0) {
    *out = (lun_attribution){.verb = SIZE_MAX};
    return 0;
  }
  out->rule = which;
  out->verb = verb;
  out->verb_to = verb_to;
  return 1;
}

int lun_attribution_is_finite(const lun_tokens *t, size_t i) {
  return lun_speaker_is_verb(t, i, LUN_TOKEN_VERB) && !lun_token_has(t, i, LUN_TOKEN_ING);
}

size_t lun_attribution_sentence(const lun_tokens *t, size_t at) {
  size_t low = at > LEFT_REACH ? at - LEFT_REACH : 0;
  size_t i = at;
  while (i > low && !lun_token_has(t, i, LUN_TOKEN_PARAGRAPH) &&
         (lun_token_has(t, i, LUN_TOKEN_QUOTED) || !lun_token_starts(t, i))) {
    i--;
  }
  return i;
}

/* Where the sentence behind the stretch ends. */
static size_t right_end(const lun_tokens *t, const lun_passage *p) {
  size_t i = p->to + 1, last = p->to + RIGHT_REACH < p->next ? p->to + RIGHT_REACH : p->next;
  for (;;) {
    while (i < last && !lun_token_starts(t, i)) i++;
    /* The title of a work is part of the sentence. */
    if (i < last || i >= p->paragraph_end || i >= p->to + RIGHT_REACH || i >= t->count ||
        !lun_source_is_work(t, i))
      return i < last ? i : last;
    while (i < p->paragraph_end && lun_token_has(t, i, LUN_TOKEN_QUOTED)) i++;
    last = p->to + RIGHT_REACH < p->paragraph_end ? p->to + RIGHT_REACH : p->paragraph_end;
    if (i >= last) return i;
    if (lun_token_starts(t, i)) return i;
  }
}

/* 1 when only adverbs stand in [from, to). */
static int only_adverbs(const lun_tokens *t, size_t from, size_t to) {
  for (; from < to; from++) {
    if (!lun_token_has(t, from, LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB)) return 0;
  }
  return 1;
}

int lun_attribution_after(const lun_tokens *t, size_t at, size_t ceiling, lun_speaker *out) {
  if (!lun_speaker_after(t, at, ceiling, out)) return 0;
  lun_source_after(t, ceiling, out);
  return 1;
}

/* The last finite verb of [from, to) before a comma; `to` when there is none. */
static size_t last_verb(const lun_tokens *t, size_t from, size_t to) {
  size_t found = to;
  for (size_t i = from; i < to && (i == from || !lun_token_has(t, i, LUN_TOKEN_COMMA)); i++) {
    if (lun_token_has(t, i, LUN_TOKEN_QUOTED) || lun_token_starts(t, i)) break;
    if (lun_attribution_is_finite(t, i)) found = i;
  }
  return found;
}

int lun_attribution_as(const lun_tokens *t, size_t at, size_t ceiling, lun_attribution *out) {
  const lun_token_flags beside = LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB;
  size_t i = at + t->items[at].reach, verb = i;
  *out = (lun_attribution){.verb = SIZE_MAX};
  while (verb < ceiling && lun_token_has(t, verb, beside) && lun_token_joined(t, verb)) verb++;
  if (verb >= ceiling || !lun_token_joined(t, verb)) return 0;
  if (lun_attribution_is_finite(t, verb)) {
    out->verb = verb;
    out->verb_to = verb + t->items[verb].reach;
    out->known = lun_attribution_after(t, out->verb_to, ceiling, &out->speaker);
    return out->known;
  }
  out->known = lun_attribution_after(t, i, ceiling, &out->speaker);
  if (!out->known) return 0;
  out->verb = last_verb(t, out->speaker.to, ceiling);
  if (out->verb == ceiling) return 0;
  out->verb_to = out->verb + t->items[out->verb].reach;
  if (out->speaker.outer_to > out->verb) out->speaker.outer_to = out->speaker.to;
  return 1;
}

int lun_attribution_postposed(const lun_tokens *t, size_t at, size_t floor, lun_speaker *out) {
  return at > floor && lun_token_joined(t, at) && lun_speaker_phrase_before(t, floor, at, out);
}

/* "Q, hat S am Montag gesagt": the participle ends the clause. */
static int read_framed(const lun_tokens *t, size_t at, size_t end, lun_attribution *out) {
  out->known = lun_attribution_after(t, at, end, &out->speaker);
  if (!out->known) return 0;
  size_t verb = last_verb(t, out->speaker.to, end);
  if (out->speaker.outer_to > verb) out->speaker.outer_to = out->speaker.to;
  return verb < end && settle(t, out, LUN_RULE_QVS, verb, verb + t->items[verb].reach);
}

int lun_attribution_is_plural(const lun_tokens *t, size_t verb) {
  int auxiliary =
      verb > 0 && lun_token_joined(t, verb) && lun_token_has(t, verb - 1, LUN_TOKEN_SKIP);
  return lun_token_has(t, verb, LUN_TOKEN_PLURAL) ||
         (auxiliary && lun_token_has(t, verb - 1, LUN_TOKEN_PLURAL));
}

/* "Q, dijo.": no subject behind the verb. */
static int read_dropped(const lun_tokens *t, size_t verb, lun_attribution *out) {
  if (!lun_token_trait(t, LUN_TRAIT_DROPPED_SUBJECT)) return 0;
  out->known = 0;
  out->dropped = !lun_attribution_is_plural(t, verb);
  return settle(t, out, LUN_RULE_QVS, verb, verb + t->items[verb].reach);
}

/* "Q, a coupé le maire": where verbs are told from nouns by their place, a word that no list has and
** that a person follows right behind a quotation says it. */
static int is_unknown_verb(const lun_tokens *t, size_t verb, size_t end, lun_speaker *out) {
  const lun_token_flags somebody = LUN_TOKEN_PERSON | LUN_TOKEN_TITLE;
  if (!lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 0;
  if (lun_token_has(t, verb, LUN_TOKEN_CLASSES & ~LUN_TOKEN_FINITE) ||
      !lun_token_has(t, verb, LUN_TOKEN_SMALL))
    return 0;
  if (verb + 1 >= end || !lun_token_joined(t, verb + 1)) return 0;
  /* « Q », roman du maire: but a German article may also begin a subject. */
  int linked = lun_token_has(t, verb + 1, LUN_TOKEN_LINK);
  if (linked && !lun_token_trait(t, LUN_TRAIT_CAPITAL_NOUNS)) return 0;
  if (!lun_attribution_after(t, verb + 1, end, out)) return 0;
  if (out->kind == LUN_SPEAKER_NAME) return 1;
  for (size_t i = out->from; i < out->to; i++) {
    if (lun_token_has(t, i, somebody)) return 1;
  }
  return 0;
}

/* "Q, said S" */
static int read_qvs(const lun_tokens *t, size_t start, size_t end, lun_attribution *out) {
  size_t verb = start;
  while (verb < end && lun_token_has(t, verb, LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB)) verb++;
  if (verb < end && verb > start && lun_token_trait(t, LUN_TRAIT_VERB_SECOND) &&
      !lun_attribution_is_finite(t, verb)) {
    return read_framed(t, verb, end, out);
  }
  if (verb < end && is_unknown_verb(t, verb, end, &out->speaker)) {
    out->known = 1;
    return settle(t, out, LUN_RULE_QVS, verb, verb + 1);
  }
  if (verb == end || !lun_attribution_is_finite(t, verb)) return 0;
  size_t behind = verb + t->items[verb].reach;
  if (behind >= end || !lun_token_joined(t, behind)) return read_dropped(t, verb, out);
  out->known = lun_attribution_after(t, behind, end, &out->speaker);
  /* "Q, heißt es in dem Brief" */
  int impersonal = lun_token_trait(t, LUN_TRAIT_VERB_SECOND) && t->items[verb].reach > 1;
  if (!out->known && impersonal) return settle(t, out, LUN_RULE_QVS, verb, behind);
  if (!out->known) return read_dropped(t, verb, out);
  return settle(t, out, LUN_RULE_QVS, verb, behind);
}

/* "Q, wie S mitteilte"; "Q, S zufolge" */
static int read_aside(const lun_tokens *t, size_t start, size_t end, lun_attribution *out) {
  if (lun_token_has(t, start, LUN_TOKEN_AS) && !lun_token_starts(t, start)) {
    if (!lun_attribution_as(t, start, end, out)) return 0;
    return settle(t, out, LUN_RULE_Q_ACCORDING, out->verb, out->verb_to);
  }
  for (size_t i = start + 1; i < end && lun_token_joined(t, i); i++) {
    if (!lun_token_has(t, i, LUN_TOKEN_POSTPOSED)) continue;
    out->known = lun_attribution_postposed(t, i, start, &out->speaker);
    return out->known && settle(t, out, LUN_RULE_Q_ACCORDING, i, i + t->items[i].reach);
  }
  return 0;
}

/* 1 when [from, to) is a description that leads to the name behind it, as journalists put it:
** "party spokeswoman Ana Reyes said", "another friend, Ana Reyes said". */
static int describes(const lun_tokens *t, size_t from, size_t to) {
  const lun_token_flags never = LUN_TOKEN_BREAK | LUN_TOKEN_RELATIVE | LUN_TOKEN_TIME |
                                LUN_TOKEN_VERB | LUN_TOKEN_PASSIVE | LUN_TOKEN_PRONOUN |
                                LUN_TOKEN_QUOTED | LUN_TOKEN_ACCORDING | LUN_TOKEN_SKIP |
                                LUN_TOKEN_ADVERB | LUN_TOKEN_ING;
  if (to > from + LEAD_MOST || lun_token_starts(t, from)) return 0;
  int comma = lun_token_has(t, to, LUN_TOKEN_COMMA);
  if (comma && !lun_token_has(t, from, LUN_TOKEN_DETERMINER)) return 0;
  for (size_t i = from; i <= to; i++) {
    if (i < to && lun_token_has(t, i, never) && !lun_token_has(t, i, LUN_TOKEN_NOUNS)) return 0;
    if (i > from && i < to + (size_t)!comma && !lun_token_joined(t, i)) return 0;
  }
  return 1;
}

/* "Q, a note on the door said": where no comma parts the words before the verb, all are its subject. */
static int widen(const lun_tokens *t, size_t start, size_t verb, lun_speaker *s) {
  const lun_token_flags begins =
      LUN_TOKEN_DETERMINER | LUN_TOKEN_CAPITAL | LUN_TOKEN_PERSON | LUN_TOKEN_TITLE;
  const lun_token_flags never = LUN_TOKEN_PRONOUN | LUN_TOKEN_CONTRAST | LUN_TOKEN_QUOTED;
  size_t end = s->outer_to;
  lun_speaker head;
  if (!lun_token_has(t, start, begins) || s->kind == LUN_SPEAKER_PRONOUN) return 0;
  for (size_t i = start; i <= verb; i++) {
    if (i > start && !lun_token_joined(t, i)) return 0;
    if (i < verb && lun_token_has(t, i, never)) return 0;
  }
  if (!lun_speaker_after(t, start, verb, &head)) return 0;
  head.outer_from = start;
  head.outer_to = end;
  *s = head;
  return 1;
}

int lun_attribution_given(const lun_tokens *t, size_t at, size_t ceiling, lun_speaker *out) {
  return t->traits != 0 ? lun_attribution_after(t, at, ceiling, out)
                        : lun_source_given(t, at, ceiling, out);
}

/* "Q, S said" */
static int read_qsv(const lun_tokens *t, const lun_passage *p, size_t end, lun_attribution *out) {
  size_t start = p->to;
  for (size_t verb = start + 1; verb < end; verb++) {
    if (lun_token_has(t, verb, LUN_TOKEN_COLON)) return 0;
    if (!lun_attribution_is_finite(t, verb)) continue;
    out->known = lun_subject_before(t, verb, start, &out->speaker);
    if (!out->known) continue;
    if (only_adverbs(t, start, out->speaker.outer_from) || widen(t, start, verb, &out->speaker) ||
        (p->set_off && out->speaker.kind == LUN_SPEAKER_NAME &&
         describes(t, start, out->speaker.outer_from))) {
      return settle(t, out, LUN_RULE_QSV, verb, verb + t->items[verb].reach);
    }
  }
  return 0;
}

int lun_attribution_right(const lun_tokens *t, const lun_passage *p, lun_attribution *out) {
  size_t start = p->to;
  *out = (lun_attribution){.verb = SIZE_MAX};
  if (start >= p->next || lun_token_has(t, start, LUN_TOKEN_PARAGRAPH | LUN_TOKEN_COLON)) return 0;
  size_t end = right_end(t, p);
  int comma = p->comma || lun_token_has(t, start, LUN_TOKEN_COMMA);
  if (lun_token_has(t, start, LUN_TOKEN_ACCORDING) && !lun_token_starts(t, start)) {
    size_t behind = start + t->items[start].reach;
    out->known = lun_attribution_given(t, behind, end, &out->speaker);
    if (out->known) return settle(t, out, LUN_RULE_Q_ACCORDING, start, behind);
  }
  if (t->traits != 0 && read_aside(t, start, end, out)) return 1;
  if (!comma && !lun_token_has(t, start, LUN_TOKEN_SMALL)) return 0;
  /* A sentence in marks may lack its comma: "“We lost” said S". */
  int bare = p->begins && lun_token_starts(t, p->from) && lun_token_has(t, start, LUN_TOKEN_SAY);
  if ((comma || bare) && read_qvs(t, start, end, out)) return 1;
  return comma && read_qsv(t, p, end, out);
}

int lun_attribution_is_passive(const lun_tokens *t, size_t verb, size_t low) {
  size_t i = verb;
  while (i > low && lun_token_joined(t, i) &&
         lun_token_has(t, i - 1, LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB) &&
         !lun_token_has(t, i - 1, LUN_TOKEN_PASSIVE)) {
    i--;
  }
  return i > low && lun_token_joined(t, i) && lun_token_has(t, i - 1, LUN_TOKEN_PASSIVE);
}

/* "S wrote that his party had won, adding": the subject of a clause inside the one that goes on. */
static int is_inner(const lun_tokens *t, size_t low, const lun_speaker *s) {
  const lun_token_flags opens = LUN_TOKEN_THAT | LUN_TOKEN_OPENER | LUN_TOKEN_RELATIVE;
  if (lun_token_has(t, s->outer_from, opens)) return 1;
  return s->outer_from > low + 1 && lun_token_joined(t, s->outer_from) &&
         lun_token_has(t, s->outer_from - 1, opens);
}

/* "S stopped, and he left, saying": the subject of the last clause that "and" joins to those before. */
static int joined_subject(const lun_tokens *t, size_t low, size_t verb, lun_speaker *out) {
  for (size_t i = verb; i-- > low + 1;) {
    if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) return 0;
    if (!lun_token_has(t, i - 1, LUN_TOKEN_COMMA) || !lun_token_joined(t, i)) continue;
    if (!lun_token_is(t, i - 1, "and") && !lun_token_is(t, i - 1, "but")) continue;
    if (!lun_token_has(t, i, LUN_TOKEN_PRONOUN)) return 0;
    *out = (lun_speaker){i, i + 1, i, i + 1, i, i + 1, LUN_SPEAKER_PRONOUN};
    return 1;
  }
  return 0;
}

/* "It seemed that he rose and said": a pronoun whose clause no comma ends before the verb. */
static int nearest_subject(const lun_tokens *t, size_t low, size_t verb, lun_speaker *out) {
  for (size_t i = verb; i-- > low + 1;) {
    if (lun_token_has(t, i + 1, LUN_TOKEN_COMMA) || lun_token_has(t, i, LUN_TOKEN_QUOTED)) return 0;
    if (!lun_token_has(t, i, LUN_TOKEN_PRONOUN) || lun_token_has(t, i, LUN_TOKEN_OBJECT)) continue;
    *out = (lun_speaker){i, i + 1, i, i + 1, i, i + 1, LUN_SPEAKER_PRONOUN};
    return 1;
  }
  return 0;
}

/* The subject that a verb without its own shares: that of the verb before it, or its sentence's. */
static int share_subject(const lun_tokens *t, size_t low, size_t verb, lun_speaker *out) {
  int apart = lun_token_has(t, verb, LUN_TOKEN_COMMA);
  if (apart && t->traits == 0 && joined_subject(t, low, verb, out)) return 1;
  for (size_t i = verb; i-- > low + 1;) {
    if (!lun_attribution_is_finite(t, i) || lun_attribution_is_passive(t, i, low)) continue;
    if (lun_subject_before(t, i, low, out)) {
      if (!apart || t->traits != 0 || !is_inner(t, low, out)) return 1;
      continue;
    }
    /* "Q, said S, adding" */
    int marked = lun_token_has(t, i, LUN_TOKEN_MARK) && lun_token_has(t, i, LUN_TOKEN_SAY);
    if ((marked || lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) &&
        lun_attribution_after(t, i + t->items[i].reach, verb, out)) {
      return 1;
    }
  }
  if (t->traits == 0 && nearest_subject(t, low, verb, out)) return 1;
  if (!lun_subject_find(t, low, verb, out)) return 0;
  lun_source_after(t, verb, out);
  return 1;
}

int lun_attribution_purpose(const lun_tokens *t, size_t low, size_t verb, lun_speaker *out) {
  size_t i = verb;
  while (i > low && lun_token_joined(t, i) &&
         lun_token_has(t, i - 1, LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB)) {
    i--;
  }
  size_t behind = verb + t->items[verb].reach;
  if (i <= low + 1 || !lun_token_joined(t, i) || !lun_token_is(t, i - 1, "to")) return 0;
  if (behind >= t->count || !lun_token_has(t, behind, LUN_TOKEN_THAT)) return 0;
  return lun_token_has(t, verb, LUN_TOKEN_SAY) && share_subject(t, low, verb, out);
}

/* "with many of the marchers saying": all that stands between "with" and the participle. */
static int with_subject(const lun_tokens *t, size_t low, size_t verb, lun_speaker *out) {
  const lun_token_flags never =
      LUN_TOKEN_VERB | LUN_TOKEN_RELATIVE | LUN_TOKEN_THAT | LUN_TOKEN_PASSIVE | LUN_TOKEN_QUOTED;
  size_t i = verb;
  while (i > low + 1 && verb - i < WITH_REACH && lun_token_joined(t, i)) {
    if (lun_token_is(t, i - 1, "with")) break;
    i--;
    if (lun_token_has(t, i, never) && lun_speaker_is_verb(t, i, never)) return 0;
  }
  if (i == verb || !lun_token_is(t, i - 1, "with")) return 0;
  if (!lun_speaker_after(t, i, verb, out)) return 0;
  size_t end = verb;
  while (end > out->to && lun_token_has(t, end - 1, LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB)) end--;
  out->outer_from = i;
  out->outer_to = end;
  return 1;
}

/* "He began by saying": the nearest subject is a pronoun. */
static int near_pronoun(const lun_tokens *t, size_t low, size_t verb, lun_speaker *out) {
  const lun_token_flags leads = LUN_TOKEN_PREPOSITION | LUN_TOKEN_CONTRAST | LUN_TOKEN_OPENER;
  if (verb <= low + 1 || !lun_token_joined(t, verb) || !lun_token_has(t, verb - 1, leads)) return 0;
  for (size_t i = verb - 1; i-- > low && lun_token_joined(t, i + 1);) {
    int who = lun_token_has(t, i, LUN_TOKEN_RELATIVE) && lun_token_is(t, i, "who");
    if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) return 0;
    if (!who && (!lun_token_has(t, i, LUN_TOKEN_PRONOUN) || lun_token_has(t, i, LUN_TOKEN_OBJECT)))
      continue;
    *out = (lun_speaker){i, i + 1, i, i + 1, i, i + 1, LUN_SPEAKER_PRONOUN};
    if (who) out->kind = LUN_SPEAKER_DESCRIPTION;
    return 1;
  }
  return 0;
}

/* "with Ana Reyes saying", "is saying": a participle's own subject. */
static int own_subject(const lun_tokens *t, size_t low, size_t verb, lun_speaker *out) {
  if (with_subject(t, low, verb, out) || near_pronoun(t, low, verb, out)) return 1;
  if (lun_attribution_is_passive(t, verb, low)) return lun_subject_before(t, verb, low, out);
  if (!lun_token_joined(t, verb) || !lun_subject_before(t, verb, low, out)) return 0;
  /* "spoke on Facebook saying": what another preposition leads to is no subject. */
  size_t at = out->outer_from;
  int led = at > low && lun_token_joined(t, at) &&
            lun_token_has(t, at - 1, LUN_TOKEN_PREPOSITION | LUN_TOKEN_LINK) &&
            !lun_token_is(t, at - 1, "with");
  return out->kind == LUN_SPEAKER_NAME && !led;
}

int lun_attribution_participle(const lun_tokens *t, size_t low, size_t verb, lun_speaker *out) {
  return own_subject(t, low, verb, out) || share_subject(t, low, verb, out);
}

/* "S condemned what he called Q", "S said the army would propose Q": the subject of the verb whose
** clause holds the nearer one. */
static int find_outer(const lun_tokens *t, size_t low, const lun_speaker *inner, size_t *verb,
                      lun_speaker *out) {
  size_t i = inner->outer_from;
  if (i <= low || !lun_token_joined(t, i)) return 0;
  lun_token_flags holders = LUN_TOKEN_VERB;
  if (inner->kind == LUN_SPEAKER_PRONOUN) holders |= LUN_TOKEN_BREAK;
  if (!lun_token_has(t, i - 1, holders)) return 0;
  while (i-- > low + 1) {
    if (lun_attribution_is_finite(t, i) && !lun_attribution_is_passive(t, i, low)) {
      *verb = i;
      return lun_subject_before(t, i, low, out) && out->kind != LUN_SPEAKER_PRONOUN;
    }
  }
  return 0;
}

int lun_attribution_subject(const lun_tokens *t, size_t low, size_t verb, lun_speaker *out) {
  return lun_subject_before(t, verb, low, out) || share_subject(t, low, verb, out);
}

int lun_attribution_inverted(const lun_tokens *t, size_t verb, size_t low, size_t ceiling,
                             lun_speaker *out) {
  const lun_token_flags leads = LUN_TOKEN_PREPOSITION | LUN_TOKEN_TIME | LUN_TOKEN_SKIP;
  size_t behind = verb + t->items[verb].reach;
  lun_speaker before;
  if (!lun_token_trait(t, LUN_TRAIT_VERB_SECOND) || lun_token_has(t, verb, LUN_TOKEN_ING)) return 0;
  if (behind >= ceiling || !lun_token_joined(t, behind) || lun_token_starts(t, verb)) return 0;
  if (!lun_token_has(t, verb, LUN_TOKEN_COMMA) && lun_subject_before(t, verb, low, &before)) {
    size_t from = before.from;
    int quoted = lun_token_has(t, from, LUN_TOKEN_QUOTED);
    if (quoted) return lun_attribution_after(t, behind, ceiling, out);
    if (from <= low || lun_token_has(t, from, LUN_TOKEN_COMMA)) return 0;
    if (!lun_token_has(t, from - 1, leads)) return 0;
  }
  return lun_attribution_after(t, behind, ceiling, out);
}

/* "En su carta escribe Q": where a verb needs no subject, what a preposition leads is none. */
static int is_led(const lun_tokens *t, size_t low, const lun_speaker *s) {
  return lun_token_trait(t, LUN_TRAIT_DROPPED_SUBJECT) && s->outer_from == low + 1 &&
         lun_token_has(t, low, LUN_TOKEN_PREPOSITION);
}

/* The subject of a verb found to the left. */
static int read_subject(const lun_tokens *t, const lun_passage *p, size_t low, size_t verb,
                        lun_attribution *out) {
  size_t behind = verb + t->items[verb].reach;
  lun_rule which = lun_token_has(t, p->from, LUN_TOKEN_COLON) ? LUN_RULE_SV_COLON_Q : LUN_RULE_SVQ;
  lun_speaker outer;
  size_t outer_verb;
  if (lun_token_has(t, verb, LUN_TOKEN_ING)) {
    out->known = lun_attribution_participle(t, low, verb, &out->speaker);
    return settle(t, out, LUN_RULE_PARTICIPLE, verb, behind);
  }
  if (lun_attribution_inverted(t, verb, low, p->from, &out->speaker)) {
    out->known = 1;
    return settle(t, out, which == LUN_RULE_SVQ ? LUN_RULE_VSQ : which, verb, behind);
  }
  out->known = lun_subject_before(t, verb, low, &out->speaker);
  if (out->known && is_led(t, low, &out->speaker)) {
    out->known = 0;
    out->dropped = !lun_attribution_is_plural(t, verb);
    return settle(t, out, which, verb, behind);
  }
  int led = lun_token_has(t, verb, LUN_TOKEN_COMMA) && verb == low + 1; /* "But, said S, Q" */
  if (!out->known && (led || lun_token_starts(t, verb))) {
    out->known = lun_attribution_after(t, behind, p->from, &out->speaker);
    out->dropped = !out->known && lun_token_trait(t, LUN_TRAIT_DROPPED_SUBJECT) &&
                   !lun_attribution_is_plural(t, verb);
    return settle(t, out, LUN_RULE_VSQ, verb, behind);
  }
  if (!out->known) {
    out->known = share_subject(t, low, verb, &out->speaker);
  } else if (!(behind == p->from && lun_token_has(t, behind, LUN_TOKEN_COMMA)) &&
             find_outer(t, low, &out->speaker, &outer_verb, &outer)) {
    out->speaker = outer;
    return settle(t, out, which, outer_verb, outer_verb + t->items[outer_verb].reach);
  }
  return settle(t, out, which, verb, behind);
}

/* 1 when the words from token `i` to the stretch belong together closely. */
static int is_near(const lun_tokens *t, const lun_passage *p, size_t i) {
  if (p->from > i + REFUSAL_REACH) return 0;
  for (size_t k = i + 1; k <= p->from; k++) {
    if (lun_token_has(t, k, LUN_TOKEN_COMMA | LUN_TOKEN_COLON | LUN_TOKEN_START)) return 0;
  }
  return 1;
}

/* What token `i` before the stretch makes of it: 1 when it settles the matter. */
static int read_cue(const lun_tokens *t, const lun_passage *p, size_t low, size_t i,
                    lun_attribution *out) {
  size_t behind = i + t->items[i].reach;
  if (lun_token_has(t, i, LUN_TOKEN_NOT_QUOTE) && is_near(t, p, behind - 1)) {
    out->refused = 1;
    return 1;
  }
  if (lun_token_has(t, i, LUN_TOKEN_POSTPOSED)) {
    out->known = lun_attribution_postposed(t, i, low, &out->speaker);
    return out->known && settle(t, out, LUN_RULE_ACCORDING_Q, i, behind);
  }
  if (lun_token_has(t, i, LUN_TOKEN_ACCORDING)) {
    /* "d'après les informations du « Courrier »" */
    if (t->traits != 0 && lun_token_has(t, p->from - 1, LUN_TOKEN_LINK)) return 0;
    out->known = lun_attribution_given(t, behind, p->from, &out->speaker);
    return out->known && settle(t, out, LUN_RULE_ACCORDING_Q, i, behind);
  }
  if (!lun_speaker_is_verb(t, i, LUN_TOKEN_VERB) || behind > p->from) return 0;
  if (lun_attribution_is_passive(t, i, low) && !lun_token_has(t, i, LUN_TOKEN_ING)) {
    out->refused = lun_token_has(t, i, LUN_TOKEN_LABEL) && is_near(t, p, behind - 1);
    return out->refused;
  }
  return read_subject(t, p, low, i, out);
}

static int is_from(const lun_tokens *t, size_t i) {
  const lun_token *token = &t->items[i];
  return token->to - token->from == 4 && memcmp(t->text + token->from + 1, "rom", 3) == 0;
}

/* "Rain at last - Ana Reyes: Q", "More from the board: Q": who stands right before the colon. */
static int read_label(const lun_tokens *t, const lun_passage *p, size_t low, lun_attribution *out) {
  size_t from = low, end = p->from;
  if (lun_token_has(t, end, LUN_TOKEN_BRACKET)) { /* "Ana Reyes (Lisk): Q" */
    while (end > low + 1 && !lun_token_has(t, end - 1, LUN_TOKEN_OTHER)) end--;
    if (end > low + 1) end--;
  }
  for (size_t i = low + 1; i < end; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_DASH | LUN_TOKEN_OTHER)) from = i;
  }
  if (!lun_speaker_phrase_before(t, from, end, &out->speaker)) return 0;
  out->speaker.outer_to = p->from;
  size_t at = out->speaker.from;
  int named = out->speaker.kind == LUN_SPEAKER_NAME &&
              (at == from || !lun_token_has(t, at - 1, LUN_TOKEN_PREPOSITION | LUN_TOKEN_LINK));
  int given = at > low && is_from(t, at - 1);
  if (!named && !given) return 0;
  lun_source_before(t, from, &out->speaker);
  out->known = 1;
  return 1;
}

/* "Farmers agree - Ana Reyes: Q": whatever stands before the dash, a bare name between it and the
** colon is who speaks. */
static int read_dashed_label(const lun_tokens *t, const lun_passage *p, size_t low,
                             lun_attribution *out) {
  size_t i = p->from;
  if (t->traits != 0) return 0;
  while (i > low + 1 && p->from - i < LEAD_MOST && !lun_token_has(t, i - 1, LUN_TOKEN_DASH)) i--;
  if (i <= low + 1 || p->from - i + 1 > LEAD_MOST || lun_token_starts(t, i - 1)) return 0;
  return read_label(t, p, low, out) && out->speaker.kind == LUN_SPEAKER_NAME &&
         out->speaker.outer_from == i - 1;
}

int lun_attribution_left(const lun_tokens *t, const lun_passage *p, lun_attribution *out) {
  int across = lun_token_has(t, p->from, LUN_TOKEN_COLON);
  *out = (lun_attribution){.verb = SIZE_MAX};
  if (p->from == 0 || (lun_token_starts(t, p->from) && !across)) return 0;
  size_t low = lun_attribution_sentence(t, p->from - 1);
  if (across && read_dashed_label(t, p, low, out))
    return settle(t, out, LUN_RULE_S_COLON_Q, SIZE_MAX, SIZE_MAX);
  for (size_t i = p->from; i-- > low;) {
    if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) continue;
    if (read_cue(t, p, low, i, out)) return !out->refused;
  }
  return 0;
}

/* "... Q ..., S said": the verb ends its sentence, or a comma or a time follows it. */
static int read_tail(const lun_tokens *t, const lun_passage *p, lun_attribution *out) {
  size_t end = p->to < p->next ? right_end(t, p) : p->to;
  for (size_t verb = p->to + 2; verb < end; verb++) {
    if (!lun_attribution_is_finite(t, verb)) continue;
    size_t behind = verb + t->items[verb].reach;
    int last = behind >= end || lun_token_has(t, behind, LUN_TOKEN_GAP | LUN_TOKEN_TIME);
    if (!last || !lun_subject_before(t, verb, p->to, &out->speaker)) continue;
    if (!lun_token_has(t, out->speaker.outer_from, LUN_TOKEN_COMMA)) continue;
    out->known = 1;
    return settle(t, out, LUN_RULE_TAIL, verb, behind);
  }
  return 0;
}

/* "Q" as a paragraph, "- S" or "- S, place" as the next. */
static int read_signature(const lun_tokens *t, const lun_passage *p, lun_attribution *out) {
  size_t end = p->to + 1;
  if (p->to != p->paragraph_end || p->to >= t->count || !p->set_off) return 0;
  if (!lun_token_has(t, p->to, LUN_TOKEN_DASH)) return 0;
  while (end < t->count && !lun_token_has(t, end, LUN_TOKEN_PARAGRAPH)) end++;
  if (end > p->to + SIGNATURE_MOST) return 0;
  out->known = lun_attribution_after(t, p->to, end, &out->speaker);
  return out->known && out->speaker.kind == LUN_SPEAKER_NAME && out->speaker.from == p->to;
}

/* "Reyes's response: Q": who responds. */
static void keep_owner(const lun_tokens *t, lun_speaker *s) {
  size_t i = s->from;
  if (s->kind != LUN_SPEAKER_DESCRIPTION) return;
  while (i < s->to && !lun_token_has(t, i, LUN_TOKEN_NOUN)) i++;
  if (i == s->to || i == s->from) return;
  for (i = s->from; i < s->to && !lun_token_has(t, i, LUN_TOKEN_OWNER); i++) {}
  lun_speaker owner;
  if (i + 1 >= s->to || !lun_speaker_phrase_before(t, s->from, i + 1, &owner)) return;
  *s = owner;
}

int lun_attribution_far(const lun_tokens *t, const lun_passage *p, lun_attribution *out) {
  *out = (lun_attribution){.verb = SIZE_MAX};
  if (!p->stop && read_tail(t, p, out)) return 1;
  if (p->to < p->paragraph_end && p->to < t->count && lun_token_has(t, p->to, LUN_TOKEN_DASH) &&
      lun_speaker_after(t, p->to, p->paragraph_end, &out->speaker) &&
      out->speaker.kind == LUN_SPEAKER_NAME) {
    out->known = 1;
    return settle(t, out, LUN_RULE_Q_DASH_S, SIZE_MAX, SIZE_MAX);
  }
  if (read_signature(t, p, out)) return settle(t, out, LUN_RULE_Q_DASH_S, SIZE_MAX, SIZE_MAX);
  if (p->from == 0 || !lun_token_has(t, p->from, LUN_TOKEN_COLON)) return 0;
  size_t low = lun_attribution_sentence(t, p->from - 1);
  if (!read_label(t, p, low, out)) out->known = lun_subject_find(t, low, p->from, &out->speaker);
  if (out->known) keep_owner(t, &out->speaker);
  return out->known && settle(t, out, LUN_RULE_S_COLON_Q, SIZE_MAX, SIZE_MAX);
}
