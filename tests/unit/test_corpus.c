#include "corpus_fixture.h"

#include <sqlite3.h>
#include <sys/stat.h>

static void run_sql(const char *path, const char *sql) {
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  if (rc != SQLITE_OK) print_error("%s\n", sqlite3_errmsg(db));
  assert_int_equal(rc, SQLITE_OK);
  sqlite3_close(db);
}

static void assert_refused(const char *path, lun_corpus_mode mode, lun_status st,
                           const char *words) {
  lun_error err = {0};
  lun_corpus *corpus = (lun_corpus *)folder;
  lun_status got = lun_corpus_open(path, mode, NULL, &corpus, &err);
  if (got != st) print_error("%s: %d %s\n", path, (int)got, err.message);
  assert_int_equal(got, st);
  assert_null(corpus);
  assert_int_equal(err.status, st);
  if (strstr(err.message, words) == NULL) print_error("%s\n", err.message);
  assert_non_null(strstr(err.message, words));
  assert_int_equal(lun_corpus_open(path, mode, NULL, &corpus, NULL), st);
}

/* documents come back as they went in */

static void test_texts(void **state) {
  (void)state;
  static const struct {
    const char *id, *text;
    size_t len;
  } cases[] = {{"empty", "", 0},
               {"nul", "a\0b\0", 4},
               {"only nul", "\0", 1},
               {"crlf", "one\r\ntwo\rthree\n", 15},
               {"bom", "\xEF\xBB\xBFtext", 7},
               {"nfd", "cafe\xCC\x81", 6},
               {"rtl", "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7", 10},
               {"\xF0\x9F\x8C\x99 moon", "\xF0\x9F\x8C\x99\xF0\x9F\x94\x8D", 8},
               {"sql ' \" ; --", "'); DROP TABLE document; --", 27}};
  enum { COUNT = sizeof cases / sizeof cases[0] };
  lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_CREATE);
  for (size_t i = 0; i < COUNT; i++) {
    lun_document *doc = make(cases[i].id, cases[i].text, cases[i].len);
    assert_int_equal(lun_corpus_add(corpus, doc, NULL, NULL), LUN_OK);
    lun_document_free(doc);
  }
  for (int round = 0; round < 2; round++) {
    assert_int_equal(lun_corpus_count(corpus), COUNT);
    for (size_t i = 0; i < COUNT; i++) {
      size_t len;
      lun_document *doc = NULL;
      assert_int_equal(lun_corpus_find(corpus, cases[i].id, &doc, NULL), LUN_OK);
      const char *text = lun_document_text(doc, &len);
      assert_int_equal(len, cases[i].len);
      assert_memory_equal(text, cases[i].text, len);
      assert_null(lun_document_variable(doc, 0));
      assert_string_equal(lun_document_path(doc), "");
      lun_document_free(doc);
    }
    lun_document *none = (lun_document *)folder;
    assert_int_equal(lun_corpus_find(corpus, "no such id", &none, NULL), LUN_DONE);
    assert_null(none);
    if (round == 1) break;
    assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
    lun_corpus_close(corpus);
    corpus = open_corpus("x.corpus", LUN_CORPUS_READ);
  }
  lun_corpus_close(corpus);
  assert_int_equal(count_faults("x.corpus"), 0);
}

