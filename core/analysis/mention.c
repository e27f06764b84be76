#include "analysis/mention.h"

#include "analysis/actor.h"
#include "base/memory.h"

#include <string.h>

enum { STEP = 3 }; /* letters of one role in a code */

lun_status lun_mentions_start(lun_mentions *mentions, size_t count, lun_error *err) {
  void *items = mentions->items;
  if (!lun_grow(&items, &mentions->cap, count, sizeof *mentions->items)) {
    return lun_fail_memory(err);
  }
  mentions->items = items;
  mentions->count = count;
  mentions->agents.count = 0;
  for (size_t i = 0; i < count; i++) mentions->items[i] = (lun_mention){0};
  return LUN_OK;
}

lun_status lun_mentions_add(lun_mentions *mentions, const lun_mentions *from, size_t i,
                            lun_error *err) {
  lun_status st = LUN_OK;
  if (i >= from->count) return LUN_OK;
  void *items = mentions->items;
  if (!lun_grow(&items, &mentions->cap, mentions->count + 1, sizeof *mentions->items)) {
    return lun_fail_memory(err);
  }
  mentions->items = items;
  lun_mention own = from->items[i];
  own.agent = (uint32_t)mentions->agents.count;
  for (uint32_t k = 0; st == LUN_OK && k < own.agent_count; k++) {
    st = lun_hits_add(&mentions->agents, from->agents.items[from->items[i].agent + k], err);
  }
  if (st == LUN_OK) mentions->items[mentions->count++] = own;
  return st;
}

void lun_mentions_clear(lun_mentions *mentions) {
  lun_free(mentions->items);
  lun_hits_clear(&mentions->agents);
  *mentions = (lun_mentions){0};
}

const lun_mention *lun_mentions_get(const lun_mentions *mentions, size_t i) {
  return i < mentions->count ? &mentions->items[i] : NULL;
}

/* Whether the composite that begins at byte `start` of `out` has the step. */
static int has_step(const lun_buffer *out, size_t start, const char *step) {
  for (size_t at = start; at + STEP <= out->len; at += STEP) {
    if (memcmp(out->data + at, step, STEP) == 0) return 1;
  }
  return 0;
}

/* Put `code` into `out` at byte `at`. */
static void insert(lun_buffer *out, size_t at, const char *code, size_t len) {
  lun_buffer_add(out, code, len);
  if (out->status != LUN_OK) return;
  memmove(out->data + at + len, out->data + at, out->len - len - at);
  memcpy(out->data + at, code, len);
}

/* Compose an agent's code, tilde and all, onto what begins at byte `start`. */
static void compose(lun_buffer *out, size_t start, const char *agent) {
  size_t len = strlen(agent);
  if (len < 2 || out->status != LUN_OK) return;
  int before = agent[len - 1] == '~';
  const char *code = before ? agent : agent + (agent[0] == '~');
  len = before ? len - 1 : strlen(code);
  size_t at = start;
  for (size_t step; len > 0; code += step, len -= step) {
    step = len < STEP ? len : STEP;
    if (step == STEP && has_step(out, start, code)) continue;
    insert(out, before ? at : out->len, code, step);
    at += step;
  }
}

static void compose_agents(const lun_dictionary *dict, const lun_mentions *mentions,
                           const lun_mention *mention, const lun_date *date, size_t start,
                           lun_buffer *out) {
  for (uint32_t i = 0; i < mention->agent_count; i++) {
    const lun_hit *agent = &mentions->agents.items[mention->agent + i];
    lun_buffer code = {0};
    lun_actor_code(&dict->entries[agent->entry], date, &code);
    if (code.status != LUN_OK) out->status = code.status;
    else compose(out, start, code.data);
    lun_buffer_clear(&code);
  }
}

/* The code of an agent that stands alone. */
static void add_bare(const lun_entry *entry, const lun_date *date, lun_buffer *out) {
  size_t start = out->len, kept = start;
  lun_actor_code(entry, date, out);
  for (size_t i = start; i < out->len; i++) {
    if (out->data[i] != '~') out->data[kept++] = out->data[i];
  }
  out->len = kept;
  if (out->status == LUN_OK) out->data[kept] = '\0';
}

void lun_mention_code(const lun_dictionary *dict, const lun_hit *hit, const lun_mentions *mentions,
                      const lun_mention *mention, const lun_date *date, lun_buffer *out) {
  const lun_entry *entry = &dict->entries[hit->entry];
  if (entry->use == LUN_USE_AGENT) {
    add_bare(entry, date, out);
    return;
  }
  if (mention == NULL || mention->agent_count == 0) {
    lun_actor_code(entry, date, out);
    return;
  }
  lun_buffer codes = {0};
  lun_buffer_add_text(out, "");
  lun_actor_code(entry, date, &codes);
  if (codes.status != LUN_OK) out->status = codes.status;
  for (const char *s = codes.data, *stop; s != NULL && *s != '\0'; s = *stop ? stop + 1 : stop) {
    stop = strchrnul(s, '/');
    if (s > codes.data) lun_buffer_add_byte(out, '/');
    size_t start = out->len;
    lun_buffer_add(out, s, (size_t)(stop - s));
    compose_agents(dict, mentions, mention, date, start, out);
  }
  lun_buffer_clear(&codes);
}
