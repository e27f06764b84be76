/* Actor files, rule by rule. */
#include "noting.h"

#include "analysis/actor.h"

static void check(const char *text, const char *entries, const char *notices) {
  noting n;
  noting_read(&n, lun_dictionary_actors_read, text, strlen(text));
  noting_expect(&n, entries, notices);
}

static void test_actors(void **state) {
  (void)state;
  check("", "", "");
  check("FRANCE_ [FRA]", "FRANCE=FRANCE [FRA]\n", "");
  check("FRANCE_\n\t[FRA]\n", "FRANCE=FRANCE [FRA]\n", "");
  check("FRANCE_ \t [FRA]\n  [FRB]\n", "FRANCE=FRANCE [FRA] [FRB]\n", "");
  check("A_ [AAA]\n+B C_\n+ D_E\nF_ [FFF]\n", "A=A [AAA]\nA=B C [AAA]\nA=D E [AAA]\nF=F [FFF]\n",
        "");
  check("A_\n+B_ [BBB]\n\t[CCC]\n", "A=A [BBB] [CCC]\nA=B [BBB] [CCC]\n", "");
  check("+A_ [AAA]\n", "A=A [AAA]\n", "");
  check("A [AAA]\n\n\n+B\n", "A=A [AAA]\nA=B [AAA]\n", ""); /* blank lines separate nothing */
  check("Emanuel_MORI [FSM]", "Emanuel MORI=Emanuel MORI [FSM]\n", "");
  check("AL-QA'IDA_(IRAQ),_INC./CO_ [X]",
        "AL-QA'IDA (IRAQ), INC./CO=AL-QA'IDA (IRAQ), INC./CO [X]\n", "");
  check("A_ [---]\nB_ [###]\nC_ [FRO/BIL/SAM]\n", "A=A [---]\nB=B [###]\nC=C [FRO/BIL/SAM]\n", "");
  check("A_ [ ### ]", "A=A [###]\n", "");
}

static void test_comments(void **state) {
  (void)state;
  check("# all\nA_ [AAA] # rest [BBB]\n#\n", "A=A [AAA]\n", "");
  check("; all\nA_ [AAA] ; rest\n", "A=A [AAA]\n", "");
  check("### Europe ###\nA_ [AAA]\n########\nB_ [BBB]\n", "A=A [AAA]\nB=B [BBB]\n", "");
  check("A#B [AAA]\n\t[BBB]\n", "A=A [BBB]\n", "");
  check("<!-- one line -->\nA_ [AAA]\n", "A=A [AAA]\n", "");
  check("<! -- one line -->\nA_ [AAA]\n", "A=A [AAA]\n", "");
  check("A_ [AAA]\n<!-- over\nB_ [BBB]\nlines -->\n+C_\n", "A=A [AAA]\nA=C [AAA]\n", "");
  check("<!-- over\nlines --> A_ [AAA]\n", "A=A [AAA]\n", "");
  check("A_ [AAA]\n\n<!-- for ever\nB_ [BBB]\n", "A=A [AAA]\n",
        "3: comment is not closed by -->: the rest of the file is left out\n");
}

static void test_line_ends(void **state) {
  (void)state;
  check("A_ [AAA]\r\n+B_\r\n\r\nC_ [9]\r\nD_ [D x]", "A=A [AAA]\nA=B [AAA]\nC=C [9]\nD=D\n",
        "5: code left out: not a day of the calendar: D x\n");
  check("A_ [AAA]\r+B_\rC_ [C x]\r", "A=A [AAA]\nA=B [AAA]\nC=C\n",
        "3: code left out: not a day of the calendar: C x\n");
  check("A_ [AAA]\n\x1A\nB_\x1A [BBB]\n\x1A C\x1A_D [CCC]\x1A",
        "A=A [AAA]\nB=B [BBB]\nC  D=C  D [CCC]\n", "");
}

