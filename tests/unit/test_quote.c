#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/quote.h"
#include "base/buffer.h"
#include "base/memory.h"

static const char *const lexicon[][2] = {{"say", "said"},
                                         {"say", "says"},
                                         {"say", "saying"},
                                         {"say", "added"},
                                         {"say", "adding"},
                                         {"say", "wrote"},
                                         {"say", "asked"},
                                         {"say", "propose"},
                                         {"tell", "told"},
                                         {"label", "called"},
                                         {"label", "dubbed"},
                                         {"label", "described"},
                                         {"according", "according to"},
                                         {"not_quote", "so-called"},
                                         {"not_quote", "titled"},
                                         {"title", "Minister"},
                                         {"title", "Foreign Minister"},
                                         {"title", "Mr."},
                                         {"title", "Captain"},
                                         {"title", "minister"},
                                         {"person", "official"},
                                         {"person", "residents"},
                                         {"person", "officer"},
                                         {"person", "director"},
                                         {"person", "he"},
                                         {"person", "she"},
                                         {"pronoun", "he"},
                                         {"pronoun", "she"},
                                         {"pronoun", "it"},
                                         {"relative", "who"},
                                         {"determiner", "the"},
                                         {"determiner", "a"},
                                         {"determiner", "its"},
                                         {"determiner", "one"},
                                         {"link", "of"},
                                         {"link", "for"},
                                         {"skip", "also"},
                                         {"skip", "later"},
                                         {"skip", "had"},
                                         {"skip", "would"},
                                         {"passive", "was"},
                                         {"passive", "is"},
                                         {"break", "and"},
                                         {"break", "but"},
                                         {"break", "that"},
                                         {"break", "in"},
                                         {"break", "on"},
                                         {"break", "when"},
                                         {"break", "to"},
                                         {"break", "what"},
                                         {"break", "as"},
                                         {"that", "that"},
                                         {"opener", "what"},
                                         {"opener", "when"},
                                         {"preposition", "in"},
                                         {"preposition", "on"},
                                         {"preposition", "as"},
                                         {"about", "of"},
                                         {"contrast", "but"},
                                         {"male", "he"},
                                         {"male", "Jan"},
                                         {"male", "Mr."},
                                         {"female", "she"},
                                         {"female", "Ana"},
                                         {"female", "Bea"},
                                         {"female", "Mrs."},
                                         {"title", "Mrs."},
                                         {"say", "wrote"},
                                         {"past", "wrote"},
                                         {"noun", "claim"},
                                         {"pronoun", "they"},
                                         {"and", "and"},
                                         {"definite", "the"},
                                         {"article", "the"},
                                         {"article", "a"},
                                         {"article", "an"},
                                         {"article", "its"},
                                         {"group", "they"},
                                         {"group", "it"},
                                         {"time", "Monday"}};

