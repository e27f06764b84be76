#include "analysis/speaker.h"

#include "analysis/naming.h"
#include "analysis/source.h"
#include "analysis/usage.h"

#include <string.h>

enum {
  REACH = 40,   /* tokens looked at behind a verb: more is no subject any more */
  LEAD_MOST = 5 /* small words between a place and a name */
};

/* 1 when token `i` may be part of a name: a capital that is no title, day or opening word. */
int lun_speaker_is_name_word(const lun_tokens *t, size_t i) {
  const lun_token_flags other = LUN_TOKEN_TIME | LUN_TOKEN_BREAK | LUN_TOKEN_DETERMINER |
                                LUN_TOKEN_PRONOUN | LUN_TOKEN_RELATIVE | LUN_TOKEN_ACCORDING;
  if (!lun_token_has(t, i, LUN_TOKEN_CAPITAL)) return 0;
  if (lun_token_has(t, i, other) && !lun_usage_is_name(t, i)) return 0;
  if (!lun_token_starts(t, i)) return 1;
  if (lun_token_has(t, i, LUN_TOKEN_SKIP | LUN_TOKEN_LINK | LUN_TOKEN_PERSON)) return 0;
  if (t->text[t->items[i].to - 1] == 'y' && lun_usage_leads(t, i)) return 0;
  return !lun_token_has(t, i, LUN_TOKEN_VERB) ||
         lun_token_has(t, i, LUN_TOKEN_MALE | LUN_TOKEN_FEMALE);
}

/* "SAGTE", in a language of its own endings: a headline all in capitals. */
static int is_headline(const lun_tokens *t, size_t i) {
  const lun_token *token = &t->items[i];
  if (!lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS) || token->to < token->from + 2) return 0;
  for (uint32_t at = token->from; at < token->to; at++) {
    if (t->text[at] >= 'a' && t->text[at] <= 'z') return 0;
  }
  return 1;
}

/* "a call-in show", "his say-so", "<post id=1>": first in a compound, or in left-over markup. */
static int is_compound(const lun_tokens *t, size_t i) {
  uint32_t from = t->items[i].from, to = t->items[i].to;
  if (from > 0 && t->text[from - 1] == '<') return 1;
  return to + 1 < t->len && t->text[to] == '-' && (t->text[to + 1] | 32) >= 'a' &&
         (t->text[to + 1] | 32) <= 'z';
}

int lun_speaker_is_verb(const lun_tokens *t, size_t i, lun_token_flags classes) {
  if (!lun_token_has(t, i, classes) || lun_usage_is_inside(t, i)) return 0;
  if (lun_token_has(t, i, LUN_TOKEN_QUOTED | LUN_TOKEN_OWNER)) return 0;
  if (t->traits == 0 && is_compound(t, i)) return 0;
  if (lun_token_has(t, i, LUN_TOKEN_CAPITAL) && !lun_token_starts(t, i) && !is_headline(t, i))
    return 0;
  if (!lun_token_joined(t, i)) return 1;
  if (lun_usage_is_noun(t, i) || lun_usage_owns(t, i - 1)) return 0;
  /* "one called it": a determiner that can also be a person alone. */
  char last = t->text[t->items[i].to - 1];
  if (lun_token_has(t, i - 1, LUN_TOKEN_PERSON) && !lun_token_has(t, i - 1, LUN_TOKEN_OWNER) &&
      (last == 'd' || last == 's' || lun_token_has(t, i, LUN_TOKEN_PAST))) {
    return 1;
  }
  return !lun_token_has(t, i - 1, LUN_TOKEN_DETERMINER | LUN_TOKEN_LINK | LUN_TOKEN_OWNER);
}