static void test_bytes(void **state) {
  (void)state;
  noting n;
  noting_read(&n, lun_dictionary_actors_read, "A\0B_ [AAA]\n", 11);
  noting_expect(&n, "A B=A B [AAA]\n", "");
  noting_read(&n, lun_dictionary_actors_read, "A\xFF_ [AAA]\nB_ [BBB]", 19);
  assert_int_equal(n.count, 1);
  assert_int_equal(n.dict->entry_count, 1);
  noting_clear(&n);
  noting_read_file(&n, ".actors.txt",
                   "\xEF\xBB\xBF"
                   "A_ [AAA]\r\n+B_\r\n",
                   18);
  noting_expect(&n, "A=A [AAA]\nA=B [AAA]\n", "");
  noting_read_file(&n, ".actors", "S\xC3O_TOM\xC9_ [STP]\n", 15);
  noting_expect(&n, "S\xC3\x83O TOM\xC3\x89=S\xC3\x83O TOM\xC3\x89 [STP]\n",
                "0: not UTF-8: read as Windows-1252\n");
}

static void test_dates(void **state) {
  (void)state;
  check("A_ [B <820701]\n[C > 140608][D 820701-821231] [E 18970101 - 450703]",
        "A=A [B ..1982-07-01] [C 2014-06-08..] [D 1982-07-01..1982-12-31] [E "
        "1897-01-01..1945-07-03]\n",
        "");
  check("A_ [B>000101]\n[C >300101]\n[D >310101]\n[E\t>990101]", /* 30 is 2030, 31 is 1931 */
        "A=A [B 2000-01-01..] [C 2030-01-01..] [D 1931-01-01..] [E 1999-01-01..]\n", "");
  check("A_ [B 000101-000101]", "A=A [B 2000-01-01..2000-01-01]\n", "");
  check("A_ [B > 2 0 1 4 0 6 0 8 ]", "A=A [B 2014-06-08..]\n", "");
}

