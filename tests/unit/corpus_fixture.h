/* tests/unit/corpus_fixture.h -- an empty folder for every test, and small corpora in it. */
#ifndef LUN_TESTS_CORPUS_FIXTURE_H
#define LUN_TESTS_CORPUS_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/corpus.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Every test works in an empty folder of its own. */
static char folder[64];

static inline int enter(void **state) {
  (void)state;
  strcpy(folder, "/tmp/lunette-corpus-XXXXXX");
  return mkdtemp(folder) == NULL || chdir(folder) != 0;
}

static inline int leave(void **state) {
  (void)state;
  DIR *dir = opendir(folder);
  struct dirent *entry;
  while (dir != NULL && (entry = readdir(dir)) != NULL) remove(entry->d_name);
  if (dir != NULL) closedir(dir);
  return chdir("/") != 0 || rmdir(folder) != 0;
}

static inline size_t count_files(void) {
  DIR *dir = opendir(".");
  size_t n = 0;
  while (readdir(dir) != NULL) n++;
  closedir(dir);
  return n - 2;
}

static inline lun_corpus *open_corpus(const char *path, lun_corpus_mode mode) {
  lun_error err = {0};
  lun_corpus *corpus = NULL;
  lun_status st = lun_corpus_open(path, mode, NULL, &corpus, &err);
  if (st != LUN_OK) print_error("%s\n", err.message);
  assert_int_equal(st, LUN_OK);
  return corpus;
}

static inline lun_document *make(const char *id, const char *text, size_t len) {
  lun_document *doc = NULL;
  assert_int_equal(lun_document_new(&doc, NULL), LUN_OK);
  assert_int_equal(lun_document_set_id(doc, id, strlen(id), NULL), LUN_OK);
  assert_int_equal(lun_document_set_text(doc, text, len, NULL), LUN_OK);
  return doc;
}

static inline void set(lun_document *doc, const char *name, const char *value,
                       lun_value_type type) {
  assert_int_equal(lun_document_set(doc, name, value, strlen(value), type, NULL), LUN_OK);
}

static inline int add(lun_corpus *corpus, const char *id, const char *text) {
  lun_error err = {0};
  int renamed = -1;
  lun_document *doc = make(id, text, strlen(text));
  lun_status st = lun_corpus_add(corpus, doc, &renamed, &err);
  lun_document_free(doc);
  if (st != LUN_OK) print_error("%s\n", err.message);
  assert_int_equal(st, LUN_OK);
  return renamed;
}

static inline void assert_text(lun_corpus *corpus, const char *id, const char *text) {
  size_t len;
  lun_document *doc = NULL;
  assert_int_equal(lun_corpus_find(corpus, id, &doc, NULL), LUN_OK);
  assert_string_equal(lun_document_text(doc, &len), text);
  assert_string_equal(lun_document_id(doc), id);
  lun_document_free(doc);
}

/* A corpus of two documents. */
static inline void make_corpus(const char *path) {
  lun_corpus *corpus = open_corpus(path, LUN_CORPUS_CREATE);
  add(corpus, "a", "first text");
  add(corpus, "b", "second text");
  assert_int_equal(lun_corpus_commit(corpus, NULL), LUN_OK);
  lun_corpus_close(corpus);
}

static inline size_t count_faults(const char *path) {
  size_t faults = 99;
  lun_error err = {0};
  lun_corpus *corpus = open_corpus(path, LUN_CORPUS_READ);
  assert_int_equal(lun_corpus_check(corpus, NULL, NULL, &faults, &err), LUN_OK);
  lun_corpus_close(corpus);
  return faults;
}

#endif
