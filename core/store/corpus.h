/* store/corpus.h -- a corpus: one SQLite file of documents, layers of spans, and run records. */
#ifndef LUN_STORE_CORPUS_H
#define LUN_STORE_CORPUS_H

#include "base/context.h"
#include "text/document.h"

#include <stdint.h>

typedef enum lun_corpus_mode {
  LUN_CORPUS_READ,  /* must exist; nothing is written, except that the change of a program that was
                       killed in its middle is undone */
  LUN_CORPUS_WRITE, /* must exist */
  LUN_CORPUS_CREATE /* must not exist: is built beside and takes its name when closed whole */
} lun_corpus_mode;

typedef struct lun_corpus lun_corpus;

/* Errors: LUN_EIO (no such file, no right to it, exists already), LUN_EFORMAT (not a corpus, or of
** a newer version), LUN_ESTORE (damaged, in use), LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT.
** `ctx` is asked during long statements and while waiting; it must outlive the corpus.
** Owner: caller; release with lun_corpus_close. */
lun_status lun_corpus_open(const char *path, lun_corpus_mode mode, const lun_context *ctx,
                           lun_corpus **out, lun_error *err);

/* All writes since open (or the last commit) become permanent together, or, on any error before,
** none of them. A CREATE corpus gets its name at the first commit. Not from within a callback.
** An error before is a write that failed half-way: it undoes all, and every later write and commit
** says so. A write that was refused (LUN_EFORMAT, LUN_ESTOP, LUN_ELIMIT of the context) changes
** nothing, so that what was done before it can still be committed. After LUN_ESTORE "in use by
** another program" commit may be tried again.
** Errors: LUN_ESTORE; LUN_EIO (a CREATE corpus: the name was taken meanwhile). */
lun_status lun_corpus_commit(lun_corpus *corpus, lun_error *err);

/* Rolls back what was not committed; a CREATE corpus never committed leaves no file. */
void lun_corpus_close(lun_corpus *corpus);

/* Store a document: text untouched, sha256, variables. A second document of the same id gets
** "#2", "#3", ... behind its id, and *renamed (may be NULL) becomes 1. Without an id it gets its
** path, "PATH#N" for record N, or "document" when it has no path either.
** Errors: LUN_ESTORE, LUN_ENOMEM; LUN_ESTOP and LUN_ELIMIT of the context, before anything is
** written. */
lun_status lun_corpus_add(lun_corpus *corpus, const lun_document *doc, int *renamed,
                          lun_error *err);

size_t lun_corpus_count(const lun_corpus *corpus); /* documents */

/* Document by id. LUN_DONE when there is none. Owner: caller frees *doc. */
lun_status lun_corpus_find(lun_corpus *corpus, const char *id, lun_document **doc, lun_error *err);

/* Cursor over all documents in the order they were added. While it is open, the file is seen as it
** was at its start and no other program can commit a change to it; this corpus may write and
** commit. Close it before the corpus. */
typedef struct lun_corpus_cursor lun_corpus_cursor;
lun_status lun_corpus_cursor_open(lun_corpus *corpus, lun_corpus_cursor **out, lun_error *err);
lun_status lun_corpus_cursor_next(lun_corpus_cursor *cursor, lun_document **doc, lun_error *err);
void lun_corpus_cursor_close(lun_corpus_cursor *cursor);

/* Run a user's own SELECT (read only, hardened). `row` is called once a row with `n` columns; a
** non-zero return ends early. The first call has values == NULL: the column names alone.
** It sees what is committed; while writes wait for their commit it is refused. As many values must
** be bound as the statement has parameters.
** Errors: LUN_ESTORE (message of SQLite; err->at = byte in `sql` where it knows one, else 0),
** LUN_ESTOP, LUN_ELIMIT. */
typedef struct lun_sql_value {
  enum { LUN_SQL_NULL, LUN_SQL_INTEGER, LUN_SQL_REAL, LUN_SQL_TEXT, LUN_SQL_BLOB } type;
  int64_t integer;
  double real;
  const char *bytes; /* text or blob; lives during the call */
  size_t len;
} lun_sql_value;
typedef int (*lun_sql_row)(void *user, int n, const char *const *names,
                           const lun_sql_value *values);
/* `bind`: `bind_count` values for the statement's ?1, ?2, ...; may be NULL with 0. */
lun_status lun_corpus_sql(lun_corpus *corpus, const char *sql, size_t len,
                          const lun_sql_value *bind, size_t bind_count, lun_sql_row row, void *user,
                          lun_error *err);

/* What `lunette info` tells of a corpus. Dates are compared as written (ISO). */
enum { LUN_CORPUS_DATE_SIZE = 32 };
typedef struct lun_corpus_info {
  int schema; /* version of the file's tables */
  uint64_t documents;
  uint64_t bytes;                        /* of all texts together */
  uint64_t dated;                        /* documents with a date */
  char first_date[LUN_CORPUS_DATE_SIZE]; /* "" when no document has one */
  char last_date[LUN_CORPUS_DATE_SIZE];
  uint64_t variables; /* different names */
  uint64_t layers;
  uint64_t runs;
} lun_corpus_info;
lun_status lun_corpus_get_info(lun_corpus *corpus, lun_corpus_info *out, lun_error *err);

/* Call `each` for every variable name, byte-sorted, with the number of documents that have it; a
** non-zero return ends early. */
typedef int (*lun_corpus_variable_each)(void *user, const char *name, uint64_t documents);
lun_status lun_corpus_find_variables(lun_corpus *corpus, lun_corpus_variable_each each, void *user,
                                     lun_error *err);

/* The fingerprint of all documents (ids, texts, variables, in order) for a run record: 64
** hexadecimal digits and a NUL. Layers and runs do not change it. */
enum { LUN_CORPUS_FINGERPRINT_SIZE = 65 };
lun_status lun_corpus_get_fingerprint(lun_corpus *corpus, char out[LUN_CORPUS_FINGERPRINT_SIZE],
                                      lun_error *err);

/* Look through the whole file: pages, keys, every text against its sha256, length and UTF-8, every
** span against its text. `each` (may be NULL) gets one message a fault, without the file's name; a
** non-zero return ends early. *faults = how many there were. */
typedef int (*lun_corpus_fault_each)(void *user, const char *message);
lun_status lun_corpus_check(lun_corpus *corpus, lun_corpus_fault_each each, void *user,
                            size_t *faults, lun_error *err);

#endif
