/* bind/convert.h -- what every binding needs: offsets, strings, options, errors, owners.
**
** C counts bytes from 0, half-open; Lua from 1, inclusive. This is the only place that converts. */
#ifndef LUN_BIND_CONVERT_H
#define LUN_BIND_CONVERT_H

#include "base/context.h"
#include "base/span.h"
#include "text/date.h"

#include <lauxlib.h>
#include <lua.h>

_Static_assert(LUA_VERSION_NUM == 504, "Lunette is written for Lua 5.4");

/* Push `first, last` of a span (two values). */
void lun_push_range(lua_State *L, lun_span span);
lua_Integer lun_to_first(size_t from);
lua_Integer lun_to_last(size_t to);

/* Argument `arg` as a start place in a text of `len` bytes: 1-based, negative from the end, default
** 1; places behind the end become len + 1. Returns the 0-based byte. */
size_t lun_check_init(lua_State *L, int arg, size_t len);

/* Arguments `arg` and `arg + 1` as the first and last byte of a piece of a text of `len` bytes (up to
** 4 GiB); last == first - 1 is empty. Raises when the piece does not lie in the text. */
lun_span lun_check_range(lua_State *L, int arg, size_t len);

/* Argument `arg` must be a string (a number is surely a mistake): raises otherwise. */
const char *lun_check_string(lua_State *L, int arg, size_t *len);

/* String field `name` of the table at `index`, or NULL; the string stays in the table, for what a
** metatable would make up on request is not asked. Raises when it is something else. */
const char *lun_field_string(lua_State *L, int index, const char *name, size_t *len);
/* Raises when the table at `index` has a string key that is not in the NULL-ended `names`. */
void lun_check_fields(lua_State *L, int index, const char *const *names, const char *what);
/* Push an array of the keys of the table at `index`, in byte order; returns how many. Raises when one is
** no string ("`what` has names"). */
lua_Integer lun_push_sorted_keys(lua_State *L, int index, const char *what);

/* A number, as an integer when it is whole: 3 prints as 3, not as 3.0. */
void lun_push_number(lua_State *L, double number);

/* The thread's stop flag and deadline. Never NULL. */
lun_context *lun_get_context(lua_State *L);

/* A failure to Lua. Limits, interrupts and lack of memory raise (an error value with fields
** `status` and `message`); bad data returns nil, message, place (place = err->at + 1). */
int lun_push_failure(lua_State *L, const lun_error *err);
/* Every failure raises. */
int lun_raise(lua_State *L, const lun_error *err);

/* A new userdata of zeroed `size` with metatable `type`; its C resource is put in afterwards. */
void *lun_new_object(lua_State *L, size_t size, int user_values, const char *type);

/* Argument 1 of a method as an object of `type`; a call with a dot where a colon was meant says so. */
void *lun_check_self(lua_State *L, const char *type);

/* Register metatable `type` with metamethods `meta` and methods; a method table that C and Lua can
** extend is left in the module at the stack's top as `name`. If `index` is not NULL it is called
** for names that are no method: (object, name). */
void lun_new_type(lua_State *L, const char *type, const char *name, const luaL_Reg *meta,
                  const luaL_Reg *methods, lua_CFunction index);

/* A growable C buffer that is freed when it leaves the stack (one value is pushed). */
struct lun_buffer *lun_push_buffer(lua_State *L);

#endif