/* 1 when token `i` cannot be part of a noun phrase. */
static int ends_phrase(const lun_tokens *t, size_t i) {
  const lun_token_flags never = LUN_TOKEN_BREAK | LUN_TOKEN_RELATIVE | LUN_TOKEN_TIME |
                                LUN_TOKEN_PASSIVE | LUN_TOKEN_ACCORDING;
  if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) {
    return !lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS) || !lun_speaker_is_name_word(t, i);
  }
  if (lun_token_has(t, i, never) && !lun_speaker_is_name_word(t, i))
    return !lun_usage_is_inner_time(t, i);
  if (lun_token_has(t, i, LUN_TOKEN_FINITE) && lun_token_has(t, i, LUN_TOKEN_SMALL)) return 1;
  return lun_token_has(t, i, LUN_TOKEN_VERB) && lun_speaker_is_verb(t, i, LUN_TOKEN_VERB) &&
         !lun_token_has(t, i, LUN_TOKEN_TITLE | LUN_TOKEN_PERSON);
}

/* "Jan Prince": a title behind a first name. */
static int is_surname(const lun_tokens *t, size_t i) {
  return lun_speaker_is_name_word(t, i) && lun_token_joined(t, i) &&
         lun_speaker_is_name_word(t, i - 1) &&
         lun_token_has(t, i - 1, LUN_TOKEN_MALE | LUN_TOKEN_FEMALE) &&
         !lun_token_has(t, i - 1, LUN_TOKEN_TITLE);
}

int lun_speaker_name(const lun_tokens *t, size_t from, size_t to, size_t *name) {
  size_t i = to;
  while (i > from) {
    if (lun_speaker_is_name_word(t, i - 1) && !lun_token_has(t, i - 1, LUN_TOKEN_TITLE)) i--;
    else if (i == to && i > from + 1 && is_surname(t, i - 1)) i--;
    else if (i < to && i - 1 > from && lun_token_has(t, i - 1, LUN_TOKEN_PARTICLE) &&
             lun_speaker_is_name_word(t, i - 2))
      i--;
    else break;
    /* What an owner has is the thing named: the name begins behind it. */
    if (i < to - 1 && lun_token_has(t, i, LUN_TOKEN_OWNER)) {
      i++;
      break;
    }
  }
  *name = i;
  return i < to;
}

/* The first token in [from, to) that has one of `flags`; `to` when none has. */
static size_t find_flag(const lun_tokens *t, size_t from, size_t to, lun_token_flags flags) {
  while (from < to && !lun_token_has(t, from, flags)) from++;
  return from;
}

/* Find the name that a phrase amounts to: "Ana Reyes", "Ana Reyes of the Labour Party"; not "the
** mayor of Rome", "the Greens". */
static int find_name(const lun_tokens *t, size_t from, size_t to, size_t *name, size_t *name_to) {
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return lun_naming_find(t, from, to, name, name_to);
  size_t link = find_flag(t, from, to, LUN_TOKEN_LINK);
  int article = lun_token_has(t, from, LUN_TOKEN_DETERMINER);
  *name_to = link;
  if (link == from || !lun_speaker_name(t, from, link, name)) return 0;
  return !(article && *name == from + 1);
}

/* Judge a phrase: a name, a pronoun, a description. 0: it is empty. */
static int judge(const lun_tokens *t, size_t from, size_t to, lun_speaker *out) {
  if (from >= to) return 0;
  *out = (lun_speaker){from, to, from, to, from, to, LUN_SPEAKER_DESCRIPTION};
  if (to - from == 1 && lun_token_has(t, from, LUN_TOKEN_PRONOUN)) {
    out->kind = LUN_SPEAKER_PRONOUN;
  } else if (find_name(t, from, to, &out->name_from, &out->name_to)) {
    out->kind = LUN_SPEAKER_NAME;
    out->to = out->name_to;
  }
  return 1;
}

