/* read/jsonl.c -- JSON lines, and JSON files of one object, several, or an array of them ->
** records.
**
** An array is never parsed whole: its elements are cut out by their brackets, then each is read
** like a line, so that memory stays that of one element and a faulty one does not cost the
** others. */
#include "base/buffer.h"
#include "base/memory.h"
#include "read/charset.h"
#include "read/format.h"
#include "read/json.h"

#include <stdint.h>
#include <string.h>

typedef enum {
  BY_SIGHT, /* not known yet: the first bytes will tell */
  BY_LINE,
  BY_OBJECT, /* objects that may cover many lines, one behind the other */
  BY_ELEMENT /* of an array */
} json_mode;

typedef struct json_file {
  lun_stream *stream;
  lun_notices *notices;
  const lun_context *ctx;
  lun_json *json;
  json_mode mode;
  int is_over;
  size_t skipped;  /* by the notices, before this file */
  int may_be_lone; /* a file of one object is a document, not a collection of one */
  size_t number;   /* of the record, from 1 */
  lun_buffer element;
} json_file;

/* Where the record that is being read stands. */
typedef struct json_place {
  const char *text;
  size_t len;
  size_t line;
  size_t byte;
} json_place;

static void json_close(void *state) {
  json_file *f = state;
  if (f == NULL) return;
  lun_json_free(f->json);
  lun_buffer_clear(&f->element);
  lun_free(f);
}

static lun_status open_file(lun_stream *stream, lun_notices *notices, const lun_context *ctx,
                            json_mode mode, void **state, lun_error *err) {
  *state = NULL;
  json_file *f = lun_zalloc(sizeof *f);
  if (f == NULL) return lun_fail_memory(err);
  *f = (json_file){.stream = stream, .notices = notices, .ctx = ctx, .mode = mode};
  f->may_be_lone = mode == BY_SIGHT;
  f->skipped = notices->skipped;
  lun_status st = lun_json_new(&f->json, err);
  if (st != LUN_OK) {
    json_close(f);
    return st;
  }
  *state = f;
  return LUN_OK;
}

static lun_status jsonl_open(lun_stream *stream, lun_notices *notices, const lun_context *ctx,
                             void **state, lun_error *err) {
  return open_file(stream, notices, ctx, BY_LINE, state, err);
}

static lun_status json_open(lun_stream *stream, lun_notices *notices, const lun_context *ctx,
                            void **state, lun_error *err) {
  return open_file(stream, notices, ctx, BY_SIGHT, state, err);
}

/* Say why the stream failed, unless reading must end. LUN_OK: said; only a line too long leaves
** more to read. */
static lun_status say_stream(json_file *f, lun_status st, const lun_error *why, lun_error *err) {
  if (lun_notices_fatal(st)) return lun_fail(err, st, why->at, "%s", why->message);
  /* A line too long has no byte worth naming. */
  size_t byte = st == LUN_EFORMAT ? SIZE_MAX : why->at;
  size_t line = lun_stream_line(f->stream) - (st == LUN_EFORMAT);
  lun_notices_add(f->notices, st, line, byte, "%s", why->message);
  f->is_over = st != LUN_EFORMAT;
  return LUN_OK;
}

/* The file is over. Had it anything to say? */
static lun_status finish(json_file *f) {
  f->is_over = 1;
  if (f->number == 0 && f->notices->skipped == f->skipped) {
    lun_notices_add_skip(f->notices, "no records");
  }
  return LUN_DONE;
}

/* The file breaks off here: LUN_DONE from now on. */
static lun_status give_up(json_file *f, size_t line, size_t byte, const char *why) {
  lun_notices_add(f->notices, LUN_EFORMAT, line, byte, "%s", why);
  f->is_over = 1;
  return LUN_DONE;
}

