/* bind/system.c -- the little that a program needs from its machine: limits, versions, terminal. */
#include "base/memory.h"
#include "base/version.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "match/version.h"
#include "store/version.h"
#include "text/version.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

/* set_timeout(seconds): work ends by then; 0 = no limit */
static int system_set_timeout(lua_State *L) {
  lun_context_set_timeout(lun_get_context(L), luaL_checknumber(L, 1));
  return 0;
}

/* check(): raises when the user interrupted or the time is up */
static int system_check(lua_State *L) {
  lun_error err = {0};
  if (lun_context_check(lun_get_context(L), &err) != LUN_OK) return lun_raise(L, &err);
  return 0;
}

/* resume(): an interrupt or time limit was heard; what comes next is not stopped by it */
static int system_resume(lua_State *L) {
  lun_context *ctx = lun_get_context(L);
  lun_context_set_timeout(ctx, 0);
  if (ctx->stop != NULL) atomic_store(ctx->stop, 0);
  return 0;
}

/* versions() -> { name = version } of the libraries */
static int system_versions(lua_State *L) {
  lua_createtable(L, 0, 5);
  lua_pushstring(L, LUN_VERSION);
  lua_setfield(L, -2, "lunette");
  lua_pushstring(L, &LUA_RELEASE[4]); /* without "Lua " */
  lua_setfield(L, -2, "lua");
  lua_pushstring(L, lun_match_version());
  lua_setfield(L, -2, "pcre2");
  lua_pushstring(L, lun_text_version());
  lua_setfield(L, -2, "utf8proc");
  lua_pushstring(L, lun_store_version());
  lua_setfield(L, -2, "sqlite");
  return 1;
}

/* terminal("stdout" | "stderr" | "stdin") -> columns when it is a terminal, else nil */
static int system_terminal(lua_State *L) {
  static const char *const names[] = {"stdin", "stdout", "stderr", NULL};
  struct winsize size;
  int fd = luaL_checkoption(L, 1, "stdout", names);
  if (!isatty(fd)) lua_pushnil(L);
  else if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) lua_pushinteger(L, 80);
  else lua_pushinteger(L, size.ws_col);
  return 1;
}

/* kind(path) -> "file", "folder", "other", or nil and why not */
static int system_kind(lua_State *L) {
  struct stat st;
  const char *path = luaL_checkstring(L, 1);
  if (stat(path, &st) != 0) {
    luaL_pushfail(L);
    lua_pushfstring(L, "%s: %s", path, strerror(errno));
    return 2;
  }
  lua_pushstring(L, S_ISREG(st.st_mode) ? "file" : S_ISDIR(st.st_mode) ? "folder" : "other");
  return 1;
}

/* real(path) -> the path with every link followed, or nil when there is nothing */
static int system_real(lua_State *L) {
  char real[PATH_MAX];
  if (realpath(luaL_checkstring(L, 1), real) == NULL) luaL_pushfail(L);
  else lua_pushstring(L, real);
  return 1;
}

/* clock() -> seconds on a clock that never goes back */
static int system_clock(lua_State *L) {
  lua_pushnumber(L, (lua_Number)lun_clock() / 1e9);
  return 1;
}

#ifdef LUN_FAULTS
/* faults(n, from): the n-th allocation from now on fails, with `from` all from it on; 0 switches it
** off. -> allocations made since the last call */
static int system_faults(lua_State *L) {
  size_t nth = (size_t)luaL_checkinteger(L, 1);
  size_t made = lua_toboolean(L, 2) ? lun_fault_set_from(nth) : lun_fault_set(nth);
  lua_pushinteger(L, (lua_Integer)made);
  return 1;
}
#endif

void lun_bind_system(lua_State *L) {
  static const luaL_Reg functions[] = {{"set_timeout", system_set_timeout},
                                       {"check", system_check},
                                       {"resume", system_resume},
                                       {"versions", system_versions},
                                       {"terminal", system_terminal},
                                       {"kind", system_kind},
                                       {"real", system_real},
                                       {"clock", system_clock},
                                       {NULL, NULL}};
  luaL_newlib(L, functions);
#ifdef LUN_FAULTS
  lua_pushcfunction(L, system_faults);
  lua_setfield(L, -2, "faults");
#endif
  lua_setfield(L, -2, "system");
}
