#include "store/run.h"

#include "base/version.h"
#include "store/inside.h"
#include "store/statement.h"

#include <time.h>

enum { TIME_SIZE = 32 };

static void get_now(char out[TIME_SIZE]) {
  struct tm parts;
  time_t now = time(NULL);
  if (gmtime_r(&now, &parts) == NULL ||
      strftime(out, TIME_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0) {
    out[0] = '\0';
  }
}

lun_status lun_run_add(lun_corpus *corpus, const char *what, const char *detail, int64_t *run,
                       lun_error *err) {
  lun_statement st;
  char now[TIME_SIZE];
  get_now(now);
  lun_status status = lun_database_begin(&corpus->db, err);
  if (status != LUN_OK) return status;
  status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_RUN_ADD, err);
  if (status != LUN_OK) return status;
  lun_statement_set_string(&st, 1, what);
  lun_statement_set_string(&st, 2, detail);
  lun_statement_set_string(&st, 3, now);
  lun_statement_set_string(&st, 4, LUN_VERSION);
  status = lun_statement_run(&st, err);
  int added = sqlite3_changes(corpus->db.handle);
  lun_statement_close(&st);
  if (status != LUN_OK) return lun_database_settle(&corpus->db, status);
  if (added == 0) {
    return lun_fail(err, LUN_EFORMAT, 0, "run of \"%s\": the detail is not JSON", what);
  }
  if (run != NULL) *run = sqlite3_last_insert_rowid(corpus->db.handle);
  return LUN_OK;
}

static const char *get_text(lun_statement *st, int at) {
  const char *text = lun_statement_get_text(st, at, NULL);
  return text == NULL ? "" : text;
}

lun_status lun_run_find(lun_corpus *corpus, int64_t number, lun_run_each each, void *user,
                        lun_error *err) {
  lun_statement st;
  size_t found = 0;
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_RUN_FIND, err);
  if (status != LUN_OK) return status;
  lun_statement_set_integer(&st, 1, number);
  while ((status = lun_statement_next(&st, err)) == LUN_OK) {
    lun_run run = {lun_statement_get_integer(&st, 0), get_text(&st, 1),
                   lun_statement_get_text(&st, 2, NULL), get_text(&st, 3), get_text(&st, 4)};
    found++;
    status = lun_statement_status(&st, err);
    if (status != LUN_OK || each(user, &run) != 0) break;
  }
  lun_statement_close(&st);
  if (status == LUN_DONE && (number == 0 || found > 0)) return LUN_OK;
  return status;
}
