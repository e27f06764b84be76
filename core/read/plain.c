/* read/plain.c -- a text file -> one record. Lines `name: value` between two lines `---` at its
** very beginning are variables, and the text begins behind them. */
#include "base/memory.h"
#include "read/format.h"
#include "read/whole.h"

#include <stdint.h>
#include <string.h>

typedef struct plain_file {
  lun_stream *stream;
  lun_notices *notices;
  int is_over;
} plain_file;

static lun_status plain_open(lun_stream *stream, lun_notices *notices, const lun_context *ctx,
                             void **state, lun_error *err) {
  (void)ctx; /* the stream asks it */
  plain_file *f = lun_zalloc(sizeof *f);
  *state = f;
  if (f == NULL) return lun_fail_memory(err);
  f->stream = stream;
  f->notices = notices;
  return LUN_OK;
}

static void plain_close(void *state) {
  lun_free(state);
}

/* The line at `at` without its end; *next = where the one behind it begins. */
static size_t get_line(const char *text, size_t len, size_t at, size_t *next) {
  const char *end = at < len ? memchr(text + at, '\n', len - at) : NULL;
  size_t to = end != NULL ? (size_t)(end - text) : len;
  *next = end != NULL ? to + 1 : len;
  while (to > at && (text[to - 1] == '\r' || text[to - 1] == ' ' || text[to - 1] == '\t')) to--;
  return to - at;
}

static int is_rule(const char *line, size_t len) {
  return len == 3 && memcmp(line, "---", 3) == 0;
}

/* One line `name: value`; LUN_EFORMAT when it is something else. Empty lines and comments pass. */
static lun_status read_variable(const char *line, size_t len, lun_record *record, lun_error *err) {
  if (len == 0 || line[0] == '#') return LUN_OK;
  const char *colon = memchr(line, ':', len);
  size_t name_len = colon == NULL ? 0 : (size_t)(colon - line);
  if (name_len == 0 || name_len > 200 || strchr(" \t-\"'[{", line[0]) != NULL) return LUN_EFORMAT;
  size_t from = name_len + 1;
  if (from < len && line[from] != ' ' && line[from] != '\t') return LUN_EFORMAT;
  while (from < len && (line[from] == ' ' || line[from] == '\t')) from++;
  while (name_len > 0 && line[name_len - 1] == ' ') name_len--;
  if (from == len) return LUN_OK; /* stated to be unknown */
  char mark = from < len ? line[from] : '\0';
  if ((mark == '"' || mark == '\'') && len - from >= 2 && line[len - 1] == mark) {
    from++;
    len--;
  }
  return lun_record_add(record, line, name_len, line + from, len - from, LUN_VALUE_TEXT, err);
}

/* Read the variables at the start of `text`; *body = where the text begins. */
static lun_status read_front(plain_file *f, const char *text, size_t len, lun_record *record,
                             size_t *body, lun_error *err) {
  size_t next, line = 1;
  *body = 0;
  if (!is_rule(text, get_line(text, len, 0, &next))) return LUN_OK;
  for (size_t at = next; at < len; at = next) {
    size_t size = get_line(text, len, at, &next);
    line++;
    if (is_rule(text + at, size)) {
      *body = next;
      return LUN_OK;
    }
    lun_status st = read_variable(text + at, size, record, err);
    if (st == LUN_ENOMEM) return st;
    if (st != LUN_OK) break;
  }
  lun_record_reset(record);
  lun_notices_add(f->notices, LUN_OK, line, SIZE_MAX,
                  "the file begins with --- but has no list of name: value up to the next ---; all "
                  "of it is text");
  return LUN_OK;
}

static lun_status plain_next(void *state, lun_record *record, lun_error *err) {
  plain_file *f = state;
  const char *bytes;
  size_t len, body;
  lun_record_reset(record);
  if (f->is_over) return LUN_DONE;
  f->is_over = 1;
  lun_status st = lun_whole_get(f->stream, f->notices, &bytes, &len, err);
  if (st != LUN_OK) return st;
  size_t first = lun_stream_byte(f->stream);
  if (!lun_whole_check(bytes, len, first, f->notices)) return LUN_DONE;
  st = read_front(f, bytes, len, record, &body, err);
  record->text = bytes + body;
  record->text_len = len - body;
  record->owner = body == 0 ? lun_stream_get_buffer(f->stream) : NULL;
  record->line = 1;
  return st;
}

const lun_format lun_format_plain = {plain_open, plain_next, plain_close};
