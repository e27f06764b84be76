#include "base/buffer.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

char *lun_buffer_reserve(lun_buffer *b, size_t len) {
  if (b->status != LUN_OK) return NULL;
  void *data = b->data;
  if (len >= SIZE_MAX - b->len || !lun_grow(&data, &b->cap, b->len + len + 1, 1)) {
    b->status = LUN_ENOMEM;
    return NULL;
  }
  b->data = data;
  return b->data + b->len;
}

void lun_buffer_add(lun_buffer *b, const char *bytes, size_t len) {
  char *to = lun_buffer_reserve(b, len);
  if (to == NULL) return;
  if (len > 0) memcpy(to, bytes, len);
  to[len] = '\0';
  b->len += len;
}

void lun_buffer_add_text(lun_buffer *b, const char *text) {
  lun_buffer_add(b, text, strlen(text));
}

void lun_buffer_add_byte(lun_buffer *b, char byte) {
  lun_buffer_add(b, &byte, 1);
}

void lun_buffer_add_format(lun_buffer *b, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *to = n < 0 ? NULL : lun_buffer_reserve(b, (size_t)n);
  if (to != NULL) {
    vsnprintf(to, (size_t)n + 1, format, again);
    b->len += (size_t)n;
  }
  va_end(again);
}

lun_status lun_buffer_status(const lun_buffer *b, lun_error *err) {
  return b->status == LUN_OK ? LUN_OK : lun_fail_memory(err);
}

void lun_buffer_reset(lun_buffer *b) {
  b->len = 0;
  b->status = LUN_OK;
  if (b->data != NULL) b->data[0] = '\0';
}

void lun_buffer_clear(lun_buffer *b) {
  lun_free(b->data);
  *b = (lun_buffer){0};
}
