#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "store/corpus.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Every test works in an empty folder of its own, on a corpus of three documents. */
static char folder[64];
static lun_corpus *corpus;
static lun_context context;

static int add(const char *id, const char *text, size_t len, const char *source) {
  lun_document *doc = NULL;
  if (lun_document_new(&doc, NULL) != LUN_OK) return 1;
  lun_status st = lun_document_set_id(doc, id, strlen(id), NULL);
  if (st == LUN_OK) st = lun_document_set_text(doc, text, len, NULL);
  if (st == LUN_OK && source != NULL) {
    st = lun_document_set(doc, "source", source, strlen(source), LUN_VALUE_TEXT, NULL);
  }
  if (st == LUN_OK) st = lun_document_set(doc, "words", "12", 2, LUN_VALUE_INTEGER, NULL);
  if (st == LUN_OK) st = lun_corpus_add(corpus, doc, NULL, NULL);
  lun_document_free(doc);
  return st != LUN_OK;
}

static int enter(void **state) {
  (void)state;
  strcpy(folder, "/tmp/lunette-sql-XXXXXX");
  context = (lun_context){0};
  if (mkdtemp(folder) == NULL || chdir(folder) != 0) return 1;
  if (lun_corpus_open("x.corpus", LUN_CORPUS_CREATE, &context, &corpus, NULL) != LUN_OK) return 1;
  if (add("a", "first", 5, "VOA") || add("b", "sec\0nd", 6, "AP") || add("c", "", 0, NULL))
    return 1;
  return lun_corpus_commit(corpus, NULL) != LUN_OK;
}

static int leave(void **state) {
  (void)state;
  lun_corpus_close(corpus);
  corpus = NULL;
  DIR *dir = opendir(folder);
  struct dirent *entry;
  while (dir != NULL && (entry = readdir(dir)) != NULL) remove(entry->d_name);
  if (dir != NULL) closedir(dir);
  return chdir("/") != 0 || rmdir(folder) != 0;
}

/* Rows are written into one line: names|, then values, bytes outside of ASCII as they are. */
typedef struct page {
  char text[4000];
  size_t len;
  int rows; /* handed over */
  int most; /* rows wanted; 0 = all */
} page;

static void put(page *p, const char *bytes, size_t len) {
  if (len > sizeof p->text - p->len - 1) len = sizeof p->text - p->len - 1;
  memcpy(p->text + p->len, bytes, len);
  p->len += len;
  p->text[p->len] = '\0';
}

static void put_value(page *p, const lun_sql_value *v) {
  char number[64];
  switch (v->type) {
  case LUN_SQL_NULL: put(p, "-", 1); break;
  case LUN_SQL_INTEGER:
    snprintf(number, sizeof number, "%lld", (long long)v->integer);
    put(p, number, strlen(number));
    break;
  case LUN_SQL_REAL:
    snprintf(number, sizeof number, "%.17g", v->real);
    put(p, number, strlen(number));
    break;
  case LUN_SQL_BLOB: put(p, "blob:", 5); /* fall through */
  case LUN_SQL_TEXT: put(p, v->bytes, v->len); break;
  }
}

static int see(void *user, int n, const char *const *names, const lun_sql_value *values) {
  page *p = user;
  for (int i = 0; i < n; i++) {
    if (i > 0) put(p, ",", 1);
    if (values == NULL) put(p, names[i], strlen(names[i]));
    if (values != NULL) put_value(p, &values[i]);
  }
  put(p, "|", 1);
  if (values != NULL) p->rows++;
  return p->most > 0 && p->rows >= p->most;
}

static lun_status ask(const char *sql, page *p, lun_error *err) {
  *p = (page){.most = p->most};
  return lun_corpus_sql(corpus, sql, strlen(sql), NULL, 0, see, p, err);
}

static void assert_page(const char *sql, const char *wanted) {
  page p = {.most = 0};
  lun_error err = {0};
  lun_status st = ask(sql, &p, &err);
  if (st != LUN_OK) print_error("%s\n", err.message);
  assert_int_equal(st, LUN_OK);
  assert_string_equal(p.text, wanted);
}

