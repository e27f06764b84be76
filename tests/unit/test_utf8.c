/* UTF-8: well-formed and ill-formed sequences, at every place around a block of eight bytes. */
#include "text/utf8.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check_bad(const char *bytes, size_t len, size_t at) {
  lun_error err = {0};
  assert_int_equal(lun_utf8_check(bytes, len, &err), LUN_EUTF8);
  assert_int_equal(err.at, at);
}

#define BAD(bytes, at) check_bad(bytes, sizeof(bytes) - 1, at)

static void test_good(void **state) {
  (void)state;
  static const char good[] = "\0plain \xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80"
                             "\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF\xEF\xBB\xBF\r\n";
  lun_error err;
  assert_int_equal(lun_utf8_check("", 0, &err), LUN_OK);
  assert_int_equal(lun_utf8_check(good, sizeof good - 1, &err), LUN_OK);
}

static void test_bad(void **state) {
  (void)state;
  BAD("\x80", 0);
  BAD("ab\xFF", 2);
  BAD("\xC0\x80", 0);         /* overlong */
  BAD("\xC1\xBF", 0);         /* overlong */
  BAD("\xE0\x9F\xBF", 0);     /* overlong */
  BAD("\xF0\x8F\xBF\xBF", 0); /* overlong */
  BAD("\xED\xA0\x80", 0);     /* surrogate */
  BAD("\xF4\x90\x80\x80", 0); /* above U+10FFFF */
  BAD("\xF5\x80\x80\x80", 0); /* above U+10FFFF */
  BAD("\xC3\xA9\xC3", 2);     /* cut */
  BAD("x\xE2\x82", 1);        /* cut */
  BAD("\xF0\x9F\x98", 0);     /* cut */
  BAD("\xE2\x28\xA1", 0);     /* second byte */
  BAD("\xE2\x82\x28", 0);     /* third byte */
  BAD("\xF0\x9F\x98\x28", 0); /* fourth byte */
  BAD("\xC3\xA9\xA9", 2);     /* one tail too many */
}

static void test_alignment(void **state) {
  (void)state;
  char text[40];
  for (size_t at = 0; at < sizeof text; at++) {
    memset(text, 'a', sizeof text);
    text[at] = (char)0xFE;
    check_bad(text, sizeof text, at);
  }
}

/* Every scalar value there and back; surrogates are refused. */
static void test_round_trip(void **state) {
  (void)state;
  for (uint32_t code = 0; code <= 0x10FFFF; code++) {
    char bytes[4];
    size_t next, len = lun_utf8_put(code, bytes);
    int is_surrogate = code >= 0xD800 && code <= 0xDFFF;
    assert_int_equal(lun_utf8_check(bytes, len, NULL), is_surrogate ? LUN_EUTF8 : LUN_OK);
    if (is_surrogate) continue;
    assert_int_equal(lun_utf8_get(bytes, len, 0, &next), code);
    assert_int_equal(next, len);
  }
}

static void test_count(void **state) {
  (void)state;
  const char *text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";
  assert_int_equal(lun_utf8_count(text, 0, 10), 4);
  assert_int_equal(lun_utf8_count(text, 1, 6), 2);
  assert_int_equal(lun_utf8_count(text, 3, 3), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_good),      cmocka_unit_test(test_bad),
      cmocka_unit_test(test_alignment), cmocka_unit_test(test_round_trip),
      cmocka_unit_test(test_count),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
