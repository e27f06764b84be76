/* bind/regex.c -- ln.regex: PCRE2 over valid UTF-8, limits always on. */
#include "base/buffer.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "match/pattern.h"
#include "text/utf8.h"

#include <string.h>

#define REGEX_TYPE "lunette.regex"

enum {
  SOURCE = 1,          /* user value: the pattern as written */
  CHECKED = 2,         /* user value: the long text that was valid UTF-8 last time */
  LONG_TEXT = 4 * 1024 /* bytes from which it pays to remember that */
};

typedef struct regex {
  lun_pattern *pattern;
  lun_matcher *matcher; /* of this state, hence of one thread */
} regex;

/* The text that a call searches. */
typedef struct subject {
  const char *text;
  size_t len;
} subject;

static regex *check_regex(lua_State *L) {
  regex *r = lun_check_self(L, REGEX_TYPE);
  luaL_argcheck(L, r->pattern != NULL, 1, "regex was freed");
  return r;
}

static int regex_gc(lua_State *L) {
  regex *r = luaL_checkudata(L, 1, REGEX_TYPE);
  lun_pattern_free(r->pattern);
  lun_matcher_free(r->matcher);
  *r = (regex){0};
  return 0;
}

static unsigned check_flags(lua_State *L, int arg) {
  static const char letters[] = "imsxw";
  unsigned flags = 0;
  size_t len = 0;
  const char *s = lua_isnoneornil(L, arg) ? "" : lun_check_string(L, arg, &len);
  for (size_t i = 0; i < len; i++) {
    const char *at = memchr(letters, s[i], sizeof letters - 1);
    if (at == NULL) luaL_error(L, "unknown regex flag '%c'; flags: i, m, s, x, w", s[i]);
    else flags |= 1u << (at - letters);
  }
  return flags;
}

/* (pattern, flags) -> regex | nil, message, byte */
static int regex_new(lua_State *L) {
  size_t len;
  lun_error err = {0};
  const char *src = lun_check_string(L, 1, &len);
  unsigned flags = check_flags(L, 2);
  regex *r = lun_new_object(L, sizeof *r, 2, REGEX_TYPE);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, SOURCE);
  lun_status st = lun_pattern_new(src, len, flags, &r->pattern, &err);
  if (st == LUN_OK) st = lun_matcher_new(&r->matcher, &err);
  return st == LUN_OK ? 1 : lun_push_failure(L, &err);
}

/* Whether argument 2 is the text that was checked last: strings never change, and a user value keeps
** this one. Otherwise a script that goes through a long text by find(s, init) would have it checked
** from its start each time. */
static int is_checked(lua_State *L, const subject *s) {
  if (s->len < LONG_TEXT) return 0;
  int same = lua_getiuservalue(L, 1, CHECKED) == LUA_TSTRING && lua_tostring(L, -1) == s->text;
  lua_pop(L, 1);
  return same;
}

/* Argument 2 as a searchable text. 0: not valid UTF-8, and nil, message, byte are pushed. */
static int check_subject(lua_State *L, subject *s) {
  lun_error err = {0};
  s->text = lun_check_string(L, 2, &s->len);
  if (s->len > UINT32_MAX - 1) luaL_error(L, "a text of more than 4 GiB");
  if (is_checked(L, s)) return 1;
  if (lun_utf8_check(s->text, s->len, &err) != LUN_OK) {
    lun_push_failure(L, &err);
    return 0;
  }
  if (s->len >= LONG_TEXT) {
    lua_pushvalue(L, 2);
    lua_setiuservalue(L, 1, CHECKED);
  }
  return 1;
}

/* 1 found, 0 no more; limits raise. */
static int find_next(lua_State *L, regex *r, const subject *s, lun_pattern_place *place,
                     const lun_span **groups) {
  lun_error err = {0};
  /* A replacement function may have closed the regex in the middle of gsub. */
  if (r->pattern == NULL) luaL_error(L, "the regex was closed while it was in use");
  lun_status st = lun_pattern_next(r->pattern, r->matcher, s->text, s->len, place,
                                   lun_get_context(L), groups, &err);
  if (st != LUN_OK && st != LUN_DONE) lun_raise(L, &err);
  return st == LUN_OK;
}

static void push_group(lua_State *L, const subject *s, lun_span group) {
  if (group.from == LUN_GROUP_UNSET) lua_pushboolean(L, 0);
  else lua_pushlstring(L, s->text + group.from, group.to - group.from);
}

/* The captures, or the whole match when there are none; a group without part in it is false. */
static int push_captures(lua_State *L, const regex *r, const subject *s, const lun_span *groups) {
  size_t n = lun_pattern_groups(r->pattern);
  luaL_checkstack(L, (int)n + 1, "too many captures");
  if (n == 0) {
    push_group(L, s, groups[0]);
    return 1;
  }
  for (size_t i = 1; i <= n; i++) push_group(L, s, groups[i]);
  return (int)n;
}

