/* Words: the official cases, then what news texts bring. */
#include "base/memory.h"
#include "text/segment.h"
#include "text/unicode.h"
#include "text/word_block.h"

#include "break_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/mman.h>
#include <unistd.h>

static const lun_segment_mode modes[] = {LUN_SEGMENT_ALL, LUN_SEGMENT_WORDS};

/* Every path of this machine gives what the plain twin gives, behind spans that were there. */
static void compare_paths(const char *text, size_t len, lun_segment_mode mode) {
  lun_spans want = {0}, have = {0};
  assert_int_equal(lun_words_find_plain(text, len, mode, NULL, &want, NULL), LUN_OK);
  for (lun_word_path path = 0; path < LUN_WORD_PATHS; path++) {
    if (!lun_word_path_exists(path)) continue;
    lun_spans_reset(&have);
    assert_int_equal(lun_spans_add(&have, 7, 9, NULL), LUN_OK);
    assert_int_equal(lun_words_find_by(path, text, len, mode, NULL, &have, NULL), LUN_OK);
    assert_int_equal(have.count, want.count + 1);
    assert_int_equal(have.items[0].from, 7);
    if (want.count == 0) continue;
    assert_memory_equal(have.items + 1, want.items, want.count * sizeof *want.items);
  }
  lun_spans_clear(&want);
  lun_spans_clear(&have);
}

static void compare(const char *text, size_t len) {
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) compare_paths(text, len, modes[i]);
}

static lun_status find_all(const char *text, size_t len, lun_spans *out) {
  compare(text, len);
  return lun_words_find(text, len, LUN_SEGMENT_ALL, NULL, out, NULL);
}

static void test_official(void **state) {
  (void)state;
  int failed, count = run_break_cases(BREAK_FOLDER "WordBreakTest.txt", find_all, &failed);
  if (count < 0) skip();
  assert_int_equal(count, 1823);
  assert_int_equal(failed, 0);
}

/* The words of `text`, with a bar between each two. */
static void check_words(const char *text, size_t len, const char *want) {
  char have[512] = "";
  size_t at = 0;
  lun_spans spans = {0};
  lun_error err;
  assert_int_equal(lun_words_find(text, len, LUN_SEGMENT_WORDS, NULL, &spans, &err), LUN_OK);
  for (size_t i = 0; i < spans.count; i++) {
    size_t size = spans.items[i].to - spans.items[i].from;
    assert_true(at + size + 2 < sizeof have);
    if (i > 0) have[at++] = '|';
    memcpy(have + at, text + spans.items[i].from, size);
    at += size;
    have[at] = '\0';
  }
  assert_string_equal(have, want);
  lun_spans_clear(&spans);
}

#define CHECK(text, want) check_words(text, sizeof(text) - 1, want)

static void test_news(void **state) {
  (void)state;
  CHECK("", "");
  CHECK(" \t\r\n.,;!", "");
  CHECK("The cease-fire, agreed on Sept. 3.", "The|cease|fire|agreed|on|Sept|3");
  CHECK("can't o'clock John\xE2\x80\x99s", "can't|o'clock|John\xE2\x80\x99s");
  CHECK("$1,250.50 3.5% 10:30", "1,250.50|3.5|10|30");
  CHECK("snake_case _ __x 4G", "snake_case|__x|4G");
  CHECK("U.S.A. e.g. a.b", "U.S.A|e.g|a.b");
}

static void test_soft_hyphen(void **state) {
  (void)state;
  CHECK("cease\xC2\xAD"
        "fire",
        "cease\xC2\xAD"
        "fire");
}

