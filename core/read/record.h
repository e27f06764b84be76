/* read/record.h -- what one record of a file says, before it becomes a document. */
#ifndef LUN_READ_RECORD_H
#define LUN_READ_RECORD_H

#include "base/buffer.h"
#include "text/document.h"

/* Strings are borrowed from the format that fills the record: they live until its next call. */
typedef struct lun_field {
  const char *name; /* not NUL-terminated */
  size_t name_len;
  const char *value; /* not NUL-terminated, may hold NUL */
  size_t len;
  lun_value_type type;
  int is_nested; /* the JSON text of an object or array */
} lun_field;

/* What has more is no record of a document, and finding a variable among them takes too long. */
enum { LUN_RECORD_LIMIT = 10000 };

/* All-zero is an empty record. */
typedef struct lun_record {
  lun_field *fields;
  size_t count;
  size_t cap;
  const char *text; /* the whole file is a document with this text; NULL: a field is the text */
  size_t text_len;
  lun_buffer
      *owner; /* whose bytes exactly `text` is, checked, when the document may take them; or NULL */
  size_t line;   /* where it begins, from 1 */
  size_t byte;   /* the same in bytes of the file, SIZE_MAX = not known */
  size_t number; /* in its file, from 1; 0 = the file is the document */
  int is_lone;   /* when nothing comes behind it, the file is the document after all */
  int is_row;    /* of a table: an empty value means that there is none, and the names are the
                    same in all records of the file */
} lun_record;

/* Add a field of this name and value. Errors: LUN_ENOMEM, LUN_EFORMAT (over LUN_RECORD_LIMIT). */
lun_status lun_record_add(lun_record *record, const char *name, size_t name_len, const char *value,
                          size_t len, lun_value_type type, lun_error *err);

/* The last field of this name, or NULL. */
const lun_field *lun_record_find(const lun_record *record, const char *name);

void lun_record_reset(lun_record *record); /* empty, memory kept for reuse */
void lun_record_clear(lun_record *record); /* empty, memory freed */

#endif