/* An object whose first line also ends one is taken for JSON lines, where a faulty line costs only
** itself. The first line must be seen whole or fill the window. */
static lun_status find_mode(json_file *f, lun_error *err) {
  const char *bytes;
  size_t len;
  lun_status st = lun_stream_skip_blank(f->stream, err);
  if (st == LUN_OK) st = lun_stream_get(f->stream, LUN_CONTEXT_STRIDE, &bytes, &len, err);
  if (st != LUN_OK) return st;
  if (bytes[0] == '[') {
    f->mode = BY_ELEMENT;
    lun_stream_skip(f->stream, 1);
    return LUN_OK;
  }
  const char *end = memchr(bytes, '\n', len);
  size_t at = end != NULL ? (size_t)(end - bytes) : len;
  while (at > 0 && strchr(" \t\r", bytes[at - 1]) != NULL && bytes[at - 1] != '\0') at--;
  int is_line = end != NULL ? at > 0 && bytes[at - 1] == '}' : len >= LUN_CONTEXT_STRIDE;
  f->mode = is_line ? BY_LINE : BY_OBJECT;
  if (bytes[0] == '{') return LUN_OK;
  return give_up(f, lun_stream_line(f->stream), lun_stream_byte(f->stream),
                 "neither a JSON object nor an array of objects");
}

static int is_blank(const char *bytes, size_t len) {
  for (size_t i = 0; i < len; i++) {
    if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') return 0;
  }
  return 1;
}

static lun_status next_line(json_file *f, json_place *place, lun_error *err) {
  for (;;) {
    lun_error why = {0};
    place->line = lun_stream_line(f->stream);
    place->byte = lun_stream_byte(f->stream);
    lun_status st = lun_stream_next(f->stream, &place->text, &place->len, &why);
    if (st == LUN_DONE) return st;
    if (st == LUN_OK && !is_blank(place->text, place->len)) break;
    if (st == LUN_EFORMAT) f->number++;
    if (st != LUN_OK) st = say_stream(f, st, &why, err);
    if (st != LUN_OK) return st;
    if (f->is_over) return LUN_DONE;
  }
  f->number++;
  return LUN_OK;
}

/* How far the element at hand has been read. */
typedef struct element_scan {
  size_t depth;
  int in_string;
  int is_scalar;
  int is_done;
} element_scan;

/* The bytes of the block that belong to the element; sets is_done at its end. */
static size_t scan_block(element_scan *scan, const char *bytes, size_t len) {
  size_t i = 0;
  while (i < len && !scan->is_done) {
    char c = bytes[i];
    if (scan->in_string) {
      /* 2: the byte behind a backslash, whatever it is */
      if (scan->in_string == 2) scan->in_string = 1;
      else if (c == '\\') scan->in_string = 2;
      else if (c == '"') scan->in_string = 0;
    } else if (c == '"') {
      scan->in_string = 1;
    } else if (c == '{' || c == '[') {
      scan->depth++;
    } else if (c == '}' || c == ']') {
      if (scan->depth == 0) break;
      scan->is_done = --scan->depth == 0 && !scan->is_scalar;
    }
    if (scan->is_scalar && scan->depth == 0 && !scan->in_string && c == ',') break;
    i++;
  }
  if (i < len) scan->is_done = 1;
  return i;
}

/* Copy the element that begins at the stream's next byte. LUN_DONE: said in a notice. */
static lun_status read_element(json_file *f, json_place *place, lun_error *err) {
  const char *bytes;
  size_t len, size = 0;
  element_scan scan = {0};
  lun_error why = {0};
  place->line = lun_stream_line(f->stream);
  place->byte = lun_stream_byte(f->stream);
  lun_buffer_reset(&f->element);
  while (!scan.is_done) {
    lun_status st = lun_stream_get(f->stream, 1, &bytes, &len, &why);
    if (st == LUN_DONE) return give_up(f, place->line, place->byte, "not JSON: its end is missing");
    if (st != LUN_OK) return say_stream(f, st, &why, err) == LUN_OK ? LUN_DONE : st;
    if (size == 0) scan.is_scalar = bytes[0] != '{' && bytes[0] != '[';
    size_t used = scan_block(&scan, bytes, len);
    size += used;
    if (size <= LUN_DOCUMENT_LIMIT) lun_buffer_add(&f->element, bytes, used);
    if (lun_buffer_status(&f->element, err) != LUN_OK) return LUN_ENOMEM;
    lun_stream_skip(f->stream, used);
  }
  place->text = f->element.len > 0 ? f->element.data : "";
  place->len = f->element.len;
  if (size <= LUN_DOCUMENT_LIMIT) return LUN_OK;
  lun_notices_add(f->notices, LUN_EFORMAT, place->line, place->byte, "record over %zu MiB",
                  LUN_DOCUMENT_LIMIT >> 20);
  return LUN_DONE;
}

