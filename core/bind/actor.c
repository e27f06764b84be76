/* bind/actor.c -- searching the mentions of actors. */
#include "analysis/cast.h"
#include "analysis/names.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/dictionary.h"
#include "bind/document.h"
#include "bind/hit.h"
#include "bind/query_layer.h"

#define LEXIS_TYPE "lunette.lexis"
#define CAST_TYPE "lunette.cast"

/* --- the words around names --------------------------------------------------------------------- */

static int lexis_gc(lua_State *L) {
  lun_lexis_clear(luaL_checkudata(L, 1, LEXIS_TYPE));
  return 0;
}

/* () -> an empty lexis */
static int lexis_new(lua_State *L) {
  lun_new_object(L, sizeof(lun_lexis), 0, LEXIS_TYPE);
  return 1;
}

/* lexis:add(class, text): the words of `text`, one a line */
static int lexis_add(lua_State *L) {
  size_t len;
  lun_error err = {0};
  lun_lexis *lexis = lun_check_self(L, LEXIS_TYPE);
  uint32_t class = lun_lexis_class(luaL_checkstring(L, 2));
  const char *text = lun_check_string(L, 3, &len);
  luaL_argcheck(L, class != 0, 2, "no class of words");
  return lun_lexis_add(lexis, class, text, len, &err) == LUN_OK ? 0 : lun_raise(L, &err);
}

/* --- the search --------------------------------------------------------------------------------------- */

/* User values: 1 the dictionary, 2 the lexis. */
typedef struct cast {
  lun_cast cast;
  lun_names names;
  lun_dictionary *dict;
  int is_dated; /* some code holds on some days only */
} cast;

static int cast_gc(lua_State *L) {
  cast *c = luaL_checkudata(L, 1, CAST_TYPE);
  lun_cast_clear(&c->cast);
  lun_names_clear(&c->names);
  lun_dictionary_free(c->dict);
  *c = (cast){0};
  return 0;
}

static int has_dates(const lun_dictionary *dict) {
  for (size_t i = 0; i < dict->entry_count; i++) {
    for (const lun_code *c = dict->entries[i].codes; c != NULL; c = c->next) {
      if (c->first.year != 0 || c->last.year != 0) return 1;
    }
  }
  return 0;
}

/* (dictionary, lexis) -> cast. The lexis must not change any more. */
static int cast_new(lua_State *L) {
  lun_dictionary *dict = lun_check_dictionary(L, 1);
  const lun_lexis *lexis = luaL_checkudata(L, 2, LEXIS_TYPE);
  cast *c = lun_new_object(L, sizeof *c, 2, CAST_TYPE);
  c->cast.surnames.lexis = lexis;
  c->dict = lun_dictionary_share(dict);
  c->is_dated = has_dates(dict);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, -2, 2);
  return 1;
}

static cast *check_cast(lua_State *L) {
  cast *c = lun_check_self(L, CAST_TYPE);
  luaL_argcheck(L, c->dict != NULL, 1, "cast was freed");
  return c;
}

/* c:find(doc, overlap, per_key, discards, no_surnames, no_agents, first, alone, layers) -> batch of
** mentions; with `alone`, of the agents without an actor; layers: name -> query layer */
static int cast_find(lua_State *L) {
  cast *c = check_cast(L);
  lun_document *doc = lun_check_document(L, 2);
  lun_cast_options options = {{lun_check_overlap(L, 3), lun_check_discards(L, 5), NULL},
                              lua_toboolean(L, 6),
                              lua_toboolean(L, 7),
                              lua_toboolean(L, 8)};
  int alone = lua_toboolean(L, 9);
  lun_error err = {0};
  lua_settop(L, 10);
  lun_named_layers layers = lun_push_named_layers(L, 10);
  options.finder.layers = &layers;
  lua_getiuservalue(L, 1, 1);
  lun_finder *finder = lun_check_finder(L, -1);
  lun_batch *b = lun_push_batch(L, 2, lua_gettop(L));
  lun_status st = lun_cast_find(&c->cast, finder, c->dict, doc, &options, lun_get_context(L),
                                &b->hits, &b->mentions, &err);
  if (st != LUN_OK) return lun_raise(L, &err);
  if (alone) {
    lun_hits own = b->hits;
    b->hits = c->cast.alone;
    c->cast.alone = own;
    lun_mentions_clear(&b->mentions);
  }
  lun_date date;
  lun_document_date(doc, &date);
  b->undated = c->is_dated && date.year == 0;
  b->discarded = c->cast.discarded;
  b->dict = lun_dictionary_share(c->dict);
  return 1;
}

/* c:names(doc, batch) -> array of the names that the batch's hits do not cover: for each its first and
** last byte, the last byte of its first word, and whether it begins a sentence */
static int cast_names(lua_State *L) {
  cast *c = check_cast(L);
  lun_document *doc = lun_check_document(L, 2);
  const lun_batch *b = lun_check_batch(L, 3);
  size_t len;
  lun_error err = {0};
  const char *text = lun_document_text(doc, &len);
  lun_status st = lun_names_find(c->cast.surnames.lexis, text, len, &b->hits, lun_get_context(L),
                                 &c->names, &err);
  if (st != LUN_OK) return lun_raise(L, &err);
  lua_createtable(L, (int)(c->names.count * 4), 0);
  for (size_t i = 0; i < c->names.count; i++) {
    const lun_name *name = &c->names.items[i];
    lua_Integer at = (lua_Integer)i * 4;
    lua_pushinteger(L, lun_to_first(name->span.from));
    lua_rawseti(L, -2, at + 1);
    lua_pushinteger(L, lun_to_last(name->span.to));
    lua_rawseti(L, -2, at + 2);
    lua_pushinteger(L, lun_to_last(name->first_end));
    lua_rawseti(L, -2, at + 3);
    lua_pushboolean(L, name->is_initial);
    lua_rawseti(L, -2, at + 4);
  }
  return 1;
}

void lun_bind_actor(lua_State *L) {
  static const luaL_Reg lexis_meta[] = {{"__gc", lexis_gc}, {"__close", lexis_gc}, {NULL, NULL}};
  static const luaL_Reg lexis_methods[] = {{"add", lexis_add}, {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__gc", cast_gc}, {"__close", cast_gc}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"find", cast_find}, {"names", cast_names}, {NULL, NULL}};
  lun_new_type(L, LEXIS_TYPE, "lexis_methods", lexis_meta, lexis_methods, NULL);
  lun_new_type(L, CAST_TYPE, "cast_methods", meta, methods, NULL);
  lua_pushcfunction(L, lexis_new);
  lua_setfield(L, -2, "lexis");
  lua_pushcfunction(L, cast_new);
  lua_setfield(L, -2, "cast");
}
