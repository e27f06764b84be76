/* Dictionaries: what entries become, rows that merge, faults that leave no trace. */
#include "finding.h"

static lun_status add(lun_dictionary *dict, lun_entry_spec spec, lun_error *err) {
  spec.value_len = strlen(spec.value);
  return lun_dictionary_add(dict, &spec, err);
}

static void test_kinds(void **state) {
  (void)state;
  static const struct {
    const char *value;
    lun_entry_kind kind;
  } rows[] = {
      {"truce", LUN_ENTRY_PHRASE},
      {"peace talks", LUN_ENTRY_PHRASE},
      {"cease*", LUN_ENTRY_GLOB},
      {"wom?n", LUN_ENTRY_GLOB},
      {"cease-fire", LUN_ENTRY_FAMILY},
      {"a - b", LUN_ENTRY_PHRASE},
      {"-a", LUN_ENTRY_PHRASE},
      {"a-", LUN_ENTRY_PHRASE},
      {"/a/", LUN_ENTRY_REGEX},
      {"/a-b/i", LUN_ENTRY_REGEX},
      {"=/a/", LUN_ENTRY_REGEX},
      {"=a-b", LUN_ENTRY_FAMILY},
      {"cease-f*", LUN_ENTRY_GLOB},
      {"a\xE2\x80\x93"
       "b",
       LUN_ENTRY_PHRASE},
  };
  lun_dictionary *dict = finding_dictionary();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    finding_add(dict, (lun_entry_spec){.value = rows[i].value});
    const lun_entry *entry = &dict->entries[i];
    assert_string_equal(entry->value, rows[i].value);
    if (entry->kind != rows[i].kind) fail_msg("%s: kind %d", rows[i].value, (int)entry->kind);
    assert_string_equal(entry->key, "");
    assert_string_equal(entry->rule, "");
    assert_int_equal(entry->shield, LUN_MAP_NONE);
    assert_null(entry->codes);
  }
  lun_dictionary_free(dict);
}

/* The spec and its strings may go once they are added. */
static void test_copies(void **state) {
  (void)state;
  char key[] = "key", value[] = "value", rule[] = "f:1", lang[] = "en", code[] = "USA";
  lun_code codes = {.code = code};
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){
                        .key = key, .value = value, .rule = rule, .lang = lang, .codes = &codes});
  key[0] = value[0] = rule[0] = lang[0] = code[0] = '#';
  codes = (lun_code){0};
  const lun_entry *entry = &dict->entries[0];
  assert_string_equal(entry->key, "key");
  assert_string_equal(entry->value, "value");
  assert_string_equal(entry->rule, "f:1");
  assert_string_equal(entry->lang, "en");
  assert_string_equal(entry->codes->code, "USA");
  assert_null(entry->codes->next);
  assert_ptr_equal(lun_dictionary_share(dict), dict);
  lun_dictionary_free(dict);
  lun_dictionary_free(dict);
  lun_dictionary_free(NULL);
}

static void test_merging(void **state) {
  (void)state;
  lun_code second = {.first = {2010, 1, 1}, .last = {2011, 12, 31}, .code = "B"};
  lun_code first = {.code = "A", .next = &second}, third = {.code = "C"};
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){.key = "k", .value = "v", .rule = "f:1", .codes = &first});
  finding_add(dict, (lun_entry_spec){.key = "k", .value = "v", .rule = "f:2", .codes = &third});
  assert_int_equal(dict->entry_count, 1);
  const lun_code *code = dict->entries[0].codes;
  assert_string_equal(code->code, "A");
  assert_string_equal(code->next->code, "B");
  assert_int_equal(code->next->last.year, 2011);
  assert_string_equal(code->next->next->code, "C");
  assert_null(code->next->next->next);
  assert_string_equal(dict->entries[0].rule, "f:1");
  /* each of these differs in one thing that keeps it apart */
  finding_add(dict, (lun_entry_spec){.key = "K", .value = "v"});
  finding_add(dict, (lun_entry_spec){.key = "k", .value = "V"});
  finding_add(dict, (lun_entry_spec){.key = "k", .value = "v", .lang = "en"});
  finding_add(dict, (lun_entry_spec){.key = "k", .value = "v", .kind = LUN_ENTRY_PHRASE});
  finding_add(dict, (lun_entry_spec){.key = "k", .value = "v", .case_rule = LUN_CASE_ANY});
  finding_add(dict, (lun_entry_spec){.key = "k", .value = "v", .first = {2010, 0, 0}});
  finding_add(dict, (lun_entry_spec){.key = "k", .value = "v", .last = {2010, 0, 0}});
  assert_int_equal(dict->entry_count, 8);
  finding_check_in(dict, "v", 1, "2010", "en", "0-1 k; 0-1 K");
  lun_dictionary_free(dict);
}

