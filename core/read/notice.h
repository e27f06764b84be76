/* read/notice.h -- saying what was skipped, changed or guessed while a file is read. */
#ifndef LUN_READ_NOTICE_H
#define LUN_READ_NOTICE_H

#include "read/reader.h"

/* Where the notices of one reading go. All-zero is legal: then they are only counted. */
typedef struct lun_notices {
  void (*call)(void *user, const lun_notice *notice);
  void *user;
  const char *path; /* of the file being read, as it is shown; borrowed */
  size_t skipped;   /* files and records that could not be read */
} lun_notices;

/* Say something about `line` (0 = not known) and `byte` (SIZE_MAX = not known) of the path. A
** status other than LUN_OK counts as skipped. A message over LUN_ERROR_SIZE is cut. */
__attribute__((format(printf, 5, 6))) void lun_notices_add(lun_notices *notices, lun_status status,
                                                           size_t line, size_t byte,
                                                           const char *format, ...);

/* A remark about the whole path which counts as skipped all the same (an empty file). */
void lun_notices_add_skip(lun_notices *notices, const char *message);

/* 1 when reading must end (memory, time, the user's stop), 0 when the failure concerns the file or
** record alone and becomes a notice. */
int lun_notices_fatal(lun_status status);

/* Why a system call failed, in the words of the messages. Lives for ever, or until the thread's
** next call. */
const char *lun_notices_reason(int code);

/* At most `max` bytes of `text`, cut on a code point boundary: for quoting values in messages. */
int lun_notices_cut(const char *text, size_t len, int max);

#endif
