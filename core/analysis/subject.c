#include "analysis/subject.h"

#include "analysis/source.h"
#include "analysis/usage.h"

#include <string.h>

enum {
  DATELINE = 8,          /* tokens of the longest "ROME (Agency) -" */
  REACH = 40,            /* tokens looked at before a verb: more is no subject any more */
  DESCRIPTION_MOST = 12, /* words of a description before its name */
  OWNER_REACH = 3,       /* words up to the possessive that begins a description */
  SEGMENTS_MOST = 8      /* stretches between commas before a verb */
};

/* Tokens [from, to) between two commas (or dashes, or brackets). */
typedef struct segment {
  size_t from;
  size_t to;
} segment;

/* 1 when only a bracket parts token `i` from the one before. */
static int is_bracketed(const lun_tokens *t, size_t i) {
  const lun_token_flags hard = LUN_TOKEN_GAP & ~(LUN_TOKEN_OTHER | LUN_TOKEN_BRACKET);
  if (i == 0 || lun_token_has(t, i, hard)) return 0;
  return lun_token_has(t, i, LUN_TOKEN_BRACKET) || t->text[t->items[i].from - 1] == '(';
}

/* The first token of the title of a work that ends with token `i`; `i` when there is none. */
static size_t skip_work(const lun_tokens *t, size_t i, size_t low) {
  size_t first = i;
  if (!lun_token_has(t, i, LUN_TOKEN_QUOTED)) return i;
  while (first > low && lun_token_has(t, first - 1, LUN_TOKEN_QUOTED)) first--;
  return lun_source_is_work(t, first) ? first : i;
}

/* Cut the tokens before `end` into segments at commas, the nearest first. */
static size_t cut_segments(const lun_tokens *t, size_t end, size_t floor, segment *out) {
  size_t count = 0, low = end > floor + REACH ? end - REACH : floor;
  for (size_t i = end; i > low && count < SEGMENTS_MOST;) {
    size_t to = i;
    do i = skip_work(t, i - 1, low);
    while (i > low && (lun_token_joined(t, i) || is_bracketed(t, i) || lun_source_is_work(t, i)) &&
           !lun_token_starts(t, i));
    out[count++] = (segment){i, to};
    const lun_token_flags hard = LUN_TOKEN_COLON | LUN_TOKEN_MARK;
    if (lun_token_starts(t, i) || lun_token_has(t, i, hard)) break;
  }
  return count;
}

/* A segment that begins like a clause or an adverbial: it is beside the subject. */
static int is_aside(const lun_tokens *t, const segment *s) {
  const lun_token_flags signs = LUN_TOKEN_BREAK | LUN_TOKEN_RELATIVE | LUN_TOKEN_TIME |
                                LUN_TOKEN_LINK | LUN_TOKEN_ING | LUN_TOKEN_ADVERB | LUN_TOKEN_SKIP |
                                LUN_TOKEN_VERB;
  if (lun_token_has(t, s->from, LUN_TOKEN_CAPITAL) && !lun_token_starts(t, s->from)) return 0;
  return lun_token_has(t, s->from, signs) &&
         !lun_token_has(t, s->from, LUN_TOKEN_TITLE | LUN_TOKEN_PERSON | LUN_TOKEN_DETERMINER);
}

/* Where a place or the like stands between a subject and its verb ("a paper from the institute said",
** "leaders in Lisk said"): the token of its preposition, when all before it is one noun phrase that
** begins the segment; 0 when there is none. */
static size_t place_start(const lun_tokens *t, const segment *s, size_t phrase) {
  static const char *const words[] = {"in",     "on",   "at",      "from",   "by",
                                      "inside", "near", "outside", "across", "within",
                                      "under",  "with", "around",  "behind", "about"};
  const lun_token_flags never = LUN_TOKEN_PRONOUN | LUN_TOKEN_PASSIVE | LUN_TOKEN_SKIP |
                                LUN_TOKEN_THAT | LUN_TOKEN_RELATIVE | LUN_TOKEN_TIME |
                                LUN_TOKEN_ADVERB | LUN_TOKEN_BREAK | LUN_TOKEN_ING;
  const lun_token_flags begins = LUN_TOKEN_DETERMINER | LUN_TOKEN_CAPITAL | LUN_TOKEN_NOUNS;
  size_t at = phrase - 1, k = 0;
  if (phrase <= s->from + 1) return 0;
  const lun_token *token = &t->items[at];
  for (; k < sizeof words / sizeof *words; k++) {
    size_t len = strlen(words[k]);
    if (token->to - token->from == len && memcmp(t->text + token->from, words[k], len) == 0) break;
  }
  if (k == sizeof words / sizeof *words) return 0;
  if (!lun_token_has(t, s->from, begins) && t->text[t->items[at - 1].to - 1] != 's') return 0;
  for (size_t i = s->from; i < at; i++) {
    if (lun_token_has(t, i, never) && !lun_speaker_is_name_word(t, i)) return 0;
    if (lun_speaker_is_verb(t, i, LUN_TOKEN_VERB)) return 0;
    if (i > s->from && lun_usage_is_past(t, i)) return 0;
  }
  return at;
}

