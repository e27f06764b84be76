#include "read/stream.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "read/charset.h"
#include "read/notice.h"
#include "text/document.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct lun_stream {
  int fd;             /* -1: memory */
  const char *memory; /* what is left of it */
  size_t memory_len;
  const char *encoding;
  const lun_context *ctx;

  int is_started;
  int is_fresh;         /* start() has read bytes into `raw` which await decoding */
  int is_read;          /* the file has no more bytes */
  int is_ended;         /* no more bytes will come into `data` */
  lun_error pending;    /* said when all before it has been taken */
  lun_charset *charset; /* NULL: `data` is the file's bytes */
  const char *name;     /* of the encoding, when it was stated */
  lun_buffer raw;       /* bytes not decoded yet */
  size_t raw_byte;      /* of the file, where `raw` begins */

  lun_buffer data;
  size_t from; /* bytes of `data` already taken */
  size_t line;
  size_t byte;
};

static lun_status new_stream(const char *encoding, const lun_context *ctx, lun_stream **out,
                             lun_error *err) {
  *out = lun_zalloc(sizeof **out);
  if (*out == NULL) return lun_fail_memory(err);
  (*out)->fd = -1;
  (*out)->line = 1;
  (*out)->ctx = ctx;
  if (encoding != NULL && !lun_charset_is_utf8(encoding)) (*out)->encoding = encoding;
  return LUN_OK;
}

lun_status lun_stream_open(const char *path, const char *encoding, const lun_context *ctx,
                           lun_stream **out, lun_error *err) {
  lun_status st = new_stream(encoding, ctx, out, err);
  if (st != LUN_OK) return st;
  int is_input = strcmp(path, "-") == 0;
  (*out)->fd = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if ((*out)->fd >= 0) return LUN_OK;
  int code = errno;
  lun_stream_close(*out);
  *out = NULL;
  return lun_fail(err, LUN_EIO, 0, "cannot read: %s", lun_notices_reason(code));
}

lun_status lun_stream_open_memory(const char *bytes, size_t len, const char *encoding,
                                  const lun_context *ctx, lun_stream **out, lun_error *err) {
  lun_status st = new_stream(encoding, ctx, out, err);
  if (st != LUN_OK) return st;
  (*out)->memory = bytes;
  (*out)->memory_len = len;
  return LUN_OK;
}

void lun_stream_close(lun_stream *stream) {
  if (stream == NULL) return;
  if (stream->fd > STDIN_FILENO) close(stream->fd);
  lun_charset_close(stream->charset);
  lun_buffer_clear(&stream->raw);
  lun_buffer_clear(&stream->data);
  lun_free(stream);
}

/* Append the file's next block to `to`. LUN_DONE at its end. */
static lun_status read_block(lun_stream *s, lun_buffer *to, lun_error *err) {
  lun_status st = lun_context_check(s->ctx, err);
  if (st != LUN_OK) return st;
  if (s->is_read) return LUN_DONE; /* a terminal would ask again */
  char *room = lun_buffer_reserve(to, LUN_CONTEXT_STRIDE);
  if (room == NULL) return lun_fail_memory(err);
  ssize_t n = -1;
  if (s->fd < 0) {
    n = s->memory_len < LUN_CONTEXT_STRIDE ? (ssize_t)s->memory_len : LUN_CONTEXT_STRIDE;
    if (n > 0) {
      memcpy(room, s->memory, (size_t)n);
      s->memory += n;
      s->memory_len -= (size_t)n;
    }
  }
  while (n < 0 && (n = read(s->fd, room, LUN_CONTEXT_STRIDE)) < 0) {
    if (errno != EINTR) {
      return lun_fail(err, LUN_EIO, s->raw_byte, "cannot read: %s", lun_notices_reason(errno));
    }
    st = lun_context_check(s->ctx, err);
    if (st != LUN_OK) return st;
  }
  to->len += (size_t)n;
  s->is_read = n == 0;
  return n == 0 ? LUN_DONE : LUN_OK;
}