static void test_variables(void **state) {
  (void)state;
  static const struct {
    const char *name, *value;
    size_t len;
    lun_value_type type;
  } cases[] = {{"zulu", "last letter first", 17, LUN_VALUE_TEXT},
               {"date", "2016-09", 7, LUN_VALUE_TEXT},
               {"title", "a\0b", 3, LUN_VALUE_TEXT},
               {"words", "-007", 4, LUN_VALUE_INTEGER},
               {"lang", "", 0, LUN_VALUE_TEXT},
               {"share", "1e3", 3, LUN_VALUE_NUMBER},
               {"source", "1984", 4, LUN_VALUE_INTEGER},
               {"front page", "true", 4, LUN_VALUE_BOOLEAN},
               {"\xC3\xA4nderung", "\xF0\x9F\x8C\x99", 4, LUN_VALUE_TEXT}};
  enum { COUNT = sizeof cases / sizeof cases[0] };
  lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_CREATE);
  lun_document *doc = make("d", "text", 4);
  for (size_t i = 0; i < COUNT; i++) {
    assert_int_equal(
        lun_document_set(doc, cases[i].name, cases[i].value, cases[i].len, cases[i].type, NULL),
        LUN_OK);
  }
  assert_int_equal(lun_document_set_place(doc, "folder/f\xFFle.jsonl", 12, NULL), LUN_OK);
  assert_int_equal(lun_corpus_add(corpus, doc, NULL, NULL), LUN_OK);
  lun_document_free(doc);
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  assert_int_equal(lun_corpus_find(corpus, "d", &doc, NULL), LUN_OK);
  for (size_t i = 0; i < COUNT; i++) {
    const lun_variable *v = lun_document_variable(doc, i);
    assert_non_null(v);
    assert_string_equal(v->name, cases[i].name);
    assert_int_equal(v->type, cases[i].type);
    assert_int_equal(v->len, cases[i].len);
    assert_memory_equal(v->value, cases[i].value, v->len);
  }
  assert_null(lun_document_variable(doc, COUNT));
  assert_string_equal(lun_document_path(doc), "folder/f\xFFle.jsonl");
  assert_int_equal(lun_document_number(doc), 12);
  lun_document_free(doc);
  lun_corpus_close(corpus);
}

static void test_ids(void **state) {
  (void)state;
  lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_CREATE);
  assert_int_equal(add(corpus, "a", "1"), 0);
  assert_int_equal(add(corpus, "a#3", "2"), 0);
  assert_int_equal(add(corpus, "a", "3"), 1);
  assert_int_equal(add(corpus, "a", "4"), 1);
  assert_int_equal(add(corpus, "A", "5"), 0);
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  assert_text(corpus, "a#2", "3");
  assert_text(corpus, "a#3", "2");
  assert_text(corpus, "a#4", "4");
  assert_text(corpus, "A", "5");
  lun_corpus_close(corpus);
  corpus = open_corpus("x.corpus", LUN_CORPUS_WRITE);
  assert_int_equal(lun_corpus_count(corpus), 5);
  assert_int_equal(add(corpus, "a", "6"), 1);
  assert_text(corpus, "a#5", "6");
  assert_int_equal(lun_corpus_count(corpus), 6);
  lun_corpus_close(corpus);
}

static void test_ids_made(void **state) {
  (void)state;
  static const struct {
    const char *path;
    size_t number;
    const char *id;
  } cases[] = {{"", 0, "document"},
               {"", 0, "document#2"},
               {"news/a.txt", 0, "news/a.txt"},
               {"news/b.csv", 3, "news/b.csv#3"},
               {"b\xFF\xE4z.txt", 0, "b\xEF\xBF\xBD\xEF\xBF\xBDz.txt"}};
  lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_CREATE);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    lun_document *doc = make("", "t", 1);
    if (cases[i].path[0] != '\0') {
      assert_int_equal(lun_document_set_place(doc, cases[i].path, cases[i].number, NULL), LUN_OK);
    }
    assert_int_equal(lun_corpus_add(corpus, doc, NULL, NULL), LUN_OK);
    lun_document_free(doc);
    assert_text(corpus, cases[i].id, "t");
  }
  lun_corpus_close(corpus);
}

/* Twenty thousand documents of one id take no longer than of twenty thousand ids. */
static void test_ids_many(void **state) {
  (void)state;
  lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_CREATE);
  for (int i = 0; i < 20000; i++) add(corpus, "same", "t");
  assert_text(corpus, "same#20000", "t");
  lun_corpus_close(corpus);
}

/* the file appears whole or not at all */

static void test_uncommitted(void **state) {
  (void)state;
  lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_CREATE);
  add(corpus, "a", "text");
  assert_int_not_equal(access("x.corpus", F_OK), 0);
  lun_corpus_close(corpus);
  assert_int_equal(count_files(), 0);
  lun_corpus_close(NULL);
}

