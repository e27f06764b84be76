#include "base/arena.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

enum { CHUNK = 64 * 1024 };

typedef struct lun_arena_chunk {
  struct lun_arena_chunk *older;
  size_t size;
  alignas(max_align_t) char bytes[];
} chunk;

static void *take(lun_arena *arena, size_t size, size_t align) {
  size_t at = (arena->used + align - 1) & ~(align - 1);
  if (arena->chunks == NULL || at > arena->chunks->size || size > arena->chunks->size - at) {
    if (size > SIZE_MAX / 2) return NULL;
    size_t bytes = size > CHUNK ? size : CHUNK;
    chunk *fresh = lun_zalloc(sizeof *fresh + bytes);
    if (fresh == NULL) return NULL;
    fresh->older = arena->chunks;
    fresh->size = bytes;
    arena->chunks = fresh;
    at = 0;
  }
  arena->used = at + size;
  return arena->chunks->bytes + at;
}

void *lun_arena_add(lun_arena *arena, size_t size) {
  return take(arena, size, alignof(max_align_t));
}

char *lun_arena_add_text(lun_arena *arena, const char *s, size_t len) {
  char *copy = len == SIZE_MAX ? NULL : take(arena, len + 1, 1);
  if (copy != NULL && len > 0) memcpy(copy, s, len);
  return copy;
}

void lun_arena_clear(lun_arena *arena) {
  while (arena->chunks != NULL) {
    chunk *older = arena->chunks->older;
    lun_free(arena->chunks);
    arena->chunks = older;
  }
  arena->used = 0;
}
