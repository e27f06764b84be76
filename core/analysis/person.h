/* analysis/person.h -- the persons a document names, and which mention stands for whom.
**
** A surname stands for the fullest name that ends in it; a description ("the minister") for the
** name it was last tied to ("Ana Reyes, the foreign minister"; "Foreign Minister Ana Reyes"). */
#ifndef LUN_ANALYSIS_PERSON_H
#define LUN_ANALYSIS_PERSON_H

#include "analysis/speaker.h"
#include "base/map.h"

/* A name of two words or more. Units: numbers of tokens, half-open. */
typedef struct lun_person {
  size_t from;
  size_t to;
  char pronoun; /* first letter of the pronoun used of this person; 0 = not known */
} lun_person;

/* From token `at` on, a description whose noun is `noun` means the name [from, to). */
typedef struct lun_person_tie {
  uint32_t noun; /* number in lun_persons.nouns */
  size_t at;
  size_t from;
  size_t to;
} lun_person_tie;

/* All-zero is an empty list. */
typedef struct lun_persons {
  lun_map surnames;
  lun_person *items; /* by number of surname */
  size_t cap;
  lun_map nouns;
  lun_person_tie *ties; /* in text order */
  size_t tie_count;
  size_t tie_cap;
  size_t *latest; /* by noun: number of its latest tie passed, plus one; 0 = none yet */
  size_t latest_cap;
  size_t passed; /* ties passed so far */
} lun_persons;

void lun_persons_clear(lun_persons *persons);

/* Fill `persons` (replacing what it held). Linear in the tokens. Errors: LUN_ENOMEM, LUN_ELIMIT. */
lun_status lun_persons_find(lun_persons *persons, const lun_tokens *t, lun_error *err);

/* The number of a speaker that is a name of which the document has a full form, or LUN_MAP_NONE. */
uint32_t lun_persons_number(const lun_persons *persons, const lun_tokens *t,
                            const lun_speaker *speaker);

/* The same; a name of which the document has no full form becomes a person by itself.
** LUN_MAP_NONE: another person has that surname. Errors: LUN_ENOMEM, LUN_ELIMIT. */
lun_status lun_persons_add(lun_persons *persons, const lun_tokens *t, const lun_speaker *speaker,
                           uint32_t *number, lun_error *err);

/* The bytes of a person's fullest name. */
lun_span lun_persons_span(const lun_persons *persons, const lun_tokens *t, uint32_t number);

/* The fullest name of a speaker that is itself a name. */
lun_span lun_persons_name(const lun_persons *persons, const lun_tokens *t,
                          const lun_speaker *speaker);

/* The name of a speaker that is described; empty when nothing ties it to one. Call in text order:
** a tie counts from where it stands. */
lun_span lun_persons_describe(lun_persons *persons, const lun_tokens *t,
                              const lun_speaker *speaker);

#endif
