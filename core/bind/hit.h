/* bind/hit.h -- hits and quotations as Lua objects: small handles on one batch a document. */
#ifndef LUN_BIND_HIT_H
#define LUN_BIND_HIT_H

#include "analysis/quote.h"
#include "match/finder.h"

#include <lua.h>

/* What one search found in one document: `dict` and `hits`, or `quotes`. */
typedef struct lun_batch {
  lun_dictionary *dict;
  lun_hits hits;
  lun_quotes quotes;
  lun_dictionary *actors; /* that the quotations' speakers were looked up in, or NULL */
} lun_batch;

/* Push an empty batch; the caller fills it. */
lun_batch *lun_push_batch(lua_State *L);

/* Replace the batch at the top of the stack by an array of hit objects over the document at stack
** place `doc`. */
void lun_push_hits(lua_State *L, int doc);

#endif
