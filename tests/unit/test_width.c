/* Room on a terminal: wide and joined characters, and what fits from either end. */
#include "text/width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define WIDTH(text) lun_width(text, sizeof(text) - 1)

static void test_width(void **state) {
  (void)state;
  assert_int_equal(WIDTH(""), 0);
  assert_int_equal(WIDTH("truce"), 5);
  assert_int_equal(WIDTH("caf\xC3\xA9"), 4);
  assert_int_equal(WIDTH("cafe\xCC\x81"), 4);
  assert_int_equal(WIDTH("\xE5\x81\x9C\xE7\x81\xAB"), 4);
  assert_int_equal(WIDTH("\xF0\x9F\x91\x8D!"), 3);
  assert_int_equal(WIDTH("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"), 4);
}

static void test_fit(void **state) {
  (void)state;
  const char wide[] = "\xE5\x81\x9C\xE7\x81\xAB";
  const char accent[] = "cafe\xCC\x81s";
  assert_int_equal(lun_width_fit(wide, 6, 3), 3);
  assert_int_equal(lun_width_fit(wide, 6, 4), 6);
  assert_int_equal(lun_width_fit(wide, 6, 1), 0);
  assert_int_equal(lun_width_fit(accent, 7, 4), 6);
  assert_int_equal(lun_width_fit(accent, 7, 3), 3);
  assert_int_equal(lun_width_fit("", 0, 9), 0);
  assert_int_equal(lun_width_fit_end(wide, 6, 3), 3);
  assert_int_equal(lun_width_fit_end(accent, 7, 1), 1);
  assert_int_equal(lun_width_fit_end(accent, 7, 2), 4);
  assert_int_equal(lun_width_fit_end(accent, 7, 99), 7);
  assert_int_equal(lun_width_fit_end("", 0, 9), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_width), cmocka_unit_test(test_fit)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
