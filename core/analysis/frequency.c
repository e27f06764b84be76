#include "analysis/frequency.h"

#include "base/memory.h"
#include "text/segment.h"
#include "text/stretch.h"

#include <string.h>

/* An array by type that is zero where it has grown. */
static lun_status grow_zero(void **items, size_t *cap, size_t need, size_t size, lun_error *err) {
  size_t known = *cap;
  if (!lun_grow(items, cap, need, size)) return lun_fail_memory(err);
  if (*cap > known) memset((char *)*items + known * size, 0, (*cap - known) * size);
  return LUN_OK;
}

static lun_status reserve_counts(lun_frequency *f, lun_error *err) {
  void *counts = f->counts;
  lun_status st = grow_zero(&counts, &f->cap, f->vocabulary.count, sizeof *f->counts, err);
  f->counts = counts;
  return st;
}

/* Room to count every type known so far in one document. */
static lun_status reserve_document(lun_frequency *f, lun_error *err) {
  void *in_doc = f->in_doc, *seen = f->seen;
  size_t need = f->vocabulary.count;
  lun_status st = grow_zero(&in_doc, &f->in_doc_cap, need, sizeof *f->in_doc, err);
  f->in_doc = in_doc;
  if (st == LUN_OK && !lun_grow(&seen, &f->seen_cap, need + 1, sizeof *f->seen)) {
    st = lun_fail_memory(err);
  }
  f->seen = seen;
  return st;
}

static void count_types(lun_frequency *f, size_t count) {
  uint32_t *in_doc = f->in_doc, *seen = f->seen;
  size_t seen_count = f->seen_count;
  for (size_t i = 0; i < count; i++) {
    uint32_t type = f->types[i];
    seen[seen_count] = type; /* counts only if it is new in this document */
    seen_count += in_doc[type]++ == 0;
  }
  f->seen_count = seen_count;
}

static lun_status count_stretch(lun_frequency *f, const char *text, size_t from, size_t to,
                                const lun_context *ctx, lun_error *err) {
  lun_spans_reset(&f->spans);
  lun_status st = lun_words_find(text + from, to - from, LUN_SEGMENT_WORDS, ctx, &f->spans, err);
  if (st != LUN_OK) return st;
  void *types = f->types;
  if (!lun_grow(&types, &f->type_cap, f->spans.count, sizeof *f->types)) {
    return lun_fail_memory(err);
  }
  f->types = types;
  st = lun_vocabulary_add_all(&f->vocabulary, text + from, to - from, f->spans.items,
                              f->spans.count, f->types, err);
  if (st == LUN_OK) st = reserve_document(f, err);
  if (st == LUN_OK) count_types(f, f->spans.count);
  return st;
}

/* Move the document's counts to the forms they are counted under. A document that failed half-way is
** not counted at all. */
static lun_status end_document(lun_frequency *f, lun_status st, lun_error *err) {
  int plain = lun_view_is_plain(&f->view);
  if (st == LUN_OK && !plain) st = lun_view_add(&f->view, &f->vocabulary, err);
  if (st == LUN_OK) st = reserve_counts(f, err);
  for (size_t i = 0; i < f->seen_count; i++) {
    uint32_t type = f->seen[i], n = f->in_doc[type];
    f->in_doc[type] = 0;
    if (st != LUN_OK) continue;
    lun_frequency_count *c = &f->counts[plain ? type : f->view.types[type]];
    c->n += n;
    c->docs += c->last != f->documents;
    c->last = f->documents;
    f->words += n;
  }
  f->seen_count = 0;
  return st;
}

lun_status lun_frequency_add_part(lun_frequency *f, const lun_document *part,
                                  const lun_context *ctx, lun_error *err) {
  size_t len;
  const char *text = lun_document_text(part, &len);
  lun_status st = LUN_OK;
  for (size_t from = 0; st == LUN_OK && from < len;) {
    size_t to = lun_stretch_find(text, len, from);
    st = count_stretch(f, text, from, to, ctx, err);
    from = to;
  }
  return end_document(f, st, err);
}

lun_status lun_frequency_add(lun_frequency *f, const lun_document *doc, const lun_context *ctx,
                             lun_error *err) {
  f->documents++;
  lun_status st = lun_frequency_add_part(f, doc, ctx, err);
  if (st != LUN_OK) f->documents--;
  return st;
}

lun_status lun_frequency_add_form(lun_frequency *f, const char *form, size_t len, uint64_t n,
                                  uint32_t docs, lun_error *err) {
  uint32_t type;
  lun_status st = lun_vocabulary_add(&f->vocabulary, form, len, &type, err);
  int plain = lun_view_is_plain(&f->view);
  if (st == LUN_OK && !plain) st = lun_view_add(&f->view, &f->vocabulary, err);
  if (st == LUN_OK) st = reserve_counts(f, err);
  if (st != LUN_OK) return st;
  if (!plain) type = f->view.types[type];
  f->counts[type].n += n;
  f->counts[type].docs += docs;
  f->words += n;
  return LUN_OK;
}

void lun_frequency_clear(lun_frequency *f) {
  lun_vocabulary_clear(&f->vocabulary);
  lun_view_clear(&f->view);
  lun_free(f->counts);
  lun_free(f->in_doc);
  lun_free(f->seen);
  lun_spans_clear(&f->spans);
  lun_free(f->types);
  *f = (lun_frequency){0};
}
