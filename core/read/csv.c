#include "read/csv.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "read/charset.h"
#include "text/document.h"

#include <stdint.h>
#include <string.h>

typedef enum {
  AT_START, /* of a field */
  AT_BLANK, /* before a field, which may turn out to be quoted */
  IN_PLAIN,
  IN_QUOTES,
  AT_QUOTE, /* behind a quote that closes the field, or is doubled */
  BEHIND,   /* behind a field in quotes and a blank */
  AT_END    /* of the row */
} csv_state;

/* A field of the row that is being read, while `bytes` may still move. */
typedef struct csv_cell {
  size_t from; /* in `bytes` */
  size_t byte; /* of the file, where its content begins; SIZE_MAX = not known */
  int is_quoted;
} csv_cell;

struct lun_csv {
  lun_stream *stream;
  char separator;
  size_t number;
  csv_state state;
  lun_buffer bytes; /* the row's fields, each with a NUL behind it */
  csv_cell *cells;
  size_t count;
  size_t cell_cap;
  lun_csv_field *fields;
  size_t field_cap;
  size_t quote_line; /* where the last quote was opened */
  size_t quote_byte;
};

lun_status lun_csv_open(lun_stream *stream, char separator, lun_csv **out, lun_error *err) {
  *out = lun_zalloc(sizeof **out);
  if (*out == NULL) return lun_fail_memory(err);
  (*out)->stream = stream;
  (*out)->separator = separator;
  return LUN_OK;
}

void lun_csv_close(lun_csv *csv) {
  if (csv == NULL) return;
  lun_buffer_clear(&csv->bytes);
  lun_free(csv->cells);
  lun_free(csv->fields);
  lun_free(csv);
}

char lun_csv_separator(const lun_csv *csv) {
  return csv->separator;
}

/* Choose the separator by the first line, or its first block when it is longer. */
static lun_status guess_separator(lun_csv *csv, lun_error *err) {
  static const char choices[] = {',', ';', '\t'};
  size_t counts[sizeof choices] = {0}, len, best = 0;
  const char *bytes;
  lun_status st = lun_stream_get(csv->stream, LUN_CONTEXT_STRIDE, &bytes, &len, err);
  if (st != LUN_OK) return st;
  int quoted = 0;
  for (size_t i = 0; i < len && (quoted || (bytes[i] != '\n' && bytes[i] != '\r')); i++) {
    if (bytes[i] == '"') quoted = !quoted;
    for (size_t c = 0; c < sizeof choices && !quoted; c++) counts[c] += bytes[i] == choices[c];
  }
  for (size_t c = 1; c < sizeof choices; c++) {
    if (counts[c] > counts[best]) best = c;
  }
  csv->separator = choices[best];
  return LUN_OK;
}

/* A new field, which begins at the stream's next byte. */
static lun_status open_cell(lun_csv *csv, lun_error *err) {
  void *cells = csv->cells;
  if (!lun_grow(&cells, &csv->cell_cap, csv->count + 1, sizeof *csv->cells)) {
    return lun_fail_memory(err);
  }
  csv->cells = cells;
  csv->cells[csv->count++] = (csv_cell){csv->bytes.len, lun_stream_byte(csv->stream), 0};
  return LUN_OK;
}

static void close_cell(lun_csv *csv, char end) {
  lun_buffer_add_byte(&csv->bytes, '\0');
  csv->state = end == csv->separator ? AT_START : AT_END;
}

static int ends_field(const lun_csv *csv, char c) {
  return c == csv->separator || c == '\n' || c == '\r';
}

static int is_blank(const lun_csv *csv, char c) {
  return (c == ' ' || c == '\t') && c != csv->separator;
}

/* The four steps below take what they can of `bytes` and return how many bytes that was. */

