#include "match/query.h"

#include "base/memory.h"
#include "match/term.h"
#include "text/utf8.h"

static lun_status add_term(lun_dictionary *dict, const char *key, const char *term, size_t len,
                           lun_error *err) {
  char *written = lun_strndup(term, len);
  if (written == NULL) return lun_fail_memory(err);
  lun_entry_spec spec = {
      .key = key ? key : written, .value = written, .value_len = len, .rule = written};
  lun_status st = lun_dictionary_add(dict, &spec, err);
  lun_free(written);
  return st;
}

lun_status lun_query_add(lun_dictionary *dict, const char *key, const char *text, size_t len,
                         lun_error *err) {
  lun_status st = lun_utf8_check(text, len, err);
  size_t at = 0;
  while (st == LUN_OK && at <= len) {
    at = lun_term_skip(text, len, at);
    size_t end = lun_term_find(text, len, at, 0), stop = lun_term_trim(text, at, end);
    if (stop == at) return lun_fail(err, LUN_EPATTERN, at, "empty term");
    st = add_term(dict, key, text + at, stop - at, err);
    if (st != LUN_OK && err != NULL) err->at += at;
    at = end + 1;
  }
  return st;
}

lun_status lun_query_new(const char *text, size_t len, lun_dictionary **out, lun_error *err) {
  lun_dictionary *dict;
  *out = NULL;
  lun_status st = lun_dictionary_new(&dict, err);
  if (st == LUN_OK) st = lun_query_add(dict, NULL, text, len, err);
  if (st != LUN_OK) {
    if (dict != NULL) lun_dictionary_free(dict);
    return st;
  }
  *out = dict;
  return LUN_OK;
}
