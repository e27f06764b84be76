/* base/memory.h -- the only door to the heap: checked sizes, fault injection for tests. */
#ifndef LUN_BASE_MEMORY_H
#define LUN_BASE_MEMORY_H

#include <stddef.h>

/* `size` bytes, not cleared. NULL when out of memory. Owner: caller; release with lun_free. */
void *lun_alloc(size_t size);

/* `size` bytes, all zero. */
void *lun_zalloc(size_t size);

/* `count * size` bytes for an array that `old` (may be NULL) holds or held; contents up to the
** smaller size are kept. NULL when out of memory or when the product overflows: `old` then
** still stands. */
void *lun_realloc(void *old, size_t count, size_t size);

/* Make room for at least `need` items in an array that doubles. *items and *cap are changed only
** on success. Returns 0 when out of memory. */
int lun_grow(void **items, size_t *cap, size_t need, size_t size);

/* `len` bytes of `s` and a NUL behind them. */
char *lun_strndup(const char *s, size_t len);

void lun_free(void *p); /* NULL is legal */

#ifdef LUN_FAULTS
/* Test builds only: the `nth` allocation of this thread from now on fails (1 = the next one);
** 0 switches injection off. Returns how many allocations were made since the last call. */
size_t lun_fault_set(size_t nth);

/* The same, but every allocation from the nth on fails. */
size_t lun_fault_set_from(size_t nth);
#endif

#endif