static void test_empty_corpus(void **state) {
  (void)state;
  lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_CREATE);
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  lun_corpus_close(corpus);
  assert_int_equal(count_files(), 1);
  corpus = open_corpus("x.corpus", LUN_CORPUS_READ);
  assert_int_equal(lun_corpus_count(corpus), 0);
  lun_corpus_close(corpus);
}

static void test_commit_goes_on(void **state) {
  (void)state;
  mode_t old = umask(027);
  lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_CREATE);
  umask(old);
  add(corpus, "a", "1");
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  assert_int_equal(count_files(), 1);
  struct stat info;
  assert_int_equal(stat("x.corpus", &info), 0);
  assert_int_equal(info.st_mode & 0777, 0640);
  add(corpus, "b", "2");
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  add(corpus, "c", "3");
  lun_corpus_close(corpus);
  assert_int_equal(count_files(), 1);
  corpus = open_corpus("x.corpus", LUN_CORPUS_READ);
  assert_int_equal(lun_corpus_count(corpus), 2);
  assert_text(corpus, "b", "2");
  lun_corpus_close(corpus);
}

static void test_create_refused(void **state) {
  (void)state;
  make_corpus("x.corpus");
  assert_refused("x.corpus", LUN_CORPUS_CREATE, LUN_EIO, "x.corpus: exists already");
  assert_refused(".", LUN_CORPUS_CREATE, LUN_EIO, "exists already");
  assert_refused("", LUN_CORPUS_CREATE, LUN_EIO, "empty");
  assert_refused("no/such/folder.corpus", LUN_CORPUS_CREATE, LUN_EIO, "No such file");
  assert_int_equal(symlink("nowhere", "link.corpus"), 0);
  assert_refused("link.corpus", LUN_CORPUS_CREATE, LUN_EIO, "exists already");
  fclose(fopen("old.corpus-journal", "w"));
  assert_refused("old.corpus", LUN_CORPUS_CREATE, LUN_EIO, "old.corpus-journal is left");
  assert_int_equal(count_files(), 3);
}

static void test_two_creators(void **state) {
  (void)state;
  lun_error err = {0};
  lun_corpus *one = open_corpus("x.corpus", LUN_CORPUS_CREATE);
  lun_corpus *two = open_corpus("x.corpus", LUN_CORPUS_CREATE);
  add(one, "one", "1");
  add(two, "two", "2");
  assert_int_equal(lun_corpus_commit(two, NULL), LUN_OK);
  assert_int_equal(lun_corpus_commit(one, &err), LUN_EIO);
  assert_string_equal(err.message, "x.corpus: exists already");
  assert_int_equal(lun_corpus_commit(one, &err), LUN_ESTORE);
  lun_document *doc = NULL;
  assert_int_equal(lun_corpus_find(one, "one", &doc, &err), LUN_ESTORE);
  lun_corpus_cursor *cursor = NULL;
  assert_int_equal(lun_corpus_cursor_open(one, &cursor, &err), LUN_ESTORE);
  lun_corpus_close(one);
  lun_corpus_close(two);
  assert_int_equal(count_files(), 1);
  one = open_corpus("x.corpus", LUN_CORPUS_READ);
  assert_text(one, "two", "2");
  lun_corpus_close(one);
}

/* Names that SQLite would take for something else, and a change of folder in between. */
static void test_names(void **state) {
  (void)state;
  static const char *const names[] = {":memory:", "file:x.corpus?mode=memory", "a b%20'\".corpus",
                                      "\xD9\x85.corpus"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    make_corpus(names[i]);
    assert_int_equal(access(names[i], F_OK), 0);
    assert_int_equal(count_faults(names[i]), 0);
  }
  lun_corpus *corpus = open_corpus("y.corpus", LUN_CORPUS_CREATE);
  add(corpus, "a", "1");
  assert_int_equal(chdir("/"), 0);
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  assert_int_equal(chdir(folder), 0);
  lun_corpus_close(corpus);
  assert_int_equal(access("y.corpus", F_OK), 0);
}

