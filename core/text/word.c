/* text/word.c -- words: 64 bytes at a time by masks, the tables where those do not reach. */
#include "base/memory.h"
#include "text/scan.h"
#include "text/word_block.h"
#include "text/word_rule.h"

#include <string.h>

/* Where the masks settle little, as in scripts of many marks, they are not asked for a while: how
** many bytes in turn go through the tables, at most. */
enum { TABLE_BYTES = 1024 };

/* Room for the segments of a block, so that writing them asks nothing. */
static lun_status reserve(lun_spans *spans, lun_error *err) {
  void *items = spans->items;
  if (!lun_grow(&items, &spans->cap, spans->count + LUN_WORD_ROOM, sizeof *spans->items)) {
    return lun_fail_memory(err);
  }
  spans->items = items;
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

/* Blocks of ASCII may part two spaces (WB3d) when only words are wanted. That shows where a ZWJ joins
** a letter to the last of them. */
static size_t find_first_space(const lun_word_run *run) {
  size_t from = run->open;
  if (run->mode == LUN_SEGMENT_ALL || run->text[from] != ' ') return from;
  while (from > 0 && run->text[from - 1] == ' ') from--;
  return from;
}

/* Add the segment that ends at `to`, when it is wanted. */
static lun_status add_segment(lun_scan *s, lun_word_run *run, const lun_word_segment *seg) {
  if (run->mode == LUN_SEGMENT_WORDS && !seg->has_letter && !run->wanted) return LUN_OK;
  lun_status st = run->out->count == run->out->cap ? reserve(run->out, s->err) : LUN_OK;
  if (st != LUN_OK) return st;
  lun_span span = make_segment(s->text, run->mode, find_first_space(run), seg->at);
  run->out->items[run->out->count++] = span;
  return LUN_OK;
}

/* Read segments by the tables until one ends at `until` or behind. */
static lun_status read_tables(lun_scan *s, lun_word_run *run, size_t until) {
  lun_word_segment seg = {.at = run->at, .left = run->left};
  while (seg.at < until) {
    lun_status st =
        seg.left == LUN_WORD_COUNT ? lun_word_read_run(s, &seg) : lun_word_finish(s, &seg);
    if (st == LUN_OK) st = add_segment(s, run, &seg);
    if (st != LUN_OK) return st;
    run->at = run->open = seg.at;
    run->wanted = 0;
    seg.left = run->left = LUN_WORD_COUNT;
  }
  return LUN_OK;
}

/* Read the whole text by masks, and what they do not settle by the tables. */
static lun_status read_blocks(lun_scan *s, lun_word_finder *find, lun_word_run *run) {
  size_t turn = 1;
  while (run->at < s->len) {
    size_t from = run->at;
    lun_status st = lun_scan_check(s, from);
    if (st == LUN_OK) st = reserve(s->out, s->err);
    if (st != LUN_OK) return st;
    run->until = s->due < s->len ? s->due : s->len; /* the context is asked there */
    if (!find(run)) continue;
    if (run->at - from >= LUN_WORD_ROOM) turn = 1;
    else if (turn < TABLE_BYTES) turn *= 2;
    size_t left = s->len - run->at;
    st = read_tables(s, run, run->at + (turn < left ? turn : left));
    if (st != LUN_OK) return st;
  }
  return LUN_OK;
}

lun_status lun_words_find_by(lun_word_path path, const char *text, size_t len,
                             lun_segment_mode mode, const lun_context *ctx, lun_spans *out,
                             lun_error *err) {
  lun_scan s;
  lun_word_run run = {.text = text, .len = len, .left = LUN_WORD_COUNT, .mode = mode, .out = out};
  lun_word_finder *find = lun_word_finder_get(path);
  lun_status st = lun_scan_init(&s, text, len, ctx, out, err);
  if (st == LUN_OK) st = find != NULL ? read_blocks(&s, find, &run) : read_tables(&s, &run, len);
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
