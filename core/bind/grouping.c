/* bind/grouping.c -- the hits of a batch counted by columns. */
#include "analysis/grouping.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/dictionary.h"
#include "bind/hit.h"

#define GROUPING_TYPE "lunette.grouping"

/* User value: the dictionary. */
typedef struct grouping {
  const lun_dictionary *dict;
  lun_grouping g;
} grouping;

static grouping *check_grouping(lua_State *L) {
  grouping *own = lun_check_self(L, GROUPING_TYPE);
  luaL_argcheck(L, own->dict != NULL, 1, "grouping was freed");
  return own;
}

static int grouping_gc(lua_State *L) {
  grouping *own = luaL_checkudata(L, 1, GROUPING_TYPE);
  lun_grouping_clear(&own->g);
  own->dict = NULL;
  return 0;
}

/* (dictionary, name...): the names of columns: key, entry, rule, form, code, text -> grouping */
static int grouping_new(lua_State *L) {
  static const char *const names[] = {"key", "entry", "rule", "form", "code", "text", NULL};
  static const unsigned fields[] = {LUN_GROUP_KEY,  LUN_GROUP_ENTRY, LUN_GROUP_ENTRY,
                                    LUN_GROUP_FORM, LUN_GROUP_CODE,  LUN_GROUP_TEXT};
  const lun_dictionary *dict = lun_check_dictionary(L, 1);
  unsigned asked = 0;
  for (int i = 2; i <= lua_gettop(L); i++) asked |= fields[luaL_checkoption(L, i, NULL, names)];
  grouping *own = lun_new_object(L, sizeof *own, 1, GROUPING_TYPE);
  own->dict = dict;
  own->g.fields = asked;
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  return 1;
}

/* g:count(batch, into) -> k; into[1..2k] then holds the batch's groups, each as number, n */
static int grouping_count(lua_State *L) {
  grouping *own = check_grouping(L);
  const lun_batch *b = lun_check_batch(L, 2);
  luaL_argcheck(L, b->dict == own->dict, 2, "hits of another dictionary");
  luaL_checktype(L, 3, LUA_TTABLE);
  lun_error err = {0};
  lun_grouping_input input = {&b->hits, &b->mentions, lun_batch_document(L, 2)};
  if (lun_grouping_count(&own->g, own->dict, &input, &err) != LUN_OK) {
    return lun_raise(L, &err);
  }
  for (size_t i = 0; i < own->g.seen_count; i++) {
    uint32_t group = own->g.seen[i];
    lua_pushinteger(L, (lua_Integer)group);
    lua_rawseti(L, 3, (lua_Integer)i * 2 + 1);
    lua_pushinteger(L, (lua_Integer)own->g.groups[group].n);
    lua_rawseti(L, 3, (lua_Integer)i * 2 + 2);
  }
  lua_pushinteger(L, (lua_Integer)own->g.seen_count);
  return 1;
}

/* g:columns(group) -> key, entry, rule, form, code, weight, text of one of its hits; those that do not
** part the groups mean nothing */
static int grouping_columns(lua_State *L) {
  const grouping *own = check_grouping(L);
  lua_Integer number = luaL_checkinteger(L, 2);
  luaL_argcheck(L, number >= 0 && (lua_Unsigned)number < own->g.names.count, 2, "no such group");
  const lun_group *group = &own->g.groups[number];
  const lun_entry *entry = &own->dict->entries[group->entry];
  lua_pushstring(L, entry->key);
  lua_pushstring(L, entry->value);
  lua_pushstring(L, entry->rule);
  lua_pushstring(L, lun_form_name(group->form));
  size_t len = 0;
  const char *code = "";
  if (own->g.fields & LUN_GROUP_CODE) code = lun_map_get(&own->g.codes, group->code, &len);
  lua_pushlstring(L, code, len);
  lun_push_number(L, entry->weight);
  const char *text = "";
  len = 0;
  if (own->g.fields & LUN_GROUP_TEXT) text = lun_map_get(&own->g.texts, group->text, &len);
  lua_pushlstring(L, text, len);
  return 7;
}

void lun_bind_grouping(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", grouping_gc}, {"__close", grouping_gc}, {NULL, NULL}};
  static const luaL_Reg methods[] = {
      {"count", grouping_count}, {"columns", grouping_columns}, {NULL, NULL}};
  lun_new_type(L, GROUPING_TYPE, "grouping_methods", meta, methods, NULL);
  lua_pushcfunction(L, grouping_new);
  lua_setfield(L, -2, "grouping");
}
