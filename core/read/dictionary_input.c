#include "read/dictionary_input.h"

#include "read/notice.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

lun_dictionary_input lun_dictionary_input_new(const char *name, const char *text, size_t len,
                                              lun_dictionary *dict, lun_notice_function notice,
                                              void *user) {
  return (lun_dictionary_input){
      .name = name, .dict = dict, .notice = notice, .user = user, .at = text, .end = text + len};
}

void lun_dictionary_input_clear(lun_dictionary_input *in) {
  lun_buffer_clear(&in->key);
  lun_buffer_clear(&in->value);
}

int lun_dictionary_input_next(lun_dictionary_input *in, const char **s, const char **end) {
  if (in->at == in->end) return 0;
  const char *stop = in->at;
  while (stop < in->end && *stop != '\n' && *stop != '\r') stop++;
  *s = in->start = in->at;
  *end = stop;
  in->at = stop < in->end ? stop + 1 : stop;
  if (in->end - stop > 1 && stop[0] == '\r' && stop[1] == '\n') in->at++;
  in->line++;
  return 1;
}

void lun_dictionary_input_trim(const char **s, const char **end) {
  while (*s < *end && (unsigned char)**s <= ' ') (*s)++;
  while (*end > *s && (unsigned char)(*end)[-1] <= ' ') (*end)--;
}

int lun_dictionary_input_next_text(lun_dictionary_input *in, const char **s, const char **end) {
  while (lun_dictionary_input_next(in, s, end)) {
    if (memchr(*s, '\0', (size_t)(*end - *s)) != NULL) {
      lun_dictionary_input_note(in, LUN_EFORMAT, in->line, "line left out: it holds a NUL byte");
      continue;
    }
    lun_dictionary_input_trim(s, end);
    if (*s < *end) return 1;
  }
  return 0;
}

/* Whether ### at `p` is the code for "discard", that is, stands behind a bracket. */
static int is_discard(const char *line, const char *p, const char *end) {
  if (end - p < 3 || memcmp(p, "###", 3) != 0) return 0;
  while (p > line && (p[-1] == ' ' || p[-1] == '\t')) p--;
  return p > line && p[-1] == '[';
}

int lun_dictionary_input_strip(lun_dictionary_input *in, const char **s, const char **end) {
  if (in->comment > 0) {
    const char *close = memmem(*s, (size_t)(*end - *s), "-->", 3);
    if (close == NULL) return 0;
    in->comment = 0;
    *s = close + 3;
  }
  lun_dictionary_input_trim(s, end);
  size_t len = (size_t)(*end - *s);
  if ((len >= 4 && memcmp(*s, "<!--", 4) == 0) || (len >= 5 && memcmp(*s, "<! --", 5) == 0)) {
    if (memmem(*s, len, "-->", 3) == NULL) in->comment = in->line;
    return 0;
  }
  for (const char *p = *s; p < *end; p++) {
    if (is_discard(*s, p, *end)) p += 2;
    else if (*p == '#' || *p == ';') *end = p;
  }
  lun_dictionary_input_trim(s, end);
  return *s < *end;
}

void lun_dictionary_input_end(lun_dictionary_input *in) {
  if (in->comment == 0) return;
  lun_dictionary_input_note(in, LUN_EFORMAT, in->comment,
                            "comment is not closed by -->: the rest of the file is left out");
}

void lun_dictionary_input_note(const lun_dictionary_input *in, lun_status status, size_t line,
                               const char *format, ...) {
  char draft[2 * LUN_ERROR_SIZE];
  lun_error cut; /* lun_fail cuts on a code point boundary */
  va_list args;
  va_start(args, format);
  vsnprintf(draft, sizeof draft, format, args);
  va_end(args);
  lun_fail(&cut, status, 0, "%s", draft);
  lun_notice notice = {status, in->name, line, SIZE_MAX, cut.message};
  in->notice(in->user, &notice);
}

void lun_dictionary_input_note_text(const lun_dictionary_input *in, const char *message,
                                    const char *s, const char *end) {
  lun_dictionary_input_trim(&s, &end);
  lun_dictionary_input_note(in, LUN_EFORMAT, in->line, "%s: %.*s", message, (int)(end - s), s);
}

