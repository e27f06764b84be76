/* bind/dictionary.c -- dictionaries and queries, and searching with them. */
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/dictionary.h"
#include "bind/document.h"
#include "bind/entry.h"
#include "bind/hit.h"
#include "bind/notice.h"
#include "bind/query_layer.h"
#include "match/query.h"
#include "read/dictionary_file.h"

#include <string.h>

#define DICTIONARY_TYPE "lunette.dictionary"

typedef struct dictionary {
  lun_dictionary *dict;
  lun_finder *finder; /* of this state, hence of one thread; made at the first search */
} dictionary;

static dictionary *check_dictionary(lua_State *L, int arg) {
  dictionary *d =
      arg == 1 ? lun_check_self(L, DICTIONARY_TYPE) : luaL_checkudata(L, arg, DICTIONARY_TYPE);
  luaL_argcheck(L, d->dict != NULL, arg, "dictionary was freed");
  return d;
}

static int dictionary_gc(lua_State *L) {
  dictionary *d = luaL_checkudata(L, 1, DICTIONARY_TYPE);
  lun_finder_free(d->finder);
  lun_dictionary_free(d->dict);
  *d = (dictionary){0};
  return 0;
}

lun_dictionary *lun_check_dictionary(lua_State *L, int arg) {
  return check_dictionary(L, arg)->dict;
}

/* () -> an empty dictionary */
static int dictionary_new(lua_State *L) {
  lun_error err = {0};
  dictionary *d = lun_new_object(L, sizeof *d, 0, DICTIONARY_TYPE);
  return lun_dictionary_new(&d->dict, &err) == LUN_OK ? 1 : lun_push_failure(L, &err);
}

/* d:add(key, value, kind, rule): value as the query language reads it when kind is "" or nil.
** -> true | nil, message, byte */
static int dictionary_add(lua_State *L) {
  dictionary *d = check_dictionary(L, 1);
  luaL_argcheck(L, d->finder == NULL, 1, "dictionary is in use and cannot change any more");
  lun_error err = {0};
  lun_entry_spec spec = {.key = luaL_checkstring(L, 2)};
  spec.value = lun_check_string(L, 3, &spec.value_len);
  spec.kind = lun_check_kind(L, 4);
  spec.rule = luaL_optstring(L, 5, spec.value);
  lun_status st;
  if (spec.kind == LUN_ENTRY_AUTO) {
    st = lun_query_add(d->dict, spec.key, spec.value, spec.value_len, &err);
  } else {
    st = lun_dictionary_add(d->dict, &spec, &err);
  }
  if (st != LUN_OK) return lun_push_failure(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

/* query(text) -> dictionary | nil, message, byte */
static int query_new(lua_State *L) {
  size_t len;
  lun_error err = {0};
  const char *text = lun_check_string(L, 1, &len);
  dictionary *d = lun_new_object(L, sizeof *d, 0, DICTIONARY_TYPE);
  if (lun_query_new(text, len, &d->dict, &err) != LUN_OK) return lun_push_failure(L, &err);
  return 1;
}

/* d:read(path, name): add the entries of a file, whose rows are named `name`:LINE
** -> entries added, array of notices | nil, message */
static int dictionary_read(lua_State *L) {
  dictionary *d = check_dictionary(L, 1);
  luaL_argcheck(L, d->finder == NULL, 1, "dictionary is in use and cannot change any more");
  const char *path = luaL_checkstring(L, 2);
  lua_settop(L, 2);
  lun_notice_list *notices = lun_push_notice_list(L);
  lun_error err = {0};
  size_t before = d->dict->entry_count;
  lun_status st = lun_dictionary_file_read(path, d->dict, lun_notice_list_add, notices,
                                           lun_get_context(L), &err);
  if (st != LUN_OK) return lun_push_failure(L, &err);
  lua_pushinteger(L, (lua_Integer)(d->dict->entry_count - before));
  lun_push_notice_array(L, notices);
  return 2;
}

/* d:read_text(name, text): the same from a string in CSV form */
static int dictionary_read_text(lua_State *L) {
  dictionary *d = check_dictionary(L, 1);
  luaL_argcheck(L, d->finder == NULL, 1, "dictionary is in use and cannot change any more");
  const char *name = luaL_checkstring(L, 2);
  size_t len;
  const char *text = lun_check_string(L, 3, &len);
  lua_settop(L, 3);
  lun_notice_list *notices = lun_push_notice_list(L);
  lun_error err = {0};
  size_t before = d->dict->entry_count;
  lun_status st =
      lun_dictionary_csv_read(name, text, len, d->dict, lun_notice_list_add, notices, &err);
  if (st != LUN_OK) return lun_push_failure(L, &err);
  lua_pushinteger(L, (lua_Integer)(d->dict->entry_count - before));
  lun_push_notice_array(L, notices);
  return 2;
}

static int dictionary_len(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)check_dictionary(L, 1)->dict->entry_count);
  return 1;
}

