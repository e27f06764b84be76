#include "analysis/person.h"

#include "base/memory.h"

#include <string.h>

enum {
  NAME_MOST = 5,  /* words of a person's name */
  NOUN_MOST = 64, /* bytes of a noun that ties are kept for */
  TIE_REACH = 8   /* words of a description beside a name */
};

void lun_persons_clear(lun_persons *persons) {
  lun_map_clear(&persons->surnames);
  lun_map_clear(&persons->nouns);
  lun_free(persons->items);
  lun_free(persons->ties);
  lun_free(persons->latest);
  *persons = (lun_persons){0};
}

static const char *word(const lun_tokens *t, size_t i, size_t *len) {
  *len = lun_speaker_word_end(t, i) - t->items[i].from;
  return t->text + t->items[i].from;
}

static int same_word(const lun_tokens *t, size_t a, size_t b) {
  size_t a_len, b_len;
  const char *x = word(t, a, &a_len), *y = word(t, b, &b_len);
  return a_len == b_len && memcmp(x, y, a_len) == 0;
}

/* Of two names with one surname: is `b` a fuller form of `a`? */
static int is_fuller(const lun_tokens *t, const lun_person *a, const lun_person *b) {
  return b->to - b->from > a->to - a->from && same_word(t, a->from, b->from);
}

static lun_status add_person(lun_persons *p, const lun_tokens *t, lun_person person,
                             lun_error *err) {
  size_t len, known = p->surnames.count;
  const char *surname = word(t, person.to - 1, &len);
  uint32_t number;
  lun_status st = lun_map_add(&p->surnames, surname, len, &number, err);
  if (st != LUN_OK) return st;
  void *items = p->items;
  if (!lun_grow(&items, &p->cap, p->surnames.count, sizeof *p->items)) return lun_fail_memory(err);
  p->items = items;
  if (number == known || is_fuller(t, &p->items[number], &person)) p->items[number] = person;
  return LUN_OK;
}

/* The noun at token `i`, ASCII letters made small. Returns its length, 0 when it is too long. */
static size_t read_noun(const lun_tokens *t, size_t i, char out[NOUN_MOST]) {
  size_t len;
  const char *s = word(t, i, &len);
  if (len > NOUN_MOST) return 0;
  for (size_t k = 0; k < len; k++) out[k] = (char)(s[k] >= 'A' && s[k] <= 'Z' ? s[k] | 32 : s[k]);
  return len;
}

static lun_status add_tie(lun_persons *p, const lun_tokens *t, size_t noun, lun_person person,
                          lun_error *err) {
  char bytes[NOUN_MOST];
  uint32_t number;
  size_t len = read_noun(t, noun, bytes);
  if (len == 0) return LUN_OK;
  lun_status st = lun_map_add(&p->nouns, bytes, len, &number, err);
  if (st != LUN_OK) return st;
  void *ties = p->ties, *latest = p->latest;
  if (!lun_grow(&ties, &p->tie_cap, p->tie_count + 1, sizeof *p->ties)) return lun_fail_memory(err);
  p->ties = ties;
  if (!lun_grow(&latest, &p->latest_cap, p->nouns.count, sizeof *p->latest)) {
    return lun_fail_memory(err);
  }
  p->latest = latest;
  p->latest[number] = 0;
  size_t at = noun > person.from ? noun : person.from;
  p->ties[p->tie_count++] = (lun_person_tie){number, at, person.from, person.to};
  return LUN_OK;
}

/* The noun a description [from, to) is about: the last word before its first link. */
static size_t head_noun(const lun_tokens *t, size_t from, size_t to) {
  size_t i = from + 1;
  while (i < to && !lun_token_has(t, i, LUN_TOKEN_LINK)) i++;
  return i - 1;
}

/* 1 when a description that begins with a determiner ends right before token `at`. */
static int is_described_before(const lun_tokens *t, size_t at) {
  size_t low = at > TIE_REACH ? at - TIE_REACH : 0;
  if (at == 0 || !lun_token_has(t, at - 1, LUN_TOKEN_SMALL)) return 0;
  for (size_t i = at; i-- > low;) {
    if (lun_token_has(t, i, LUN_TOKEN_DETERMINER)) return 1;
    if (!lun_token_joined(t, i) || lun_token_has(t, i, LUN_TOKEN_BREAK | LUN_TOKEN_LINK)) return 0;
  }
  return 0;
}

/* Tie a name to the title before it and to the description that stands beside it. */
static lun_status add_ties(lun_persons *p, const lun_tokens *t, lun_person person, lun_error *err) {
  const lun_token_flags nouns = LUN_TOKEN_TITLE | LUN_TOKEN_PERSON;
  size_t from = person.from, to = person.to;
  lun_status st = LUN_OK;
  lun_speaker beside;
  if (from > 0 && lun_token_joined(t, from) && lun_token_has(t, from - 1, nouns)) {
    st = add_tie(p, t, from - 1, person, err);
  }
  if (st == LUN_OK && lun_token_has(t, from, LUN_TOKEN_COMMA) && is_described_before(t, from)) {
    st = add_tie(p, t, from - 1, person, err);
  }
  int comma = to < t->count && lun_token_has(t, to, LUN_TOKEN_COMMA) &&
              !lun_token_has(t, to, LUN_TOKEN_MARK | LUN_TOKEN_START);
  if (st == LUN_OK && comma && lun_token_has(t, to, LUN_TOKEN_DETERMINER) &&
      lun_speaker_after(t, to, t->count, &beside) && beside.kind == LUN_SPEAKER_DESCRIPTION) {
    st = add_tie(p, t, head_noun(t, beside.from, beside.to), person, err);
  }
  return st;
}

