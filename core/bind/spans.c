#include "bind/spans.h"

#include "base/map.h"
#include "base/memory.h"
#include "bind/bind.h"
#include "bind/convert.h"

#include <string.h>

#define SPANS_TYPE "lunette.spans"
#define SPAN_TYPE "lunette.span"

/* User value 1: the text. */
typedef struct spans {
  lun_spans list;
} spans;

/* User value 1: its spans object. */
typedef struct span {
  lua_Integer index; /* 1-based in its list */
} span;

lun_spans *lun_push_spans(lua_State *L, int text_index) {
  text_index = lua_absindex(L, text_index);
  spans *s = lun_new_object(L, sizeof *s, 1, SPANS_TYPE);
  lua_pushvalue(L, text_index);
  lua_setiuservalue(L, -2, 1);
  return &s->list;
}

static spans *check_spans(lua_State *L, int arg) {
  return arg == 1 ? lun_check_self(L, SPANS_TYPE) : luaL_checkudata(L, arg, SPANS_TYPE);
}

static int spans_gc(lua_State *L) {
  lun_spans_clear(&check_spans(L, 1)->list);
  return 0;
}

static int spans_len(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)check_spans(L, 1)->list.count);
  return 1;
}

/* Push span number `index` of the spans object at stack place `at`, or nil behind the last. */
static int push_span(lua_State *L, int at, lua_Integer index) {
  spans *all = check_spans(L, at);
  if (index < 1 || (lua_Unsigned)index > all->list.count) {
    lua_pushnil(L);
    return 1;
  }
  span *one = lun_new_object(L, sizeof *one, 1, SPAN_TYPE);
  one->index = index;
  lua_pushvalue(L, at);
  lua_setiuservalue(L, -2, 1);
  return 1;
}

/* spans[i]; names fall through from the methods to here. */
static int spans_index(lua_State *L) {
  if (lua_isinteger(L, 2)) return push_span(L, 1, lua_tointeger(L, 2));
  return luaL_error(L, "spans have no '%s'", luaL_tolstring(L, 2, NULL));
}

/* for span in spans do: called with (spans, nil, the span before). */
static int spans_call(lua_State *L) {
  lua_Integer before = 0;
  if (!lua_isnoneornil(L, 3)) before = ((span *)luaL_checkudata(L, 3, SPAN_TYPE))->index;
  return push_span(L, 1, before + 1);
}

static int ranges_next(lua_State *L) {
  spans *s = lua_touserdata(L, lua_upvalueindex(1));
  lua_Integer i = lua_tointeger(L, lua_upvalueindex(2));
  if ((size_t)i >= s->list.count) return 0;
  lua_pushinteger(L, i + 1);
  lua_replace(L, lua_upvalueindex(2));
  lun_push_range(L, s->list.items[i]);
  return 2;
}

static int spans_ranges(lua_State *L) {
  check_spans(L, 1);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, ranges_next, 2);
  return 1;
}

