#include "run/embedded.h"

#include <string.h>

const lun_embedded *lun_embedded_find(const char *name) {
  size_t low = 0, high = lun_embedded_count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    int order = strcmp(lun_embedded_files[mid].name, name);
    if (order == 0) return &lun_embedded_files[mid];
    if (order < 0) low = mid + 1;
    else high = mid;
  }
  return NULL;
}
