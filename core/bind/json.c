/* bind/json.c -- ln.json: Lua values to JSON and back (yajl). */
#include "bind/bind.h"
#include "bind/convert.h"
#include "read/json.h"

#include <lualib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <yajl/yajl_gen.h>
#include <yajl/yajl_parse.h>

#define PARSER_TYPE "lunette.json_parser"
#define WRITER_TYPE "lunette.json_writer"

enum { DEPTH_MOST = 100 };

static const char ARRAY_KEY = 0; /* its address names the metatable of decoded arrays */

/* The parser's callbacks put values into Lua tables, which may raise: so they run under one
** trampoline, and the error is carried out by `failed`. Stack: [top] the container being filled. */
typedef struct parser {
  yajl_handle handle;
  lua_State *L;
  int depth;
  const char *why; /* a callback ended the parse because of this; NULL = yajl's own reason */
  int key_waits[DEPTH_MOST]; /* by depth: an object whose key is on the stack */
} parser;

static int parser_gc(lua_State *L) {
  parser *p = luaL_checkudata(L, 1, PARSER_TYPE);
  if (p->handle != NULL) yajl_free(p->handle);
  p->handle = NULL;
  return 0;
}

/* The value at the top goes into its container, below it; the outermost stays. */
static int place_value(parser *p) {
  if (p->depth == 0) return 1;
  if (p->key_waits[p->depth - 1]) {
    p->key_waits[p->depth - 1] = 0;
    lua_rawset(p->L, -3);
  } else {
    lua_rawseti(p->L, -2, (lua_Integer)lua_rawlen(p->L, -2) + 1);
  }
  return 1;
}

static int on_null(void *user) {
  parser *p = user;
  lua_pushlightuserdata(p->L, NULL);
  return place_value(p);
}

static int on_boolean(void *user, int value) {
  parser *p = user;
  lua_pushboolean(p->L, value);
  return place_value(p);
}

static int on_number(void *user, const char *text, size_t len) {
  parser *p = user;
  lua_pushlstring(p->L, text, len);
  if (lua_stringtonumber(p->L, lua_tostring(p->L, -1)) == 0) {
    p->why = "not a number";
    return 0;
  }
  lua_remove(p->L, -2);
  return place_value(p);
}

static int on_string(void *user, const unsigned char *text, size_t len) {
  parser *p = user;
  lua_pushlstring(p->L, (const char *)text, len);
  return place_value(p);
}

static int open_container(parser *p, int array) {
  if (p->depth == DEPTH_MOST) {
    p->why = "nested deeper than 100";
    return 0;
  }
  luaL_checkstack(p->L, 4, "JSON nested too deep");
  lua_newtable(p->L);
  if (array) {
    lua_rawgetp(p->L, LUA_REGISTRYINDEX, &ARRAY_KEY);
    lua_setmetatable(p->L, -2);
  }
  p->key_waits[p->depth++] = 0;
  return 1;
}

static int on_map(void *user) {
  return open_container(user, 0);
}

static int on_array(void *user) {
  return open_container(user, 1);
}

static int on_key(void *user, const unsigned char *text, size_t len) {
  parser *p = user;
  lua_pushlstring(p->L, (const char *)text, len);
  p->key_waits[p->depth - 1] = 1;
  return 1;
}

static int on_end(void *user) {
  parser *p = user;
  p->depth--;
  return place_value(p);
}

/* yajl says "parse error: ..." with a picture of the place over several lines: keep the first. The
** text is copied before Lua, which may raise, is asked for anything. */
static int push_parse_error(lua_State *L, parser *p, const char *text, size_t len, size_t at) {
  char message[128];
  unsigned char *why = yajl_get_error(p->handle, 0, (const unsigned char *)text, len);
  snprintf(message, sizeof message, "%.*s", why ? (int)strcspn((const char *)why, "\n") : 11,
           why ? (const char *)why : "parse error");
  yajl_free_error(p->handle, why);
  if (p->why != NULL) snprintf(message, sizeof message, "%s", p->why);
  luaL_pushfail(L);
  lua_pushstring(L, message);
  lua_pushinteger(L, lun_to_first(at));
  return 3;
}

/* decode(string) -> value | nil, message, byte. null is json.null, arrays know that they are. */
static int json_decode(lua_State *L) {
  static const yajl_callbacks callbacks = {.yajl_null = on_null,
                                           .yajl_boolean = on_boolean,
                                           .yajl_number = on_number,
                                           .yajl_string = on_string,
                                           .yajl_start_map = on_map,
                                           .yajl_map_key = on_key,
                                           .yajl_end_map = on_end,
                                           .yajl_start_array = on_array,
                                           .yajl_end_array = on_end};
  size_t len;
  const char *text = lun_check_string(L, 1, &len);
  lun_error err = {0};
  if (lun_json_check_surrogates(text, len, &err) != LUN_OK) return lun_push_failure(L, &err);
  lua_settop(L, 1);
  /* An error in a callback jumps out of yajl: all of yajl's memory hangs on the handle, which its
  ** userdata frees. */
  parser *p = lun_new_object(L, sizeof *p, 0, PARSER_TYPE);
  p->L = L;
  p->handle = yajl_alloc(&callbacks, NULL, p);
  if (p->handle == NULL) return luaL_error(L, "out of memory");
  yajl_status st = yajl_parse(p->handle, (const unsigned char *)text, len);
  size_t at = yajl_get_bytes_consumed(p->handle);
  if (st == yajl_status_ok) {
    at = len;
    st = yajl_complete_parse(p->handle);
  }
  if (st != yajl_status_ok) return push_parse_error(L, p, text, len, at);
  lua_settop(L, 3);
  return 1;
}

