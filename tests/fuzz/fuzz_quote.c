/* Texts made of the words and marks that quotations hang on, one byte a word, and any bytes as they are:
** quotations come in order, their pieces, cues and speakers lie in the text, on code points, and the
** same search gives the same twice. A proposal of one's own covers a part of the text. */
#include "analysis/quote.h"
#include "base/buffer.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Key of the lexicon and word; without a key the word is none of its. */
static const char *const words[][2] = {{NULL, "\xE2\x80\x9C"},
                                       {NULL, "\xE2\x80\x9D"},
                                       {NULL, "\""},
                                       {NULL, "'"},
                                       {NULL, "\xE2\x80\x98"},
                                       {NULL, "\xE2\x80\x99"},
                                       {NULL, "\xC2\xAB "},
                                       {NULL, " \xC2\xBB"},
                                       {NULL, "`"},
                                       {NULL, ", "},
                                       {NULL, ". "},
                                       {NULL, ": "},
                                       {NULL, "; "},
                                       {NULL, "\n\n"},
                                       {NULL, "\r\n"},
                                       {NULL, " \xE2\x80\x94 "},
                                       {NULL, " ("},
                                       {NULL, ") "},
                                       {NULL, "? "},
                                       {NULL, " Ana "},
                                       {NULL, " Reyes "},
                                       {NULL, " Reyes's "},
                                       {NULL, "REYES: "},
                                       {NULL, " road "},
                                       {NULL, " caf\xC3\xA9 "},
                                       {NULL, " \xF0\x9F\x91\x8D "},
                                       {NULL, " quickly "},
                                       {NULL, " 51 "},
                                       {"say", " said "},
                                       {"say", " saying "},
                                       {"say", " adds "},
                                       {"tell", " told "},
                                       {"label", " called "},
                                       {"label", " accusing "},
                                       {"according", " according to "},
                                       {"not_quote", " so-called "},
                                       {"title", " Minister "},
                                       {"title", " minister "},
                                       {"person", " residents "},
                                       {"person", " she "},
                                       {"pronoun", " she "},
                                       {"pronoun", " it "},
                                       {"male", " he "},
                                       {"pronoun", " he "},
                                       {"skip", " also "},
                                       {"skip", " had "},
                                       {"determiner", " the "},
                                       {"link", " of "},
                                       {"break", " and "},
                                       {"contrast", " but "},
                                       {"relative", " who "},
                                       {"time", " Monday "},
                                       {"particle", " van "},
                                       {"passive", " was "},
                                       {"that", " that "},
                                       {"opener", " whether "},
                                       {"preposition", " in "},
                                       {"record", " statement "},
                                       {"about", " about "},
                                       {"object", " him "},
                                       {"noun", " claim "},
                                       {"past", " wrote "}};
enum { WORDS = sizeof words / sizeof *words };

static void require(int holds) {
  if (!holds) abort();
}

static lun_dictionary *make_lexicon(void) {
  lun_dictionary *lexicon;
  require(lun_dictionary_new(&lexicon, NULL) == LUN_OK);
  for (size_t i = 0; i < WORDS; i++) {
    if (words[i][0] == NULL) continue;
    size_t len = strlen(words[i][1]) - 2; /* without the blanks around it */
    lun_entry_spec spec = {.key = words[i][0], .value = words[i][1] + 1, .value_len = len};
    require(lun_dictionary_add(lexicon, &spec, NULL) == LUN_OK);
  }
  return lexicon;
}

static void check_span(const char *text, size_t len, lun_span span) {
  require(span.from <= span.to && span.to <= len);
  require(span.from == len || ((unsigned char)text[span.from] & 0xC0) != 0x80);
  require(span.to == len || ((unsigned char)text[span.to] & 0xC0) != 0x80);
}

/* Pieces lie in order, apart from each other. */
static void check_pieces(const char *text, size_t len, const lun_spans *pieces, size_t first,
                         size_t count) {
  size_t at = 0;
  require(first + count <= pieces->count);
  for (size_t i = first; i < first + count; i++) {
    check_span(text, len, pieces->items[i]);
    require(pieces->items[i].from >= at && pieces->items[i].from < pieces->items[i].to);
    at = pieces->items[i].to;
  }
}

static void check_quotes(const lun_document *doc, const lun_quotes *quotes) {
  size_t len;
  const char *text = lun_document_text(doc, &len);
  for (size_t i = 0; i < quotes->count; i++) {
    const lun_quote *q = &quotes->items[i];
    require(q->segment_count > 0 && q->content_count > 0 && q->rule != NULL && q->reason != NULL);
    check_pieces(text, len, &quotes->segments, q->segment, q->segment_count);
    check_pieces(text, len, &quotes->contents, q->content_first, q->content_count);
    require(q->span.from == quotes->segments.items[q->segment].from);
    require(q->span.to == quotes->segments.items[q->segment + q->segment_count - 1].to);
    check_span(text, len, q->content);
    check_span(text, len, q->speaker);
    check_span(text, len, q->speaker_name);
    check_span(text, len, q->cue);
    if (i > 0) require(q[-1].span.from <= q->span.from);
  }
}

/* Search; a proposal when `own` is positive: the passages in the text's first `own` bytes. */
static void search(lun_quoter *quoter, lun_document *doc, uint32_t own, lun_quotes *out) {
  lun_proposals proposals = {0};
  lun_proposal p = {.span = {0, own}, .cue = {own / 4, own / 3}, .rule = "own", .score = 1};
  if (own > 0) require(lun_proposals_add(&proposals, p, NULL) == LUN_OK);
  lun_quoter_propose(quoter, &proposals);
  require(lun_quoter_find(quoter, doc, NULL, out, NULL) == LUN_OK);
  lun_proposals_clear(&proposals);
  check_quotes(doc, out);
}

/* One search for all runs: what one leaves behind must not touch the next. */
static lun_quoter *get_quoter(void) {
  static lun_quoter *quoter;
  if (quoter == NULL) {
    lun_dictionary *lexicon = make_lexicon();
    require(lun_quoter_new(lexicon, &quoter, NULL) == LUN_OK);
    lun_dictionary_free(lexicon);
  }
  return quoter;
}

static void try_text(const char *text, size_t len) {
  lun_document *doc;
  lun_quoter *quoter = get_quoter();
  require(lun_document_new(&doc, NULL) == LUN_OK);
  if (lun_document_set_text(doc, text, len, NULL) == LUN_OK) {
    lun_quotes marked = {0}, all = {0}, again = {0}, own = {0};
    lun_quoter_set_kinds(quoter, 3);
    search(quoter, doc, 0, &marked);
    lun_quoter_set_kinds(quoter, 7);
    search(quoter, doc, 0, &all);
    search(quoter, doc, (uint32_t)(len / 2), &own);
    search(quoter, doc, 0, &again);
    require(all.count == again.count && all.count >= marked.count);
    lun_quotes_clear(&marked);
    lun_quotes_clear(&all);
    lun_quotes_clear(&own);
    lun_quotes_clear(&again);
  }
  lun_document_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  lun_buffer text = {0};
  for (size_t i = 0; i < size && i < 2000; i++)
    lun_buffer_add_text(&text, words[data[i] % WORDS][1]);
  lun_buffer_add_text(&text, "");
  require(lun_buffer_status(&text, NULL) == LUN_OK);
  try_text(text.data, text.len);
  try_text((const char *)data, size);
  lun_buffer_clear(&text);
  return 0;
}
