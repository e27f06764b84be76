/* Explanations: the rule numbers of the official cases, and the same boundaries as the segmenters
** on those cases and on strings drawn at random from every class. */
#include "base/memory.h"
#include "text/explain.h"
#include "text/segment.h"
#include "text/unicode.h"

#include "break_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef lun_status (*explainer)(const char *, size_t, lun_verdict_each, void *, lun_error *);

static lun_status find_words(const char *text, size_t len, lun_spans *out) {
  return lun_words_find(text, len, LUN_SEGMENT_ALL, NULL, out, NULL);
}

static lun_status find_graphemes(const char *text, size_t len, lun_spans *out) {
  return lun_graphemes_find(text, len, NULL, out, NULL);
}

static lun_status find_sentences(const char *text, size_t len, lun_spans *out) {
  return lun_sentences_find(text, len, LUN_SEGMENT_ALL, NULL, out, NULL);
}

/* A unit, its prefix of rules, its two implementations and its official cases. */
typedef struct unit {
  const char *prefix, *cases, *rules;
  explainer explain;
  break_finder find;
} unit;

static const unit units[] = {
    {"WB", "WordBreakTest.txt",
     "WB1 WB2 WB3 WB3a WB3b WB3c WB3d WB4 WB5 WB6 WB7 WB7a WB7b WB7c WB8 WB9 WB10 WB11 WB12 WB13 "
     "WB13a WB13b WB15 WB16 WB999 ",
     lun_words_explain, find_words},
    {"GB", "GraphemeBreakTest.txt",
     "GB1 GB2 GB3 GB4 GB5 GB6 GB7 GB8 GB9 GB9a GB9b GB11 GB12 GB13 GB999 ", lun_graphemes_explain,
     find_graphemes},
    {"SB", "SentenceBreakTest.txt", "SB1 SB2 SB3 SB4 SB5 SB6 SB7 SB8 SB8a SB9 SB10 SB11 SB998 ",
     lun_sentences_explain, find_sentences},
};

enum { UNITS = sizeof units / sizeof *units };

/* What the walk over one text brings. */
typedef struct walk {
  lun_spans spans; /* between the boundaries */
  size_t from;
  char rules[4096]; /* one behind the other, a blank behind each */
  size_t rules_len;
  size_t places;
} walk;

static lun_status add_verdict(void *user, const lun_verdict *verdict, lun_error *err) {
  walk *w = user;
  size_t len = strlen(verdict->rule);
  assert_true(strlen(verdict->meaning) > 8);
  if (w->rules_len + len + 2 < sizeof w->rules) {
    memcpy(w->rules + w->rules_len, verdict->rule, len);
    memcpy(w->rules + w->rules_len + len, " ", 2);
    w->rules_len += len + 1;
  }
  w->places++;
  if (!verdict->is_boundary || verdict->at == 0) return LUN_OK;
  size_t from = w->from;
  w->from = verdict->at;
  return lun_spans_add(&w->spans, from, verdict->at, err);
}

/* Explain a text and compare the boundaries with the segmenter's. Owner: caller clears w->spans. */
static void explain(const unit *u, const char *text, size_t len, walk *w) {
  lun_spans found = {0};
  lun_error err = {0};
  *w = (walk){0};
  assert_int_equal(u->explain(text, len, add_verdict, w, &err), LUN_OK);
  assert_int_equal(u->find(text, len, &found), LUN_OK);
  assert_int_equal(w->spans.count, found.count);
  if (found.count > 0) {
    assert_memory_equal(w->spans.items, found.items, found.count * sizeof *found.items);
  }
  assert_int_equal(w->places, len == 0 ? 0 : lun_utf8_count(text, 0, len) + 1);
  lun_spans_clear(&found);
}

/* "[3.1]" of the official cases as the standard's "3a": the part behind the stop is the letter; 0.2
** and 0.3 are the start and end of the text, rules 1 and 2. */
static void add_official(const char *prefix, const char *number, char *out, size_t size) {
  char *rest;
  unsigned long whole = strtoul(number, &rest, 10), part = strtoul(rest + 1, NULL, 10);
  char letter[2] = {part > 0 ? (char)('a' + part - 1) : '\0', '\0'};
  if (whole == 0) {
    whole = part - 1;
    letter[0] = '\0';
  }
  size_t len = strlen(out);
  snprintf(out + len, size - len, "%s%lu%s ", prefix, whole, letter);
}

