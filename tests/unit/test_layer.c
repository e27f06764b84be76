#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "store/layer.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Every test works in an empty folder of its own, on a corpus of three documents. */
static char folder[64];
static lun_corpus *corpus;

static void add(const char *id, const char *text) {
  lun_document *doc = NULL;
  assert_int_equal(lun_document_new(&doc, NULL), LUN_OK);
  assert_int_equal(lun_document_set_id(doc, id, strlen(id), NULL), LUN_OK);
  assert_int_equal(lun_document_set_text(doc, text, strlen(text), NULL), LUN_OK);
  assert_int_equal(lun_corpus_add(corpus, doc, NULL, NULL), LUN_OK);
  lun_document_free(doc);
}

static int enter(void **state) {
  (void)state;
  strcpy(folder, "/tmp/lunette-layer-XXXXXX");
  if (mkdtemp(folder) == NULL || chdir(folder) != 0) return 1;
  if (lun_corpus_open("x.corpus", LUN_CORPUS_CREATE, NULL, &corpus, NULL) != LUN_OK) return 1;
  add("a", "\"Peace,\" said the minister.");
  add("\xF0\x9F\x8C\x99", "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7");
  add("empty", "");
  return 0;
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

static int64_t add_span(int64_t layer, const char *id, lun_layer_span span) {
  int64_t number = 0;
  lun_error err = {0};
  lun_status st = lun_layer_add(corpus, layer, id, &span, &number, &err);
  if (st != LUN_OK) print_error("%s\n", err.message);
  assert_int_equal(st, LUN_OK);
  assert_true(number > 0);
  return number;
}

static int64_t make_layer(const char *name) {
  int64_t layer = 0;
  assert_int_equal(lun_layer_new(corpus, name, 0, &layer, NULL), LUN_OK);
  return layer;
}

/* Everything a callback sees is written into one line. */
static char seen[2000];

static int see_span(void *user, const lun_layer_span *s) {
  size_t len = strlen(seen);
  int *left = user;
  snprintf(seen + len, sizeof seen - len, "[%u,%u %s %s %s %s]", s->from, s->to,
           s->label ? s->label : "-", s->key ? s->key : "-", s->rule ? s->rule : "-",
           s->features ? s->features : "-");
  return left != NULL && --*left == 0;
}

static void assert_spans(const char *name, const char *id, const char *wanted) {
  seen[0] = '\0';
  assert_int_equal(lun_layer_find(corpus, name, id, see_span, NULL, NULL), LUN_OK);
  assert_string_equal(seen, wanted);
}

static void reopen(lun_corpus_mode mode) {
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  lun_corpus_close(corpus);
  assert_int_equal(lun_corpus_open("x.corpus", mode, NULL, &corpus, NULL), LUN_OK);
}

static void test_spans(void **state) {
  (void)state;
  int64_t layer = make_layer("quote");
  add_span(layer, "a", (lun_layer_span){9, 26, "cue", NULL, NULL, NULL});
  add_span(layer, "a", (lun_layer_span){0, 8, "long", "k", "f:1", "{\"x\":[1,null]}"});
  add_span(layer, "a", (lun_layer_span){0, 3, "", "\xC3\xA9\xF0\x9F\x8C\x99", NULL, "\"s\""});
  add_span(layer, "a", (lun_layer_span){0, 8, "same place, later", NULL, NULL, NULL});
  add_span(layer, "\xF0\x9F\x8C\x99", (lun_layer_span){2, 10, NULL, NULL, NULL, NULL});
  add_span(layer, "empty", (lun_layer_span){0, 0, NULL, NULL, NULL, NULL});
  for (int round = 0; round < 2; round++) {
    assert_spans("quote", "a",
                 "[0,3  \xC3\xA9\xF0\x9F\x8C\x99 - \"s\"][0,8 long k f:1 {\"x\":[1,null]}]"
                 "[0,8 same place, later - - -][9,26 cue - - -]");
    assert_spans("quote", "\xF0\x9F\x8C\x99", "[2,10 - - - -]");
    assert_spans("quote", "empty", "[0,0 - - - -]");
    if (round == 0) reopen(LUN_CORPUS_READ);
  }
  int left = 2;
  seen[0] = '\0';
  assert_int_equal(lun_layer_find(corpus, "quote", "a", see_span, &left, NULL), LUN_OK);
  assert_int_equal(left, 0);
  assert_int_equal(lun_layer_find(corpus, "none", "a", see_span, NULL, NULL), LUN_DONE);
  lun_error err = {0};
  assert_int_equal(lun_layer_find(corpus, "quote", "zz", see_span, NULL, &err), LUN_EFORMAT);
  assert_string_equal(err.message, "x.corpus: no document has the id \"zz\"");
}

/* What is refused changes nothing, and what was written before stands. */
static void test_refused(void **state) {
  (void)state;
  static const struct {
    const char *id;
    lun_layer_span span;
    const char *words;
  } cases[] = {{"none", {0, 1, NULL, NULL, NULL, NULL}, "no document has the id \"none\""},
               {"a", {0, 28, NULL, NULL, NULL, NULL}, "outside"},
               {"a", {UINT32_MAX, UINT32_MAX, NULL, NULL, NULL, NULL}, "outside"},
               {"a", {5, 4, NULL, NULL, NULL, NULL}, "[5, 4) lies outside"},
               {"empty", {0, 1, NULL, NULL, NULL, NULL}, "outside"},
               {"a", {0, 1, NULL, NULL, NULL, "{"}, "features are not JSON"},
               {"a", {0, 1, NULL, NULL, NULL, ""}, "features are not JSON"}};
  int64_t layer = make_layer("l"), other = 0;
  lun_error err = {0};
  int64_t kept = add_span(layer, "a", (lun_layer_span){0, 1, "kept", NULL, NULL, NULL});
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    int64_t number = -5;
    lun_status st = lun_layer_add(corpus, layer, cases[i].id, &cases[i].span, &number, &err);
    assert_int_equal(st, LUN_EFORMAT);
    assert_int_equal(number, -5);
    if (strstr(err.message, cases[i].words) == NULL) print_error("%s\n", err.message);
    assert_non_null(strstr(err.message, cases[i].words));
  }
  lun_layer_span span = {0, 1, NULL, NULL, NULL, NULL};
  assert_int_equal(lun_layer_add(corpus, layer + 9, "a", &span, NULL, &err), LUN_EFORMAT);
  assert_non_null(strstr(err.message, "no layer of number"));
  assert_int_equal(lun_layer_link(corpus, kept, kept + 9, "r", &err), LUN_EFORMAT);
  assert_non_null(strstr(err.message, "no span"));
  assert_int_equal(lun_layer_new(corpus, "", 0, &other, &err), LUN_EFORMAT);
  assert_int_equal(lun_layer_new(corpus, "m", 77, &other, &err), LUN_EFORMAT);
  assert_string_equal(err.message, "layer \"m\": there is no run 77");
  assert_int_equal(lun_layer_new(corpus, "l", 77, &other, &err), LUN_EFORMAT);
  assert_int_equal(lun_layer_set_input(corpus, layer + 9, "a", "h", &err), LUN_EFORMAT);
  assert_int_equal(lun_layer_open(corpus, "m", 0, &other, &err), LUN_DONE);
  assert_int_equal(lun_layer_drop(corpus, "m", &err), LUN_DONE);
  reopen(LUN_CORPUS_READ);
  assert_spans("l", "a", "[0,1 kept - - -]");
  assert_int_equal(lun_layer_new(corpus, "l", 0, &other, &err), LUN_ESTORE);
  assert_int_equal(lun_layer_drop(corpus, "l", &err), LUN_ESTORE);
}

