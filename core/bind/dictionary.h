/* bind/dictionary.h -- dictionaries as Lua objects. */
#ifndef LUN_BIND_DICTIONARY_H
#define LUN_BIND_DICTIONARY_H

#include "match/dictionary.h"

#include <lua.h>

/* Argument `arg` as a dictionary: raises when it is none. Borrowed. */
lun_dictionary *lun_check_dictionary(lua_State *L, int arg);

#endif