static void test_select(void **state) {
  (void)state;
  assert_page("SELECT id, bytes, source FROM document ORDER BY id DESC",
              "id,bytes,source|c,0,-|b,6,AP|a,5,VOA|");
  assert_page("SELECT 1 AS one, 2.5, NULL, x'', x'41', 'x'", "one,2.5,NULL,x'',x'41','x'|"
                                                             "1,2.5,-,blob:,blob:A,x|");
  assert_page("SELECT id FROM document WHERE id = 'none'", "id|");
  assert_page("VALUES (1), (2);; -- and a remark", "column1|1|2|");
  assert_page("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3)"
              " SELECT sum(i) AS s FROM n /* end */",
              "s|6|");
  assert_page("SELECT d.id, v.value + 1 AS w FROM document AS d JOIN variable AS v"
              " ON v.document = d.number WHERE v.name = 'words' AND d.source = 'AP'",
              "id,w|b,13|");
  assert_page("SELECT name FROM pragma_table_info('layer')", "name|number|name|run|");
  assert_page("SELECT upper(source) AS u, count(*) AS n FROM document GROUP BY 1 HAVING n > 0",
              "u,n|-,1|AP,1|VOA,1|");
  assert_page("SELECT j.key, j.value FROM json_each('{\"a\":[1]}') AS j", "key,value|a,[1]|");
  page p = {.most = 0};
  assert_int_equal(ask("SELECT text FROM document WHERE id = 'b'", &p, NULL), LUN_OK);
  assert_int_equal(p.len, 5 + 6 + 1);
  assert_memory_equal(p.text, "text|sec\0nd|", 12);
  assert_int_equal(ask("PRAGMA table_info(run)", &p, NULL), LUN_OK);
  assert_int_equal(p.rows, 5);
  p.most = 2;
  assert_int_equal(ask("SELECT id FROM document", &p, NULL), LUN_OK);
  assert_int_equal(p.rows, 2);
}

static void test_bind(void **state) {
  (void)state;
  const lun_sql_value values[] = {{.type = LUN_SQL_TEXT, .bytes = "a\0b'", .len = 4},
                                  {.type = LUN_SQL_INTEGER, .integer = INT64_MIN},
                                  {.type = LUN_SQL_REAL, .real = 0.25},
                                  {.type = LUN_SQL_BLOB, .bytes = "\0z", .len = 2},
                                  {.type = LUN_SQL_NULL},
                                  {.type = LUN_SQL_TEXT},
                                  {.type = LUN_SQL_BLOB}};
  const char *sql = "SELECT hex(?1), ?2, ?3, hex(?4), ?5, typeof(?6), typeof(?7)";
  page p = {.most = 0};
  lun_error err = {0};
  assert_int_equal(lun_corpus_sql(corpus, sql, strlen(sql), values, 7, see, &p, &err), LUN_OK);
  assert_string_equal(strchr(p.text, '|'), "|61006227,-9223372036854775808,0.25,007A,-,text,blob|");
  assert_int_equal(lun_corpus_sql(corpus, sql, strlen(sql), values, 6, see, &p, &err), LUN_ESTORE);
  assert_string_equal(err.message, "sql: 6 values for 7 parameters");
  assert_int_equal(lun_corpus_sql(corpus, "SELECT 1", 8, values, 1, see, &p, &err), LUN_ESTORE);
}

