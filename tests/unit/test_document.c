/* Documents: text, place, variables, parts, references, and the spans kept with them. */
#include "base/memory.h"
#include "text/document.h"

#include <pthread.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static lun_document *new_document(const char *text, size_t len) {
  lun_document *doc;
  lun_error err;
  assert_int_equal(lun_document_new(&doc, &err), LUN_OK);
  assert_int_equal(lun_document_set_text(doc, text, len, &err), LUN_OK);
  return doc;
}

static void test_empty(void **state) {
  (void)state;
  size_t len = 7;
  const lun_spans *spans;
  lun_document *doc;
  lun_document_free(NULL);
  assert_int_equal(lun_document_new(&doc, NULL), LUN_OK);
  assert_string_equal(lun_document_text(doc, &len), "");
  assert_int_equal(len, 0);
  assert_string_equal(lun_document_id(doc), "");
  assert_string_equal(lun_document_path(doc), "");
  assert_string_equal(lun_document_part(doc), "text");
  assert_int_equal(lun_document_number(doc), 0);
  assert_null(lun_document_get(doc, "title"));
  assert_null(lun_document_variable(doc, 0));
  assert_int_equal(lun_document_words(doc, NULL, &spans, NULL), LUN_OK);
  assert_int_equal(spans->count, 0);
  lun_document_free(doc);
}

static void test_text(void **state) {
  (void)state;
  size_t len;
  lun_error err = {0};
  lun_document *doc = new_document("a\0b\r\n\xEF\xBB\xBF", 8);
  assert_memory_equal(lun_document_text(doc, &len), "a\0b\r\n\xEF\xBB\xBF", 9);
  assert_int_equal(len, 8);
  assert_int_equal(lun_document_set_text(doc, "ok\xC3", 3, &err), LUN_EUTF8);
  assert_int_equal(err.at, 2);
  assert_int_equal(lun_document_set_text(doc, "", LUN_DOCUMENT_LIMIT + 1, &err), LUN_ELIMIT);
  lun_document_text(doc, &len);
  assert_int_equal(len, 8); /* failures change nothing */
  lun_document_free(doc);
}

static void test_variables(void **state) {
  (void)state;
  lun_error err = {0};
  lun_document *doc = new_document("", 0);
  assert_int_equal(lun_document_set(doc, "title", "A\0B", 3, LUN_VALUE_TEXT, &err), LUN_OK);
  assert_int_equal(lun_document_set(doc, "year", "1999", 4, LUN_VALUE_TEXT, &err), LUN_OK);
  assert_int_equal(lun_document_set(doc, "year", "2016", 4, LUN_VALUE_INTEGER, &err), LUN_OK);
  const lun_variable *v = lun_document_get(doc, "title");
  assert_non_null(v);
  assert_int_equal(v->len, 3);
  assert_memory_equal(v->value, "A\0B", 4);
  v = lun_document_variable(doc, 1);
  assert_string_equal(v->name, "year");
  assert_string_equal(v->value, "2016");
  assert_int_equal(v->type, LUN_VALUE_INTEGER);
  assert_null(lun_document_variable(doc, 2));
  assert_int_equal(lun_document_set(doc, "year", "\xFF", 1, LUN_VALUE_TEXT, &err), LUN_EUTF8);
  assert_string_equal(lun_document_get(doc, "year")->value, "2016");
  lun_document_free(doc);
}

static void test_id(void **state) {
  (void)state;
  lun_error err = {0};
  lun_document *doc = new_document("", 0);
  assert_int_equal(lun_document_set_id(doc,
                                       "n\xC3\xA9"
                                       "7",
                                       4, &err),
                   LUN_OK);
  assert_string_equal(lun_document_id(doc), "n\xC3\xA9"
                                            "7");
  assert_int_equal(lun_document_set_id(doc, "a\0b", 3, &err), LUN_EFORMAT);
  assert_int_equal(err.at, 1);
  assert_int_equal(lun_document_set_id(doc, "\xFF", 1, &err), LUN_EUTF8);
  assert_string_equal(lun_document_id(doc), "n\xC3\xA9"
                                            "7");
  lun_document_free(doc);
}

