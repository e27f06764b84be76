#include "bind/convert.h"

#include "base/buffer.h"

#include <lualib.h>
#include <string.h>

#define BUFFER_TYPE "lunette.buffer"
#define ERROR_TYPE "lunette.error"

static const char CONTEXT_KEY = 0; /* its address names the context in the registry */

lua_Integer lun_to_first(size_t from) {
  return (lua_Integer)from + 1;
}

lua_Integer lun_to_last(size_t to) {
  return (lua_Integer)to;
}

void lun_push_range(lua_State *L, lun_span span) {
  lua_pushinteger(L, lun_to_first(span.from));
  lua_pushinteger(L, lun_to_last(span.to));
}

size_t lun_check_init(lua_State *L, int arg, size_t len) {
  lua_Integer at = luaL_optinteger(L, arg, 1);
  if (at > 0) return (size_t)at - 1 < len ? (size_t)at - 1 : len;
  if (at == 0 || at < -(lua_Integer)len) return 0;
  return len - (size_t)-at;
}

lun_span lun_check_range(lua_State *L, int arg, size_t len) {
  lua_Integer first = luaL_checkinteger(L, arg), last = luaL_checkinteger(L, arg + 1);
  luaL_argcheck(L, first >= 1 && (lua_Unsigned)first <= len + 1, arg, "outside the text");
  luaL_argcheck(L, last >= first - 1 && (lua_Unsigned)last <= len, arg + 1,
                last < first - 1 ? "before the first byte" : "outside the text");
  return (lun_span){(uint32_t)(first - 1), (uint32_t)last};
}

const char *lun_check_string(lua_State *L, int arg, size_t *len) {
  if (lua_type(L, arg) != LUA_TSTRING) luaL_typeerror(L, arg, "string");
  return lua_tolstring(L, arg, len);
}

const char *lun_field_string(lua_State *L, int index, const char *name, size_t *len) {
  index = lua_absindex(L, index);
  lua_pushstring(L, name);
  int type = lua_rawget(L, index);
  const char *s = NULL;
  *len = 0;
  if (type == LUA_TSTRING) s = lua_tolstring(L, -1, len);
  else if (type != LUA_TNIL) {
    luaL_error(L, "field '%s' must be a string, not a %s", name, lua_typename(L, type));
  }
  lua_pop(L, 1);
  return s;
}

void lun_check_fields(lua_State *L, int index, const char *const *names, const char *what) {
  luaL_checktype(L, index, LUA_TTABLE);
  index = lua_absindex(L, index);
  for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING) luaL_error(L, "%s: fields have names", what);
    const char *key = lua_tostring(L, -2);
    int known = 0;
    for (const char *const *name = names; *name != NULL; name++) known |= strcmp(*name, key) == 0;
    if (!known) luaL_error(L, "%s: unknown field '%s'", what, key);
  }
}

lua_Integer lun_push_sorted_keys(lua_State *L, int index, const char *what) {
  lua_Integer n = 0;
  index = lua_absindex(L, index);
  lua_newtable(L);
  for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING) luaL_error(L, "%s: every key is a string", what);
    lua_pushvalue(L, -2);
    lua_rawseti(L, -4, ++n);
  }
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_getfield(L, -1, LUA_TABLIBNAME);
  lua_getfield(L, -1, "sort");
  lua_pushvalue(L, -4);
  lua_call(L, 1, 0);
  lua_pop(L, 2);
  return n;
}

lun_context *lun_get_context(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &CONTEXT_KEY);
  lun_context *ctx = lua_touserdata(L, -1);
  lua_pop(L, 1);
  if (ctx != NULL) return ctx;
  ctx = lua_newuserdatauv(L, sizeof *ctx, 0);
  memset(ctx, 0, sizeof *ctx);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &CONTEXT_KEY);
  return ctx;
}

