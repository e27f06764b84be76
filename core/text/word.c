/* text/word.c -- words: 64 bytes at a time by masks, by states where those do not reach. */
#include "base/memory.h"
#include "text/scan.h"
#include "text/word_block.h"
#include "text/word_rule.h"
#include "text/word_state.h"

#include <string.h>

/* Where the masks settle little, as in scripts of many marks, they are not asked for a while: how
** many bytes in turn go through the tables, at most. */
enum { STATE_BYTES = 4096 };

lun_status lun_word_reserve(lun_spans *out, lun_error *err) {
  void *items = out->items;
  if (out->cap - out->count >= LUN_WORD_ROOM) return LUN_OK;
  if (!lun_grow(&items, &out->cap, out->count + LUN_WORD_ROOM, sizeof *out->items)) {
    return lun_fail_memory(err);
  }
  out->items = items;
  return LUN_OK;
}

lun_span lun_word_trim(const char *text, lun_span word) {
  static const char blank[] = "\xE2\x80\xAF";
  while (word.to - word.from > 3 && memcmp(text + word.to - 3, blank, 3) == 0) word.to -= 3;
  while (word.to - word.from > 3 && memcmp(text + word.from, blank, 3) == 0) word.from += 3;
  return word;
}

/* A segment as the mode wants it. */
static lun_span make_segment(const char *text, lun_segment_mode mode, size_t from, size_t to) {
  lun_span segment = {(uint32_t)from, (uint32_t)to};
  return mode == LUN_SEGMENT_WORDS ? lun_word_trim(text, segment) : segment;
}

/* Read the whole text by masks, and what they do not settle by states. */
static lun_status read_blocks(lun_scan *s, lun_word_finder *find, lun_word_stepper *step,
                              lun_word_run *run) {
  size_t turn = 1;
  while (run->at < s->len) {
    size_t from = run->at;
    lun_status st = lun_scan_check(s, from);
    if (st == LUN_OK) st = lun_word_reserve(s->out, s->err);
    if (st != LUN_OK) return st;
    run->until = s->due < s->len ? s->due : s->len; /* the context is asked there */
    if (!find(run)) continue;
    if (run->at - from >= LUN_WORD_ROOM) turn = 1;
    else if (turn < STATE_BYTES) turn *= 2;
    size_t left = s->len - run->at;
    if (left == 0) break;
    st = lun_word_read_states(s, run, step, run->at + (turn < left ? turn : left));
    if (st != LUN_OK) return st;
  }
  return LUN_OK;
}

int lun_word_path_exists(lun_word_path path) {
  int is_states = path == LUN_WORD_PATH_STATES || path == LUN_WORD_PATH_STATES_AVX2;
  return is_states ? lun_word_stepper_get(path) != NULL : lun_word_finder_get(path) != NULL;
}

lun_status lun_words_find_by(lun_word_path path, const char *text, size_t len,
                             lun_segment_mode mode, const lun_context *ctx, lun_spans *out,
                             lun_error *err) {
  lun_scan s;
  lun_word_run run = {.text = text, .len = len, .left = LUN_WORD_COUNT, .mode = mode, .out = out};
  lun_word_finder *find = lun_word_finder_get(path);
  lun_word_stepper *step = lun_word_stepper_get(path);
  lun_status st = lun_scan_init(&s, text, len, ctx, out, err);
  if (st == LUN_OK && find != NULL) st = read_blocks(&s, find, step, &run);
  else if (st == LUN_OK && len > 0) st = lun_word_read_states(&s, &run, step, len);
  return st == LUN_OK ? LUN_OK : lun_scan_fail(&s, st);
}

lun_status lun_words_find(const char *text, size_t len, lun_segment_mode mode,
                          const lun_context *ctx, lun_spans *out, lun_error *err) {
  return lun_words_find_by(lun_word_path_find(), text, len, mode, ctx, out, err);
}

lun_status lun_words_find_plain(const char *text, size_t len, lun_segment_mode mode,
                                const lun_context *ctx, lun_spans *out, lun_error *err) {
  lun_scan s;
  lun_word_segment seg = {0};
  lun_status st = lun_scan_init(&s, text, len, ctx, out, err);
  while (st == LUN_OK && seg.at < len) {
    size_t from = seg.at;
    st = lun_word_read(&s, &seg);
    if (st != LUN_OK) break;
    lun_span found = make_segment(text, mode, from, seg.at);
    if (mode == LUN_SEGMENT_ALL || seg.has_letter) {
      st = lun_spans_add(out, found.from, found.to, err);
    }
  }
  return st == LUN_OK ? LUN_OK : lun_scan_fail(&s, st);
}
