#include "bind/document.h"

#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/spans.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#define DOCUMENT_TYPE "lunette.document"

/* User values: 1 the text as a Lua string, 2 the table of variables; each made when first asked. */
typedef struct document {
  lun_document *doc;
  size_t known_byte; /* the last place asked for in code points ... */
  size_t known_cp;   /* ... and the answer */
} document;

lun_document **lun_push_document(lua_State *L) {
  document *d = lun_new_object(L, sizeof *d, 2, DOCUMENT_TYPE);
  return &d->doc;
}

static document *check(lua_State *L, int arg) {
  document *d =
      arg == 1 ? lun_check_self(L, DOCUMENT_TYPE) : luaL_checkudata(L, arg, DOCUMENT_TYPE);
  luaL_argcheck(L, d->doc != NULL, arg, "document was freed");
  return d;
}

lun_document *lun_check_document(lua_State *L, int arg) {
  return check(L, arg)->doc;
}

static int document_gc(lua_State *L) {
  document *d = luaL_checkudata(L, 1, DOCUMENT_TYPE);
  lun_document_free(d->doc);
  d->doc = NULL;
  return 0;
}

void lun_push_document_text(lua_State *L, int index) {
  index = lua_absindex(L, index);
  if (lua_getiuservalue(L, index, 1) == LUA_TSTRING) return;
  lua_pop(L, 1);
  size_t len;
  const char *text = lun_document_text(check(L, index)->doc, &len);
  lua_pushlstring(L, text, len);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, index, 1);
}

size_t lun_document_code_points(lua_State *L, int index, size_t at) {
  document *d = check(L, index);
  size_t len;
  const char *text = lun_document_text(d->doc, &len);
  if (at >= d->known_byte) d->known_cp += lun_utf8_count(text, d->known_byte, at);
  else if (d->known_byte - at < at) /* a step back, such as from an end to its beginning */
    d->known_cp -= lun_utf8_count(text, at, d->known_byte);
  else d->known_cp = lun_utf8_count(text, 0, at);
  d->known_byte = at;
  return d->known_cp;
}

static void push_variable(lua_State *L, const lun_variable *v) {
  switch (v->type) {
  case LUN_VALUE_INTEGER:
  case LUN_VALUE_NUMBER:
    if (lua_stringtonumber(L, v->value) == v->len + 1) return;
    break;
  case LUN_VALUE_BOOLEAN: lua_pushboolean(L, strcmp(v->value, "true") == 0); return;
  case LUN_VALUE_TEXT: break;
  }
  lua_pushlstring(L, v->value, v->len);
}

/* doc.vars: every variable but title, date and lang, which are fields of their own. */
static int push_variables(lua_State *L, const lun_document *doc) {
  if (lua_getiuservalue(L, 1, 2) == LUA_TTABLE) return 1;
  lua_newtable(L);
  const lun_variable *v;
  for (size_t i = 0; (v = lun_document_variable(doc, i)) != NULL; i++) {
    if (strcmp(v->name, "title") == 0 || strcmp(v->name, "date") == 0 ||
        strcmp(v->name, "lang") == 0) {
      continue;
    }
    push_variable(L, v);
    lua_setfield(L, -2, v->name);
  }
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, 1, 2);
  return 1;
}

/* doc:variable(name) -> its value, or nil: title, date, lang and all others alike */
static int document_variable(lua_State *L) {
  const lun_variable *v = lun_document_get(lun_check_document(L, 1), luaL_checkstring(L, 2));
  if (v == NULL) lua_pushnil(L);
  else push_variable(L, v);
  return 1;
}

