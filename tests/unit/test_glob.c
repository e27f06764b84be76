/* Words with wild cards. */
#include "match/glob.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check(const char *glob, const char *word, int want) {
  if (lun_glob_test(glob, strlen(glob), word, strlen(word)) != want) {
    fail_msg("glob \"%s\", word \"%s\": not %d", glob, word, want);
  }
}

static void test_table(void **state) {
  (void)state;
  static const struct {
    const char *glob, *word;
    int want;
  } rows[] = {
      {"", "", 1},
      {"", "a", 0},
      {"*", "", 1},
      {"**", "", 1},
      {"*", "any", 1},
      {"?", "", 0},
      {"?", "a", 1},
      {"?", "ab", 0},
      {"cease*", "cease", 1},
      {"cease*", "ceased", 1},
      {"cease*", "ceas", 0},
      {"*fire", "ceasefire", 1},
      {"*fire", "fires", 0},
      {"c*f*e", "ceasefire", 1},
      {"c?ase", "cease", 1},
      {"a*b*c", "abcbc", 1},
      {"a*b*c", "abcb", 0},
      {"*ab", "aab", 1},
      {"*a*", "bbb", 0},
      {"?*", "", 0},
      {"?*", "x", 1},
      {"*?", "x", 1},
      {"??", "x", 0},
      {"a**b", "ab", 1},
      /* one code point each */
      {"?", "\xC3\xA9", 1},
      {"??", "\xC3\xA9", 0},
      {"n?e",
       "n\xE2\x82\xAC"
       "e",
       1},
      {"?", "\xF0\x9F\x98\x80", 1},
      {"*\xA9", "\xC3\xA9", 0},
      {"*?x", "\xC3\xA9x", 1},
      {"\xC3\xA9*", "\xC3\xA9t\xC3\xA9", 1},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    check(rows[i].glob, rows[i].word, rows[i].want);
  }
  assert_int_equal(lun_glob_test("a*b", 3, "a\0b", 3), 1); /* NUL is a byte like others */
  assert_int_equal(lun_glob_test(NULL, 0, NULL, 0), 1);
}

/* The rule itself, by recursion over ASCII. */
static int plain_test(const char *g, const char *w) {
  if (*g == '*') return plain_test(g + 1, w) || (*w && plain_test(g, w + 1));
  if (*w == '\0') return *g == '\0';
  return (*g == '?' || *g == *w) && plain_test(g + 1, w + 1);
}

static void test_random(void **state) {
  (void)state;
  uint32_t seed = 1;
  for (int round = 0; round < 200000; round++) {
    char glob[8] = {0}, word[8] = {0};
    seed = seed * 1664525 + 1013904223;
    uint32_t bits = seed >> 4;
    for (uint32_t i = 0; i < 1 + bits % 7; i++) glob[i] = "ab*?"[bits >> (2 * i) & 3];
    seed = seed * 1664525 + 1013904223;
    bits = seed >> 4;
    for (uint32_t i = 0; i < bits % 8 && i < 7; i++) word[i] = "ab"[bits >> (i + 3) & 1];
    check(glob, word, plain_test(glob, word));
  }
}

/* Many stars must not multiply. */
static void test_stars(void **state) {
  (void)state;
  char glob[201], word[5001];
  for (size_t i = 0; i < 200; i++) glob[i] = i % 2 ? '*' : 'a';
  glob[198] = 'b';
  glob[200] = '\0';
  memset(word, 'a', 5000);
  word[5000] = '\0';
  check(glob, word, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table),
      cmocka_unit_test(test_random),
      cmocka_unit_test(test_stars),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
