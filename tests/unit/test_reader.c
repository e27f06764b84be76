/* The reader: formats by name and sight, ids, dates, renamed fields, folders, standard input. */
#include "base/buffer.h"
#include "reading.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char base[64];

static const char *in_base(const char *name) {
  static char paths[8][300];
  static int next;
  char *path = paths[next++ % 8];
  snprintf(path, sizeof paths[0], "%s/%s", base, name);
  return path;
}

static void put(const char *name, const char *bytes, size_t len) {
  FILE *f = fopen(in_base(name), "w");
  assert_non_null(f);
  assert_int_equal(fwrite(bytes, 1, len, f), len);
  fclose(f);
}

static void put_text(const char *name, const char *text) {
  put(name, text, strlen(text));
}

static int set_up(void **state) {
  (void)state;
  strcpy(base, "/tmp/lunette-test-XXXXXX");
  return mkdtemp(base) == NULL ? -1 : 0;
}

static int tear_down(void **state) {
  (void)state;
  char command[100];
  snprintf(command, sizeof command, "rm -rf '%s'", base);
  return system(command) == 0 ? 0 : -1;
}

static void check_sight(const char *name, const char *text, const char *want, const char *id) {
  reading r = {0};
  reading_of_text(&r, name, text);
  assert_int_equal(r.count, 1);
  assert_string_equal(reading_text(&r, 0), want);
  assert_string_equal(lun_document_id(r.docs[0]), id);
  reading_clear(&r);
}

static void test_formats(void **state) {
  (void)state;
  check_sight("x", " {\"text\":\"t\"}\n", "t", "x");
  check_sight("x", "\xEF\xBB\xBF[{\"text\":\"t\"}]", "t", "x#1");
  check_sight("x", "\n<!DOCTYPE HTML><p>t", "t", "x");
  check_sight("x", "<HTML><p>t", "t", "x");
  check_sight("x", "<?xml version='1.0'?>\n<html><p>t</p></html>", "t", "x");
  check_sight("x", "a <b>\r\n", "a <b>\r\n", "x");
  check_sight("x", "[Editor's note]", "[Editor's note]", "x");
  check_sight("x", "{\\rtf1 t}", "{\\rtf1 t}", "x");
  check_sight("x.JSONL", "{\"text\":\"t\"}", "t", "x.JSONL#1");
  check_sight("x.ndjson", "{\"text\":\"t\"}", "t", "x.ndjson#1");
  check_sight("x.csv", "id;text\n;t", "t", "x.csv#1");
  check_sight("x.tsv", "id\ttext\tb,c;d;e\n7\tt\tu", "t", "7");
  check_sight("x.md", "# t", "# t", "x.md");
  check_sight("x.txt", "<html>{", "<html>{", "x.txt");
}

static void test_plain(void **state) {
  (void)state;
  reading r = {0};
  reading_of_text(&r, "a.txt",
                  "---\r\ntitle: \"A: b\"\r\n\r\n# note\r\ndate: 3 Sept. 2016\r\n"
                  "author:\r\nid: 'x'\r\n---\r\n\r\nText\r\n");
  assert_string_equal(reading_text(&r, 0), "\r\nText\r\n");
  assert_string_equal(lun_document_id(r.docs[0]), "x");
  assert_string_equal(reading_get(&r, 0, "title"), "A: b");
  assert_string_equal(reading_get(&r, 0, "date"), "2016-09-03");
  assert_string_equal(reading_get(&r, 0, "author"), "(none)");
  assert_int_equal(r.notice_count, 0);
  reading_clear(&r);
  check_sight("a.txt", "---\na: b\nprose\n---\nx", "---\na: b\nprose\n---\nx", "a.txt");
  check_sight("a.txt", "---\na: b\n", "---\na: b\n", "a.txt");
  check_sight("a.txt", "---\n---\n", "", "a.txt");
  check_sight("a.txt", "x\n---\na: b\n---\n", "x\n---\na: b\n---\n", "a.txt");
  check_sight("a.txt", "\xEF\xBB\xBF---\na: b\n---\ne\xCC\x81", "e\xCC\x81", "a.txt");
  reading_of_text(&r, "a.txt", "---\na: b\nprose\n");
  assert_int_equal(r.notices[0].line, 3);
  assert_int_equal(r.skipped, 0);
  reading_clear(&r);
  reading_of_text(&r, "a.txt", "---\ntext: no\n---\nyes");
  assert_string_equal(reading_text(&r, 0), "yes");
  assert_int_equal(r.notice_count, 1);
  reading_clear(&r);
}

