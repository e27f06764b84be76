/* Folding: each option, their combinations, and the seams between ASCII and the rest. */
#include "base/memory.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check_fold(const char *text, size_t len, unsigned options, const char *want,
                       size_t want_len) {
  lun_buffer out = {0};
  lun_error err = {0};
  lun_buffer_add_byte(&out, '<'); /* folding appends */
  assert_int_equal(lun_fold(text, len, options, &out, &err), LUN_OK);
  assert_int_equal(out.len, want_len + 1);
  if (out.len > 1) assert_memory_equal(out.data + 1, want, want_len);
  assert_int_equal(out.data[out.len], '\0');
  lun_buffer_clear(&out);
}

#define CHECK(text, options, want) \
  check_fold(text, sizeof(text) - 1, options, want, sizeof(want) - 1)

static void test_copy(void **state) {
  (void)state;
  CHECK("", 0, "");
  CHECK("", 63, "");
  CHECK("A\0B \xC3\x89\xE2\x80\x99", 0, "A\0B \xC3\x89\xE2\x80\x99");
}

static void test_case(void **state) {
  (void)state;
  CHECK("@AZ[`az{\0Q\r\n", LUN_FOLD_CASE, "@az[`az{\0q\r\n");
  CHECK("STRASSE Stra\xC3\x9F"
        "e",
        LUN_FOLD_CASE, "strasse strasse");
  CHECK("\xCE\xA3\xCE\xAF\xCF\x83\xCF\x85\xCF\x86\xCE\xBF\xCF\x82", LUN_FOLD_CASE,
        "\xCF\x83\xCE\xAF\xCF\x83\xCF\x85\xCF\x86\xCE\xBF\xCF\x83");
  CHECK("\xD0\x9C\xD0\x98\xD0\xA0", LUN_FOLD_CASE, "\xD0\xBC\xD0\xB8\xD1\x80");
  CHECK("\xF0\x90\x90\x80", LUN_FOLD_CASE, "\xF0\x90\x90\xA8");     /* Deseret */
  CHECK("E\xCC\x81 \xC3\x89", LUN_FOLD_CASE, "e\xCC\x81 \xC3\xA9"); /* no normal form asked for */
}

static void test_forms(void **state) {
  (void)state;
  CHECK("cafe\xCC\x81s", LUN_FOLD_NFC, "caf\xC3\xA9s"); /* the seam: ASCII, then its mark */
  CHECK("E\xCC\x81", LUN_FOLD_NFC | LUN_FOLD_CASE, "\xC3\xA9");
  CHECK("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", LUN_FOLD_NFC, "\xED\x95\x9C"); /* Hangul */
  CHECK("a\xCC\x81\xCC\xA3", LUN_FOLD_NFC, "\xE1\xBA\xA1\xCC\x81");            /* marks in order */
  CHECK("\xEF\xAC\x81x \xEF\xBC\xA1", LUN_FOLD_NFC, "\xEF\xAC\x81x \xEF\xBC\xA1");
  CHECK("\xEF\xAC\x81x \xEF\xBC\xA1", LUN_FOLD_NFKC, "fix A");
  CHECK("x\xC2\xB2\xE2\x80\xA6", LUN_FOLD_NFKC, "x2...");
}

static void test_marks(void **state) {
  (void)state;
  CHECK("\xC3\xA9t\xC3\xA9 e\xCC\x81", LUN_FOLD_MARKS, "ete e");
  CHECK("\xED\x95\x9C", LUN_FOLD_MARKS, "\xED\x95\x9C");                 /* Hangul stays composed */
  CHECK("\xD7\xA9\xD6\xB8\xD7\x9C", LUN_FOLD_MARKS, "\xD7\xA9\xD7\x9C"); /* Hebrew points */
  CHECK("\xC3\x89", LUN_FOLD_MARKS | LUN_FOLD_CASE, "e");
}

static void test_ignorable(void **state) {
  (void)state;
  CHECK("cease\xC2\xAD"
        "fire",
        LUN_FOLD_IGNORABLE, "ceasefire");
  CHECK("\xEF\xBB\xBF"
        "a\xE2\x80\x8D"
        "b",
        LUN_FOLD_IGNORABLE, "ab");
  CHECK("cease\xC2\xAD"
        "fire",
        LUN_FOLD_CASE,
        "cease\xC2\xAD"
        "fire");
}

