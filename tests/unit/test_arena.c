/* Arenas: alignment, zeroed blocks that never move, texts, failures. */
#include "base/arena.h"
#include "base/memory.h"

#include <string.h>

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int is_aligned(const void *p) {
  return (uintptr_t)p % alignof(max_align_t) == 0;
}

static void test_blocks(void **state) {
  (void)state;
  enum { COUNT = 5000 };
  lun_arena arena = {0};
  unsigned char **blocks = lun_zalloc(COUNT * sizeof *blocks);
  for (size_t i = 0; i < COUNT; i++) {
    size_t size = i % 97;
    blocks[i] = lun_arena_add(&arena, size);
    assert_non_null(blocks[i]);
    assert_true(is_aligned(blocks[i]));
    for (size_t k = 0; k < size; k++) assert_int_equal(blocks[i][k], 0);
    memset(blocks[i], (int)(i % 251) + 1, size);
    if (i % 3 == 0) lun_arena_add_text(&arena, "odd", 3); /* unaligns what follows */
  }
  for (size_t i = 0; i < COUNT; i++) {
    for (size_t k = 0; k < i % 97; k++) assert_int_equal(blocks[i][k], i % 251 + 1);
  }
  lun_free(blocks);
  lun_arena_clear(&arena);
}

static void test_texts(void **state) {
  (void)state;
  lun_arena arena = {0};
  assert_string_equal(lun_arena_add_text(&arena, NULL, 0), "");
  assert_memory_equal(lun_arena_add_text(&arena, "a\0b", 3), "a\0b", 4);
  char *first = lun_arena_add_text(&arena, "one", 3);
  char *second = lun_arena_add_text(&arena, "two", 3);
  assert_ptr_equal(second, first + 4); /* not padded */
  assert_string_equal(first, "one");
  lun_arena_clear(&arena);
}

static void test_large(void **state) {
  (void)state;
  lun_arena arena = {0};
  char *small = lun_arena_add_text(&arena, "small", 5);
  for (size_t size = 65530; size < 65545; size++) { /* around a chunk */
    unsigned char *block = lun_arena_add(&arena, size);
    memset(block, 0xFF, size);
    assert_int_equal(*(char *)lun_arena_add(&arena, 1), 0);
  }
  memset(lun_arena_add(&arena, 1 << 20), 0xFF, 1 << 20);
  assert_string_equal(small, "small");
  assert_null(lun_arena_add(&arena, SIZE_MAX));
  assert_null(lun_arena_add(&arena, SIZE_MAX / 2 + 1));
  assert_null(lun_arena_add_text(&arena, "", SIZE_MAX));
  assert_non_null(lun_arena_add(&arena, 8)); /* still usable */
  lun_arena_clear(&arena);
  lun_arena_clear(&arena);
  assert_non_null(lun_arena_add(&arena, 8));
  lun_arena_clear(&arena);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  int clean = 0;
  for (size_t nth = 1; !clean; nth++) {
    lun_arena arena = {0};
    clean = 1;
    lun_fault_set(nth);
    for (int i = 0; i < 100; i++) clean &= lun_arena_add(&arena, 5000) != NULL;
    lun_fault_set(0);
    lun_arena_clear(&arena);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_blocks),
      cmocka_unit_test(test_texts),
      cmocka_unit_test(test_large),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