/* Learn the encoding from the first bytes. What was read of a file that needs no decoding becomes
** `data`. */
static lun_status start(lun_stream *s, lun_error *err) {
  lun_status st = LUN_OK;
  size_t mark;
  s->is_started = 1;
  while (st == LUN_OK && s->raw.len < 4) st = read_block(s, &s->raw, err);
  if (st != LUN_OK && st != LUN_DONE) return st;
  s->name = lun_charset_find(s->raw.data, s->raw.len, &mark);
  if (mark > 0) memmove(s->raw.data, s->raw.data + mark, s->raw.len - mark);
  s->raw.len -= mark;
  s->raw_byte = mark;
  s->byte = mark;
  if (s->name == NULL) s->name = s->encoding;
  if (s->name != NULL && !lun_charset_is_utf8(s->name)) {
    s->is_fresh = 1;
    return lun_charset_open(s->name, &s->charset, err);
  }
  lun_buffer empty = s->data;
  s->data = s->raw;
  s->raw = empty;
  return s->data.len > 0 ? LUN_OK : LUN_DONE;
}

/* Decode the next block. `err` is not NULL. */
static lun_status fill_decoded(lun_stream *s, lun_error *err) {
  size_t before = s->data.len;
  while (s->data.len == before) {
    size_t used;
    lun_status st = s->is_fresh ? LUN_OK : read_block(s, &s->raw, err);
    s->is_fresh = 0;
    if (st != LUN_OK && st != LUN_DONE) return st;
    int last = st == LUN_DONE;
    st = lun_charset_decode(s->charset, s->raw.data, s->raw.len, last, &s->data, &used, err);
    if (st == LUN_EUTF8) err->at += s->raw_byte;
    if (st != LUN_OK) return st;
    if (used > 0) memmove(s->raw.data, s->raw.data + used, s->raw.len - used);
    s->raw.len -= used;
    s->raw_byte += used;
    if (last) return s->data.len > before ? LUN_OK : LUN_DONE;
  }
  return LUN_OK;
}

static size_t count_lines(const char *bytes, size_t len) {
  size_t n = 0;
  for (size_t i = 0; i < len; i++) n += bytes[i] == '\n';
  return n;
}

static void drop_taken(lun_stream *s) {
  size_t left = s->data.len - s->from;
  if (s->from > 0 && left > 0) memmove(s->data.data, s->data.data + s->from, left);
  s->data.len = left;
  s->from = 0;
}

/* A failure ends the stream at the place it names: the rest is worth nothing. */
static lun_status end_with(lun_stream *s, lun_status st) {
  s->is_ended = 1;
  if (st == LUN_DONE || s->data.len == s->from) return st;
  s->line += count_lines(s->data.data + s->from, s->data.len - s->from);
  s->from = s->data.len;
  return st;
}

/* More bytes behind those in `data`, or none but a pending failure. LUN_DONE when there are
** none. */
static lun_status fill(lun_stream *s, lun_error *err) {
  lun_error mine = {0};
  if (err == NULL) err = &mine;
  if (s->is_ended) return LUN_DONE;
  if (s->pending.status != LUN_OK) {
    *err = s->pending;
    return end_with(s, s->pending.status);
  }
  drop_taken(s);
  lun_status st = LUN_OK;
  if (!s->is_started) {
    st = start(s, err);
    if (st == LUN_OK && s->data.len > 0) return LUN_OK;
  }
  if (st == LUN_OK) {
    st = s->charset != NULL ? fill_decoded(s, err) : read_block(s, &s->data, err);
  }
  if (s->charset == NULL) s->raw_byte = s->byte + s->data.len;
  if (st == LUN_OK) return st;
  if (st == LUN_DONE || lun_notices_fatal(st) || s->data.len == 0) return end_with(s, st);
  s->pending = *err; /* what was good before it is handed on first */
  s->pending.status = st;
  return LUN_OK;
}

lun_status lun_stream_get(lun_stream *stream, size_t want, const char **bytes, size_t *len,
                          lun_error *err) {
  const lun_stream *s = stream;
  lun_status st = LUN_OK;
  while (st == LUN_OK && s->data.len - s->from < want) {
    if (s->pending.status != LUN_OK && s->data.len > s->from) break;
    st = fill(stream, err);
  }
  *len = s->data.len - s->from;
  *bytes = *len > 0 ? s->data.data + s->from : "";
  if (st != LUN_OK && st != LUN_DONE) return st;
  return *len > 0 ? LUN_OK : LUN_DONE;
}

