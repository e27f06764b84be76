/* Token queries: what they match, what is wrong with them; and random queries over random texts against
** a plain matcher that goes through sets of places. */
#include "querying.h"

#include <stdlib.h>

/* --- a layer for the tests ---------------------------------------------------------------------- */

static const char *const attributes[] = {"key", "note", NULL};

/* Spans by hand: { from, to, key }. */
typedef struct mark {
  uint32_t from;
  uint32_t to;
  const char *key;
} mark;

static void fill_layer(lun_query_layer *layer, const mark *marks, size_t count) {
  *layer = (lun_query_layer){.attributes = attributes, .main_count = 1};
  for (size_t i = 0; i < count; i++) {
    lun_span span = {marks[i].from, marks[i].to};
    assert_int_equal(lun_query_layer_add(layer, span, NULL), LUN_OK);
    assert_int_equal(lun_query_layer_set(layer, 0, marks[i].key, strlen(marks[i].key), NULL),
                     LUN_OK);
    assert_int_equal(lun_query_layer_set(layer, 1, "n", 1, NULL), LUN_OK);
  }
  lun_query_layer_sort(layer);
}

/* "from-to" of each hit, then " number=from-to" of its captures. */
static void show(lun_finder *finder, const lun_hits *hits, char *out, size_t size) {
  size_t at = 0, count;
  const lun_captures *all = lun_finder_captures(finder);
  out[0] = '\0';
  for (size_t i = 0; i < hits->count; i++) {
    const lun_capture *c = lun_captures_find(all, &hits->items[i], &count);
    at += (size_t)snprintf(out + at, size - at, "%s%u-%u", i ? "; " : "", hits->items[i].from,
                           hits->items[i].to);
    for (; count > 0; count--, c++) {
      at += (size_t)snprintf(out + at, size - at, " %u=%u-%u", c->name, c->span.from, c->span.to);
    }
  }
}

/* Search with a layer x. */
static void check_layer(const char *text, const char *in, const mark *marks, size_t count,
                        const char *want) {
  char got[2048];
  lun_error err = {0};
  lun_hits hits = {0};
  lun_query_layer layer;
  lun_finder *finder;
  lun_dictionary *dict = querying_new(text);
  lun_document *doc = finding_document(in, strlen(in), NULL, NULL);
  fill_layer(&layer, marks, count);
  lun_named_layer named = {"x", &layer};
  lun_named_layers layers = {&named, 1};
  lun_finder_options options = {.layers = &layers};
  assert_int_equal(lun_finder_new(dict, &finder, &err), LUN_OK);
  lun_status st = lun_finder_find(finder, doc, &options, NULL, &hits, &err);
  if (st != LUN_OK) fail_msg("%s: %s", text, err.message);
  show(finder, &hits, got, sizeof got);
  if (strcmp(got, want) != 0) fail_msg("%s in \"%s\": \"%s\", not \"%s\"", text, in, got, want);
  lun_hits_clear(&hits);
  lun_query_layer_clear(&layer);
  lun_finder_free(finder);
  lun_document_free(doc);
  lun_dictionary_free(dict);
}

static void check(const char *text, const char *in, const char *want) {
  check_layer(text, in, NULL, 0, want);
}

/* --- what matches --------------------------------------------------------------------------------- */