/* Argument 3 as a place to start, moved to a code point boundary. 0 when it lies behind the end: there is
** no match there, not even an empty one, as in Lua's string library. */
static int start_place(lua_State *L, const subject *s, lun_pattern_place *place) {
  size_t from = lun_check_init(L, 3, s->len);
  while (from < s->len && ((unsigned char)s->text[from] & 0xC0) == 0x80) from++;
  *place = (lun_pattern_place){from, 0};
  return luaL_optinteger(L, 3, 1) <= (lua_Integer)s->len + 1;
}

/* The first match from argument 3 on: 1 found, 0 none. */
static int find_first(lua_State *L, regex *r, const subject *s, const lun_span **groups) {
  lun_pattern_place place;
  return start_place(L, s, &place) && find_next(L, r, s, &place, groups);
}

/* r:find(s, init) -> first, last, captures... | nil */
static int regex_find(lua_State *L) {
  regex *r = check_regex(L);
  subject s;
  if (!check_subject(L, &s)) return 3;
  const lun_span *groups;
  if (!find_first(L, r, &s, &groups)) {
    luaL_pushfail(L);
    return 1;
  }
  lun_push_range(L, groups[0]);
  return lun_pattern_groups(r->pattern) == 0 ? 2 : 2 + push_captures(L, r, &s, groups);
}

/* r:match(s, init) -> captures... | nil */
static int regex_match(lua_State *L) {
  regex *r = check_regex(L);
  subject s;
  if (!check_subject(L, &s)) return 3;
  const lun_span *groups;
  if (find_first(L, r, &s, &groups)) return push_captures(L, r, &s, groups);
  luaL_pushfail(L);
  return 1;
}

/* The group that is called so, or one behind the last. Of several with one name, one that took part. */
static size_t find_name(const regex *r, const lun_span *groups, const char *name, size_t len) {
  size_t count = lun_pattern_groups(r->pattern), found = count + 1;
  for (size_t g = 1; g <= count; g++) {
    const char *own = lun_pattern_name(r->pattern, g);
    if (own == NULL || strlen(own) != len || memcmp(own, name, len) != 0) continue;
    if (groups[g].from != LUN_GROUP_UNSET) return g;
    found = g;
  }
  return found;
}

/* r:captures(s, init) -> { [0] = match, captures..., name = capture... } | nil */
static int regex_captures(lua_State *L) {
  regex *r = check_regex(L);
  subject s;
  if (!check_subject(L, &s)) return 3;
  const lun_span *groups;
  if (!find_first(L, r, &s, &groups)) {
    luaL_pushfail(L);
    return 1;
  }
  size_t count = lun_pattern_groups(r->pattern);
  lua_createtable(L, (int)count, (int)count + 1);
  for (size_t g = 0; g <= count; g++) {
    push_group(L, &s, groups[g]);
    lua_rawseti(L, -2, (lua_Integer)g);
  }
  for (size_t g = 1; g <= count; g++) {
    const char *name = lun_pattern_name(r->pattern, g);
    if (name == NULL) continue;
    push_group(L, &s, groups[find_name(r, groups, name, strlen(name))]);
    lua_setfield(L, -2, name);
  }
  return 1;
}

/* r:test(s, init) -> boolean */
static int regex_test(lua_State *L) {
  regex *r = check_regex(L);
  subject s;
  if (!check_subject(L, &s)) return 3;
  const lun_span *groups;
  lua_pushboolean(L, find_first(L, r, &s, &groups));
  return 1;
}

/* Upvalues: regex, text, where to go on, whether the last match was empty. */
static int gmatch_next(lua_State *L) {
  regex *r = lua_touserdata(L, lua_upvalueindex(1));
  subject s;
  s.text = lua_tolstring(L, lua_upvalueindex(2), &s.len);
  lua_Integer from = lua_tointeger(L, lua_upvalueindex(3));
  if (from < 0) return 0;
  lun_pattern_place place = {(size_t)from, lua_toboolean(L, lua_upvalueindex(4))};
  const lun_span *groups;
  int found = find_next(L, r, &s, &place, &groups);
  lua_pushinteger(L, found ? (lua_Integer)place.from : -1);
  lua_replace(L, lua_upvalueindex(3));
  lua_pushboolean(L, place.after_empty);
  lua_replace(L, lua_upvalueindex(4));
  return found ? push_captures(L, r, &s, groups) : 0;
}

/* r:gmatch(s, init) -> iterator over captures */
static int regex_gmatch(lua_State *L) {
  check_regex(L);
  subject s;
  lun_pattern_place place;
  if (!check_subject(L, &s)) return 3;
  int any = start_place(L, &s, &place);
  lua_settop(L, 2);
  lua_pushinteger(L, any ? (lua_Integer)place.from : -1);
  lua_pushboolean(L, 0);
  lua_pushcclosure(L, gmatch_next, 4);
  return 1;
}

