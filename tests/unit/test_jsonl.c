/* JSON lines, objects and arrays: values, escapes, places of faults, and going on behind them. */
#include "base/buffer.h"
#include "reading.h"

static void check_value(const reading *r, const char *name, const char *value,
                        lun_value_type type) {
  const lun_variable *v = lun_document_get(r->docs[0], name);
  assert_non_null(v);
  assert_string_equal(v->value, value);
  assert_int_equal(v->type, type);
}

static void test_values(void **state) {
  (void)state;
  reading r = {0};
  reading_of_text(
      &r, "a.jsonl",
      "{\"text\": \"a\\r\\n\\u00e9\\ud83d\\ude00\\\\\\/\\\"\", \"n\":-12, \"f\":1.50e3, "
      "\"big\":99999999999999999999, \"t\":true, \"u\":false, \"none\":null, "
      "\"o\":{\"x\":[1, {\"y\":null}]}, \"l\": [\"p\\n\",2 ], \"\\u006bey\":\"\", "
      "\"min\":-9223372036854775808}\r\n");
  assert_int_equal(r.notice_count, 0);
  assert_int_equal(r.count, 1);
  assert_string_equal(reading_text(&r, 0), "a\r\n\xC3\xA9\xF0\x9F\x98\x80\\/\"");
  check_value(&r, "n", "-12", LUN_VALUE_INTEGER);
  check_value(&r, "min", "-9223372036854775808", LUN_VALUE_INTEGER);
  check_value(&r, "f", "1.50e3", LUN_VALUE_NUMBER);
  check_value(&r, "big", "99999999999999999999", LUN_VALUE_NUMBER);
  check_value(&r, "t", "true", LUN_VALUE_BOOLEAN);
  check_value(&r, "u", "false", LUN_VALUE_BOOLEAN);
  check_value(&r, "o", "{\"x\":[1, {\"y\":null}]}", LUN_VALUE_TEXT);
  check_value(&r, "l", "[\"p\\n\",2 ]", LUN_VALUE_TEXT);
  check_value(&r, "key", "", LUN_VALUE_TEXT);
  assert_string_equal(reading_get(&r, 0, "none"), "(none)");
  reading_clear(&r);
}

static void test_ids(void **state) {
  (void)state;
  reading r = {0};
  reading_of_text(&r, "a.jsonl",
                  "\xEF\xBB\xBF{\"text\":\"1\"}\n\n{\"text\":\"2\",\"id\":\"own\"}\r\n"
                  "{\"text\":\"3\",\"id\":7}");
  assert_int_equal(r.count, 3);
  assert_string_equal(lun_document_id(r.docs[0]), "a.jsonl#1");
  assert_int_equal(lun_document_number(r.docs[0]), 1);
  assert_string_equal(lun_document_id(r.docs[1]), "own");
  assert_int_equal(lun_document_number(r.docs[1]), 2);
  assert_string_equal(lun_document_path(r.docs[1]), "a.jsonl");
  assert_string_equal(lun_document_id(r.docs[2]), "7");
  assert_null(lun_document_get(r.docs[2], "id"));
  reading_clear(&r);
}

/* One faulty line, between two good ones: its notice, and that reading goes on. */
static void check_fault(const char *line, size_t len, lun_status status, size_t at,
                        const char *message) {
  reading r = {0};
  lun_buffer in = {0};
  lun_buffer_add_text(&in, "{\"text\":\"1\"}\n");
  lun_buffer_add(&in, line, len);
  lun_buffer_add_text(&in, "\n{\"text\":\"3\"}\n");
  reading_of_bytes(&r, "a.jsonl", in.data, in.len);
  assert_int_equal(r.count, 2);
  assert_string_equal(lun_document_id(r.docs[1]), "a.jsonl#3");
  assert_int_equal(r.notice_count, 1);
  assert_string_equal(r.notices[0].message, message);
  assert_int_equal(r.notices[0].status, status);
  assert_int_equal(r.notices[0].line, 2);
  assert_int_equal(r.notices[0].byte, 13 + at);
  assert_int_equal(r.skipped, 1);
  reading_clear(&r);
  lun_buffer_clear(&in);
}