static void test_bytes(void **state) {
  (void)state;
  reading r = {0};
  reading_of_bytes(&r, "a.txt",
                   "\xFF\xFE"
                   "a\0\r\0\n\0\x3D\xD8\x00\xDE",
                   12);
  assert_string_equal(reading_text(&r, 0), "a\r\n\xF0\x9F\x98\x80");
  assert_string_equal(reading_get(&r, 0, "encoding"), "UTF-16LE");
  reading_clear(&r);
  reading_of_text(&r, "a.txt",
                  "\xEF\xBB\xBF"
                  "a");
  assert_string_equal(reading_text(&r, 0), "a");
  assert_string_equal(reading_get(&r, 0, "encoding"), "UTF-8 BOM");
  reading_clear(&r);
  reading_of_text(&r, "a.txt",
                  "\xEF\xBB\xBF"
                  "a\n\xE9");
  assert_int_equal(r.count, 0);
  assert_int_equal(r.notices[0].status, LUN_EUTF8);
  assert_int_equal(r.notices[0].line, 2);
  assert_int_equal(r.notices[0].byte, 5);
  assert_string_equal(r.notices[0].path, "a.txt");
  reading_clear(&r);
  reading_of_bytes(&r, "a", "a\0b", 3);
  assert_int_equal(r.count, 0);
  assert_int_equal(r.notices[0].byte, 1);
  reading_clear(&r);
  reading_of_bytes(&r, "a.txt",
                   "\xFF\xFE"
                   "a\0\x00\xDC",
                   6);
  assert_int_equal(r.count, 0); /* half a text is none */
  assert_int_equal(r.notices[0].byte, 4);
  reading_clear(&r);
  r.options.encoding = "windows-1252";
  reading_of_text(&r, "a.txt", "\x93\xE9\x94");
  assert_string_equal(reading_text(&r, 0), "\xE2\x80\x9C\xC3\xA9\xE2\x80\x9D");
  reading_clear(&r);
  r.options.encoding = "klingon";
  reading_of_text(&r, "a.txt", "a");
  assert_int_equal(r.end, LUN_EFORMAT);
  reading_clear(&r);
}

static void test_empty(void **state) {
  (void)state;
  static const char *const names[] = {"a.txt", "a.csv", "a.json", "a.html", "a"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    reading r = {0};
    reading_of_text(&r, names[i], i % 2 == 0 ? "" : "\xEF\xBB\xBF");
    assert_int_equal(r.end, LUN_DONE);
    assert_int_equal(r.count, 0);
    assert_int_equal(r.notice_count, 1);
    assert_int_equal(r.notices[0].status, LUN_OK);
    assert_string_equal(r.notices[0].message, "empty file");
    assert_int_equal(r.skipped, 1);
    reading_clear(&r);
  }
}

static void test_table(void **state) {
  (void)state;
  reading r = {0};
  reading_of_text(&r, "a.csv",
                  ",text,n,n,date\r\n1,\"a\r\nb\",x,,2016-09-03\r\n2,b\r\n3,c,,,01.02.2013\r\n\r\n"
                  "4,,\"y\"z,,\r\n5,\xE9,,,\r\n6,,,y,\r\n");
  assert_int_equal(r.count, 3);
  assert_string_equal(reading_text(&r, 0), "a\r\nb");
  assert_string_equal(lun_document_id(r.docs[0]), "a.csv#1");
  assert_string_equal(reading_get(&r, 0, "column_1"), "1");
  assert_string_equal(reading_get(&r, 0, "n"), "x");
  assert_string_equal(reading_get(&r, 0, "n_2"), "(none)"); /* empty: there is none */
  assert_string_equal(reading_get(&r, 0, "date"), "2016-09-03");
  assert_string_equal(lun_document_id(r.docs[1]), "a.csv#3");
  assert_string_equal(reading_get(&r, 1, "date"), "(none)");
  assert_string_equal(reading_text(&r, 2), "");
  assert_string_equal(reading_get(&r, 2, "n_2"), "y");
  static const struct {
    lun_status status;
    size_t line;
    const char *message;
  } want[] = {
      {LUN_OK, 1, "column 1 has no name; it is called column_1"},
      {LUN_OK, 1, "column 4 has the name of one before it; it is called n_2"},
      {LUN_EFORMAT, 4, "row has 2 fields, the header has 5"},
      {LUN_OK, 5,
       "date left out: ambiguous date \"01.02.2013\": day and month cannot be told "
       "apart, state a format"},
      {LUN_EFORMAT, 7,
       "text behind a closing quote; a quote inside a quoted field is written twice"},
      {LUN_EUTF8, 8, "not valid UTF-8; say --encoding NAME, for example windows-1252"},
  };
  assert_int_equal(r.notice_count, sizeof want / sizeof *want);
  for (size_t i = 0; i < r.notice_count; i++) {
    assert_string_equal(r.notices[i].message, want[i].message);
    assert_int_equal(r.notices[i].status, want[i].status);
    assert_int_equal(r.notices[i].line, want[i].line);
  }
  assert_int_equal(r.skipped, 3);
  reading_clear(&r);
}

