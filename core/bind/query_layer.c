#include "bind/query_layer.h"

#include "analysis/actor.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/hit.h"

#include <string.h>

#define LAYER_TYPE "lunette.query_layer"

enum { HIT_KEY, HIT_CODE, HIT_ENTRY, HIT_FORM };
enum { SPAN_LABEL, SPAN_KEY, SPAN_RULE };

typedef enum layer_kind { HITS, QUOTES, CUES, SPEAKERS, SPANS, KINDS } layer_kind;

/* Attributes of a layer's spans; a value without an attribute's name is looked for in the first
** `main_count`. */
static const struct {
  const char *const attributes[5];
  uint32_t main_count;
} kinds[KINDS] = {
    [HITS] = {{"key", "code", "entry", "form", NULL}, 2},
    [QUOTES] = {{"kind", "speaker", "speaker_text", "cue", NULL}, 1},
    [CUES] = {{"cue", "kind", "speaker", "speaker_text", NULL}, 1},
    [SPEAKERS] = {{"speaker", "speaker_text", "kind", "cue", NULL}, 2},
    [SPANS] = {{"label", "key", "rule", NULL}, 2},
};

static lun_query_layer *check_layer(lua_State *L, int arg) {
  lun_query_layer *layer = luaL_checkudata(L, arg, LAYER_TYPE);
  luaL_argcheck(L, layer->attributes != NULL, arg, "query layer was freed");
  return layer;
}

/* query_layer(kind) -> a layer without spans; kind: "hits", "quotes", their "cues" or "speakers", or
** "spans" */
static int layer_new(lua_State *L) {
  static const char *const names[] = {"hits", "quotes", "cues", "speakers", "spans", NULL};
  int kind = luaL_checkoption(L, 1, "spans", names);
  lun_query_layer *layer = lun_new_object(L, sizeof *layer, 0, LAYER_TYPE);
  layer->attributes = kinds[kind].attributes;
  layer->main_count = kinds[kind].main_count;
  return 1;
}

static layer_kind kind_of(const lun_query_layer *layer) {
  layer_kind kind = HITS;
  while (layer->attributes != kinds[kind].attributes) kind++;
  return kind;
}

static int layer_gc(lua_State *L) {
  lun_query_layer_clear(luaL_checkudata(L, 1, LAYER_TYPE));
  return 0;
}

static lun_status set_text(lun_query_layer *layer, uint32_t attribute, const char *text,
                           lun_error *err) {
  return lun_query_layer_set(layer, attribute, text, strlen(text), err);
}

static lun_status add_hit(lun_query_layer *layer, const lun_batch *b, size_t i,
                          const lun_date *date, lun_buffer *code, lun_error *err) {
  const lun_hit *hit = &b->hits.items[i];
  const lun_entry *entry = &b->dict->entries[hit->entry];
  lun_buffer_reset(code);
  lun_actor_code(entry, date, code);
  lun_status st = lun_buffer_status(code, err);
  if (st == LUN_OK) st = lun_query_layer_add(layer, (lun_span){hit->from, hit->to}, err);
  if (st == LUN_OK) st = set_text(layer, HIT_KEY, entry->key, err);
  if (st == LUN_OK && code->len > 0) {
    st = lun_query_layer_set(layer, HIT_CODE, code->data, code->len, err);
  }
  if (st == LUN_OK) st = set_text(layer, HIT_ENTRY, entry->value, err);
  return st == LUN_OK ? set_text(layer, HIT_FORM, lun_form_name(hit->form), err) : st;
}

/* The attribute `name`, one of the layer's, of the span added last: nothing when `value` is empty. */
static lun_status set_bytes(lun_query_layer *layer, const char *name, const char *text,
                            lun_span value, lun_error *err) {
  if (value.from == value.to) return LUN_OK;
  uint32_t attribute = lun_query_layer_find(layer, name);
  return lun_query_layer_set(layer, attribute, text + value.from, value.to - value.from, err);
}

/* One span of the quotation's. */
static lun_status add_piece(lun_query_layer *layer, const lun_quote *q, lun_span piece,
                            const char *text, lun_error *err) {
  const char *kind = lun_quote_kind_name(q->kind);
  if (piece.from == piece.to) return LUN_OK;
  lun_status st = lun_query_layer_add(layer, piece, err);
  if (st == LUN_OK) {
    st = set_bytes(layer, "kind", kind, (lun_span){0, (uint32_t)strlen(kind)}, err);
  }
  if (st == LUN_OK) st = set_bytes(layer, "speaker", text, q->speaker_name, err);
  if (st == LUN_OK) st = set_bytes(layer, "speaker_text", text, q->speaker, err);
  return st == LUN_OK ? set_bytes(layer, "cue", text, q->cue, err) : st;
}

