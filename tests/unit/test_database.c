/* The worst days of a disk, of a process and of its memory: the corpus file stays whole. */
#include "corpus_fixture.h"

#include "base/memory.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

/* SQLite's own heap, with a countdown to failure, in this test's process only. */
static sqlite3_mem_methods heap;
static long heap_countdown;

static int heap_fails(void) {
  return heap_countdown > 0 && --heap_countdown == 0;
}

static void *heap_alloc(int size) {
  return heap_fails() ? NULL : heap.xMalloc(size);
}

static void *heap_realloc(void *old, int size) {
  return heap_fails() ? NULL : heap.xRealloc(old, size);
}

/* Somebody else holds the file: said after a while, or when the context says so. */
static void test_in_use(void **state) {
  (void)state;
  lun_error err = {0};
  lun_context ctx = {0};
  lun_corpus *corpus = NULL;
  make_corpus("x.corpus");
  sqlite3 *other = NULL;
  assert_int_equal(sqlite3_open("x.corpus", &other), SQLITE_OK);
  assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
  lun_context_set_timeout(&ctx, 0.1);
  assert_int_equal(lun_corpus_open("x.corpus", LUN_CORPUS_READ, &ctx, &corpus, &err), LUN_ELIMIT);
  assert_int_equal(lun_corpus_open("x.corpus", LUN_CORPUS_READ, NULL, &corpus, &err), LUN_ESTORE);
  assert_string_equal(err.message, "x.corpus: in use by another program");
  sqlite3_close(other);
}

enum { BULK_DOCUMENTS = 20, BULK_TEXT = 20000 };

static lun_status add_bulk(lun_corpus *corpus, size_t count, size_t size, lun_error *err) {
  lun_status st = LUN_OK;
  char *text = malloc(size);
  memset(text, 'x', size);
  for (size_t i = 0; i < count && st == LUN_OK; i++) {
    lun_document *doc = make("bulk", text, size);
    st = lun_corpus_add(corpus, doc, NULL, err);
    lun_document_free(doc);
  }
  free(text);
  return st == LUN_OK ? lun_corpus_commit(corpus, err) : st;
}

/* In a child: 0 = all was written, 1 = it failed as it should, 2 = it failed in another way. */
static int write_limited(lun_corpus_mode mode, rlim_t limit, size_t count, size_t size) {
  struct rlimit most = {limit, limit};
  lun_error err = {0};
  lun_corpus *corpus = NULL;
  pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &most);
    lun_status st = lun_corpus_open("x.corpus", mode, NULL, &corpus, &err);
    if (st == LUN_OK) st = add_bulk(corpus, count, size, &err);
    if (st == LUN_OK) {
      lun_corpus_close(corpus);
      _exit(0);
    }
    int right = st == LUN_ESTORE && strstr(err.message, "x.corpus: disk full") != NULL;
    if (!right) fprintf(stderr, "%d %s\n", (int)st, err.message);
    if (corpus != NULL && lun_corpus_commit(corpus, NULL) != LUN_ESTORE) right = 0;
    lun_corpus_close(corpus);
    _exit(right ? 1 : 2);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}

static void test_full_create(void **state) {
  (void)state;
  int code = 1;
  size_t failed = 0;
  for (rlim_t limit = 0; code == 1; limit += 16384, failed++) {
    code = write_limited(LUN_CORPUS_CREATE, limit, BULK_DOCUMENTS, BULK_TEXT);
    if (code == 1) assert_int_equal(count_files(), 0);
  }
  assert_int_equal(code, 0);
  assert_true(failed > 10);
  assert_int_equal(count_files(), 1);
  assert_int_equal(count_faults("x.corpus"), 0);
}

static void test_full_change(void **state) {
  (void)state;
  int code = 1;
  size_t failed = 0;
  make_corpus("x.corpus");
  for (rlim_t limit = 0; code == 1; limit += 16384, failed++) {
    code = write_limited(LUN_CORPUS_WRITE, limit, BULK_DOCUMENTS, BULK_TEXT);
    lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_READ);
    assert_int_equal(lun_corpus_count(corpus), code == 0 ? 2 + BULK_DOCUMENTS : 2);
    assert_text(corpus, "a", "first text");
    lun_corpus_close(corpus);
    assert_int_equal(count_faults("x.corpus"), 0);
    assert_int_equal(count_files(), 1);
  }
  assert_int_equal(code, 0);
  assert_true(failed > 10);
}

