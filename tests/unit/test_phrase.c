/* Phrases and words: gaps, possessives, dots, case, scripts. */
#include "finding.h"

static void test_gaps(void **state) {
  (void)state;
  static const struct {
    const char *text, *want;
  } rows[] = {
      {"peace talks", "0-11"},
      {"peace  talks", "0-12"},
      {"peace\ntalks", "0-11"},
      {"peace\r\n  talks", "0-14"},
      {"peace-talks", "0-11"},
      {"peace \xE2\x80\x94 talks", "0-15"},
      {"Peace Talks PEACE TALKS", "0-11; 12-23"},
      {"peace\n\ntalks", ""},
      {"peace, talks", ""},
      {"peace. talks", ""},
      {"peace; talks", ""},
      {"peace: talks", ""},
      {"peace! talks", ""},
      {"peace? talks", ""},
      {"peace -- talks", ""},
      {"peace (talks)", ""},
      {"peace's talks", "0-13"},
      {"peacetalks", ""},
      {"peace", ""},
      {"talks peace", ""},
      {"peace peace talks", "6-17"},
      {"peace talks' end", "0-11"},
      {"peace talks's", "0-11"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    finding_check_value("peace talks", rows[i].text, rows[i].want);
  }
}

static void test_marks(void **state) {
  (void)state;
  finding_check_value("Washington, D.C.", "Washington, D.C. Washington D.C", "0-16; 17-31");
  finding_check_value("Washington, D.C.", "Washington; D.C.", "");
  finding_check_value("St. Petersburg", "St. Petersburg St Petersburg", "0-14; 15-28");
  finding_check_value("St Petersburg", "St. Petersburg St Petersburg", "15-28");
  finding_check_value("AT&T", "AT&T AT-T at&t", "0-4; 5-9");
  finding_check_value("Al-Qa'ida", "al-Qa\xE2\x80\x99ida Al Qa'ida", "0-11/hyphen; 12-21/space");
  finding_check_value("\"peace\"", "peace", "0-5");
  finding_check_value("  peace  ", "at peace.", "3-8");
}

static void test_possessives(void **state) {
  (void)state;
  finding_check_value("Russia", "Russia's Russia\xE2\x80\x99s RUSSIA'S Russias Russia'",
                      "0-6; 9-15; 20-26; 37-43");
  finding_check_value("Vladimir Putin", "Vladimir Putin's", "0-14");
  finding_check_value("Vladimir Putin", "Vladimir's Putin's",
                      "0-16"); /* inside it belongs to the hit */
  finding_check_value("Vladimir's Putin", "Vladimir Putin", "");
  finding_check_value("Russia's", "Russia's Russia", "0-8");
  finding_check_value("Russia's army", "Russia\xE2\x80\x99s army", "0-15");
  finding_check_value("US", "US's us's", "0-2");
  finding_check_value("cease*", "ceasefire's", "0-9"); /* no glob takes a possessive along */
  finding_check_value("*'s", "ceasefire's", "0-11");   /* but where it asks for one */
  finding_check_value("?", "a's", "0-1");
  /* code points that folding leaves out, behind and inside the possessive */
  finding_check_value("Russia", "Russia's\xE2\x80\x8F Russia'\xC2\xADs Russia\xEF\xBC\x87s",
                      "0-6; 12-18; 23-29");
}

static void test_final_dot(void **state) {
  (void)state;
  finding_check_value("U.N.", "the U.N. said", "4-8");
  finding_check_value("U.N.", "at the U.N. Then", "7-11");
  finding_check_value("U.N.", "the U.N, U.N.", "4-7; 9-13");
  finding_check_value("U.N.", "u.n.", "");
  finding_check_value("U.N.", "U.N.'s", "0-4");
  finding_check_value("U.N", "the U.N. said", "4-7");
  finding_check_value("Acme Inc.", "Acme Inc. Acme Inc", "0-9; 10-18");
  finding_check_value("etc.", "etc...", "0-4");
}

static void check_case(const char *value, lun_case_rule rule, const char *text, const char *want) {
  finding_check((lun_entry_spec){.value = value, .case_rule = rule}, text, want);
}

static void test_case(void **state) {
  (void)state;
  check_case("US", LUN_CASE_AUTO, "US us Us U.S.", "0-2");
  check_case("US", LUN_CASE_ANY, "US us Us", "0-2; 3-5; 6-8");
  check_case("us", LUN_CASE_AUTO, "US us Us", "0-2; 3-5; 6-8");
  check_case("us", LUN_CASE_EXACT, "US us Us", "3-5");
  check_case("=us", LUN_CASE_AUTO, "US us Us", "3-5");
  check_case("=US troops", LUN_CASE_AUTO, "US troops US Troops", "0-9");
  check_case("US troops", LUN_CASE_AUTO, "US Troops us troops", "0-9");
  check_case("A", LUN_CASE_AUTO, "a A", "0-1; 2-3"); /* one letter is no word in capitals */
  check_case("G20", LUN_CASE_AUTO, "g20 G20", "0-3; 4-7");
  check_case("BBC2", LUN_CASE_AUTO, "bbc2 BBC2", "5-9");
  check_case("NATO*", LUN_CASE_AUTO, "nato NATO NATOs", "5-9; 10-15");
  check_case("=Nato*", LUN_CASE_AUTO, "nato NATO Natos", "10-15");
  check_case("It's", LUN_CASE_EXACT, "It\xE2\x80\x99s it's", "0-6");
  check_case("Russia", LUN_CASE_EXACT, "Russia's RUSSIA'S", "0-6");
  /* folding that changes how many letters there are does not make a word one of capitals */
  check_case("\xEF\xAC\x81re", LUN_CASE_AUTO, "FIRE fire", "0-4; 5-9");
  check_case("\xC7\xB0us", LUN_CASE_AUTO, "\xC7\xB0US", "0-4");
}

static void test_scripts(void **state) {
  (void)state;
  check_case("stra\xC3\x9F"
             "e",
             LUN_CASE_AUTO,
             "STRASSE Strasse Stra\xC3\x9F"
             "e",
             "0-7; 8-15; 16-23");
  check_case("GRO\xE1\xBA\x9E", LUN_CASE_AUTO, "GRO\xE1\xBA\x9E gross", "0-6");
  check_case("\xC4\xB0stanbul", LUN_CASE_AUTO, "\xC4\xB0STANBUL \xC4\xB0stanbul's", "0-9; 10-19");
  check_case("caf\xC3\xA9", LUN_CASE_AUTO, "cafe\xCC\x81 CAFE\xCC\x81 caf\xC3\xA9 cafe",
             "0-6; 7-13; 14-19");
  check_case("cafe\xCC\x81", LUN_CASE_EXACT, "caf\xC3\xA9 Caf\xC3\xA9", "0-5");
  check_case("\xCE\x9F\xCE\x94\xCE\x9F\xCE\xA3", LUN_CASE_ANY, /* Greek: final sigma */
             "\xCE\xBF\xCE\xB4\xCE\xBF\xCF\x82 \xCE\xBF\xCE\xB4\xCE\xBF\xCF\x83", "0-8; 9-17");
  check_case("\xD9\x87\xD8\xAF\xD9\x86\xD8\xA9", LUN_CASE_AUTO, /* Arabic: truce */
             "\xE2\x80\x8F\xD9\x87\xD8\xAF\xD9\x86\xD8\xA9\xE2\x80\x8F.", "3-14");
  check_case("\xE5\x81\x9C\xE7\x81\xAB", LUN_CASE_AUTO, /* Chinese: two words of one ideograph */
             "\xE5\xAE\xA3\xE5\xB8\x83\xE5\x81\x9C\xE7\x81\xAB\xE3\x80\x82", "6-12");
  check_case("\xE5\x81\x9C\xE7\x81\xAB", LUN_CASE_AUTO, "\xE5\x81\x9C\xE3\x80\x82\xE7\x81\xAB", "");
  check_case("\xF0\x90\x90\x80\xF0\x90\x90\x80", LUN_CASE_AUTO, /* Deseret capitals, 4 bytes each */
             "\xF0\x90\x90\xA8\xF0\x90\x90\xA8 \xF0\x90\x90\x80\xF0\x90\x90\x80", "9-17");
  check_case("\xF0\x90\x80\x80", LUN_CASE_AUTO, "\xF0\x90\x80\x80 \xF0\x90\x80\x81",
             "0-4"); /* Linear B */
  check_case("\xD0\x9C\xD0\x98\xD0\x94", LUN_CASE_AUTO,
             "\xD0\xBC\xD0\xB8\xD0\xB4 \xD0\x9C\xD0\x98\xD0\x94", "7-13");
}

static void test_globs(void **state) {
  (void)state;
  finding_check_value("cease*", "cease ceased Ceasefire decease", "0-5; 6-12; 13-22");
  finding_check_value("wom?n", "woman WOMEN womaan", "0-5; 6-11");
  finding_check_value("peace * talks", "peace and talks, peace talks", "0-15");
  finding_check_value("not accept*", "not  accepting", "0-14");
  finding_check_value("*fire", "ceasefire fire fires", "0-9; 10-14");
  finding_check_value("na?ve", "na\xC3\xAFve nai\xCC\x88ve", "0-6; 7-14");
  finding_check_value("cease-f*", "ceasefire cease-fighting", "0-9/solid; 10-24/hyphen");
  finding_check_value("stra*\xC3\x9F*",
                      "STRASSE stra\xC3\x9F"
                      "e",
                      "0-7; 8-15");
  finding_check_value("a* b*", "aa bb ab ba", "0-5; 6-11");
}

static void test_refused(void **state) {
  (void)state;
  static const struct {
    const char *value;
    size_t len;
    lun_status want;
  } rows[] = {
      {"", 0, LUN_EPATTERN},    {NULL, 0, LUN_EPATTERN},         {" . - ", 5, LUN_EPATTERN},
      {"a\xFF", 2, LUN_EUTF8},  {"\xC3", 1, LUN_EUTF8},          {"\xED\xA0\x80", 3, LUN_EUTF8},
      {"/(/", 3, LUN_EPATTERN}, {"/a", 2, LUN_EPATTERN},         {"/a/q", 4, LUN_EPATTERN},
      {"=", 1, LUN_EPATTERN},   {"/a/\xC3\xA9", 5, LUN_EPATTERN}};
  lun_dictionary *dict = finding_dictionary();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    lun_error err = {0};
    lun_entry_spec spec = {.value = rows[i].value, .value_len = rows[i].len};
    lun_status st = lun_dictionary_add(dict, &spec, &err);
    if (st != rows[i].want) fail_msg("row %zu: %d %s", i, st, err.message);
    assert_int_equal(err.status, st);
  }
  assert_int_equal(dict->entry_count, 0);
  assert_int_equal(dict->path_count, 0);
  lun_dictionary_free(dict);
}

static void test_long(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  lun_error err = {0};
  lun_buffer text = {0};
  for (int i = 0; i < 257; i++) lun_buffer_add_text(&text, "a ");
  lun_entry_spec spec = {.value = text.data, .value_len = text.len};
  assert_int_equal(lun_dictionary_add(dict, &spec, &err), LUN_ELIMIT);
  spec.value_len -= 2;
  assert_int_equal(lun_dictionary_add(dict, &spec, &err), LUN_OK);
  finding_check_in(dict, text.data, text.len, NULL, NULL, "0-511");
  lun_buffer_clear(&text);
  lun_dictionary_free(dict);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_gaps),        cmocka_unit_test(test_marks),
      cmocka_unit_test(test_possessives), cmocka_unit_test(test_final_dot),
      cmocka_unit_test(test_case),        cmocka_unit_test(test_scripts),
      cmocka_unit_test(test_globs),       cmocka_unit_test(test_refused),
      cmocka_unit_test(test_long),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
