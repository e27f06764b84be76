#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/dialogue.h"
#include "analysis/lexicon.h"
#include "analysis/quote.h"
#include "base/buffer.h"
#include "base/memory.h"

/* A language made of a little French, German and Spanish, with all their traits. */
static const char *const lexicon[][2] = {{"trait", "own_endings"},
                                         {"trait", "loose_order"},
                                         {"trait", "dash_turns"},
                                         {"trait", "dropped_subject"},
                                         {"trait", "unheard-of"},
                                         {"say", "dit"},
                                         {"say", "dijo"},
                                         {"say", "sagte"},
                                         {"say", "affirme"},
                                         {"skip", "a"},
                                         {"skip", "t"},
                                         {"skip", "s'est"},
                                         {"pronoun", "il"},
                                         {"pronoun", "elle"},
                                         {"person", "il"},
                                         {"person", "elle"},
                                         {"male", "il"},
                                         {"female", "elle"},
                                         {"determiner", "le"},
                                         {"determiner", "la"},
                                         {"determiner", "l'"},
                                         {"definite", "le"},
                                         {"definite", "la"},
                                         {"article", "le"},
                                         {"article", "la"},
                                         {"article", "l'"},
                                         {"link", "de"},
                                         {"link", "d'"},
                                         {"break", "et"},
                                         {"break", "que"},
                                         {"break", "qu'"},
                                         {"that", "que"},
                                         {"that", "qu'"},
                                         {"and", "et"},
                                         {"title", "ministre"},
                                         {"person", "ministre"},
                                         {"according", "d'après"},
                                         {"according", "selon"},
                                         {"according", "à en croire"},
                                         {"coda", "so"},
                                         {"postposition", "zufolge"},
                                         {"as", "comme"},
                                         {"time", "lundi"},
                                         {"preposition", "à"},
                                         {"break", "à"},
                                         {"male", "Jean"},
                                         {"female", "Ana"},
                                         {"plural", "*ron"},
                                         {"say", "dijeron"}};

static lun_dictionary *new_lexicon(void) {
  lun_dictionary *dict;
  assert_int_equal(lun_dictionary_new(&dict, NULL), LUN_OK);
  for (size_t i = 0; i < sizeof lexicon / sizeof *lexicon; i++) {
    lun_entry_spec spec = {.key = lexicon[i][0],
                           .value = lexicon[i][1],
                           .value_len = strlen(lexicon[i][1]),
                           .rule = "test"};
    if (strchr(spec.value, '*') != NULL) spec.kind = LUN_ENTRY_GLOB;
    assert_int_equal(lun_dictionary_add(dict, &spec, NULL), LUN_OK);
  }
  return dict;
}

static lun_document *new_document(const char *text, size_t len) {
  lun_document *doc;
  assert_int_equal(lun_document_new(&doc, NULL), LUN_OK);
  assert_int_equal(lun_document_set_text(doc, text, len, NULL), LUN_OK);
  return doc;
}

/* The words of a text as the lexicon parts them, with "'" behind elided ones. */
static void expect_words(const char *text, const char *expected) {
  lun_dictionary *dict = new_lexicon();
  lun_document *doc = new_document(text, strlen(text));
  lun_lexicon *x;
  lun_tokens t = {0};
  lun_pieces none = {0};
  lun_buffer got = {0};
  assert_int_equal(lun_lexicon_new(dict, &x, NULL), LUN_OK);
  assert_int_equal(lun_tokens_find(&t, doc, &none, NULL, NULL), LUN_OK);
  assert_int_equal(lun_lexicon_split(x, &t, NULL), LUN_OK);
  assert_int_equal(lun_lexicon_flag(x, &t, doc, NULL, NULL), LUN_OK);
  assert_int_equal(t.traits, lun_lexicon_traits(x));
  for (size_t i = 0; i < t.count; i++) {
    lun_buffer_add(&got, text + t.items[i].from, t.items[i].to - t.items[i].from);
    if (lun_token_has(&t, i, LUN_TOKEN_ELIDED)) lun_buffer_add_byte(&got, '\'');
    if (lun_token_has(&t, i, LUN_TOKEN_ACCORDING)) lun_buffer_add_byte(&got, '>');
    if (lun_token_has(&t, i, LUN_TOKEN_SKIP)) lun_buffer_add_byte(&got, '-');
    lun_buffer_add_byte(&got, '|');
  }
  assert_string_equal(got.len ? got.data : "", expected);
  lun_buffer_clear(&got);
  lun_tokens_clear(&t);
  lun_lexicon_free(x);
  lun_document_free(doc);
  lun_dictionary_free(dict);
}