/* doc:variable_names() -> array, in the order of the record */
static int document_variable_names(lua_State *L) {
  const lun_document *doc = lun_check_document(L, 1);
  const lun_variable *v;
  lua_newtable(L);
  for (size_t i = 0; (v = lun_document_variable(doc, i)) != NULL; i++) {
    lua_pushstring(L, v->name);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* The date and its coarser forms; "(none)" when it does not state them. */
static int push_date_field(lua_State *L, const lun_document *doc, const char *name) {
  char text[LUN_DATE_SIZE] = "";
  lun_date date;
  const lun_variable *v = lun_document_get(doc, "date");
  if (v != NULL && lun_date_find(v->value, v->len, NULL, &date, NULL) == LUN_OK) {
    if (strcmp(name, "date") == 0) lun_date_get(&date, text);
    else if (strcmp(name, "day") == 0) {
      if (date.day != 0) lun_date_get(&date, text);
    } else if (strcmp(name, "month") == 0) lun_date_get_month(&date, text);
    else if (strcmp(name, "week") == 0) lun_date_get_week(&date, text);
    else {
      lun_date_get(&(lun_date){date.year, 0, 0}, text);
    }
  }
  lua_pushstring(L, text[0] ? text : "(none)");
  return 1;
}

static int document_index(lua_State *L) {
  const lun_document *doc = check(L, 1)->doc;
  const char *name = luaL_checkstring(L, 2);
  static const char *const dates[] = {"date", "day", "month", "week", "year", NULL};
  if (strcmp(name, "text") == 0) lun_push_document_text(L, 1);
  else if (strcmp(name, "id") == 0) lua_pushstring(L, lun_document_id(doc));
  else if (strcmp(name, "path") == 0) lua_pushstring(L, lun_document_path(doc));
  else if (strcmp(name, "part") == 0) lua_pushstring(L, lun_document_part(doc));
  else if (strcmp(name, "vars") == 0) return push_variables(L, doc);
  else if (strcmp(name, "title") == 0 || strcmp(name, "lang") == 0) {
    const lun_variable *v = lun_document_get(doc, name);
    if (v == NULL) lua_pushnil(L);
    else lua_pushlstring(L, v->value, v->len);
  } else {
    for (const char *const *d = dates; *d != NULL; d++) {
      if (strcmp(name, *d) == 0) return push_date_field(L, doc, name);
    }
    return luaL_error(L, "a document has no '%s'; its own variables are under doc.vars", name);
  }
  return 1;
}

static int document_tostring(lua_State *L) {
  const lun_document *doc = lun_check_document(L, 1);
  const lun_variable *title = lun_document_get(doc, "title");
  size_t len;
  lun_document_text(doc, &len);
  lua_pushfstring(L, "document %s: %s (%I bytes)", lun_document_id(doc),
                  title ? title->value : "no title", (LUAI_UACINT)len);
  return 1;
}

/* doc:part_of(name) -> the document whose text is the variable `name`, or nil without one */
static int document_part(lua_State *L) {
  lun_error err = {0};
  const lun_document *doc = lun_check_document(L, 1);
  const char *name = luaL_checkstring(L, 2);
  lun_document **part = lun_push_document(L);
  lun_status st = lun_document_new_part(doc, name, part, &err);
  if (st == LUN_OK) return 1;
  if (st != LUN_DONE) return lun_raise(L, &err);
  lua_pushnil(L);
  return 1;
}

typedef lun_status (*document_units)(lun_document *, const lun_context *, const lun_spans **,
                                     lun_error *);

static const lun_spans *get_units(lua_State *L, document_units find) {
  lun_error err = {0};
  const lun_spans *units = NULL;
  if (find(lun_check_document(L, 1), lun_get_context(L), &units, &err) != LUN_OK) {
    lun_raise(L, &err);
  }
  return units;
}

/* Push a copy of the units: spans objects own their list. */
static int push_units(lua_State *L, document_units find) {
  lun_error err = {0};
  const lun_spans *units = get_units(L, find);
  lun_push_document_text(L, 1);
  lun_spans *out = lun_push_spans(L, -1);
  for (size_t i = 0; i < units->count; i++) {
    if (lun_spans_add(out, units->items[i].from, units->items[i].to, &err) != LUN_OK) {
      return lun_raise(L, &err);
    }
  }
  return 1;
}

static int document_words(lua_State *L) {
  return push_units(L, lun_document_words);
}

static int document_sentences(lua_State *L) {
  return push_units(L, lun_document_sentences);
}

static int document_paragraphs(lua_State *L) {
  return push_units(L, lun_document_paragraphs);
}

static int document_word_count(lua_State *L) {
  lun_document *doc = lun_check_document(L, 1);
  lun_error err = {0};
  size_t count;
  if (lun_document_count_words(doc, lun_get_context(L), &count, &err) != LUN_OK) {
    return lun_raise(L, &err);
  }
  lua_pushinteger(L, (lua_Integer)count);
  return 1;
}

static void set_variable(lua_State *L, lun_document *doc, const char *name, int index) {
  lun_error err = {0};
  size_t len;
  lun_value_type type = LUN_VALUE_TEXT;
  if (lua_isinteger(L, index)) type = LUN_VALUE_INTEGER;
  else if (lua_type(L, index) == LUA_TNUMBER) type = LUN_VALUE_NUMBER;
  else if (lua_isboolean(L, index)) type = LUN_VALUE_BOOLEAN;
  else if (lua_type(L, index) != LUA_TSTRING) {
    luaL_error(L, "variable '%s' must be a string, number or boolean, not a %s", name,
               luaL_typename(L, index));
  }
  const char *value = luaL_tolstring(L, index, &len);
  if (lun_document_set(doc, name, value, len, type, &err) != LUN_OK) {
    luaL_error(L, "variable '%s': %s", name, err.message);
  }
  lua_pop(L, 1);
}

static void set_date(lua_State *L, lun_document *doc, int index) {
  size_t len;
  lun_error err = {0};
  lun_date date;
  char iso[LUN_DATE_SIZE];
  const char *text = luaL_tolstring(L, index, &len);
  if (lun_date_find(text, len, NULL, &date, &err) != LUN_OK) luaL_error(L, "date: %s", err.message);
  lun_date_get(&date, iso);
  if (lun_document_set(doc, "date", iso, strlen(iso), LUN_VALUE_TEXT, &err) != LUN_OK) {
    lun_raise(L, &err);
  }
  lua_pop(L, 1);
}

/* Set the fields of the table at stack place 1, by name, so that their order is the same in every run. */
static void set_variables(lua_State *L, lun_document *doc) {
  lua_Integer n = lun_push_sorted_keys(L, 1, "a document");
  int keys = lua_gettop(L);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, keys, i);
    const char *name = lua_tostring(L, -1);
    lua_getfield(L, 1, name);
    if (strcmp(name, "date") == 0) set_date(L, doc, lua_gettop(L));
    else if (strcmp(name, "text") != 0 && strcmp(name, "id") != 0 && strcmp(name, "path") != 0) {
      set_variable(L, doc, name, lua_gettop(L));
    }
    lua_settop(L, keys);
  }
}

