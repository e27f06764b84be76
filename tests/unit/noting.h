/* What the tests of dictionary files share: notices kept, entries as a string. */
#ifndef TESTS_UNIT_NOTING_H
#define TESTS_UNIT_NOTING_H

#include "finding.h"

#include "analysis/actor.h"

#include "read/dictionary_file.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <unistd.h>

typedef lun_status (*noting_reader)(const char *name, const char *text, size_t len,
                                    lun_dictionary *dict, lun_notice_function notice, void *user,
                                    lun_error *err);

/* One file read: its dictionary, and each notice as "line: message\n". */
typedef struct noting {
  lun_dictionary *dict;
  lun_buffer notices;
  size_t count;
  lun_status end;
  lun_error err;
} noting;

static inline void noting_note(void *user, const lun_notice *notice) {
  noting *n = user;
  assert_non_null(notice->path);
  assert_int_equal(lun_utf8_check(notice->message, strlen(notice->message), NULL), LUN_OK);
  lun_buffer_add_format(&n->notices, "%zu: %s\n", notice->line, notice->message);
  n->count++;
}

/* Read `len` bytes, in a block of their own size so that a read behind them is seen. */
static inline void noting_read(noting *n, noting_reader read, const char *text, size_t len) {
  char *bytes = lun_alloc(len);
  memcpy(bytes, text, len);
  *n = (noting){.dict = finding_dictionary()};
  lun_buffer_add_text(&n->notices, "");
  n->end = read("file", bytes, len, n->dict, noting_note, n, &n->err);
  lun_free(bytes);
}

/* The same through a file of this ending. */
static inline void noting_read_file(noting *n, const char *ending, const char *text, size_t len) {
  char path[64];
  snprintf(path, sizeof path, "/tmp/lunette-XXXXXX%s", ending);
  int fd = mkstemps(path, (int)strlen(ending));
  assert_true(fd >= 0);
  assert_int_equal(write(fd, text, len), len);
  close(fd);
  *n = (noting){.dict = finding_dictionary()};
  lun_buffer_add_text(&n->notices, "");
  n->end = lun_dictionary_file_read(path, n->dict, noting_note, n, NULL, &n->err);
  unlink(path);
}

static inline void noting_clear(noting *n) {
  lun_dictionary_free(n->dict);
  lun_buffer_clear(&n->notices);
  *n = (noting){0};
}

static inline void noting_show_date(lun_buffer *out, const lun_date *date) {
  char written[LUN_DATE_SIZE];
  lun_date_get(date, written);
  lun_buffer_add_text(out, written);
}

/* Each entry as "key=value [CODE first..last]...\n"; its dates behind @ when it has some. */
static inline void noting_show(const lun_dictionary *dict, lun_buffer *out) {
  lun_buffer_add_text(out, "");
  for (size_t i = 0; i < dict->entry_count; i++) {
    const lun_entry *e = &dict->entries[i];
    lun_buffer_add_format(out, "%s=%s", e->key, e->value);
    if (e->first.year || e->last.year) {
      lun_buffer_add_text(out, " @");
      noting_show_date(out, &e->first);
      lun_buffer_add_text(out, "..");
      noting_show_date(out, &e->last);
    }
    for (const lun_code *code = e->codes; code != NULL; code = code->next) {
      lun_buffer_add_format(out, " [%s", code->code);
      if (code->first.year || code->last.year) {
        lun_buffer_add_text(out, " ");
        noting_show_date(out, &code->first);
        lun_buffer_add_text(out, "..");
        noting_show_date(out, &code->last);
      }
      lun_buffer_add_text(out, "]");
    }
    lun_buffer_add_text(out, "\n");
  }
}

