/* Dates: the forms that are read, those that are refused, weeks, counting, comparing. */
#include "text/date.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check_date(const char *text, const char *format, const char *want) {
  char have[LUN_DATE_SIZE];
  lun_date date;
  lun_error err = {0};
  lun_status st = lun_date_find(text, strlen(text), format, &date, &err);
  if (st != LUN_OK) fail_msg("\"%s\": %s", text, err.message);
  lun_date_get(&date, have);
  assert_string_equal(have, want);
}

static void check_refused(const char *text, size_t len, const char *format) {
  lun_date date;
  lun_error err = {0};
  if (lun_date_find(text, len, format, &date, &err) != LUN_EFORMAT) {
    fail_msg("\"%s\" is taken for a date", text);
  }
  assert_int_equal(err.status, LUN_EFORMAT);
  assert_int_equal(date.year, 0);
}

static void test_iso(void **state) {
  (void)state;
  check_date("2016", NULL, "2016");
  check_date("2016-09", NULL, "2016-09");
  check_date("2016-09-03", NULL, "2016-09-03");
  check_date("20160903", NULL, "2016-09-03");
  check_date("2016/09/03", NULL, "2016-09-03");
  check_date(" 2016-09-03\r\n", NULL, "2016-09-03");
  check_date("2016-09-03T12:30:00Z", NULL, "2016-09-03");
  check_date("2016-09-03 12:30:00.5+01:00", NULL, "2016-09-03");
  check_date("20160903T1230", NULL, "2016-09-03");
  check_date("2016-02-29", NULL, "2016-02-29");
}

static void test_words(void **state) {
  (void)state;
  check_date("September 3, 2016", NULL, "2016-09-03");
  check_date("Sept. 3 2016", NULL, "2016-09-03");
  check_date("3 Sept. 2016", NULL, "2016-09-03");
  check_date("3rd september 2016", NULL, "2016-09-03");
  check_date("SEPTEMBER 21st, 2016", NULL, "2016-09-21");
  check_date("Sept 2016", NULL, "2016-09");
  check_date("May 2016", NULL, "2016-05");
  check_date("Saturday, September 3, 2016", NULL, "2016-09-03");
  check_date("Sat, 03 Sep 2016 10:00:00 GMT", NULL, "2016-09-03");
  check_date("September 3, 2016, 5:30 p.m.", NULL, "2016-09-03");
  check_date("3-Sep-2016", NULL, "2016-09-03");
}

#define REFUSED(text) check_refused(text, sizeof(text) - 1, NULL)

static void test_refused(void **state) {
  (void)state;
  REFUSED("");
  REFUSED(" ");
  REFUSED("today");
  REFUSED("0000");
  REFUSED("201");
  REFUSED("20169");
  REFUSED("2016-13");
  REFUSED("2016-00");
  REFUSED("2016-09-31");
  REFUSED("2015-02-29");
  REFUSED("1900-02-29");
  REFUSED("2016-09-00");
  REFUSED("2016/09");
  REFUSED("2016-09-03x");
  REFUSED("2016-09-03T25:00");
  REFUSED("2016-09 12:00");
  REFUSED("2016-09-03\0");
  REFUSED("20160903\0T10:00");
  REFUSED("Sep\0tember 3, 2016");
  REFUSED("Se 3, 2016");
  REFUSED("September 32, 2016");
  REFUSED("September 0, 2016");
  REFUSED("September 3");
  REFUSED("32 2016");
  REFUSED("Septembre 3, 2016");
  REFUSED("\xFF\xFE");
  REFUSED("\xEF\xBB\xBF"
          "2016");
}

static void test_ambiguous(void **state) {
  (void)state;
  lun_date date;
  lun_error err = {0};
  REFUSED("01/02/13");
  assert_int_equal(lun_date_find("01.02.2013", 10, NULL, &date, &err), LUN_EFORMAT);
  assert_non_null(strstr(err.message, "ambiguous"));
}

static void test_format(void **state) {
  (void)state;
  check_date("03.09.2016", "%d.%m.%Y", "2016-09-03");
  check_date("9/3/16", "%m/%d/%y", "2016-09-03");
  check_date("3/9/99", "%d/%m/%y", "1999-09-03");
  check_date("20160903", "%Y%m%d", "2016-09-03");
  check_date("3 September 2016", "%d %b %Y", "2016-09-03");
  check_date("Sep  2016", "%B %Y", "2016-09");
  check_date("100% 2016", "100%% %Y", "2016");
  check_refused("2016-09-03", 10, "%d.%m.%Y");
  check_refused("03.09.2016 10:00", 16, "%d.%m.%Y");
  check_refused("31.02.2016", 10, "%d.%m.%Y");
  check_refused("10:30", 5, "%H:%M");
  check_refused("09-03", 5, "%m-%d");
  check_refused("2016", 4, "%Y%");
  check_refused("2016 3", 6, "%Y %d");
  check_refused("", 0, "");
}

