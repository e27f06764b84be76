/* analysis/referent.h -- the person a pronoun stands for: the nearest before it who spoke or was
** the subject of a sentence, and of whom the other pronoun was not used. */
#ifndef LUN_ANALYSIS_REFERENT_H
#define LUN_ANALYSIS_REFERENT_H

#include "analysis/person.h"

enum { LUN_REFERENT_RECENT = 4 };

/* All-zero: nobody has spoken yet. */
typedef struct lun_referents {
  struct {
    uint32_t person;             /* number in lun_persons */
    size_t at;                   /* token of the mention that spoke */
  } recent[LUN_REFERENT_RECENT]; /* newest first */
  size_t count;
} lun_referents;

/* Note that `person` spoke, named at token `at`. */
void lun_referents_add(lun_referents *referents, uint32_t person, size_t at);

/* The person whom the pronoun at token `at` stands for, looked for from token `floor` on, or
** LUN_MAP_NONE. The persons learn which pronoun is theirs. */
uint32_t lun_referents_find(const lun_referents *referents, lun_persons *persons,
                            const lun_tokens *t, size_t at, size_t floor);

#endif
