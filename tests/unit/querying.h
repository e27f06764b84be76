/* What the tests of queries share: compiling a good one, and where a faulty one is faulty. */
#ifndef TESTS_UNIT_QUERYING_H
#define TESTS_UNIT_QUERYING_H

#include "finding.h"

#include "match/query.h"

/* A dictionary of the query `text`, which must be good. */
static inline lun_dictionary *querying_new(const char *text) {
  lun_dictionary *dict;
  lun_error err = {0};
  if (lun_query_new(text, strlen(text), &dict, &err) != LUN_OK) {
    fail_msg("%s: %s at %zu", text, err.message, err.at);
  }
  return dict;
}

/* `text` is faulty at byte `at`, and makes nothing. */
static inline void querying_fault(const char *text, size_t at) {
  lun_error err = {0};
  lun_dictionary *dict = NULL;
  lun_status st = lun_query_new(text, strlen(text), &dict, &err);
  if (st != LUN_EPATTERN || err.at != at) {
    fail_msg("%s: %d at %zu, not %zu: %s", text, (int)st, err.at, at, err.message);
  }
  assert_null(dict);
}

#endif