static void test_months_and_weeks(void **state) {
  (void)state;
  static const struct {
    lun_date date;
    const char *month;
    const char *week;
  } cases[] = {
      {{2016, 9, 3}, "2016-09", "2016-W35"},
      {{2016, 1, 1}, "2016-01", "2015-W53"},
      {{2018, 12, 31}, "2018-12", "2019-W01"},
      {{2020, 12, 31}, "2020-12", "2020-W53"},
      {{2021, 1, 3}, "2021-01", "2020-W53"},
      {{2021, 1, 4}, "2021-01", "2021-W01"},
      {{1, 1, 1}, "0001-01", "0001-W01"},
      {{9999, 12, 31}, "9999-12", "9999-W52"},
      {{2016, 9, 0}, "2016-09", ""},
      {{2016, 0, 0}, "", ""},
      {{0, 0, 0}, "", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char have[LUN_DATE_SIZE];
    lun_date_get_month(&cases[i].date, have);
    assert_string_equal(have, cases[i].month);
    lun_date_get_week(&cases[i].date, have);
    assert_string_equal(have, cases[i].week);
  }
}

static void check_add(lun_date date, long days, const char *want) {
  char have[LUN_DATE_SIZE];
  lun_date sum = lun_date_add(&date, days);
  lun_date_get(&sum, have);
  assert_string_equal(have, want);
}

static void test_add(void **state) {
  (void)state;
  check_add((lun_date){2016, 2, 28}, 1, "2016-02-29");
  check_add((lun_date){2016, 2, 28}, 2, "2016-03-01");
  check_add((lun_date){2017, 1, 1}, -1, "2016-12-31");
  check_add((lun_date){2016, 9, 3}, 36524, "2116-09-03");
  check_add((lun_date){2016, 9, 0}, 0, "2016-09-01");
  check_add((lun_date){2016, 0, 0}, 31, "2016-02-01");
  check_add((lun_date){0, 0, 0}, 5, "");
  check_add((lun_date){9999, 12, 30}, 100, "9999-12-31");
  check_add((lun_date){2016, 1, 1}, INT64_MAX, "9999-12-31");
  check_add((lun_date){2016, 1, 1}, INT64_MIN, "0001-01-01");
}

/* Day by day through the 400 years after which the calendar repeats itself. */
static void test_every_day(void **state) {
  (void)state;
  lun_date date = {1800, 1, 1};
  long count = 0;
  for (; date.year < 2200; count++) {
    lun_date next = lun_date_add(&date, 1);
    lun_date back = lun_date_add(&next, -1);
    assert_true(lun_date_compare(&date, &next) < 0);
    assert_int_equal(lun_date_compare(&date, &back), 0);
    date = next;
  }
  assert_int_equal(count, 146097);
}

static void test_compare(void **state) {
  (void)state;
  lun_date year = {2016, 0, 0}, month = {2016, 9, 0}, day = {2016, 9, 3}, later = {2017, 0, 0};
  assert_true(lun_date_compare(&year, &month) < 0);
  assert_true(lun_date_compare(&month, &day) < 0);
  assert_true(lun_date_compare(&later, &day) > 0);
  assert_int_equal(lun_date_compare(&day, &day), 0);
}

static void test_within(void **state) {
  (void)state;
  lun_date open = {0}, first = {2016, 9, 3}, last = {2016, 12, 0};
  assert_true(lun_date_within(&(lun_date){2016, 9, 0}, &first, &last));
  assert_true(lun_date_within(&(lun_date){2016, 0, 0}, &first, &last));
  assert_true(lun_date_within(&(lun_date){2016, 12, 31}, &first, &last));
  assert_true(lun_date_within(&first, &first, &first));
  assert_false(lun_date_within(&(lun_date){2016, 9, 2}, &first, &last));
  assert_false(lun_date_within(&(lun_date){2017, 0, 0}, &first, &last));
  assert_true(lun_date_within(&(lun_date){1999, 1, 1}, &open, &last));
  assert_true(lun_date_within(&(lun_date){2999, 1, 1}, &first, &open));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_iso),     cmocka_unit_test(test_words),
      cmocka_unit_test(test_refused), cmocka_unit_test(test_ambiguous),
      cmocka_unit_test(test_format),  cmocka_unit_test(test_months_and_weeks),
      cmocka_unit_test(test_add),     cmocka_unit_test(test_every_day),
      cmocka_unit_test(test_compare), cmocka_unit_test(test_within),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
