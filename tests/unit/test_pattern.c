/* Regular expressions: matches in order, empty ones too, captures, names, limits that hold. */
#include "base/memory.h"
#include "match/pattern.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static lun_pattern *compile(const char *src, unsigned flags) {
  lun_pattern *pattern;
  lun_error err = {0};
  if (lun_pattern_new(src, strlen(src), flags, &pattern, &err) != LUN_OK) {
    fail_msg("%s: %s", src, err.message);
  }
  return pattern;
}

static lun_matcher *new_matcher(void) {
  lun_matcher *matcher;
  assert_int_equal(lun_matcher_new(&matcher, NULL), LUN_OK);
  return matcher;
}

/* All matches as "from-to" parted by blanks; groups behind commas, "-" when unset. */
static lun_status show(const lun_pattern *pattern, lun_matcher *matcher, const char *text,
                       size_t len, const lun_context *ctx, char *out, size_t size, lun_error *err) {
  lun_pattern_place place = {0, 0};
  const lun_span *groups;
  size_t at = 0, guard = 0;
  lun_status st;
  out[0] = '\0';
  while ((st = lun_pattern_next(pattern, matcher, text, len, &place, ctx, &groups, err)) ==
         LUN_OK) {
    assert_true(guard++ <= 2 * len + 2);
    for (size_t g = 0; g <= lun_pattern_groups(pattern) && at < size; g++) {
      const char *mark = g > 0 ? "," : at > 0 ? " " : "";
      if (groups[g].from == LUN_GROUP_UNSET)
        at += (size_t)snprintf(out + at, size - at, "%s-", mark);
      else
        at += (size_t)snprintf(out + at, size - at, "%s%u-%u", mark, groups[g].from, groups[g].to);
    }
  }
  return st;
}

static void check_bytes(const char *src, unsigned flags, const char *text, size_t len,
                        const char *want) {
  char got[1024];
  lun_error err = {0};
  lun_pattern *pattern = compile(src, flags);
  lun_matcher *matcher = new_matcher();
  lun_status st = show(pattern, matcher, text, len, NULL, got, sizeof got, &err);
  if (st != LUN_DONE) fail_msg("/%s/: %s", src, err.message);
  if (strcmp(got, want) != 0) fail_msg("/%s/ in \"%s\": %s, not %s", src, text, got, want);
  lun_matcher_free(matcher);
  lun_pattern_free(pattern);
}

static void check(const char *src, unsigned flags, const char *text, const char *want) {
  check_bytes(src, flags, text, strlen(text), want);
}

static void test_empty_matches(void **state) {
  (void)state;
  check("x*", 0, "n\xC3\xA9", "0-0 1-1 3-3");
  check("(?<=\xC3\xA1)", 0, "\xC3\xA1\xC3\xA1", "2-2 4-4");
  check("", 0, "", "0-0");
  check("", 0, "\xF0\x9F\x98\x80", "0-0 4-4");
  check("a*", 0, "aab", "0-2 2-2 3-3");
  check("a*?", 0, "aa", "0-0 0-1 1-1 1-2 2-2");
  check("$", LUN_PATTERN_MULTILINE, "a\r\nb\n", "2-2 4-4 5-5");
  check("\\b", 0, "go on", "0-0 2-2 3-3 5-5");
  check("(?=a)", 0, "aa", "0-0 1-1");
  check("a\\K", 0, "aa", "1-1 2-2");
  /* \K inside a group that a lookahead calls: the match ends before it starts */
  check("(?(DEFINE)(?<x>ab\\K))(?=(?&x))", 0, "abab", "0-0,- 2-2,-");
}