/* 1 when the phrase [from, to) of small words can be somebody: it has a determiner, a person, or
** stands in the plural. */
static int is_somebody(const lun_tokens *t, size_t from, size_t to) {
  const lun_token_flags signs = LUN_TOKEN_DETERMINER | LUN_TOKEN_TITLE | LUN_TOKEN_PERSON |
                                LUN_TOKEN_CAPITAL | LUN_TOKEN_PRONOUN;
  for (size_t i = from; i < to; i++) {
    if (lun_token_has(t, i, signs)) return 1;
  }
  if (to == from || lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 0;
  if (t->text[t->items[to - 1].to - 1] == 's') return 1;
  return lun_usage_is_number(t, from) && from + 1 < to && lun_usage_is_word(t, from + 1, "percent");
}

/* "le maire des Deux-Ponts", "ein Sprecher der Polizei": an article that links two nouns. */
static int is_linking(const lun_tokens *t, size_t i, size_t from) {
  return i > from && lun_token_has(t, i, LUN_TOKEN_LINK) && lun_token_joined(t, i) &&
         !ends_phrase(t, i - 1);
}

/* 1 when the word at token `i` counts: "40", "half", "four in 10"; also "four", "all" when `any`. */
static int counts(const lun_tokens *t, size_t i, int any) {
  if (lun_usage_is_number(t, i) || lun_usage_is_word(t, i, "half")) return 1;
  if (!lun_token_has(t, i, LUN_TOKEN_DETERMINER)) return 0;
  if (any && t->traits == 0 && !lun_token_has(t, i, LUN_TOKEN_ARTICLE | LUN_TOKEN_PRONOUN))
    return 1;
  return i + 2 < t->count &&
         (lun_usage_is_word(t, i + 1, "in") || lun_usage_is_word(t, i + 1, "percent") ||
          lun_usage_is_word(t, i + 1, "dozen"));
}

/* A phrase begins at token `i`: before it may stand the rest of a word with hyphens ("four" of
** "Twenty-four percent") or of a share ("Nine in 10 voters"). */
static size_t quantity_start(const lun_tokens *t, size_t from, size_t i) {
  while (i > from && i < t->count && lun_usage_is_hyphened(t, i)) i--;
  if (i < from + 2 || i >= t->count) return i;
  const lun_token *in = &t->items[i - 1];
  int share = in->to - in->from == 2 && memcmp(t->text + in->from, "in", 2) == 0 &&
              (lun_usage_is_number(t, i - 2) || lun_token_has(t, i - 2, LUN_TOKEN_DETERMINER));
  int whole = lun_usage_is_number(t, i) || lun_token_has(t, i, LUN_TOKEN_DETERMINER);
  if (i >= from + 3 && whole && lun_usage_is_word(t, i - 1, "of") &&
      lun_usage_is_word(t, i - 2, "out") && counts(t, i - 3, 1))
    return i - 3;
  return share && whole && lun_token_joined(t, i) && lun_token_joined(t, i - 1) ? i - 2 : i;
}

/* Before the number at token `i`: "nearly eight in 10", "as many as 40 percent"; "both sides". */
static size_t degree_start(const lun_tokens *t, size_t from, size_t i) {
  static const char *const single[] = {
      "about",  "nearly",        "almost", "roughly", "some",  "over",    "only",  "just",
      "around", "approximately", "well",   "perhaps", "fully", "another", "every", "virtually"};
  if (i <= from || i >= t->count || !lun_token_joined(t, i)) return i;
  if (lun_token_has(t, i - 1, LUN_TOKEN_SKIP) && lun_usage_is_word(t, i - 1, "both") &&
      !lun_token_has(t, i, LUN_TOKEN_VERB))
    return i - 1;
  if (!counts(t, i, 1)) return i;
  for (size_t k = 0; k < sizeof single / sizeof *single; k++) {
    if (lun_usage_is_word(t, i - 1, single[k])) return i - 1;
  }
  if (i < from + 2 || !lun_token_joined(t, i - 1)) return i;
  if (lun_usage_is_word(t, i - 1, "least")) return i - 2;
  if (!counts(t, i, 0)) return i;
  if (lun_usage_is_word(t, i - 1, "than")) return i - 2;
  int many =
      i >= from + 3 && lun_usage_is_word(t, i - 1, "as") && lun_usage_is_word(t, i - 2, "many");
  return many && lun_usage_is_word(t, i - 3, "as") ? i - 3 : i;
}

/* The first token of the bracket that ends before token `to`; `to` when none does. */
static size_t bracket_start(const lun_tokens *t, size_t from, size_t to) {
  size_t i = to;
  if (to >= t->count || !lun_token_has(t, to, LUN_TOKEN_BRACKET)) return to;
  while (i > from && !lun_token_has(t, i - 1, LUN_TOKEN_OTHER)) i--;
  return i > from + 1 ? i - 1 : to;
}

/* "election law expert Ana Reyes", "state Sen. Jan Vos": small nouns lead from token `i` to that of a
** person before a name. */
static int is_attributive(const lun_tokens *t, size_t i, size_t name) {
  const lun_token_flags person = LUN_TOKEN_TITLE | LUN_TOKEN_PERSON;
  const lun_token_flags never = LUN_TOKEN_CLASSES & ~(lun_token_flags)LUN_TOKEN_RECORD;
  if (t->traits != 0) return 0;
  for (size_t n = 0; i < name && n < LEAD_MOST; i++, n++) {
    if (n > 0 && !lun_token_joined(t, i)) return 0;
    if (n > 0 && lun_token_has(t, i, person)) return 1;
    if (lun_token_has(t, i, never | LUN_TOKEN_ADVERB | LUN_TOKEN_ING) ||
        !lun_token_has(t, i, LUN_TOKEN_SMALL))
      return 0;
  }
  return 0;
}

/* "in a Lisk interview Ana Reyes said": behind what words stand in, a name begins a new phrase. */
static int leads_in(const lun_tokens *t, size_t i) {
  return t->traits == 0 && lun_token_has(t, i - 1, LUN_TOKEN_SMALL) && lun_token_joined(t, i) &&
         lun_speaker_is_name_word(t, i);
}

int lun_speaker_phrase_before(const lun_tokens *t, size_t from, size_t to, lun_speaker *out) {
  size_t i = to = bracket_start(t, from, to);
  if (from >= to) return 0;
  if (lun_token_has(t, to - 1, LUN_TOKEN_PRONOUN)) return judge(t, to - 1, to, out);
  while (i > from && !ends_phrase(t, i - 1)) {
    if (lun_token_has(t, i - 1, LUN_TOKEN_PRONOUN) && lun_token_has(t, i - 1, LUN_TOKEN_SMALL))
      break;
    if (i < to && lun_token_has(t, i - 1, LUN_TOKEN_RECORD) && leads_in(t, i)) break;
    i--;
    int begins = lun_token_has(t, i, LUN_TOKEN_DETERMINER) && !lun_speaker_is_name_word(t, i) &&
                 !(i > from && lun_token_has(t, i - 1, LUN_TOKEN_DETERMINER));
    if (begins && !is_linking(t, i, from) &&
        !(i > from && (lun_token_has(t, i - 1, LUN_TOKEN_LINK) || lun_usage_owns(t, i - 1))))
      break;
  }
  /* "de Blasio" */
  if (i > from && i < to && lun_speaker_is_name_word(t, i) && lun_token_joined(t, i) &&
      lun_token_has(t, i - 1, LUN_TOKEN_PARTICLE) && lun_token_has(t, i - 1, LUN_TOKEN_SMALL)) {
    i--;
  }
  i = quantity_start(t, from, i);
  /* Leading adverbs, links and small words before a bare name are not part of it. */
  const lun_token_flags loose = LUN_TOKEN_LINK | LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB;
  size_t name;
  while (i < to && lun_token_has(t, i, loose) && !lun_token_has(t, i, LUN_TOKEN_DETERMINER)) i++;
  if (i < to && lun_token_starts(t, i) && lun_usage_leads(t, i)) i++;
  if (i < to && lun_speaker_name(t, i, to, &name)) {
    const lun_token_flags firm =
        LUN_TOKEN_DETERMINER | LUN_TOKEN_CAPITAL | LUN_TOKEN_TITLE | LUN_TOKEN_PERSON;
    while (i < name && !lun_token_has(t, i, firm) && !lun_usage_is_number(t, i) &&
           !is_attributive(t, i, name))
      i++;
  }
  i = degree_start(t, from, quantity_start(t, from, i));
  return is_somebody(t, i, to) && judge(t, i, to, out);
}

/* "Lisk University political scientist Ana Reyes": small words between a place and a name. */
static int leads_to_name(const lun_tokens *t, size_t i) {
  const lun_token_flags never = LUN_TOKEN_BREAK | LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB |
                                LUN_TOKEN_TIME | LUN_TOKEN_VERB | LUN_TOKEN_PASSIVE |
                                LUN_TOKEN_LINK | LUN_TOKEN_ACCORDING | LUN_TOKEN_DETERMINER |
                                LUN_TOKEN_PRONOUN | LUN_TOKEN_QUOTED | LUN_TOKEN_ING;
  size_t end = i + LEAD_MOST < t->count ? i + LEAD_MOST : t->count;
  for (; i < end && lun_token_joined(t, i); i++) {
    if (lun_speaker_is_name_word(t, i)) return 1;
    if (lun_usage_is_number(t, i)) continue; /* "Air Force 1st Lt. Jan Vos" */
    if (!lun_token_has(t, i, LUN_TOKEN_SMALL) || lun_usage_is_past(t, i)) return 0;
    if (lun_token_has(t, i, never) && !lun_token_has(t, i, LUN_TOKEN_NOUNS)) return 0;
  }
  return 0;
}

/* "one Labour party aide": small words lead from a name behind an article to a person. */
static int leads_to_person(const lun_tokens *t, size_t i, size_t at) {
  const lun_token_flags never = LUN_TOKEN_ING | LUN_TOKEN_ADVERB | LUN_TOKEN_SKIP |
                                LUN_TOKEN_BREAK | LUN_TOKEN_PRONOUN | LUN_TOKEN_DETERMINER |
                                LUN_TOKEN_VERB | LUN_TOKEN_TIME | LUN_TOKEN_LINK |
                                LUN_TOKEN_PASSIVE | LUN_TOKEN_RELATIVE;
  if (!lun_token_has(t, at, LUN_TOKEN_DETERMINER)) return 0;
  size_t end = i + LEAD_MOST < t->count ? i + LEAD_MOST : t->count;
  for (; i < end && lun_token_joined(t, i) && lun_token_has(t, i, LUN_TOKEN_SMALL); i++) {
    if (lun_token_has(t, i, LUN_TOKEN_PERSON) && !lun_token_has(t, i, LUN_TOKEN_PRONOUN)) return 1;
    if (lun_token_has(t, i, never)) return 0;
  }
  return 0;
}

/* 1 when a word that follows a finished name cannot belong to it. */
static int leaves_name(const lun_tokens *t, size_t i, size_t at, int named) {
  const lun_token_flags goes_on = LUN_TOKEN_CAPITAL | LUN_TOKEN_LINK | LUN_TOKEN_PARTICLE;
  if (!named || lun_token_has(t, i, goes_on) || leads_to_name(t, i)) return 0;
  if (leads_to_person(t, i, at)) return 0;
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS) && lun_naming_is_adjective(t, i)) return 0;
  return !(lun_token_has(t, i - 1, LUN_TOKEN_LINK | LUN_TOKEN_DETERMINER | LUN_TOKEN_OWNER) ||
           lun_token_has(t, i, LUN_TOKEN_TITLE | LUN_TOKEN_PERSON));
}

