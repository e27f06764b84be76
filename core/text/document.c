#include "text/document.h"

#include "base/memory.h"
#include "text/segment.h"
#include "text/stretch.h"
#include "text/utf8.h"

#include <stdatomic.h>
#include <string.h>

/* Spans found once. */
typedef struct cache {
  lun_spans spans;
  int is_found;
} cache;

struct lun_document {
  atomic_size_t references;
  char *text; /* NULL = empty, as all strings here */
  size_t len;
  char *id;
  char *path;
  char *part;
  size_t number;
  lun_variable *variables;
  size_t count;
  size_t cap;
  cache words;
  cache sentences;
  cache paragraphs;
  size_t word_count; /* when is_counted */
  int is_counted;
};

lun_status lun_document_new(lun_document **out, lun_error *err) {
  *out = lun_zalloc(sizeof **out);
  if (*out == NULL) return lun_fail_memory(err);
  atomic_init(&(*out)->references, 1);
  return LUN_OK;
}

lun_document *lun_document_share(lun_document *doc) {
  atomic_fetch_add_explicit(&doc->references, 1, memory_order_relaxed);
  return doc;
}

static void clear_cache(cache *c) {
  lun_spans_clear(&c->spans);
  c->is_found = 0;
}

static void clear_caches(lun_document *doc) {
  clear_cache(&doc->words);
  clear_cache(&doc->sentences);
  clear_cache(&doc->paragraphs);
  doc->is_counted = 0;
}

void lun_document_free(lun_document *doc) {
  if (doc == NULL) return;
  /* Release: what this holder wrote is seen by the one that frees. Acquire: that one sees it. */
  if (atomic_fetch_sub_explicit(&doc->references, 1, memory_order_acq_rel) > 1) return;
  for (size_t i = 0; i < doc->count; i++) {
    lun_free(doc->variables[i].name);
    lun_free(doc->variables[i].value);
  }
  clear_caches(doc);
  lun_free(doc->variables);
  lun_free(doc->text);
  lun_free(doc->id);
  lun_free(doc->path);
  lun_free(doc->part);
  lun_free(doc);
}

/* Put a copy of `s` in the place of *string. On failure the old one stands. */
static lun_status replace(char **string, const char *s, size_t len, lun_error *err) {
  char *copy = lun_strndup(s, len);
  if (copy == NULL) return lun_fail_memory(err);
  lun_free(*string);
  *string = copy;
  return LUN_OK;
}

static lun_status check_size(size_t len, lun_error *err) {
  if (len <= LUN_DOCUMENT_LIMIT) return LUN_OK;
  return lun_fail(err, LUN_ELIMIT, 0, "text of %zu bytes is over the limit of %zu bytes", len,
                  LUN_DOCUMENT_LIMIT);
}

lun_status lun_document_set_text(lun_document *doc, const char *text, size_t len, lun_error *err) {
  lun_status st = check_size(len, err);
  if (st == LUN_OK) st = lun_utf8_check(text, len, err);
  if (st == LUN_OK) st = replace(&doc->text, text, len, err);
  if (st != LUN_OK) return st;
  doc->len = len;
  clear_caches(doc);
  return LUN_OK;
}

lun_status lun_document_take_text(lun_document *doc, lun_buffer *text, lun_error *err) {
  lun_status st = check_size(text->len, err);
  lun_buffer_add(text, "", 0); /* makes sure of the NUL behind it */
  if (st == LUN_OK) st = lun_buffer_status(text, err);
  if (st != LUN_OK) return st;
  lun_free(doc->text);
  doc->text = text->data;
  doc->len = text->len;
  *text = (lun_buffer){0};
  clear_caches(doc);
  return LUN_OK;
}

lun_status lun_document_set_place(lun_document *doc, const char *path, size_t number,
                                  lun_error *err) {
  lun_status st = replace(&doc->path, path, strlen(path), err);
  if (st == LUN_OK) doc->number = number;
  return st;
}

lun_status lun_document_set_id(lun_document *doc, const char *id, size_t len, lun_error *err) {
  lun_status st = lun_utf8_check(id, len, err);
  if (st != LUN_OK) return st;
  const char *nul = len > 0 ? memchr(id, '\0', len) : NULL;
  if (nul != NULL) {
    return lun_fail(err, LUN_EFORMAT, (size_t)(nul - id), "document id has a NUL at byte %zu",
                    (size_t)(nul - id) + 1);
  }
  return replace(&doc->id, id, len, err);
}

/* A document has few variables: a walk over them beats a map. */
static lun_variable *find_variable(const lun_document *doc, const char *name) {
  for (size_t i = 0; i < doc->count; i++) {
    if (strcmp(doc->variables[i].name, name) == 0) return &doc->variables[i];
  }
  return NULL;
}

static lun_status add_variable(lun_document *doc, const char *name, const char *value, size_t len,
                               lun_value_type type, lun_error *err) {
  lun_variable v = {NULL, NULL, len, type};
  void *items = doc->variables;
  if (!lun_grow(&items, &doc->cap, doc->count + 1, sizeof v)) return lun_fail_memory(err);
  doc->variables = items;
  v.name = lun_strndup(name, strlen(name));
  v.value = lun_strndup(value, len);
  if (v.name == NULL || v.value == NULL) goto fail;
  doc->variables[doc->count++] = v;
  return LUN_OK;
fail:
  lun_free(v.name);
  lun_free(v.value);
  return lun_fail_memory(err);
}