static void test_scripts(void **state) {
  (void)state;
  CHECK("cafe\xCC\x81 caf\xC3\xA9", "cafe\xCC\x81|caf\xC3\xA9");             /* NFD, NFC */
  CHECK("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD8\xB3\xD9\x84\xD8\xA7\xD9\x85", /* RTL */
        "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D|\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85");
  CHECK("\xE4\xB8\xAD\xE6\x96\x87", "\xE4\xB8\xAD|\xE6\x96\x87"); /* each ideograph */
  CHECK("\xF0\x9D\x90\x80\xF0\x9D\x90\x81 \xF0\x9F\x98\x80", "\xF0\x9D\x90\x80\xF0\x9D\x90\x81");
  CHECK("\xEF\xBB\xBFword", "word"); /* BOM */
}

static void test_nul_and_lines(void **state) {
  (void)state;
  CHECK("one\0two", "one|two");
  CHECK("one\r\ntwo\rthree\nfour", "one|two|three|four");
}

/* Runs longer than a stride are still one word. */
static void test_long_word(void **state) {
  (void)state;
  size_t len = 5 * (size_t)LUN_CONTEXT_STRIDE + 3;
  char *text = lun_alloc(len);
  lun_spans spans = {0};
  assert_non_null(text);
  memset(text, 'a', len);
  assert_int_equal(lun_words_find(text, len, LUN_SEGMENT_WORDS, NULL, &spans, NULL), LUN_OK);
  assert_int_equal(spans.count, 1);
  assert_int_equal(spans.items[0].to, len);
  lun_spans_clear(&spans);
  lun_free(text);
}

/* --- all paths alike -------------------------------------------------------------------------- */

/* The same numbers in every run: xorshift, Marsaglia 2003. */
static uint32_t next_random(uint32_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  return *seed;
}

/* What the rules tell apart, as code points; the common ones more than once. */
static const uint32_t alphabet[] = {
    'a',    'b',    'Z',    '1',    '9',    '_',     '.',     ',',     ';',     ':',     '\'',
    '"',    ' ',    ' ',    '\r',   '\n',   '-',     'a',     'e',     0,       0x80,    0x85,
    0xA0,   0xAD,   0xB2,   0xB7,   0xD7,   0xE9,    0x17F,   0x2C2,   0x301,   0x387,   0x3B1,
    0x42F,  0x44F,  0x5D0,  0x5D0,  0x5F4,  0x600,   0x60C,   0x627,   0x628,   0x64B,   0x661,
    0x66B,  0x6C1,  0x6CC,  0xE01,  0x2003, 0x200C,  0x200D,  0x2018,  0x2019,  0x2019,  0x201C,
    0x2027, 0x2028, 0x202F, 0x203F, 0x263A, 0x3000,  0x3042,  0x3099,  0x30AB,  0x30FC,  0x4E2D,
    0xAC00, 0xFE0F, 0xFF0C, 0xFF1A, 0xFF9E, 0x1D400, 0x1F1E9, 0x1F1EA, 0x1F468, 0x1F3FB, 0x20000,
    0x2139, 0x24C2, 0x3297, 0x5F3,  0x915,  0x93F,   0xEB00,  0xFB1D,  0x309B,
};

enum { SIGNS = sizeof alphabet / sizeof *alphabet, ASCII_SIGNS = 20 };

/* Write code points to `text` up to `most` bytes: ASCII, but for one of `rare` or so; returns the
** bytes. */
static size_t fill(char *text, size_t most, unsigned rare, uint32_t *seed) {
  size_t len = 0;
  while (len + 4 <= most) {
    size_t signs = next_random(seed) % rare == 0 ? SIGNS : ASCII_SIGNS;
    len += lun_utf8_put(alphabet[next_random(seed) % signs], text + len);
  }
  while (len < most) text[len++] = 'x';
  return len;
}

/* A page that may not be touched lies right behind the texts, which begin at each alignment. */
static void test_page_end(void **state) {
  (void)state;
  uint32_t seed = 1;
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  assert_true(pages != MAP_FAILED);
  assert_int_equal(mprotect(pages + page, page, PROT_NONE), 0);
  for (size_t len = 0; len <= 300; len++) {
    for (unsigned rare = 1; rare <= 1000; rare *= 10) {
      char *text = pages + page - len;
      fill(text, len, rare, &seed);
      compare(text, len);
    }
  }
  assert_int_equal(munmap(pages, 2 * page), 0);
}