/* The next byte that is not blank, in *c; 0 at the end of the file. */
static lun_status peek(json_file *f, char *c, lun_error *err) {
  const char *bytes;
  size_t len;
  lun_error why = {0};
  *c = '\0';
  lun_status st = lun_stream_skip_blank(f->stream, &why);
  if (st == LUN_OK) st = lun_stream_get(f->stream, 1, &bytes, &len, &why);
  if (st == LUN_OK) *c = bytes[0];
  if (st == LUN_OK || st == LUN_DONE) return LUN_OK;
  return say_stream(f, st, &why, err);
}

/* What stands between two elements of the array, or behind the last. */
static lun_status pass_comma(json_file *f, lun_error *err) {
  char c;
  lun_status st = peek(f, &c, err);
  if (st != LUN_OK || f->is_over) return st == LUN_OK ? LUN_DONE : st;
  size_t line = lun_stream_line(f->stream), byte = lun_stream_byte(f->stream);
  if (c == ']') {
    lun_stream_skip(f->stream, 1);
    f->is_over = 1;
    st = peek(f, &c, err);
    if (st == LUN_OK && c != '\0')
      return give_up(f, line, byte, "text behind the end of the array");
    return st == LUN_OK ? LUN_DONE : st;
  }
  if (f->number == 0 && c != '\0' && c != ',') return LUN_OK;
  if (c == '\0') return give_up(f, line, byte, "not JSON: the array is not closed");
  if (c != ',' || f->number == 0) {
    return give_up(f, line, byte, "not JSON: expected , or ] in the array");
  }
  lun_stream_skip(f->stream, 1);
  return peek(f, &c, err);
}

static lun_status next_object(json_file *f, json_place *place, lun_error *err) {
  lun_status st = LUN_DONE;
  while (st == LUN_DONE) {
    char c = '\0';
    if (f->is_over) return LUN_DONE;
    st = f->mode == BY_ELEMENT ? pass_comma(f, err) : peek(f, &c, err);
    if (st != LUN_OK) return st;
    if (f->is_over || (f->mode == BY_OBJECT && c == '\0')) return LUN_DONE;
    if (f->mode == BY_OBJECT && c != '{') {
      return give_up(f, lun_stream_line(f->stream), lun_stream_byte(f->stream),
                     "not JSON: text behind the end of the object");
    }
    f->number++;
    st = read_element(f, place, err);
  }
  return st;
}

static size_t count_lines(const char *bytes, size_t len) {
  size_t n = 0;
  for (size_t i = 0; i < len; i++) n += bytes[i] == '\n';
  return n;
}

/* Parse the record; LUN_DONE when it is faulty, which is said. */
static lun_status read_record(json_file *f, const json_place *place, lun_record *record,
                              lun_error *err) {
  lun_error why = {0};
  lun_record_reset(record);
  lun_status st = lun_context_check(f->ctx, err);
  if (st != LUN_OK) return st;
  st = lun_charset_check(place->text, place->len, &why);
  if (st == LUN_OK) st = lun_json_get(f->json, place->text, place->len, record, &why);
  if (st == LUN_ENOMEM) return lun_fail_memory(err);
  record->line = place->line;
  record->byte = place->byte;
  record->number = f->number;
  record->is_lone = f->may_be_lone && f->number == 1 && f->mode != BY_ELEMENT;
  if (st == LUN_OK) return LUN_OK;
  size_t line = place->line + count_lines(place->text, why.at);
  size_t byte = place->byte == SIZE_MAX ? SIZE_MAX : place->byte + why.at;
  lun_notices_add(f->notices, st, line, byte, "%s", why.message);
  return LUN_DONE;
}

static lun_status json_next(void *state, lun_record *record, lun_error *err) {
  json_file *f = state;
  lun_status st = LUN_OK;
  lun_error why = {0};
  if (f->mode == BY_SIGHT) {
    st = find_mode(f, &why);
    if (st != LUN_OK && st != LUN_DONE) st = say_stream(f, st, &why, err);
    else if (st == LUN_DONE) return finish(f);
    if (st != LUN_OK) return st;
  }
  while (!f->is_over) {
    json_place place;
    st = f->mode == BY_LINE ? next_line(f, &place, err) : next_object(f, &place, err);
    if (st == LUN_DONE) return finish(f);
    if (st != LUN_OK) return st;
    st = read_record(f, &place, record, err);
    if (st != LUN_DONE) return st;
  }
  return LUN_DONE;
}

const lun_format lun_format_jsonl = {jsonl_open, json_next, json_close};
const lun_format lun_format_json = {json_open, json_next, json_close};
