/* read/reader.h -- files, folders and standard input -> documents, in input order. */
#ifndef LUN_READ_READER_H
#define LUN_READ_READER_H

#include "base/context.h"
#include "text/document.h"

/* Something that was skipped, changed or guessed: nothing is silent. */
typedef struct lun_notice {
  lun_status status;   /* LUN_OK: a remark; else why the file or record could not be read */
  const char *path;    /* as the user gave it, or found below a folder */
  size_t line;         /* 1-based, 0 = not known */
  size_t byte;         /* 0-based byte of the file, SIZE_MAX = not known */
  const char *message; /* without path and place */
} lun_notice;

typedef struct lun_read_options {
  const char *const *fields; /* pairs: a document field, the record's field ("text", "speech", ..);
                                ends with NULL; may be NULL */
  const char *date_format;   /* for lun_date_find; NULL = its own forms */
  const char *lang;          /* for documents that state none; may be NULL */
  const char *encoding;      /* iconv name for files that are not UTF-8/16 with BOM; may be NULL */
  void (*notice)(void *user, const lun_notice *notice); /* may be NULL */
  void *user;
} lun_read_options;

typedef struct lun_reader lun_reader;

/* Open `count` inputs; "-" is standard input. A folder stands for the readable files below it, by
** byte-sorted path (hidden ones left out). Nothing is opened before it is needed, but a path that
** does not exist fails here: LUN_EIO (message names it).
** Owner: caller; release with lun_reader_close. `options` and its strings must outlive the reader,
** `paths` need not. */
lun_status lun_reader_open(const char *const *paths, size_t count, const lun_read_options *options,
                           const lun_context *ctx, lun_reader **out, lun_error *err);

/* The same for one file in memory, read as if its name were `path` (which is copied). `bytes` must
** outlive the reader. Errors: LUN_EFORMAT (unknown encoding; also lun_reader_open), LUN_ENOMEM. */
lun_status lun_reader_open_memory(const char *path, const char *bytes, size_t len,
                                  const lun_read_options *options, const lun_context *ctx,
                                  lun_reader **out, lun_error *err);

/* The next document, with id, place, variables and text set. Files and records that cannot be read
** are said in a notice and passed over. Owner: caller frees *doc.
** Errors: LUN_DONE at the end; LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT end the reading. */
lun_status lun_reader_next(lun_reader *reader, lun_document **doc, lun_error *err);

/* How many files or records could not be read so far. */
size_t lun_reader_skipped(const lun_reader *reader);

void lun_reader_close(lun_reader *reader);

#endif
