/* match/pairs.h -- which two symbols in a row may begin a path of a trie: a set of bits small enough to
** stay in the cache, which says no for nearly every pair that does not, and never for one that does. */
#ifndef LUN_MATCH_PAIRS_H
#define LUN_MATCH_PAIRS_H

#include "match/trie.h"

/* All-zero is no set yet. */
typedef struct lun_pairs {
  uint64_t *bits;
} lun_pairs;

enum { LUN_PAIRS_LOG = 19 }; /* 2^19 bits: 64 KiB */

/* Owner: caller; release with lun_pairs_clear. Errors: LUN_ENOMEM. */
lun_status lun_pairs_init(lun_pairs *pairs, const lun_trie *trie, lun_error *err);
void lun_pairs_clear(lun_pairs *pairs);

static inline uint32_t lun_pairs_bit(uint32_t first, uint32_t second) {
  uint64_t pair = (uint64_t)first << 32 | second;
  return (uint32_t)(pair * 0x9E3779B97F4A7C15u >> (64 - LUN_PAIRS_LOG));
}

static inline int lun_pairs_test(const lun_pairs *pairs, uint32_t first, uint32_t second) {
  uint32_t bit = lun_pairs_bit(first, second);
  return (int)(pairs->bits[bit / 64] >> bit % 64 & 1);
}

#endif