/* Entries and notices are these. Clears `n`. */
static inline void noting_expect(noting *n, const char *entries, const char *notices) {
  lun_buffer got = {0};
  if (n->end != LUN_OK) fail_msg("reading failed: %s", n->err.message);
  noting_show(n->dict, &got);
  if (strcmp(got.data, entries) != 0) fail_msg("entries:\n%snot:\n%s", got.data, entries);
  if (strcmp(n->notices.data, notices) != 0) {
    fail_msg("notices:\n%snot:\n%s", n->notices.data, notices);
  }
  lun_buffer_clear(&got);
  noting_clear(n);
}

/* Entries as "kind key=value" parted by "; ": kind phrase, glob or regex, in capitals when case
** counts; agent, sentence or story before it, xWEIGHT and [CODE] behind the value. */
static inline void noting_show_kinds(const lun_dictionary *dict, lun_buffer *out) {
  static const char *const kinds[][2] = {
      {"", ""}, {"phrase", "PHRASE"}, {"glob", "GLOB"}, {"family", "FAMILY"}, {"regex", "REGEX"}};
  static const char *const uses[] = {"", "agent ", "sentence ", "story "};
  lun_buffer_add_text(out, "");
  for (size_t i = 0; i < dict->entry_count; i++) {
    const lun_entry *e = &dict->entries[i];
    assert_true(e->case_rule != LUN_CASE_AUTO);
    lun_buffer_add_format(out, "%s%s%s %s=%s", i > 0 ? "; " : "", uses[e->use],
                          kinds[e->kind][e->case_rule == LUN_CASE_EXACT], e->key, e->value);
    if (e->weight != 1) lun_buffer_add_format(out, " x%g", e->weight);
    for (const lun_code *c = e->codes; c != NULL; c = c->next) {
      lun_buffer_add_format(out, " [%s]", c->code);
    }
  }
}

/* Read `len` bytes with `read`: entries and notices are these. */
static inline void noting_check_bytes(noting_reader read, const char *text, size_t len,
                                      const char *entries, const char *notices) {
  noting n;
  lun_buffer got = {0};
  noting_read(&n, read, text, len);
  if (n.end != LUN_OK) fail_msg("reading failed: %s", n.err.message);
  noting_show_kinds(n.dict, &got);
  if (strcmp(got.data, entries) != 0) fail_msg("entries:\n%s\nnot:\n%s", got.data, entries);
  if (strcmp(n.notices.data, notices) != 0) {
    fail_msg("notices:\n%snot:\n%s", n.notices.data, notices);
  }
  lun_buffer_clear(&got);
  noting_clear(&n);
}

static inline void noting_check(noting_reader read, const char *text, const char *entries,
                                const char *notices) {
  noting_check_bytes(read, text, strlen(text), entries, notices);
}

/* `text` is no file of this format: `status`, and what the message says. */
static inline void noting_refuse(noting_reader read, const char *text, size_t len,
                                 lun_status status, const char *message) {
  noting n;
  noting_read(&n, read, text, len);
  assert_int_equal(n.end, status);
  if (strstr(n.err.message, message) == NULL) fail_msg("%s: not: %s", n.err.message, message);
  noting_clear(&n);
}

#ifdef LUN_FAULTS
/* Let each allocation of a reading fail in turn: it ends in LUN_ENOMEM, and leaks nothing. */
static inline void noting_check_faults(noting_reader read, const char *text) {
  lun_status st = LUN_ENOMEM;
  for (size_t nth = 1; st != LUN_OK; nth++) {
    lun_dictionary *dict = finding_dictionary();
    lun_error err = {0};
    noting n = {0};
    lun_fault_set(nth);
    st = read("file", text, strlen(text), dict, noting_note, &n, &err);
    lun_fault_set(0);
    assert_int_equal(st, err.status);
    assert_true(st == LUN_OK || st == LUN_ENOMEM);
    lun_buffer_clear(&n.notices);
    lun_dictionary_free(dict);
  }
}
#endif

/* Check the entry's code on a day. */
static inline void noting_code(const lun_entry *entry, const lun_date *date, const char *want) {
  lun_buffer got = {0};
  lun_actor_code(entry, date, &got);
  assert_string_equal(got.data, want);
  lun_buffer_clear(&got);
}

#endif
