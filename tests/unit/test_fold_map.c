/* Folding with a map: the folded text is lun_fold's, and each piece of it names its source bytes. */
#include "base/memory.h"
#include "text/fold.h"
#include "text/fold_map.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { OPTION_SETS = 64 };

#define CASE LUN_FOLD_CASE
#define NFC LUN_FOLD_NFC
#define NFKC LUN_FOLD_NFKC
#define MARKS LUN_FOLD_MARKS
#define IGNORABLE LUN_FOLD_IGNORABLE
#define PLAIN LUN_FOLD_PLAIN

static lun_fold_map *make_map(const char *text, size_t len, unsigned options) {
  lun_fold_map *map;
  lun_error err = {0};
  assert_int_equal(lun_fold_map_new(text, len, options, NULL, &map, &err), LUN_OK);
  return map;
}

/* --- by hand ---------------------------------------------------------------------------------- */

/* The folded text is the pieces of `want` without their bars, and the piece between two bars comes
** from the piece between the same bars of `text`, either way. An empty piece was left out. */
static void check_pieces(const char *text, unsigned options, const char *want) {
  char source[256], folded[256];
  size_t s = 0, f = 0, len;
  size_t starts[64], wanted[64], n = 0;
  starts[0] = wanted[0] = 0;
  for (const char *at = text, *to = want;; at++, to++) {
    while (*at != '\0' && *at != '|') source[s++] = *at++;
    while (*to != '\0' && *to != '|') folded[f++] = *to++;
    n++;
    starts[n] = s;
    wanted[n] = f;
    assert_int_equal(*at, *to); /* the same number of bars */
    if (*at == '\0') break;
  }
  lun_fold_map *map = make_map(source, s, options);
  const char *have = lun_fold_map_text(map, &len);
  assert_int_equal(len, f);
  assert_memory_equal(have, folded, f);
  for (size_t i = 0; i < n; i++) {
    for (size_t at = wanted[i]; at < wanted[i + 1]; at++) {
      lun_span span = lun_fold_map_source(map, at, at + 1);
      assert_int_equal(span.from, starts[i]);
      assert_int_equal(span.to, starts[i + 1]);
    }
    for (size_t at = starts[i]; at < starts[i + 1]; at++) {
      lun_span span = lun_fold_map_folded(map, at, at + 1);
      assert_int_equal(span.from, wanted[i]);
      assert_int_equal(span.to, wanted[i + 1]);
    }
  }
  lun_fold_map_free(map);
}

static void test_case(void **state) {
  (void)state;
  check_pieces("T|r|u|C|E", CASE, "t|r|u|c|e");
  check_pieces("a|\u0130|b", CASE, "a|i\u0307|b");
  check_pieces("S|t|r|a|\u00DF|e", CASE, "s|t|r|a|ss|e");
  check_pieces("\uFB01|r|e", CASE, "fi|r|e");
  check_pieces("\u03A3|\u03AF|\u03C3|\u03C5|\u03C2", CASE, "\u03C3|\u03AF|\u03C3|\u03C5|\u03C3");
  check_pieces("\u041C|\u0418|\u0420|!", CASE, "\u043C|\u0438|\u0440|!");
  check_pieces("\U00010400|x", CASE, "\U00010428|x");
  check_pieces("\u1E9E|\u0390", CASE, "ss|\u03B9\u0308\u0301");
  check_pieces("e|\u0301|x", CASE, "e|\u0301|x"); /* no normal form: each code point for itself */
}