static lun_dictionary *new_lexicon(void) {
  lun_dictionary *dict;
  assert_int_equal(lun_dictionary_new(&dict, NULL), LUN_OK);
  for (size_t i = 0; i < sizeof lexicon / sizeof *lexicon; i++) {
    lun_entry_spec spec = {.key = lexicon[i][0],
                           .value = lexicon[i][1],
                           .value_len = strlen(lexicon[i][1]),
                           .rule = "test"};
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

static void write_span(lun_buffer *out, const char *text, lun_span span, char end) {
  lun_buffer_add(out, text + span.from, span.to - span.from);
  lun_buffer_add_byte(out, end);
}

/* One line a quotation: kind, rule, speaker, name, cue, then its segments, parted by bars. */
static void write_quotes(lun_buffer *out, const char *text, const lun_quotes *quotes) {
  for (size_t i = 0; i < quotes->count; i++) {
    const lun_quote *q = &quotes->items[i];
    lun_buffer_add_format(out, "%s|%s|", lun_quote_kind_name(q->kind), q->rule);
    write_span(out, text, q->speaker, '|');
    write_span(out, text, q->speaker_name, '|');
    write_span(out, text, q->cue, '|');
    for (size_t k = 0; k < q->segment_count; k++) {
      write_span(out, text, quotes->segments.items[q->segment + k], '|');
    }
    if (q->unclosed) lun_buffer_add_byte(out, '~');
    lun_buffer_add_byte(out, '\n');
    assert_int_equal(q->span.from, quotes->segments.items[q->segment].from);
    assert_true(q->content.from <= q->span.from && q->content.to >= q->span.to);
    assert_true(q->score >= 0 && q->score <= 1);
  }
}

static const unsigned MARKED = 1U << LUN_QUOTE_DIRECT | 1U << LUN_QUOTE_MIXED;
static const unsigned ALL =
    1U << LUN_QUOTE_DIRECT | 1U << LUN_QUOTE_MIXED | 1U << LUN_QUOTE_INDIRECT;

static void expect_kinds(const char *text, size_t len, unsigned kinds, lun_rule off,
                         const char *expected) {
  lun_dictionary *dict = new_lexicon();
  lun_document *doc = new_document(text, len);
  lun_quoter *quoter;
  lun_quotes quotes = {0};
  lun_buffer got = {0};
  lun_error err = {0};
  assert_int_equal(lun_quoter_new(dict, &quoter, &err), LUN_OK);
  lun_quoter_set_kinds(quoter, kinds);
  if (off != LUN_RULE_NONE) lun_quoter_set_rule(quoter, off, 0, 0);
  assert_int_equal(lun_quoter_find(quoter, doc, NULL, &quotes, &err), LUN_OK);
  write_quotes(&got, text, &quotes);
  assert_string_equal(got.len ? got.data : "", expected);
  lun_buffer_clear(&got);
  lun_quotes_clear(&quotes);
  lun_quoter_free(quoter);
  lun_document_free(doc);
  lun_dictionary_free(dict);
}

static void expect_len(const char *text, size_t len, const char *expected) {
  expect_kinds(text, len, MARKED, LUN_RULE_NONE, expected);
}

static void expect_all(const char *text, const char *expected) {
  expect_kinds(text, strlen(text), ALL, LUN_RULE_NONE, expected);
}

static void expect(const char *text, const char *expected) {
  expect_len(text, strlen(text), expected);
}

static void test_orders(void **state) {
  (void)state;
  expect("“We go,” Ana Reyes said.", "direct|Q-S-V|Ana Reyes|Ana Reyes|said|“We go,”|\n");
  expect("“We go,” said Ana Reyes.", "direct|Q-V-S|Ana Reyes|Ana Reyes|said|“We go,”|\n");
  expect("Ana Reyes said, “We go.”", "direct|S-V-Q|Ana Reyes|Ana Reyes|said|“We go.”|\n");
  expect("Ana Reyes said: “We go.”", "direct|S-V:Q|Ana Reyes|Ana Reyes|said|“We go.”|\n");
  expect("Said Ana Reyes: “We go.”", "direct|V-S-Q|Ana Reyes|Ana Reyes|Said|“We go.”|\n");
  expect("Ana Reyes told the court on Monday: “We go.”",
         "direct|S-V:Q|Ana Reyes|Ana Reyes|told|“We go.”|\n");
  expect("According to Ana Reyes, it was “a dead letter”.",
         "mixed|according-S-clause|Ana Reyes|Ana Reyes|According to|“a dead letter”|\n");
  expect("The road is “as good as gone,” according to Ana Reyes.",
         "mixed|clause-according-S|Ana Reyes|Ana Reyes|according to|“as good as gone,”|\n");
  expect("“Roads are for the patient.” — Ana Reyes",
         "direct|Q-dash-S|Ana Reyes|Ana Reyes||“Roads are for the patient.”|\n");
  expect("ANA REYES: “We shall go there.”",
         "direct|S:Q|ANA REYES|ANA REYES||“We shall go there.”|\n");
}

static void test_joins(void **state) {
  (void)state;
  expect("“We go,” she said, “and soon.”", "direct|Q-S-V-Q|she||said|“We go,”|“and soon.”|\n");
  expect("“We go,” she said. “It is late.”", "direct|Q-S-V-Q|she||said|“We go,”|“It is late.”|\n");
  expect("“We go,” Ana Reyes said. The hall was full. “It is late now.”",
         "direct|Q-S-V|Ana Reyes|Ana Reyes|said|“We go,”|“It is late now.”|\n");
  expect("“We go,” Ana Reyes said. Jan Vos came in. “It is late now.”",
         "direct|Q-S-V|Ana Reyes|Ana Reyes|said|“We go,”|\n"
         "direct|floating|Jan Vos|Jan Vos||“It is late now.”|\n");
  expect("“We go,” Ana Reyes said.\n\n“It is late now.”",
         "direct|Q-S-V|Ana Reyes|Ana Reyes|said|“We go,”|“It is late now.”|\n");
  expect("“We go.\n\n“It is late,” she said.", "direct|Q-S-V|she||said|“We go.|“It is late,”|\n");
  expect("She said: “We go.\n\nThe rest left.", "direct|S-V:Q|She||said|“We go.|~\n");
  expect("“We go,” said Ana Reyes. “We stay,” said Jan Vos.",
         "direct|Q-V-S|Ana Reyes|Ana Reyes|said|“We go,”|\n"
         "direct|Q-V-S|Jan Vos|Jan Vos|said|“We stay,”|\n");
}

static void test_mixed(void **state) {
  (void)state;
  expect("Jan Vos called the plan “a dead letter” on Monday.",
         "mixed|S-V-clause|Jan Vos|Jan Vos|called|“a dead letter”|\n");
  expect("Jan Vos left early, saying the talks were “not for him”.",
         "mixed|participle-clause|Jan Vos|Jan Vos|saying|“not for him”|\n");
  expect("“We go,” Ana Reyes said, adding that it was “late in the day”.",
         "direct|Q-S-V|Ana Reyes|Ana Reyes|said|“We go,”|\n"
         "mixed|participle-clause|Ana Reyes|Ana Reyes|adding|“late in the day”|\n");
  expect("Ana Reyes said the army would propose “a line on a map”.",
         "mixed|S-V-clause|Ana Reyes|Ana Reyes|said|“a line on a map”|\n");
}

static void test_speakers(void **state) {
  (void)state;
  expect("“We go,” Ana Reyes, the director, said.",
         "direct|Q-S-V|Ana Reyes, the director|Ana Reyes|said|“We go,”|\n");
  expect("“We go,” the director, Ana Reyes, said.",
         "direct|Q-S-V|the director, Ana Reyes|Ana Reyes|said|“We go,”|\n");
  expect("“We go,” said its director, Captain Ana Reyes.",
         "direct|Q-V-S|its director, Captain Ana Reyes|Ana Reyes|said|“We go,”|\n");
  expect("“We go,” said Ana Reyes, 58.", "direct|Q-V-S|Ana Reyes, 58|Ana Reyes|said|“We go,”|\n");
  expect("“We go,” Ana Reyes, who deals in rope, later said.",
         "direct|Q-S-V|Ana Reyes, who deals in rope|Ana Reyes|said|“We go,”|\n");
  expect("But on Monday Foreign Minister Ana Reyes also said, “We go.”",
         "direct|S-V-Q|Foreign Minister Ana Reyes|Ana Reyes|said|“We go.”|\n");
  expect("“We go,” residents said.", "direct|Q-S-V|residents|residents|said|“We go,”|\n");
  expect("“We go,” a senior official said.",
         "direct|Q-S-V|a senior official|senior official|said|“We go,”|\n");
  expect("An official, in a letter, said: “We go.”",
         "direct|S-V:Q|An official|official|said|“We go.”|\n");
  expect("Ana Reyes came in. And later she sat down, and said: “We go.”",
         "direct|S-V:Q|she|Ana Reyes|said|“We go.”|\n");
  expect("The board pinned up a note, which said: “We go.”",
         "direct|S-V:Q|which|note|said|“We go.”|\n");
  expect("The officer new on the south bank said: “We go.”",
         "direct|S-V:Q|The officer new on the south bank|officer|said|“We go.”|\n");
  expect("Ana Reyes and its director said: “We go.”",
         "direct|S-V:Q|Ana Reyes and its director|director|said|“We go.”|\n");
  expect(
      "“We go,” said one Labour party official in Lisk.",
      "direct|Q-V-S|one Labour party official in Lisk|one Labour party official|said|“We go,”|\n");
}

static void test_names(void **state) {
  (void)state;
  expect("Ana Reyes arrived.\n\n“We go,” Reyes said.\n\n“It is late,” she added.",
         "direct|Q-S-V|Reyes|Ana Reyes|said|“We go,”|\n"
         "direct|Q-S-V|she|Ana Reyes|added|“It is late,”|\n");
  expect("Ana Reyes, the director, arrived.\n\n“We go,” the director said.",
         "direct|Q-S-V|the director|Ana Reyes|said|“We go,”|\n");
  expect("Foreign Minister Ana Reyes arrived. “We go,” the minister said.",
         "direct|Q-S-V|the minister|Ana Reyes|said|“We go,”|\n");
  expect("“We go,” Ana Reyes said. Jan Vos smiled. “We stay,” he said.",
         "direct|Q-S-V|Ana Reyes|Ana Reyes|said|“We go,”|\n"
         "direct|Q-S-V|he|Jan Vos|said|“We stay,”|\n");
  expect("Ana Reyes spoke.\n\nOne.\n\nTwo.\n\nThree.\n\n“We go,” she said.",
         "direct|Q-S-V|she|Ana Reyes|said|“We go,”|\n");
  expect("“We go,” Ana Reyes said. “We stay,” Jan Vos said. “We wait,” Bea Reyes said.",
         "direct|Q-S-V|Ana Reyes|Ana Reyes|said|“We go,”|\n"
         "direct|Q-S-V|Jan Vos|Jan Vos|said|“We stay,”|\n"
         "direct|Q-S-V|Bea Reyes|Bea Reyes|said|“We wait,”|\n");
}

static void test_not_quotes(void **state) {
  (void)state;
  expect("The “peace” held for a day.", "");
  expect("Jan Vos said the so-called “safe zone of the north” was shut.", "");
  expect("Jan Vos said he had read “The Long Road” twice.", "");
  expect("Jan “Boots” Vos said nothing.", "");
  expect("The class was called “World History”.", "");
  expect("“”, “ ” and “!” are no words, he said.", "");
}

static void test_indirect(void **state) {
  (void)state;
  expect_all("Ana Reyes said that the road was shut.",
             "indirect|S-V-that|Ana Reyes|Ana Reyes|said|that the road was shut|\n");
  expect_all("Ana Reyes said the road was shut.",
             "indirect|S-V-clause|Ana Reyes|Ana Reyes|said|the road was shut|\n");
  expect_all("The road is shut, Ana Reyes said.",
             "indirect|clause-S-V|Ana Reyes|Ana Reyes|said|The road is shut|\n");
  expect_all("The road is shut, said Ana Reyes.",
             "indirect|clause-V-S|Ana Reyes|Ana Reyes|said|The road is shut|\n");
  expect_all("The road, Ana Reyes said, is shut for a week.",
             "indirect|clause-S-V|Ana Reyes|Ana Reyes|said|The road|is shut for a week|\n");
  expect_all("According to Ana Reyes, the road is shut.",
             "indirect|according-S-clause|Ana Reyes|Ana Reyes|According to|the road is shut|\n");
  expect_all("The road is shut, according to Ana Reyes.",
             "indirect|clause-according-S|Ana Reyes|Ana Reyes|according to|The road is shut|\n");
  expect_all("Ana Reyes told officials in Lisk that the road was shut.",
             "indirect|S-V-that|Ana Reyes|Ana Reyes|told|that the road was shut|\n");
  expect_all("Jan Vos, who said the road was shut, left.",
             "indirect|S-V-clause|who|Jan Vos|said|the road was shut, left|\n");
  expect_all(
      "As Ana Reyes wrote, the road is shut.",
      "indirect|according-S-clause|Ana Reyes|Ana Reyes|As Ana Reyes wrote|the road is shut|\n");
  expect_all("Ana Reyes’s claim that the road was shut held.",
             "indirect|S-N-that|Ana Reyes|Ana Reyes|claim|that the road was shut held|\n");
  expect_all("But, said Ana Reyes, “We go.”", "direct|V-S-Q|Ana Reyes|Ana Reyes|said|“We go.”|\n");
  expect_all("Ana Reyes was told that the road was shut.", "");
  expect("Ana Reyes said that the road was shut.", "");
}

static void test_persons(void **state) {
  (void)state;
  expect("Jan Vos met Ana Reyes. “We go,” he said. “We stay,” she said.",
         "direct|Q-S-V|he|Jan Vos|said|“We go,”|\n"
         "direct|Q-S-V|she|Ana Reyes|said|“We stay,”|\n");
  expect("Jan Reyes met Ana Reyes. “We go,” Mr. Reyes said. “We stay,” Mrs. Reyes said.",
         "direct|Q-S-V|Mr. Reyes|Jan Reyes|said|“We go,”|\n"
         "direct|Q-S-V|Mrs. Reyes|Ana Reyes|said|“We stay,”|\n");
  expect("“We go,” said the Walrus. “It is time.”",
         "direct|Q-S-V-Q|the Walrus|Walrus|said|“We go,”|“It is time.”|\n");
  expect("“We go,” residents said. “We stay,” they added.",
         "direct|Q-S-V|residents|residents|said|“We go,”|\n"
         "direct|Q-S-V|they|residents|added|“We stay,”|\n");
}

static void test_turns(void **state) {
  (void)state;
  expect("“Shall we go, Ana?” Jan asked.\n\n“We shall,” said Ana.\n\n“And when?” asked Jan.\n\n"
         "“Soon.”\n\n“How soon?”\n\n“Today.”",
         "direct|Q-S-V|Jan|Jan|asked|“Shall we go, Ana?”|\n"
         "direct|Q-V-S|Ana|Ana|said|“We shall,”|\n"
         "direct|Q-V-S|Jan|Jan|asked|“And when?”|\n"
         "direct|floating||Ana||“Soon.”|\n"
         "direct|floating||Jan||“How soon?”|\n"
         "direct|floating||Ana||“Today.”|\n");
  expect("“Good day,” she said.\n\n“Good day,” said Jan Vos.\n\n“It is late,” he said.\n\n“It is,” "
         "she "
         "said.\n\n“We must go,” said Ana Reyes.\n\n“Now,” said Jan Vos.",
         "direct|Q-S-V|she|Ana Reyes|said|“Good day,”|\n"
         "direct|Q-V-S|Jan Vos|Jan Vos|said|“Good day,”|\n"
         "direct|Q-S-V|he|Jan Vos|said|“It is late,”|\n"
         "direct|Q-S-V|she|Ana Reyes|said|“It is,”|\n"
         "direct|Q-V-S|Ana Reyes|Ana Reyes|said|“We must go,”|\n"
         "direct|Q-V-S|Jan Vos|Jan Vos|said|“Now,”|\n");
  expect("Ana Reyes came in and met Bea Vos there. “Good day,” she said.\n\n“Is it?” said Bea Vos."
         "\n\n“It is,” said Ana Reyes.\n\n“Well,” said Bea Vos.",
         "direct|Q-S-V|she|Ana Reyes|said|“Good day,”|\n"
         "direct|Q-V-S|Bea Vos|Bea Vos|said|“Is it?”|\n"
         "direct|Q-V-S|Ana Reyes|Ana Reyes|said|“It is,”|\n"
         "direct|Q-V-S|Bea Vos|Bea Vos|said|“Well,”|\n");
}

static void test_transcript(void **state) {
  (void)state;
  expect("REYES: We shall go. And soon.\n\nVOS: When?\n\nREYES: Today.",
         "direct|transcript|REYES|REYES||We shall go. And soon|\n"
         "direct|transcript|VOS|VOS||When|\n"
         "direct|transcript|REYES|REYES||Today|\n");
  expect("NOTE: a page is missing.\n\nThe rest is here.", "");
}

static void test_rules_off(void **state) {
  (void)state;
  const char text[] = "Ana Reyes rose. “It is late now.”";
  const char bare[] = "Ana Reyes said the road was shut.";
  expect(text, "direct|floating|Ana Reyes|Ana Reyes||“It is late now.”|\n");
  expect_kinds(text, sizeof text - 1, ALL, LUN_RULE_FLOATING, "");
  expect_kinds(bare, sizeof bare - 1, ALL, LUN_RULE_S_V_CLAUSE, "");
  assert_int_equal(lun_rule_find("Q-S-V"), LUN_RULE_QSV);
  assert_int_equal(lun_rule_find("Q-S-X"), LUN_RULE_NONE);
  for (int i = 1; i < LUN_RULE_PROPOSED; i++) {
    assert_int_equal(lun_rule_find(lun_rule_name((lun_rule)i)), i);
  }
}

static void test_actors(void **state) {
  (void)state;
  const char text[] = "Ana Reyes rose. “We go,” Reyes said. “We stay,” residents said.";
  lun_dictionary *dict = new_lexicon(), *actors;
  lun_document *doc = new_document(text, sizeof text - 1);
  lun_quoter *quoter;
  lun_quotes quotes = {0};
  lun_entry_spec spec = {.key = "REY", .value = "Ana Reyes", .value_len = 9, .rule = "test"};
  assert_int_equal(lun_dictionary_new(&actors, NULL), LUN_OK);
  assert_int_equal(lun_dictionary_add(actors, &spec, NULL), LUN_OK);
  assert_int_equal(lun_quoter_new(dict, &quoter, NULL), LUN_OK);
  assert_int_equal(lun_quoter_set_actors(quoter, actors, NULL), LUN_OK);
  assert_int_equal(lun_quoter_find(quoter, doc, NULL, &quotes, NULL), LUN_OK);
  assert_int_equal(quotes.count, 2);
  assert_int_equal(quotes.items[0].actor, 0);
  assert_int_equal(quotes.items[1].actor, LUN_QUOTE_NO_ACTOR);
  lun_quotes_clear(&quotes);
  lun_quoter_free(quoter);
  lun_document_free(doc);
  lun_dictionary_free(actors);
  lun_dictionary_free(dict);
}

static void test_texts(void **state) {
  (void)state;
  const char nul[] = "\"We\0go,\" Ana Reyes said.";
  expect("", "");
  expect("Ana Reyes said nothing.", "");
  expect("\xEF\xBB\xBF“We go,” said Ana Reyes.",
         "direct|Q-V-S|Ana Reyes|Ana Reyes|said|“We go,”|\n");
  expect("“We\r\ngo,” said\r\nAna Reyes.", "direct|Q-V-S|Ana Reyes|Ana Reyes|said|“We\r\ngo,”|\n");
  expect("“We go,” said Jose\xCC\x81 Reyes.",
         "direct|Q-V-S|Jose\xCC\x81 Reyes|Jose\xCC\x81 Reyes|said|“We go,”|\n");
  expect("“שלום לכם,” said Ana Reyes.", "direct|Q-V-S|Ana Reyes|Ana Reyes|said|“שלום לכם,”|\n");
  expect("“We go \xF0\x9F\x98\x80,” said Ana Reyes.",
         "direct|Q-V-S|Ana Reyes|Ana Reyes|said|“We go \xF0\x9F\x98\x80,”|\n");
  expect("‘We’re late,’ said Ana Reyes.", "direct|Q-V-S|Ana Reyes|Ana Reyes|said|‘We’re late,’|\n");
  expect("He was away.“We go,”said Ana Reyes.",
         "direct|Q-V-S|Ana Reyes|Ana Reyes|said|“We go,”|\n");
  expect_len(nul, 7, "");
}

static void test_reuse(void **state) {
  (void)state;
  lun_dictionary *dict = new_lexicon();
  lun_quoter *quoter;
  lun_quotes quotes = {0};
  assert_int_equal(lun_quoter_new(dict, &quoter, NULL), LUN_OK);
  lun_dictionary_free(dict); /* the quoter holds its own reference */
  const char *const texts[] = {"“We go,” Ana Reyes said.", "", "“We stay,” Jan Vos said."};
  for (size_t i = 0; i < 3; i++) {
    lun_document *doc = new_document(texts[i], strlen(texts[i]));
    assert_int_equal(lun_quoter_find(quoter, doc, NULL, &quotes, NULL), LUN_OK);
    lun_document_free(doc);
  }
  assert_int_equal(quotes.count, 2);
  assert_int_equal(quotes.items[1].segment, 1);
  lun_quotes_clear(&quotes);
  lun_quoter_free(quoter);
  lun_quoter_free(NULL);
}

/* Texts that would be slow if any search had no bound. */
static void test_linear(void **state) {
  (void)state;
  static const char *const units[] = {"\"",           "“a” ",      "“a,” ",
                                      "\"A,\" said ", "he said “", "“a.\n\n",
                                      "Ana Reyes, ",  "said ",     "‘a b’ the "};
  enum { BYTES = 256 * 1024 };
  lun_dictionary *dict = new_lexicon();
  for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
    lun_buffer text = {0};
    lun_quotes quotes = {0};
    lun_context ctx = {0};
    lun_quoter *quoter;
    lun_buffer_add_text(&text, "“We go,” Ana Reyes said of ");
    while (text.len < BYTES) lun_buffer_add_text(&text, units[u]);
    lun_document *doc = new_document(text.data, text.len);
    assert_int_equal(lun_quoter_new(dict, &quoter, NULL), LUN_OK);
    lun_context_set_timeout(&ctx, 30);
    assert_int_equal(lun_quoter_find(quoter, doc, &ctx, &quotes, NULL), LUN_OK);
    lun_quotes_clear(&quotes);
    lun_quoter_free(quoter);
    lun_document_free(doc);
    lun_buffer_clear(&text);
  }
  lun_dictionary_free(dict);
}

static void test_stop(void **state) {
  (void)state;
  const char text[] = "“We go,” Ana Reyes said.";
  lun_dictionary *dict = new_lexicon();
  lun_document *doc = new_document(text, sizeof text - 1);
  lun_quoter *quoter;
  lun_quotes quotes = {0};
  lun_error err = {0};
  atomic_int stop = 1;
  lun_context ctx = {.stop = &stop};
  assert_int_equal(lun_quoter_new(dict, &quoter, &err), LUN_OK);
  assert_int_equal(lun_quoter_find(quoter, doc, &ctx, &quotes, &err), LUN_ESTOP);
  assert_int_equal(quotes.count, 0);
  atomic_store(&stop, 0);
  assert_int_equal(lun_quoter_find(quoter, doc, &ctx, &quotes, &err), LUN_OK);
  assert_int_equal(quotes.count, 1);
  lun_quotes_clear(&quotes);
  lun_quoter_free(quoter);
  lun_document_free(doc);
  lun_dictionary_free(dict);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  const char text[] = "Ana Reyes, the director, came. “We go,” Reyes said. “Soon.”\n\n“One.\n\n"
                      "“Two ‘three’,” she said, calling it “four”. “Five six,” Kell said.";
  lun_dictionary *dict = new_lexicon();
  for (size_t n = 1;; n++) {
    lun_document *doc = new_document(text, sizeof text - 1);
    lun_quoter *quoter = NULL;
    lun_quotes quotes = {0};
    lun_error err = {0};
    lun_fault_set(n);
    lun_status st = lun_quoter_new(dict, &quoter, &err);
    if (st == LUN_OK) lun_quoter_set_kinds(quoter, ALL);
    if (st == LUN_OK) st = lun_quoter_set_actors(quoter, dict, &err);
    lun_proposals own = {0};
    lun_proposal first = {.span = {0, sizeof text - 1}, .rule = "own", .score = 0.5};
    if (st == LUN_OK) st = lun_proposals_add(&own, first, &err);
    if (st == LUN_OK) lun_quoter_propose(quoter, &own);
    if (st == LUN_OK) st = lun_quoter_find(quoter, doc, NULL, &quotes, &err);
    lun_fault_set(0);
    size_t count = quotes.count + quotes.segments.count + quotes.contents.count;
    lun_quotes_clear(&quotes);
    lun_proposals_clear(&own);
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
      cmocka_unit_test(test_orders),     cmocka_unit_test(test_joins),
      cmocka_unit_test(test_mixed),      cmocka_unit_test(test_speakers),
      cmocka_unit_test(test_names),      cmocka_unit_test(test_not_quotes),
      cmocka_unit_test(test_texts),      cmocka_unit_test(test_indirect),
      cmocka_unit_test(test_persons),    cmocka_unit_test(test_turns),
      cmocka_unit_test(test_transcript), cmocka_unit_test(test_rules_off),
      cmocka_unit_test(test_actors),     cmocka_unit_test(test_reuse),
      cmocka_unit_test(test_linear),     cmocka_unit_test(test_stop),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