/* More than the page cache holds: the disk is full in the middle, long before the commit. */
static void test_full_early(void **state) {
  (void)state;
  assert_int_equal(write_limited(LUN_CORPUS_CREATE, 8 << 20, 60, 1 << 20), 1);
  assert_int_equal(count_files(), 0);
  make_corpus("x.corpus");
  assert_int_equal(write_limited(LUN_CORPUS_WRITE, 8 << 20, 60, 1 << 20), 1);
  assert_int_equal(count_faults("x.corpus"), 0);
  assert_int_equal(count_files(), 1);
}

/* Kill a child that adds ten documents a commit, without end. */
static void kill_writer(lun_corpus_mode mode, useconds_t after) {
  lun_corpus *corpus = NULL;
  pid_t child = fork();
  if (child == 0) {
    if (lun_corpus_open("x.corpus", mode, NULL, &corpus, NULL) != LUN_OK) _exit(1);
    while (add_bulk(corpus, 10, 5000, NULL) == LUN_OK) continue;
    _exit(1);
  }
  usleep(after);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
}

static void test_killed(void **state) {
  (void)state;
  size_t last = 0, grown = 0;
  /* A slow machine gets a few long rounds more, so that something was written for certain. */
  for (int round = 0; round < 30 || (grown == 0 && round < 40); round++) {
    useconds_t after = round < 30 ? 2000 + (useconds_t)round * 1700 : 900000;
    int exists = access("x.corpus", F_OK) == 0;
    kill_writer(exists ? LUN_CORPUS_WRITE : LUN_CORPUS_CREATE, after);
    if (access("x.corpus", F_OK) != 0) continue;
    lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_READ);
    size_t count = lun_corpus_count(corpus);
    lun_corpus_close(corpus);
    assert_int_equal(count % 10, 0);
    assert_true(count >= last);
    assert_int_equal(count_faults("x.corpus"), 0);
    grown += count > last;
    last = count;
  }
  assert_true(grown > 0);
}

/* A change larger than the page cache is in the file before it is committed; the journal of one
** that was killed undoes it, even for somebody who opens the file for reading only. */
static void test_killed_large(void **state) {
  (void)state;
  make_corpus("x.corpus");
  pid_t child = fork();
  if (child == 0) {
    lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_WRITE);
    char *text = malloc(1 << 20);
    memset(text, 'x', 1 << 20);
    lun_document *doc = make("large", text, 1 << 20);
    for (int i = 0; i < 50; i++) lun_corpus_add(corpus, doc, NULL, NULL);
    raise(SIGKILL);
  }
  waitpid(child, NULL, 0);
  struct stat info;
  assert_int_equal(access("x.corpus-journal", F_OK), 0);
  assert_int_equal(stat("x.corpus", &info), 0);
  assert_true(info.st_size > 1 << 20);
  lun_corpus *corpus = open_corpus("x.corpus", LUN_CORPUS_READ);
  assert_int_equal(lun_corpus_count(corpus), 2);
  assert_text(corpus, "a", "first text");
  lun_corpus_close(corpus);
  assert_int_equal(count_files(), 1);
  assert_int_equal(count_faults("x.corpus"), 0);
}

