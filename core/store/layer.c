#include "store/layer.h"

#include "base/memory.h"
#include "store/inside.h"
#include "store/statement.h"

#include <string.h>

/* writing layers */

/* LUN_DONE when there is no layer of this name. */
static lun_status find_layer(lun_corpus *corpus, const char *name, int64_t *layer, lun_error *err) {
  lun_statement st;
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_LAYER_GET, err);
  if (status != LUN_OK) return status;
  lun_statement_set_string(&st, 1, name);
  status = lun_statement_next(&st, err);
  if (status == LUN_OK) *layer = lun_statement_get_integer(&st, 0);
  lun_statement_close(&st);
  return status;
}

static void set_run(lun_statement *st, int at, int64_t run) {
  if (run > 0) {
    lun_statement_set_integer(st, at, run);
  } else {
    lun_statement_set_null(st, at);
  }
}

/* Refused by a rule of the tables: the run does not exist, for all else was looked up before. */
static lun_status fail_run(const char *name, int64_t run, lun_error *err) {
  return lun_fail(err, LUN_EFORMAT, 0, "layer \"%s\": there is no run %lld", name, (long long)run);
}

static lun_status fail_layer(int64_t layer, lun_error *err) {
  return lun_fail(err, LUN_EFORMAT, 0, "there is no layer of number %lld", (long long)layer);
}

static lun_status insert_layer(lun_corpus *corpus, const char *name, int64_t run, int64_t *layer,
                               lun_error *err) {
  lun_statement st;
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_LAYER_ADD, err);
  if (status != LUN_OK) return status;
  lun_statement_set_string(&st, 1, name);
  set_run(&st, 2, run);
  status = lun_statement_run(&st, err);
  if (status == LUN_OK) *layer = sqlite3_last_insert_rowid(corpus->db.handle);
  lun_statement_close(&st);
  return status == LUN_EFORMAT ? fail_run(name, run, err) : status;
}

static lun_status update_run(lun_corpus *corpus, const char *name, int64_t layer, int64_t run,
                             lun_error *err) {
  lun_statement st;
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_LAYER_SET_RUN, err);
  if (status != LUN_OK) return status;
  lun_statement_set_integer(&st, 1, layer);
  set_run(&st, 2, run);
  status = lun_statement_run(&st, err);
  lun_statement_close(&st);
  return status == LUN_EFORMAT ? fail_run(name, run, err) : status;
}

/* Run a deleting statement over a layer, or one document of it (0 = all). A large layer takes a
** while, so the context may end it. */
static lun_status delete_rows(lun_corpus *corpus, lun_schema_sql which, int64_t layer,
                              int64_t document, lun_error *err) {
  lun_statement st;
  lun_status status = lun_statement_open(&st, &corpus->db, which, err);
  if (status != LUN_OK) return status;
  st.stoppable = 1;
  lun_statement_set_integer(&st, 1, layer);
  if (document != 0) lun_statement_set_integer(&st, 2, document);
  status = lun_statement_run(&st, err);
  lun_statement_close(&st);
  return status;
}

static lun_status empty_layer(lun_corpus *corpus, int64_t layer, lun_error *err) {
  lun_status st = delete_rows(corpus, LUN_SCHEMA_SPAN_DELETE, layer, 0, err);
  if (st == LUN_OK) st = delete_rows(corpus, LUN_SCHEMA_INPUT_DELETE, layer, 0, err);
  return st;
}

/* LUN_EFORMAT was found before anything was written; any other failure undoes all. */
static lun_status settle(lun_corpus *corpus, lun_status status) {
  if (status == LUN_EFORMAT || status == LUN_DONE) return status;
  return lun_database_settle(&corpus->db, status);
}

