/* bind/text.c -- ln.text: the units of a string, and its other forms. */
#include "base/buffer.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/spans.h"
#include "text/fold.h"
#include "text/width.h"
#include "text/segment.h"
#include "text/utf8.h"

/* The string at argument 1, checked, under a new spans object; NULL: nil, message, byte are pushed. */
static lun_spans *push_subject(lua_State *L, const char **s, size_t *len) {
  lun_error err = {0};
  *s = lun_check_string(L, 1, len);
  if (*len > UINT32_MAX) luaL_error(L, "a text of more than 4 GiB");
  if (lun_utf8_check(*s, *len, &err) == LUN_OK) return lun_push_spans(L, 1);
  lun_push_failure(L, &err);
  return NULL;
}

static int push_result(lua_State *L, lun_status st, const lun_error *err) {
  return st == LUN_OK ? 1 : lun_push_failure(L, err);
}

static lun_segment_mode check_mode(lua_State *L, int arg) {
  return lua_toboolean(L, arg) ? LUN_SEGMENT_ALL : LUN_SEGMENT_WORDS;
}

/* words(string, all) -> spans | nil, message, byte */
static int text_words(lua_State *L) {
  const char *s;
  size_t len;
  lun_error err = {0};
  lun_segment_mode mode = check_mode(L, 2);
  lun_spans *out = push_subject(L, &s, &len);
  if (out == NULL) return 3;
  return push_result(L, lun_words_find(s, len, mode, lun_get_context(L), out, &err), &err);
}

/* sentences(string, all, lang) -> spans | nil, message, byte */
static int text_sentences(lua_State *L) {
  const char *s;
  size_t len;
  lun_error err = {0};
  lun_segment_mode mode = check_mode(L, 2);
  const char *lang = luaL_optstring(L, 3, NULL);
  lun_spans *out = push_subject(L, &s, &len);
  if (out == NULL) return 3;
  const lun_context *ctx = lun_get_context(L);
  return push_result(L, lun_sentences_find_in(lang, s, len, mode, ctx, out, &err), &err);
}

static int text_graphemes(lua_State *L) {
  const char *s;
  size_t len;
  lun_error err = {0};
  lun_spans *out = push_subject(L, &s, &len);
  if (out == NULL) return 3;
  return push_result(L, lun_graphemes_find(s, len, lun_get_context(L), out, &err), &err);
}

static int text_paragraphs(lua_State *L) {
  const char *s;
  size_t len;
  lun_error err = {0};
  lun_spans *out = push_subject(L, &s, &len);
  if (out == NULL) return 3;
  return push_result(L, lun_paragraphs_find(s, len, lun_get_context(L), out, &err), &err);
}

/* (string, options as a number) -> string | nil, message, byte */
static int text_fold(lua_State *L) {
  size_t len;
  lun_error err = {0};
  const char *s = lun_check_string(L, 1, &len);
  unsigned options = (unsigned)luaL_checkinteger(L, 2);
  lun_buffer *out = lun_push_buffer(L);
  lun_status st = lun_utf8_check(s, len, &err);
  if (st == LUN_OK) st = lun_fold(s, len, options, out, &err);
  if (st != LUN_OK) return lun_push_failure(L, &err);
  lua_pushlstring(L, out->data ? out->data : "", out->len);
  return 1;
}

/* (string) -> true | false, message, byte */
static int text_valid(lua_State *L) {
  size_t len;
  lun_error err = {0};
  const char *s = lun_check_string(L, 1, &len);
  if (lun_utf8_check(s, len, &err) == LUN_OK) {
    lua_pushboolean(L, 1);
    return 1;
  }
  lua_pushboolean(L, 0);
  lua_pushstring(L, err.message);
  lua_pushinteger(L, lun_to_first(err.at));
  return 3;
}

/* (string) -> columns it takes on a terminal; of what is not UTF-8, its bytes */
static int text_width(lua_State *L) {
  size_t len;
  const char *s = lun_check_string(L, 1, &len);
  int valid = lun_utf8_check(s, len, NULL) == LUN_OK;
  lua_pushinteger(L, (lua_Integer)(valid ? lun_width(s, len) : len));
  return 1;
}

/* (string, columns, at_end) -> as much of its begin, or of its end, as fits */
static int text_fit(lua_State *L) {
  size_t len;
  const char *s = lun_check_string(L, 1, &len);
  lua_Integer columns = luaL_checkinteger(L, 2);
  size_t room = columns > 0 ? (size_t)columns : 0, n = room < len ? room : len;
  int at_end = lua_toboolean(L, 3);
  if (lun_utf8_check(s, len, NULL) == LUN_OK) {
    n = at_end ? lun_width_fit_end(s, len, room) : lun_width_fit(s, len, room);
  }
  lua_pushlstring(L, at_end ? s + len - n : s, n);
  return 1;
}

void lun_bind_text(lua_State *L) {
  static const luaL_Reg functions[] = {{"words", text_words},
                                       {"sentences", text_sentences},
                                       {"graphemes", text_graphemes},
                                       {"paragraphs", text_paragraphs},
                                       {"fold", text_fold},
                                       {"valid", text_valid},
                                       {"width", text_width},
                                       {"fit", text_fit},
                                       {NULL, NULL}};
  static const struct {
    const char *name;
    int value;
  } options[] = {{"CASE", LUN_FOLD_CASE},           {"NFC", LUN_FOLD_NFC},
                 {"NFKC", LUN_FOLD_NFKC},           {"MARKS", LUN_FOLD_MARKS},
                 {"IGNORABLE", LUN_FOLD_IGNORABLE}, {"PLAIN", LUN_FOLD_PLAIN}};
  luaL_newlib(L, functions);
  for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
    lua_pushinteger(L, options[i].value);
    lua_setfield(L, -2, options[i].name);
  }
  lua_setfield(L, -2, "text");
}