/* Random ASCII of each length up to a few blocks, at each alignment of 64. */
static void test_alignment(void **state) {
  (void)state;
  static const char bytes[] = "aab1_.,;:'\" \r\n-";
  char text[64 + 300];
  uint32_t seed = 2;
  for (size_t len = 0; len <= 300; len++) {
    for (size_t i = 0; i < sizeof text; i++) {
      text[i] = bytes[next_random(&seed) % (sizeof bytes - 1)];
    }
    compare(text + len * 7 % 64, len);
  }
}

/* Each sign at each place around the edges of blocks, in letters, digits, spaces and marks. */
static void test_edges(void **state) {
  (void)state;
  static const char *const grounds[] = {"a",   "1",  " ",         "_",        "a.",
                                        "ab ", "1,", "a\xCC\x81", "\xD1\x8F", "\xE3\x82\xAB"};
  char text[256 + 8];
  for (size_t sign = 0; sign < SIGNS; sign++) {
    for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++) {
      for (size_t place = 58; place <= 132; place += place == 68 ? 54 : 1) {
        size_t len = 0, size = strlen(grounds[i]);
        while (len + size <= place) memcpy(text + len, grounds[i], size), len += size;
        while (len < place) text[len++] = 'x';
        len += lun_utf8_put(alphabet[sign], text + len);
        while (len + size <= 200) memcpy(text + len, grounds[i], size), len += size;
        compare(text, len);
      }
    }
  }
}

/* The first and last code point of each stretch of the tables, between what they may join to. */
static void test_all_classes(void **state) {
  (void)state;
  static const char *const sides[] = {"a",        "1",       "_", " ", ".", "\xE3\x82\xAB",
                                      "\xD7\x90", "\xD8\xA8"};
  unsigned before = ~0u;
  for (uint32_t code = 0; code < 0x110000; code++) {
    unsigned classes = lun_unicode_get(code);
    int is_inside = before == classes && code < 0x10FFFF && classes == lun_unicode_get(code + 1);
    before = classes;
    if (is_inside || (code >= 0xD800 && code < 0xE000)) continue;
    char text[256];
    size_t len = 0;
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
      size_t size = strlen(sides[i]);
      memcpy(text + len, sides[i], size);
      len += size;
      len += lun_utf8_put(code, text + len);
      memcpy(text + len, sides[i], size);
      len += size;
      len += lun_utf8_put(code, text + len);
      len += lun_utf8_put(code, text + len);
    }
    compare(text, len);
  }
}

/* Texts of a megabyte, from nearly pure ASCII to nothing but signs. */
static void test_large(void **state) {
  (void)state;
  uint32_t seed = 3;
  size_t most = (size_t)1 << 20;
  char *text = lun_alloc(most);
  assert_non_null(text);
  for (unsigned rare = 1; rare <= 1000; rare *= 10) {
    size_t len = fill(text, most, rare, &seed);
    compare(text, len);
  }
  lun_free(text);
}

/* Segments over many blocks: read on from inside, and by the tables where that cannot be. */
static void test_long_segments(void **state) {
  (void)state;
  static const char *const parts[] = {"a",
                                      "1",
                                      "_",
                                      " ",
                                      "a.",
                                      "1,",
                                      "a'1_",
                                      "a\xCC\x81",
                                      "\xC2\xAD",
                                      "a\xE2\x80\x99",
                                      "\xD7\x90\"",
                                      "\xE3\x80\x80",
                                      "\xE3\x82\xAB",
                                      "\xE2\x80\x8D",
                                      "\xF0\x9F\x87\xA9"};
  enum { PARTS = sizeof parts / sizeof *parts };
  char text[1024];
  for (size_t i = 0; i < PARTS * PARTS * PARTS; i++) {
    size_t len = 0;
    const char *const three[] = {parts[i % PARTS], parts[i / PARTS % PARTS],
                                 parts[i / PARTS / PARTS]};
    for (size_t k = 0; k < 3; k++) {
      size_t size = strlen(three[k]);
      for (size_t until = len + 50 + 37 * k; len + size <= until; len += size) {
        memcpy(text + len, three[k], size);
      }
    }
    compare(text, len);
  }
}

