/* store/run.h -- run records: what made the results that a corpus holds. */
#ifndef LUN_STORE_RUN_H
#define LUN_STORE_RUN_H

#include "store/corpus.h"

/* Strings live during the call that hands them over. */
typedef struct lun_run {
  int64_t number;
  const char *what;    /* the command */
  const char *detail;  /* JSON; NULL when none was given */
  const char *started; /* UTC, 2016-09-03T18:20:00Z */
  const char *version; /* of the program */
} lun_run;

/* Note a run: what made a result. `what` = the command, `detail` = JSON (arguments, versions of
** script and dictionaries, sources), may be NULL. *run = its number.
** Errors: LUN_EFORMAT (`detail` is not JSON; nothing is changed), else as lun_corpus_add. */
lun_status lun_run_add(lun_corpus *corpus, const char *what, const char *detail, int64_t *run,
                       lun_error *err);

/* Call `each` for run `number`, or for all in order when it is 0; a non-zero return ends early.
** LUN_DONE when there is no run of this number. */
typedef int (*lun_run_each)(void *user, const lun_run *run);
lun_status lun_run_find(lun_corpus *corpus, int64_t number, lun_run_each each, void *user,
                        lun_error *err);

#endif