static void test_plain(void **state) {
  (void)state;
  CHECK("\xE2\x80\x9CIt\xE2\x80\x99s\xE2\x80\x9D", LUN_FOLD_PLAIN, "\"It's\"");
  CHECK("a\xE2\x80\x93"
        "b\xE2\x80\x94"
        "c\xE2\x80\x91"
        "d\xE2\x88\x92"
        "1",
        LUN_FOLD_PLAIN, "a-b-c-d-1");
  CHECK("\xEF\xBC\x8D\xEF\xB9\x98", LUN_FOLD_PLAIN | LUN_FOLD_NFKC, "--");
  CHECK("It\xE2\x80\x99S", LUN_FOLD_PLAIN | LUN_FOLD_CASE, "it's");
}

/* Long stretches without ASCII are folded in pieces: no seam may show. */
static void test_long(void **state) {
  (void)state;
  static const char unit[] = "\xEF\xAC\x83\xC3\x89\xCC\xA3"; /* ffi, E acute, dot below */
  static const char want[] = "ffi\xE1\xBA\xB9\xCC\x81";
  enum { COUNT = 60000 };
  lun_buffer text = {0}, out = {0};
  lun_error err;
  for (int i = 0; i < COUNT; i++) lun_buffer_add(&text, unit, sizeof unit - 1);
  assert_int_equal(lun_fold(text.data, text.len, LUN_FOLD_NFKC | LUN_FOLD_CASE, &out, &err), 0);
  assert_int_equal(out.len, COUNT * (sizeof want - 1));
  for (size_t i = 0; i < COUNT; i++) {
    assert_memory_equal(out.data + i * (sizeof want - 1), want, sizeof want - 1);
  }
  lun_buffer_clear(&text);
  lun_buffer_clear(&out);
}

static void test_invalid(void **state) {
  (void)state;
  static const char *const texts[] = {"ab \u00E9\xFF", "ab \u00E9\x80z", "ab \u00E9\xED\xA0\x80"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    lun_buffer out = {0};
    lun_error err = {0};
    lun_buffer_add_text(&out, "kept");
    assert_int_equal(lun_fold(texts[i], strlen(texts[i]), LUN_FOLD_NFC, &out, &err), LUN_EUTF8);
    assert_in_range(err.at, 2, strlen(texts[i]));
    assert_string_equal(out.data, "kept");
    assert_int_equal(out.len, 4);
    lun_buffer_clear(&out);
  }
}

/* --- heaps of marks --------------------------------------------------------------------------- */

