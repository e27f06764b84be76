/* near(...) and before(...): what they find, and random ones against a plain search. */
#include "querying.h"

/* "from-to" of each hit, then " name=from-to" of its parts; overlap as given. */
static void find(lun_dictionary *dict, const char *in, lun_overlap overlap, char *out,
                 size_t size) {
  size_t at = 0, count, len;
  lun_error err = {0};
  lun_hits hits = {0};
  lun_finder *finder;
  lun_finder_options options = {.overlap = {overlap, 0}};
  lun_document *doc = finding_document(in, strlen(in), NULL, NULL);
  assert_int_equal(lun_finder_new(dict, &finder, &err), LUN_OK);
  lun_status st = lun_finder_find(finder, doc, &options, NULL, &hits, &err);
  if (st != LUN_OK) fail_msg("%s", err.message);
  out[0] = '\0';
  for (size_t i = 0; i < hits.count; i++) {
    const lun_capture *c = lun_captures_find(lun_finder_captures(finder), &hits.items[i], &count);
    at += (size_t)snprintf(out + at, size - at, "%s%u-%u", i ? "; " : "", hits.items[i].from,
                           hits.items[i].to);
    for (; overlap == LUN_OVERLAP_LONGEST && count > 0; count--, c++) {
      const char *name = lun_map_get(&dict->tokens.captures, c->name, &len);
      at += (size_t)snprintf(out + at, size - at, " %.*s=%u-%u", (int)len, name, c->span.from,
                             c->span.to);
    }
  }
  lun_hits_clear(&hits);
  lun_finder_free(finder);
  lun_document_free(doc);
}

static void check(const char *text, const char *in, const char *want) {
  char got[2048];
  lun_dictionary *dict = querying_new(text);
  find(dict, in, LUN_OVERLAP_LONGEST, got, sizeof got);
  if (strcmp(got, want) != 0) fail_msg("%s in \"%s\": \"%s\", not \"%s\"", text, in, got, want);
  lun_dictionary_free(dict);
}

static void test_distance(void **state) {
  (void)state;
  check("near(a, b, 1)", "a b", "0-3 1=0-1 2=2-3");
  check("near(a, b, 1)", "b a", "0-3 1=2-3 2=0-1");
  check("near(a, b, 1)", "a x b", "");
  check("near(a, b, 2)", "a x b", "0-5 1=0-1 2=4-5");
  check("before(a, b, 2)", "b a x b", "2-7 1=2-3 2=6-7");
  check("near(a, b, 9)", "a a x b", "2-7 1=2-3 2=6-7");
  check("near(a, a, 2)", "a a", "0-3 1=0-1 2=2-3");
  check("near(a, a, 2)", "a", "");
  check("near(a, b, 9)", "a\n\nb", "");
  check("near(a, b, 9)", "a. B", "0-4 1=0-1 2=3-4");
  check("near(aa, bb, 9) within sentence", "Aa is. Bb is aa. It", "7-15 1=13-15 2=7-9");
  check("near(aa, bb, 9) !within sentence", "Aa is. Bb is aa. It", "0-9 1=0-2 2=7-9");
  check("near(a, b, c, 3)", "c x a b", "0-7 1=4-5 2=6-7 3=0-1");
  check("near(a, b, c, 2)", "c x a b", "");
  check("NEAR (a,b,1)", "A B", "0-3 1=0-1 2=2-3");
}

static void test_terms(void **state) {
  (void)state;
  check("near(cease-fire, talk*, 4)", "the ceasefire and talks", "4-23 1=4-13 2=18-23");
  check("near(peace talks, peace, 4)", "peace talks", "");
  check("near(peace talks, peace, 4)", "peace talks, peace", "0-18 1=0-11 2=13-18");
  check("near(/a,\\)b/, c, 4)", "a,)b c", "0-6 1=0-4 2=5-6");
  check("near([word=\"a|b\"], \"c\" \"d\", 4)", "b c d", "0-5 1=0-1 2=2-5");
  check("near(x:a, y:(b, c), 4)", "a c", "0-3 x=0-1 y=2-3");
  check("near(near(a, b, 1), c, 3)", "b a x c", "0-7 1=0-3 2=6-7");
  check("near(US, aid, 3), truce", "us US aid truce", "3-9 1=3-5 2=6-9; 10-15");
  check("near(caf\xC3\xA9, \xE5\x81\x9C, 3)", "cafe\xCC\x81 \xE5\x81\x9C", "0-10 1=0-6 2=7-10");
  check("near(/b/, a, 2)", "ab a", "1-4 1=1-2 2=3-4");
  check("near(a, b, 2)", "", "");
  check("nearly, beforehand", "nearly beforehand", "0-6; 7-17");
}

