#include "read/reader.h"

#include "base/memory.h"
#include "read/charset.h"
#include "read/entry.h"
#include "read/format.h"
#include "read/source.h"

#include <stdint.h>
#include <string.h>

enum { WINDOW = 4096 }; /* bytes by which an unknown file is judged */

struct lun_reader {
  lun_read_options options;
  const lun_context *ctx;
  lun_notices notices;
  lun_source *source; /* NULL: one file in memory */
  const char *memory; /* that file, until it is opened */
  size_t memory_len;
  char *memory_path;
  size_t in_folder;   /* files read of the folder at hand */
  lun_stream *stream; /* the file at hand; NULL = none */
  const lun_format *format;
  void *state;
  lun_record record;
  lun_entries entries;
};

/* An encoding that does not exist is wrong use, to be said once and not for each file. */
static lun_status check_encoding(const char *name, lun_error *err) {
  if (name == NULL || lun_charset_is_utf8(name)) return LUN_OK;
  lun_charset *charset;
  lun_status st = lun_charset_open(name, &charset, err);
  lun_charset_close(charset);
  return st;
}

static lun_status new_reader(const lun_read_options *options, const lun_context *ctx,
                             lun_reader **out, lun_error *err) {
  *out = NULL;
  lun_status st = check_encoding(options != NULL ? options->encoding : NULL, err);
  if (st != LUN_OK) return st;
  lun_reader *reader = lun_zalloc(sizeof *reader);
  if (reader == NULL) return lun_fail_memory(err);
  if (options != NULL) reader->options = *options;
  reader->ctx = ctx;
  reader->notices.call = reader->options.notice;
  reader->notices.user = reader->options.user;
  reader->entries.options = &reader->options;
  reader->entries.notices = &reader->notices;
  *out = reader;
  return LUN_OK;
}

lun_status lun_reader_open(const char *const *paths, size_t count, const lun_read_options *options,
                           const lun_context *ctx, lun_reader **out, lun_error *err) {
  lun_status st = new_reader(options, ctx, out, err);
  if (st != LUN_OK) return st;
  st = lun_source_open(paths, count, ctx, &(*out)->source, err);
  if (st == LUN_OK) return LUN_OK;
  lun_reader_close(*out);
  *out = NULL;
  return st;
}

lun_status lun_reader_open_memory(const char *path, const char *bytes, size_t len,
                                  const lun_read_options *options, const lun_context *ctx,
                                  lun_reader **out, lun_error *err) {
  lun_status st = new_reader(options, ctx, out, err);
  if (st != LUN_OK) return st;
  (*out)->memory = bytes;
  (*out)->memory_len = len;
  (*out)->memory_path = lun_strndup(path, strlen(path));
  if ((*out)->memory_path != NULL) return LUN_OK;
  lun_reader_close(*out);
  *out = NULL;
  return lun_fail_memory(err);
}

static void close_file(lun_reader *r) {
  if (r->state != NULL) r->format->close(r->state);
  lun_stream_close(r->stream);
  r->state = NULL;
  r->stream = NULL;
  r->format = NULL;
}

/* The failure of a file is a notice, unless reading must end. */
static lun_status say_failure(lun_reader *r, lun_status st, const lun_error *why, lun_error *err) {
  if (lun_notices_fatal(st)) return lun_fail(err, st, why->at, "%s", why->message);
  int has_byte = st == LUN_EUTF8;
  size_t line = has_byte ? lun_stream_line(r->stream) : 0;
  lun_notices_add(&r->notices, st, line, has_byte ? why->at : SIZE_MAX, "%s", why->message);
  return LUN_OK;
}

/* By name, else by the first bytes. What was only found in a folder must look like text; what
** the user named is tried as text, whose checks say best what is wrong. NULL: left out, which is
** said. */
static const lun_format *choose_format(lun_reader *r, lun_source_kind kind, const char *bytes,
                                       size_t len) {
  const lun_format *format = lun_format_find(r->notices.path);
  int is_markup;
  if (format != NULL) return format;
  int is_whole = len < WINDOW;
  format = lun_format_find_bytes(bytes, is_whole ? len : WINDOW, is_whole, &is_markup);
  if (kind == LUN_SOURCE_FOUND && (format == NULL || is_markup)) {
    lun_notices_add(&r->notices, LUN_OK, 0, SIZE_MAX, "left out: %s",
                    is_markup ? "XML is not read" : "neither a known format nor text");
    return NULL;
  }
  if (is_markup) {
    lun_notices_add(&r->notices, LUN_OK, 0, SIZE_MAX, "XML is read as plain text, tags and all");
  }
  return format != NULL ? format : &lun_format_plain;
}

