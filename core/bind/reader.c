/* bind/reader.c -- files and folders as a stream of documents. */
#include "base/arena.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/document.h"
#include "bind/notice.h"
#include "read/ahead.h"

#define READER_TYPE "lunette.reader"

/* User value 1: the notices. */
typedef struct reader {
  lun_arena strings;  /* that the reader borrows */
  lun_ahead *ahead;   /* reads in a thread of its own; or, where it could wait there for ever, .. */
  lun_reader *reader; /* .. in this one */
  lun_read_options options;
  lun_notice_list *notices;
} reader;

static reader *check_reader(lua_State *L) {
  return lun_check_self(L, READER_TYPE);
}

static int reader_gc(lua_State *L) {
  reader *r = check_reader(L);
  lun_ahead_close(r->ahead);
  lun_reader_close(r->reader);
  r->ahead = NULL;
  r->reader = NULL;
  lun_arena_clear(&r->strings);
  return 0;
}

/* A copy of the string at the top of the stack, which is popped: what the reader borrows must not
** hang on a table that a script can change. */
static const char *keep_string(lua_State *L, reader *r) {
  size_t len;
  const char *s = lun_check_string(L, lua_gettop(L), &len);
  const char *own = lun_arena_add_text(&r->strings, s, len);
  if (own == NULL) luaL_error(L, "out of memory");
  lua_pop(L, 1);
  return own;
}

/* A string option, copied, or NULL. */
static const char *keep_option(lua_State *L, reader *r, int options, const char *name) {
  size_t len;
  const char *s = lun_field_string(L, options, name, &len);
  if (s == NULL) return NULL;
  lua_pushlstring(L, s, len);
  return keep_string(L, r);
}

/* An array of strings with room for `count` and the NULL behind them. */
static const char **new_list(lua_State *L, reader *r, size_t count) {
  const char **list = lun_arena_add(&r->strings, (count + 1) * sizeof *list);
  if (list == NULL) luaL_error(L, "out of memory");
  return list;
}

/* Options.fields, { text = "speech" }, as NULL-ended pairs. */
static const char *const *keep_fields(lua_State *L, reader *r, int options) {
  if (lua_getfield(L, options, "fields") == LUA_TNIL) return NULL;
  luaL_checktype(L, -1, LUA_TTABLE);
  int table = lua_gettop(L);
  size_t n = 0, at = 0;
  for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) n++;
  const char **pairs = new_list(L, r, 2 * n);
  for (lua_pushnil(L); lua_next(L, table) != 0;) {
    if (lua_type(L, -1) != LUA_TSTRING || lua_type(L, -2) != LUA_TSTRING) {
      luaL_error(L, "fields: names of fields, such as { text = \"speech\" }");
    }
    pairs[at + 1] = keep_string(L, r);
    lua_pushvalue(L, -1);
    pairs[at] = keep_string(L, r);
    at += 2;
  }
  return pairs;
}

/* The array of paths at stack place 1. */
static const char *const *keep_paths(lua_State *L, reader *r, size_t *count) {
  luaL_checktype(L, 1, LUA_TTABLE);
  *count = (size_t)luaL_len(L, 1);
  const char **paths = new_list(L, r, *count);
  for (size_t i = 0; i < *count; i++) {
    lua_rawgeti(L, 1, (lua_Integer)i + 1);
    paths[i] = keep_string(L, r);
  }
  return paths;
}

/* reader({ paths }, { fields =, date_format =, lang =, encoding = }) -> reader | nil, message */
static int reader_open(lua_State *L) {
  static const char *const names[] = {"fields", "date_format", "lang", "encoding", NULL};
  size_t count;
  lun_error err = {0};
  lua_settop(L, 2);
  if (lua_isnil(L, 2)) {
    lua_newtable(L);
    lua_replace(L, 2);
  }
  lun_check_fields(L, 2, names, "reader");
  reader *r = lun_new_object(L, sizeof *r, 1, READER_TYPE);
  int self = lua_gettop(L);
  r->notices = lun_push_notice_list(L);
  lua_setiuservalue(L, self, 1);
  r->options.fields = keep_fields(L, r, 2);
  lua_settop(L, self);
  r->options.date_format = keep_option(L, r, 2, "date_format");
  r->options.lang = keep_option(L, r, 2, "lang");
  r->options.encoding = keep_option(L, r, 2, "encoding");
  r->options.notice = lun_notice_list_add;
  r->options.user = r->notices;
  const char *const *paths = keep_paths(L, r, &count);
  lun_context *ctx = lun_get_context(L);
  lun_status st;
  if (lun_ahead_test(paths, count)) {
    st = lun_ahead_open(paths, count, &r->options, ctx, &r->ahead, &err);
  } else {
    st = lun_reader_open(paths, count, &r->options, ctx, &r->reader, &err);
  }
  if (st != LUN_OK) return lun_push_failure(L, &err);
  lua_settop(L, self);
  return 1;
}

/* reader:next() -> document | nil at the end */
static int reader_next(lua_State *L) {
  reader *r = check_reader(L);
  luaL_argcheck(L, r->reader != NULL || r->ahead != NULL, 1, "reader was closed");
  lun_error err = {0};
  lun_document **place = lun_push_document(L);
  lun_status st = r->ahead != NULL ? lun_ahead_next(r->ahead, place, &err)
                                   : lun_reader_next(r->reader, place, &err);
  if (st == LUN_OK) return 1;
  if (st != LUN_DONE) return lun_raise(L, &err);
  lua_pushnil(L);
  return 1;
}

/* reader:notices() -> array of what was skipped or guessed since the last call, or nil */
static int reader_notices(lua_State *L) {
  reader *r = check_reader(L);
  if (r->notices->count + r->notices->lost == 0) lua_pushnil(L);
  else lun_push_notice_array(L, r->notices);
  return 1;
}

/* reader:skipped() -> files and records that could not be read so far */
static int reader_skipped(lua_State *L) {
  reader *r = check_reader(L);
  size_t skipped = 0;
  if (r->ahead != NULL) skipped = lun_ahead_skipped(r->ahead);
  else if (r->reader != NULL) skipped = lun_reader_skipped(r->reader);
  lua_pushinteger(L, (lua_Integer)skipped);
  return 1;
}

void lun_bind_reader(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", reader_gc}, {"__close", reader_gc}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"next", reader_next},
                                     {"notices", reader_notices},
                                     {"skipped", reader_skipped},
                                     {"close", reader_gc},
                                     {NULL, NULL}};
  lun_new_type(L, READER_TYPE, "reader_methods", meta, methods, NULL);
  lua_pushcfunction(L, reader_open);
  lua_setfield(L, -2, "reader");
}
