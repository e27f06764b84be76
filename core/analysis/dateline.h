/* analysis/dateline.h -- "KYIV, Ukraine (AP) -": where a report was written, before its first
** sentence. */
#ifndef LUN_ANALYSIS_DATELINE_H
#define LUN_ANALYSIS_DATELINE_H

#include "analysis/layout.h"

typedef enum lun_dateline {
  LUN_DATELINE_NONE,
  LUN_DATELINE_CAPITALS, /* a place in capitals and a dash or colon */
  LUN_DATELINE_AGENCY,   /* a place, an agency in brackets and a dash */
  LUN_DATELINE_DATE      /* a line that is a date */
} lun_dateline;

/* Whether line `number` begins with a dateline, and its bytes. `head`: no sentence of the report
** stands before the line; elsewhere only an agency makes a dateline. */
lun_dateline lun_dateline_find(const lun_layout *layout, size_t number, int head, lun_span *out);

#endif
