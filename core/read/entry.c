#include "read/entry.h"

#include "base/memory.h"
#include "read/charset.h"
#include "text/date.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* How much of a value a message repeats. */
enum { QUOTE_SIZE = 80, LIST_SIZE = 300 };

static int is_named(const lun_field *field, const char *name) {
  size_t len = strlen(name);
  return field->name_len == len && memcmp(field->name, name, len) == 0;
}

/* The record's field that is to be the document's field `name`: as the options say, else `name`. */
static const char *source_of(const lun_entries *entries, const char *name) {
  const char *const *pair = entries->options->fields;
  for (; pair != NULL && pair[0] != NULL && pair[1] != NULL; pair += 2) {
    if (strcmp(pair[0], name) == 0) return pair[1];
  }
  return name;
}

static void say(lun_entries *entries, const lun_record *record, lun_status status,
                const char *message) {
  lun_notices_add(entries->notices, status, record->line, record->byte, "%s", message);
}

/* "record has no text field; fields: a, b, c" */
static lun_status say_no_text(lun_entries *entries, const lun_record *record, const char *wanted,
                              lun_error *err) {
  lun_buffer *list = &entries->value;
  lun_buffer_reset(list);
  for (size_t i = 0; i < record->count && list->len < LIST_SIZE; i++) {
    const lun_field *field = &record->fields[i];
    if (i > 0) lun_buffer_add_text(list, ", ");
    lun_buffer_add(list, field->name, (size_t)lun_notices_cut(field->name, field->name_len, 60));
  }
  if (record->count == 0) lun_buffer_add_text(list, "none");
  lun_status st = lun_buffer_status(list, err);
  if (st != LUN_OK) return st;
  entries->is_hopeless = record->is_row;
  lun_notices_add(entries->notices, LUN_EFORMAT, record->line, record->byte,
                  "record has no %.*s field; fields: %s%s",
                  lun_notices_cut(wanted, strlen(wanted), 60), wanted, list->data,
                  record->is_row ? " (and so in all rows)" : "");
  return LUN_DONE;
}

static lun_status set_text(lun_entries *entries, const lun_record *record, lun_document *doc,
                           lun_error *err) {
  const char *text = record->text, *wanted = source_of(entries, "text");
  size_t len = record->text_len;
  if (text == NULL) {
    const lun_field *field = lun_record_find(record, wanted);
    if (field == NULL) return say_no_text(entries, record, wanted, err);
    if (field->is_nested || field->type != LUN_VALUE_TEXT) {
      say(entries, record, LUN_EFORMAT, "the text field is not a string");
      return LUN_DONE;
    }
    text = field->value;
    len = field->len;
  }
  if (len > LUN_DOCUMENT_LIMIT) {
    lun_notices_add(entries->notices, LUN_EFORMAT, record->line, record->byte, "text over %zu MiB",
                    LUN_DOCUMENT_LIMIT >> 20);
    return LUN_DONE;
  }
  if (record->owner != NULL) return lun_document_take_text(doc, record->owner, err);
  if (len > 0 && memchr(text, '\0', len) != NULL) {
    say(entries, record, LUN_EFORMAT, "text holds a NUL (\\u0000)");
    return LUN_DONE;
  }
  return lun_document_set_text(doc, text, len, err);
}

/* Store the date as ISO; one that is faulty or ambiguous is left out, which is said. */
static lun_status set_date(lun_entries *entries, const lun_record *record, const lun_field *field,
                           lun_document *doc, lun_error *err) {
  lun_date date;
  lun_error why = {0};
  char iso[LUN_DATE_SIZE];
  lun_status st =
      lun_date_find(field->value, field->len, entries->options->date_format, &date, &why);
  if (st == LUN_ENOMEM) return lun_fail_memory(err);
  if (st != LUN_OK) {
    lun_notices_add(entries->notices, LUN_OK, record->line, record->byte, "date left out: %s",
                    why.message);
    return LUN_OK;
  }
  lun_date_get(&date, iso);
  return lun_document_set(doc, "date", iso, strlen(iso), LUN_VALUE_TEXT, err);
}