lun_status lun_layer_new(lun_corpus *corpus, const char *name, int64_t run, int64_t *layer,
                         lun_error *err) {
  if (name[0] == '\0') return lun_fail(err, LUN_EFORMAT, 0, "the name of a layer is empty");
  lun_status st = lun_database_begin(&corpus->db, err);
  if (st != LUN_OK) return st;
  st = find_layer(corpus, name, layer, err);
  if (st == LUN_DONE) return settle(corpus, insert_layer(corpus, name, run, layer, err));
  /* The run first: when there is none of this number, the layer stays as it was. */
  if (st == LUN_OK) st = update_run(corpus, name, *layer, run, err);
  if (st == LUN_OK) st = empty_layer(corpus, *layer, err);
  return settle(corpus, st);
}

lun_status lun_layer_open(lun_corpus *corpus, const char *name, int64_t run, int64_t *layer,
                          lun_error *err) {
  lun_status st = lun_database_begin(&corpus->db, err);
  if (st != LUN_OK) return st;
  st = find_layer(corpus, name, layer, err);
  if (st == LUN_OK) st = update_run(corpus, name, *layer, run, err);
  return settle(corpus, st);
}

lun_status lun_layer_drop(lun_corpus *corpus, const char *name, lun_error *err) {
  int64_t layer;
  lun_status st = lun_database_begin(&corpus->db, err);
  if (st != LUN_OK) return st;
  st = find_layer(corpus, name, &layer, err);
  if (st == LUN_OK) st = empty_layer(corpus, layer, err);
  if (st == LUN_OK) st = delete_rows(corpus, LUN_SCHEMA_LAYER_DELETE, layer, 0, err);
  return settle(corpus, st);
}

lun_status lun_layer_clear_document(lun_corpus *corpus, int64_t layer, const char *id,
                                    lun_error *err) {
  int64_t number, bytes;
  lun_status st = lun_database_begin(&corpus->db, err);
  if (st != LUN_OK) return st;
  st = lun_corpus_find_place(corpus, id, &number, &bytes, err);
  if (st == LUN_OK) {
    st = delete_rows(corpus, LUN_SCHEMA_SPAN_DELETE_DOCUMENT, layer, number, err);
  }
  if (st == LUN_OK) {
    st = delete_rows(corpus, LUN_SCHEMA_INPUT_DELETE_DOCUMENT, layer, number, err);
  }
  return settle(corpus, st);
}

/* input hashes */

static lun_status insert_input(lun_corpus *corpus, int64_t layer, int64_t document,
                               const char *hash, lun_error *err) {
  lun_statement st;
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_INPUT_SET, err);
  if (status != LUN_OK) return status;
  lun_statement_set_integer(&st, 1, layer);
  lun_statement_set_integer(&st, 2, document);
  lun_statement_set_string(&st, 3, hash);
  status = lun_statement_run(&st, err);
  lun_statement_close(&st);
  return status == LUN_EFORMAT ? fail_layer(layer, err) : status;
}

lun_status lun_layer_set_input(lun_corpus *corpus, int64_t layer, const char *id, const char *hash,
                               lun_error *err) {
  int64_t number, bytes;
  lun_status st = lun_database_begin(&corpus->db, err);
  if (st != LUN_OK) return st;
  st = lun_corpus_find_place(corpus, id, &number, &bytes, err);
  if (st == LUN_OK) st = insert_input(corpus, layer, number, hash, err);
  return settle(corpus, st);
}

static lun_status read_input(lun_corpus *corpus, int64_t layer, int64_t document, char **hash,
                             lun_error *err) {
  lun_statement st;
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_INPUT_GET, err);
  if (status != LUN_OK) return status;
  lun_statement_set_integer(&st, 1, layer);
  lun_statement_set_integer(&st, 2, document);
  status = lun_statement_next(&st, err);
  if (status == LUN_OK) {
    size_t len;
    const char *text = lun_statement_get_text(&st, 0, &len);
    status = lun_statement_status(&st, err);
    if (status == LUN_OK) *hash = lun_strndup(text == NULL ? "" : text, len);
    if (status == LUN_OK && *hash == NULL) status = lun_fail_memory(err);
  }
  lun_statement_close(&st);
  return status;
}

