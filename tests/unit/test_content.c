#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/quote.h"
#include "base/buffer.h"

static const struct {
  const char *key;
  const char *values; /* parted by bars */
} lexicon[] = {
    {"break", "and|if|in|on|that|to|which|who|why"},
    {"determiner", "a|another|one|the"},
    {"label", "called"},
    {"link", "for|from|of"},
    {"opener", "which|who|why"},
    {"passive", "is|was"},
    {"past", "said|told|wrote"},
    {"person", "friend|he|residents|she"},
    {"preposition", "by|in|on"},
    {"pronoun", "he|it|she"},
    {"record", "letter"},
    {"say", "added|adding|arguing|continued|denied|explaining|said|saying|wrote"},
    {"skip", "continued to|only"},
    {"relative", "who"},
    {"contrast", "but|though|while"},
    {"tell", "asked|issued a statement|told"},
    {"that", "that"},
    {"time", "Monday"},
};

static lun_dictionary *new_lexicon(void) {
  lun_dictionary *dict;
  assert_int_equal(lun_dictionary_new(&dict, NULL), LUN_OK);
  for (size_t i = 0; i < sizeof lexicon / sizeof *lexicon; i++) {
    const char *value = lexicon[i].values;
    while (*value != '\0') {
      size_t len = strcspn(value, "|");
      lun_entry_spec spec = {
          .key = lexicon[i].key, .value = value, .value_len = len, .rule = "test"};
      assert_int_equal(lun_dictionary_add(dict, &spec, NULL), LUN_OK);
      value += len + (value[len] == '|');
    }
  }
  return dict;
}

/* One line a quotation: kind, rule, cue, then the parts of its content, parted by bars. */
static void write_contents(lun_buffer *out, const char *text, const lun_quotes *quotes) {
  for (size_t i = 0; i < quotes->count; i++) {
    const lun_quote *q = &quotes->items[i];
    lun_buffer_add_format(out, "%s|%s|%.*s|", lun_quote_kind_name(q->kind), q->rule,
                          (int)(q->cue.to - q->cue.from), text + q->cue.from);
    for (size_t k = 0; k < q->content_count; k++) {
      lun_span part = quotes->contents.items[q->content_first + k];
      lun_buffer_add_format(out, "%.*s|", (int)(part.to - part.from), text + part.from);
    }
    lun_buffer_add_byte(out, '\n');
  }
}

static void expect(const char *text, const char *expected) {
  lun_dictionary *dict = new_lexicon();
  lun_document *doc;
  lun_quoter *quoter;
  lun_quotes quotes = {0};
  lun_buffer got = {0};
  assert_int_equal(lun_document_new(&doc, NULL), LUN_OK);
  assert_int_equal(lun_document_set_text(doc, text, strlen(text), NULL), LUN_OK);
  assert_int_equal(lun_quoter_new(dict, &quoter, NULL), LUN_OK);
  lun_quoter_set_kinds(quoter,
                       1U << LUN_QUOTE_DIRECT | 1U << LUN_QUOTE_MIXED | 1U << LUN_QUOTE_INDIRECT);
  assert_int_equal(lun_quoter_find(quoter, doc, NULL, &quotes, NULL), LUN_OK);
  write_contents(&got, text, &quotes);
  assert_string_equal(got.len ? got.data : "", expected);
  lun_buffer_clear(&got);
  lun_quotes_clear(&quotes);
  lun_quoter_free(quoter);
  lun_document_free(doc);
  lun_dictionary_free(dict);
}

/* The writer's words end a sentence that begins in marks: they are part of what is said. */
static void test_runs_on(void **state) {
  (void)state;
  expect("“The bridge is gone” by now, Ana Reyes said.",
         "mixed|clause-S-V|said|“The bridge is gone” by now|\n");
  expect("Ana Reyes said, “We are after new boats” for the ferry.",
         "mixed|S-V-Q|said|“We are after new boats” for the ferry|\n");
  expect("Ana Reyes said, “We are off!” on Monday.", "direct|S-V-Q|said|“We are off!”|\n");
  expect("Ana Reyes said, “We have new boats” on Monday.",
         "direct|S-V-Q|said|“We have new boats”|\n");
}

