/* bind/stemmer.c -- stemmers: the stems of words by the rules of one language. */
#include "base/buffer.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "text/stem.h"

#define STEMMER_TYPE "lunette.stemmer"

typedef struct stemmer {
  lun_stemmer *s;
} stemmer;

static int stemmer_gc(lua_State *L) {
  stemmer *self = luaL_checkudata(L, 1, STEMMER_TYPE);
  lun_stemmer_free(self->s);
  self->s = NULL;
  return 0;
}

/* (language) -> stemmer | nil, message, byte */
static int stemmer_new(lua_State *L) {
  size_t len;
  lun_error err = {0};
  const char *language = lun_check_string(L, 1, &len);
  stemmer *self = lun_new_object(L, sizeof *self, 0, STEMMER_TYPE);
  if (lun_stemmer_new(language, &self->s, &err) != LUN_OK) return lun_push_failure(L, &err);
  return 1;
}

/* stemmer:find(word) -> stem | nil, message, byte */
static int stemmer_find(lua_State *L) {
  size_t len;
  lun_error err = {0};
  stemmer *self = lun_check_self(L, STEMMER_TYPE);
  luaL_argcheck(L, self->s != NULL, 1, "stemmer was freed");
  const char *word = lun_check_string(L, 2, &len);
  lun_buffer *out = lun_push_buffer(L);
  if (lun_stemmer_find(self->s, word, len, out, &err) != LUN_OK) return lun_push_failure(L, &err);
  lua_pushlstring(L, out->data ? out->data : "", out->len);
  return 1;
}

/* () -> array of the names of all languages, sorted */
static int stemmer_languages(lua_State *L) {
  const char *const *names = lun_stemmer_languages();
  lua_newtable(L);
  for (lua_Integer i = 0; names[i] != NULL; i++) {
    lua_pushstring(L, names[i]);
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

void lun_bind_stemmer(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", stemmer_gc}, {"__close", stemmer_gc}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"find", stemmer_find}, {NULL, NULL}};
  lun_new_type(L, STEMMER_TYPE, "stemmer_methods", meta, methods, NULL);
  lua_pushcfunction(L, stemmer_new);
  lua_setfield(L, -2, "stemmer");
  lua_pushcfunction(L, stemmer_languages);
  lua_setfield(L, -2, "stemmer_languages");
}
