#include "analysis/person.h"

#include "analysis/naming.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
  NAME_MOST = 5,      /* words of a person's name */
  NOUN_MOST = 64,     /* bytes of a noun that ties are kept for */
  TIE_REACH = 8,      /* words of a description beside a name */
  OWN_REACH = 16,     /* the same in other languages than English, links included */
  INITIAL_MOST = 3,   /* letters before a stop inside a name */
  FAMILY_MOST = 32,   /* persons of one surname that are looked at */
  PERSONS_MOST = 256, /* and of all, for the first of two surnames */
  SEVERAL = 0x7FFFFFFF
};

/* A run of name words: titles, then the name. */
typedef struct run {
  size_t from;
  size_t name;
  size_t to;
  char sign;
  int titled;
  int human; /* a title, an office ("leader Ana Reyes") or an age beside it */
} run;

void lun_persons_clear(lun_persons *persons) {
  lun_map_clear(&persons->words);
  lun_map_clear(&persons->nouns);
  lun_free(persons->surnames);
  lun_free(persons->givens);
  lun_free(persons->items);
  lun_free(persons->mentions);
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

/* What a word says of who bears it: 'h', 's', or 0. */
static char sign_of(const lun_tokens *t, size_t i) {
  int male = lun_token_has(t, i, LUN_TOKEN_MALE), female = lun_token_has(t, i, LUN_TOKEN_FEMALE);
  return (char)(male && !female ? 'h' : female && !male ? 's' : 0);
}

static int agrees(char a, char b) {
  return a == 0 || b == 0 || a == b;
}

/* 1 when a stop before token `i` is a sentence's, not that of "Gov." or "J.". */
static int is_stopped(const lun_tokens *t, size_t i) {
  if (!lun_token_has(t, i, LUN_TOKEN_STOP) || lun_token_has(t, i - 1, LUN_TOKEN_TITLE)) return 0;
  const lun_token *before = &t->items[i - 1];
  return t->text[before->to] != '.' || before->to - before->from > INITIAL_MOST;
}

/* 1 when a run begins a sentence with what may be no name: "Poor Ana". */
static int is_doubtful(const lun_tokens *t, const run *r) {
  return !r->titled && lun_token_starts(t, r->name) &&
         !lun_token_has(t, r->name, LUN_TOKEN_MALE | LUN_TOKEN_FEMALE | LUN_TOKEN_TITLE);
}

/* ", 58,": the age of who was named before token `i`. */
static int has_age(const lun_tokens *t, size_t i) {
  if (i + 1 >= t->count || !lun_token_has(t, i, LUN_TOKEN_COMMA)) return 0;
  const lun_token *token = &t->items[i];
  char first = t->text[token->from], last = t->text[token->to - 1];
  return token->to - token->from == 2 && first >= '1' && first <= '9' && last >= '0' &&
         last <= '9' && lun_token_has(t, i + 1, LUN_TOKEN_COMMA);
}

static int is_small_particle(const lun_tokens *t, size_t i) {
  return lun_token_has(t, i, LUN_TOKEN_PARTICLE) && !lun_speaker_is_name_word(t, i);
}

/* 1 when a particle at token `i` goes on a name: where it also links nouns, behind a first name. */
static int is_inside(const lun_tokens *t, size_t i) {
  size_t next = i + 1, before = i;
  if (!lun_token_has(t, i, LUN_TOKEN_PARTICLE)) return 0;
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) {
    while (before > 0 && is_small_particle(t, before - 1)) before--;
    if (before == 0 || !lun_naming_is_first(t, before - 1)) return 0;
    while (next < t->count && is_small_particle(t, next)) next++;
  }
  return next < t->count && lun_token_joined(t, next) && lun_speaker_is_name_word(t, next);
}

/* "ANA REYES A DIT": a verb or auxiliary among capitals. */
static int is_shouted_verb(const lun_tokens *t, size_t i) {
  return lun_token_has(t, i, LUN_TOKEN_SKIP) || lun_speaker_is_verb(t, i, LUN_TOKEN_VERB);
}

