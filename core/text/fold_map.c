/* text/fold_map.c -- folding unit by unit, as lun_fold does stretch by stretch: decompose, order the
** marks, compose. Runs of ASCII go to lun_fold itself. */
#include "text/fold_map.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/fold.h"
#include "text/fold_step.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

enum {
  /* The jamo before the trailing consonants: utf8proc 2.8 takes it for an empty one and drops it
  ** behind a syllable, which then still takes another. */
  NO_TRAIL = 0x11A7
};

static const uint64_t HIGH_BITS = UINT64_C(0x8080808080808080);

/* Piece i starts at byte sources[i] of the source and folded[i] of the folded text, and ends where
** the next one starts. It is a unit, or a gap of bytes left out, when whole[i]; otherwise a run of
** units that each became one code point of their length, so that its folded text shows where they
** are. */
struct lun_fold_map {
  lun_buffer text; /* folded */
  size_t len;      /* of the source */
  size_t count;    /* of pieces */
  size_t cap;
  uint32_t *sources;
  uint32_t *folded;
  unsigned char *whole;
};

/* A map in the making, and the unit that is being gathered. */
typedef struct build {
  const char *text;
  size_t len;
  unsigned options;
  int proc;     /* as utf8proc takes them */
  int composes; /* the options ask for a normal form */
  const lun_context *ctx;
  lun_error *err;
  lun_fold_map *map;
  int open;       /* there is a unit: bytes [from, to); behind it [to, end) were left out */
  int is_control; /* which marks do not join */
  size_t from, to, end;
  lun_fold_codes unit; /* decomposed */
} build;

static int is_tail(char byte) {
  return ((unsigned char)byte & 0xC0) == 0x80;
}

static int is_mark(int32_t code) {
  utf8proc_category_t k = utf8proc_category(code);
  return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_MC || k == UTF8PROC_CATEGORY_ME;
}

/* --- pieces ----------------------------------------------------------------------------------- */

static int grow_pieces(lun_fold_map *m) {
  size_t caps[3] = {m->cap, m->cap, m->cap};
  void *sources = m->sources, *folded = m->folded, *whole = m->whole;
  int grown = lun_grow(&sources, &caps[0], m->count + 1, sizeof *m->sources) &&
              lun_grow(&folded, &caps[1], m->count + 1, sizeof *m->folded) &&
              lun_grow(&whole, &caps[2], m->count + 1, sizeof *m->whole);
  m->sources = sources;
  m->folded = folded;
  m->whole = whole;
  if (grown) m->cap = caps[0];
  return grown;
}

/* A piece from source byte `from` on that adds `size` bytes, which the caller then adds. A run
** joins with the run before. */
static lun_status add_piece(build *b, size_t from, size_t size, int whole) {
  lun_fold_map *m = b->map;
  size_t at = m->text.len;
  if (size > UINT32_MAX - at) {
    return lun_fail(b->err, LUN_ELIMIT, from, "folded text is over the limit of 4 GiB");
  }
  if (!whole && m->count > 0 && !m->whole[m->count - 1]) return LUN_OK;
  if (m->count == m->cap && !grow_pieces(m)) return lun_fail_memory(b->err);
  m->sources[m->count] = (uint32_t)from;
  m->folded[m->count] = (uint32_t)at;
  m->whole[m->count++] = (unsigned char)whole;
  return LUN_OK;
}

/* --- one unit --------------------------------------------------------------------------------- */

/* A failure of a step below, which knows no place. */
static lun_status fail_at(const build *b, lun_status st, size_t at) {
  if (st == LUN_EUTF8 && b->err != NULL) b->err->at = at;
  return st;
}

/* Fold the open unit and add it. */
static lun_status add_unit(build *b) {
  const char *bytes;
  size_t size;
  lun_status st = lun_fold_codes_compose(&b->unit, b->proc, &bytes, &size, b->err);
  if (st != LUN_OK) return fail_at(b, st, b->from);
  int keeps = size == b->to - b->from && lun_utf8_count(bytes, 0, size) == 1;
  st = add_piece(b, b->from, size, !keeps);
  if (st != LUN_OK) return st;
  lun_buffer_add(&b->map->text, bytes, size);
  return lun_buffer_status(&b->map->text, b->err);
}

/* End the open unit, if there is one, and what was left out behind it. */
static lun_status close_unit(build *b) {
  lun_status st = LUN_OK;
  if (b->open) st = add_unit(b);
  if (st == LUN_OK && b->to < b->end) st = add_piece(b, b->to, 0, 1);
  b->open = b->is_control = 0;
  b->unit.count = 0;
  b->from = b->to = b->end;
  return st;
}

