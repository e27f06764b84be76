/* analysis/person.h -- the persons a document names, and which mention stands for whom.
**
** Names are clustered by surname and first name: "Reyes" and "Ms. Reyes" stand for "Ana Reyes". Of
** two with one surname a title's gender decides, else who was named last. A description ("the
** minister") stands for the name it was last tied to ("Ana Reyes, the foreign minister"; "Foreign
** Minister Ana Reyes"). */
#ifndef LUN_ANALYSIS_PERSON_H
#define LUN_ANALYSIS_PERSON_H

#include "analysis/speaker.h"
#include "base/map.h"

/* Units: numbers of tokens, half-open. */
typedef struct lun_person {
  size_t from; /* the fullest name, without titles but for a bare "Mrs. Reyes" */
  size_t to;
  size_t first;    /* its first word that is no title */
  char sign;       /* 'h' he, 's' she, 0 not known */
  int human;       /* has a title or a first name, or speaks */
  uint32_t family; /* the next one of the same surname; LUN_MAP_NONE = none */
  size_t last;     /* token of the latest mention linked */
} lun_person;

/* A name in the text. */
typedef struct lun_mention {
  size_t from;
  size_t to;
  uint32_t person;
  int subject; /* nothing before it makes it an object: no preposition, no "of"; 2: it begins its
                  clause */
} lun_mention;

/* From token `at` on, a description whose noun is `noun` means `person`. */
typedef struct lun_person_tie {
  uint32_t noun; /* number in lun_persons.nouns */
  size_t at;
  uint32_t person;
} lun_person_tie;

/* All-zero is an empty list. */
typedef struct lun_persons {
  lun_map words;      /* surnames and first names */
  uint32_t *surnames; /* by number of word: the first person of that surname */
  uint32_t *givens;   /* by number of word: the only person of that first name */
  size_t word_cap;
  lun_person *items;
  size_t count;
  size_t cap;
  lun_mention *mentions; /* in text order */
  size_t mention_count;
  size_t mention_cap;
  lun_map nouns;
  lun_person_tie *ties; /* in text order */
  size_t tie_count;
  size_t tie_cap;
  size_t *latest; /* by noun: number of its latest tie passed, plus one; 0 = none yet */
  size_t latest_cap;
  size_t passed; /* ties passed so far */
} lun_persons;

void lun_persons_clear(lun_persons *persons);

/* Fill `persons` (replacing what it held) with whoever is named with a first name or a title.
** Linear in the tokens. Errors: LUN_ENOMEM, LUN_ELIMIT. */
lun_status lun_persons_find(lun_persons *persons, const lun_tokens *t, lun_error *err);

/* The person whom a speaker that is a name stands for, made when there is none yet.
** Errors: LUN_ENOMEM, LUN_ELIMIT. */
lun_status lun_persons_add(lun_persons *persons, const lun_tokens *t, const lun_speaker *speaker,
                           uint32_t *number, lun_error *err);

/* Find all mentions of the persons known by now. Errors: LUN_ENOMEM, LUN_ELIMIT. */
lun_status lun_persons_link(lun_persons *persons, const lun_tokens *t, lun_error *err);

/* The mention that stands for the name at token `at`, or LUN_MAP_NONE: its person. */
uint32_t lun_persons_at(const lun_persons *persons, size_t from, size_t to);

/* The number of the first mention at or behind token `at`. */
size_t lun_persons_mention(const lun_persons *persons, size_t at);

/* The bytes of a person's fullest name. */
lun_span lun_persons_span(const lun_persons *persons, const lun_tokens *t, uint32_t number);

/* The person of a speaker that is described, or LUN_MAP_NONE. Call in text order: a tie counts from
** where it stands. */
uint32_t lun_persons_describe(lun_persons *persons, const lun_tokens *t,
                              const lun_speaker *speaker);

#endif
