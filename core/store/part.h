/* store/part.h -- a file that is built beside the name it is to have, and gets it when whole. */
#ifndef LUN_STORE_PART_H
#define LUN_STORE_PART_H

#include "base/error.h"

/* All-zero is no file. */
typedef struct lun_part {
  char *path;  /* PATH.part-PROCESS, where it is built; NULL when there is none (any more) */
  char *final; /* PATH, absolute */
  char *name;  /* PATH as the user gave it, for messages */
} lun_part;

/* Make an empty file beside `final` (absolute), of a name no other process has. `name` is for
** messages. On failure *part is all-zero.
** Errors: LUN_EIO (`final` exists, or a journal of a corpus that had its name; no right to the
** folder), LUN_ENOMEM. */
lun_status lun_part_new(lun_part *part, const char *final, const char *name, lun_error *err);

/* Give the whole, closed and synchronized file its name; never over another file. On failure the
** name is untouched, except when only synchronizing the folder fails.
** Errors: LUN_EIO, LUN_ENOMEM. */
lun_status lun_part_set_name(lun_part *part, lun_error *err);

/* Removes the file unless it has its name. */
void lun_part_clear(lun_part *part);

#endif
