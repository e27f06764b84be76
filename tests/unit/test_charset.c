/* Encodings: marks, UTF-16, Windows-1252, iconv's, and what is refused. */
#include "base/memory.h"
#include "read/charset.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_marks(void **state) {
  (void)state;
  size_t mark = 9;
  assert_string_equal(lun_charset_find("\xEF\xBB\xBFx", 4, &mark), "UTF-8");
  assert_int_equal(mark, 3);
  assert_string_equal(lun_charset_find("\xFF\xFEx", 3, &mark), "UTF-16LE");
  assert_int_equal(mark, 2);
  assert_string_equal(lun_charset_find("\xFE\xFF", 2, &mark), "UTF-16BE");
  assert_null(lun_charset_find("\xEF\xBB", 2, &mark));
  assert_int_equal(mark, 0);
  assert_null(lun_charset_find("", 0, &mark));
  assert_null(lun_charset_find(NULL, 0, &mark));
  assert_true(lun_charset_is_utf8("utf-8"));
  assert_true(lun_charset_is_utf8("UTF8"));
  assert_false(lun_charset_is_utf8("utf-16"));
}

static void test_check(void **state) {
  (void)state;
  lun_error err = {0};
  assert_int_equal(lun_charset_check("", 0, &err), LUN_OK);
  assert_int_equal(lun_charset_check("e\xCC\x81 \xD7\xA9 \xF0\x9F\x98\x80\r\n", 13, &err), LUN_OK);
  assert_int_equal(lun_charset_check("ab\xE9 c", 5, &err), LUN_EUTF8);
  assert_int_equal(err.at, 2);
  assert_string_equal(err.message,
                      "not valid UTF-8; say --encoding NAME, for example windows-1252");
  assert_int_equal(lun_charset_check("ab\0c\xE9", 5, &err), LUN_EFORMAT);
  assert_int_equal(err.at, 2);
  assert_non_null(strstr(err.message, "NUL byte"));
  assert_int_equal(lun_charset_check("\xE9\0", 2, &err), LUN_EUTF8); /* what comes first */
  assert_int_equal(lun_charset_check("\xED\xA0\x80", 3, NULL), LUN_EUTF8);
}

/* Texts of several pieces: a code point across the end of one, and faults in the last. */
static void test_check_long(void **state) {
  (void)state;
  enum { SIZE = 200 * 1024 };
  char *text = lun_alloc(SIZE);
  lun_error err = {0};
  for (int shift = 0; shift < 4; shift++) {
    memset(text, 'a', SIZE);
    for (size_t at = (size_t)shift; at + 4 <= SIZE; at += 4)
      memcpy(text + at, "\xF0\x9F\x98\x80", 4);
    assert_int_equal(lun_charset_check(text, SIZE, &err), LUN_OK);
    text[SIZE - 9] = '\0'; /* inside a code point, but for the last shift */
    text[SIZE - 5] = '\xFF';
    lun_status want = shift == 3 ? LUN_EFORMAT : LUN_EUTF8;
    assert_int_equal(lun_charset_check(text, SIZE, &err), want);
    assert_in_range(err.at, SIZE - 12, SIZE - 9);
  }
  memset(text, '\x80', SIZE);
  assert_int_equal(lun_charset_check(text, SIZE, &err), LUN_EUTF8);
  assert_int_equal(err.at, 0);
  lun_free(text);
}

/* Decode in steps of `step` bytes, as a stream does with its blocks. */
static lun_status decode(const char *name, const char *bytes, size_t len, size_t step,
                         lun_buffer *out, lun_error *err) {
  lun_charset *charset;
  lun_buffer raw = {0};
  size_t used, at = 0;
  lun_status st = lun_charset_open(name, &charset, err);
  for (int last = 0; st == LUN_OK && !last;) {
    size_t n = len - at < step ? len - at : step;
    if (n > 0) lun_buffer_add(&raw, bytes + at, n);
    at += n;
    last = n == 0;
    st = lun_buffer_status(&raw, err);
    const char *from = raw.data == NULL ? "" : raw.data;
    if (st == LUN_OK) st = lun_charset_decode(charset, from, raw.len, last, out, &used, err);
    if (st != LUN_OK && err != NULL) err->at += at - raw.len;
    if (st == LUN_OK && used > 0) memmove(raw.data, raw.data + used, raw.len - used);
    if (st == LUN_OK) raw.len -= used;
  }
  lun_charset_close(charset);
  lun_buffer_clear(&raw);
  lun_buffer_add(out, "", 0);
  return st == LUN_OK ? lun_buffer_status(out, err) : st;
}

static void check(const char *name, const char *bytes, size_t len, const char *want) {
  static const size_t steps[] = {1, 2, 3, 5, 1000};
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    lun_buffer out = {0};
    lun_error err = {0};
    assert_int_equal(decode(name, bytes, len, steps[i], &out, &err), LUN_OK);
    assert_int_equal(out.len, strlen(want));
    assert_string_equal(out.data, want);
    lun_buffer_clear(&out);
  }
}