/* The phrase a segment ends in; the subject of a relative clause is what stands before "who". */
static int segment_phrase(const lun_tokens *t, const segment *s, lun_speaker *out) {
  for (size_t i = s->from + 1; i < s->to; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_RELATIVE))
      return lun_speaker_phrase_before(t, s->from, i, out);
  }
  if (!lun_speaker_phrase_before(t, s->from, s->to, out)) return 0;
  /* "an officer on the south bank": the place belongs to the person before it. */
  size_t i = out->from;
  if (i <= s->from + 1 || !lun_token_has(t, i - 1, LUN_TOKEN_BREAK)) return 1;
  size_t place = place_start(t, s, i);
  if (place == 0 && lun_usage_is_word(t, i - 1, "and")) return 1; /* partners */
  i = place > 0 ? place : i - 1;
  /* "an officer working on", "an officer familiar with" */
  const lun_token_flags nouns = LUN_TOKEN_PERSON | LUN_TOKEN_TITLE;
  int beside = lun_token_has(t, i - 1, LUN_TOKEN_SMALL) && !lun_token_has(t, i - 1, nouns);
  if (i > s->from + 1 && lun_token_joined(t, i - 1) &&
      (beside || lun_token_has(t, i - 1, LUN_TOKEN_ING))) {
    i--;
  }
  if (place > 0 || lun_token_has(t, i - 1, nouns)) {
    return lun_speaker_phrase_before(t, s->from, i, out);
  }
  return 1;
}

/* A segment that describes the person named before it: "a lawyer for the Reyes family". */
static int is_beside(const lun_tokens *t, const segment *s, int more) {
  if (!more) return 0;
  if (lun_token_has(t, s->from, LUN_TOKEN_DETERMINER)) return 1;
  return lun_token_has(t, s->from, LUN_TOKEN_SMALL) &&
         !lun_token_has(t, s->from, LUN_TOKEN_PARTICLE);
}

/* "Lisk's foreign minister", "another friend": a description alone between commas, of a person. */
static int is_description(const lun_tokens *t, const segment *s) {
  const lun_token_flags never = LUN_TOKEN_PRONOUN | LUN_TOKEN_PASSIVE | LUN_TOKEN_SKIP |
                                LUN_TOKEN_TIME | LUN_TOKEN_QUOTED | LUN_TOKEN_RELATIVE;
  int nouns = 0, begins = lun_token_has(t, s->from, LUN_TOKEN_DETERMINER);
  if (is_aside(t, s) || s->to > s->from + DESCRIPTION_MOST) return 0;
  for (size_t i = s->from; i < s->to; i++) {
    if (!nouns && lun_token_has(t, i, LUN_TOKEN_BREAK)) return 0;
    nouns |= lun_token_has(t, i, LUN_TOKEN_NOUNS) && !lun_token_has(t, i, LUN_TOKEN_RECORD);
    begins |= i < s->from + OWNER_REACH && lun_token_has(t, i, LUN_TOKEN_OWNER);
    if (nouns && lun_token_has(t, i, LUN_TOKEN_NOUNS)) continue;
    if (lun_token_has(t, i, never) || lun_speaker_is_verb(t, i, LUN_TOKEN_VERB)) return 0;
  }
  return begins && nouns;
}

/* 1 when nothing but a name stands in segment `s`. */
static int is_bare_name(const lun_tokens *t, const segment *s, lun_speaker *out) {
  return !is_aside(t, s) && lun_speaker_phrase_before(t, s->from, s->to, out) &&
         out->kind == LUN_SPEAKER_NAME && out->from == s->from;
}

/* "of Raleigh" before ", N.C.": what follows such a segment is a place, too. */
static int leads_to_place(const lun_tokens *t, const segment *s) {
  return lun_token_has(t, s->from, LUN_TOKEN_SMALL) &&
         lun_token_has(t, s->from, LUN_TOKEN_LINK | LUN_TOKEN_PREPOSITION);
}