/* Its cue, its speaker, or a span for each piece of it: the words between them are the writer's. */
static lun_status add_quote(lun_query_layer *layer, const lun_batch *b, size_t i, const char *text,
                            lun_error *err) {
  const lun_quote *q = &b->quotes.items[i];
  layer_kind kind = kind_of(layer);
  lun_status st = LUN_OK;
  if (kind == CUES) return add_piece(layer, q, q->cue, text, err);
  if (kind == SPEAKERS) return add_piece(layer, q, q->speaker, text, err);
  for (size_t k = 0; st == LUN_OK && k < q->segment_count; k++) {
    st = add_piece(layer, q, b->quotes.segments.items[q->segment + k], text, err);
  }
  return st;
}

/* Hits [from, to) of the batch at stack place `arg`. */
static int add_hits(lua_State *L, lun_query_layer *layer, int arg, size_t from, size_t to) {
  size_t len;
  lun_date date;
  lun_error err = {0};
  lun_status st = LUN_OK;
  const lun_batch *b = lun_check_batch(L, arg);
  const lun_document *doc = lun_batch_document(L, arg);
  const char *text = lun_document_text(doc, &len);
  int quotes = b->dict == NULL;
  layer_kind kind = kind_of(layer);
  luaL_argcheck(L, kind != SPANS && (kind == HITS) == !quotes, arg,
                "hits of the kind of the layer");
  lun_buffer *code = lun_push_buffer(L);
  lun_document_date(doc, &date);
  for (size_t i = from; st == LUN_OK && i < to; i++) {
    st = quotes ? add_quote(layer, b, i, text, &err) : add_hit(layer, b, i, &date, code, &err);
  }
  if (st != LUN_OK) return lun_raise(L, &err);
  return 0;
}

/* layer:add_batch(batch): all its hits */
static int layer_add_batch(lua_State *L) {
  lun_query_layer *layer = check_layer(L, 1);
  const lun_batch *b = lun_check_batch(L, 2);
  return add_hits(L, layer, 2, 0, b->dict != NULL ? b->hits.count : b->quotes.count);
}

/* layer:add_hit(hit) */
static int layer_add_hit(lua_State *L) {
  lun_query_layer *layer = check_layer(L, 1);
  size_t i = lun_push_hit_batch(L, 2);
  return add_hits(L, layer, lua_gettop(L), i, i + 1);
}

/* layer:add(first, last, label, key, rule): a span of a layer of spans */
static int layer_add(lua_State *L) {
  lun_error err = {0};
  lun_query_layer *layer = check_layer(L, 1);
  lun_span span = lun_check_range(L, 2, UINT32_MAX);
  lun_status st = lun_query_layer_add(layer, span, &err);
  for (int i = SPAN_LABEL; st == LUN_OK && i <= SPAN_RULE; i++) {
    size_t len;
    const char *text = luaL_optlstring(L, 4 + i, "", &len);
    if (len > 0) st = lun_query_layer_set(layer, (uint32_t)i, text, len, &err);
  }
  if (st != LUN_OK) return lun_raise(L, &err);
  return 0;
}

/* layer:attributes() -> array of what its spans may have */
static int layer_attributes(lua_State *L) {
  const lun_query_layer *layer = check_layer(L, 1);
  lua_newtable(L);
  for (lua_Integer i = 0; layer->attributes[i] != NULL; i++) {
    lua_pushstring(L, layer->attributes[i]);
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

lun_named_layers lun_push_named_layers(lua_State *L, int arg) {
  enum { LAYERS_MOST = 64 };
  lun_named_layer *items = lua_newuserdatauv(L, LAYERS_MOST * sizeof *items, 0);
  size_t count = 0;
  if (lua_isnoneornil(L, arg)) return (lun_named_layers){items, 0};
  luaL_checktype(L, arg, LUA_TTABLE);
  for (lua_pushnil(L); lua_next(L, arg) != 0; lua_pop(L, 1)) {
    luaL_argcheck(L, lua_type(L, -2) == LUA_TSTRING, arg, "layers have names");
    luaL_argcheck(L, count < LAYERS_MOST, arg, "more than 64 layers");
    lun_query_layer *layer = check_layer(L, -1);
    lun_query_layer_sort(layer);
    items[count++] = (lun_named_layer){lua_tostring(L, -2), layer};
  }
  return (lun_named_layers){items, count};
}

void lun_bind_query_layer(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", layer_gc}, {"__close", layer_gc}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"add", layer_add},
                                     {"add_hit", layer_add_hit},
                                     {"add_batch", layer_add_batch},
                                     {"attributes", layer_attributes},
                                     {NULL, NULL}};
  lun_new_type(L, LAYER_TYPE, "query_layer_methods", meta, methods, NULL);
  lua_pushcfunction(L, layer_new);
  lua_setfield(L, -2, "query_layer");
}
