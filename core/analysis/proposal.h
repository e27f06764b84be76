/* analysis/proposal.h -- attributions that rules outside of the core have found: an analyst's own
** queries. They stand above the core's rules. */
#ifndef LUN_ANALYSIS_PROPOSAL_H
#define LUN_ANALYSIS_PROPOSAL_H

#include "analysis/attribution.h"

/* All marked passages inside `span` are the words of `speaker`; where that is absent, of the subject of
** `cue`. Units: bytes of the document's text, 0-based, half-open; an absent span is empty. */
typedef struct lun_proposal {
  lun_span span;
  lun_span speaker;
  lun_span cue;
  const char *rule; /* its name; borrowed */
  double score;     /* 0-1 */
} lun_proposal;

/* All-zero is an empty list. */
typedef struct lun_proposals {
  lun_proposal *items;
  size_t count;
  size_t cap;
} lun_proposals;

void lun_proposals_clear(lun_proposals *proposals);

/* Add one; they come in text order and do not overlap. Errors: LUN_ENOMEM. */
lun_status lun_proposals_add(lun_proposals *proposals, lun_proposal proposal, lun_error *err);

/* Let the rules see the cues as verbs of saying. */
void lun_proposals_flag(const lun_proposals *proposals, lun_tokens *t);

/* The proposal that holds all of `words`, or NULL. */
const lun_proposal *lun_proposals_find(const lun_proposals *proposals, lun_span words);

/* What the proposal says, as the core's rules would. */
void lun_proposal_read(const lun_proposal *proposal, const lun_tokens *t, lun_attribution *out);

#endif
