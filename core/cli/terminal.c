#include "cli/terminal.h"

#include <editline/readline.h>
#include <errno.h>
#include <lauxlib.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* libedit's callbacks carry no user value: this is the one place where the program, which has one
** person at one prompt, keeps something outside its functions. */
static struct {
  lua_State *L; /* NULL when nobody completes */
  atomic_int *stop;
  int next;  /* candidate to give out, 1-based; the list is in the registry */
  int ready; /* libedit knows its keys */
} prompt;

static const char COMPLETER_KEY = 0, CANDIDATES_KEY = 0;

/* Runs protected: line up to the word's end -> array of candidates in the registry. */
static int find_candidates(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &COMPLETER_KEY);
  lua_pushstring(L, lua_touserdata(L, 1));
  lua_call(L, 1, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &CANDIDATES_KEY);
  return 0;
}

/* libedit frees what this gives; NULL ends the list. */
static char *next_candidate(const char *text, int state) {
  (void)text;
  lua_State *L = prompt.L;
  if (state == 0) prompt.next = 1;
  char *copy = NULL;
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &CANDIDATES_KEY) == LUA_TTABLE) {
    if (lua_rawgeti(L, -1, prompt.next++) == LUA_TSTRING) copy = strdup(lua_tostring(L, -1));
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return copy;
}

static char **complete(const char *text, int start, int end) {
  (void)start;
  rl_attempted_completion_over = 1; /* no file names */
  if (prompt.L == NULL) return NULL;
  char *line = strndup(rl_line_buffer, (size_t)end);
  if (line == NULL) return NULL;
  lua_pushcfunction(prompt.L, find_candidates);
  lua_pushlightuserdata(prompt.L, line);
  int st = lua_pcall(prompt.L, 1, 0, 0);
  free(line);
  if (st != LUA_OK) {
    lua_pop(prompt.L, 1);
    return NULL;
  }
  return rl_completion_matches(text, next_candidate);
}

static int was_interrupted(void) {
  return prompt.stop != NULL && atomic_exchange(prompt.stop, 0) != 0;
}

/* Without a terminal: plain lines, no prompt. */
static int read_plain(lua_State *L) {
  char *line = NULL;
  size_t cap = 0;
  ssize_t n = getline(&line, &cap, stdin);
  if (n < 0) {
    free(line);
    lua_pushnil(L);
    lua_pushstring(L, was_interrupted() ? "interrupt" : "end");
    return 2;
  }
  if (n > 0 && line[n - 1] == '\n') n--;
  lua_pushlstring(L, line, (size_t)n);
  free(line);
  return 1;
}

/* libedit reads characters by the locale; the program keeps to C everywhere else. */
static char *read_utf8(const char *text) {
  locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  locale_t before = uselocale(utf8);
  if (!prompt.ready) {
    using_history();                                              /* it starts libedit, once */
    for (int c = 0x80; c <= 0xFF; c++) rl_bind_key(c, rl_insert); /* é is a letter, no command */
    prompt.ready = 1;
  }
  char *line = readline(text);
  uselocale(before);
  if (utf8 != (locale_t)0) freelocale(utf8);
  return line;
}

/* read_line(prompt) -> line | nil, "interrupt" | nil, "end" */
static int terminal_read_line(lua_State *L) {
  const char *text = luaL_checkstring(L, 1);
  if (!isatty(STDIN_FILENO)) return read_plain(L);
  was_interrupted(); /* by now it has ended what it was meant for */
  char *line = read_utf8(text);
  if (was_interrupted()) {
    free(line);
    fputc('\n', stdout);
    lua_pushnil(L);
    lua_pushliteral(L, "interrupt");
    return 2;
  }
  if (line == NULL) {
    fputc('\n', stdout);
    lua_pushnil(L);
    lua_pushliteral(L, "end");
    return 2;
  }
  if (line[0] != '\0') add_history(line);
  lua_pushstring(L, line);
  free(line);
  return 1;
}

/* set_completer(function(line) -> array of whole words that may stand at its end) */
static int terminal_set_completer(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &COMPLETER_KEY);
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
  prompt.L = lua_tothread(L, -1);
  rl_attempted_completion_function = complete;
  rl_completion_append_character = '\0'; /* what follows a name is its caller's to say */
  rl_completer_word_break_characters = " \t\n\"'`@$><=;|&{}()[]+-*/%,~#";
  return 0;
}

/* load_history(path), save_history(path) -> true | nil, message */
static int history_result(lua_State *L, int failed) {
  if (failed) {
    luaL_pushfail(L);
    lua_pushstring(L, strerror(errno));
    return 2;
  }
  lua_pushboolean(L, 1);
  return 1;
}

static int terminal_load_history(lua_State *L) {
  using_history();
  return history_result(L, read_history(luaL_checkstring(L, 1)) != 0);
}

static int terminal_save_history(lua_State *L) {
  stifle_history(2000);
  return history_result(L, write_history(luaL_checkstring(L, 1)) != 0);
}

static int open_module(lua_State *L) {
  static const luaL_Reg functions[] = {{"read_line", terminal_read_line},
                                       {"set_completer", terminal_set_completer},
                                       {"load_history", terminal_load_history},
                                       {"save_history", terminal_save_history},
                                       {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}

void lun_terminal_open(lua_State *L, atomic_int *stop) {
  prompt.stop = stop;
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, open_module);
  lua_setfield(L, -2, "lunette.terminal");
  lua_pop(L, 1);
}
