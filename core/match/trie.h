/* match/trie.h -- a tree over symbols (32-bit numbers): node 0 is the root. */
#ifndef LUN_MATCH_TRIE_H
#define LUN_MATCH_TRIE_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

#define LUN_TRIE_NONE UINT32_MAX

typedef struct lun_trie_edge {
  uint64_t key; /* node << 32 | symbol, plus one; 0 = free slot */
  uint32_t node;
} lun_trie_edge;

typedef struct lun_trie_node {
  uint32_t value; /* LUN_TRIE_NONE = nothing ends here */
  uint32_t
      edges; /* a bit for each symbol that goes on from here, several to a bit; 0 = none does */
} lun_trie_node;

/* All-zero is an empty trie. */
typedef struct lun_trie {
  lun_trie_edge *edges; /* open addressing */
  size_t edge_slots;
  size_t edge_count;
  lun_trie_node *nodes;
  size_t node_count;
  size_t node_cap;
} lun_trie;

/* The node reached from `node` by `symbol`, made when new. Errors: LUN_ENOMEM. */
lun_status lun_trie_add(lun_trie *trie, uint32_t node, uint32_t symbol, uint32_t *to,
                        lun_error *err);

/* The symbol's bit in lun_trie_node.edges. */
static inline uint32_t lun_trie_bit(uint32_t symbol) {
  return UINT32_C(1) << (symbol * 0x9E3779B9u >> 27);
}

/* The node reached from `node` by `symbol`, or LUN_TRIE_NONE. */
uint32_t lun_trie_find(const lun_trie *trie, uint32_t node, uint32_t symbol);

void lun_trie_clear(lun_trie *trie);

#endif
