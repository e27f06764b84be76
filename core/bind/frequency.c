/* bind/frequency.c -- counting word forms without a Lua string per word. */
#include "analysis/frequency.h"

#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/document.h"

#include <stdlib.h>
#include <string.h>

#define FREQUENCY_TYPE "lunette.frequency"

static lun_frequency *check_frequency(lua_State *L, int arg) {
  return luaL_checkudata(L, arg, FREQUENCY_TYPE);
}

static int frequency_gc(lua_State *L) {
  lun_frequency_clear(check_frequency(L, 1));
  return 0;
}

/* frequency(fold options as a number; 0 or nil = forms as written, language of the stems or nil)
** -> frequency | nil, message */
static int frequency_new(lua_State *L) {
  lun_error err = {0};
  lua_Integer options = luaL_optinteger(L, 1, 0);
  const char *language = luaL_optstring(L, 2, NULL);
  luaL_argcheck(L, options >= 0 && options < 256, 1, "fold options");
  lun_frequency *f = lun_new_object(L, sizeof *f, 0, FREQUENCY_TYPE);
  f->view.options = (unsigned)options;
  if (language == NULL) return 1;
  return lun_stemmer_new(language, &f->view.stemmer, &err) == LUN_OK ? 1
                                                                     : lun_push_failure(L, &err);
}

/* f:add(document, part): with `part` true a further part of the document added last */
static int frequency_add(lua_State *L) {
  lun_error err = {0};
  lun_frequency *f = check_frequency(L, 1);
  lun_document *doc = lun_check_document(L, 2);
  lun_status st = lua_toboolean(L, 3) ? lun_frequency_add_part(f, doc, lun_get_context(L), &err)
                                      : lun_frequency_add(f, doc, lun_get_context(L), &err);
  if (st != LUN_OK) return lun_raise(L, &err);
  return 0;
}

/* f:merge(other): take the other's counts in; no document may be in both */
static int frequency_merge(lua_State *L) {
  lun_error err = {0};
  lun_frequency *f = check_frequency(L, 1);
  const lun_frequency *other = check_frequency(L, 2);
  luaL_argcheck(L, f != other, 2, "another frequency");
  for (uint32_t t = 0; t < other->vocabulary.count && t < other->cap; t++) {
    size_t len;
    const char *form = lun_vocabulary_get(&other->vocabulary, t, &len);
    const lun_frequency_count *c = &other->counts[t];
    if (c->n == 0) continue;
    if (lun_frequency_add_form(f, form, len, c->n, c->docs, &err) != LUN_OK) {
      return lun_raise(L, &err);
    }
  }
  f->documents += other->documents;
  return 0;
}

/* f:count(form) -> how often it occurs, as written */
static int frequency_count(lua_State *L) {
  size_t len;
  const lun_frequency *f = check_frequency(L, 1);
  const char *form = lun_check_string(L, 2, &len);
  uint32_t type = lun_vocabulary_find(&f->vocabulary, form, len);
  lua_pushinteger(L,
                  type < f->vocabulary.count && type < f->cap ? (lua_Integer)f->counts[type].n : 0);
  return 1;
}

/* What sorting needs: qsort hands its function nothing but two items. */
typedef struct entry {
  const lun_frequency *f;
  uint32_t type;
} entry;

/* By falling count, then by form. */
static int compare_entries(const void *a, const void *b) {
  const entry *x = a, *y = b;
  uint64_t m = x->f->counts[x->type].n, n = y->f->counts[y->type].n;
  if (m != n) return m > n ? -1 : 1;
  size_t x_len, y_len;
  const char *x_form = lun_vocabulary_get(&x->f->vocabulary, x->type, &x_len);
  const char *y_form = lun_vocabulary_get(&y->f->vocabulary, y->type, &y_len);
  int order = memcmp(x_form, y_form, x_len < y_len ? x_len : y_len);
  return order != 0 ? order : x_len < y_len ? -1 : x_len > y_len;
}

enum { STEPS = 1024 };

/* The highest count up to STEPS - 1 that at least `most` types reach: below it none of the `most` first
** ones can lie, so that they need not be sorted. */
static uint64_t raise_least(const lun_frequency *f, uint64_t least, size_t most) {
  size_t reached[STEPS] = {0}, sum = 0;
  for (uint32_t t = 0; t < f->vocabulary.count && t < f->cap; t++) {
    reached[f->counts[t].n < STEPS ? f->counts[t].n : STEPS - 1]++;
  }
  for (uint64_t step = STEPS - 1; step > least; step--) {
    sum += reached[step];
    if (sum >= most) return step;
  }
  return least;
}

/* Push a userdata that holds the counted types, sorted; *count of them. */
static const entry *push_sorted(lua_State *L, const lun_frequency *f, uint64_t least,
                                size_t *count) {
  entry *entries = lua_newuserdatauv(L, (f->vocabulary.count + 1) * sizeof *entries, 0);
  *count = 0;
  for (uint32_t t = 0; t < f->vocabulary.count && t < f->cap; t++) {
    if (f->counts[t].n >= least) entries[(*count)++] = (entry){f, t};
  }
  if (*count > 1) qsort(entries, *count, sizeof *entries, compare_entries);
  return entries;
}

/* f:sorted(least, most) -> forms, counts, documents: three arrays of the forms that occur at least
** `least` times (default 1), by falling count, then form; `most` of them (default all) */
static int frequency_sorted(lua_State *L) {
  const lun_frequency *f = check_frequency(L, 1);
  lua_Integer least = luaL_optinteger(L, 2, 1);
  lua_Integer most = luaL_optinteger(L, 3, LUA_MAXINTEGER);
  luaL_argcheck(L, least >= 1, 2, "at least 1");
  luaL_argcheck(L, most >= 0, 3, "a number of rows");
  lua_settop(L, 1);
  size_t count;
  uint64_t reach = raise_least(f, (uint64_t)least, (lua_Unsigned)most);
  const entry *entries = push_sorted(L, f, reach, &count);
  if ((lua_Unsigned)most < count) count = (size_t)most;
  for (int i = 0; i < 3; i++) lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    size_t len;
    const char *form = lun_vocabulary_get(&f->vocabulary, entries[i].type, &len);
    const lun_frequency_count *c = &f->counts[entries[i].type];
    lua_pushlstring(L, form, len);
    lua_rawseti(L, -4, (lua_Integer)i + 1);
    lua_pushinteger(L, (lua_Integer)c->n);
    lua_rawseti(L, -3, (lua_Integer)i + 1);
    lua_pushinteger(L, c->docs);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 3;
}

/* f:words() -> words counted, documents */
static int frequency_words(lua_State *L) {
  const lun_frequency *f = check_frequency(L, 1);
  lua_pushinteger(L, (lua_Integer)f->words);
  lua_pushinteger(L, f->documents);
  return 2;
}

void lun_bind_frequency(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", frequency_gc}, {"__close", frequency_gc}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"add", frequency_add},     {"count", frequency_count},
                                     {"merge", frequency_merge}, {"sorted", frequency_sorted},
                                     {"words", frequency_words}, {NULL, NULL}};
  lun_new_type(L, FREQUENCY_TYPE, "frequency_methods", meta, methods, NULL);
  lua_pushcfunction(L, frequency_new);
  lua_setfield(L, -2, "frequency");
}