static void test_headers(void **state) {
  (void)state;
  reading r = {0};
  reading_of_text(&r, "a.csv", "text,b\n");
  assert_string_equal(r.notices[0].message, "no rows below the header");
  assert_int_equal(r.skipped, 1);
  reading_clear(&r);
  reading_of_text(&r, "a.csv", "a,b\n1,2\n3,4\n");
  assert_int_equal(r.notice_count, 1); /* once, not for each row */
  assert_string_equal(r.notices[0].message,
                      "record has no text field; fields: a, b (and so in all rows)");
  reading_clear(&r);
  reading_of_text(&r, "a.csv", "a,\"text\n1,2\n");
  assert_string_equal(r.notices[0].message,
                      "header: quote is not closed before the end of the file");
  assert_int_equal(r.notices[0].line, 1);
  reading_clear(&r);
  reading_of_text(&r, "a.csv", "\n\n");
  assert_string_equal(r.notices[0].message, "no header line");
  reading_clear(&r);
}

static void test_fields(void **state) {
  (void)state;
  static const char *const fields[] = {"text",   "speech", "date", "when", "title",
                                       "speech", "id",     "key",  NULL};
  reading r = {0};
  r.options.fields = fields;
  r.options.date_format = "%d/%m/%Y";
  r.options.lang = "en";
  reading_of_text(
      &r, "a.jsonl",
      "{\"speech\":\"s\",\"text\":\"t\",\"when\":\"01/02/2013\",\"key\":5,\"x\":\"y\"}\n"
      "{\"text\":\"t\"}\n"
      "{\"speech\":\"s\",\"when\":\"2013-02-01\",\"lang\":\"fr\"}\n");
  assert_int_equal(r.count, 2);
  assert_string_equal(reading_text(&r, 0), "s");
  assert_string_equal(reading_get(&r, 0, "title"), "s");
  assert_string_equal(reading_get(&r, 0, "date"), "2013-02-01");
  assert_string_equal(reading_get(&r, 0, "when"), "(none)");
  assert_string_equal(reading_get(&r, 0, "text"), "(none)");
  assert_string_equal(reading_get(&r, 0, "x"), "y");
  assert_string_equal(reading_get(&r, 0, "lang"), "en");
  assert_string_equal(lun_document_id(r.docs[0]), "5");
  assert_string_equal(reading_get(&r, 1, "lang"), "fr");
  assert_string_equal(reading_get(&r, 1, "date"), "(none)");
  assert_int_equal(r.notice_count, 3);
  assert_string_equal(r.notices[0].message,
                      "field text left out, here and below: speech is taken for it");
  assert_string_equal(r.notices[1].message, "record has no speech field; fields: text");
  assert_int_equal(r.notices[2].status, LUN_OK);
  assert_int_equal(r.notices[2].line, 3);
  assert_non_null(strstr(r.notices[2].message, "date left out: date \"2013-02-01\""));
  reading_clear(&r);
  r.options.fields = fields;
  reading_of_text(&r, "a.txt", "plain"); /* a text file is its text, whatever fields are called */
  assert_string_equal(reading_text(&r, 0), "plain");
  reading_clear(&r);
}

