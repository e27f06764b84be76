/* Dictionaries of content analysis that are made of lines: LIWC, Lexicoder, VBPro, WordStat, term
** lists, and spaCy's JSON Lines. */
#include "noting.h"

static void liwc(const char *text, const char *entries, const char *notices) {
  noting_check(lun_dictionary_liwc_read, text, entries, notices);
}

static void test_liwc(void **state) {
  (void)state;
  liwc("%\n1\tsea\n2  land route\n%\nboat*\t1\nroad\t\t02 01\n\nprime mover   2\n",
       "glob sea=boat*; phrase land route=road; phrase sea=road; phrase land route=prime mover",
       "");
}

/* Bare CR, zero-padded numbers, patterns that end in a number. */
static void test_liwc_ends(void **state) {
  (void)state;
  liwc("%\r01\tsea\r002\tair\r%\rself-made\t1\rcatch 22\t2\r",
       "phrase sea=self-made; phrase air=catch 22", "");
  liwc("%\r\n1 a\r\n%\r\nx 1\r\n", "phrase a=x", "");
}

static void test_liwc_levels(void **state) {
  (void)state;
  liwc("%\n1\tA\n\t2\tB\n\t\t3\tC (see)\n\t4\tD\n5\tE\n\t\t\t6\tF\n%\nx\t1 3 4 6",
       "phrase A=x; phrase A.B.C (see)=x; phrase A.D=x; phrase E.F=x", "");
}

static void test_liwc_conditions(void **state) {
  (void)state;
  liwc("%\n1 A\n2 B\n3 C\n%\nlike\t(02 134)1/2 3\nkind\t<of>1/2\nso\t(1 2)3\nall <of>\t1\nto "
       "(1)2/3\n",
       "phrase B=like; phrase C=like; phrase B=kind; phrase C=to",
       "6: read as if the condition never holds: (02 134)1/2\n"
       "7: read as if the condition never holds: <of>1/2\n"
       "8: read as if the condition never holds: (1 2)3\n"
       "9: left out: a condition in the pattern: all <of>\t1\n"
       "10: read as if the condition never holds: (1)2/3\n");
}

static void test_liwc_faults(void **state) {
  (void)state;
  liwc("%\nA\n1\n1 A\n01 B\n%\na\t1 9\nb\nc\t1x 1\n...\t1\nd\t(1\n", "phrase A=a; phrase A=c",
       "2: not a number and the name of a category: A\n"
       "3: not a number and the name of a category: 1\n"
       "5: category left out: 1 stands for another already\n"
       "7: category 9 of \"a\" is not in the legend\n"
       "8: left out: in no category: b\n"
       "9: not the number of a category: 1x\n"
       "10: no word to look for in \"...\"\n"
       "11: read as if the condition never holds: (1\n");
  noting_refuse(lun_dictionary_liwc_read, "12\nword/X", 9, LUN_EFORMAT,
                "line 1: a LIWC dictionary");
  noting_refuse(lun_dictionary_liwc_read, "%\n1 A\n", 6, LUN_EFORMAT, "no second line %");
  noting_refuse(lun_dictionary_liwc_read, "", 0, LUN_EFORMAT, "no second line %");
}

static void test_lexicoder(void **state) {
  (void)state;
  noting_check(lun_dictionary_lexicoder_read,
               "lost\n+wet\nrain*\n not dry\nwhat?*\n+\nlost\n+ dry \n***\n=\nsand",
               "glob wet=rain*; phrase wet=not dry; glob wet=what *; glob dry=***; phrase dry=sand",
               "1: left out: no category before it: lost\n"
               "6: category without a name\n"
               "7: left out: no category before it: lost\n"
               "10: no word to look for in \"=\"\n");
  noting_check_bytes(lun_dictionary_lexicoder_read, "+a\nb\0c\nd", 8, "phrase a=d",
                     "2: line left out: it holds a NUL byte\n");
}

static void test_vbpro(void **state) {
  (void)state;
  noting_check(lun_dictionary_vbpro_read, ">>Fruit<<\r\napple\r\n>>Nut\r\npea nut*\r\n>><<\r\n",
               "phrase Fruit=apple; glob Nut=pea nut*", "5: category without a name\n");
}

static void wordstat(const char *text, const char *entries, const char *notices) {
  noting_check(lun_dictionary_wordstat_read, text, entries, notices);
}