static int see_layer(void *user, const lun_layer_info *l) {
  (void)user;
  size_t len = strlen(seen);
  snprintf(seen + len, sizeof seen - len, "%s %d: %d in %d; ", l->name, (int)l->run, (int)l->spans,
           (int)l->documents);
  return 0;
}

static void assert_layers(const char *wanted) {
  seen[0] = '\0';
  assert_int_equal(lun_layer_find_all(corpus, see_layer, NULL, NULL), LUN_OK);
  assert_string_equal(seen, wanted);
}

static void test_layers(void **state) {
  (void)state;
  int64_t run = 0, again = 0, layer = 0;
  assert_layers("");
  assert_int_equal(lun_run_add(corpus, "quotes", NULL, &run, NULL), LUN_OK);
  assert_int_equal(lun_layer_new(corpus, "quote", run, &layer, NULL), LUN_OK);
  add_span(layer, "a", (lun_layer_span){0, 1, NULL, NULL, NULL, NULL});
  add_span(layer, "a", (lun_layer_span){1, 2, NULL, NULL, NULL, NULL});
  add_span(layer, "\xF0\x9F\x8C\x99", (lun_layer_span){0, 2, NULL, NULL, NULL, NULL});
  make_layer("actor");
  assert_layers("actor 0: 0 in 0; quote 1: 3 in 2; ");
  reopen(LUN_CORPUS_WRITE);
  assert_int_equal(lun_layer_open(corpus, "quote", 0, &again, NULL), LUN_OK);
  assert_int_equal(again, layer);
  assert_layers("actor 0: 0 in 0; quote 0: 3 in 2; ");
  assert_int_equal(lun_layer_clear_document(corpus, layer, "a", NULL), LUN_OK);
  assert_layers("actor 0: 0 in 0; quote 0: 1 in 1; ");
  assert_int_equal(lun_layer_new(corpus, "quote", run, &again, NULL), LUN_OK);
  assert_int_equal(again, layer);
  assert_layers("actor 0: 0 in 0; quote 1: 0 in 0; ");
  assert_int_equal(lun_layer_drop(corpus, "quote", NULL), LUN_OK);
  assert_int_equal(lun_layer_drop(corpus, "quote", NULL), LUN_DONE);
  assert_layers("actor 0: 0 in 0; ");
}

