#include "bind/bind.h"

#include "bind/convert.h"

int luaopen_lunette_core(lua_State *L) {
  static void (*const nouns[])(lua_State *) = {
      lun_bind_spans,     lun_bind_text,        lun_bind_fold_map,   lun_bind_stemmer,
      lun_bind_explain,   lun_bind_regex,       lun_bind_date,       lun_bind_document,
      lun_bind_hit,       lun_bind_query_layer, lun_bind_dictionary, lun_bind_grouping,
      lun_bind_region,    lun_bind_furniture,   lun_bind_quoter,     lun_bind_actor,
      lun_bind_frequency, lun_bind_reader,      lun_bind_corpus,     lun_bind_json,
      lun_bind_system,    lun_bind_table_rows};
  luaL_checkstack(L, 20, "too many values");
  lun_get_context(L);
  lua_newtable(L);
  for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) nouns[i](L);
  return 1;
}
