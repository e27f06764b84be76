/* bind/text.c -- ln.text: the units of a string, and its other forms. */
#include "base/buffer.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/spans.h"
#include "text/fold.h"
#include "text/segment.h"
#include "text/utf8.h"

typedef lun_status (*segmenter)(const char *, size_t, const lun_context *, lun_spans *,
                                lun_error *);

static lun_status words(const char *s, size_t len, const lun_context *ctx, lun_spans *out,
                        lun_error *err) {
  return lun_words_find(s, len, LUN_SEGMENT_WORDS, ctx, out, err);
}

static lun_status all_words(const char *s, size_t len, const lun_context *ctx, lun_spans *out,
                            lun_error *err) {
  return lun_words_find(s, len, LUN_SEGMENT_ALL, ctx, out, err);
}

static lun_status sentences(const char *s, size_t len, const lun_context *ctx, lun_spans *out,
                            lun_error *err) {
  return lun_sentences_find(s, len, LUN_SEGMENT_WORDS, ctx, out, err);
}

static lun_status all_sentences(const char *s, size_t len, const lun_context *ctx, lun_spans *out,
                                lun_error *err) {
  return lun_sentences_find(s, len, LUN_SEGMENT_ALL, ctx, out, err);
}

/* (string) -> spans | nil, message, byte */
static int segment(lua_State *L, segmenter find) {
  size_t len;
  lun_error err = {0};
  const char *s = lun_check_string(L, 1, &len);
  if (len > UINT32_MAX) return luaL_error(L, "a text of more than 4 GiB");
  if (lun_utf8_check(s, len, &err) != LUN_OK) return lun_push_failure(L, &err);
  lun_spans *out = lun_push_spans(L, 1);
  if (find(s, len, lun_get_context(L), out, &err) != LUN_OK) return lun_push_failure(L, &err);
  return 1;
}

static int text_words(lua_State *L) {
  return segment(L, lua_toboolean(L, 2) ? all_words : words);
}

static int text_sentences(lua_State *L) {
  return segment(L, lua_toboolean(L, 2) ? all_sentences : sentences);
}

static int text_graphemes(lua_State *L) {
  return segment(L, lun_graphemes_find);
}

static int text_paragraphs(lua_State *L) {
  return segment(L, lun_paragraphs_find);
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

void lun_bind_text(lua_State *L) {
  static const luaL_Reg functions[] = {{"words", text_words},
                                       {"sentences", text_sentences},
                                       {"graphemes", text_graphemes},
                                       {"paragraphs", text_paragraphs},
                                       {"fold", text_fold},
                                       {"valid", text_valid},
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
