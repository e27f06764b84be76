/* Dictionaries as tables. */
#include "noting.h"

#include "analysis/actor.h"

static void check_bytes(const char *text, size_t len, const char *entries, const char *notices) {
  noting n;
  noting_read(&n, lun_dictionary_csv_read, text, len);
  noting_expect(&n, entries, notices);
}

static void check(const char *text, const char *entries, const char *notices) {
  check_bytes(text, strlen(text), entries, notices);
}

static void test_forms(void **state) {
  (void)state;
  const char *want = "truce=truce\ntruce=cease-fire\n";
  check("key,value\ntruce,truce\ntruce,cease-fire\n", want, "");
  check("key;value\r\ntruce;truce\r\ntruce;cease-fire", want, "");
  check("key\tvalue\ntruce\ttruce\ntruce\tcease-fire\n", want, "");
  check("key,value\rtruce,truce\rtruce,cease-fire\r", want, "");
  check("VALUE,Key\ntruce,truce\ncease-fire,truce\n", want, "");
  check("\xEF\xBB\xBFkey,value\ntruce,truce\ntruce,cease-fire\n", want, "");
  check("\"key\" , value\n\"truce\",truce\ntruce,\"cease-fire\"\n", want, "");
  check("key,value\n\n\ntruce,truce\n,\ntruce,cease-fire\n\n", want, "");
  check("key,value\n", "", "");
  check("key,value", "", "");
}

static void test_quotes(void **state) {
  (void)state;
  check("key,value\nplace,\"Washington, D.C.\"\nsaid,\"say \"\"no\"\"\"\n",
        "place=Washington, D.C.\nsaid=say \"no\"\n", "");
  check("key,value\na,\"two\nlines\"\nb,b\n", "a=two\nlines\nb=b\n", "");
  check("key,value\na,\"x\" y\nb,b\n", "b=b\n",
        "2: text behind a closing quote; a quote inside a quoted field is written twice\n");
  check("key,value\nb,b\na,\"open\nc,c\n", "b=b\n",
        "3: quote is not closed before the end of the file\n");
}

static void test_rows(void **state) {
  (void)state;
  check("key,value,type\na,a,\nb,b\nc,c,,\nd,d,\n", "a=a\nd=d\n",
        "3: row of 2 fields, the header has 3\n4: row of 4 fields, the header has 3\n");
  check("key,value\n,a\nb,\nc,...\nd,/(/\ne,e\n", "e=e\n",
        "2: row without a key\n3: no word to look for in \"\"\n4: no word to look for in \"...\"\n"
        "5: bad pattern at byte 2: missing closing parenthesis\n");
  check("key,value,type\na,a,phrase\nb,b,GLOB\nc,c-c,family\nd,d+,regex\ne,e,fixed\nf,f,words\n",
        "a=a\nb=b\nc=c-c\nd=d+\ne=e\n", "7: type \"words\" is not known\n");
  check("key,value,case\na,a,any\nb,b,Exact\nc,c,lower\n", "a=a\nb=b\n",
        "4: case \"lower\" is not known\n");
}

static void test_columns(void **state) {
  (void)state;
  check("key,value,colour,note,,Height\na,a,red,hm,,1\n", "a=a\n",
        "1: column \"colour\" is not known and left out\n1: column \"Height\" is not known and "
        "left out\n");
  static const char *const bad[] = {"",         "\n\n",         "a,b\n",
                                    "key\nx\n", "value,keys\n", "\xEF\xBB\xBF"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    noting n;
    noting_read(&n, lun_dictionary_csv_read, bad[i], strlen(bad[i]));
    assert_int_equal(n.end, LUN_EFORMAT);
    assert_int_equal(n.dict->entry_count, 0);
    noting_clear(&n);
  }
}