/* One line a quotation: kind, rule, speaker, person, cue, parts. */
static void expect(const char *text, const char *expected) {
  lun_dictionary *dict = new_lexicon();
  lun_document *doc = new_document(text, strlen(text));
  lun_quoter *quoter;
  lun_quotes quotes = {0};
  lun_buffer got = {0};
  assert_int_equal(lun_quoter_new(dict, &quoter, NULL), LUN_OK);
  assert_int_equal(lun_quoter_find(quoter, doc, NULL, &quotes, NULL), LUN_OK);
  for (size_t i = 0; i < quotes.count; i++) {
    const lun_quote *q = &quotes.items[i];
    lun_buffer_add_format(&got, "%s|%s", lun_quote_kind_name(q->kind), q->rule);
    const lun_span spans[] = {q->speaker, q->speaker_name, q->cue};
    for (size_t k = 0; k < 3; k++) {
      lun_buffer_add_byte(&got, '|');
      lun_buffer_add(&got, text + spans[k].from, spans[k].to - spans[k].from);
    }
    for (size_t k = 0; k < q->segment_count; k++) {
      lun_span part = quotes.segments.items[q->segment + k];
      lun_buffer_add_byte(&got, '|');
      lun_buffer_add(&got, text + part.from, part.to - part.from);
    }
    lun_buffer_add_byte(&got, '\n');
  }
  assert_string_equal(got.len ? got.data : "", expected);
  lun_buffer_clear(&got);
  lun_quotes_clear(&quotes);
  lun_quoter_free(quoter);
  lun_document_free(doc);
  lun_dictionary_free(dict);
}

static void test_split(void **state) {
  (void)state;
  expect_words("L’homme d'ici qu'il", "L'|homme|d'|ici|qu'|il|");
  expect_words("D’après lui, s'est dit", "D'>|après|lui|s'est-|dit|");
  expect_words("aujourd'hui l' d’ O'Neill", "aujourd'hui|l|d|O'Neill|");
  expect_words("À EN CROIRE à en croire", "À>|EN|CROIRE|à>|en|croire|");
  expect_words("D'apre\xCC\x80s lui", "D'>|apre\xCC\x80s|lui|");
  expect_words("A\xCC\x80 En croire", "A\xCC\x80>|En|croire|");
  expect_words("so, so", "so|so>|");
  expect_words("", "");
}

static void test_traits(void **state) {
  (void)state;
  assert_int_equal(lun_trait_find("own_endings"), LUN_TRAIT_OWN_ENDINGS);
  assert_int_equal(lun_trait_find("two_surnames"), LUN_TRAIT_TWO_SURNAMES);
  assert_int_equal(lun_trait_find("two"), 0);
}