lun_status lun_layer_get_input(lun_corpus *corpus, const char *name, const char *id, char **hash,
                               lun_error *err) {
  int64_t layer, number, bytes;
  *hash = NULL;
  lun_status st = find_layer(corpus, name, &layer, err);
  if (st == LUN_OK) st = lun_corpus_find_place(corpus, id, &number, &bytes, err);
  return st == LUN_OK ? read_input(corpus, layer, number, hash, err) : st;
}

/* spans and links */

static lun_status insert_span(lun_corpus *corpus, int64_t layer, int64_t document, const char *id,
                              const lun_layer_span *value, lun_error *err) {
  lun_statement st;
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_SPAN_ADD, err);
  if (status != LUN_OK) return status;
  lun_statement_set_integer(&st, 1, layer);
  lun_statement_set_integer(&st, 2, document);
  lun_statement_set_integer(&st, 3, value->from);
  lun_statement_set_integer(&st, 4, value->to);
  lun_statement_set_string(&st, 5, value->label);
  lun_statement_set_string(&st, 6, value->key);
  lun_statement_set_string(&st, 7, value->rule);
  lun_statement_set_string(&st, 8, value->features);
  status = lun_statement_run(&st, err);
  int added = sqlite3_changes(corpus->db.handle);
  lun_statement_close(&st);
  if (status == LUN_EFORMAT) return fail_layer(layer, err);
  if (status != LUN_OK || added == 1) return status;
  return lun_fail(err, LUN_EFORMAT, 0, "a span of document \"%s\": its features are not JSON", id);
}

lun_status lun_layer_add(lun_corpus *corpus, int64_t layer, const char *id,
                         const lun_layer_span *value, int64_t *span, lun_error *err) {
  int64_t number, bytes;
  lun_status st = lun_database_begin(&corpus->db, err);
  if (st != LUN_OK) return st;
  st = lun_corpus_find_place(corpus, id, &number, &bytes, err);
  if (st == LUN_OK && (value->from > value->to || value->to > bytes)) {
    return lun_fail(err, LUN_EFORMAT, value->from,
                    "span [%lu, %lu) lies outside of document \"%s\" of %lld bytes",
                    (unsigned long)value->from, (unsigned long)value->to, id, (long long)bytes);
  }
  if (st == LUN_OK) st = insert_span(corpus, layer, number, id, value, err);
  if (st == LUN_OK && span != NULL) *span = sqlite3_last_insert_rowid(corpus->db.handle);
  return settle(corpus, st);
}

lun_status lun_layer_link(lun_corpus *corpus, int64_t from, int64_t to, const char *role,
                          lun_error *err) {
  lun_statement st;
  lun_status status = lun_database_begin(&corpus->db, err);
  if (status != LUN_OK) return status;
  status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_LINK_ADD, err);
  if (status != LUN_OK) return settle(corpus, status);
  lun_statement_set_integer(&st, 1, from);
  lun_statement_set_integer(&st, 2, to);
  lun_statement_set_string(&st, 3, role);
  status = lun_statement_run(&st, err);
  lun_statement_close(&st);
  if (status == LUN_EFORMAT) {
    return lun_fail(err, LUN_EFORMAT, 0, "link \"%s\": there is no span %lld or no span %lld", role,
                    (long long)from, (long long)to);
  }
  return settle(corpus, status);
}

/* reading */

/* The span in columns `at` ... of the row: from, to, label, key, rule, features. */
static lun_status read_span(lun_corpus *corpus, lun_statement *st, int at, lun_layer_span *out,
                            lun_error *err) {
  int64_t from = lun_statement_get_integer(st, at);
  int64_t to = lun_statement_get_integer(st, at + 1);
  if (from < 0 || to < from || to > UINT32_MAX) {
    return lun_fail(err, LUN_EFORMAT, 0, "%s: span [%lld, %lld) is none", corpus->name,
                    (long long)from, (long long)to);
  }
  *out = (lun_layer_span){.from = (uint32_t)from,
                          .to = (uint32_t)to,
                          .label = lun_statement_get_text(st, at + 2, NULL),
                          .key = lun_statement_get_text(st, at + 3, NULL),
                          .rule = lun_statement_get_text(st, at + 4, NULL),
                          .features = lun_statement_get_text(st, at + 5, NULL)};
  return lun_statement_status(st, err);
}

