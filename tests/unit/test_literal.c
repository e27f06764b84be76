/* What a pattern must contain: expected literals, and the same matches as without looking for them. */
#include "base/buffer.h"
#include "base/memory.h"
#include "match/literal.h"
#include "match/pattern.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { I = LUN_PATTERN_CASELESS, X = LUN_PATTERN_EXTENDED };

/* "literal least-most", small letters where the case is free; "-" for none, "*" for far. */
static void check(const char *src, unsigned flags, const char *want) {
  lun_literal literal;
  char got[200] = "-";
  lun_literal_find(src, strlen(src), flags, &literal);
  if (literal.scan.len > 0) {
    char most[32] = "*";
    if (literal.most != LUN_LITERAL_FAR) snprintf(most, sizeof most, "%zu", literal.most);
    snprintf(got, sizeof got, "%.*s %zu-%s", (int)literal.scan.len,
             (const char *)literal.scan.bytes, literal.least, most);
  }
  if (strcmp(got, want) != 0) fail_msg("/%s/: %s, not %s", src, got, want);
}

static void test_items(void **state) {
  (void)state;
  check("truce", 0, "truce 0-0");
  check("\\btruce\\b", I, "truce 0-0");
  check("cease[- ]?fires?", 0, "cease 0-0");
  check("cease[- ]?fires?", I, "fire 5-12");
  check("\\w{2,3}quiz", 0, "quiz 2-12");
  check("\\w+quiz", 0, "quiz 1-*");
  check("ab?cd", 0, "cd 1-2");
  check("ab+cd", 0, "ab 0-0");
  check("a{2}bb", 0, "bb 2-2");
  check("a{x}", 0, "a{x} 0-0");
  check("a{,2}b", 0, "-");
  check("a*", 0, "-");
  check("x.y\\Qa.b\\E+q", 0, "ya.b 2-5");
  check("\\Qab", 0, "ab 0-0");
  check("a\\E+b", 0, "a 0-0");
  check("\\x41\\x{e9}\\n", 0, "A\xC3\xA9\n 0-0");
  check("[]a]q[^]]z[[:alpha:]\\]]", 0, "q 1-4");
  check("[[:<:]]q", 0, "-");
  check("\\p{Lu}\\pLq\\Rz", 0, "q 2-8");
  check("(.)\\1q", 0, "q 1-*");
  check("\xD7\xA9\xD7\x9C", I, "\xD7\xA9\xD7\x9C 0-0"); /* no case */
  check("\xC3\xA9q", I, "q 1-4");                       /* either case */
  check("", 0, "-");
}

static void test_groups(void **state) {
  (void)state;
  check("(cease)(?:fire)", 0, "ceasefire 0-0");
  check("(?:cease|stop) fire", 0, " fire 4-5");
  check("cease(?: the|) war", 0, "cease 0-0");
  check("war|peace", 0, "-");
  check("a(?:bc)+q", 0, "abc 0-0");
  check("(?:bc)?qz", 0, "qz 0-2");
  check("(?:bc){0}qz", 0, "qz 0-0");
  check("(?:bc){2,3}qz", 0, "qz 4-6");
  check("(?=quiz)ab(?!quiz)cd(?<=q)(?<!z)ef", 0, "abcdef 0-0");
  check("(?<n>ab)(?'m'cd)(?P<o>ef)(?>gh)(?|ij)", 0, "abcdefghij 0-0");
  check("a(?#quiz)b", 0, "ab 0-0");
  check("a(?#quiz)?b", 0, "b 0-1");
  check("((((a))))q", 0, "aq 0-0");
}

static void test_flags(void **state) {
  (void)state;
  check("(?i)Q", 0, "q 0-0");
  check("Q(?i)W(?-i)Q", 0, "QwQ 0-0");
  check("(?i:W)Q", 0, "wQ 0-0");
  check("(a(?i)b|c)Q", 0, "Q 1-2");
  check("(?:(?i)W)Q", 0, "wQ 0-0");
  check("kiln", I, "iln 1-4");
  check("mask", I, "ma 0-0");
  check("mask", 0, "mask 0-0");
  check("a b # quiz\n c", X, "abc 0-0");
  check("a +b", X, "a 0-0");
  check("(?x) a b (?-x) c", 0, "ab c 0-0");
  check("(?^)Q", I, "Q 0-0");
  check("(?xx)a", 0, "-");
}

