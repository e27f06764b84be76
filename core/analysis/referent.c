#include "analysis/referent.h"

#include "analysis/attribution.h"

enum { SENTENCES_MOST = 10 };

void lun_referents_add(lun_referents *referents, uint32_t person, size_t at) {
  size_t kept =
      referents->count < LUN_REFERENT_RECENT - 1 ? referents->count : LUN_REFERENT_RECENT - 1;
  for (size_t i = kept; i > 0; i--) referents->recent[i] = referents->recent[i - 1];
  referents->recent[0].person = person;
  referents->recent[0].at = at;
  referents->count = kept + 1;
}

/* A pronoun is told from another by its first letter. */
static char pronoun_sign(const lun_tokens *t, size_t at) {
  return (char)(t->text[t->items[at].from] | 32);
}

static int agrees(const lun_persons *persons, uint32_t person, char sign) {
  char known = persons->items[person].pronoun;
  return known == '\0' || known == sign;
}

/* The nearest speaker before token `at`, from `floor` on, who agrees; *where gets the mention. */
static uint32_t last_speaker(const lun_referents *r, const lun_persons *persons, char sign,
                             size_t floor, size_t *where) {
  *where = 0;
  for (size_t i = 0; i < r->count && r->recent[i].at >= floor; i++) {
    if (!agrees(persons, r->recent[i].person, sign)) continue;
    *where = r->recent[i].at;
    return r->recent[i].person;
  }
  return LUN_MAP_NONE;
}

uint32_t lun_referents_find(const lun_referents *referents, lun_persons *persons,
                            const lun_tokens *t, size_t at, size_t floor) {
  size_t where, low = at;
  char sign = pronoun_sign(t, at);
  uint32_t found = last_speaker(referents, persons, sign, floor, &where);
  for (int n = 0; n < SENTENCES_MOST && low > floor; n++) {
    lun_speaker subject;
    low = lun_attribution_sentence(t, n == 0 ? low : low - 1);
    if (low < floor) break;
    int named = lun_speaker_subject(t, low, at, &subject) && subject.kind == LUN_SPEAKER_NAME &&
                subject.to <= at;
    uint32_t person = named ? lun_persons_number(persons, t, &subject) : LUN_MAP_NONE;
    if (person != LUN_MAP_NONE && agrees(persons, person, sign) &&
        (found == LUN_MAP_NONE || subject.from >= where)) {
      found = person;
      break;
    }
    if (found != LUN_MAP_NONE && where >= low) break;
  }
  if (found != LUN_MAP_NONE) persons->items[found].pronoun = sign;
  return found;
}
