/* Long texts in pieces: no word, and no phrase, lies across an end. */
#include "text/segment.h"
#include "text/stretch.h"

#include "base/memory.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { SIZE = 700 * 1024 };

typedef size_t finder(const char *text, size_t len, size_t from);

/* Words stretch by stretch, compared with those of the whole text. */
static void check(finder *find, const char *text, size_t len, size_t least_stretches) {
  lun_spans whole = {0}, parts = {0};
  size_t stretches = 0;
  assert_int_equal(lun_words_find(text, len, LUN_SEGMENT_WORDS, NULL, &whole, NULL), LUN_OK);
  for (size_t at = 0; at < len; stretches++) {
    size_t end = find(text, len, at), before = parts.count;
    assert_true(end > at && end <= len);
    assert_int_equal(lun_words_find(text + at, end - at, LUN_SEGMENT_WORDS, NULL, &parts, NULL),
                     LUN_OK);
    for (size_t i = before; i < parts.count; i++) {
      parts.items[i].from += (uint32_t)at;
      parts.items[i].to += (uint32_t)at;
    }
    at = end;
  }
  assert_int_equal(whole.count, parts.count);
  assert_memory_equal(whole.items, parts.items, whole.count * sizeof *whole.items);
  assert_true(stretches >= least_stretches);
  lun_spans_clear(&whole);
  lun_spans_clear(&parts);
}

static char *fill(const char *unit) {
  char *text = lun_alloc(SIZE);
  for (size_t at = 0; at < SIZE; at++) text[at] = unit[at % strlen(unit)];
  return text;
}

static void test_stretches(void **state) {
  (void)state;
  static const struct {
    const char *unit;
    size_t stretches, paragraphs;
  } cases[] = {
      {"A truce\nheld, it's said.\n\n", 5, 5},
      {"one\r\ntwo\r\n\r\n", 5, 5},
      {"\n", 5, 5},
      {"line\nafter line\n", 5, 1},
      {"no line end at all, ", 5, 1},
      {"endless", 1, 1},
      {"a\r", 1, 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char *text = fill(cases[i].unit);
    check(lun_stretch_find, text, SIZE, cases[i].stretches);
    check(lun_stretch_find_paragraph, text, SIZE, cases[i].paragraphs);
    lun_free(text);
  }
}

/* A paragraph longer than a stretch is not cut; the next blank line ends it. */
static void test_long_paragraph(void **state) {
  (void)state;
  char *text = fill("peace\ntalks\n");
  memcpy(text + 300000, "x\n\ny", 4);
  assert_int_equal(lun_stretch_find_paragraph(text, SIZE, 0), 300003);
  assert_int_equal(lun_stretch_find_paragraph(text, SIZE, 300003), SIZE);
  assert_int_equal(lun_stretch_find_paragraph(text, 10, 0), 10);
  assert_int_equal(lun_stretch_find_paragraph("", 0, 0), 0);
  lun_free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_stretches),
      cmocka_unit_test(test_long_paragraph),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