static void test_modes(void **state) {
  (void)state;
  lun_error err = {0};
  make_corpus("x.corpus");
  lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_READ);
  lun_document *doc = make("c", "3", 1);
  assert_int_equal(lun_corpus_add(corpus, doc, NULL, &err), LUN_ESTORE);
  assert_string_equal(err.message, "x.corpus: opened for reading only");
  assert_int_equal(lun_corpus_commit(corpus, &err), LUN_OK);
  lun_document_free(doc);
  lun_corpus_close(corpus);
  corpus = open_corpus("x.corpus", LUN_CORPUS_WRITE);
  add(corpus, "c", "3");
  lun_corpus_close(corpus);
  corpus = open_corpus("x.corpus", LUN_CORPUS_READ);
  assert_int_equal(lun_corpus_count(corpus), 2);
  lun_corpus_close(corpus);
}

static void write_file(const char *path, const char *bytes, size_t len) {
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(bytes, 1, len, f), len);
  assert_int_equal(fclose(f), 0);
}

static void test_not_a_corpus(void **state) {
  (void)state;
  char page[4096] = "SQLite format 3";
  assert_refused("none.corpus", LUN_CORPUS_READ, LUN_EIO, "none.corpus: no such file");
  assert_refused("none.corpus", LUN_CORPUS_WRITE, LUN_EIO, "no such file");
  assert_refused(".", LUN_CORPUS_READ, LUN_EIO, "is a folder");
  assert_int_equal(mkfifo("pipe", 0600), 0);
  assert_refused("pipe", LUN_CORPUS_READ, LUN_EIO, "not a regular file");
  write_file("empty", "", 0);
  assert_refused("empty", LUN_CORPUS_WRITE, LUN_EFORMAT, "empty: not a Lunette corpus");
  write_file("text",
             "The quick brown fox jumps over the lazy dog. Again and again, it "
             "jumps over it, until a file is long enough to be a page.",
             122);
  assert_refused("text", LUN_CORPUS_READ, LUN_EFORMAT, "not a Lunette corpus");
  write_file("page", page, sizeof page);
  assert_refused("page", LUN_CORPUS_READ, LUN_EFORMAT, "not a Lunette corpus");
  run_sql("other", "CREATE TABLE document (id TEXT)");
  assert_refused("other", LUN_CORPUS_READ, LUN_EFORMAT, "not a Lunette corpus");
  run_sql("named", "PRAGMA application_id = 1282764389; PRAGMA user_version = 1;"
                   "CREATE TABLE document (id TEXT)");
  assert_refused("named", LUN_CORPUS_WRITE, LUN_EFORMAT, "not a Lunette corpus");
  make_corpus("x.corpus");
  run_sql("x.corpus", "PRAGMA user_version = 2");
  assert_refused("x.corpus", LUN_CORPUS_READ, LUN_EFORMAT, "version 2, newer");
}

/* A file from somebody else: its triggers and views stay asleep, its damage is said. */
static void test_hostile(void **state) {
  (void)state;
  lun_error err = {0};
  make_corpus("x.corpus");
  run_sql("x.corpus", "CREATE TRIGGER t AFTER INSERT ON document BEGIN DELETE FROM document; END");
  lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_WRITE);
  add(corpus, "c", "3");
  assert_text(corpus, "a", "first text");
  lun_corpus_close(corpus);
  run_sql("x.corpus", "DROP TRIGGER t; ALTER TABLE document RENAME TO d;"
                      "CREATE VIEW document AS SELECT * FROM d");
  assert_refused("x.corpus", LUN_CORPUS_READ, LUN_EFORMAT, "not a Lunette corpus");
  make_corpus("y.corpus");
  run_sql("y.corpus", "UPDATE document SET text = CAST(x'61FF62' AS TEXT) WHERE id = 'a';"
                      "INSERT INTO variable VALUES (2, 0, 'n', 'text', CAST(x'C3' AS TEXT))");
  corpus = open_corpus("y.corpus", LUN_CORPUS_READ);
  lun_document *doc = NULL;
  assert_int_equal(lun_corpus_find(corpus, "a", &doc, &err), LUN_EFORMAT);
  assert_non_null(strstr(err.message, "y.corpus: document number 1: "));
  assert_int_equal(lun_corpus_find(corpus, "b", &doc, NULL), LUN_EFORMAT);
  assert_null(doc);
  lun_corpus_cursor *cursor = NULL;
  assert_int_equal(lun_corpus_cursor_open(corpus, &cursor, NULL), LUN_OK);
  assert_int_equal(lun_corpus_cursor_next(cursor, &doc, NULL), LUN_EFORMAT);
  assert_int_equal(lun_corpus_cursor_next(cursor, &doc, NULL), LUN_EFORMAT);
  assert_int_equal(lun_corpus_cursor_next(cursor, &doc, NULL), LUN_DONE);
  lun_corpus_cursor_close(cursor);
  lun_corpus_close(corpus);
}

