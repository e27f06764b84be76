/* Sentences: the official cases for the bare rules, own ones for the tailored. */
#include "base/memory.h"
#include "text/abbreviation.h"
#include "text/document.h"
#include "text/segment.h"

#include "break_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

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
static void check(const char *lang, const char *marked, size_t len) {
  char text[1024] = "", have[1024];
  size_t size = 0, at = 0;
  lun_spans spans = {0};
  lun_error err;
  for (size_t i = 0; i < len; i++) {
    if (marked[i] != '|') text[size++] = marked[i];
  }
  assert_int_equal(lun_sentences_find_in(lang, text, size, LUN_SEGMENT_WORDS, NULL, &spans, &err),
                   LUN_OK);
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

#define CHECK(marked) check("en", marked, sizeof(marked) - 1)
#define CHECK_IN(lang, marked) check(lang, marked, sizeof(marked) - 1)

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

static void test_titles(void **state) {
  (void)state;
  CHECK("Gens. Ray and Poe saw Msgr. Ellis, Capt. Voss and Mt. Elbrus.| So did I.");
  CHECK("He met Mr. The.| Nobody else came.");
  CHECK("The paper cites Doe et al. (2003) and others, cf. Roe, viz. the second.| It ends.");
  CHECK("Ellis v. Marsh was heard.| Reed vs. Oakley was not.");
  CHECK("SEN. OAKLEY SAID ACME INC. LOST MONEY AT 5 P.M. MONDAY.| THE CO. WILL CLOSE.");
  CHECK("The EST.| Nobody knows what that is.");
}

static void test_initials(void **state) {
  (void)state;
  CHECK("J. A. Poe met K.L. Marsh and Ann Q. Reed.| It was late.");
  CHECK("They sent you and I.| However, Albert I. Poe stayed.");
  CHECK("We take vitamin D.| It helps.| There is no plan B.| The end.");
  CHECK("Q. Who are you?| A. Her name is Ann R. Reed.| Q. Why?");
}

static void test_open_ends(void **state) {
  (void)state;
  CHECK("She works at Poe & Co. in Ohio.| He quit Reed Bros.| That was all.");
  CHECK("Ann Reed, Ph.D., and Max Poe Jr. spoke.| Ann left for the U.N.| They stayed.");
  CHECK("Shares of Yahoo! Inc. rose.| He left Yahoo!| The rest stayed.");
  CHECK("At 7 a.m. Mrs. Reed rose.| She left at 8 a.m.| Mrs. Poe stayed until 9 p.m. EDT.");
  CHECK("The U.S.-led force and the U.S.'s allies left.| Ph.D.-level work is rare.");
}

static void test_numbers(void **state) {
  (void)state;
  CHECK("It rose 4.5 percent to $1.250.000,00.| Fees were .50 or $.75 each.| Good.");
  CHECK("See p. 12, pp. 3-5, Sec. IV, Vol. II, Fig. 3 and N\xC2\xB0. 7.| That is all.");
  CHECK("Lat. 12.5\xC2\xB0 N. Long. 3.1\xC2\xB0 W. is at sea.| Ships pass.");
  CHECK("Some 30 died on 11.9.2001.| 40 lived.| How many?| 12.| No more came.");
  CHECK("The secret code is AB12-9.| It is x10.| Then go.");
}

static void test_ellipses(void **state) {
  (void)state;
  CHECK("It is . . . I mean, it was ... well, late.| He left.");
  CHECK("They left the town.| . . . Nobody knew. . . .");
  CHECK("He sang of love.| . . . The song went on. . . .");
  CHECK("He ended with a dot . . . .| She did not.");
  CHECK("He saw [...] the sea [...] and Rome.| She did so, too.| [...] Then he left.");
  CHECK("He was . . .| The rest is gone.| Nothing.");
  CHECK("\xE2\x80\xA6"
        "and so on.| \xE2\x80\xA6"
        "And on.");
}

static void test_enclosures(void **state) {
  (void)state;
  CHECK("\"We came. We saw. We left,\" she said.| \"No! Not so. Go.\"| It was late.");
  CHECK("\xE2\x80\x9CWe came. We saw,\xE2\x80\x9D she said.| \xE2\x80\x9CWhy? Go.\xE2\x80\x9D| "
        "Late.");
  CHECK("\xE2\x80\x9CWe came. We saw,\" she said.| \"Why? Go.\xE2\x80\x9D| Late."); /* mixed */
  CHECK("He said, 'We don't go. We stay.'| She left.| The '90s ended.| The '80s too.");
  CHECK("The reds' 'nineties.| It's over, isn't it?| The blues' end.| Yes.");
  CHECK("He turned to her, 'That is good.' he said.| He turned, 'Good.'| She left.");
  CHECK("He left (she stayed. They met later.) at noon.| (It rained. It poured.)| Then sun.");
  CHECK("\"This paragraph does not close.| So be it.|\n\n\"This one does. So be it.\"");
  CHECK("(This is open.| It stays so.| (This is closed. It is.)");
  CHECK("\"Quite so!\"| (She was his aunt.)| \"Come in. Sit down.\"");
}

static void test_double_marks(void **state) {
  (void)state;
  CHECK("Really?!| Yes!!| No?!?| Stop! he yelled.| Oh -- is it so? -- no.");
  CHECK("See the table in Fig. ??|\n\nThe next");
}

static void test_addresses(void **state) {
  (void)state;
  CHECK("Write to ann.Reed@mail.Example.org.| She will answer.");
  CHECK("See https://news.Example.org/A.B/c.Html?d=E.F or www.Example.org.| Thanks.");
  CHECK("Open Report.Pdf and System.Out.Print on Example.Com today.|Now wait.| Ok.");
}

static void test_footnotes(void **state) {
  (void)state;
  CHECK("It fell sharply.12 13| The rest rose (in part).4| Nobody knew.\xC2\xB2| Then it ended.");
  CHECK("It was banned.[2\xE2\x80\x93"
        "5]| It is used [70].| Then not.| Version No.2 The Sequel.");
}

static void test_inline_lists(void **state) {
  (void)state;
  CHECK("1) The red one| 2) The blue one| 3) The rest");
  CHECK("It is so.| 9. The red one| 10. The blue one| 11. The rest");
  CHECK("Three steps:| 1. Open it.| 2. Read it.| It is long.| 3. Close it.| Then rest.");
  CHECK("1.) The red one.| 2.) The blue one");
  CHECK("a. here it is| b. another| c. the last|\n They left.");
  CHECK("It rained.| x) fog| y) snow");
  CHECK("\xE2\x80\xA2 7. The red one| \xE2\x80\xA2 8. The blue one");
  CHECK("\xE2\x81\x83"
        "7. The red one| \xE2\x81\x83"
        "8. The blue one");
  CHECK("As pay for 1. above we take 5 and for 2. above we take 6.| So be it.");
  CHECK("Its goals: 1) win, 2) live, and 3) leave.| Then 4) came.");
}

static void test_list_lines(void **state) {
  (void)state;
  CHECK("i) One is.|\nii) Two is.|\niii) Three is.");
  CHECK("A) One is|\nB) Two is|\nC) Three is");
  CHECK("A. One is|\nB. Two is|\nC. Three is");
  CHECK("Rules:|\n  (a) be good|\n  (b) be kind|\nThe end is near.");
  CHECK("The town|\n- Open all week|\n- Shut on Sunday");
  CHECK("He left the town\n- Then as now - on foot.| She did not.");
}

static void test_wrapped_lines(void **state) {
  (void)state;
  CHECK("Mayor Wins Again|\nBy Ann Reed|\nThe mayor of the town won again on Sunday, the council "
        "said.");
  CHECK("The mayor of the town, who won on Sunday, met Ann\nReed in the old hall of the council.| "
        "He\nthen left with the head of the old party, Max\nPoe, it said.");
  CHECK("WASHINGTON \xE2\x80\x94\xC2\xA0\nThe mayor said so.");
  CHECK(
      "The head of the council of the town said that the\nMayor of the next town was the\nWinner.");
  CHECK("\"She said. That is it\nAnd no more of it, said the old man at the gate, so be it.\"");
}

static void test_languages(void **state) {
  (void)state;
  CHECK_IN("de",
           "Am 3. Mai kam Dr. Voss z.B. nach Ulm.| Er blieb.| Im 2. Weltkrieg usw.| Das war es.");
  CHECK_IN("de",
           "Er sagte: \xE2\x80\x9EGut. Sehr gut.\xE2\x80\x9C| Dann ging er am 12.| Das war es.");
  CHECK_IN("de", "1. FC Ulm steigt in die 2. Bundesliga ab.| Die Nr. 1 fehlt.");
  CHECK_IN("fr-CA",
           "M. Roy a dit \xC2\xAB Je pars. Je reste. \xC2\xBB| Mme Roy lit l'art. 5.| Il part.");
  CHECK_IN("Spanish",
           "El Sr. Ruiz vive en EE.UU.| \xC3\x89l trabaja.| \xC2\xBFQu\xC3\xA9 pasa?| Nada.");
  CHECK_IN("it", "Il dott. Riva e l'on. Bassi, ecc.| Vedi pag. 5.| Lo disse.");
  CHECK_IN("por", "O Sr. Braga e a Dra. Leal foram.| Ver p\xC3\xA1g. 5.| Ele ficou.");
  CHECK_IN(
      "ru",
      "\xD0\x90. \xD0\xA1. \xD0\x9B\xD0\xB8 \xD0\xB2 1990 \xD0\xB3. \xD0\x9F\xD0\xB0\xD0\xBB.| "
      "\xD0\x9E\xD0\xBD.");
  CHECK_IN("nl", "Dhr. Bos en mevr. Smit kwamen o.a. uit Delft.| Zie blz. 5.| Het was laat.");
  CHECK_IN("xx", "Dr.| J. Voss came.| She left.");
  CHECK_IN(NULL, "Dr. Voss came.| She left.");
  CHECK_IN("", "Dr. Voss came.| She left.");
}

/* A document's sentences follow its variable `lang`, also when it is set late. */
static void test_document_language(void **state) {
  (void)state;
  const char *text = "Am 3. Mai kam er.";
  const lun_spans *spans;
  lun_document *doc;
  assert_int_equal(lun_document_new(&doc, NULL), LUN_OK);
  assert_int_equal(lun_document_set_text(doc, text, strlen(text), NULL), LUN_OK);
  assert_int_equal(lun_document_sentences(doc, NULL, &spans, NULL), LUN_OK);
  assert_int_equal(spans->count, 2);
  assert_int_equal(lun_document_set(doc, "lang", "de", 2, LUN_VALUE_TEXT, NULL), LUN_OK);
  assert_int_equal(lun_document_sentences(doc, NULL, &spans, NULL), LUN_OK);
  assert_int_equal(spans->count, 1);
  lun_document_free(doc);
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
  assert_int_equal(count_of(" \n\n ... ?! \n", 12), 1);
  assert_int_equal(count_of("a\0b. C\0d.", 9), 2);
  assert_int_equal(count_of("\xEF\xBB\xBFOne.\r\n\r\nTwo.", 15), 2);
  assert_int_equal(count_of(".", 1), 1);
  assert_int_equal(count_of("* * *\n\n---", 10), 0);
  assert_int_equal(count_of("One.\n\n?!\n\nTwo.", 14), 3);
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

static lun_abbreviation find(const char *word, int is_capitals) {
  return lun_abbreviation_find(lun_abbreviations_get("en"), word, strlen(word), is_capitals);
}

static void test_abbreviation_list(void **state) {
  (void)state;
  const lun_abbreviations *en = lun_abbreviations_get("EN_us"), *ru = lun_abbreviations_get("rus");
  assert_int_equal(find("Mr", 0), LUN_ABBREVIATION_TITLE);
  assert_int_equal(find("A.D", 0), LUN_ABBREVIATION_OPEN);
  assert_int_equal(find("vs", 0), LUN_ABBREVIATION_INNER);
  assert_int_equal(find("VS", 0), LUN_ABBREVIATION_INNER);
  assert_int_equal(find("OCT", 0), LUN_ABBREVIATION_NUMBER);
  assert_int_equal(find("P.M", 0), LUN_ABBREVIATION_TIME);
  assert_int_equal(find("EST", 0), LUN_ABBREVIATION_NONE);
  assert_int_equal(find("EST", 1), LUN_ABBREVIATION_OPEN);
  assert_int_equal(find("q", 0), LUN_ABBREVIATION_NONE);
  assert_int_equal(find("Q", 0), LUN_ABBREVIATION_OPEN);
  assert_int_equal(find("R.S.V.P", 0), LUN_ABBREVIATION_OPEN);
  assert_int_equal(find("Mrx", 0), LUN_ABBREVIATION_NONE);
  assert_int_equal(find("", 0), LUN_ABBREVIATION_NONE);
  assert_int_equal(find("antidisestablishmentarianismically", 0), LUN_ABBREVIATION_NONE);
  assert_int_equal(lun_abbreviation_find(en, "Mr\0", 3, 0), LUN_ABBREVIATION_NONE);
  assert_int_equal(lun_abbreviation_find(ru, "\xD0\xA0\xD0\xB8\xD1\x81", 6, 0),
                   LUN_ABBREVIATION_NUMBER); /* a capital in Cyrillic */
  assert_true(lun_abbreviation_is(en, "A", 1, LUN_ABBREVIATION_STARTER));
  assert_true(lun_abbreviation_is(en, "YOUR", 4, LUN_ABBREVIATION_STARTER));
  assert_false(lun_abbreviation_is(en, "your", 4, LUN_ABBREVIATION_STARTER));
  assert_false(lun_abbreviation_is(en, "Smith", 5, LUN_ABBREVIATION_STARTER));
  assert_true(lun_abbreviation_is(en, "EST", 3, LUN_ABBREVIATION_CLOCK));
  assert_true(lun_abbreviation_is(en, "Of", 2, LUN_ABBREVIATION_LINK));
  assert_string_equal(lun_abbreviations_get("zzz")->lang, "und");
  assert_string_equal(lun_abbreviations_get("12")->lang, "und");
  assert_string_equal(lun_abbreviations_get("averylongnameindeed")->lang, "und");
  assert_string_equal(lun_abbreviations_get("German")->lang, "de");
}

/* The tables must hold what the lists say, and be sorted. */
static void test_tables(void **state) {
  (void)state;
  for (size_t i = 0; i < lun_abbreviation_list_count; i++) {
    const lun_abbreviations *list = &lun_abbreviation_lists[i];
    char path[64], line[256];
    size_t rows = 0;
    snprintf(path, sizeof path, "lua/lunette/data/sentences.%s.csv", list->lang);
    for (size_t n = 1; n < list->count; n++) {
      assert_true(strcmp(list->entries[n - 1].form, list->entries[n].form) < 0);
    }
    FILE *file = fopen(path, "r");
    if (file == NULL) skip();
    while (fgets(line, sizeof line, file) != NULL) {
      static const char *const names[] = {"title", "inner", "number", "open", "time"};
      char *comma = strrchr(line, ',');
      if (line[0] == '#' || comma == NULL || strstr(line, "form,class")) continue;
      *comma++ = '\0';
      comma[strcspn(comma, "\r\n")] = '\0';
      for (int k = 0; k < 5; k++) {
        if (strcmp(comma, names[k]) != 0) continue;
        assert_int_equal(lun_abbreviation_find(list, line, strlen(line), 0), k + 1);
        rows++;
      }
    }
    fclose(file);
    assert_true(rows > 40 || strcmp(list->lang, "und") == 0);
  }
}

/* What is repeated without an end must neither be slow nor break a span. */
static void test_hostile(void **state) {
  (void)state;
  static const char *const patterns[] = {"ab.Cd",
                                         "1. ",
                                         "((((",
                                         ". ",
                                         "\"a. ",
                                         "'a. ",
                                         "1. Ab. a) Cd. ",
                                         "A\n",
                                         "([{",
                                         "a' ",
                                         "a@b.Cd",
                                         "U.S. ",
                                         "end.1 ",
                                         "x.[1] ",
                                         "1. Ab 2. Cd ",
                                         "\xE2\x80\x9C\xE2\x80\x98\xC2\xAB\xE2\x80\x9E",
                                         "A. B. ",
                                         "\xE2\x80\xA2 a. ",
                                         "5 p.m. ",
                                         "\xE2\x80\xA6 ",
                                         ": 1. A ",
                                         "- A\n"};
  static char text[1 << 18];
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
    size_t len = strlen(patterns[i]), size = 0;
    lun_spans spans = {0};
    for (; size + len <= sizeof text; size += len) memcpy(text + size, patterns[i], len);
    assert_int_equal(lun_sentences_find(text, size, LUN_SEGMENT_WORDS, NULL, &spans, NULL), LUN_OK);
    for (size_t n = 0, at = 0; n < spans.count; n++) {
      assert_true(spans.items[n].from >= at && spans.items[n].from < spans.items[n].to);
      at = spans.items[n].to;
    }
    lun_spans_clear(&spans);
  }
}

static void test_stop(void **state) {
  (void)state;
  atomic_int stop = 1;
  lun_context ctx = {.stop = &stop};
  lun_spans spans = {0};
  lun_status st = lun_sentences_find("A b. C d.", 9, LUN_SEGMENT_WORDS, &ctx, &spans, NULL);
  assert_int_equal(st, LUN_ESTOP);
  assert_int_equal(spans.count, 0);
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
      cmocka_unit_test(test_official),
      cmocka_unit_test(test_plain),
      cmocka_unit_test(test_abbreviations),
      cmocka_unit_test(test_quotes),
      cmocka_unit_test(test_missing_space),
      cmocka_unit_test(test_lines),
      cmocka_unit_test(test_scripts),
      cmocka_unit_test(test_titles),
      cmocka_unit_test(test_initials),
      cmocka_unit_test(test_open_ends),
      cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_ellipses),
      cmocka_unit_test(test_enclosures),
      cmocka_unit_test(test_double_marks),
      cmocka_unit_test(test_addresses),
      cmocka_unit_test(test_footnotes),
      cmocka_unit_test(test_inline_lists),
      cmocka_unit_test(test_list_lines),
      cmocka_unit_test(test_wrapped_lines),
      cmocka_unit_test(test_languages),
      cmocka_unit_test(test_document_language),
      cmocka_unit_test(test_edges),
      cmocka_unit_test(test_long_rows),
      cmocka_unit_test(test_abbreviation_list),
      cmocka_unit_test(test_tables),
      cmocka_unit_test(test_hostile),
      cmocka_unit_test(test_stop),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