/* --- which code points join ------------------------------------------------------------------- */

static int is_lead_jamo(int32_t code) {
  return code >= 0x1100 && code <= 0x1112;
}

static int is_vowel_jamo(int32_t code) {
  return code >= 0x1161 && code <= 0x1175;
}

static int is_trail_jamo(int32_t code) {
  return code >= NO_TRAIL && code <= 0x11C2;
}

/* Whether jamo `code` makes a syllable with the end of the unit. Source: Unicode 15.0, 3.12. */
static int joins_syllable(const build *b, int32_t code) {
  size_t n = b->unit.count;
  if (is_vowel_jamo(code)) return n > 0 && is_lead_jamo(b->unit.codes[n - 1]);
  /* A vowel is not the first of its unit only where it joined a lead. */
  return is_trail_jamo(code) && n > 1 && is_vowel_jamo(b->unit.codes[n - 1]);
}

/* Whether `code`, which becomes parts[0..count), belongs to the open unit. Beside marks and jamo
** nothing composes with what stands before it. */
static lun_status joins_unit(const build *b, int32_t code, const int32_t *parts, size_t count,
                             int *joins) {
  int32_t with_marks[LUN_FOLD_PARTS];
  *joins = 0;
  if (!b->open || !b->composes || b->is_control) return LUN_OK;
  *joins = is_mark(code) || (count > 0 && (is_mark(parts[0]) || joins_syllable(b, parts[0])));
  if (*joins || !(b->options & LUN_FOLD_MARKS)) return LUN_OK;
  /* Half-width voicing marks are letters that become marks, which are gone by now. */
  int proc = b->proc & ~UTF8PROC_STRIPMARK;
  lun_status st = lun_fold_decompose(code, proc, with_marks, &count, b->err);
  if (st == LUN_OK) *joins = count > 0 && is_mark(with_marks[0]);
  return st;
}

/* The code point of bytes [b->end, next). */
static lun_status add_code(build *b, uint32_t source, size_t next) {
  int32_t parts[LUN_FOLD_PARTS];
  size_t count;
  int joins;
  int32_t code = b->options & LUN_FOLD_PLAIN ? lun_fold_plain((int32_t)source) : (int32_t)source;
  lun_status st = lun_fold_decompose(code, b->proc, parts, &count, b->err);
  if (st == LUN_OK) st = joins_unit(b, code, parts, count, &joins);
  if (st != LUN_OK) return fail_at(b, st, b->end);
  if (!joins) {
    if (count == 0) {
      b->end = next;
      return LUN_OK;
    }
    st = close_unit(b);
    if (st != LUN_OK) return st;
    lun_grapheme_class k = lun_unicode_grapheme(lun_unicode_get((uint32_t)code));
    b->is_control = k == LUN_GRAPHEME_CR || k == LUN_GRAPHEME_LF || k == LUN_GRAPHEME_CONTROL;
  }
  if (joins && count > 0 && parts[0] == NO_TRAIL) count = 0;
  st = lun_fold_codes_reserve(&b->unit, count, b->err);
  if (st != LUN_OK) return st;
  memcpy(b->unit.codes + b->unit.count, parts, count * sizeof *parts);
  b->unit.count += count;
  b->open = 1;
  b->to = b->end = next;
  return LUN_OK;
}

/* --- the text --------------------------------------------------------------------------------- */

/* The end of the ASCII run at `at`, at most a stride away. */
static size_t skip_ascii(const char *text, size_t len, size_t at) {
  uint64_t block;
  if (len - at > LUN_CONTEXT_STRIDE) len = at + LUN_CONTEXT_STRIDE;
  for (; len - at >= sizeof block; at += sizeof block) {
    memcpy(&block, text + at, sizeof block);
    if (block & HIGH_BITS) break;
  }
  while (at < len && (unsigned char)text[at] < 0x80) at++;
  return at;
}

/* An ASCII run of `size` bytes at b->end: each byte a unit that keeps its place. */
static lun_status add_ascii(build *b, size_t size) {
  lun_status st = close_unit(b);
  if (st == LUN_OK) st = add_piece(b, b->end, size, 0);
  if (st == LUN_OK) st = lun_fold(b->text + b->end, size, b->options, &b->map->text, b->err);
  b->from = b->to = b->end += size;
  return st;
}

