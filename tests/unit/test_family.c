/* What may stand between words, and the spellings of a family. */
#include "finding.h"

#include "match/family.h"

static const struct {
  const char *text, *want;
} cease_fire[] = {
    {"cease-fire", "0-10/hyphen"},
    {"ceasefire", "0-9/solid"},
    {"cease fire", "0-10/space"},
    {"Cease-Fire", "0-10/hyphen"},
    {"CEASE-FIRE", "0-10/hyphen"},
    {"cease-fires", "0-11/hyphen"},
    {"ceasefires", "0-10/solid"},
    {"cease\xE2\x80\x91"
     "fire",
     "0-12/hyphen"}, /* U+2011 */
    {"cease\xE2\x80\x90"
     "fire",
     "0-12/hyphen"}, /* U+2010 */
    {"cease\xEF\xBC\x8D"
     "fire",
     "0-12/hyphen"}, /* full width */
    {"cease\xE2\x80\x93"
     "fire",
     "0-12/dash"},
    {"cease\xE2\x80\x94"
     "fire",
     "0-12/dash"},
    {"cease\xC2\xAD"
     "fire",
     "0-11/soft"},
    {"cease\xC2\xA0"
     "fire",
     "0-11/space"},
    {"cease\tfire", "0-10/space"},
    {"cease  fire", "0-11/space"},
    {"cease-\nfire", "0-11/line"},
    {"cease\nfire", "0-10/line"},
    {"cease-\r\nfire", "0-12/line"},
    {"cease\xC2\xAD\nfire", "0-12/line"},
    {"cease - fire", "0-12/hyphen"},
    {"cease \xE2\x80\x93 fire", "0-14/dash"},
    {"cease \xE2\x80\x8F"
     "fire",
     "0-13/space"}, /* a mark of direction behind the blank */
    {"a cease-fire, a ceasefire's end", "2-12/hyphen; 16-25/solid"},
    {"(cease-fire)", "1-11/hyphen"},
    {"cease-fire-related", "0-10/hyphen"},
    /* not the family */
    {"cease. Fire", ""},
    {"cease, fire", ""},
    {"cease\n\nfire", ""},
    {"cease\r\n\r\nfire", ""},
    {"cease-\n\nfire", ""},
    {"cease\xE2\x80\xA9"
     "fire",
     ""},
    {"cease--fire", ""},
    {"cease\xE2\x80\x94-fire", ""},
    {"ceased fire", ""},
    {"cease the fire", ""},
    {"surcease-fire", ""}, /* words are those of UAX #29: surcease, fire */
    {"cease-firearm", ""},
    {"ceasefireworks", ""},
    {"cease/fire", ""},
    {"cease_fire", ""}, /* one word */
    {"", ""},
};

static void test_cease_fire(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cease_fire / sizeof *cease_fire; i++) {
    finding_check((lun_entry_spec){.value = "cease-fire"}, cease_fire[i].text, cease_fire[i].want);
  }
}

static void test_joints(void **state) {
  (void)state;
  finding_check_value("tit-for-tat", "tit-for-tat", "0-11/hyphen");
  finding_check_value("tit-for-tat", "titfortat titfor-tats", "0-9/solid; 10-21/mixed");
  finding_check_value("tit-for-tat", "tit for-tat", "0-11/mixed");
  finding_check_value("tit-for-tat", "tit for tat", "0-11/space");
  finding_check_value("tit-for-tat",
                      "tit\xC2\xAD"
                      "fortat",
                      "0-11/soft");
  finding_check_value("cease-fire talks", "ceasefire\ntalks",
                      "0-15/solid"); /* a blank is no joint */
  finding_check_value("cease-fire talks", "cease-fire-talks", "0-16/hyphen");
  finding_check_value("a-b-c-d-e-f-g", "abcdefg ab-cde f-gs", "0-7/solid; 8-19/mixed");
  finding_check_value("COVID-19", "COVID-19 COVID19 Covid-19", "0-8/hyphen; 9-16/solid");
  finding_check_value("F-16", "F-16s F16 f 16", "0-5/hyphen; 6-9/solid; 10-14/space");
  finding_check_value("cease\xE2\x80\x91"
                      "fire",
                      "ceasefire", "0-9/solid");
  finding_check_value("bak\xC4\xB1-\xC5\x9F", "bak\xC4\xB1\xC5\x9F", "0-7/solid");
  /* a blank beside the hyphen: a dash in a phrase, not a family */
  finding_check_value("cease - fire", "ceasefire cease fire", "10-20");
  finding_check((lun_entry_spec){.value = "cease-fire", .kind = LUN_ENTRY_PHRASE},
                "ceasefire cease-fire cease fires", "10-20");
  finding_check((lun_entry_spec){.value = "truce", .kind = LUN_ENTRY_FAMILY}, "truce truces",
                "0-5");
}

