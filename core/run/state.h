/* run/state.h -- a Lua state as Lunette's program runs it: the library inside, limits on. */
#ifndef LUN_RUN_STATE_H
#define LUN_RUN_STATE_H

#include "base/error.h"

#include <lua.h>
#include <stdatomic.h>

/* All-zero is closed. It must not move while it is open: the allocator counts in it. */
typedef struct lun_state {
  lua_State *L;
  size_t used; /* bytes that Lua holds */
  size_t most; /* and may hold; 0 = no limit */
} lun_state;

/* Open a state: standard libraries, `lunette` and its modules from the program itself, Ctrl-C and
** deadlines heard by Lua and C code alike. `stop` (may be NULL) outlives the state.
** Owner: caller; release with lun_state_clear. Errors: LUN_ENOMEM. */
lun_status lun_state_init(lun_state *state, atomic_int *stop, lun_error *err);
void lun_state_clear(lun_state *state);

/* Call the function below its `args` arguments at the top of the stack, for `results` results. On
** failure the error value alone is left, with a traceback when it is a string.
** Returns LUA_OK or Lua's error code. */
int lun_state_call(lua_State *L, int args, int results);

#endif