/* A clause leads from the verb to the marks. */
static void test_led(void **state) {
  (void)state;
  expect("Ana Reyes said that in the end, “We all went.”",
         "mixed|S-V-that|said|that in the end, “We all went.”|\n");
  expect("Ana Reyes said she was sure of one thing: “We shall go.”",
         "mixed|S-V-clause|said|she was sure of one thing: “We shall go.”|\n");
  expect("Ana Reyes said she came with an idea: “We shall go.”",
         "mixed|S-V-clause|said|she came with an idea: “We shall go.”|\n");
  expect("Ana Reyes said the answers went from one (“We go”) to two (“We stay”).",
         "mixed|S-V-clause|said|the answers went from one (“We go”) to two (“We stay”|\n");
  expect("Ana Reyes said in a letter that came late: “We shall go.”",
         "direct|S-V:Q|said|“We shall go.”|\n");
}

static void test_joins(void **state) {
  (void)state;
  expect("“We go,” Ana Reyes said. “It is a long way” for the boats.",
         "direct|Q-S-V-Q|said|“We go,”|“It is a long way” for the boats|\n");
  expect("“We go,” Ana Reyes said. “It is a long way” for us, Jan Vos said.",
         "direct|Q-S-V|said|“We go,”|\nmixed|clause-S-V|said|“It is a long way” for us|\n");
  expect("“Many sailed,” Ana Reyes wrote, explaining why she went, “but few of them came back.”",
         "direct|Q-S-V-Q|wrote|“Many sailed,”|“but few of them came back.”|\n"
         "indirect|participle-clause|explaining|why she went|\n");
  expect("“Many sailed,” Ana Reyes wrote, arguing that if it rained, “few of us come back.”",
         "direct|Q-S-V|wrote|“Many sailed,”|\n"
         "mixed|participle-clause|arguing|that if it rained, “few of us come back.”|\n");
  expect("“We go,” Ana Reyes told Lisk Radio’s “Today” on Monday. “It is late.”",
         "direct|Q-S-V-Q|told|“We go,”|“It is late.”|\n");
}

/* A paragraph with a cue in its midst does not go on with one that has a cue, too. */
static void test_paragraphs(void **state) {
  (void)state;
  expect("“We go,” Ana Reyes said. “It is late.\n\n“We stay,” she added. “It is early.”",
         "direct|Q-S-V-Q|said|“We go,”|“It is late.|\n"
         "direct|Q-S-V-Q|added|“We stay,”|“It is early.”|\n");
  expect("“It is late.\n\n“We stay,” she added. “It is early.”",
         "direct|Q-S-V-Q|added|“It is late.|“We stay,”|“It is early.”|\n");
}

/* Who is described before his name, or follows without a comma. */
static void test_described(void **state) {
  (void)state;
  expect("“We go,” boat builder Ana Reyes said.", "direct|Q-S-V|said|“We go,”|\n");
  expect("“We go,” another friend, Ana Reyes said.", "direct|Q-S-V|said|“We go,”|\n");
  expect("“We go” said Ana Reyes.", "direct|Q-V-S|said|“We go”|\n");
  expect("“We go,” one Vos & Reyes friend told Lisk Radio.", "direct|Q-S-V|told|“We go,”|\n");
}

/* Where what is said begins: with whom a verb asks to do something, not with a later "that". */
static void test_starts(void **state) {
  (void)state;
  expect("Ana Reyes told the board to meet “at once”.",
         "mixed|S-V-clause|told|the board to meet “at once”|\n");
  expect("Ana Reyes told residents never to sail.",
         "indirect|S-V-clause|told|residents never to sail|\n");
  expect("Ana Reyes said it was late in the day that she went.",
         "indirect|S-V-clause|said|it was late in the day that she went|\n");
  expect("Ana Reyes said for the first time that she went.",
         "indirect|S-V-that|said|that she went|\n");
  expect("Ana Reyes issued a statement on Monday saying she went.",
         "indirect|participle-clause|saying|she went|\n");
  expect("Ana Reyes wrote a letter saying she went.",
         "indirect|participle-clause|saying|she went|\n");
  expect("Ana Reyes continued to sail, Jan Vos said.",
         "indirect|clause-S-V|said|Ana Reyes continued to sail|\n");
}

static void test_predicate(void **state) {
  (void)state;
  expect("“Only you, Jan,” Ana Reyes said, would like such boats.",
         "mixed|clause-S-V|said|“Only you, Jan,”|would like such boats|\n");
}

static void test_dateline(void **state) {
  (void)state;
  expect("LISK (Post) — The ferry was late, Ana Reyes said.",
         "indirect|clause-S-V|said|The ferry was late|\n");
}