/* "the famously gruff senator", "a later tweet": right behind an article, an adverb belongs to the
** noun that follows. */
static int is_qualifier(const lun_tokens *t, size_t i, size_t at) {
  return t->traits == 0 && i == at + 1 && lun_token_has(t, at, LUN_TOKEN_ARTICLE) &&
         !lun_token_has(t, i, LUN_TOKEN_PRONOUN) && i + 1 < t->count &&
         lun_token_joined(t, i + 1) && !ends_phrase(t, i + 1);
}

/* The end of the noun phrase that begins at token `at`. */
static size_t phrase_end(const lun_tokens *t, size_t at, size_t ceiling) {
  const lun_token_flags loose = LUN_TOKEN_LINK | LUN_TOKEN_DETERMINER;
  size_t i = at;
  int named = 0;
  int own = lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS);
  int nouns = lun_token_trait(t, LUN_TRAIT_CAPITAL_NOUNS);
  for (; i < ceiling && (i == at || lun_token_joined(t, i)); i++) {
    if (ends_phrase(t, i) || leaves_name(t, i, at, named)) break;
    if (i > at && lun_token_has(t, i, LUN_TOKEN_PAST) && lun_usage_is_past(t, i)) break;
    if (nouns && i > at && lun_naming_ends(t, i)) break;
    if (nouns && named && lun_token_has(t, i, LUN_TOKEN_DETERMINER)) break;
    if (i > at && lun_token_has(t, i, LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB | LUN_TOKEN_PRONOUN) &&
        !lun_speaker_is_name_word(t, i) && !is_qualifier(t, i, at)) {
      break;
    }
    int headed = !own && i > at && lun_token_has(t, i - 1, LUN_TOKEN_PERSON) &&
                 !lun_token_has(t, i - 1, LUN_TOKEN_DETERMINER);
    if (headed && lun_token_has(t, i, LUN_TOKEN_SMALL) &&
        !lun_token_has(t, i, LUN_TOKEN_LINK | LUN_TOKEN_PERSON | LUN_TOKEN_TITLE)) {
      break;
    }
    if (lun_speaker_is_name_word(t, i) && !lun_token_has(t, i, LUN_TOKEN_OWNER)) {
      named = !nouns || !lun_token_has(t, i, LUN_TOKEN_NOUNS);
    }
    if (lun_token_has(t, i, LUN_TOKEN_LINK)) named = 0;
  }
  while (i > at + 1 && lun_token_has(t, i - 1, loose) && !lun_speaker_is_name_word(t, i - 1)) i--;
  return i;
}

