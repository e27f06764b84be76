/* bind/corpus.c -- a corpus file: documents, layers, runs, SQL. */
#include "base/arena.h"
#include "base/memory.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/document.h"
#include "store/layer.h"
#include "store/run.h"

#include <string.h>

#define CORPUS_TYPE "lunette.corpus"
#define CURSOR_TYPE "lunette.cursor"

typedef struct corpus {
  lun_corpus *corpus;
  size_t cursors; /* open ones: they need the corpus until they are closed themselves */
  int is_closed;  /* by hand; it is freed with its last cursor */
} corpus;

/* User value 1: the corpus. */
typedef struct cursor {
  lun_corpus_cursor *cursor;
} cursor;

static lun_corpus *check_corpus(lua_State *L) {
  corpus *c = lun_check_self(L, CORPUS_TYPE);
  luaL_argcheck(L, c->corpus != NULL && !c->is_closed, 1, "corpus was closed");
  return c->corpus;
}

static void free_closed(corpus *c) {
  if (!c->is_closed || c->cursors > 0) return;
  lun_corpus_close(c->corpus);
  c->corpus = NULL;
}

static int corpus_gc(lua_State *L) {
  corpus *c = luaL_checkudata(L, 1, CORPUS_TYPE);
  c->is_closed = 1;
  free_closed(c);
  return 0;
}

/* corpus(path, "read" | "write" | "create") -> corpus | nil, message */
static int corpus_open(lua_State *L) {
  static const char *const modes[] = {"read", "write", "create", NULL};
  lun_error err = {0};
  const char *path = luaL_checkstring(L, 1);
  lun_corpus_mode mode = (lun_corpus_mode)luaL_checkoption(L, 2, "read", modes);
  corpus *c = lun_new_object(L, sizeof *c, 0, CORPUS_TYPE);
  lun_status st = lun_corpus_open(path, mode, lun_get_context(L), &c->corpus, &err);
  return st == LUN_OK ? 1 : lun_push_failure(L, &err);
}

static int push_done(lua_State *L, lun_status st, const lun_error *err) {
  if (st != LUN_OK) return lun_push_failure(L, err);
  lua_pushboolean(L, 1);
  return 1;
}

/* c:add(doc) -> true, renamed | nil, message */
static int corpus_add(lua_State *L) {
  lun_corpus *c = check_corpus(L);
  int renamed = 0;
  lun_error err = {0};
  lun_status st = lun_corpus_add(c, lun_check_document(L, 2), &renamed, &err);
  if (st != LUN_OK) return lun_push_failure(L, &err);
  lua_pushboolean(L, 1);
  lua_pushboolean(L, renamed);
  return 2;
}

/* c:commit() -> true | nil, message */
static int corpus_commit(lua_State *L) {
  lun_error err = {0};
  lun_status st = lun_corpus_commit(check_corpus(L), &err);
  return push_done(L, st, &err);
}

static int corpus_count(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lun_corpus_count(check_corpus(L)));
  return 1;
}

/* c:doc(id) -> document | nil */
static int corpus_doc(lua_State *L) {
  lun_corpus *c = check_corpus(L);
  lun_error err = {0};
  const char *id = luaL_checkstring(L, 2);
  lun_document **place = lun_push_document(L);
  lun_status st = lun_corpus_find(c, id, place, &err);
  if (st == LUN_OK) return 1;
  if (st != LUN_DONE) return lun_push_failure(L, &err);
  lua_pushnil(L);
  return 1;
}

static int cursor_gc(lua_State *L) {
  cursor *k = luaL_checkudata(L, 1, CURSOR_TYPE);
  if (k->cursor == NULL) return 0;
  lua_getiuservalue(L, 1, 1);
  corpus *c = luaL_checkudata(L, -1, CORPUS_TYPE);
  lun_corpus_cursor_close(k->cursor);
  k->cursor = NULL;
  c->cursors--;
  free_closed(c);
  return 0;
}

