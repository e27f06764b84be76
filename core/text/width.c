#include "text/width.h"

#include "text/utf8.h"

#include <utf8proc.h>

static size_t width_at(const char *text, size_t len, size_t at, size_t *next) {
  int columns = utf8proc_charwidth((utf8proc_int32_t)lun_utf8_get(text, len, at, next));
  return columns > 0 ? (size_t)columns : 0;
}

size_t lun_width(const char *text, size_t len) {
  size_t columns = 0;
  for (size_t at = 0; at < len;) columns += width_at(text, len, at, &at);
  return columns;
}

size_t lun_width_fit(const char *text, size_t len, size_t columns) {
  size_t at = 0, taken = 0;
  while (at < len) {
    size_t next;
    taken += width_at(text, len, at, &next);
    if (taken > columns) break;
    at = next;
  }
  return at;
}

size_t lun_width_fit_end(const char *text, size_t len, size_t columns) {
  size_t from = len, taken = 0;
  for (size_t at = len; at > 0;) {
    size_t next;
    do at--;
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80);
    size_t here = width_at(text, len, at, &next);
    taken += here;
    if (taken > columns) break;
    if (here > 0) from = at; /* what has no room of its own belongs to the character before it */
  }
  return len - from;
}
