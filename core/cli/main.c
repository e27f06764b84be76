/* cli/main.c -- the program: one Lua state, Ctrl-C, the exit code. What commands there are and what
** they do is Lua: lua/lunette/command.lua. */
#include "base/context.h"
#include "cli/terminal.h"
#include "run/state.h"

#include <lauxlib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_INTERRUPTED = 130, EXIT_SCRIPT = 3, EXIT_LIMIT = 4 };

enum { PATIENCE = 300000000 }; /* ns; a wrapper passes the same Ctrl-C on a second time at once */

/* A signal handler can reach nothing but what is static. */
static atomic_int stop;
static atomic_llong stopped_at;

/* The first Ctrl-C ends the work in good order; a second one, when that takes too long, at once. */
static void on_interrupt(int signal) {
  (void)signal;
  long long now = lun_clock();
  if (atomic_exchange(&stop, 1) == 0) atomic_store(&stopped_at, now);
  else if (now - atomic_load(&stopped_at) > PATIENCE) _exit(EXIT_INTERRUPTED);
}

static void catch_signals(void) {
  struct sigaction action = {.sa_handler = on_interrupt};
  sigemptyset(&action.sa_mask); /* no SA_RESTART: a read that waits must be woken */
  sigaction(SIGINT, &action, NULL);
  /* A file that may not grow any more (ulimit -f) is a write that fails, not a sudden end. */
  signal(SIGXFSZ, SIG_IGN);
}

/* Protected: run the command that `argv` names; its exit code is left. */
static int run_command(lua_State *L) {
  char **argv = lua_touserdata(L, 1);
  lua_settop(L, 0);
  lun_terminal_open(L, &stop);
  lua_getglobal(L, "require");
  lua_pushliteral(L, "lunette.command");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, "main");
  lua_newtable(L);
  for (int i = 0; argv[i] != NULL; i++) {
    lua_pushstring(L, argv[i]);
    lua_rawseti(L, -2, i);
  }
  lua_call(L, 1, 1);
  return 1;
}

/* What could not be written, to a full disk say, must not pass for done. */
static int flush_output(int code) {
  if (fflush(stdout) == 0 && !ferror(stdout)) return code;
  if (code == 0) fprintf(stderr, "lunette: the output could not be written whole\n");
  return code == 0 ? EXIT_LIMIT : code;
}

int main(int argc, char **argv) {
  (void)argc;
  lun_state state;
  lun_error err = {0};
  int code = EXIT_SCRIPT;
  catch_signals();
  if (lun_state_init(&state, &stop, &err) != LUN_OK) {
    fprintf(stderr, "lunette: %s\n", err.message);
    return code;
  }
  lua_State *L = state.L;
  lua_pushcfunction(L, run_command);
  lua_pushlightuserdata(L, argv);
  if (lun_state_call(L, 1, 1) == LUA_OK) {
    code = (int)lua_tointeger(L, -1);
  } else {
    fprintf(stderr, "lunette: %s\n", luaL_tolstring(L, -1, NULL));
    if (atomic_load(&stopped_at) != 0) code = EXIT_INTERRUPTED; /* before the command began */
  }
  code = flush_output(code);
  lun_state_clear(&state);
  return code;
}
