#include "store/query.h"

#include "base/memory.h"
#include "store/inside.h"

#include <limits.h>
#include <string.h>

/* what is allowed */

static int is_one_of(const char *name, const char *const *list, size_t count) {
  for (size_t i = 0; i < count && name != NULL; i++) {
    if (sqlite3_stricmp(name, list[i]) == 0) return 1;
  }
  return 0;
}

/* Not for reading: they load code, hand out pointers, or write to the log of the whole process. */
static int may_call(const char *name) {
  static const char *const refused[] = {"load_extension", "fts3_tokenizer", "sqlite_log"};
  return name != NULL && !is_one_of(name, refused, sizeof refused / sizeof refused[0]);
}

/* Those that describe the tables, asked by a name in parentheses as in table_info(document). */
static int may_ask(const char *name) {
  static const char *const allowed[] = {"table_info", "table_xinfo", "table_list",
                                        "index_list", "index_info",  "foreign_key_list"};
  return is_one_of(name, allowed, sizeof allowed / sizeof allowed[0]);
}

static int authorize(void *user, int action, const char *first, const char *second,
                     const char *database, const char *trigger) {
  lun_database *db = user;
  int allowed = 0;
  (void)database, (void)trigger;
  switch (action) {
  case SQLITE_SELECT:
  case SQLITE_RECURSIVE:
  case SQLITE_READ: allowed = 1; break;
  case SQLITE_FUNCTION: allowed = may_call(second); break;
  case SQLITE_PRAGMA: allowed = may_ask(first); break;
  default: break;
  }
  if (allowed) return SQLITE_OK;
  db->refused = 1;
  return SQLITE_DENY;
}

/* The first use of a table-valued function declares its columns, and SQLite asks for leave to do so
** as if sqlite_schema were written. So those that a reader may want are used once before the rules
** hold, and the others stay refused. */
lun_status lun_query_set_rules(lun_database *db, lun_error *err) {
  static const char *const functions[] = {
      "json_each",         "json_tree",         "pragma_table_info", "pragma_table_xinfo",
      "pragma_table_list", "pragma_index_list", "pragma_index_info", "pragma_foreign_key_list"};
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
    char sql[64];
    sqlite3_stmt *stmt = NULL;
    sqlite3_snprintf(sizeof sql, sql, "SELECT * FROM %s", functions[i]);
    int rc = sqlite3_prepare_v2(db->handle, sql, -1, &stmt, NULL);
    sqlite3_finalize(stmt);
    /* A SQLite built without one of them is none the worse for it. */
    if (rc != SQLITE_OK && rc != SQLITE_ERROR) return lun_database_fail(db, rc, err);
  }
  sqlite3_set_authorizer(db->handle, authorize, db);
  return LUN_OK;
}

/* one statement */

static lun_status fail_query(lun_database *db, int rc, lun_error *err) {
  int at = sqlite3_error_offset(db->handle);
  size_t place = at > 0 ? (size_t)at : 0;
  if (db->refused) {
    return lun_fail(err, LUN_ESTORE, place, "sql: only reading is allowed: %s",
                    sqlite3_errmsg(db->handle));
  }
  if ((rc & 0xFF) == SQLITE_ERROR) {
    return lun_fail(err, LUN_ESTORE, place, "sql: %s", sqlite3_errmsg(db->handle));
  }
  return lun_database_fail(db, rc, err);
}

/* Behind the statement may stand blanks, semicolons and comments: what compiles to nothing. */
static lun_status check_tail(lun_database *db, const char *tail, const char *end, lun_error *err) {
  while (tail < end) {
    sqlite3_stmt *more = NULL;
    int rc = sqlite3_prepare_v2(db->handle, tail, (int)(end - tail), &more, &tail);
    sqlite3_finalize(more);
    if (rc != SQLITE_OK || more != NULL) {
      return lun_fail(err, LUN_ESTORE, 0, "sql: more than one statement");
    }
  }
  return LUN_OK;
}

static lun_status prepare(lun_query *q, const char *sql, size_t len, lun_error *err) {
  const char *tail = sql;
  int most = sqlite3_limit(q->db->handle, SQLITE_LIMIT_SQL_LENGTH, -1);
  if (len > (size_t)most) {
    return lun_fail(err, LUN_ELIMIT, 0, "sql: %zu bytes are over the limit of %d", len, most);
  }
  /* SQLite would stop reading there and run what stands before it. */
  const char *zero = len == 0 ? NULL : memchr(sql, '\0', len);
  if (zero != NULL) return lun_fail(err, LUN_ESTORE, (size_t)(zero - sql), "sql: a NUL byte");
  int rc = sqlite3_prepare_v2(q->db->handle, sql, (int)len, &q->handle, &tail);
  if (rc != SQLITE_OK) return fail_query(q->db, rc, err);
  if (q->handle == NULL) return lun_fail(err, LUN_ESTORE, 0, "sql: no statement");
  if (!sqlite3_stmt_readonly(q->handle)) {
    return lun_fail(err, LUN_ESTORE, 0, "sql: only reading is allowed");
  }
  return check_tail(q->db, tail, sql + len, err);
}

static int bind_value(sqlite3_stmt *handle, int at, const lun_sql_value *value) {
  switch (value->type) {
  case LUN_SQL_INTEGER: return sqlite3_bind_int64(handle, at, value->integer);
  case LUN_SQL_REAL: return sqlite3_bind_double(handle, at, value->real);
  case LUN_SQL_TEXT:
    return sqlite3_bind_text64(handle, at, value->bytes == NULL ? "" : value->bytes, value->len,
                               SQLITE_STATIC, SQLITE_UTF8);
  case LUN_SQL_BLOB:
    if (value->len == 0) return sqlite3_bind_zeroblob(handle, at, 0);
    return sqlite3_bind_blob64(handle, at, value->bytes, value->len, SQLITE_STATIC);
  default: return sqlite3_bind_null(handle, at);
  }
}

