/* store/database.h -- one connection to a corpus file: opened hardened, transactions, errors.
**
** A corpus may come from anybody, so a connection trusts nothing in its file: no trigger or view of
** the file runs, no other file is attached, pages are checked when read. Nothing here changes
** SQLite for the rest of the process. One connection belongs to one thread at a time. */
#ifndef LUN_STORE_DATABASE_H
#define LUN_STORE_DATABASE_H

#include "base/context.h"
#include "store/schema.h"

#include <sqlite3.h>

typedef enum lun_database_mode {
  LUN_DATABASE_READ,
  LUN_DATABASE_WRITE, /* rollback journal on disk, synchronized at every commit */
  LUN_DATABASE_BUILD, /* an empty file that nobody else knows: gets the tables, journal in memory */
  LUN_DATABASE_ASK    /* for a user's own SELECT: reading, with narrow limits */
} lun_database_mode;

/* All-zero is a closed connection. */
typedef struct lun_database {
  sqlite3 *handle;
  char *name; /* the file, for messages */
  const lun_context *ctx;
  lun_database_mode mode;
  lun_error stop; /* why a wait or a statement was ended by the context */
  int masked;     /* while it counts, the context does not end statements */
  int dirty;      /* something was written and not committed */
  int refused;    /* a user's own statement asked for something that is not allowed */
  int broken;     /* a write failed and all was rolled back: no further write */
  size_t readers; /* open cursors, which share one read transaction */
  size_t taken;   /* open statements */
  sqlite3_stmt *kept[LUN_SCHEMA_SQL_COUNT]; /* prepared, not in use */
} lun_database;

/* Open the existing file `path` (absolute). `name` is for messages and copied; `ctx` must outlive
** the connection. On failure *db is closed.
** Errors: LUN_EIO (cannot be opened, no right to write), LUN_EFORMAT (not a corpus, newer version),
** LUN_ESTORE, LUN_ENOMEM. */
lun_status lun_database_open(lun_database *db, const char *path, const char *name,
                             lun_database_mode mode, const lun_context *ctx, lun_error *err);

/* Rolls back what was not committed. Closing a closed one is legal. */
void lun_database_close(lun_database *db);

/* Say what SQLite's result code `rc` (not OK) means. Returns the status said. */
lun_status lun_database_fail(lun_database *db, int rc, lun_error *err);

/* To be called before anything is written: opens a transaction unless one is open. The context is
** asked here and not between the writes of one document, so that a stop leaves whole documents.
** Errors: LUN_ESTORE (opened for reading, broken, in use), LUN_ESTOP, LUN_ELIMIT; nothing is
** changed then. */
lun_status lun_database_begin(lun_database *db, lun_error *err);

/* Make everything since begin permanent. Errors: LUN_ESTORE, LUN_ESTOP; after "in use by another
** program" or a stop the writes still wait and commit may be tried again, after any other error
** they are rolled back. */
lun_status lun_database_commit(lun_database *db, lun_error *err);

/* What the writer of a half-written thing does with `status`: any failure rolls back the whole
** transaction and forbids further writes. Returns `status`. */
lun_status lun_database_settle(lun_database *db, lun_status status);

/* Hold one view of the file from here to the matching end, however many statements read it. */
lun_status lun_database_begin_reading(lun_database *db, lun_error *err);
void lun_database_end_reading(lun_database *db);

#endif