/* "Bäckermeister Jan Vos", "of Hong Kong Ana Reyes": a name begins with its first name. */
static void find_given(const lun_tokens *t, run *r) {
  for (size_t i = r->name + 1; i < r->to; i++) {
    if (!lun_naming_is_first(t, i) || lun_naming_is_first(t, r->name)) continue;
    if (lun_naming_is_last(t, i, r->name, r->to)) continue;
    r->name = i;
    return;
  }
}

/* The run of name words that begins at token `i`. */
static run read_run(const lun_tokens *t, size_t i) {
  run r = {i, i, i + 1, 0, lun_token_has(t, i, LUN_TOKEN_TITLE), 0};
  if (r.titled) {
    r.name = i + 1;
    r.sign = sign_of(t, i);
  }
  for (; r.to < t->count && lun_token_joined(t, r.to); r.to++) {
    size_t k = r.to;
    if (lun_token_has(t, k - 1, LUN_TOKEN_OWNER) || is_stopped(t, k)) break;
    if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS) && is_shouted_verb(t, k)) break;
    if (!is_inside(t, k) && !lun_speaker_is_name_word(t, k)) break;
    if (lun_token_has(t, k, LUN_TOKEN_TITLE) && k == r.name) {
      r.name = k + 1;
      if (r.sign == 0) r.sign = sign_of(t, k);
      r.titled = 1;
    }
  }
  /* "the senator from Vermont Ana Reyes" */
  const lun_token_flags leads = LUN_TOKEN_LINK | LUN_TOKEN_PREPOSITION;
  int linked = i > 0 && lun_token_joined(t, i) && lun_token_has(t, i - 1, leads);
  if (linked || lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) find_given(t, &r);
  if (i > 0 && lun_token_joined(t, i) && lun_token_has(t, i - 1, LUN_TOKEN_TITLE)) {
    r.human = 1;
    if (r.sign == 0) r.sign = sign_of(t, i - 1);
  }
  if (r.name < r.to && r.sign == 0 && (r.to > r.name + 1 || !r.titled)) r.sign = sign_of(t, r.name);
  r.human |= r.titled || has_age(t, r.to) ||
             (r.name < r.to && lun_token_has(t, r.name, LUN_TOKEN_MALE | LUN_TOKEN_FEMALE));
  return r;
}

static lun_status add_word(lun_persons *p, const lun_tokens *t, size_t i, uint32_t *number,
                           lun_error *err) {
  size_t len, known = p->words.count;
  const char *s = word(t, i, &len);
  lun_status st = lun_map_add(&p->words, s, len, number, err);
  if (st != LUN_OK || p->words.count == known) return st;
  size_t cap = p->word_cap;
  void *surnames = p->surnames, *givens = p->givens;
  if (!lun_grow(&surnames, &cap, p->words.count, sizeof *p->surnames)) return lun_fail_memory(err);
  p->surnames = surnames;
  cap = p->word_cap;
  if (!lun_grow(&givens, &cap, p->words.count, sizeof *p->givens)) return lun_fail_memory(err);
  p->givens = givens;
  p->word_cap = cap;
  p->surnames[*number] = p->givens[*number] = LUN_MAP_NONE;
  return LUN_OK;
}

static uint32_t find_word(const lun_persons *p, const lun_tokens *t, size_t i) {
  size_t len;
  const char *s = word(t, i, &len);
  return lun_map_find(&p->words, s, len);
}

/* The person of one surname whom a name fits: the same first word; by the surname alone, whoever
** was mentioned last. */
static uint32_t find_in_family(const lun_persons *p, const lun_tokens *t, const run *r,
                               uint32_t head) {
  uint32_t found = LUN_MAP_NONE;
  int bare = r->to == r->name + 1;
  int n = 0;
  for (uint32_t i = head; i != LUN_MAP_NONE && n < FAMILY_MOST; i = p->items[i].family, n++) {
    const lun_person *person = &p->items[i];
    int single = person->to == person->first + 1;
    if (!agrees(person->sign, r->sign)) continue;
    if (!bare && !single && !same_word(t, person->first, r->name)) continue;
    if (!bare && !single) return i;
    if (found == LUN_MAP_NONE || person->last > p->items[found].last) found = i;
  }
  return found;
}

