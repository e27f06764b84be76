/* analysis/region.h -- places in one document, and how a hit lies to them: in one of them, near one,
** behind one in its clause. What conditions on hits ask. */
#ifndef LUN_ANALYSIS_REGION_H
#define LUN_ANALYSIS_REGION_H

#include "base/context.h"
#include "base/span.h"
#include "text/document.h"

/* All-zero is empty. Places may overlap. */
typedef struct lun_region {
  lun_spans places; /* sorted by first byte once lun_region_sort has been called */
  uint32_t *reach;  /* by place: the furthest end of it and of all before it */
  size_t reach_cap;
} lun_region;

/* Errors: LUN_ENOMEM. */
lun_status lun_region_add(lun_region *region, lun_span place, lun_error *err);
lun_status lun_region_sort(lun_region *region, lun_error *err); /* to be called before questions */
void lun_region_clear(lun_region *region);

/* Whether the span lies wholly in one place. O(log n). */
int lun_region_covers(const lun_region *region, lun_span span);

/* Whether a place lies wholly within the `words` words before or behind the span, in its paragraph,
** and shares no byte with it.
** Errors: as text/segment.h. */
lun_status lun_region_is_near(const lun_region *region, lun_document *doc, lun_span span,
                              size_t words, const lun_context *ctx, int *near, lun_error *err);

/* Whether a place lies wholly within the `words` words before the span, in its sentence and clause: a
** comma, colon, semicolon, dash, bracket, quotation mark or a place of `breaks` between them parts
** clauses. `place` gets the last such place; may be NULL.
** Errors: as text/segment.h. */
lun_status lun_region_leads(const lun_region *region, const lun_region *breaks, lun_document *doc,
                            lun_span span, size_t words, const lun_context *ctx, lun_span *place,
                            int *leads, lun_error *err);

#endif