/* Open `which` on layer `name` and document `id`. LUN_DONE when there is no such layer. */
static lun_status open_place(lun_statement *st, lun_corpus *corpus, lun_schema_sql which,
                             const char *name, const char *id, lun_error *err) {
  int64_t layer, number, bytes;
  lun_status status = find_layer(corpus, name, &layer, err);
  if (status == LUN_OK) status = lun_corpus_find_place(corpus, id, &number, &bytes, err);
  if (status == LUN_OK) status = lun_statement_open(st, &corpus->db, which, err);
  if (status != LUN_OK) return status;
  lun_statement_set_integer(st, 1, layer);
  lun_statement_set_integer(st, 2, number);
  return LUN_OK;
}

lun_status lun_layer_find(lun_corpus *corpus, const char *name, const char *id, lun_layer_each each,
                          void *user, lun_error *err) {
  lun_statement st;
  lun_layer_span span;
  lun_status status = open_place(&st, corpus, LUN_SCHEMA_SPAN_FIND, name, id, err);
  if (status != LUN_OK) return status;
  while ((status = lun_statement_next(&st, err)) == LUN_OK) {
    status = read_span(corpus, &st, 0, &span, err);
    if (status != LUN_OK || each(user, &span) != 0) break;
  }
  lun_statement_close(&st);
  return status == LUN_DONE ? LUN_OK : status;
}

/* One end of a link: number, then the columns of read_span. */
static lun_status read_end(lun_corpus *corpus, lun_statement *st, int at, lun_layer_link_end *out,
                           lun_error *err) {
  out->number = lun_statement_get_integer(st, at);
  return read_span(corpus, st, at + 1, &out->span, err);
}

lun_status lun_layer_find_links(lun_corpus *corpus, const char *name, const char *id,
                                lun_layer_link_each each, void *user, lun_error *err) {
  lun_statement st;
  lun_status status = open_place(&st, corpus, LUN_SCHEMA_LINK_FIND, name, id, err);
  if (status != LUN_OK) return status;
  while ((status = lun_statement_next(&st, err)) == LUN_OK) {
    lun_layer_link_row row = {.role = lun_statement_get_text(&st, 0, NULL),
                              .layer = lun_statement_get_text(&st, 1, NULL)};
    status = read_end(corpus, &st, 2, &row.from, err);
    if (status == LUN_OK) status = read_end(corpus, &st, 9, &row.to, err);
    if (status != LUN_OK || each(user, &row) != 0) break;
  }
  lun_statement_close(&st);
  return status == LUN_DONE ? LUN_OK : status;
}

lun_status lun_layer_find_all(lun_corpus *corpus, lun_layer_info_each each, void *user,
                              lun_error *err) {
  lun_statement st;
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_LAYER_LIST, err);
  if (status != LUN_OK) return status;
  while ((status = lun_statement_next(&st, err)) == LUN_OK) {
    const char *name = lun_statement_get_text(&st, 0, NULL);
    lun_layer_info info = {.name = name == NULL ? "" : name,
                           .run = lun_statement_get_integer(&st, 1),
                           .spans = (uint64_t)lun_statement_get_integer(&st, 2),
                           .documents = (uint64_t)lun_statement_get_integer(&st, 3)};
    status = lun_statement_status(&st, err);
    if (status != LUN_OK || each(user, &info) != 0) break;
  }
  lun_statement_close(&st);
  return status == LUN_DONE ? LUN_OK : status;
}