static lun_status bind_values(lun_query *q, const lun_sql_value *bind, size_t count,
                              lun_error *err) {
  int wanted = sqlite3_bind_parameter_count(q->handle);
  if (count != (size_t)wanted) {
    return lun_fail(err, LUN_ESTORE, 0, "sql: %zu values for %d parameters", count, wanted);
  }
  for (int i = 0; i < wanted; i++) {
    int rc = bind_value(q->handle, i + 1, &bind[i]);
    if (rc != SQLITE_OK) return fail_query(q->db, rc, err);
  }
  return LUN_OK;
}

lun_status lun_query_open(lun_query *q, lun_database *db, const char *sql, size_t len,
                          const lun_sql_value *bind, size_t bind_count, lun_error *err) {
  *q = (lun_query){.db = db};
  db->refused = 0;
  lun_status st = prepare(q, sql, len, err);
  if (st == LUN_OK) st = bind_values(q, bind, bind_count, err);
  if (st != LUN_OK) lun_query_close(q);
  return st;
}

/* Only after the first step, which may prepare the statement anew for tables that have changed. */
static lun_status read_names(lun_query *q, lun_error *err) {
  q->columns = sqlite3_column_count(q->handle);
  q->names = lun_realloc(NULL, (size_t)q->columns, sizeof *q->names);
  q->values = lun_realloc(NULL, (size_t)q->columns, sizeof *q->values);
  if (q->names == NULL || q->values == NULL) return lun_fail_memory(err);
  for (int i = 0; i < q->columns; i++) {
    q->names[i] = sqlite3_column_name(q->handle, i);
    if (q->names[i] == NULL) return lun_fail_memory(err);
  }
  return LUN_OK;
}

static lun_status read_value(lun_query *q, int at, lun_sql_value *out, lun_error *err) {
  *out = (lun_sql_value){.type = LUN_SQL_NULL};
  switch (sqlite3_column_type(q->handle, at)) {
  case SQLITE_INTEGER:
    out->type = LUN_SQL_INTEGER;
    out->integer = sqlite3_column_int64(q->handle, at);
    return LUN_OK;
  case SQLITE_FLOAT:
    out->type = LUN_SQL_REAL;
    out->real = sqlite3_column_double(q->handle, at);
    return LUN_OK;
  case SQLITE_TEXT:
    out->type = LUN_SQL_TEXT;
    out->bytes = (const char *)sqlite3_column_text(q->handle, at);
    break;
  case SQLITE_BLOB:
    out->type = LUN_SQL_BLOB;
    out->bytes = sqlite3_column_blob(q->handle, at);
    break;
  default: return LUN_OK;
  }
  out->len = (size_t)sqlite3_column_bytes(q->handle, at);
  /* An empty blob is NULL to SQLite; anything else that is NULL is want of memory. */
  if (out->bytes == NULL && (out->type == LUN_SQL_TEXT || out->len > 0)) {
    return lun_fail_memory(err);
  }
  if (out->bytes == NULL) out->bytes = "";
  return LUN_OK;
}

lun_status lun_query_next(lun_query *q, lun_error *err) {
  lun_status st = lun_context_check(q->db->ctx, err);
  if (st != LUN_OK) return st;
  int rc = sqlite3_step(q->handle);
  if (rc != SQLITE_ROW && rc != SQLITE_DONE) return fail_query(q->db, rc, err);
  if (q->names == NULL) st = read_names(q, err);
  if (st != LUN_OK || rc == SQLITE_DONE) return st == LUN_OK ? LUN_DONE : st;
  for (int i = 0; i < q->columns && st == LUN_OK; i++) st = read_value(q, i, &q->values[i], err);
  return st;
}

void lun_query_close(lun_query *q) {
  sqlite3_finalize(q->handle);
  lun_free(q->names);
  lun_free(q->values);
  *q = (lun_query){0};
}

/* the corpus's door */

/* A connection of its own: the rules and limits for a user's SQL must not touch what the corpus
** itself reads and writes meanwhile. */
static lun_status open_asker(lun_corpus *corpus, lun_error *err) {
  if (corpus->db.dirty || corpus->part.path != NULL) {
    return lun_fail(err, LUN_ESTORE, 0, "%s: sql reads what is committed: commit first",
                    corpus->name);
  }
  if (corpus->asker.handle != NULL) return LUN_OK;
  lun_status st = lun_database_open(&corpus->asker, corpus->path, corpus->name, LUN_DATABASE_ASK,
                                    corpus->ctx, err);
  if (st != LUN_OK) return st;
  st = lun_query_set_rules(&corpus->asker, err);
  if (st != LUN_OK) lun_database_close(&corpus->asker);
  return st;
}

lun_status lun_corpus_sql(lun_corpus *corpus, const char *sql, size_t len,
                          const lun_sql_value *bind, size_t bind_count, lun_sql_row row, void *user,
                          lun_error *err) {
  lun_query q;
  lun_status st = open_asker(corpus, err);
  if (st == LUN_OK) st = lun_query_open(&q, &corpus->asker, sql, len, bind, bind_count, err);
  if (st != LUN_OK) return st;
  st = lun_query_next(&q, err);
  int ended = 0;
  if (st == LUN_OK || st == LUN_DONE) ended = row(user, q.columns, q.names, NULL);
  while (st == LUN_OK && !ended) {
    ended = row(user, q.columns, q.names, q.values);
    if (!ended) st = lun_query_next(&q, err);
  }
  lun_query_close(&q);
  return st == LUN_DONE ? LUN_OK : st;
}
