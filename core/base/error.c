#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drop a code point that snprintf cut in half, so that messages stay valid UTF-8. */
static void trim_partial(char *s) {
  size_t n = strlen(s);
  size_t lead = n;
  while (lead > 0 && n - lead < 4 && ((unsigned char)s[lead - 1] & 0xC0) == 0x80) lead--;
  if (lead == 0) return;
  unsigned char c = (unsigned char)s[lead - 1];
  size_t need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
  if (n - (lead - 1) < need) s[lead - 1] = '\0';
}

lun_status lun_fail(lun_error *err, lun_status status, size_t at, const char *format, ...) {
  if (err == NULL) return status;
  va_list args;
  va_start(args, format);
  int n = vsnprintf(err->message, sizeof err->message, format, args);
  va_end(args);
  if (n >= (int)sizeof err->message) trim_partial(err->message);
  err->status = status;
  err->at = at;
  return status;
}

lun_status lun_fail_memory(lun_error *err) {
  return lun_fail(err, LUN_ENOMEM, 0, "out of memory");
}
