/* What the tests of searching share: a small dictionary, one text, the hits as a string. */
#ifndef TESTS_UNIT_FINDING_H
#define TESTS_UNIT_FINDING_H

#include "base/memory.h"
#include "match/finder.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static inline lun_dictionary *finding_dictionary(void) {
  lun_dictionary *dict;
  assert_int_equal(lun_dictionary_new(&dict, NULL), LUN_OK);
  return dict;
}

/* Add an entry that must be good. */
static inline void finding_add(lun_dictionary *dict, lun_entry_spec spec) {
  lun_error err = {0};
  if (spec.value_len == 0) spec.value_len = strlen(spec.value);
  if (lun_dictionary_add(dict, &spec, &err) != LUN_OK) fail_msg("%s: %s", spec.value, err.message);
}

/* A document; `date` and `lang` may be NULL. */
static inline lun_document *finding_document(const char *text, size_t len, const char *date,
                                             const char *lang) {
  lun_document *doc;
  lun_error err = {0};
  assert_int_equal(lun_document_new(&doc, &err), LUN_OK);
  assert_int_equal(lun_document_set_text(doc, text, len, &err), LUN_OK);
  if (date != NULL) {
    assert_int_equal(lun_document_set(doc, "date", date, strlen(date), LUN_VALUE_TEXT, &err),
                     LUN_OK);
  }
  if (lang != NULL) {
    assert_int_equal(lun_document_set(doc, "lang", lang, strlen(lang), LUN_VALUE_TEXT, &err),
                     LUN_OK);
  }
  return doc;
}

/* The hits of `dict` in `doc`, appended to `hits`. `options` may be NULL. */
static inline void finding_find_with(lun_dictionary *dict, lun_document *doc,
                                     const lun_finder_options *options, lun_hits *hits) {
  lun_finder *finder;
  lun_error err = {0};
  assert_int_equal(lun_finder_new(dict, &finder, &err), LUN_OK);
  lun_status st = lun_finder_find(finder, doc, options, NULL, hits, &err);
  if (st != LUN_OK) fail_msg("find: %s", err.message);
  lun_finder_free(finder);
}

static inline void finding_find(lun_dictionary *dict, lun_document *doc, lun_hits *hits) {
  finding_find_with(dict, doc, NULL, hits);
}

/* "from-to key/form" of each hit, parted by "; "; no key when it is empty, no form when none. */
static inline void finding_show(const lun_dictionary *dict, const lun_hits *hits, char *out,
                                size_t size) {
  size_t at = 0;
  out[0] = '\0';
  for (size_t i = 0; i < hits->count && at < size; i++) {
    const lun_hit *hit = &hits->items[i];
    const char *key = dict->entries[hit->entry].key, *form = lun_form_name(hit->form);
    at += (size_t)snprintf(out + at, size - at, "%s%u-%u%s%s%s%s", i > 0 ? "; " : "", hit->from,
                           hit->to, key[0] ? " " : "", key, form[0] ? "/" : "", form);
  }
}

/* Search `dict` in a text, and compare. */
static inline void finding_check_in(lun_dictionary *dict, const char *text, size_t len,
                                    const char *date, const char *lang, const char *want) {
  char got[2048];
  lun_hits hits = {0};
  lun_document *doc = finding_document(text, len, date, lang);
  finding_find(dict, doc, &hits);
  finding_show(dict, &hits, got, sizeof got);
  if (strcmp(got, want) != 0) fail_msg("in \"%s\": hits \"%s\", not \"%s\"", text, got, want);
  lun_hits_clear(&hits);
  lun_document_free(doc);
}

/* The same in a text without date or language, with options. */
static inline void finding_check_with(lun_dictionary *dict, const lun_finder_options *options,
                                      const char *text, const char *want) {
  char got[2048];
  lun_hits hits = {0};
  lun_document *doc = finding_document(text, strlen(text), NULL, NULL);
  finding_find_with(dict, doc, options, &hits);
  finding_show(dict, &hits, got, sizeof got);
  if (strcmp(got, want) != 0) fail_msg("in \"%s\": hits \"%s\", not \"%s\"", text, got, want);
  lun_hits_clear(&hits);
  lun_document_free(doc);
}

/* The same for a dictionary of one entry without a key. */
static inline void finding_check(lun_entry_spec spec, const char *text, const char *want) {
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, spec);
  finding_check_in(dict, text, strlen(text), NULL, NULL, want);
  lun_dictionary_free(dict);
}

static inline void finding_check_value(const char *value, const char *text, const char *want) {
  finding_check((lun_entry_spec){.value = value}, text, want);
}

#endif