static void test_words(void **state) {
  (void)state;
  check("[word=\"truce\"]", "A truce. Truce!", "2-7; 9-14");
  check("\"truce\"", "A truce, untruce", "2-7");
  check("\"tru.*\"", "truces true tr", "0-6; 7-11");
  check("\"US\"", "us US", "3-5");
  check("\"US\"%c", "us US", "0-2; 3-5");
  check("\"(?-i)Us\"", "us US Us", "6-8");
  check("\"[A-Z].+\"", "us Un", "3-5");
  check("\"cafe\"%d", "caf\xC3\xA9 cafe\xCC\x81 cafe", "0-5; 6-12; 13-17");
  check("\"caf\xC3\xA9\"", "cafe\xCC\x81 cafe", "0-6");
  check("\"a.c\"%l", "abc", "");
  check("\"don't\"", "don\xE2\x80\x99t", "0-7");
  check("\"reyes\"", "Reyes's Reyes\xE2\x80\x99s Reyes", "0-7; 8-17; 18-23");
  check("[word!=\"a\"]", "a b", "2-3");
  check("[!(word=\"a\" | word=\"b\") & word=\".\"]", "a b c de", "4-5");
  check("[stem=\"talks\"]", "talk talking stalk", "0-4; 5-12");
  check("[stem=\"tal.\"]", "talk talking tall", "0-4; 5-12; 13-17");
  check("\"\xE5\x81\x9C\xE7\x81\xAB\"", "\xE5\x81\x9C\xE7\x81\xAB", "0-6");
  check("\"\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D\"", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", "0-8");
  check("'it'", "it", "0-2"); /* a phrase */
  check("[word='it']", "it", "0-2");
  check("[word=\"a\\\".*\"], c", "c", "0-1");
}

static void test_sequences(void **state) {
  (void)state;
  check("\"peace\" \"talks\"", "peace, talks", "0-12");
  check("\"peace talks\"", "peace\ntalks", "0-11");
  check("\"cease-fire\"", "cease-fire cease fire", "0-10; 11-21");
  check("\"a\" []{0,2} \"b\"", "a b a x b a x y b a x y z b", "0-3; 4-9; 10-17");
  check("\"a\" []* \"b\"", "a b a b c", "0-7");
  check("\"a\"+", "a a b a", "0-3; 6-7");
  check("\"a\"? \"b\"", "b a b", "0-1; 2-5");
  check("\"a\"{2}", "a a a a a", "0-3; 4-7");
  check("\"a\"{2,}", "a b a a a", "4-9");
  check("\"a\"{,2} \"b\"", "a a a b", "2-7");
  check("(\"a\" | \"b\" \"c\"){2}", "a b c", "0-5");
  check("(\"a\"? \"b\"?)*", "a b c b a", "0-3; 6-9");
  check("((\"a\"* | \"b\")*)+ \"c\"", "a b a c", "0-7");
  check("\"a\" | \"a\" \"b\"", "a b", "0-3");
  check("\"a\" \"b\"", "a\n\nb a\r\n\r\nb a\nb", "12-15");
  check("\"a\"?", "b", "");
  check("truce, \"a\" []", "truce a b", "0-5; 6-9");
  check("\"a\", \"b\"", "a b", "0-1; 2-3");
  check("[]", "", "");
  check("[]", "\xEF\xBB\xBF.", "");
}

static void test_captures(void **state) {
  (void)state;
  check("x:\"a\" y:\"b\"", "a b", "0-3 0=0-1 1=2-3");
  check("x:\"a\"+ \"b\"?", "a a b", "0-5 0=0-3");
  check("(?<x>\"a\" \"b\") \"c\"", "a b c", "0-5 0=0-3");
  check("x:\"a\" | y:\"b\"", "b", "0-1 1=0-1");
  check("(x:\"a\" | \"b\")+", "a b a b", "0-7 0=4-5");
  check("(x:\"a\"?)* \"b\"", "a b", "0-3 0=0-1");
  check("x:\"a\" x:\"b\"", "a b", "0-3 0=2-3");
  check("x:(y:[] [])", "a b c", "0-3 0=0-3 1=0-1");
}

static void test_layers(void **state) {
  (void)state;
  static const char text[] = "a b c d! E f g";
  static const mark marks[] = {{2, 5, "RUS"}, {4, 7, "ROU"}, {9, 14, "q"}};
  check_layer("[x]", text, marks, 3, "2-3; 4-5; 6-7; 9-10; 11-12; 13-14");
  check_layer("[x=\"RUS\"]", text, marks, 3, "2-3; 4-5");
  check_layer("[x.key=\"R.*\"]+", text, marks, 3, "2-7");
  check_layer("[x!=\"RUS\"]", text, marks, 3, "0-1; 6-7; 9-10; 11-12; 13-14");
  check_layer("[x.note=\"n\" & word=\"b\"]", text, marks, 3, "2-3");
  check_layer("<x/>", text, marks, 3, "2-5; 9-14");
  check_layer("<x key=\"ROU\"/> []", text, marks, 3, "4-10");
  check_layer("<x=\"ROU\"/>", text, marks, 3, "4-7");
  check_layer("<x> []", text, marks, 3, "2-3; 4-5; 9-10");
  check_layer("[] </x>", text, marks, 3, "4-5; 6-7; 13-14");
  check_layer("[]+ within x", text, marks, 3, "2-5; 6-7; 9-14");
  check_layer("[]+ within x=\"ROU\"", text, marks, 3, "4-7");
  check_layer("[]+ within <x key=\"ROU\"/>", text, marks, 3, "4-7");
  check_layer("[] [] !within x", text, marks, 3, "0-3; 6-10");
  check_layer("[]{2} containing <x/>", text, marks, 3, "2-5");
  check_layer("[]{3} containing x=\"ROU\"", text, marks, 3, "2-7");
  check_layer("[]{3} !containing (\"b\" | \"f\")", text, marks, 3, "4-10");
  check_layer("[]+ within sentence within x", text, marks, 3, "2-5; 6-7; 9-14");
  check_layer("[]+ within sentence", text, marks, 0, "0-7; 9-14");
  check_layer("<sentence> [] | [] </paragraph>", text, marks, 0, "0-1; 9-10; 13-14");
  check_layer("<paragraph/>", "a b.\n\nc", NULL, 0, "0-3; 6-7");
  static const mark odd[] = {{0, 1, "k"}, {1, 3, "in"}};
  check_layer("[x=\"k\"]", "reyes's", odd, 1, "0-7");
  check_layer("[x=\"in\"]", "abcd", odd, 2, "0-4");
}

/* --- what is wrong -------------------------------------------------------------------------------- */

static const struct {
  const char *text;
  size_t at;
} faults[] = {
    {"[", 1},
    {"[word", 5},
    {"[word=", 6},
    {"[word=\"a", 6},
    {"[word=\"a\"", 0},
    {"[word=\"a\" x]", 10},
    {"[word=a]", 6},
    {"[=\"a\"]", 1},
    {"[word=\"(\"]", 8},
    {"\"(\"", 2},
    {"\"a)(b\"", 2},
    {"\"a", 0},
    {"\"\"", 1},
    {"\"-\"", 1},
    {"\"a\"%", 3},
    {"\"a\"%x", 4},
    {"\"a b.*\"", 2},
    {"[word=\"a b\"]", 9},
    {"\"a\" b", 4},
    {"\"a\" |", 5},
    {"(\"a\"", 0},
    {"(\"a\" \"b\"", 0},
    {"\"a\" )", 4},
    {"\"a\"{}", 3},
    {"\"a\"{,}", 3},
    {"\"a\"{2,1}", 3},
    {"\"a\"{1001}", 7},
    {"\"a\"{2", 3},
    {"\"a\"{0}", 3},
    {"\"a\" within", 10},
    {"\"a\" within \"b\"", 11},
    {"\"a\" !\"b\"", 5},
    {"\"a\" containing", 14},
    {"<x", 0},
    {"<x>", 0},
    {"<x y/>", 4},
    {"<x>*", 3},
    {"(\"a\"? <x>)*", 10},
    {"<word/>", 1},
    {"[x.]", 3},
    {"[stem]", 5},
    {"[word.x=\"a\"]", 1},
    {"(?:\"a\")", 2},
    {"\"a\"{1000}{1000}", 0},
    {"b, \"a\" c", 7},
    {"\"a\" & \"b\"", 4},
    {"[!]", 2},
    {"[word=\"a\" & ]", 12},
    {"[]]", 2},
};

static void test_errors(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
    querying_fault(faults[i].text, faults[i].at);
}

static void test_unknown_layers(void **state) {
  (void)state;
  static const char *const texts[] = {"[y]", "[x.z=\"a\"]", "\"a\" within y", "near(a, [y], 3)",
                                      "near(a, b, 3) within y"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    lun_error err = {0};
    lun_hits hits = {0};
    lun_finder *finder;
    lun_query_layer layer;
    lun_dictionary *dict = querying_new(texts[i]);
    lun_document *doc = finding_document("a", 1, NULL, NULL);
    fill_layer(&layer, NULL, 0);
    lun_named_layer named = {"x", &layer};
    lun_named_layers layers = {&named, 1};
    lun_finder_options options = {.layers = &layers};
    assert_int_equal(lun_finder_new(dict, &finder, &err), LUN_OK);
    assert_int_equal(lun_finder_find(finder, doc, &options, NULL, &hits, &err), LUN_EPATTERN);
    assert_non_null(strstr(err.message, i == 1 ? "\"z\"" : "\"y\""));
    lun_query_layer_clear(&layer);
    lun_finder_free(finder);
    lun_document_free(doc);
    lun_dictionary_free(dict);
  }
}

/* Brackets without end neither crash nor hang. */
static void test_deep(void **state) {
  (void)state;
  static const char *const parts[] = {
      "(", "near(", "[(", "[!", "x:", "near((", "\"a\"?", "\"a\"|", "<"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    lun_buffer text = {0};
    lun_error err = {0};
    lun_dictionary *dict = NULL;
    for (size_t n = 0; n < 20000; n++) lun_buffer_add_text(&text, parts[i]);
    lun_buffer_add_text(&text, "\"a\"");
    lun_status st = lun_query_new(text.data, text.len, &dict, &err);
    assert_true(st == LUN_EPATTERN || st == LUN_OK);
    lun_dictionary_free(dict);
    lun_buffer_clear(&text);
  }
}

static void test_meaning(void **state) {
  (void)state;
  lun_dictionary *dict =
      querying_new("w:[word=\"peace\" & !quote] []{0,3} (\"US\"|<x/>) within sentence");
  assert_string_equal(
      dict->queries[0]->meaning,
      "w = word is \"peace\" and not in quote, then 0 to 3 times any word, then (word is"
      " \"US\" as written, or a span: x); within sentence");
  lun_dictionary_free(dict);
}

/* --- random queries against a plain matcher -------------------------------------------------------- */

enum { WORDS_MOST = 40, NODES_MOST = 40, SPANS = 4 };

typedef struct node {
  int kind; /* 0 word, 1 span, 2 sequence, 3 choice, 4 repeat */
  int test;
  int left, right; /* nodes */
  unsigned least, most;
} node;

typedef struct world {
  uint64_t random;
  node nodes[NODES_MOST];
  int node_count;
  char words[WORDS_MOST];
  unsigned word_count;
  unsigned paragraph[WORDS_MOST]; /* number of the paragraph of a word */
  unsigned first[SPANS], end[SPANS];
  char keys[SPANS];
  char text[WORDS_MOST * 4];
  uint32_t at[WORDS_MOST];
} world;

static unsigned draw(world *w, unsigned n) {
  w->random ^= w->random << 13;
  w->random ^= w->random >> 7;
  w->random ^= w->random << 17;
  return (unsigned)(w->random % n);
}

static const char *const tests[] = {"\"a\"",   "\"b\"",
                                    "[]",      "[word!=\"a\"]",
                                    "[x]",     "[x=\"k\" & word=\"a|c\"]",
                                    "\"a|c\"", "[!x | word=\"b\"]"};

static int span_holds(const world *w, unsigned i, char key) {
  for (int s = 0; s < SPANS; s++) {
    if (w->first[s] <= i && i < w->end[s] && (key == 0 || w->keys[s] == key)) return 1;
  }
  return 0;
}

static int word_holds(const world *w, int test, unsigned i) {
  char c = w->words[i];
  switch (test) {
  case 0: return c == 'a';
  case 1: return c == 'b';
  case 2: return 1;
  case 3: return c != 'a';
  case 4: return span_holds(w, i, 0);
  case 5: return span_holds(w, i, 'k') && (c == 'a' || c == 'c');
  case 6: return c == 'a' || c == 'c';
  default: return !span_holds(w, i, 0) || c == 'b';
  }
}

/* Where a match of node `n` that begins in the set `from` can end, before word `to`. */
static uint64_t ends(const world *w, int n, uint64_t from, unsigned to) {
  const node *d = &w->nodes[n];
  uint64_t out = 0, reached = from;
  switch (d->kind) {
  case 0:
    for (unsigned i = 0; i < to; i++) {
      if ((from >> i & 1) && word_holds(w, d->test, i)) out |= UINT64_C(1) << (i + 1);
    }
    return out;
  case 1:
    for (int s = 0; s < SPANS; s++) {
      if (w->end[s] > w->first[s] && w->end[s] <= to && (from >> w->first[s] & 1)) {
        out |= UINT64_C(1) << w->end[s];
      }
    }
    return out;
  case 2: return ends(w, d->right, ends(w, d->left, from, to), to);
  case 3: return ends(w, d->left, from, to) | ends(w, d->right, from, to);
  default: break;
  }
  for (unsigned i = 0; i < d->least; i++) reached = ends(w, d->left, reached, to);
  out = reached;
  for (unsigned i = d->least; i < (d->most ? d->most : WORDS_MOST + 2); i++) {
    reached = ends(w, d->left, reached, to);
    out |= reached;
  }
  return out;
}

static int make_node(world *w, unsigned depth) {
  int own = w->node_count++;
  node *d = &w->nodes[own];
  d->kind = depth == 0 || w->node_count > NODES_MOST - 8 ? (int)draw(w, 6) / 5 : (int)draw(w, 5);
  d->test = (int)draw(w, 8);
  d->least = draw(w, 3);
  d->most = draw(w, 2) ? 0 : d->least + draw(w, 3);
  if (d->least == 0 && d->most == 0 && draw(w, 2)) d->most = 1;
  int kind = d->kind;
  if (kind >= 2) {
    int left = make_node(w, depth - 1);
    int right = kind < 4 ? make_node(w, depth - 1) : 0;
    w->nodes[own].left = left;
    w->nodes[own].right = right;
  }
  return own;
}

static void print_node(const world *w, int n, lun_buffer *out) {
  const node *d = &w->nodes[n];
  if (d->kind == 0) lun_buffer_add_text(out, tests[d->test]);
  if (d->kind == 1) lun_buffer_add_text(out, "<x/>");
  if (d->kind < 2) return;
  lun_buffer_add_text(out, "(");
  print_node(w, d->left, out);
  if (d->kind < 4) {
    lun_buffer_add_text(out, d->kind == 2 ? " " : " | ");
    print_node(w, d->right, out);
  }
  lun_buffer_add_text(out, ")");
  if (d->kind < 4) return;
  if (d->most == 0) lun_buffer_add_format(out, "{%u,}", d->least);
  else lun_buffer_add_format(out, "{%u,%u}", d->least, d->most);
}

static void make_text(world *w) {
  size_t at = 0;
  unsigned paragraph = 0;
  w->word_count = draw(w, WORDS_MOST - 1) + 1;
  for (unsigned i = 0; i < w->word_count; i++) {
    if (i > 0) {
      int parted = draw(w, 9) == 0;
      paragraph += (unsigned)parted;
      at += (size_t)sprintf(w->text + at, "%s", parted ? "\n\n" : " ");
    }
    w->words[i] = (char)('a' + (char)draw(w, 3));
    w->paragraph[i] = paragraph;
    w->at[i] = (uint32_t)at;
    w->text[at++] = w->words[i];
  }
  w->text[at] = '\0';
  for (int s = 0; s < SPANS; s++) {
    w->first[s] = draw(w, w->word_count);
    w->end[s] = w->first[s] + 1 + draw(w, 5);
    if (w->end[s] > w->word_count) w->end[s] = w->word_count;
    w->keys[s] = draw(w, 2) ? 'k' : 'm';
  }
}

/* The word behind the paragraph of word `i`. */
static unsigned paragraph_end(const world *w, unsigned i) {
  unsigned end = i;
  while (end < w->word_count && w->paragraph[end] == w->paragraph[i]) end++;
  return end;
}

/* The end of the longest match from word `i`, or `i`. */
static unsigned longest(const world *w, int root, int within, unsigned i) {
  unsigned best = i;
  for (int s = 0; s < (within ? SPANS : 1); s++) {
    unsigned to = paragraph_end(w, i);
    if (within && (w->first[s] > i || w->end[s] <= i)) continue;
    if (within && w->end[s] < to) to = w->end[s];
    uint64_t set = ends(w, root, UINT64_C(1) << i, to);
    for (unsigned e = to; e > best; e--) {
      if (set >> e & 1) best = e;
    }
  }
  return best;
}

static void expect(const world *w, int root, int within, char *out, size_t size) {
  size_t at = 0;
  out[0] = '\0';
  for (unsigned i = 0; i < w->word_count; i++) {
    unsigned end = longest(w, root, within, i);
    if (end == i) continue;
    at += (size_t)snprintf(out + at, size - at, "%s%u-%u", at ? "; " : "", w->at[i],
                           w->at[end - 1] + 1);
  }
}

static void find_all(const world *w, lun_dictionary *dict, char *out, size_t size) {
  lun_query_layer layer;
  lun_finder *finder;
  lun_hits hits = {0};
  lun_error err = {0};
  mark marks[SPANS];
  char keys[SPANS][2];
  for (int s = 0; s < SPANS; s++) {
    keys[s][0] = w->keys[s];
    keys[s][1] = '\0';
    marks[s] = (mark){w->at[w->first[s]], w->at[w->end[s] - 1] + 1, keys[s]};
  }
  fill_layer(&layer, marks, SPANS);
  lun_named_layer named = {"x", &layer};
  lun_named_layers layers = {&named, 1};
  lun_finder_options options = {.overlap = {LUN_OVERLAP_ALL, 0}, .layers = &layers};
  lun_document *doc = finding_document(w->text, strlen(w->text), NULL, NULL);
  assert_int_equal(lun_finder_new(dict, &finder, &err), LUN_OK);
  if (lun_finder_find(finder, doc, &options, NULL, &hits, &err) != LUN_OK)
    fail_msg("%s", err.message);
  size_t at = 0, kept = 0;
  out[0] = '\0';
  for (size_t i = 0; i < hits.count; i++) {
    /* within: one place comes from each span around it; the longest is meant */
    if (kept > 0 && hits.items[i].from == hits.items[i - 1].from) continue;
    kept++;
    at += (size_t)snprintf(out + at, size - at, "%s%u-%u", at ? "; " : "", hits.items[i].from,
                           hits.items[i].to);
  }
  lun_query_layer_clear(&layer);
  lun_hits_clear(&hits);
  lun_finder_free(finder);
  lun_document_free(doc);
}

static void test_random(void **state) {
  (void)state;
  world *w = lun_zalloc(sizeof *w);
  w->random = 88172645463325252u;
  for (int round = 0; round < 4000; round++) {
    static char want[8192], got[8192];
    lun_buffer text = {0};
    lun_error err = {0};
    lun_dictionary *dict;
    w->node_count = 0;
    int root = make_node(w, 3), within = draw(w, 4) == 0;
    print_node(w, root, &text);
    if (within) lun_buffer_add_text(&text, " within x");
    make_text(w);
    lun_status st = lun_query_new(text.data, text.len, &dict, &err);
    if (st == LUN_OK) {
      expect(w, root, within, want, sizeof want);
      find_all(w, dict, got, sizeof got);
      if (strcmp(want, got) != 0) {
        fail_msg("round %d: %s in \"%s\": \"%s\", not \"%s\"", round, text.data, w->text, got,
                 want);
      }
      lun_dictionary_free(dict);
    } else {
      assert_int_equal(st, LUN_EPATTERN); /* {0,0} */
    }
    lun_buffer_clear(&text);
  }
  lun_free(w);
}

/* Twelve gaps, nested loops, a long paragraph: time grows with the words, not beyond. */
static void test_time(void **state) {
  (void)state;
  static const char *const texts[] = {
      "\"a\" []? []? []? []? []? []? []? []? []? []? []? []? \"z\"",
      "(([]*)*)* \"z\"",
      "\"a\" []{0,12} \"a\" []{0,12} \"a\" []{0,12} \"z\"",
      "((\"a\"|[])*){1,50} \"z\"",
  };
  lun_buffer text = {0};
  lun_context ctx = {0};
  for (int i = 0; i < 200000; i++) lun_buffer_add_text(&text, i % 3 ? "a " : "b ");
  lun_document *doc = finding_document(text.data, text.len, NULL, NULL);
  lun_context_set_timeout(&ctx, 30);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    lun_hits hits = {0};
    lun_error err = {0};
    lun_finder *finder;
    lun_dictionary *dict = querying_new(texts[i]);
    assert_int_equal(lun_finder_new(dict, &finder, &err), LUN_OK);
    assert_int_equal(lun_finder_find(finder, doc, NULL, &ctx, &hits, &err), LUN_OK);
    assert_int_equal(hits.count, 0);
    lun_finder_free(finder);
    lun_dictionary_free(dict);
  }
  lun_context_set_timeout(&ctx, 1e-9);
  lun_hits hits = {0};
  lun_finder *finder;
  lun_dictionary *dict = querying_new("\"a\" []*");
  assert_int_equal(lun_finder_new(dict, &finder, NULL), LUN_OK);
  assert_int_equal(lun_finder_find(finder, doc, NULL, &ctx, &hits, NULL), LUN_ELIMIT);
  lun_hits_clear(&hits);
  lun_finder_free(finder);
  lun_dictionary_free(dict);
  lun_document_free(doc);
  lun_buffer_clear(&text);
}

