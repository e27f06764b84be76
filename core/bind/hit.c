#include "bind/hit.h"

#include "base/map.h"
#include "bind/bind.h"
#include "bind/convert.h"
#include "bind/document.h"

#include <stdio.h>
#include <string.h>

#define BATCH_TYPE "lunette.batch"
#define HIT_TYPE "lunette.hit"
#define HIT_FIELDS "lunette.hit_fields"

/* User value: the batch, which holds the document. */
typedef struct hit {
  uint32_t index; /* in the batch */
  lun_span span;
} hit;

lun_batch *lun_push_batch(lua_State *L, int doc, int dictionary) {
  doc = lua_absindex(L, doc);
  lun_batch *b = lun_new_object(L, sizeof *b, 2, BATCH_TYPE);
  lua_pushvalue(L, doc);
  lua_setiuservalue(L, -2, 1);
  if (dictionary != 0) {
    lua_pushvalue(L, dictionary);
    lua_setiuservalue(L, -2, 2);
  }
  return b;
}

lun_batch *lun_check_batch(lua_State *L, int arg) {
  return luaL_checkudata(L, arg, BATCH_TYPE);
}

lun_document *lun_batch_document(lua_State *L, int batch) {
  lua_getiuservalue(L, batch, 1);
  lun_document *doc = lun_check_document(L, -1);
  lua_pop(L, 1);
  return doc;
}

static int batch_gc(lua_State *L) {
  lun_batch *b = lun_check_batch(L, 1);
  lun_dictionary_free(b->dict);
  lun_dictionary_free(b->actors);
  lun_hits_clear(&b->hits);
  lun_mentions_clear(&b->mentions);
  lun_captures_clear(&b->captures);
  lun_quotes_clear(&b->quotes);
  *b = (lun_batch){0};
  return 0;
}

static size_t batch_count(const lun_batch *b) {
  return b->dict != NULL ? b->hits.count : b->quotes.count;
}

static int batch_len(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)batch_count(lun_check_batch(L, 1)));
  return 1;
}

/* batch:dictionary() -> the dictionary that was searched with, or nil */
static int batch_dictionary(lua_State *L) {
  lun_check_batch(L, 1);
  lua_getiuservalue(L, 1, 2);
  return 1;
}

/* batch:discarded() -> how many hits were discarded in this document, and whether it states no date
** although the actors' codes are dated */
static int batch_discarded(lua_State *L) {
  const lun_batch *b = lun_check_batch(L, 1);
  lua_pushinteger(L, (lua_Integer)b->discarded);
  lua_pushboolean(L, b->undated);
  return 2;
}

/* batch:odd_marks() -> quotation marks of the document whose other half is missing */
static int batch_odd_marks(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lun_check_batch(L, 1)->quotes.odd_marks);
  return 1;
}

/* batch:hit(i) -> hit, or nil behind the last */
static int batch_hit(lua_State *L) {
  const lun_batch *b = lun_check_batch(L, 1);
  lua_Integer i = luaL_checkinteger(L, 2) - 1;
  if (i < 0 || (lua_Unsigned)i >= batch_count(b)) {
    lua_pushnil(L);
    return 1;
  }
  hit *h = lun_new_object(L, sizeof *h, 1, HIT_TYPE);
  h->index = (uint32_t)i;
  h->span = b->dict != NULL ? (lun_span){b->hits.items[i].from, b->hits.items[i].to}
                            : b->quotes.items[i].span;
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  return 1;
}

static hit *check_hit(lua_State *L, int arg) {
  return arg == 1 ? lun_check_self(L, HIT_TYPE) : luaL_checkudata(L, arg, HIT_TYPE);
}

int lun_test_hit(lua_State *L, int arg, lun_span *span, lun_document **doc) {
  const hit *h = luaL_testudata(L, arg, HIT_TYPE);
  if (h == NULL) return 0;
  *span = h->span;
  lua_getiuservalue(L, arg, 1);
  *doc = lun_batch_document(L, lua_gettop(L));
  lua_pop(L, 1);
  return 1;
}

size_t lun_push_hit_batch(lua_State *L, int arg) {
  const hit *h = luaL_checkudata(L, arg, HIT_TYPE);
  lua_getiuservalue(L, arg, 1);
  return h->index;
}