/* Set the document's variable `name` to the field's value. */
static lun_status set_variable(lun_entries *entries, const lun_record *record,
                               const lun_field *field, const char *name, lun_document *doc,
                               lun_error *err) {
  if (record->is_row && field->len == 0) return LUN_OK;
  if (strcmp(name, "text") == 0) return LUN_OK; /* is set, or is the file itself */
  if (strcmp(name, "id") == 0) {
    lun_buffer_reset(&entries->value);
    lun_buffer_add(&entries->value, field->value, field->len);
    return lun_buffer_status(&entries->value, err);
  }
  if (strcmp(name, "date") == 0) return set_date(entries, record, field, doc, err);
  return lun_document_set(doc, name, field->value, field->len, field->type, err);
}

/* A field of a name that the options give to another one. */
static void leave_out(lun_entries *entries, const lun_record *record, const char *name) {
  if (entries->said_left_out) return;
  entries->said_left_out = 1;
  lun_notices_add(entries->notices, LUN_OK, record->line, record->byte,
                  "field %.*s left out, here and below: %s is taken for it",
                  lun_notices_cut(name, strlen(name), QUOTE_SIZE), name, source_of(entries, name));
}

static lun_status set_field(lun_entries *entries, const lun_record *record, const lun_field *field,
                            lun_document *doc, lun_error *err) {
  const char *const *pair = entries->options->fields;
  int is_renamed = 0;
  lun_status st = LUN_OK;
  for (; pair != NULL && pair[0] != NULL && pair[1] != NULL && st == LUN_OK; pair += 2) {
    if (!is_named(field, pair[1])) continue;
    is_renamed = 1;
    st = set_variable(entries, record, field, pair[0], doc, err);
  }
  if (is_renamed) return st;
  lun_buffer_reset(&entries->name);
  lun_buffer_add(&entries->name, field->name, field->name_len);
  st = lun_buffer_status(&entries->name, err);
  if (st != LUN_OK) return st;
  const char *name = entries->name.data, *source = source_of(entries, name);
  int is_text = strcmp(name, "text") == 0;
  if (strcmp(source, name) != 0 || (is_text && record->text != NULL)) {
    leave_out(entries, record, name);
    return LUN_OK;
  }
  return set_variable(entries, record, field, name, doc, err);
}

/* Names and ids go on as NUL-terminated strings: one that holds a NUL would be cut. */
static int has_bad_name(const lun_record *record, const char *id_name) {
  for (size_t i = 0; i < record->count; i++) {
    const lun_field *field = &record->fields[i];
    if (field->name_len > 0 && memchr(field->name, '\0', field->name_len) != NULL) return 1;
    if (field->len > 0 && is_named(field, id_name) && memchr(field->value, '\0', field->len)) {
      return 1;
    }
  }
  return 0;
}

/* What the options and the file add to the record's own fields. */
static lun_status set_defaults(lun_entries *entries, const lun_record *record, lun_document *doc,
                               lun_error *err) {
  const char *lang = entries->options->lang, *charset = entries->charset;
  lun_status st = LUN_OK;
  if (lang != NULL && lun_document_get(doc, "lang") == NULL) {
    st = lun_document_set(doc, "lang", lang, strlen(lang), LUN_VALUE_TEXT, err);
  }
  int is_new = record->text != NULL && lun_document_get(doc, "encoding") == NULL;
  if (st == LUN_OK && charset != NULL && is_new) {
    if (lun_charset_is_utf8(charset)) charset = "UTF-8 BOM";
    st = lun_document_set(doc, "encoding", charset, strlen(charset), LUN_VALUE_TEXT, err);
  }
  return st;
}