static int see_link(void *user, const lun_layer_link_row *l) {
  size_t len = strlen(seen);
  int *left = user;
  snprintf(seen + len, sizeof seen - len, "%d[%u,%u] %s %s:%d[%u,%u] %s; ", (int)l->from.number,
           l->from.span.from, l->from.span.to, l->role, l->layer, (int)l->to.number,
           l->to.span.from, l->to.span.to, l->to.span.label ? l->to.span.label : "-");
  return left != NULL && --*left == 0;
}

static void test_links(void **state) {
  (void)state;
  int64_t quotes = make_layer("quote"), actors = make_layer("actor");
  int64_t late = add_span(quotes, "a", (lun_layer_span){2, 3, NULL, NULL, NULL, NULL});
  int64_t quote = add_span(quotes, "a", (lun_layer_span){0, 8, NULL, NULL, NULL, NULL});
  int64_t cue = add_span(quotes, "a", (lun_layer_span){9, 13, "cue", NULL, NULL, NULL});
  int64_t actor = add_span(actors, "a", (lun_layer_span){14, 26, "person", NULL, NULL, NULL});
  assert_int_equal(lun_layer_link(corpus, quote, actor, "speaker", NULL), LUN_OK);
  assert_int_equal(lun_layer_link(corpus, quote, cue, "cue", NULL), LUN_OK);
  assert_int_equal(lun_layer_link(corpus, quote, cue, "cue", NULL), LUN_OK);
  assert_int_equal(lun_layer_link(corpus, late, actor, "speaker", NULL), LUN_OK);
  reopen(LUN_CORPUS_WRITE);
  seen[0] = '\0';
  assert_int_equal(lun_layer_find_links(corpus, "quote", "a", see_link, NULL, NULL), LUN_OK);
  assert_string_equal(seen, "2[0,8] cue quote:3[9,13] cue; 2[0,8] speaker actor:4[14,26] person; "
                            "1[2,3] speaker actor:4[14,26] person; ");
  assert_int_equal(lun_layer_find_links(corpus, "none", "a", see_link, NULL, NULL), LUN_DONE);
  seen[0] = '\0';
  assert_int_equal(lun_layer_find_links(corpus, "actor", "a", see_link, NULL, NULL), LUN_OK);
  assert_string_equal(seen, "");
  /* A link goes with either of its ends. */
  assert_int_equal(lun_layer_drop(corpus, "actor", NULL), LUN_OK);
  int left = 5;
  assert_int_equal(lun_layer_find_links(corpus, "quote", "a", see_link, &left, NULL), LUN_OK);
  assert_string_equal(seen, "2[0,8] cue quote:3[9,13] cue; ");
  make_layer("quote");
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  size_t faults = 9;
  assert_int_equal(lun_corpus_check(corpus, NULL, NULL, &faults, NULL), LUN_OK);
  assert_int_equal(faults, 0);
}