/* "while Jan Vos", of "while Jan Vos, the mayor, said": nothing but a clause's own subject. */
static int opens_clause(const lun_tokens *t, const segment *s) {
  segment rest = {s->from + 1, s->to};
  lun_speaker name;
  return t->traits == 0 && rest.from < rest.to &&
         lun_token_has(t, s->from, LUN_TOKEN_CONTRAST | LUN_TOKEN_OPENER) &&
         is_bare_name(t, &rest, &name);
}

/* The verb stands behind a comma: the nearest segment is beside the subject, or is the name. */
static int choose_segment(const lun_tokens *t, const segment *s, size_t count, lun_speaker *out) {
  lun_speaker found, beside, first;
  int have = 0;
  /* "Ana Reyes, the editor of its newspaper, The Lisk Herald, said" */
  int begun = count > 2 && lun_token_starts(t, s[2].from) && is_bare_name(t, &s[2], &first);
  if (count > 1 && !begun && is_bare_name(t, &s[0], &found) && !is_aside(t, &s[1]) &&
      lun_speaker_phrase_before(t, s[1].from, s[1].to, &beside) &&
      lun_speaker_introduces(t, &beside)) {
    *out = found;
    out->outer_from = beside.from;
    return 1;
  }
  for (size_t k = 1; k < count; k++) {
    /* "when Ana Reyes, who ..., said": a clause of its own, whose subject is right there. */
    int clause = k == 1 && lun_token_has(t, s[0].from, LUN_TOKEN_RELATIVE);
    if (is_aside(t, &s[k]) && !clause && !opens_clause(t, &s[k])) continue;
    if (!segment_phrase(t, &s[k], &found)) continue;
    if (found.kind == LUN_SPEAKER_PRONOUN) return have;
    int named = found.kind == LUN_SPEAKER_NAME && !is_beside(t, &s[k], k + 1 < count);
    if (named && k + 1 < count && found.from == s[k].from && leads_to_place(t, &s[k + 1])) continue;
    if (named || !have) *out = found;
    if (named && k + 1 < count && found.from == s[k].from && is_description(t, &s[k + 1])) {
      out->outer_from = s[k + 1].from;
    }
    if (named) return 1;
    have = 1;
  }
  if (count == 1 && !is_aside(t, &s[0]))
    return lun_speaker_phrase_before(t, s[0].from, s[0].to, out);
  return have;
}

/* ", which said": behind a comma or a dash, the subject of the verb. */
static int is_which(const lun_tokens *t, size_t i) {
  const lun_token *token = &t->items[i];
  return token->to - token->from == 5 && memcmp(t->text + token->from, "which", 5) == 0 &&
         lun_token_has(t, i, LUN_TOKEN_COMMA | LUN_TOKEN_DASH);
}

/* "Ana Reyes, who on Monday said", "a sign that said": the source is "who" or "that", and stands for
** what is before it. */
static int read_relative(const lun_tokens *t, size_t end, const segment *s, size_t count,
                         lun_speaker *out) {
  const lun_token_flags marks = LUN_TOKEN_RELATIVE;
  size_t who = end;
  if (end > s[0].from && (lun_token_has(t, end - 1, marks) || is_which(t, end - 1))) who = end - 1;
  else if (lun_token_has(t, s[0].from, LUN_TOKEN_RELATIVE) && lun_token_joined(t, end)) {
    who = s[0].from;
    /* "whom he called": the verb has a subject of its own. */
    if (who + 1 < end && !lun_token_has(t, who + 1, LUN_TOKEN_TIME) &&
        lun_token_has(t, who + 1, LUN_TOKEN_PRONOUN | LUN_TOKEN_CAPITAL | LUN_TOKEN_DETERMINER)) {
      return 0;
    }
    for (size_t i = who + 1; i < end; i++) {
      if (lun_token_has(t, i, LUN_TOKEN_VERB | LUN_TOKEN_PASSIVE | LUN_TOKEN_SKIP)) return 0;
    }
  }
  if (who == end) return 0;
  segment before = {s[0].from, who};
  if (who == s[0].from) {
    if (count < 2) return 0;
    before = s[1];
  }
  if (!segment_phrase(t, &before, out)) {
    *out = (lun_speaker){who, who + 1, who, who + 1, who, who + 1, LUN_SPEAKER_DESCRIPTION};
    return lun_token_has(t, who, LUN_TOKEN_RELATIVE) || is_which(t, who) || who > s[0].from;
  }
  out->outer_from = who;
  out->outer_to = who + 1;
  return 1;
}

