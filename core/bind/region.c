/* bind/region.c -- places in a document, and hits chosen by how they lie to them, without an object
** for each hit. */
#include "analysis/region.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/document.h"
#include "bind/hit.h"

#define REGION_TYPE "lunette.region"

typedef struct region {
  lun_region r;
  int closed;
} region;

static region *check_region(lua_State *L, int arg) {
  region *own = arg == 1 ? lun_check_self(L, REGION_TYPE) : luaL_checkudata(L, arg, REGION_TYPE);
  luaL_argcheck(L, !own->closed, arg, "region was freed");
  return own;
}

static int region_gc(lua_State *L) {
  region *own = luaL_checkudata(L, 1, REGION_TYPE);
  lun_region_clear(&own->r);
  own->closed = 1;
  return 0;
}

static lun_status add_batch(lun_region *r, const lun_batch *b, lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < b->hits.count; i++) {
    st = lun_region_add(r, (lun_span){b->hits.items[i].from, b->hits.items[i].to}, err);
  }
  for (size_t i = 0; st == LUN_OK && i < b->quotes.count; i++) {
    const lun_quote *quote = &b->quotes.items[i];
    const lun_span *pieces = b->quotes.segments.items + quote->segment;
    for (size_t k = 0; st == LUN_OK && k < quote->segment_count; k++) {
      st = lun_region_add(r, pieces[k], err);
    }
  }
  return st;
}

/* The { first, last, first, last, ... } at stack place `arg`, of a text of `len` bytes. */
static lun_status add_array(lua_State *L, int arg, lun_region *r, size_t len, lun_error *err) {
  lun_status st = LUN_OK;
  int at = lua_gettop(L) + 1;
  lua_Integer n = luaL_len(L, arg);
  for (lua_Integer i = 1; st == LUN_OK && i < n; i += 2) {
    lua_geti(L, arg, i);
    lua_geti(L, arg, i + 1);
    st = lun_region_add(r, lun_check_range(L, at, len), err);
    lua_settop(L, at - 1);
  }
  return st;
}

/* The document's sentences, or its paragraphs. */
static lun_status add_units(lua_State *L, int paragraphs, lun_region *r, lun_document *doc,
                            lun_error *err) {
  const lun_spans *units;
  const lun_context *ctx = lun_get_context(L);
  lun_status st = paragraphs ? lun_document_paragraphs(doc, ctx, &units, err)
                             : lun_document_sentences(doc, ctx, &units, err);
  for (size_t i = 0; st == LUN_OK && i < units->count; i++) {
    st = lun_region_add(r, units->items[i], err);
  }
  return st;
}

static lun_status add_source(lua_State *L, int arg, lun_region *r, lun_document *doc, size_t len,
                             lun_error *err) {
  static const char *const names[] = {"sentence", "paragraph", NULL};
  if (lua_istable(L, arg)) return add_array(L, arg, r, len, err);
  if (lua_type(L, arg) != LUA_TSTRING) return add_batch(r, lun_check_batch(L, arg), err);
  return add_units(L, luaL_checkoption(L, arg, NULL, names), r, doc, err);
}

/* (doc, source...): the document's sentences for "sentence", so "paragraph", the places of a batch, or an array
** { first, last, first, last, ... } -> region */
static int region_new(lua_State *L) {
  lun_error err = {0};
  size_t len;
  lun_document *doc = lun_check_document(L, 1);
  int sources = lua_gettop(L);
  lun_document_text(doc, &len);
  region *own = lun_new_object(L, sizeof *own, 0, REGION_TYPE);
  luaL_checkstack(L, 4, "too many sources");
  lun_status st = LUN_OK;
  for (int i = 2; st == LUN_OK && i <= sources; i++) {
    st = add_source(L, i, &own->r, doc, len, &err);
  }
  if (st == LUN_OK) st = lun_region_sort(&own->r, &err);
  return st == LUN_OK ? 1 : lun_raise(L, &err);
}

static int region_len(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)check_region(L, 1)->r.places.count);
  return 1;
}

/* --- questions -------------------------------------------------------------------------------------- */

typedef struct question {
  const lun_region *region;
  const lun_region *breaks; /* NULL: no question of clauses */
  size_t words;             /* 0: whether the span lies in a place */
  lun_document *doc;
  const lun_context *ctx;
} question;

static lun_status answer(const question *q, lun_span span, int *out, lun_error *err) {
  if (q->words == 0) {
    *out = lun_region_covers(q->region, span);
    return LUN_OK;
  }
  if (q->breaks == NULL) {
    return lun_region_is_near(q->region, q->doc, span, q->words, q->ctx, out, err);
  }
  return lun_region_leads(q->region, q->breaks, q->doc, span, q->words, q->ctx, NULL, out, err);
}