/* Anything not understood. */
static void test_none(void **state) {
  (void)state;
  static const char *const sources[] = {
      "quiz(?C)",     "quiz(?C'x')",   "(a)?(?(1)quiz)",  "quiz(?R)?",   "(quiz)(?1)",
      "(?<n>q)(?&n)", "(?<n>q)(?P>n)", "(*COMMIT)quiz",   "quiz(*SKIP)", "quiz\\K",
      "\\Gquiz",      "(?<n>q)\\k<n>", "(q)\\g1",         "quiz\\X",     "\\cAq",
      "\\o{101}q",    "\\N{U+41}q",    "(?+1)(quiz)",     "(quiz)(?-1)", "[\\Qa\\E]quiz",
      "(*pla:q)quiz", "(?<*q)quiz",    "quiz\\E\\Q\\E{2}"};
  for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) check(sources[i], 0, "-");
}

/* A literal longer than a scan is cut, and what follows keeps its place. */
static void test_long(void **state) {
  (void)state;
  char src[302], want[100] = "";
  memset(src, 'e', 300);
  strcpy(src + 300, "q");
  memset(want, 'e', LUN_SCAN_MOST);
  strcpy(want + LUN_SCAN_MOST, " 0-0");
  check(src, 0, want);
}

static int is_match(const lun_pattern *pattern, lun_matcher *matcher, uint32_t code) {
  char text[4];
  const lun_span *groups;
  lun_pattern_place place = {0, 0};
  size_t n = lun_utf8_put(code, text);
  return lun_pattern_next(pattern, matcher, text, n, &place, NULL, &groups, NULL) == LUN_OK;
}

/* PCRE2 agrees which characters have no partner in another case. */
static void test_caseless(void **state) {
  (void)state;
  lun_pattern *pattern;
  lun_matcher *matcher;
  lun_buffer src = {0};
  lun_buffer_add_text(&src, "[abcdefghijlmnopqrtuvwxyz");
  for (uint32_t code = 0x80; code < 0x110000; code++) {
    char bytes[4];
    int starts = lun_literal_is_caseless(code) && !lun_literal_is_caseless(code - 1);
    int ends = lun_literal_is_caseless(code) && !lun_literal_is_caseless(code + 1);
    if (starts || ends) lun_buffer_add(&src, bytes, lun_utf8_put(code, bytes));
    if (starts) lun_buffer_add_byte(&src, '-');
  }
  lun_buffer_add_byte(&src, ']');
  assert_int_equal(lun_pattern_new(src.data, src.len, I, &pattern, NULL), LUN_OK);
  assert_int_equal(lun_matcher_new(&matcher, NULL), LUN_OK);
  for (uint32_t code = 0x80; code < 0x110000; code++) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    if (is_match(pattern, matcher, code) != lun_literal_is_caseless(code)) {
      fail_msg("U+%04X", (unsigned)code);
    }
  }
  lun_matcher_free(matcher);
  lun_pattern_free(pattern);
  lun_buffer_clear(&src);
}

static const char *const pieces[] = {"a",
                                     "b",
                                     "q",
                                     "Q",
                                     "k",
                                     "s",
                                     "\xC3\xA9",
                                     "\xD7\xA9",
                                     "ab",
                                     " ",
                                     "(",
                                     ")",
                                     "(?:",
                                     "|",
                                     "*",
                                     "+",
                                     "?",
                                     "{2}",
                                     "{0,1}",
                                     ".",
                                     "[ab]",
                                     "[^a]",
                                     "\\b",
                                     "\\w",
                                     "\\Qa",
                                     "\\E",
                                     "(?=",
                                     "(?<!",
                                     "(?i)",
                                     "(?-i)",
                                     "(?x)",
                                     "#",
                                     "\n",
                                     "(?#q)",
                                     "\\x61",
                                     "\\1",
                                     "^",
                                     "$",
                                     "(?>",
                                     "(?|",
                                     "(?<=",
                                     "(?!",
                                     "{",
                                     "}",
                                     "]",
                                     "[^]q]",
                                     "[[:alpha:]q]",
                                     "\\R",
                                     "++",
                                     "*?",
                                     "(?i:",
                                     "\\x{17f}",
                                     "\\n",
                                     "(?^)",
                                     "\\pL",
                                     "\\Q\\E",
                                     "quiz",
                                     "Qu",
                                     "iz",
                                     "zz"};