static void test_forms(void **state) {
  (void)state;
  check_pieces("c|a|f|e\u0301|s", NFC, "c|a|f|\u00E9|s");
  check_pieces("c|a|f|\u00E9|s", NFC, "c|a|f|\u00E9|s");
  check_pieces("q\u0303|a", NFC, "q\u0303|a"); /* joined, though nothing composes */
  check_pieces("a\u0301\u0323|b", NFC, "\u1EA1\u0301|b");
  check_pieces("\u00E9\u0323|b", NFC | CASE, "\u1EB9\u0301|b");
  check_pieces("\uFB01|r|e", NFC, "\uFB01|r|e");
  check_pieces("\uFB03|\uFF21|x", NFKC | CASE, "ffi|a|x");
  check_pieces("\u2026|\u00B2", NFKC, "...|2");
  check_pieces("\u212B|\u2126", NFC, "\u00C5|\u03A9");
  check_pieces("\r|\n|\u0301\u0302|a", NFC, "\r|\n|\u0301\u0302|a");
  check_pieces("\u0301|\n|\u0302", NFC, "\u0301|\n|\u0302");
  check_pieces("\u03B1\u0345\u0301|x", NFC | CASE, "\u03B1\u03AF|x");
}

static void test_hangul(void **state) {
  (void)state;
  check_pieces("\u1112\u1161\u11AB|\u1100\u1173", NFC, "\uD55C|\uADF8");
  check_pieces("\uD55C|\uADF8", NFC, "\uD55C|\uADF8");
  check_pieces("\uD558\u11AB|\u11AB", NFC, "\uD55C|\u11AB");
  check_pieces("\u1112|\u1112|\u1161", 0, "\u1112|\u1112|\u1161");
  check_pieces("\u1161|\u11AB|\u1112|x|\u1161", NFC, "\u1161|\u11AB|\u1112|x|\u1161");
  check_pieces("\u3131\u314F|\u3131", NFKC, "\uAC00|\u1100"); /* compatibility jamo */
  check_pieces("\u1112\u00AD\u1161", NFC | IGNORABLE, "\uD558");
  check_pieces("\u1112\u0301|\u1161", NFC, "\u1112\u0301|\u1161");
  check_pieces("\u1112\u0301\u1161", MARKS, "\uD558");
}

static void test_marks(void **state) {
  (void)state;
  check_pieces("\u00E9|t|e\u0301|.", MARKS, "e|t|e|.");
  check_pieces("\u05E9\u05B8|\u05DC|\u05D5\u05B9", MARKS, "\u05E9|\u05DC|\u05D5");
  check_pieces("\u0633\u064E|\u0644\u064E\u0651|\u0627|\u0645\u064C", MARKS,
               "\u0633|\u0644|\u0627|\u0645");
  check_pieces("\u0644\u064E\u0651|\u0627", NFC, "\u0644\u064E\u0651|\u0627");
  check_pieces("\u0915\u093F|\u0924", NFC, "\u0915\u093F|\u0924"); /* a spacing mark */
  check_pieces("\u0915\u093F|\u0924", MARKS, "\u0915|\u0924");
  check_pieces("\u0301|\n|\u0302|a", MARKS, "|\n||a");
  check_pieces("\uFF76\uFF9E|a", NFKC, "\u30AC|a");
  check_pieces("\uFF76\uFF9E|a", NFKC | MARKS, "\u30AB|a");
}

static void test_ignorable(void **state) {
  (void)state;
  check_pieces("c|e|a|s|e|\u00AD|f", IGNORABLE, "c|e|a|s|e||f");
  check_pieces("\uFEFF|a|\u200D\u200D|\u0431|\u00AD", IGNORABLE, "|a||\u0431|");
  check_pieces("e\u00AD\u0301|x", IGNORABLE | NFC, "\u00E9|x");
  check_pieces("e|\u00AD|\u0301", IGNORABLE, "e||\u0301");
  check_pieces("e|\u00AD|x\u0301\u00AD\u0323|\u00AD", IGNORABLE | MARKS, "e||x|");
  check_pieces("c|\u00AD|f", CASE, "c|\u00AD|f");
  check_pieces("\U0001F468|\u200D|\U0001F469", IGNORABLE | CASE, "\U0001F468||\U0001F469");
  check_pieces("\u2764\uFE0F|!", IGNORABLE | NFC, "\u2764|!"); /* a mark, so with its base */
  check_pieces("\U0001F44D|\U0001F3FD|x", CASE, "\U0001F44D|\U0001F3FD|x");
}

