/* read/format.h -- the formats a file may have: each hands out its records. */
#ifndef LUN_READ_FORMAT_H
#define LUN_READ_FORMAT_H

#include "read/notice.h"
#include "read/record.h"
#include "read/stream.h"

typedef struct lun_format {
  /* Begin to read `stream`; it, `notices` and `ctx` outlive the state.
  ** Errors: LUN_ENOMEM. */
  lun_status (*open)(lun_stream *stream, lun_notices *notices, const lun_context *ctx, void **state,
                     lun_error *err);
  /* The next record, reset first. What is faulty is said in the notices and passed over.
  ** Errors: LUN_DONE, LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
  lun_status (*next)(void *state, lun_record *record, lun_error *err);
  void (*close)(void *state); /* NULL is legal */
} lun_format;

extern const lun_format lun_format_jsonl; /* an object a line */
extern const lun_format lun_format_json;  /* an object, several, or an array of them */
extern const lun_format lun_format_csv;   /* separator guessed */
extern const lun_format lun_format_tsv;
extern const lun_format lun_format_html;
extern const lun_format lun_format_plain;

/* The format that a file's name states, or NULL. */
const lun_format *lun_format_find(const char *path);

/* The format of a file that begins with `bytes`; NULL: not text. `is_whole`: they are all there is.
** *is_markup = it is XML, which is read as plain text. */
const lun_format *lun_format_find_bytes(const char *bytes, size_t len, int is_whole,
                                        int *is_markup);

#endif