#ifdef LUN_FAULTS
static lun_status search_with_faults(size_t nth) {
  static const char text[] =
      "w:[word=\"peace\" & !x] []{0,3} (\"US\"|<x/>) within sentence containing"
      " ([stem=\"talks\"]), near(deal:peace, /t.lks/, 5) within x, \"a\"%l";
  lun_dictionary *dict = NULL;
  lun_finder *finder = NULL;
  lun_error err = {0};
  lun_hits hits = {0};
  lun_query_layer layer;
  static const mark marks[] = {{0, 30, "k"}};
  lun_document *doc = finding_document("Peace and talks US.\n\nA peace talk.", 34, NULL, NULL);
  fill_layer(&layer, marks, 1);
  lun_named_layer named = {"x", &layer};
  lun_named_layers layers = {&named, 1};
  lun_finder_options options = {.layers = &layers};
  lun_fault_set(nth);
  lun_status st = lun_query_new(text, sizeof text - 1, &dict, &err);
  if (st == LUN_OK) st = lun_finder_new(dict, &finder, &err);
  if (st == LUN_OK) st = lun_finder_find(finder, doc, &options, NULL, &hits, &err);
  lun_fault_set(0);
  assert_int_equal(st, err.status);
  if (st == LUN_OK) assert_true(hits.count > 0);
  lun_hits_clear(&hits);
  lun_finder_free(finder);
  lun_dictionary_free(dict);
  lun_query_layer_clear(&layer);
  lun_document_free(doc);
  return st;
}

static void test_faults(void **state) {
  (void)state;
  for (size_t nth = 1; search_with_faults(nth) != LUN_OK; nth++) assert_true(nth < 10000);
}
#endif

int main(void) {
  const struct CMUnitTest all[] = {
      cmocka_unit_test(test_words),    cmocka_unit_test(test_sequences),
      cmocka_unit_test(test_captures), cmocka_unit_test(test_layers),
      cmocka_unit_test(test_errors),   cmocka_unit_test(test_unknown_layers),
      cmocka_unit_test(test_deep),     cmocka_unit_test(test_meaning),
      cmocka_unit_test(test_random),   cmocka_unit_test(test_time),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(all, NULL, NULL);
}
