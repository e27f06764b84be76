/* Paths and folders -> files: order, hidden names, links, what is missing. */
#include "base/memory.h"
#include "read/source.h"

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

static char base[64];
static char said[2000];

static const char *in_base(const char *name) {
  static char paths[8][300];
  static int next;
  char *path = paths[next++ % 8];
  snprintf(path, sizeof paths[0], "%s/%s", base, name);
  return path;
}

static void put(const char *name) {
  FILE *f = fopen(in_base(name), "w");
  assert_non_null(f);
  fputs(name, f);
  fclose(f);
}

static void remember(void *user, const lun_notice *notice) {
  (void)user;
  size_t len = strlen(said);
  snprintf(said + len, sizeof said - len, "%s%s %s\n", notice->status == LUN_OK ? "" : "!",
           notice->path + strlen(base) + 1, notice->message);
}

static int set_up(void **state) {
  (void)state;
  strcpy(base, "/tmp/lunette-test-XXXXXX");
  if (mkdtemp(base) == NULL) return -1;
  mkdir(in_base("f"), 0700);
  mkdir(in_base("f/a"), 0700);
  mkdir(in_base("f/.git"), 0700);
  mkdir(in_base("empty"), 0700);
  put("f/a/z");
  put("f/a-b");
  put("f/B");
  put("f/\xC3\xA9");
  put("f/.hidden");
  put("f/.git/x");
  put(".alone");
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  char command[100];
  snprintf(command, sizeof command, "rm -rf '%s'", base);
  return system(command) == 0 ? 0 : -1;
}

/* All that the paths stand for, a line each: "found f/B", "input x", "folder f". */
static lun_status list(const char *const *paths, size_t count, char *out, size_t size) {
  static const char *const kinds[] = {"input", "found", "folder"};
  lun_source *source;
  lun_source_item item;
  lun_notices notices = {.call = remember};
  out[0] = said[0] = '\0';
  lun_status st = lun_source_open(paths, count, NULL, &source, NULL);
  while (st == LUN_OK && (st = lun_source_next(source, &notices, &item, NULL)) == LUN_OK) {
    const char *path = item.path;
    if (strncmp(path, base, strlen(base)) == 0) path += strlen(base) + 1;
    size_t len = strlen(out);
    snprintf(out + len, size - len, "%s %s\n", kinds[item.kind], path);
  }
  lun_source_close(source);
  return st;
}

static void check(const char *const *paths, size_t count, const char *want) {
  char out[2000];
  assert_int_equal(list(paths, count, out, sizeof out), LUN_DONE);
  assert_string_equal(out, want);
}

static void test_order(void **state) {
  (void)state;
  const char *folder[] = {in_base("f")}, *slashes[] = {in_base("f//")};
  const char *want = "found f/B\nfound f/a-b\nfound f/a/z\nfound f/\xC3\xA9\nfolder f\n";
  check(folder, 1, want);
  assert_string_equal(said, "");
  check(slashes, 1, "found f/B\nfound f/a-b\nfound f/a/z\nfound f/\xC3\xA9\nfolder f//\n");
  const char *several[] = {in_base("f/a/z"), "-", in_base(".alone"), in_base("empty"),
                           in_base("f/a"),   "-"};
  check(several, 6,
        "input f/a/z\ninput -\ninput .alone\nfolder empty\nfound f/a/z\nfolder f/a\ninput -\n");
  check(NULL, 0, "");
}

static void test_links(void **state) {
  (void)state;
  const char *paths[] = {in_base("f")};
  assert_int_equal(symlink("..", in_base("f/a/up")), 0);
  assert_int_equal(symlink("a", in_base("f/0")), 0);
  assert_int_equal(symlink("self", in_base("f/self")), 0);
  assert_int_equal(symlink("nowhere", in_base("f/lost")), 0);
  assert_int_equal(symlink("B", in_base("f/same")), 0);
  assert_int_equal(symlink("../empty", in_base("f/e")), 0);
  assert_int_equal(mkfifo(in_base("f/pipe"), 0600), 0);
  check(paths, 1,
        "found f/B\nfound f/a-b\nfound f/a/z\nfound f/same\nfound f/\xC3\xA9\nfolder f\n");
  assert_non_null(strstr(said, "!f/lost cannot follow the link: no such file or folder\n"));
  assert_non_null(strstr(said, "!f/self cannot follow the link: links lead in a circle\n"));
  assert_non_null(strstr(said, "f/pipe left out: not a regular file\n"));
  /* A folder reached by links alone is read by the first of them. */
  assert_int_equal(mkdir(in_base("g"), 0700), 0);
  assert_int_equal(symlink("../f/a", in_base("g/y")), 0);
  assert_int_equal(symlink("../f/a", in_base("g/x")), 0);
  assert_int_equal(unlink(in_base("f/a/up")), 0);
  const char *linked[] = {in_base("g")};
  check(linked, 1, "found g/x/z\nfolder g\n");
}

static void test_missing(void **state) {
  (void)state;
  lun_error err = {0};
  lun_source *source;
  const char *paths[] = {in_base("f"), "no/such"};
  assert_int_equal(lun_source_open(paths, 2, NULL, &source, &err), LUN_EIO);
  assert_string_equal(err.message, "cannot read no/such: no such file or folder");
  assert_null(source);
  lun_source_close(NULL);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  char out[2000];
  const char *paths[] = {in_base("f"), in_base("g")};
  lun_status st = LUN_ENOMEM;
  for (size_t n = 1; st == LUN_ENOMEM; n++) {
    lun_fault_set(n);
    st = list(paths, 2, out, sizeof out);
    lun_fault_set(0);
  }
  assert_int_equal(st, LUN_DONE);
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_order),
      cmocka_unit_test(test_links),
      cmocka_unit_test(test_missing),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