/* d:add_entry(entry): a table as d:entry(n) gives -> true | nil, message, byte */
static int dictionary_add_entry(lua_State *L) {
  dictionary *d = check_dictionary(L, 1);
  luaL_argcheck(L, d->finder == NULL, 1, "dictionary is in use and cannot change any more");
  luaL_checktype(L, 2, LUA_TTABLE);
  lun_error err = {0};
  if (lun_add_entry(L, 2, d->dict, &err) != LUN_OK) return lun_push_failure(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

/* Argument `arg` as the number of an entry, from 0. */
static size_t check_number(lua_State *L, int arg, const lun_dictionary *dict) {
  lua_Integer n = luaL_checkinteger(L, arg);
  luaL_argcheck(L, n >= 1 && (lua_Unsigned)n <= dict->entry_count, arg, "no such entry");
  return (size_t)n - 1;
}

/* d:entry(n) -> all it has, by name */
static int dictionary_entry(lua_State *L) {
  const lun_dictionary *dict = check_dictionary(L, 1)->dict;
  lun_push_entry(L, dict, check_number(L, 2, dict));
  return 1;
}

/* d:entries() -> array of all entries */
static int dictionary_entries(lua_State *L) {
  lun_push_entries(L, check_dictionary(L, 1)->dict);
  return 1;
}

/* d:spellings(n), d:spellings() -> array of spellings: arrays of words { text =, glob =, ... } */
static int dictionary_spellings(lua_State *L) {
  const lun_dictionary *dict = check_dictionary(L, 1)->dict;
  uint32_t number = LUN_MAP_NONE;
  if (!lua_isnoneornil(L, 2)) number = (uint32_t)check_number(L, 2, dict);
  lun_push_spellings(L, dict, number);
  return 1;
}

lun_finder *lun_check_finder(lua_State *L, int arg) {
  dictionary *d = check_dictionary(L, arg);
  lun_error err = {0};
  if (d->finder == NULL && lun_finder_new(d->dict, &d->finder, &err) != LUN_OK) {
    lun_raise(L, &err);
  }
  return d->finder;
}

lun_overlap_rule lun_check_overlap(lua_State *L, int arg) {
  static const char *const names[] = {"longest", "all", "first", "priority", "per_key", NULL};
  static const lun_overlap policies[] = {LUN_OVERLAP_LONGEST, LUN_OVERLAP_ALL, LUN_OVERLAP_FIRST,
                                         LUN_OVERLAP_PRIORITY, LUN_OVERLAP_LONGEST};
  int n = luaL_checkoption(L, arg, "longest", names);
  return (lun_overlap_rule){policies[n], names[n][1] == 'e' || lua_toboolean(L, arg + 1)};
}

lun_discards lun_check_discards(lua_State *L, int arg) {
  static const char *const names[] = {"as_written", "off", "sentence", "story", NULL};
  return (lun_discards)luaL_checkoption(L, arg, "as_written", names);
}

/* d:search(doc, overlap, per_key, discards, layers) -> batch of hits; layers: name -> query layer */
static int dictionary_search(lua_State *L) {
  lun_dictionary *dict = check_dictionary(L, 1)->dict;
  lun_document *doc = lun_check_document(L, 2);
  lun_finder_options options = {lun_check_overlap(L, 3), lun_check_discards(L, 5), NULL};
  lun_finder *finder = lun_check_finder(L, 1);
  lun_error err = {0};
  lua_settop(L, 6);
  lun_named_layers layers = lun_push_named_layers(L, 6);
  lun_batch *b = lun_push_batch(L, 2, 1);
  options.layers = &layers;
  if (lun_finder_find(finder, doc, &options, lun_get_context(L), &b->hits, &err) != LUN_OK) {
    return lun_raise(L, &err);
  }
  b->discarded = lun_finder_discarded(finder);
  b->dict = lun_dictionary_share(dict);
  lun_captures *captures = lun_finder_captures(finder);
  b->captures = *captures;
  *captures = (lun_captures){0};
  return 1;
}

/* Set field `name` of the table at the top to a string of `len` bytes. */
static void set_string(lua_State *L, const char *name, const char *text, size_t len) {
  lua_pushlstring(L, text, len);
  lua_setfield(L, -2, name);
}

/* Append the places where queries name layers to the table at the top. */
static void push_uses(lua_State *L, const lun_dictionary *dict, int direct) {
  for (size_t i = 0; i < dict->tokens.use_count; i++) {
    const lun_layer_use *use = &dict->tokens.uses[i];
    size_t len;
    const char *name = lun_map_get(&dict->tokens.layers, use->layer, &len);
    lua_createtable(L, 0, 5);
    set_string(L, "name", name, len);
    set_string(L, "attribute", use->attribute, strlen(use->attribute));
    set_string(L, "value", dict->entries[use->entry].value,
               strlen(dict->entries[use->entry].value));
    if (direct)
      set_string(L, "rule", dict->entries[use->entry].rule, strlen(dict->entries[use->entry].rule));
    lua_pushinteger(L, (lua_Integer)use->at + 1);
    lua_setfield(L, -2, "at");
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  }
  if (dict->parts != NULL) push_uses(L, dict->parts, 0);
}

/* d:layer_uses() -> array of { name =, attribute =, value =, rule =, at = }: every place where a query
** names a layer; without a rule when the value is a part of near(...) */
static int dictionary_layer_uses(lua_State *L) {
  const lun_dictionary *dict = check_dictionary(L, 1)->dict;
  lua_newtable(L);
  push_uses(L, dict, 1);
  return 1;
}

/* What near(...) means, but for its terms. */
static void push_near(lua_State *L, const lun_near *near) {
  lua_pushfstring(
      L, "the shortest passage with a match of each of %d terms, %s, at most %d words apart",
      (int)near->term_count, near->ordered ? "in this order" : "in any order", (int)near->distance);
}

/* d:meaning(n) -> what the token query or near(...) of entry n was understood as; nil for others */
static int dictionary_meaning(lua_State *L) {
  const lun_dictionary *dict = check_dictionary(L, 1)->dict;
  lua_Integer n = luaL_checkinteger(L, 2);
  lua_settop(L, 2);
  for (size_t i = 0; i < dict->query_count; i++) {
    if ((lua_Integer)dict->queries[i]->entry != n - 1) continue;
    lua_pushstring(L, dict->queries[i]->meaning);
    return 1;
  }
  for (size_t i = 0; i < dict->near_count; i++) {
    if ((lua_Integer)dict->nears[i].entry != n - 1) continue;
    push_near(L, &dict->nears[i]);
    return 1;
  }
  lua_pushnil(L);
  return 1;
}

static int dictionary_tostring(lua_State *L) {
  lua_pushfstring(L, "dictionary: %I entries",
                  (LUAI_UACINT)check_dictionary(L, 1)->dict->entry_count);
  return 1;
}

void lun_bind_dictionary(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", dictionary_gc},
                                  {"__close", dictionary_gc},
                                  {"__len", dictionary_len},
                                  {"__tostring", dictionary_tostring},
                                  {NULL, NULL}};
  static const luaL_Reg methods[] = {{"add", dictionary_add},
                                     {"add_entry", dictionary_add_entry},
                                     {"read", dictionary_read},
                                     {"read_text", dictionary_read_text},
                                     {"entry", dictionary_entry},
                                     {"entries", dictionary_entries},
                                     {"spellings", dictionary_spellings},
                                     {"search", dictionary_search},
                                     {"layer_uses", dictionary_layer_uses},
                                     {"meaning", dictionary_meaning},
                                     {NULL, NULL}};
  lun_new_type(L, DICTIONARY_TYPE, "dictionary_methods", meta, methods, NULL);
  lua_pushcfunction(L, dictionary_new);
  lua_setfield(L, -2, "dictionary");
  lua_pushcfunction(L, query_new);
  lua_setfield(L, -2, "query");
}
