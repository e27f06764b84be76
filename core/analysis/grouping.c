#include "analysis/grouping.h"

#include "base/memory.h"

#include <string.h>

/* A hit's columns; those that are not asked for are 0. */
typedef struct columns {
  uint32_t key;
  uint32_t entry;
  uint32_t form;
  uint32_t code;
  uint32_t text;
} columns;

typedef struct counting {
  lun_grouping *g;
  const lun_dictionary *dict;
  const lun_grouping_input *input;
  const char *text;
  lun_date date;
} counting;

static lun_status find_code(const counting *c, size_t i, uint32_t *code, lun_error *err) {
  lun_grouping *g = c->g;
  const lun_mentions *mentions = c->input->mentions;
  const lun_mention *mention = mentions != NULL ? lun_mentions_get(mentions, i) : NULL;
  lun_buffer_reset(&g->code);
  lun_mention_code(c->dict, &c->input->hits->items[i], mentions, mention, &c->date, &g->code);
  lun_status st = lun_buffer_status(&g->code, err);
  return st == LUN_OK ? lun_map_add(&g->codes, g->code.data, g->code.len, code, err) : st;
}

static lun_status add_group(lun_grouping *g, const lun_hit *hit, const columns *own, size_t number,
                            lun_error *err) {
  void *groups = g->groups, *seen = g->seen;
  if (!lun_grow(&groups, &g->cap, number + 1, sizeof *g->groups)) return lun_fail_memory(err);
  g->groups = groups;
  /* each group is seen once at most: there is always room for it */
  if (!lun_grow(&seen, &g->seen_cap, number + 1, sizeof *g->seen)) return lun_fail_memory(err);
  g->seen = seen;
  g->groups[number] = (lun_group){hit->entry, hit->form, own->code, own->text, 0};
  return LUN_OK;
}

static lun_status find_group(const counting *c, size_t i, uint32_t *group, lun_error *err) {
  lun_grouping *g = c->g;
  const lun_hit *hit = &c->input->hits->items[i];
  columns own = {0};
  lun_status st = LUN_OK;
  if (g->fields & LUN_GROUP_KEY) own.key = c->dict->entries[hit->entry].key_number;
  if (g->fields & LUN_GROUP_ENTRY) own.entry = hit->entry;
  if (g->fields & LUN_GROUP_FORM) own.form = hit->form;
  if (g->fields & LUN_GROUP_CODE) st = find_code(c, i, &own.code, err);
  if (st == LUN_OK && (g->fields & LUN_GROUP_TEXT) != 0) {
    st = lun_map_add(&g->texts, c->text + hit->from, hit->to - hit->from, &own.text, err);
  }
  if (st != LUN_OK) return st;
  size_t known = g->names.count;
  *group = lun_map_find(&g->names, (const char *)&own, sizeof own);
  if (*group != LUN_MAP_NONE) return LUN_OK;
  st = add_group(g, hit, &own, known, err);
  return st == LUN_OK ? lun_map_add(&g->names, (const char *)&own, sizeof own, group, err) : st;
}

lun_status lun_grouping_count(lun_grouping *grouping, const lun_dictionary *dict,
                              const lun_grouping_input *input, lun_error *err) {
  size_t len;
  lun_status st = LUN_OK;
  counting c = {.g = grouping, .dict = dict, .input = input};
  c.text = lun_document_text(input->doc, &len);
  lun_document_date(input->doc, &c.date);
  for (size_t i = 0; i < grouping->seen_count; i++) grouping->groups[grouping->seen[i]].n = 0;
  grouping->seen_count = 0;
  for (size_t i = 0; st == LUN_OK && i < input->hits->count; i++) {
    uint32_t group;
    st = find_group(&c, i, &group, err);
    if (st == LUN_OK && grouping->groups[group].n++ == 0) {
      grouping->seen[grouping->seen_count++] = group;
    }
  }
  return st;
}

void lun_grouping_clear(lun_grouping *grouping) {
  lun_map_clear(&grouping->names);
  lun_map_clear(&grouping->codes);
  lun_map_clear(&grouping->texts);
  lun_free(grouping->groups);
  lun_free(grouping->seen);
  lun_buffer_clear(&grouping->code);
  *grouping = (lun_grouping){.fields = grouping->fields};
}