static const char *status_name(lun_status status) {
  switch (status) {
  case LUN_ESTOP: return "stop";
  case LUN_ENOMEM: return "memory";
  case LUN_ELIMIT: return "limit";
  case LUN_ESTORE: return "store";
  default: return "data";
  }
}

static int error_tostring(lua_State *L) {
  lua_getfield(L, 1, "message");
  return 1;
}

int lun_raise(lua_State *L, const lun_error *err) {
  lua_createtable(L, 0, 2);
  lua_pushstring(L, status_name(err->status));
  lua_setfield(L, -2, "status");
  lua_pushstring(L, err->message);
  lua_setfield(L, -2, "message");
  if (luaL_newmetatable(L, ERROR_TYPE)) {
    lua_pushcfunction(L, error_tostring);
    lua_setfield(L, -2, "__tostring");
  }
  lua_setmetatable(L, -2);
  return lua_error(L);
}

int lun_push_failure(lua_State *L, const lun_error *err) {
  if (err->status == LUN_ESTOP || err->status == LUN_ENOMEM || err->status == LUN_ELIMIT) {
    return lun_raise(L, err);
  }
  luaL_pushfail(L);
  lua_pushstring(L, err->message);
  lua_pushinteger(L, (lua_Integer)err->at + 1);
  return 3;
}

void *lun_new_object(lua_State *L, size_t size, int user_values, const char *type) {
  void *object = lua_newuserdatauv(L, size, user_values);
  memset(object, 0, size);
  luaL_setmetatable(L, type);
  return object;
}

void *lun_check_self(lua_State *L, const char *type) {
  lua_Debug ar;
  void *self = luaL_testudata(L, 1, type);
  if (self != NULL) return self;
  if (lua_getstack(L, 0, &ar) && lua_getinfo(L, "n", &ar) && ar.name != NULL &&
      strcmp(ar.namewhat, "method") != 0 && strcmp(ar.namewhat, "metamethod") != 0) {
    luaL_error(L, "call it with a colon: x:%s(...), not x.%s(...)", ar.name, ar.name);
  }
  return luaL_checkudata(L, 1, type);
}

/* object, name -> a method, or what the type's own index function says. Upvalues: methods, it. */
static int index_object(lua_State *L) {
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  lua_CFunction index = lua_tocfunction(L, lua_upvalueindex(2));
  lua_settop(L, 2);
  if (index != NULL) return index(L);
  return luaL_error(L, "no method '%s'", luaL_tolstring(L, 2, NULL));
}

void lun_new_type(lua_State *L, const char *type, const char *name, const luaL_Reg *meta,
                  const luaL_Reg *methods, lua_CFunction index) {
  luaL_newmetatable(L, type);
  if (meta != NULL) luaL_setfuncs(L, meta, 0);
  lua_newtable(L);
  if (methods != NULL) luaL_setfuncs(L, methods, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -4, name); /* module[name] = methods */
  if (index != NULL) lua_pushcfunction(L, index);
  else lua_pushboolean(L, 0);
  lua_pushcclosure(L, index_object, 2);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, type);
  lua_setfield(L, -2, "__metatable"); /* handles cannot be forged or their __gc called */
  lua_pop(L, 1);
}

static int buffer_gc(lua_State *L) {
  lun_buffer_clear(luaL_checkudata(L, 1, BUFFER_TYPE));
  return 0;
}

lun_buffer *lun_push_buffer(lua_State *L) {
  lun_buffer *b = lua_newuserdatauv(L, sizeof *b, 0);
  *b = (lun_buffer){0};
  if (luaL_newmetatable(L, BUFFER_TYPE)) {
    lua_pushcfunction(L, buffer_gc);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return b;
}

void lun_push_number(lua_State *L, double number) {
  lua_Integer whole;
  if (lua_numbertointeger(number, &whole) && (double)whole == number) lua_pushinteger(L, whole);
  else lua_pushnumber(L, number);
}
