/* bind/dictionary.h -- dictionaries as Lua objects. */
#ifndef LUN_BIND_DICTIONARY_H
#define LUN_BIND_DICTIONARY_H

#include "match/finder.h"

#include <lua.h>

/* Argument `arg` as a dictionary: raises when it is none. Borrowed. */
lun_dictionary *lun_check_dictionary(lua_State *L, int arg);

/* The search of the dictionary at `arg` in this state, made when it is first needed: from then on
** the dictionary cannot change. Raises. Borrowed. */
lun_finder *lun_check_finder(lua_State *L, int arg);

/* Arguments `arg` and `arg + 1` of a search: the overlap policy, and whether keys do not compete. */
lun_overlap_rule lun_check_overlap(lua_State *L, int arg);

/* Argument `arg`: as_written, off, sentence or story. */
lun_discards lun_check_discards(lua_State *L, int arg);

#endif
