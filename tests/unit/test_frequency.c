/* Counting words: stretches must not change what a word is, folded forms add up, documents count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "analysis/frequency.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "text/fold.h"
#include "text/segment.h"

static void add_text(lun_frequency *f, const char *text, size_t len) {
  lun_document *doc;
  assert_int_equal(lun_document_new(&doc, NULL), LUN_OK);
  assert_int_equal(lun_document_set_text(doc, text, len, NULL), LUN_OK);
  assert_int_equal(lun_frequency_add(f, doc, NULL, NULL), LUN_OK);
  lun_document_free(doc);
}

static lun_frequency_count count_of(const lun_frequency *f, const char *form) {
  uint32_t type = lun_vocabulary_find(&f->vocabulary, form, strlen(form));
  return type == LUN_TYPE_NONE || type >= f->cap ? (lun_frequency_count){0} : f->counts[type];
}

static void test_forms_as_written(void **state) {
  (void)state;
  lun_frequency f = {0};
  add_text(&f, "Truce, truce. A truce!", 22);
  add_text(&f, "Truce", 5);
  add_text(&f, "", 0);
  assert_int_equal(count_of(&f, "truce").n, 2);
  assert_int_equal(count_of(&f, "truce").docs, 1);
  assert_int_equal(count_of(&f, "Truce").n, 2);
  assert_int_equal(count_of(&f, "Truce").docs, 2);
  assert_int_equal(f.words, 5);
  assert_int_equal(f.documents, 3);
  lun_frequency_clear(&f);
}

static void test_parts_are_one_document(void **state) {
  (void)state;
  lun_frequency f = {0};
  lun_document *title;
  add_text(&f, "truce", 5);
  assert_int_equal(lun_document_new(&title, NULL), LUN_OK);
  assert_int_equal(lun_document_set_text(title, "truce holds", 11, NULL), LUN_OK);
  assert_int_equal(lun_frequency_add_part(&f, title, NULL, NULL), LUN_OK);
  assert_int_equal(count_of(&f, "truce").n, 2);
  assert_int_equal(count_of(&f, "truce").docs, 1);
  assert_int_equal(count_of(&f, "holds").docs, 1);
  assert_int_equal(f.documents, 1);
  lun_document_free(title);
  lun_frequency_clear(&f);
}

static void test_folded_forms_add_up(void **state) {
  (void)state;
  lun_frequency f = {.view = {.options = LUN_FOLD_CASE}};
  add_text(&f, "Truce, truce. TRUCE!", 20);
  add_text(&f, "Truce", 5);
  assert_int_equal(count_of(&f, "truce").n, 4);
  assert_int_equal(count_of(&f, "truce").docs, 2);
  assert_int_equal(count_of(&f, "Truce").n, 0);
  lun_frequency_clear(&f);
}

/* A text of many stretches counts like one segmentation of the whole. */
static void check_long(const char *unit, size_t times) {
  lun_buffer text = {0};
  lun_spans words = {0};
  lun_frequency f = {0};
  for (size_t i = 0; i < times; i++) lun_buffer_add_text(&text, unit);
  assert_int_equal(lun_words_find(text.data, text.len, LUN_SEGMENT_WORDS, NULL, &words, NULL),
                   LUN_OK);
  add_text(&f, text.data, text.len);
  assert_int_equal(f.words, words.count);
  lun_frequency_clear(&f);
  lun_spans_clear(&words);
  lun_buffer_clear(&text);
}

static void test_stretches_change_nothing(void **state) {
  (void)state;
  check_long("The cease-fire held, 3.14 of it.\n", 20000);
  check_long("no line end at all, but  blanks, don't you see 1,000.5 ", 10000);
  check_long("nothing.to:part'it_", 20000);
  check_long("\xD0\xBC\xD0\xB8\xD1\x80 \xE5\x92\x8C\xE5\xB9\xB3 ", 30000);
  check_long("a\xCC\x81 \xCC\x81"
             "b\r\n",
             30000);
}

#ifdef LUN_FAULTS
static void test_a_failed_document_is_not_counted(void **state) {
  (void)state;
  lun_document *doc;
  lun_status st = LUN_ENOMEM;
  assert_int_equal(lun_document_new(&doc, NULL), LUN_OK);
  assert_int_equal(lun_document_set_text(doc, "One two two", 11, NULL), LUN_OK);
  for (size_t n = 1; st != LUN_OK; n++) {
    lun_frequency f = {.view = {.options = LUN_FOLD_CASE}};
    lun_fault_set(n);
    st = lun_frequency_add(&f, doc, NULL, NULL);
    lun_fault_set(0);
    assert_int_equal(f.words, st == LUN_OK ? 3 : 0);
    lun_frequency_clear(&f);
    assert_true(n < 1000);
  }
  lun_document_free(doc);
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_forms_as_written),
      cmocka_unit_test(test_parts_are_one_document),
      cmocka_unit_test(test_folded_forms_add_up),
      cmocka_unit_test(test_stretches_change_nothing),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_a_failed_document_is_not_counted),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
