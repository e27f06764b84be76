/* bind/entry.h -- dictionary entries as Lua tables, both ways. */
#ifndef LUN_BIND_ENTRY_H
#define LUN_BIND_ENTRY_H

#include "match/dictionary.h"

#include <lua.h>

/* Kinds by name, "" first; "fixed" is another name for "phrase". */
lun_entry_kind lun_check_kind(lua_State *L, int arg);

/* Push entry `number` (from 0) as a table of all it has. */
void lun_push_entry(lua_State *L, const lun_dictionary *dict, size_t number);

/* Push an array of all entries. */
void lun_push_entries(lua_State *L, const lun_dictionary *dict);

/* Push an array of the spellings of entry `number`, or of all entries when it is LUN_MAP_NONE: what
** they are compared with, word by word. A regex has none. */
void lun_push_spellings(lua_State *L, const lun_dictionary *dict, uint32_t number);

/* Add the table at `index`, as lun_push_entry makes them. Raises when a field has the wrong type.
** Errors: LUN_EFORMAT (no date), those of lun_dictionary_add. */
lun_status lun_add_entry(lua_State *L, int index, lun_dictionary *dict, lun_error *err);

#endif