static void test_orders(void **state) {
  (void)state;
  expect("« On part », a dit lundi à Lisk le ministre Jean Vos.",
         "direct|Q-V-S|le ministre Jean Vos|Jean Vos|dit|« On part »\n");
  expect("« On part », a-t-elle dit.", "direct|Q-S-V|elle||dit|« On part »\n");
  expect("«On part», comme a dit Jean Vos.",
         "direct|Q-according-S|Jean Vos|Jean Vos|dit|«On part»\n");
  expect("«On part», Jean Vos zufolge.",
         "direct|Q-according-S|Jean Vos|Jean Vos|zufolge|«On part»\n");
  expect("Jean Vos est là.\n\n«On part», dijo.", "direct|Q-V-S||Jean Vos|dijo|«On part»\n");
  expect("Jean Vos est là.\n\n«On part», dijeron.", "direct|Q-V-S|||dijeron|«On part»\n");
}

static void test_dialogue(void **state) {
  (void)state;
  expect("—Ya —dijo Ana—. Es tarde.\n\n—¿Y qué? —dijo Jean.\r\n\r\n—Nada.",
         "direct|Q-S-V-Q|Ana|Ana|dijo|—Ya|Es tarde.\n"
         "direct|Q-V-S|Jean|Jean|dijo|—¿Y qué?\n"
         "direct|floating||Ana||—Nada.\n");
  expect("« On part, a dit Jean Vos. Il est tard. »",
         "direct|Q-S-V-Q|Jean Vos|Jean Vos|dit|« On part,|Il est tard. »\n");
  expect("– du pain\n\n– du lait", "");
  expect("—", "");
  expect("— \n\n—\n\n—", "");
  expect("«Ya —dijo", "direct|Q-V-S|||dijo|«Ya\n");
}

/* Texts that would be slow if any search had no bound. */
static void test_linear(void **state) {
  (void)state;
  static const char *const units[] = {"l'",          "—a ",        "—dijo ",         "a, dit ",
                                      "« a, a dit ", "Ana de la ", ", le ministre ", "que dijo ",
                                      "zufolge ",    "comme "};
  enum { BYTES = 128 * 1024 };
  lun_dictionary *dict = new_lexicon();
  for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
    lun_buffer text = {0};
    lun_quotes quotes = {0};
    lun_context ctx = {0};
    lun_quoter *quoter;
    lun_buffer_add_text(&text, "—«Ya», dijo Ana ");
    while (text.len < BYTES) lun_buffer_add_text(&text, units[u]);
    lun_document *doc = new_document(text.data, text.len);
    assert_int_equal(lun_quoter_new(dict, &quoter, NULL), LUN_OK);
    lun_quoter_set_kinds(quoter, 7);
    lun_context_set_timeout(&ctx, 20);
    assert_int_equal(lun_quoter_find(quoter, doc, &ctx, &quotes, NULL), LUN_OK);
    lun_quotes_clear(&quotes);
    lun_quoter_free(quoter);
    lun_document_free(doc);
    lun_buffer_clear(&text);
  }
  lun_dictionary_free(dict);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  static const char text[] =
      "—Ya —dijo Ana—. Es tarde.\n\n« L'on part, a dit Jean Vos. Il est tard. »";
  lun_dictionary *dict = new_lexicon();
  for (size_t n = 1;; n++) {
    lun_document *doc = new_document(text, sizeof text - 1);
    lun_quoter *quoter;
    lun_quotes quotes = {0};
    lun_error err = {0};
    lun_fault_set(n);
    lun_status st = lun_quoter_new(dict, &quoter, &err);
    if (st == LUN_OK) st = lun_quoter_find(quoter, doc, NULL, &quotes, &err);
    lun_fault_set(0);
    size_t count = quotes.count + quotes.segments.count + quotes.contents.count;
    lun_quotes_clear(&quotes);
    lun_quoter_free(quoter);
    lun_document_free(doc);
    if (st == LUN_OK) break;
    assert_int_equal(st, LUN_ENOMEM);
    assert_int_equal(count, 0);
    assert_true(n < 5000);
  }
  lun_dictionary_free(dict);
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_split),    cmocka_unit_test(test_traits), cmocka_unit_test(test_orders),
      cmocka_unit_test(test_dialogue), cmocka_unit_test(test_linear),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