/* Any byte of the file may be wrong: nothing worse than an error may come of it. */
static void test_damaged(void **state) {
  (void)state;
  char bytes[65536];
  make_corpus("x.corpus");
  FILE *f = fopen("x.corpus", "rb");
  size_t len = fread(bytes, 1, sizeof bytes, f);
  fclose(f);
  assert_true(len > 4096);
  unsigned seed = 1;
  for (int round = 0; round < 400; round++) {
    char copy[sizeof bytes];
    memcpy(copy, bytes, len);
    for (int i = 0; i < 8; i++) {
      seed = seed * 1103515245u + 12345u;
      copy[(seed >> 8) % len] = (char)(seed >> 3);
    }
    write_file("y.corpus", copy, round % 5 == 0 ? (seed >> 4) % len : len);
    lun_corpus *corpus = NULL;
    if (lun_corpus_open("y.corpus", LUN_CORPUS_READ, NULL, &corpus, NULL) != LUN_OK) continue;
    lun_document *doc = NULL;
    if (lun_corpus_find(corpus, "b", &doc, NULL) == LUN_OK) lun_document_free(doc);
    size_t faults;
    lun_corpus_check(corpus, NULL, NULL, &faults, NULL);
    lun_corpus_close(corpus);
  }
}

/* cursors */

static void test_cursor(void **state) {
  (void)state;
  lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_CREATE);
  for (int i = 0; i < 50; i++) {
    char id[16];
    snprintf(id, sizeof id, "%d", (i * 37) % 50);
    add(corpus, id, id);
  }
  lun_corpus_cursor *cursor = NULL, *other = NULL;
  lun_document *doc = NULL, *second = NULL;
  assert_int_equal(lun_corpus_cursor_open(corpus, &cursor, NULL), LUN_OK);
  for (int i = 0; i < 50; i++) {
    char id[16];
    size_t len;
    snprintf(id, sizeof id, "%d", (i * 37) % 50);
    assert_int_equal(lun_corpus_cursor_next(cursor, &doc, NULL), LUN_OK);
    assert_string_equal(lun_document_text(doc, &len), id);
    lun_document_free(doc);
    add(corpus, "new", "not for this cursor");
    if (i % 10 == 0) assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
    if (i != 25) continue;
    assert_int_equal(lun_corpus_cursor_open(corpus, &other, NULL), LUN_OK);
    assert_int_equal(lun_corpus_cursor_next(other, &second, NULL), LUN_OK);
    assert_string_equal(lun_document_id(second), "0");
    lun_document_free(second);
    lun_corpus_cursor_close(other);
  }
  assert_int_equal(lun_corpus_cursor_next(cursor, &doc, NULL), LUN_DONE);
  assert_null(doc);
  assert_int_equal(lun_corpus_cursor_next(cursor, &doc, NULL), LUN_DONE);
  lun_corpus_cursor_close(cursor);
  lun_corpus_cursor_close(NULL);
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  lun_corpus_close(corpus);
  corpus = open_corpus("x.corpus", LUN_CORPUS_READ);
  assert_int_equal(lun_corpus_count(corpus), 100);
  lun_corpus_close(corpus);
}

