#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/marks.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "text/segment.h"

static lun_status find(const char *text, size_t len, lun_pieces *out, lun_error *err) {
  lun_spans paragraphs = {0};
  lun_status st = lun_paragraphs_find(text, len, NULL, &paragraphs, err);
  if (st == LUN_OK) st = lun_marks_find(text, len, &paragraphs, NULL, out, err);
  lun_spans_clear(&paragraphs);
  return st;
}

/* The pieces of `text` must be `expected`: each followed by a bar, by ~ when it is unclosed and by
** + when it goes on. */
static void expect_len(const char *text, size_t len, const char *expected) {
  lun_pieces pieces = {0};
  lun_buffer got = {0};
  lun_error err = {0};
  assert_int_equal(find(text, len, &pieces, &err), LUN_OK);
  for (size_t i = 0; i < pieces.count; i++) {
    const lun_piece *p = &pieces.items[i];
    lun_buffer_add(&got, text + p->span.from, p->span.to - p->span.from);
    if (p->unclosed) lun_buffer_add_byte(&got, '~');
    if (p->goes_on) lun_buffer_add_byte(&got, '+');
    lun_buffer_add_byte(&got, '|');
  }
  lun_buffer_add(&got, "", 0);
  assert_string_equal(got.len ? got.data : "", expected);
  lun_buffer_clear(&got);
  lun_pieces_clear(&pieces);
}

static void expect(const char *text, const char *expected) {
  expect_len(text, strlen(text), expected);
}

static void test_kinds(void **state) {
  (void)state;
  expect("", "");
  expect("no marks here", "");
  expect("He said “yes” and “no”.", "“yes”|“no”|");
  expect("He said \"yes\" and \"no\".", "\"yes\"|\"no\"|");
  expect("Il dit « oui » et ‹ non ›.", "« oui »|‹ non ›|");
  expect("Er sagt „ja“ und »nein« dazu.", "„ja“|»nein«|");
  expect("Pan „tak” mówi.", "„tak”|");
  expect("He said ''yes'' twice.", "''yes''|");
  expect("``It's time,'' he said. ``Go.''", "``It's time,''|``Go.''|");
  expect("\"Yes, `go,' he said,'' she said.", "\"Yes, `go,' he said,''|");
  expect("A ‘‘small’’ war, \"a ’90s’’ one\".", "‘‘small’’|\"a ’90s’’|");
  expect("Call `run` now, or `x there.", "`run`|");
}

/* Wherever a mark stands in the blocks that are looked over at once, it is seen. */
static void test_places(void **state) {
  (void)state;
  static const char *const marks[][2] = {{"\"", "\""}, {"``", "''"}, {"“", "”"}, {"«", "»"}};
  for (size_t before = 0; before < 20; before++) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
      char text[80], want[80];
      snprintf(text, sizeof text, "%.*s %sgo%s on", (int)before, "aaaaaaaaaaaaaaaaaaaa",
               marks[i][0], marks[i][1]);
      snprintf(want, sizeof want, "%sgo%s|", marks[i][0], marks[i][1]);
      expect(text, want);
    }
  }
}

static void test_single(void **state) {
  (void)state;
  expect("‘We’re ready,’ he said.", "‘We’re ready,’|");
  expect("'We're ready,' he said.", "'We're ready,'|");
  expect("‘It is the ministers’ plan,’ he said.", "‘It is the ministers’ plan,’|");
  expect("They called it ‘dead’ and the ministers’ plan ‘gone’.", "‘dead’|‘gone’|");
  expect("It's the dogs' dinner, isn't it?", "");
  expect("Rock ’n’ roll in the ’90s, and '68 too.", "");
  expect("“He told me, ‘Go,’ and I went,” she said.", "“He told me, ‘Go,’ and I went,”|");
  expect("‘He said “go” to me,’ she said.", "‘He said “go” to me,’|");
}

static void test_wrong_ways(void **state) {
  (void)state;
  expect("He said ”yes” today.", "”yes”|");
  expect("He said “yes“ today.", "“yes“|");
  expect("It ended.“We go,” he said.", "“We go,”|");
  expect("He said \"go.\"She went \"home\".", "\"go.\"|\"home\"|");
  expect("A \"line\nthat is\nbroken\" here.", "\"line\nthat is\nbroken\"|");
  expect("“She said “go” to us,” he said.", "“She said “go” to us,”|");
  expect("A pipe of 6\" and no more.", "");
  expect("<a href=\"x y\">He said \"go\".</a>", "\"go\"|");
}

