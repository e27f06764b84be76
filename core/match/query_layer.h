/* match/query_layer.h -- spans over a document that a query may ask for: quotations, actors, sentences.
**
** The search knows nothing of how they were made: who calls it hands them in, one list a name. */
#ifndef LUN_MATCH_QUERY_LAYER_H
#define LUN_MATCH_QUERY_LAYER_H

#include "base/arena.h"
#include "base/span.h"

/* What is known of a span: attribute (a number in lun_query_layer.attributes) and text. */
typedef struct lun_query_value {
  uint32_t attribute;
  const char *text; /* lives in the layer's arena */
  size_t len;
} lun_query_value;

typedef struct lun_query_span {
  lun_span span; /* bytes of the document */
  uint32_t value;
  uint32_t value_count; /* its run in lun_query_layer.values */
} lun_query_span;

/* All-zero is a layer without spans. `attributes` (NULL-ended, static) names what spans may have; the
** first `main_count` of them are meant when a query names none: [actor="RUS.*"]. */
typedef struct lun_query_layer {
  const char *const *attributes;
  uint32_t main_count;
  lun_query_span *spans;
  size_t count;
  size_t span_cap;
  lun_query_value *values;
  size_t value_count;
  size_t value_cap;
  lun_arena arena;
} lun_query_layer;

/* Add a span; lun_query_layer_set then gives it values. Errors: LUN_ENOMEM. */
lun_status lun_query_layer_add(lun_query_layer *layer, lun_span span, lun_error *err);
/* A value of the span added last; `text` is copied. Errors: LUN_ENOMEM. */
lun_status lun_query_layer_set(lun_query_layer *layer, uint32_t attribute, const char *text,
                               size_t len, lun_error *err);
/* Put the spans into text order: a search needs them so. */
void lun_query_layer_sort(lun_query_layer *layer);

/* Number of an attribute, or UINT32_MAX. */
uint32_t lun_query_layer_find(const lun_query_layer *layer, const char *attribute);
void lun_query_layer_clear(lun_query_layer *layer);

/* The layers of one search, by name. */
typedef struct lun_named_layer {
  const char *name;
  const lun_query_layer *layer;
} lun_named_layer;

typedef struct lun_named_layers {
  const lun_named_layer *items;
  size_t count;
} lun_named_layers;

#endif
