/* Lists of spans. */
#include "base/memory.h"
#include "base/span.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_add(void **state) {
  (void)state;
  lun_spans spans = {0};
  for (size_t i = 0; i < 1000; i++) {
    assert_int_equal(lun_spans_add(&spans, 3 * i, 3 * i + 2, NULL), LUN_OK);
  }
  assert_int_equal(lun_spans_add(&spans, UINT32_MAX, UINT32_MAX, NULL), LUN_OK);
  assert_int_equal(spans.count, 1001);
  assert_int_equal(spans.items[999].from, 2997);
  assert_int_equal(spans.items[1000].to, UINT32_MAX);
  size_t cap = spans.cap;
  lun_spans_reset(&spans);
  assert_int_equal(spans.count, 0);
  assert_int_equal(spans.cap, cap);
  lun_spans_clear(&spans);
  lun_spans_clear(&spans);
}

static void test_find(void **state) {
  (void)state;
  lun_spans spans = {0};
  assert_int_equal(lun_spans_find(&spans, 0), 0);
  for (size_t i = 0; i < 100; i++) lun_spans_add(&spans, 10 * i + 5, 10 * i + 8, NULL);
  for (size_t at = 0; at < 1010; at++) { /* by the plain rule: the first `to` behind `at` */
    size_t want = 0;
    while (want < spans.count && spans.items[want].to <= at) want++;
    assert_int_equal(lun_spans_find(&spans, at), want);
  }
  assert_int_equal(lun_spans_find(&spans, SIZE_MAX), 100);
  lun_spans_clear(&spans);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_spans spans = {0};
    lun_error err = {0};
    st = LUN_OK;
    lun_fault_set(nth);
    for (size_t i = 0; st == LUN_OK && i < 100; i++) st = lun_spans_add(&spans, i, i, &err);
    lun_fault_set(0);
    assert_int_equal(st, err.status);
    lun_spans_clear(&spans);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_add),
      cmocka_unit_test(test_find),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
