#include "base/map.h"

#include "base/memory.h"

#include <assert.h>
#include <string.h>

/* Eight bytes at a step. */
uint64_t lun_hash(const char *s, size_t len) {
  uint64_t h = 0x9E3779B97F4A7C15u ^ len;
  while (len >= 8) {
    uint64_t word;
    memcpy(&word, s, 8);
    h = lun_hash_mix(h ^ word, 0xA0761D6478BD642Fu);
    s += 8;
    len -= 8;
  }
  uint64_t tail = 0;
  if (len > 0) memcpy(&tail, s, len);
  return lun_hash_mix(h ^ tail, 0xE7037ED1A0B428DBu);
}

static int key_is(const lun_map *map, const lun_map_key *key, uint64_t hash, const char *s,
                  size_t len) {
  return key->hash == hash && key->len == len &&
         (len == 0 || memcmp(map->bytes + key->at, s, len) == 0);
}

/* The slot that holds `s`, or the free one where it belongs. */
static size_t find_slot(const lun_map *map, uint64_t hash, const char *s, size_t len) {
  size_t mask = map->slot_count - 1;
  size_t slot = hash & mask;
  while (map->slots[slot] != 0 && !key_is(map, &map->keys[map->slots[slot] - 1], hash, s, len)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

static int rehash(lun_map *map, size_t slot_count) {
  uint32_t *slots = lun_zalloc(slot_count * sizeof *slots);
  if (slots == NULL) return 0;
  for (size_t i = 0; i < map->count; i++) {
    size_t slot = map->keys[i].hash & (slot_count - 1);
    while (slots[slot] != 0) slot = (slot + 1) & (slot_count - 1);
    slots[slot] = (uint32_t)i + 1;
  }
  lun_free(map->slots);
  map->slots = slots;
  map->slot_count = slot_count;
  return 1;
}

/* Room for one more string of `len` bytes, everywhere it will be noted. */
static lun_status reserve(lun_map *map, size_t len, lun_error *err) {
  if (map->count >= UINT32_MAX - 1 || len > UINT32_MAX - map->byte_count) {
    return lun_fail(err, LUN_ELIMIT, map->count, "more than 4 GiB of distinct strings");
  }
  if ((map->count + 1) * 2 > map->slot_count &&
      !rehash(map, map->slot_count == 0 ? 16 : map->slot_count * 4)) {
    return lun_fail_memory(err);
  }
  void *keys = map->keys, *bytes = map->bytes;
  if (!lun_grow(&keys, &map->key_cap, map->count + 1, sizeof *map->keys)) {
    return lun_fail_memory(err);
  }
  map->keys = keys;
  /* One byte more, so that even a map of the empty string alone has a string to point at. */
  if (!lun_grow(&bytes, &map->byte_cap, map->byte_count + len + 1, 1)) return lun_fail_memory(err);
  map->bytes = bytes;
  return LUN_OK;
}

lun_status lun_map_add(lun_map *map, const char *s, size_t len, uint32_t *number, lun_error *err) {
  uint64_t hash = lun_hash(s, len);
  if (map->slot_count > 0) {
    size_t slot = find_slot(map, hash, s, len);
    if (map->slots[slot] != 0) {
      *number = map->slots[slot] - 1;
      return LUN_OK;
    }
  }
  lun_status st = reserve(map, len, err);
  if (st != LUN_OK) return st;
  map->keys[map->count] = (lun_map_key){(uint32_t)map->byte_count, (uint32_t)len, hash};
  if (len > 0) memcpy(map->bytes + map->byte_count, s, len);
  map->byte_count += len;
  *number = (uint32_t)map->count++;
  map->slots[find_slot(map, hash, s, len)] = *number + 1;
  return LUN_OK;
}

uint32_t lun_map_find(const lun_map *map, const char *s, size_t len) {
  if (map->slot_count == 0) return LUN_MAP_NONE;
  uint32_t taken = map->slots[find_slot(map, lun_hash(s, len), s, len)];
  return taken == 0 ? LUN_MAP_NONE : taken - 1;
}

const char *lun_map_get(const lun_map *map, uint32_t number, size_t *len) {
  assert(number < map->count);
  *len = map->keys[number].len;
  return map->bytes + map->keys[number].at;
}

void lun_map_clear(lun_map *map) {
  lun_free(map->slots);
  lun_free(map->keys);
  lun_free(map->bytes);
  *map = (lun_map){0};
}
