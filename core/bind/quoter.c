/* bind/quoter.c -- searching quotations with a lexicon. */
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/dictionary.h"
#include "bind/document.h"
#include "bind/hit.h"

#define QUOTER_TYPE "lunette.quoter"

typedef struct quoter {
  lun_quoter *q;
  lun_dictionary *actors; /* a reference, or NULL */
} quoter;

static int quoter_gc(lua_State *L) {
  quoter *q = luaL_checkudata(L, 1, QUOTER_TYPE);
  lun_quoter_free(q->q);
  lun_dictionary_free(q->actors);
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

/* q:find(doc, indirect?) -> batch of quotations */
static int quoter_find(lua_State *L) {
  quoter *q = lun_check_self(L, QUOTER_TYPE);
  luaL_argcheck(L, q->q != NULL, 1, "quoter was freed");
  lun_document *doc = lun_check_document(L, 2);
  lun_error err = {0};
  unsigned kinds = 1U << LUN_QUOTE_DIRECT | 1U << LUN_QUOTE_MIXED;
  if (lua_toboolean(L, 3)) kinds |= 1U << LUN_QUOTE_INDIRECT;
  lun_quoter_set_kinds(q->q, kinds);
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
                                     {"set_rule", quoter_set_rule},
                                     {"set_actors", quoter_set_actors},
                                     {NULL, NULL}};
  lun_new_type(L, QUOTER_TYPE, "quoter_methods", meta, methods, NULL);
  lua_pushcfunction(L, quoter_new);
  lua_setfield(L, -2, "quoter");
}