static void test_errors(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t at;
  } rows[] = {{"near(a, b, 10", 4},
              {"near(a, b)", 8},
              {"near(a, 10)", 8},
              {"near(a, b, 0)", 11},
              {"near(a, b, 1001)", 11},
              {"near(a, , 3)", 8},
              {"near(a, /(/, 3)", 10},
              {"near(a, [x=], 3)", 11},
              {"near(a, b, 3) with", 14},
              {"near(a, b, 3) within", 14},
              {"near(a, b, 3) within \"x\"", 21},
              {"near(a, b, 3) 7", 14},
              {"c, near(a, b)", 11},
              {"near()", 5},
              {"near(", 4},
              {"near(near(a, b, 2), 3)", 20},
              {"near(a,b,c,d,e,f,g,h,i,3)", 21}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) querying_fault(rows[i].text, rows[i].at);
}

/* What is faulty leaves nothing behind: neither terms nor layers that it names. */
static void test_undone(void **state) {
  (void)state;
  static const char *const faulty[] = {"near([y], b, c)", "near(near([y], b, 2), c)", "[y] [",
                                       "near(q, [y], 3) x"};
  lun_dictionary *dict = querying_new("near(a, b, 2)");
  for (size_t i = 0; i < sizeof faulty / sizeof *faulty; i++) {
    assert_int_equal(lun_query_add(dict, "k", faulty[i], strlen(faulty[i]), NULL), LUN_EPATTERN);
  }
  char got[256];
  find(dict, "a b", LUN_OVERLAP_LONGEST, got, sizeof got);
  assert_string_equal(got, "0-3 1=0-1 2=2-3");
  assert_int_equal(dict->parts->entry_count, 2);
  lun_dictionary_free(dict);
}

/* --- random ones ---------------------------------------------------------------------------------- */

enum { WORDS = 24 };

static uint64_t next_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

/* Whether words [from, to] hold a word for each term, none used twice, the first and last among them. */
static int holds(const char *words, const char *terms, int ordered, int from, int to, unsigned used,
                 int term) {
  if (terms[term] == '\0') return (used >> from & 1) && (used >> to & 1);
  int low = from;
  for (int i = from; ordered && i <= to; i++) {
    if (used >> i & 1) low = i + 1;
  }
  for (int i = low; i <= to; i++) {
    if (words[i] != terms[term] || (used >> i & 1)) continue;
    if (holds(words, terms, ordered, from, to, used | 1u << i, term + 1)) return 1;
  }
  return 0;
}

/* Every shortest passage, words being one letter each. */
static void expect(const char *words, int count, const char *terms, int ordered, int distance,
                   char *out, size_t size) {
  size_t at = 0;
  int best[WORDS];
  out[0] = '\0';
  for (int i = 0; i < count; i++) {
    best[i] = -1;
    for (int k = i + 1; k < count && k - i <= distance && best[i] < 0; k++) {
      if (holds(words, terms, ordered, i, k, 0, 0)) best[i] = k;
    }
  }
  for (int i = 0; i < count; i++) {
    int shortest = best[i] >= 0;
    for (int k = i + 1; k < count; k++) {
      if (best[k] >= 0 && best[k] <= best[i]) shortest = 0;
    }
    if (!shortest) continue;
    at += (size_t)snprintf(out + at, size - at, "%s%d-%d", at ? "; " : "", 2 * i, 2 * best[i] + 1);
  }
}

static void test_random(void **state) {
  (void)state;
  uint64_t random = 88172645463325252u;
  for (int round = 0; round < 3000; round++) {
    char words[WORDS + 1], in[2 * WORDS + 1], terms[5], text[64], want[1024], got[1024];
    int count = (int)(next_random(&random) % WORDS) + 1, ordered = next_random(&random) % 2 == 0;
    int term_count = (int)(next_random(&random) % 3) + 2,
        distance = (int)(next_random(&random) % 6) + 1;
    for (int i = 0; i < count; i++) {
      words[i] = (char)('a' + (char)(next_random(&random) % 4));
      in[2 * i] = words[i];
      in[2 * i + 1] = ' ';
    }
    in[2 * count - 1] = '\0';
    size_t at = (size_t)sprintf(text, "%s(", ordered ? "before" : "near");
    for (int i = 0; i < term_count; i++) {
      terms[i] = (char)('a' + (char)(next_random(&random) % 3));
      at += (size_t)sprintf(text + at, "%c, ", terms[i]);
    }
    terms[term_count] = '\0';
    sprintf(text + at, "%d)", distance);
    lun_dictionary *dict = querying_new(text);
    find(dict, in, LUN_OVERLAP_ALL, got, sizeof got);
    expect(words, count, terms, ordered, distance, want, sizeof want);
    if (strcmp(got, want) != 0) fail_msg("%s in \"%s\": \"%s\", not \"%s\"", text, in, got, want);
    lun_dictionary_free(dict);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_distance), cmocka_unit_test(test_terms),  cmocka_unit_test(test_errors),
      cmocka_unit_test(test_undone),   cmocka_unit_test(test_random),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
