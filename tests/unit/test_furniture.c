/* What stands in a report's text and is not the report. */
#include "analysis/furniture.h"

#include "finding.h"

static lun_dictionary *make_lexicon(void) {
  static const char *const words[][2] = {
      {"agency", "AP"},
      {"agency", "VNB"},
      {"agency", "Vellin News Bureau"},
      {"file", "FILE"},
      {"file", "image"},
      {"photo", "photo"},
      {"photo", "image"},
      {"by", "by"},
      {"by", "reporting by"},
      {"signed", "contributed to this report"},
      {"signed", "reported from"},
      {"link", "read more"},
      {"link", "WATCH"},
      {"no_place", "FILE"},
      {"no_place", "update"},
      {"month", "March"},
      {"month", "Feb"},
      {"day", "Tuesday"},
  };
  lun_dictionary *dict = finding_dictionary();
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    finding_add(dict, (lun_entry_spec){.key = words[i][0], .value = words[i][1]});
  }
  return dict;
}

/* "RULE:text" of each piece, parted by "|". */
static void check_titled(const char *text, size_t len, const char *title, const char *want) {
  char got[1024] = "";
  size_t at = 0;
  lun_error err = {0};
  lun_dictionary *lexicon = make_lexicon();
  lun_document *doc = finding_document(text, len, NULL, NULL);
  lun_furnisher *f;
  lun_hits hits = {0};
  if (title != NULL) {
    assert_int_equal(lun_document_set(doc, "title", title, strlen(title), LUN_VALUE_TEXT, &err),
                     LUN_OK);
  }
  assert_int_equal(lun_furnisher_new(lexicon, &f, &err), LUN_OK);
  assert_int_equal(lun_furnisher_find(f, doc, NULL, &hits, &err), LUN_OK);
  for (size_t i = 0; i < hits.count; i++) {
    const lun_hit *hit = &hits.items[i];
    const char *rule = lun_furnisher_rules(f)->entries[hit->entry].rule;
    at += (size_t)snprintf(got + at, sizeof got - at, "%s%s:%.*s", i > 0 ? "|" : "", rule,
                           (int)(hit->to - hit->from), text + hit->from);
  }
  if (strcmp(got, want) != 0) fail_msg("in \"%s\":\n  %s\nnot\n  %s", text, got, want);
  lun_hits_clear(&hits);
  lun_furnisher_free(f);
  lun_document_free(doc);
  lun_dictionary_free(lexicon);
}

static void check(const char *text, const char *want) {
  check_titled(text, strlen(text), NULL, want);
}

#define REPORT "The council met for the third time this week and agreed on nothing."

static void test_datelines(void **state) {
  (void)state;
  check("LISK — " REPORT, "dateline-capitals:LISK —");
  check("LISK \xE2\x80\x94\xC2\xA0\n" REPORT, "dateline-capitals:LISK \xE2\x80\x94");
  check("LISK - " REPORT, "dateline-capitals:LISK -");
  check("LISK -- " REPORT, "dateline-capitals:LISK --");
  check("PORT DRAVIA, Kestria – " REPORT, "dateline-capitals:PORT DRAVIA, Kestria –");
  check("ST. ELSE/LISK AND O’RANE — " REPORT, "dateline-capitals:ST. ELSE/LISK AND O’RANE —");
  check("LISK, Kestria (AP) - " REPORT, "dateline-agency:LISK, Kestria (AP) -");
  check("Lisk, March 3 (Vellin News Bureau) — " REPORT,
        "dateline-agency:Lisk, March 3 (Vellin News Bureau) —");
  check("ÉVREN — " REPORT, "dateline-capitals:ÉVREN —");
  check("PORT DRAVIA: " REPORT, "dateline-capitals:PORT DRAVIA:");
  check("Talks go on\nLISK — " REPORT, "heading-line:Talks go on|dateline-capitals:LISK —");
  check(REPORT "\n\nLisk (VNB) - " REPORT, "dateline-agency:Lisk (VNB) -");
  check("Tuesday, March 4, 2031\xC2\xA0\n\n" REPORT, "dateline-date:Tuesday, March 4, 2031");
}

