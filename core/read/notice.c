#include "read/notice.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

void lun_notices_add(lun_notices *notices, lun_status status, size_t line, size_t byte,
                     const char *format, ...) {
  if (status != LUN_OK) notices->skipped++;
  if (notices->call == NULL) return;
  char draft[2 * LUN_ERROR_SIZE];
  va_list args;
  va_start(args, format);
  vsnprintf(draft, sizeof draft, format, args);
  va_end(args);
  lun_error cut; /* lun_fail cuts on a code point boundary */
  lun_fail(&cut, status, 0, "%s", draft);
  lun_notice notice = {status, notices->path, line, byte, cut.message};
  notices->call(notices->user, &notice);
}

void lun_notices_add_skip(lun_notices *notices, const char *message) {
  lun_notices_add(notices, LUN_OK, 0, SIZE_MAX, "%s", message);
  notices->skipped++;
}

int lun_notices_fatal(lun_status status) {
  return status == LUN_ENOMEM || status == LUN_ESTOP || status == LUN_ELIMIT;
}

const char *lun_notices_reason(int code) {
  switch (code) {
  case ENOENT: return "no such file or folder";
  case EACCES:
  case EPERM: return "permission denied";
  case EISDIR: return "is a folder";
  case ENOTDIR: return "not a folder";
  case ELOOP: return "links lead in a circle";
  case ENAMETOOLONG: return "name too long";
  case EIO: return "input/output error";
  case EMFILE:
  case ENFILE: return "too many open files";
  default: return strerror(code);
  }
}

int lun_notices_cut(const char *text, size_t len, int max) {
  size_t n = len;
  if (n > (size_t)max) {
    n = (size_t)max;
    while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) n--;
  }
  return (int)n;
}
