#include "store/inside.h"

#include "base/memory.h"
#include "base/sha256.h"
#include "store/statement.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const type_names[] = {[LUN_VALUE_TEXT] = "text",
                                         [LUN_VALUE_INTEGER] = "integer",
                                         [LUN_VALUE_NUMBER] = "number",
                                         [LUN_VALUE_BOOLEAN] = "boolean"};

enum { TYPE_COUNT = sizeof type_names / sizeof type_names[0] };

/* opening and closing */

static lun_status fail_number(const char *name, int number, lun_error *err) {
  char text[128];
  return lun_fail(err, LUN_EIO, 0, "%s: %s", name, strerror_r(number, text, sizeof text));
}

/* An absolute path stays right when the process changes its folder, and cannot be one of the names
** that mean something else to SQLite (":memory:", "file:..."). */
static lun_status make_absolute(const char *path, char **out, lun_error *err) {
  char folder[PATH_MAX];
  lun_buffer whole = {0};
  if (path[0] == '\0') return lun_fail(err, LUN_EIO, 0, "the name of a corpus is empty");
  if (path[0] != '/') {
    if (getcwd(folder, sizeof folder) == NULL) return fail_number(path, errno, err);
    lun_buffer_add_format(&whole, "%s/", folder);
  }
  lun_buffer_add_text(&whole, path);
  if (lun_buffer_status(&whole, err) != LUN_OK) {
    lun_buffer_clear(&whole);
    return LUN_ENOMEM;
  }
  *out = whole.data;
  return LUN_OK;
}

/* SQLite would wait for a pipe, and its words for what is wrong with a path are few. */
static lun_status check_file(const char *path, const char *name, lun_error *err) {
  struct stat info;
  if (stat(path, &info) != 0) {
    if (errno == ENOENT) return lun_fail(err, LUN_EIO, 0, "%s: no such file", name);
    return fail_number(name, errno, err);
  }
  if (S_ISDIR(info.st_mode)) return lun_fail(err, LUN_EIO, 0, "%s: is a folder", name);
  if (!S_ISREG(info.st_mode)) return lun_fail(err, LUN_EIO, 0, "%s: not a regular file", name);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail_number(name, errno, err);
  close(file);
  return LUN_OK;
}

static lun_status count_documents(lun_corpus *corpus, lun_error *err) {
  lun_statement st;
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_DOCUMENT_COUNT, err);
  if (status != LUN_OK) return status;
  status = lun_statement_next(&st, err);
  if (status == LUN_OK) corpus->count = (size_t)lun_statement_get_integer(&st, 0);
  lun_statement_close(&st);
  return status;
}

static lun_status open_file(lun_corpus *corpus, lun_corpus_mode mode, lun_error *err) {
  lun_status st;
  if (mode == LUN_CORPUS_CREATE) {
    st = lun_part_new(&corpus->part, corpus->path, corpus->name, err);
    if (st != LUN_OK) return st;
    return lun_database_open(&corpus->db, corpus->part.path, corpus->name, LUN_DATABASE_BUILD,
                             corpus->ctx, err);
  }
  st = check_file(corpus->path, corpus->name, err);
  if (st != LUN_OK) return st;
  st = lun_database_open(&corpus->db, corpus->path, corpus->name,
                         mode == LUN_CORPUS_WRITE ? LUN_DATABASE_WRITE : LUN_DATABASE_READ,
                         corpus->ctx, err);
  return st == LUN_OK ? count_documents(corpus, err) : st;
}

lun_status lun_corpus_open(const char *path, lun_corpus_mode mode, const lun_context *ctx,
                           lun_corpus **out, lun_error *err) {
  lun_status st;
  *out = NULL;
  lun_corpus *corpus = lun_zalloc(sizeof *corpus);
  if (corpus == NULL) return lun_fail_memory(err);
  corpus->ctx = ctx;
  corpus->name = lun_strndup(path, strlen(path));
  if (corpus->name == NULL) {
    st = lun_fail_memory(err);
    goto fail;
  }
  st = make_absolute(path, &corpus->path, err);
  if (st == LUN_OK) st = open_file(corpus, mode, err);
  if (st != LUN_OK) goto fail;
  *out = corpus;
  return LUN_OK;
fail:
  lun_corpus_close(corpus);
  return st;
}