/* Find out what the opened file is. Without a format afterwards it is passed over. */
static lun_status start_file(lun_reader *r, lun_source_kind kind, lun_error *err) {
  const char *bytes;
  size_t len;
  lun_error why = {0};
  lun_status st = lun_stream_get(r->stream, WINDOW, &bytes, &len, &why);
  if (st != LUN_OK && st != LUN_DONE) {
    r->in_folder += kind == LUN_SOURCE_FOUND;
    return say_failure(r, st, &why, err);
  }
  if (st == LUN_DONE) {
    /* In a folder an empty file of an unknown kind is no text that someone misses. */
    int is_known = kind != LUN_SOURCE_FOUND || lun_format_find(r->notices.path) != NULL;
    if (is_known) lun_notices_add_skip(&r->notices, "empty file");
    else lun_notices_add(&r->notices, LUN_OK, 0, SIZE_MAX, "left out: empty file");
    return LUN_OK;
  }
  r->format = choose_format(r, kind, bytes, len);
  if (r->format == NULL) return LUN_OK;
  r->in_folder += kind == LUN_SOURCE_FOUND;
  r->entries.is_hopeless = 0;
  r->entries.charset = lun_stream_charset(r->stream);
  return r->format->open(r->stream, &r->notices, r->ctx, &r->state, err);
}

static lun_status open_file(lun_reader *r, const lun_source_item *item, lun_error *err) {
  lun_error why = {0};
  r->notices.path = item->path;
  lun_status st = r->source == NULL
                      ? lun_stream_open_memory(r->memory, r->memory_len, r->options.encoding,
                                               r->ctx, &r->stream, &why)
                      : lun_stream_open(item->path, r->options.encoding, r->ctx, &r->stream, &why);
  if (st != LUN_OK) {
    r->in_folder += item->kind == LUN_SOURCE_FOUND;
    return say_failure(r, st, &why, err);
  }
  st = start_file(r, item->kind, err);
  if (r->state == NULL) close_file(r);
  return st;
}

static lun_status next_item(lun_reader *r, lun_source_item *item, lun_error *err) {
  if (r->source != NULL) return lun_source_next(r->source, &r->notices, item, err);
  if (r->memory_path == NULL || r->notices.path != NULL) return LUN_DONE;
  *item = (lun_source_item){LUN_SOURCE_INPUT, r->memory_path};
  return LUN_OK;
}

/* Open the next file, or say that a folder had none. */
static lun_status open_next(lun_reader *r, lun_error *err) {
  lun_source_item item;
  lun_status st = next_item(r, &item, err);
  if (st != LUN_OK) return st;
  if (item.kind != LUN_SOURCE_FOLDER) return open_file(r, &item, err);
  r->notices.path = item.path;
  if (r->in_folder == 0) {
    lun_notices_add(&r->notices, LUN_EFORMAT, 0, SIZE_MAX, "no readable files in this folder");
  }
  r->in_folder = 0;
  return LUN_OK;
}

/* A file of one object is a document of its own: look whether anything comes behind it. */
static lun_status settle_number(lun_reader *r, size_t *number, lun_error *err) {
  lun_error why = {0};
  *number = r->record.number;
  if (!r->record.is_lone) return LUN_OK;
  lun_status st = lun_stream_skip_blank(r->stream, &why);
  if (st == LUN_DONE) *number = 0;
  return st == LUN_OK || st == LUN_DONE ? LUN_OK : say_failure(r, st, &why, err);
}

static lun_status make_document(lun_reader *r, lun_document **doc, lun_error *err) {
  const char *id;
  size_t number, line = r->record.line;
  lun_document *made;
  lun_status st = lun_entries_get(&r->entries, &r->record, &made, &id, err);
  if (st != LUN_OK) return st;
  st = settle_number(r, &number, err);
  if (st == LUN_OK) {
    st = lun_entries_set_id(&r->entries, made, id, r->notices.path, number, line, err);
  }
  if (st != LUN_OK) {
    lun_document_free(made);
    return st;
  }
  *doc = made;
  return LUN_OK;
}

lun_status lun_reader_next(lun_reader *reader, lun_document **doc, lun_error *err) {
  lun_reader *r = reader;
  *doc = NULL;
  for (;;) {
    lun_status st = lun_context_check(r->ctx, err);
    if (st != LUN_OK) return st;
    if (r->state == NULL) {
      st = open_next(r, err);
      if (st != LUN_OK) return st;
      continue;
    }
    st = r->entries.is_hopeless ? LUN_DONE : r->format->next(r->state, &r->record, err);
    if (st == LUN_OK) st = make_document(r, doc, err);
    else if (st == LUN_DONE) close_file(r);
    if (st != LUN_DONE) return st;
  }
}

size_t lun_reader_skipped(const lun_reader *reader) {
  return reader->notices.skipped;
}

void lun_reader_close(lun_reader *reader) {
  if (reader == NULL) return;
  close_file(reader);
  lun_source_close(reader->source);
  lun_free(reader->memory_path);
  lun_record_clear(&reader->record);
  lun_entries_clear(&reader->entries);
  lun_free(reader);
}
