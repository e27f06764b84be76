/* Any bytes as a dictionary file (the first byte says which kind: 0, 1, 2 ...), then a search in the same bytes
** and in a small text: hits must lie in the text, in order, and not overlap. */
#include "base/memory.h"
#include "match/finder.h"
#include "match/query.h"
#include "read/dictionary_file.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char news[] =
    "The cease-fire in Syria\xE2\x80\x99s north, say\nU.N. and US peace  talks; "
    "\xE5\x81\x9C\xE7\x81\xAB caf\xC3\xA9 a b a-b ab aaab.";

static void require(int holds) {
  if (!holds) abort();
}

static void count_notice(void *user, const lun_notice *notice) {
  size_t *count = user;
  require(notice->message[0] != '\0' && notice->path != NULL);
  require(notice->status != LUN_ENOMEM);
  ++*count;
}

static void check_hits(const lun_dictionary *dict, const lun_hits *hits, const char *text,
                       size_t len) {
  uint32_t from = 0, to = 0;
  for (size_t i = 0; i < hits->count; i++) {
    const lun_hit *hit = &hits->items[i];
    require(hit->from < hit->to && hit->to <= len && hit->entry < dict->entry_count);
    require(((unsigned char)text[hit->from] & 0xC0) != 0x80);
    require(hit->to == len || ((unsigned char)text[hit->to] & 0xC0) != 0x80);
    require(hit->from >= to || (hit->from == from && hit->to == to));
    require(dict->entries[hit->entry].shield == LUN_MAP_NONE);
    require(lun_form_name(hit->form) != NULL);
    from = hit->from;
    to = hit->to;
  }
}

static void search(lun_dictionary *dict, const char *text, size_t len) {
  lun_document *doc;
  lun_finder *finder;
  lun_hits hits = {0};
  lun_error err = {0};
  lun_context ctx = {0};
  require(lun_document_new(&doc, &err) == LUN_OK);
  require(lun_document_set_text(doc, text, len, &err) == LUN_OK);
  require(lun_document_set(doc, "date", "2016-09-03", 10, LUN_VALUE_TEXT, &err) == LUN_OK);
  require(lun_finder_new(dict, &finder, &err) == LUN_OK);
  lun_context_set_timeout(&ctx, 2);
  lun_status st = lun_finder_find(finder, doc, NULL, &ctx, &hits, &err);
  require(st == LUN_OK || st == LUN_ELIMIT);
  check_hits(dict, &hits, text, len);
  lun_hits_clear(&hits);
  lun_finder_free(finder);
  lun_document_free(doc);
}

typedef lun_status (*read_function)(const char *name, const char *text, size_t len,
                                    lun_dictionary *dict, lun_notice_function notice, void *user,
                                    lun_error *err);

static lun_status read_query(const char *name, const char *text, size_t len, lun_dictionary *dict,
                             lun_notice_function notice, void *user, lun_error *err) {
  (void)name, (void)notice, (void)user;
  return lun_query_add(dict, "k", text, len, err);
}

static const read_function kinds[] = {
    lun_dictionary_csv_read,      lun_dictionary_actors_read,     read_query,
    lun_dictionary_agents_read,   lun_dictionary_discards_read,   lun_dictionary_issues_read,
    lun_dictionary_yaml_read,     lun_dictionary_liwc_read,       lun_dictionary_lexicoder_read,
    lun_dictionary_wordstat_read, lun_dictionary_yoshikoder_read, lun_dictionary_vbpro_read,
    lun_dictionary_terms_read,    lun_dictionary_spacy_read};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  lun_dictionary *dict;
  lun_error err = {0};
  size_t notices = 0;
  if (size == 0) return 0;
  size_t len = size - 1;
  char *text = lun_alloc(len); /* of its own size, so that a read behind its end is seen */
  require(text != NULL);
  require(lun_dictionary_new(&dict, &err) == LUN_OK);
  memcpy(text, data + 1, len);
  size_t kind = (unsigned char)(data[0] - '0') % (sizeof kinds / sizeof *kinds);
  lun_status st = kinds[kind]("f", text, len, dict, count_notice, &notices, &err);
  require(st == LUN_OK || st == LUN_EFORMAT || st == LUN_EPATTERN || st == LUN_EUTF8 ||
          st == LUN_ELIMIT);
  require(st == LUN_OK || err.message[0] != '\0');
  search(dict, news, sizeof news - 1);
  if (lun_utf8_check(text, len, NULL) == LUN_OK) search(dict, text, len);
  lun_dictionary_free(dict);
  lun_free(text);
  return 0;
}