void lun_corpus_close(lun_corpus *corpus) {
  if (corpus == NULL) return;
  lun_database_close(&corpus->asker);
  lun_database_close(&corpus->db);
  lun_part_clear(&corpus->part);
  lun_free(corpus->path);
  lun_free(corpus->name);
  lun_map_clear(&corpus->repeated);
  lun_free(corpus->suffixes);
  lun_buffer_clear(&corpus->id);
  lun_buffer_clear(&corpus->place_id);
  lun_free(corpus);
}

/* The file gets its name while nobody has it open: a connection that outlives a rename would put
** its journal beside the old name, where no recovery looks for it. */
static lun_status publish(lun_corpus *corpus, lun_error *err) {
  size_t readers = corpus->db.readers;
  lun_database_close(&corpus->db);
  lun_status st = lun_part_set_name(&corpus->part, err);
  if (st != LUN_OK) return st;
  st = lun_database_open(&corpus->db, corpus->path, corpus->name, LUN_DATABASE_WRITE, corpus->ctx,
                         err);
  for (size_t i = 0; i < readers && st == LUN_OK; i++) {
    st = lun_database_begin_reading(&corpus->db, err);
  }
  return st;
}

lun_status lun_corpus_commit(lun_corpus *corpus, lun_error *err) {
  if (corpus->db.taken > 0) {
    return lun_fail(err, LUN_ESTORE, 0, "%s: commit from within a callback", corpus->name);
  }
  lun_status st = lun_database_commit(&corpus->db, err);
  if (st != LUN_OK || corpus->part.path == NULL) return st;
  return publish(corpus, err);
}

size_t lun_corpus_count(const lun_corpus *corpus) {
  return corpus->count;
}

/* adding */

/* A path may hold any bytes, an id is text: what is not UTF-8 becomes U+FFFD. */
static void add_path(lun_buffer *id, const char *path) {
  size_t len = strlen(path);
  lun_error fault = {0};
  while (lun_utf8_check(path, len, &fault) != LUN_OK) {
    lun_buffer_add(id, path, fault.at);
    lun_buffer_add_text(id, "\xEF\xBF\xBD");
    path += fault.at + 1;
    len -= fault.at + 1;
  }
  lun_buffer_add(id, path, len);
}

/* The id under which `doc` is to be stored, in corpus->id. */
static lun_status make_id(lun_corpus *corpus, const lun_document *doc, lun_error *err) {
  lun_buffer *id = &corpus->id;
  const char *own = lun_document_id(doc);
  const char *path = lun_document_path(doc);
  lun_buffer_reset(id);
  if (own[0] != '\0') {
    lun_buffer_add_text(id, own);
  } else if (path[0] == '\0') {
    lun_buffer_add_text(id, "document");
  } else {
    add_path(id, path);
    if (lun_document_number(doc) > 0) {
      lun_buffer_add_format(id, "#%zu", lun_document_number(doc));
    }
  }
  return lun_buffer_status(id, err);
}

/* The counter of the suffixes of an id that was given twice. Without it the thousandth document of
** one id would try all suffixes before it. */
static lun_status find_suffix(lun_corpus *corpus, size_t len, uint32_t **out, lun_error *err) {
  uint32_t number;
  size_t known = corpus->repeated.count;
  void *items = corpus->suffixes;
  if (!lun_grow(&items, &corpus->suffix_cap, known + 1, sizeof *corpus->suffixes)) {
    return lun_fail_memory(err);
  }
  corpus->suffixes = items;
  lun_status st = lun_map_add(&corpus->repeated, corpus->id.data, len, &number, err);
  if (st != LUN_OK) return st;
  if (number == known) corpus->suffixes[number] = 2;
  *out = &corpus->suffixes[number];
  return LUN_OK;
}

