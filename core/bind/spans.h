/* bind/spans.h -- spans as one userdata over a Lua string: nothing is made per token. */
#ifndef LUN_BIND_SPANS_H
#define LUN_BIND_SPANS_H

#include "base/span.h"

#include <lua.h>

/* Push an empty spans object over the string at `text_index`, which it keeps alive. The caller fills
** the returned list. */
lun_spans *lun_push_spans(lua_State *L, int text_index);

#endif