static size_t step_start(lun_csv *csv, char c, lun_status *st, lun_error *err) {
  if (csv->state == AT_START) *st = open_cell(csv, err);
  if (*st != LUN_OK) return 0;
  csv_cell *cell = &csv->cells[csv->count - 1];
  if (is_blank(csv, c)) {
    csv->state = AT_BLANK;
    lun_buffer_add_byte(&csv->bytes, c);
    return 1;
  }
  csv->state = c == '"' ? IN_QUOTES : IN_PLAIN;
  if (c != '"') return 0;
  csv->quote_line = lun_stream_line(csv->stream);
  csv->quote_byte = lun_stream_byte(csv->stream);
  cell->is_quoted = 1;
  cell->byte = csv->quote_byte == SIZE_MAX ? SIZE_MAX : csv->quote_byte + 1;
  csv->bytes.len = cell->from; /* without the blanks before the quote */
  return 1;
}

static size_t step_plain(lun_csv *csv, const char *bytes, size_t len) {
  size_t n = 0;
  while (n < len && !ends_field(csv, bytes[n])) n++;
  lun_buffer_add(&csv->bytes, bytes, n);
  if (n == len) return n;
  close_cell(csv, bytes[n]);
  return n + 1;
}

static size_t step_quotes(lun_csv *csv, const char *bytes, size_t len) {
  const char *quote = memchr(bytes, '"', len);
  size_t n = quote == NULL ? len : (size_t)(quote - bytes);
  lun_buffer_add(&csv->bytes, bytes, n);
  if (quote == NULL) return n;
  csv->state = AT_QUOTE;
  return n + 1;
}

static size_t step_quote(lun_csv *csv, char c, lun_status *st, lun_error *err) {
  if (c == '"' && csv->state == AT_QUOTE) {
    lun_buffer_add_byte(&csv->bytes, '"');
    csv->state = IN_QUOTES;
    return 1;
  }
  if (is_blank(csv, c)) {
    csv->state = BEHIND;
    return 1;
  }
  if (!ends_field(csv, c)) {
    *st = lun_fail(err, LUN_EFORMAT, lun_stream_byte(csv->stream),
                   "text behind a closing quote; a quote inside a quoted field is written twice");
    return 0;
  }
  close_cell(csv, c);
  return 1;
}

/* Take the rest of a faulty row: up to the end of the line. */
static lun_status skip_line(lun_csv *csv, lun_error *err) {
  const char *bytes, *end = NULL;
  size_t len;
  while (end == NULL) {
    lun_status st = lun_stream_get(csv->stream, 1, &bytes, &len, err);
    if (st != LUN_OK) return st;
    end = memchr(bytes, '\n', len);
    lun_stream_skip(csv->stream, end != NULL ? (size_t)(end + 1 - bytes) : len);
  }
  return LUN_OK;
}

/* The file is over: does that end the row as it should? */
static lun_status end_row(lun_csv *csv, lun_csv_row *row, lun_error *err) {
  lun_status st = LUN_OK;
  if (csv->state == IN_QUOTES) {
    row->line = csv->quote_line;
    return lun_fail(err, LUN_EFORMAT, csv->quote_byte,
                    "quote is not closed before the end of the file");
  }
  if (csv->state == AT_START) st = open_cell(csv, err);
  if (csv->state != AT_END) close_cell(csv, '\n');
  return st;
}

/* Nothing behind a field of this size can be trusted to be a field: the file ends here. */
static lun_status end_file(lun_csv *csv, lun_error *err) {
  lun_status st = LUN_OK;
  while (st == LUN_OK) {
    const char *bytes;
    size_t len;
    st = lun_stream_get(csv->stream, 1, &bytes, &len, err);
    if (st == LUN_OK) lun_stream_skip(csv->stream, len);
  }
  if (st != LUN_DONE) return st;
  return lun_fail(err, LUN_EFORMAT, SIZE_MAX,
                  "row over %zu MiB: the rest of the file is not read; is a quote not closed?",
                  LUN_DOCUMENT_LIMIT >> 20);
}

