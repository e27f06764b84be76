/* bind/notice.h -- notices of the read layer, gathered in C and handed to Lua later: a callback that
** ran Lua in the middle of a reader could jump over its clean-up. */
#ifndef LUN_BIND_NOTICE_H
#define LUN_BIND_NOTICE_H

#include "base/arena.h"
#include "read/reader.h"

#include <lua.h>

typedef struct lun_notice_list {
  lun_arena arena;
  lun_notice *items;
  size_t count;
  size_t cap;
  size_t lost; /* that memory did not suffice to keep */
} lun_notice_list;

/* Push an empty list (a userdata that frees itself). */
lun_notice_list *lun_push_notice_list(lua_State *L);

/* The callback: `user` is a lun_notice_list. */
void lun_notice_list_add(void *user, const lun_notice *notice);

/* Push an array of { status =, path =, line =, byte =, message = } and empty the list. */
void lun_push_notice_array(lua_State *L, lun_notice_list *notices);

#endif