lun_status lun_entries_get(lun_entries *entries, const lun_record *record, lun_document **doc,
                           const char **id, lun_error *err) {
  *doc = NULL;
  *id = NULL;
  if (has_bad_name(record, source_of(entries, "id"))) {
    say(entries, record, LUN_EFORMAT, "id or field name holds a NUL (\\u0000)");
    return LUN_DONE;
  }
  lun_document *made;
  lun_status st = lun_document_new(&made, err);
  if (st != LUN_OK) return st;
  st = set_text(entries, record, made, err);
  if (st != LUN_OK) goto fail;
  lun_buffer_reset(&entries->value);
  for (size_t i = 0; i < record->count && st == LUN_OK; i++) {
    st = set_field(entries, record, &record->fields[i], made, err);
  }
  if (st == LUN_OK) st = set_defaults(entries, record, made, err);
  if (st != LUN_OK) goto fail;
  if (entries->value.len > 0) *id = entries->value.data;
  *doc = made;
  return LUN_OK;
fail:
  lun_document_free(made);
  return st;
}

/* Note `id`; *times = how often it was given before. */
static lun_status note_id(lun_entries *entries, const char *id, size_t len, size_t *times,
                          lun_error *err) {
  uint32_t number;
  size_t known = entries->ids.count;
  void *repeats = entries->repeats;
  if (!lun_grow(&repeats, &entries->repeat_cap, known + 1, sizeof *entries->repeats)) {
    return lun_fail_memory(err);
  }
  entries->repeats = repeats;
  lun_status st = lun_map_add(&entries->ids, id, len, &number, err);
  if (st != LUN_OK) return st;
  if (number == known) entries->repeats[number] = 0;
  *times = entries->repeats[number]++;
  return LUN_OK;
}

/* Make the id in entries->name one that was not given before, by a number behind it. */
static lun_status number_id(lun_entries *entries, size_t line, lun_error *err) {
  lun_buffer *id = &entries->name;
  size_t len = id->len, times;
  lun_status st = note_id(entries, id->data, len, &times, err);
  if (st != LUN_OK || times == 0) return st;
  for (size_t n = times + 1, taken = 1; taken != 0; n++) {
    id->len = len;
    lun_buffer_add_format(id, "#%zu", n);
    st = lun_buffer_status(id, err);
    if (st == LUN_OK) st = note_id(entries, id->data, id->len, &taken, err);
    if (st != LUN_OK) return st;
  }
  lun_notices_add(entries->notices, LUN_OK, line, SIZE_MAX,
                  "the id \"%.*s\" was given before; this document is \"%.*s\"",
                  lun_notices_cut(id->data, len, QUOTE_SIZE), id->data,
                  lun_notices_cut(id->data, id->len, QUOTE_SIZE + 20), id->data);
  return LUN_OK;
}

/* A file name may hold any bytes, an id must be UTF-8: others are written as %XX. */
static void add_path(lun_buffer *to, const char *path) {
  size_t len = strlen(path);
  while (len > 0) {
    lun_error bad = {0};
    if (lun_utf8_check(path, len, &bad) == LUN_OK) {
      lun_buffer_add(to, path, len);
      return;
    }
    lun_buffer_add(to, path, bad.at);
    lun_buffer_add_format(to, "%%%02X", (unsigned char)path[bad.at]);
    path += bad.at + 1;
    len -= bad.at + 1;
  }
}

lun_status lun_entries_set_id(lun_entries *entries, lun_document *doc, const char *id,
                              const char *path, size_t number, size_t line, lun_error *err) {
  lun_buffer *made = &entries->name;
  lun_buffer_reset(made);
  add_path(made, path);
  lun_status st = lun_buffer_status(made, err);
  if (st == LUN_OK) st = lun_document_set_place(doc, made->data, number, err);
  if (st == LUN_OK && id != NULL) {
    lun_buffer_reset(made);
    lun_buffer_add_text(made, id);
  } else if (st == LUN_OK && number > 0) {
    lun_buffer_add_format(made, "#%zu", number);
  }
  if (st == LUN_OK) st = lun_buffer_status(made, err);
  if (st == LUN_OK) st = number_id(entries, line, err);
  return st == LUN_OK ? lun_document_set_id(doc, made->data, made->len, err) : st;
}

void lun_entries_clear(lun_entries *entries) {
  lun_map_clear(&entries->ids);
  lun_free(entries->repeats);
  lun_buffer_clear(&entries->name);
  lun_buffer_clear(&entries->value);
}
