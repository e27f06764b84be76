/* analysis/verdict.h -- what a passage in quotation marks is: a quotation with its attribution, the
** rest of the one before, or none at all (scare quotes, titles of works, nicknames). */
#ifndef LUN_ANALYSIS_VERDICT_H
#define LUN_ANALYSIS_VERDICT_H

#include "analysis/proposal.h"

typedef struct lun_verdict {
  lun_attribution found;
  int dropped;
  int joined;  /* goes on with the quotation before it */
  int refused; /* a nickname, the title of a work, or "so-called" */
  int taken;   /* inside a reported clause */
  int direct;  /* whole sentences, not words inside the writer's own */
} lun_verdict;

/* Take passage `p` as a proposal has it; `joined`: it goes on with the passage before. */
void lun_verdict_propose(const lun_tokens *t, const lun_passage *p, const lun_proposal *proposal,
                         int joined, lun_verdict *v);

/* 1 for a quotation that no reported clause may take in. */
static inline int lun_verdict_stands(const lun_verdict *v) {
  return !v->dropped && (v->direct || v->found.proposal != NULL);
}

/* Judge passage `p`. `before`, `last`: the quotation before it, NULL when there is none. */
void lun_verdict_find(const lun_tokens *t, const lun_passage *p, const lun_verdict *before,
                      const lun_passage *last, lun_verdict *v);

#endif