/* A reader sees one state of the file from the first document to the last. */
static void test_cursor_view(void **state) {
  (void)state;
  lun_error err = {0};
  lun_context ctx = {0};
  make_corpus("x.corpus");
  lun_corpus *reader = open_corpus("x.corpus", LUN_CORPUS_READ);
  lun_corpus *writer = NULL;
  assert_int_equal(lun_corpus_open("x.corpus", LUN_CORPUS_WRITE, &ctx, &writer, NULL), LUN_OK);
  lun_corpus_cursor *cursor = NULL;
  lun_document *doc = NULL;
  assert_int_equal(lun_corpus_cursor_open(reader, &cursor, NULL), LUN_OK);
  add(writer, "c", "3");
  lun_context_set_timeout(&ctx, 0.1);
  assert_int_equal(lun_corpus_commit(writer, &err), LUN_ELIMIT);
  lun_context_set_timeout(&ctx, 0);
  for (int i = 0; i < 2; i++) {
    assert_int_equal(lun_corpus_cursor_next(cursor, &doc, NULL), LUN_OK);
    lun_document_free(doc);
  }
  assert_int_equal(lun_corpus_cursor_next(cursor, &doc, NULL), LUN_DONE);
  lun_corpus_cursor_close(cursor);
  assert_int_equal(lun_corpus_commit(writer, &err), LUN_OK);
  assert_text(reader, "c", "3");
  lun_corpus_close(writer);
  lun_corpus_close(reader);
}

/* stopping */

static void test_stop(void **state) {
  (void)state;
  lun_error err = {0};
  atomic_int stop = 0;
  lun_context ctx = {.stop = &stop};
  lun_corpus *corpus = NULL;
  assert_int_equal(lun_corpus_open("x.corpus", LUN_CORPUS_CREATE, &ctx, &corpus, &err), LUN_OK);
  add(corpus, "a", "kept");
  lun_document *doc = make("b", "too late", 8);
  stop = 1;
  assert_int_equal(lun_corpus_add(corpus, doc, NULL, &err), LUN_ESTOP);
  lun_document_free(doc);
  assert_int_equal(lun_corpus_commit(corpus, &err), LUN_OK);
  lun_corpus_cursor *cursor = NULL;
  assert_int_equal(lun_corpus_cursor_open(corpus, &cursor, &err), LUN_OK);
  assert_int_equal(lun_corpus_cursor_next(cursor, &doc, &err), LUN_ESTOP);
  stop = 0;
  assert_int_equal(lun_corpus_cursor_next(cursor, &doc, &err), LUN_OK);
  lun_document_free(doc);
  lun_corpus_cursor_close(cursor);
  assert_int_equal(lun_corpus_count(corpus), 1);
  lun_corpus_close(corpus);
}

/* what a corpus says of itself */

static int keep_variable(void *user, const char *name, uint64_t documents) {
  char *out = user;
  size_t len = strlen(out);
  snprintf(out + len, 200 - len, "%s=%d ", name, (int)documents);
  return 0;
}

