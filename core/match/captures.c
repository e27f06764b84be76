#include "match/captures.h"

#include "base/memory.h"

#include <stdlib.h>

lun_status lun_captures_add(lun_captures *captures, lun_capture capture, lun_error *err) {
  void *items = captures->items;
  if (!lun_grow(&items, &captures->cap, captures->count + 1, sizeof *captures->items)) {
    return lun_fail_memory(err);
  }
  captures->items = items;
  captures->items[captures->count++] = capture;
  return LUN_OK;
}

static int compare_hit(const lun_capture *x, const lun_capture *y) {
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  if (x->to != y->to) return x->to > y->to ? -1 : 1;
  return x->entry < y->entry ? -1 : x->entry > y->entry;
}

static int compare(const void *a, const void *b) {
  const lun_capture *x = a, *y = b;
  int by_hit = compare_hit(x, y);
  if (by_hit != 0) return by_hit;
  if (x->name != y->name) return x->name < y->name ? -1 : 1;
  if (x->span.from != y->span.from) return x->span.from < y->span.from ? -1 : 1;
  return x->span.to < y->span.to ? -1 : x->span.to > y->span.to;
}

/* Index of the first item that does not come before the hit. */
static size_t find_first(const lun_captures *captures, const lun_hit *hit) {
  lun_capture wanted = {.from = hit->from, .to = hit->to, .entry = hit->entry};
  size_t low = 0, high = captures->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (compare_hit(&captures->items[middle], &wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const lun_capture *lun_captures_find(const lun_captures *captures, const lun_hit *hit,
                                     size_t *count) {
  size_t first = find_first(captures, hit), n = first;
  while (n < captures->count && captures->items[n].from == hit->from &&
         captures->items[n].to == hit->to && captures->items[n].entry == hit->entry) {
    n++;
  }
  *count = n - first;
  return n > first ? &captures->items[first] : NULL;
}

void lun_captures_settle(lun_captures *captures, const lun_hits *hits) {
  size_t kept = 0, behind = 0, count;
  if (captures->count == 0) return;
  qsort(captures->items, captures->count, sizeof *captures->items, compare);
  for (size_t i = 0; i < hits->count; i++) {
    const lun_capture *first = lun_captures_find(captures, &hits->items[i], &count);
    if (first == NULL || (size_t)(first - captures->items) < behind) continue;
    behind = (size_t)(first - captures->items) + count;
    while (count-- > 0) captures->items[kept++] = *first++;
  }
  captures->count = kept;
}

void lun_captures_clear(lun_captures *captures) {
  lun_free(captures->items);
  *captures = (lun_captures){0};
}