/* The batch of the hit at stack place 1; its address stays good while the hit is on the stack. */
static const lun_batch *get_batch(lua_State *L) {
  lua_getiuservalue(L, 1, 1);
  const lun_batch *b = lun_check_batch(L, -1);
  lua_pop(L, 1);
  return b;
}

/* A document is pushed; returns it. */
static lun_document *push_doc(lua_State *L) {
  lua_getiuservalue(L, 1, 1);
  lua_getiuservalue(L, -1, 1);
  lua_remove(L, -2);
  return lun_check_document(L, -1);
}

static void push_text(lua_State *L, lun_span span) {
  size_t len;
  const char *text = lun_document_text(push_doc(L), &len);
  lua_pop(L, 1);
  lua_pushlstring(L, text + span.from, span.to - span.from);
}

static void push_code_points(lua_State *L, size_t at) {
  push_doc(L);
  size_t cp = lun_document_code_points(L, -1, at);
  lua_pop(L, 1);
  lua_pushinteger(L, (lua_Integer)cp);
}

/* One end of a span that may be absent: nil then. */
static void push_end(lua_State *L, lun_span span, int last, int code_points) {
  if (span.from == span.to) lua_pushnil(L);
  else if (code_points) push_code_points(L, last ? span.to : span.from);
  else lua_pushinteger(L, last ? lun_to_last(span.to) : lun_to_first(span.from));
}

