#include "analysis/naming.h"

#include "analysis/speaker.h"

enum { PLACE_MOST = 8 }; /* tokens of a place between a verb and its subject */

int lun_naming_is_first(const lun_tokens *t, size_t i) {
  return lun_token_has(t, i, LUN_TOKEN_MALE | LUN_TOKEN_FEMALE) &&
         !lun_token_has(t, i, LUN_TOKEN_NOUNS) && lun_speaker_is_name_word(t, i);
}

int lun_naming_is_last(const lun_tokens *t, size_t i, size_t from, size_t to) {
  const lun_token_flags nouns = LUN_TOKEN_NOUNS;
  int behind = i + 1 < to && lun_token_joined(t, i + 1) && lun_speaker_is_name_word(t, i + 1);
  return !behind && i > from && lun_token_joined(t, i) && lun_speaker_is_name_word(t, i - 1) &&
         !lun_token_has(t, i - 1, nouns);
}

/* Behind the name that begins with the first name at token `i`: small words follow a first name
** only ("María de la Cruz", not "Ana Weber von der Bank"). */
static size_t given_end(const lun_tokens *t, size_t i, size_t to) {
  size_t end = i + 1;
  while (end < to && lun_token_joined(t, end)) {
    size_t next = end;
    if (lun_naming_is_first(t, end - 1)) {
      while (next < to && lun_token_has(t, next, LUN_TOKEN_PARTICLE)) next++;
    }
    if (next == to || !lun_speaker_is_name_word(t, next)) break;
    if (lun_token_has(t, next, LUN_TOKEN_TITLE)) break;
    end = next + 1;
  }
  return end;
}

/* A name that begins with a known first name, behind a description with its links. */
static int find_given(const lun_tokens *t, size_t from, size_t to, size_t *name, size_t *name_to) {
  size_t i = from;
  while (i < to && (!lun_naming_is_first(t, i) || lun_naming_is_last(t, i, from, to))) i++;
  if (i == to || (i > from && lun_token_has(t, i - 1, LUN_TOKEN_LINK))) return 0;
  *name = i;
  *name_to = given_end(t, i, to);
  return 1;
}

int lun_naming_find(const lun_tokens *t, size_t from, size_t to, size_t *name, size_t *name_to) {
  if (find_given(t, from, to, name, name_to)) return 1;
  size_t link = from;
  while (link < to && !lun_token_has(t, link, LUN_TOKEN_LINK)) link++;
  *name_to = link;
  if (link == from || !lun_speaker_name(t, from, link, name)) return 0;
  int article = lun_token_has(t, from, LUN_TOKEN_DETERMINER);
  /* "les Verts", "ein Sprecher der Polizei" */
  if (article && *name == from + 1) return 0;
  if (*name > from && lun_token_has(t, *name - 1, LUN_TOKEN_DETERMINER)) return 0;
  if (!lun_token_trait(t, LUN_TRAIT_CAPITAL_NOUNS)) return 1;
  /* "das neue Gesetz", "Anwohner" */
  if (lun_token_has(t, *name_to - 1, LUN_TOKEN_PERSON)) return 0;
  return !article || lun_token_has(t, *name - 1, LUN_TOKEN_TITLE);
}

size_t lun_naming_noun(const lun_tokens *t, size_t from, size_t to) {
  size_t i = from;
  while (i < to && (!lun_token_has(t, i, LUN_TOKEN_NOUNS) ||
                    lun_token_has(t, i, LUN_TOKEN_DETERMINER | LUN_TOKEN_PRONOUN))) {
    i++;
  }
  return i;
}

/* Behind the place or listener that a preposition at token `at` leads: "à l'agence". */
static size_t skip_place(const lun_tokens *t, size_t at, size_t ceiling) {
  size_t i = at + t->items[at].reach, last = at + PLACE_MOST < ceiling ? at + PLACE_MOST : ceiling;
  if (i < last && lun_token_has(t, i, LUN_TOKEN_DETERMINER)) i++;
  size_t noun = i;
  for (; i < last && lun_token_joined(t, i); i++) {
    if (lun_token_has(t, i, LUN_TOKEN_TIME | LUN_TOKEN_QUOTED | LUN_TOKEN_BREAK)) break;
    if (i == noun) continue;
    if (lun_token_has(t, i, LUN_TOKEN_LINK)) {
      noun = i + 1;
      continue;
    }
    if (lun_token_has(t, i, LUN_TOKEN_DETERMINER | LUN_TOKEN_TITLE | LUN_TOKEN_PREPOSITION)) break;
    if (lun_naming_is_first(t, i)) break;
  }
  return i;
}

size_t lun_naming_skip(const lun_tokens *t, size_t at, size_t ceiling) {
  const lun_token_flags small = LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB | LUN_TOKEN_TIME;
  size_t i = at;
  while (i < ceiling && lun_token_joined(t, i)) {
    int time = lun_token_has(t, i, LUN_TOKEN_TIME);
    if (lun_token_has(t, i, LUN_TOKEN_DETERMINER | LUN_TOKEN_PRONOUN) && !time) break;
    if (lun_token_has(t, i, small)) i += t->items[i].reach;
    else if (lun_token_has(t, i, LUN_TOKEN_PREPOSITION)) i = skip_place(t, i, ceiling);
    else break;
  }
  /* "dijo a la prensa.": nobody follows. */
  return i < ceiling && lun_token_joined(t, i) ? i : at;
}

int lun_naming_is_adjective(const lun_tokens *t, size_t i) {
  const lun_token_flags link = LUN_TOKEN_LINK;
  if (i < 2 || t->items[i].flags != LUN_TOKEN_SMALL || !lun_token_joined(t, i)) return 0;
  if (!lun_token_has(t, i - 2, link) && (i < 3 || !lun_token_has(t, i - 3, link))) return 0;
  return i + 1 == t->count || lun_token_starts(t, i + 1) ||
         lun_token_has(t, i + 1,
                       LUN_TOKEN_COMMA | LUN_TOKEN_CAPITAL | LUN_TOKEN_MARK | LUN_TOKEN_TIME);
}

int lun_naming_ends(const lun_tokens *t, size_t i) {
  const lun_token_flags goes_on = LUN_TOKEN_LINK | LUN_TOKEN_PARTICLE | LUN_TOKEN_DETERMINER;
  return lun_token_has(t, i, LUN_TOKEN_SMALL) && lun_token_has(t, i - 1, LUN_TOKEN_CAPITAL) &&
         !lun_token_has(t, i, goes_on);
}
