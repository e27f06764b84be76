/* read/csv.h -- rows of comma-, semicolon- or tab-separated text, pulled one by one.
**
** Source: RFC 4180; beyond it: LF or CR alone may end a row, empty lines are passed over, blanks
** around a quoted field are dropped, and a quote inside a field that did not begin with one stands
** for itself. */
#ifndef LUN_READ_CSV_H
#define LUN_READ_CSV_H

#include "read/stream.h"

typedef struct lun_csv_field {
  const char *text; /* NUL-terminated, valid UTF-8, holds no NUL */
  size_t len;
} lun_csv_field;

typedef struct lun_csv_row {
  const lun_csv_field *fields;
  size_t count;
  size_t number; /* of the row, from 1; the header counts, faulty rows too, empty lines do not */
  size_t line;   /* where it begins, from 1 */
  size_t byte;   /* the same, 0-based in the file, SIZE_MAX = not known */
} lun_csv_row;

typedef struct lun_csv lun_csv;

/* Read rows from where `stream` stands. `separator` 0: whichever of , ; and tab stands most often
** in the first line outside quotes. Owner: caller; release with lun_csv_close; `stream` (borrowed)
** must outlive it. Errors: LUN_ENOMEM. */
lun_status lun_csv_open(lun_stream *stream, char separator, lun_csv **out, lun_error *err);

/* The next row; its fields live until the next call. On failure row->number is set too, and
** row->line is the fault's. Errors: LUN_DONE at the end; LUN_EFORMAT, LUN_EUTF8 (err->at = byte of
** the file, SIZE_MAX = not known): this row is faulty, the next call goes on behind it; LUN_EIO;
** LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. An unclosed quote is said at the end of the file, with the
** line where it opened. */
lun_status lun_csv_next(lun_csv *csv, lun_csv_row *row, lun_error *err);

/* The separator in use; 0 before the first row when it is to be guessed. */
char lun_csv_separator(const lun_csv *csv);

void lun_csv_close(lun_csv *csv);

#endif
