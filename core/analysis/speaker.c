#include "analysis/speaker.h"

#include "analysis/naming.h"
#include "analysis/source.h"
#include "analysis/usage.h"

#include <string.h>

enum {
  DATELINE = 8,          /* tokens of the longest "ROME (Agency) -" */
  REACH = 40,            /* tokens looked at on one side of a verb: more is no subject any more */
  LEAD_MOST = 5,         /* small words between a place and a name */
  DESCRIPTION_MOST = 12, /* words of a description before its name */
  OWNER_REACH = 3,       /* words up to the possessive that begins a description */
  SEGMENTS_MOST = 8      /* stretches between commas before a verb */
};

/* Tokens [from, to) between two commas (or dashes, or brackets). */
typedef struct segment {
  size_t from;
  size_t to;
} segment;

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

/* A description that names nobody yet: it may stand beside its name. */
static int introduces(const lun_tokens *t, const lun_speaker *s) {
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
  if (comma && introduces(t, out) && phrase_after(t, next, ceiling, &name) &&
      name.kind == LUN_SPEAKER_NAME) {
    name.outer_from = out->from;
    *out = name;
  }
  return 1;
}

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
      lun_speaker_phrase_before(t, s[1].from, s[1].to, &beside) && introduces(t, &beside)) {
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

int lun_speaker_before(const lun_tokens *t, size_t verb, size_t floor, lun_speaker *out) {
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

int lun_speaker_subject(const lun_tokens *t, size_t start, size_t ceiling, lun_speaker *out) {
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

uint32_t lun_speaker_word_end(const lun_tokens *t, size_t i) {
  const lun_token *token = &t->items[i];
  if (!lun_token_has(t, i, LUN_TOKEN_OWNER)) return token->to;
  return token->to - (t->text[token->to - 2] == '\'' ? 2 : 4);
}

lun_span lun_speaker_span(const lun_tokens *t, const lun_speaker *speaker) {
  return (lun_span){t->items[speaker->from].from, lun_speaker_word_end(t, speaker->to - 1)};
}