/* Runs of two to six signs, each alone or many times, so that segments go over many blocks. */
static void test_runs(void **state) {
  (void)state;
  uint32_t seed = 4;
  char text[1024];
  for (int round = 0; round < 4000; round++) {
    uint32_t picked[6];
    size_t len = 0, signs = 2 + next_random(&seed) % 5, longest = 1 + next_random(&seed) % 60;
    for (size_t i = 0; i < signs; i++) picked[i] = alphabet[next_random(&seed) % SIGNS];
    while (len < 500) {
      uint32_t code = picked[next_random(&seed) % signs];
      for (size_t i = next_random(&seed) % longest + 1; i > 0 && len < 1000; i--) {
        len += lun_utf8_put(code, text + len);
      }
    }
    compare(text, len);
  }
}

/* Texts of two to eight signs, and seldom another, so long that masks and states take turns. */
static void test_turns(void **state) {
  (void)state;
  uint32_t seed = 5;
  char text[3900];
  for (int round = 0; round < 1500; round++) {
    uint32_t picked[8];
    size_t len = 0, signs = 2 + next_random(&seed) % 7;
    unsigned longest = 1 + next_random(&seed) % (round % 5 == 0 ? 80 : 3);
    for (size_t i = 0; i < signs; i++) picked[i] = alphabet[next_random(&seed) % SIGNS];
    while (len + 4 * 80 <= sizeof text) {
      uint32_t code = picked[next_random(&seed) % signs];
      if (next_random(&seed) % 16 == 0) code = alphabet[next_random(&seed) % SIGNS];
      for (size_t i = next_random(&seed) % longest + 1; i > 0; i--) {
        len += lun_utf8_put(code, text + len);
      }
    }
    compare(text, len);
  }
}

/* Long segments that only the states can begin, at each place in a block, and what follows them. */
static void test_left_inside(void **state) {
  (void)state;
  static const char *const parts[][3] = {
      {"a", "\xE2\x80\x8D\xE2\x98\xBA", " b c, d"},
      {"\xF0\x9F\x87\xA9", "\xE2\x80\x8D",
       "\xF0\x9F\x87\xAA\xF0\x9F\x87\xA9\xE2\x80\x8D\xE2\x84\xB9 b"},
      {"\xF0\x9F\x87\xA9", "\xE2\x80\x8D", "\xF0\x9F\x87\xAA\xCC\x81 b \xF0\x9F\x87\xA9"},
      {"\xE2\x84\xB9", "\xE2\x80\x8D\xE2\x84\xB9", ".b 'c"},
  };
  char text[1024];
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    for (size_t place = 0; place < 64; place++) {
      for (size_t times = 8; times <= 64; times += 1 + times / 24) {
        size_t len = place, size = strlen(parts[i][1]);
        memset(text, '-', place);
        memcpy(text + len, parts[i][0], strlen(parts[i][0]));
        len += strlen(parts[i][0]);
        for (size_t k = 0; k < times; k++, len += size) memcpy(text + len, parts[i][1], size);
        memcpy(text + len, parts[i][2], strlen(parts[i][2]));
        len += strlen(parts[i][2]);
        memset(text + len, ' ', 200);
        compare(text, len + 200);
      }
    }
  }
}

