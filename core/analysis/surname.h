/* analysis/surname.h -- surnames that stand alone, as mentions of the person named in full before.
**
** Only what is evidently a person's name counts as a full name: a known first name, an initial or a
** title before it, or a title before the surname alone elsewhere in the document. A surname that two
** actors of the document share, or that somebody else bears there, stands for nobody from then on. */
#ifndef LUN_ANALYSIS_SURNAME_H
#define LUN_ANALYSIS_SURNAME_H

#include "analysis/lexis.h"
#include "base/context.h"
#include "match/dictionary.h"
#include "match/hits.h"

typedef struct lun_surname_person {
  lun_span full;  /* where the full name stands that was seen last */
  uint32_t hit;   /* the first of its hits, .. */
  uint32_t count; /* .. which share these bytes */
  uint32_t key;   /* number of its key */
  int is_sure;    /* evidently a person */
} lun_surname_person;

typedef struct lun_surname_slot {
  int is_entry;      /* the dictionary has the word itself: where it is a hit is for that to say */
  uint32_t document; /* the last one in which a full name had this surname */
  uint32_t person;   /* in that document; LUN_MAP_NONE: more than one */
} lun_surname_slot;

/* What the words of an entry say, as they stood in the text where it was found first. */
typedef struct lun_surname_entry {
  uint32_t len;  /* bytes of that text; 0: not seen yet */
  uint16_t from; /* the surname in it */
  uint16_t to;
  uint32_t verdict; /* file-private */
} lun_surname_entry;

typedef struct lun_surname_find {
  lun_span span;
  lun_span full;
  uint32_t person;
  uint32_t hit; /* as in lun_surname_person, when it was found */
  uint32_t count;
} lun_surname_find;

/* One thread's search with one dictionary. Start with all-zero and `lexis`, which is borrowed. */
typedef struct lun_surnames {
  const lun_lexis *lexis;
  lun_surname_entry *verdicts; /* by entry */
  lun_lexis entries;           /* the values of the dictionary that are one word */
  lun_map names;               /* surnames of all documents so far */
  lun_surname_slot *slots;
  size_t slot_cap;
  uint32_t document;
  lun_surname_person *persons; /* of the document at hand */
  size_t person_count;
  size_t person_cap;
  lun_surname_find *finds;
  size_t find_count;
  size_t find_cap;
  unsigned char letters[256]; /* first bytes of its surnames */
} lun_surnames;

/* Fill `finds` with the surnames alone in `text` that stand for a person named in full by one of the
** sorted `hits` before them, in text order. Time grows with the text.
** Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_surnames_find(lun_surnames *surnames, const lun_dictionary *dict, const char *text,
                             size_t len, const lun_hits *hits, const lun_context *ctx,
                             lun_error *err);

/* Whether the bytes of the hit are evidently a person's name. Errors: LUN_ENOMEM. */
lun_status lun_surnames_judge(lun_surnames *surnames, const lun_dictionary *dict, const char *text,
                              const lun_hit *hit, int *is_person, lun_error *err);

void lun_surnames_clear(lun_surnames *surnames);

#endif
