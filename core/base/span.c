#include "base/span.h"

#include "base/memory.h"

#include <assert.h>

lun_status lun_spans_add(lun_spans *spans, size_t from, size_t to, lun_error *err) {
  assert(from <= to && to <= UINT32_MAX);
  void *items = spans->items;
  if (!lun_grow(&items, &spans->cap, spans->count + 1, sizeof *spans->items)) {
    return lun_fail_memory(err);
  }
  spans->items = items;
  spans->items[spans->count++] = (lun_span){(uint32_t)from, (uint32_t)to};
  return LUN_OK;
}

size_t lun_spans_find(const lun_spans *spans, size_t at) {
  size_t low = 0, high = spans->count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (spans->items[mid].to <= at) low = mid + 1;
    else high = mid;
  }
  return low;
}

void lun_spans_reset(lun_spans *spans) {
  spans->count = 0;
}

void lun_spans_clear(lun_spans *spans) {
  lun_free(spans->items);
  *spans = (lun_spans){0};
}
