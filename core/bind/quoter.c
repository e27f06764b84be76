/* bind/quoter.c -- searching quotations with a lexicon. */
#include "analysis/marks.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/dictionary.h"
#include "bind/document.h"
#include "bind/hit.h"

#define QUOTER_TYPE "lunette.quoter"

typedef struct quoter {
  lun_quoter *q;
  lun_dictionary *actors;  /* a reference, or NULL */
  lun_proposals proposals; /* of the search at hand */
  lun_pieces pieces;       /* room for marked() */
} quoter;

static int quoter_gc(lua_State *L) {
  quoter *q = luaL_checkudata(L, 1, QUOTER_TYPE);
  lun_quoter_free(q->q);
  lun_dictionary_free(q->actors);
  lun_proposals_clear(&q->proposals);
  lun_pieces_clear(&q->pieces);
  *q = (quoter){0};
  return 0;
}

/* (lexicon) -> quoter */
static int quoter_new(lua_State *L) {
  lun_error err = {0};
  lun_dictionary *lexicon = lun_check_dictionary(L, 1);
  quoter *q = lun_new_object(L, sizeof *q, 0, QUOTER_TYPE);
  return lun_quoter_new(lexicon, &q->q, &err) == LUN_OK ? 1 : lun_raise(L, &err);
}

/* q:set_rule(name, on, score) -> whether there is such a rule */
static int quoter_set_rule(lua_State *L) {
  quoter *q = lun_check_self(L, QUOTER_TYPE);
  luaL_argcheck(L, q->q != NULL, 1, "quoter was freed");
  lun_rule rule = lun_rule_find(luaL_checkstring(L, 2));
  double score = luaL_checknumber(L, 4);
  if (rule != LUN_RULE_NONE) lun_quoter_set_rule(q->q, rule, lua_toboolean(L, 3), score);
  lua_pushboolean(L, rule != LUN_RULE_NONE);
  return 1;
}

/* q:set_actors(dictionary?): look speakers up in it */
static int quoter_set_actors(lua_State *L) {
  quoter *q = lun_check_self(L, QUOTER_TYPE);
  luaL_argcheck(L, q->q != NULL, 1, "quoter was freed");
  lun_dictionary *actors = lua_isnoneornil(L, 2) ? NULL : lun_check_dictionary(L, 2);
  lun_error err = {0};
  if (actors == q->actors) return 0;
  if (lun_quoter_set_actors(q->q, actors, &err) != LUN_OK) return lun_raise(L, &err);
  lun_dictionary_free(q->actors);
  q->actors = actors == NULL ? NULL : lun_dictionary_share(actors);
  return 0;
}

/* Items 1 and 2 behind `from` of the array at the top as a span; 0 stands for none. */
static lun_span get_span(lua_State *L, lua_Integer from) {
  lua_geti(L, -1, from);
  lua_geti(L, -2, from + 1);
  lua_Integer first = luaL_checkinteger(L, -2), last = luaL_checkinteger(L, -1);
  lua_pop(L, 2);
  if (first < 1 || last < first || last > UINT32_MAX) return (lun_span){0, 0};
  return (lun_span){(uint32_t)(first - 1), (uint32_t)last};
}

/* Argument `arg`, an array of { rule, score, first, last, speaker first, last, cue first, last }: the
** strings stay alive in it. */
static void read_proposals(lua_State *L, int arg, lun_proposals *out) {
  lun_error err = {0};
  lua_Integer n = luaL_len(L, arg);
  for (lua_Integer i = 1; i <= n; i++) {
    lun_proposal p = {0};
    lua_geti(L, arg, i);
    lua_geti(L, -1, 1);
    lua_geti(L, -2, 2);
    p.rule = luaL_checkstring(L, -2);
    p.score = luaL_checknumber(L, -1);
    lua_pop(L, 2);
    p.span = get_span(L, 3);
    p.speaker = get_span(L, 5);
    p.cue = get_span(L, 7);
    lua_pop(L, 1);
    if (lun_proposals_add(out, p, &err) != LUN_OK) lun_raise(L, &err);
  }
}

/* q:marked(doc) -> { first, last, first, last, ... } of all that stands in quotation marks */
static int quoter_marked(lua_State *L) {
  size_t len;
  lun_error err = {0};
  const lun_spans *paragraphs = NULL;
  quoter *q = lun_check_self(L, QUOTER_TYPE);
  lun_document *doc = lun_check_document(L, 2);
  const lun_context *ctx = lun_get_context(L);
  const char *text = lun_document_text(doc, &len);
  q->pieces.count = 0;
  lun_status st = lun_document_paragraphs(doc, ctx, &paragraphs, &err);
  if (st == LUN_OK) st = lun_marks_find(text, len, paragraphs, ctx, &q->pieces, &err);
  if (st != LUN_OK) return lun_raise(L, &err);
  lua_newtable(L);
  for (size_t i = 0; i < q->pieces.count; i++) {
    lun_push_range(L, q->pieces.items[i].span);
    lua_rawseti(L, -3, (lua_Integer)(2 * i + 2));
    lua_rawseti(L, -2, (lua_Integer)(2 * i + 1));
  }
  return 1;
}

/* q:find(doc, indirect?, proposals?) -> batch of quotations */
static int quoter_find(lua_State *L) {
  quoter *q = lun_check_self(L, QUOTER_TYPE);
  luaL_argcheck(L, q->q != NULL, 1, "quoter was freed");
  lun_document *doc = lun_check_document(L, 2);
  lun_error err = {0};
  unsigned kinds = 1U << LUN_QUOTE_DIRECT | 1U << LUN_QUOTE_MIXED;
  if (lua_toboolean(L, 3)) kinds |= 1U << LUN_QUOTE_INDIRECT;
  lun_quoter_set_kinds(q->q, kinds);
  q->proposals.count = 0;
  if (!lua_isnoneornil(L, 4)) read_proposals(L, 4, &q->proposals);
  lun_quoter_propose(q->q, &q->proposals);
  lun_batch *b = lun_push_batch(L, 2, 0);
  if (lun_quoter_find(q->q, doc, lun_get_context(L), &b->quotes, &err) != LUN_OK) {
    return lun_raise(L, &err);
  }
  if (q->actors != NULL) b->actors = lun_dictionary_share(q->actors);
  return 1;
}

void lun_bind_quoter(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", quoter_gc}, {"__close", quoter_gc}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"find", quoter_find},
                                     {"marked", quoter_marked},
                                     {"set_rule", quoter_set_rule},
                                     {"set_actors", quoter_set_actors},
                                     {NULL, NULL}};
  lun_new_type(L, QUOTER_TYPE, "quoter_methods", meta, methods, NULL);
  lua_pushcfunction(L, quoter_new);
  lua_setfield(L, -2, "quoter");
}
