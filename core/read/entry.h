/* read/entry.h -- a record -> a document: fields renamed, id numbered, date and text checked. */
#ifndef LUN_READ_ENTRY_H
#define LUN_READ_ENTRY_H

#include "base/buffer.h"
#include "base/map.h"
#include "read/notice.h"
#include "read/record.h"

/* What documents are made by, for one reading. All-zero but `options` and `notices` to begin
** with. */
typedef struct lun_entries {
  const lun_read_options *options; /* never NULL */
  lun_notices *notices;
  lun_map ids;     /* given so far, .. */
  size_t *repeats; /* .. and by their numbers, how often */
  size_t repeat_cap;
  lun_buffer name;     /* scratch */
  lun_buffer value;    /* scratch */
  int said_left_out;   /* that a field is left out for a renamed one */
  int is_hopeless;     /* no record of the file at hand can have a text */
  const char *charset; /* of the file, when it is worth keeping; else NULL */
} lun_entries;

/* A document of all that `record` says but its place and id. The record is not needed any more.
** LUN_DONE: it cannot become one, which is said in the notices. Owner: caller frees *doc.
** *id (in entries->value, until the next call) is the record's own id, or NULL.
** Errors: LUN_ENOMEM. */
lun_status lun_entries_get(lun_entries *entries, const lun_record *record, lun_document **doc,
                           const char **id, lun_error *err);

/* Give `doc` its place, and its id: `id`, or one made of the place when that is NULL. An id that
** was given before gets a number ("#2"), which is said. Errors: LUN_ENOMEM, LUN_ELIMIT (of
** lun_map). */
lun_status lun_entries_set_id(lun_entries *entries, lun_document *doc, const char *id,
                              const char *path, size_t number, size_t line, lun_error *err);

void lun_entries_clear(lun_entries *entries);

#endif
