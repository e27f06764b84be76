#include "base/context.h"

#include <time.h>

int64_t lun_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void lun_context_set_timeout(lun_context *ctx, double seconds) {
  const double most = 1e9; /* about 31 years: more nanoseconds need not fit the clock */
  ctx->seconds = seconds;
  ctx->deadline = 0;
  if (seconds > 0) ctx->deadline = lun_clock() + (int64_t)((seconds < most ? seconds : most) * 1e9);
}

lun_status lun_context_check(const lun_context *ctx, lun_error *err) {
  if (ctx == NULL) return LUN_OK;
  if (ctx->stop != NULL && atomic_load_explicit(ctx->stop, memory_order_relaxed) != 0) {
    return lun_fail(err, LUN_ESTOP, 0, "interrupted");
  }
  if (ctx->deadline != 0 && lun_clock() > ctx->deadline) {
    return lun_fail(err, LUN_ELIMIT, 0, "time limit of %g s reached", ctx->seconds);
  }
  return LUN_OK;
}
