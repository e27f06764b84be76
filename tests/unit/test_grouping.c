/* Hits counted by their columns. */
#include "analysis/grouping.h"

#include "finding.h"

static lun_dictionary *make_dictionary(void) {
  static lun_code old = {.last = {2030, 12, 31}, .code = "OLD"};
  static lun_code fresh = {.first = {2031, 1, 1}, .code = "NEW", .next = &old};
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){.key = "truce", .value = "cease-fire", .codes = &fresh});
  finding_add(dict, (lun_entry_spec){.key = "truce", .value = "truce"});
  finding_add(dict, (lun_entry_spec){.key = "talks", .value = "talks"});
  return dict;
}

/* "KEY ENTRY/FORM/CODE=n" of each group, parted by "; ". */
static void show(const lun_dictionary *dict, const lun_grouping *g, char *out, size_t size) {
  size_t at = 0;
  out[0] = '\0';
  for (size_t i = 0; i < g->seen_count && at < size; i++) {
    const lun_group *group = &g->groups[g->seen[i]];
    size_t len = 0;
    const char *code = g->codes.count > 0 ? lun_map_get(&g->codes, group->code, &len) : "";
    const lun_entry *entry = &dict->entries[group->entry];
    at += (size_t)snprintf(out + at, size - at, "%s%s %s/%s/%.*s=%u", i > 0 ? "; " : "", entry->key,
                           entry->value, lun_form_name(group->form), (int)len, code, group->n);
  }
}

static void check(unsigned fields, const char *date, const char *want) {
  static const char text[] = "A truce, talks, a ceasefire, talks, a cease-fire, a ceasefire.";
  lun_dictionary *dict = make_dictionary();
  lun_document *doc = finding_document(text, sizeof text - 1, date, NULL);
  lun_grouping g = {.fields = fields};
  lun_hits hits = {0};
  lun_grouping_input input = {&hits, NULL, doc};
  char got[512];
  finding_find(dict, doc, &hits);
  for (int turn = 0; turn < 2; turn++) { /* counting afresh gives the same */
    assert_int_equal(lun_grouping_count(&g, dict, &input, NULL), LUN_OK);
    show(dict, &g, got, sizeof got);
    assert_string_equal(got, want);
  }
  hits.count = 0;
  assert_int_equal(lun_grouping_count(&g, dict, &input, NULL), LUN_OK);
  assert_int_equal(g.seen_count, 0);
  lun_grouping_clear(&g);
  lun_hits_clear(&hits);
  lun_document_free(doc);
  lun_dictionary_free(dict);
}

static void test_fields(void **state) {
  (void)state;
  check(0, NULL, "truce truce//=6");
  check(LUN_GROUP_KEY, NULL, "truce truce//=4; talks talks//=2");
  check(LUN_GROUP_ENTRY, NULL, "truce truce//=1; talks talks//=2; truce cease-fire/solid/=3");
  check(LUN_GROUP_KEY | LUN_GROUP_FORM, NULL,
        "truce truce//=1; talks talks//=2; truce cease-fire/solid/=2; truce cease-fire/hyphen/=1");
  check(LUN_GROUP_CODE, "2031-02-03", "truce truce//=3; truce cease-fire/solid/NEW=3");
  check(LUN_GROUP_CODE, "2030-02-03", "truce truce//=3; truce cease-fire/solid/OLD=3");
  check(LUN_GROUP_CODE, NULL, "truce truce//=6");
}

static void test_faults(void **state) {
  (void)state;
#ifdef LUN_FAULTS
  lun_dictionary *dict = make_dictionary();
  lun_document *doc = finding_document("A truce, talks, a ceasefire.", 28, "2031", NULL);
  lun_hits hits = {0};
  lun_grouping_input input = {&hits, NULL, doc};
  finding_find(dict, doc, &hits);
  lun_status st = LUN_ENOMEM;
  for (size_t n = 1; st == LUN_ENOMEM; n++) {
    lun_grouping g = {.fields = LUN_GROUP_KEY | LUN_GROUP_CODE};
    lun_fault_set(n);
    st = lun_grouping_count(&g, dict, &input, NULL);
    lun_fault_set(0);
    if (st != LUN_OK) { /* what failed can be tried again */
      assert_int_equal(lun_grouping_count(&g, dict, &input, NULL), LUN_OK);
    }
    assert_int_equal(g.seen_count, 3);
    lun_grouping_clear(&g);
  }
  lun_hits_clear(&hits);
  lun_document_free(doc);
  lun_dictionary_free(dict);
#endif
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_fields),
      cmocka_unit_test(test_faults),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
