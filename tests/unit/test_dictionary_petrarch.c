/* Agents, discards and issues, rule by rule. */
#include "noting.h"

static void agents(const char *text, const char *entries, const char *notices) {
  noting_check(lun_dictionary_agents_read, text, entries, notices);
}

static void test_agents(void **state) {
  (void)state;
  agents("", "", "");
  agents("SHERIFF [~COP]",
         "agent phrase SHERIFF=SHERIFF [~COP]; agent phrase SHERIFF=SHERIFFS [~COP]", "");
  agents("TOWN_CRIER_ {} [ ~MED ] # loud\n", "agent phrase TOWN CRIER=TOWN CRIER [~MED]", "");
  agents("GOOSE {GEESE }[AID~]", "agent phrase GOOSE=GOOSE [AID~]; agent phrase GOOSE=GEESE [AID~]",
         "");
  agents("DEPUTY [~GOV]\nattache\t[~GOV]\nBOSS[~BUS]\n",
         "agent phrase DEPUTY=DEPUTY [~GOV]; agent phrase DEPUTY=DEPUTIES [~GOV]; "
         "agent phrase attache=attache [~GOV]; agent phrase attache=attaches [~GOV]; "
         "agent phrase BOSS=BOSS [~BUS]; agent phrase BOSS=BOSSES [~BUS]",
         "");
  agents("<!-- all\nof it -->\nA {} [~A] ; rest\n<!-- open\nB {} [~B]", "agent phrase A=A [~A]",
         "4: comment is not closed by -->: the rest of the file is left out\n");
}

static void test_sets(void **state) {
  (void)state;
  agents("!WHO! = MAN, WOMEN\nPOST!WHO! [~GOV]\n!WHO!_OF_LAW {} [~JUD]",
         "agent phrase POSTMAN=POSTMAN [~GOV]; agent phrase POSTMAN=POSTWOMEN [~GOV]; "
         "agent phrase MAN OF LAW=MAN OF LAW [~JUD]; agent phrase MAN OF LAW=WOMEN OF LAW [~JUD]",
         "");
  agents("!A! = X, Y\n!B!=1,2\n!A!!B! [~C]",
         "agent phrase X1=X1 [~C]; agent phrase X1=Y1 [~C]; agent phrase X1=X2 [~C]; "
         "agent phrase X1=Y2 [~C]",
         "");
  agents("!A! = X, Y\n!A! AND !A! [~C]",
         "agent phrase X AND X=X AND X [~C]; agent phrase X AND X=Y AND Y [~C]", "");
  agents("POST!WHO! [~GOV]\nA! {} [~B]\n!E! =\nX!E! [~C]\n", "",
         "1: left out: the set between ! and ! is not defined before: POST!WHO! [~GOV]\n"
         "2: left out: the set between ! and ! is not defined before: A! {} [~B]\n"
         "4: left out: the set between ! and ! is empty: X!E! [~C]\n");
  agents("!A! = !A!x, y\nB!A! [~C]\n", "",
         "1: left out: a set inside a set: !A! = !A!x, y\n"
         "2: left out: the set between ! and ! is not defined before: B!A! [~C]\n");
  static const char ten[] = "1,2,3,4,5,6,7,8,9,0";
  char text[256];
  snprintf(text, sizeof text, "!A! = %s\n!B! = %s\n!C! = %s\n!D! = %s\n!A!!B!!C!!D! [~C]\n", ten,
           ten, ten, ten);
  agents(text, "", "5: left out: its sets make more than 1000 forms: !A!!B!!C!!D! [~C]\n");
}

static void test_long_form(void **state) {
  (void)state;
  lun_buffer text = {0};
  noting n;
  lun_buffer_add_text(&text, "!A! = ");
  for (int i = 0; i < 500; i++) lun_buffer_add_text(&text, "word ");
  lun_buffer_add_text(&text, "\n!A! !A! [~B]\n");
  noting_read(&n, lun_dictionary_agents_read, text.data, text.len);
  noting_expect(&n, "", "2: left out: its sets make a form over 4096 bytes: !A! !A! [~B]\n");
  lun_buffer_clear(&text);
}

