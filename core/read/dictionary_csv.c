/* read/dictionary_csv.c -- dictionaries as tables: one row, one value. */
#include "read/csv.h"
#include "read/dictionary_input.h"
#include "read/notice.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef enum column {
  KEY,
  VALUE,
  TYPE,
  CASE,
  LANG,
  FROM,
  TO,
  EXCEPT,
  CODE,
  USE,
  WEIGHT,
  NOTE,
  COLUMNS
} column;

static const char *const column_names[COLUMNS] = {"key",  "value", "type",   "case",
                                                  "lang", "from",  "to",     "except",
                                                  "code", "use",   "weight", "note"};

typedef struct table {
  const char *name;
  lun_dictionary *dict;
  lun_notice_function notice;
  void *user;
  size_t at[COLUMNS]; /* field of each column; SIZE_MAX = the table lacks it */
  size_t width;       /* fields of the header */
} table;

static void say(const table *t, lun_status status, size_t line, const char *message) {
  lun_notice notice = {status, t->name, line, SIZE_MAX, message};
  t->notice(t->user, &notice);
}

/* The column of a header field, COLUMNS when it names none. Blanks around a name do not count. */
static column find_column(lun_csv_field field) {
  const char *s = field.text, *end = s + field.len;
  while (s < end && *s == ' ') s++;
  while (end > s && end[-1] == ' ') end--;
  size_t len = (size_t)(end - s), c = 0;
  while (c < COLUMNS && (strlen(column_names[c]) != len || strncasecmp(s, column_names[c], len))) {
    c++;
  }
  return (column)c;
}

static lun_status read_header(table *t, const lun_csv_row *row, lun_error *err) {
  char message[LUN_ERROR_SIZE];
  for (size_t c = 0; c < COLUMNS; c++) t->at[c] = SIZE_MAX;
  t->width = row->count;
  for (size_t f = 0; f < row->count; f++) {
    column c = find_column(row->fields[f]);
    if (c < COLUMNS) {
      t->at[c] = f;
    } else if (row->fields[f].len > 0) {
      snprintf(message, sizeof message, "column \"%.*s\" is not known and left out",
               lun_notices_cut(row->fields[f].text, row->fields[f].len, 100), row->fields[f].text);
      say(t, LUN_OK, row->line, message);
    }
  }
  if (t->at[KEY] != SIZE_MAX && t->at[VALUE] != SIZE_MAX) return LUN_OK;
  return lun_fail(err, LUN_EFORMAT, 0,
                  "the header line of a dictionary names at least key and value; this one: %.*s",
                  lun_notices_cut(row->fields[0].text, row->fields[0].len, 200),
                  row->fields[0].text);
}

/* The field of a column, "" when there is none. */
static lun_csv_field get(const table *t, const lun_csv_row *row, column c) {
  static const lun_csv_field none = {"", 0};
  return t->at[c] < row->count ? row->fields[t->at[c]] : none;
}

static lun_status read_date(const table *t, const lun_csv_row *row, column c, lun_date *out,
                            lun_error *err) {
  lun_csv_field field = get(t, row, c);
  lun_error inner = {0};
  if (field.len == 0) return LUN_OK;
  if (lun_date_find(field.text, field.len, NULL, out, &inner) == LUN_OK) return LUN_OK;
  return lun_fail(err, LUN_EFORMAT, 0, "%s: %s", column_names[c], inner.message);
}

static lun_status read_choice(const table *t, const lun_csv_row *row, column c,
                              const char *const names[], int *out, lun_error *err) {
  lun_csv_field field = get(t, row, c);
  for (int i = 0; names[i] != NULL; i++) {
    if (strcasecmp(names[i], field.text) == 0) {
      *out = i;
      return LUN_OK;
    }
  }
  return lun_fail(err, LUN_EFORMAT, 0, "%s \"%.*s\" is not known", column_names[c],
                  lun_notices_cut(field.text, field.len, 60), field.text);
}

static lun_status read_weight(const table *t, const lun_csv_row *row, lun_entry_spec *spec,
                              lun_error *err) {
  lun_csv_field field = get(t, row, WEIGHT);
  if (field.len == 0) return LUN_OK;
  spec->weighted = 1;
  if (lun_dictionary_input_number(field.text, field.text + field.len, &spec->weight)) return LUN_OK;
  return lun_fail(err, LUN_EFORMAT, 0, "weight \"%.*s\" is not a number",
                  lun_notices_cut(field.text, field.len, 60), field.text);
}

/* Say where in the value the fault is, unless the message does or it is at the beginning. */
static void say_place(const lun_entry_spec *spec, lun_error *err) {
  lun_error said = *err;
  if (said.at == 0 || said.at > spec->value_len || strstr(said.message, " at byte ")) return;
  lun_fail(err, said.status, said.at, "%s, at character %zu of %.*s", said.message,
           lun_utf8_count(spec->value, 0, said.at) + 1,
           lun_notices_cut(spec->value, spec->value_len, 100), spec->value);
}