static void test_wordstat(void **state) {
  (void)state;
  wordstat("SEA\r\n\tSHIP_YARD* (1)\r\n\tNAVY\r\n\t\tFLEET (2.5)\r\n\tHARBOUR "
           "(-1)\r\n+AIR+\r\n\tNA\r\n\t\t"
           "KITE (1)\r\n",
           "glob SEA=SHIP YARD*; phrase SEA.NAVY=FLEET x2.5; phrase SEA=HARBOUR x-1; "
           "phrase +AIR+.NA=KITE",
           "");
  wordstat("A\n   \tB\n   \t\tc (1)\n   \td (0)\nE (F)\n\tg (1)",
           "phrase A.B=c; phrase A=d x0; phrase E (F)=g", "");
  wordstat("a (1)\nB\n\t\t\tC\n\t\td (1)\n\t@NEAR [#A AFTER #B /S 3] (1)\n\t... (1)\n\n\t(1)",
           "phrase B.C=d",
           "1: left out: in no category: a (1)\n"
           "3: 3 tabs below 1 categories: read as one level below the last\n"
           "5: rule left out: only words and phrases are read: @NEAR [#A AFTER #B /S 3] (1)\n"
           "6: no word to look for in \"...\"\n");
}

static void test_wordstat_depth(void **state) {
  (void)state;
  noting n;
  lun_buffer text = {0};
  for (int i = 0; i < 66; i++) {
    for (int k = 0; k < i; k++) lun_buffer_add_byte(&text, '\t');
    lun_buffer_add_text(&text, "C\n");
  }
  for (int k = 0; k < 66; k++) lun_buffer_add_byte(&text, '\t');
  lun_buffer_add_text(&text, "x (1)");
  noting_read(&n, lun_dictionary_wordstat_read, text.data, text.len);
  assert_int_equal(n.end, LUN_OK);
  assert_non_null(strstr(n.notices.data, "65: categories nested deeper than 64 levels"));
  assert_int_equal(n.dict->entry_count, 1);
  noting_clear(&n);
  lun_buffer_clear(&text);
}

static void test_terms(void **state) {
  (void)state;
  noting_check(lun_dictionary_terms_read,
               "# list\nawful\t-3\r\nnot so bad\t+1.5\nso-so\t0\nnone\nx\ty\n\t2\n?\t1",
               "phrase file=awful x-3; phrase file=not so bad x1.5; phrase file=so-so x0",
               "5: left out: not a term, a tab and a number: none\n"
               "6: left out: not a term, a tab and a number: x\ty\n"
               "7: left out: not a term, a tab and a number: 2\n"
               "8: no word to look for in \"?\"\n");
}

static void spacy(const char *text, const char *entries, const char *notices) {
  noting_check(lun_dictionary_spacy_read, text, entries, notices);
}

static void test_spacy(void **state) {
  (void)state;
  spacy("{\"label\": \"ORG\", \"pattern\": \"Red Kite\", \"id\": \"kite\"}\n"
        "{\"label\":\"ORG\",\"pattern\":[{\"LOWER\":\"blue\"}, {\"LOWER\":\"o\\\"tter\"}]}\r\n\n"
        "{\"pattern\":[{\"TEXT\":\"Fo\\u0078\"},{\"ORTH\":\"Ltd\"}],\"label\":\"B.C\",\"id\":\"\"}",
        "PHRASE ORG=Red Kite [kite]; phrase ORG=blue o\"tter; PHRASE B.C=Fox Ltd", "");
}