static void test_shields(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict,
              (lun_entry_spec){.key = "k", .value = "fire", .except = "cease fire| |open fire|"});
  assert_int_equal(dict->entry_count, 3);
  assert_int_equal(dict->entries[1].shield, 0);
  assert_string_equal(dict->entries[1].value, "cease fire");
  /* the same row again, with an exception more: that one is added, the others are not doubled */
  finding_add(dict, (lun_entry_spec){.key = "k", .value = "fire", .except = "open fire|fire sale"});
  assert_int_equal(dict->entry_count, 4);
  assert_string_equal(dict->entries[3].value, "fire sale");
  assert_int_equal(dict->entries[3].shield, 0);
  finding_check_in(dict, "fire sale, open fire, fire", 26, NULL, NULL, "22-26 k");
  lun_dictionary_free(dict);
}

/* A faulty exception is said; the entry and its other exceptions stay. */
static void test_bad_shield(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  lun_error err = {0};
  assert_int_equal(
      add(dict, (lun_entry_spec){.value = "fire", .except = "...|/(/|cease fire"}, &err),
      LUN_EPATTERN);
  assert_string_equal(err.message, "no word to look for in \"...\"");
  finding_check_in(dict, "cease fire, fire", 16, NULL, NULL, "12-16");
  lun_dictionary_free(dict);
}

/* A faulty value among good ones leaves the good ones as they were. */
static void test_undo(void **state) {
  (void)state;
  static const char *const bad[] = {"...", "", "/(/", "/a/z", "a-b-c-d-e-f-g-h"};
  lun_dictionary *dict = finding_dictionary();
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    lun_error err = {0};
    assert_int_not_equal(add(dict, (lun_entry_spec){.value = bad[i]}, &err), LUN_OK);
    assert_int_equal(dict->entry_count, i);
    assert_int_equal(dict->pattern_count, 0);
    finding_add(dict, (lun_entry_spec){.key = bad[i], .value = "a b"});
  }
  finding_check_in(dict, "a b", 3, NULL, NULL,
                   "0-3 ...; 0-3; 0-3 /(/; 0-3 /a/z; 0-3 a-b-c-d-e-f-g-h");
  lun_dictionary_free(dict);
}

static void test_places(void **state) {
  (void)state;
  static const struct {
    const char *value;
    size_t at;
    const char *part; /* of the message */
  } rows[] = {
      {"/a(/", 3, "bad pattern at byte 3"},
      {"/ab/ix?", 6, "unknown regex flags \"ix?\""},
      {"/ab", 3, "lacks its closing /"},
      {"=/a(/", 4, "bad pattern"},
      {"/a/\xC3\xA9", 3, "unknown regex flags \"\xC3\xA9\""},
  };
  lun_dictionary *dict = finding_dictionary();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    lun_error err = {0};
    assert_int_equal(add(dict, (lun_entry_spec){.value = rows[i].value}, &err), LUN_EPATTERN);
    if (err.at != rows[i].at || strstr(err.message, rows[i].part) == NULL) {
      fail_msg("%s: %s, at %zu", rows[i].value, err.message, err.at);
    }
  }
  lun_dictionary_free(dict);
}