static void check_bad(const char *line, size_t at, const char *message) {
  check_fault(line, strlen(line), LUN_EFORMAT, at, message);
}

static void test_faults_of_lines(void **state) {
  (void)state;
  check_bad("{\"a\":1", 6, "not JSON: it ends inside a value");
  check_bad("{\"text\":\"abc", 12, "not JSON: it ends inside a value");
  check_bad("{\"a\":1,}", 8, "not JSON: invalid object key (must be a string)");
  check_bad("{\"a\":tru}", 8, "not JSON: invalid string in json text");
  check_bad("{\"a\":1} x", 9, "not JSON: trailing garbage");
  check_bad("[1]", 1, "not an object");
  check_bad("12", 2, "not an object");
  check_bad("null", 4, "not an object");
  check_bad("\"s\"", 3, "not an object");
  check_bad("{\"a\":\"\\ud83d\"}", 6, "not JSON: surrogate \\ud83d without its pair");
  check_bad("{\"a\":\"\\ud83d\\n\"}", 6, "not JSON: surrogate \\ud83d without its pair");
  check_bad("{\"a\":\"\\\\\\ude00\"}", 8, "not JSON: surrogate \\ude00 without its pair");
  check_bad("{\"a\":1,\"b\":[]}", 0, "record has no text field; fields: a, b");
  check_bad("{}", 0, "record has no text field; fields: none");
  check_bad("{\"text\":5}", 0, "the text field is not a string");
  check_bad("{\"text\":{\"a\":1}}", 0, "the text field is not a string");
  check_bad("{\"text\":\"a\\u0000b\"}", 0, "text holds a NUL (\\u0000)");
  check_bad("{\"text\":\"a\",\"id\":\"a\\u0000b\"}", 0, "id or field name holds a NUL (\\u0000)");
  check_bad("{\"text\":\"a\",\"b\\u0000\":1}", 0, "id or field name holds a NUL (\\u0000)");
  check_fault("{\"text\":\"\xE9\"}", 12, LUN_EUTF8, 9,
              "not valid UTF-8; say --encoding NAME, for example windows-1252");
  check_fault("{\"text\":\"\0\"}", 12, LUN_EFORMAT, 9,
              "holds a NUL byte: a binary file, or UTF-16 without a BOM (then say --encoding "
              "UTF-16LE)");
}

static void test_depth(void **state) {
  (void)state;
  for (int deep = 999; deep <= 1000; deep++) {
    reading r = {0};
    lun_buffer in = {0};
    lun_buffer_add_text(&in, "{\"text\":\"x\",\"a\":");
    for (int i = 0; i < deep; i++) lun_buffer_add_byte(&in, '[');
    for (int i = 0; i < deep; i++) lun_buffer_add_byte(&in, ']');
    lun_buffer_add_text(&in, "}");
    reading_of_bytes(&r, "a.jsonl", in.data, in.len);
    assert_int_equal(r.count, deep == 999);
    if (deep == 1000) assert_string_equal(r.notices[0].message, "nested too deep");
    reading_clear(&r);
    lun_buffer_clear(&in);
  }
}