static void test_matches(void **state) {
  (void)state;
  check("c\\w+", 0, "a cease, \xC3\x89 ceasing", "2-7 12-19");
  check("\xC3\xA9", LUN_PATTERN_CASELESS, "\xC3\x89t\xC3\xA9", "0-2 3-5");
  check("stra\xC3\x9F", LUN_PATTERN_CASELESS, "STRA\xE1\xBA\x9E", "0-7");
  check(".", 0, "\n\xD7\x90", "1-3");
  check(".", LUN_PATTERN_DOTALL, "\n\xD7\x90", "0-1 1-3");
  check("^b", 0, "a\nb", "");
  check("^b", LUN_PATTERN_MULTILINE, "a\nb", "2-3");
  check("a b # both", LUN_PATTERN_EXTENDED, "ab", "0-2");
  check("war", LUN_PATTERN_WHOLE_WORD, "war wars war", "0-3 9-12");
  check("\\d", 0, "\xD9\xA3", "0-2");                 /* UCP: an Arabic digit */
  check("e\xCC\x81", 0, "\xC3\xA9 e\xCC\x81", "3-6"); /* no normal form is made up */
  check("\xEF\xBB\xBF?a", 0,
        "\xEF\xBB\xBF"
        "a",
        "0-4");
  check_bytes("a.b", 0, "a\0b", 3, "0-3");
  check("\"[^\"]*\"(*SKIP)(*FAIL)|war", 0, "\"war\" war \"a war\" war", "6-9 18-21");
  check("\\Ga", 0, "aaba", "0-1 1-2");
}

static void test_groups(void **state) {
  (void)state;
  check("(a)|(b)", 0, "ab", "0-1,0-1,- 1-2,-,1-2");
  check("(?<say>said|says) (\\w+)?", 0, "said x says .", "0-6,0-4,5-6 7-12,7-11,-");
  lun_pattern *pattern = compile("(?<a>x)(y)(?<long_name>z)", 0);
  assert_int_equal(lun_pattern_groups(pattern), 3);
  assert_string_equal(lun_pattern_name(pattern, 1), "a");
  assert_null(lun_pattern_name(pattern, 2));
  assert_string_equal(lun_pattern_name(pattern, 3), "long_name");
  assert_ptr_equal(lun_pattern_share(pattern), pattern);
  lun_pattern_free(pattern);
  lun_pattern_free(pattern);
  lun_pattern_free(NULL);
  check("(?|(?<a>x)|(?<a>y))", 0, "yx", "0-1,0-1 1-2,1-2");
}

/* One matcher, patterns of few and many groups in turn. */
static void test_reuse(void **state) {
  (void)state;
  char got[1024];
  lun_error err = {0};
  lun_matcher *matcher = new_matcher();
  lun_pattern *few = compile("b", 0), *many = compile("(a)|(c)|(d)|(e)", 0);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(show(many, matcher, "ad", 2, NULL, got, sizeof got, &err), LUN_DONE);
    assert_string_equal(got, "0-1,0-1,-,-,- 1-2,-,-,1-2,-");
    assert_int_equal(show(few, matcher, "ab", 2, NULL, got, sizeof got, &err), LUN_DONE);
    assert_string_equal(got, "1-2");
  }
  lun_pattern_free(few);
  lun_pattern_free(many);
  lun_matcher_free(matcher);
  lun_matcher_free(NULL);
}

static void test_bad(void **state) {
  (void)state;
  static const struct {
    const char *src;
    size_t at;
  } rows[] = {{"(", 1}, {"a)", 1}, {"[a", 2}, {"(?<n>a)(?<n>b)", 12}, {"\\C", 2}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    lun_pattern *pattern = (lun_pattern *)&rows;
    lun_error err = {0};
    lun_status st = lun_pattern_new(rows[i].src, strlen(rows[i].src), 0, &pattern, &err);
    assert_int_equal(st, LUN_EPATTERN);
    assert_null(pattern);
    if (err.at != rows[i].at) fail_msg("%s: at %zu", rows[i].src, err.at);
    assert_true(strncmp(err.message, "bad pattern at byte ", 20) == 0);
  }
}

/* Sources too long, too deep, or not text at all. */
static void test_bad_sources(void **state) {
  (void)state;
  lun_pattern *pattern;
  lun_error err = {0};
  char *src = lun_alloc(20001);
  memset(src, 'a', 20000);
  assert_int_equal(lun_pattern_new(src, 20000, 0, &pattern, &err), LUN_EPATTERN);
  memset(src, '(', 150);
  memset(src + 150, ')', 150);
  assert_int_equal(lun_pattern_new(src, 300, 0, &pattern, &err), LUN_EPATTERN);
  assert_int_equal(lun_pattern_new("a\xFF", 2, 0, &pattern, &err), LUN_EPATTERN);
  assert_int_equal(lun_pattern_new("a\xC3", 2, 0, &pattern, &err), LUN_EPATTERN);
  assert_int_equal(lun_pattern_new("a\0b", 3, 0, &pattern, &err), LUN_OK);
  lun_pattern_free(pattern);
  lun_free(src);
}

