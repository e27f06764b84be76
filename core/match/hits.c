#include "match/hits.h"

#include "base/memory.h"

#include <stdlib.h>

lun_status lun_hits_add(lun_hits *hits, lun_hit hit, lun_error *err) {
  if (hits->count == hits->cap) {
    void *items = hits->items;
    if (!lun_grow(&items, &hits->cap, hits->count + 1, sizeof *hits->items)) {
      return lun_fail_memory(err);
    }
    hits->items = items;
  }
  hits->items[hits->count++] = hit;
  return LUN_OK;
}

void lun_hits_clear(lun_hits *hits) {
  lun_free(hits->items);
  *hits = (lun_hits){0};
}

static int compare(const void *a, const void *b) {
  const lun_hit *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  if (x->to != y->to) return x->to > y->to ? -1 : 1;
  if (x->entry != y->entry) return x->entry < y->entry ? -1 : 1;
  return x->form < y->form ? -1 : x->form > y->form;
}

/* A walk through a text gives its hits in order but for those of one place, which lie side by side:
** moving these few is all there is to do. Returns 0 when they turn out not to be few. */
static int sort_nearly_sorted(lun_hit *items, size_t count) {
  size_t moves = 2 * count;
  for (size_t i = 1; i < count; i++) {
    lun_hit hit = items[i];
    size_t at = i;
    for (; at > 0 && compare(&items[at - 1], &hit) > 0; at--) items[at] = items[at - 1];
    items[at] = hit;
    if (i - at > moves) return 0;
    moves -= i - at;
  }
  return 1;
}

void lun_hits_sort(lun_hits *hits) {
  if (hits->count < 2 || sort_nearly_sorted(hits->items, hits->count)) return;
  qsort(hits->items, hits->count, sizeof *hits->items, compare);
}
