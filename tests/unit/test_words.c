/* Words: the official cases, then what news texts bring. */
#include "base/memory.h"
#include "text/segment.h"

#include "break_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static lun_status find_all(const char *text, size_t len, lun_spans *out) {
  return lun_words_find(text, len, LUN_SEGMENT_ALL, NULL, out, NULL);
}

static void test_official(void **state) {
  (void)state;
  int failed, count = run_break_cases(BREAK_FOLDER "WordBreakTest.txt", find_all, &failed);
  if (count < 0) skip();
  assert_int_equal(count, 1823);
  assert_int_equal(failed, 0);
}

/* The words of `text`, with a bar between each two. */
static void check_words(const char *text, size_t len, const char *want) {
  char have[512] = "";
  size_t at = 0;
  lun_spans spans = {0};
  lun_error err;
  assert_int_equal(lun_words_find(text, len, LUN_SEGMENT_WORDS, NULL, &spans, &err), LUN_OK);
  for (size_t i = 0; i < spans.count; i++) {
    size_t size = spans.items[i].to - spans.items[i].from;
    assert_true(at + size + 2 < sizeof have);
    if (i > 0) have[at++] = '|';
    memcpy(have + at, text + spans.items[i].from, size);
    at += size;
    have[at] = '\0';
  }
  assert_string_equal(have, want);
  lun_spans_clear(&spans);
}

#define CHECK(text, want) check_words(text, sizeof(text) - 1, want)

static void test_news(void **state) {
  (void)state;
  CHECK("", "");
  CHECK(" \t\r\n.,;!", "");
  CHECK("The cease-fire, agreed on Sept. 3.", "The|cease|fire|agreed|on|Sept|3");
  CHECK("can't o'clock John\xE2\x80\x99s", "can't|o'clock|John\xE2\x80\x99s");
  CHECK("$1,250.50 3.5% 10:30", "1,250.50|3.5|10|30");
  CHECK("snake_case _ __x 4G", "snake_case|__x|4G");
  CHECK("U.S.A. e.g. a.b", "U.S.A|e.g|a.b");
}

static void test_soft_hyphen(void **state) {
  (void)state;
  CHECK("cease\xC2\xAD"
        "fire",
        "cease\xC2\xAD"
        "fire");
}

static void test_scripts(void **state) {
  (void)state;
  CHECK("cafe\xCC\x81 caf\xC3\xA9", "cafe\xCC\x81|caf\xC3\xA9");             /* NFD, NFC */
  CHECK("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD8\xB3\xD9\x84\xD8\xA7\xD9\x85", /* RTL */
        "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D|\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85");
  CHECK("\xE4\xB8\xAD\xE6\x96\x87", "\xE4\xB8\xAD|\xE6\x96\x87"); /* each ideograph */
  CHECK("\xF0\x9D\x90\x80\xF0\x9D\x90\x81 \xF0\x9F\x98\x80", "\xF0\x9D\x90\x80\xF0\x9D\x90\x81");
  CHECK("\xEF\xBB\xBFword", "word"); /* BOM */
}

static void test_nul_and_lines(void **state) {
  (void)state;
  CHECK("one\0two", "one|two");
  CHECK("one\r\ntwo\rthree\nfour", "one|two|three|four");
}

/* Runs longer than a stride are still one word. */
static void test_long_word(void **state) {
  (void)state;
  size_t len = 5 * (size_t)LUN_CONTEXT_STRIDE + 3;
  char *text = lun_alloc(len);
  lun_spans spans = {0};
  assert_non_null(text);
  memset(text, 'a', len);
  assert_int_equal(lun_words_find(text, len, LUN_SEGMENT_WORDS, NULL, &spans, NULL), LUN_OK);
  assert_int_equal(spans.count, 1);
  assert_int_equal(spans.items[0].to, len);
  lun_spans_clear(&spans);
  lun_free(text);
}

/* An interrupted search gives back what it had added, and nothing else. */
static void test_stop(void **state) {
  (void)state;
  atomic_int stop = 1;
  lun_context ctx = {.stop = &stop};
  lun_spans spans = {0};
  lun_error err;
  assert_int_equal(lun_words_find("a", 1, LUN_SEGMENT_ALL, NULL, &spans, &err), LUN_OK);
  assert_int_equal(lun_words_find("b c", 3, LUN_SEGMENT_ALL, &ctx, &spans, &err), LUN_ESTOP);
  assert_int_equal(spans.count, 1);
  lun_spans_clear(&spans);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_spans spans = {0};
    lun_error err;
    lun_fault_set(nth);
    st = lun_words_find("a b c d e f g h i j k l m", 25, LUN_SEGMENT_ALL, NULL, &spans, &err);
    lun_fault_set(0);
    if (st != LUN_OK) assert_int_equal(err.status, LUN_ENOMEM);
    assert_int_equal(spans.count, st == LUN_OK ? 25 : 0);
    lun_spans_clear(&spans);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_official),      cmocka_unit_test(test_news),
      cmocka_unit_test(test_soft_hyphen),   cmocka_unit_test(test_scripts),
      cmocka_unit_test(test_nul_and_lines), cmocka_unit_test(test_long_word),
      cmocka_unit_test(test_stop),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