static const char *const words[] = {
    "a",        "b",        "q",    "Q",   "k",  "s", "\xE2\x84\xAA", "\xC5\xBF", "\xC3\xA9",
    "\xC3\x89", "\xD7\xA9", " ",    "ab",  "A",  "B", "\r\n",         "#",        "qq",
    "aq",       "quiz",     "QUIZ", "qui", "zz", "{"};

static void make(lun_buffer *out, const char *const *from, size_t count, int most) {
  lun_buffer_reset(out);
  lun_buffer_add(out, "", 0);
  for (int n = rand() % most; n > 0; n--) lun_buffer_add_text(out, from[(size_t)rand() % count]);
}

/* The text's matches by `pattern`, to compare. */
static lun_status list(const lun_pattern *pattern, lun_matcher *matcher, const lun_buffer *text,
                       lun_buffer *out) {
  lun_pattern_place place = {0, 0};
  const lun_span *groups;
  lun_status st;
  lun_buffer_reset(out);
  lun_buffer_add(out, "", 0);
  while ((st = lun_pattern_next(pattern, matcher, text->data, text->len, &place, NULL, &groups,
                                NULL)) == LUN_OK) {
    lun_buffer_add(out, (const char *)groups, (lun_pattern_groups(pattern) + 1) * sizeof *groups);
  }
  return st;
}

/* An empty callout matches nothing and is not understood: the same pattern, without a literal. */
static size_t compare(const lun_buffer *src, unsigned flags, lun_matcher *matcher,
                      lun_buffer *text) {
  lun_pattern *pattern, *twin;
  lun_literal literal;
  lun_buffer twin_src = {0}, got = {0}, want = {0};
  lun_literal_find(src->data, src->len, flags, &literal); /* must hold its memory at bad ones too */
  if (lun_pattern_new(src->data, src->len, flags, &pattern, NULL) != LUN_OK) return 0;
  lun_buffer_add_text(&twin_src, "(?C)");
  lun_buffer_add(&twin_src, src->data, src->len);
  assert_int_equal(lun_pattern_new(twin_src.data, twin_src.len, flags, &twin, NULL), LUN_OK);
  for (int round = 0; round < 20; round++) {
    make(text, words, sizeof words / sizeof *words, 30);
    lun_status st = list(twin, matcher, text, &want);
    lun_status same = list(pattern, matcher, text, &got);
    if (st != same || want.len != got.len || memcmp(want.data, got.data, got.len) != 0) {
      fail_msg("/%.*s/ flags %u in \"%.*s\": %d %zu, not %d %zu", (int)src->len, src->data, flags,
               (int)text->len, text->data, same, got.len, st, want.len);
    }
  }
  lun_pattern_free(pattern);
  lun_pattern_free(twin);
  lun_buffer_clear(&twin_src);
  lun_buffer_clear(&got);
  lun_buffer_clear(&want);
  return literal.scan.len > 0;
}

static void test_random(void **state) {
  (void)state;
  lun_matcher *matcher;
  lun_buffer src = {0}, text = {0};
  size_t with = 0;
  const char *rounds = getenv("ROUNDS");
  assert_int_equal(lun_matcher_new(&matcher, NULL), LUN_OK);
  srand(11);
  for (int round = rounds ? atoi(rounds) : 60000; round > 0; round--) {
    make(&src, pieces, sizeof pieces / sizeof *pieces, 12);
    with += compare(&src, (unsigned)rand() % 32, matcher, &text);
  }
  assert_true(with > 1000);
  lun_matcher_free(matcher);
  lun_buffer_clear(&src);
  lun_buffer_clear(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_items),  cmocka_unit_test(test_groups), cmocka_unit_test(test_flags),
      cmocka_unit_test(test_none),   cmocka_unit_test(test_long),   cmocka_unit_test(test_caseless),
      cmocka_unit_test(test_random),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