static void test_part(void **state) {
  (void)state;
  size_t len;
  lun_error err;
  lun_document *part, *doc = new_document("the body", 8);
  assert_int_equal(lun_document_set_place(doc, "news/a.csv", 3, &err), LUN_OK);
  assert_int_equal(lun_document_set_id(doc, "a3", 2, &err), LUN_OK);
  assert_int_equal(lun_document_set(doc, "title", "T\0x", 3, LUN_VALUE_TEXT, &err), LUN_OK);
  assert_int_equal(lun_document_new_part(doc, "lead", &part, &err), LUN_DONE);
  assert_null(part);
  assert_int_equal(lun_document_new_part(doc, "title", &part, &err), LUN_OK);
  lun_document_free(doc); /* a part stands alone */
  assert_memory_equal(lun_document_text(part, &len), "T\0x", 4);
  assert_int_equal(len, 3);
  assert_string_equal(lun_document_part(part), "title");
  assert_string_equal(lun_document_id(part), "a3");
  assert_string_equal(lun_document_path(part), "news/a.csv");
  assert_int_equal(lun_document_number(part), 3);
  assert_int_equal(lun_document_get(part, "title")->len, 3);
  lun_document_free(part);
}

static void test_spans(void **state) {
  (void)state;
  const lun_spans *words, *again, *sentences, *paragraphs;
  lun_error err;
  lun_document *doc = new_document("One two. Three.\n\nFour", 21);
  assert_int_equal(lun_document_words(doc, NULL, &words, &err), LUN_OK);
  assert_int_equal(words->count, 4);
  assert_int_equal(lun_document_words(doc, NULL, &again, &err), LUN_OK);
  assert_ptr_equal(words, again);
  assert_int_equal(lun_document_sentences(doc, NULL, &sentences, &err), LUN_OK);
  assert_int_equal(sentences->count, 3);
  assert_int_equal(lun_document_paragraphs(doc, NULL, &paragraphs, &err), LUN_OK);
  assert_int_equal(paragraphs->count, 2);
  /* A new text forgets what was found in the old one. */
  assert_int_equal(lun_document_set_text(doc, "One", 3, &err), LUN_OK);
  assert_int_equal(lun_document_words(doc, NULL, &words, &err), LUN_OK);
  assert_int_equal(words->count, 1);
  lun_document_free(doc);
}

/* What was interrupted is found whole the next time. */
static void test_interrupted(void **state) {
  (void)state;
  atomic_int stop = 1;
  lun_context ctx = {.stop = &stop};
  const lun_spans *spans;
  lun_error err;
  lun_document *doc = new_document("One two.", 8);
  assert_int_equal(lun_document_words(doc, &ctx, &spans, &err), LUN_ESTOP);
  assert_null(spans);
  stop = 0;
  assert_int_equal(lun_document_words(doc, &ctx, &spans, &err), LUN_OK);
  assert_int_equal(spans->count, 2);
  lun_document_free(doc);
}

static void *share_often(void *data) {
  for (int i = 0; i < 20000; i++) lun_document_free(lun_document_share(data));
  lun_document_free(data);
  return NULL;
}

static void test_references(void **state) {
  (void)state;
  pthread_t threads[3];
  lun_document *doc = new_document("shared", 6);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(pthread_create(&threads[i], NULL, share_often, lun_document_share(doc)), 0);
  }
  for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
  assert_string_equal(lun_document_text(doc, NULL), "shared");
  lun_document_free(doc);
}

#ifdef LUN_FAULTS
/* Everything a document can do, as far as memory lasts. */
static lun_status use_document(lun_error *err) {
  lun_document *doc = NULL, *part = NULL;
  const lun_spans *spans;
  lun_status st = lun_document_new(&doc, err);
  if (st == LUN_OK) st = lun_document_set_text(doc, "One. Two.", 9, err);
  if (st == LUN_OK) st = lun_document_set_place(doc, "p", 1, err);
  if (st == LUN_OK) st = lun_document_set_id(doc, "i", 1, err);
  if (st == LUN_OK) st = lun_document_set(doc, "title", "T", 1, LUN_VALUE_TEXT, err);
  if (st == LUN_OK) st = lun_document_set(doc, "title", "U", 1, LUN_VALUE_TEXT, err);
  if (st == LUN_OK) st = lun_document_words(doc, NULL, &spans, err);
  if (st == LUN_OK) st = lun_document_sentences(doc, NULL, &spans, err);
  if (st == LUN_OK) st = lun_document_paragraphs(doc, NULL, &spans, err);
  if (st == LUN_OK) st = lun_document_new_part(doc, "title", &part, err);
  lun_document_free(part);
  lun_document_free(doc);
  return st;
}

static void test_faults(void **state) {
  (void)state;
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_error err = {0};
    lun_fault_set(nth);
    st = use_document(&err);
    lun_fault_set(0);
    assert_int_equal(st, err.status);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_empty),       cmocka_unit_test(test_text),
      cmocka_unit_test(test_variables),   cmocka_unit_test(test_id),
      cmocka_unit_test(test_part),        cmocka_unit_test(test_spans),
      cmocka_unit_test(test_interrupted), cmocka_unit_test(test_references),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
