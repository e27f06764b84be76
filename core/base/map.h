/* base/map.h -- hash map from byte strings to small dense numbers: the base of every vocabulary.
**
** The first string added gets number 0, the next new one 1, and so on; numbers never change. */
#ifndef LUN_BASE_MAP_H
#define LUN_BASE_MAP_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

#define LUN_MAP_NONE UINT32_MAX

typedef struct lun_map_key {
  uint32_t at;  /* where its bytes start in lun_map.bytes */
  uint32_t len; /* in bytes */
  uint64_t hash;
} lun_map_key;

/* All-zero is an empty map. Read-only use from many threads is safe. */
typedef struct lun_map {
  uint32_t *slots; /* open addressing; number + 1, 0 = free */
  size_t slot_count;
  lun_map_key *keys; /* by number */
  size_t count;
  size_t key_cap;
  char *bytes; /* all strings, one behind the other */
  size_t byte_count;
  size_t byte_cap;
} lun_map;

/* Multiply and fold: every bit of the result depends on all of both.
** Source: the scheme of Wang Yi's wyhash, reduced. */
static inline uint64_t lun_hash_mix(uint64_t a, uint64_t b) {
  __uint128_t product = (__uint128_t)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* The hash used by the map: the same in every run on little-endian machines, not for trust. */
uint64_t lun_hash(const char *s, size_t len);

/* Number of the string `s`, added when new. Errors: LUN_ENOMEM, LUN_ELIMIT (4 GiB of strings). */
lun_status lun_map_add(lun_map *map, const char *s, size_t len, uint32_t *number, lun_error *err);

/* Number of `s`, or LUN_MAP_NONE. */
uint32_t lun_map_find(const lun_map *map, const char *s, size_t len);

/* The string with this number. Lives until the next add or clear; not NUL-terminated. */
const char *lun_map_get(const lun_map *map, uint32_t number, size_t *len);

void lun_map_clear(lun_map *map);

#endif
