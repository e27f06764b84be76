/* Searching: which of several matches win, what shields, days and languages do; and random
** dictionaries against the rules written down plainly. */
#include "finding.h"

#include <stdlib.h>

static void check(lun_dictionary *dict, const char *text, const char *want) {
  finding_check_in(dict, text, strlen(text), NULL, NULL, want);
}

static void test_longest(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){.key = "n", .value = "new york"});
  finding_add(dict, (lun_entry_spec){.key = "t", .value = "new york times"});
  finding_add(dict, (lun_entry_spec){.key = "y", .value = "york times building"});
  finding_add(dict, (lun_entry_spec){.key = "b", .value = "building"});
  check(dict, "new york times building", "0-14 t; 15-23 b");
  check(dict, "new york york times building", "0-8 n; 9-28 y");
  check(dict, "new new york, times", "4-12 n");
  check(dict, "new york. times", "0-8 n");
  check(dict, "", "");
  check(dict, "\r\n\xEF\xBB\xBF", "");
  lun_dictionary_free(dict);
}

static void test_keys(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){.key = "a", .value = "truce"});
  finding_add(dict, (lun_entry_spec){.key = "b", .value = "truce"});
  finding_add(dict, (lun_entry_spec){.key = "a", .value = "tru*"});
  finding_add(dict, (lun_entry_spec){.key = "a", .value = "/Truce/i"});
  finding_add(dict, (lun_entry_spec){.key = "c", .value = "truces*"});
  check(dict, "truce truces", "0-5 a; 0-5 b; 6-12 a; 6-12 c");
  lun_dictionary_free(dict);
}

static void test_regexes(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){.key = "r", .value = "/tr\\w+ ?/"});
  finding_add(dict, (lun_entry_spec){.key = "e", .value = "/x*/"}); /* empty matches are no hits */
  finding_add(dict, (lun_entry_spec){.key = "w", .value = "truce"});
  finding_add(dict,
              (lun_entry_spec){
                  .key = "i", .value = "WAR", .kind = LUN_ENTRY_REGEX, .case_rule = LUN_CASE_ANY});
  check(dict, "truce xx truce warfare", "0-6 r; 6-8 e; 9-15 r; 15-18 i");
  finding_add(dict, (lun_entry_spec){.key = "bad", .value = "/(a+)+$/"});
  lun_finder *finder;
  lun_hits hits = {0};
  lun_error err = {0};
  lun_document *doc =
      finding_document("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", 43, NULL, NULL);
  assert_int_equal(lun_finder_new(dict, &finder, &err), LUN_OK);
  assert_int_equal(lun_finder_find(finder, doc, NULL, NULL, &hits, &err), LUN_ELIMIT);
  assert_int_equal(hits.count, 0);
  lun_finder_free(finder);
  lun_finder_free(NULL);
  lun_document_free(doc);
  lun_dictionary_free(dict);
}

static void test_shields(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict,
              (lun_entry_spec){.key = "f",
                               .value = "fire",
                               .except = "cease fire|fire sale|under fire again|line of fire"});
  finding_add(dict, (lun_entry_spec){.key = "o", .value = "fire", .except = "fire sale"});
  check(dict, "fire", "0-4 f; 0-4 o");
  check(dict, "cease fire", "6-10 o"); /* a shield covers its own entry only */
  check(dict, "fire sale", "");
  check(dict, "cease fire sale", "");
  check(dict, "under fire again", "6-10 o");
  check(dict, "under fire, again", "6-10 f; 6-10 o");
  check(dict, "cease fire fire", "6-10 o; 11-15 f; 11-15 o");
  check(dict, "line of fire sale fire", "18-22 f; 18-22 o");
  lun_dictionary_free(dict);
  /* just the bytes of the hit, by globs, families, case and regex */
  finding_check((lun_entry_spec){.value = "cease*", .except = "ceaseless|/ceased?/"},
                "cease ceaseless ceases", "16-22");
  finding_check((lun_entry_spec){.value = "by-law", .except = "=Bylaw"}, "Bylaw bylaw",
                "6-11/solid");
  finding_check((lun_entry_spec){.value = "US", .except = "US Open", .case_rule = LUN_CASE_ANY},
                "us open, us", "9-11");
  finding_check((lun_entry_spec){.value = "Russia", .except = "Russia's"}, "Russia's Russia",
                "9-15");
}

