#include "store/statement.h"

#include <string.h>

lun_status lun_statement_open(lun_statement *st, lun_database *db, lun_schema_sql which,
                              lun_error *err) {
  *st = (lun_statement){.which = which};
  if (db->handle == NULL || (db->broken && db->mode == LUN_DATABASE_BUILD)) {
    return lun_fail(err, LUN_ESTORE, 0, "%s: nothing to read, because an earlier write failed",
                    db->name == NULL ? "corpus" : db->name);
  }
  st->handle = db->kept[which];
  db->kept[which] = NULL;
  if (st->handle == NULL) {
    int rc = sqlite3_prepare_v3(db->handle, lun_schema_get(which), -1, SQLITE_PREPARE_PERSISTENT,
                                &st->handle, NULL);
    if (rc != SQLITE_OK) return lun_database_fail(db, rc, err);
  }
  st->db = db;
  db->taken++;
  return LUN_OK;
}

void lun_statement_close(lun_statement *st) {
  if (st->db == NULL) return;
  sqlite3_reset(st->handle);
  sqlite3_clear_bindings(st->handle);
  st->db->taken--;
  if (st->db->kept[st->which] == NULL) {
    st->db->kept[st->which] = st->handle;
  } else {
    sqlite3_finalize(st->handle);
  }
  *st = (lun_statement){0};
}

static void keep_failure(lun_statement *st, int rc) {
  if (st->rc == SQLITE_OK) st->rc = rc;
}

void lun_statement_set_text(lun_statement *st, int at, const char *text, size_t len) {
  keep_failure(st, sqlite3_bind_text64(st->handle, at, text, len, SQLITE_STATIC, SQLITE_UTF8));
}

void lun_statement_set_string(lun_statement *st, int at, const char *text) {
  lun_statement_set_text(st, at, text, text == NULL ? 0 : strlen(text));
}

void lun_statement_set_integer(lun_statement *st, int at, int64_t value) {
  keep_failure(st, sqlite3_bind_int64(st->handle, at, value));
}

void lun_statement_set_null(lun_statement *st, int at) {
  keep_failure(st, sqlite3_bind_null(st->handle, at));
}

lun_status lun_statement_next(lun_statement *st, lun_error *err) {
  lun_database *db = st->db;
  int masks = !st->stoppable && !sqlite3_stmt_readonly(st->handle);
  if (st->rc != SQLITE_OK) return lun_database_fail(db, st->rc, err);
  db->masked += masks;
  int rc = sqlite3_step(st->handle);
  db->masked -= masks;
  if (rc == SQLITE_ROW) return LUN_OK;
  /* The failure is said before the reset, which would say it again. */
  lun_status status = rc == SQLITE_DONE ? LUN_DONE : lun_database_fail(db, rc, err);
  sqlite3_reset(st->handle);
  return status;
}

lun_status lun_statement_run(lun_statement *st, lun_error *err) {
  lun_status status = lun_statement_next(st, err);
  return status == LUN_DONE ? LUN_OK : status;
}

const char *lun_statement_get_text(lun_statement *st, int at, size_t *len) {
  if (len != NULL) *len = 0;
  if (sqlite3_column_type(st->handle, at) == SQLITE_NULL) return NULL;
  const char *text = (const char *)sqlite3_column_text(st->handle, at);
  if (text == NULL) {
    keep_failure(st, SQLITE_NOMEM);
    return "";
  }
  if (len != NULL) *len = (size_t)sqlite3_column_bytes(st->handle, at);
  return text;
}

int64_t lun_statement_get_integer(lun_statement *st, int at) {
  return sqlite3_column_int64(st->handle, at);
}

lun_status lun_statement_status(lun_statement *st, lun_error *err) {
  return st->rc == SQLITE_OK ? LUN_OK : lun_database_fail(st->db, st->rc, err);
}
