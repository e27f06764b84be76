/* Graphemes: the official cases, and the limits of emoji sequences. */
#include "base/memory.h"
#include "text/segment.h"

#include "break_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static lun_status find(const char *text, size_t len, lun_spans *out) {
  return lun_graphemes_find(text, len, NULL, out, NULL);
}

static void test_official(void **state) {
  (void)state;
  int failed, count = run_break_cases(BREAK_FOLDER "GraphemeBreakTest.txt", find, &failed);
  if (count < 0) skip();
  assert_int_equal(count, 602);
  assert_int_equal(failed, 0);
}

static size_t count_of(const char *text, size_t len) {
  lun_spans spans = {0};
  assert_int_equal(find(text, len, &spans), LUN_OK);
  size_t count = spans.count;
  if (count > 0) {
    assert_int_equal(spans.items[0].from, 0);
    assert_int_equal(spans.items[count - 1].to, len);
  }
  lun_spans_clear(&spans);
  return count;
}

#define COUNT(text) count_of(text, sizeof(text) - 1)

static void test_clusters(void **state) {
  (void)state;
  assert_int_equal(COUNT(""), 0);
  assert_int_equal(COUNT("a\0b"), 3);
  assert_int_equal(COUNT("\r\n\r\n"), 2);
  assert_int_equal(COUNT("e\xCC\x81\xCC\xA3x"), 2);
  assert_int_equal(COUNT("\xEF\xBB\xBFx"), 2);
  /* A family joined by ZWJ is one; the same people side by side are two. */
  assert_int_equal(COUNT("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"), 1);
  assert_int_equal(COUNT("\xF0\x9F\x91\xA9\xF0\x9F\x91\xA7"), 2);
  /* Three flag letters: a pair and one alone; a fourth makes the second pair. */
  assert_int_equal(COUNT("\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xF0\x9F\x87\xAB"), 2);
  assert_int_equal(COUNT("\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7"), 2);
  assert_int_equal(COUNT("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), 1); /* Hangul in jamo */
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_spans spans = {0};
    lun_fault_set(nth);
    st = find("abcdefghijklmnopqrst", 20, &spans);
    lun_fault_set(0);
    assert_int_equal(spans.count, st == LUN_OK ? 20 : 0);
    lun_spans_clear(&spans);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_official),
      cmocka_unit_test(test_clusters),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
