/* What stops work: the user, and the clock. */
#include "base/context.h"

#include <math.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_never(void **state) {
  (void)state;
  lun_context ctx = {0};
  assert_int_equal(lun_context_check(NULL, NULL), LUN_OK);
  assert_int_equal(lun_context_check(&ctx, NULL), LUN_OK);
  atomic_int stop = 0;
  ctx.stop = &stop;
  assert_int_equal(lun_context_check(&ctx, NULL), LUN_OK);
}

static void test_stop(void **state) {
  (void)state;
  atomic_int stop = 0;
  lun_error err = {0};
  lun_context ctx = {.stop = &stop};
  lun_context_set_timeout(&ctx, 1e-9); /* the stop comes first */
  stop = 1;
  assert_int_equal(lun_context_check(&ctx, &err), LUN_ESTOP);
  assert_int_equal(err.status, LUN_ESTOP);
  assert_string_equal(err.message, "interrupted");
}

static void test_deadline(void **state) {
  (void)state;
  lun_context ctx = {0};
  lun_error err = {0};
  lun_context_set_timeout(&ctx, 0.001);
  int64_t until = lun_clock() + 2000000;
  while (lun_clock() < until) {}
  assert_int_equal(lun_context_check(&ctx, &err), LUN_ELIMIT);
  assert_string_equal(err.message, "time limit of 0.001 s reached");
  lun_context_set_timeout(&ctx, 0);
  assert_int_equal(lun_context_check(&ctx, &err), LUN_OK);
  lun_context_set_timeout(&ctx, -5);
  assert_int_equal(lun_context_check(&ctx, &err), LUN_OK);
}

/* More seconds than the clock has nanoseconds for. */
static void test_far(void **state) {
  (void)state;
  const double far[] = {60, 1e9, 1e10, 1e300, HUGE_VAL, NAN};
  for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
    lun_context ctx = {0};
    lun_context_set_timeout(&ctx, far[i]);
    assert_true(ctx.deadline >= 0);
    assert_int_equal(lun_context_check(&ctx, NULL), LUN_OK);
  }
}

static void test_clock(void **state) {
  (void)state;
  int64_t last = lun_clock();
  for (int i = 0; i < 1000; i++) {
    int64_t now = lun_clock();
    assert_true(now >= last);
    last = now;
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_never), cmocka_unit_test(test_stop),  cmocka_unit_test(test_deadline),
      cmocka_unit_test(test_far),   cmocka_unit_test(test_clock),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