/* "Pérez" for "Luis Pérez Gómez": whoever has it as the first of two surnames, the latest mentioned. */
static uint32_t find_by_first_surname(const lun_persons *p, const lun_tokens *t, const run *r) {
  uint32_t found = LUN_MAP_NONE;
  if (r->to > r->name + 2) return found;
  for (uint32_t i = 0; i < p->count && i < PERSONS_MOST; i++) {
    const lun_person *person = &p->items[i];
    if (person->to < person->first + 3 || !same_word(t, person->to - 2, r->to - 1)) continue;
    if (!agrees(person->sign, r->sign)) continue;
    if (r->to > r->name + 1 && !same_word(t, person->first, r->name)) continue;
    if (found == LUN_MAP_NONE || person->last >= p->items[found].last) found = i;
  }
  return found;
}

static uint32_t find_person(const lun_persons *p, const lun_tokens *t, const run *r) {
  uint32_t given = find_word(p, t, r->name), surname = find_word(p, t, r->to - 1);
  uint32_t found = LUN_MAP_NONE;
  int bare = r->to == r->name + 1;
  if (surname != LUN_MAP_NONE) found = find_in_family(p, t, r, p->surnames[surname]);
  if (found == LUN_MAP_NONE && lun_token_trait(t, LUN_TRAIT_TWO_SURNAMES)) {
    found = find_by_first_surname(p, t, r);
  }
  if (found != LUN_MAP_NONE || given == LUN_MAP_NONE) return found;
  if (bare && p->givens[given] != LUN_MAP_NONE && p->givens[given] != SEVERAL) {
    return agrees(p->items[p->givens[given]].sign, r->sign) ? p->givens[given] : LUN_MAP_NONE;
  }
  /* "Ana" before "Ana Reyes" */
  uint32_t single = bare ? LUN_MAP_NONE : p->surnames[given];
  if (single != LUN_MAP_NONE && p->items[single].to == p->items[single].first + 1 &&
      p->items[single].from == p->items[single].first) {
    return single;
  }
  return LUN_MAP_NONE;
}

/* Enter a person's surname and first name. */
static lun_status enter(lun_persons *p, const lun_tokens *t, uint32_t person, lun_error *err) {
  uint32_t surname, given;
  lun_person *item = &p->items[person];
  lun_status st = add_word(p, t, item->to - 1, &surname, err);
  if (st != LUN_OK) return st;
  item->family = p->surnames[surname];
  p->surnames[surname] = person;
  if (item->to == item->first + 1) return LUN_OK;
  st = add_word(p, t, item->first, &given, err);
  if (st != LUN_OK) return st;
  uint32_t known = p->givens[given];
  p->givens[given] = known == LUN_MAP_NONE || known == person ? person : SEVERAL;
  return LUN_OK;
}

static lun_status add_run(lun_persons *p, const lun_tokens *t, const run *r, int human,
                          uint32_t *number, lun_error *err) {
  void *items = p->items;
  *number = find_person(p, t, r);
  size_t from = r->to == r->name + 1 && r->titled ? r->name - 1 : r->name;
  if (*number != LUN_MAP_NONE) {
    lun_person *known = &p->items[*number];
    known->human |= human;
    if (known->sign == 0) known->sign = r->sign;
    if (r->to - r->name <= known->to - known->first || is_doubtful(t, r)) return LUN_OK;
    int renamed = !same_word(t, known->to - 1, r->to - 1);
    known->from = known->first = r->name;
    known->to = r->to;
    return renamed ? enter(p, t, *number, err) : LUN_OK;
  }
  if (!lun_grow(&items, &p->cap, p->count + 1, sizeof *p->items)) return lun_fail_memory(err);
  p->items = items;
  *number = (uint32_t)p->count++;
  p->items[*number] = (lun_person){from, r->to, r->name, r->sign, human, LUN_MAP_NONE, 0};
  return enter(p, t, *number, err);
}

