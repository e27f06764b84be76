/* CSV: RFC 4180, separators, places, what is refused and how reading goes on. */
#include "base/buffer.h"
#include "base/memory.h"
#include "read/csv.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* All rows of `bytes` as "line:[a][b] ..", faults as "line@byte!message ..". */
static lun_status dump(const char *bytes, size_t len, char separator, lun_buffer *out) {
  lun_stream *stream = NULL;
  lun_csv *csv = NULL;
  lun_csv_row row;
  lun_error err = {0};
  lun_buffer_reset(out);
  lun_status st = lun_stream_open_memory(bytes, len, NULL, NULL, &stream, &err);
  if (st == LUN_OK) st = lun_csv_open(stream, separator, &csv, &err);
  while (st == LUN_OK || st == LUN_EFORMAT || st == LUN_EUTF8) {
    st = lun_csv_next(csv, &row, &err);
    if (st == LUN_EFORMAT || st == LUN_EUTF8) {
      lun_buffer_add_format(out, "%zu@%zd!%.10s ", row.line, (ptrdiff_t)err.at, err.message);
    }
    if (st != LUN_OK) continue;
    lun_buffer_add_format(out, "%zu:", row.line);
    for (size_t i = 0; i < row.count; i++) {
      assert_int_equal(strlen(row.fields[i].text), row.fields[i].len);
      lun_buffer_add_format(out, "[%s]", row.fields[i].text);
    }
    lun_buffer_add_byte(out, ' ');
  }
  lun_csv_close(csv);
  lun_stream_close(stream);
  return st == LUN_DONE ? lun_buffer_status(out, &err) : st;
}

static void check_bytes(const char *bytes, size_t len, const char *want) {
  lun_buffer out = {0};
  assert_int_equal(dump(bytes, len, '\0', &out), LUN_OK);
  assert_string_equal(out.data == NULL ? "" : out.data, want);
  lun_buffer_clear(&out);
}

static void check(const char *text, const char *want) {
  check_bytes(text, strlen(text), want);
}

static void test_rows(void **state) {
  (void)state;
  check("", "");
  check("\r\n\n", "");
  check("a,b\n1,2\n", "1:[a][b] 2:[1][2] ");
  check("a,b\r\n1,2", "1:[a][b] 2:[1][2] ");
  check("a,b\r1,2\r", "1:[a][b] 1:[1][2] ");
  check("\n\na\n\r\nb\n", "3:[a] 5:[b] ");
  check("a,b,\n,,\n", "1:[a][b][] 2:[][][] ");
  check("a,", "1:[a][] ");
  check("\xEF\xBB\xBF"
        "a,b\n",
        "1:[a][b] ");
  check("e\xCC\x81,\xD7\xA9,\xF0\x9F\x98\x80\n", "1:[e\xCC\x81][\xD7\xA9][\xF0\x9F\x98\x80] ");
  check_bytes("\xFF\xFE"
              "a\0,\0\xE9\0",
              8, "1:[a][\xC3\xA9] ");
}

static void test_quotes(void **state) {
  (void)state;
  check("\"a\",\"b,c\"\n", "1:[a][b,c] ");
  check("\"a\nb\r\nc\",d\ne,f\n", "1:[a\nb\r\nc][d] 4:[e][f] ");
  check("\"say \"\"no\"\"\",\"\"\"\"\n", "1:[say \"no\"][\"] ");
  check("\"\",\"\"", "1:[][] ");
  check("a\"b\",c\n", "1:[a\"b\"][c] ");
  check("\"a\" ,  \"b\"  \n c, d\n", "1:[a][b] 2:[ c][ d] ");
  check("a, ", "1:[a][ ] ");
}

static void test_separators(void **state) {
  (void)state;
  lun_buffer out = {0};
  check("a;b;c\n1,5;2;3\n", "1:[a][b][c] 2:[1,5][2][3] ");
  check("a\tb\n1\t \"2\"\n", "1:[a][b] 2:[1][2] ");
  check("\"a;b;c\",d\n1;2,3\n", "1:[a;b;c][d] 2:[1;2][3] ");
  check("text\na, b\n", "1:[text] 2:[a][ b] ");
  assert_int_equal(dump("a,b\t\n", 5, '\t', &out), LUN_OK);
  assert_string_equal(out.data, "1:[a,b][] ");
  lun_buffer_clear(&out);
}

