/* Reading ahead gives what reading gives: the same documents and notices in the same order. */
#include "base/buffer.h"
#include "base/memory.h"
#include "read/ahead.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { RECORDS = 3000, LONG = 3 * 1024 * 1024 };

static char base[64];

static FILE *make(const char *name) {
  char path[128];
  snprintf(path, sizeof path, "%s/%s", base, name);
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  return f;
}

/* More records than may wait, some of them broken, and texts longer than may wait together. */
static int set_up(void **state) {
  (void)state;
  strcpy(base, "/tmp/lunette-test-XXXXXX");
  if (mkdtemp(base) == NULL) return -1;
  FILE *f = make("a.jsonl");
  for (int i = 0; i < RECORDS; i++) {
    if (i % 7 == 3) fputs("{\"text\": broken\n", f);
    else fprintf(f, "{\"id\": \"r%d\", \"text\": \"A truce, number %d.\"}\n", i, i);
  }
  fclose(f);
  for (int n = 0; n < 5; n++) {
    char name[32];
    snprintf(name, sizeof name, "b%d.txt", n);
    f = make(name);
    for (int i = 0; i < LONG / 16; i++) fputs("peace and talks\n", f);
    fclose(f);
  }
  f = make("c.csv");
  fputs("id,date\n1,2031\n", f); /* no text */
  fclose(f);
  fclose(make("d.txt"));
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  char command[100];
  snprintf(command, sizeof command, "rm -rf '%s'", base);
  return system(command) == 0 ? 0 : -1;
}

static void note(void *user, const lun_notice *notice) {
  lun_buffer_add_format(user, "notice %d %s:%zu:%zu %s\n", (int)notice->status, notice->path,
                        notice->line, notice->byte, notice->message);
}

static void log_document(lun_buffer *out, lun_document *doc) {
  size_t len;
  lun_document_text(doc, &len);
  lun_buffer_add_format(out, "%s %zu\n", lun_document_id(doc), len);
  lun_document_free(doc);
}

static void test_same(void **state) {
  (void)state;
  lun_buffer alone = {0}, ahead = {0};
  const char *paths[] = {base};
  lun_read_options options = {.notice = note, .user = &alone};
  lun_document *doc;
  lun_reader *reader;
  lun_ahead *a;
  assert_int_equal(lun_reader_open(paths, 1, &options, NULL, &reader, NULL), LUN_OK);
  while (lun_reader_next(reader, &doc, NULL) == LUN_OK) log_document(&alone, doc);
  options.user = &ahead;
  assert_int_equal(lun_ahead_open(paths, 1, &options, NULL, &a, NULL), LUN_OK);
  while (lun_ahead_next(a, &doc, NULL) == LUN_OK) log_document(&ahead, doc);
  assert_int_equal(lun_ahead_next(a, &doc, NULL), LUN_DONE); /* and so it stays */
  assert_int_equal(lun_ahead_skipped(a), lun_reader_skipped(reader));
  assert_true(lun_ahead_skipped(a) > RECORDS / 7);
  assert_string_equal(alone.data, ahead.data);
  lun_ahead_close(a);
  lun_reader_close(reader);
  lun_buffer_clear(&alone);
  lun_buffer_clear(&ahead);
}

/* Closing while the thread works, waits for room, or has not begun. */
static void test_close_early(void **state) {
  (void)state;
  const char *paths[] = {base};
  lun_read_options options = {0};
  lun_ahead_close(NULL);
  for (int taken = 0; taken < 40; taken += 13) {
    lun_ahead *a;
    assert_int_equal(lun_ahead_open(paths, 1, &options, NULL, &a, NULL), LUN_OK);
    for (int i = 0; i < taken; i++) {
      lun_document *doc;
      assert_int_equal(lun_ahead_next(a, &doc, NULL), LUN_OK);
      lun_document_free(doc);
    }
    if (taken == 13) usleep(20000);
    lun_ahead_close(a);
  }
}

/* An interrupt ends the taking, not the reading. */
static void test_stop(void **state) {
  (void)state;
  const char *paths[] = {base};
  lun_read_options options = {0};
  lun_error err = {0};
  atomic_int stop;
  atomic_init(&stop, 0);
  lun_context ctx = {.stop = &stop};
  lun_document *doc;
  lun_ahead *a;
  assert_int_equal(lun_ahead_open(paths, 1, &options, &ctx, &a, &err), LUN_OK);
  atomic_store(&stop, 1);
  assert_int_equal(lun_ahead_next(a, &doc, &err), LUN_ESTOP);
  atomic_store(&stop, 0);
  assert_int_equal(lun_ahead_next(a, &doc, &err), LUN_OK);
  assert_string_equal(lun_document_id(doc), "r0");
  lun_document_free(doc);
  lun_ahead_close(a);
}

static void test_inputs(void **state) {
  (void)state;
  char pipe[128];
  snprintf(pipe, sizeof pipe, "%s.pipe", base);
  assert_int_equal(mkfifo(pipe, 0600), 0);
  assert_int_equal(lun_ahead_test((const char *const[]){base}, 1), 1);
  assert_int_equal(lun_ahead_test((const char *const[]){base, pipe}, 2), 0);
  assert_int_equal(lun_ahead_test((const char *const[]){base, "-"}, 2), 0);
  assert_int_equal(lun_ahead_test((const char *const[]){"/dev/null"}, 1), 0);
  assert_int_equal(lun_ahead_test(NULL, 0), 0);
  unlink(pipe);
  lun_ahead *a;
  lun_error err = {0};
  lun_read_options options = {0};
  assert_int_equal(
      lun_ahead_open((const char *const[]){"/no/such/file"}, 1, &options, NULL, &a, &err), LUN_EIO);
  assert_null(a);
}

static void test_faults(void **state) {
  (void)state;
#ifdef LUN_FAULTS
  const char *paths[] = {base};
  lun_read_options options = {0};
  lun_status st = LUN_ENOMEM;
  for (size_t n = 1; st == LUN_ENOMEM; n++) {
    lun_ahead *a;
    lun_fault_set(n);
    st = lun_ahead_open(paths, 1, &options, NULL, &a, NULL);
    lun_fault_set(0);
    lun_ahead_close(a);
  }
  assert_int_equal(st, LUN_OK);
#endif
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_same),   cmocka_unit_test(test_close_early),
      cmocka_unit_test(test_stop),   cmocka_unit_test(test_inputs),
      cmocka_unit_test(test_faults),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
