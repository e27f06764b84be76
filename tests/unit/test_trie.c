/* The tree over symbols. */
#include "base/memory.h"
#include "match/trie.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_paths(void **state) {
  (void)state;
  lun_trie trie = {0};
  uint32_t a, b, ab, again;
  assert_int_equal(lun_trie_find(&trie, 0, 7), LUN_TRIE_NONE);
  assert_int_equal(lun_trie_add(&trie, 0, 7, &a, NULL), LUN_OK);
  assert_int_equal(lun_trie_add(&trie, 0, 0, &b, NULL), LUN_OK);
  assert_int_equal(lun_trie_add(&trie, a, 0, &ab, NULL), LUN_OK);
  assert_int_equal(lun_trie_add(&trie, a, 0, &again, NULL), LUN_OK);
  assert_int_equal(ab, again);
  assert_true(a != b && b != ab && a != 0 && b != 0);
  assert_int_equal(lun_trie_find(&trie, 0, 7), a);
  assert_int_equal(lun_trie_find(&trie, 0, 0), b);
  assert_int_equal(lun_trie_find(&trie, a, 0), ab);
  assert_int_equal(lun_trie_find(&trie, b, 0), LUN_TRIE_NONE);
  assert_int_equal(lun_trie_find(&trie, a, 0x80000000u), LUN_TRIE_NONE);
  assert_int_equal(trie.node_count, 4);
  for (size_t n = 0; n < 4; n++) assert_int_equal(trie.nodes[n].value, LUN_TRIE_NONE);
  lun_trie_clear(&trie);
  lun_trie_clear(&trie);
}

static void test_many(void **state) {
  (void)state;
  enum { WIDE = 20000, DEEP = 20000 };
  lun_trie trie = {0};
  uint32_t node = 0, next, *deep = lun_zalloc(DEEP * sizeof *deep);
  for (uint32_t s = 0; s < WIDE; s++) lun_trie_add(&trie, 0, s | 0x80000000u, &next, NULL);
  for (uint32_t s = 0; s < DEEP; s++) {
    lun_trie_add(&trie, node, s, &node, NULL);
    deep[s] = node;
  }
  assert_int_equal(trie.node_count, 1 + WIDE + DEEP);
  node = 0;
  for (uint32_t s = 0; s < DEEP; s++) {
    node = lun_trie_find(&trie, node, s);
    assert_int_equal(node, deep[s]);
  }
  lun_free(deep);
  lun_trie_clear(&trie);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  int clean = 0;
  for (size_t nth = 1; !clean; nth++) {
    lun_trie trie = {0};
    clean = 1;
    lun_fault_set(nth);
    for (uint32_t s = 0; s < 200; s++) {
      uint32_t node = 0;
      lun_status st = lun_trie_add(&trie, 0, s, &node, NULL);
      if (st != LUN_OK) clean = 0;
      assert_int_equal(lun_trie_find(&trie, 0, s), st == LUN_OK ? node : LUN_TRIE_NONE);
    }
    lun_fault_set(0);
    lun_trie_clear(&trie);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_paths),
      cmocka_unit_test(test_many),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