typedef struct writer {
  yajl_gen gen;
} writer;

static int writer_gc(lua_State *L) {
  writer *w = luaL_checkudata(L, 1, WRITER_TYPE);
  if (w->gen != NULL) yajl_gen_free(w->gen);
  w->gen = NULL;
  return 0;
}

static void write_value(lua_State *L, yajl_gen gen, int depth);

static void write_string(lua_State *L, yajl_gen gen, int index) {
  size_t len;
  const char *s = lua_tolstring(L, index, &len);
  if (yajl_gen_string(gen, (const unsigned char *)s, len) == yajl_gen_invalid_string) {
    luaL_error(L, "a string that is not valid UTF-8 cannot be JSON");
  }
}

/* 1 for a table made by decode from an array, or a sequence without other keys; {} is an object. */
static int is_array(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &ARRAY_KEY);
  if (lua_getmetatable(L, -2)) {
    int same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    if (same) return 1;
  } else {
    lua_pop(L, 1);
  }
  size_t n = lua_rawlen(L, -1), keys = 0;
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) keys++;
  return n > 0 && n == keys;
}

static void write_array(lua_State *L, yajl_gen gen, int depth) {
  yajl_gen_array_open(gen);
  lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, -1, i);
    write_value(L, gen, depth + 1);
  }
  yajl_gen_array_close(gen);
}

/* Keys in byte order, so that the same value is always the same text. */
static void write_object(lua_State *L, yajl_gen gen, int depth) {
  lua_Integer n = lun_push_sorted_keys(L, -1, "a JSON object");
  yajl_gen_map_open(gen);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, -1, i);
    write_string(L, gen, -1);
    lua_rawget(L, -3);
    write_value(L, gen, depth + 1);
  }
  yajl_gen_map_close(gen);
  lua_pop(L, 1);
}

static void write_number(lua_State *L, yajl_gen gen) {
  if (lua_isinteger(L, -1)) {
    yajl_gen_integer(gen, lua_tointeger(L, -1));
    return;
  }
  char text[40];
  double number = lua_tonumber(L, -1);
  if (!isfinite(number)) luaL_error(L, "JSON has no infinity and no NaN");
  /* The shortest form that reads back as the same number. */
  for (int digits = 15; digits <= 17; digits++) {
    lua_Number back;
    snprintf(text, sizeof text, "%.*g", digits, number);
    if (sscanf(text, "%lf", &back) == 1 && back == number) break;
  }
  yajl_gen_number(gen, text, strlen(text));
}

/* Write the value at the top and pop it. */
static void write_value(lua_State *L, yajl_gen gen, int depth) {
  if (depth > DEPTH_MOST) luaL_error(L, "a table nested deeper than %d, or in itself", DEPTH_MOST);
  luaL_checkstack(L, 8, "table nested too deep");
  switch (lua_type(L, -1)) {
  case LUA_TNIL: yajl_gen_null(gen); break;
  case LUA_TBOOLEAN: yajl_gen_bool(gen, lua_toboolean(L, -1)); break;
  case LUA_TNUMBER: write_number(L, gen); break;
  case LUA_TSTRING: write_string(L, gen, -1); break;
  case LUA_TLIGHTUSERDATA:
    if (lua_touserdata(L, -1) == NULL) yajl_gen_null(gen);
    else luaL_error(L, "a userdata cannot be JSON");
    break;
  case LUA_TTABLE:
    if (is_array(L)) write_array(L, gen, depth);
    else write_object(L, gen, depth);
    break;
  default: luaL_error(L, "a %s cannot be JSON", luaL_typename(L, -1));
  }
  lua_pop(L, 1);
}

/* encode(value) -> string; raises for what JSON cannot say */
static int json_encode(lua_State *L) {
  luaL_checkany(L, 1);
  lua_settop(L, 1);
  writer *w = lun_new_object(L, sizeof *w, 0, WRITER_TYPE);
  w->gen = yajl_gen_alloc(NULL);
  if (w->gen == NULL) return luaL_error(L, "out of memory");
  yajl_gen_config(w->gen, yajl_gen_validate_utf8, 1);
  lua_pushvalue(L, 1);
  write_value(L, w->gen, 0);
  const unsigned char *text;
  size_t len;
  yajl_gen_get_buf(w->gen, &text, &len);
  lua_pushlstring(L, (const char *)text, len);
  return 1;
}

/* array(table) -> the same table, written as an array even when it is empty */
static int json_array(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &ARRAY_KEY);
  lua_setmetatable(L, 1);
  return 1;
}

void lun_bind_json(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"decode", json_decode}, {"encode", json_encode}, {"array", json_array}, {NULL, NULL}};
  static const luaL_Reg parser_meta[] = {{"__gc", parser_gc}, {"__close", parser_gc}, {NULL, NULL}};
  static const luaL_Reg writer_meta[] = {{"__gc", writer_gc}, {"__close", writer_gc}, {NULL, NULL}};
  lun_new_type(L, PARSER_TYPE, "json_parser", parser_meta, NULL, NULL);
  lun_new_type(L, WRITER_TYPE, "json_writer", writer_meta, NULL, NULL);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &ARRAY_KEY);
  luaL_newlib(L, functions);
  lua_pushlightuserdata(L, NULL);
  lua_setfield(L, -2, "null");
  lua_setfield(L, -2, "json");
}