/* The rules that the comment of an official case names, in the form of walk.rules. */
static void read_rules(const char *prefix, const char *comment, char *out, size_t size) {
  out[0] = '\0';
  for (const char *at = strchr(comment, '['); at != NULL; at = strchr(at + 1, '[')) {
    if (at[1] >= '0' && at[1] <= '9') add_official(prefix, at + 1, out, size);
  }
}

/* Add to `seen` the rules that it does not hold yet. */
static void add_seen(char *seen, size_t size, char *rules) {
  for (char *rule = strtok(rules, " "); rule != NULL; rule = strtok(NULL, " ")) {
    char key[16];
    snprintf(key, sizeof key, " %s ", rule);
    size_t len = strlen(seen);
    if (strstr(seen, key) == NULL) snprintf(seen + len, size - len, "%s ", rule);
  }
}

/* Every rule of the unit's list stands in `seen`, and no other. */
static void check_seen(const unit *u, const char *seen) {
  char rules[512], missing[512] = "";
  snprintf(rules, sizeof rules, "%s", u->rules);
  for (char *rule = strtok(rules, " "); rule != NULL; rule = strtok(NULL, " ")) {
    char key[16];
    snprintf(key, sizeof key, " %s ", rule);
    if (strstr(seen, key) == NULL) strcat(strcat(missing, rule), " ");
  }
  assert_string_equal(missing, "");
  assert_int_equal(strlen(seen), strlen(u->rules) + 1);
}

static int run_official(const unit *u, FILE *file, int *failed) {
  char line[8192], want[4096];
  int count = 0;
  break_case c = {0};
  while (fgets(line, sizeof line, file) != NULL) {
    walk w;
    char *comment = strchr(line, '#');
    if (line[0] == '#' || comment == NULL) continue;
    read_rules(u->prefix, comment, want, sizeof want);
    if (!read_break_case(line, &c)) continue;
    explain(u, c.text, c.len, &w);
    count++;
    if (strcmp(w.rules, want) != 0 && (*failed)++ < 5) {
      fprintf(stderr, "%s case %d:\n  have %s\n  want %s\n", u->cases, count, w.rules, want);
    }
    lun_spans_clear(&w.spans);
  }
  lun_spans_clear(&c.spans);
  return count;
}

static void test_official(void **state) {
  (void)state;
  static const int counts[] = {1823, 602, 502};
  for (size_t i = 0; i < UNITS; i++) {
    char path[256];
    int failed = 0;
    snprintf(path, sizeof path, BREAK_FOLDER "%s", units[i].cases);
    FILE *file = fopen(path, "r");
    if (file == NULL) skip();
    int count = run_official(&units[i], file, &failed);
    fclose(file);
    assert_int_equal(count, counts[i]);
    assert_int_equal(failed, 0);
  }
}

static uint32_t draw(uint32_t *seed, uint32_t limit) {
  *seed = *seed * 1664525 + 1013904223;
  return (uint32_t)(((uint64_t)*seed * limit) >> 32);
}

/* One code point of every set of classes that Unicode has. Returns how many. */
static size_t read_samples(uint32_t *samples, size_t most) {
  static unsigned char known[1 << 16];
  size_t count = 0;
  memset(known, 0, sizeof known);
  for (uint32_t code = 0; code <= 0x10FFFF; code++) {
    unsigned classes = lun_unicode_get(code);
    if (known[classes] || (code >= 0xD800 && code <= 0xDFFF)) continue;
    known[classes] = 1;
    assert_true(count < most);
    samples[count++] = code;
  }
  return count;
}

/* Some strings stay within a few classes, so that long rows and all pairs come up. */
static size_t draw_text(uint32_t *seed, const uint32_t *samples, size_t count, char *text) {
  uint32_t few[4];
  size_t len = 0;
  uint32_t kinds = 1 + draw(seed, 5), codes = draw(seed, 24);
  for (size_t i = 0; i < 4; i++) few[i] = samples[draw(seed, (uint32_t)count)];
  for (uint32_t n = 0; n < codes; n++) {
    uint32_t code = kinds == 5 ? samples[draw(seed, (uint32_t)count)] : few[draw(seed, kinds)];
    len += lun_utf8_put(code, text + len);
  }
  return len;
}