static void test_bad_agents(void **state) {
  (void)state;
  agents("NO CODE\nOPEN [~X}\n[~X]\nE []\nF [GOV]\nG [~]\nH [A~B]\nI {J [~X]\nK {} [~L] [~M]\nOK "
         "{} [~N]\n",
         "agent phrase K=K [~L]; agent phrase OK=OK [~N]",
         "1: left out: no code: NO CODE\n"
         "2: left out: the code's ] is missing: OPEN [~X}\n"
         "3: left out: no phrase before the code: [~X]\n"
         "4: left out: no code between the brackets: E []\n"
         "5: left out: an agent's code is ~CODE or CODE~: F [GOV]\n"
         "6: left out: an agent's code is ~CODE or CODE~: G [~]\n"
         "7: left out: an agent's code is ~CODE or CODE~: H [A~B]\n"
         "8: left out: } is missing: I {J [~X]\n"
         "9: left out behind a code: [~M]\n");
  agents("OBRAS_P\xC3\x83\xC5\xA0"
         "BLICAS {} [~GOV]\nPERE\xC3\x8AS {} [~GOV]",
         "agent phrase OBRAS P\xC3\x83\xC5\xA0"
         "BLICAS=OBRAS P\xC3\x83\xC5\xA0"
         "BLICAS [~GOV]; "
         "agent phrase PERE\xC3\x8AS=PERE\xC3\x8AS [~GOV]",
         "1: looks garbled (UTF-8 once read as Windows-1252), taken as it is\n");
  agents("- {} [~A]\n! [~B]\n{} [~C]", "",
         "1: no word to look for in \"-\"\n"
         "2: left out: the set between ! and ! is not defined before: ! [~B]\n"
         "3: left out: no phrase before the code: {} [~C]\n");
  noting_check_bytes(lun_dictionary_agents_read, "A\0B [~A]\r\nC {} [~C]\rD {} [~D", 28,
                     "agent phrase C=C [~C]",
                     "1: line left out: it holds a NUL byte\n"
                     "3: left out: the code's ] is missing: D {} [~D\n");
}

static void test_discards(void **state) {
  (void)state;
  noting_check(
      lun_dictionary_discards_read,
      "# years\nQUIZ SHOW_\nBAKE OFF   # ab ; cd\r\n+ World Chess_Cup\n+LOTTO_ [###]\n\n_\n+\n",
      "sentence phrase =QUIZ SHOW; sentence glob =BAKE OFF*; story glob =World Chess Cup*; "
      "story phrase =LOTTO",
      "7: no word to look for in \"\"\n8: no word to look for in \"\"\n");
}

static void issues(const char *text, const char *entries, const char *notices) {
  noting_check(lun_dictionary_issues_read, text, entries, notices);
}

static void test_issues(void **state) {
  (void)state;
  issues(
      "<ISSUE CATEGORY=\"FARMS\" TYPE=\"ALL\">\nn:berry [FRUIT]\npre+harvest_loss[FARMS]\nplough\n"
      "~berry street\n~~n:day off\n</ISSUE>\n<issue category=\"X\">\na [B] c [D]\n</ISSUE>\n",
      "phrase FARMS.FRUIT=berry; phrase FARMS.FRUIT=berries; phrase FARMS=pre harvest loss; "
      "phrase FARMS=plough; sentence phrase FARMS=berry street; story phrase FARMS=day off; "
      "story phrase FARMS=days off; phrase X.B=a; phrase X.D=c",
      "");
  issues("<ISSUE CATEGORY=\"V\">\nv:love [L]\nv:carry\nv:agree\nre+v:seed",
         "phrase V.L=love; phrase V.L=loves; phrase V.L=loved; phrase V.L=loving; "
         "phrase V=carry; phrase V=carries; phrase V=carried; phrase V=carrying; "
         "phrase V=agree; phrase V=agrees; phrase V=agreed; phrase V=agreeing; "
         "phrase V=re seed; phrase V=re seeds; phrase V=re seeded; phrase V=re seeding",
         "");
}

