#include "match/query.h"

#include "base/memory.h"
#include "text/utf8.h"

#include <string.h>

/* Byte behind the term that starts at `at`: its comma, or the end. Commas in a regex are its own. */
static size_t term_end(const char *text, size_t len, size_t at) {
  if (at < len && text[at] == '/') {
    for (size_t i = at + 1; i < len; i++) {
      if (text[i] == '\\') i++;
      else if (text[i] == '/') {
        at = i;
        break;
      }
    }
  }
  const char *comma = at < len ? memchr(text + at, ',', len - at) : NULL;
  return comma ? (size_t)(comma - text) : len;
}

static int is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

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
    while (at < len && is_blank(text[at])) at++;
    size_t end = term_end(text, len, at), stop = end;
    while (stop > at && is_blank(text[stop - 1])) stop--;
    if (stop == at) {
      return lun_fail(err, LUN_EPATTERN, at, "empty term at byte %zu of the query", at + 1);
    }
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
