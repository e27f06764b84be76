#include "read/dictionary_file.h"

#include "read/charset.h"
#include "read/stream.h"
#include "text/utf8.h"

#include <stdint.h>
#include <string.h>

/* Everything the stream holds, its byte order mark and UTF-16 dealt with. */
static lun_status read_all(const char *path, const lun_context *ctx, lun_buffer *out,
                           lun_error *err) {
  lun_stream *stream = NULL;
  const char *bytes;
  size_t len;
  lun_status st = lun_stream_open(path, NULL, ctx, &stream, err);
  while (st == LUN_OK && (st = lun_stream_get(stream, 1, &bytes, &len, err)) == LUN_OK) {
    lun_buffer_add(out, bytes, len);
    lun_stream_skip(stream, len);
  }
  lun_stream_close(stream);
  return st == LUN_DONE ? lun_buffer_status(out, err) : st;
}

/* Spreadsheets save Windows-1252: bytes that are not UTF-8 are read so, and that is said. */
static lun_status to_utf8(const char *path, lun_buffer *text, lun_notice_function notice,
                          void *user, lun_error *err) {
  lun_buffer decoded = {0};
  if (lun_utf8_check(text->data ? text->data : "", text->len, NULL) == LUN_OK) return LUN_OK;
  lun_status st = lun_charset_decode_1252(text->data, text->len, &decoded, err);
  if (st != LUN_OK) {
    lun_buffer_clear(&decoded);
    return st;
  }
  lun_buffer_clear(text);
  *text = decoded;
  lun_notice remark = {LUN_OK, path, 0, SIZE_MAX, "not UTF-8: read as Windows-1252"};
  notice(user, &remark);
  return LUN_OK;
}

static int ends_with(const char *s, const char *tail) {
  size_t n = strlen(s), m = strlen(tail);
  return n >= m && strcasecmp(s + n - m, tail) == 0;
}

lun_status lun_dictionary_file_read(const char *path, lun_dictionary *dict,
                                    lun_notice_function notice, void *user, const lun_context *ctx,
                                    lun_error *err) {
  int table = ends_with(path, ".csv") || ends_with(path, ".tsv");
  int actors = ends_with(path, ".actors") || ends_with(path, ".actors.txt");
  if (!table && !actors) {
    return lun_fail(err, LUN_EFORMAT, 0,
                    "not a kind of dictionary file that is known; known: .csv, .tsv, .actors, "
                    ".actors.txt");
  }
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  lun_buffer text = {0};
  lun_status st = read_all(path, ctx, &text, err);
  if (st == LUN_OK) st = to_utf8(path, &text, notice, user, err);
  if (st == LUN_OK && table) {
    st = lun_dictionary_csv_read(name, text.data ? text.data : "", text.len, dict, notice, user,
                                 err);
  } else if (st == LUN_OK) {
    st = lun_dictionary_actors_read(name, text.data ? text.data : "", text.len, dict, notice, user,
                                    err);
  }
  lun_buffer_clear(&text);
  return st;
}
