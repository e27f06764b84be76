/* An actor's code on a day. */
#include "analysis/actor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check(const lun_code *codes, lun_date date, const char *want) {
  lun_entry entry = {.codes = (lun_code *)codes};
  lun_buffer got = {0};
  lun_actor_code(&entry, &date, &got);
  assert_string_equal(got.data, want);
  lun_buffer_clear(&got);
}

/* Rows of a table: every code that holds counts, equal ones once, undated ones only without dated. */
static void test_every_code(void **state) {
  (void)state;
  lun_code undated = {.code = "CIV"};
  lun_code again = {.first = {2020, 6, 1}, .code = "GOV", .next = &undated};
  lun_code second = {.first = {2020, 1, 1}, .last = {2022, 1, 1}, .code = "MIL", .next = &again};
  lun_code first = {.last = {2021, 1, 1}, .code = "GOV", .next = &second};
  static const struct {
    lun_date date;
    const char *want;
  } cases[] = {{{2019, 1, 1}, "GOV"},
               {{2020, 2, 1}, "GOV/MIL"},
               {{2020, 7, 1}, "GOV/MIL"},
               {{2021, 6, 1}, "MIL/GOV"},
               {{0}, "CIV"}};
  lun_entry entry = {.codes = &first, .every_code = 1};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    lun_buffer got = {0};
    lun_actor_code(&entry, &cases[i].date, &got);
    assert_string_equal(got.data, cases[i].want);
    lun_buffer_clear(&got);
  }
}

static void test_none(void **state) {
  (void)state;
  check(NULL, (lun_date){2016, 1, 1}, "");
  check(NULL, (lun_date){0}, "");
}

static void test_intervals(void **state) {
  (void)state;
  lun_code after = {.first = {1993, 1, 21}, .code = "ELI"};
  lun_code term = {.first = {1989, 1, 20}, .last = {1993, 1, 20}, .code = "GOV", .next = &after};
  lun_code before = {.last = {1989, 1, 18}, .code = "OPP", .next = &term};
  check(&before, (lun_date){1900, 1, 1}, "OPP");
  check(&before, (lun_date){1989, 1, 18}, "OPP"); /* ends are included */
  check(&before, (lun_date){1989, 1, 19}, "");    /* no code on that day */
  check(&before, (lun_date){1989, 1, 20}, "GOV");
  check(&before, (lun_date){1993, 1, 20}, "GOV");
  check(&before, (lun_date){1993, 1, 21}, "ELI");
  check(&before, (lun_date){9999, 12, 31}, "ELI");
  check(&before, (lun_date){0}, ""); /* an undated document has no dated code */
  check(&before, (lun_date){1990, 0, 0}, "GOV");
  check(&before, (lun_date){1989, 1, 0},
        "OPP"); /* as far as the date is stated: the first that may hold */
}

static void test_order(void **state) {
  (void)state;
  lun_code undated_last = {.code = "LAST"};
  lun_code wide = {
      .first = {2000, 1, 1}, .last = {2020, 1, 1}, .code = "WIDE", .next = &undated_last};
  lun_code narrow = {
      .first = {2010, 1, 1}, .last = {2010, 12, 31}, .code = "NARROW", .next = &wide};
  lun_code undated = {.code = "UNDATED", .next = &narrow};
  check(&undated, (lun_date){2010, 6, 1}, "NARROW"); /* dated before undated, in file order */
  check(&undated, (lun_date){2011, 6, 1}, "WIDE");
  check(&undated, (lun_date){2021, 6, 1}, "LAST"); /* the last of the undated */
  check(&undated, (lun_date){0}, "LAST");
  wide.next = NULL;
  check(&undated, (lun_date){2021, 6, 1}, "UNDATED");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_code),
      cmocka_unit_test(test_none),
      cmocka_unit_test(test_intervals),
      cmocka_unit_test(test_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
