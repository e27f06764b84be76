/* bind/bind.h -- the C half of the Lua library, as one module: require "lunette.core". */
#ifndef LUN_BIND_BIND_H
#define LUN_BIND_BIND_H

#include <lua.h>

/* Module opener (a lua_CFunction): pushes the module table. Sets no signals, locale or globals. */
int luaopen_lunette_core(lua_State *L);

/* Each adds its noun to the module table at the top of the stack. */
void lun_bind_spans(lua_State *L);
void lun_bind_text(lua_State *L);
void lun_bind_fold_map(lua_State *L);
void lun_bind_stemmer(lua_State *L);
void lun_bind_explain(lua_State *L);
void lun_bind_regex(lua_State *L);
void lun_bind_date(lua_State *L);
void lun_bind_document(lua_State *L);
void lun_bind_hit(lua_State *L);
void lun_bind_query_layer(lua_State *L);
void lun_bind_dictionary(lua_State *L);
void lun_bind_actor(lua_State *L);
void lun_bind_grouping(lua_State *L);
void lun_bind_region(lua_State *L);
void lun_bind_furniture(lua_State *L);
void lun_bind_quoter(lua_State *L);
void lun_bind_frequency(lua_State *L);
void lun_bind_reader(lua_State *L);
void lun_bind_table_rows(lua_State *L);
void lun_bind_corpus(lua_State *L);
void lun_bind_json(lua_State *L);
void lun_bind_system(lua_State *L);

#endif