/* c:docs() -> cursor, whose next() gives a document, or nil at the end */
static int corpus_docs(lua_State *L) {
  lun_corpus *c = check_corpus(L);
  lun_error err = {0};
  cursor *k = lun_new_object(L, sizeof *k, 1, CURSOR_TYPE);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  if (lun_corpus_cursor_open(c, &k->cursor, &err) != LUN_OK) return lun_push_failure(L, &err);
  ((corpus *)lua_touserdata(L, 1))->cursors++;
  return 1;
}

static int cursor_next(lua_State *L) {
  cursor *k = lun_check_self(L, CURSOR_TYPE);
  luaL_argcheck(L, k->cursor != NULL, 1, "cursor was closed");
  lua_getiuservalue(L, 1, 1);
  if (((corpus *)luaL_checkudata(L, -1, CORPUS_TYPE))->is_closed) {
    return luaL_error(L, "the corpus was closed");
  }
  lun_error err = {0};
  lun_document **place = lun_push_document(L);
  lun_status st = lun_corpus_cursor_next(k->cursor, place, &err);
  if (st == LUN_OK) return 1;
  if (st != LUN_DONE) return lun_raise(L, &err);
  lua_pushnil(L);
  return 1;
}

/* Rows are gathered in a growing C array of copies, and become Lua values after SQLite is done: a
** callback that ran Lua could jump over SQLite's clean-up. */
typedef struct result {
  lun_sql_value *values; /* rows one behind the other */
  size_t count;
  size_t cap;
  const char **names;
  size_t name_cap;
  int width;
  int failed;
  lun_arena arena; /* of names, texts and blobs */
} result;

static int result_gc(lua_State *L) {
  result *r = lua_touserdata(L, 1);
  lun_free(r->values);
  lun_free((void *)r->names);
  lun_arena_clear(&r->arena);
  *r = (result){0};
  return 0;
}

static result *push_result(lua_State *L) {
  result *r = lua_newuserdatauv(L, sizeof *r, 0);
  *r = (result){0};
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, result_gc);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
  return r;
}

static int keep_names(result *r, int n, const char *const *names) {
  void *own = r->names;
  if (!lun_grow(&own, &r->name_cap, (size_t)n, sizeof *r->names)) return r->failed = 1;
  r->names = own;
  r->width = n;
  for (int i = 0; i < n; i++) {
    r->names[i] = lun_arena_add_text(&r->arena, names[i], strlen(names[i]));
    if (r->names[i] == NULL) return r->failed = 1;
  }
  return 0;
}

static int keep_row(void *user, int n, const char *const *names, const lun_sql_value *values) {
  result *r = user;
  if (values == NULL) return keep_names(r, n, names);
  void *own = r->values;
  if (!lun_grow(&own, &r->cap, r->count + (size_t)n, sizeof *r->values)) return r->failed = 1;
  r->values = own;
  for (int i = 0; i < n; i++) {
    lun_sql_value *v = &r->values[r->count + (size_t)i];
    *v = values[i];
    if (v->type != LUN_SQL_TEXT && v->type != LUN_SQL_BLOB) continue;
    v->bytes = lun_arena_add_text(&r->arena, values[i].bytes, values[i].len);
    if (v->bytes == NULL) return r->failed = 1;
  }
  r->count += (size_t)n;
  return 0;
}

static void push_value(lua_State *L, const lun_sql_value *v) {
  switch (v->type) {
  case LUN_SQL_NULL: lua_pushnil(L); break;
  case LUN_SQL_INTEGER: lua_pushinteger(L, v->integer); break;
  case LUN_SQL_REAL: lua_pushnumber(L, v->real); break;
  case LUN_SQL_TEXT:
  case LUN_SQL_BLOB: lua_pushlstring(L, v->bytes, v->len); break;
  }
}