/* Array of {first, last} of `count` spans from number `from` on; in code points: {start, end}. */
static void push_segments(lua_State *L, const lun_spans *spans, size_t from, size_t count,
                          int code_points) {
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lun_span piece = spans->items[from + i];
    lua_createtable(L, 2, 0);
    push_end(L, piece, 0, code_points);
    lua_rawseti(L, -2, 1);
    push_end(L, piece, 1, code_points);
    lua_rawseti(L, -2, 2);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

typedef enum quote_field {
  KIND,
  SEGMENTS,
  SEGMENTS_CP,
  SPEAKER,
  SPEAKER_TEXT,
  SPEAKER_FIRST,
  SPEAKER_LAST,
  SPEAKER_START,
  SPEAKER_END,
  SPEAKER_ID,
  CUE,
  CUE_FIRST,
  CUE_LAST,
  CUE_START,
  CUE_END,
  QUOTE_RULE,
  SCORE,
  UNCLOSED,
  CONTENT_FIRST,
  CONTENT_LAST,
  CONTENT_START,
  CONTENT_END,
  CONTENT_SEGMENTS,
  CONTENT_SEGMENTS_CP,
  REASON,
  PERSON_FIRST,
  PERSON_LAST,
  QUOTE_FIELDS
} quote_field;

static const char *const quote_fields[QUOTE_FIELDS] = {"kind",
                                                       "segments",
                                                       "segments_cp",
                                                       "speaker",
                                                       "speaker_text",
                                                       "speaker_first",
                                                       "speaker_last",
                                                       "speaker_start",
                                                       "speaker_end",
                                                       "speaker_id",
                                                       "cue",
                                                       "cue_first",
                                                       "cue_last",
                                                       "cue_start",
                                                       "cue_end",
                                                       "rule",
                                                       "score",
                                                       "unclosed",
                                                       "content_first",
                                                       "content_last",
                                                       "content_start",
                                                       "content_end",
                                                       "content_segments",
                                                       "content_segments_cp",
                                                       "reason",
                                                       "person_first",
                                                       "person_last"};

/* The key of the actor that the speaker is, or "". */
static void push_actor(lua_State *L, const lun_batch *b, const lun_quote *q) {
  int known = b->actors != NULL && q->actor != LUN_QUOTE_NO_ACTOR;
  lua_pushstring(L, known ? b->actors->entries[q->actor].key : "");
}

/* The actor's key, else the person's fullest name. */
static void push_speaker(lua_State *L, const lun_batch *b, const lun_quote *q) {
  if (b->actors != NULL && q->actor != LUN_QUOTE_NO_ACTOR) push_actor(L, b, q);
  else push_text(L, q->speaker_name);
}

static void push_quote_field(lua_State *L, const lun_batch *b, const lun_quote *q,
                             quote_field field) {
  switch (field) {
  case KIND: lua_pushstring(L, lun_quote_kind_name(q->kind)); break;
  case SEGMENTS: push_segments(L, &b->quotes.segments, q->segment, q->segment_count, 0); break;
  case SEGMENTS_CP: push_segments(L, &b->quotes.segments, q->segment, q->segment_count, 1); break;
  case SPEAKER: push_speaker(L, b, q); break;
  case SPEAKER_TEXT: push_text(L, q->speaker); break;
  case SPEAKER_FIRST: push_end(L, q->speaker, 0, 0); break;
  case SPEAKER_LAST: push_end(L, q->speaker, 1, 0); break;
  case SPEAKER_START: push_end(L, q->speaker, 0, 1); break;
  case SPEAKER_END: push_end(L, q->speaker, 1, 1); break;
  case SPEAKER_ID: push_actor(L, b, q); break;
  case REASON: lua_pushstring(L, q->reason); break;
  case PERSON_FIRST: push_end(L, q->speaker_name, 0, 0); break;
  case PERSON_LAST: push_end(L, q->speaker_name, 1, 0); break;
  case CUE: push_text(L, q->cue); break;
  case CUE_FIRST: push_end(L, q->cue, 0, 0); break;
  case CUE_LAST: push_end(L, q->cue, 1, 0); break;
  case CUE_START: push_end(L, q->cue, 0, 1); break;
  case CUE_END: push_end(L, q->cue, 1, 1); break;
  case QUOTE_RULE: lua_pushstring(L, q->rule); break;
  case SCORE: lua_pushnumber(L, q->score); break;
  case CONTENT_FIRST: push_end(L, q->content, 0, 0); break;
  case CONTENT_LAST: push_end(L, q->content, 1, 0); break;
  case CONTENT_START: push_end(L, q->content, 0, 1); break;
  case CONTENT_END: push_end(L, q->content, 1, 1); break;
  case CONTENT_SEGMENTS:
    push_segments(L, &b->quotes.contents, q->content_first, q->content_count, 0);
    break;
  case CONTENT_SEGMENTS_CP:
    push_segments(L, &b->quotes.contents, q->content_first, q->content_count, 1);
    break;
  case UNCLOSED: lua_pushboolean(L, q->unclosed); break;
  case QUOTE_FIELDS: break;
  }
}

static int find_quote_field(lua_State *L, const lun_batch *b, const lun_quote *q,
                            const char *name) {
  for (int f = 0; f < QUOTE_FIELDS; f++) {
    if (strcmp(quote_fields[f], name) != 0) continue;
    push_quote_field(L, b, q, (quote_field)f);
    return 1;
  }
  return 0;
}

/* The code on the document's date, agents included. */
static void push_code(lua_State *L, const lun_batch *b, const hit *h) {
  lun_date date;
  lun_document_date(push_doc(L), &date);
  lua_pop(L, 1);
  lun_error err = {0};
  lun_buffer *code = lun_push_buffer(L);
  lun_mention_code(b->dict, &b->hits.items[h->index], &b->mentions,
                   lun_mentions_get(&b->mentions, h->index), &date, code);
  if (lun_buffer_status(code, &err) != LUN_OK) lun_raise(L, &err);
  lua_pushlstring(L, code->data, code->len);
}

typedef enum agent_field { AGENT_TEXT, AGENT_RULE, AGENT_CODE } agent_field;

/* The agents of a mention as they stand in the text, the rules that found them, or their codes;
** several are parted by "; ". */
static void push_agents(lua_State *L, const lun_batch *b, const hit *h, agent_field field) {
  size_t len;
  lun_error err = {0};
  const char *text = lun_document_text(push_doc(L), &len);
  const lun_mention *mention = lun_mentions_get(&b->mentions, h->index);
  lun_buffer *out = lun_push_buffer(L);
  lun_buffer_add_text(out, "");
  for (uint32_t i = 0; mention != NULL && i < mention->agent_count; i++) {
    const lun_hit *agent = &b->mentions.agents.items[mention->agent + i];
    const lun_entry *entry = &b->dict->entries[agent->entry];
    if (i > 0) lun_buffer_add_text(out, "; ");
    switch (field) {
    case AGENT_TEXT: lun_buffer_add(out, text + agent->from, agent->to - agent->from); break;
    case AGENT_RULE: lun_buffer_add_text(out, entry->rule); break;
    case AGENT_CODE:
      lun_buffer_add_text(out, entry->codes != NULL ? entry->codes->code : "");
      break;
    }
  }
  if (lun_buffer_status(out, &err) != LUN_OK) lun_raise(L, &err);
  lua_pushlstring(L, out->data, out->len);
}

/* Why a surname alone is a mention: "surname of Dana Orlov, byte 120"; else empty. */
static void push_link(lua_State *L, const lun_batch *b, const hit *h) {
  const lun_mention *mention = lun_mentions_get(&b->mentions, h->index);
  if (mention == NULL || mention->full.from == mention->full.to) {
    lua_pushliteral(L, "");
    return;
  }
  push_text(L, mention->full);
  lua_pushfstring(L, "surname of %s, byte %I", lua_tostring(L, -1),
                  (LUAI_UACINT)lun_to_first(mention->full.from));
  lua_remove(L, -2);
}

/* Table of { first =, last =, text = } by name; names that are numbers are integers. */
static void push_captures(lua_State *L, const lun_batch *b, const lun_hit *found) {
  size_t count, len;
  const lun_capture *capture = lun_captures_find(&b->captures, found, &count);
  lua_newtable(L);
  for (; count > 0; count--, capture++) {
    const char *name = lun_map_get(&b->dict->tokens.captures, capture->name, &len);
    lua_createtable(L, 0, 3);
    lua_pushinteger(L, lun_to_first(capture->span.from));
    lua_setfield(L, -2, "first");
    lua_pushinteger(L, lun_to_last(capture->span.to));
    lua_setfield(L, -2, "last");
    push_text(L, capture->span);
    lua_setfield(L, -2, "text");
    lua_pushlstring(L, name, len);
    if (lua_stringtonumber(L, lua_tostring(L, -1)) != 0) lua_remove(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -3);
  }
}

/* The text of one capture; "" when it took no part. */
static void push_capture(lua_State *L, const lun_batch *b, const lun_hit *found, const char *name) {
  size_t count;
  const lun_capture *capture = lun_captures_find(&b->captures, found, &count);
  uint32_t number = lun_map_find(&b->dict->tokens.captures, name, strlen(name));
  while (count > 0 && capture->name != number) {
    count--;
    capture++;
  }
  push_text(L, count > 0 ? capture->span : (lun_span){0, 0});
}

static int find_entry_field(lua_State *L, const lun_batch *b, const hit *h, const char *name) {
  const lun_hit *found = &b->hits.items[h->index];
  const lun_entry *entry = &b->dict->entries[found->entry];
  if (strcmp(name, "key") == 0) lua_pushstring(L, entry->key);
  else if (strcmp(name, "entry") == 0) lua_pushstring(L, entry->value);
  else if (strcmp(name, "rule") == 0) lua_pushstring(L, entry->rule);
  else if (strcmp(name, "form") == 0) lua_pushstring(L, lun_form_name(found->form));
  else if (strcmp(name, "code") == 0) push_code(L, b, h);
  else if (strcmp(name, "weight") == 0) lun_push_number(L, entry->weight);
  else if (strcmp(name, "agent") == 0) push_agents(L, b, h, AGENT_TEXT);
  else if (strcmp(name, "agent_rule") == 0) push_agents(L, b, h, AGENT_RULE);
  else if (strcmp(name, "agent_code") == 0) push_agents(L, b, h, AGENT_CODE);
  else if (strcmp(name, "link") == 0) push_link(L, b, h);
  else if (strcmp(name, "captures") == 0) push_captures(L, b, found);
  else if (strncmp(name, "capture.", 8) == 0) push_capture(L, b, found, name + 8);
  else return 0;
  return 1;
}

/* 64 bits over document, part, bytes and rule: the same in every run. */
static void push_id(lua_State *L, const hit *h) {
  lun_document *doc = push_doc(L);
  lua_getfield(L, 1, "rule");
  const char *parts[] = {lun_document_id(doc), lun_document_part(doc), lua_tostring(L, -1)};
  uint64_t hash = (uint64_t)h->span.from << 32 | h->span.to;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    hash = hash * 0x9E3779B97F4A7C15u ^ lun_hash(parts[i], strlen(parts[i]));
  }
  char id[17];
  snprintf(id, sizeof id, "%016llx", (unsigned long long)hash);
  lua_pop(L, 2);
  lua_pushstring(L, id);
}

