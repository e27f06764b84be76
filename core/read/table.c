/* read/table.c -- rows of CSV or TSV with a header -> records. */
#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"
#include "read/csv.h"
#include "read/format.h"

#include <stdint.h>
#include <string.h>

typedef struct table {
  lun_csv *csv;
  lun_stream *stream;
  lun_notices *notices;
  lun_map names; /* of the columns; their numbers are the columns, from 0 */
  int has_header;
} table;

static void table_close(void *state) {
  table *t = state;
  if (t == NULL) return;
  lun_csv_close(t->csv);
  lun_map_clear(&t->names);
  lun_free(t);
}

static lun_status open_table(lun_stream *stream, lun_notices *notices, char separator, void **state,
                             lun_error *err) {
  *state = NULL;
  table *t = lun_zalloc(sizeof *t);
  if (t == NULL) return lun_fail_memory(err);
  t->stream = stream;
  t->notices = notices;
  lun_status st = lun_csv_open(stream, separator, &t->csv, err);
  if (st != LUN_OK) {
    table_close(t);
    return st;
  }
  *state = t;
  return LUN_OK;
}

static lun_status csv_open(lun_stream *stream, lun_notices *notices, const lun_context *ctx,
                           void **state, lun_error *err) {
  (void)ctx; /* the stream asks it */
  return open_table(stream, notices, '\0', state, err);
}

static lun_status tsv_open(lun_stream *stream, lun_notices *notices, const lun_context *ctx,
                           void **state, lun_error *err) {
  (void)ctx;
  return open_table(stream, notices, '\t', state, err);
}

/* A name no column before has: as it stands, or with a number behind it. */
static lun_status add_column(table *t, const lun_csv_row *row, size_t column, lun_error *err) {
  const char *name = row->fields[column].text;
  size_t len = row->fields[column].len;
  uint32_t number;
  lun_buffer other = {0};
  lun_status st = LUN_OK;
  for (; len > 0 && name[0] == ' '; len--) name++;
  while (len > 0 && name[len - 1] == ' ') len--;
  if (len == 0) lun_buffer_add_format(&other, "column_%zu", column + 1);
  else lun_buffer_add(&other, name, len);
  size_t stem = other.len;
  for (size_t n = 2; other.status == LUN_OK; n++) {
    if (lun_map_find(&t->names, other.data, other.len) == LUN_MAP_NONE) break;
    other.len = stem;
    lun_buffer_add_format(&other, "_%zu", n);
  }
  st = lun_buffer_status(&other, err);
  if (st == LUN_OK) st = lun_map_add(&t->names, other.data, other.len, &number, err);
  if (st == LUN_OK && (len == 0 || other.len != len)) {
    lun_notices_add(t->notices, LUN_OK, row->line, SIZE_MAX, "column %zu %s; it is called %.*s",
                    column + 1, len == 0 ? "has no name" : "has the name of one before it",
                    lun_notices_cut(other.data, other.len, 100), other.data);
  }
  lun_buffer_clear(&other);
  return st;
}

static lun_status read_header(table *t, lun_error *err) {
  lun_csv_row row;
  lun_error why = {0};
  lun_status st = lun_csv_next(t->csv, &row, &why);
  if (st == LUN_DONE) lun_notices_add_skip(t->notices, "no header line");
  if (st == LUN_DONE) return st;
  if (lun_notices_fatal(st)) return lun_fail(err, st, why.at, "%s", why.message);
  if (st != LUN_OK) {
    lun_notices_add(t->notices, st, row.line, why.at, "header: %s", why.message);
    return LUN_DONE; /* rows without names say nothing */
  }
  if (row.count > LUN_RECORD_LIMIT) {
    lun_notices_add(t->notices, LUN_EFORMAT, row.line, row.byte, "header has over %d columns",
                    LUN_RECORD_LIMIT);
    return LUN_DONE;
  }
  for (size_t i = 0; i < row.count && st == LUN_OK; i++) st = add_column(t, &row, i, err);
  t->has_header = st == LUN_OK;
  return st;
}

static lun_status set_record(const table *t, const lun_csv_row *row, lun_record *record,
                             lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t i = 0; i < row->count && st == LUN_OK; i++) {
    size_t len;
    const char *name = lun_map_get(&t->names, (uint32_t)i, &len);
    st = lun_record_add(record, name, len, row->fields[i].text, row->fields[i].len, LUN_VALUE_TEXT,
                        err);
  }
  record->line = row->line;
  record->byte = row->byte;
  record->number = row->number - 1; /* without the header */
  record->is_row = 1;
  return st;
}

/* The row as a record; LUN_DONE when it does not fit the header. */
static lun_status check_row(table *t, const lun_csv_row *row) {
  if (row->count == t->names.count) return LUN_OK;
  lun_notices_add(t->notices, LUN_EFORMAT, row->line, row->byte,
                  "row has %zu field%s, the header has %zu", row->count, row->count == 1 ? "" : "s",
                  t->names.count);
  return LUN_DONE;
}

static lun_status table_next(void *state, lun_record *record, lun_error *err) {
  table *t = state;
  lun_record_reset(record);
  if (!t->has_header) {
    lun_status st = read_header(t, err);
    if (st != LUN_OK) return st;
  }
  for (;;) {
    lun_csv_row row;
    lun_error why = {0};
    lun_status st = lun_csv_next(t->csv, &row, &why);
    if (st == LUN_DONE && row.number == 2)
      lun_notices_add_skip(t->notices, "no rows below the header");
    if (st == LUN_DONE) return st;
    if (lun_notices_fatal(st)) return lun_fail(err, st, why.at, "%s", why.message);
    if (st == LUN_OK && check_row(t, &row) == LUN_OK) return set_record(t, &row, record, err);
    if (st != LUN_OK) lun_notices_add(t->notices, st, row.line, why.at, "%s", why.message);
  }
}

const lun_format lun_format_csv = {csv_open, table_next, table_close};
const lun_format lun_format_tsv = {tsv_open, table_next, table_close};
