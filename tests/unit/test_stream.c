/* Streams: lines of any length, places, decoding across blocks, and how failures end them. */
#include "base/buffer.h"
#include "base/memory.h"
#include "read/stream.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static lun_stream *open_bytes(const char *bytes, size_t len, const char *encoding) {
  lun_stream *s;
  assert_int_equal(lun_stream_open_memory(bytes, len, encoding, NULL, &s, NULL), LUN_OK);
  return s;
}

static void check_line(lun_stream *s, const char *want, size_t line, size_t byte) {
  const char *got;
  size_t len;
  assert_int_equal(lun_stream_get(s, 1, &got, &len, NULL), LUN_OK); /* a mark is dropped here */
  assert_int_equal(lun_stream_line(s), line);
  assert_int_equal(lun_stream_byte(s), byte);
  assert_int_equal(lun_stream_next(s, &got, &len, NULL), LUN_OK);
  assert_int_equal(len, strlen(want));
  assert_memory_equal(got, want, len);
}

static void check_end(lun_stream *s) {
  const char *got;
  size_t len;
  assert_int_equal(lun_stream_next(s, &got, &len, NULL), LUN_DONE);
  assert_int_equal(lun_stream_next(s, &got, &len, NULL), LUN_DONE);
  assert_int_equal(lun_stream_get(s, 1, &got, &len, NULL), LUN_DONE);
  assert_int_equal(len, 0);
  lun_stream_close(s);
}

static void test_lines(void **state) {
  (void)state;
  const char *text = "one\ntwo\r\n\n\rx\r\r\nlast";
  lun_stream *s = open_bytes(text, strlen(text), NULL);
  check_line(s, "one", 1, 0);
  assert_int_equal(lun_stream_byte(s), 4);
  check_line(s, "two", 2, 4);
  check_line(s, "", 3, 9);
  check_line(s, "\rx\r", 4, 10);
  check_line(s, "last", 5, 15);
  assert_int_equal(lun_stream_line(s), 5);
  assert_null(lun_stream_charset(s));
  check_end(s);
  check_end(open_bytes("", 0, NULL));
  check_end(open_bytes(NULL, 0, NULL));
}

static void test_marks(void **state) {
  (void)state;
  lun_stream *s = open_bytes("\xEF\xBB\xBFone\n", 7, "KOI8-R"); /* the mark wins */
  check_line(s, "one", 1, 3);
  assert_int_equal(lun_stream_byte(s), 7);
  assert_string_equal(lun_stream_charset(s), "UTF-8");
  check_end(s);
  s = open_bytes("\xFF\xFEo\0n\0\n\0\xE9\0", 10, NULL);
  check_line(s, "on", 1, SIZE_MAX);
  check_line(s, "\xC3\xA9", 2, SIZE_MAX);
  assert_int_equal(lun_stream_byte(s), SIZE_MAX);
  assert_string_equal(lun_stream_charset(s), "UTF-16LE");
  check_end(s);
  check_end(open_bytes("\xEF\xBB\xBF", 3, NULL));
  check_end(open_bytes("\xFF\xFE", 2, NULL));
  s = open_bytes("\xCD\xC9\xD2\n", 4, "KOI8-R");
  check_line(s, "\xD0\xBC\xD0\xB8\xD1\x80", 1, SIZE_MAX);
  check_end(s);
}

static void test_peek(void **state) {
  (void)state;
  const char *bytes;
  size_t len;
  lun_stream *s = open_bytes("  \n\t x\ny", 8, NULL);
  assert_int_equal(lun_stream_get(s, 3, &bytes, &len, NULL), LUN_OK);
  assert_int_equal(len, 8);
  assert_int_equal(lun_stream_skip_blank(s, NULL), LUN_OK);
  assert_int_equal(lun_stream_line(s), 2);
  assert_int_equal(lun_stream_byte(s), 5);
  check_line(s, "x", 2, 5);
  lun_stream_skip(s, 1);
  assert_int_equal(lun_stream_skip_blank(s, NULL), LUN_DONE);
  check_end(s);
}

/* Longer than a block, and code units cut by a block's end. */
static void test_long(void **state) {
  (void)state;
  lun_buffer in = {0};
  const char *line;
  size_t len;
  lun_buffer_add(&in, "\xFE\xFF\0", 3);
  for (int i = 0; i < 300000; i++) lun_buffer_add(&in, "a\xD8\x3D\xDE\x00\0", 6);
  lun_buffer_add(&in, "\n\0z", 3);
  lun_stream *s = open_bytes(in.data, in.len, NULL);
  assert_int_equal(lun_stream_next(s, &line, &len, NULL), LUN_OK);
  assert_int_equal(len, 300000 * 5);
  assert_memory_equal(line + len - 5, "a\xF0\x9F\x98\x80", 5);
  check_line(s, "z", 2, SIZE_MAX);
  check_end(s);
  lun_buffer_clear(&in);
}

/* What comes before a bad unit is still read; the failure is said once, with its place. */
static void test_bad(void **state) {
  (void)state;
  lun_error err = {0};
  const char *line;
  size_t len;
  lun_stream *s = open_bytes("\xFF\xFE"
                             "a\0\n\0b\0\n\0c\0\x00\xDC"
                             "d\0",
                             16, NULL);
  check_line(s, "a", 1, SIZE_MAX);
  check_line(s, "b", 2, SIZE_MAX);
  assert_int_equal(lun_stream_next(s, &line, &len, &err), LUN_EUTF8);
  assert_int_equal(err.at, 12);
  assert_int_equal(lun_stream_line(s), 3);
  assert_string_equal(err.message, "not valid UTF-16LE");
  check_end(s);
  s = open_bytes("abc", 3, "nonsense");
  assert_int_equal(lun_stream_next(s, &line, &len, &err), LUN_EFORMAT);
  check_end(s);
}

static void test_files(void **state) {
  (void)state;
  lun_error err = {0};
  lun_stream *s;
  const char *line;
  size_t len;
  assert_int_equal(lun_stream_open("no/such/file", NULL, NULL, &s, &err), LUN_EIO);
  assert_null(s);
  assert_string_equal(err.message, "cannot read: no such file or folder");
  assert_int_equal(lun_stream_open("/", NULL, NULL, &s, &err), LUN_OK);
  assert_int_equal(lun_stream_next(s, &line, &len, &err), LUN_EIO);
  assert_string_equal(err.message, "cannot read: is a folder");
  check_end(s);
  lun_stream_close(NULL);
}

static void test_stopped(void **state) {
  (void)state;
  atomic_int stop = 1;
  lun_context ctx = {.stop = &stop};
  lun_error err = {0};
  lun_stream *s;
  const char *line;
  size_t len;
  assert_int_equal(lun_stream_open_memory("a\n", 2, NULL, &ctx, &s, &err), LUN_OK);
  assert_int_equal(lun_stream_next(s, &line, &len, &err), LUN_ESTOP);
  lun_stream_close(s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_lines),   cmocka_unit_test(test_marks), cmocka_unit_test(test_peek),
      cmocka_unit_test(test_long),    cmocka_unit_test(test_bad),   cmocka_unit_test(test_files),
      cmocka_unit_test(test_stopped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
