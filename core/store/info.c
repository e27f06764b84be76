/* store/info.c -- what a corpus says of itself as a whole. */
#include "base/sha256.h"
#include "store/inside.h"
#include "store/statement.h"

#include <string.h>

static uint64_t get_count(lun_statement *st, int at) {
  int64_t n = lun_statement_get_integer(st, at);
  return n < 0 ? 0 : (uint64_t)n;
}

/* A date that does not fit is none that was read in: it is cut. */
static void get_date(lun_statement *st, int at, char out[LUN_CORPUS_DATE_SIZE]) {
  size_t len;
  const char *text = lun_statement_get_text(st, at, &len);
  if (len > LUN_CORPUS_DATE_SIZE - 1) len = LUN_CORPUS_DATE_SIZE - 1;
  if (text != NULL && len > 0) memcpy(out, text, len);
  out[text == NULL ? 0 : len] = '\0';
}

lun_status lun_corpus_get_info(lun_corpus *corpus, lun_corpus_info *out, lun_error *err) {
  lun_statement st;
  *out = (lun_corpus_info){.schema = LUN_SCHEMA_VERSION};
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_DOCUMENT_SUMS, err);
  if (status != LUN_OK) return status;
  status = lun_statement_next(&st, err);
  if (status == LUN_OK) {
    out->documents = get_count(&st, 0);
    out->bytes = get_count(&st, 1);
    out->dated = get_count(&st, 2);
    get_date(&st, 3, out->first_date);
    get_date(&st, 4, out->last_date);
    out->variables = get_count(&st, 5);
    out->layers = get_count(&st, 6);
    out->runs = get_count(&st, 7);
    status = lun_statement_status(&st, err);
  }
  lun_statement_close(&st);
  return status;
}

lun_status lun_corpus_find_variables(lun_corpus *corpus, lun_corpus_variable_each each, void *user,
                                     lun_error *err) {
  lun_statement st;
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_VARIABLE_NAMES, err);
  if (status != LUN_OK) return status;
  while ((status = lun_statement_next(&st, err)) == LUN_OK) {
    const char *name = lun_statement_get_text(&st, 0, NULL);
    status = lun_statement_status(&st, err);
    if (status != LUN_OK || each(user, name == NULL ? "" : name, get_count(&st, 1)) != 0) break;
  }
  lun_statement_close(&st);
  return status == LUN_DONE ? LUN_OK : status;
}

/* Each field goes in with its length, so that no two corpora run together to the same bytes. */
static void add_field(lun_sha256 *sum, lun_statement *st, int at) {
  size_t len;
  const char *text = lun_statement_get_text(st, at, &len);
  unsigned char size[8];
  for (size_t i = 0; i < sizeof size; i++) size[i] = (unsigned char)((uint64_t)len >> (8 * i));
  lun_sha256_add(sum, size, sizeof size);
  lun_sha256_add(sum, text, len);
}

static lun_status add_variables(lun_corpus *corpus, int64_t number, lun_sha256 *sum,
                                lun_error *err) {
  lun_statement st;
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_VARIABLE_FIND, err);
  if (status != LUN_OK) return status;
  lun_statement_set_integer(&st, 1, number);
  while ((status = lun_statement_next(&st, err)) == LUN_OK) {
    lun_sha256_add(sum, "v", 1);
    for (int i = 0; i < 3; i++) add_field(sum, &st, i);
    status = lun_statement_status(&st, err);
    if (status != LUN_OK) break;
  }
  lun_statement_close(&st);
  return status == LUN_DONE ? LUN_OK : status;
}

lun_status lun_corpus_get_fingerprint(lun_corpus *corpus, char out[LUN_CORPUS_FINGERPRINT_SIZE],
                                      lun_error *err) {
  lun_statement st;
  lun_sha256 sum;
  lun_sha256_init(&sum);
  out[0] = '\0';
  lun_status status = lun_statement_open(&st, &corpus->db, LUN_SCHEMA_DOCUMENT_PRINTS, err);
  if (status != LUN_OK) return status;
  while ((status = lun_statement_next(&st, err)) == LUN_OK) {
    lun_sha256_add(&sum, "d", 1);
    add_field(&sum, &st, 1);
    add_field(&sum, &st, 2);
    status = add_variables(corpus, lun_statement_get_integer(&st, 0), &sum, err);
    if (status == LUN_OK) status = lun_statement_status(&st, err);
    if (status != LUN_OK) break;
  }
  lun_statement_close(&st);
  if (status != LUN_DONE) return status;
  lun_sha256_get(&sum, out);
  return LUN_OK;
}
