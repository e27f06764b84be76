/* analysis/report.h -- the clauses of a document that report somebody's words, fitted to the
** passages in quotation marks: those inside a clause belong to it. */
#ifndef LUN_ANALYSIS_REPORT_H
#define LUN_ANALYSIS_REPORT_H

#include "analysis/clause.h"
#include "analysis/verdict.h"

typedef struct lun_report {
  lun_clause clause;
  size_t passage; /* passages inside it: [passage, passage + passage_count) */
  size_t passage_count;
  int marked; /* one of them is in marks for the speaker's own words, not a title of a work */
} lun_report;

/* All-zero is an empty list. */
typedef struct lun_reports {
  lun_report *items;
  size_t count;
  size_t cap;
} lun_reports;

void lun_reports_clear(lun_reports *reports);

/* Fill `reports` (replacing what it held), by first token, disjoint. The verdicts of the passages
** inside one are dropped. `all`: also clauses without a passage.
** Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_reports_find(lun_reports *reports, lun_tokens *t, const lun_passages *passages,
                            lun_verdict *verdicts, int all, const lun_context *ctx, lun_error *err);

#endif