static void test_repeated_ids(void **state) {
  (void)state;
  reading r = {0};
  reading_of_text(&r, "a.jsonl",
                  "{\"text\":\"1\",\"id\":\"x\"}\n{\"text\":\"2\",\"id\":\"x#2\"}\n"
                  "{\"text\":\"3\",\"id\":\"x\"}\n{\"text\":\"4\",\"id\":\"x\"}\n");
  assert_int_equal(r.count, 4);
  assert_string_equal(lun_document_id(r.docs[1]), "x#2");
  assert_string_equal(lun_document_id(r.docs[2]), "x#3");
  assert_string_equal(lun_document_id(r.docs[3]), "x#4");
  assert_string_equal(r.notices[0].message,
                      "the id \"x\" was given before; this document is \"x#3\"");
  assert_int_equal(r.notices[0].line, 3);
  assert_int_equal(r.skipped, 0);
  reading_clear(&r);
  put_text("twice.txt", "t");
  const char *paths[] = {in_base("twice.txt"), in_base("twice.txt")};
  reading_of_paths(&r, paths, 2);
  assert_int_equal(r.count, 2);
  assert_string_equal(lun_document_id(r.docs[0]), paths[0]);
  assert_string_equal(lun_document_id(r.docs[1]) + strlen(paths[0]), "#2");
  assert_int_equal(r.notice_count, 1);
  reading_clear(&r);
}

static void test_folder(void **state) {
  (void)state;
  assert_int_equal(mkdir(in_base("d"), 0700), 0);
  assert_int_equal(mkdir(in_base("d/e"), 0700), 0);
  assert_int_equal(mkdir(in_base("none"), 0700), 0);
  put("d/b.png", "\x89PNG\r\n\x1A\n\0\0", 10);
  put_text("d/c", "plain");
  put_text("d/e/a.jsonl", "{\"text\":\"x\"}\n{\"text\":\"y\"}\n");
  put_text("d/tei.xml", "<?xml version='1.0'?><TEI/>");
  put_text("d/void.txt", "");
  put("none/x.zip", "PK\3\4\0", 5);
  const char *paths[] = {in_base("d"), in_base("none")};
  reading r = {0};
  reading_of_paths(&r, paths, 2);
  assert_int_equal(r.count, 3);
  assert_string_equal(reading_text(&r, 0), "plain");
  assert_string_equal(lun_document_id(r.docs[0]), in_base("d/c"));
  char want[300];
  snprintf(want, sizeof want, "%s#2", in_base("d/e/a.jsonl"));
  assert_string_equal(lun_document_id(r.docs[2]), want);
  assert_int_equal(r.notice_count, 5);
  assert_string_equal(r.notices[0].message, "left out: neither a known format nor text");
  assert_string_equal(r.notices[0].path, in_base("d/b.png"));
  assert_string_equal(r.notices[1].message, "left out: XML is not read");
  assert_string_equal(r.notices[2].message, "empty file");
  assert_string_equal(r.notices[4].message, "no readable files in this folder");
  assert_string_equal(r.notices[4].path, in_base("none"));
  assert_int_equal(r.notices[4].status, LUN_EFORMAT);
  assert_int_equal(r.skipped, 2); /* the empty file and the folder */
  reading_clear(&r);
}

static void test_paths(void **state) {
  (void)state;
  reading r = {0};
  const char *missing[] = {"no/such"};
  reading_of_paths(&r, missing, 1);
  assert_int_equal(r.end, LUN_EIO);
  assert_string_equal(r.err.message, "cannot read no/such: no such file or folder");
  reading_clear(&r);
  put_text("\xE9.txt", "t"); /* a name that is not UTF-8 */
  const char *odd[] = {in_base("\xE9.txt")};
  reading_of_paths(&r, odd, 1);
  assert_string_equal(lun_document_id(r.docs[0]), in_base("%E9.txt"));
  reading_clear(&r);
  put_text("gone.txt", "t");
  const char *gone[] = {in_base("gone.txt")};
  lun_reader *reader;
  r.options = (lun_read_options){.notice = reading_note, .user = &r};
  assert_int_equal(lun_reader_open(gone, 1, &r.options, NULL, &reader, NULL), LUN_OK);
  assert_int_equal(unlink(gone[0]), 0);
  reading_finish(&r, reader);
  assert_int_equal(r.notices[0].status, LUN_EIO);
  assert_string_equal(r.notices[0].message, "cannot read: no such file or folder");
  assert_int_equal(r.skipped, 1);
  reading_clear(&r);
}

