#include "match/overlap.h"

#include "base/memory.h"

#include <stdlib.h>

/* --- shields ---------------------------------------------------------------------------------- */

/* Remember a shield that the sweep has passed, and forget those that end before it begins. */
static lun_status pass_shield(lun_hits *open, const lun_hit *shield, lun_error *err) {
  size_t kept = 0;
  for (size_t i = 0; i < open->count; i++) {
    if (open->items[i].to > shield->from) open->items[kept++] = open->items[i];
  }
  open->count = kept;
  return lun_hits_add(open, *shield, err);
}

/* A shield that covers the hit starts before it, or has its bytes or more: it is passed already. */
static int is_shielded(const lun_dictionary *dict, const lun_hits *open, const lun_hit *hit) {
  for (size_t i = 0; i < open->count; i++) {
    const lun_hit *shield = &open->items[i];
    if (dict->entries[shield->entry].shield == hit->entry && shield->to >= hit->to) return 1;
  }
  return 0;
}

/* Pass the shields that have the bytes of number `i`; returns the number behind these bytes. They
** come before the others: an entry may be shielded in its own bytes (cease* but not ceaseless). */
static lun_status pass_shields(const lun_dictionary *dict, const lun_hits *hits, size_t i,
                               lun_hits *open, size_t *behind, lun_error *err) {
  lun_hit first = hits->items[i];
  lun_status st = LUN_OK;
  for (; st == LUN_OK && i < hits->count; i++) {
    const lun_hit *hit = &hits->items[i];
    if (hit->from != first.from || hit->to != first.to) break;
    if (dict->entries[hit->entry].shield != LUN_MAP_NONE) st = pass_shield(open, hit, err);
  }
  *behind = i;
  return st;
}

lun_status lun_overlap_shield(const lun_dictionary *dict, lun_hits *hits, lun_error *err) {
  lun_hits open = {0};
  size_t behind = 0, kept = 0;
  lun_status st = LUN_OK;
  if (!dict->has_shields) return LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < hits->count; i++) {
    if (i == behind) st = pass_shields(dict, hits, i, &open, &behind, err);
    lun_hit hit = hits->items[i];
    int keep = dict->entries[hit.entry].shield == LUN_MAP_NONE && !is_shielded(dict, &open, &hit);
    if (keep) hits->items[kept++] = hit;
  }
  hits->count = kept;
  lun_hits_clear(&open);
  return st;
}

/* --- policies --------------------------------------------------------------------------------- */

static uint32_t key_of(const lun_dictionary *dict, const lun_hit *hit) {
  return dict->entries[hit->entry].key_number;
}

/* Whether a hit of `out` from number `first` on has the key of `hit`. */
static int has_key(const lun_dictionary *dict, const lun_hits *out, size_t first,
                   const lun_hit *hit) {
  for (size_t k = first; k < out->count; k++) {
    if (key_of(dict, &out->items[k]) == key_of(dict, hit)) return 1;
  }
  return 0;
}

/* `hits` come by place, the one to be taken first. With `shared`, other keys that have the bytes of
** the hit taken are hits too. */
static lun_status take_leftmost(const lun_dictionary *dict, const lun_hit *hits, size_t count,
                                int shared, lun_hits *out, lun_error *err) {
  size_t first = out->count; /* of the hits with the bytes of the one taken last */
  uint32_t from = 0, to = 0;
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < count; i++) {
    const lun_hit *hit = &hits[i];
    int same = shared && out->count > first && hit->from == from && hit->to == to;
    if (!same && hit->from < to) continue;
    if (!same) first = out->count;
    if (!has_key(dict, out, first, hit)) st = lun_hits_add(out, *hit, err);
    from = hit->from;
    to = hit->to;
  }
  return st;
}

/* Every hit, but each entry once at one place. */
static lun_status take_all(const lun_hits *hits, lun_hits *out, lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < hits->count; i++) {
    const lun_hit *hit = &hits->items[i], *before = i > 0 ? hit - 1 : NULL;
    if (before != NULL && before->from == hit->from && before->to == hit->to &&
        before->entry == hit->entry) {
      continue;
    }
    st = lun_hits_add(out, *hit, err);
  }
  return st;
}

/* Mark the bytes of a hit as taken, unless one of them is. */
static int take_bytes(uint64_t *taken, const lun_hit *hit) {
  for (uint32_t at = hit->from; at < hit->to; at++) {
    if (taken[at / 64] >> at % 64 & 1) return 0;
  }
  for (uint32_t at = hit->from; at < hit->to; at++) taken[at / 64] |= UINT64_C(1) << at % 64;
  return 1;
}