lun_status lun_document_set(lun_document *doc, const char *name, const char *value, size_t len,
                            lun_value_type type, lun_error *err) {
  lun_status st = lun_utf8_check(name, strlen(name), err);
  if (st == LUN_OK) st = lun_utf8_check(value, len, err);
  if (st != LUN_OK) return st;
  if (strcmp(name, "lang") == 0) clear_cache(&doc->sentences); /* they depend on it */
  lun_variable *v = find_variable(doc, name);
  if (v == NULL) return add_variable(doc, name, value, len, type, err);
  st = replace(&v->value, value, len, err);
  if (st != LUN_OK) return st;
  v->len = len;
  v->type = type;
  return LUN_OK;
}

static const char *or_empty(const char *s) {
  return s == NULL ? "" : s;
}

static lun_status copy_variables(lun_document *to, const lun_document *from, lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < from->count; i++) {
    const lun_variable *v = &from->variables[i];
    st = add_variable(to, v->name, v->value, v->len, v->type, err);
  }
  return st;
}

lun_status lun_document_new_part(const lun_document *doc, const char *name, lun_document **out,
                                 lun_error *err) {
  const lun_variable *v = find_variable(doc, name);
  *out = NULL;
  if (v == NULL) return LUN_DONE;
  lun_document *part;
  lun_status st = lun_document_new(&part, err);
  if (st != LUN_OK) return st;
  st = lun_document_set_text(part, v->value, v->len, err);
  if (st != LUN_OK) goto fail;
  st = lun_document_set_place(part, or_empty(doc->path), doc->number, err);
  if (st != LUN_OK) goto fail;
  st = replace(&part->id, or_empty(doc->id), strlen(or_empty(doc->id)), err);
  if (st != LUN_OK) goto fail;
  st = replace(&part->part, name, strlen(name), err);
  if (st != LUN_OK) goto fail;
  st = copy_variables(part, doc, err);
  if (st != LUN_OK) goto fail;
  *out = part;
  return LUN_OK;
fail:
  lun_document_free(part);
  return st;
}

const char *lun_document_text(const lun_document *doc, size_t *len) {
  if (len != NULL) *len = doc->len;
  return or_empty(doc->text);
}

const char *lun_document_id(const lun_document *doc) {
  return or_empty(doc->id);
}

const char *lun_document_path(const lun_document *doc) {
  return or_empty(doc->path);
}

size_t lun_document_number(const lun_document *doc) {
  return doc->number;
}

const char *lun_document_part(const lun_document *doc) {
  return doc->part == NULL ? "text" : doc->part;
}

const lun_variable *lun_document_get(const lun_document *doc, const char *name) {
  return find_variable(doc, name);
}

const lun_variable *lun_document_variable(const lun_document *doc, size_t n) {
  return n < doc->count ? &doc->variables[n] : NULL;
}

/* Keep what a finder found, or nothing when it failed: an interrupted search is made again. */
static lun_status keep(cache *c, lun_status st, const lun_spans **out) {
  *out = NULL;
  if (st != LUN_OK) {
    clear_cache(c);
    return st;
  }
  c->is_found = 1;
  *out = &c->spans;
  return LUN_OK;
}

void lun_document_date(const lun_document *doc, lun_date *out) {
  const lun_variable *v = find_variable(doc, "date");
  *out = (lun_date){0};
  if (v != NULL && lun_date_find(v->value, v->len, NULL, out, NULL) != LUN_OK) {
    *out = (lun_date){0};
  }
}

lun_status lun_document_count_words(lun_document *doc, const lun_context *ctx, size_t *out,
                                    lun_error *err) {
  lun_spans words = {0};
  const char *text = or_empty(doc->text);
  lun_status st = LUN_OK;
  if (doc->words.is_found) {
    *out = doc->words.spans.count;
    return LUN_OK;
  }
  size_t count = 0;
  for (size_t at = 0; st == LUN_OK && !doc->is_counted && at < doc->len;) {
    size_t end = lun_stretch_find(text, doc->len, at);
    lun_spans_reset(&words);
    st = lun_words_find(text + at, end - at, LUN_SEGMENT_WORDS, ctx, &words, err);
    count += words.count;
    at = end;
  }
  lun_spans_clear(&words);
  if (st == LUN_OK && !doc->is_counted) lun_document_set_word_count(doc, count);
  *out = doc->word_count;
  return st;
}

void lun_document_set_word_count(lun_document *doc, size_t count) {
  doc->word_count = count;
  doc->is_counted = 1;
}

lun_status lun_document_words(lun_document *doc, const lun_context *ctx, const lun_spans **out,
                              lun_error *err) {
  cache *c = &doc->words;
  const char *text = or_empty(doc->text);
  if (c->is_found) return keep(c, LUN_OK, out);
  return keep(c, lun_words_find(text, doc->len, LUN_SEGMENT_WORDS, ctx, &c->spans, err), out);
}

lun_status lun_document_sentences(lun_document *doc, const lun_context *ctx, const lun_spans **out,
                                  lun_error *err) {
  cache *c = &doc->sentences;
  const char *text = or_empty(doc->text);
  if (c->is_found) return keep(c, LUN_OK, out);
  const lun_variable *lang = find_variable(doc, "lang");
  return keep(c,
              lun_sentences_find_in(lang == NULL ? NULL : lang->value, text, doc->len,
                                    LUN_SEGMENT_WORDS, ctx, &c->spans, err),
              out);
}

lun_status lun_document_paragraphs(lun_document *doc, const lun_context *ctx, const lun_spans **out,
                                   lun_error *err) {
  cache *c = &doc->paragraphs;
  if (c->is_found) return keep(c, LUN_OK, out);
  return keep(c, lun_paragraphs_find(or_empty(doc->text), doc->len, ctx, &c->spans, err), out);
}