static void test_objects(void **state) {
  (void)state;
  reading r = {0};
  reading_of_text(&r, "a.json", " {\n \"text\": \"}{\\\"\",\n \"n\": {}\n}\n");
  assert_int_equal(r.count, 1);
  assert_string_equal(lun_document_id(r.docs[0]), "a.json"); /* alone: the file is the document */
  assert_int_equal(lun_document_number(r.docs[0]), 0);
  assert_string_equal(reading_text(&r, 0), "}{\"");
  reading_clear(&r);
  reading_of_text(&r, "a.json", "{\n\"text\":\"1\"}{\"text\":\n\"2\" \"}\n{\"text\":\"3\"}");
  assert_int_equal(r.count, 1); /* the second has no end: its quote is open */
  assert_string_equal(lun_document_id(r.docs[0]), "a.json#1");
  assert_string_equal(r.notices[0].message, "not JSON: its end is missing");
  assert_int_equal(r.notices[0].line, 2);
  reading_clear(&r);
  reading_of_text(&r, "a.json", "{\"text\":\"1\"}\n{\"text\":\"2\"\n{\"text\":\"3\"}\n");
  assert_int_equal(r.count, 2); /* lines, as the first shows */
  assert_int_equal(r.notices[0].line, 2);
  reading_clear(&r);
  reading_of_text(&r, "a.json", "{\n\"text\":\"1\"} ,");
  assert_string_equal(r.notices[0].message, "not JSON: text behind the end of the object");
  assert_string_equal(lun_document_id(r.docs[0]), "a.json#1");
  reading_clear(&r);
  reading_of_text(&r, "a.json", "\"text\"");
  assert_string_equal(r.notices[0].message, "neither a JSON object nor an array of objects");
  assert_int_equal(r.skipped, 1);
  reading_clear(&r);
}

static void test_array(void **state) {
  (void)state;
  reading r = {0};
  reading_of_text(
      &r, "a.json",
      "[ {\"text\":\"1\"},\n 2, [3], {\"text\":\"]\"\n ,\"a\":},\n{\"text\":\"5\"} ]\n");
  assert_int_equal(r.count, 2);
  assert_string_equal(lun_document_id(r.docs[0]), "a.json#1");
  assert_string_equal(lun_document_id(r.docs[1]), "a.json#5");
  assert_int_equal(r.notice_count, 3);
  assert_string_equal(r.notices[0].message, "not an object");
  assert_string_equal(r.notices[1].message, "not an object");
  assert_string_equal(r.notices[2].message, "not JSON: unallowed token at this point in JSON text");
  assert_int_equal(r.notices[2].line, 3);
  assert_int_equal(r.skipped, 3);
  reading_clear(&r);
  reading_of_text(&r, "a.json", "[{\"text\":\"1\"}]");
  assert_string_equal(lun_document_id(r.docs[0]), "a.json#1");
  assert_int_equal(r.notice_count, 0);
  reading_clear(&r);
}

static void check_end(const char *text, size_t count, const char *message) {
  reading r = {0};
  reading_of_text(&r, "a.json", text);
  assert_int_equal(r.end, LUN_DONE);
  assert_int_equal(r.count, count);
  assert_int_equal(r.notice_count, 1);
  assert_string_equal(r.notices[0].message, message);
  assert_int_equal(r.skipped, 1);
  reading_clear(&r);
}

static void test_ends(void **state) {
  (void)state;
  check_end("[]", 0, "no records");
  check_end(" \n", 0, "no records");
  check_end("[", 0, "not JSON: the array is not closed");
  check_end("[{\"text\":\"1\"}", 1, "not JSON: the array is not closed");
  check_end("[{\"text\":\"1\"} {\"text\":\"2\"}]", 1, "not JSON: expected , or ] in the array");
  check_end("[{\"text\":\"1\"}] x", 1, "text behind the end of the array");
  check_end("[{\"text\":\"1\"},]", 1, "not JSON: it ends inside a value");
  check_end("[{\"text\":\"1\"},{\"text\"", 1, "not JSON: its end is missing");
}