/* The noun at token `i`, ASCII letters made small. Returns its length, 0 when it is too long. */
static size_t read_noun(const lun_tokens *t, size_t i, char out[NOUN_MOST]) {
  size_t len;
  const char *s = word(t, i, &len);
  if (len > NOUN_MOST) return 0;
  for (size_t k = 0; k < len; k++) out[k] = (char)(s[k] >= 'A' && s[k] <= 'Z' ? s[k] | 32 : s[k]);
  return len;
}

static lun_status add_tie(lun_persons *p, const lun_tokens *t, size_t noun, size_t at,
                          uint32_t person, lun_error *err) {
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
  p->ties[p->tie_count++] = (lun_person_tie){number, noun > at ? noun : at, person};
  return LUN_OK;
}

/* The noun a description [from, to) is about: the last word before its first link. */
static size_t head_noun(const lun_tokens *t, size_t from, size_t to) {
  size_t i = from + 1;
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) {
    i = lun_naming_noun(t, from, to);
    return i < to ? i : to - 1;
  }
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

/* A description between a comma and the name at token `at`, or right before it: "le ministre de la
** Santé, Jean Martin". Its noun, or `at`. */
static size_t described_noun(const lun_tokens *t, size_t at) {
  lun_speaker beside;
  size_t low = at > OWN_REACH ? at - OWN_REACH : 0;
  if (at == 0 || !lun_speaker_phrase_before(t, low, at, &beside)) return at;
  if (beside.kind == LUN_SPEAKER_PRONOUN || beside.to < at) return at;
  size_t noun = lun_naming_noun(t, beside.from, at);
  return noun < at ? noun : at;
}

/* The same in a language of its own endings: an apposition needs no article there. */
static lun_status add_own_ties(lun_persons *p, const lun_tokens *t, const run *r, uint32_t person,
                               lun_error *err) {
  size_t from = r->from, to = r->to;
  lun_status st = LUN_OK;
  lun_speaker beside;
  int comma = lun_token_has(t, from, LUN_TOKEN_COMMA) && !lun_token_has(t, from, LUN_TOKEN_MARK);
  size_t noun = comma || lun_token_joined(t, from) ? described_noun(t, from) : from;
  if (r->name > from && lun_token_has(t, r->name - 1, LUN_TOKEN_PERSON)) noun = r->name - 1;
  if (noun != from || r->name > from) st = add_tie(p, t, noun, r->name, person, err);
  int behind = to < t->count && lun_token_has(t, to, LUN_TOKEN_COMMA) &&
               !lun_token_has(t, to, LUN_TOKEN_MARK | LUN_TOKEN_START) &&
               lun_token_has(t, to, LUN_TOKEN_DETERMINER | LUN_TOKEN_NOUNS);
  if (st == LUN_OK && behind && lun_speaker_after(t, to, t->count, &beside) &&
      beside.kind == LUN_SPEAKER_DESCRIPTION) {
    st = add_tie(p, t, head_noun(t, beside.from, beside.to), from, person, err);
  }
  return st;
}

/* Tie a name to the title before it and to the description that stands beside it. */
static lun_status add_ties(lun_persons *p, const lun_tokens *t, const run *r, uint32_t person,
                           lun_error *err) {
  const lun_token_flags nouns = LUN_TOKEN_TITLE | LUN_TOKEN_PERSON;
  size_t from = r->name, to = r->to;
  lun_status st = LUN_OK;
  lun_speaker beside;
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return add_own_ties(p, t, r, person, err);
  if (from > 0 && lun_token_joined(t, from) && lun_token_has(t, from - 1, nouns)) {
    st = add_tie(p, t, from - 1, from, person, err);
  }
  if (st == LUN_OK && lun_token_has(t, from, LUN_TOKEN_COMMA) && is_described_before(t, from)) {
    st = add_tie(p, t, from - 1, from, person, err);
  }
  int comma = to < t->count && lun_token_has(t, to, LUN_TOKEN_COMMA) &&
              !lun_token_has(t, to, LUN_TOKEN_MARK | LUN_TOKEN_START);
  if (st == LUN_OK && comma && lun_token_has(t, to, LUN_TOKEN_DETERMINER) &&
      lun_speaker_after(t, to, t->count, &beside) && beside.kind == LUN_SPEAKER_DESCRIPTION) {
    st = add_tie(p, t, head_noun(t, beside.from, beside.to), from, person, err);
  }
  return st;
}

