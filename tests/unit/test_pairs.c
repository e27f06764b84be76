/* The set of two-symbol beginnings never misses one, and knows most that are none. */
#include "base/memory.h"
#include "match/pairs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_members(void **state) {
  (void)state;
  enum { MANY = 5000 };
  lun_trie trie = {0};
  lun_pairs pairs = {0};
  uint32_t node;
  for (uint32_t i = 0; i < MANY; i++) {
    assert_int_equal(lun_trie_add(&trie, 0, i % 700, &node, NULL), LUN_OK);
    assert_int_equal(lun_trie_add(&trie, node, i * 31 % 9001, &node, NULL), LUN_OK);
    assert_int_equal(lun_trie_add(&trie, node, 9002 + i, &node, NULL), LUN_OK);
  }
  assert_int_equal(lun_pairs_init(&pairs, &trie, NULL), LUN_OK);
  for (uint32_t i = 0; i < MANY; i++) assert_true(lun_pairs_test(&pairs, i % 700, i * 31 % 9001));
  size_t wrong = 0;
  for (uint32_t i = 0; i < MANY; i++)
    wrong += (size_t)lun_pairs_test(&pairs, i * 31 % 9001, 9002 + i);
  assert_true(wrong < MANY / 20);
  lun_pairs_clear(&pairs);
  lun_trie_clear(&trie);
}

static void test_empty(void **state) {
  (void)state;
  lun_trie trie = {0};
  lun_pairs pairs = {0};
  assert_int_equal(lun_pairs_init(&pairs, &trie, NULL), LUN_OK);
  assert_false(lun_pairs_test(&pairs, 0, 0));
  lun_pairs_clear(&pairs);
  lun_pairs_clear(&pairs);
}

static void test_faults(void **state) {
  (void)state;
#ifdef LUN_FAULTS
  lun_trie trie = {0};
  for (size_t n = 1; n <= 2; n++) {
    lun_pairs pairs = {0};
    lun_fault_set(n);
    assert_int_equal(lun_pairs_init(&pairs, &trie, NULL), LUN_ENOMEM);
    lun_fault_set(0);
    assert_null(pairs.bits);
  }
#endif
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_members),
      cmocka_unit_test(test_empty),
      cmocka_unit_test(test_faults),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
