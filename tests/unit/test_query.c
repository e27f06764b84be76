/* The query language. */
#include "finding.h"

#include "match/query.h"

static lun_dictionary *query(const char *text) {
  lun_dictionary *dict;
  lun_error err = {0};
  if (lun_query_new(text, strlen(text), &dict, &err) != LUN_OK)
    fail_msg("%s: %s", text, err.message);
  return dict;
}

static void check(const char *text, const char *in, const char *want) {
  lun_dictionary *dict = query(text);
  finding_check_in(dict, in, strlen(in), NULL, NULL, want);
  lun_dictionary_free(dict);
}

static void test_terms(void **state) {
  (void)state;
  check("truce", "a Truce", "2-7 truce");
  check("truce, cease-fire", "truce ceasefire", "0-5 truce; 6-15 cease-fire/solid");
  check("  peace talks\t,\n=us ", "Peace Talks us US", "0-11 peace talks; 12-14 =us");
  check("US", "us US", "3-5 US");
  check("=Us", "us US Us", "6-8 =Us");
  check("cease*, wom?n", "ceased women", "0-6 cease*; 7-12 wom?n");
  check("/a, b/, c", "a, b c", "0-4 /a, b/; 5-6 c");
  check("/a\\/b, c/i", "A/B, C", "0-6 /a\\/b, c/i");
  check("/\\\\/, c", "\\ c", "0-1 /\\\\/; 2-3 c");
  check("/[a,b]/, c", "b c", "0-1 /[a,b]/; 2-3 c");
  check("=/X/", "x X", "2-3 =/X/");
  check("=cease-fire", "Cease-fire cease-fires", "11-22 =cease-fire/hyphen");
  check("nearly, near miss", "nearly near miss", "0-6 nearly; 7-16 near miss");
  check("truce, truce", "truce", "0-5 truce");
  check("truce, [word=\"a,b|c\"], near(x, (y, z), 2), d", "truce c z x d",
        "0-5 truce; 6-7 [word=\"a,b|c\"]; 8-11 near(x, (y, z), 2); 12-13 d");
  check("(the) truce, a: b", "the truce a b", "0-9 (the) truce; 10-13 a: b");
  check("\xE5\x81\x9C\xE7\x81\xAB", "\xE5\x81\x9C\xE7\x81\xAB", "0-6 \xE5\x81\x9C\xE7\x81\xAB");
}

static void test_names(void **state) {
  (void)state;
  lun_dictionary *dict = query(" =us , cease-fire");
  assert_int_equal(dict->entry_count, 2);
  assert_string_equal(dict->entries[0].key, "=us");
  assert_string_equal(dict->entries[0].value, "=us");
  assert_string_equal(dict->entries[0].rule, "=us");
  assert_string_equal(dict->entries[1].value, "cease-fire");
  assert_int_equal(lun_query_add(dict, "war", "attack, strike", 14, NULL), LUN_OK);
  assert_string_equal(dict->entries[2].key, "war");
  assert_string_equal(dict->entries[3].key, "war");
  assert_string_equal(dict->entries[3].rule, "strike");
  lun_dictionary_free(dict);
}

static void test_refused(void **state) {
  (void)state;
  static const struct {
    const char *text;
    lun_status want;
    size_t at;
  } rows[] = {
      {"", LUN_EPATTERN, 0},        {"   ", LUN_EPATTERN, 3},
      {"a,", LUN_EPATTERN, 2},      {"a,,b", LUN_EPATTERN, 2},
      {", a", LUN_EPATTERN, 0},     {"a, ...", LUN_EPATTERN, 3},
      {"a, /(/", LUN_EPATTERN, 5},  {"a, /b", LUN_EPATTERN, 5},
      {"a, /b/k", LUN_EPATTERN, 6}, {"[lemma=say]", LUN_EPATTERN, 7},
      {"a, [x", LUN_EPATTERN, 3},   {"NEAR (a, b)", LUN_EPATTERN, 9},
      {"near(", LUN_EPATTERN, 4},   {"=", LUN_EPATTERN, 0},
      {"a, =", LUN_EPATTERN, 3},    {"a\xFF", LUN_EUTF8, 1},
      {"a, =/(/", LUN_EPATTERN, 6},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    lun_error err = {0};
    lun_dictionary *dict = (lun_dictionary *)&err;
    lun_status st = lun_query_new(rows[i].text, strlen(rows[i].text), &dict, &err);
    if (st != rows[i].want || err.at != rows[i].at || dict != NULL) {
      fail_msg("\"%s\": %d at %zu: %s", rows[i].text, (int)st, err.at, err.message);
    }
    assert_int_equal(err.status, st);
    assert_true(err.message[0] != '\0');
  }
}

/* Bytes that no keyboard makes. */
static void test_bytes(void **state) {
  (void)state;
  lun_dictionary *dict;
  lun_error err = {0};
  lun_status st = lun_query_new("a\0b", 3, &dict, &err);
  assert_true(st == LUN_OK || st == LUN_EPATTERN);
  lun_dictionary_free(dict);
  check("\xEF\xBB\xBFtruce", "truce", "0-5 \xEF\xBB\xBFtruce");
  check("cafe\xCC\x81", "caf\xC3\xA9", "0-5 cafe\xCC\x81");
  check("\xF0\x9F\x98\x80 war", "war", "0-3 \xF0\x9F\x98\x80 war");
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  static const char text[] = "cease-fire, US, peace*, /x, y/i, =No";
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_dictionary *dict;
    lun_error err = {0};
    lun_fault_set(nth);
    st = lun_query_new(text, sizeof text - 1, &dict, &err);
    lun_fault_set(0);
    assert_int_equal(st, err.status);
    assert_int_equal(dict != NULL, st == LUN_OK);
    lun_dictionary_free(dict);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_terms),   cmocka_unit_test(test_names),
      cmocka_unit_test(test_refused), cmocka_unit_test(test_bytes),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