/* "ROME", in capitals only. */
static int is_shouted(const lun_tokens *t, size_t i) {
  const lun_token *token = &t->items[i];
  for (uint32_t at = token->from; at < token->to; at++) {
    if (t->text[at] < 'A' || t->text[at] > 'Z') return 0;
  }
  return token->to - token->from > 2;
}

/* Behind a dateline: "ROME (Reuters) - The minister ...". */
static size_t skip_dateline(const lun_tokens *t, size_t start, size_t last) {
  if (!lun_token_has(t, start, LUN_TOKEN_PARAGRAPH)) return start;
  size_t end = start + DATELINE < last ? start + DATELINE : last;
  for (size_t i = start + 1; i < end; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_DASH)) return i;
    if (lun_token_has(t, i, LUN_TOKEN_SMALL)) break;
  }
  return start;
}

/* "Ana Reyes herself said" */
static int is_reflexive(const lun_tokens *t, size_t i) {
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 0; /* "le dijo" */
  return lun_token_has(t, i, LUN_TOKEN_SKIP) && lun_token_has(t, i, LUN_TOKEN_OBJECT);
}

/* Behind what belongs to a name without a comma: "of Lisk", "(D)". */
static size_t behind_links(const lun_tokens *t, size_t i, size_t end) {
  if (i < end && lun_token_has(t, i, LUN_TOKEN_LINK)) {
    while (i < end && lun_token_joined(t, i)) i++;
  }
  if (i >= end || !lun_token_has(t, i, LUN_TOKEN_OTHER)) return i;
  if (t->text[t->items[i].from - 1] != '(') return i;
  for (i++; i < end && !lun_token_has(t, i, LUN_TOKEN_BRACKET);) i++;
  return i;
}

/* Where a subject ends whose head ends before token `to` and whose verb is at token `end`: "the man
** who left and said", "the minister last week said". */
static size_t subject_end(const lun_tokens *t, size_t to, size_t end) {
  if (end <= to) return end;
  if (lun_token_has(t, end - 1, LUN_TOKEN_BREAK)) {
    return to < end && lun_token_has(t, to, LUN_TOKEN_RELATIVE) ? end - 1 : to;
  }
  for (size_t i = to; i < end; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_RELATIVE)) break;
    if (lun_token_has(t, i, LUN_TOKEN_TIME) && !lun_usage_is_inner_time(t, i)) return to;
  }
  return end;
}

/* Before the auxiliaries and adverbs that end before token `end`. */
static size_t skip_beside(const lun_tokens *t, size_t floor, size_t end) {
  const lun_token_flags beside = LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB | LUN_TOKEN_PASSIVE;
  while (end > floor && lun_token_joined(t, end) && lun_token_has(t, end - 1, beside) &&
         !lun_token_has(t, end - 1, LUN_TOKEN_DETERMINER | LUN_TOKEN_PRONOUN)) {
    end--;
  }
  return end;
}

/* Read the subject that ends before token `end`: behind a comma (`apart`) it may have asides. */
static int read_before(const lun_tokens *t, size_t end, size_t floor, int apart, lun_speaker *out) {
  segment segments[SEGMENTS_MOST];
  size_t count = cut_segments(t, end, floor, segments);
  if (count == 0) return 0;
  if (read_relative(t, end, segments, count, out)) return 1;
  int found =
      apart ? choose_segment(t, segments, count, out) : segment_phrase(t, &segments[0], out);
  if (!found) return 0;
  if (out->outer_from > out->from) out->outer_from = out->from;
  out->outer_to = apart ? lun_source_asides(t, behind_links(t, out->to, end), end)
                        : subject_end(t, out->to, end);
  /* "The minister, Ana Reyes said" */
  if (!apart && count > 1 && out->kind == LUN_SPEAKER_NAME && out->from == segments[0].from &&
      lun_token_has(t, out->from, LUN_TOKEN_COMMA) && is_description(t, &segments[1]) &&
      (segments[1].from == floor || lun_token_starts(t, segments[1].from))) {
    out->outer_from = segments[1].from;
  }
  return 1;
}