/* The sentence that holds the hit's first byte. */
static lun_span get_sentence(lua_State *L, const hit *h) {
  lun_error err = {0};
  const lun_spans *sentences = NULL;
  lun_document *doc = push_doc(L);
  if (lun_document_sentences(doc, lun_get_context(L), &sentences, &err) != LUN_OK) {
    lun_raise(L, &err);
  }
  lua_pop(L, 1);
  size_t i = lun_spans_find(sentences, h->span.from);
  return i < sentences->count && sentences->items[i].from <= h->span.from ? sentences->items[i]
                                                                          : h->span;
}

enum { SENTENCE_SIDE = 2000 }; /* bytes of a sentence shown on each side of the hit */

/* The sentence as text. A text without stops is one sentence of megabytes: then what lies far from
** the hit is cut, and "..." says so. */
static void push_sentence(lua_State *L, const hit *h) {
  size_t len;
  lun_span s = get_sentence(L, h);
  const char *text = lun_document_text(push_doc(L), &len);
  uint32_t from = s.from, to = s.to;
  lua_pop(L, 1);
  if (h->span.from - from > SENTENCE_SIDE) from = h->span.from - SENTENCE_SIDE;
  if (to > h->span.to && to - h->span.to > SENTENCE_SIDE) to = h->span.to + SENTENCE_SIDE;
  while (from > s.from && ((unsigned char)text[from] & 0xC0) == 0x80) from--;
  while (to < s.to && ((unsigned char)text[to] & 0xC0) == 0x80) to++;
  luaL_checkstack(L, 3, "too many values");
  lua_pushstring(L, from > s.from ? "..." : "");
  push_text(L, (lun_span){from, to});
  lua_pushstring(L, to < s.to ? "..." : "");
  lua_concat(L, 3);
}

