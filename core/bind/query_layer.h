/* bind/query_layer.h -- layers of spans that a query may ask for, as Lua objects. */
#ifndef LUN_BIND_QUERY_LAYER_H
#define LUN_BIND_QUERY_LAYER_H

#include "match/query_layer.h"

#include <lua.h>

/* The layers in the table at stack place `arg` (name -> layer; nil: none) as an array, which is pushed
** and lives as long as it is on the stack. */
lun_named_layers lun_push_named_layers(lua_State *L, int arg);

#endif
