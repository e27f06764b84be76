#include "analysis/grouping.h"

#include "analysis/actor.h"
#include "base/memory.h"

#include <string.h>

/* A hit's columns; those that are not asked for are 0. */
typedef struct columns {
  uint32_t key;
  uint32_t entry;
  uint32_t form;
  uint32_t code;
} columns;

static lun_status find_code(lun_grouping *g, const lun_entry *entry, const lun_date *date,
                            uint32_t *code, lun_error *err) {
  lun_buffer_reset(&g->code);
  lun_actor_code(entry, date, &g->code);
  lun_status st = lun_buffer_status(&g->code, err);
  return st == LUN_OK ? lun_map_add(&g->codes, g->code.data, g->code.len, code, err) : st;
}

static lun_status add_group(lun_grouping *g, const lun_hit *hit, uint32_t code, size_t number,
                            lun_error *err) {
  void *groups = g->groups, *seen = g->seen;
  if (!lun_grow(&groups, &g->cap, number + 1, sizeof *g->groups)) return lun_fail_memory(err);
  g->groups = groups;
  /* each group is seen once at most: there is always room for it */
  if (!lun_grow(&seen, &g->seen_cap, number + 1, sizeof *g->seen)) return lun_fail_memory(err);
  g->seen = seen;
  g->groups[number] = (lun_group){hit->entry, hit->form, code, 0};
  return LUN_OK;
}

static lun_status find_group(lun_grouping *g, const lun_dictionary *dict, const lun_hit *hit,
                             const lun_date *date, uint32_t *group, lun_error *err) {
  const lun_entry *entry = &dict->entries[hit->entry];
  columns c = {0};
  lun_status st = LUN_OK;
  if (g->fields & LUN_GROUP_KEY) c.key = entry->key_number;
  if (g->fields & LUN_GROUP_ENTRY) c.entry = hit->entry;
  if (g->fields & LUN_GROUP_FORM) c.form = hit->form;
  if (g->fields & LUN_GROUP_CODE) st = find_code(g, entry, date, &c.code, err);
  if (st != LUN_OK) return st;
  size_t known = g->names.count;
  *group = lun_map_find(&g->names, (const char *)&c, sizeof c);
  if (*group != LUN_MAP_NONE) return LUN_OK;
  st = add_group(g, hit, c.code, known, err);
  return st == LUN_OK ? lun_map_add(&g->names, (const char *)&c, sizeof c, group, err) : st;
}

lun_status lun_grouping_count(lun_grouping *grouping, const lun_dictionary *dict,
                              const lun_hits *hits, const lun_date *date, lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t i = 0; i < grouping->seen_count; i++) grouping->groups[grouping->seen[i]].n = 0;
  grouping->seen_count = 0;
  for (size_t i = 0; st == LUN_OK && i < hits->count; i++) {
    uint32_t group;
    st = find_group(grouping, dict, &hits->items[i], date, &group, err);
    if (st == LUN_OK && grouping->groups[group].n++ == 0) {
      grouping->seen[grouping->seen_count++] = group;
    }
  }
  return st;
}

void lun_grouping_clear(lun_grouping *grouping) {
  lun_map_clear(&grouping->names);
  lun_map_clear(&grouping->codes);
  lun_free(grouping->groups);
  lun_free(grouping->seen);
  lun_buffer_clear(&grouping->code);
  *grouping = (lun_grouping){.fields = grouping->fields};
}
