/* store/query.h -- what a user's own SQL may do, and one such statement. lun_corpus_sql runs it. */
#ifndef LUN_STORE_QUERY_H
#define LUN_STORE_QUERY_H

#include "store/corpus.h"
#include "store/database.h"

/* All-zero is a closed query. */
typedef struct lun_query {
  lun_database *db;
  sqlite3_stmt *handle;
  int columns;
  const char **names;    /* of the columns; live until the query is closed */
  lun_sql_value *values; /* of the row; live until the next row */
} lun_query;

/* Let `db` (opened with LUN_DATABASE_ASK) read its own tables and call harmless functions, and
** nothing else. Errors: LUN_ENOMEM, LUN_ESTORE. */
lun_status lun_query_set_rules(lun_database *db, lun_error *err);

/* Prepare the one statement in `sql` and bind all its parameters. On failure *q is closed.
** Errors: LUN_ESTORE (err->at = byte in `sql`, 0 when not known), LUN_ENOMEM, LUN_ELIMIT. */
lun_status lun_query_open(lun_query *q, lun_database *db, const char *sql, size_t len,
                          const lun_sql_value *bind, size_t bind_count, lun_error *err);

/* The next row in q->values; q->columns and q->names are set by the first call. LUN_DONE at the
** end. Errors: LUN_ESTORE, LUN_ESTOP, LUN_ELIMIT, LUN_ENOMEM. */
lun_status lun_query_next(lun_query *q, lun_error *err);

void lun_query_close(lun_query *q);

#endif
