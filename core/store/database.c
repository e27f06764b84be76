#include "store/database.h"

#include "base/memory.h"
#include "text/document.h"

#include <errno.h>
#include <string.h>
#include <time.h>

enum {
  ASK_EACH = 10000,     /* virtual machine steps between two questions to the context */
  BUSY_STEP_MS = 10,    /* another program has the file: wait so long ... */
  BUSY_LIMIT_MS = 5000, /* ... and so long in all */
  CACHE_KIB = 32 * 1024,
  ASK_LENGTH = 64 * 1024 * 1024 /* bytes of one value in a user's SELECT */
};

/* A row holds a document's text, and SQLite wants some room beside it. */
static const int own_length = (int)(LUN_DOCUMENT_LIMIT + LUN_DOCUMENT_LIMIT / 4);

static int ask_context(void *user) {
  lun_database *db = user;
  return db->masked == 0 && lun_context_check(db->ctx, &db->stop) != LUN_OK;
}

/* Waiting for another program ends on Ctrl-C as everything else does; that of
** sqlite3_busy_timeout would not. */
static int wait_busy(void *user, int tries) {
  lun_database *db = user;
  const struct timespec step = {0, BUSY_STEP_MS * 1000000L};
  if (lun_context_check(db->ctx, &db->stop) != LUN_OK) return 0;
  if (tries >= BUSY_LIMIT_MS / BUSY_STEP_MS) return 0;
  nanosleep(&step, NULL);
  return 1;
}

/* SQLite says which call of the system failed, but not always why: the number is kept with the file
** for which it was, and lost when that was a journal that is closed by now. */
static int find_errno(lun_database *db) {
  int number = 0;
  sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_LAST_ERRNO, &number);
  return number != 0 ? number : sqlite3_system_errno(db->handle);
}

static lun_status fail_io(lun_database *db, int rc, lun_error *err) {
  char text[128];
  const char *why;
  int number = find_errno(db);
  int writing = rc == SQLITE_IOERR_WRITE || rc == SQLITE_IOERR_TRUNCATE ||
                rc == SQLITE_IOERR_FSYNC || rc == SQLITE_IOERR_DIR_FSYNC;
  switch (number) {
  case ENOSPC:
  case EDQUOT: why = "disk full"; break;
  case EFBIG: why = "disk full: the system's limit on the size of a file is reached"; break;
  case 0: why = writing ? "disk full or failing" : "input/output error"; break;
  default: why = strerror_r(number, text, sizeof text);
  }
  return lun_fail(err, LUN_ESTORE, 0, "%s: %s", db->name, why);
}

static lun_status fail_format(lun_database *db, lun_error *err) {
  return lun_fail(err, LUN_EFORMAT, 0, "%s: not a Lunette corpus", db->name);
}

lun_status lun_database_fail(lun_database *db, int rc, lun_error *err) {
  lun_error stop = db->stop;
  db->stop = (lun_error){0};
  if (rc == SQLITE_IOERR_NOMEM) return lun_fail_memory(err);
  switch (rc & 0xFF) {
  case SQLITE_NOMEM: return lun_fail_memory(err);
  case SQLITE_INTERRUPT:
  case SQLITE_BUSY:
    if (stop.status != LUN_OK) return lun_fail(err, stop.status, 0, "%s", stop.message);
    return lun_fail(err, LUN_ESTORE, 0, "%s: in use by another program", db->name);
  case SQLITE_FULL: return lun_fail(err, LUN_ESTORE, 0, "%s: disk full", db->name);
  case SQLITE_IOERR: return fail_io(db, rc, err);
  case SQLITE_NOTADB: return fail_format(db, err);
  case SQLITE_CORRUPT: return lun_fail(err, LUN_ESTORE, 0, "%s: the file is damaged", db->name);
  case SQLITE_TOOBIG:
    return lun_fail(err, LUN_ELIMIT, 0, "%s: a value is over the limit of %d bytes", db->name,
                    sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, -1));
  case SQLITE_CONSTRAINT:
    return lun_fail(err, LUN_EFORMAT, 0, "%s: %s", db->name, sqlite3_errmsg(db->handle));
  default: return lun_fail(err, LUN_ESTORE, 0, "%s: %s", db->name, sqlite3_errmsg(db->handle));
  }
}

static lun_status run_script(lun_database *db, const char *sql, lun_error *err) {
  int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
  return rc == SQLITE_OK ? LUN_OK : lun_database_fail(db, rc, err);
}

static void set_limits(lun_database *db) {
  static const struct {
    int what, most;
  } limits[] = {{SQLITE_LIMIT_SQL_LENGTH, 100000},       {SQLITE_LIMIT_EXPR_DEPTH, 50},
                {SQLITE_LIMIT_VDBE_OP, 25000},           {SQLITE_LIMIT_ATTACHED, 0},
                {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100}, {SQLITE_LIMIT_VARIABLE_NUMBER, 32766},
                {SQLITE_LIMIT_WORKER_THREADS, 0}};
  for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
    sqlite3_limit(db->handle, limits[i].what, limits[i].most);
  }
  sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH,
                db->mode == LUN_DATABASE_ASK ? ASK_LENGTH : own_length);
}

