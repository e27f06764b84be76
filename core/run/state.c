#include "run/state.h"

#include "base/memory.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "run/embedded.h"

#include <lualib.h>
#include <stdint.h>
#include <string.h>

enum { HOOK_STEPS = 10000 }; /* VM instructions between two looks at the context: about 0.1 ms */

static void *allocate(void *user, void *old, size_t old_size, size_t size) {
  lun_state *h = user;
  size_t held = old == NULL ? 0 : old_size;
  if (size == 0) {
    lun_free(old);
    h->used -= held;
    return NULL;
  }
  if (h->most != 0 && size > held && h->used - held + size > h->most) return NULL;
  void *moved = lun_realloc(old, size, 1);
  if (moved != NULL) h->used += size - held;
  /* Lua relies on shrinking never to fail. */
  else if (old != NULL && size <= old_size) return old;
  return moved;
}

static void on_count(lua_State *L, lua_Debug *ar) {
  (void)ar;
  lun_error err = {0};
  if (lun_context_check(lun_get_context(L), &err) != LUN_OK) lun_raise(L, &err);
}

/* lunette.memory(bytes): the most this state may hold from now on; 0 = no limit. Upvalue: lun_state. */
static int set_memory(lua_State *L) {
  lun_state *h = lua_touserdata(L, lua_upvalueindex(1));
  lua_Integer most = luaL_checkinteger(L, 1);
  luaL_argcheck(L, most >= 0, 1, "a number of bytes");
  h->most = (size_t)most;
  return 0;
}

/* embedded(name) -> the text of a file inside the program, or nil */
static int get_embedded(lua_State *L) {
  const lun_embedded *file = lun_embedded_find(luaL_checkstring(L, 1));
  if (file == NULL) lua_pushnil(L);
  else lua_pushlstring(L, (const char *)file->bytes, file->len);
  return 1;
}

/* embedded_names(prefix) -> array of the names that begin so */
static int get_embedded_names(lua_State *L) {
  const char *prefix = luaL_optstring(L, 1, "");
  lua_Integer n = 0;
  lua_newtable(L);
  for (size_t i = 0; i < lun_embedded_count; i++) {
    if (strncmp(lun_embedded_files[i].name, prefix, strlen(prefix)) != 0) continue;
    lua_pushstring(L, lun_embedded_files[i].name);
    lua_rawseti(L, -2, ++n);
  }
  return 1;
}

/* Push the module in `file` as a function. Compiled code is of one release of Lua, and the library may
** be of another by now: then the source is compiled. */
static void load_module(lua_State *L, const lun_embedded *file, const char *chunk_name) {
  int is_same = *lun_embedded_release != '\0' && strstr(lua_ident, lun_embedded_release) != NULL;
  if (file->chunk != NULL && is_same) {
    const char *code = (const char *)file->chunk;
    if (luaL_loadbufferx(L, code, file->chunk_len, chunk_name, "b") == LUA_OK) return;
    lua_pop(L, 1);
  }
  if (luaL_loadbufferx(L, (const char *)file->bytes, file->len, chunk_name, "t") != LUA_OK) {
    lua_error(L);
  }
}

/* package.searchers entry: module a.b is a/b.lua or a/b/init.lua inside the program. */
static int search_embedded(lua_State *L) {
  const char *module = luaL_gsub(L, luaL_checkstring(L, 1), ".", "/");
  static const char *const tails[] = {".lua", "/init.lua"};
  for (size_t i = 0; i < 2; i++) {
    const char *name = lua_pushfstring(L, "%s%s", module, tails[i]);
    const lun_embedded *file = lun_embedded_find(name);
    if (file == NULL) continue;
    load_module(L, file, lua_pushfstring(L, "=%s", name));
    lua_pushstring(L, name);
    return 2;
  }
  lua_pushfstring(L, "no file '%s.lua' inside the program", module);
  return 1;
}

/* Our searcher goes right behind the preloaded modules, before any file of the machine. */
static void add_searcher(lua_State *L) {
  lua_getglobal(L, "table");
  lua_getfield(L, -1, "insert");
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "searchers");
  lua_remove(L, -2);
  lua_pushinteger(L, 2);
  lua_pushcfunction(L, search_embedded);
  lua_call(L, 3, 0);
  lua_pop(L, 1);
}

static int open_program(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"embedded", get_embedded}, {"embedded_names", get_embedded_names}, {NULL, NULL}};
  void *user;
  luaL_newlib(L, functions);
  lua_getallocf(L, &user);
  lua_pushlightuserdata(L, user);
  lua_pushcclosure(L, set_memory, 1);
  lua_setfield(L, -2, "set_memory");
  return 1;
}

static int open_all(lua_State *L) {
  lun_context *ctx = lun_get_context(L);
  ctx->stop = lua_touserdata(L, 1);
  lua_settop(L, 0);
  luaL_openlibs(L);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, luaopen_lunette_core);
  lua_setfield(L, -2, "lunette.core");
  lua_pushcfunction(L, open_program);
  lua_setfield(L, -2, "lunette.program");
  lua_pop(L, 1);
  add_searcher(L);
  lua_sethook(L, on_count, LUA_MASKCOUNT, HOOK_STEPS);
  return 0;
}

lun_status lun_state_init(lun_state *state, atomic_int *stop, lun_error *err) {
  *state = (lun_state){0};
  lua_State *L = state->L = lua_newstate(allocate, state);
  if (L == NULL) return lun_fail_memory(err);
  lua_pushcfunction(L, open_all);
  lua_pushlightuserdata(L, stop);
  if (lua_pcall(L, 1, 0, 0) == LUA_OK) return LUN_OK;
  lun_fail(err, LUN_ENOMEM, 0, "cannot start Lua: %s", lua_tostring(L, -1));
  lun_state_clear(state);
  return LUN_ENOMEM;
}

void lun_state_clear(lun_state *state) {
  if (state->L != NULL) lua_close(state->L);
  *state = (lun_state){0};
}

static int add_traceback(lua_State *L) {
  if (lua_type(L, 1) == LUA_TSTRING) luaL_traceback(L, L, lua_tostring(L, 1), 1);
  return 1;
}

int lun_state_call(lua_State *L, int args, int results) {
  int base = lua_gettop(L) - args;
  lua_pushcfunction(L, add_traceback);
  lua_insert(L, base);
  int st = lua_pcall(L, args, results, base);
  lua_remove(L, base);
  return st;
}