/* Elements, strings and escapes wherever a block may be cut, and UTF-16. */
static void test_blocks(void **state) {
  (void)state;
  for (size_t pad = LUN_CONTEXT_STRIDE - 40; pad < LUN_CONTEXT_STRIDE; pad += 3) {
    reading r = {0};
    lun_buffer in = {0};
    lun_buffer_add_text(&in, "[{\"text\":\"");
    for (size_t i = 0; i < pad - 10; i++) lun_buffer_add_byte(&in, 'x');
    lun_buffer_add_text(&in, "\\\\\"},{\"text\":\"\\\"\\ud83d\\ude00]\"}]");
    reading_of_bytes(&r, "a.json", in.data, in.len);
    assert_int_equal(r.notice_count, 0);
    assert_int_equal(r.count, 2);
    assert_string_equal(reading_text(&r, 1), "\"\xF0\x9F\x98\x80]");
    reading_clear(&r);
    lun_buffer_clear(&in);
  }
  reading r = {0};
  reading_of_bytes(&r, "a.jsonl", "\xFE\xFF\0{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0\xE9\0\"\0}\0\n\xDC\0",
                   30);
  assert_int_equal(r.count, 1);
  assert_string_equal(reading_text(&r, 0), "\xC3\xA9");
  assert_int_equal(r.notices[0].status, LUN_EUTF8);
  assert_int_equal(r.notices[0].line, 2);
  assert_int_equal(r.notices[0].byte, 28);
  reading_clear(&r);
}

/* A text as long as a record may be large: the parser's memory must suffice. */
static void test_large(void **state) {
  (void)state;
  for (int escaped = 0; escaped < 2; escaped++) {
    reading r = {0};
    lun_buffer in = {0};
    size_t len;
    lun_buffer_add_text(&in, "{\"text\":\"");
    for (int i = 0; i < 1000000; i++) lun_buffer_add_text(&in, escaped ? "\\n" : "ab");
    lun_buffer_add_text(&in, "\"}\n{\"text\":\"x\\n\"}\n{\"text\":\"");
    for (int i = 0; i < 1000000; i++) lun_buffer_add_text(&in, escaped ? "\\n" : "ab");
    reading_of_bytes(&r, "a.jsonl", in.data, in.len);
    assert_int_equal(r.count, 2);
    assert_int_equal(r.skipped, 1);
    (void)lun_document_text(r.docs[0], &len);
    assert_int_equal(len, escaped ? 1000000 : 2000000);
    reading_clear(&r);
    lun_buffer_clear(&in);
  }
}

static void test_many_members(void **state) {
  (void)state;
  reading r = {0};
  lun_buffer in = {0};
  lun_buffer_add_text(&in, "{\"text\":\"x\"");
  for (int i = 0; i < 10000; i++) lun_buffer_add_format(&in, ",\"%d\":1", i);
  lun_buffer_add_text(&in, "}");
  reading_of_bytes(&r, "a.jsonl", in.data, in.len);
  assert_int_equal(r.count, 0);
  assert_string_equal(r.notices[0].message, "too many members");
  reading_clear(&r);
  lun_buffer_clear(&in);
}

#ifdef LUN_FAULTS
static void sweep(const char *path, const char *text) {
  lun_status end = LUN_ENOMEM;
  for (size_t n = 1; end == LUN_ENOMEM; n++) {
    reading r = {0};
    lun_fault_set(n);
    reading_of_text(&r, path, text);
    lun_fault_set(0);
    end = r.end;
    reading_clear(&r);
  }
  assert_int_equal(end, LUN_DONE);
}

static void test_faults(void **state) {
  (void)state;
  sweep("a.jsonl", "{\"text\":\"a\\nb\",\"id\":\"x\",\"a\":1,\"b\":{},\"c\":3,\"d\":4,\"e\":5,"
                   "\"f\":6,\"g\":7}\n{\"text\":\"\",\"id\":\"x\",\"date\":\"2016\"}\n{\"a\":1}\n");
  sweep("a.json", "[{\"text\":\"a\\nb\"},{\"text\":\"c\"}]");
  sweep("a.json", "{\n\"text\":\"a\"}");
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_values),  cmocka_unit_test(test_ids),
      cmocka_unit_test(test_depth),   cmocka_unit_test(test_faults_of_lines),
      cmocka_unit_test(test_objects), cmocka_unit_test(test_array),
      cmocka_unit_test(test_ends),    cmocka_unit_test(test_blocks),
      cmocka_unit_test(test_large),   cmocka_unit_test(test_many_members),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