/* Source: https://www.sqlite.org/security.html, "Untrusted SQLite Database Files". */
static lun_status harden(lun_database *db, lun_error *err) {
  static const struct {
    int what, on;
  } switches[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},
                  {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                  {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                  {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                  {SQLITE_DBCONFIG_DQS_DML, 0},
                  {SQLITE_DBCONFIG_DQS_DDL, 0},
                  {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
                  {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
                  {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                  {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0}};
  for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++) {
    int now = -1;
    int rc = sqlite3_db_config(db->handle, switches[i].what, switches[i].on, &now);
    if (rc != SQLITE_OK || now != switches[i].on) {
      return lun_fail(err, LUN_ESTORE, 0, "%s: SQLite refuses safety switch %d", db->name,
                      switches[i].what);
    }
  }
  set_limits(db);
  sqlite3_progress_handler(db->handle, ASK_EACH, ask_context, db);
  sqlite3_busy_handler(db->handle, wait_busy, db);
  return run_script(db, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0", err);
}

/* The one integer that `sql` gives. */
static int get_integer(lun_database *db, const char *sql, sqlite3_int64 *out) {
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2(db->handle, sql, -1, &stmt, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_step(stmt);
  if (rc == SQLITE_ROW) {
    *out = sqlite3_column_int64(stmt, 0);
    rc = SQLITE_OK;
  } else if (rc == SQLITE_DONE) {
    rc = SQLITE_CORRUPT;
  }
  sqlite3_finalize(stmt);
  return rc;
}

/* What the first look into a file says: damage here means that it never was a corpus. */
static lun_status fail_look(lun_database *db, int rc, lun_error *err) {
  int kind = rc & 0xFF;
  if (kind == SQLITE_CORRUPT || kind == SQLITE_ERROR) return fail_format(db, err);
  return lun_database_fail(db, rc, err);
}

/* Is the file ours, and of a version this program knows? */
static lun_status check_format(lun_database *db, lun_error *err) {
  sqlite3_int64 application = 0, version = 0, tables = 0;
  int rc = get_integer(db, "PRAGMA application_id", &application);
  if (rc == SQLITE_OK) rc = get_integer(db, "PRAGMA user_version", &version);
  if (rc != SQLITE_OK) return fail_look(db, rc, err);
  if (application != LUN_SCHEMA_APPLICATION || version < 1) return fail_format(db, err);
  if (version > LUN_SCHEMA_VERSION) {
    return lun_fail(err, LUN_EFORMAT, 0,
                    "%s: a corpus of version %lld, newer than this program, which knows version %d",
                    db->name, (long long)version, LUN_SCHEMA_VERSION);
  }
  rc = get_integer(db, lun_schema_get(LUN_SCHEMA_TABLE_COUNT), &tables);
  if (rc != SQLITE_OK) return fail_look(db, rc, err);
  return tables == LUN_SCHEMA_TABLES ? LUN_OK : fail_format(db, err);
}

/* The journal of a file that nobody knows protects nobody, so it stays in memory, where it is empty
** as long as the file starts empty; the one synchronization is that of the commit. */
static lun_status set_build(lun_database *db, lun_error *err) {
  char sql[256];
  sqlite3_snprintf(sizeof sql, sql,
                   "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE;"
                   "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY;"
                   "PRAGMA synchronous = FULL; BEGIN IMMEDIATE;"
                   "PRAGMA application_id = %d; PRAGMA user_version = %d",
                   LUN_SCHEMA_APPLICATION, LUN_SCHEMA_VERSION);
  lun_status st = run_script(db, sql, err);
  if (st == LUN_OK) st = run_script(db, lun_schema_script(), err);
  if (st == LUN_OK) db->dirty = 1;
  return st;
}

static lun_status set_mode(lun_database *db, lun_error *err) {
  char sql[64];
  sqlite3_snprintf(sizeof sql, sql, "PRAGMA cache_size = -%d", CACHE_KIB);
  lun_status st = db->mode == LUN_DATABASE_ASK ? LUN_OK : run_script(db, sql, err);
  if (st != LUN_OK) return st;
  if (db->mode == LUN_DATABASE_BUILD) return set_build(db, err);
  st = check_format(db, err);
  if (st != LUN_OK || db->mode != LUN_DATABASE_WRITE) return st;
  if (sqlite3_db_readonly(db->handle, "main") == 1) {
    return lun_fail(err, LUN_EIO, 0, "%s: no right to write", db->name);
  }
  /* EXTRA synchronizes the folder too, so that a commit, once reported, stays. */
  return run_script(db, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA", err);
}

static lun_status open_handle(lun_database *db, const char *path, lun_error *err) {
  int reading = db->mode == LUN_DATABASE_READ || db->mode == LUN_DATABASE_ASK;
  int flags = (reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX |
              SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
  int rc = sqlite3_open_v2(path, &db->handle, flags, NULL);
  if (db->handle == NULL) return lun_fail_memory(err);
  if ((rc & 0xFF) == SQLITE_CANTOPEN) {
    int number = sqlite3_system_errno(db->handle);
    char text[128];
    const char *why = number == 0 ? "cannot be opened" : strerror_r(number, text, sizeof text);
    return lun_fail(err, LUN_EIO, 0, "%s: %s", db->name, why);
  }
  if (rc != SQLITE_OK) return lun_database_fail(db, rc, err);
  lun_status st = harden(db, err);
  return st == LUN_OK ? set_mode(db, err) : st;
}

/* A program that was killed in the middle of a commit left a journal; whoever opens the file next
** must roll it back, and that is writing. So open it once for that. */
static int recover(const char *path) {
  lun_database db = {.mode = LUN_DATABASE_WRITE};
  sqlite3_int64 pages;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  int rc = sqlite3_open_v2(path, &db.handle, flags, NULL);
  if (rc == SQLITE_OK) rc = get_integer(&db, "SELECT count(*) FROM sqlite_schema", &pages);
  sqlite3_close(db.handle);
  return rc;
}

lun_status lun_database_open(lun_database *db, const char *path, const char *name,
                             lun_database_mode mode, const lun_context *ctx, lun_error *err) {
  *db = (lun_database){.mode = mode, .ctx = ctx};
  lun_status st;
  db->name = lun_strndup(name, strlen(name));
  if (db->name == NULL) {
    st = lun_fail_memory(err);
    goto fail;
  }
  st = open_handle(db, path, err);
  if (st == LUN_OK) return LUN_OK;
  if (db->handle != NULL && sqlite3_extended_errcode(db->handle) == SQLITE_READONLY_ROLLBACK) {
    sqlite3_close(db->handle);
    db->handle = NULL;
    if (recover(path) == SQLITE_OK) st = open_handle(db, path, err);
    if (st == LUN_OK) return LUN_OK;
  }
fail:
  lun_database_close(db);
  return st;
}

void lun_database_close(lun_database *db) {
  for (size_t i = 0; i < LUN_SCHEMA_SQL_COUNT; i++) sqlite3_finalize(db->kept[i]);
  if (db->handle != NULL && !sqlite3_get_autocommit(db->handle)) {
    sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
  }
  sqlite3_close(db->handle);
  lun_free(db->name);
  *db = (lun_database){0};
}

lun_status lun_database_begin(lun_database *db, lun_error *err) {
  if (db->broken || db->handle == NULL) {
    return lun_fail(err, LUN_ESTORE, 0, "%s: not written, because an earlier write failed",
                    db->name == NULL ? "corpus" : db->name);
  }
  if (db->mode != LUN_DATABASE_WRITE && db->mode != LUN_DATABASE_BUILD) {
    return lun_fail(err, LUN_ESTORE, 0, "%s: opened for reading only", db->name);
  }
  lun_status st = lun_context_check(db->ctx, err);
  if (st != LUN_OK) return st;
  if (sqlite3_get_autocommit(db->handle)) st = run_script(db, "BEGIN IMMEDIATE", err);
  if (st == LUN_OK) db->dirty = 1;
  return st;
}

static void roll_back(lun_database *db) {
  if (db->handle != NULL && !sqlite3_get_autocommit(db->handle)) {
    sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
  }
  db->dirty = 0;
  db->broken = 1;
}

lun_status lun_database_commit(lun_database *db, lun_error *err) {
  lun_status st;
  if (db->broken || db->handle == NULL) return lun_database_begin(db, err);
  if (!db->dirty) return LUN_OK;
  int rc = sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL);
  if (rc != SQLITE_OK) {
    st = lun_database_fail(db, rc, err);
    if ((rc & 0xFF) != SQLITE_BUSY) roll_back(db);
    return st;
  }
  db->dirty = 0;
  return db->readers > 0 ? run_script(db, "BEGIN", err) : LUN_OK;
}

lun_status lun_database_settle(lun_database *db, lun_status status) {
  if (status != LUN_OK) roll_back(db);
  return status;
}

lun_status lun_database_begin_reading(lun_database *db, lun_error *err) {
  if (db->handle == NULL) return lun_database_begin(db, err);
  if (sqlite3_get_autocommit(db->handle)) {
    /* Who opened for writing will write: taking the right to it now saves a clash later. */
    const char *sql = db->mode == LUN_DATABASE_WRITE ? "BEGIN IMMEDIATE" : "BEGIN";
    lun_status st = run_script(db, sql, err);
    if (st != LUN_OK) return st;
  }
  db->readers++;
  return LUN_OK;
}

void lun_database_end_reading(lun_database *db) {
  if (db->readers > 0) db->readers--;
  if (db->readers > 0 || db->dirty || db->handle == NULL) return;
  if (!sqlite3_get_autocommit(db->handle)) {
    sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL);
  }
}
