/* read/stream.h -- the bytes of one file as UTF-8, block by block, with line and place.
**
** A byte order mark is dropped; UTF-16 that bears one is decoded, other encodings are when named.
** Bytes that need no decoding are handed on unchecked (lun_charset_check does it, a record or text
** at a time), so that one bad line does not cost the file. */
#ifndef LUN_READ_STREAM_H
#define LUN_READ_STREAM_H

#include "base/buffer.h"
#include "base/context.h"

typedef struct lun_stream lun_stream;

/* Open the file `path`; "-" is standard input. `encoding` (may be NULL) is for files without a byte
** order mark. Owner: caller; release with lun_stream_close; `encoding` and `ctx` must outlive it.
** Errors: LUN_EIO (the message does not repeat the path), LUN_ENOMEM. */
lun_status lun_stream_open(const char *path, const char *encoding, const lun_context *ctx,
                           lun_stream **out, lun_error *err);

/* The same over `len` bytes in memory, which must outlive the stream. */
lun_status lun_stream_open_memory(const char *bytes, size_t len, const char *encoding,
                                  const lun_context *ctx, lun_stream **out, lun_error *err);
void lun_stream_close(lun_stream *stream);

/* All functions that read fail with LUN_EIO, LUN_EUTF8 (not decodable; err->at = byte of the file),
** LUN_EFORMAT (unknown encoding), each said once and followed by LUN_DONE; LUN_ENOMEM, LUN_ESTOP,
** LUN_ELIMIT (the context's). Bytes they return live until the next call that reads. */

/* Look at the next bytes without taking them: `want` or more of them, fewer only before the end or
** a failure. LUN_DONE when there are none. */
lun_status lun_stream_get(lun_stream *stream, size_t want, const char **bytes, size_t *len,
                          lun_error *err);

/* Look at all bytes up to the end; when they are more than `limit`, at so many that this shows. A
** failure on the way fails the whole. LUN_DONE when there are none. */
lun_status lun_stream_get_all(lun_stream *stream, size_t limit, const char **bytes, size_t *len,
                              lun_error *err);

/* Take `count` of the bytes last seen by lun_stream_get. */
void lun_stream_skip(lun_stream *stream, size_t count);

/* The buffer that holds everything lun_stream_get_all gave, for the caller to empty; NULL when it holds
** other bytes too. */
lun_buffer *lun_stream_get_buffer(lun_stream *stream);

/* Take the next line; `len` leaves out its LF or CRLF. A line over LUN_DOCUMENT_LIMIT is passed
** over and said: LUN_EFORMAT; the lines after it can still be read. */
lun_status lun_stream_next(lun_stream *stream, const char **line, size_t *len, lun_error *err);

/* Take blank bytes (space, tab, CR, LF). LUN_DONE when nothing else is left. */
lun_status lun_stream_skip_blank(lun_stream *stream, lun_error *err);

size_t lun_stream_line(const lun_stream *stream); /* of the next byte, from 1; counts LF */
size_t lun_stream_byte(const lun_stream *stream); /* in the file, from 0; SIZE_MAX when decoded */

/* The encoding if it was stated by a byte order mark or decoded from, else NULL: "UTF-8" therefore
** means that a mark was dropped. Known after the first read; lives as long as the stream. */
const char *lun_stream_charset(const lun_stream *stream);

#endif
