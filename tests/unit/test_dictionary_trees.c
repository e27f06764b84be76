/* Dictionaries that are trees: quanteda's YAML and Yoshikoder's XML. */
#include "noting.h"

static void yaml(const char *text, const char *entries, const char *notices) {
  noting_check(lun_dictionary_yaml_read, text, entries, notices);
}

static void test_yaml(void **state) {
  (void)state;
  yaml("# c\nSEA:\n  NO: [Fjord, fj?rd*, cease-fire]\n  'DK':\n  - \"Skagen spit\"\n  - 12\nyes: "
       "Tide*\n",
       "phrase SEA.NO=Fjord; glob SEA.NO=fj?rd*; phrase SEA.NO=cease-fire; "
       "phrase SEA.DK=Skagen spit; phrase SEA.DK=12; glob yes=Tide*",
       "");
  yaml("A:\r\n  __: [b]\r\n  C: [d]\r\nE: {F: {G: h}}\r\n",
       "phrase A=b; phrase A.C=d; phrase E.F.G=h", "");
  yaml("---\nA: [b]\n---\nC: d\n", "phrase A=b; phrase C=d", "");
  yaml("A: [\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D, \xE5\x81\x9C\xE7\x81\xAB, cafe\xCC\x81]",
       "phrase A=\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D; phrase A=\xE5\x81\x9C\xE7\x81\xAB; "
       "phrase A=cafe\xCC\x81",
       "");
  yaml("", "", "");
  yaml("# nothing\n", "", "");
}

static void test_yaml_faults(void **state) {
  (void)state;
  yaml("A: [b, [c], {d: e}]\nF:\n? [g]\n: h\n__: [i]\n'': j\nK: ['-', l]\n",
       "phrase A=b; phrase K=l",
       "1: left out: a list or map where a list has a value\n"
       "1: left out: a list or map where a list has a value\n"
       "2: no word to look for in \"\"\n"
       "3: left out: a key is a string, not a list or map\n"
       "5: left out: values in no category\n"
       "6: left out: category without a name\n"
       "7: no word to look for in \"-\"\n");
  static const char *const bad[][2] = {
      {"- id: 1\n- id: 2\n", "line 1: a list where a dictionary has keys"},
      {"# c\n\njust words\n", "line 3: a single value where a dictionary has keys"},
      {"A: [b\nC: d", "line 2: not YAML: "},
      {"A:\n  - *b\n",
       "line 2: not YAML: found undefined alias (a value that begins with * stands"},
      {"A: \"\\0\x01\"", "not YAML: control characters are not allowed at byte 6"}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    noting_refuse(lun_dictionary_yaml_read, bad[i][0], strlen(bad[i][0]), LUN_EFORMAT, bad[i][1]);
  }
  yaml("\"A\\0B\": c\nD: \"e\\0f\"\n", "phrase D=e",
       "1: left out: NUL byte in the name of a category\n");
}

static void test_aliases(void **state) {
  (void)state;
  yaml("A: &x [b, c]\nD: *x\nE: &y {F: g}\nH:\n  <<: *y\n  I: j\n",
       "phrase A=b; phrase A=c; phrase D=b; phrase D=c; phrase E.F=g; phrase H.F=g; phrase H.I=j",
       "");
  lun_buffer text = {0};
  lun_buffer_add_text(&text, "a: &a {k: [x]}\n");
  for (char c = 'b'; c < 'k'; c++) {
    lun_buffer_add_format(&text, "%c: &%c {", c, c);
    for (int i = 0; i < 9; i++) lun_buffer_add_format(&text, "%d: *%c, ", i, c - 1);
    lun_buffer_add_text(&text, "}\n");
  }
  noting_refuse(lun_dictionary_yaml_read, text.data, text.len, LUN_ELIMIT,
                "aliases repeat more than 100000 values");
  lun_buffer_clear(&text);
}

static void test_yaml_depth(void **state) {
  (void)state;
  lun_buffer text = {0};
  for (int i = 0; i < 100; i++) lun_buffer_add_text(&text, "{a: ");
  lun_buffer_add_text(&text, "b");
  for (int i = 0; i < 100; i++) lun_buffer_add_text(&text, "}");
  noting_check(lun_dictionary_yaml_read, text.data, "",
               "1: left out: categories nested deeper than 64 levels\n");
  lun_buffer_reset(&text);
  for (int i = 0; i < 100000; i++) lun_buffer_add_text(&text, "[");
  noting_refuse(lun_dictionary_yaml_read, text.data, text.len, LUN_EFORMAT, "not YAML: ");
  lun_buffer_reset(&text);
  for (int i = 0; i < 500; i++) lun_buffer_add_text(&text, "{__: ");
  lun_buffer_add_text(&text, "b");
  for (int i = 0; i < 500; i++) lun_buffer_add_text(&text, "}");
  noting_check(lun_dictionary_yaml_read, text.data, "",
               "1: left out: maps inside one another over 100 deep\n");
  yaml("a: &x {<<: *x}\n", "", "1: left out: maps inside one another over 100 deep\n");
  static const char twice[] = "a: &x {<<: *x, b: *x}";
  noting_refuse(lun_dictionary_yaml_read, twice, sizeof twice - 1, LUN_ELIMIT, "aliases repeat");
  lun_buffer_clear(&text);
}

static void ykd(const char *text, const char *entries, const char *notices) {
  noting_check(lun_dictionary_yoshikoder_read, text, entries, notices);
}

