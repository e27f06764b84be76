/* run/state.h -- a Lua state as Lunette's program runs it: the library inside, limits on. */
#ifndef LUN_RUN_STATE_H
#define LUN_RUN_STATE_H

#include "base/error.h"

#include <lua.h>
#include <stdatomic.h>

/* A new state: standard libraries, `lunette` and its modules from the program itself, Ctrl-C and
** deadlines heard by Lua and C code alike.
** `stop` (may be NULL) outlives the state. Owner: caller; release with lun_state_free.
** Errors: LUN_ENOMEM. */
lun_status lun_state_new(atomic_int *stop, lua_State **out, lun_error *err);
void lun_state_free(lua_State *L);

/* Call the function below its `args` arguments at the top of the stack, for `results` results. On
** failure the error value alone is left, with a traceback when it is a string.
** Returns LUA_OK or Lua's error code. */
int lun_state_call(lua_State *L, int args, int results);

#endif