/* Each bad restriction is said with its line; the phrase and its other codes stay. */
static void test_bad_dates(void **state) {
  (void)state;
  static const char *const rows[][2] = {
      {"ARMUNR 9008223-911221", "not a day of the calendar"},
      {"A 2004017-20050101", "not a day of the calendar"},
      {"A 20130230-20140101", "not a day of the calendar"},
      {"A 20140101-20130101", "interval runs backwards"},
      {"A >", "not a day of the calendar"},
      {"A <>20140101", "not a day of the calendar"},
      {"A >20140101-20150101", "unreadable restriction"},
      {"A 20140101", "unreadable restriction"},
      {"A 20140101-", "not a day of the calendar"},
      {"A 20140101-20150101-20160101", "unreadable restriction"},
      {"A soon", "not a day of the calendar"},
      {"A >00000000", "not a day of the calendar"},
      {"A >001301", "not a day of the calendar"},
      {"", "no code between the brackets"},
      {">20140101", "no code between the brackets"},
      {"A 99999999999999999999999999999999999999999999999999999999999999999999999-1",
       "not a day of the calendar"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char text[256], notice[512];
    snprintf(text, sizeof text, "X_\n\t[%s]\n\t[OK]\nY_ [Y]\n", rows[i][0]);
    snprintf(notice, sizeof notice, "2: code left out: %s: %s\n", rows[i][1], rows[i][0]);
    check(text, "X=X [OK]\nY=Y [Y]\n", notice);
  }
}

/* An actor whose only code is bad keeps its own name and takes no code of the next. */
static void test_bad_alone(void **state) {
  (void)state;
  check("X_ [A 9]\nY_ [B]\n", "X=X\nY=Y [B]\n",
        "1: code left out: not a day of the calendar: A 9\n");
  check("X_ [A\nY_ [B]\n", "X=X\nY=Y [B]\n", "1: code left out: its ] is missing: [A\n");
}

static void test_strays(void **state) {
  (void)state;
  check("A_ [A]\n+FAEROYENE]_\n+B\n", "A=A [A]\nA=FAEROYENE [A]\nA=B [A]\n",
        "2: stray ] in the phrase: FAEROYENE]_\n");
  check("[A]\nB_ [B]\n", "B=B [B]\n", "1: code left out: no actor before it\n");
  check("A_ [A] and more [B] $5\n", "A=A [A] [B]\n",
        "1: left out behind a code: and more\n1: left out behind a code: $5\n");
}

/* Primary phrases without a code share the next one. */
static void test_sharing(void **state) {
  (void)state;
  check("THE_UNITED_NATIONS_\nUN_\nU.N._\n\t[IGOUNO]\nX_ [X]\n",
        "THE UNITED NATIONS=THE UNITED NATIONS [IGOUNO]\nTHE UNITED NATIONS=UN [IGOUNO]\n"
        "THE UNITED NATIONS=U.N. [IGOUNO]\nX=X [X]\n",
        "");
  check("A_ [A]\nB_\n", "A=A [A]\nB=B\n", ""); /* nothing follows: uncoded */
  check("-----\nA_\n+B_ [A]\n", "A=A [A]\nA=B [A]\n", "1: no word to look for in \"-----\"\n");
  check("_ [A]\nB_ [B]", "B=B [B]\n", "1: no word to look for in \"\"\n");
}

/* The same phrase in several entries keeps all its codes. */
static void test_repeats(void **state) {
  (void)state;
  check("CROATIA_ [YUG <910625]\nX_ [X]\nCROATIA_ [HRV >910626]\n",
        "CROATIA=CROATIA [YUG ..1991-06-25] [HRV 1991-06-26..]\nX=X [X]\n", "");
  check("A_ [A]\nB_ [B]\n+A_\n", "A=A [A]\nB=B [B]\nB=A [B]\n", "");
}

static void test_long(void **state) {
  (void)state;
  noting n;
  lun_buffer text = {0};
  for (int i = 0; i < 300; i++) lun_buffer_add_text(&text, "\xC3\xA9_");
  lun_buffer_add_text(&text, "[A]\nB_ [B ");
  for (int i = 0; i < 600; i++) lun_buffer_add_text(&text, "\xC3\xA9");
  lun_buffer_add_text(&text, "]\nC_ [C]");
  noting_read(&n, lun_dictionary_actors_read, text.data, text.len);
  assert_int_equal(n.end, LUN_OK);
  assert_int_equal(n.count, 2); /* each valid UTF-8, though cut */
  assert_non_null(strstr(n.notices.data, "1: value of more than 256 words"));
  assert_int_equal(n.dict->entry_count, 2);
  noting_clear(&n);
  lun_buffer_clear(&text);
}

static void test_found(void **state) {
  (void)state;
  noting n;
  static const char text[] =
      "GEORGE_BUSH_ [USAELI <890119] [USAGOV 890120-930120] [USAELI >930121]\n"
      "+PRESIDENT_BUSH_\nU.N._ [IGOUNO]\n";
  noting_read(&n, lun_dictionary_actors_read, text, sizeof text - 1);
  static const char news[] = "President\nBush's aide, George Bush and the U.N.";
  finding_check_in(n.dict, news, sizeof news - 1, "1990-01-01", NULL,
                   "0-14 GEORGE BUSH; 23-34 GEORGE BUSH; 43-47 U.N.");
  noting_code(&n.dict->entries[0], &(lun_date){1990, 1, 1}, "USAGOV");
  assert_string_equal(n.dict->entries[1].rule, "file:2");
  noting_clear(&n);
}

static void test_kinds_of_file(void **state) {
  (void)state;
  noting n;
  noting_read_file(&n, ".txt", "A_ [A]", 6);
  assert_int_equal(n.end, LUN_EFORMAT);
  noting_clear(&n);
  lun_dictionary *dict = finding_dictionary();
  lun_error err = {0};
  assert_int_equal(lun_dictionary_file_read("/no/such.actors", dict, noting_note, NULL, NULL, &err),
                   LUN_EIO);
  lun_dictionary_free(dict);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  static const char text[] =
      "A_B_\n+C_ [AAA 820701-821231] [BBB x]\n\t[CCC]\nD_ [D]\nD_ [E]\n...\n+F_ [G]";
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_dictionary *dict = finding_dictionary();
    lun_error err = {0};
    noting n = {0};
    lun_fault_set(nth);
    st = lun_dictionary_actors_read("file", text, sizeof text - 1, dict, noting_note, &n, &err);
    lun_fault_set(0);
    assert_int_equal(st, err.status);
    lun_buffer_clear(&n.notices);
    lun_dictionary_free(dict);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_actors),        cmocka_unit_test(test_comments),
      cmocka_unit_test(test_line_ends),     cmocka_unit_test(test_bytes),
      cmocka_unit_test(test_dates),         cmocka_unit_test(test_bad_dates),
      cmocka_unit_test(test_bad_alone),     cmocka_unit_test(test_strays),
      cmocka_unit_test(test_sharing),       cmocka_unit_test(test_repeats),
      cmocka_unit_test(test_long),          cmocka_unit_test(test_found),
      cmocka_unit_test(test_kinds_of_file),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