static void test_not_datelines(void **state) {
  (void)state;
  check("Lisk — " REPORT, "");
  check("LISK — the town on the river — was quiet that day, as all towns were.", "");
  check("UN - " REPORT, "");
  check("UPDATE - " REPORT, "");
  check("UPDATE: " REPORT, "");
  check("REYES: " REPORT "\nVENN: " REPORT, "");
  check("LISK-based groups met for the third time this week and agreed.", "");
  check("GOLD — Ana Reyes\nSILVER — Oskar Venn\n", "");
  check(REPORT "\n\nLISK — " REPORT, "");
  check("LISK (1999) — " REPORT, "");
  check("In 2031 the LISK — " REPORT, "");
}

static void test_captions(void **state) {
  (void)state;
  check("FILE - A man walks in Lisk. " REPORT, "caption-label:FILE - A man walks in Lisk.");
  check("FILE -Prisoners in Lisk. " REPORT, "caption-label:FILE -Prisoners in Lisk.");
  check(REPORT " A man walks in the town of Lisk, Kestria, Feb. 3, 2031. " REPORT,
        "caption-date:A man walks in the town of Lisk, Kestria, Feb. 3, 2031.");
  check("A man walks in the town of Lisk, Tuesday, 4 March 2031.",
        "caption-date:A man walks in the town of Lisk, Tuesday, 4 March 2031.");
  check("A man walks. (AP Photo/Jane Doe)\n\n" REPORT,
        "caption-credit:A man walks.|credit-brackets:(AP Photo/Jane Doe)");
  check("The treaty was signed by all of them in Lisk on March 3, 2031.", "");
  check("The treaty was signed by all of them in Lisk, in March 2031.", "");
  check("They met in the town of Lisk on Tuesday, March 4, 2031.", "");
}

static void test_credits(void **state) {
  (void)state;
  check(REPORT " (AP)", "credit-brackets:(AP)");
  check("(J. Doe/VNB)\n\n" REPORT, "credit-brackets:(J. Doe/VNB)");
  check("The agency (AP) said the council met again this week and agreed.", "");
  check("((AP) " REPORT, "");
  check(REPORT " (as ever)", "");
  check(REPORT " (AP", "");
}

static void test_bylines(void **state) {
  (void)state;
  check("By Jane Doe\n\n" REPORT, "byline-line:By Jane Doe");
  check("By JANE DOE and Oskar von Venn, Vellin News Bureau\n" REPORT,
        "byline-line:By JANE DOE and Oskar von Venn, Vellin News Bureau");
  check(REPORT " (Reporting by Jane Doe; editing by Ana Reyes)",
        "byline-reporting:(Reporting by Jane Doe; editing by Ana Reyes)");
  check(REPORT " Jane Doe contributed to this report from Lisk.",
        "byline-signed:Jane Doe contributed to this report from Lisk.");
  check(REPORT " Jane Doe reported from Lisk.", "byline-signed:Jane Doe reported from Lisk.");
  check("By noon the council\n\n" REPORT, "heading-line:By noon the council");
  check("Two people were reported from Lisk to be missing. " REPORT, "");
}

static void test_headings(void **state) {
  (void)state;
  check(REPORT "\nWhat comes next\n" REPORT, "heading-line:What comes next");
  check(REPORT "\n\n‘No war’\n\n" REPORT, "heading-line:‘No war’");
  check(REPORT "\nOther rules:\n" REPORT, "heading-line:Other rules:");
  check(REPORT "\nApples\nPears\nPlums\n", "");
  check(REPORT "\nthe end of a line\n" REPORT, "");
  check(REPORT "\n— Ana Reyes\n" REPORT, "");
  check(REPORT "\nAt the end of it the judge said:\n" REPORT, "");
  check(REPORT "\nAll over", "");
  check_titled("Talks, after a week, go on without Lisk and its long river\n" REPORT,
               strlen("Talks, after a week, go on without Lisk and its long river\n" REPORT),
               "Talks, after a week, go on without Lisk and its long river",
               "heading-title:Talks, after a week, go on without Lisk and its long river");
}

