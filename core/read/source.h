/* read/source.h -- the paths a user gave -> the files to read, in order. */
#ifndef LUN_READ_SOURCE_H
#define LUN_READ_SOURCE_H

#include "base/context.h"
#include "read/notice.h"

typedef enum lun_source_kind {
  LUN_SOURCE_INPUT, /* a file that the user named, or "-" */
  LUN_SOURCE_FOUND, /* a file found below a folder */
  LUN_SOURCE_FOLDER /* not a file: the folder of this path ends here */
} lun_source_kind;

typedef struct lun_source_item {
  lun_source_kind kind;
  const char *path; /* lives until the next lun_source_next */
} lun_source_item;

typedef struct lun_source lun_source;

/* Note `count` paths (copied). Owner: caller; release with lun_source_close.
** Errors: LUN_EIO (a path does not exist; the message names it), LUN_ENOMEM. */
lun_status lun_source_open(const char *const *paths, size_t count, const lun_context *ctx,
                           lun_source **out, lun_error *err);

/* The next file. A folder stands for all regular files below it, sorted by the bytes of their
** paths; names that begin with a dot are left out, links are followed, and each folder is entered
** once however many links lead to it. What cannot be listed is said in `notices` under its own
** path.
** Errors: LUN_DONE, LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_source_next(lun_source *source, lun_notices *notices, lun_source_item *item,
                           lun_error *err);

void lun_source_close(lun_source *source);

#endif
