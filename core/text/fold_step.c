/* text/fold_step.c -- the tables are utf8proc's, and so is composing, which is linear; ordering the
** marks is done here. */
#include "text/fold_step.h"

#include "base/memory.h"
#include "text/fold.h"
#include "text/unicode.h"

#include <string.h>
#include <utf8proc.h>

enum {
  FIRST_MARK = 0x300, /* no code point below has a combining class */
  SHORT_MARKS = 16,   /* up to here marks are ordered by insertion */
  CLASSES = 256       /* canonical combining classes */
};

int lun_fold_proc(unsigned options) {
  int proc = 0;
  if (options & LUN_FOLD_CASE) proc |= UTF8PROC_CASEFOLD;
  if (options & LUN_FOLD_IGNORABLE) proc |= UTF8PROC_IGNORE;
  if (options & LUN_FOLD_MARKS) proc |= UTF8PROC_STRIPMARK;
  /* Marks are found by decomposing; composing again leaves Hangul and the like as they were. */
  if (options & (LUN_FOLD_NFC | LUN_FOLD_NFKC | LUN_FOLD_MARKS)) {
    proc |= UTF8PROC_STABLE | UTF8PROC_COMPOSE;
  }
  if (options & LUN_FOLD_NFKC) proc |= UTF8PROC_COMPAT;
  return proc;
}

int32_t lun_fold_plain(int32_t code) {
  if (code >= 0x2018 && code <= 0x201B) return '\'';
  if (code >= 0x201C && code <= 0x201F) return '"';
  if (code >= 0x2010 && code <= 0x2015) return '-';
  switch (code) {
  case 0x02BC: return '\''; /* modifier letter apostrophe */
  case 0x2212:              /* minus */
  case 0xFE58:              /* small and full-width forms */
  case 0xFE63:
  case 0xFF0D: return '-';
  case 0xFF02: return '"';
  case 0xFF07: return '\'';
  default: return code;
  }
}

lun_status lun_fold_codes_reserve(lun_fold_codes *c, size_t more, lun_error *err) {
  void *codes = c->codes;
  /* utf8proc_reencode writes one byte behind the code points. */
  if (!lun_grow(&codes, &c->cap, c->count + more + 1, sizeof *c->codes)) {
    return lun_fail_memory(err);
  }
  c->codes = codes;
  return LUN_OK;
}

/* --- ordering --------------------------------------------------------------------------------- */

/* Most of what is asked about is letters, which have none, as the nearer table tells. The few marks
** that count as letters there extend a grapheme. */
static inline int combining_class(int32_t code) {
  if (code < FIRST_MARK) return 0;
  unsigned classes = lun_unicode_get((uint32_t)code);
  lun_grapheme_class k = lun_unicode_grapheme(classes);
  int extends = k == LUN_GRAPHEME_EXTEND || k == LUN_GRAPHEME_SPACINGMARK;
  if ((classes & LUN_UNICODE_LETTER) && !extends) return 0;
  return utf8proc_get_property(code)->combining_class;
}

static void insert_marks(int32_t *codes, size_t count) {
  for (size_t i = 1; i < count; i++) {
    int32_t code = codes[i];
    int k = combining_class(code);
    size_t to = i;
    for (; to > 0 && combining_class(codes[to - 1]) > k; to--) codes[to] = codes[to - 1];
    codes[to] = code;
  }
}

/* Counting sort: however many marks a text heaps up, the time is that of reading them. */
static lun_status count_marks(lun_fold_codes *c, int32_t *codes, size_t count, lun_error *err) {
  size_t starts[CLASSES + 1] = {0};
  void *room = c->room;
  if (!lun_grow(&room, &c->room_cap, count, sizeof *c->room)) return lun_fail_memory(err);
  c->room = room;
  for (size_t i = 0; i < count; i++) starts[combining_class(codes[i]) + 1]++;
  for (size_t k = 1; k < CLASSES; k++) starts[k] += starts[k - 1];
  for (size_t i = 0; i < count; i++) c->room[starts[combining_class(codes[i])]++] = codes[i];
  memcpy(codes, c->room, count * sizeof *codes);
  return LUN_OK;
}

/* The canonical order: each run of marks by rising class, equal ones as they came. */
static lun_status order_marks(lun_fold_codes *c, lun_error *err) {
  size_t from = 0;
  while (from < c->count) {
    size_t to = from;
    int before = 0, mixed = 0, k;
    while (to < c->count && (k = combining_class(c->codes[to])) != 0) {
      mixed |= k < before;
      before = k;
      to++;
    }
    if (mixed && to - from <= SHORT_MARKS) insert_marks(c->codes + from, to - from);
    else if (mixed) {
      lun_status st = count_marks(c, c->codes + from, to - from, err);
      if (st != LUN_OK) return st;
    }
    from = to + 1;
  }
  return LUN_OK;
}

/* --- the end of the way ----------------------------------------------------------------------- */

lun_status lun_fold_codes_compose(lun_fold_codes *c, int proc, const char **bytes, size_t *len,
                                  lun_error *err) {
  lun_status st = proc & UTF8PROC_COMPOSE ? order_marks(c, err) : LUN_OK;
  if (st != LUN_OK) return st;
  utf8proc_ssize_t size =
      utf8proc_reencode(c->codes, (utf8proc_ssize_t)c->count, (utf8proc_option_t)proc);
  if (size < 0) {
    return lun_fail(err, LUN_EUTF8, 0, "text cannot be folded: %s", utf8proc_errmsg(size));
  }
  *bytes = (const char *)c->codes;
  *len = (size_t)size;
  return LUN_OK;
}

void lun_fold_codes_clear(lun_fold_codes *c) {
  lun_free(c->codes);
  lun_free(c->room);
  *c = (lun_fold_codes){0};
}