/* A field that Lua works out: a function of the hit in the registry's table of HIT_FIELDS. */
static int find_lua_field(lua_State *L, const char *name) {
  lua_getfield(L, LUA_REGISTRYINDEX, HIT_FIELDS);
  if (lua_getfield(L, -1, name) != LUA_TFUNCTION) return 0;
  lua_pushvalue(L, 1);
  lua_call(L, 1, 1);
  return 1;
}

static int hit_index(lua_State *L) {
  const hit *h = check_hit(L, 1);
  const char *name = luaL_checkstring(L, 2);
  const lun_batch *b = get_batch(L);
  if (b->dict ? find_entry_field(L, b, h, name)
              : find_quote_field(L, b, &b->quotes.items[h->index], name)) {
    return 1;
  }
  if (strcmp(name, "doc") == 0) push_doc(L);
  else if (strcmp(name, "first") == 0) lua_pushinteger(L, lun_to_first(h->span.from));
  else if (strcmp(name, "last") == 0) lua_pushinteger(L, lun_to_last(h->span.to));
  else if (strcmp(name, "start") == 0) push_code_points(L, h->span.from);
  else if (strcmp(name, "end") == 0) push_code_points(L, h->span.to);
  else if (strcmp(name, "text") == 0) push_text(L, h->span);
  else if (strcmp(name, "sentence") == 0) push_sentence(L, h);
  else if (strcmp(name, "id") == 0) push_id(L, h);
  else if (!find_lua_field(L, name)) return luaL_error(L, "this hit has no '%s'", name);
  return 1;
}

/* What `unit` of the document holds byte `at`: its "sentence" or "paragraph"; all of it for NULL. */
static lun_span get_unit(lua_State *L, lun_document *doc, const char *unit, uint32_t at) {
  lun_error err = {0};
  size_t len;
  const lun_spans *units = NULL;
  const lun_context *ctx = lun_get_context(L);
  lun_document_text(doc, &len);
  lun_span all = {0, (uint32_t)len};
  if (unit == NULL) return all;
  lun_status st = unit[0] == 's' ? lun_document_sentences(doc, ctx, &units, &err)
                                 : lun_document_paragraphs(doc, ctx, &units, &err);
  if (st != LUN_OK) lun_raise(L, &err);
  size_t i = lun_spans_find(units, at);
  return i < units->count && units->items[i].from <= at ? units->items[i] : (lun_span){at, at};
}