static lun_sql_value check_value(lua_State *L, int arg) {
  lun_sql_value v = {.type = LUN_SQL_NULL};
  switch (lua_type(L, arg)) {
  case LUA_TNIL: break;
  case LUA_TBOOLEAN:
    v.type = LUN_SQL_INTEGER;
    v.integer = lua_toboolean(L, arg);
    break;
  case LUA_TNUMBER:
    v.type = lua_isinteger(L, arg) ? LUN_SQL_INTEGER : LUN_SQL_REAL;
    if (v.type == LUN_SQL_INTEGER) v.integer = lua_tointeger(L, arg);
    else v.real = lua_tonumber(L, arg);
    break;
  case LUA_TSTRING:
    v.type = LUN_SQL_TEXT;
    v.bytes = lua_tolstring(L, arg, &v.len);
    break;
  default: luaL_argerror(L, arg, "nil, boolean, number or string expected");
  }
  return v;
}

/* Push columns (array of names) and rows (array of arrays; NULL is nil). */
static int push_rows(lua_State *L, const result *r) {
  lua_createtable(L, r->width, 0);
  for (int i = 0; i < r->width; i++) {
    lua_pushstring(L, r->names[i]);
    lua_rawseti(L, -2, i + 1);
  }
  lua_newtable(L);
  size_t width = r->width > 0 ? (size_t)r->width : 1;
  for (size_t at = 0; at < r->count; at += width) {
    lua_createtable(L, r->width, 0);
    for (size_t i = 0; i < width; i++) {
      push_value(L, &r->values[at + i]);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_rawseti(L, -2, (lua_Integer)(at / width) + 1);
  }
  return 2;
}

enum { BIND_MOST = 100 };

/* c:sql(select, ...) -> columns, rows | nil, message, byte */
static int corpus_sql(lua_State *L) {
  lun_corpus *c = check_corpus(L);
  size_t len;
  lun_error err = {0};
  lun_sql_value bind[BIND_MOST];
  const char *sql = lun_check_string(L, 2, &len);
  int n = lua_gettop(L) - 2;
  luaL_argcheck(L, n <= BIND_MOST, 3, "too many values");
  for (int i = 0; i < n; i++) bind[i] = check_value(L, i + 3);
  result *r = push_result(L);
  lun_status st = lun_corpus_sql(c, sql, len, bind, (size_t)n, keep_row, r, &err);
  if (st == LUN_OK && r->failed) st = lun_fail_memory(&err);
  return st == LUN_OK ? push_rows(L, r) : lun_push_failure(L, &err);
}

/* c:info() -> table of what lun_corpus_info says */
static int corpus_info(lua_State *L) {
  lun_error err = {0};
  lun_corpus_info info = {0};
  if (lun_corpus_get_info(check_corpus(L), &info, &err) != LUN_OK) {
    return lun_push_failure(L, &err);
  }
  const struct {
    const char *name;
    uint64_t value;
  } numbers[] = {{"schema", (uint64_t)info.schema},
                 {"documents", info.documents},
                 {"bytes", info.bytes},
                 {"dated", info.dated},
                 {"layers", info.layers},
                 {"runs", info.runs}};
  lua_newtable(L);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    lua_pushinteger(L, (lua_Integer)numbers[i].value);
    lua_setfield(L, -2, numbers[i].name);
  }
  lua_pushstring(L, info.first_date);
  lua_setfield(L, -2, "first_date");
  lua_pushstring(L, info.last_date);
  lua_setfield(L, -2, "last_date");
  return 1;
}

/* c:run(what, detail as JSON) -> number | nil, message */
static int corpus_run(lua_State *L) {
  lun_error err = {0};
  int64_t run = 0;
  lun_corpus *c = check_corpus(L);
  lun_status st = lun_run_add(c, luaL_checkstring(L, 2), luaL_optstring(L, 3, NULL), &run, &err);
  if (st != LUN_OK) return lun_push_failure(L, &err);
  lua_pushinteger(L, run);
  return 1;
}

