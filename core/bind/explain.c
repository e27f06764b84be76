/* bind/explain.c -- the boundaries of a string with their reasons, as rows. */
#include "base/buffer.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "text/explain.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

typedef lun_status (*explainer)(const char *, size_t, lun_verdict_each, void *, lun_error *);

/* Where the verdicts of a walk are kept until it is over: what makes rows may raise, and the walk
** holds memory that nobody would free then. */
typedef struct keeper {
  lun_buffer *verdicts;
  const lun_context *ctx;
} keeper;

static lun_status keep(void *user, const lun_verdict *verdict, lun_error *err) {
  keeper *k = user;
  lun_buffer_add(k->verdicts, (const char *)verdict, sizeof *verdict);
  lun_status st = lun_buffer_status(k->verdicts, err);
  return st == LUN_OK ? lun_context_check(k->ctx, err) : st;
}

/* 1 when a person sees the code point where it stands alone: no blank, control or mark. */
static int is_visible(uint32_t code) {
  unsigned classes = lun_unicode_get(code);
  lun_word_class word = lun_unicode_word(classes);
  lun_grapheme_class k = lun_unicode_grapheme(classes);
  if (lun_unicode_is_blank(code, classes) || word == LUN_WORD_EXTEND) return 0;
  if (word == LUN_WORD_FORMAT || word == LUN_WORD_ZWJ || k == LUN_GRAPHEME_CR) return 0;
  return k != LUN_GRAPHEME_LF && k != LUN_GRAPHEME_CONTROL;
}

/* Set field `name` of the row at the top: the code point at `at`, or "U+200D" for one that would
** not be seen. */
static void set_code(lua_State *L, const char *name, const char *s, size_t len, size_t at) {
  size_t next;
  char number[16];
  uint32_t code = lun_utf8_get(s, len, at, &next);
  if (is_visible(code)) {
    lua_pushlstring(L, s + at, next - at);
  } else {
    snprintf(number, sizeof number, "U+%04X", (unsigned)code);
    lua_pushstring(L, number);
  }
  lua_setfield(L, -2, name);
}

/* Push a table of the fields of one verdict; the one before it stood at `previous`. */
static void push_row(lua_State *L, const char *s, size_t len, size_t previous,
                     const lun_verdict *verdict) {
  lua_createtable(L, 0, 6);
  lua_pushinteger(L, lun_to_first(verdict->at));
  lua_setfield(L, -2, "byte");
  if (verdict->at > 0) set_code(L, "before", s, len, previous);
  if (verdict->at < len) set_code(L, "after", s, len, verdict->at);
  lua_pushboolean(L, verdict->is_boundary);
  lua_setfield(L, -2, "boundary");
  lua_pushstring(L, verdict->rule);
  lua_setfield(L, -2, "rule");
  lua_pushstring(L, verdict->meaning);
  lua_setfield(L, -2, "meaning");
}

/* (string, unit) -> array of rows | nil, message, byte */
static int text_explain(lua_State *L) {
  static const char *const units[] = {"words", "sentences", "graphemes", NULL};
  static const explainer explainers[] = {lun_words_explain, lun_sentences_explain,
                                         lun_graphemes_explain};
  size_t len, previous = 0;
  lun_error err = {0};
  const char *s = lun_check_string(L, 1, &len);
  int unit = luaL_checkoption(L, 2, "words", units);
  keeper k = {lun_push_buffer(L), lun_get_context(L)};
  lun_status st = lun_utf8_check(s, len, &err);
  if (st == LUN_OK) st = explainers[unit](s, len, keep, &k, &err);
  if (st != LUN_OK) return lun_push_failure(L, &err);
  lua_newtable(L);
  for (size_t i = 0; i < k.verdicts->len / sizeof(lun_verdict); i++) {
    lun_verdict verdict;
    memcpy(&verdict, k.verdicts->data + i * sizeof verdict, sizeof verdict);
    push_row(L, s, len, previous, &verdict);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
    previous = verdict.at;
  }
  return 1;
}

void lun_bind_explain(lua_State *L) {
  lua_pushcfunction(L, text_explain);
  lua_setfield(L, -2, "explain");
}
