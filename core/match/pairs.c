#include "match/pairs.h"

#include "base/memory.h"

/* An edge's node and symbol; 0 when the slot is free. */
static int read_edge(const lun_trie_edge *edge, uint32_t *node, uint32_t *symbol) {
  *node = (uint32_t)((edge->key - 1) >> 32);
  *symbol = (uint32_t)(edge->key - 1);
  return edge->key != 0;
}

lun_status lun_pairs_init(lun_pairs *pairs, const lun_trie *trie, lun_error *err) {
  uint32_t node, symbol;
  pairs->bits = lun_zalloc(sizeof(uint64_t) << (LUN_PAIRS_LOG - 6));
  uint32_t *firsts =
      lun_alloc((trie->node_count + 1) * sizeof *firsts); /* by node behind the root */
  if (pairs->bits == NULL || firsts == NULL) {
    lun_free(firsts);
    lun_pairs_clear(pairs);
    return lun_fail_memory(err);
  }
  for (size_t n = 0; n < trie->node_count; n++) firsts[n] = LUN_TRIE_NONE;
  for (size_t i = 0; i < trie->edge_slots; i++) {
    if (read_edge(&trie->edges[i], &node, &symbol) && node == 0) {
      firsts[trie->edges[i].node] = symbol;
    }
  }
  for (size_t i = 0; i < trie->edge_slots; i++) {
    if (!read_edge(&trie->edges[i], &node, &symbol) || firsts[node] == LUN_TRIE_NONE) continue;
    uint32_t bit = lun_pairs_bit(firsts[node], symbol);
    pairs->bits[bit / 64] |= UINT64_C(1) << bit % 64;
  }
  lun_free(firsts);
  return LUN_OK;
}

void lun_pairs_clear(lun_pairs *pairs) {
  lun_free(pairs->bits);
  *pairs = (lun_pairs){0};
}
