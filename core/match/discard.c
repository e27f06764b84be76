#include "match/discard.h"

#include "base/memory.h"

#include <string.h>

/* Whether a discard of key `over` means hits of `key`: it is the same or one of its levels, or "". */
static int covers(const char *over, const char *key) {
  size_t n = strlen(over);
  return n == 0 || (strncmp(over, key, n) == 0 && (key[n] == '\0' || key[n] == '.'));
}

/* The sentence around byte `at`; all bytes for a discard that drops the story. */
static lun_span reach(lun_entry_use use, const lun_spans *sentences, uint32_t at) {
  if (use == LUN_USE_STORY) return (lun_span){0, UINT32_MAX};
  size_t i = lun_spans_find(sentences, at);
  if (i == sentences->count || sentences->items[i].from > at) return (lun_span){at, at};
  return sentences->items[i];
}

/* Index of the first hit at byte `at` or behind. */
static size_t find_first(const lun_hits *hits, uint32_t at) {
  size_t low = 0, high = hits->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (hits->items[middle].from < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* Mark the hits of its key that a discard reaches. */
static void mark(const lun_dictionary *dict, const char *key, lun_span over, const lun_hits *hits,
                 unsigned char *gone) {
  for (size_t i = find_first(hits, over.from); i < hits->count; i++) {
    if (hits->items[i].from >= over.to) break;
    if (covers(key, dict->entries[hits->items[i].entry].key)) gone[i] = 1;
  }
}

/* What one key has dropped is gone over once, however many discards stand in one sentence: `ends`
** remembers by key where it ended. */
static void mark_all(const lun_dictionary *dict, const lun_hits *discards, lun_entry_use all_as,
                     const lun_spans *sentences, const lun_hits *hits, uint32_t *ends,
                     unsigned char *gone) {
  for (size_t i = 0; i < discards->count; i++) {
    const lun_entry *entry = &dict->entries[discards->items[i].entry];
    lun_entry_use use = all_as == LUN_USE_HIT ? entry->use : all_as;
    lun_span over = reach(use, sentences, discards->items[i].from);
    uint32_t *end = &ends[entry->key_number];
    if (*end == UINT32_MAX || *end == over.to) continue;
    *end = over.to;
    mark(dict, entry->key, over, hits, gone);
  }
}

lun_status lun_discard_apply(const lun_dictionary *dict, const lun_hits *discards,
                             lun_entry_use all_as, lun_document *doc, const lun_context *ctx,
                             lun_hits *hits, size_t *dropped, lun_error *err) {
  const lun_spans *sentences = NULL;
  size_t kept = 0;
  *dropped = 0;
  if (discards->count == 0 || hits->count == 0) return LUN_OK;
  lun_status st = lun_document_sentences(doc, ctx, &sentences, err);
  if (st != LUN_OK) return st;
  unsigned char *gone = lun_zalloc(hits->count);
  uint32_t *ends = lun_zalloc(dict->key_count * sizeof *ends);
  if (gone == NULL || ends == NULL) {
    lun_free(gone);
    lun_free(ends);
    return lun_fail_memory(err);
  }
  mark_all(dict, discards, all_as, sentences, hits, ends, gone);
  for (size_t i = 0; i < hits->count; i++) {
    if (!gone[i]) hits->items[kept++] = hits->items[i];
  }
  lun_free(gone);
  lun_free(ends);
  *dropped = hits->count - kept;
  hits->count = kept;
  return LUN_OK;
}