/* c:layer_new(name, run) -> layer number | nil, message */
static int corpus_layer_new(lua_State *L) {
  lun_error err = {0};
  int64_t layer = 0;
  lun_corpus *c = check_corpus(L);
  lun_status st = lun_layer_new(c, luaL_checkstring(L, 2), luaL_optinteger(L, 3, 0), &layer, &err);
  if (st != LUN_OK) return lun_push_failure(L, &err);
  lua_pushinteger(L, layer);
  return 1;
}

/* The bytes first..last of arguments `arg`, `arg` + 1 as a span. */
static void check_range(lua_State *L, int arg, lun_layer_span *span) {
  lua_Integer first = luaL_checkinteger(L, arg), last = luaL_checkinteger(L, arg + 1);
  luaL_argcheck(L, first >= 1 && last >= first - 1 && last <= UINT32_MAX, arg, "no such bytes");
  span->from = (uint32_t)first - 1;
  span->to = (uint32_t)last;
}

/* c:layer_add(layer, document id, first, last, label, key, rule, features) -> span | nil, message */
static int corpus_layer_add(lua_State *L) {
  lun_error err = {0};
  int64_t number = 0;
  lun_layer_span span = {0};
  lun_corpus *c = check_corpus(L);
  check_range(L, 4, &span);
  span.label = luaL_optstring(L, 6, NULL);
  span.key = luaL_optstring(L, 7, NULL);
  span.rule = luaL_optstring(L, 8, NULL);
  span.features = luaL_optstring(L, 9, NULL);
  lun_status st =
      lun_layer_add(c, luaL_checkinteger(L, 2), luaL_checkstring(L, 3), &span, &number, &err);
  if (st != LUN_OK) return lun_push_failure(L, &err);
  lua_pushinteger(L, number);
  return 1;
}

/* c:layer_link(from span, to span, role) -> true | nil, message */
static int corpus_layer_link(lua_State *L) {
  lun_error err = {0};
  lun_corpus *c = check_corpus(L);
  lun_status st = lun_layer_link(c, luaL_checkinteger(L, 2), luaL_checkinteger(L, 3),
                                 luaL_checkstring(L, 4), &err);
  return push_done(L, st, &err);
}

/* c:layer_drop(name) -> true | false when there is none | nil, message */
static int corpus_layer_drop(lua_State *L) {
  lun_error err = {0};
  lun_status st = lun_layer_drop(check_corpus(L), luaL_checkstring(L, 2), &err);
  if (st != LUN_DONE) return push_done(L, st, &err);
  lua_pushboolean(L, 0);
  return 1;
}

void lun_bind_corpus(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", corpus_gc}, {"__close", corpus_gc}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"add", corpus_add},
                                     {"commit", corpus_commit},
                                     {"close", corpus_gc},
                                     {"count", corpus_count},
                                     {"doc", corpus_doc},
                                     {"docs", corpus_docs},
                                     {"sql", corpus_sql},
                                     {"info", corpus_info},
                                     {"run", corpus_run},
                                     {"layer_new", corpus_layer_new},
                                     {"layer_add", corpus_layer_add},
                                     {"layer_link", corpus_layer_link},
                                     {"layer_drop", corpus_layer_drop},
                                     {NULL, NULL}};
  static const luaL_Reg cursor_meta[] = {{"__gc", cursor_gc}, {"__close", cursor_gc}, {NULL, NULL}};
  static const luaL_Reg cursor_methods[] = {
      {"next", cursor_next}, {"close", cursor_gc}, {NULL, NULL}};
  lun_new_type(L, CORPUS_TYPE, "corpus_methods", meta, methods, NULL);
  lun_new_type(L, CURSOR_TYPE, "cursor_methods", cursor_meta, cursor_methods, NULL);
  lua_pushcfunction(L, corpus_open);
  lua_setfield(L, -2, "corpus");
}