/* From `left` words before `node` to `right` words behind it, inside `within`. */
static lun_span get_window(const lun_spans *words, lun_span node, lun_span within,
                           lua_Unsigned left, lua_Unsigned right) {
  size_t before = lun_spans_find(words, node.from); /* first word that ends behind the start */
  size_t after = before;
  while (after < words->count && words->items[after].from < node.to) after++;
  size_t from = before > left ? before - (size_t)left : 0;
  size_t to = words->count - after > right ? after + (size_t)right : words->count;
  lun_span window = {from < before ? words->items[from].from : node.from,
                     to > after ? words->items[to - 1].to : node.to};
  if (window.from < within.from) window.from = within.from < node.from ? within.from : node.from;
  if (window.to > within.to) window.to = within.to > node.to ? within.to : node.to;
  return window;
}

/* hit:around(left, right, unit, first, last) -> the `left` words before it and the `right` words behind
** it, as text; unit: "sentence" or "paragraph" that the words do not leave; around bytes first to last
** in place of the hit */
static int hit_around(lua_State *L) {
  static const char *const units[] = {"sentence", "paragraph", NULL};
  lun_error err = {0};
  size_t len;
  const hit *h = check_hit(L, 1);
  lua_Integer left = luaL_checkinteger(L, 2), right = luaL_checkinteger(L, 3);
  luaL_argcheck(L, left >= 0 && right >= 0, 2, "a number of words");
  const char *unit = lua_isnoneornil(L, 4) ? NULL : units[luaL_checkoption(L, 4, NULL, units)];
  const lun_spans *words = NULL;
  lun_document *doc = push_doc(L);
  lun_document_text(doc, &len);
  lun_span node = lua_isinteger(L, 5) ? lun_check_range(L, 5, len) : h->span;
  if (lun_document_words(doc, lun_get_context(L), &words, &err) != LUN_OK) lun_raise(L, &err);
  lun_span window = get_window(words, node, get_unit(L, doc, unit, node.from), (lua_Unsigned)left,
                               (lua_Unsigned)right);
  push_text(L, (lun_span){window.from, node.from});
  push_text(L, (lun_span){node.to, window.to});
  return 2;
}

/* hit:sentence_range() -> first, last of its sentence */
static int hit_sentence_range(lua_State *L) {
  lun_push_range(L, get_sentence(L, check_hit(L, 1)));
  return 2;
}

static int hit_is_quote(lua_State *L) {
  check_hit(L, 1);
  lua_pushboolean(L, get_batch(L)->dict == NULL);
  return 1;
}

static int hit_tostring(lua_State *L) {
  const hit *h = check_hit(L, 1);
  push_text(L, h->span);
  lun_document *doc = push_doc(L);
  lua_pushfstring(L, "%s (%s, bytes %I-%I)", lua_tostring(L, -2), lun_document_id(doc),
                  (LUAI_UACINT)lun_to_first(h->span.from), (LUAI_UACINT)lun_to_last(h->span.to));
  return 1;
}

void lun_bind_hit(lua_State *L) {
  static const luaL_Reg batch_meta[] = {
      {"__gc", batch_gc}, {"__close", batch_gc}, {"__len", batch_len}, {NULL, NULL}};
  static const luaL_Reg batch_methods[] = {{"dictionary", batch_dictionary},
                                           {"hit", batch_hit},
                                           {"discarded", batch_discarded},
                                           {"odd_marks", batch_odd_marks},
                                           {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__tostring", hit_tostring}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"around", hit_around},
                                     {"sentence_range", hit_sentence_range},
                                     {"is_quote", hit_is_quote},
                                     {NULL, NULL}};
  lun_new_type(L, BATCH_TYPE, "batch_methods", batch_meta, batch_methods, NULL);
  lun_new_type(L, HIT_TYPE, "hit_methods", meta, methods, hit_index);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_setfield(L, LUA_REGISTRYINDEX, HIT_FIELDS);
  lua_setfield(L, -2, "hit_fields");
}