static lun_status run(const char *src, const char *text, size_t len, const lun_context *ctx,
                      lun_error *err) {
  char got[256];
  lun_pattern *pattern = compile(src, 0);
  lun_matcher *matcher = new_matcher();
  lun_status st = show(pattern, matcher, text, len, ctx, got, sizeof got, err);
  lun_matcher_free(matcher);
  lun_pattern_free(pattern);
  return st;
}

static double seconds_since(int64_t began) {
  return (double)(lun_clock() - began) / 1e9;
}

static void test_catastrophes(void **state) {
  (void)state;
  static const char *const sources[] = {"(a+)+$",          "(a|a)*$",       "(a|aa)+$",
                                        "(?:a*)*(?:a*)*c", "(a+)+$(*SKIP)", "^(?:(?=(a+))a*?)+$"};
  char text[42];
  memset(text, 'a', 40);
  text[40] = 'b';
  for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
    lun_error err = {0};
    int64_t began = lun_clock();
    lun_status st = run(sources[i], text, 41, NULL, &err);
    assert_true(st == LUN_ELIMIT || st == LUN_DONE);
    if (st == LUN_ELIMIT) assert_non_null(strstr(err.message, "regex gave up at byte "));
    if (seconds_since(began) > 20) fail_msg("%s took %g s", sources[i], seconds_since(began));
  }
  lun_error err = {0};
  assert_int_equal(run("(a+)+$", text, 41, NULL, &err), LUN_ELIMIT);
  assert_int_equal(err.at, 0);
  assert_non_null(strstr(err.message, "more than 10000000 steps from one place"));
}

/* The place where a search gave up is the one that is too hard, also behind multi-byte text. */
static void test_limit_place(void **state) {
  (void)state;
  lun_error err = {0};
  enum { LEAD = 10000 };
  char *text = lun_alloc(2 * LEAD + 41);
  for (size_t i = 0; i < LEAD; i++) memcpy(text + 2 * i, "\xC3\xA9", 2);
  memset(text + 2 * LEAD, 'a', 40);
  text[2 * LEAD + 40] = 'b';
  assert_int_equal(run("(a+)+$", text, 2 * LEAD + 41, NULL, &err), LUN_ELIMIT);
  assert_int_equal(err.at, 2 * LEAD);
  lun_free(text);
}

static void test_blanks(void **state) {
  (void)state;
  enum { LEN = 100000 };
  lun_error err = {0};
  char *text = lun_alloc(LEN + 1);
  memset(text, ' ', LEN);
  text[LEN] = 'x';
  int64_t began = lun_clock();
  assert_int_equal(run("\\s+$", text, LEN + 1, NULL, &err), LUN_DONE);
  assert_int_equal(run("\\s+\\n", text, LEN + 1, NULL, &err), LUN_DONE);
  assert_true(seconds_since(began) < 10);
  lun_free(text);
}

/* Patterns that stay under the step limit from each place, but not from 100,000 places together;
** one of them holds a verb, so that it cannot be run in blocks. */
static void test_deadline(void **state) {
  (void)state;
  static const char *const sources[] = {"(\\s|\\t)+\\z", "(*NO_JIT)\\s+\\z",
                                        "(\\s|\\t)+\\z(*COMMIT)", "(?:\\s|\\t){2,}\\z|\\Gq"};
  enum { LEN = 100000 };
  char *text = lun_alloc(LEN + 1);
  memset(text, ' ', LEN);
  text[LEN] = 'x';
  for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
    lun_error err = {0};
    lun_context ctx = {0};
    int64_t began = lun_clock();
    lun_context_set_timeout(&ctx, 0.2);
    lun_status st = run(sources[i], text, LEN + 1, &ctx, &err);
    if (seconds_since(began) > 5) fail_msg("%s took %g s", sources[i], seconds_since(began));
    assert_int_equal(st, LUN_ELIMIT);
    if (strcmp(err.message, "time limit of 0.2 s reached") != 0) {
      fail_msg("%s: %s", sources[i], err.message);
    }
    atomic_int stop = 1;
    ctx = (lun_context){.stop = &stop};
    assert_int_equal(run(sources[i], text, LEN + 1, &ctx, &err), LUN_ESTOP);
  }
  lun_free(text);
}

