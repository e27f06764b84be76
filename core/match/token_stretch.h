/* match/token_stretch.h -- the words of a stretch of text as token queries see them: types decided,
** and which spans of which layers lie over them. */
#ifndef LUN_MATCH_TOKEN_STRETCH_H
#define LUN_MATCH_TOKEN_STRETCH_H

#include "match/query_layer.h"
#include "match/token_types.h"
#include "text/document.h"

/* Words [first, end) that a span of a layer shares bytes with. */
typedef struct lun_token_range {
  uint32_t first;
  uint32_t end;
  lun_span span; /* bytes of the document */
  int cut;       /* goes on before or behind the stretch */
} lun_token_range;

/* What a layer's spans mean to one leaf. */
typedef struct lun_token_marks {
  const lun_query_layer *layer;
  unsigned char *fits; /* by span: whether its values are what the leaf asks for */
  size_t fit_cap;
  size_t next;             /* spans before it end before the stretch */
  lun_token_range *ranges; /* by first word */
  size_t count;
  size_t cap;
  unsigned char *words; /* by word, and one behind the last: LUN_MARK_x */
  size_t word_cap;
} lun_token_marks;

enum {
  LUN_MARK_INSIDE = 1, /* a span is over the word */
  LUN_MARK_OPEN = 2,   /* a span begins with the word */
  LUN_MARK_CLOSE = 4   /* a span ends before the word */
};

/* Words that follow each other in bytes [at, end) of a document; their own bytes count from `at`. */
typedef struct lun_token_words {
  uint32_t at;
  uint32_t end;
  const lun_span *words;
  const uint32_t *types; /* numbers in the vocabulary */
  size_t count;
} lun_token_words;

/* Owned by one thread. Start with all-zero and a store, which must live as long. */
typedef struct lun_token_stretch {
  const char *text; /* of the document */
  lun_token_words own;
  lun_token_types types;
  lun_token_marks *marks; /* by leaf */
  lun_query_layer sentences;
  lun_query_layer paragraphs;
  lun_spans pieces;
} lun_token_stretch;

/* Begin a document: find the layers that the queries name. "sentence" and "paragraph" are the
** document's own, all others must be in `layers`.
** Errors: LUN_EPATTERN (no such layer or attribute; err->at = number of the use in the store),
** LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_token_stretch_open(lun_token_stretch *stretch, lun_document *doc,
                                  const lun_named_layers *layers, const lun_context *ctx,
                                  lun_error *err);

/* Go on to these words of the document. Errors: LUN_ENOMEM, LUN_ELIMIT. */
lun_status lun_token_stretch_set(lun_token_stretch *stretch, const lun_vocabulary *vocabulary,
                                 const lun_token_words *words, const lun_context *ctx,
                                 lun_error *err);

/* Whether word number `word` fits the test. */
int lun_token_stretch_fits(const lun_token_stretch *stretch, uint32_t test, size_t word);

/* *behind = the word behind the paragraph that word `from` is in; `end` at most. Errors: LUN_ENOMEM. */
lun_status lun_token_stretch_paragraph(lun_token_stretch *stretch, size_t from, size_t end,
                                       size_t *behind, lun_error *err);

void lun_token_stretch_clear(lun_token_stretch *stretch);

#endif