/* Shorter matches come to light when the longer one is shielded. */
static void test_shielded_longest(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict,
              (lun_entry_spec){.key = "l", .value = "peace talks", .except = "peace talks show"});
  finding_add(dict, (lun_entry_spec){.key = "s", .value = "peace"});
  check(dict, "peace talks show, peace talks", "0-5 s; 18-29 l");
  lun_dictionary_free(dict);
}

static void test_days(void **state) {
  (void)state;
  static const struct {
    const char *date, *want;
  } rows[] = {
      {"2010-05-01", "0-1 in; 0-1 since; 0-1 until; 0-1 any"},
      {"2010-12-31", "0-1 in; 0-1 since; 0-1 until; 0-1 any"},
      {"2010-04-30", "0-1 until; 0-1 any"},
      {"2011-01-01", "0-1 since; 0-1 any"},
      {"2010", "0-1 in; 0-1 since; 0-1 until; 0-1 any"}, /* as far as it is stated */
      {"2010-04", "0-1 until; 0-1 any"},
      {NULL, "0-1 any"},
      {"long ago", "0-1 any"},
  };
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){
                        .key = "in", .value = "x", .first = {2010, 5, 1}, .last = {2010, 12, 31}});
  finding_add(dict, (lun_entry_spec){.key = "since", .value = "x", .first = {2010, 5, 1}});
  finding_add(dict, (lun_entry_spec){.key = "until", .value = "x", .last = {2010, 12, 31}});
  finding_add(dict, (lun_entry_spec){.key = "any", .value = "x"});
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    finding_check_in(dict, "x", 1, rows[i].date, NULL, rows[i].want);
  }
  lun_dictionary_free(dict);
}

static void test_languages(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){.key = "e", .value = "gift", .lang = "en"});
  finding_add(dict, (lun_entry_spec){.key = "d", .value = "gift", .lang = "de"});
  finding_add(dict, (lun_entry_spec){.key = "a", .value = "gift"});
  finding_check_in(dict, "gift", 4, NULL, "en", "0-4 e; 0-4 a");
  finding_check_in(dict, "gift", 4, NULL, "de", "0-4 d; 0-4 a");
  finding_check_in(dict, "gift", 4, NULL, "fr", "0-4 a");
  finding_check_in(dict, "gift", 4, NULL, NULL, "0-4 e; 0-4 d; 0-4 a"); /* not stated: any */
  lun_dictionary_free(dict);
}

/* A finder goes from document to document, and appends. */
static void test_reuse(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){.key = "g", .value = "a*", .except = "ab"});
  lun_finder *finder;
  lun_hits hits = {0};
  assert_int_equal(lun_finder_new(dict, &finder, NULL), LUN_OK);
  lun_dictionary_free(dict); /* the finder holds one */
  static const char *const texts[] = {"ab aa b", "", "aa", "b a's", "aa ab"};
  for (size_t i = 0; i < 5; i++) {
    lun_document *doc = finding_document(texts[i], strlen(texts[i]), NULL, NULL);
    assert_int_equal(lun_finder_find(finder, doc, NULL, NULL, &hits, NULL), LUN_OK);
    lun_document_free(doc);
  }
  char got[256];
  finding_show(dict, &hits, got, sizeof got);
  assert_string_equal(got, "3-5 g; 0-2 g; 2-3 g; 0-2 g");
  lun_hits_clear(&hits);
  lun_hits_clear(&hits);
  lun_finder_free(finder);
}

