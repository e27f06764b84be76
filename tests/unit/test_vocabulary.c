/* Vocabulary: one number a form, batches like single adds, views. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/memory.h"
#include "text/fold.h"
#include "text/segment.h"
#include "text/vocabulary.h"

static void test_numbers_are_dense_and_kept(void **state) {
  (void)state;
  lun_vocabulary v = {0};
  uint32_t type;
  char form[32];
  assert_int_equal(lun_vocabulary_find(&v, "peace", 5), LUN_TYPE_NONE);
  for (uint32_t i = 0; i < 20000; i++) {
    int n = snprintf(form, sizeof form, "form-number-%u", i);
    assert_int_equal(lun_vocabulary_add(&v, form, (size_t)n, &type, NULL), LUN_OK);
    assert_int_equal(type, i);
  }
  for (uint32_t i = 0; i < 20000; i++) {
    size_t len;
    int n = snprintf(form, sizeof form, "form-number-%u", i);
    assert_int_equal(lun_vocabulary_find(&v, form, (size_t)n), i);
    const char *kept = lun_vocabulary_get(&v, i, &len);
    assert_int_equal(len, n);
    assert_memory_equal(kept, form, len);
  }
  lun_vocabulary_clear(&v);
}

/* Forms that differ only in their last byte, or in length, around the sizes where the key changes. */
static void test_lengths_around_the_inline_size(void **state) {
  (void)state;
  lun_vocabulary v = {0};
  char form[40];
  uint32_t type, expected = 0;
  for (size_t len = 0; len <= 33; len++) {
    memset(form, 'a', sizeof form);
    assert_int_equal(lun_vocabulary_add(&v, form, len, &type, NULL), LUN_OK);
    assert_int_equal(type, expected++);
    if (len == 0) continue;
    form[len - 1] = 'b';
    assert_int_equal(lun_vocabulary_add(&v, form, len, &type, NULL), LUN_OK);
    assert_int_equal(type, expected++);
    form[len - 1] = '\0'; /* NUL is a byte like others: not the padding */
    assert_int_equal(lun_vocabulary_add(&v, form, len, &type, NULL), LUN_OK);
    assert_int_equal(type, expected++);
  }
  lun_vocabulary_clear(&v);
}

/* A batch gives what single adds give, also where a word ends with the text: the buffer is exactly as
** long as the text, so that a read behind it is seen. */
static void test_batch_is_like_single_adds(void **state) {
  (void)state;
  const char source[] = "Peace talks, peace talks; the intergovernmentalisations of a x\xC3\xA9y";
  size_t len = sizeof source - 1;
  char *text = lun_alloc(len);
  memcpy(text, source, len);
  lun_spans words = {0};
  lun_vocabulary batch = {0}, single = {0};
  assert_int_equal(lun_words_find(text, len, LUN_SEGMENT_WORDS, NULL, &words, NULL), LUN_OK);
  uint32_t *types = lun_alloc(words.count * sizeof *types), type;
  assert_int_equal(lun_vocabulary_add_all(&batch, text, len, words.items, words.count, types, NULL),
                   LUN_OK);
  for (size_t i = 0; i < words.count; i++) {
    lun_span w = words.items[i];
    assert_int_equal(lun_vocabulary_add(&single, text + w.from, w.to - w.from, &type, NULL),
                     LUN_OK);
    assert_int_equal(types[i], type);
  }
  assert_int_equal(batch.count, single.count);
  assert_int_equal(words.count, 9);
  lun_free(types);
  lun_free(text);
  lun_spans_clear(&words);
  lun_vocabulary_clear(&batch);
  lun_vocabulary_clear(&single);
}

static uint32_t view_of(lun_vocabulary *v, lun_view *view, const char *form) {
  uint32_t type;
  assert_int_equal(lun_vocabulary_add(v, form, strlen(form), &type, NULL), LUN_OK);
  assert_int_equal(lun_view_add(view, v, NULL), LUN_OK);
  return view->types[type];
}

static void test_a_view_unites_forms(void **state) {
  (void)state;
  lun_vocabulary v = {0};
  lun_view fold = {.options = LUN_FOLD_CASE}, marks = {.options = LUN_FOLD_CASE | LUN_FOLD_MARKS};
  uint32_t small = view_of(&v, &fold, "peace");
  assert_int_equal(view_of(&v, &fold, "PEACE"), small);
  assert_int_equal(view_of(&v, &fold, "Peace"), small);
  assert_int_equal(lun_vocabulary_find(&v, "peace", 5), small);
  assert_int_not_equal(view_of(&v, &fold, "r\xC3\xA9sum\xC3\xA9"), view_of(&v, &fold, "resume"));
  assert_int_equal(view_of(&v, &marks, "R\xC3\xA9sum\xC3\xA9"), view_of(&v, &marks, "resume"));
  assert_int_equal(view_of(&v, &fold, "STRASSE"), view_of(&v, &fold,
                                                          "stra\xC3\x9F"
                                                          "e"));
  lun_view stems = {.options = LUN_FOLD_CASE};
  assert_int_equal(lun_stemmer_new("english", &stems.stemmer, NULL), LUN_OK);
  assert_int_equal(view_of(&v, &stems, "Shelling"), view_of(&v, &stems, "shells"));
  assert_int_not_equal(view_of(&v, &stems, "shelling"), view_of(&v, &stems, "peace"));
  lun_view_clear(&stems);
  /* A folded form is its own view. */
  assert_int_equal(fold.types[small], small);
  lun_view_clear(&fold);
  lun_view_clear(&marks);
  lun_vocabulary_clear(&v);
}

#ifdef LUN_FAULTS
static void test_no_allocation_failure_leaks(void **state) {
  (void)state;
  const char text[] = "One two three four five six seven eight nine ten ELEVEN twelve";
  size_t len = sizeof text - 1;
  lun_spans words = {0};
  uint32_t types[64];
  assert_int_equal(lun_words_find(text, len, LUN_SEGMENT_WORDS, NULL, &words, NULL), LUN_OK);
  lun_status st = LUN_ENOMEM;
  for (size_t n = 1; st != LUN_OK; n++) {
    lun_vocabulary v = {0};
    lun_view fold = {.options = LUN_FOLD_CASE};
    lun_fault_set(n);
    st = lun_vocabulary_add_all(&v, text, len, words.items, words.count, types, NULL);
    if (st == LUN_OK) st = lun_view_add(&fold, &v, NULL);
    lun_fault_set(0);
    assert_true(st == LUN_OK || st == LUN_ENOMEM);
    lun_view_clear(&fold);
    lun_vocabulary_clear(&v);
    assert_true(n < 1000);
  }
  lun_spans_clear(&words);
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_numbers_are_dense_and_kept),
      cmocka_unit_test(test_lengths_around_the_inline_size),
      cmocka_unit_test(test_batch_is_like_single_adds),
      cmocka_unit_test(test_a_view_unites_forms),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_no_allocation_failure_leaks),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
