/* store/statement.h -- one of the schema's statements, prepared once and kept by its connection.
**
** While a statement is open it is the caller's alone: a second one of the same kind, opened from a
** callback say, gets its own. Failures of setting stick and are said by lun_statement_next. */
#ifndef LUN_STORE_STATEMENT_H
#define LUN_STORE_STATEMENT_H

#include "store/database.h"

/* All-zero is a closed statement. */
typedef struct lun_statement {
  lun_database *db;
  sqlite3_stmt *handle;
  lun_schema_sql which;
  int rc;        /* SQLite's code of the first failure */
  int stoppable; /* set it to let the context end a writing statement (all is rolled back then) */
} lun_statement;

/* Errors: LUN_ESTORE, LUN_ENOMEM. On failure *st is closed. */
lun_status lun_statement_open(lun_statement *st, lun_database *db, lun_schema_sql which,
                              lun_error *err);

/* Gives it back to its connection. Closing a closed one is legal. */
void lun_statement_close(lun_statement *st);

/* Parameter `at` from 1. Bytes are not copied: they must stay until the statement is closed or
** set anew. `text` NULL sets NULL. */
void lun_statement_set_text(lun_statement *st, int at, const char *text, size_t len);
void lun_statement_set_string(lun_statement *st, int at, const char *text); /* NUL-terminated */
void lun_statement_set_integer(lun_statement *st, int at, int64_t value);
void lun_statement_set_null(lun_statement *st, int at);

/* LUN_OK: a row can be read. LUN_DONE: no more rows; it may be set anew and run again.
** Errors: LUN_EFORMAT (a rule of the tables is broken), LUN_ESTORE, LUN_ESTOP, LUN_ELIMIT,
** LUN_ENOMEM. */
lun_status lun_statement_next(lun_statement *st, lun_error *err);

/* Run a statement that gives no rows, once: as next, but LUN_OK when done. */
lun_status lun_statement_run(lun_statement *st, lun_error *err);

/* Column `at` from 0 of the row. The pointer lives until the next call of next or close; NULL for
** a NULL. `len` may be NULL. Out of memory gives "" and sticks. */
const char *lun_statement_get_text(lun_statement *st, int at, size_t *len);
int64_t lun_statement_get_integer(lun_statement *st, int at);

/* LUN_OK, or the failure that stuck. To be asked when the columns of a row have been read. */
lun_status lun_statement_status(lun_statement *st, lun_error *err);

#endif