static void test_refused(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  lun_error err = {0};
  lun_entry_spec spec = {.value = "a-b-c-d-e-f-g-h", .value_len = 15};
  assert_int_equal(lun_dictionary_add(dict, &spec, &err), LUN_ELIMIT);
  assert_string_equal(err.message, "family of more than 6 hyphens");
  finding_check_in(dict, "a b c", 5, NULL, NULL, "");
  lun_dictionary_free(dict);
}

static void test_plural(void **state) {
  (void)state;
  static const char *const rows[][2] = {
      {"fire", "fires"},  {"ally", "allies"}, {"day", "days"},
      {"box", "boxes"},   {"bus", "buses"},   {"church", "churches"},
      {"dish", "dishes"}, {"buzz", "buzzes"}, {"y", "ies"},
      {"", "s"},          {"guy", "guys"},    {"ALLY", "ALLies"},
      {"BOX", "BOXes"},   {"DAY", "DAYs"},    {"\xC3\xA9", "\xC3\xA9s"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    lun_buffer out = {0};
    lun_buffer_add_byte(&out, '<');
    lun_plural_add(&out, rows[i][0], strlen(rows[i][0]));
    assert_string_equal(out.data + 1, rows[i][1]);
    lun_buffer_clear(&out);
  }
  finding_check_value("WAR-CRY", "WAR-CRIES WAR-cries war-cries", "0-9/hyphen; 10-19/hyphen");
  finding_check_value("by-law", "bylaws by-lawses", "0-6/solid");
}

static void test_gap(void **state) {
  (void)state;
  static const struct {
    const char *gap;
    int barrier;
    lun_form form;
    size_t marks_at, marks;
  } rows[] = {
      {"", 0, LUN_FORM_SOLID, 0, 0},
      {" ", 0, LUN_FORM_SPACE, 0, 0},
      {"\t ", 0, LUN_FORM_SPACE, 0, 0},
      {"\r\n", 0, LUN_FORM_LINE, 0, 0},
      {"\n\r", 1, LUN_FORM_LINE, 0, 0},
      {" \n ", 0, LUN_FORM_LINE, 0, 0},
      {"\f", 1, LUN_FORM_SPACE, 0, 0},
      {"\xC2\x85", 0, LUN_FORM_LINE, 0, 0},
      {"-", 0, LUN_FORM_HYPHEN, 0, 0},
      {"- -", 1, LUN_FORM_HYPHEN, 0, 0},
      {"\xE2\x88\x92", 0, LUN_FORM_DASH, 0, 0},
      {", ", 0, LUN_FORM_SPACE, 0, 1},
      {" (a) ", 0, LUN_FORM_SPACE, 1, 3},
      {".\n\n", 1, LUN_FORM_LINE, 0, 1},
      {"\xF0\x9F\x98\x80", 0, LUN_FORM_SPACE, 0, 4},
      {"\xE2\x80\x8E\xE2\x81\xA6", 0, LUN_FORM_SPACE, 0, 0},
      {"\xEF\xBB\xBF", 0, LUN_FORM_SPACE, 0, 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    lun_gap gap = lun_gap_find(rows[i].gap, 0, strlen(rows[i].gap));
    if (gap.barrier != rows[i].barrier || gap.form != rows[i].form || gap.marks != rows[i].marks ||
        (gap.marks > 0 && gap.marks_at != rows[i].marks_at)) {
      fail_msg("gap %zu: barrier %d, form %s, marks %zu at %zu", i, gap.barrier,
               lun_form_name(gap.form), gap.marks, gap.marks_at);
    }
  }
  assert_string_equal(lun_form_name(LUN_FORM_NONE), "");
  assert_string_equal(lun_form_name(LUN_FORM_MIXED), "mixed");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_cease_fire), cmocka_unit_test(test_joints),
      cmocka_unit_test(test_refused),    cmocka_unit_test(test_plural),
      cmocka_unit_test(test_gap),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