/* A pronoun that stands for what the verb is about is a part of what is said. */
static void test_relatives(void **state) {
  (void)state;
  expect("The ferry, which Ana Reyes said was late, sank.",
         "indirect|S-V-clause|said|which|was late, sank|\n");
  expect("The ferry was new, which Ana Reyes called “a wonder”.",
         "mixed|S-V-clause|called|which|“a wonder”|\n");
  expect("The speech in which Ana Reyes said she went was long.",
         "indirect|S-V-clause|said|she went was long|\n");
  expect("It “is gone for good,” Ana Reyes, a friend, told the Lisk Post.",
         "mixed|clause-S-V|told|It “is gone for good,”|\n");
}

/* Where what is said ends: another one's words, or other words of the same speaker. */
static void test_ends(void **state) {
  (void)state;
  expect("Ana Reyes left, saying she was late and arguing that it was “a long way”.",
         "indirect|participle-clause|saying|she was late|\n"
         "mixed|participle-clause|arguing|that it was “a long way”|\n");
  expect("Ana Reyes said it was late — arguing that she was old.",
         "indirect|S-V-clause|said|it was late|\n"
         "indirect|participle-clause|arguing|that she was old|\n");
  expect("Ana Reyes said it was late; Jan Vos said it was not.",
         "indirect|S-V-clause|said|it was late|\nindirect|S-V-clause|said|it was not|\n");
  expect("Ana Reyes said it was late and Jan Vos called it “a long way”.",
         "indirect|S-V-clause|said|it was late|\nmixed|S-V-clause|called|it “a long way”|\n");
  expect("Ana Reyes, who said she went, said it was late.",
         "indirect|S-V-clause|said|she went|\nindirect|S-V-clause|said|it was late|\n");
  expect("Ana Reyes wrote to “the friend of boats”. “It is late,” he said.",
         "mixed|S-V-clause|wrote|to “the friend of boats”|\ndirect|Q-S-V|said|“It is late,”|\n");
}

/* A verb behind "and" shares the subject of the one before it, unless that is passive. */
static void test_coordinated(void **state) {
  (void)state;
  expect("Ana Reyes came home and said it was late.", "indirect|S-V-clause|said|it was late|\n");
  expect("Ana Reyes came home but told residents it was “a long way”.",
         "mixed|S-V-clause|told|it was “a long way”|\n");
  expect("Ana Reyes was seized and told that she was late.", "");
  expect("Ana Reyes said, though, that he said it was late.",
         "indirect|S-V-that|said|that he said it was late|\n");
}

static void test_remarks(void **state) {
  (void)state;
  expect("Ana Reyes said it was late — though nobody knew.",
         "indirect|S-V-clause|said|it was late|\n");
  expect("Ana Reyes said it was “a long way” — a claim of old.",
         "mixed|S-V-clause|said|it was “a long way”|\n");
  expect("Ana Reyes said it was a way — a long one — home.",
         "indirect|S-V-clause|said|it was a way — a long one — home|\n");
}

/* What stands in marks before a verb need not be what it reports. */
static void test_other_words(void **state) {
  (void)state;
  expect("In the “long night of Lisk,” Ana Reyes said it was late.",
         "indirect|S-V-clause|said|it was late|\n");
  expect("Ana Reyes said it was “late,” in a letter to the board.",
         "mixed|S-V-clause|said|it was “late,”|\n");
  expect("Ana Reyes said that it was late, he said.", "indirect|S-V-that|said|that it was late|\n");
  expect("Ana Reyes, arguing that she went, said it was late.",
         "indirect|participle-clause|arguing|that she went|\n"
         "indirect|S-V-clause|said|it was late|\n");
}

static void test_adjuncts(void **state) {
  (void)state;
  expect("Ana Reyes called Monday’s ferry “late” and a “wreck” of old.",
         "mixed|S-V-clause|called|Monday’s ferry “late” and a “wreck” of old|\n");
  expect("Ana Reyes wrote on Monday to end “the long wait”.",
         "mixed|S-V-clause|wrote|to end “the long wait”|\n");
  expect("Ana Reyes said on Monday the ferry was late.",
         "indirect|S-V-clause|said|the ferry was late|\n");
  expect("Ana Reyes said repeatedly “the boats” were late.",
         "mixed|S-V-clause|said|“the boats” were late|\n");
  expect("Ana Reyes added, though, that she went.", "indirect|S-V-that|added|that she went|\n");
  expect("Ana Reyes wrote and said “the boats” were late.",
         "mixed|S-V-clause|wrote|“the boats” were late|\n");
}