/* A variable that is also a column of `document`. */
static void set_column(lun_statement *st, int at, const lun_document *doc, const char *name) {
  const lun_variable *v = lun_document_get(doc, name);
  if (v != NULL) lun_statement_set_text(st, at, v->value, v->len);
}

static void set_row(lun_statement *st, const lun_document *doc, char hash[LUN_SHA256_SIZE]) {
  size_t len;
  const char *text = lun_document_text(doc, &len);
  const char *path = lun_document_path(doc);
  lun_sha256 sum;
  lun_sha256_init(&sum);
  lun_sha256_add(&sum, text, len);
  lun_sha256_get(&sum, hash);
  lun_statement_set_string(st, 2, path[0] == '\0' ? NULL : path);
  lun_statement_set_integer(st, 3, (int64_t)lun_document_number(doc));
  set_column(st, 4, doc, "title");
  set_column(st, 5, doc, "date");
  set_column(st, 6, doc, "lang");
  set_column(st, 7, doc, "source");
  lun_statement_set_text(st, 8, hash, LUN_SHA256_SIZE - 1);
  lun_statement_set_integer(st, 9, (int64_t)len);
  lun_statement_set_text(st, 10, text, len);
}

/* Insert under the id as it is, else with the first free suffix. */
static lun_status insert_row(lun_corpus *corpus, lun_statement *st, int *renamed, lun_error *err) {
  lun_buffer *id = &corpus->id;
  size_t len = id->len;
  uint32_t *suffix = NULL;
  for (;;) {
    lun_statement_set_text(st, 1, id->data, id->len);
    lun_status status = lun_statement_run(st, err);
    if (status != LUN_OK || sqlite3_changes(corpus->db.handle) == 1) return status;
    *renamed = 1;
    if (suffix == NULL) status = find_suffix(corpus, len, &suffix, err);
    if (status != LUN_OK) return status;
    if (*suffix == UINT32_MAX) {
      return lun_fail(err, LUN_ELIMIT, 0, "%s: too many documents of one id", corpus->name);
    }
    id->len = len;
    lun_buffer_add_format(id, "#%u", (unsigned)(*suffix)++);
    status = lun_buffer_status(id, err);
    if (status != LUN_OK) return status;
  }
}

static lun_status insert_variables(lun_corpus *corpus, const lun_document *doc, int64_t number,
                                   lun_error *err) {
  lun_statement st;
  const lun_variable *v;
  lun_status status = LUN_OK;
  if (lun_document_variable(doc, 0) == NULL) return LUN_OK;
  status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_VARIABLE_ADD, err);
  for (size_t i = 0; status == LUN_OK && (v = lun_document_variable(doc, i)) != NULL; i++) {
    lun_statement_set_integer(&st, 1, number);
    lun_statement_set_integer(&st, 2, (int64_t)i);
    lun_statement_set_string(&st, 3, v->name);
    lun_statement_set_string(&st, 4, type_names[v->type]);
    lun_statement_set_text(&st, 5, v->value, v->len);
    status = lun_statement_run(&st, err);
  }
  lun_statement_close(&st);
  return status;
}

static lun_status insert_document(lun_corpus *corpus, const lun_document *doc, int *renamed,
                                  lun_error *err) {
  lun_statement st;
  char hash[LUN_SHA256_SIZE];
  lun_status status = make_id(corpus, doc, err);
  if (status != LUN_OK) return status;
  status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_DOCUMENT_ADD, err);
  if (status != LUN_OK) return status;
  set_row(&st, doc, hash);
  status = insert_row(corpus, &st, renamed, err);
  lun_statement_close(&st);
  if (status != LUN_OK) return status;
  return insert_variables(corpus, doc, sqlite3_last_insert_rowid(corpus->db.handle), err);
}

