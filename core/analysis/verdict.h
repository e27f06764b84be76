/* analysis/verdict.h -- what a passage in quotation marks is: a quotation with its attribution, the
** rest of the one before, or none at all (scare quotes, titles of works, nicknames). */
#ifndef LUN_ANALYSIS_VERDICT_H
#define LUN_ANALYSIS_VERDICT_H

#include "analysis/attribution.h"

typedef struct lun_verdict {
  lun_attribution found;
  int dropped;
  int joined;  /* goes on with the quotation before it */
  int refused; /* a nickname, the title of a work, or "so-called" */
  int taken;   /* inside a reported clause */
  int direct;  /* whole sentences, not words inside the writer's own */
} lun_verdict;

/* Judge passage `p`. `before`, `last`: the quotation before it, NULL when there is none. */
void lun_verdict_find(const lun_tokens *t, const lun_passage *p, const lun_verdict *before,
                      const lun_passage *last, lun_verdict *v);

#endif