static void test_decode(void **state) {
  (void)state;
  check("UTF-16LE", "A\0\xE9\0\xAC\x20\x3D\xD8\x00\xDE", 10,
        "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  check("utf-16be", "\0A\0\xE9\x20\xAC\xD8\x3D\xDE\x00", 10,
        "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  check("windows-1252",
        "\x93"
        "a\x80\xE9\x94",
        5,
        "\xE2\x80\x9C"
        "a\xE2\x82\xAC\xC3\xA9\xE2\x80\x9D");
  check("CP1252", "", 0, "");
  check("KOI8-R", "\xCD\xC9\xD2", 3, "\xD0\xBC\xD0\xB8\xD1\x80");
  check("SHIFT_JIS", "\x93\xFA\x96\x7B", 4, "\xE6\x97\xA5\xE6\x9C\xAC");
  check("ISO-2022-JP", "\x1B$BF|K\\\x1B(B.", 11, "\xE6\x97\xA5\xE6\x9C\xAC.");
}

static void check_bad(const char *name, const char *bytes, size_t len, size_t at,
                      const char *before) {
  lun_buffer out = {0};
  lun_error err = {0};
  lun_status st = decode(name, bytes, len, 1000, &out, &err);
  assert_int_equal(st, LUN_EUTF8);
  assert_int_equal(err.at, at);
  assert_non_null(strstr(err.message, "not valid "));
  assert_string_equal(out.data, before);
  lun_buffer_clear(&out);
}

static void test_refused(void **state) {
  (void)state;
  lun_error err = {0};
  lun_charset *charset;
  check_bad("UTF-16LE",
            "A\0\x3D\xD8"
            "B\0",
            6, 2, "A"); /* high surrogate alone */
  check_bad("UTF-16LE",
            "A\0\x00\xDE"
            "B\0",
            6, 2, "A"); /* low surrogate alone */
  check_bad("UTF-16BE", "\0AB", 3, 2, "A");
  check_bad("windows-1252", "ab\x81", 3, 2, "ab");
  check_bad("EUC-JP",
            "ab\xFF"
            "c",
            4, 2, "ab");
  check_bad("SHIFT_JIS", "ab\x93", 3, 2, "ab");
  assert_int_equal(lun_charset_open("no-such-name", &charset, &err), LUN_EFORMAT);
  assert_string_equal(err.message, "unknown encoding \"no-such-name\"; `iconv -l` lists them");
  assert_null(charset);
  assert_int_equal(lun_charset_open("KOI8-R//IGNORE", &charset, NULL), LUN_EFORMAT);
  assert_int_equal(lun_charset_open("", &charset, NULL), LUN_EFORMAT);
  lun_charset_close(NULL);
}

static void test_1252(void **state) {
  (void)state;
  lun_buffer out = {0};
  lun_error err = {0};
  char all[256];
  size_t len = 0;
  for (unsigned c = 0; c < 256; c++) {
    if (strchr("\x81\x8D\x8F\x90\x9D", (int)c) == NULL || c == 0) all[len++] = (char)c;
  }
  assert_int_equal(len, 251);
  assert_int_equal(lun_charset_decode_1252(all, len, &out, &err), LUN_OK);
  assert_int_equal(lun_charset_check(out.data + 1, out.len - 1, &err), LUN_OK);
  lun_buffer_reset(&out);
  assert_int_equal(lun_charset_decode_1252("a\x9D", 2, &out, &err), LUN_EUTF8);
  assert_int_equal(err.at, 1);
  lun_buffer_clear(&out);
}

/* More than a block of output at a time. */
static void test_long(void **state) {
  (void)state;
  lun_buffer in = {0}, out = {0};
  lun_error err = {0};
  for (int i = 0; i < 100000; i++) lun_buffer_add(&in, "\xAC\x20", 2);
  assert_int_equal(decode("UTF-16LE", in.data, in.len, in.len, &out, &err), LUN_OK);
  assert_int_equal(out.len, 300000);
  lun_buffer_reset(&out);
  assert_int_equal(lun_charset_decode_1252(in.data, in.len, &out, &err), LUN_OK);
  assert_int_equal(out.len, 300000);
  lun_buffer_reset(&out);
  assert_int_equal(decode("ISO-8859-1", in.data, in.len, in.len, &out, &err), LUN_OK);
  assert_int_equal(out.len, 300000);
  lun_buffer_clear(&in);
  lun_buffer_clear(&out);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  static const char *const names[] = {"UTF-16LE", "windows-1252", "KOI8-R"};
  for (size_t i = 0; i < 3; i++) {
    lun_status st = LUN_ENOMEM;
    for (size_t n = 1; st != LUN_OK; n++) {
      lun_buffer out = {0};
      lun_error err = {0};
      lun_fault_set(n);
      st = decode(names[i], "a\0b\0", 4, 3, &out, &err);
      lun_fault_set(0);
      assert_true(st == LUN_OK || st == LUN_ENOMEM);
      lun_buffer_clear(&out);
    }
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_marks),      cmocka_unit_test(test_check),
      cmocka_unit_test(test_check_long), cmocka_unit_test(test_decode),
      cmocka_unit_test(test_long),       cmocka_unit_test(test_refused),
      cmocka_unit_test(test_1252),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