/* U+202F at the ends of a word of many blocks is left out as well. */
static void test_long_narrow(void **state) {
  (void)state;
  static const char *const parts[] = {"\xE2\x80\xAF", "a", "\xE2\x80\xAF"};
  char text[1024];
  size_t len = 0;
  lun_spans spans = {0};
  for (size_t k = 0; k < 3; k++) {
    for (size_t i = 0; i < 100; i++) {
      memcpy(text + len, parts[k], strlen(parts[k]));
      len += strlen(parts[k]);
    }
  }
  compare(text, len);
  assert_int_equal(lun_words_find(text, len, LUN_SEGMENT_WORDS, NULL, &spans, NULL), LUN_OK);
  assert_int_equal(spans.count, 1);
  assert_int_equal(spans.items[0].from, 300);
  assert_int_equal(spans.items[0].to, 400);
  lun_spans_clear(&spans);
}

/* An interrupted search gives back what it had added, and nothing else. */
static void test_stop(void **state) {
  (void)state;
  atomic_int stop = 1;
  lun_context ctx = {.stop = &stop};
  lun_spans spans = {0};
  lun_error err;
  assert_int_equal(lun_words_find("a", 1, LUN_SEGMENT_ALL, NULL, &spans, &err), LUN_OK);
  assert_int_equal(lun_words_find("b c", 3, LUN_SEGMENT_ALL, &ctx, &spans, &err), LUN_ESTOP);
  assert_int_equal(spans.count, 1);
  lun_spans_clear(&spans);
}

/* A deadline that passes while words are read is noticed. */
static void test_deadline(void **state) {
  (void)state;
  size_t len = (size_t)64 * LUN_CONTEXT_STRIDE;
  char *text = lun_alloc(len);
  assert_non_null(text);
  memset(text, 'a', len);
  for (lun_word_path path = 0; path < LUN_WORD_PATHS; path++) {
    if (!lun_word_path_exists(path)) continue;
    lun_context ctx = {.deadline = lun_clock() + 50000};
    lun_spans spans = {0};
    assert_int_equal(lun_words_find_by(path, text, len, LUN_SEGMENT_ALL, &ctx, &spans, NULL),
                     LUN_ELIMIT);
    assert_int_equal(spans.count, 0);
    lun_spans_clear(&spans);
  }
  lun_free(text);
}

#ifdef LUN_FAULTS
/* Each path gives back the list as it was when memory fails, which it does at each allocation. */
static void test_faults(void **state) {
  (void)state;
  char text[600];
  for (size_t i = 0; i < sizeof text; i++) text[i] = i % 2 ? ' ' : 'a';
  for (lun_word_path path = 0; path < LUN_WORD_PATHS; path++) {
    lun_status st = LUN_ENOMEM;
    for (size_t nth = 1; lun_word_path_exists(path) && st != LUN_OK; nth++) {
      lun_spans spans = {0};
      lun_error err;
      lun_fault_set(nth);
      st = lun_words_find_by(path, text, sizeof text, LUN_SEGMENT_ALL, NULL, &spans, &err);
      lun_fault_set(0);
      if (st != LUN_OK) assert_int_equal(err.status, LUN_ENOMEM);
      assert_int_equal(spans.count, st == LUN_OK ? sizeof text : 0);
      lun_spans_clear(&spans);
    }
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_official),      cmocka_unit_test(test_news),
      cmocka_unit_test(test_soft_hyphen),   cmocka_unit_test(test_scripts),
      cmocka_unit_test(test_nul_and_lines), cmocka_unit_test(test_long_word),
      cmocka_unit_test(test_page_end),      cmocka_unit_test(test_alignment),
      cmocka_unit_test(test_edges),         cmocka_unit_test(test_all_classes),
      cmocka_unit_test(test_large),         cmocka_unit_test(test_long_segments),
      cmocka_unit_test(test_runs),          cmocka_unit_test(test_turns),
      cmocka_unit_test(test_left_inside),   cmocka_unit_test(test_long_narrow),
      cmocka_unit_test(test_stop),          cmocka_unit_test(test_deadline),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
