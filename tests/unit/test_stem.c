/* Stems: known words of several languages, folding, names of languages, odd input. */
#include "base/memory.h"
#include "text/stem.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void check(const char *language, const char *word, size_t len, const char *want,
                  size_t want_len) {
  lun_stemmer *s;
  lun_buffer out = {0};
  lun_error err = {0};
  assert_int_equal(lun_stemmer_new(language, &s, &err), LUN_OK);
  lun_buffer_add_text(&out, "before ");
  assert_int_equal(lun_stemmer_find(s, word, len, &out, &err), LUN_OK);
  assert_int_equal(out.len, want_len + 7);
  assert_memory_equal(out.data, "before ", 7);
  assert_memory_equal(out.data + 7, want, want_len);
  lun_buffer_clear(&out);
  lun_stemmer_free(s);
}

#define CHECK(language, word, want) check(language, word, sizeof(word) - 1, want, sizeof(want) - 1)

static void test_words(void **state) {
  (void)state;
  CHECK("english", "negotiations", "negoti");
  CHECK("english", "talks", "talk");
  CHECK("english", "talked", "talk");
  CHECK("english", "ceasefire", "ceasefir");
  CHECK("german", "Verhandlungen", "verhandl");
  CHECK("french", "gouvernements", "gouvern");
  CHECK("spanish", "elecciones", "eleccion");
  CHECK("russian", "\xD0\xB2\xD0\xBE\xD0\xB9\xD0\xBD\xD1\x8B", "\xD0\xB2\xD0\xBE\xD0\xB9\xD0\xBD");
}

static void test_folding(void **state) {
  (void)state;
  CHECK("english", "TALKS", "talk");
  CHECK("english", "minister\xE2\x80\x99s", "minist"); /* curly apostrophe */
  CHECK("english", "minister's", "minist");
  CHECK("english", "", "");
  /* NFD comes out as NFC does. */
  CHECK("french",
        "ide\xCC\x81"
        "es",
        "id\xC3\xA9");
  CHECK("french",
        "ID\xC3\x89"
        "ES",
        "id\xC3\xA9");
  CHECK("german", "STRASSE", "strass");
  CHECK("german",
        "Stra\xC3\x9F"
        "e",
        "strass");
  /* Turkish: capital I is dotless, and dotted capital I is an i. */
  CHECK("turkish", "KIZ", "k\xC4\xB1z");
  CHECK("tr", "\xC4\xB0L", "il");
  CHECK("english", "I", "i");
}

static void test_odd(void **state) {
  (void)state;
  CHECK("english", "a\0b", "a\0b");
  CHECK("english", "\xEF\xBB\xBF", "\xEF\xBB\xBF");
  CHECK("english", "\r\n", "\r\n");
  CHECK("english", "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80");
  CHECK("english", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D");
  char word[LUN_STEM_MOST + 1];
  memset(word, 's', sizeof word);
  check("english", word, sizeof word, word, sizeof word);
  memset(word, 'S', sizeof word);
  char want[sizeof word];
  memset(want, 's', sizeof want);
  check("english", word, sizeof word, want, sizeof want);
}

static void test_invalid(void **state) {
  (void)state;
  lun_stemmer *s;
  lun_buffer out = {0};
  lun_error err = {0};
  assert_int_equal(lun_stemmer_new("en", &s, &err), LUN_OK);
  lun_buffer_add_text(&out, "kept");
  assert_int_equal(lun_stemmer_find(s, "ab\xFF", 3, &out, &err), LUN_EUTF8);
  assert_string_equal(out.data, "kept");
  assert_int_equal(lun_stemmer_find(s, "talks", 5, &out, &err), LUN_OK);
  assert_string_equal(out.data, "kepttalk");
  lun_buffer_clear(&out);
  lun_stemmer_free(s);
}

static void test_languages(void **state) {
  (void)state;
  static const char *const codes[] = {"en", "eng", "EN", "English", "porter", "nb", "nno", "deu"};
  lun_error err = {0};
  lun_stemmer *s;
  size_t count = 0;
  const char *const *names = lun_stemmer_languages();
  for (; names[count] != NULL; count++) {
    if (count > 0) assert_true(strcmp(names[count - 1], names[count]) < 0);
    assert_int_equal(lun_stemmer_new(names[count], &s, &err), LUN_OK);
    lun_stemmer_free(s);
  }
  assert_true(count >= 26);
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
    assert_int_equal(lun_stemmer_new(codes[i], &s, &err), LUN_OK);
    lun_stemmer_free(s);
  }
  lun_stemmer_free(NULL);
}

static void test_unknown(void **state) {
  (void)state;
  static const char *const names[] = {"klingon", "", "e", "a name longer than any language has it"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    lun_error err = {0};
    lun_stemmer *s = (lun_stemmer *)&err;
    assert_int_equal(lun_stemmer_new(names[i], &s, &err), LUN_EFORMAT);
    assert_null(s);
    assert_int_equal(err.status, LUN_EFORMAT);
    assert_non_null(strstr(err.message, "english, "));
    assert_non_null(strstr(err.message, "yiddish"));
  }
  lun_stemmer *s;
  assert_int_equal(lun_stemmer_new("klingon", &s, NULL), LUN_EFORMAT);
}

/* Every algorithm, on strings drawn from many scripts: valid UTF-8 comes out, and nothing breaks. */
static void test_random(void **state) {
  (void)state;
  static const uint32_t firsts[] = {'a', 0xE0, 0x3B1, 0x430, 0x5D0, 0x627, 0x905, 0xB85, 0x561};
  uint32_t seed = 1;
  for (const char *const *name = lun_stemmer_languages(); *name != NULL; name++) {
    lun_stemmer *s;
    lun_buffer out = {0};
    assert_int_equal(lun_stemmer_new(*name, &s, NULL), LUN_OK);
    for (int round = 0; round < 1000; round++) {
      char word[64];
      size_t len = 0;
      seed = seed * 1664525 + 1013904223;
      uint32_t first = firsts[(seed >> 16) % (sizeof firsts / sizeof *firsts)];
      for (uint32_t n = seed >> 28; n > 0; n--) {
        seed = seed * 1664525 + 1013904223;
        len += lun_utf8_put(first + (seed >> 24) % 40, word + len);
      }
      lun_buffer_reset(&out);
      assert_int_equal(lun_stemmer_find(s, word, len, &out, NULL), LUN_OK);
      assert_int_equal(lun_utf8_check(out.data ? out.data : "", out.len, NULL), LUN_OK);
    }
    lun_buffer_clear(&out);
    lun_stemmer_free(s);
  }
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_stemmer *s;
    lun_buffer out = {0};
    lun_error err = {0};
    lun_fault_set(nth);
    st = lun_stemmer_new("turkish", &s, &err);
    if (st == LUN_OK) st = lun_stemmer_find(s, "KIZLAR \xC4\xB0\xC3\x89", 11, &out, &err);
    lun_fault_set(0);
    assert_int_equal(st, err.status);
    if (st != LUN_OK) assert_int_equal(out.len, 0);
    lun_buffer_clear(&out);
    lun_stemmer_free(s);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_words),     cmocka_unit_test(test_folding),
      cmocka_unit_test(test_odd),       cmocka_unit_test(test_invalid),
      cmocka_unit_test(test_languages), cmocka_unit_test(test_unknown),
      cmocka_unit_test(test_random),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
