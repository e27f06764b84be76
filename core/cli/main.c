/* cli/main.c -- the program: one Lua state, Ctrl-C, the exit code. What commands there are and what
** they do is Lua: lua/lunette/command.lua. */
#include "cli/terminal.h"
#include "run/state.h"

#include <lauxlib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_INTERRUPTED = 130, EXIT_SCRIPT = 3 };

/* A signal handler can reach nothing but what is static. */
static atomic_int stop;

/* The first Ctrl-C ends the work in good order; a second one, when that takes too long, at once. */
static void on_interrupt(int signal) {
  (void)signal;
  if (atomic_exchange(&stop, 1) != 0) _exit(EXIT_INTERRUPTED);
}

static void catch_interrupt(void) {
  struct sigaction action = {.sa_handler = on_interrupt};
  sigemptyset(&action.sa_mask); /* no SA_RESTART: a read that waits must be woken */
  sigaction(SIGINT, &action, NULL);
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

int main(int argc, char **argv) {
  (void)argc;
  lua_State *L;
  lun_error err = {0};
  int code = EXIT_SCRIPT;
  catch_interrupt();
  if (lun_state_new(&stop, &L, &err) != LUN_OK) {
    fprintf(stderr, "lunette: %s\n", err.message);
    return code;
  }
  lua_pushcfunction(L, run_command);
  lua_pushlightuserdata(L, argv);
  if (lun_state_call(L, 1, 1) == LUA_OK) {
    code = (int)lua_tointeger(L, -1);
  } else {
    fprintf(stderr, "lunette: %s\n", luaL_tolstring(L, -1, NULL));
  }
  lun_state_free(L);
  return code;
}
