/* base/span.h -- a stretch of a text, and a growing list of them. */
#ifndef LUN_BASE_SPAN_H
#define LUN_BASE_SPAN_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

/* Units: bytes, 0-based, half-open [from, to). */
typedef struct lun_span {
  uint32_t from;
  uint32_t to;
} lun_span;

/* All-zero is an empty list. */
typedef struct lun_spans {
  lun_span *items;
  size_t count;
  size_t cap;
} lun_spans;

/* Errors: LUN_ENOMEM. */
lun_status lun_spans_add(lun_spans *spans, size_t from, size_t to, lun_error *err);

/* Index of the first span whose `to` lies behind byte `at`, in a sorted, disjoint list; `count`
** when there is none. */
size_t lun_spans_find(const lun_spans *spans, size_t at);

void lun_spans_reset(lun_spans *spans); /* empty, memory kept for reuse */
void lun_spans_clear(lun_spans *spans); /* empty, memory freed */

#endif