static void test_unclosed(void **state) {
  (void)state;
  expect("“We go.\n\nHe left.", "“We go.~|");
  expect("“We go.\n\n“We stay.”", "“We go.+|“We stay.”|");
  expect("\"We go.\n\n\"We stay.\" Yes.", "\"We go.+|\"We stay.\"|");
  expect("“One.\n\n“Two.\n\n“Three.” Four.", "“One.+|“Two.+|“Three.”|");
  expect("‘One.\n\n‘Two.’ Three.", "‘One.+|‘Two.’|");
  expect("“One, he said. “Two,” he said.", "“One, he said.~|“Two,”|");
  expect("One” two.\n\n“Three” four.", "“Three”|");
}

static void test_texts(void **state) {
  (void)state;
  expect("“One,\r\ntwo.”\r\n\r\n“Three.”\r\n", "“One,\r\ntwo.”|“Three.”|");
  expect("\xEF\xBB\xBF“One.” Two.", "“One.”|");
  expect("He said “cafe\xCC\x81.”", "“cafe\xCC\x81.”|");
  expect("אמר \"שלום\" היום", "\"שלום\"|");
  expect("“\xF0\x9F\x98\x80” 😀", "“\xF0\x9F\x98\x80”|");
}

static void test_nul(void **state) {
  (void)state;
  const char text[] = "a\0 \"b\0c\" d";
  lun_pieces pieces = {0};
  assert_int_equal(find(text, sizeof text - 1, &pieces, NULL), LUN_OK);
  assert_int_equal(pieces.count, 1);
  assert_int_equal(pieces.items[0].span.from, 3);
  assert_int_equal(pieces.items[0].span.to, 8);
  lun_pieces_clear(&pieces);
}

static void test_linear(void **state) {
  (void)state;
  static const char *const units[] = {"\"", "'", "“", "”", "‘", "’", "“‘", "« \"", "' \"", "“\n\n"};
  enum { BYTES = 2 * 1024 * 1024 };
  for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
    lun_buffer text = {0};
    lun_spans paragraphs = {0};
    lun_pieces pieces = {0};
    lun_context ctx = {0};
    while (text.len < BYTES) lun_buffer_add_text(&text, units[u]);
    lun_context_set_timeout(&ctx, 20);
    assert_int_equal(lun_paragraphs_find(text.data, text.len, &ctx, &paragraphs, NULL), LUN_OK);
    assert_int_equal(lun_marks_find(text.data, text.len, &paragraphs, &ctx, &pieces, NULL), LUN_OK);
    lun_pieces_clear(&pieces);
    lun_spans_clear(&paragraphs);
    lun_buffer_clear(&text);
  }
}

static void test_stop(void **state) {
  (void)state;
  const char text[] = "“Go,” he said. “Stay.”";
  lun_spans paragraphs = {0};
  lun_pieces pieces = {0};
  lun_error err = {0};
  atomic_int stop = 1;
  lun_context ctx = {.stop = &stop};
  assert_int_equal(lun_spans_add(&paragraphs, 0, sizeof text - 1, &err), LUN_OK);
  assert_int_equal(lun_marks_find(text, sizeof text - 1, &paragraphs, &ctx, &pieces, &err),
                   LUN_ESTOP);
  assert_int_equal(pieces.count, 0);
  lun_pieces_clear(&pieces);
  lun_spans_clear(&paragraphs);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  const char text[] = "“One,” he said.\n\n“Two.\n\n“Three ‘four’,” five \"six\".";
  for (size_t n = 1;; n++) {
    lun_pieces pieces = {0};
    lun_error err = {0};
    lun_fault_set(n);
    lun_status st = find(text, sizeof text - 1, &pieces, &err);
    lun_fault_set(0);
    size_t count = pieces.count;
    lun_pieces_clear(&pieces);
    if (st == LUN_OK) break;
    assert_int_equal(st, LUN_ENOMEM);
    assert_int_equal(count, 0);
    assert_true(n < 100);
  }
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_kinds),    cmocka_unit_test(test_places),
      cmocka_unit_test(test_single),   cmocka_unit_test(test_wrong_ways),
      cmocka_unit_test(test_unclosed), cmocka_unit_test(test_texts),
      cmocka_unit_test(test_nul),      cmocka_unit_test(test_linear),
      cmocka_unit_test(test_stop),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
