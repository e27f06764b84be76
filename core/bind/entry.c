#include "bind/entry.h"

#include "bind/convert.h"

#include <stdint.h>
#include <string.h>

/* Those of entries first, in their order; then other names for the same. */
static const char *const kind_names[] = {"",       "phrase", "glob",  "family", "regex",
                                         "tokens", "near",   "fixed", "query",  NULL};
static const lun_entry_kind kinds[] = {LUN_ENTRY_AUTO,   LUN_ENTRY_PHRASE, LUN_ENTRY_GLOB,
                                       LUN_ENTRY_FAMILY, LUN_ENTRY_REGEX,  LUN_ENTRY_TOKENS,
                                       LUN_ENTRY_NEAR,   LUN_ENTRY_PHRASE, LUN_ENTRY_AUTO};
static const char *const case_names[] = {"", "any", "exact", NULL};
static const char *const use_names[] = {"hit", "agent", "sentence", "story", NULL};

lun_entry_kind lun_check_kind(lua_State *L, int arg) {
  return kinds[luaL_checkoption(L, arg, "", kind_names)];
}

static void set_string(lua_State *L, const char *name, const char *value) {
  lua_pushstring(L, value);
  lua_setfield(L, -2, name);
}

static void set_date(lua_State *L, const char *name, const lun_date *date) {
  char iso[LUN_DATE_SIZE] = "";
  if (date->year != 0) lun_date_get(date, iso);
  set_string(L, name, iso);
}

/* codes = { { code, from, to }, ... } into the table at the top */
static void set_codes(lua_State *L, const lun_entry *entry) {
  lua_Integer n = 0;
  lua_newtable(L);
  for (const lun_code *code = entry->codes; code != NULL; code = code->next) {
    lua_createtable(L, 0, 3);
    set_string(L, "code", code->code);
    set_date(L, "from", &code->first);
    set_date(L, "to", &code->last);
    lua_rawseti(L, -2, ++n);
  }
  lua_setfield(L, -2, "codes");
}

/* All but `except`, which is spread over other entries. */
static void push_entry(lua_State *L, const lun_entry *entry) {
  lua_createtable(L, 0, 16);
  set_string(L, "key", entry->key);
  set_string(L, "value", entry->value);
  set_string(L, "rule", entry->rule);
  set_string(L, "kind", kind_names[entry->kind]);
  set_string(L, "case", case_names[entry->case_rule]);
  set_string(L, "use", use_names[entry->use]);
  set_string(L, "lang", entry->lang);
  set_string(L, "except", "");
  set_date(L, "from", &entry->first);
  set_date(L, "to", &entry->last);
  set_codes(L, entry);
  lua_pushnumber(L, entry->weight);
  lua_setfield(L, -2, "weight");
  lua_pushboolean(L, entry->every_code);
  lua_setfield(L, -2, "every");
  if (entry->again != NULL) set_string(L, "again", entry->again);
  if (entry->shield == LUN_MAP_NONE) return;
  lua_pushinteger(L, (lua_Integer)entry->shield + 1);
  lua_setfield(L, -2, "shields");
}

/* Another phrase of `except`, for the entry at the top. */
static void add_except(lua_State *L, const char *phrase) {
  lua_getfield(L, -1, "except");
  lua_pushfstring(L, "%s%s%s", lua_tostring(L, -1), lua_rawlen(L, -1) > 0 ? "|" : "", phrase);
  lua_setfield(L, -3, "except");
  lua_pop(L, 1);
}

void lun_push_entry(lua_State *L, const lun_dictionary *dict, size_t number) {
  luaL_checkstack(L, 6, "too many values");
  push_entry(L, &dict->entries[number]);
  for (size_t i = number + 1; i < dict->entry_count; i++) {
    if (dict->entries[i].shield == number) add_except(L, dict->entries[i].value);
  }
}

