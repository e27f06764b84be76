/* Any bytes: when they are UTF-8, every segmenter runs and keeps the promises of segment.h. */
#include "text/segment.h"
#include "text/utf8.h"
#include "text/word_block.h"

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

/* Sorted, disjoint, not empty, on code point boundaries; without a gap when `covers`. */
static void check_spans(const char *text, size_t len, lun_spans *spans, int covers) {
  size_t at = 0;
  for (size_t i = 0; i < spans->count; i++) {
    lun_span span = spans->items[i];
    require(covers ? span.from == at : span.from >= at);
    require(span.from < span.to && span.to <= len);
    require(is_boundary(text, len, span.from) && is_boundary(text, len, span.to));
    at = span.to;
  }
  require(!covers || at == len);
  lun_spans_clear(spans);
}

/* All paths to the words give the same spans as the plain twin. */
static void check_words(const char *text, size_t len, lun_segment_mode mode) {
  lun_spans want = {0}, have = {0};
  require(lun_words_find_plain(text, len, mode, NULL, &want, NULL) == LUN_OK);
  for (lun_word_path path = 0; path < LUN_WORD_PATHS; path++) {
    if (!lun_word_path_exists(path)) continue;
    lun_spans_reset(&have);
    require(lun_words_find_by(path, text, len, mode, NULL, &have, NULL) == LUN_OK);
    require(have.count == want.count);
    size_t bytes = want.count * sizeof *want.items;
    require(bytes == 0 || memcmp(have.items, want.items, bytes) == 0);
  }
  lun_spans_clear(&have);
  check_spans(text, len, &want, mode == LUN_SEGMENT_ALL);
}

/* Fuzzed texts are short: repeated, they lie over block edges at many places. */
static void check_repeated(const char *text, size_t len) {
  char many[512];
  size_t filled = 0;
  while (len > 0 && filled + len <= sizeof many) {
    memcpy(many + filled, text, len);
    filled += len;
  }
  check_words(many, filled, LUN_SEGMENT_ALL);
  check_words(many, filled, LUN_SEGMENT_WORDS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const char *text = (const char *)data;
  lun_spans spans = {0};
  lun_error err;
  if (lun_utf8_check(text, size, &err) != LUN_OK) return 0;
  check_words(text, size, LUN_SEGMENT_ALL);
  check_words(text, size, LUN_SEGMENT_WORDS);
  check_repeated(text, size);
  require(lun_graphemes_find(text, size, NULL, &spans, &err) == LUN_OK);
  check_spans(text, size, &spans, 1);
  require(lun_sentences_find(text, size, LUN_SEGMENT_ALL, NULL, &spans, &err) == LUN_OK);
  check_spans(text, size, &spans, 1);
  require(lun_sentences_find(text, size, LUN_SEGMENT_WORDS, NULL, &spans, &err) == LUN_OK);
  check_spans(text, size, &spans, 0);
  require(lun_paragraphs_find(text, size, NULL, &spans, &err) == LUN_OK);
  check_spans(text, size, &spans, 0);
  return 0;
}