/* Read one row into csv->cells and csv->bytes. */
static lun_status read_row(lun_csv *csv, lun_csv_row *row, lun_error *err) {
  lun_status st = LUN_OK;
  while (csv->state != AT_END) {
    const char *bytes;
    size_t len, used = 0;
    st = lun_stream_get(csv->stream, 1, &bytes, &len, err);
    if (st == LUN_DONE) return end_row(csv, row, err);
    if (st != LUN_OK) return st;
    size_t done = 0;
    while (done < len && csv->state != AT_END && st == LUN_OK) {
      switch (csv->state) {
      case AT_START:
      case AT_BLANK: used = step_start(csv, bytes[done], &st, err); break;
      case IN_PLAIN: used = step_plain(csv, bytes + done, len - done); break;
      case IN_QUOTES: used = step_quotes(csv, bytes + done, len - done); break;
      default: used = step_quote(csv, bytes[done], &st, err); break;
      }
      /* Skipped at once: a field's place is the stream's place. */
      lun_stream_skip(csv->stream, used);
      done += used;
    }
    if (st == LUN_OK) st = lun_buffer_status(&csv->bytes, err);
    if (st != LUN_OK) return st;
    if (csv->bytes.len > LUN_DOCUMENT_LIMIT) return end_file(csv, err);
  }
  return LUN_OK;
}

/* Byte of the file for byte `at` of a field: a quote in a quoted field was written as two. */
static size_t find_byte(const csv_cell *cell, const char *text, size_t at) {
  if (cell->byte == SIZE_MAX) return SIZE_MAX;
  size_t quotes = 0;
  for (size_t i = 0; i < at && cell->is_quoted; i++) quotes += text[i] == '"';
  return cell->byte + at + quotes;
}

static size_t count_lines(const char *bytes, size_t len) {
  size_t n = 0;
  for (size_t i = 0; i < len; i++) n += bytes[i] == '\n';
  return n;
}

/* Hand out the cells as fields, each checked. */
static lun_status set_fields(lun_csv *csv, lun_csv_row *row, lun_error *err) {
  void *fields = csv->fields;
  if (!lun_grow(&fields, &csv->field_cap, csv->count, sizeof *csv->fields)) {
    return lun_fail_memory(err);
  }
  csv->fields = fields;
  for (size_t i = 0; i < csv->count; i++) {
    const csv_cell *cell = &csv->cells[i];
    const char *text = csv->bytes.data + cell->from;
    size_t end = i + 1 < csv->count ? csv->cells[i + 1].from : csv->bytes.len;
    lun_error bad = {0};
    csv->fields[i] = (lun_csv_field){text, end - cell->from - 1};
    lun_status st = lun_charset_check(text, csv->fields[i].len, &bad);
    if (st != LUN_OK) {
      row->line += count_lines(csv->bytes.data, cell->from + bad.at);
      return lun_fail(err, st, find_byte(cell, text, bad.at), "%s", bad.message);
    }
  }
  row->fields = csv->fields;
  row->count = csv->count;
  return LUN_OK;
}

/* Take line ends before a row: the LF of a CRLF, and empty lines. */
static lun_status skip_line_ends(lun_csv *csv, lun_error *err) {
  for (;;) {
    const char *bytes;
    size_t len, n = 0;
    lun_status st = lun_stream_get(csv->stream, 1, &bytes, &len, err);
    if (st != LUN_OK) return st;
    while (n < len && (bytes[n] == '\n' || bytes[n] == '\r')) n++;
    lun_stream_skip(csv->stream, n);
    if (n < len) return LUN_OK;
  }
}

lun_status lun_csv_next(lun_csv *csv, lun_csv_row *row, lun_error *err) {
  *row = (lun_csv_row){0};
  lun_status st = skip_line_ends(csv, err);
  row->line = lun_stream_line(csv->stream);
  row->byte = lun_stream_byte(csv->stream);
  row->number = csv->number + 1;
  if (st == LUN_OK && csv->separator == '\0') st = guess_separator(csv, err);
  if (st != LUN_OK) return st;
  csv->number++;
  csv->count = 0;
  csv->state = AT_START;
  lun_buffer_reset(&csv->bytes);
  st = read_row(csv, row, err);
  if (st == LUN_EUTF8 || st == LUN_EIO) row->line = lun_stream_line(csv->stream);
  if (st == LUN_EFORMAT && (csv->state == AT_QUOTE || csv->state == BEHIND)) {
    lun_error later = {0};
    lun_status skipped = skip_line(csv, &later);
    if (skipped != LUN_OK && skipped != LUN_DONE) {
      return lun_fail(err, skipped, later.at, "%s", later.message);
    }
  }
  return st == LUN_OK ? set_fields(csv, row, err) : st;
}
