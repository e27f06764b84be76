/* Any bytes: the first chooses the options; when the rest is UTF-8 it is folded with a map, and the
** map keeps the promises of fold_map.h. */
#include "text/fold.h"
#include "text/fold_map.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds) {
  if (!holds) abort();
}

static int is_boundary(const char *text, size_t len, size_t at) {
  return at == len || ((unsigned char)text[at] & 0xC0) != 0x80;
}

/* The source of each byte: one unit, whole code points, never before that of the byte before, and
** folding that unit alone gives the bytes that name it. */
static void check_units(const char *text, size_t len, unsigned options, const lun_fold_map *map) {
  size_t size, at = 0;
  const char *folded = lun_fold_map_text(map, &size);
  lun_span before = {0, 0};
  while (at < size) {
    lun_buffer out = {0};
    lun_error err;
    lun_span unit = lun_fold_map_source(map, at, at + 1);
    lun_span back = lun_fold_map_folded(map, unit.from, unit.to);
    require(before.to <= unit.from && unit.from < unit.to && unit.to <= len);
    require(is_boundary(text, len, unit.from) && is_boundary(text, len, unit.to));
    require(back.from == at && back.to > at && is_boundary(folded, size, back.to));
    require(lun_fold(text + unit.from, unit.to - unit.from, options, &out, &err) == LUN_OK);
    require(out.len == back.to - at && memcmp(out.data, folded + at, out.len) == 0);
    lun_buffer_clear(&out);
    for (size_t i = at; i < back.to; i++) {
      lun_span same = lun_fold_map_source(map, i, i + 1);
      require(same.from == unit.from && same.to == unit.to);
    }
    at = back.to;
    before = unit;
  }
}

/* The fold of each source byte follows that of the byte before; nothing is left out of the whole. */
static void check_source(size_t len, const lun_fold_map *map) {
  size_t size;
  lun_span before = {0, 0};
  lun_fold_map_text(map, &size);
  for (size_t at = 0; at < len; at++) {
    lun_span span = lun_fold_map_folded(map, at, at + 1);
    require(span.from <= span.to && span.to <= size);
    require(span.from == before.to || (span.from == before.from && span.to == before.to));
    before = span;
  }
  require(before.to == size);
  lun_span all = lun_fold_map_folded(map, 0, len);
  require(all.from == 0 && all.to == size);
}

/* Longer pieces: from the unit of their first byte to the unit of their last. */
static void check_pieces(const lun_fold_map *map) {
  size_t size;
  lun_fold_map_text(map, &size);
  for (size_t from = 0, step = 1; from < size; from += step, step = step % 7 + 1) {
    for (size_t to = from + 1; to <= size; to += 1 + to / 2) {
      lun_span span = lun_fold_map_source(map, from, to);
      require(span.from == lun_fold_map_source(map, from, from + 1).from);
      require(span.to == lun_fold_map_source(map, to - 1, to).to);
      lun_span empty = lun_fold_map_source(map, from, from);
      require(empty.from == span.from && empty.to == span.from);
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0 || size > 1 << 16) return 0;
  unsigned options = data[0] & 63;
  const char *text = (const char *)data + 1;
  size_t len = size - 1, folded_len;
  lun_fold_map *map;
  lun_buffer out = {0};
  lun_error err;
  if (lun_utf8_check(text, len, NULL) != LUN_OK) return 0;
  require(lun_fold_map_new(text, len, options, NULL, &map, &err) == LUN_OK);
  require(lun_fold(text, len, options, &out, &err) == LUN_OK);
  const char *folded = lun_fold_map_text(map, &folded_len);
  require(folded_len == out.len && (out.len == 0 || memcmp(folded, out.data, out.len) == 0));
  require(lun_utf8_check(folded, folded_len, NULL) == LUN_OK);
  check_units(text, len, options, map);
  check_source(len, map);
  check_pieces(map);
  lun_buffer_clear(&out);
  lun_fold_map_free(map);
  return 0;
}
