/* read/json.h -- the text of one JSON object -> a record. */
#ifndef LUN_READ_JSON_H
#define LUN_READ_JSON_H

#include "read/record.h"

enum { LUN_JSON_DEPTH = 1000 }; /* objects and arrays inside one another */

typedef struct lun_json lun_json;

/* A parser, to be used again and again. Owner: caller; release with lun_json_free. */
lun_status lun_json_new(lun_json **out, lun_error *err);
void lun_json_free(lun_json *json);

/* Read the object `text` (valid UTF-8, no NUL byte, at most LUN_DOCUMENT_LIMIT) and add its members
** to `record`: strings unescaped, numbers and nested values as they are written; null is no member.
** The fields live until the next call, and no longer than `text`.
** Errors: LUN_EFORMAT (not JSON, not an object, too deep, an unpaired surrogate; err->at = byte of
** `text`), LUN_ENOMEM.
** Source: RFC 8259; the parser is yajl. */
lun_status lun_json_get(lun_json *json, const char *text, size_t len, lun_record *record,
                        lun_error *err);

/* yajl writes something else for a surrogate escape that stands alone; here it is a fault.
** Errors: LUN_EFORMAT (err->at = its byte). */
lun_status lun_json_check_surrogates(const char *text, size_t len, lun_error *err);

#endif
