/* base/context.h -- what one thread of work may be stopped by: Ctrl-C and a deadline.
**
** Every loop over text asks lun_context_check at least each LUN_CONTEXT_STRIDE bytes. A context
** belongs to one thread; only `stop` is shared. */
#ifndef LUN_BASE_CONTEXT_H
#define LUN_BASE_CONTEXT_H

#include "base/error.h"

#include <stdatomic.h>
#include <stdint.h>

enum { LUN_CONTEXT_STRIDE = 64 * 1024 };

/* All-zero never stops anything. A NULL context is legal everywhere and means the same. */
typedef struct lun_context {
  atomic_int *stop; /* becomes non-zero when the user interrupts; may be NULL */
  int64_t deadline; /* lun_clock() value after which work ends; 0 = none */
  double seconds;   /* the limit as the user stated it, for the message */
} lun_context;

/* Nanoseconds on a clock that never goes back. */
int64_t lun_clock(void);

/* Let work end `seconds` from now; 0 or less removes the limit. */
void lun_context_set_timeout(lun_context *ctx, double seconds);

/* Errors: LUN_ESTOP when interrupted, LUN_ELIMIT when the deadline has passed. */
lun_status lun_context_check(const lun_context *ctx, lun_error *err);

#endif
