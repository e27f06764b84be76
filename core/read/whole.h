/* read/whole.h -- a file that is one document: its bytes in one piece, as checked UTF-8. */
#ifndef LUN_READ_WHOLE_H
#define LUN_READ_WHOLE_H

#include "read/notice.h"
#include "read/stream.h"

/* All that `stream` still holds; lives until its next call. LUN_DONE when there is nothing, or
** when it is over LUN_DOCUMENT_LIMIT or unreadable, which is then said in `notices`.
** Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_whole_get(lun_stream *stream, lun_notices *notices, const char **bytes, size_t *len,
                         lun_error *err);

/* 1 when `bytes`, which begin at byte `first` of the file, may become a text; else it is said. */
int lun_whole_check(const char *bytes, size_t len, size_t first, lun_notices *notices);

#endif