/* Each of these asks for more than reading. Long: it is a table. */
static void test_refused(void **state) {
  (void)state;
  static const struct {
    const char *sql, *words;
  } cases[] = {
      {"DELETE FROM document", "only reading"},
      {"INSERT INTO meta VALUES ('a', 'b')", "only reading"},
      {"UPDATE document SET id = 'x' RETURNING id", "only reading"},
      {"WITH d AS (SELECT 1) DELETE FROM document", "only reading"},
      {"DROP TABLE span", "only reading"},
      {"CREATE TABLE t (a)", "only reading"},
      {"CREATE TEMP TABLE t (a)", "only reading"},
      {"CREATE TEMP VIEW v AS SELECT 1", "only reading"},
      {"CREATE VIRTUAL TABLE t USING fts5(a)", "only reading"},
      {"ATTACH '/etc/passwd' AS p", "only reading"},
      {"ATTACH ':memory:' AS p", "only reading"},
      {"DETACH main", "only reading"},
      {"VACUUM INTO 'copy'", "only reading"},
      {"VACUUM", "only reading"},
      {"BEGIN IMMEDIATE", "only reading"},
      {"SAVEPOINT s", "only reading"},
      {"REINDEX", "only reading"},
      {"ANALYZE", "only reading"},
      {"PRAGMA writable_schema = 1", "only reading"},
      {"PRAGMA journal_mode = WAL", "only reading"},
      {"PRAGMA temp_store_directory = '/'", "only reading"},
      {"PRAGMA hard_heap_limit = 1", "only reading"},
      {"SELECT * FROM pragma_hard_heap_limit(1)", "only reading"},
      {"SELECT * FROM pragma_journal_mode('wal')", "only reading"},
      {"SELECT load_extension('x')", "load_extension"},
      {"SELECT LOAD_EXTENSION('x', 'y')", "only reading"},
      {"SELECT fts3_tokenizer('simple')", "fts3_tokenizer"},
      {"SELECT sqlite_log(1, 'x')", "sqlite_log"},
      {"SELECT * FROM dbstat", "only reading"},
      {"SELECT * FROM sqlite_stmt", "only reading"},
      {"SELECT readfile('/etc/passwd')", "no such function"},
      {"SELECT 1; DELETE FROM document", "more than one statement"},
      {"SELECT 1; SELECT 2", "more than one statement"},
      {"SELECT 1; nonsense", "more than one statement"},
      {"", "no statement"},
      {" ; -- nothing", "no statement"},
      {"SELEC 1", "syntax error"},
      {"SELECT \"no such column\" FROM document", "no such column"},
      {"SELECT randomblob(200000000)", "over the limit of 67108864 bytes"},
      {"SELECT zeroblob(67108865)", "over the limit"},
      {"SELECT 'a' LIKE '%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a"
       "%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a'",
       "pattern too complex"}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    page p = {.most = 0};
    lun_error err = {0};
    lun_status st = ask(cases[i].sql, &p, &err);
    if (st == LUN_OK || strstr(err.message, cases[i].words) == NULL) {
      print_error("%s: %s\n", cases[i].sql, err.message);
    }
    assert_int_not_equal(st, LUN_OK);
    assert_int_equal(st, err.status);
    assert_non_null(strstr(err.message, cases[i].words));
    assert_int_equal(p.rows, 0);
  }
  assert_page("SELECT count(*) AS n FROM document", "n|3|");
}

static void test_place(void **state) {
  (void)state;
  page p = {.most = 0};
  lun_error err = {0};
  assert_int_equal(ask("SELECT id FRM document", &p, &err), LUN_ESTORE);
  assert_int_equal(err.at, 14);
  assert_int_equal(lun_corpus_sql(corpus, "SELECT 1\0, 2", 12, NULL, 0, see, &p, &err), LUN_ESTORE);
  assert_string_equal(err.message, "sql: a NUL byte");
  assert_int_equal(err.at, 8);
  char *large = malloc(200000);
  memset(large, ' ', 200000);
  memcpy(large, "SELECT 1", 8);
  assert_int_equal(lun_corpus_sql(corpus, large, 200000, NULL, 0, see, &p, &err), LUN_ELIMIT);
  assert_int_equal(lun_corpus_sql(corpus, large, 50000, NULL, 0, see, &p, &err), LUN_OK);
  for (size_t i = 8; i < 200; i += 2) memcpy(large + i, "+1", 2);
  assert_int_equal(lun_corpus_sql(corpus, large, 60, NULL, 0, see, &p, &err), LUN_OK);
  assert_int_equal(lun_corpus_sql(corpus, large, 200, NULL, 0, see, &p, &err), LUN_ESTORE);
  assert_non_null(strstr(err.message, "maximum depth 50"));
  free(large);
  /* `sql` needs no terminator. */
  assert_int_equal(lun_corpus_sql(corpus, "SELECT 12345", 8, NULL, 0, see, &p, &err), LUN_OK);
}

