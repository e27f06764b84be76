/* Names that no hit covers, and the words beside them. */
#include "analysis/names.h"
#include "analysis/neighbour.h"

#include "naming.h"

/* The names, parted by "; "; those that begin a sentence have a ^. */
static void check_at(const char *text, size_t len, lun_hits hits, const char *want) {
  lun_lexis lexis = naming_lexis();
  lun_names names = {0};
  char got[512] = "";
  size_t at = 0;
  assert_int_equal(lun_names_find(&lexis, text, len, &hits, NULL, &names, NULL), LUN_OK);
  for (size_t i = 0; i < names.count && at < sizeof got; i++) {
    lun_span span = names.items[i].span;
    at += (size_t)snprintf(got + at, sizeof got - at, "%s%s%.*s", i > 0 ? "; " : "",
                           names.items[i].is_initial ? "^" : "", (int)(span.to - span.from),
                           text + span.from);
  }
  assert_string_equal(got, want);
  lun_names_clear(&names);
  lun_lexis_clear(&lexis);
}

static void check(const char *text, const char *want) {
  check_at(text, strlen(text), (lun_hits){0}, want);
}

static void test_sequences(void **state) {
  (void)state;
  check("", "");
  check("We saw Vera Lund and the Bank of the North.", "^We; Vera Lund; Bank of the North");
  check("by J. P. Lund, Piet van der Lund; de Lund", "J. P. Lund; Piet; Lund; Lund");
  check("President Lund, Mr. Lund of Monday. Jan. 26. The Lund", "Lund; Lund; Lund");
  check("a Ministry. Vera\n\nLund \xE2\x80\x9CVera\xE2\x80\x9D", "^Vera; ^Lund; ^Vera");
  check("e\xCC\x81 \xC3\x89mile Le\xCC\x81vy \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xF0\x9D\x90\x80 x",
        "\xC3\x89mile Le\xCC\x81vy; \xF0\x9D\x90\x80");
  static const char nul[] = "saw\0Vera Lund";
  check_at(nul, sizeof nul - 1, (lun_hits){0}, "Vera Lund");
}

static void test_covered(void **state) {
  (void)state;
  lun_hit hit = {6, 10, 0, LUN_FORM_NONE};
  check_at("a Lun Vera Lund", 15, (lun_hits){&hit, 1, 1}, "Lun; Lund");
}

static void test_neighbours(void **state) {
  (void)state;
  static const char s[] = "the rebels\xE2\x80\x99 Lund\r\nMr. O'Lund\n\n Lund-led";
  lun_neighbour found;
  assert_true(lun_neighbour_before(s, 14, &found));
  assert_int_equal(found.word.from, 4);
  assert_int_equal(found.word.to, 13);
  assert_true(lun_neighbour_after(s, sizeof s - 1, 18, &found));
  assert_int_equal(found.word.from, 20);
  assert_true(found.stopped);
  assert_int_equal(lun_neighbour_end(s, sizeof s - 1, 24), 30);
  assert_false(lun_neighbour_after(s, sizeof s - 1, 30, &found)); /* a paragraph ends there */
  assert_false(lun_neighbour_before(s, 0, &found));
  assert_int_equal(lun_neighbour_possessive(s, sizeof s - 1, 10), 3);
  assert_int_equal(lun_neighbour_possessive("O'Neill", 7, 1), 0);
}

static void test_lexis(void **state) {
  (void)state;
  lun_lexis lexis = {0};
  static const char words[] = "Vera\r\n# nothing\n\nPiet # a man\nVera";
  assert_int_equal(lun_lexis_class("nothing"), 0);
  assert_int_equal(lun_lexis_add(&lexis, LUN_LEXIS_FIRST_NAME, words, sizeof words - 1, NULL),
                   LUN_OK);
  assert_int_equal(lun_lexis_add(&lexis, LUN_LEXIS_TITLE, "vera", 4, NULL), LUN_OK);
  assert_int_equal(lexis.words.count, 2);
  assert_int_equal(lun_lexis_find(&lexis, "VERA", (lun_span){0, 4}),
                   LUN_LEXIS_FIRST_NAME | LUN_LEXIS_TITLE);
  assert_int_equal(lun_lexis_find(&lexis, "VERA", (lun_span){0, 3}), 0);
  lun_lexis_clear(&lexis);
}

static void test_faults(void **state) {
  (void)state;
#ifdef LUN_FAULTS
  lun_status st = LUN_ENOMEM;
  for (size_t n = 1; st != LUN_OK; n++) {
    lun_lexis lexis = {0};
    lun_names names = {0};
    lun_hits none = {0};
    lun_fault_set(n);
    st = lun_lexis_add(&lexis, LUN_LEXIS_TITLE, "mr", 2, NULL);
    if (st == LUN_OK) st = lun_names_find(&lexis, "Mr Vera", 7, &none, NULL, &names, NULL);
    lun_fault_set(0);
    assert_true(st == LUN_OK || st == LUN_ENOMEM);
    lun_names_clear(&names);
    lun_lexis_clear(&lexis);
  }
#endif
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sequences),  cmocka_unit_test(test_covered),
      cmocka_unit_test(test_neighbours), cmocka_unit_test(test_lexis),
      cmocka_unit_test(test_faults),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
