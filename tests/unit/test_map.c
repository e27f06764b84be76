/* The map from strings to dense numbers. */
#include "base/map.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static uint32_t add(lun_map *map, const char *s, size_t len) {
  uint32_t number;
  assert_int_equal(lun_map_add(map, s, len, &number, NULL), LUN_OK);
  return number;
}

static void test_numbers(void **state) {
  (void)state;
  lun_map map = {0};
  size_t len;
  assert_int_equal(lun_map_find(&map, "a", 1), LUN_MAP_NONE);
  assert_int_equal(add(&map, "", 0), 0); /* the empty string first: nothing is stored yet */
  assert_non_null(lun_map_get(&map, 0, &len));
  assert_int_equal(len, 0);
  assert_int_equal(add(&map, "a", 1), 1);
  assert_int_equal(add(&map, "a\0", 2), 2);
  assert_int_equal(add(&map, "a\0b", 3), 3);
  assert_int_equal(add(&map, "\xFF\xFE", 2), 4); /* any bytes */
  assert_int_equal(add(&map, "a", 1), 1);
  assert_int_equal(add(&map, NULL, 0), 0);
  assert_int_equal(lun_map_find(&map, "a\0b", 3), 3);
  assert_int_equal(lun_map_find(&map, "b", 1), LUN_MAP_NONE);
  assert_int_equal(lun_map_find(&map, "", 0), 0);
  assert_int_equal(map.count, 5);
  lun_map_clear(&map);
  lun_map_clear(&map);
  assert_int_equal(lun_map_find(&map, "a", 1), LUN_MAP_NONE);
}

static void test_many(void **state) {
  (void)state;
  enum { COUNT = 200000 };
  lun_map map = {0};
  char s[32];
  for (uint32_t i = 0; i < COUNT; i++) {
    size_t n = (size_t)snprintf(s, sizeof s, "%ufiller%u", i % 7, i);
    assert_int_equal(add(&map, s, n), i);
  }
  for (uint32_t i = 0; i < COUNT; i++) {
    size_t len, n = (size_t)snprintf(s, sizeof s, "%ufiller%u", i % 7, i);
    assert_int_equal(lun_map_find(&map, s, n), i);
    const char *got = lun_map_get(&map, i, &len);
    assert_int_equal(len, n);
    assert_memory_equal(got, s, n);
  }
  lun_map_clear(&map);
}

/* Prefixes and strings of one byte repeated: lengths around the steps of the hash. */
static void test_lengths(void **state) {
  (void)state;
  lun_map map = {0};
  char s[100];
  memset(s, 0, sizeof s);
  for (uint32_t n = 0; n <= sizeof s; n++) assert_int_equal(add(&map, s, n), n);
  for (uint32_t n = 0; n <= sizeof s; n++) assert_int_equal(lun_map_find(&map, s, n), n);
  assert_int_equal(lun_hash("x", 1), lun_hash("xy", 1));
  lun_map_clear(&map);
}

static void test_too_long(void **state) {
  (void)state;
  lun_map map = {0};
  lun_error err = {0};
  uint32_t number;
  map.byte_count = UINT32_MAX - 10; /* as if full: nothing is read before the check */
  assert_int_equal(lun_map_add(&map, "0123456789ab", 12, &number, &err), LUN_ELIMIT);
  assert_int_equal(err.status, LUN_ELIMIT);
  map.byte_count = 0;
  lun_map_clear(&map);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  int clean = 0;
  for (size_t nth = 1; !clean; nth++) {
    lun_map map = {0};
    uint32_t made = 0;
    clean = 1;
    lun_fault_set(nth);
    for (uint32_t i = 0; i < 100; i++) {
      char s[16];
      uint32_t number;
      size_t n = (size_t)snprintf(s, sizeof s, "key %u", i);
      lun_status st = lun_map_add(&map, s, n, &number, NULL);
      if (st == LUN_OK) assert_int_equal(number, made++);
      else clean = 0;
      assert_int_equal(lun_map_find(&map, s, n) != LUN_MAP_NONE, st == LUN_OK);
    }
    lun_fault_set(0);
    assert_int_equal(map.count, made);
    lun_map_clear(&map);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_numbers), cmocka_unit_test(test_many),
      cmocka_unit_test(test_lengths), cmocka_unit_test(test_too_long),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
