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

/* UAX #29 joins U+202F NARROW NO-BREAK SPACE to letters, for the sake of numbers. French sets it before
** ! and ?, and inside guillemets: at a word's ends it is a blank, or "guerre !" would be another word
** than "guerre". */
static lun_span trim_blanks(const char *text, size_t from, size_t to) {
  static const char blank[] = "\xE2\x80\xAF";
  while (to - from > 3 && memcmp(text + to - 3, blank, 3) == 0) to -= 3;
  while (to - from > 3 && memcmp(text + from, blank, 3) == 0) from += 3;
  return (lun_span){(uint32_t)from, (uint32_t)to};
}

/* A segment as the mode wants it. */
static lun_span make_segment(const char *text, lun_segment_mode mode, size_t from, size_t to) {
  if (mode == LUN_SEGMENT_WORDS) return trim_blanks(text, from, to);
  return (lun_span){(uint32_t)from, (uint32_t)to};
}

/* Read segments by the tables until one ends at `until` or behind. */
static lun_status read_tables(lun_scan *s, lun_word_run *run, size_t until) {
  lun_word_segment seg = {.at = run->at};
  while (seg.at < until) {
    lun_status st = lun_word_read_run(s, &seg);
    if (st != LUN_OK) return st;
    if (run->mode == LUN_SEGMENT_ALL || seg.has_letter) {
      if (run->out->count == run->out->cap) st = reserve(run->out, s->err);
      if (st != LUN_OK) return st;
      run->out->items[run->out->count++] = make_segment(s->text, run->mode, run->open, seg.at);
    }
    run->at = run->open = seg.at;
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
  lun_word_run run = {.text = text, .len = len, .mode = mode, .out = out};
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
