/* Looking for a string: every path finds the same place, at every alignment, in either case. */
#include "base/memory.h"
#include "base/scan.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* By all paths of this machine, in a copy of its own size, so that overruns show. */
static size_t find(const lun_scan *scan, const char *text, size_t len, size_t from) {
  char *copy = lun_alloc(len > 0 ? len : 1);
  memcpy(copy, text, len);
  size_t want = lun_scan_find(scan, copy, len, from), at;
  for (int path = 0; path < LUN_SCAN_PATHS; path++) {
    if (!lun_scan_find_by((lun_scan_path)path, scan, copy, len, from, &at)) continue;
    if (at != want) fail_msg("path %d: %zu, not %zu of %zu", path, at, want, len);
  }
  lun_free(copy);
  return want;
}

static void check(const char *string, int caseless, const char *text, size_t want) {
  lun_scan scan;
  lun_scan_init(&scan, string, strlen(string), caseless);
  assert_int_equal(find(&scan, text, strlen(text), 0), want);
}

static void test_places(void **state) {
  (void)state;
  check("truce", 0, "a truce", 2);
  check("truce", 0, "a Truce", 7);
  check("TRUCE", 1, "a tRuCe", 2);
  check("a", 1, "xA", 1);
  check("aa", 0, "aba", 3);
  check("truce", 0, "", 0);
  check("truce", 0, "truc", 4);
  check("@", 1, "`@", 1); /* ` is @ with the case bit: no letter, so another character */
  check("[", 1, "{[", 1);
  check("\xC3\xA9t\xC3\xA9", 1, "\xC3\x89T\xC3\x89 \xC3\xA9T\xC3\xA9", 6); /* ASCII alone */
  check("\xF0\x9F\x98\x80", 0, "\xF0\x9F\x98\x81\xF0\x9F\x98\x80", 4);
  check("\xD7\xA9\xD7\x9C", 0, "\r\n\xD7\xA9\xD7\x9C", 2);
}

static void test_from_and_nul(void **state) {
  (void)state;
  lun_scan scan;
  lun_scan_init(&scan, "a\0b", 3, 1);
  assert_int_equal(find(&scan, "a\0a\0B a\0b", 9, 0), 2);
  assert_int_equal(find(&scan, "a\0a\0B a\0b", 9, 3), 6);
  assert_int_equal(find(&scan, "a\0a\0B a\0b", 9, 7), 9);
  assert_int_equal(find(&scan, "a\0b", 3, 4), 3);
}

/* No more than LUN_SCAN_MOST bytes are kept. */
static void test_full(void **state) {
  (void)state;
  lun_scan scan = {0};
  char text[100];
  memset(text, 'e', sizeof text);
  for (size_t i = 0; i < sizeof text; i++) lun_scan_add(&scan, i == 70 ? 'q' : 'e', 0);
  lun_scan_finish(&scan);
  assert_int_equal(scan.len, LUN_SCAN_MOST);
  assert_int_equal(find(&scan, text, sizeof text, 3), 3);
}

static void test_rarity(void **state) {
  (void)state;
  lun_scan common, rare, longer;
  lun_scan_init(&common, "the", 3, 1);
  lun_scan_init(&rare, "quiz", 4, 1);
  lun_scan_init(&longer, "cease-fire", 10, 1);
  assert_true(lun_scan_rarity(&common) < lun_scan_rarity(&rare));
  assert_true(lun_scan_rarity(&rare) < lun_scan_rarity(&longer));
  assert_int_equal(rare.first, 0); /* q */
  assert_int_equal(rare.second, 3);
}

static size_t find_slowly(const char *string, size_t n, int caseless, const char *text, size_t len,
                          size_t from) {
  for (size_t at = from; at + n <= len; at++) {
    size_t i = 0;
    while (i < n) {
      unsigned char a = (unsigned char)text[at + i], b = (unsigned char)string[i];
      if (caseless && a >= 'A' && a <= 'Z') a |= 0x20;
      if (caseless && b >= 'A' && b <= 'Z') b |= 0x20;
      if (a != b) break;
      i++;
    }
    if (i == n) return at;
  }
  return len;
}

static void test_random(void **state) {
  (void)state;
  static const char letters[] = "aAbB@`\0\xC3\xA9";
  srand(7);
  for (int round = 0; round < 20000; round++) {
    char string[8], text[300];
    size_t n = 1 + (size_t)rand() % 6, len = (size_t)rand() % sizeof text;
    int kinds = 2 + rand() % 7, caseless = rand() % 2;
    for (size_t i = 0; i < n; i++) string[i] = letters[rand() % kinds];
    for (size_t i = 0; i < len; i++) text[i] = letters[rand() % kinds];
    size_t from = (size_t)rand() % (len + 1);
    lun_scan scan;
    lun_scan_init(&scan, string, n, caseless);
    assert_int_equal(find(&scan, text, len, from),
                     find_slowly(string, n, caseless, text, len, from));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_places), cmocka_unit_test(test_from_and_nul),
      cmocka_unit_test(test_full),   cmocka_unit_test(test_rarity),
      cmocka_unit_test(test_random),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
