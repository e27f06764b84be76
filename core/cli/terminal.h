/* cli/terminal.h -- reading lines from a person: history, editing, completion (libedit). */
#ifndef LUN_CLI_TERMINAL_H
#define LUN_CLI_TERMINAL_H

#include <lua.h>
#include <stdatomic.h>

/* Make module "lunette.terminal" known to `L`: read_line, set_completer, load_history,
** save_history. Both must outlive the use of it; one state a process may use it. */
void lun_terminal_open(lua_State *L, atomic_int *stop);

#endif
