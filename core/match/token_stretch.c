#include "match/token_stretch.h"

#include "base/memory.h"
#include "text/segment.h"

#include <string.h>

/* --- the layers of a document ------------------------------------------------------------------- */

static lun_status fill_layer(lun_query_layer *layer, const lun_spans *spans, lun_error *err) {
  lun_status st = LUN_OK;
  layer->count = 0;
  for (size_t i = 0; st == LUN_OK && i < spans->count; i++) {
    st = lun_query_layer_add(layer, spans->items[i], err);
  }
  return st;
}

/* A layer that every document has; *layer stays NULL when the name is another. */
static lun_status own_layer(lun_token_stretch *s, const char *name, size_t len, lun_document *doc,
                            const lun_context *ctx, const lun_query_layer **layer, lun_error *err) {
  const lun_spans *spans;
  lun_status st = LUN_OK;
  if (len == 8 && memcmp(name, "sentence", 8) == 0) {
    *layer = &s->sentences;
    st = lun_document_sentences(doc, ctx, &spans, err);
  } else if (len == 9 && memcmp(name, "paragraph", 9) == 0) {
    *layer = &s->paragraphs;
    st = lun_document_paragraphs(doc, ctx, &spans, err);
  }
  if (*layer == NULL || st != LUN_OK) return st;
  return fill_layer(*layer == &s->sentences ? &s->sentences : &s->paragraphs, spans, err);
}

static lun_status find_layer(lun_token_stretch *s, const lun_layer_use *use, lun_document *doc,
                             const lun_named_layers *layers, const lun_context *ctx, size_t number,
                             const lun_query_layer **layer, lun_error *err) {
  size_t len;
  const char *name = lun_map_get(&s->types.store->layers, use->layer, &len);
  *layer = NULL;
  for (size_t i = 0; layers != NULL && *layer == NULL && i < layers->count; i++) {
    const char *known = layers->items[i].name;
    if (strlen(known) == len && memcmp(known, name, len) == 0) *layer = layers->items[i].layer;
  }
  lun_status st = *layer == NULL ? own_layer(s, name, len, doc, ctx, layer, err) : LUN_OK;
  if (st != LUN_OK) return st;
  if (*layer == NULL) {
    return lun_fail(err, LUN_EPATTERN, number, "no layer \"%.*s\"", (int)len, name);
  }
  if (use->attribute[0] != '\0' && lun_query_layer_find(*layer, use->attribute) == UINT32_MAX) {
    return lun_fail(err, LUN_EPATTERN, number, "spans of layer %.*s have no \"%s\"", (int)len, name,
                    use->attribute);
  }
  return LUN_OK;
}

/* Whether one of the span's values is what the leaf asks for. */
static lun_status span_fits(lun_token_stretch *s, const lun_token_leaf *leaf,
                            const lun_query_layer *layer, const lun_query_span *span,
                            const lun_context *ctx, int *yes, lun_error *err) {
  lun_status st = LUN_OK;
  uint32_t wanted = leaf->attribute[0] ? lun_query_layer_find(layer, leaf->attribute) : UINT32_MAX;
  *yes = leaf->pattern == NULL;
  for (uint32_t i = 0; st == LUN_OK && !*yes && i < span->value_count; i++) {
    const lun_query_value *value = &layer->values[span->value + i];
    int meant =
        leaf->attribute[0] ? value->attribute == wanted : value->attribute < layer->main_count;
    if (!meant) continue;
    st = lun_token_types_fit(&s->types, leaf, value->text, value->len, ctx, yes, err);
  }
  return st;
}

static lun_status decide_spans(lun_token_stretch *s, const lun_token_leaf *leaf,
                               lun_token_marks *marks, const lun_context *ctx, lun_error *err) {
  const lun_query_layer *layer = marks->layer;
  void *fits = marks->fits;
  if (!lun_grow(&fits, &marks->fit_cap, layer->count + 1, 1)) return lun_fail_memory(err);
  marks->fits = fits;
  marks->next = 0;
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < layer->count; i++) {
    int yes = 0;
    st = span_fits(s, leaf, layer, &layer->spans[i], ctx, &yes, err);
    marks->fits[i] = (unsigned char)yes;
  }
  return st;
}