static void test_plain(void **state) {
  (void)state;
  check_pieces("\u201C|I|t|\u2019|s|\u201D", PLAIN | CASE, "\"|i|t|'|s|\"");
  check_pieces("a|\u2013|\U0001F600", PLAIN, "a|-|\U0001F600");
}

static void check_span(lun_span span, size_t from, size_t to) {
  assert_int_equal(span.from, from);
  assert_int_equal(span.to, to);
}

/* Longer pieces, empty pieces, and places inside a code point or a unit. */
static void test_ranges(void **state) {
  (void)state;
  static const char text[] = "\xEF\xBB\xBF"
                             "a\xC2\xAD"
                             "e\xCC\x81\xC3\x9F\xC2\xAD"; /* BOM a SHY e acute ss SHY */
  lun_fold_map *map = make_map(text, sizeof text - 1, NFC | CASE | IGNORABLE);
  check_span(lun_fold_map_source(map, 0, 5), 3, 11); /* nothing left out at the edges */
  check_span(lun_fold_map_source(map, 0, 2), 3, 9);  /* what lies inside is in */
  check_span(lun_fold_map_source(map, 2, 4), 6, 11);
  check_span(lun_fold_map_source(map, 4, 5), 9, 11);
  check_span(lun_fold_map_source(map, 0, 0), 3, 3);
  check_span(lun_fold_map_source(map, 1, 1), 6, 6);
  check_span(lun_fold_map_source(map, 4, 4), 9, 9);
  check_span(lun_fold_map_source(map, 5, 5), 11, 11);
  check_span(lun_fold_map_folded(map, 0, 13), 0, 5);
  check_span(lun_fold_map_folded(map, 1, 2), 0, 0);
  check_span(lun_fold_map_folded(map, 1, 4), 0, 1);
  check_span(lun_fold_map_folded(map, 7, 10), 1, 5);
  check_span(lun_fold_map_folded(map, 12, 13), 5, 5);
  check_span(lun_fold_map_folded(map, 13, 13), 5, 5);
  lun_fold_map_free(map);
}

static void test_empty(void **state) {
  (void)state;
  size_t len;
  for (unsigned options = 0; options < OPTION_SETS; options++) {
    lun_fold_map *map = make_map("", 0, options);
    assert_string_equal(lun_fold_map_text(map, &len), "");
    assert_int_equal(len, 0);
    check_span(lun_fold_map_source(map, 0, 0), 0, 0);
    check_span(lun_fold_map_folded(map, 0, 0), 0, 0);
    lun_fold_map_free(map);
  }
  lun_fold_map *map = make_map("\xC2\xAD\xC2\xAD", 4, IGNORABLE);
  assert_string_equal(lun_fold_map_text(map, &len), "");
  check_span(lun_fold_map_source(map, 0, 0), 0, 0);
  check_span(lun_fold_map_folded(map, 0, 4), 0, 0);
  assert_int_equal(lun_fold_map_count(map), 1);
  lun_fold_map_free(map);
  lun_fold_map_free(NULL);
}

/* --- the slow plain twin ---------------------------------------------------------------------- */

typedef enum kind { BASE, MARK, CONTROL, LEFT_OUT, LEAD, VOWEL, TRAIL, NO_TRAIL, LEAD_VOWEL } kind;