/* Make room for the whole file at once: growing to it step by step would touch every page twice. */
static lun_status reserve_file(lun_stream *s, size_t limit, lun_error *err) {
  struct stat info;
  if (s->fd < 0 || s->charset != NULL || fstat(s->fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    return LUN_OK;
  }
  off_t left = info.st_size - lseek(s->fd, 0, SEEK_CUR);
  if (left <= LUN_CONTEXT_STRIDE || (uint64_t)left > limit) return LUN_OK;
  return lun_buffer_reserve(&s->data, (size_t)left + LUN_CONTEXT_STRIDE) ? LUN_OK
                                                                         : lun_fail_memory(err);
}

lun_status lun_stream_get_all(lun_stream *stream, size_t limit, const char **bytes, size_t *len,
                              lun_error *err) {
  lun_stream *s = stream;
  lun_status st = fill(s, err);
  if (st == LUN_OK) st = reserve_file(s, limit, err);
  while (st == LUN_OK && s->data.len - s->from <= limit) st = fill(s, err);
  *len = s->data.len - s->from;
  *bytes = *len > 0 ? s->data.data + s->from : "";
  if (st != LUN_OK && st != LUN_DONE) return st;
  return *len > 0 ? LUN_OK : LUN_DONE;
}

lun_buffer *lun_stream_get_buffer(lun_stream *stream) {
  return stream->is_ended && stream->from == 0 ? &stream->data : NULL;
}

/* Take bytes which hold `lines` line ends. */
static void take(lun_stream *s, size_t count, size_t lines) {
  s->from += count;
  s->line += lines;
  if (s->charset == NULL) s->byte += count;
}

void lun_stream_skip(lun_stream *stream, size_t count) {
  if (count == 0) return;
  take(stream, count, count_lines(stream->data.data + stream->from, count));
}

/* The bytes of a line too long to hold, up to its end, taken block by block. */
static lun_status skip_long_line(lun_stream *s, lun_error *err) {
  const char *end = NULL;
  while (end == NULL) {
    take(s, s->data.len - s->from, 0);
    lun_status st = fill(s, err);
    if (st == LUN_DONE) break;
    if (st != LUN_OK) return st;
    end = memchr(s->data.data + s->from, '\n', s->data.len - s->from);
  }
  if (end != NULL) take(s, (size_t)(end + 1 - (s->data.data + s->from)), 1);
  return lun_fail(err, LUN_EFORMAT, 0, "line over %zu MiB", LUN_DOCUMENT_LIMIT >> 20);
}

lun_status lun_stream_next(lun_stream *stream, const char **line, size_t *len, lun_error *err) {
  lun_stream *s = stream;
  size_t seen = 0; /* bytes of this line without an end */
  const char *end = NULL;
  for (;;) {
    size_t have = s->data.len - s->from;
    if (have > seen) end = memchr(s->data.data + s->from + seen, '\n', have - seen);
    if (end != NULL) break;
    if (have > LUN_DOCUMENT_LIMIT) return skip_long_line(s, err);
    seen = have;
    lun_status st = fill(s, err);
    if (st == LUN_DONE && have == 0) return LUN_DONE;
    if (st == LUN_DONE) break;
    if (st != LUN_OK) return st;
  }
  *line = s->data.data + s->from;
  *len = end != NULL ? (size_t)(end - *line) : s->data.len - s->from;
  take(s, *len + (end != NULL), end != NULL);
  if (end != NULL && *len > 0 && (*line)[*len - 1] == '\r') --*len;
  return LUN_OK;
}

lun_status lun_stream_skip_blank(lun_stream *stream, lun_error *err) {
  for (;;) {
    const char *bytes;
    size_t len, n = 0;
    lun_status st = lun_stream_get(stream, 1, &bytes, &len, err);
    if (st != LUN_OK) return st;
    while (n < len && (bytes[n] == ' ' || bytes[n] == '\t' || bytes[n] == '\r' || bytes[n] == '\n'))
      n++;
    lun_stream_skip(stream, n);
    if (n < len) return LUN_OK;
  }
}

size_t lun_stream_line(const lun_stream *stream) {
  return stream->line;
}

size_t lun_stream_byte(const lun_stream *stream) {
  return stream->charset == NULL ? stream->byte : SIZE_MAX;
}

const char *lun_stream_charset(const lun_stream *stream) {
  return stream->name;
}