/* A verb behind a comma is turned round with its subject only where the subject can speak. */
static void test_inverted(void **state) {
  (void)state;
  expect("The ferry was late again, said the harbour friend.",
         "indirect|clause-V-S|said|The ferry was late again|\n");
  expect("The ferry was late again, wrote the Lisk Post.",
         "indirect|clause-V-S|wrote|The ferry was late again|\n");
  expect("The Lisk harbour board, which owns the ferry, wrote a long report.",
         "indirect|S-V-clause|wrote|a long report|\n");
  expect("The ferry, by far the slowest here, said Reyes’s boat was late.",
         "indirect|S-V-clause|said|Reyes’s boat was late|\n");
}

/* "Asked whether Q," leads a sentence of somebody else's. */
static void test_asked(void **state) {
  (void)state;
  expect("It rained.\n\nAsked if “the boats were late,” many waved.",
         "mixed|V-S-Q|Asked|if “the boats were late,”|\n");
}

static void test_led_by_and(void **state) {
  (void)state;
  expect("And while Ana Reyes said it was late, nobody waved.",
         "indirect|S-V-clause|said|it was late|\n");
  expect("Ana Reyes wrote it was late – only adding that she went.",
         "indirect|S-V-clause|wrote|it was late|\n"
         "indirect|participle-clause|adding|that she went|\n");
}

/* The object of the verb before a colon is said, too; what tells of whom or where is not. */
static void test_colon_object(void **state) {
  (void)state;
  expect("Ana Reyes wrote the harbour rules anew: “The boats are late.”",
         "mixed|S-V-clause|wrote|the harbour rules anew: “The boats are late.”|\n");
  expect("Ana Reyes said of the boats: “They are late.”", "direct|S-V:Q|said|“They are late.”|\n");
  expect("Ana Reyes added a plea: “Come home.”", "direct|S-V:Q|added|“Come home.”|\n");
}

static void test_series(void **state) {
  (void)state;
  expect("Ana Reyes called the ferry a “wreck,” a “slow boat,” “late” and “cold.”",
         "mixed|S-V-clause|called|the ferry a “wreck,” a “slow boat,” “late” and “cold.”|\n");
}

static void test_connectives(void **state) {
  (void)state;
  expect("In fact, the ferry was late again, Ana Reyes said.",
         "indirect|clause-S-V|said|the ferry was late again|\n");
  expect("However, Ana Reyes said, the ferry was late.",
         "indirect|clause-S-V|said|the ferry was late|\n");
  expect("In June, the ferry was late again, Ana Reyes said.",
         "indirect|clause-S-V|said|In June, the ferry was late again|\n");
}

/* Behind an object "but" brings the writer's clause, behind a clause perhaps the speaker's. */
static void test_contrast(void **state) {
  (void)state;
  expect("Ana Reyes denied the late ferry, but the board waved.",
         "indirect|S-V-clause|denied|the late ferry|\n");
  expect("Ana Reyes said she was late, but the board waved.",
         "indirect|S-V-clause|said|she was late, but the board waved|\n");
}

/* A clause goes on behind the time and place of its utterance. */
static void test_goes_on(void **state) {
  (void)state;
  expect("The ferry was late, Ana Reyes said in a letter on Monday, and the boats were cold.",
         "indirect|clause-S-V|said|The ferry was late|and the boats were cold|\n");
}

static void test_compounds(void **state) {
  (void)state;
  expect("Ana Reyes left the self-called “queen of the boats” there.", "");
  expect("Ana Reyes said-and-wrote “the boats” there.", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_runs_on),      cmocka_unit_test(test_joins),
      cmocka_unit_test(test_led),          cmocka_unit_test(test_described),
      cmocka_unit_test(test_starts),       cmocka_unit_test(test_relatives),
      cmocka_unit_test(test_ends),         cmocka_unit_test(test_predicate),
      cmocka_unit_test(test_dateline),     cmocka_unit_test(test_paragraphs),
      cmocka_unit_test(test_remarks),      cmocka_unit_test(test_coordinated),
      cmocka_unit_test(test_other_words),  cmocka_unit_test(test_adjuncts),
      cmocka_unit_test(test_inverted),     cmocka_unit_test(test_asked),
      cmocka_unit_test(test_compounds),    cmocka_unit_test(test_led_by_and),
      cmocka_unit_test(test_colon_object), cmocka_unit_test(test_series),
      cmocka_unit_test(test_connectives),  cmocka_unit_test(test_goes_on),
      cmocka_unit_test(test_contrast),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