/* A nasty alphabet, and what the twin must know of each letter. */
static const struct {
  const char *text;
  kind kind;
} letters[] = {{"a", BASE},
               {"E", BASE},
               {"K", BASE},
               {"\r\n", CONTROL},
               {"\n", CONTROL},
               {"\u00E9", BASE},
               {"\u00DF", BASE},
               {"\u0130", BASE},
               {"\uFB03", BASE},
               {"\uFDFA", BASE},
               {"\u03A3", BASE},
               {"\u1FB3", BASE},
               {"\u0416", BASE},
               {"\u0644", BASE},
               {"\u05D0", BASE},
               {"\u4E2D", BASE},
               {"\u212A", BASE},
               {"\uFF21", BASE},
               {"\u201C", BASE},
               {"\u2014", BASE},
               {"\u2126", BASE},
               {"\U0001F468", BASE},
               {"\U00010400", BASE},
               {"\U0001D15E", BASE},
               {"\U0010FFFF", BASE},
               {"\u0301", MARK},
               {"\u0323", MARK},
               {"\u0345", MARK},
               {"\u0344", MARK},
               {"\u064E", MARK},
               {"\u093F", MARK},
               {"\u0F73", MARK},
               {"\u3099", MARK},
               {"\uFE0F", MARK},
               {"\u034F", MARK},
               {"\u00AD", LEFT_OUT},
               {"\u200D", LEFT_OUT},
               {"\uFEFF", LEFT_OUT},
               {"\u1100", LEAD},
               {"\u1161", VOWEL},
               {"\u11A8", TRAIL},
               {"\u11A7", NO_TRAIL},
               {"\uAC00", LEAD_VOWEL},
               {"\uAC01", BASE},
               {"\u30AB", BASE}};

enum { LETTERS = sizeof letters / sizeof *letters, MOST_CODES = 14, MOST_BYTES = 512 };

/* A random text, code point by code point, and what the twin makes of it. */
typedef struct twin {
  char text[MOST_BYTES];
  size_t len;
  size_t count;
  size_t starts[2 * MOST_CODES + 1];
  kind kinds[2 * MOST_CODES];
  int unit[2 * MOST_CODES]; /* number of its unit; -1 = left out */
  int source_unit[MOST_BYTES];
  char folded[MOST_BYTES];
  int folded_unit[MOST_BYTES];
  size_t folded_len;
} twin;