/* 1 when a run names a person of its own accord: two words, a title, or a first name. */
static int is_named(const lun_tokens *t, const run *r) {
  size_t words = r->to - r->name;
  if (r->to <= r->name || words > NAME_MOST) return 0;
  if (lun_token_trait(t, LUN_TRAIT_CAPITAL_NOUNS)) {
    return r->human && !lun_token_has(t, r->to - 1, LUN_TOKEN_PERSON);
  }
  return words > 1 || r->titled || lun_token_has(t, r->name, LUN_TOKEN_MALE | LUN_TOKEN_FEMALE);
}

/* 1 when token `i` may begin a name; most tokens are small and go no further. */
static int begins_run(const lun_tokens *t, size_t i) {
  return lun_token_has(t, i, LUN_TOKEN_CAPITAL) && lun_speaker_is_name_word(t, i);
}

/* Add the persons of all runs: first of those that are surely names, then of those that begin a
** sentence, unless what follows their first word is a name that is known. */
static lun_status add_runs(lun_persons *p, const lun_tokens *t, int doubtful, lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < t->count;) {
    if (!begins_run(t, i)) {
      i++;
      continue;
    }
    run r = read_run(t, i);
    uint32_t number;
    i = r.to;
    if (!is_named(t, &r) || is_doubtful(t, &r) != doubtful) continue;
    run rest = r;
    rest.name++;
    if (doubtful && rest.name < rest.to && find_person(p, t, &rest) != LUN_MAP_NONE) continue;
    st = add_run(p, t, &r, r.human, &number, err);
    if (st == LUN_OK && !lun_token_has(t, i - 1, LUN_TOKEN_QUOTED)) {
      st = add_ties(p, t, &r, number, err);
    }
  }
  return st;
}

static int compare_ties(const void *a, const void *b) {
  const lun_person_tie *x = a, *y = b;
  return x->at < y->at ? -1 : x->at > y->at;
}

lun_status lun_persons_find(lun_persons *persons, const lun_tokens *t, lun_error *err) {
  lun_map_clear(&persons->words);
  lun_map_clear(&persons->nouns);
  persons->count = persons->tie_count = persons->passed = persons->mention_count = 0;
  lun_status st = add_runs(persons, t, 0, err);
  if (st == LUN_OK) st = add_runs(persons, t, 1, err);
  if (persons->tie_count > 1) {
    qsort(persons->ties, persons->tie_count, sizeof *persons->ties, compare_ties);
  }
  return st;
}

/* The run that a speaker's name is. */
static run speaker_run(const lun_tokens *t, const lun_speaker *s) {
  run r = {s->from, s->name_from, s->name_to, 0, 0, 1};
  for (size_t i = s->from; i < s->name_from; i++) {
    if (!lun_token_has(t, i, LUN_TOKEN_TITLE)) continue;
    r.titled = 1;
    if (r.sign == 0) r.sign = sign_of(t, i);
  }
  if (r.sign == 0 && (r.to > r.name + 1 || !r.titled)) r.sign = sign_of(t, r.name);
  return r;
}

lun_status lun_persons_add(lun_persons *persons, const lun_tokens *t, const lun_speaker *speaker,
                           uint32_t *number, lun_error *err) {
  run r = speaker_run(t, speaker);
  return add_run(persons, t, &r, 1, number, err);
}