static lun_status build_map(build *b) {
  size_t due = 0;
  lun_status st = LUN_OK;
  while (st == LUN_OK && b->end < b->len) {
    size_t at = b->end, end, next;
    if (at >= due) {
      due = at + LUN_CONTEXT_STRIDE;
      st = lun_context_check(b->ctx, b->err);
      if (st != LUN_OK) break;
    }
    end = skip_ascii(b->text, b->len, at);
    /* The last ASCII letter may take the mark that follows it. */
    if (end > at && end < b->len) end--;
    if (end > at) {
      st = add_ascii(b, end - at);
    } else {
      uint32_t code = lun_utf8_get(b->text, b->len, at, &next);
      st = add_code(b, code, next);
    }
  }
  return st == LUN_OK ? close_unit(b) : st;
}

lun_status lun_fold_map_new(const char *text, size_t len, unsigned options, const lun_context *ctx,
                            lun_fold_map **out, lun_error *err) {
  lun_status st;
  *out = NULL;
  if (len > UINT32_MAX) {
    return lun_fail(err, LUN_ELIMIT, 0, "text of %zu bytes is over the limit of 4 GiB", len);
  }
  build b = {.text = text, .len = len, .options = options, .ctx = ctx, .err = err};
  b.proc = lun_fold_proc(options);
  b.composes = (options & (LUN_FOLD_NFC | LUN_FOLD_NFKC | LUN_FOLD_MARKS)) != 0;
  b.map = lun_zalloc(sizeof *b.map);
  if (b.map == NULL) return lun_fail_memory(err);
  b.map->len = len;
  st = build_map(&b);
  if (st != LUN_OK) goto fail;
  *out = b.map;
  b.map = NULL;
fail:
  lun_fold_codes_clear(&b.unit);
  lun_fold_map_free(b.map);
  return st;
}

void lun_fold_map_free(lun_fold_map *map) {
  if (map == NULL) return;
  lun_buffer_clear(&map->text);
  lun_free(map->sources);
  lun_free(map->folded);
  lun_free(map->whole);
  lun_free(map);
}

const char *lun_fold_map_text(const lun_fold_map *map, size_t *len) {
  *len = map->text.len;
  return map->text.data != NULL ? map->text.data : "";
}

size_t lun_fold_map_count(const lun_fold_map *map) {
  return map->count;
}

/* --- looking up ------------------------------------------------------------------------------- */

/* One way through the map: byte `starts[i]` of the side asked about is `ends[i]` of the other. */
typedef struct way {
  const lun_fold_map *map;
  const uint32_t *starts;
  const uint32_t *ends;
  size_t len;       /* of the side asked about */
  size_t other_len; /* of the other side */
} way;

/* The last piece that starts at byte `at` or before. Of those that start there only the last holds
** the byte: the others are gaps. */
static size_t find_piece(const way *w, size_t at) {
  size_t low = 0, high = w->map->count;
  while (high - low > 1) {
    size_t mid = low + (high - low) / 2;
    if (w->starts[mid] <= at) low = mid;
    else high = mid;
  }
  return low;
}

/* Where the unit that holds byte `at` starts on the other side. */
static size_t find_start(const way *w, size_t at) {
  const lun_fold_map *m = w->map;
  size_t i = find_piece(w, at);
  if (m->whole[i]) return w->ends[i];
  size_t in = at - w->starts[i];
  while (is_tail(m->text.data[m->folded[i] + in])) in--;
  return w->ends[i] + in;
}

/* Where it ends there. */
static size_t find_end(const way *w, size_t at) {
  const lun_fold_map *m = w->map;
  size_t i = find_piece(w, at);
  if (m->whole[i]) return i + 1 < m->count ? w->ends[i + 1] : w->other_len;
  size_t in = at - w->starts[i] + 1;
  while (is_tail(m->text.data[m->folded[i] + in])) in++; /* ends at the buffer's NUL */
  return w->ends[i] + in;
}

static lun_span find_span(const way *w, size_t from, size_t to) {
  size_t first, last;
  assert(from <= to && to <= w->len);
  if (from < to) {
    first = find_start(w, from);
    last = find_end(w, to - 1);
  } else if (from < w->len) {
    first = last = find_start(w, from);
  } else {
    first = last = w->len > 0 ? find_end(w, w->len - 1) : 0;
  }
  return (lun_span){(uint32_t)first, (uint32_t)last};
}

lun_span lun_fold_map_source(const lun_fold_map *map, size_t from, size_t to) {
  way w = {map, map->folded, map->sources, map->text.len, map->len};
  return find_span(&w, from, to);
}

lun_span lun_fold_map_folded(const lun_fold_map *map, size_t from, size_t to) {
  way w = {map, map->sources, map->folded, map->len, map->text.len};
  return find_span(&w, from, to);
}