lun_status lun_corpus_add(lun_corpus *corpus, const lun_document *doc, int *renamed,
                          lun_error *err) {
  int changed = 0;
  if (renamed != NULL) *renamed = 0;
  lun_status st = lun_database_begin(&corpus->db, err);
  if (st != LUN_OK) return st;
  st = lun_database_settle(&corpus->db, insert_document(corpus, doc, &changed, err));
  if (st != LUN_OK) return st;
  corpus->count++;
  if (renamed != NULL) *renamed = changed;
  return LUN_OK;
}

/* reading */

static lun_status set_variable(lun_document *doc, lun_statement *st, lun_error *err) {
  size_t len;
  const char *name = lun_statement_get_text(st, 0, NULL);
  const char *type = lun_statement_get_text(st, 1, NULL);
  const char *value = lun_statement_get_text(st, 2, &len);
  if (name == NULL || type == NULL || value == NULL) {
    return lun_fail(err, LUN_EFORMAT, 0, "a variable without name, type or value");
  }
  for (int i = 0; i < TYPE_COUNT; i++) {
    if (strcmp(type, type_names[i]) == 0) {
      return lun_document_set(doc, name, value, len, (lun_value_type)i, err);
    }
  }
  return lun_fail(err, LUN_EFORMAT, 0, "a variable of unknown type");
}

static lun_status read_variables(lun_corpus *corpus, int64_t number, lun_document *doc,
                                 lun_error *err) {
  lun_statement st;
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_VARIABLE_FIND, err);
  if (status != LUN_OK) return status;
  lun_statement_set_integer(&st, 1, number);
  while ((status = lun_statement_next(&st, err)) == LUN_OK) {
    status = set_variable(doc, &st, err);
    if (status == LUN_OK) status = lun_statement_status(&st, err);
    if (status != LUN_OK) break;
  }
  lun_statement_close(&st);
  return status == LUN_DONE ? LUN_OK : status;
}

static lun_status set_document(lun_document *doc, lun_statement *st, lun_error *err) {
  size_t id_len, len;
  const char *id = lun_statement_get_text(st, 1, &id_len);
  const char *path = lun_statement_get_text(st, 2, NULL);
  int64_t record = lun_statement_get_integer(st, 3);
  const char *text = lun_statement_get_text(st, 4, &len);
  lun_status status = lun_statement_status(st, err);
  if (status != LUN_OK) return status;
  if (id == NULL || text == NULL || record < 0) {
    return lun_fail(err, LUN_EFORMAT, 0, "a document without id or text");
  }
  status = lun_document_set_id(doc, id, id_len, err);
  if (status == LUN_OK && (path != NULL || record > 0)) {
    status = lun_document_set_place(doc, path == NULL ? "" : path, (size_t)record, err);
  }
  return status == LUN_OK ? lun_document_set_text(doc, text, len, err) : status;
}

/* What stands in the file did not pass through this program for certain: say where it is wrong. */
static lun_status fail_stored(lun_corpus *corpus, int64_t number, lun_status st, lun_error *err) {
  if (st != LUN_EUTF8 && st != LUN_EFORMAT) return st;
  if (err == NULL) return LUN_EFORMAT;
  lun_error inner = *err;
  return lun_fail(err, LUN_EFORMAT, inner.at, "%s: document number %lld: %s", corpus->name,
                  (long long)number, inner.message);
}

/* The document in the row that `st` stands on. */
static lun_status read_document(lun_corpus *corpus, lun_statement *st, lun_document **out,
                                lun_error *err) {
  int64_t number = lun_statement_get_integer(st, 0);
  lun_document *doc = NULL;
  lun_status status = lun_document_new(&doc, err);
  if (status != LUN_OK) return status;
  status = set_document(doc, st, err);
  if (status == LUN_OK) status = read_variables(corpus, number, doc, err);
  if (status != LUN_OK) {
    lun_document_free(doc);
    return fail_stored(corpus, number, status, err);
  }
  *out = doc;
  return LUN_OK;
}

lun_status lun_corpus_find(lun_corpus *corpus, const char *id, lun_document **doc, lun_error *err) {
  lun_statement st;
  *doc = NULL;
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_DOCUMENT_FIND, err);
  if (status != LUN_OK) return status;
  lun_statement_set_string(&st, 1, id);
  status = lun_statement_next(&st, err);
  if (status == LUN_OK) status = read_document(corpus, &st, doc, err);
  lun_statement_close(&st);
  return status;
}