static uint32_t next_random(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

static void add_letter(twin *t, uint32_t letter) {
  const char *s = letters[letter].text;
  for (size_t at = 0, next; s[at] != '\0'; at = next) {
    lun_utf8_get(s, strlen(s), at, &next);
    memcpy(t->text + t->len, s + at, next - at);
    t->starts[t->count] = t->len;
    t->kinds[t->count++] = letters[letter].kind;
    t->len += next - at;
  }
  t->starts[t->count] = t->len;
}

/* Whether the unit that ends with kinds so far can take `k`. `shape` is how much of a syllable its
** end is: 1 a lead, 2 lead and vowel. */
static int twin_joins(kind k, int shape) {
  return k == MARK || (k == VOWEL && shape == 1) || ((k == TRAIL || k == NO_TRAIL) && shape == 2);
}

static int next_shape(kind k, int shape, unsigned options) {
  switch (k) {
  case LEAD: return 1;
  case LEAD_VOWEL: return 2;
  case VOWEL: return shape == 1 ? 2 : 0;
  case NO_TRAIL: return shape;
  case MARK: return options & MARKS ? shape : 0;
  default: return 0;
  }
}

/* Number the units. Marks that are ignorable too end no syllable when they are left out. */
static void twin_units(twin *t, unsigned options) {
  int composes = (options & (NFC | NFKC | MARKS)) != 0;
  int units = 0, open = -1, shape = 0, control = 1;
  for (size_t i = 0; i < t->count; i++) {
    kind k = t->kinds[i];
    const char *code = t->text + t->starts[i];
    int ignorable =
        k == LEFT_OUT || memcmp(code, "\u034F", 2) == 0 || memcmp(code, "\uFE0F", 3) == 0;
    int leaves = ((options & IGNORABLE) && ignorable) || ((options & MARKS) && k == MARK);
    t->unit[i] = -1;
    if (composes && open >= 0 && !control && twin_joins(k, shape)) {
      for (size_t j = i; j > 0 && t->unit[j - 1] != open; j--) t->unit[j - 1] = open;
      t->unit[i] = open;
      if (!leaves) shape = next_shape(k, shape, options);
    } else if (!leaves) {
      t->unit[i] = open = units++;
      shape = next_shape(k, 0, options);
      control = k == CONTROL || memcmp(code, "\u00AD", 2) == 0 || memcmp(code, "\uFEFF", 3) == 0;
    }
  }
}

/* Fold each unit alone; note for each byte of either side its unit. */
static void twin_fold(twin *t, unsigned options) {
  twin_units(t, options);
  t->folded_len = 0;
  for (size_t i = 0, to; i < t->count; i = to) {
    lun_buffer out = {0};
    lun_error err;
    for (to = i + 1; to < t->count && t->unit[to] == t->unit[i]; to++) continue;
    for (size_t at = t->starts[i]; at < t->starts[to]; at++) t->source_unit[at] = t->unit[i];
    assert_int_equal(
        lun_fold(t->text + t->starts[i], t->starts[to] - t->starts[i], options, &out, &err),
        LUN_OK);
    if (t->unit[i] < 0) assert_int_equal(out.len, 0);
    for (size_t at = 0; at < out.len; at++) {
      t->folded[t->folded_len] = out.data[at];
      t->folded_unit[t->folded_len++] = t->unit[i];
    }
    lun_buffer_clear(&out);
  }
}

/* The bytes of units first..last in an array that names the unit of each byte. */
static lun_span twin_span(const int *units, size_t len, int first, int last) {
  lun_span span = {UINT32_MAX, 0};
  for (size_t i = 0; i < len; i++) {
    if (units[i] < first || units[i] > last) continue;
    if (span.from == UINT32_MAX) span.from = (uint32_t)i;
    span.to = (uint32_t)i + 1;
  }
  return span;
}

static void same_span(lun_span have, lun_span want) {
  assert_int_equal(have.from, want.from);
  assert_int_equal(have.to, want.to);
}

static void check_twin(const twin *t, const lun_fold_map *map) {
  size_t len;
  const char *folded = lun_fold_map_text(map, &len);
  assert_int_equal(len, t->folded_len);
  assert_memory_equal(folded, t->folded, len);
  for (size_t from = 0; from < len; from++) {
    for (size_t to = from + 1; to <= len; to += 1 + to % 3) {
      same_span(lun_fold_map_source(map, from, to),
                twin_span(t->source_unit, t->len, t->folded_unit[from], t->folded_unit[to - 1]));
    }
  }
  for (size_t from = 0; from < t->len; from++) {
    for (size_t to = from + 1; to <= t->len; to += 1 + to % 3) {
      int first = INT32_MAX, last = -1;
      for (size_t i = from; i < to; i++) {
        int unit = t->source_unit[i];
        if (unit < 0) continue;
        if (unit < first) first = unit;
        if (unit > last) last = unit;
      }
      lun_span have = lun_fold_map_folded(map, from, to);
      if (last < 0) assert_int_equal(have.from, have.to);
      else same_span(have, twin_span(t->folded_unit, len, first, last));
    }
  }
}

/* What holds whatever the units are: the fold is lun_fold's, a source span folds to the piece it was
** asked for, spans nest and never go backwards. */
static void check_promises(const char *text, size_t len, unsigned options,
                           const lun_fold_map *map) {
  lun_buffer out = {0}, part = {0};
  lun_error err;
  size_t size;
  const char *folded = lun_fold_map_text(map, &size);
  assert_int_equal(lun_fold(text, len, options, &out, &err), LUN_OK);
  assert_int_equal(size, out.len);
  if (size > 0) assert_memory_equal(folded, out.data, size);
  assert_int_equal(folded[size], '\0');
  lun_span before = {0, 0};
  for (size_t at = 0; at < size; at++) {
    lun_span one = lun_fold_map_source(map, at, at + 1);
    assert_true(one.from < one.to && one.to <= len);
    assert_true(one.from >= before.from && one.to >= before.to);
    if (one.from != before.from) assert_true(one.from >= before.to);
    before = one;
    for (size_t to = at + 1; to <= size; to += 1 + size / 8) {
      lun_span span = lun_fold_map_source(map, at, to);
      lun_span back = lun_fold_map_folded(map, span.from, span.to);
      assert_true(span.from == one.from && span.to >= one.to);
      assert_true(back.from <= at && back.to >= to);
      lun_buffer_reset(&part);
      assert_int_equal(lun_fold(text + span.from, span.to - span.from, options, &part, &err), 0);
      assert_int_equal(part.len, back.to - back.from);
      assert_memory_equal(part.data, folded + back.from, part.len);
    }
  }
  check_span(lun_fold_map_folded(map, 0, len), 0, size);
  lun_buffer_clear(&out);
  lun_buffer_clear(&part);
}

static void test_random(void **state) {
  (void)state;
  uint32_t seed = 7;
  for (int round = 0; round < 6400; round++) {
    twin t = {0};
    unsigned options = (unsigned)round % OPTION_SETS;
    uint32_t count = 1 + next_random(&seed) % MOST_CODES;
    for (uint32_t i = 0; i < count; i++) add_letter(&t, next_random(&seed) % LETTERS);
    twin_fold(&t, options);
    lun_fold_map *map = make_map(t.text, t.len, options);
    check_promises(t.text, t.len, options, map);
    check_twin(&t, map);
    lun_fold_map_free(map);
  }
}

/* --- large texts ------------------------------------------------------------------------------ */

static void repeat(lun_buffer *out, const char *unit, size_t count) {
  lun_buffer_reset(out);
  for (size_t i = 0; i < count; i++) lun_buffer_add_text(out, unit);
  assert_int_equal(out->status, LUN_OK);
}

static void test_compact(void **state) {
  (void)state;
  lun_buffer text = {0};
  repeat(&text, "The truce in Tervane held. ", 20000);
  lun_fold_map *map = make_map(text.data, text.len, 63);
  assert_int_equal(lun_fold_map_count(map), 1);
  check_span(lun_fold_map_source(map, 300000, 300003), 300000, 300003);
  lun_fold_map_free(map);
  repeat(&text, "\u0416\u00C9 \u4E2D\U00010400\n", 10000); /* keeps all lengths */
  map = make_map(text.data, text.len, CASE | NFC);
  assert_int_equal(lun_fold_map_count(map), 1);
  check_span(lun_fold_map_source(map, 13 * 9000 + 6, 13 * 9000 + 7), 13 * 9000 + 5, 13 * 9000 + 8);
  lun_fold_map_free(map);
  repeat(&text, "Stra\u00DFe", 10000);
  map = make_map(text.data, text.len, CASE);
  assert_int_equal(lun_fold_map_count(map), 20001);
  check_span(lun_fold_map_source(map, 7 * 5000 + 5, 7 * 5000 + 6), 7 * 5000 + 4, 7 * 5000 + 6);
  lun_fold_map_free(map);
  lun_buffer_clear(&text);
}

/* Marks heaped up by an attacker: one mark, marks against their order, no base, many bases. */
static void test_heaps(void **state) {
  (void)state;
  enum { PAIRS = 2500000 }; /* of 4 bytes */
  lun_buffer text = {0};
  size_t len;
  repeat(&text, "\u0301\u0301", PAIRS);
  lun_fold_map *map = make_map(text.data, text.len, NFC);
  lun_fold_map_text(map, &len);
  assert_int_equal(len, text.len);
  check_span(lun_fold_map_source(map, 77, 78), 0, text.len);
  lun_fold_map_free(map);
  map = make_map(text.data, text.len, MARKS);
  lun_fold_map_text(map, &len);
  assert_int_equal(len, 0);
  lun_fold_map_free(map);
  map = make_map(text.data, text.len, CASE);
  assert_int_equal(lun_fold_map_count(map), 1);
  lun_fold_map_free(map);
  repeat(&text, "\u0301\u0323", PAIRS); /* above, below: the order wants all of those below first */
  map = make_map(text.data, text.len, NFC);
  const char *folded = lun_fold_map_text(map, &len);
  assert_int_equal(len, text.len);
  for (size_t at = 0; at < len; at += 2) {
    assert_memory_equal(folded + at, at < len / 2 ? "\u0323" : "\u0301", 2);
  }
  lun_fold_map_free(map);
  lun_buffer_clear(&text);
}

/* Few enough to ask lun_fold as well: either way of ordering marks gives its text. */
static void test_order(void **state) {
  (void)state;
  static const char *const marks[] = {"\u0301", "\u0323", "\u0345", "\u0344", "\u0F73", "\u3099"};
  uint32_t seed = 3;
  for (int count = 1; count < 60; count++) {
    lun_buffer text = {0};
    lun_buffer_add_text(&text, "a");
    for (int i = 0; i < count; i++) lun_buffer_add_text(&text, marks[next_random(&seed) % 6]);
    lun_buffer_add_text(&text, "b");
    for (unsigned options = 0; options < OPTION_SETS; options++) {
      lun_fold_map *map = make_map(text.data, text.len, options);
      check_promises(text.data, text.len, options, map);
      lun_fold_map_free(map);
    }
    lun_buffer_clear(&text);
  }
}

/* Where lun_fold cuts a long stretch without ASCII, nothing changes. */
static void test_seams(void **state) {
  (void)state;
  static const char *const units[] = {"\u3131\u314F",       "\u314F\u3131", "\uFF76\uFF9E",
                                      "\u1112\u1161\u11AB", "\u00E9\u0323", "\u0416",
                                      "\u4E2D\u00AD"};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    static const unsigned sets[] = {CASE, NFKC, NFC | CASE | IGNORABLE, MARKS | NFKC};
    lun_buffer text = {0}, want = {0};
    lun_error err;
    repeat(&text, units[i], 40000);
    for (size_t j = 0; j < sizeof sets / sizeof *sets; j++) {
      size_t len;
      lun_buffer_reset(&want);
      lun_fold_map *map = make_map(text.data, text.len, sets[j]);
      const char *folded = lun_fold_map_text(map, &len);
      assert_int_equal(lun_fold(text.data, text.len, sets[j], &want, &err), LUN_OK);
      assert_int_equal(len, want.len);
      assert_memory_equal(folded, want.data, len);
      lun_fold_map_free(map);
    }
    lun_buffer_clear(&text);
    lun_buffer_clear(&want);
  }
}

