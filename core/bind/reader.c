/* bind/reader.c -- files and folders as a stream of documents. */
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/document.h"
#include "bind/notice.h"

#define READER_TYPE "lunette.reader"

/* User values: 1 the options table, whose strings the reader borrows; 2 the notices; 3 field pairs. */
typedef struct reader {
  lun_reader *reader;
  lun_read_options options;
  lun_notice_list *notices;
} reader;

static reader *check_reader(lua_State *L) {
  return lun_check_self(L, READER_TYPE);
}

static int reader_gc(lua_State *L) {
  reader *r = check_reader(L);
  lun_reader_close(r->reader);
  r->reader = NULL;
  return 0;
}

/* Options.fields, { text = "speech" }, as NULL-ended pairs in a userdata that is pushed. */
static const char *const *push_fields(lua_State *L, int options) {
  if (lua_getfield(L, options, "fields") == LUA_TNIL) return NULL;
  luaL_checktype(L, -1, LUA_TTABLE);
  int table = lua_gettop(L);
  size_t n = 0;
  for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) n++;
  const char **pairs = lua_newuserdatauv(L, (2 * n + 1) * sizeof *pairs, 0);
  size_t at = 0;
  for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -1) != LUA_TSTRING || lua_type(L, -2) != LUA_TSTRING) {
      luaL_error(L, "fields: names of fields, such as { text = \"speech\" }");
    }
    pairs[at++] = lua_tostring(L, -2);
    pairs[at++] = lua_tostring(L, -1);
  }
  pairs[at] = NULL;
  return pairs;
}

/* Array of paths at stack place 1 as C strings in a userdata that is pushed. */
static const char *const *push_paths(lua_State *L, size_t *count) {
  luaL_checktype(L, 1, LUA_TTABLE);
  *count = (size_t)luaL_len(L, 1);
  const char **paths = lua_newuserdatauv(L, (*count + 1) * sizeof *paths, 0);
  for (size_t i = 0; i < *count; i++) {
    lua_rawgeti(L, 1, (lua_Integer)i + 1);
    paths[i] = luaL_checkstring(L, -1); /* stays in the table */
    lua_pop(L, 1);
  }
  return paths;
}

/* reader({ paths }, { fields =, date_format =, lang =, encoding = }) -> reader | nil, message */
static int reader_open(lua_State *L) {
  static const char *const names[] = {"fields", "date_format", "lang", "encoding", NULL};
  size_t count, len;
  lun_error err = {0};
  lua_settop(L, 2);
  if (lua_isnil(L, 2)) {
    lua_newtable(L);
    lua_replace(L, 2);
  }
  lun_check_fields(L, 2, names, "reader");
  reader *r = lun_new_object(L, sizeof *r, 3, READER_TYPE);
  int self = lua_gettop(L);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, self, 1);
  r->notices = lun_push_notice_list(L);
  lua_setiuservalue(L, self, 2);
  r->options.fields = push_fields(L, 2);
  lua_setiuservalue(L, self, 3);
  lua_settop(L, self);
  r->options.date_format = lun_field_string(L, 2, "date_format", &len);
  r->options.lang = lun_field_string(L, 2, "lang", &len);
  r->options.encoding = lun_field_string(L, 2, "encoding", &len);
  r->options.notice = lun_notice_list_add;
  r->options.user = r->notices;
  const char *const *paths = push_paths(L, &count);
  lun_context *ctx = lun_get_context(L);
  if (lun_reader_open(paths, count, &r->options, ctx, &r->reader, &err) != LUN_OK) {
    return lun_push_failure(L, &err);
  }
  lua_settop(L, self);
  return 1;
}

/* reader:next() -> document | nil at the end */
static int reader_next(lua_State *L) {
  reader *r = check_reader(L);
  luaL_argcheck(L, r->reader != NULL, 1, "reader was closed");
  lun_error err = {0};
  lun_document **place = lun_push_document(L);
  lun_status st = lun_reader_next(r->reader, place, &err);
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
  lua_pushinteger(L, r->reader ? (lua_Integer)lun_reader_skipped(r->reader) : 0);
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