static int phrase_after(const lun_tokens *t, size_t at, size_t ceiling, lun_speaker *out) {
  if (at >= ceiling || lun_token_has(t, at, LUN_TOKEN_QUOTED)) return 0;
  if (lun_token_has(t, at, LUN_TOKEN_LINK) && !lun_token_has(t, at, LUN_TOKEN_DETERMINER)) return 0;
  if (lun_token_has(t, at, LUN_TOKEN_PRONOUN)) return judge(t, at, at + 1, out);
  size_t end = phrase_end(t, at, ceiling);
  int bare = end == at + 1 && lun_token_has(t, at, LUN_TOKEN_DETERMINER) &&
             !lun_token_has(t, at, LUN_TOKEN_PERSON);
  if (bare && lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 0;
  return is_somebody(t, at, end) && judge(t, at, end, out);
}

int lun_speaker_introduces(const lun_tokens *t, const lun_speaker *s) {
  if (s->kind != LUN_SPEAKER_DESCRIPTION) return 0;
  for (size_t i = s->from; i < s->to; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_DETERMINER | LUN_TOKEN_OWNER)) return 1;
  }
  return 0;
}

int lun_speaker_after(const lun_tokens *t, size_t at, size_t ceiling, lun_speaker *out) {
  lun_speaker name;
  if (ceiling > at + REACH) ceiling = at + REACH;
  while (at < ceiling && lun_token_has(t, at, LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB) &&
         lun_token_joined(t, at) && !lun_token_has(t, at, LUN_TOKEN_DETERMINER) &&
         !lun_speaker_is_name_word(t, at)) {
    at++;
  }
  if (lun_token_trait(t, LUN_TRAIT_LOOSE_ORDER)) at = lun_naming_skip(t, at, ceiling);
  if (!phrase_after(t, at, ceiling, out)) return 0;
  size_t next = out->to;
  int comma = next < ceiling && lun_token_has(t, next, LUN_TOKEN_COMMA) &&
              !lun_token_has(t, next, LUN_TOKEN_START | LUN_TOKEN_MARK);
  if (comma && lun_speaker_introduces(t, out) && phrase_after(t, next, ceiling, &name) &&
      name.kind == LUN_SPEAKER_NAME) {
    name.outer_from = out->from;
    *out = name;
  }
  return 1;
}

uint32_t lun_speaker_word_end(const lun_tokens *t, size_t i) {
  const lun_token *token = &t->items[i];
  if (!lun_token_has(t, i, LUN_TOKEN_OWNER)) return token->to;
  return token->to - (t->text[token->to - 2] == '\'' ? 2 : 4);
}

lun_span lun_speaker_span(const lun_tokens *t, const lun_speaker *speaker) {
  return (lun_span){t->items[speaker->from].from, lun_speaker_word_end(t, speaker->to - 1)};
}
