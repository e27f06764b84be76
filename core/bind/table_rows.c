/* bind/table_rows.c -- rows of a CSV or TSV file as they stand, for readers written in Lua. */
#include "base/arena.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "read/csv.h"

#include <string.h>

#define ROWS_TYPE "lunette.table_rows"

typedef struct table_rows {
  lun_arena strings; /* the encoding's name, which the stream borrows */
  lun_stream *stream;
  lun_csv *csv;
} table_rows;

static int rows_gc(lua_State *L) {
  table_rows *r = luaL_checkudata(L, 1, ROWS_TYPE);
  lun_csv_close(r->csv);
  lun_stream_close(r->stream);
  lun_arena_clear(&r->strings);
  *r = (table_rows){0};
  return 0;
}

/* A copy of argument `arg`, or NULL when it is left out. */
static const char *keep_encoding(lua_State *L, int arg, table_rows *r) {
  size_t len;
  if (lua_isnoneornil(L, arg)) return NULL;
  const char *name = lun_check_string(L, arg, &len);
  const char *own = lun_arena_add_text(&r->strings, name, len);
  if (own == NULL) luaL_error(L, "out of memory");
  return own;
}

/* table_rows(path, encoding) -> rows | nil, message */
static int rows_open(lua_State *L) {
  size_t len;
  lun_error err = {0};
  lua_settop(L, 2);
  const char *path = lun_check_string(L, 1, &len);
  table_rows *r = lun_new_object(L, sizeof *r, 0, ROWS_TYPE);
  const char *encoding = keep_encoding(L, 2, r);
  lun_status st = lun_stream_open(path, encoding, lun_get_context(L), &r->stream, &err);
  if (st == LUN_OK) st = lun_csv_open(r->stream, 0, &r->csv, &err);
  if (st != LUN_OK) return lun_push_failure(L, &err);
  lua_settop(L, 3);
  return 1;
}

/* rows:next() -> array of fields, line | nil at the end | nil, message, line: this row is faulty */
static int rows_next(lua_State *L) {
  table_rows *r = lun_check_self(L, ROWS_TYPE);
  luaL_argcheck(L, r->csv != NULL, 1, "rows were closed");
  lun_csv_row row = {0};
  lun_error err = {0};
  lun_status st = lun_csv_next(r->csv, &row, &err);
  if (st == LUN_DONE) {
    lua_pushnil(L);
    return 1;
  }
  if (st != LUN_OK) {
    err.at = row.line > 0 ? row.line - 1 : 0; /* what is pushed is one more */
    return lun_push_failure(L, &err);
  }
  lua_createtable(L, (int)row.count, 0);
  for (size_t i = 0; i < row.count; i++) {
    lua_pushlstring(L, row.fields[i].text, row.fields[i].len);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_pushinteger(L, (lua_Integer)row.line);
  return 2;
}

void lun_bind_table_rows(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", rows_gc}, {"__close", rows_gc}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"next", rows_next}, {"close", rows_gc}, {NULL, NULL}};
  lun_new_type(L, ROWS_TYPE, "table_rows_methods", meta, methods, NULL);
  lua_pushcfunction(L, rows_open);
  lua_setfield(L, -2, "table_rows");
}