static void test_endless(void **state) {
  (void)state;
  page p = {.most = 0};
  lun_error err = {0};
  const char *endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                        " SELECT count(*) FROM n";
  lun_context_set_timeout(&context, 0.05);
  int64_t start = lun_clock();
  assert_int_equal(ask(endless, &p, &err), LUN_ELIMIT);
  assert_true(lun_clock() - start < 2000000000);
  lun_context_set_timeout(&context, 0);
  atomic_int stop = 1;
  context.stop = &stop;
  assert_int_equal(ask(endless, &p, &err), LUN_ESTOP);
  assert_string_equal(err.message, "interrupted");
  context.stop = NULL;
  assert_page("SELECT 1 AS n", "n|1|");
}

/* SQL sees what is committed, and says so when something is not. */
static void test_uncommitted(void **state) {
  (void)state;
  page p = {.most = 0};
  lun_error err = {0};
  assert_page("SELECT count(*) AS n FROM document", "n|3|");
  assert_int_equal(add("d", "4", 1, NULL), 0);
  assert_int_equal(ask("SELECT 1", &p, &err), LUN_ESTORE);
  assert_string_equal(err.message, "x.corpus: sql reads what is committed: commit first");
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  assert_page("SELECT count(*) AS n FROM document", "n|4|");
  lun_corpus_close(corpus);
  assert_int_equal(lun_corpus_open("y.corpus", LUN_CORPUS_CREATE, NULL, &corpus, NULL), LUN_OK);
  assert_int_equal(ask("SELECT 1", &p, &err), LUN_ESTORE);
}

/* The row's callback may read the corpus, and ask again. */
static int see_nested(void *user, int n, const char *const *names, const lun_sql_value *values) {
  lun_document *doc = NULL;
  if (values == NULL) return 0;
  assert_page("SELECT count(*) AS n FROM document", "n|3|");
  assert_int_equal(lun_corpus_find(corpus, values[0].bytes, &doc, NULL), LUN_OK);
  lun_document_free(doc);
  return see(user, n, names, values);
}

static void test_nested(void **state) {
  (void)state;
  page p = {.most = 0};
  const char *sql = "SELECT id FROM document ORDER BY id";
  assert_int_equal(lun_corpus_sql(corpus, sql, strlen(sql), NULL, 0, see_nested, &p, NULL), LUN_OK);
  assert_string_equal(p.text, "a|b|c|");
}

#ifdef LUN_FAULTS
static void test_no_memory(void **state) {
  (void)state;
  for (size_t nth = 1;; nth++) {
    page p = {.most = 0};
    lun_error err = {0};
    lun_corpus *c = NULL;
    lun_fault_set(nth);
    lun_status st = lun_corpus_open("x.corpus", LUN_CORPUS_READ, NULL, &c, &err);
    if (st == LUN_OK) st = lun_corpus_sql(c, "SELECT 1, 2", 11, NULL, 0, see, &p, &err);
    lun_corpus_close(c);
    lun_fault_set(0);
    if (st == LUN_OK) break;
    assert_int_equal(st, LUN_ENOMEM);
    assert_true(nth < 1000);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_select, enter, leave),
      cmocka_unit_test_setup_teardown(test_bind, enter, leave),
      cmocka_unit_test_setup_teardown(test_refused, enter, leave),
      cmocka_unit_test_setup_teardown(test_place, enter, leave),
      cmocka_unit_test_setup_teardown(test_endless, enter, leave),
      cmocka_unit_test_setup_teardown(test_uncommitted, enter, leave),
      cmocka_unit_test_setup_teardown(test_nested, enter, leave),
#ifdef LUN_FAULTS
      cmocka_unit_test_setup_teardown(test_no_memory, enter, leave),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