#ifdef LUN_FAULTS
/* Everything once; returns the first failure. */
static lun_status do_all(lun_error *err) {
  char print[LUN_CORPUS_FINGERPRINT_SIZE];
  lun_corpus *corpus = NULL;
  lun_corpus_cursor *cursor = NULL;
  lun_document *doc = NULL, *found = NULL;
  size_t faults = 0;
  lun_corpus_info info;
  lun_status st = lun_document_new(&doc, err);
  if (st == LUN_OK) st = lun_document_set_id(doc, "a", 1, err);
  if (st == LUN_OK) st = lun_document_set_text(doc, "some text", 9, err);
  if (st == LUN_OK) st = lun_document_set(doc, "title", "T", 1, LUN_VALUE_TEXT, err);
  if (st == LUN_OK) st = lun_document_set_place(doc, "p", 1, err);
  if (st == LUN_OK) st = lun_corpus_open("z.corpus", LUN_CORPUS_CREATE, NULL, &corpus, err);
  if (st == LUN_OK) st = lun_corpus_add(corpus, doc, NULL, err);
  if (st == LUN_OK) st = lun_corpus_add(corpus, doc, NULL, err);
  if (st == LUN_OK) st = lun_corpus_cursor_open(corpus, &cursor, err);
  if (st == LUN_OK) st = lun_corpus_commit(corpus, err);
  if (st == LUN_OK) st = lun_corpus_cursor_next(cursor, &found, err);
  lun_document_free(found);
  found = NULL;
  if (st == LUN_OK) st = lun_corpus_add(corpus, doc, NULL, err);
  if (st == LUN_OK) st = lun_corpus_commit(corpus, err);
  lun_corpus_cursor_close(cursor);
  lun_corpus_close(corpus);
  corpus = NULL;
  if (st == LUN_OK) st = lun_corpus_open("z.corpus", LUN_CORPUS_READ, NULL, &corpus, err);
  if (st == LUN_OK) st = lun_corpus_find(corpus, "a#2", &found, err);
  if (st == LUN_OK) st = lun_corpus_get_info(corpus, &info, err);
  if (st == LUN_OK) st = lun_corpus_get_fingerprint(corpus, print, err);
  if (st == LUN_OK) st = lun_corpus_check(corpus, NULL, NULL, &faults, err);
  if (st == LUN_OK && faults > 0) st = LUN_EFORMAT;
  lun_document_free(found);
  lun_document_free(doc);
  lun_corpus_close(corpus);
  return st;
}

static void assert_no_memory(lun_status st, const lun_error *err) {
  if (st != LUN_ENOMEM) print_error("%d %s\n", (int)st, err->message);
  assert_int_equal(st, LUN_ENOMEM);
  assert_int_equal(err->status, LUN_ENOMEM);
  if (access("z.corpus", F_OK) == 0) {
    assert_int_equal(count_faults("z.corpus"), 0);
    remove("z.corpus");
  }
  assert_int_equal(count_files(), 0);
}

static void test_no_memory(void **state) {
  (void)state;
  for (size_t nth = 1;; nth++) {
    lun_error err = {0};
    lun_fault_set(nth);
    lun_status st = do_all(&err);
    lun_fault_set(0);
    if (st == LUN_OK) break;
    assert_no_memory(st, &err);
    assert_true(nth < 10000);
  }
}

/* The same for what SQLite takes from the heap. Where it can do without, it does, so that a run may
** succeed although an allocation failed. */
static void test_no_memory_sqlite(void **state) {
  (void)state;
  size_t failures = 0;
  for (long nth = 1;; nth += 1 + nth / 50) {
    lun_error err = {0};
    heap_countdown = nth;
    lun_status st = do_all(&err);
    int reached = heap_countdown == 0;
    heap_countdown = 0;
    if (st == LUN_OK) {
      remove("z.corpus");
      if (!reached) break;
      continue;
    }
    failures++;
    assert_no_memory(st, &err);
  }
  assert_true(failures > 50);
}
#endif

int main(void) {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &heap);
  sqlite3_mem_methods own = heap;
  own.xMalloc = heap_alloc;
  own.xRealloc = heap_realloc;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &own);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_in_use, enter, leave),
      cmocka_unit_test_setup_teardown(test_full_create, enter, leave),
      cmocka_unit_test_setup_teardown(test_full_change, enter, leave),
      cmocka_unit_test_setup_teardown(test_full_early, enter, leave),
      cmocka_unit_test_setup_teardown(test_killed, enter, leave),
      cmocka_unit_test_setup_teardown(test_killed_large, enter, leave),
#ifdef LUN_FAULTS
      cmocka_unit_test_setup_teardown(test_no_memory, enter, leave),
      cmocka_unit_test_setup_teardown(test_no_memory_sqlite, enter, leave),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