lun_status lun_persons_link(lun_persons *p, const lun_tokens *t, lun_error *err) {
  const lun_token_flags object = LUN_TOKEN_LINK | LUN_TOKEN_PREPOSITION | LUN_TOKEN_ABOUT;
  for (size_t i = 0; i < t->count;) {
    if (!begins_run(t, i)) {
      i++;
      continue;
    }
    run r = read_run(t, i);
    i = r.to;
    if (r.name >= r.to || r.to - r.name > NAME_MOST) continue;
    uint32_t number = find_person(p, t, &r);
    if (number == LUN_MAP_NONE && is_doubtful(t, &r) && r.to > r.name + 1) {
      r.name++;
      number = find_person(p, t, &r);
    }
    if (number == LUN_MAP_NONE) continue;
    void *mentions = p->mentions;
    if (!lun_grow(&mentions, &p->mention_cap, p->mention_count + 1, sizeof *p->mentions)) {
      return lun_fail_memory(err);
    }
    p->mentions = mentions;
    int subject =
        r.from == 0 || !lun_token_joined(t, r.from) || !lun_token_has(t, r.from - 1, object);
    subject = subject && !lun_token_has(t, r.to - 1, LUN_TOKEN_OWNER);
    if (subject && lun_token_starts(t, r.from)) subject = 2;
    p->mentions[p->mention_count++] = (lun_mention){r.from, r.to, number, subject};
    if (!lun_token_has(t, r.from, LUN_TOKEN_QUOTED)) p->items[number].last = r.from;
  }
  return LUN_OK;
}

size_t lun_persons_mention(const lun_persons *persons, size_t at) {
  size_t low = 0, high = persons->mention_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (persons->mentions[middle].from < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

uint32_t lun_persons_at(const lun_persons *persons, size_t from, size_t to) {
  size_t n = lun_persons_mention(persons, from);
  if (n > 0 && persons->mentions[n - 1].to > from) n--;
  for (; n < persons->mention_count && persons->mentions[n].from < to; n++) {
    if (persons->mentions[n].to >= to) return persons->mentions[n].person;
  }
  return LUN_MAP_NONE;
}

lun_span lun_persons_span(const lun_persons *persons, const lun_tokens *t, uint32_t number) {
  const lun_person *person = &persons->items[number];
  return (lun_span){t->items[person->from].from, lun_speaker_word_end(t, person->to - 1)};
}

/* The noun that ends in those bytes and whose tie is the latest passed: "Ministerin" means the
** "Gesundheitsministerin". LUN_MAP_NONE when there is none. */
static uint32_t find_compound(const lun_persons *p, const char *bytes, size_t len) {
  uint32_t found = LUN_MAP_NONE;
  for (uint32_t n = 0; n < p->nouns.count && n < PERSONS_MOST; n++) {
    size_t whole;
    const char *noun = lun_map_get(&p->nouns, n, &whole);
    if (whole < len || memcmp(noun + whole - len, bytes, len) != 0 || p->latest[n] == 0) continue;
    if (found == LUN_MAP_NONE || p->latest[n] > p->latest[found]) found = n;
  }
  return found;
}

uint32_t lun_persons_describe(lun_persons *persons, const lun_tokens *t,
                              const lun_speaker *speaker) {
  char bytes[NOUN_MOST];
  for (; persons->passed < persons->tie_count; persons->passed++) {
    const lun_person_tie *tie = &persons->ties[persons->passed];
    if (tie->at > speaker->from) break;
    persons->latest[tie->noun] = persons->passed + 1;
  }
  if (!lun_token_has(t, speaker->from, LUN_TOKEN_DEFINITE) || speaker->to < speaker->from + 2)
    return LUN_MAP_NONE;
  size_t len = read_noun(t, head_noun(t, speaker->from, speaker->to), bytes);
  uint32_t noun = len > 0 ? lun_map_find(&persons->nouns, bytes, len) : LUN_MAP_NONE;
  if (lun_token_trait(t, LUN_TRAIT_CAPITAL_NOUNS) && len > 0)
    noun = find_compound(persons, bytes, len);
  if (noun == LUN_MAP_NONE || persons->latest[noun] == 0) return LUN_MAP_NONE;
  uint32_t person = persons->ties[persons->latest[noun] - 1].person;
  /* "la ministre" is no man */
  return agrees(sign_of(t, speaker->from), persons->items[person].sign) ? person : LUN_MAP_NONE;
}
