#include "analysis/region.h"

#include "base/memory.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <stdlib.h>

lun_status lun_region_add(lun_region *region, lun_span place, lun_error *err) {
  return lun_spans_add(&region->places, place.from, place.to, err);
}

void lun_region_clear(lun_region *region) {
  lun_spans_clear(&region->places);
  lun_free(region->reach);
  *region = (lun_region){0};
}

static int compare(const void *a, const void *b) {
  const lun_span *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return x->to < y->to ? -1 : x->to > y->to;
}

lun_status lun_region_sort(lun_region *region, lun_error *err) {
  lun_spans *places = &region->places;
  void *reach = region->reach;
  if (places->count == 0) return LUN_OK;
  if (!lun_grow(&reach, &region->reach_cap, places->count, sizeof *region->reach)) {
    return lun_fail_memory(err);
  }
  region->reach = reach;
  qsort(places->items, places->count, sizeof *places->items, compare);
  uint32_t furthest = 0;
  for (size_t i = 0; i < places->count; i++) {
    if (places->items[i].to > furthest) furthest = places->items[i].to;
    region->reach[i] = furthest;
  }
  return LUN_OK;
}

/* Number of the first place that begins at byte `at` or behind. */
static size_t first_from(const lun_region *region, uint32_t at) {
  size_t low = 0, high = region->places.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (region->places.items[middle].from < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

int lun_region_covers(const lun_region *region, lun_span span) {
  size_t behind = first_from(region, span.from + 1);
  return behind > 0 && region->reach[behind - 1] >= span.to;
}

/* The unit of the sorted list that holds byte `at`; all bytes when none does. */
static lun_span unit_at(const lun_spans *units, uint32_t at) {
  size_t i = lun_spans_find(units, at);
  if (i == units->count || units->items[i].from > at) return (lun_span){0, UINT32_MAX};
  return units->items[i];
}

/* Bytes of the `before` words before the span and the `behind` words behind it. */
static lun_span window(const lun_spans *words, lun_span span, size_t before, size_t behind) {
  size_t first = lun_spans_find(words, span.from), end = first;
  while (end < words->count && words->items[end].from < span.to) end++;
  size_t from = first > before ? first - before : 0;
  size_t to = words->count - end > behind ? end + behind : words->count;
  lun_span out = span;
  if (from < first) out.from = words->items[from].from;
  if (to > end) out.to = words->items[to - 1].to;
  return out;
}

static lun_span narrow(lun_span a, lun_span b) {
  return (lun_span){a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to};
}

lun_status lun_region_is_near(const lun_region *region, lun_document *doc, lun_span span,
                              size_t words, const lun_context *ctx, int *near, lun_error *err) {
  const lun_spans *all, *paragraphs;
  *near = 0;
  if (region->places.count == 0) return LUN_OK;
  lun_status st = lun_document_words(doc, ctx, &all, err);
  if (st == LUN_OK) st = lun_document_paragraphs(doc, ctx, &paragraphs, err);
  if (st != LUN_OK) return st;
  lun_span w = narrow(window(all, span, words, words), unit_at(paragraphs, span.from));
  for (size_t i = first_from(region, w.from); i < region->places.count && !*near; i++) {
    lun_span place = region->places.items[i];
    if (place.from >= w.to) break;
    *near = place.to <= w.to && (place.to <= span.from || place.from >= span.to);
  }
  return LUN_OK;
}

/* Whether a mark in text[from, to) parts clauses. A hyphen or apostrophe does not. */
static int is_parted(const char *text, size_t from, size_t to) {
  while (from < to) {
    uint32_t code = lun_utf8_get(text, to, from, &from);
    lun_sentence_class k = lun_unicode_sentence(lun_unicode_get(code));
    if (code == 0x2019 || code == '\'') continue;
    if (code == ';' || (code >= 0x2013 && code <= 0x2015)) return 1;
    if ((k == LUN_SENTENCE_CONTINUE && code != '-') || k == LUN_SENTENCE_CLOSE) return 1;
  }
  return 0;
}

/* Whether clauses are parted between the bytes: by a mark between words or by a break. */
static int is_other_clause(const lun_spans *words, const char *text, const lun_region *breaks,
                           uint32_t from, uint32_t to) {
  size_t i = first_from(breaks, from);
  if (i < breaks->places.count && breaks->places.items[i].to <= to) return 1;
  for (size_t w = lun_spans_find(words, from); from < to; w++) {
    uint32_t next = w < words->count && words->items[w].from < to ? words->items[w].from : to;
    if (next > from && is_parted(text, from, next)) return 1;
    from = next < to ? words->items[w].to : to;
  }
  return 0;
}

lun_status lun_region_leads(const lun_region *region, const lun_region *breaks, lun_document *doc,
                            lun_span span, size_t words, const lun_context *ctx, lun_span *place,
                            int *leads, lun_error *err) {
  const lun_spans *all, *sentences;
  size_t len;
  const char *text = lun_document_text(doc, &len);
  *leads = 0;
  if (region->places.count == 0) return LUN_OK;
  lun_status st = lun_document_words(doc, ctx, &all, err);
  if (st == LUN_OK) st = lun_document_sentences(doc, ctx, &sentences, err);
  if (st != LUN_OK) return st;
  lun_span w = narrow(window(all, span, words, 0), unit_at(sentences, span.from));
  for (size_t i = first_from(region, span.from); i > 0; i--) {
    lun_span cue = region->places.items[i - 1];
    if (cue.from < w.from) break;
    if (cue.to > span.from) continue;
    *leads = !is_other_clause(all, text, breaks, cue.to, span.from);
    if (place != NULL) *place = cue;
    break; /* a cue before this one is further away, in the same or an earlier clause */
  }
  return LUN_OK;
}