static lun_status read_row(const table *t, const lun_csv_row *row, lun_error *err) {
  static const char *const kinds[] = {"",      "query", "phrase", "glob", "family",
                                      "regex", "fixed", "tokens", "near", NULL};
  static const lun_entry_kind kind_of[] = {LUN_ENTRY_AUTO,   LUN_ENTRY_AUTO,   LUN_ENTRY_PHRASE,
                                           LUN_ENTRY_GLOB,   LUN_ENTRY_FAMILY, LUN_ENTRY_REGEX,
                                           LUN_ENTRY_PHRASE, LUN_ENTRY_TOKENS, LUN_ENTRY_NEAR};
  static const char *const cases[] = {"", "any", "exact", NULL};
  static const char *const uses[] = {"", "hit", "agent", "sentence", "story", NULL};
  static const lun_entry_use use_of[] = {LUN_USE_HIT, LUN_USE_HIT, LUN_USE_AGENT, LUN_USE_SENTENCE,
                                         LUN_USE_STORY};
  char rule[256];
  int kind = 0, case_rule = 0, use = 0;
  lun_code code = {0};
  lun_csv_field value = get(t, row, VALUE);
  if (row->count != t->width) {
    return lun_fail(err, LUN_EFORMAT, 0, "row of %zu fields, the header has %zu", row->count,
                    t->width);
  }
  lun_status st = read_choice(t, row, USE, uses, &use, err);
  int drops = use_of[use] == LUN_USE_SENTENCE || use_of[use] == LUN_USE_STORY;
  if (st == LUN_OK && get(t, row, KEY).len == 0 && !drops) {
    return lun_fail(err, LUN_EFORMAT, 0, "row without a key");
  }
  if (st == LUN_OK) st = read_choice(t, row, TYPE, kinds, &kind, err);
  if (st == LUN_OK) st = read_choice(t, row, CASE, cases, &case_rule, err);
  if (st == LUN_OK) st = read_date(t, row, FROM, &code.first, err);
  if (st == LUN_OK) st = read_date(t, row, TO, &code.last, err);
  if (st != LUN_OK) return st;
  if (code.first.year && code.last.year && lun_date_compare(&code.first, &code.last) > 0) {
    return lun_fail(err, LUN_EFORMAT, 0, "from lies behind to");
  }
  snprintf(rule, sizeof rule, "%s:%zu", t->name, row->line);
  lun_entry_spec spec = {.key = get(t, row, KEY).text,
                         .value = value.text,
                         .value_len = value.len,
                         .rule = rule,
                         .lang = get(t, row, LANG).text,
                         .except = get(t, row, EXCEPT).text,
                         .kind = kind_of[kind],
                         .case_rule = (lun_case_rule)case_rule,
                         .use = use_of[use]};
  if ((st = read_weight(t, row, &spec, err)) != LUN_OK) return st;
  code.code = get(t, row, CODE).text;
  if (code.code[0] != '\0') {
    spec.codes = &code;
    spec.every_code = 1;
  } else {
    spec.first = code.first;
    spec.last = code.last;
  }
  st = lun_dictionary_add(t->dict, &spec, err);
  if (st == LUN_EPATTERN) say_place(&spec, err);
  return st;
}

/* Failures that concern one row only. */
static int is_row_fault(lun_status st) {
  return st == LUN_EFORMAT || st == LUN_EUTF8 || st == LUN_EPATTERN;
}

static int is_blank(const lun_csv_row *row) {
  for (size_t f = 0; f < row->count; f++) {
    if (row->fields[f].len > 0) return 0;
  }
  return 1;
}

static lun_status read_rows(table *t, lun_csv *csv, lun_error *err) {
  lun_csv_row row = {0};
  lun_error fault = {0};
  lun_status st = lun_csv_next(csv, &row, err);
  if (st == LUN_DONE) return lun_fail(err, LUN_EFORMAT, 0, "empty file");
  if (st == LUN_OK) st = read_header(t, &row, err);
  if (st != LUN_OK) return st;
  while ((st = lun_csv_next(csv, &row, &fault)) != LUN_DONE) {
    if (st == LUN_OK && is_blank(&row)) continue; /* spreadsheets leave ;;;;; behind */
    if (st == LUN_OK) st = read_row(t, &row, &fault);
    if (st == LUN_OK) continue;
    if (!is_row_fault(st) && st != LUN_ELIMIT) {
      return lun_fail(err, st, fault.at, "%s", fault.message);
    }
    say(t, st, row.line, fault.message);
  }
  return LUN_OK;
}

lun_status lun_dictionary_csv_read(const char *name, const char *text, size_t len,
                                   lun_dictionary *dict, lun_notice_function notice, void *user,
                                   lun_error *err) {
  table t = {.name = name, .dict = dict, .notice = notice, .user = user};
  lun_stream *stream = NULL;
  lun_csv *csv = NULL;
  lun_status st = lun_stream_open_memory(text, len, NULL, NULL, &stream, err);
  if (st == LUN_OK) st = lun_csv_open(stream, 0, &csv, err);
  if (st == LUN_OK) st = read_rows(&t, csv, err);
  lun_csv_close(csv);
  lun_stream_close(stream);
  return st;
}
