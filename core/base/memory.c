#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef LUN_FAULTS
/* Test builds only, one counter a thread, so that a sweep in one thread leaves others alone. */
static _Thread_local size_t fault_countdown;
static _Thread_local size_t fault_made;
static _Thread_local int fault_lasts;

size_t lun_fault_set(size_t nth) {
  size_t made = fault_made;
  fault_countdown = nth;
  fault_made = 0;
  fault_lasts = 0;
  return made;
}

size_t lun_fault_set_from(size_t nth) {
  size_t made = lun_fault_set(nth);
  fault_lasts = 1;
  return made;
}

static int fault_now(void) {
  fault_made++;
  if (fault_countdown > 1) fault_countdown--;
  else if (fault_countdown == 1) {
    fault_countdown = (size_t)fault_lasts;
    return 1;
  }
  return 0;
}
#else
static int fault_now(void) {
  return 0;
}
#endif

void *lun_alloc(size_t size) {
  if (fault_now()) return NULL;
  return malloc(size ? size : 1);
}

void *lun_zalloc(size_t size) {
  if (fault_now()) return NULL;
  return calloc(1, size ? size : 1);
}

void *lun_realloc(void *old, size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size) return NULL;
  if (fault_now()) return NULL;
  size_t bytes = count * size;
  return realloc(old, bytes ? bytes : 1);
}

int lun_grow(void **items, size_t *cap, size_t need, size_t size) {
  if (need <= *cap) return 1;
  size_t wide = *cap < 8 ? 8 : *cap;
  while (wide < need) wide = wide > SIZE_MAX / 2 ? need : wide * 2;
  void *moved = lun_realloc(*items, wide, size);
  if (moved == NULL) return 0;
  *items = moved;
  *cap = wide;
  return 1;
}

char *lun_strndup(const char *s, size_t len) {
  char *copy = len == SIZE_MAX ? NULL : lun_alloc(len + 1);
  if (copy == NULL) return NULL;
  if (len > 0) memcpy(copy, s, len);
  copy[len] = '\0';
  return copy;
}

void lun_free(void *p) {
  free(p);
}