lun_status lun_corpus_find_place(lun_corpus *corpus, const char *id, int64_t *number,
                                 int64_t *bytes, lun_error *err) {
  lun_buffer *last = &corpus->place_id;
  if (corpus->place_number == 0 || strcmp(last->data, id) != 0) {
    lun_statement st;
    lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_DOCUMENT_PLACE, err);
    if (status != LUN_OK) return status;
    corpus->place_number = 0;
    lun_buffer_reset(last);
    lun_buffer_add_text(last, id);
    lun_statement_set_string(&st, 1, id);
    status = lun_statement_next(&st, err);
    if (status == LUN_OK) status = lun_buffer_status(last, err);
    if (status == LUN_OK) {
      corpus->place_number = lun_statement_get_integer(&st, 0);
      corpus->place_bytes = lun_statement_get_integer(&st, 1);
    }
    lun_statement_close(&st);
    if (status == LUN_DONE) {
      return lun_fail(err, LUN_EFORMAT, 0, "%s: no document has the id \"%s\"", corpus->name, id);
    }
    if (status != LUN_OK) return status;
  }
  *number = corpus->place_number;
  *bytes = corpus->place_bytes;
  return LUN_OK;
}

/* A cursor keeps the number of the last document instead of an open statement, so that the corpus
** may be written to and committed while it runs; documents added meanwhile are not for it. */
struct lun_corpus_cursor {
  lun_corpus *corpus;
  int64_t last; /* number of the document given last */
  int64_t end;  /* the highest number when it was opened */
};

static lun_status find_end(lun_corpus_cursor *cursor, lun_error *err) {
  lun_statement st;
  lun_status status = lun_statement_open(&st, &cursor->corpus->db, LUN_SCHEMA_DOCUMENT_LAST, err);
  if (status != LUN_OK) return status;
  status = lun_statement_next(&st, err);
  if (status == LUN_OK) cursor->end = lun_statement_get_integer(&st, 0);
  lun_statement_close(&st);
  return status;
}

lun_status lun_corpus_cursor_open(lun_corpus *corpus, lun_corpus_cursor **out, lun_error *err) {
  *out = NULL;
  lun_corpus_cursor *cursor = lun_zalloc(sizeof *cursor);
  if (cursor == NULL) return lun_fail_memory(err);
  cursor->corpus = corpus;
  lun_status st = lun_database_begin_reading(&corpus->db, err);
  if (st != LUN_OK) {
    lun_free(cursor);
    return st;
  }
  st = find_end(cursor, err);
  if (st != LUN_OK) {
    lun_corpus_cursor_close(cursor);
    return st;
  }
  *out = cursor;
  return LUN_OK;
}

lun_status lun_corpus_cursor_next(lun_corpus_cursor *cursor, lun_document **doc, lun_error *err) {
  lun_corpus *corpus = cursor->corpus;
  lun_statement st;
  *doc = NULL;
  lun_status status = lun_context_check(corpus->ctx, err);
  if (status != LUN_OK) return status;
  status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_DOCUMENT_NEXT, err);
  if (status != LUN_OK) return status;
  lun_statement_set_integer(&st, 1, cursor->last);
  lun_statement_set_integer(&st, 2, cursor->end);
  status = lun_statement_next(&st, err);
  if (status == LUN_OK) {
    int64_t number = lun_statement_get_integer(&st, 0);
    status = read_document(corpus, &st, doc, err);
    /* A faulty document is passed over, so that the caller may say so and go on. */
    if (status == LUN_OK || status == LUN_EFORMAT) cursor->last = number;
  }
  lun_statement_close(&st);
  return status;
}

void lun_corpus_cursor_close(lun_corpus_cursor *cursor) {
  if (cursor == NULL) return;
  lun_database_end_reading(&cursor->corpus->db);
  lun_free(cursor);
}
