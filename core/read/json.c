#include "read/json.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

/* yajl writes through what its allocator returns without a look, so an allocation must not fail
** while it runs. It gets its memory from an arena that is made large enough before: a handful of
** small blocks, the stack of states, and two buffers that double: unescaped strings, and a token
** that the text's end cuts. Neither grows past twice the text. */
enum {
  ARENA_SLOT = 4096, /* the least block: the stack of states never outgrows it at LUN_JSON_DEPTH */
  ARENA_SMALL = 64 * 1024,
  ARENA_KEEP = 1024 * 1024, /* more is given back after the object */
  ARENA_HEADER = 16
};

typedef struct json_arena {
  char *data;
  size_t cap;
  size_t used;
  size_t last; /* where the newest block begins */
} json_arena;

struct lun_json {
  json_arena arena;
  yajl_handle parser; /* while parsing */
  const char *text;
  size_t len;
  lun_record *record;
  lun_buffer strings; /* unescaped ones; reserved before, so that they do not move */
  const char *key;
  size_t key_len;
  size_t depth;
  size_t nested_from; /* byte of `text` where the nested value begins */
  lun_status status;
  const char *why; /* of LUN_EFORMAT when it was not yajl who found it */
};

lun_status lun_json_new(lun_json **out, lun_error *err) {
  *out = lun_zalloc(sizeof **out);
  return *out != NULL ? LUN_OK : lun_fail_memory(err);
}

void lun_json_free(lun_json *json) {
  if (json == NULL) return;
  lun_free(json->arena.data);
  lun_buffer_clear(&json->strings);
  lun_free(json);
}

static void *arena_alloc(void *ctx, size_t size) {
  json_arena *arena = ctx;
  size_t room = (size < ARENA_SLOT ? ARENA_SLOT : size) + ARENA_HEADER;
  room = (room + ARENA_HEADER - 1) / ARENA_HEADER * ARENA_HEADER;
  if (room > arena->cap - arena->used) return NULL;
  arena->last = arena->used;
  arena->used += room;
  char *block = arena->data + arena->last;
  size_t payload = room - ARENA_HEADER;
  memcpy(block, &payload, sizeof payload);
  return block + ARENA_HEADER;
}

static void *arena_realloc(void *ctx, void *old, size_t size) {
  json_arena *arena = ctx;
  size_t payload;
  if (old == NULL) return arena_alloc(ctx, size);
  memcpy(&payload, (char *)old - ARENA_HEADER, sizeof payload);
  if (size <= payload) return old;
  size_t from = (size_t)((char *)old - ARENA_HEADER - arena->data);
  if (from == arena->last) { /* the newest block grows where it stands */
    arena->used = from;
    return arena_alloc(ctx, size);
  }
  void *moved = arena_alloc(ctx, size);
  if (moved != NULL) memcpy(moved, old, payload);
  return moved;
}

static void arena_free(void *ctx, void *p) {
  (void)ctx;
  (void)p; /* all at once, before the next object */
}

static lun_status reserve_arena(json_arena *arena, size_t len, lun_error *err) {
  size_t need = ARENA_SMALL + 4 * len;
  arena->used = 0;
  if (arena->cap >= need && (arena->cap <= ARENA_KEEP || need > ARENA_KEEP)) return LUN_OK;
  size_t cap = need < ARENA_KEEP ? ARENA_KEEP : need;
  lun_free(arena->data);
  arena->cap = 0;
  arena->data = lun_alloc(cap);
  if (arena->data == NULL) return lun_fail_memory(err);
  arena->cap = cap;
  return LUN_OK;
}

static int refuse(lun_json *json, const char *why) {
  json->status = LUN_EFORMAT;
  json->why = why;
  return 0;
}

static int add_field(lun_json *json, const char *value, size_t len, lun_value_type type) {
  if (json->depth == 0) return refuse(json, "not an object");
  if (json->depth > 1) return 1;
  json->status = lun_record_add(json->record, json->key, json->key_len, value, len, type, NULL);
  json->why = "too many members";
  return json->status == LUN_OK;
}

/* A string as it will stay: one that yajl had to unescape lies in a buffer that the next takes. */
static const char *keep_string(lun_json *json, const char *s, size_t len) {
  uintptr_t at = (uintptr_t)s, text = (uintptr_t)json->text;
  if (len == 0) return "";
  if (at >= text && at - text < json->len) return s;
  char *to = json->strings.data + json->strings.len;
  memcpy(to, s, len);
  json->strings.len += len;
  return to;
}

static int on_null(void *ctx) {
  lun_json *json = ctx;
  return json->depth > 0 ? 1 : refuse(json, "not an object");
}

static int on_boolean(void *ctx, int value) {
  return add_field(ctx, value ? "true" : "false", value ? 4 : 5, LUN_VALUE_BOOLEAN);
}

static int is_integer(const char *s, size_t len) {
  char copy[24]; /* the longest 64-bit integer has 20 characters */
  if (len >= sizeof copy || memchr(s, '.', len) || memchr(s, 'e', len) || memchr(s, 'E', len)) {
    return 0;
  }
  memcpy(copy, s, len);
  copy[len] = '\0';
  errno = 0;
  (void)strtoll(copy, NULL, 10);
  return errno == 0;
}

static int on_number(void *ctx, const char *s, size_t len) {
  return add_field(ctx, s, len, is_integer(s, len) ? LUN_VALUE_INTEGER : LUN_VALUE_NUMBER);
}

static int on_string(void *ctx, const unsigned char *s, size_t len) {
  lun_json *json = ctx;
  if (json->depth != 1) return add_field(json, "", 0, LUN_VALUE_TEXT);
  const char *kept = keep_string(json, (const char *)s, len);
  return add_field(json, kept, len, LUN_VALUE_TEXT);
}