/* --- failures --------------------------------------------------------------------------------- */

static void test_limits(void **state) {
  (void)state;
  lun_fold_map *map;
  lun_error err = {0};
  lun_context ctx = {0};
  assert_int_equal(lun_fold_map_new("", (size_t)UINT32_MAX + 1, 0, NULL, &map, &err), LUN_ELIMIT);
  assert_null(map);
  lun_context_set_timeout(&ctx, 1e-9);
  assert_int_equal(lun_fold_map_new("truce", 5, 0, &ctx, &map, &err), LUN_ELIMIT);
  assert_null(map);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  lun_status st = LUN_ENOMEM;
  lun_buffer text = {0};
  lun_buffer_add_text(&text, "A\u00C9 B \uFDFA\u00AD\u1112\u1161 x");
  for (int i = 0; i < 12; i++) lun_buffer_add_text(&text, "\u0301\u0323e\u0327");
  for (int i = 0; i < 12; i++) lun_buffer_add_text(&text, "\u0301\u0323");
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_fold_map *map;
    lun_error err = {0};
    lun_fault_set(nth);
    st = lun_fold_map_new(text.data, text.len, NFKC | CASE | IGNORABLE, NULL, &map, &err);
    lun_fault_set(0);
    assert_int_equal(st, err.status);
    if (st != LUN_OK) assert_null(map);
    if (st == LUN_OK) assert_true(nth > 8);
    lun_fold_map_free(map);
  }
  lun_buffer_clear(&text);
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_case),      cmocka_unit_test(test_forms),
      cmocka_unit_test(test_hangul),    cmocka_unit_test(test_marks),
      cmocka_unit_test(test_ignorable), cmocka_unit_test(test_plain),
      cmocka_unit_test(test_ranges),    cmocka_unit_test(test_empty),
      cmocka_unit_test(test_random),    cmocka_unit_test(test_compact),
      cmocka_unit_test(test_heaps),     cmocka_unit_test(test_order),
      cmocka_unit_test(test_seams),     cmocka_unit_test(test_limits),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
