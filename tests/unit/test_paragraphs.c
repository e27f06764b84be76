/* Paragraphs: all kinds of line ends and blank lines. */
#include "base/memory.h"
#include "text/segment.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The paragraphs of `text`, with a bar between each two. */
static void check_paragraphs(const char *text, size_t len, const char *want) {
  char have[256] = "";
  size_t at = 0;
  lun_spans spans = {0};
  lun_error err;
  assert_int_equal(lun_paragraphs_find(text, len, NULL, &spans, &err), LUN_OK);
  for (size_t i = 0; i < spans.count; i++) {
    size_t size = spans.items[i].to - spans.items[i].from;
    if (i > 0) have[at++] = '|';
    memcpy(have + at, text + spans.items[i].from, size);
    at += size;
    have[at] = '\0';
  }
  assert_string_equal(have, want);
  lun_spans_clear(&spans);
}

#define CHECK(text, want) check_paragraphs(text, sizeof(text) - 1, want)

static void test_lines(void **state) {
  (void)state;
  CHECK("", "");
  CHECK(" \n\t\r\n \n", "");
  CHECK("one", "one");
  CHECK("one\ntwo", "one\ntwo");
  CHECK("one\n\ntwo\n\n\n\nthree\n", "one|two|three");
  CHECK("one\r\n\r\ntwo", "one|two");
  CHECK("one\r\rtwo\r", "one|two");
  CHECK("  one \n \t \n\ttwo  ", "one|two");
  CHECK("\n\n\none\ntwo \n", "one\ntwo");
}

static void test_unicode(void **state) {
  (void)state;
  CHECK("one\xE2\x80\xA9two", "one|two");                 /* PARAGRAPH SEPARATOR */
  CHECK("one\xE2\x80\xA8two", "one\xE2\x80\xA8two");      /* LINE SEPARATOR */
  CHECK("one\n\xC2\xA0\xE3\x80\x80\ntwo", "one|two");     /* NO-BREAK, IDEOGRAPHIC SPACE */
  CHECK("\xEF\xBB\xBFone\n\xE2\x80\x8B\ntwo", "one|two"); /* BOM, ZERO WIDTH SPACE */
  CHECK("one\xC2\x85\xC2\x85two", "one|two");             /* NEL */
  CHECK("\xD7\xA9\n\n\xF0\x9F\x98\x80", "\xD7\xA9|\xF0\x9F\x98\x80");
  CHECK("e\xCC\x81\n\n\xCC\x81", "e\xCC\x81|\xCC\x81");
}

static void test_nul(void **state) {
  (void)state;
  lun_spans spans = {0};
  assert_int_equal(lun_paragraphs_find("a\0\n\n\0", 5, NULL, &spans, NULL), LUN_OK);
  assert_int_equal(spans.count, 2);
  assert_int_equal(spans.items[0].to, 2);
  assert_int_equal(spans.items[1].from, 4);
  lun_spans_clear(&spans);
}

static void test_stop(void **state) {
  (void)state;
  atomic_int stop = 1;
  lun_context ctx = {.stop = &stop};
  lun_spans spans = {0};
  lun_error err;
  assert_int_equal(lun_paragraphs_find("a", 1, &ctx, &spans, &err), LUN_ESTOP);
  assert_int_equal(spans.count, 0);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_spans spans = {0};
    lun_fault_set(nth);
    st = lun_paragraphs_find("a\n\nb\n\nc\n\nd\n\ne\n\nf\n\ng\n\nh\n\ni", 25, NULL, &spans, NULL);
    lun_fault_set(0);
    assert_int_equal(spans.count, st == LUN_OK ? 9 : 0);
    lun_spans_clear(&spans);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_lines),  cmocka_unit_test(test_unicode),
      cmocka_unit_test(test_nul),    cmocka_unit_test(test_stop),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