static uint32_t next_random(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

/* Marks by rising class, three of which share one; none composes with "q". */
static void test_order(void **state) {
  (void)state;
  static const char *const marks[] = {"\u0334", "\u094D", "\u064E", "\u0323",
                                      "\u0301", "\u0302", "\u0308", "\u0345"};
  static const int classes[] = {1, 9, 30, 220, 230, 230, 230, 240};
  enum { MARKS = 8, MOST = 80 };
  uint32_t seed = 5;
  for (size_t count = 0; count < MOST; count++) {
    lun_buffer text = {0}, want = {0};
    size_t chosen[MOST];
    for (int heap = 0; heap < 3; heap++) { /* one heap's room serves the next */
      lun_buffer_add_text(&text, "\u0416q");
      lun_buffer_add_text(&want, "\u0416q");
      for (size_t i = 0; i < count; i++) {
        chosen[i] = next_random(&seed) % MARKS;
        lun_buffer_add_text(&text, marks[chosen[i]]);
      }
      for (int k = 0; k <= 240; k++) {
        for (size_t i = 0; i < count; i++) {
          if (classes[chosen[i]] == k) lun_buffer_add_text(&want, marks[chosen[i]]);
        }
      }
    }
    check_fold(text.data, text.len, LUN_FOLD_NFC, want.data, want.len);
    check_fold(text.data, text.len, LUN_FOLD_NFKC, want.data, want.len);
    check_fold(text.data, text.len, LUN_FOLD_PLAIN, text.data, text.len);
    check_fold(text.data, text.len, LUN_FOLD_MARKS, "\u0416q\u0416q\u0416q", 9);
    lun_buffer_clear(&text);
    lun_buffer_clear(&want);
  }
}

enum { HEAP = 1024 * 1024, MOST_SECONDS = 5 }; /* swapping neighbours takes minutes */

/* Fold HEAP bytes of `unit` into `out` and mind the clock. */
static void fold_heap(const char *unit, unsigned options, lun_buffer *out) {
  lun_buffer text = {0};
  lun_error err;
  struct timespec from, to;
  while (text.len < HEAP) lun_buffer_add_text(&text, unit);
  lun_buffer_reset(out);
  clock_gettime(CLOCK_MONOTONIC, &from);
  assert_int_equal(lun_fold(text.data, text.len, options, out, &err), LUN_OK);
  clock_gettime(CLOCK_MONOTONIC, &to);
  assert_in_range(to.tv_sec - from.tv_sec, 0, MOST_SECONDS);
  lun_buffer_clear(&text);
}

/* What an attacker heaps up: marks against their order, one mark, marks of two, jamo that join and
** that do not, the longest decomposition. */
static void test_heaps(void **state) {
  (void)state;
  static const char *const units[] = {
      "\u0301\u0323", "\u0301", "\u0344\u0323", "\u0F73",       "\U0001D165\U0001D16D",
      "\u1100",       "\u1161", "\u1100\u1161", "\u3131\u314F", "\u1100\u1161\u11A8",
      "\u11A7",       "\uFDFA", "\uFE0F",       "\u30AB\u3099"};
  static const unsigned sets[] = {LUN_FOLD_CASE, LUN_FOLD_NFC, LUN_FOLD_NFKC | LUN_FOLD_CASE,
                                  LUN_FOLD_MARKS, 63};
  lun_buffer out = {0};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    for (size_t j = 0; j < sizeof sets / sizeof *sets; j++) fold_heap(units[i], sets[j], &out);
  }
  fold_heap("\u0301\u0323", LUN_FOLD_MARKS, &out);
  assert_int_equal(out.len, 0);
  fold_heap("\u0301\u0323", LUN_FOLD_NFC, &out);
  assert_int_equal(out.len, HEAP);
  for (size_t at = 0; at < HEAP; at += 2) {
    assert_memory_equal(out.data + at, at < HEAP / 2 ? "\u0323" : "\u0301", 2);
  }
  fold_heap("\u1100\u1161", LUN_FOLD_NFC, &out);
  for (size_t at = 0; at < out.len; at += 3) assert_memory_equal(out.data + at, "\uAC00", 3);
  lun_buffer_clear(&out);
}

/* --- the standard ----------------------------------------------------------------------------- */

/* Full folding of single code points, as the standard lists it. */
static void test_official(void **state) {
  (void)state;
  char line[512];
  int count = 0;
  FILE *file = fopen("/usr/share/unicode/CaseFolding.txt", "r");
  if (file == NULL) skip();
  while (fgets(line, sizeof line, file) != NULL) {
    char text[4], want[16], status, *codes;
    size_t want_len = 0;
    if (line[0] == '#' || line[0] == '\n') continue;
    size_t len = lun_utf8_put((uint32_t)strtoul(line, &codes, 16), text);
    status = codes[2];
    if (status != 'C' && status != 'F') continue; /* S and T are not full folding */
    char *next, *at = codes + 4;
    for (uint32_t code; code = (uint32_t)strtoul(at, &next, 16), next != at; at = next) {
      want_len += lun_utf8_put(code, want + want_len);
    }
    check_fold(text, len, LUN_FOLD_CASE, want, want_len);
    count++;
  }
  fclose(file);
  assert_int_equal(count, 1530);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  lun_status st = LUN_ENOMEM;
  lun_buffer text = {0};
  lun_buffer_add_text(&text, "A \u00C9 B \uFDFA\uFDFA\uFDFA\uFDFA\uFDFA\uFDFA x");
  for (int i = 0; i < 20; i++) lun_buffer_add_text(&text, "\u0301\u0323");
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_buffer out = {0};
    lun_error err = {0};
    lun_fault_set(nth);
    st = lun_fold(text.data, text.len, LUN_FOLD_NFKC | LUN_FOLD_CASE, &out, &err);
    lun_fault_set(0);
    assert_int_equal(st, err.status);
    if (st != LUN_OK) assert_int_equal(out.len, 0);
    if (st == LUN_OK) assert_true(nth > 4);
    lun_buffer_clear(&out);
  }
  lun_buffer_clear(&text);
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_copy),      cmocka_unit_test(test_case),
      cmocka_unit_test(test_forms),     cmocka_unit_test(test_marks),
      cmocka_unit_test(test_ignorable), cmocka_unit_test(test_plain),
      cmocka_unit_test(test_long),      cmocka_unit_test(test_official),
      cmocka_unit_test(test_invalid),   cmocka_unit_test(test_order),
      cmocka_unit_test(test_heaps),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