static lun_status open_layers(lun_token_stretch *s, lun_document *doc,
                              const lun_named_layers *layers, const lun_context *ctx,
                              lun_error *err) {
  static const lun_query_layer none = {0}; /* of leaves that no entry came of */
  const lun_token_store *store = s->types.store;
  size_t leaves = store->leaf_names.count;
  lun_status st = LUN_OK;
  if (s->marks == NULL) s->marks = lun_zalloc((leaves + 1) * sizeof *s->marks);
  if (s->marks == NULL) return lun_fail_memory(err);
  for (size_t u = 0; st == LUN_OK && u < store->use_count; u++) {
    const lun_query_layer *layer;
    st = find_layer(s, &store->uses[u], doc, layers, ctx, u, &layer, err);
    for (size_t i = 0; st == LUN_OK && i < leaves; i++) {
      const lun_token_leaf *leaf = &store->leaves[i];
      if (leaf->kind == LUN_TOKEN_LAYER && leaf->layer == store->uses[u].layer) {
        s->marks[i].layer = layer;
      }
    }
  }
  for (size_t i = 0; st == LUN_OK && i < leaves; i++) {
    if (store->leaves[i].kind != LUN_TOKEN_LAYER) continue;
    if (s->marks[i].layer == NULL) s->marks[i].layer = &none;
    st = decide_spans(s, &store->leaves[i], &s->marks[i], ctx, err);
  }
  return st;
}

lun_status lun_token_stretch_open(lun_token_stretch *stretch, lun_document *doc,
                                  const lun_named_layers *layers, const lun_context *ctx,
                                  lun_error *err) {
  size_t len;
  const lun_variable *lang = lun_document_get(doc, "lang");
  stretch->text = lun_document_text(doc, &len);
  lun_status st = lun_token_types_set_language(&stretch->types, lang ? lang->value : NULL, err);
  if (st != LUN_OK || stretch->types.store->layers.count == 0) return st;
  return open_layers(stretch, doc, layers, ctx, err);
}

/* --- the words of a stretch --------------------------------------------------------------------- */

/* The first word that ends behind byte `at` of the document. */
static uint32_t find_word(const lun_token_stretch *s, uint32_t at) {
  lun_spans words = {(lun_span *)s->own.words, s->own.count, 0};
  return at <= s->own.at ? 0 : (uint32_t)lun_spans_find(&words, at - s->own.at);
}

static lun_status add_range(lun_token_stretch *s, lun_token_marks *marks, lun_span span,
                            lun_error *err) {
  const lun_token_words *own = &s->own;
  uint32_t first = find_word(s, span.from), end = first;
  while (end < own->count && own->at + own->words[end].from < span.to) end++;
  if (end == first) return LUN_OK;
  void *ranges = marks->ranges;
  if (!lun_grow(&ranges, &marks->cap, marks->count + 1, sizeof *marks->ranges)) {
    return lun_fail_memory(err);
  }
  marks->ranges = ranges;
  int cut = span.from < own->at || span.to > own->end;
  marks->ranges[marks->count++] = (lun_token_range){first, end, span, cut};
  for (uint32_t w = first; w < end; w++) marks->words[w] |= LUN_MARK_INSIDE;
  if (span.from >= own->at) marks->words[first] |= LUN_MARK_OPEN;
  if (span.to <= own->end) marks->words[end] |= LUN_MARK_CLOSE;
  return LUN_OK;
}