lun_status lun_dictionary_input_set_level(lun_dictionary_input *in, size_t level, const char *name,
                                          size_t len, lun_error *err) {
  const char *end = name + len;
  lun_dictionary_input_trim(&name, &end);
  if (name == end) return lun_fail(err, LUN_EFORMAT, 0, "category without a name");
  if (memchr(name, '\0', (size_t)(end - name)) != NULL) {
    return lun_fail(err, LUN_EFORMAT, 0, "NUL byte in the name of a category");
  }
  if (level >= LUN_KEY_LEVELS) {
    return lun_fail(err, LUN_EFORMAT, 0, "categories nested deeper than %d levels", LUN_KEY_LEVELS);
  }
  lun_dictionary_input_cut(in, level);
  if (level == 0) lun_buffer_reset(&in->key);
  else lun_buffer_add_byte(&in->key, '.');
  lun_buffer_add(&in->key, name, (size_t)(end - name));
  in->levels[level] = in->key.len;
  in->level_count = level + 1;
  return lun_buffer_status(&in->key, err);
}

void lun_dictionary_input_cut(lun_dictionary_input *in, size_t count) {
  if (count >= in->level_count) return;
  in->level_count = count;
  if (count == 0) return;
  in->key.len = in->levels[count - 1];
  in->key.data[in->key.len] = '\0';
}

const char *lun_dictionary_input_key(const lun_dictionary_input *in) {
  return in->level_count > 0 ? in->key.data : "";
}

/* Failures that concern one value only. */
static int is_value_fault(lun_status st) {
  return st == LUN_EPATTERN || st == LUN_EUTF8 || st == LUN_ELIMIT || st == LUN_EFORMAT;
}

/* Copy the value; where ? is no wild card but the value will be a glob, it must not become one. */
static lun_entry_kind set_value(lun_dictionary_input *in, const char *s, const char *end,
                                lun_wild wild) {
  size_t len = (size_t)(end - s);
  int star = wild != LUN_WILD_NONE && memchr(s, '*', len) != NULL;
  int one = wild == LUN_WILD_BOTH && memchr(s, '?', len) != NULL;
  lun_buffer_reset(&in->value);
  lun_buffer_add(&in->value, s, len);
  for (size_t i = 0; star && wild == LUN_WILD_STAR && i < in->value.len; i++) {
    if (in->value.data[i] == '?') in->value.data[i] = ' ';
  }
  return star || one ? LUN_ENTRY_GLOB : LUN_ENTRY_PHRASE;
}

lun_status lun_dictionary_input_add(lun_dictionary_input *in, const lun_entry_spec *spec,
                                    const char *s, const char *end, lun_wild wild, int *added,
                                    lun_error *err) {
  char rule[256];
  lun_error fault = {0};
  lun_entry_spec own = *spec;
  if (added != NULL) *added = 0;
  lun_dictionary_input_trim(&s, &end);
  lun_entry_kind kind = set_value(in, s, end, wild);
  lun_status st = lun_buffer_status(&in->value, err);
  if (st != LUN_OK) return st;
  if (own.kind == LUN_ENTRY_AUTO) own.kind = kind;
  if (own.case_rule == LUN_CASE_AUTO) own.case_rule = LUN_CASE_ANY;
  snprintf(rule, sizeof rule, "%s:%zu", in->name, in->line);
  own.rule = rule;
  own.value = in->value.data;
  own.value_len = in->value.len;
  st = lun_dictionary_add(in->dict, &own, &fault);
  if (st == LUN_OK) {
    if (added != NULL) *added = 1;
    return LUN_OK;
  }
  if (!is_value_fault(st)) return lun_fail(err, st, fault.at, "%s", fault.message);
  lun_dictionary_input_note(in, st, in->line, "%s", fault.message);
  return LUN_OK;
}

int lun_dictionary_input_number(const char *s, const char *end, double *out) {
  char copy[40];
  lun_dictionary_input_trim(&s, &end);
  size_t len = (size_t)(end - s), digits = 0, points = 0;
  if (len == 0 || len >= sizeof copy) return 0;
  for (size_t i = 0; i < len; i++) {
    if (s[i] >= '0' && s[i] <= '9') digits++;
    else if (s[i] == '.') points++;
    else if (i > 0 || (s[i] != '-' && s[i] != '+')) return 0;
  }
  if (digits == 0 || points > 1) return 0;
  memcpy(copy, s, len);
  copy[len] = '\0';
  *out = strtod(copy, NULL);
  return 1;
}
