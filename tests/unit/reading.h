/* What the tests of the read layer share: one reading with its documents and notices kept. */
#ifndef TESTS_UNIT_READING_H
#define TESTS_UNIT_READING_H

#include "base/memory.h"
#include "read/reader.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { READING_MAX = 64 };

typedef struct reading {
  lun_read_options options;
  lun_document *docs[READING_MAX];
  size_t count;
  struct {
    lun_status status;
    size_t line;
    size_t byte;
    char path[300];
    char message[LUN_ERROR_SIZE];
  } notices[READING_MAX];
  size_t notice_count;
  size_t skipped;
  lun_status end;
  lun_error err;
} reading;

static inline void reading_note(void *user, const lun_notice *notice) {
  reading *r = user;
  assert_true(r->notice_count < READING_MAX);
  size_t n = r->notice_count++;
  r->notices[n].status = notice->status;
  r->notices[n].line = notice->line;
  r->notices[n].byte = notice->byte;
  snprintf(r->notices[n].path, sizeof r->notices[n].path, "%s", notice->path);
  snprintf(r->notices[n].message, sizeof r->notices[n].message, "%s", notice->message);
}

/* Read to the end, keeping all. */
static inline void reading_finish(reading *r, lun_reader *reader) {
  lun_document *doc;
  while ((r->end = lun_reader_next(reader, &doc, &r->err)) == LUN_OK) {
    assert_true(r->count < READING_MAX);
    r->docs[r->count++] = doc;
  }
  r->skipped = lun_reader_skipped(reader);
  lun_reader_close(reader);
}

/* Set r->options first, if any; all else must be zero. */
static inline void reading_of_bytes(reading *r, const char *path, const char *bytes, size_t len) {
  lun_reader *reader;
  r->options.notice = reading_note;
  r->options.user = r;
  r->end = lun_reader_open_memory(path, bytes, len, &r->options, NULL, &reader, &r->err);
  if (r->end == LUN_OK) reading_finish(r, reader);
}

static inline void reading_of_text(reading *r, const char *path, const char *text) {
  reading_of_bytes(r, path, text, strlen(text));
}

static inline void reading_of_paths(reading *r, const char *const *paths, size_t count) {
  lun_reader *reader;
  r->options.notice = reading_note;
  r->options.user = r;
  r->end = lun_reader_open(paths, count, &r->options, NULL, &reader, &r->err);
  if (r->end == LUN_OK) reading_finish(r, reader);
}

static inline void reading_clear(reading *r) {
  for (size_t i = 0; i < r->count; i++) lun_document_free(r->docs[i]);
  *r = (reading){0};
}

static inline const char *reading_text(const reading *r, size_t n) {
  size_t len;
  assert_true(n < r->count);
  return lun_document_text(r->docs[n], &len);
}

/* The value of a variable, "(none)" when there is none. */
static inline const char *reading_get(const reading *r, size_t n, const char *name) {
  assert_true(n < r->count);
  const lun_variable *v = lun_document_get(r->docs[n], name);
  return v == NULL ? "(none)" : v->value;
}

#endif