static void test_yoshikoder(void **state) {
  (void)state;
  ykd("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<dictionary patternengine=\"substring\">\n"
      "<cnode name=\"all\" desc=\"\">\n<cnode name=\"SEA\">\n<pnode name=\"boat*\"/>\n"
      "<cnode name=\"Q&amp;A\"><pnode name=\"so &#233;t&lt; what?*\"></pnode></cnode>\n"
      "<pnode name=\"self-made\"/></cnode><cnode name=\"AIR\"/></cnode></dictionary>",
      "glob SEA=boat*; glob SEA.Q&A=so \xC3\xA9t< what *; phrase SEA=self-made", "");
  ykd("<dictionary><cnode name=\"A\"><pnode name=\"b\"/></cnode></dictionary>", "phrase A=b", "");
  ykd("<dictionary><cnode name=\"A\"><pnode name=\"b\"/></cnode><cnode name=\"C\"><pnode "
      "name=\"d\"/></cnode></dictionary>",
      "phrase A=b; phrase C=d", "");
}

static void test_regexps(void **state) {
  (void)state;
  noting n;
  static const char text[] = "<dictionary patternengine=\"regexp\"><cnode name=\"A\"><pnode "
                             "name=\"boats?|ship\"/><pnode name=\"(\"/></cnode></dictionary>";
  static const char news[] = "Boat boats boatsman shipyard ship";
  noting_read(&n, lun_dictionary_yoshikoder_read, text, sizeof text - 1);
  assert_int_equal(n.count, 1);
  finding_check_in(n.dict, news, sizeof news - 1, NULL, NULL, "0-4 A; 5-10 A; 29-33 A");
  noting_clear(&n);
}

static void test_yoshikoder_faults(void **state) {
  (void)state;
  ykd("<dictionary patternengine=\"magic\">\n<pnode name=\"a\"/>\n<cnode>\n<pnode "
      "name=\"b\"/></cnode>\n"
      "<cnode name=\"C\">\n<pnode/>\n<note/><pnode name=\"d\"/></cnode></dictionary>",
      "phrase C=d",
      "1: patternengine \"magic\" is not known: read as substring\n"
      "2: left out: no category around it: a\n"
      "3: left out: category without a name\n"
      "6: no word to look for in \"\"\n"
      "7: element note left out: neither cnode nor pnode\n");
  static const char *const bad[][2] = {
      {"<!DOCTYPE d [<!ENTITY a \"b\">]><dictionary/>", "a document type (<!DOCTYPE) is not read"},
      {"<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><dictionary/>", "a document type"},
      {"<dictionary>\n<cnode name=\"A\">\n</dictionary>", "line 3: not XML: "},
      {"<dictionary>&a;</dictionary>", "line 1: not XML: Entity 'a' not defined"},
      {"<html/>", "begins with <dictionary>"},
      {"words", "line 1: not XML: "},
      {"", "not XML"}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    noting_refuse(lun_dictionary_yoshikoder_read, bad[i][0], strlen(bad[i][0]), LUN_EFORMAT,
                  bad[i][1]);
  }
  noting_refuse(lun_dictionary_yoshikoder_read, "<dictionary>\0</dictionary>", 26, LUN_EFORMAT,
                "not XML");
}

static void test_yoshikoder_depth(void **state) {
  (void)state;
  lun_buffer text = {0};
  lun_buffer_add_text(&text, "<dictionary>");
  for (int i = 0; i < 70; i++) lun_buffer_add_text(&text, "<cnode name=\"a\">");
  lun_buffer_add_text(&text, "<pnode name=\"b\"/>");
  for (int i = 0; i < 70; i++) lun_buffer_add_text(&text, "</cnode>");
  lun_buffer_add_text(&text, "</dictionary>");
  ykd(text.data, "", "1: left out: categories nested deeper than 64 levels\n");
  lun_buffer_reset(&text);
  for (int i = 0; i < 100000; i++) lun_buffer_add_text(&text, "<cnode>");
  noting_refuse(lun_dictionary_yoshikoder_read, text.data, text.len, LUN_EFORMAT,
                "line 1: not XML: ");
  lun_buffer_clear(&text);
}

static void test_names(void **state) {
  (void)state;
  static const char *const rows[][3] = {
      {".yml", "A: [b]", "A=b\n"},
      {".YAML", "A: b", "A=b\n"},
      {".ykd", "<dictionary><cnode name=\"A\"><pnode name=\"b\"/></cnode></dictionary>", "A=b\n"}};
  noting n;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    noting_read_file(&n, rows[i][0], rows[i][1], strlen(rows[i][1]));
    noting_expect(&n, rows[i][2], "");
  }
  noting_read_file(&n, ".yml",
                   "\xEF\xBB\xBF"
                   "A: [b]",
                   9);
  noting_expect(&n, "A=b\n", "");
  noting_read_file(&n, ".yml", "A: [caf\xE9]", 9);
  noting_expect(&n, "A=caf\xC3\xA9\n", "0: not UTF-8: read as Windows-1252\n");
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  noting_check_faults(lun_dictionary_yaml_read, "A:\n  B: [c, d*, '-']\n  E: f\n");
  noting_check_faults(lun_dictionary_yoshikoder_read,
                      "<dictionary patternengine=\"regexp\"><cnode name=\"A\"><pnode name=\"b\"/>"
                      "<cnode/></cnode></dictionary>");
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_yaml),
      cmocka_unit_test(test_yaml_faults),
      cmocka_unit_test(test_aliases),
      cmocka_unit_test(test_yaml_depth),
      cmocka_unit_test(test_yoshikoder),
      cmocka_unit_test(test_regexps),
      cmocka_unit_test(test_yoshikoder_faults),
      cmocka_unit_test(test_yoshikoder_depth),
      cmocka_unit_test(test_names),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