static lun_status mark_words(lun_token_stretch *s, lun_token_marks *marks, lun_error *err) {
  void *words = marks->words;
  const lun_query_layer *layer = marks->layer;
  lun_status st = LUN_OK;
  if (!lun_grow(&words, &marks->word_cap, s->own.count + 1, 1)) return lun_fail_memory(err);
  marks->words = words;
  memset(marks->words, 0, s->own.count + 1);
  marks->count = 0;
  while (marks->next < layer->count && layer->spans[marks->next].span.to <= s->own.at) {
    marks->next++;
  }
  for (size_t i = marks->next; st == LUN_OK && i < layer->count; i++) {
    if (layer->spans[i].span.from >= s->own.end) break;
    if (marks->fits[i]) st = add_range(s, marks, layer->spans[i].span, err);
  }
  return st;
}

lun_status lun_token_stretch_set(lun_token_stretch *stretch, const lun_vocabulary *vocabulary,
                                 const lun_token_words *words, const lun_context *ctx,
                                 lun_error *err) {
  stretch->own = *words;
  size_t leaves = stretch->marks ? stretch->types.store->leaf_names.count : 0;
  lun_status st = lun_token_types_add(&stretch->types, vocabulary, ctx, err);
  for (size_t i = 0; st == LUN_OK && i < leaves; i++) {
    if (stretch->marks[i].layer != NULL) st = mark_words(stretch, &stretch->marks[i], err);
  }
  return st;
}

typedef struct word_place {
  const lun_token_stretch *stretch;
  size_t word;
} word_place;

static int leaf_holds(const void *user, uint32_t leaf) {
  const word_place *p = user;
  const lun_token_stretch *s = p->stretch;
  if (s->types.store->leaves[leaf].kind == LUN_TOKEN_LAYER) {
    return s->marks[leaf].words[p->word] & LUN_MARK_INSIDE;
  }
  return lun_token_types_has(&s->types, s->own.types[p->word], leaf);
}

int lun_token_stretch_fits(const lun_token_stretch *stretch, uint32_t test, size_t word) {
  const lun_token_store *store = stretch->types.store;
  if (!store->tests[test].layered) {
    return lun_token_types_has(&stretch->types, stretch->own.types[word],
                               store->leaf_names.count + test);
  }
  word_place place = {stretch, word};
  return lun_token_test_holds(&store->tests[test], leaf_holds, &place);
}

/* Whether a byte may belong to a line end of any kind. */
static int may_end_line(unsigned char c) {
  return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0xA8 || c == 0xA9;
}

/* Whether a blank line stands between words i - 1 and i: looked for only where there can be one. */
static lun_status is_parted(lun_token_stretch *s, size_t i, int *yes, lun_error *err) {
  const char *text = s->text + s->own.at;
  lun_span before = s->own.words[i - 1], after = s->own.words[i];
  uint32_t at = before.to;
  *yes = 0;
  while (at < after.from && !may_end_line((unsigned char)text[at])) at++;
  if (at == after.from) return LUN_OK;
  lun_spans_reset(&s->pieces);
  lun_status st =
      lun_paragraphs_find(text + before.from, after.to - before.from, NULL, &s->pieces, err);
  *yes = s->pieces.count > 1;
  return st;
}

lun_status lun_token_stretch_paragraph(lun_token_stretch *stretch, size_t from, size_t end,
                                       size_t *behind, lun_error *err) {
  lun_status st = LUN_OK;
  int parted = 0;
  size_t i = from;
  while (st == LUN_OK && !parted && ++i < end) st = is_parted(stretch, i, &parted, err);
  *behind = i;
  return st;
}

void lun_token_stretch_clear(lun_token_stretch *stretch) {
  const lun_token_store *store = stretch->types.store;
  for (size_t i = 0; stretch->marks != NULL && i < store->leaf_names.count; i++) {
    lun_free(stretch->marks[i].fits);
    lun_free(stretch->marks[i].ranges);
    lun_free(stretch->marks[i].words);
  }
  lun_free(stretch->marks);
  lun_query_layer_clear(&stretch->sentences);
  lun_query_layer_clear(&stretch->paragraphs);
  lun_token_types_clear(&stretch->types);
  lun_spans_clear(&stretch->pieces);
  *stretch = (lun_token_stretch){.types.store = store};
}