/* `hits` come by priority. */
static lun_status take_free(const lun_hit *hits, size_t count, lun_hits *out, lun_error *err) {
  uint32_t end = 0;
  for (size_t i = 0; i < count; i++) end = hits[i].to > end ? hits[i].to : end;
  uint64_t *taken = lun_zalloc(((size_t)end / 64 + 1) * sizeof *taken);
  if (taken == NULL) return lun_fail_memory(err);
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < count; i++) {
    if (take_bytes(taken, &hits[i])) st = lun_hits_add(out, hits[i], err);
  }
  lun_free(taken);
  return st;
}

/* By place, then the dictionary's order. */
static int compare_first(const void *a, const void *b) {
  const lun_hit *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  if (x->entry != y->entry) return x->entry < y->entry ? -1 : 1;
  return x->to > y->to ? -1 : x->to < y->to;
}

static int compare_priority(const void *a, const void *b) {
  const lun_hit *x = a, *y = b;
  if (x->entry != y->entry) return x->entry < y->entry ? -1 : 1;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return x->to > y->to ? -1 : x->to < y->to;
}

/* Hits that compete with each other. */
static lun_status take(const lun_dictionary *dict, lun_overlap policy, lun_hit *hits, size_t count,
                       lun_hits *out, lun_error *err) {
  switch (policy) {
  case LUN_OVERLAP_FIRST:
    qsort(hits, count, sizeof *hits, compare_first);
    return take_leftmost(dict, hits, count, 0, out, err);
  case LUN_OVERLAP_PRIORITY:
    qsort(hits, count, sizeof *hits, compare_priority);
    return take_free(hits, count, out, err);
  case LUN_OVERLAP_ALL:
  case LUN_OVERLAP_LONGEST: break;
  }
  return take_leftmost(dict, hits, count, 1, out, err);
}

/* Put the hits of one key beside each other, each key's in text order. */
static lun_status sort_by_key(const lun_dictionary *dict, lun_hits *hits, lun_error *err) {
  size_t *starts = lun_zalloc((dict->key_count + 1) * sizeof *starts);
  lun_hit *sorted = lun_alloc((hits->count + 1) * sizeof *sorted);
  if (starts != NULL && sorted != NULL) {
    for (size_t i = 0; i < hits->count; i++) starts[key_of(dict, &hits->items[i]) + 1]++;
    for (size_t k = 1; k <= dict->key_count; k++) starts[k] += starts[k - 1];
    for (size_t i = 0; i < hits->count; i++) {
      sorted[starts[key_of(dict, &hits->items[i])]++] = hits->items[i];
    }
    for (size_t i = 0; i < hits->count; i++) hits->items[i] = sorted[i];
  }
  lun_status st = starts == NULL || sorted == NULL ? lun_fail_memory(err) : LUN_OK;
  lun_free(starts);
  lun_free(sorted);
  return st;
}

static lun_status find_per_key(const lun_dictionary *dict, lun_overlap policy, lun_hits *hits,
                               lun_hits *out, lun_error *err) {
  lun_hits kept = {0};
  lun_status st = sort_by_key(dict, hits, err);
  for (size_t i = 0, end; st == LUN_OK && i < hits->count; i = end) {
    uint32_t key = key_of(dict, &hits->items[i]);
    for (end = i + 1; end < hits->count && key_of(dict, &hits->items[end]) == key;) end++;
    st = take(dict, policy, hits->items + i, end - i, &kept, err);
  }
  lun_hits_sort(&kept);
  for (size_t i = 0; st == LUN_OK && i < kept.count; i++) {
    st = lun_hits_add(out, kept.items[i], err);
  }
  lun_hits_clear(&kept);
  return st;
}

lun_status lun_overlap_find(const lun_dictionary *dict, lun_overlap_rule rule, lun_hits *hits,
                            lun_hits *out, lun_error *err) {
  if (rule.policy == LUN_OVERLAP_ALL) return take_all(hits, out, err);
  if (rule.per_key) return find_per_key(dict, rule.policy, hits, out, err);
  size_t before = out->count;
  lun_status st = take(dict, rule.policy, hits->items, hits->count, out, err);
  if (rule.policy == LUN_OVERLAP_PRIORITY) {
    lun_hits fresh = {out->items + before, out->count - before, 0};
    lun_hits_sort(&fresh);
  }
  return st;
}