static void test_random(void **state) {
  (void)state;
  uint32_t samples[1024], seed = 7;
  size_t count = read_samples(samples, 1024);
  char seen[UNITS][512] = {" ", " ", " "};
  for (int round = 0; round < 60000; round++) {
    char text[128];
    size_t len = draw_text(&seed, samples, count, text);
    for (size_t i = 0; i < UNITS; i++) {
      walk w;
      explain(&units[i], text, len, &w);
      add_seen(seen[i], sizeof seen[i], w.rules);
      lun_spans_clear(&w.spans);
    }
  }
  for (size_t i = 0; i < UNITS; i++) check_seen(&units[i], seen[i]);
}

static void check(const unit *u, const char *text, size_t len, const char *rules) {
  walk w;
  explain(u, text, len, &w);
  assert_string_equal(w.rules, rules);
  lun_spans_clear(&w.spans);
}

#define CHECK(unit, text, rules) check(unit, text, sizeof(text) - 1, rules)

static void test_texts(void **state) {
  (void)state;
  const unit *w = &units[0], *g = &units[1], *s = &units[2];
  CHECK(w, "", "");
  CHECK(w, "a", "WB1 WB2 ");
  CHECK(w, "can't", "WB1 WB5 WB5 WB6 WB7 WB2 ");
  CHECK(w, "3.5%", "WB1 WB12 WB11 WB999 WB2 ");
  CHECK(w, "x-y", "WB1 WB999 WB999 WB2 ");
  CHECK(w, "a\0b", "WB1 WB999 WB999 WB2 ");
  CHECK(w, "a\r\nb", "WB1 WB3b WB3 WB3a WB2 ");
  CHECK(w, "\xEF\xBB\xBF\x61", "WB1 WB999 WB2 ");               /* BOM */
  CHECK(w, "e\xCC\x81t", "WB1 WB4 WB5 WB2 ");                   /* NFD */
  CHECK(w, "\xD7\xA9\xD7\x9C'", "WB1 WB5 WB7a WB2 ");           /* RTL */
  CHECK(w, "\xF0\x9D\x90\x80\xF0\x9D\x90\x81", "WB1 WB5 WB2 "); /* four bytes */
  CHECK(g, "e\xCC\x81t", "GB1 GB9 GB999 GB2 ");
  CHECK(g, "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7", "GB1 GB9 GB11 GB2 ");
  CHECK(g, "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "GB1 GB6 GB7 GB2 ");
  CHECK(s, "A. B", "SB1 SB998 SB9 SB11 SB2 ");
  CHECK(s, "A.B", "SB1 SB998 SB7 SB2 ");
  CHECK(s, "3.5", "SB1 SB998 SB6 SB2 ");
  CHECK(s, "b. c", "SB1 SB998 SB8 SB8 SB2 ");
}

/* The walk ends when the caller says so. */
static lun_status stop_third(void *user, const lun_verdict *verdict, lun_error *err) {
  int *count = user;
  (void)verdict;
  return ++*count == 3 ? lun_fail(err, LUN_ESTOP, 0, "enough") : LUN_OK;
}

static void test_stop(void **state) {
  (void)state;
  for (size_t i = 0; i < UNITS; i++) {
    int count = 0;
    lun_error err = {0};
    assert_int_equal(units[i].explain("abcdef", 6, stop_third, &count, &err), LUN_ESTOP);
    assert_int_equal(count, 3);
    assert_string_equal(err.message, "enough");
  }
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  for (size_t i = 0; i < UNITS; i++) {
    int count = 0;
    lun_error err = {0};
    lun_fault_set(1);
    assert_int_equal(units[i].explain("abc", 3, stop_third, &count, &err), LUN_ENOMEM);
    lun_fault_set(0);
    assert_int_equal(err.status, LUN_ENOMEM);
    assert_int_equal(count, 0);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_official), cmocka_unit_test(test_random),
      cmocka_unit_test(test_texts),    cmocka_unit_test(test_stop),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
