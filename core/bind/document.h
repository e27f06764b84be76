/* bind/document.h -- documents as Lua objects. */
#ifndef LUN_BIND_DOCUMENT_H
#define LUN_BIND_DOCUMENT_H

#include "text/document.h"

#include <lua.h>

/* Push an object without a document yet; put one into the returned place, which then owns it. */
lun_document **lun_push_document(lua_State *L);

/* Argument `arg` as a document: raises when it is none. */
lun_document *lun_check_document(lua_State *L, int arg);

/* The text of the document at stack place `index` as a Lua string, made once. */
void lun_push_document_text(lua_State *L, int index);

/* Code points before byte `at`: remembers the last answer, so that asking in rising order is linear
** in the text, not in text times questions. */
size_t lun_document_code_points(lua_State *L, int index, size_t at);

#endif