static int spans_texts(lua_State *L) {
  spans *s = check_spans(L, 1);
  lua_getiuservalue(L, 1, 1);
  const char *text = lua_tostring(L, -1);
  lua_createtable(L, (int)(s->list.count < INT32_MAX ? s->list.count : 0), 0);
  for (size_t i = 0; i < s->list.count; i++) {
    lun_span one = s->list.items[i];
    lua_pushlstring(L, text + one.from, one.to - one.from);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* Scratch of a count, owned by a userdata so that an error in Lua frees it. */
typedef struct tally {
  lun_map types;
  lua_Integer *counts;
  size_t cap;
} tally;

static int tally_gc(lua_State *L) {
  tally *t = lua_touserdata(L, 1);
  lun_map_clear(&t->types);
  lun_free(t->counts);
  *t = (tally){0};
  return 0;
}

static tally *push_tally(lua_State *L) {
  tally *t = lua_newuserdatauv(L, sizeof *t, 0);
  *t = (tally){0};
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, tally_gc);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
  return t;
}

static lun_status count_type(tally *t, const char *form, size_t len, lun_error *err) {
  uint32_t type;
  size_t known = t->types.count;
  lun_status st = lun_map_add(&t->types, form, len, &type, err);
  if (st != LUN_OK) return st;
  void *counts = t->counts;
  if (!lun_grow(&counts, &t->cap, t->types.count, sizeof *t->counts)) return lun_fail_memory(err);
  t->counts = counts;
  if (type == known) t->counts[type] = 0;
  t->counts[type]++;
  return LUN_OK;
}

/* spans:types() -> forms, counts: two arrays in the order of first occurrence; one string a type. */
static int spans_types(lua_State *L) {
  spans *s = check_spans(L, 1);
  lun_error err = {0};
  lua_settop(L, 1);
  lua_getiuservalue(L, 1, 1);
  const char *text = lua_tostring(L, 2);
  tally *t = push_tally(L);
  for (size_t i = 0; i < s->list.count; i++) {
    lun_span one = s->list.items[i];
    if (count_type(t, text + one.from, one.to - one.from, &err) != LUN_OK)
      return lun_raise(L, &err);
  }
  lua_newtable(L);
  lua_newtable(L);
  for (uint32_t i = 0; i < t->types.count; i++) {
    size_t len;
    const char *form = lun_map_get(&t->types, i, &len);
    lua_pushlstring(L, form, len);
    lua_rawseti(L, -3, (lua_Integer)i + 1);
    lua_pushinteger(L, t->counts[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 2;
}

static int spans_tostring(lua_State *L) {
  lua_pushfstring(L, "spans: %I", (LUAI_UACINT)check_spans(L, 1)->list.count);
  return 1;
}

static lun_span span_get(lua_State *L, int arg) {
  span *one = luaL_checkudata(L, arg, SPAN_TYPE);
  lua_getiuservalue(L, arg, 1);
  spans *all = check_spans(L, -1);
  lua_pop(L, 1);
  if ((size_t)one->index > all->list.count) luaL_error(L, "the spans of this span were closed");
  return all->list.items[one->index - 1];
}

static int push_span_text(lua_State *L, lun_span at) {
  lua_getiuservalue(L, 1, 1);
  lua_getiuservalue(L, -1, 1);
  lua_pushlstring(L, lua_tostring(L, -1) + at.from, at.to - at.from);
  return 1;
}

static int span_index(lua_State *L) {
  lun_span at = span_get(L, 1);
  const char *name = luaL_checkstring(L, 2);
  if (strcmp(name, "text") == 0) return push_span_text(L, at);
  if (strcmp(name, "first") == 0) lua_pushinteger(L, lun_to_first(at.from));
  else if (strcmp(name, "last") == 0) lua_pushinteger(L, lun_to_last(at.to));
  else return luaL_error(L, "a span has first, last and text, not '%s'", name);
  return 1;
}

static int span_tostring(lua_State *L) {
  lun_span at = span_get(L, 1);
  push_span_text(L, at);
  lua_pushfstring(L, "%I-%I %s", (LUAI_UACINT)lun_to_first(at.from),
                  (LUAI_UACINT)lun_to_last(at.to), lua_tostring(L, -1));
  return 1;
}

void lun_bind_spans(lua_State *L) {
  static const luaL_Reg meta[] = {
      {"__gc", spans_gc},     {"__close", spans_gc},          {"__len", spans_len},
      {"__call", spans_call}, {"__tostring", spans_tostring}, {NULL, NULL}};
  static const luaL_Reg methods[] = {
      {"ranges", spans_ranges}, {"texts", spans_texts}, {"types", spans_types}, {NULL, NULL}};
  static const luaL_Reg span_meta[] = {{"__tostring", span_tostring}, {NULL, NULL}};
  lun_new_type(L, SPANS_TYPE, "spans", meta, methods, spans_index);
  lun_new_type(L, SPAN_TYPE, "span", span_meta, NULL, span_index);
}