/* "Ana Reyes - the mayor of Lisk - said", "some farmers - including Ana Reyes - say": the subject
** whose aside stands between two dashes and ends before token `end`. */
static int read_dashed(const lun_tokens *t, size_t end, size_t floor, lun_speaker *out) {
  const lun_token_flags clause = LUN_TOKEN_RELATIVE | LUN_TOKEN_CONTRAST | LUN_TOKEN_OPENER |
                                 LUN_TOKEN_PREPOSITION | LUN_TOKEN_PRONOUN | LUN_TOKEN_ACCORDING;
  size_t i = end - 1, low = end > floor + REACH ? end - REACH : floor;
  if (t->traits != 0 || !lun_token_has(t, end, LUN_TOKEN_DASH)) return 0;
  while (i > low && !lun_token_starts(t, i) && !lun_token_has(t, i, LUN_TOKEN_DASH)) i--;
  if (i <= low || lun_token_starts(t, i) || lun_token_has(t, i, LUN_TOKEN_COMMA | LUN_TOKEN_MARK))
    return 0;
  if (!read_before(t, i, floor, 0, out) || out->outer_to != i) return 0;
  size_t from = out->outer_from;
  if (from > floor && !lun_token_starts(t, from) && !lun_token_starts(t, from - 1) &&
      !lun_token_has(t, from, LUN_TOKEN_COMMA))
    return 0;
  if (!lun_token_has(t, i, clause)) out->outer_to = end;
  return 1;
}

int lun_subject_before(const lun_tokens *t, size_t verb, size_t floor, lun_speaker *out) {
  size_t full = skip_beside(t, floor, verb), end = full;
  if (lun_token_joined(t, full)) end = lun_usage_time_start(t, floor, full);
  /* "a poll released on Monday" */
  int timed = end < full && lun_usage_is_past(t, end - 1);
  if (end < full && !timed) full = end = skip_beside(t, floor, end);
  if (is_shouted(t, floor)) floor = skip_dateline(t, floor, end);
  if (end == floor || lun_token_starts(t, end)) return 0;
  int apart = lun_token_has(t, end, LUN_TOKEN_COMMA | LUN_TOKEN_DASH | LUN_TOKEN_OTHER);
  if (!read_dashed(t, end, floor, out)) {
    if (!read_before(t, end, floor, apart, out)) return 0;
    if (timed && out->outer_to == end) out->outer_to = full;
    if (!apart && end < verb && is_reflexive(t, end)) out->outer_to++;
    if (out->outer_to < out->to) out->outer_to = out->to;
  }
  lun_source_before(t, floor, out);
  return 1;
}

/* "While she ...": the sentence's subject stands behind such a clause. */
static int is_subordinator(const lun_tokens *t, size_t i) {
  static const char *const others[] = {"But", "Yet", "However", "So", "Yet", "but", "yet"};
  const lun_token *token = &t->items[i];
  if (!lun_token_has(t, i, LUN_TOKEN_CONTRAST | LUN_TOKEN_OPENER | LUN_TOKEN_PREPOSITION)) return 0;
  for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
    size_t len = strlen(others[k]);
    if (token->to - token->from == len && memcmp(t->text + token->from, others[k], len) == 0)
      return 0;
  }
  return 1;
}

int lun_subject_find(const lun_tokens *t, size_t start, size_t ceiling, lun_speaker *out) {
  const lun_token_flags lead = LUN_TOKEN_BREAK | LUN_TOKEN_TIME | LUN_TOKEN_ING | LUN_TOKEN_LINK |
                               LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB | LUN_TOKEN_RELATIVE;
  size_t last = ceiling > start + REACH ? start + REACH : ceiling;
  size_t i = skip_dateline(t, start, last);
  for (int tries = 0; tries < 3 && i < last; tries++) {
    int name =
        (lun_speaker_is_name_word(t, i) && !lun_token_has(t, i, LUN_TOKEN_ING)) ||
        (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS) && lun_token_has(t, i, LUN_TOKEN_DETERMINER));
    if (!lun_token_has(t, i, lead) || name) {
      if (lun_speaker_after(t, i, last, out)) return 1;
    }
    /* "But she ...", "Later the minister ...": the subject may follow without a comma. */
    size_t next = i + 1;
    while (next < last && lun_token_joined(t, next) && lun_token_has(t, next, LUN_TOKEN_SKIP))
      next++;
    if (next < last && lun_token_joined(t, next) &&
        lun_token_has(t, next, LUN_TOKEN_PRONOUN | LUN_TOKEN_CAPITAL) &&
        lun_token_has(t, i, LUN_TOKEN_BREAK | LUN_TOKEN_SKIP) && !is_subordinator(t, i) &&
        lun_speaker_after(t, next, last, out) && out->to < last) {
      return 1;
    }
    next = i + 1;
    while (next < last && !lun_token_has(t, next, LUN_TOKEN_COMMA)) next++;
    i = next;
  }
  return 0;
}
