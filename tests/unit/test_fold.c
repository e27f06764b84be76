/* Folding: each option, their combinations, and the seams between ASCII and the rest. */
#include "base/memory.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_buffer out = {0};
    lun_error err = {0};
    lun_fault_set(nth);
    st = lun_fold("A \xC3\x89 B \xEF\xB7\xBA", 10, LUN_FOLD_NFKC | LUN_FOLD_CASE, &out, &err);
    lun_fault_set(0);
    assert_int_equal(st, err.status);
    if (st != LUN_OK) assert_int_equal(out.len, 0);
    lun_buffer_clear(&out);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_copy),   cmocka_unit_test(test_case),      cmocka_unit_test(test_forms),
      cmocka_unit_test(test_marks),  cmocka_unit_test(test_ignorable), cmocka_unit_test(test_plain),
      cmocka_unit_test(test_long),   cmocka_unit_test(test_official),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
