/* Mentions of actors: surnames alone, agents and their codes. */
#include "naming.h"

/* "text=code" of each mention, parted by "; "; "<N" behind a surname whose full name begins at N. */
static void show(const lun_dictionary *dict, lun_document *doc, const lun_hits *hits,
                 const lun_mentions *mentions, char *out, size_t size) {
  size_t at = 0, len;
  const char *text = lun_document_text(doc, &len);
  lun_date date;
  lun_document_date(doc, &date);
  out[0] = '\0';
  for (size_t i = 0; i < hits->count && at < size; i++) {
    const lun_hit *hit = &hits->items[i];
    const lun_mention *mention = lun_mentions_get(mentions, i);
    lun_buffer code = {0};
    lun_mention_code(dict, hit, mentions, mention, &date, &code);
    assert_int_equal(code.status, LUN_OK);
    at += (size_t)snprintf(out + at, size - at, "%s%.*s=%s", i > 0 ? "; " : "",
                           (int)(hit->to - hit->from), text + hit->from, code.data);
    if (mention != NULL && mention->full.to > 0 && at < size) {
      at += (size_t)snprintf(out + at, size - at, "<%u", mention->full.from);
    }
    lun_buffer_clear(&code);
  }
}

static void check_with(const lun_cast_options *options, const char *text, size_t text_len,
                       const char *want, const char *want_alone) {
  lun_lexis lexis = naming_lexis();
  lun_dictionary *dict = naming_dictionary();
  lun_document *doc = finding_document(text, text_len, NULL, NULL);
  lun_cast cast = {.surnames.lexis = &lexis};
  lun_finder *finder;
  char got[1024];
  assert_int_equal(lun_finder_new(dict, &finder, NULL), LUN_OK);
  for (int turn = 0; turn < 2;
       turn++) { /* what one document leaves behind is nothing to the next */
    lun_hits hits = {0};
    lun_mentions mentions = {0}, none = {0};
    assert_int_equal(lun_cast_find(&cast, finder, dict, doc, options, NULL, &hits, &mentions, NULL),
                     LUN_OK);
    show(dict, doc, &hits, &mentions, got, sizeof got);
    assert_string_equal(got, want);
    show(dict, doc, &cast.alone, &none, got, sizeof got);
    if (want_alone != NULL) assert_string_equal(got, want_alone);
    lun_hits_clear(&hits);
    lun_mentions_clear(&mentions);
  }
  lun_cast_clear(&cast);
  lun_finder_free(finder);
  lun_document_free(doc);
  lun_dictionary_free(dict);
  lun_lexis_clear(&lexis);
}

static void check(const char *text, const char *want) {
  lun_cast_options usual = {0};
  check_with(&usual, text, strlen(text), want, NULL);
}

static void test_surnames(void **state) {
  (void)state;
  check("Dana Orlov spoke. Orlov's aide left.", "Dana Orlov=RUSGOV; Orlov=RUSGOV<0");
  check("Orlov spoke. Dana Orlov left.", "Dana Orlov=RUSGOV");
  check("Dana Orlov spoke. Mr. Orlov left; on Monday Orlov came back. But Orlov "
        "\xE2\x80\x9COrlov\xE2\x80\x9D",
        "Dana Orlov=RUSGOV; Orlov=RUSGOV<0; Orlov=RUSGOV<0; Orlov=RUSGOV<0; Orlov=RUSGOV<0");
  check("Dana Orlov spoke\r\nand\r\nOrlov, Orlovs, orlov, ORLOV, Orlov-led, Orlov.com, @Orlov.",
        "Dana Orlov=RUSGOV; Orlov=RUSGOV<0");
  check("Dana Orlov saw Velmark's Orlov.", "Dana Orlov=RUSGOV; Velmark=VEL; Orlov=RUSGOV<0");
  check("", "");
}

static void test_longer_names(void **state) {
  (void)state;
  check("Dana Orlov. The Orlov Street, Orlov & Sons, de Orlov. The Orlov.",
        "Dana Orlov=RUSGOV; Orlov=RUSGOV<0");
  check("Dana Orlov met Boris Orlov. Orlov spoke.", "Dana Orlov=RUSGOV"); /* which of them? */
  check("Dana Orlov, Maria Orlov: Orlov.", "Dana Orlov=RUSGOV; Maria Orlov=MAR");
  check("Dana Orlov. Orlov. Boris Orlov. Orlov.", "Dana Orlov=RUSGOV; Orlov=RUSGOV<0");
  check("Dana Orlov. Monday Orlov. J. Orlov. Dana Maria Orlov. Orlov.",
        "Dana Orlov=RUSGOV; Orlov=RUSGOV<0; Maria Orlov=MAR");
}

