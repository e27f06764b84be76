/* How spans lie to places: in them, near them, behind them in a clause. */
#include "analysis/region.h"

#include "finding.h"

/* The places of `word` in the text. */
static void add_words(lun_region *r, const char *text, const char *word) {
  for (const char *at = text; (at = strstr(at, word)) != NULL; at++) {
    uint32_t from = (uint32_t)(at - text);
    assert_int_equal(lun_region_add(r, (lun_span){from, from + (uint32_t)strlen(word)}, NULL),
                     LUN_OK);
  }
  assert_int_equal(lun_region_sort(r, NULL), LUN_OK);
}

static lun_span find_span(const char *text, const char *word) {
  const char *at = strstr(text, word);
  assert_non_null(at);
  return (lun_span){(uint32_t)(at - text), (uint32_t)(at - text) + (uint32_t)strlen(word)};
}

static void test_covers(void **state) {
  (void)state;
  lun_region r = {0};
  assert_int_equal(lun_region_sort(&r, NULL), LUN_OK);
  assert_false(lun_region_covers(&r, (lun_span){0, 1}));
  const lun_span places[] = {{20, 24}, {0, 30}, {5, 8}, {40, 41}, {40, 50}};
  for (size_t i = 0; i < 5; i++) assert_int_equal(lun_region_add(&r, places[i], NULL), LUN_OK);
  assert_int_equal(lun_region_sort(&r, NULL), LUN_OK);
  assert_true(lun_region_covers(&r, (lun_span){25, 30})); /* in the long one, behind short ones */
  assert_true(lun_region_covers(&r, (lun_span){0, 30}));
  assert_true(lun_region_covers(&r, (lun_span){40, 50}));
  assert_false(lun_region_covers(&r, (lun_span){29, 31}));
  assert_false(lun_region_covers(&r, (lun_span){60, 61}));
  lun_region_clear(&r);
}

static void check_near(const char *text, size_t words, int want) {
  lun_region r = {0};
  int near = -1;
  lun_document *doc = finding_document(text, strlen(text), NULL, NULL);
  add_words(&r, text, "talks");
  assert_int_equal(lun_region_is_near(&r, doc, find_span(text, "truce"), words, NULL, &near, NULL),
                   LUN_OK);
  if (near != want) fail_msg("\"%s\", %zu words: %d", text, words, near);
  lun_region_clear(&r);
  lun_document_free(doc);
}

static void test_near(void **state) {
  (void)state;
  check_near("talks on a truce", 3, 1);
  check_near("talks on a truce", 2, 0);
  check_near("A truce after talks.", 2, 1);
  check_near("The truce held. The talks did not.", 3, 1);
  check_near("The truce held.\n\nThe talks did not.", 10, 0);
  check_near("A truce.", 10, 0);
  check_near("talks😀 e\xCC\x81 truce", 2, 1);
  check_near("truce", 1, 0);
}

static void check_leads(const char *text, size_t words, int want) {
  lun_region cues = {0}, breaks = {0};
  int leads = -1;
  lun_span place;
  lun_document *doc = finding_document(text, strlen(text), NULL, NULL);
  add_words(&cues, text, "no ");
  add_words(&breaks, text, "but");
  for (size_t i = 0; i < cues.places.count; i++) cues.places.items[i].to--;
  assert_int_equal(lun_region_sort(&cues, NULL), LUN_OK);
  assert_int_equal(lun_region_leads(&cues, &breaks, doc, find_span(text, "truce"), words, NULL,
                                    &place, &leads, NULL),
                   LUN_OK);
  if (leads != want) fail_msg("\"%s\", %zu words: %d", text, words, leads);
  lun_region_clear(&cues);
  lun_region_clear(&breaks);
  lun_document_free(doc);
}

static void test_leads(void **state) {
  (void)state;
  check_leads("There is no truce.", 5, 1);
  check_leads("There is no lasting truce.", 1, 0);
  check_leads("There is no long-lasting truce.", 5, 1);
  check_leads("There is no war but a truce.", 5, 0);
  check_leads("There is no war, a truce holds.", 5, 0);
  check_leads("There is no “peace” or truce.", 5, 0);
  check_leads("There is no war. A truce holds.", 5, 0);
  check_leads("There is no soldiers’\ntruce.", 5, 1);
  check_leads("A truce, no more.", 5, 0);
  check_leads("It is no war — a truce.", 5, 0);
  check_leads("A truce.", 5, 0);
}

static void test_faults(void **state) {
  (void)state;
#ifdef LUN_FAULTS
  static const char text[] = "There is no war, talks on a truce go on.";
  lun_status st = LUN_ENOMEM;
  for (size_t n = 1; st == LUN_ENOMEM; n++) {
    lun_region r = {0};
    int near = 0;
    lun_document *doc = finding_document(text, sizeof text - 1, NULL, NULL);
    lun_fault_set(n);
    st = lun_region_add(&r, (lun_span){0, 5}, NULL);
    if (st == LUN_OK) st = lun_region_sort(&r, NULL);
    if (st == LUN_OK) st = lun_region_is_near(&r, doc, (lun_span){6, 8}, 2, NULL, &near, NULL);
    if (st == LUN_OK) {
      st = lun_region_leads(&r, &r, doc, (lun_span){9, 11}, 3, NULL, NULL, &near, NULL);
    }
    lun_fault_set(0);
    lun_region_clear(&r);
    lun_document_free(doc);
  }
  assert_int_equal(st, LUN_OK);
#endif
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_covers),
      cmocka_unit_test(test_near),
      cmocka_unit_test(test_leads),
      cmocka_unit_test(test_faults),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