static int on_key(void *ctx, const unsigned char *s, size_t len) {
  lun_json *json = ctx;
  if (json->depth != 1) return 1;
  json->key = keep_string(json, (const char *)s, len);
  json->key_len = len;
  return 1;
}

/* An object or array begins; yajl has just consumed its bracket. */
static int on_begin(void *ctx) {
  lun_json *json = ctx;
  if (json->depth == 1) json->nested_from = yajl_get_bytes_consumed(json->parser) - 1;
  if (json->depth == LUN_JSON_DEPTH) return refuse(json, "nested too deep");
  json->depth++;
  return 1;
}

static int on_begin_array(void *ctx) {
  lun_json *json = ctx;
  return json->depth > 0 ? on_begin(json) : refuse(json, "not an object");
}

static int on_end(void *ctx) {
  lun_json *json = ctx;
  json->depth--;
  if (json->depth != 1) return 1;
  size_t to = yajl_get_bytes_consumed(json->parser);
  if (!add_field(json, json->text + json->nested_from, to - json->nested_from, LUN_VALUE_TEXT)) {
    return 0;
  }
  json->record->fields[json->record->count - 1].is_nested = 1;
  return 1;
}

static const yajl_callbacks callbacks = {.yajl_null = on_null,
                                         .yajl_boolean = on_boolean,
                                         .yajl_number = on_number,
                                         .yajl_string = on_string,
                                         .yajl_start_map = on_begin,
                                         .yajl_map_key = on_key,
                                         .yajl_end_map = on_end,
                                         .yajl_start_array = on_begin_array,
                                         .yajl_end_array = on_end};

/* The value of the \uXXXX at `s`, or 0 when there is none. */
static unsigned get_escape(const char *s, size_t left) {
  char digits[5] = {0};
  if (left < 6 || s[0] != '\\' || s[1] != 'u') return 0;
  memcpy(digits, s + 2, 4);
  return (unsigned)strtoul(digits, NULL, 16);
}

lun_status lun_json_check_surrogates(const char *text, size_t len, lun_error *err) {
  const char *at = memchr(text, '\\', len), *end = text + len;
  while (at != NULL) {
    unsigned code = get_escape(at, (size_t)(end - at));
    size_t step = code == 0 ? 2 : 6;
    if (code >= 0xD800 && code < 0xDC00) {
      unsigned low = get_escape(at + 6, (size_t)(end - at - 6));
      step = low >= 0xDC00 && low < 0xE000 ? 12 : 0;
    }
    if (step == 0 || (code >= 0xDC00 && code < 0xE000)) {
      return lun_fail(err, LUN_EFORMAT, (size_t)(at - text),
                      "not JSON: surrogate \\u%04x without its pair", code);
    }
    at = (size_t)(end - at) > step ? memchr(at + step, '\\', (size_t)(end - at) - step) : NULL;
  }
  return LUN_OK;
}

/* What yajl found, in one short line: it says "parse error: trailing garbage" and a line end. */
static lun_status explain(lun_json *json, size_t at, lun_error *err) {
  const unsigned char *text = (const unsigned char *)json->text;
  unsigned char *words = yajl_get_error(json->parser, 0, text, json->len);
  const char *why = (const char *)words;
  const char *colon = strstr(why, ": ");
  if (colon != NULL) why = colon + 2;
  size_t len = strcspn(why, "\n");
  if (len > 0 && why[len - 1] == '.') len--;
  if (strncmp(why, "premature EOF", 13) == 0) {
    return lun_fail(err, LUN_EFORMAT, json->len, "not JSON: it ends inside a value");
  }
  return lun_fail(err, LUN_EFORMAT, at, "not JSON: %.*s", (int)len, why);
}

static lun_status parse(lun_json *json, lun_error *err) {
  yajl_alloc_funcs memory = {arena_alloc, arena_realloc, arena_free, &json->arena};
  json->parser = yajl_alloc(&callbacks, &memory, json);
  yajl_config(json->parser, yajl_dont_validate_strings, 1); /* the text is checked already */
  const unsigned char *text = (const unsigned char *)json->text;
  yajl_status found = yajl_parse(json->parser, text, json->len);
  size_t at = yajl_get_bytes_consumed(json->parser);
  if (found == yajl_status_ok) {
    found = yajl_complete_parse(json->parser);
    at = json->len;
  }
  if (at > json->len) at = json->len;
  lun_status st = LUN_OK;
  if (json->status == LUN_ENOMEM) st = lun_fail_memory(err);
  else if (json->status != LUN_OK) st = lun_fail(err, json->status, at, "%s", json->why);
  else if (found != yajl_status_ok) st = explain(json, at, err);
  yajl_free(json->parser);
  json->parser = NULL;
  return st;
}

lun_status lun_json_get(lun_json *json, const char *text, size_t len, lun_record *record,
                        lun_error *err) {
  int has_escapes = len > 0 && memchr(text, '\\', len) != NULL;
  lun_status st = reserve_arena(&json->arena, len, err);
  if (st != LUN_OK) return st;
  if (json->strings.cap > ARENA_KEEP && len < ARENA_KEEP) lun_buffer_clear(&json->strings);
  lun_buffer_reset(&json->strings);
  if (has_escapes && lun_buffer_reserve(&json->strings, len) == NULL) return lun_fail_memory(err);
  json->text = text;
  json->len = len;
  json->record = record;
  json->depth = 0;
  json->status = LUN_OK;
  st = parse(json, err);
  return st == LUN_OK && has_escapes ? lun_json_check_surrogates(text, len, err) : st;
}