static void test_stopped(void **state) {
  (void)state;
  atomic_int stop = 1;
  lun_context ctx = {.stop = &stop};
  lun_error err = {0};
  lun_hits hits = {0};
  lun_finder *finder;
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){.value = "a"});
  lun_document *doc = finding_document("a b a", 5, NULL, NULL);
  assert_int_equal(lun_finder_new(dict, &finder, NULL), LUN_OK);
  assert_int_equal(lun_finder_find(finder, doc, NULL, &ctx, &hits, &err), LUN_ESTOP);
  stop = 0;
  assert_int_equal(lun_finder_find(finder, doc, NULL, &ctx, &hits, &err), LUN_OK);
  assert_int_equal(hits.count, 2);
  lun_hits_clear(&hits);
  lun_finder_free(finder);
  lun_document_free(doc);
  lun_dictionary_free(dict);
}

/* ---- size ---- */

/* `unit` written `count` times. */
static lun_document *long_document(const char *unit, size_t count) {
  lun_buffer text = {0};
  for (size_t i = 0; i < count; i++) lun_buffer_add_text(&text, unit);
  lun_document *doc = finding_document(text.data, text.len, NULL, NULL);
  lun_buffer_clear(&text);
  return doc;
}

/* 20,000 places with a hit and a shield each, in several shapes. */
static void test_many_shields(void **state) {
  (void)state;
  enum { COUNT = 20000 };
  static const struct {
    const char *unit, *except;
    size_t hits;
  } rows[] = {
      {"cease fire ", "cease fire", 0},
      {"fire sale, fire ", "fire sale", COUNT},
      {"fire ", "fire fire fire fire fire fire fire fire", 0},
      {"fire fire. ", "cease fire|fire sale|fire fire", 0},
      {"fire x ", "/fire x/|/x fire/|* fire|fire *|a fire", 0},
      {"fire ", "/(?s)fire.*/", 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    lun_dictionary *dict = finding_dictionary();
    lun_hits hits = {0};
    finding_add(dict, (lun_entry_spec){.value = "fire", .except = rows[i].except});
    lun_document *doc = long_document(rows[i].unit, COUNT);
    int64_t began = lun_clock();
    finding_find(dict, doc, &hits);
    double took = (double)(lun_clock() - began) / 1e9;
    if (hits.count != rows[i].hits) fail_msg("\"%s\": %zu hits", rows[i].unit, hits.count);
    if (took > 5) fail_msg("\"%s\" took %g s", rows[i].unit, took);
    lun_hits_clear(&hits);
    lun_document_free(doc);
    lun_dictionary_free(dict);
  }
}

/* Phrases that share long beginnings, over a text that nearly matches everywhere. */
static void test_near_misses(void **state) {
  (void)state;
  lun_dictionary *dict = finding_dictionary();
  lun_buffer value = {0};
  for (int n = 1; n <= 200; n++) {
    lun_buffer_add_text(&value, "a ");
    char copy[512];
    snprintf(copy, sizeof copy, "%sb", value.data);
    finding_add(dict, (lun_entry_spec){.key = "k", .value = copy});
  }
  lun_buffer_clear(&value);
  lun_document *doc = long_document("a a a a a a a a a a\n", 10000);
  lun_hits hits = {0};
  int64_t began = lun_clock();
  finding_find(dict, doc, &hits);
  assert_true(lun_clock() - began < INT64_C(20000000000));
  assert_int_equal(hits.count, 0);
  lun_document_free(doc);
  lun_dictionary_free(dict);
}

/* ---- random dictionaries against the plain rules ---- */

enum { WORDS_MOST = 24, ENTRIES_MOST = 14, PARTS_MOST = 3, FOUND_MOST = 4000 };

static uint32_t seed;

static uint32_t draw(uint32_t below) {
  seed = seed * 1664525 + 1013904223;
  return (uint32_t)((uint64_t)(seed >> 8) * below >> 24);
}

typedef struct plain_gap {
  const char *text, *marks;
  int barrier;
  lun_form form;
} plain_gap;

static const plain_gap gaps[] = {
    {" ", "", 0, LUN_FORM_SPACE},     {" ", "", 0, LUN_FORM_SPACE},
    {"-", "", 0, LUN_FORM_HYPHEN},    {"\xE2\x80\x93", "", 0, LUN_FORM_DASH},
    {"  ", "", 0, LUN_FORM_SPACE},    {"\n", "", 0, LUN_FORM_LINE},
    {" -\r\n", "", 0, LUN_FORM_LINE}, {", ", ",", 0, LUN_FORM_SPACE},
    {". ", ".", 0, LUN_FORM_SPACE},   {"\n\n", "", 1, LUN_FORM_LINE},
    {"--", "", 1, LUN_FORM_HYPHEN},   {"\xC2\xA0", "", 0, LUN_FORM_SPACE},
};
enum { GAPS = sizeof gaps / sizeof *gaps };

typedef struct plain_word {
  char text[8];
  uint32_t from, to;
  const plain_gap *before;
} plain_word;

typedef struct plain_entry {
  char value[40];
  char key[2];
  char parts[PARTS_MOST][6];
  char joins[PARTS_MOST]; /* what stands before each part: ' ', ',' or '-' */
  size_t count;
  int glob, family;
  lun_case_rule rule;
  size_t shield; /* the entry it protects from, plus one */
} plain_entry;

typedef struct plain_case {
  lun_buffer text;
  plain_word words[WORDS_MOST];
  size_t word_count;
  plain_entry entries[ENTRIES_MOST];
  size_t entry_count;
  lun_hit found[FOUND_MOST];
  size_t found_count;
} plain_case;

static void draw_word(char *out, const char *letters) {
  size_t len = 1 + draw(2), kinds = strlen(letters);
  for (size_t i = 0; i < len; i++) out[i] = letters[draw((uint32_t)kinds)];
  out[len] = '\0';
}

static void draw_text(plain_case *c) {
  lun_buffer_reset(&c->text);
  c->word_count = 1 + draw(WORDS_MOST);
  for (size_t i = 0; i < c->word_count; i++) {
    plain_word *w = &c->words[i];
    w->before = &gaps[draw(GAPS)];
    draw_word(w->text, draw(3) ? "aby" : "aAbBs");
    if (draw(5) == 0) draw_word(w->text + strlen(w->text), "aby"); /* parts written solid */
    if (draw(6) == 0) strcat(w->text, "s");
    if (draw(6) == 0) strcat(w->text, draw(4) ? "'s" : "'S");
    if (i > 0) lun_buffer_add_text(&c->text, w->before->text);
    w->from = (uint32_t)c->text.len;
    lun_buffer_add_text(&c->text, w->text);
    w->to = (uint32_t)c->text.len;
  }
}

static void draw_entry(plain_entry *e, size_t shield) {
  *e = (plain_entry){.count = 1 + draw(PARTS_MOST), .shield = shield};
  for (size_t i = 0; i < e->count; i++) {
    e->joins[i] = " -- ,"[draw(5)];
    draw_word(e->parts[i], draw(4) ? "aby" : draw(2) ? "AB" : "ab*?");
    if (strpbrk(e->parts[i], "*?") != NULL) e->glob = 1;
    if (i > 0 && e->joins[i] == '-') e->family = 1;
    if (i > 0) strncat(e->value, &e->joins[i], 1);
    if (i > 0 && e->joins[i] == ',') strcat(e->value, " ");
    strcat(e->value, e->parts[i]);
  }
  e->key[0] = "kl"[draw(2)];
  if (shield == 0 && draw(3) == 0) e->rule = draw(2) ? LUN_CASE_ANY : LUN_CASE_EXACT;
}

static void lower(char *s) {
  for (; *s; s++) {
    if (*s >= 'A' && *s <= 'Z') *s = (char)(*s + 32);
  }
}

static int fits_glob(const char *g, const char *w) {
  if (*g == '*') return fits_glob(g + 1, w) || (*w && fits_glob(g, w + 1));
  if (*w == '\0') return *g == '\0';
  return (*g == '?' || *g == *w) && fits_glob(g + 1, w + 1);
}

/* Whether `word` (`len` bytes) is what `want` asks for: its letters, and its case if that counts. */
static int fits(const plain_entry *e, const char *want, const char *word, size_t len,
                int check_case) {
  char folded_want[24], folded[24], given[24] = "";
  size_t capitals = 0, small = 0;
  memcpy(given, word, len);
  snprintf(folded, sizeof folded, "%s", given);
  snprintf(folded_want, sizeof folded_want, "%s", want);
  lower(folded);
  lower(folded_want);
  int wild = e->glob && strpbrk(want, "*?") != NULL;
  if (!(wild ? fits_glob(folded_want, folded) : strcmp(folded_want, folded) == 0)) return 0;
  for (const char *p = want; *p; p++) {
    capitals += *p >= 'A' && *p <= 'Z';
    small += *p >= 'a' && *p <= 'z';
  }
  int exact =
      e->rule == LUN_CASE_EXACT || (e->rule == LUN_CASE_AUTO && capitals >= 2 && small == 0);
  if (!exact || !check_case) return 1;
  return wild ? fits_glob(want, given) : strcmp(want, given) == 0;
}

static lun_form join(lun_form a, lun_form b) {
  return a == LUN_FORM_NONE || a == b ? b : LUN_FORM_MIXED;
}

static void note(plain_case *c, size_t entry, uint32_t from, uint32_t to, lun_form form) {
  assert_true(c->found_count < FOUND_MOST);
  c->found[c->found_count++] = (lun_hit){from, to, (uint32_t)entry, form};
}

static void match_rest(plain_case *c, size_t entry, size_t first, size_t at, size_t part,
                       lun_form form, int closed);

/* Read word `at` as parts [part, behind) of the entry, written solid, in the plural or not. */
static void match_word(plain_case *c, size_t entry, size_t first, size_t at, size_t part,
                       size_t behind, int plural, lun_form form, int closed) {
  const plain_entry *e = &c->entries[entry];
  const plain_word *w = &c->words[at];
  char want[24] = "";
  for (size_t i = part; i < behind; i++) strcat(want, e->parts[i]);
  if (plural) {
    size_t n = strlen(want);
    char last = want[n - 1], before = n > 1 ? want[n - 2] : 'x';
    if ((last == 'y' || last == 'Y') && strchr("aeiouAEIOU", before) == NULL)
      strcpy(want + n - 1, "ies");
    else strcat(want, last == 's' || last == 'S' ? "es" : "s");
  }
  size_t len = strlen(w->text), base = len;
  if (len > 2 && w->text[len - 2] == '\'') base = len - 2;
  int wild = e->glob && strpbrk(want, "*?") != NULL;
  for (size_t taken = len;; taken = base) {
    int passed_over = wild && taken == len && base < len && fits(e, want, w->text, base, 0);
    if (!passed_over && fits(e, want, w->text, taken, 1)) {
      uint32_t to = w->from + (uint32_t)taken;
      if (behind == e->count) {
        lun_form all = closed ? join(form, LUN_FORM_SOLID) : form;
        note(c, entry, c->words[first].from, to, e->family ? all : LUN_FORM_NONE);
      } else {
        match_rest(c, entry, first, at + 1, behind, form, closed);
      }
    }
    if (taken == base) break;
  }
}

static void match_rest(plain_case *c, size_t entry, size_t first, size_t at, size_t part,
                       lun_form form, int closed) {
  const plain_entry *e = &c->entries[entry];
  if (at >= c->word_count) return;
  if (part > 0) {
    const plain_gap *gap = c->words[at].before;
    const char *own = e->joins[part] == ',' ? "," : "";
    if (gap->barrier || (gap->marks[0] && strcmp(gap->marks, own) != 0)) return;
    if (e->joins[part] == '-') form = join(form, gap->form);
  }
  for (size_t behind = part + 1; behind <= e->count; behind++) {
    if (behind > part + 1 && e->joins[behind - 1] != '-') break;
    int solid = closed || behind > part + 1;
    match_word(c, entry, first, at, part, behind, 0, form, solid);
    if (behind == e->count && e->family)
      match_word(c, entry, first, at, part, behind, 1, form, solid);
  }
}

static int is_shielded(const plain_case *c, const lun_hit *hit) {
  for (size_t i = 0; i < c->found_count; i++) {
    const lun_hit *other = &c->found[i];
    if (c->entries[other->entry].shield == hit->entry + 1 && other->from <= hit->from &&
        other->to >= hit->to) {
      return 1;
    }
  }
  return 0;
}

/* Whether `a` comes before `b` among hits: by first byte, longest, entry, form. */
static int precedes(const lun_hit *a, const lun_hit *b) {
  if (a->from != b->from) return a->from < b->from;
  if (a->to != b->to) return a->to > b->to;
  if (a->entry != b->entry) return a->entry < b->entry;
  return a->form < b->form;
}

/* The next hit that may stand behind `last`, in a plain search over all that was found. */
static const lun_hit *next_hit(const plain_case *c, const lun_hit *last) {
  const lun_hit *best = NULL;
  for (size_t i = 0; i < c->found_count; i++) {
    const lun_hit *hit = &c->found[i];
    if (c->entries[hit->entry].shield || is_shielded(c, hit)) continue;
    int same = last != NULL && hit->from == last->from && hit->to == last->to;
    if (last != NULL && !same && hit->from < last->to) continue;
    if (last != NULL && !precedes(last, hit)) continue;
    if (best == NULL || precedes(hit, best)) best = hit;
  }
  return best;
}

static void find_plainly(plain_case *c, lun_hits *out) {
  c->found_count = 0;
  for (size_t e = 0; e < c->entry_count; e++) {
    for (size_t i = 0; i < c->word_count; i++) match_rest(c, e, i, i, 0, LUN_FORM_NONE, 0);
  }
  for (const lun_hit *hit = next_hit(c, NULL); hit != NULL; hit = next_hit(c, hit)) {
    int known = 0;
    for (size_t k = 0; k < out->count; k++) {
      const lun_hit *other = &out->items[k];
      known |= other->from == hit->from && other->to == hit->to &&
               strcmp(c->entries[other->entry].key, c->entries[hit->entry].key) == 0;
    }
    if (!known) lun_hits_add(out, *hit, NULL);
  }
}

static int is_known(const plain_case *c, const plain_entry *e) {
  for (size_t i = 0; i < c->entry_count; i++) {
    const plain_entry *other = &c->entries[i];
    if (strcmp(other->value, e->value) == 0 && strcmp(other->key, e->key) == 0 &&
        other->rule == e->rule && other->shield == e->shield) {
      return 1;
    }
  }
  return 0;
}

/* Entries for the plain search and the dictionary, numbered alike. */
static lun_dictionary *draw_dictionary(plain_case *c) {
  lun_dictionary *dict = finding_dictionary();
  c->entry_count = 0;
  while (c->entry_count + 1 < ENTRIES_MOST && (c->entry_count < 3 || draw(8))) {
    plain_entry *e = &c->entries[c->entry_count], *shield = e + 1;
    lun_entry_spec spec = {.key = e->key, .value = e->value};
    draw_entry(e, 0);
    if (is_known(c, e)) continue;
    spec.case_rule = e->rule;
    if (draw(3) == 0) {
      draw_entry(shield, c->entry_count + 1);
      shield->rule = e->rule;
      spec.except = shield->value;
      c->entry_count++;
    }
    finding_add(dict, spec);
    c->entry_count++;
    assert_int_equal(dict->entry_count, c->entry_count);
  }
  return dict;
}

static void fail_case(const plain_case *c, const lun_dictionary *dict, const lun_hits *want,
                      const lun_hits *got) {
  char a[2048], b[2048];
  for (size_t i = 0; i < c->entry_count; i++) {
    const plain_entry *e = &c->entries[i];
    print_message("%s = \"%s\" rule %d shields %zu\n", e->key, e->value, (int)e->rule, e->shield);
  }
  finding_show(dict, want, a, sizeof a);
  finding_show(dict, got, b, sizeof b);
  fail_msg("in \"%s\"\nwant %s\ngot  %s", c->text.data, a, b);
}

static void test_random(void **state) {
  (void)state;
  enum { ROUNDS = 4000, TEXTS = 4 };
  plain_case *c = lun_zalloc(sizeof *c);
  size_t total = 0, shielded = 0;
  seed = 20160903;
  for (int round = 0; round < ROUNDS; round++) {
    lun_dictionary *dict = draw_dictionary(c);
    for (int t = 0; t < TEXTS; t++) {
      lun_hits want = {0}, got = {0};
      draw_text(c);
      find_plainly(c, &want);
      lun_document *doc = finding_document(c->text.data, c->text.len, NULL, NULL);
      finding_find(dict, doc, &got);
      int same =
          want.count == got.count &&
          (got.count == 0 || memcmp(want.items, got.items, got.count * sizeof *got.items) == 0);
      if (!same) fail_case(c, dict, &want, &got);
      total += got.count;
      for (size_t i = 0; i < c->found_count; i++) shielded += (size_t)is_shielded(c, &c->found[i]);
      lun_document_free(doc);
      lun_hits_clear(&want);
      lun_hits_clear(&got);
    }
    lun_dictionary_free(dict);
  }
  assert_true(total > 10 * ROUNDS && shielded > ROUNDS / 4); /* the rounds are about something */
  lun_buffer_clear(&c->text);
  lun_free(c);
}

#ifdef LUN_FAULTS
static const char sweep_text[] = "No cease-fire, ceasefires in Stra\xC3\x9F"
                                 "e's peace; ABC US us peaces";

static lun_dictionary *sweep_dictionary(void) {
  lun_dictionary *dict = finding_dictionary();
  finding_add(dict, (lun_entry_spec){.key = "f", .value = "cease-fire", .except = "no cease-fire"});
  finding_add(dict, (lun_entry_spec){.key = "g", .value = "peace*", .except = "peace"});
  finding_add(dict, (lun_entry_spec){.key = "s", .value = "stra*"});
  finding_add(dict, (lun_entry_spec){.key = "u", .value = "US", .lang = "en"});
  finding_add(dict, (lun_entry_spec){.key = "r", .value = "/a(b)c/i"});
  return dict;
}

static void test_faults(void **state) {
  (void)state;
  lun_dictionary *dict = sweep_dictionary();
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_document *doc = finding_document(sweep_text, sizeof sweep_text - 1, "2016-09-03", "en");
    lun_finder *finder = NULL;
    lun_hits hits = {0};
    lun_error err = {0};
    char got[512];
    lun_fault_set(nth);
    st = lun_finder_new(dict, &finder, &err);
    if (st == LUN_OK) st = lun_finder_find(finder, doc, NULL, NULL, &hits, &err);
    lun_fault_set(0);
    assert_int_equal(st, err.status);
    if (finder != NULL) { /* a finder that failed still finds */
      hits.count = 0;
      assert_int_equal(lun_finder_find(finder, doc, NULL, NULL, &hits, &err), LUN_OK);
      finding_show(dict, &hits, got, sizeof got);
      assert_string_equal(got, "15-25 f/solid; 29-36 s; 46-49 r; 50-52 u; 56-62 g");
    }
    lun_hits_clear(&hits);
    lun_finder_free(finder);
    lun_document_free(doc);
  }
  lun_dictionary_free(dict);
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_longest),          cmocka_unit_test(test_keys),
      cmocka_unit_test(test_regexes),          cmocka_unit_test(test_shields),
      cmocka_unit_test(test_shielded_longest), cmocka_unit_test(test_days),
      cmocka_unit_test(test_languages),        cmocka_unit_test(test_reuse),
      cmocka_unit_test(test_stopped),          cmocka_unit_test(test_many_shields),
      cmocka_unit_test(test_near_misses),      cmocka_unit_test(test_random),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
