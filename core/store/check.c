/* store/check.c -- is a corpus file what it says it is? */
#include "base/sha256.h"
#include "store/inside.h"
#include "store/statement.h"
#include "text/utf8.h"

#include <string.h>

typedef struct check {
  lun_corpus *corpus;
  lun_corpus_fault_each each;
  void *user;
  size_t faults;
  int ended; /* the caller has heard enough */
  lun_buffer message;
} check;

/* One step of the check: looks at a row and leaves what is wrong with it in c->message. */
typedef void look_at_row(check *c, lun_statement *st);

static void tell(check *c) {
  if (c->message.len == 0 || c->message.status != LUN_OK) return;
  c->faults++;
  if (c->each != NULL && c->each(c->user, c->message.data) != 0) c->ended = 1;
}

static lun_status check_rows(check *c, lun_schema_sql which, look_at_row *look, lun_error *err) {
  lun_statement st;
  if (c->ended) return LUN_OK;
  lun_status status = lun_statement_open(&st, &c->corpus->db, which, err);
  if (status != LUN_OK) return status;
  while (!c->ended && (status = lun_statement_next(&st, err)) == LUN_OK) {
    lun_buffer_reset(&c->message);
    look(c, &st);
    status = lun_statement_status(&st, err);
    if (status == LUN_OK) status = lun_buffer_status(&c->message, err);
    if (status != LUN_OK) break;
    tell(c);
  }
  lun_statement_close(&st);
  return status == LUN_DONE ? LUN_OK : status;
}

static void look_at_page(check *c, lun_statement *st) {
  const char *text = lun_statement_get_text(st, 0, NULL);
  if (text != NULL && strcmp(text, "ok") != 0) lun_buffer_add_text(&c->message, text);
}

/* Columns of foreign_key_check: table, rowid, the table it refers to. */
static void look_at_key(check *c, lun_statement *st) {
  const char *table = lun_statement_get_text(st, 0, NULL);
  const char *parent = lun_statement_get_text(st, 2, NULL);
  lun_buffer_add_format(&c->message, "a row of table %s refers to no row of table %s",
                        table == NULL ? "?" : table, parent == NULL ? "?" : parent);
}

/* Columns: number, id, sha256, bytes, text. */
static void look_at_text(check *c, lun_statement *st) {
  size_t len;
  char hash[LUN_SHA256_SIZE];
  lun_error fault = {0};
  lun_sha256 sum;
  const char *id = lun_statement_get_text(st, 1, NULL);
  const char *stated = lun_statement_get_text(st, 2, NULL);
  const char *text = lun_statement_get_text(st, 4, &len);
  if (id == NULL) id = "";
  lun_sha256_init(&sum);
  lun_sha256_add(&sum, text, len);
  lun_sha256_get(&sum, hash);
  if (lun_statement_get_integer(st, 3) != (int64_t)len) {
    lun_buffer_add_format(&c->message, "document \"%s\": %zu bytes of text instead of %lld", id,
                          len, (long long)lun_statement_get_integer(st, 3));
  } else if (stated == NULL || strcmp(stated, hash) != 0) {
    lun_buffer_add_format(&c->message, "document \"%s\": the text does not have its sha256", id);
  } else if (lun_utf8_check(text == NULL ? "" : text, len, &fault) != LUN_OK) {
    lun_buffer_add_format(&c->message, "document \"%s\": not valid UTF-8 at byte %zu", id,
                          fault.at + 1);
  }
}

static void look_at_span(check *c, lun_statement *st) {
  const char *id = lun_statement_get_text(st, 1, NULL);
  lun_buffer_add_format(&c->message, "document \"%s\": span %lld lies outside of the text",
                        id == NULL ? "" : id, (long long)lun_statement_get_integer(st, 0));
}

lun_status lun_corpus_check(lun_corpus *corpus, lun_corpus_fault_each each, void *user,
                            size_t *faults, lun_error *err) {
  check c = {.corpus = corpus, .each = each, .user = user};
  *faults = 0;
  lun_status st = check_rows(&c, LUN_SCHEMA_PAGES_CHECK, look_at_page, err);
  /* The rows of a file with damaged pages say nothing reliable. */
  if (st == LUN_OK && c.faults == 0) st = check_rows(&c, LUN_SCHEMA_KEYS_CHECK, look_at_key, err);
  if (st == LUN_OK && c.faults == 0) {
    st = check_rows(&c, LUN_SCHEMA_DOCUMENT_TEXTS, look_at_text, err);
    if (st == LUN_OK) st = check_rows(&c, LUN_SCHEMA_SPAN_OUTSIDE, look_at_span, err);
  }
  *faults = c.faults;
  lun_buffer_clear(&c.message);
  return st;
}