/* A hard stretch between long easy ones: blocks shrink, grow, and lose no match. */
static void test_blocks(void **state) {
  (void)state;
  enum { EASY = 300000, HARD = 3000 };
  size_t len = 2 * EASY + HARD, found = 0, empty = 0;
  char *text = lun_alloc(len);
  for (size_t i = 0; i < len; i++) text[i] = i % 1000 == 999 ? '!' : 'e';
  memset(text + EASY, ' ', HARD);
  lun_matcher *matcher = new_matcher();
  lun_pattern *pattern = compile("!|(?:\\s|\\t)+\\z", 0), *any = compile("(?<=!)", 0);
  const lun_span *groups;
  lun_pattern_place place = {0, 0};
  for (size_t at = 0;; at = place.from) {
    lun_status st = lun_pattern_next(pattern, matcher, text, len, &place, NULL, &groups, NULL);
    if (st == LUN_DONE) break;
    assert_int_equal(st, LUN_OK);
    assert_true(groups[0].from >= at && text[groups[0].from] == '!');
    found++;
  }
  place = (lun_pattern_place){0, 0};
  while (lun_pattern_next(any, matcher, text, len, &place, NULL, &groups, NULL) == LUN_OK) empty++;
  size_t want = 0;
  for (size_t i = 0; i < len; i++) want += text[i] == '!';
  assert_int_equal(found, want);
  assert_int_equal(empty, want);
  lun_pattern_free(pattern);
  lun_pattern_free(any);
  lun_matcher_free(matcher);
  lun_free(text);
}

/* A pattern may lower the limit on steps, down to none. */
static void test_own_limit(void **state) {
  (void)state;
  lun_error err = {0};
  assert_int_equal(run("(*LIMIT_MATCH=0)a", "bbb", 3, NULL, &err), LUN_DONE);
  assert_int_equal(run("(*LIMIT_MATCH=0)(a|b)+c", "ababac", 6, NULL, &err), LUN_ELIMIT);
  assert_non_null(strstr(err.message, "more than 0 steps from one place"));
}

/* A step may walk over the whole text, uncounted by PCRE2: bounded all the same, without a deadline. */
static void test_walk(void **state) {
  (void)state;
  enum { LEN = 200000 };
  lun_error err = {0};
  char *text = lun_alloc(LEN);
  memset(text, 'a', LEN);
  int64_t began = lun_clock();
  assert_int_equal(run("[a-z]*[a-y]*[A-Z]", text, LEN, NULL, &err), LUN_ELIMIT);
  if (strstr(err.message, "MiB of text from there") == NULL) fail_msg("%s", err.message);
  assert_true(seconds_since(began) < 60);
  lun_free(text);
}

/* Places to try that a literal leaves: before it, at it, behind it, none; also far into a long text. */
static void test_literal_places(void **state) {
  (void)state;
  check("truce", 0, "a truce, truces", "2-7 9-14");
  check("truce", 0, "a truc", "");
  check("\\w{1,4}quiz", 0, "\xC3\xA9\xC3\xA9quiz xquiz", "0-8 9-14");
  check("(?<=a )quiz\\w*", 0, "quiz a quizzes", "7-14");
  check("\\w*truce|\\w*truce", 0, "atruce btruce", "0-6 7-13");
  check("(?:\\w+ )?(?:a |the )truce", 0, "sign the truce", "0-14");
  check("kwik", LUN_PATTERN_CASELESS, "KWIK \xE2\x84\xAAwi\xE2\x84\xAA", "0-4 5-13");
  check("misquiz", LUN_PATTERN_CASELESS, "MISQUIZ mi\xC5\xBFquiz", "0-7 8-16");
  check_bytes("quiz\\x00show", LUN_PATTERN_CASELESS, "a Quiz\0Show", 11, "2-11");
  check("\\s*\\r\\nquiz", 0, "a \r\nquiz\r\nquiz", "1-8 8-14");
  enum { LEN = 1000000 };
  char *text = lun_alloc(LEN), want[64];
  memset(text, 'e', LEN);
  for (size_t at = LUN_CONTEXT_STRIDE - 8; at <= LUN_CONTEXT_STRIDE + 1; at++) {
    memcpy(text + at, " cease", 6);
    snprintf(want, sizeof want, "%zu-%zu", at + 1, at + 6);
    check_bytes("\\bcease", LUN_PATTERN_CASELESS, text, LEN, want);
    memset(text + at, 'e', 6);
  }
  lun_free(text);
}