static void test_spacy_faults(void **state) {
  (void)state;
  static const char only[] =
      "left out: only tokens of one LOWER, TEXT or ORTH with a string can be looked for";
  static const char *const patterns[] = {"[{\"LOWER\":{\"REGEX\":\"a[,]b\"}}]",
                                         "[{\"LOWER\":\"a\",\"OP\":\"?\"}]", "[{}]",
                                         "[{\"IS_PUNCT\":true}]", "[{\"LOWER\":\"a\"},[1]]"};
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
    char line[256], text[512], notice[1024];
    snprintf(line, sizeof line, "{\"label\":\"A\",\"pattern\":%s}", patterns[i]);
    snprintf(text, sizeof text, "%s\n{\"label\":\"A\",\"pattern\":\"b\"}", line);
    snprintf(notice, sizeof notice, "1: %s: %s\n", only, line);
    spacy(text, "PHRASE A=b", notice);
  }
  spacy("{\"label\":\"A\",\"pattern\":[{\"LOWER\":\"a\"},{\"TEXT\":\"b\"}]}\n"
        "{\"label\":\"A\",\"pattern\":3}\n{\"label\":1,\"pattern\":\"c\"}\n{\"label\":\"A\"}\nx\n"
        "{\"label\":\"A\",\"pattern\":{\"a\":1}}\n{\"label\":\"A\",\"pattern\":[]}\n",
        "",
        "1: left out: LOWER beside TEXT or ORTH in one pattern: "
        "{\"label\":\"A\",\"pattern\":[{\"LOWER\":\"a\"},{\"TEXT\":\"b\"}]}\n"
        "2: left out: the pattern is no string: {\"label\":\"A\",\"pattern\":3}\n"
        "3: left out: no label: {\"label\":1,\"pattern\":\"c\"}\n"
        "4: left out: no pattern: {\"label\":\"A\"}\n"
        "5: not JSON: invalid char in json text\n"
        "6: left out: the pattern is neither a string nor a list: "
        "{\"label\":\"A\",\"pattern\":{\"a\":1}}\n"
        "7: no word to look for in \"\"\n");
  noting_refuse(lun_dictionary_spacy_read, "{\"id\":1,\"text\":\"news\"}", 22, LUN_EFORMAT,
                "entity ruler");
}

static void test_names(void **state) {
  (void)state;
  static const char *const rows[][3] = {{".dic", "%\n1 A\n%\nb 1", "A=b\n"},
                                        {".LC3", "+A\nb", "A=b\n"},
                                        {".CAT", "A\n\tb (1)", "A=b\n"},
                                        {".vbp", ">>A<<\nb", "A=b\n"},
                                        {".txt", "\n >>A<<\nb", "A=b\n"},
                                        {".jsonl", "{\"label\":\"A\",\"pattern\":\"b\"}", "A=b\n"}};
  noting n;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    noting_read_file(&n, rows[i][0], rows[i][1], strlen(rows[i][1]));
    noting_expect(&n, rows[i][2], "");
  }
  noting_read_file(&n, ".txt", "good\t3\r\nbad\t-3", 14);
  assert_int_equal(n.dict->entry_count, 2);
  assert_true(n.dict->entries[1].weight == -3);
  assert_null(strchr(n.dict->entries[0].key, '.'));
  noting_clear(&n);
  noting_read_file(&n, ".cat", "A\r\n\tCAF\xC9 (1)\r\n", 14);
  noting_expect(&n, "A=CAF\xC3\x89\n", "0: not UTF-8: read as Windows-1252\n");
  noting_read_file(&n, ".txt", "Just a note.\n", 13);
  assert_int_equal(n.end, LUN_EFORMAT);
  assert_non_null(strstr(n.err.message, "a .txt begins with >>category<<"));
  noting_clear(&n);
  noting_read_file(&n, ".odt", "x", 1);
  assert_int_equal(n.end, LUN_EFORMAT);
  assert_non_null(strstr(n.err.message, ".lc3, .cat, .ykd"));
  noting_clear(&n);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  noting_check_faults(lun_dictionary_liwc_read,
                      "%\n1 A\n\t2 B\n2 C\n%\na*\t1 02\nb\t3\n.\t1\n(1)2/1 1");
  noting_check_faults(lun_dictionary_lexicoder_read, "+A\nb*\n+\nc\n+D\ne f\n.");
  noting_check_faults(lun_dictionary_vbpro_read, ">>A<<\nb\n");
  noting_check_faults(lun_dictionary_wordstat_read, "A\n\tb_c (1)\n\tD\n\t\t. (2)\n\t\tE* (1)");
  noting_check_faults(lun_dictionary_terms_read, "a\t1\nb\nc d\t-2");
  noting_check_faults(lun_dictionary_spacy_read,
                      "{\"label\":\"A\",\"pattern\":[{\"LOWER\":\"\\u0061\"}],\"id\":\"B\"}\n"
                      "{\"label\":\"A\",\"pattern\":\"c\"}\n{}");
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_liwc),           cmocka_unit_test(test_liwc_ends),
      cmocka_unit_test(test_liwc_levels),    cmocka_unit_test(test_liwc_conditions),
      cmocka_unit_test(test_liwc_faults),    cmocka_unit_test(test_lexicoder),
      cmocka_unit_test(test_vbpro),          cmocka_unit_test(test_wordstat),
      cmocka_unit_test(test_wordstat_depth), cmocka_unit_test(test_terms),
      cmocka_unit_test(test_spacy),          cmocka_unit_test(test_spacy_faults),
      cmocka_unit_test(test_names),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
