#include "bind/notice.h"

#include "base/memory.h"
#include "bind/convert.h"

#include <string.h>

#define NOTICE_LIST_TYPE "lunette.notice_list"

static void clear(lun_notice_list *n) {
  lun_arena_clear(&n->arena);
  lun_free(n->items);
  *n = (lun_notice_list){0};
}

static int notices_gc(lua_State *L) {
  clear(luaL_checkudata(L, 1, NOTICE_LIST_TYPE));
  return 0;
}

lun_notice_list *lun_push_notice_list(lua_State *L) {
  lun_notice_list *n = lua_newuserdatauv(L, sizeof *n, 0);
  *n = (lun_notice_list){0};
  if (luaL_newmetatable(L, NOTICE_LIST_TYPE)) {
    lua_pushcfunction(L, notices_gc);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return n;
}

void lun_notice_list_add(void *user, const lun_notice *notice) {
  lun_notice_list *n = user;
  void *items = n->items;
  lun_notice own = *notice;
  const char *path = notice->path ? notice->path : "";
  own.path = lun_arena_add_text(&n->arena, path, strlen(path));
  own.message = lun_arena_add_text(&n->arena, notice->message, strlen(notice->message));
  if (own.path == NULL || own.message == NULL ||
      !lun_grow(&items, &n->cap, n->count + 1, sizeof *n->items)) {
    n->lost++;
    return;
  }
  n->items = items;
  n->items[n->count++] = own;
}

static void push_notice(lua_State *L, const lun_notice *notice) {
  lua_createtable(L, 0, 5);
  lua_pushboolean(L, notice->status != LUN_OK);
  lua_setfield(L, -2, "failed");
  lua_pushstring(L, notice->path);
  lua_setfield(L, -2, "path");
  if (notice->line > 0) {
    lua_pushinteger(L, (lua_Integer)notice->line);
    lua_setfield(L, -2, "line");
  }
  if (notice->byte != SIZE_MAX) {
    lua_pushinteger(L, lun_to_first(notice->byte));
    lua_setfield(L, -2, "byte");
  }
  lua_pushstring(L, notice->message);
  lua_setfield(L, -2, "message");
}

void lun_push_notice_array(lua_State *L, lun_notice_list *notices) {
  lua_newtable(L);
  for (size_t i = 0; i < notices->count; i++) {
    push_notice(L, &notices->items[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  if (notices->lost > 0) {
    lun_notice lost = {LUN_ENOMEM, "", 0, SIZE_MAX, "out of memory: some notices are lost"};
    push_notice(L, &lost);
    lua_rawseti(L, -2, (lua_Integer)notices->count + 1);
  }
  clear(notices);
}
