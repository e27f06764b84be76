/* Sentences: the official cases for the bare rules, own ones for the tailored. */
#include "base/memory.h"
#include "text/abbreviation.h"
#include "text/segment.h"

#include "break_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static lun_status find_all(const char *text, size_t len, lun_spans *out) {
  return lun_sentences_find(text, len, LUN_SEGMENT_ALL, NULL, out, NULL);
}

static void test_official(void **state) {
  (void)state;
  int failed, count = run_break_cases(BREAK_FOLDER "SentenceBreakTest.txt", find_all, &failed);
  if (count < 0) skip();
  assert_int_equal(count, 502);
  assert_int_equal(failed, 0);
}

/* `marked` holds a bar where one sentence ends and the next begins; blanks around it are the
** text's. All else is the text. */
static void check(const char *marked, size_t len) {
  char text[1024] = "", have[1024];
  size_t size = 0, at = 0;
  lun_spans spans = {0};
  lun_error err;
  for (size_t i = 0; i < len; i++) {
    if (marked[i] != '|') text[size++] = marked[i];
  }
  assert_int_equal(lun_sentences_find(text, size, LUN_SEGMENT_WORDS, NULL, &spans, &err), LUN_OK);
  for (size_t i = 0, next = 0; i < size; i++) {
    if (next + 1 < spans.count && spans.items[next].to == i) {
      have[at++] = '|';
      next++;
    }
    have[at++] = text[i];
  }
  have[at] = '\0';
  assert_string_equal(have, marked);
  for (size_t i = 0; i < spans.count; i++) {
    assert_false(strchr(" \t\r\n", text[spans.items[i].from]));
    assert_false(strchr(" \t\r\n", text[spans.items[i].to - 1]));
  }
  lun_spans_clear(&spans);
}

#define CHECK(marked) check(marked, sizeof(marked) - 1)

static void test_plain(void **state) {
  (void)state;
  CHECK("One ends.| Two ends!| Does three?| Yes.");
  CHECK("The price is $3.50.| It was 3.10 in May.");
  CHECK("He never meant that....| She left.");
  CHECK("Well\xE2\x80\xA6 perhaps.| Not so\xE2\x80\xA6| He left.");
  CHECK("Police said 4 were hurt.| 12 people died.");
  CHECK("It will be in No. 5 and vol. 3.| No.| He said so.");
  CHECK("\"Why me?\" he asked.| iPhone sales rose.| eBay fell.");
}

static void test_abbreviations(void **state) {
  (void)state;
  CHECK("Mr. Brown met Sen. Green and Lt. Col. White on Jan. 5 at noon.| They spoke.");
  CHECK("J. R. Ewing and John F. Kennedy were there.| Both left.");
  CHECK("The U.S. Senate voted.| He lives in the U.S.| He likes it.");
  CHECK("It opens at 9 a.m. Monday.| It shuts at 5 p.m.| Shops stay open.");
  CHECK("It opens at 9 a.m. EST.| Bring cash, tickets, etc.| The rest is free.");
  CHECK("Acme Inc. President Al Gray quit Acme Inc.| The firm is shut.");
  CHECK("Rep. Ann Lee, R-Ind. and others, e.g. Mr. Wu vs. Dr. Oh, agreed.| So be it.");
  CHECK("We met in St. Louis, Mo. and in Ft. Worth.| It rained.");
  CHECK("SEN. SMITH AND DR. JONES SPOKE.");
}

static void test_quotes(void **state) {
  (void)state;
  CHECK("\"I am here.\"| He sat.| \"You are late,\" she said.");
  CHECK("\xE2\x80\x9CI am here.\xE2\x80\x9D| \xE2\x80\x9CGo!\xE2\x80\x9D she said.");
  CHECK("He left (for good.)| She did not.| [Laughter.]| Then none.");
  CHECK("\xC2\xAB Il est parti. \xC2\xBB| Elle aussi.");
  CHECK("The end.\xE2\x80\x9D| But no.|\xE2\x80\x9CMore of it.\xE2\x80\x9D");
  CHECK("It was banned.[7][8]| Later it was not.");
}

static void test_missing_space(void **state) {
  (void)state;
  CHECK("This is the end.|But it goes on.| See http://example.Org/What?No=1 or a@b.Com for more.");
  CHECK("What?|Yes.| He has a Ph.D. in law.| Node.js and U.S.A. stay.");
}

static void test_lines(void **state) {
  (void)state;
  CHECK("Hard wrapped\ntext goes on\r\nand on.| Then\nends.");
  CHECK("A headline without stop|\n\nThe text begins.| It ends");
  CHECK("A headline|\n \t \nThe text, by Mr.|\n\nSmith");
  CHECK("Agenda|\n1. Open the meeting|\n2. Close it|\n10) Go home");
  CHECK("Points:|\n\xE2\x80\xA2 One thing|\n\xE2\x80\xA2 Another|\n- Third");
  CHECK("He was born in May\n12.| She was not..");
  CHECK("The speech by\nJ. Smith was long.");
  CHECK("One line\xE2\x80\xA8still the same.|\xE2\x80\xA9"
        "A new paragraph");
}