static void test_uses(void **state) {
  (void)state;
  noting_check(lun_dictionary_csv_read,
               "key,value,use,weight,case\nA,b,,2.5,any\nA,c,HIT,-1,exact\nD,e,agent,,any\n"
               "D,f,sentence,0,any\n,g,story,,any\n,h,,,any\nA,i,drop,,any\nA,j,,heavy,any\n",
               "phrase A=b x2.5; PHRASE A=c x-1; agent phrase D=e; sentence phrase D=f x0; "
               "story phrase =g",
               "7: row without a key\n8: use \"drop\" is not known\n"
               "9: weight \"heavy\" is not a number\n");
}

static void test_days(void **state) {
  (void)state;
  check("key,value,from,to\na,a,2010-01-01,2010-12-31\nb,b,2010,\nc,c,,2010-05\nd,d,,\n",
        "a=a @2010-01-01..2010-12-31\nb=b @2010..\nc=c @..2010-05\nd=d\n", "");
  check(
      "key,value,from,to\na,a,01.02.2013,\nb,b,,2013-02-30\nc,c,2011,2010\nd,d,2010,2010\n",
      "d=d @2010..2010\n",
      "2: from: ambiguous date \"01.02.2013\": day and month cannot be told apart, state a format\n"
      "3: to: not a day of the calendar: \"2013-02-30\"\n4: from lies behind to\n");
}

/* With a code, from and to are the code's days, and rows of one value are one entry. */
static void test_codes(void **state) {
  (void)state;
  static const char text[] = "key,value,code,from,to\n"
                             "BUSH,George Bush,USAGOV,1989-01-20,1993-01-20\n"
                             "BUSH,George Bush,USAELI,,\n"
                             "BUSH,Mr Bush,USAGOV,1989-01-20,1993-01-20\n";
  check(text,
        "BUSH=George Bush [USAGOV 1989-01-20..1993-01-20] [USAELI]\n"
        "BUSH=Mr Bush [USAGOV 1989-01-20..1993-01-20]\n",
        "");
  noting n;
  noting_read(&n, lun_dictionary_csv_read, text, sizeof text - 1);
  const lun_entry *entry = &n.dict->entries[0];
  assert_string_equal(entry->rule, "file:2");
  assert_string_equal(n.dict->entries[1].rule, "file:4");
  noting_code(entry, &(lun_date){1993, 1, 20}, "USAGOV");
  noting_code(entry, &(lun_date){1993, 1, 21}, "USAELI");
  finding_check_in(n.dict, "George Bush, Mr Bush", 20, NULL, NULL, "0-11 BUSH; 13-20 BUSH");
  noting_clear(&n);
}

static void test_search(void **state) {
  (void)state;
  static const char text[] = "key,value,type,case,lang,except\n"
                             "war,war*,,,,warm*|ware\n"
                             "us,us,phrase,exact,,\n"
                             "they,=Them,,,,\n"
                             "gift,gift,,,de,\n"
                             "x,a*,fixed,,,\n";
  static const char news[] = "wars warmer us US Them them gift a ab";
  noting n;
  noting_read(&n, lun_dictionary_csv_read, text, sizeof text - 1);
  assert_int_equal(n.count, 0);
  finding_check_in(n.dict, news, sizeof news - 1, NULL, "en",
                   "0-4 war; 12-14 us; 18-22 they; 33-34 x");
  noting_clear(&n);
}

/* Two rows of one value, each with an exception of its own. */
static void test_except(void **state) {
  (void)state;
  static const char text[] =
      "key,value,except\nf,fire,cease fire\nf,fire,open fire\ng,fire,...|fire sale\n";
  static const char news[] = "cease fire, open fire, fire sale, fire";
  noting n;
  noting_read(&n, lun_dictionary_csv_read, text, sizeof text - 1);
  assert_string_equal(n.notices.data, "4: no word to look for in \"...\"\n");
  finding_check_in(n.dict, news, sizeof news - 1, NULL, NULL,
                   "6-10 g; 17-21 g; 23-27 f; 34-38 f; 34-38 g");
  noting_clear(&n);
}

/* A string literal and its length, NULs inside counted. */
#define BYTES(text) text, sizeof(text) - 1

