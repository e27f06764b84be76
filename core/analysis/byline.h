/* analysis/byline.h -- who wrote a report: "By Jane Doe", "(Reporting by ...)", "... contributed to
** this report"; and the lines that lead elsewhere: "Read more: ...". */
#ifndef LUN_ANALYSIS_BYLINE_H
#define LUN_ANALYSIS_BYLINE_H

#include "analysis/layout.h"

/* Whether the line is a byline: a word such as "by" and names. */
int lun_byline_is_line(const lun_layout *layout, const lun_line *line);

typedef enum lun_byline {
  LUN_BYLINE_NONE,
  LUN_BYLINE_REPORTING, /* begins with "reporting by", "editing by" */
  LUN_BYLINE_SIGNED     /* "Jane Doe contributed to this report", "Jane Doe reported from Lisk" */
} lun_byline;

/* Whether the sentence says who wrote the report. */
lun_byline lun_byline_find(const lun_layout *layout, lun_span sentence);

/* Whether the line is a link or invitation: a cue alone, or with a colon and a title behind it. */
int lun_byline_is_link(const lun_layout *layout, lun_span span);

#endif
