/* analysis/grouping.h -- hits counted by their columns: a combination of key, entry, form and code is
** a group, and has a number. */
#ifndef LUN_ANALYSIS_GROUPING_H
#define LUN_ANALYSIS_GROUPING_H

#include "analysis/mention.h"
#include "base/map.h"
#include "match/finder.h"

/* The columns that part the groups, to be combined with |. */
enum {
  LUN_GROUP_KEY = 1,
  LUN_GROUP_ENTRY = 2, /* the entry, hence its value and its rule */
  LUN_GROUP_FORM = 4,
  LUN_GROUP_CODE = 8, /* on the document's date */
  LUN_GROUP_TEXT = 16 /* as it stands in the document */
};

typedef struct lun_group {
  uint32_t entry; /* one that has the group's columns */
  lun_form form;
  uint32_t code; /* number in lun_grouping.codes */
  uint32_t text; /* number in lun_grouping.texts */
  uint32_t n;    /* hits in the document that was counted last */
} lun_group;

/* Owned by one thread. Start with all-zero and `fields`; for one dictionary only. */
typedef struct lun_grouping {
  unsigned fields;
  lun_map names; /* of groups: their columns as bytes */
  lun_map codes;
  lun_map texts;
  lun_group *groups; /* by number in `names` */
  size_t cap;
  uint32_t *seen; /* groups of the document that was counted last, by their first hit */
  size_t seen_count;
  size_t seen_cap;
  lun_buffer code;
} lun_grouping;

/* What was found in one document. */
typedef struct lun_grouping_input {
  const lun_hits *hits;
  const lun_mentions *mentions; /* beside them; may be NULL */
  const lun_document *doc;
} lun_grouping_input;

/* Count the hits of one document: `seen` then has its groups, with their `n`. What was counted
** before is forgotten, the groups' numbers stay. Errors: LUN_ENOMEM, LUN_ELIMIT. */
lun_status lun_grouping_count(lun_grouping *grouping, const lun_dictionary *dict,
                              const lun_grouping_input *input, lun_error *err);

void lun_grouping_clear(lun_grouping *grouping);

#endif
