/* bind/fold_map.c -- ln.text.fold_map: a folded string, and the bytes that its bytes came from. */
#include "text/fold_map.h"

#include "bind/bind.h"
#include "bind/convert.h"
#include "text/utf8.h"

#define FOLD_MAP_TYPE "lunette.fold_map"

typedef struct fold_map {
  lun_fold_map *map;
  size_t len; /* of the source */
} fold_map;

static fold_map *check_map(lua_State *L) {
  fold_map *f = lun_check_self(L, FOLD_MAP_TYPE);
  luaL_argcheck(L, f->map != NULL, 1, "fold map was closed");
  return f;
}

static int fold_map_gc(lua_State *L) {
  fold_map *f = luaL_checkudata(L, 1, FOLD_MAP_TYPE);
  lun_fold_map_free(f->map);
  *f = (fold_map){0};
  return 0;
}

/* (string, options as a number) -> string, map | nil, message, byte */
static int fold_map_new(lua_State *L) {
  size_t len;
  lun_error err = {0};
  const char *s = lun_check_string(L, 1, &len);
  unsigned options = (unsigned)luaL_checkinteger(L, 2);
  lua_settop(L, 2);
  if (lun_utf8_check(s, len, &err) != LUN_OK) return lun_push_failure(L, &err);
  fold_map *f = lun_new_object(L, sizeof *f, 0, FOLD_MAP_TYPE);
  lun_status st = lun_fold_map_new(s, len, options, lun_get_context(L), &f->map, &err);
  if (st != LUN_OK) return lun_push_failure(L, &err);
  f->len = len;
  const char *folded = lun_fold_map_text(f->map, &len);
  lua_pushlstring(L, folded, len);
  lua_insert(L, -2);
  return 2;
}

/* map:source(first, last) -> first, last */
static int fold_map_source(lua_State *L) {
  const fold_map *f = check_map(L);
  size_t len;
  lun_fold_map_text(f->map, &len);
  lun_span piece = lun_check_range(L, 2, len);
  lun_push_range(L, lun_fold_map_source(f->map, piece.from, piece.to));
  return 2;
}

/* map:folded(first, last) -> first, last */
static int fold_map_folded(lua_State *L) {
  const fold_map *f = check_map(L);
  lun_span piece = lun_check_range(L, 2, f->len);
  lun_push_range(L, lun_fold_map_folded(f->map, piece.from, piece.to));
  return 2;
}

void lun_bind_fold_map(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", fold_map_gc}, {"__close", fold_map_gc}, {NULL, NULL}};
  static const luaL_Reg methods[] = {
      {"source", fold_map_source}, {"folded", fold_map_folded}, {NULL, NULL}};
  lun_new_type(L, FOLD_MAP_TYPE, "fold_map_methods", meta, methods, NULL);
  lua_pushcfunction(L, fold_map_new);
  lua_setfield(L, -2, "fold_map");
}
