/* Any bytes: when they are UTF-8, every segmenter runs and keeps the promises of segment.h. */
#include "text/segment.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const char *text = (const char *)data;
  lun_spans spans = {0};
  lun_error err;
  if (lun_utf8_check(text, size, &err) != LUN_OK) return 0;
  require(lun_words_find(text, size, LUN_SEGMENT_ALL, NULL, &spans, &err) == LUN_OK);
  check_spans(text, size, &spans, 1);
  require(lun_words_find(text, size, LUN_SEGMENT_WORDS, NULL, &spans, &err) == LUN_OK);
  check_spans(text, size, &spans, 0);
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