/* A callback may read the same kind of thing, and write; it may not commit. */
static int see_nested(void *user, const lun_layer_span *span) {
  int64_t *layer = user;
  lun_error err = {0};
  char outer[sizeof seen];
  strcpy(outer, seen);
  assert_spans("l", "a", "[0,1 - - - -][1,2 - - - -]");
  add_span(*layer, "a", (lun_layer_span){span->from, span->to, "copy", NULL, NULL, NULL});
  assert_int_equal(lun_corpus_commit(corpus, &err), LUN_ESTORE);
  strcpy(seen, outer);
  return see_span(NULL, span);
}

static void test_nested(void **state) {
  (void)state;
  int64_t layer = make_layer("l"), copies = make_layer("copies");
  add_span(layer, "a", (lun_layer_span){0, 1, NULL, NULL, NULL, NULL});
  add_span(layer, "a", (lun_layer_span){1, 2, NULL, NULL, NULL, NULL});
  seen[0] = '\0';
  assert_int_equal(lun_layer_find(corpus, "l", "a", see_nested, &copies, NULL), LUN_OK);
  assert_string_equal(seen, "[0,1 - - - -][1,2 - - - -]");
  assert_spans("copies", "a", "[0,1 copy - - -][1,2 copy - - -]");
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
}

static void test_inputs(void **state) {
  (void)state;
  char *hash = NULL;
  int64_t layer = make_layer("l");
  assert_int_equal(lun_layer_get_input(corpus, "l", "a", &hash, NULL), LUN_DONE);
  assert_null(hash);
  assert_int_equal(lun_layer_set_input(corpus, layer, "a", "one", NULL), LUN_OK);
  assert_int_equal(lun_layer_set_input(corpus, layer, "a", "two", NULL), LUN_OK);
  assert_int_equal(lun_layer_set_input(corpus, layer, "empty", "three", NULL), LUN_OK);
  reopen(LUN_CORPUS_WRITE);
  assert_int_equal(lun_layer_get_input(corpus, "l", "a", &hash, NULL), LUN_OK);
  assert_string_equal(hash, "two");
  lun_free(hash);
  assert_int_equal(lun_layer_get_input(corpus, "m", "a", &hash, NULL), LUN_DONE);
  assert_int_equal(lun_layer_clear_document(corpus, layer, "a", NULL), LUN_OK);
  assert_int_equal(lun_layer_get_input(corpus, "l", "a", &hash, NULL), LUN_DONE);
  assert_int_equal(lun_layer_get_input(corpus, "l", "empty", &hash, NULL), LUN_OK);
  lun_free(hash);
  make_layer("l");
  assert_int_equal(lun_layer_get_input(corpus, "l", "empty", &hash, NULL), LUN_DONE);
}

static int see_run(void *user, const lun_run *run) {
  size_t len = strlen(seen);
  int *left = user;
  assert_int_equal(strlen(run->started), 20);
  assert_true(strncmp(run->started, "20", 2) == 0 && run->started[19] == 'Z');
  assert_true(run->version[0] != '\0');
  snprintf(seen + len, sizeof seen - len, "%d %s %s; ", (int)run->number, run->what,
           run->detail ? run->detail : "-");
  return left != NULL && --*left == 0;
}

static void test_runs(void **state) {
  (void)state;
  lun_error err = {0};
  int64_t one = 0, two = 0, none = -5;
  assert_int_equal(lun_run_add(corpus, "quotes", "{\"by\":\"month\"}", &one, NULL), LUN_OK);
  assert_int_equal(lun_run_add(corpus, "flag", "{'by'}", &none, &err), LUN_EFORMAT);
  assert_string_equal(err.message, "run of \"flag\": the detail is not JSON");
  assert_int_equal(none, -5);
  assert_int_equal(lun_run_add(corpus, "flag", NULL, &two, NULL), LUN_OK);
  assert_int_equal(lun_run_add(corpus, "flag", NULL, NULL, NULL), LUN_OK);
  reopen(LUN_CORPUS_READ);
  seen[0] = '\0';
  assert_int_equal(lun_run_find(corpus, 0, see_run, NULL, NULL), LUN_OK);
  assert_string_equal(seen, "1 quotes {\"by\":\"month\"}; 2 flag -; 3 flag -; ");
  int left = 1;
  seen[0] = '\0';
  assert_int_equal(lun_run_find(corpus, 0, see_run, &left, NULL), LUN_OK);
  assert_int_equal(lun_run_find(corpus, two, see_run, NULL, NULL), LUN_OK);
  assert_string_equal(seen, "1 quotes {\"by\":\"month\"}; 2 flag -; ");
  assert_int_equal(lun_run_find(corpus, 99, see_run, NULL, NULL), LUN_DONE);
}