enum { THREADS = 4, BLANKS = 60000 };

/* One thread's search by a pattern that all share: too deep for the stack of JIT. */
static void *search_in_thread(void *shared) {
  lun_matcher *matcher;
  const lun_span *groups;
  lun_pattern_place place = {0, 0};
  char *text = lun_alloc(BLANKS);
  memset(text, ' ', BLANKS);
  lun_status st = lun_matcher_new(&matcher, NULL);
  if (st == LUN_OK) {
    st = lun_pattern_next(shared, matcher, text, BLANKS, &place, NULL, &groups, NULL);
  }
  void *found = st == LUN_OK && groups[0].to == BLANKS ? shared : NULL;
  lun_matcher_free(matcher);
  lun_free(text);
  return found;
}

static void test_threads(void **state) {
  (void)state;
  pthread_t threads[THREADS];
  lun_pattern *pattern = compile("(\\s|\\t)+\\z", 0);
  for (int i = 0; i < THREADS; i++) {
    assert_int_equal(pthread_create(&threads[i], NULL, search_in_thread, pattern), 0);
  }
  for (int i = 0; i < THREADS; i++) {
    void *found;
    pthread_join(threads[i], &found);
    assert_ptr_equal(found, pattern);
  }
  lun_pattern_free(pattern);
}

#ifdef LUN_FAULTS
/* The watched code is made in the middle of a search. */
static void test_watch_faults(void **state) {
  (void)state;
  static char text[BLANKS];
  memset(text, ' ', sizeof text);
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_DONE; nth++) {
    lun_pattern *pattern = compile("(\\s|\\t)+\\z", 0);
    lun_matcher *matcher = new_matcher();
    lun_error err = {0};
    char got[256];
    lun_fault_set(nth);
    st = show(pattern, matcher, text, sizeof text, NULL, got, sizeof got, &err);
    lun_fault_set(0);
    if (st != LUN_DONE) assert_int_equal(st, LUN_ENOMEM);
    else assert_string_equal(got, "0-60000,59999-60000");
    lun_matcher_free(matcher);
    lun_pattern_free(pattern);
  }
}

static void test_faults(void **state) {
  (void)state;
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_DONE; nth++) {
    lun_pattern *pattern = NULL;
    lun_matcher *matcher = NULL;
    lun_error err = {0};
    char got[256];
    lun_fault_set(nth);
    st = lun_pattern_new("(?<a>x)|(y)", 11, 0, &pattern, &err);
    if (st == LUN_OK) st = lun_matcher_new(&matcher, &err);
    if (st == LUN_OK) st = show(pattern, matcher, "xy", 2, NULL, got, sizeof got, &err);
    lun_fault_set(0);
    if (st != LUN_DONE) assert_int_equal(st, LUN_ENOMEM);
    lun_matcher_free(matcher);
    lun_pattern_free(pattern);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_empty_matches), cmocka_unit_test(test_matches),
      cmocka_unit_test(test_groups),        cmocka_unit_test(test_reuse),
      cmocka_unit_test(test_bad),           cmocka_unit_test(test_bad_sources),
      cmocka_unit_test(test_catastrophes),  cmocka_unit_test(test_limit_place),
      cmocka_unit_test(test_blanks),        cmocka_unit_test(test_deadline),
      cmocka_unit_test(test_blocks),        cmocka_unit_test(test_own_limit),
      cmocka_unit_test(test_walk),          cmocka_unit_test(test_literal_places),
      cmocka_unit_test(test_threads),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_watch_faults),  cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