void lun_push_entries(lua_State *L, const lun_dictionary *dict) {
  luaL_checkstack(L, 8, "too many values");
  lua_createtable(L, dict->entry_count < INT32_MAX ? (int)dict->entry_count : 0, 0);
  for (size_t i = 0; i < dict->entry_count; i++) {
    push_entry(L, &dict->entries[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
    if (dict->entries[i].shield == LUN_MAP_NONE) continue;
    lua_rawgeti(L, -1, (lua_Integer)dict->entries[i].shield + 1);
    add_except(L, dict->entries[i].value);
    lua_pop(L, 1);
  }
}

static void push_word(lua_State *L, const lun_dictionary *dict, const lun_path_word *word) {
  size_t len;
  int glob = (word->symbol & LUN_SYMBOL_GLOB) != 0;
  const char *text =
      lun_map_get(glob ? &dict->globs : &dict->vocabulary, word->symbol & ~LUN_SYMBOL_GLOB, &len);
  lua_createtable(L, 0, 5);
  lua_pushlstring(L, text, len);
  lua_setfield(L, -2, "text");
  lua_pushboolean(L, glob);
  lua_setfield(L, -2, "glob");
  lua_pushboolean(L, word->joint);
  lua_setfield(L, -2, "joint");
  set_string(L, "marks", word->marks != NULL ? word->marks : "");
  if (word->exact != NULL) set_string(L, "exact", word->exact);
}

static void push_spelling(lua_State *L, const lun_dictionary *dict, const lun_path *path) {
  lua_createtable(L, (int)path->count, 4);
  lua_pushinteger(L, (lua_Integer)path->entry + 1);
  lua_setfield(L, -2, "entry");
  lua_pushboolean(L, path->family);
  lua_setfield(L, -2, "family");
  lua_pushboolean(L, path->closed);
  lua_setfield(L, -2, "solid");
  lua_pushboolean(L, path->final_dot);
  lua_setfield(L, -2, "dot");
  for (uint32_t i = 0; i < path->count; i++) {
    push_word(L, dict, &path->words[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

void lun_push_spellings(lua_State *L, const lun_dictionary *dict, uint32_t number) {
  lua_Integer n = 0;
  luaL_checkstack(L, 8, "too many values");
  lua_newtable(L);
  for (size_t i = 0; i < dict->path_count; i++) {
    if (number != LUN_MAP_NONE && dict->paths[i].entry != number) continue;
    push_spelling(L, dict, &dict->paths[i]);
    lua_rawseti(L, -2, ++n);
  }
}

/* A string field without a NUL in it, as most of an entry's are. */
static const char *get_string(lua_State *L, int index, const char *field) {
  size_t len;
  const char *value = lun_field_string(L, index, field, &len);
  if (value != NULL && strlen(value) != len) luaL_error(L, "%s: a NUL byte in it", field);
  return value;
}

static int find_name(lua_State *L, int index, const char *field, const char *const names[]) {
  const char *value = get_string(L, index, field);
  if (value == NULL) return 0;
  for (int i = 0; names[i] != NULL; i++) {
    if (strcmp(names[i], value) == 0) return i;
  }
  return luaL_error(L, "%s '%s' is not known", field, value);
}

static lun_status get_date(lua_State *L, int index, const char *field, lun_date *out,
                           lun_error *err) {
  size_t len;
  const char *text = lun_field_string(L, index, field, &len);
  if (text == NULL || len == 0) return LUN_OK;
  return lun_date_find(text, len, NULL, out, err);
}

/* The codes of the table at `index` as a chain; one value is pushed, which owns it. The strings stay in
** their tables. */
static lun_status get_codes(lua_State *L, int index, const lun_code **out, lun_error *err) {
  lun_status st = LUN_OK;
  *out = NULL;
  lua_pushliteral(L, "codes");
  if (lua_rawget(L, index) == LUA_TNIL) return LUN_OK;
  luaL_argcheck(L, lua_istable(L, -1), 1, "codes: an array of { code =, from =, to = }");
  size_t n = lua_rawlen(L, -1);
  if (n == 0) return LUN_OK;
  luaL_argcheck(L, n <= UINT16_MAX, 1, "codes: too many");
  lun_code *codes = lua_newuserdatauv(L, n * sizeof *codes, 0);
  memset(codes, 0, n * sizeof *codes);
  for (size_t i = 0; st == LUN_OK && i < n; i++) {
    luaL_argcheck(L, lua_rawgeti(L, -2, (lua_Integer)i + 1) == LUA_TTABLE, 1,
                  "codes: an array of { code =, from =, to = }");
    codes[i].code = get_string(L, -1, "code");
    luaL_argcheck(L, codes[i].code != NULL, 1, "codes: one without a code");
    codes[i].next = i + 1 < n ? &codes[i + 1] : NULL;
    st = get_date(L, -1, "from", &codes[i].first, err);
    if (st == LUN_OK) st = get_date(L, -1, "to", &codes[i].last, err);
    lua_pop(L, 1);
  }
  lua_remove(L, -2);
  *out = codes;
  return st;
}

static void get_weight(lua_State *L, int index, lun_entry_spec *spec) {
  int is_number = 1;
  spec->weighted = lua_getfield(L, index, "weight") != LUA_TNIL;
  if (spec->weighted) spec->weight = lua_tonumberx(L, -1, &is_number);
  luaL_argcheck(L, is_number, 1, "weight: a number");
  lua_getfield(L, index, "every");
  spec->every_code = lua_toboolean(L, -1);
  lua_pop(L, 2);
}

lun_status lun_add_entry(lua_State *L, int index, lun_dictionary *dict, lun_error *err) {
  static const char *const names[] = {"key",   "value",  "rule",    "kind", "case",  "use",
                                      "lang",  "except", "from",    "to",   "codes", "weight",
                                      "every", "again",  "shields", NULL};
  index = lua_absindex(L, index);
  luaL_checkstack(L, 8, "too many values");
  lun_check_fields(L, index, names, "add_entry");
  lun_entry_spec spec = {.key = get_string(L, index, "key")};
  spec.value = lun_field_string(L, index, "value", &spec.value_len);
  luaL_argcheck(L, spec.key != NULL && spec.value != NULL, index, "an entry has a key and a value");
  spec.rule = get_string(L, index, "rule");
  if (spec.rule == NULL) spec.rule = spec.value;
  spec.lang = get_string(L, index, "lang");
  spec.except = get_string(L, index, "except");
  spec.kind = kinds[find_name(L, index, "kind", kind_names)];
  spec.case_rule = (lun_case_rule)find_name(L, index, "case", case_names);
  spec.use = (lun_entry_use)find_name(L, index, "use", use_names);
  get_weight(L, index, &spec);
  lun_status st = get_date(L, index, "from", &spec.first, err);
  if (st == LUN_OK) st = get_date(L, index, "to", &spec.last, err);
  if (st == LUN_OK) st = get_codes(L, index, &spec.codes, err);
  return st == LUN_OK ? lun_dictionary_add(dict, &spec, err) : st;
}
