/* bind/hit.h -- hits and quotations as Lua objects: small handles on one batch a document. */
#ifndef LUN_BIND_HIT_H
#define LUN_BIND_HIT_H

#include "analysis/mention.h"
#include "analysis/quote.h"

#include <lua.h>

/* What one search found in one document: `dict` and `hits`, with what is known of them as mentions
** of actors; or `quotes`. */
typedef struct lun_batch {
  lun_dictionary *dict;
  lun_hits hits;
  lun_mentions mentions;
  size_t discarded; /* hits that entries of the dictionary dropped */
  int undated;      /* no dated code can hold: the document states no date */
  lun_captures captures;
  lun_quotes quotes;
  lun_dictionary *actors; /* that the quotations' speakers were looked up in, or NULL */
} lun_batch;

/* Push an empty batch over the document at stack place `doc`, found with the dictionary at stack place
** `dictionary` (0: none); the caller fills it. Its hits become objects one by one, when Lua asks for
** them. */
lun_batch *lun_push_batch(lua_State *L, int doc, int dictionary);

/* Argument `arg` as a batch. */
lun_batch *lun_check_batch(lua_State *L, int arg);

/* Whether argument `arg` is a hit; its span and document, which live as long as the hit. */
int lun_test_hit(lua_State *L, int arg, lun_span *span, lun_document **doc);

/* Push the batch of the hit that is argument `arg`; returns the hit's number in it. */
size_t lun_push_hit_batch(lua_State *L, int arg);

/* The document of the batch at stack place `batch`; alive while the batch is on the stack. */
lun_document *lun_batch_document(lua_State *L, int batch);

#endif
