/* analysis/cast.h -- who is mentioned in a document: a dictionary's hits, the surnames that stand for
** persons named in full, and the agents composed onto actors. */
#ifndef LUN_ANALYSIS_CAST_H
#define LUN_ANALYSIS_CAST_H

#include "analysis/agent.h"
#include "match/finder.h"

/* All-zero is the usual search. */
typedef struct lun_cast_options {
  lun_finder_options finder;
  int no_surnames;
  int no_agents;
  int first; /* of each key only the first mention of the document */
} lun_cast_options;

/* One thread's search with one dictionary. Start with all-zero and surnames.lexis, borrowed. */
typedef struct lun_cast {
  lun_surnames surnames;
  lun_agent_pairs pairs;
  lun_hits links; /* hits of surnames alone */
  lun_hits alone; /* agents without an actor, of the last search */
  uint32_t *seen; /* by key: the last document that has it */
  uint32_t document;
  size_t discarded; /* in the last search */
} lun_cast;

/* Fill `hits` and `mentions` (both empty) from `doc` with the dictionary of `finder`.
** Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_cast_find(lun_cast *cast, lun_finder *finder, const lun_dictionary *dict,
                         lun_document *doc, const lun_cast_options *options, const lun_context *ctx,
                         lun_hits *hits, lun_mentions *mentions, lun_error *err);

void lun_cast_clear(lun_cast *cast);

#endif
