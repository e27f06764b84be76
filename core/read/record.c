#include "read/record.h"

#include "base/memory.h"

#include <stdint.h>
#include <string.h>

lun_status lun_record_add(lun_record *record, const char *name, size_t name_len, const char *value,
                          size_t len, lun_value_type type, lun_error *err) {
  void *fields = record->fields;
  if (record->count == LUN_RECORD_LIMIT) {
    return lun_fail(err, LUN_EFORMAT, 0, "over %d fields", LUN_RECORD_LIMIT);
  }
  if (!lun_grow(&fields, &record->cap, record->count + 1, sizeof *record->fields)) {
    return lun_fail_memory(err);
  }
  record->fields = fields;
  record->fields[record->count++] = (lun_field){name, name_len, value, len, type, 0};
  return LUN_OK;
}

const lun_field *lun_record_find(const lun_record *record, const char *name) {
  size_t len = strlen(name);
  for (size_t i = record->count; i > 0; i--) {
    const lun_field *field = &record->fields[i - 1];
    if (field->name_len == len && memcmp(field->name, name, len) == 0) return field;
  }
  return NULL;
}

void lun_record_reset(lun_record *record) {
  lun_field *fields = record->fields;
  size_t cap = record->cap;
  *record = (lun_record){.fields = fields, .cap = cap, .byte = SIZE_MAX};
}

void lun_record_clear(lun_record *record) {
  lun_free(record->fields);
  *record = (lun_record){0};
}