static void test_standard_input(void **state) {
  (void)state;
  reading r = {0};
  const char *paths[] = {"-"};
  put_text("in", "{\"text\":\"1\"}\n{\"text\":\"2\"}\n");
  int kept = dup(STDIN_FILENO), file = open(in_base("in"), O_RDONLY);
  assert_true(kept >= 0 && file >= 0);
  assert_int_equal(dup2(file, STDIN_FILENO), STDIN_FILENO);
  reading_of_paths(&r, paths, 1);
  dup2(kept, STDIN_FILENO);
  close(kept);
  close(file);
  assert_int_equal(r.count, 2);
  assert_string_equal(lun_document_id(r.docs[1]), "-#2");
  reading_clear(&r);
}

/* No notices wanted, no options at all, and the user's stop. */
static void test_bare(void **state) {
  (void)state;
  atomic_int stop = 0;
  lun_context ctx = {.stop = &stop};
  lun_error err = {0};
  lun_document *doc;
  lun_reader *reader;
  const char *text = "{\"text\":\"1\"}\nx\n{\"text\":\"2\"}\n";
  assert_int_equal(lun_reader_open_memory("a.jsonl", text, strlen(text), NULL, &ctx, &reader, &err),
                   LUN_OK);
  assert_int_equal(lun_reader_next(reader, &doc, &err), LUN_OK);
  lun_document_free(doc);
  assert_int_equal(lun_reader_skipped(reader), 0);
  assert_int_equal(lun_reader_next(reader, &doc, &err), LUN_OK);
  lun_document_free(doc);
  assert_int_equal(lun_reader_skipped(reader), 1);
  stop = 1;
  assert_int_equal(lun_reader_next(reader, &doc, &err), LUN_ESTOP);
  lun_reader_close(reader);
  lun_reader_close(NULL);
}

/* A line of many blocks. */
static void test_long_line(void **state) {
  (void)state;
  reading r = {0};
  lun_buffer in = {0};
  size_t len;
  lun_buffer_add_text(&in, "{\"text\":\"");
  for (int i = 0; i < 5000000; i++) lun_buffer_add_text(&in, "word ");
  lun_buffer_add_text(&in, "\"}\n{\"text\":\"x\"}");
  reading_of_bytes(&r, "a.jsonl", in.data, in.len);
  assert_int_equal(r.count, 2);
  (void)lun_document_text(r.docs[0], &len);
  assert_int_equal(len, 25000000);
  reading_clear(&r);
  lun_buffer_clear(&in);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  static const char *const fields[] = {"text", "speech", NULL};
  static const struct {
    const char *path, *text;
  } cases[] = {
      {"a.csv", "id,speech,n,n,,date\nx,\"a\"\"b\",c,d,e,2016\nx,b,,,,no\n1,2\n"},
      {"a.txt", "---\ntitle: x\ndate: 2016\nid: 5\n---\nText\n"},
      {"a.txt", "\xFF\xFE"
                "ab"},
      {"a.jsonl", "{\"text\":\"x\",\"speech\":\"y\"}\n{\"a\":1}\n{\"speech\":\"y\"}\n"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    lun_status end = LUN_ENOMEM;
    for (size_t n = 1; end == LUN_ENOMEM; n++) {
      reading r = {.options = {.fields = fields, .lang = "en"}};
      lun_fault_set(n);
      reading_of_text(&r, cases[i].path, cases[i].text);
      lun_fault_set(0);
      end = r.end;
      reading_clear(&r);
    }
    assert_int_equal(end, LUN_DONE);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_formats),   cmocka_unit_test(test_plain),
      cmocka_unit_test(test_bytes),     cmocka_unit_test(test_empty),
      cmocka_unit_test(test_table),     cmocka_unit_test(test_headers),
      cmocka_unit_test(test_fields),    cmocka_unit_test(test_repeated_ids),
      cmocka_unit_test(test_folder),    cmocka_unit_test(test_paths),
      cmocka_unit_test(test_bare),      cmocka_unit_test(test_standard_input),
      cmocka_unit_test(test_long_line),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
