#include "match/trie.h"

#include "base/memory.h"

static size_t find_slot(const lun_trie *trie, uint64_t key) {
  size_t mask = trie->edge_slots - 1;
  uint64_t h = key * 0x9E3779B97F4A7C15u;
  size_t slot = (h ^ h >> 32) & mask;
  while (trie->edges[slot].key != 0 && trie->edges[slot].key != key) slot = (slot + 1) & mask;
  return slot;
}

static uint64_t edge_key(uint32_t node, uint32_t symbol) {
  return ((uint64_t)node << 32 | symbol) + 1;
}

static int rehash(lun_trie *trie, size_t slots) {
  lun_trie old = *trie;
  trie->edges = lun_zalloc(slots * sizeof *trie->edges);
  if (trie->edges == NULL) {
    *trie = old;
    return 0;
  }
  trie->edge_slots = slots;
  for (size_t i = 0; i < old.edge_slots; i++) {
    if (old.edges[i].key != 0) trie->edges[find_slot(trie, old.edges[i].key)] = old.edges[i];
  }
  lun_free(old.edges);
  return 1;
}

/* Small tables grow fast; what a large one does not use costs more than filling it anew. */
static size_t wider(size_t slots) {
  if (slots == 0) return 64;
  return slots < 1 << 16 ? slots * 4 : slots * 2;
}

static lun_status add_node(lun_trie *trie, lun_error *err) {
  void *nodes = trie->nodes;
  if (!lun_grow(&nodes, &trie->node_cap, trie->node_count + 1, sizeof *trie->nodes)) {
    return lun_fail_memory(err);
  }
  trie->nodes = nodes;
  trie->nodes[trie->node_count++] = (lun_trie_node){LUN_TRIE_NONE, 0};
  return LUN_OK;
}

lun_status lun_trie_add(lun_trie *trie, uint32_t node, uint32_t symbol, uint32_t *to,
                        lun_error *err) {
  lun_status st = LUN_OK;
  if (trie->node_count == 0) st = add_node(trie, err); /* the root */
  if (st != LUN_OK) return st;
  if ((trie->edge_count + 1) * 2 > trie->edge_slots && !rehash(trie, wider(trie->edge_slots))) {
    return lun_fail_memory(err);
  }
  uint64_t key = edge_key(node, symbol);
  size_t slot = find_slot(trie, key);
  if (trie->edges[slot].key == 0) {
    st = add_node(trie, err);
    if (st != LUN_OK) return st;
    trie->edges[slot] = (lun_trie_edge){key, (uint32_t)trie->node_count - 1};
    trie->edge_count++;
    trie->nodes[node].edges |= lun_trie_bit(symbol);
  }
  *to = trie->edges[slot].node;
  return LUN_OK;
}

uint32_t lun_trie_find(const lun_trie *trie, uint32_t node, uint32_t symbol) {
  if (trie->edge_slots == 0 || !(trie->nodes[node].edges & lun_trie_bit(symbol)))
    return LUN_TRIE_NONE;
  const lun_trie_edge *edge = &trie->edges[find_slot(trie, edge_key(node, symbol))];
  return edge->key == 0 ? LUN_TRIE_NONE : edge->node;
}

void lun_trie_clear(lun_trie *trie) {
  lun_free(trie->edges);
  lun_free(trie->nodes);
  *trie = (lun_trie){0};
}