static void test_bytes(void **state) {
  (void)state;
  noting n;
  noting_read(&n, lun_dictionary_csv_read, BYTES("key,value\na,b\0c\nd,d\n"));
  assert_int_equal(n.count, 1);
  assert_int_equal(n.dict->entry_count, 1);
  noting_clear(&n);
  noting_read(&n, lun_dictionary_csv_read, BYTES("key,value\na,b\xFF\xE9\nd,d\n"));
  assert_int_equal(n.count, 1);
  assert_int_equal(n.dict->entry_count, 1);
  noting_clear(&n);
}

static void test_encodings(void **state) {
  (void)state;
  noting n;
  noting_read_file(&n, ".csv",
                   BYTES("key;value\r\np;cr\xE9"
                         "e\r\nq;\x80 5\r\n"));
  noting_expect(&n,
                "p=cr\xC3\xA9"
                "e\nq=\xE2\x82\xAC 5\n",
                "0: not UTF-8: read as Windows-1252\n");
  noting_read_file(&n, ".tsv", BYTES("\xFF\xFEk\0e\0y\0\t\0v\0a\0l\0u\0e\0\n\0a\0\t\0\xE9\0\n\0"));
  noting_expect(&n, "a=\xC3\xA9\n", "");
  noting_read_file(&n, ".CSV", BYTES("\xEF\xBB\xBFkey,value\na,\xF0\x9F\x98\x80 x\n"));
  noting_expect(&n, "a=\xF0\x9F\x98\x80 x\n", "");
}

/* Messages that quote long fields stay valid UTF-8 (noting_note checks it). */
static void test_long_fields(void **state) {
  (void)state;
  static const char *const shapes[] = {"key,value,%s\na,a,\n", "key,value,type\na,a,%s\n", "%s\n",
                                       "key,value\na,/(%s/\n", "key,value\na,/x/%s\n"};
  for (size_t shape = 0; shape < sizeof shapes / sizeof *shapes; shape++) {
    for (size_t lead = 0; lead < 3; lead++) {
      noting n;
      lun_buffer field = {0}, text = {0};
      for (size_t i = 0; i < lead; i++) lun_buffer_add_byte(&field, 'x');
      for (size_t i = 0; i < 300; i++) lun_buffer_add_text(&field, "\xE2\x82\xAC");
      const char *gap = strstr(shapes[shape], "%s");
      lun_buffer_add(&text, shapes[shape], (size_t)(gap - shapes[shape]));
      lun_buffer_add(&text, field.data, field.len);
      lun_buffer_add_text(&text, gap + 2);
      noting_read(&n, lun_dictionary_csv_read, text.data, text.len);
      if (n.end == LUN_OK) assert_int_equal(n.count, 1);
      assert_int_equal(lun_utf8_check(n.err.message, strlen(n.err.message), NULL), LUN_OK);
      noting_clear(&n);
      lun_buffer_clear(&field);
      lun_buffer_clear(&text);
    }
  }
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  static const char text[] =
      "key,value,except,code,from,to,type\na,cease-fire,no cease-fire,A,2010,2011,\n"
      "a,cease-fire,,B,,,\nb,/b/i,,,,,\nc,...,,,,,\nd,\"d\"\"d*\",,,,,glob\n";
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_dictionary *dict = finding_dictionary();
    lun_error err = {0};
    noting n = {0};
    lun_fault_set(nth);
    st = lun_dictionary_csv_read("file", text, sizeof text - 1, dict, noting_note, &n, &err);
    lun_fault_set(0);
    assert_int_equal(st, err.status);
    lun_buffer_clear(&n.notices);
    lun_dictionary_free(dict);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_forms),     cmocka_unit_test(test_quotes),
      cmocka_unit_test(test_rows),      cmocka_unit_test(test_columns),
      cmocka_unit_test(test_uses),      cmocka_unit_test(test_days),
      cmocka_unit_test(test_codes),     cmocka_unit_test(test_search),
      cmocka_unit_test(test_except),    cmocka_unit_test(test_bytes),
      cmocka_unit_test(test_encodings), cmocka_unit_test(test_long_fields),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
