#include "match/query_layer.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

lun_status lun_query_layer_add(lun_query_layer *layer, lun_span span, lun_error *err) {
  void *spans = layer->spans;
  if (!lun_grow(&spans, &layer->span_cap, layer->count + 1, sizeof *layer->spans)) {
    return lun_fail_memory(err);
  }
  layer->spans = spans;
  layer->spans[layer->count++] = (lun_query_span){span, (uint32_t)layer->value_count, 0};
  return LUN_OK;
}

lun_status lun_query_layer_set(lun_query_layer *layer, uint32_t attribute, const char *text,
                               size_t len, lun_error *err) {
  assert(layer->count > 0);
  void *values = layer->values;
  const char *own = lun_arena_add_text(&layer->arena, text, len);
  if (own == NULL ||
      !lun_grow(&values, &layer->value_cap, layer->value_count + 1, sizeof *layer->values)) {
    return lun_fail_memory(err);
  }
  layer->values = values;
  layer->values[layer->value_count++] = (lun_query_value){attribute, own, len};
  layer->spans[layer->count - 1].value_count++;
  return LUN_OK;
}

static int compare(const void *a, const void *b) {
  const lun_query_span *x = a, *y = b;
  if (x->span.from != y->span.from) return x->span.from < y->span.from ? -1 : 1;
  if (x->span.to != y->span.to) return x->span.to > y->span.to ? -1 : 1;
  return x->value < y->value ? -1 : x->value > y->value;
}

void lun_query_layer_sort(lun_query_layer *layer) {
  for (size_t i = 1; i < layer->count; i++) {
    if (compare(&layer->spans[i - 1], &layer->spans[i]) <= 0) continue;
    qsort(layer->spans, layer->count, sizeof *layer->spans, compare);
    return;
  }
}

uint32_t lun_query_layer_find(const lun_query_layer *layer, const char *attribute) {
  for (uint32_t i = 0; layer->attributes != NULL && layer->attributes[i] != NULL; i++) {
    if (strcmp(layer->attributes[i], attribute) == 0) return i;
  }
  return UINT32_MAX;
}

void lun_query_layer_clear(lun_query_layer *layer) {
  lun_free(layer->spans);
  lun_free(layer->values);
  lun_arena_clear(&layer->arena);
  *layer = (lun_query_layer){0};
}