static void test_bad_issues(void **state) {
  (void)state;
  issues("early [A]\n</ISSUE>\n<ISSUE TYPE=\"ALL\">\nx\n<ISSUE CATEGORY=\"\">\n<ISSUE "
         "CATEGORY=\"C\">\n"
         "[D]\na [D\nb []\nc [D] [D]\nd [D]**\n~e [D]\n~\nv:a v:b v:c v:d v:e\n",
         "phrase C.D=c; phrase C.D=d; sentence phrase C=e",
         "1: left out: in no <ISSUE CATEGORY=\"...\"> block: early [A]\n"
         "2: closes a block where none is open: </ISSUE>\n"
         "3: block without CATEGORY=\"...\"\n"
         "4: left out: in no <ISSUE CATEGORY=\"...\"> block: x\n"
         "5: category without a name\n"
         "7: code left out: no phrase before it: [D]\n"
         "8: left out: ] is missing: a [D\n"
         "9: left out: no code between the brackets: b []\n"
         "10: code left out: no phrase before it: [D]\n"
         "11: left out behind a code: **\n"
         "12: a phrase that drops needs no code: left out: [D]\n"
         "13: no word to look for in \"\"\n"
         "14: left out: more than 256 forms: v:a v:b v:c v:d v:e\n");
}

/* A blank in a phrase is a hyphen in the text too: that is what + asks for. */
static void test_found(void **state) {
  (void)state;
  noting n;
  static const char text[] = "<ISSUE CATEGORY=\"C\">\npre+n:dawn raid [R]\n";
  noting_read(&n, lun_dictionary_issues_read, text, sizeof text - 1);
  static const char news[] = "A pre-dawn raid, Pre dawns raid; predawn raid.";
  finding_check_in(n.dict, news, sizeof news - 1, NULL, NULL, "2-15 C.R; 17-31 C.R");
  noting_clear(&n);
}

static void test_names(void **state) {
  (void)state;
  static const char *const rows[][3] = {{".agents", "A {} [~B]", "A=A [~B]\n"},
                                        {".AGENTS.TXT", "A {} [~B]", "A=A [~B]\n"},
                                        {".discards.txt", "A_", "=A\n"},
                                        {".issues", "<ISSUE CATEGORY=\"C\">\nd", "C=d\n"},
                                        {"IssueCoding.txt", "<ISSUE CATEGORY=\"C\">\nd", "C=d\n"},
                                        {".txt", "#\n<ISSUE CATEGORY=\"C\">\nd", "C=d\n"}};
  noting n;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    noting_read_file(&n, rows[i][0], rows[i][1], strlen(rows[i][1]));
    noting_expect(&n, rows[i][2], "");
  }
  noting_read_file(&n, ".agents.txt", "\xEF\xBB\xBFP\xCAR {} [~B]", 14);
  noting_expect(&n, "P\xC3\x8AR=P\xC3\x8AR [~B]\n", "0: not UTF-8: read as Windows-1252\n");
  noting_read_file(&n, ".agents.txt", "", 0);
  assert_int_equal(n.end, LUN_EFORMAT);
  assert_string_equal(n.err.message, "empty file");
  noting_clear(&n);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  noting_check_faults(lun_dictionary_agents_read,
                      "!A! = B, C\nX!A! {Z} [~Y]\nDUTY [~E]\nF\n+ [~G]\n! [~H]");
  noting_check_faults(lun_dictionary_discards_read, "A_\n+B C\n_\n");
  noting_check_faults(lun_dictionary_issues_read,
                      "<ISSUE CATEGORY=\"C\">\nn:a v:b [D]\n~~e\nf\ng [H\n+ [I]\n</ISSUE>\nj");
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_agents),     cmocka_unit_test(test_sets),
      cmocka_unit_test(test_long_form),  cmocka_unit_test(test_bad_agents),
      cmocka_unit_test(test_discards),   cmocka_unit_test(test_issues),
      cmocka_unit_test(test_bad_issues), cmocka_unit_test(test_found),
      cmocka_unit_test(test_names),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
