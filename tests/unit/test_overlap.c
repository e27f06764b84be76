/* Which matches that share bytes are hits: the policies, discards, agents. */
#include "finding.h"

/* Keys a, b, c in this order, for the text "one two three four". */
static lun_dictionary *make_dictionary(void) {
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){.key = "a", .value = "two three"});
  finding_add(dict, (lun_entry_spec){.key = "b", .value = "one two"});
  finding_add(dict, (lun_entry_spec){.key = "c", .value = "one"});
  finding_add(dict, (lun_entry_spec){.key = "a", .value = "two three four"});
  finding_add(dict, (lun_entry_spec){.key = "d", .value = "/t[a-z]+ee/"});
  return dict;
}

static void test_policies(void **state) {
  (void)state;
  static const struct {
    lun_finder_options options;
    const char *want;
  } cases[] = {
      {{{LUN_OVERLAP_LONGEST, 0}, 0, NULL}, "0-7 b; 8-13 d"},
      {{{LUN_OVERLAP_LONGEST, 1}, 0, NULL}, "0-7 b; 0-3 c; 4-18 a; 8-13 d"},
      {{{LUN_OVERLAP_ALL, 0}, 0, NULL}, "0-7 b; 0-3 c; 4-18 a; 4-13 a; 8-13 d"},
      {{{LUN_OVERLAP_FIRST, 0}, 0, NULL}, "0-7 b; 8-13 d"},
      {{{LUN_OVERLAP_FIRST, 1}, 0, NULL}, "0-7 b; 0-3 c; 4-13 a; 8-13 d"},
      {{{LUN_OVERLAP_PRIORITY, 0}, 0, NULL}, "0-3 c; 4-13 a"},
      {{{LUN_OVERLAP_PRIORITY, 1}, 0, NULL}, "0-7 b; 0-3 c; 4-13 a; 8-13 d"},
  };
  lun_dictionary *dict = make_dictionary();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    finding_check_with(dict, &cases[i].options, "one two three four", cases[i].want);
  }
  lun_dictionary_free(dict);
}

/* An excepted phrase protects under every policy. */
static void test_shields(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){.key = "g", .value = "Guinea", .except = "Equatorial Guinea"});
  for (int policy = LUN_OVERLAP_LONGEST; policy <= LUN_OVERLAP_PRIORITY; policy++) {
    lun_finder_options options = {{(lun_overlap)policy, 0}, 0, NULL};
    finding_check_with(dict, &options, "Equatorial Guinea, Guinea", "19-25 g");
  }
  lun_dictionary_free(dict);
}

static void test_discards(void **state) {
  (void)state;
  static const lun_finder_options off = {{LUN_OVERLAP_LONGEST, 0}, 1, NULL};
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){.key = "x", .value = "port"});
  finding_add(dict, (lun_entry_spec){.key = "x.y", .value = "harbour"});
  finding_add(dict, (lun_entry_spec){.key = "xy", .value = "quay"});
  finding_add(dict, (lun_entry_spec){.key = "x", .value = "wine", .use = LUN_USE_SENTENCE});
  finding_add(dict, (lun_entry_spec){.key = "xy", .value = "song", .use = LUN_USE_STORY});
  finding_add(dict, (lun_entry_spec){.value = "1987", .use = LUN_USE_SENTENCE});
  finding_check_with(dict, NULL, "A port. A port wine, a harbour, a quay.", "2-6 x; 34-38 xy");
  finding_check_with(dict, NULL, "A quay. A song. A port.", "18-22 x");
  finding_check_with(dict, NULL, "In 1987 a port, a quay. A quay.", "26-30 xy");
  finding_check_with(dict, &off, "In 1987 a port wine.", "10-14 x");
  lun_dictionary_free(dict);
}

static void test_agents(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){.key = "v", .value = "Velmark police"});
  finding_add(dict, (lun_entry_spec){.key = "police", .value = "police", .use = LUN_USE_AGENT});
  finding_add(dict, (lun_entry_spec){.key = "riot", .value = "riot police", .use = LUN_USE_AGENT});
  lun_document *doc = finding_document("Velmark police, riot police", 27, NULL, NULL);
  lun_finder *finder;
  lun_hits hits = {0};
  char got[256];
  assert_int_equal(lun_finder_new(dict, &finder, NULL), LUN_OK);
  assert_int_equal(lun_finder_find(finder, doc, NULL, NULL, &hits, NULL), LUN_OK);
  finding_show(dict, &hits, got, sizeof got);
  assert_string_equal(got, "0-14 v");
  finding_show(dict, lun_finder_agents(finder), got, sizeof got);
  assert_string_equal(got, "8-14 police; 16-27 riot");
  lun_hits_clear(&hits);
  lun_finder_free(finder);
  lun_document_free(doc);
  lun_dictionary_free(dict);
}

/* A list far from sorted is sorted as well. */
static void test_sort(void **state) {
  (void)state;
  enum { MANY = 5000 };
  lun_hits hits = {0};
  for (uint32_t i = 0; i < MANY; i++) {
    lun_hit hit = {i * 7919 % MANY, i * 7919 % MANY + 1 + i % 3, i % 5, LUN_FORM_NONE};
    assert_int_equal(lun_hits_add(&hits, hit, NULL), LUN_OK);
  }
  lun_hits_sort(&hits);
  for (size_t i = 1; i < MANY; i++) assert_true(hits.items[i - 1].from <= hits.items[i].from);
  lun_hits_clear(&hits);
}

static void test_faults(void **state) {
  (void)state;
#ifdef LUN_FAULTS
  lun_document *doc = finding_document("one two three four", 18, NULL, NULL);
  for (int policy = LUN_OVERLAP_LONGEST; policy <= LUN_OVERLAP_PRIORITY; policy++) {
    lun_finder_options options = {{(lun_overlap)policy, 1}, 0, NULL};
    lun_status st = LUN_ENOMEM;
    for (size_t n = 1; st == LUN_ENOMEM; n++) {
      lun_dictionary *dict = make_dictionary();
      lun_finder *finder = NULL;
      lun_hits hits = {0};
      lun_fault_set(n);
      st = lun_finder_new(dict, &finder, NULL);
      if (st == LUN_OK) st = lun_finder_find(finder, doc, &options, NULL, &hits, NULL);
      lun_fault_set(0);
      lun_hits_clear(&hits);
      lun_finder_free(finder);
      lun_dictionary_free(dict);
    }
    assert_int_equal(st, LUN_OK);
  }
  lun_document_free(doc);
#endif
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_policies), cmocka_unit_test(test_shields),
      cmocka_unit_test(test_discards), cmocka_unit_test(test_agents),
      cmocka_unit_test(test_sort),     cmocka_unit_test(test_faults),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