static void test_scripts(void **state) {
  (void)state;
  CHECK("\xE4\xBB\x96\xE6\x9D\xA5\xE4\xBA\x86\xE3\x80\x82|"
        "\xE4\xBB\x96\xE8\xB5\xB0\xE4\xBA\x86\xE3\x80\x82");
  CHECK("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D.| \xD7\xA2\xD7\x95\xD7\x9C\xD7\x9D."); /* RTL */
  CHECK("Une ide\xCC\x81"
        "e.| E\xCC\x81tat."); /* NFD */
  CHECK("One \xF0\x9D\x90\x80.| Two \xF0\x9F\x98\x80!| Three.");
  CHECK("They speak !Kung and !Xun.| So.");
}

static size_t count_of(const char *text, size_t len) {
  lun_spans spans = {0};
  assert_int_equal(lun_sentences_find(text, len, LUN_SEGMENT_WORDS, NULL, &spans, NULL), LUN_OK);
  size_t count = spans.count;
  lun_spans_clear(&spans);
  return count;
}

static void test_edges(void **state) {
  (void)state;
  assert_int_equal(count_of("", 0), 0);
  assert_int_equal(count_of(" \n\n ... ?! \n", 12), 0);
  assert_int_equal(count_of("a\0b. C\0d.", 9), 2);
  assert_int_equal(count_of("\xEF\xBB\xBFOne.\r\n\r\nTwo.", 15), 2);
  assert_int_equal(count_of(".", 1), 0);
  assert_int_equal(count_of("a.", 2), 1);
}

/* Rows longer than the look-ahead. */
static void test_long_rows(void **state) {
  (void)state;
  char text[5000];
  memset(text, '.', sizeof text);
  text[0] = 'A';
  assert_int_equal(count_of(text, sizeof text), 1);
  memset(text, ' ', sizeof text);
  memcpy(text, "One.", 4);
  memcpy(text + sizeof text - 4, "two.", 4);
  assert_int_equal(count_of(text, sizeof text), 2);
}

static void test_abbreviation_list(void **state) {
  (void)state;
  assert_int_equal(lun_abbreviation_find("Mr", 2), LUN_ABBREVIATION_INNER);
  assert_int_equal(lun_abbreviation_find("A.D", 3), LUN_ABBREVIATION_OPEN);
  assert_int_equal(lun_abbreviation_find("vs", 2), LUN_ABBREVIATION_INNER);
  assert_int_equal(lun_abbreviation_find("VS", 2), LUN_ABBREVIATION_INNER);
  assert_int_equal(lun_abbreviation_find("OCT", 3), LUN_ABBREVIATION_NUMBER);
  assert_int_equal(lun_abbreviation_find("P.M", 3), LUN_ABBREVIATION_TIME);
  assert_int_equal(lun_abbreviation_find("q", 1), LUN_ABBREVIATION_NONE);
  assert_int_equal(lun_abbreviation_find("Q", 1), LUN_ABBREVIATION_OPEN);
  assert_int_equal(lun_abbreviation_find("Mr\0", 3), LUN_ABBREVIATION_NONE);
  assert_int_equal(lun_abbreviation_find("", 0), LUN_ABBREVIATION_NONE);
  assert_int_equal(lun_abbreviation_find("antidisestablishment", 20), LUN_ABBREVIATION_NONE);
  assert_true(lun_abbreviation_is_starter("A", 1));
  assert_true(lun_abbreviation_is_starter("Your", 4));
  assert_false(lun_abbreviation_is_starter("Smith", 5));
  assert_true(lun_abbreviation_is_time("EST", 3));
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  lun_status st = LUN_ENOMEM;
  const char *text = "A. B\n\nC. D\n\nE\n\nF\n\nG\n\nH\n\nI\n\nJ\n\nK\n\nL\n\nM\n\nN\n\nO";
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_spans spans = {0};
    lun_fault_set(nth);
    st = lun_sentences_find(text, strlen(text), LUN_SEGMENT_WORDS, NULL, &spans, NULL);
    lun_fault_set(0);
    if (st != LUN_OK) assert_int_equal(spans.count, 0);
    lun_spans_clear(&spans);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_official),      cmocka_unit_test(test_plain),
      cmocka_unit_test(test_abbreviations), cmocka_unit_test(test_quotes),
      cmocka_unit_test(test_missing_space), cmocka_unit_test(test_lines),
      cmocka_unit_test(test_scripts),       cmocka_unit_test(test_edges),
      cmocka_unit_test(test_long_rows),     cmocka_unit_test(test_abbreviation_list),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