static void test_links(void **state) {
  (void)state;
  check(REPORT "\n\nRead more: Talks in Lisk\n", "link-cue:Read more: Talks in Lisk");
  check(REPORT "\n\nRead more\n", "link-cue:Read more");
  check(REPORT " WATCH: Talks in Lisk", "link-cue:WATCH: Talks in Lisk");
  check("Read more of his books, said the teacher of the town of Lisk.", "");
}

static void test_texts(void **state) {
  (void)state;
  check("", "");
  check("—", "");
  check("(", "");
  check("LISK —\r\n" REPORT "\r\n\r\nBy Ana Reyes\r\n",
        "dateline-capitals:LISK —|byline-line:By Ana Reyes");
  check("\xEF\xBB\xBFLISK — " REPORT, "dateline-capitals:LISK —");
  check("E\xCC\x81VREN — " REPORT, "dateline-capitals:E\xCC\x81VREN —");
  check("دمشق — قال المسؤول إن المحادثات مستمرة في المدينة منذ أيام.", "");
  check("😀 LISK — " REPORT, "");
  check_titled("LISK —\0 " REPORT, sizeof "LISK —\0 " REPORT - 1, NULL, "dateline-capitals:LISK —");
}

static void test_stop(void **state) {
  (void)state;
  lun_dictionary *lexicon = make_lexicon();
  lun_document *doc = finding_document("LISK — " REPORT, strlen("LISK — " REPORT), NULL, NULL);
  lun_furnisher *f;
  lun_hits hits = {0};
  lun_error err = {0};
  atomic_int stop = 1;
  lun_context ctx = {.stop = &stop};
  assert_int_equal(lun_furnisher_new(lexicon, &f, &err), LUN_OK);
  assert_int_equal(lun_furnisher_find(f, doc, &ctx, &hits, &err), LUN_ESTOP);
  atomic_store(&stop, 0);
  for (int again = 0; again < 2; again++) {
    hits.count = 0;
    assert_int_equal(lun_furnisher_find(f, doc, &ctx, &hits, &err), LUN_OK);
    assert_int_equal(hits.count, 1);
  }
  lun_hits_clear(&hits);
  lun_furnisher_free(f);
  lun_document_free(doc);
  lun_dictionary_free(lexicon);
}

static void test_faults(void **state) {
  (void)state;
#ifdef LUN_FAULTS
  static const char text[] = "LISK — " REPORT "\n\nFILE - A man walks. (AP)\n\nBy Ana Reyes";
  lun_dictionary *lexicon = make_lexicon();
  lun_status st = LUN_ENOMEM;
  for (size_t n = 1; st == LUN_ENOMEM; n++) {
    lun_document *doc = finding_document(text, sizeof text - 1, NULL, NULL);
    lun_furnisher *f = NULL;
    lun_hits hits = {0};
    lun_fault_set(n);
    st = lun_furnisher_new(lexicon, &f, NULL);
    if (st == LUN_OK) st = lun_furnisher_find(f, doc, NULL, &hits, NULL);
    lun_fault_set(0);
    lun_hits_clear(&hits);
    lun_furnisher_free(f);
    lun_document_free(doc);
  }
  assert_int_equal(st, LUN_OK);
  lun_dictionary_free(lexicon);
#endif
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_datelines), cmocka_unit_test(test_not_datelines),
      cmocka_unit_test(test_captions),  cmocka_unit_test(test_credits),
      cmocka_unit_test(test_bylines),   cmocka_unit_test(test_headings),
      cmocka_unit_test(test_links),     cmocka_unit_test(test_texts),
      cmocka_unit_test(test_stop),      cmocka_unit_test(test_faults),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