/* The end of the run of name words that begins at token `i`; *name gets where the name begins
** behind its titles. */
static size_t read_run(const lun_tokens *t, size_t i, size_t *name) {
  size_t end = i + 1;
  *name = lun_token_has(t, i, LUN_TOKEN_TITLE) ? i + 1 : i;
  for (; end < t->count && lun_token_joined(t, end); end++) {
    if (lun_token_has(t, end - 1, LUN_TOKEN_OWNER)) break;
    int small = lun_token_has(t, end, LUN_TOKEN_PARTICLE) && end + 1 < t->count &&
                lun_token_joined(t, end + 1) && lun_speaker_is_name_word(t, end + 1);
    if (!small && !lun_speaker_is_name_word(t, end)) break;
    if (lun_token_has(t, end, LUN_TOKEN_TITLE)) *name = end + 1;
  }
  return end;
}

lun_status lun_persons_find(lun_persons *persons, const lun_tokens *t, lun_error *err) {
  lun_status st = LUN_OK;
  lun_map_clear(&persons->surnames);
  lun_map_clear(&persons->nouns);
  persons->tie_count = persons->passed = 0;
  for (size_t i = 0, end; st == LUN_OK && i < t->count; i = end) {
    end = i + 1;
    if (!lun_speaker_is_name_word(t, i)) continue;
    size_t name;
    end = read_run(t, i, &name);
    if (end < name + 2 || end > name + NAME_MOST) continue;
    st = add_person(persons, t, (lun_person){name, end, 0}, err);
    if (st == LUN_OK) st = add_ties(persons, t, (lun_person){name, end, 0}, err);
  }
  return st;
}

static lun_span person_span(const lun_tokens *t, lun_person person) {
  return (lun_span){t->items[person.from].from, lun_speaker_word_end(t, person.to - 1)};
}

lun_span lun_persons_span(const lun_persons *persons, const lun_tokens *t, uint32_t number) {
  return person_span(t, persons->items[number]);
}

uint32_t lun_persons_number(const lun_persons *persons, const lun_tokens *t,
                            const lun_speaker *speaker) {
  size_t len;
  lun_person own = {speaker->name_from, speaker->name_to, 0};
  const char *surname = word(t, own.to - 1, &len);
  uint32_t number = lun_map_find(&persons->surnames, surname, len);
  if (number == LUN_MAP_NONE || own.to - own.from == 1) return number;
  const lun_person *full = &persons->items[number];
  return same_word(t, own.from, full->from) ? number : LUN_MAP_NONE;
}

lun_status lun_persons_add(lun_persons *persons, const lun_tokens *t, const lun_speaker *speaker,
                           uint32_t *number, lun_error *err) {
  size_t len;
  const char *surname = word(t, speaker->name_to - 1, &len);
  *number = lun_persons_number(persons, t, speaker);
  if (*number != LUN_MAP_NONE || lun_map_find(&persons->surnames, surname, len) != LUN_MAP_NONE) {
    return LUN_OK;
  }
  lun_person own = {speaker->name_from, speaker->name_to, 0};
  lun_status st = add_person(persons, t, own, err);
  if (st == LUN_OK) *number = (uint32_t)persons->surnames.count - 1;
  return st;
}

lun_span lun_persons_name(const lun_persons *persons, const lun_tokens *t,
                          const lun_speaker *speaker) {
  uint32_t number = lun_persons_number(persons, t, speaker);
  if (number != LUN_MAP_NONE) return lun_persons_span(persons, t, number);
  return person_span(t, (lun_person){speaker->name_from, speaker->name_to, 0});
}

static int is_definite(const lun_tokens *t, size_t i) {
  size_t len;
  const char *s = word(t, i, &len);
  return len == 3 && (s[0] | 32) == 't' && s[1] == 'h' && s[2] == 'e';
}

lun_span lun_persons_describe(lun_persons *persons, const lun_tokens *t,
                              const lun_speaker *speaker) {
  char bytes[NOUN_MOST];
  lun_span none = {0, 0};
  for (; persons->passed < persons->tie_count; persons->passed++) {
    const lun_person_tie *tie = &persons->ties[persons->passed];
    if (tie->at > speaker->from) break;
    persons->latest[tie->noun] = persons->passed + 1;
  }
  if (!is_definite(t, speaker->from) || speaker->to < speaker->from + 2) return none;
  size_t len = read_noun(t, head_noun(t, speaker->from, speaker->to), bytes);
  uint32_t noun = len > 0 ? lun_map_find(&persons->nouns, bytes, len) : LUN_MAP_NONE;
  if (noun == LUN_MAP_NONE || persons->latest[noun] == 0) return none;
  const lun_person_tie *tie = &persons->ties[persons->latest[noun] - 1];
  return person_span(t, (lun_person){tie->from, tie->to, 0});
}
