/* base/buffer.h -- a growing run of bytes. Errors stick: add many times, check once. */
#ifndef LUN_BASE_BUFFER_H
#define LUN_BASE_BUFFER_H

#include "base/error.h"

#include <stddef.h>

/* All-zero is an empty buffer. `data` is NUL-terminated after any successful add, and valid until
** the next call on the buffer. */
typedef struct lun_buffer {
  char *data;
  size_t len;
  size_t cap;
  lun_status status; /* LUN_ENOMEM after a failed add; later adds do nothing */
} lun_buffer;

void lun_buffer_add(lun_buffer *b, const char *bytes, size_t len);
void lun_buffer_add_text(lun_buffer *b, const char *text); /* NUL-terminated */
void lun_buffer_add_byte(lun_buffer *b, char byte);

/* printf into the buffer. */
__attribute__((format(printf, 2, 3))) void lun_buffer_add_format(lun_buffer *b, const char *format,
                                                                 ...);

/* Room for `len` more bytes, to be written at the returned place and then counted into b->len by
** the caller. NULL when out of memory. */
char *lun_buffer_reserve(lun_buffer *b, size_t len);

/* LUN_OK, or the failure that stuck, said in `err`. */
lun_status lun_buffer_status(const lun_buffer *b, lun_error *err);

void lun_buffer_reset(lun_buffer *b); /* empty, memory kept for reuse */
void lun_buffer_clear(lun_buffer *b); /* empty, memory freed */

#endif
