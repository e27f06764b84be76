/* Any bytes: when they are UTF-8, the furniture found lies in the text, in order, none in another, on
** code point boundaries; and questions about how places lie to each other have an answer. */
#include "analysis/furniture.h"
#include "analysis/region.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds) {
  if (!holds) abort();
}

static lun_dictionary *make_lexicon(void) {
  static const char *const words[][2] = {{"agency", "AP"},
                                         {"file", "FILE"},
                                         {"photo", "photo"},
                                         {"by", "by"},
                                         {"by", "text by"},
                                         {"signed", "this report"},
                                         {"signed", "reported from"},
                                         {"link", "watch"},
                                         {"no_place", "FILE"},
                                         {"month", "March"},
                                         {"day", "Monday"}};
  lun_dictionary *lexicon;
  require(lun_dictionary_new(&lexicon, NULL) == LUN_OK);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    lun_entry_spec spec = {
        .key = words[i][0], .value = words[i][1], .value_len = strlen(words[i][1])};
    require(lun_dictionary_add(lexicon, &spec, NULL) == LUN_OK);
  }
  return lexicon;
}

static int is_boundary(const char *text, size_t len, size_t at) {
  return at == len || ((unsigned char)text[at] & 0xC0) != 0x80;
}

static void check_hits(lun_document *doc, const lun_hits *hits) {
  size_t len, at = 0;
  const char *text = lun_document_text(doc, &len);
  lun_region region = {0}, breaks = {0};
  for (size_t i = 0; i < hits->count; i++) {
    lun_hit hit = hits->items[i];
    require(hit.from >= at && hit.from < hit.to && hit.to <= len);
    require(is_boundary(text, len, hit.from) && is_boundary(text, len, hit.to));
    require(lun_region_add(&region, (lun_span){hit.from, hit.to}, NULL) == LUN_OK);
    at = hit.to;
  }
  require(lun_region_sort(&region, NULL) == LUN_OK);
  for (size_t i = 0; i < hits->count; i++) {
    lun_span span = {hits->items[i].from, hits->items[i].to};
    int answer;
    require(lun_region_covers(&region, span));
    require(lun_region_is_near(&region, doc, span, 9, NULL, &answer, NULL) == LUN_OK);
    require(lun_region_leads(&region, &breaks, doc, span, 9, NULL, NULL, &answer, NULL) == LUN_OK);
  }
  lun_region_clear(&region);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  lun_document *doc;
  require(lun_document_new(&doc, NULL) == LUN_OK);
  if (lun_document_set_text(doc, (const char *)data, size, NULL) == LUN_OK) {
    lun_dictionary *lexicon = make_lexicon();
    lun_furnisher *f;
    lun_hits hits = {0};
    require(lun_furnisher_new(lexicon, &f, NULL) == LUN_OK);
    require(lun_furnisher_find(f, doc, NULL, &hits, NULL) == LUN_OK);
    check_hits(doc, &hits);
    lun_hits_clear(&hits);
    lun_furnisher_free(f);
    lun_dictionary_free(lexicon);
  }
  lun_document_free(doc);
  return 0;
}