/* A stop in the middle of emptying a large layer leaves the corpus as it was. */
static void test_stop(void **state) {
  (void)state;
  lun_error err = {0};
  atomic_int stop = 0;
  lun_context ctx = {.stop = &stop};
  int64_t layer = make_layer("l");
  lun_layer_span span = {0, 1, NULL, NULL, NULL, NULL};
  for (int i = 0; i < 20000; i++) {
    assert_int_equal(lun_layer_add(corpus, layer, "a", &span, NULL, NULL), LUN_OK);
  }
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  lun_corpus_close(corpus);
  assert_int_equal(lun_corpus_open("x.corpus", LUN_CORPUS_WRITE, &ctx, &corpus, NULL), LUN_OK);
  lun_context_set_timeout(&ctx, 0.002);
  assert_int_equal(lun_layer_drop(corpus, "l", &err), LUN_ELIMIT);
  lun_context_set_timeout(&ctx, 0);
  lun_corpus_commit(corpus, NULL);
  assert_layers("l 0: 20000 in 1; ");
  lun_corpus_close(corpus);
  assert_int_equal(lun_corpus_open("x.corpus", LUN_CORPUS_WRITE, &ctx, &corpus, NULL), LUN_OK);
  assert_int_equal(lun_layer_drop(corpus, "l", &err), LUN_OK);
  assert_layers("");
}

#ifdef LUN_FAULTS
static int see_nothing(void *user, const lun_layer_span *span) {
  (void)user, (void)span;
  return 0;
}

static lun_status do_all(lun_error *err) {
  int64_t run = 0, layer = 0, one = 0, two = 0;
  char *hash = NULL;
  lun_layer_span span = {0, 1, "l", "k", "r", "{}"};
  lun_corpus *c = NULL;
  lun_status st = lun_corpus_open("x.corpus", LUN_CORPUS_WRITE, NULL, &c, err);
  if (st == LUN_OK) st = lun_run_add(c, "quotes", "{}", &run, err);
  if (st == LUN_OK) st = lun_layer_new(c, "l", run, &layer, err);
  if (st == LUN_OK) st = lun_layer_add(c, layer, "a", &span, &one, err);
  if (st == LUN_OK) st = lun_layer_add(c, layer, "a", &span, &two, err);
  if (st == LUN_OK) st = lun_layer_link(c, one, two, "next", err);
  if (st == LUN_OK) st = lun_layer_set_input(c, layer, "a", "hash", err);
  if (st == LUN_OK) st = lun_layer_get_input(c, "l", "a", &hash, err);
  if (st == LUN_OK) st = lun_layer_find(c, "l", "a", see_nothing, NULL, err);
  if (st == LUN_OK) st = lun_corpus_commit(c, err);
  lun_free(hash);
  lun_corpus_close(c);
  return st;
}

static void test_no_memory(void **state) {
  (void)state;
  reopen(LUN_CORPUS_READ);
  for (size_t nth = 1;; nth++) {
    lun_error err = {0};
    lun_fault_set(nth);
    lun_status st = do_all(&err);
    lun_fault_set(0);
    if (st == LUN_OK) break;
    assert_int_equal(st, LUN_ENOMEM);
    assert_layers("");
    assert_true(nth < 1000);
  }
  assert_layers("l 1: 2 in 1; ");
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_spans, enter, leave),
      cmocka_unit_test_setup_teardown(test_refused, enter, leave),
      cmocka_unit_test_setup_teardown(test_layers, enter, leave),
      cmocka_unit_test_setup_teardown(test_links, enter, leave),
      cmocka_unit_test_setup_teardown(test_nested, enter, leave),
      cmocka_unit_test_setup_teardown(test_inputs, enter, leave),
      cmocka_unit_test_setup_teardown(test_runs, enter, leave),
      cmocka_unit_test_setup_teardown(test_stop, enter, leave),
#ifdef LUN_FAULTS
      cmocka_unit_test_setup_teardown(test_no_memory, enter, leave),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
