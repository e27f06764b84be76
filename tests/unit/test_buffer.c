/* Buffers: growth, formats, failures that stick. */
#include "base/buffer.h"
#include "base/memory.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_empty(void **state) {
  (void)state;
  lun_buffer b = {0};
  lun_buffer_reset(&b); /* legal before anything was added */
  assert_null(b.data);
  lun_buffer_add(&b, NULL, 0);
  assert_int_equal(b.len, 0);
  assert_string_equal(b.data, "");
  assert_int_equal(lun_buffer_status(&b, NULL), LUN_OK);
  lun_buffer_clear(&b);
  lun_buffer_clear(&b);
  assert_null(b.data);
}

static void test_adds(void **state) {
  (void)state;
  lun_buffer b = {0};
  lun_buffer_add(&b, "a\0b", 3);
  lun_buffer_add_byte(&b, '\0');
  lun_buffer_add_text(&b, "\xC3\xA9");
  lun_buffer_add_format(&b, "%d|%s|%c", -7, "", 'x');
  assert_int_equal(b.len, 11);
  assert_memory_equal(b.data, "a\0b\0\xC3\xA9-7||x", 12); /* with its NUL */
  char *to = lun_buffer_reserve(&b, 3);
  memcpy(to, "end", 3);
  b.len += 3;
  assert_memory_equal(b.data + 11, "end", 3);
  size_t cap = b.cap;
  lun_buffer_reset(&b);
  assert_int_equal(b.len, 0);
  assert_int_equal(b.cap, cap);
  assert_string_equal(b.data, "");
  lun_buffer_clear(&b);
}

static void test_growth(void **state) {
  (void)state;
  enum { COUNT = 100000 };
  lun_buffer b = {0};
  for (int i = 0; i < COUNT; i++) {
    lun_buffer_add_byte(&b, (char)('a' + i % 26));
    assert_true(b.cap > b.len && b.data[b.len] == '\0');
  }
  for (int i = 0; i < COUNT; i++) assert_int_equal(b.data[i], 'a' + i % 26);
  lun_buffer_clear(&b);
}

static void test_long_format(void **state) {
  (void)state;
  lun_buffer b = {0};
  lun_buffer_add_text(&b, "<");
  lun_buffer_add_format(&b, "%5000d", 1);
  lun_buffer_add_text(&b, ">");
  assert_int_equal(b.len, 5002);
  assert_string_equal(b.data + 4999, " 1>");
  lun_buffer_clear(&b);
}

static void test_too_much(void **state) {
  (void)state;
  lun_buffer b = {0};
  lun_error err = {0};
  lun_buffer_add_text(&b, "keep");
  assert_null(lun_buffer_reserve(&b, SIZE_MAX));
  assert_null(lun_buffer_reserve(&b, 1)); /* sticks */
  lun_buffer_add_text(&b, " not");
  lun_buffer_add_format(&b, "%s", " this");
  assert_string_equal(b.data, "keep");
  assert_int_equal(lun_buffer_status(&b, &err), LUN_ENOMEM);
  assert_int_equal(err.status, LUN_ENOMEM);
  lun_buffer_reset(&b);
  lun_buffer_add_text(&b, "again");
  assert_string_equal(b.data, "again");
  lun_buffer_clear(&b);
}

/* Errors: messages are cut where a code point ends. */
static void test_error_cut(void **state) {
  (void)state;
  lun_error err = {0};
  assert_int_equal(lun_fail(NULL, LUN_EIO, 0, "%s", "nobody asks"), LUN_EIO);
  for (size_t lead = 0; lead < 4; lead++) {
    lun_buffer b = {0};
    for (size_t i = 0; i < lead; i++) lun_buffer_add_byte(&b, 'a');
    for (size_t i = 0; i < 200; i++) lun_buffer_add_text(&b, "\xF0\x9F\x98\x80");
    assert_int_equal(lun_fail(&err, LUN_EFORMAT, 7, "%s", b.data), LUN_EFORMAT);
    size_t len = strlen(err.message);
    assert_int_equal((len - lead) % 4, 0);
    assert_true(len > LUN_ERROR_SIZE - 5 && len < LUN_ERROR_SIZE);
    assert_int_equal(err.at, 7);
    lun_buffer_clear(&b);
  }
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_buffer b = {0};
    lun_error err = {0};
    lun_fault_set(nth);
    for (int i = 0; i < 50; i++) lun_buffer_add_format(&b, "%d,", i);
    lun_fault_set(0);
    st = lun_buffer_status(&b, &err);
    assert_int_equal(st, err.status);
    if (b.data != NULL) assert_int_equal(b.data[b.len], '\0');
    lun_buffer_clear(&b);
  }
  lun_fault_set(1);
  assert_null(lun_strndup("x", 1));
  assert_null(lun_realloc(NULL, SIZE_MAX, 2)); /* overflows: no allocation is tried */
  lun_fault_set(0);
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_empty),    cmocka_unit_test(test_adds),
      cmocka_unit_test(test_growth),   cmocka_unit_test(test_long_format),
      cmocka_unit_test(test_too_much), cmocka_unit_test(test_error_cut),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