static void test_many(void **state) {
  (void)state;
  enum { COUNT = 30000 };
  lun_dictionary *dict = finding_dictionary();
  for (int i = 0; i < COUNT; i++) {
    char key[32], value[64];
    snprintf(key, sizeof key, "k%d", i);
    snprintf(value, sizeof value, "name%d of the people %d", i % 1000, i);
    finding_add(dict, (lun_entry_spec){.key = key, .value = value});
  }
  const char text[] = "name123 of the people 29123 and name5 of the people 7";
  finding_check_in(dict, text, sizeof text - 1, NULL, NULL, "0-27 k29123");
  lun_dictionary_free(dict);
}

#ifdef LUN_FAULTS
static const lun_code sweep_code = {.code = "USA"};
static const lun_entry_spec sweep_specs[] = {
    {.key = "a",
     .value = "cease-fire",
     .value_len = 10,
     .except = "no cease-fire|/x/",
     .rule = "f:1"},
    {.key = "b", .value = "peace talks, late", .value_len = 17, .codes = &sweep_code},
    {.key = "b", .value = "peace talks, late", .value_len = 17, .codes = &sweep_code},
    {.key = "c",
     .value = "stra*\xC3\x9F"
              "en",
     .value_len = 9},
    {.key = "d", .value = "/a.c/i", .value_len = 6},
    {.key = "e", .value = "US", .value_len = 2, .lang = "en"},
};

/* Every allocation fails once; what was added before still works, and adding goes on. */
static void test_faults(void **state) {
  (void)state;
  int clean = 0;
  for (size_t nth = 1; !clean; nth++) {
    lun_dictionary *dict;
    lun_error err = {0};
    clean = 1;
    lun_fault_set(nth);
    if (lun_dictionary_new(&dict, &err) != LUN_OK) {
      lun_fault_set(0);
      assert_null(dict);
      clean = 0;
      continue;
    }
    for (size_t i = 0; i < sizeof sweep_specs / sizeof *sweep_specs; i++) {
      lun_status st = lun_dictionary_add(dict, &sweep_specs[i], &err);
      if (st == LUN_OK) continue;
      assert_int_equal(st, LUN_ENOMEM);
      clean = 0;
    }
    lun_fault_set(0);
    finding_add(dict, (lun_entry_spec){.key = "z", .value = "last"});
    finding_check_in(dict, "last", 4, NULL, NULL, "0-4 z");
    lun_dictionary_free(dict);
  }
}
#endif

/* A row that says nothing new is noted by its rule; one with another code is not. */
static void test_again(void **state) {
  (void)state;
  lun_dictionary *dict;
  lun_code first = {.code = "A"}, second = {.code = "B", .first = {2010, 0, 0}};
  assert_int_equal(lun_dictionary_new(&dict, NULL), LUN_OK);
  add(dict, (lun_entry_spec){.key = "k", .value = "truce", .rule = "f:1", .codes = &first}, NULL);
  add(dict, (lun_entry_spec){.key = "k", .value = "truce", .rule = "f:2", .codes = &second}, NULL);
  assert_null(dict->entries[0].again);
  add(dict, (lun_entry_spec){.key = "k", .value = "truce", .rule = "f:3", .codes = &second}, NULL);
  add(dict, (lun_entry_spec){.key = "k", .value = "truce", .rule = "f:4"}, NULL);
  assert_string_equal(dict->entries[0].again, "f:3");
  assert_int_equal(dict->entry_count, 1);
  lun_dictionary_free(dict);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_kinds),      cmocka_unit_test(test_copies),
      cmocka_unit_test(test_merging),    cmocka_unit_test(test_shields),
      cmocka_unit_test(test_bad_shield), cmocka_unit_test(test_undo),
      cmocka_unit_test(test_places),     cmocka_unit_test(test_many),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),     cmocka_unit_test(test_again),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