/* Append a replacement string: %0-%9 are the match and its captures, %{name} a named one, %% is %. */
static void add_template(lua_State *L, const regex *r, const subject *s, const lun_span *groups,
                         lun_buffer *out) {
  size_t len, count = lun_pattern_groups(r->pattern);
  const char *t = lua_tolstring(L, 3, &len);
  for (size_t i = 0; i < len; i++) {
    if (t[i] != '%') {
      lun_buffer_add_byte(out, t[i]);
      continue;
    }
    if (++i < len && t[i] == '%') {
      lun_buffer_add_byte(out, '%');
      continue;
    }
    size_t group = count + 1;
    const char *end = i < len && t[i] == '{' ? memchr(t + i, '}', len - i) : NULL;
    if (i < len && t[i] >= '0' && t[i] <= '9') group = (size_t)(t[i] - '0');
    if (end != NULL) group = find_name(r, groups, t + i + 1, (size_t)(end - (t + i + 1)));
    if (group > count) luaL_error(L, "the replacement names a capture that the pattern lacks");
    if (end != NULL) i = (size_t)(end - t);
    if (groups[group].from == LUN_GROUP_UNSET) continue;
    lun_buffer_add(out, s->text + groups[group].from, groups[group].to - groups[group].from);
  }
}

/* A function or table says what replaces the match; false or nil keeps it. `saved` outlives the call
** of user code, which may run this very regex. */
static void add_computed(lua_State *L, const regex *r, const subject *s, const lun_span *groups,
                         lun_buffer *out) {
  lun_span whole = groups[0];
  if (lua_isfunction(L, 3)) {
    lua_pushvalue(L, 3);
    lua_call(L, push_captures(L, r, s, groups), 1);
  } else {
    int n = push_captures(L, r, s, groups);
    lua_pop(L, n - 1);
    lua_gettable(L, 3);
  }
  size_t len;
  if (!lua_toboolean(L, -1)) lun_buffer_add(out, s->text + whole.from, whole.to - whole.from);
  else if (lua_isstring(L, -1)) {
    const char *text = lua_tolstring(L, -1, &len);
    lun_buffer_add(out, text, len);
  } else luaL_error(L, "a replacement must be a string, not a %s", luaL_typename(L, -1));
  lua_pop(L, 1);
}

/* r:gsub(s, replacement, max) -> string, count */
static int regex_gsub(lua_State *L) {
  regex *r = check_regex(L);
  subject s;
  int type = lua_type(L, 3);
  luaL_argexpected(L, type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
                   "string/function/table");
  lua_Integer most = luaL_optinteger(L, 4, LUA_MAXINTEGER), count = 0;
  lua_settop(L, 4);
  if (!check_subject(L, &s)) return 3;
  lun_buffer *out = lun_push_buffer(L);
  lun_pattern_place place = {0, 0};
  const lun_span *groups;
  size_t copied = 0;
  for (; count < most && find_next(L, r, &s, &place, &groups); count++) {
    lun_span whole = groups[0];
    lun_buffer_add(out, s.text + copied, whole.from - copied);
    if (type == LUA_TSTRING) add_template(L, r, &s, groups, out);
    else add_computed(L, r, &s, groups, out);
    copied = whole.to;
  }
  lun_buffer_add(out, s.text + copied, s.len - copied);
  lun_error err = {0};
  if (lun_buffer_status(out, &err) != LUN_OK) return lun_raise(L, &err);
  lua_pushlstring(L, out->data, out->len);
  lua_pushinteger(L, count);
  return 2;
}

/* r:split(s) -> array of the pieces between matches; empty matches part nothing */
static int regex_split(lua_State *L) {
  regex *r = check_regex(L);
  subject s;
  lua_settop(L, 2);
  if (!check_subject(L, &s)) return 3;
  lun_pattern_place place = {0, 0};
  const lun_span *groups;
  size_t from = 0;
  lua_Integer n = 0;
  lua_newtable(L);
  while (find_next(L, r, &s, &place, &groups)) {
    if (groups[0].from == groups[0].to) continue;
    lua_pushlstring(L, s.text + from, groups[0].from - from);
    from = groups[0].to;
    lua_rawseti(L, -2, ++n);
  }
  lua_pushlstring(L, s.text + from, s.len - from);
  lua_rawseti(L, -2, n + 1);
  return 1;
}

static int regex_tostring(lua_State *L) {
  check_regex(L);
  lua_pushliteral(L, "/");
  lua_getiuservalue(L, 1, SOURCE);
  lua_pushliteral(L, "/");
  lua_concat(L, 3);
  return 1;
}

void lun_bind_regex(lua_State *L) {
  static const luaL_Reg meta[] = {
      {"__gc", regex_gc}, {"__close", regex_gc}, {"__tostring", regex_tostring}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"find", regex_find},         {"match", regex_match},
                                     {"gmatch", regex_gmatch},     {"gsub", regex_gsub},
                                     {"split", regex_split},       {"test", regex_test},
                                     {"captures", regex_captures}, {NULL, NULL}};
  lun_new_type(L, REGEX_TYPE, "regex_methods", meta, methods, NULL);
  lua_pushcfunction(L, regex_new);
  lua_setfield(L, -2, "regex");
}
