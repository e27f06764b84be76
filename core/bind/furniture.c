/* bind/furniture.c -- searching a report's datelines, captions, bylines and headings. */
#include "analysis/furniture.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/dictionary.h"
#include "bind/document.h"
#include "bind/hit.h"

#define FURNISHER_TYPE "lunette.furnisher"

typedef struct furnisher {
  lun_furnisher *f;
} furnisher;

static int furnisher_gc(lua_State *L) {
  furnisher *own = luaL_checkudata(L, 1, FURNISHER_TYPE);
  lun_furnisher_free(own->f);
  own->f = NULL;
  return 0;
}

/* (lexicon) -> furnisher */
static int furnisher_new(lua_State *L) {
  lun_error err = {0};
  lun_dictionary *lexicon = lun_check_dictionary(L, 1);
  furnisher *own = lun_new_object(L, sizeof *own, 0, FURNISHER_TYPE);
  return lun_furnisher_new(lexicon, &own->f, &err) == LUN_OK ? 1 : lun_raise(L, &err);
}

/* f:find(doc) -> batch of hits of the rules' dictionary: their key is the label */
static int furnisher_find(lua_State *L) {
  furnisher *own = lun_check_self(L, FURNISHER_TYPE);
  luaL_argcheck(L, own->f != NULL, 1, "furnisher was freed");
  lun_document *doc = lun_check_document(L, 2);
  lun_error err = {0};
  lun_batch *b = lun_push_batch(L, 2, 0);
  b->dict = lun_dictionary_share(lun_furnisher_rules(own->f));
  if (lun_furnisher_find(own->f, doc, lun_get_context(L), &b->hits, &err) != LUN_OK) {
    return lun_raise(L, &err);
  }
  return 1;
}

void lun_bind_furniture(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", furnisher_gc}, {"__close", furnisher_gc}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"find", furnisher_find}, {NULL, NULL}};
  lun_new_type(L, FURNISHER_TYPE, "furnisher_methods", meta, methods, NULL);
  lua_pushcfunction(L, furnisher_new);
  lua_setfield(L, -2, "furnisher");
}