static void test_refused(void **state) {
  (void)state;
  check("a,b\n\"x\"y,1\n2,3\n", "1:[a][b] 2@7!text behin 3:[2][3] ");
  check("a,b\n\"x\" y,\"1\n2,3\n", "1:[a][b] 2@8!text behin 3:[2][3] ");
  check("a,b\n1,\"x\n\n2,3\n", "1:[a][b] 2@6!quote is n ");
  check("a\n\"x\"\"\xE9\"\nb\n", "1:[a] 2@6!not valid  3:[b] ");
  check("a,b\n\"1\n2\",\xE9\nc,d\n", "1:[a][b] 3@10!not valid  4:[c][d] ");
  check("a,b\n\xC3,\xA9\nc,d\n", "1:[a][b] 2@4!not valid  3:[c][d] ");
  check_bytes("a,b\n1,2\0\nc,d\n", 13, "1:[a][b] 2@7!holds a NU 3:[c][d] ");
  check_bytes("\xFF\xFE"
              "a\0\n\0\x00\xD8"
              "b\0",
              10, "1:[a] 2@6!not valid  ");
}

/* Quotes, pairs of quotes and line ends wherever a block may be cut. */
static void test_blocks(void **state) {
  (void)state;
  for (size_t pad = LUN_CONTEXT_STRIDE - 12; pad < LUN_CONTEXT_STRIDE + 2; pad++) {
    lun_buffer in = {0}, want = {0};
    for (size_t i = 0; i < pad; i++) lun_buffer_add_byte(&in, 'x');
    lun_buffer_add_format(&want, "1:[%s][a\"b] 2:[c][] 4:[e] ", in.data);
    lun_buffer_add_text(&in, ",\"a\"\"b\"\r\n\"c\",\r\n\n \"e\"");
    check_bytes(in.data, in.len, want.data);
    lun_buffer_clear(&in);
    lun_buffer_clear(&want);
  }
}

static void test_numbers(void **state) {
  (void)state;
  lun_stream *stream;
  lun_csv *csv;
  lun_csv_row row;
  const char *text = "a\n\n\"b\"x\nc\n";
  assert_int_equal(lun_stream_open_memory(text, strlen(text), NULL, NULL, &stream, NULL), LUN_OK);
  assert_int_equal(lun_csv_open(stream, 0, &csv, NULL), LUN_OK);
  assert_int_equal(lun_csv_separator(csv), 0);
  assert_int_equal(lun_csv_next(csv, &row, NULL), LUN_OK);
  assert_int_equal(lun_csv_separator(csv), ',');
  assert_int_equal(lun_csv_next(csv, &row, NULL), LUN_EFORMAT);
  assert_int_equal(row.number, 2);
  assert_int_equal(lun_csv_next(csv, &row, NULL), LUN_OK);
  assert_int_equal(row.number, 3);
  assert_int_equal(row.line, 4);
  assert_int_equal(row.byte, 8);
  assert_int_equal(lun_csv_next(csv, &row, NULL), LUN_DONE);
  lun_csv_close(csv);
  lun_csv_close(NULL);
  lun_stream_close(stream);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  lun_status st = LUN_ENOMEM;
  const char *text = "a,b,c,d,e,f,g,h,i,j\n\"x\"\"y\",\"long enough to grow\"\n";
  for (size_t n = 1; st != LUN_OK; n++) {
    lun_buffer out = {0};
    lun_fault_set(n);
    st = dump(text, strlen(text), '\0', &out);
    lun_fault_set(0);
    assert_true(st == LUN_OK || st == LUN_ENOMEM);
    lun_buffer_clear(&out);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rows),       cmocka_unit_test(test_quotes),
      cmocka_unit_test(test_separators), cmocka_unit_test(test_refused),
      cmocka_unit_test(test_blocks),     cmocka_unit_test(test_numbers),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
