/* base/arena.h -- many small blocks that live and die together. */
#ifndef LUN_BASE_ARENA_H
#define LUN_BASE_ARENA_H

#include <stddef.h>

/* All-zero is an empty arena. Blocks never move. */
typedef struct lun_arena {
  struct lun_arena_chunk *chunks; /* newest first */
  size_t used;                    /* bytes of the newest chunk */
} lun_arena;

/* `size` bytes, all zero, aligned for any type, alive until lun_arena_clear. NULL: out of memory. */
void *lun_arena_add(lun_arena *arena, size_t size);

/* A copy of `len` bytes of `s` with a NUL behind it, not padded to alignment. */
char *lun_arena_add_text(lun_arena *arena, const char *s, size_t len);

void lun_arena_clear(lun_arena *arena);

#endif
