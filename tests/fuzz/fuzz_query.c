/* Any bytes as a query, then a search in the rest of them and in a small text with a layer: hits must lie
** in the text, whole code points, and captures in their hits. A NUL byte parts query and text. */
#include "base/memory.h"
#include "match/finder.h"
#include "match/query.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char news[] =
    "Peace talks in Lisk, she said. \xE2\x80\x9CWe want peace.\xE2\x80\x9D US\r\n"
    "cease-fire ceasefire\n\na b a b c caf\xC3\xA9 \xE5\x81\x9C\xE7\x81\xAB Reyes's.";

static void require(int holds) {
  if (!holds) abort();
}

static void check_hits(lun_finder *finder, const lun_dictionary *dict, const lun_hits *hits,
                       const char *text, size_t len) {
  for (size_t i = 0; i < hits->count; i++) {
    size_t count;
    const lun_hit *hit = &hits->items[i];
    require(hit->from < hit->to && hit->to <= len && hit->entry < dict->entry_count);
    require(((unsigned char)text[hit->from] & 0xC0) != 0x80);
    require(hit->to == len || ((unsigned char)text[hit->to] & 0xC0) != 0x80);
    const lun_capture *c = lun_captures_find(lun_finder_captures(finder), hit, &count);
    for (; count > 0; count--, c++) {
      require(c->span.from < c->span.to && hit->from <= c->span.from && c->span.to <= hit->to);
      require(c->name < dict->tokens.captures.count);
    }
  }
}

static void fill_layer(lun_query_layer *layer, size_t len) {
  static const char *const attributes[] = {"key", "code", NULL};
  *layer = (lun_query_layer){.attributes = attributes, .main_count = 2};
  for (uint32_t at = 0; at + 9 < len; at += 7) {
    require(lun_query_layer_add(layer, (lun_span){at, at + 9 - at % 5}, NULL) == LUN_OK);
    require(lun_query_layer_set(layer, at % 2, at % 3 ? "RUS" : "a", at % 3 ? 3 : 1, NULL) ==
            LUN_OK);
  }
}

static void search(lun_dictionary *dict, const char *text, size_t len) {
  lun_document *doc;
  lun_finder *finder;
  lun_hits hits = {0};
  lun_error err = {0};
  lun_context ctx = {0};
  lun_query_layer layer;
  require(lun_document_new(&doc, &err) == LUN_OK);
  require(lun_document_set_text(doc, text, len, &err) == LUN_OK);
  require(lun_finder_new(dict, &finder, &err) == LUN_OK);
  fill_layer(&layer, len);
  lun_named_layer named[] = {{"x", &layer}, {"actor", &layer}, {"quote", &layer}};
  lun_named_layers layers = {named, 3};
  lun_finder_options options = {.layers = &layers};
  lun_context_set_timeout(&ctx, 2);
  for (int all = 0; all < 2; all++) {
    options.overlap.policy = all ? LUN_OVERLAP_ALL : LUN_OVERLAP_LONGEST;
    hits.count = 0;
    lun_status st = lun_finder_find(finder, doc, &options, &ctx, &hits, &err);
    require(st == LUN_OK || st == LUN_ELIMIT || st == LUN_EPATTERN);
    if (st == LUN_OK) check_hits(finder, dict, &hits, text, len);
  }
  lun_query_layer_clear(&layer);
  lun_hits_clear(&hits);
  lun_finder_free(finder);
  lun_document_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  lun_dictionary *dict;
  lun_error err = {0};
  const uint8_t *nul = memchr(data, 0, size);
  size_t len = nul ? (size_t)(nul - data) : size, rest = nul ? size - len - 1 : 0;
  char *text = lun_alloc(len + 1), *behind = lun_alloc(rest + 1);
  require(text != NULL && behind != NULL);
  memcpy(text, data, len);
  if (rest > 0) memcpy(behind, nul + 1, rest);
  lun_status st = lun_query_new(text, len, &dict, &err);
  if (st == LUN_OK) {
    search(dict, news, sizeof news - 1);
    if (rest > 0 && lun_utf8_check(behind, rest, NULL) == LUN_OK) search(dict, behind, rest);
  } else {
    require(st == LUN_EPATTERN || st == LUN_EUTF8 || st == LUN_ELIMIT);
    require(err.message[0] != '\0' && err.at <= len && dict == NULL);
  }
  lun_dictionary_free(dict);
  lun_free(text);
  lun_free(behind);
  return 0;
}
