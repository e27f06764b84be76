/* read/ahead.h -- a reader that works in a thread of its own, some documents ahead of who takes them.
**
** Documents and notices come out in the order, and with the bytes, that the reader alone gives. */
#ifndef LUN_READ_AHEAD_H
#define LUN_READ_AHEAD_H

#include "read/reader.h"

typedef struct lun_ahead lun_ahead;

/* Whether reading these inputs ahead is safe: files and folders, no standard input or pipe, on which a
** thread could wait for ever. */
int lun_ahead_test(const char *const *paths, size_t count);

/* As lun_reader_open. Notices are called for in the caller's thread, by lun_ahead_next. `ctx` is asked
** by lun_ahead_next; the thread itself ends when the reading is closed.
** Owner: caller; release with lun_ahead_close. Errors: as lun_reader_open; LUN_ENOMEM (no thread). */
lun_status lun_ahead_open(const char *const *paths, size_t count, const lun_read_options *options,
                          const lun_context *ctx, lun_ahead **out, lun_error *err);

/* As lun_reader_next. After LUN_ESTOP or LUN_ELIMIT of the context it may be called again. */
lun_status lun_ahead_next(lun_ahead *ahead, lun_document **doc, lun_error *err);

/* How many files or records could not be read, up to the document taken last. */
size_t lun_ahead_skipped(const lun_ahead *ahead);

void lun_ahead_close(lun_ahead *ahead);

#endif