/* The captures of a hit that is kept. */
static lun_status add_captures(const lun_captures *from, const lun_hit *hit, lun_captures *to,
                               lun_error *err) {
  size_t count;
  lun_status st = LUN_OK;
  const lun_capture *capture = lun_captures_find(from, hit, &count);
  for (; st == LUN_OK && count > 0; count--) st = lun_captures_add(to, *capture++, err);
  return st;
}

static lun_status filter_hits(const question *q, const lun_batch *from, int wanted, lun_batch *to,
                              lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < from->hits.count; i++) {
    lun_hit hit = from->hits.items[i];
    int holds = 0;
    st = answer(q, (lun_span){hit.from, hit.to}, &holds, err);
    if (st == LUN_OK && i % 1024 == 1023) st = lun_context_check(q->ctx, err);
    if (st != LUN_OK || holds != wanted) continue;
    st = lun_hits_add(&to->hits, hit, err);
    if (st == LUN_OK) st = lun_mentions_add(&to->mentions, &from->mentions, i, err);
    if (st == LUN_OK) st = add_captures(&from->captures, &hit, &to->captures, err);
  }
  return st;
}

/* Argument 2, a hit or a batch, by the answer that argument 3 wants: of a hit whether it is, of a
** batch a new one of those for which it is. */
static int ask(lua_State *L, question q) {
  lun_error err = {0};
  int wanted = lua_toboolean(L, 3);
  q.ctx = lun_get_context(L);
  lun_span span;
  if (lun_test_hit(L, 2, &span, &q.doc)) {
    int holds = 0;
    if (answer(&q, span, &holds, &err) != LUN_OK) return lun_raise(L, &err);
    lua_pushboolean(L, holds == wanted);
    return 1;
  }
  const lun_batch *from = lun_check_batch(L, 2);
  luaL_argcheck(L, from->dict != NULL, 2, "quotations are asked one by one");
  q.doc = lun_batch_document(L, 2);
  lua_settop(L, 5);
  lua_getiuservalue(L, 2, 1);
  lua_getiuservalue(L, 2, 2);
  lun_batch *to = lun_push_batch(L, 6, 7);
  to->dict = lun_dictionary_share(from->dict);
  to->discarded = from->discarded;
  to->undated = from->undated;
  if (filter_hits(&q, from, wanted, to, &err) != LUN_OK) return lun_raise(L, &err);
  return 1;
}

static size_t check_words(lua_State *L, int arg) {
  lua_Integer words = luaL_checkinteger(L, arg);
  luaL_argcheck(L, words >= 1, arg, "a number of words, 1 or more");
  return (size_t)words;
}

/* r:covers(x, wanted): whether it lies in a place -> boolean | batch */
static int region_covers(lua_State *L) {
  return ask(L, (question){.region = &check_region(L, 1)->r});
}

/* r:near(x, wanted, words): whether a place lies within so many words -> boolean | batch */
static int region_near(lua_State *L) {
  return ask(L, (question){.region = &check_region(L, 1)->r, .words = check_words(L, 4)});
}

/* r:leads(x, wanted, words, breaks): whether a place lies so many words before it in its clause, which
** the region `breaks` parts from others -> boolean | batch */
static int region_leads(lua_State *L) {
  question q = {.region = &check_region(L, 1)->r, .words = check_words(L, 4)};
  q.breaks = &check_region(L, 5)->r;
  return ask(L, q);
}

/* r:leader(hit, words, breaks) -> first, last of the place that leads the hit, or nil */
static int region_leader(lua_State *L) {
  question q = {.region = &check_region(L, 1)->r, .words = check_words(L, 3)};
  q.breaks = &check_region(L, 4)->r;
  lun_error err = {0};
  lun_span span, place;
  int leads;
  luaL_argcheck(L, lun_test_hit(L, 2, &span, &q.doc), 2, "a hit");
  if (lun_region_leads(q.region, q.breaks, q.doc, span, q.words, lun_get_context(L), &place, &leads,
                       &err) != LUN_OK) {
    return lun_raise(L, &err);
  }
  if (!leads) return 0;
  lun_push_range(L, place);
  return 2;
}

void lun_bind_region(lua_State *L) {
  static const luaL_Reg meta[] = {
      {"__gc", region_gc}, {"__close", region_gc}, {"__len", region_len}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"covers", region_covers},
                                     {"near", region_near},
                                     {"leads", region_leads},
                                     {"leader", region_leader},
                                     {NULL, NULL}};
  lun_new_type(L, REGION_TYPE, "region_methods", meta, methods, NULL);
  lua_pushcfunction(L, region_new);
  lua_setfield(L, -2, "region");
}