/* document{ text =, id =, path =, title =, date =, any other variable = } | nil, message, byte */
static int document_new(lua_State *L) {
  lun_error err = {0};
  size_t len, id_len, path_len;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  const char *text = lun_field_string(L, 1, "text", &len);
  const char *id = lun_field_string(L, 1, "id", &id_len);
  const char *path = lun_field_string(L, 1, "path", &path_len);
  if (text == NULL) return luaL_error(L, "a document needs a text");
  lun_document **place = lun_push_document(L);
  lun_status st = lun_document_new(place, &err);
  if (st == LUN_OK) st = lun_document_set_text(*place, text, len, &err);
  if (st == LUN_OK && id) st = lun_document_set_id(*place, id, id_len, &err);
  if (st == LUN_OK && path) st = lun_document_set_place(*place, path, 0, &err);
  if (st != LUN_OK) return lun_push_failure(L, &err);
  set_variables(L, *place);
  lua_settop(L, 2);
  return 1;
}

void lun_bind_document(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", document_gc},
                                  {"__close", document_gc},
                                  {"__tostring", document_tostring},
                                  {NULL, NULL}};
  static const luaL_Reg methods[] = {
      {"words", document_words},           {"sentences", document_sentences},
      {"paragraphs", document_paragraphs}, {"word_count", document_word_count},
      {"variable", document_variable},     {"variable_names", document_variable_names},
      {"part_of", document_part},          {NULL, NULL}};
  lun_new_type(L, DOCUMENT_TYPE, "document_methods", meta, methods, document_index);
  lua_pushcfunction(L, document_new);
  lua_setfield(L, -2, "document");
}