static void test_who_is_a_person(void **state) {
  (void)state;
  check("North Korea and Korea.", "North Korea=PRK");
  check("Jean Union: the Union met.", "Jean Union=ORG");
  check("Tarvo Meer spoke. Meer left.", "Tarvo Meer=EST"); /* nothing says that this is a person */
  check("President Tarvo Meer. Meer left.", "Tarvo Meer=ESTGOV; Meer=EST<10");
  check("Tarvo Meer. Meer left. Mr. Meer.", "Tarvo Meer=EST; Meer=EST<0; Meer=EST<0");
  check("Bashar al-Hadi? President al-Hadi, Al-Hadi, Hadi.",
        "Bashar al-Hadi=SYR; al-Hadi=SYRGOV<0; Al-Hadi=SYR<0; Hadi=SYR<0");
  check("Xi Lanping. Xi and Lanping.", "Xi Lanping=CHN; Xi=CHN<0");
  check("Kim Ro Un. Kim.", "Kim Ro Un=PRKGOV; Kim=PRKGOV<0");
}

static void test_agents(void **state) {
  (void)state;
  check("Gondor soldiers, Gondor's soldiers, Gondor\xE2\x80\x99s wounded old soldiers.",
        "Gondor=GONMIL; Gondor=GONMIL; Gondor=GONMIL");
  check("Gondor sent soldiers. Gondor attacked soldiers. Gondor, soldiers. Gondor and soldiers.",
        "Gondor=GON; Gondor=GON; Gondor=GON; Gondor=GON");
  check("Gondor's big old bad soldiers. Gondor armed soldiers.", "Gondor=GON; Gondor=GONMIL");
  check("The president of Gondor; soldiers from the old Gondor; soldiers to Gondor.",
        "Gondor=GONGOV; Gondor=GONMIL; Gondor=GON");
  check("Velmark soldiers in Gondor", "Velmark=VELMIL; Gondor=GON");
  check("Foreign Minister Dana Orlov and minister Dana Orlov told minister Gondor",
        "Dana Orlov=RUSGOVFRM; Dana Orlov=RUSGOV; Gondor=GON");
  check("Velmark President Dana Orlov", "Velmark=VELGOV; Dana Orlov=RUSGOV");
  check("the soldiers of Gondor, Velmark and the North Korea",
        "Gondor=GONMIL; Velmark=VELMIL; North Korea=PRKMIL");
  check("a Gondor aid group minister", "Gondor=NGOGONGOV");
  check("former soldiers of Gondor; former Velmark soldiers", "Gondor=GONELI; Velmark=VELELI");
}

static void test_alone(void **state) {
  (void)state;
  lun_cast_options usual = {0}, bare = {.no_agents = 1, .no_surnames = 1};
  static const char text[] = "Soldiers came. \0 A foreign minister saw Gondor soldiers.";
  check_with(&usual, text, sizeof text - 1, "Gondor=GONMIL",
             "Soldiers=MIL; foreign minister=GOVFRM");
  static const char plain[] = "Dana Orlov, Orlov, Gondor soldiers";
  check_with(&bare, plain, sizeof plain - 1, "Dana Orlov=RUSGOV; Gondor=GON", "");
}

static void test_first(void **state) {
  (void)state;
  lun_cast_options first = {.first = 1};
  static const char text[] = "Gondor, Dana Orlov, Orlov, Gondor soldiers";
  check_with(&first, text, sizeof text - 1, "Gondor=GON; Dana Orlov=RUSGOV", NULL);
}

static void test_faults(void **state) {
  (void)state;
#ifdef LUN_FAULTS
  static const char text[] = "Dana Orlov, Orlov, Gondor soldiers, soldiers, Mr. Orlov, Tarvo Meer";
  lun_lexis lexis = naming_lexis();
  lun_dictionary *dict = naming_dictionary();
  lun_document *doc = finding_document(text, sizeof text - 1, NULL, NULL);
  lun_cast_options options = {.first = 1};
  lun_status st = LUN_ENOMEM;
  for (size_t n = 1; st != LUN_OK; n++) {
    lun_cast cast = {.surnames.lexis = &lexis};
    lun_hits hits = {0};
    lun_mentions mentions = {0};
    lun_finder *finder = NULL;
    lun_fault_set(n);
    st = lun_finder_new(dict, &finder, NULL);
    if (st == LUN_OK) {
      st = lun_cast_find(&cast, finder, dict, doc, &options, NULL, &hits, &mentions, NULL);
    }
    lun_fault_set(0);
    assert_true(st == LUN_OK || st == LUN_ENOMEM);
    lun_hits_clear(&hits);
    lun_mentions_clear(&mentions);
    lun_cast_clear(&cast);
    lun_finder_free(finder);
  }
  lun_document_free(doc);
  lun_dictionary_free(dict);
  lun_lexis_clear(&lexis);
#endif
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_surnames),        cmocka_unit_test(test_longer_names),
      cmocka_unit_test(test_who_is_a_person), cmocka_unit_test(test_agents),
      cmocka_unit_test(test_alone),           cmocka_unit_test(test_first),
      cmocka_unit_test(test_faults),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