static void test_info(void **state) {
  (void)state;
  static const char *const dates[] = {"2016-09-03", "2014", NULL, "2016-12", "2015-01-02"};
  char print[LUN_CORPUS_FINGERPRINT_SIZE], again[LUN_CORPUS_FINGERPRINT_SIZE];
  char names[200] = "";
  lun_corpus_info info;
  lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_CREATE);
  assert_int_equal(lun_corpus_get_info(corpus, &info, NULL), LUN_OK);
  assert_int_equal(info.documents, 0);
  assert_string_equal(info.first_date, "");
  for (size_t i = 0; i < 5; i++) {
    lun_document *doc = make("d", "12345", 5);
    if (dates[i] != NULL) set(doc, "date", dates[i], LUN_VALUE_TEXT);
    if (i < 2) set(doc, "section", "world", LUN_VALUE_TEXT);
    assert_int_equal(lun_corpus_add(corpus, doc, NULL, NULL), LUN_OK);
    lun_document_free(doc);
  }
  assert_int_equal(lun_corpus_get_info(corpus, &info, NULL), LUN_OK);
  assert_int_equal(info.schema, 1);
  assert_int_equal(info.documents, 5);
  assert_int_equal(info.bytes, 25);
  assert_int_equal(info.dated, 4);
  assert_string_equal(info.first_date, "2014");
  assert_string_equal(info.last_date, "2016-12");
  assert_int_equal(info.variables, 2);
  assert_int_equal(info.layers + info.runs, 0);
  assert_int_equal(lun_corpus_find_variables(corpus, keep_variable, names, NULL), LUN_OK);
  assert_string_equal(names, "date=4 section=2 ");
  assert_int_equal(lun_corpus_get_fingerprint(corpus, print, NULL), LUN_OK);
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  assert_int_equal(lun_corpus_get_fingerprint(corpus, again, NULL), LUN_OK);
  assert_string_equal(print, again);
  add(corpus, "more", "");
  assert_int_equal(lun_corpus_get_fingerprint(corpus, again, NULL), LUN_OK);
  assert_string_not_equal(print, again);
  lun_corpus_close(corpus);
}

static int keep_fault(void *user, const char *message) {
  char *out = user;
  snprintf(out, 200, "%s", message);
  return 0;
}

static void test_check(void **state) {
  (void)state;
  static const struct {
    const char *sql, *words;
  } cases[] = {
      {"UPDATE document SET text = 'First text' WHERE id = 'a'", "\"a\": the text does not have"},
      {"UPDATE document SET bytes = 9 WHERE id = 'a'", "\"a\": 10 bytes of text instead of 9"},
      {"INSERT INTO variable VALUES (9, 0, 'n', 'text', 'v')", "variable refers to no row"},
      {"INSERT INTO layer VALUES (1, 'l', NULL); INSERT INTO span (layer, document, from_byte,"
       " to_byte) VALUES (1, 1, 5, 11)",
       "span 1 lies outside"}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char message[200] = "";
    size_t faults = 0;
    make_corpus("x.corpus");
    run_sql("x.corpus", cases[i].sql);
    lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_READ);
    assert_int_equal(lun_corpus_check(corpus, keep_fault, message, &faults, NULL), LUN_OK);
    assert_int_equal(faults, 1);
    if (strstr(message, cases[i].words) == NULL) print_error("%s\n", message);
    assert_non_null(strstr(message, cases[i].words));
    lun_corpus_close(corpus);
    remove("x.corpus");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_texts, enter, leave),
      cmocka_unit_test_setup_teardown(test_variables, enter, leave),
      cmocka_unit_test_setup_teardown(test_ids, enter, leave),
      cmocka_unit_test_setup_teardown(test_ids_made, enter, leave),
      cmocka_unit_test_setup_teardown(test_ids_many, enter, leave),
      cmocka_unit_test_setup_teardown(test_uncommitted, enter, leave),
      cmocka_unit_test_setup_teardown(test_empty_corpus, enter, leave),
      cmocka_unit_test_setup_teardown(test_commit_goes_on, enter, leave),
      cmocka_unit_test_setup_teardown(test_create_refused, enter, leave),
      cmocka_unit_test_setup_teardown(test_two_creators, enter, leave),
      cmocka_unit_test_setup_teardown(test_names, enter, leave),
      cmocka_unit_test_setup_teardown(test_modes, enter, leave),
      cmocka_unit_test_setup_teardown(test_not_a_corpus, enter, leave),
      cmocka_unit_test_setup_teardown(test_hostile, enter, leave),
      cmocka_unit_test_setup_teardown(test_damaged, enter, leave),
      cmocka_unit_test_setup_teardown(test_cursor, enter, leave),
      cmocka_unit_test_setup_teardown(test_cursor_view, enter, leave),
      cmocka_unit_test_setup_teardown(test_stop, enter, leave),
      cmocka_unit_test_setup_teardown(test_info, enter, leave),
      cmocka_unit_test_setup_teardown(test_check, enter, leave),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
