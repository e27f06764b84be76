/* read/dictionary_spacy.c -- patterns of spaCy's entity ruler: JSON Lines of label, pattern and id. */
#include "base/memory.h"
#include "read/dictionary_input.h"
#include "read/json.h"
#include "text/utf8.h"

#include <string.h>
#include <strings.h>

typedef struct spacy {
  lun_dictionary_input in;
  lun_json *json;
  lun_record record;
  lun_record token;
  lun_buffer label;
  lun_buffer id;
  lun_buffer raw;   /* the array of tokens as it is written */
  lun_buffer value; /* their words */
  size_t patterns;  /* lines with label and pattern */
} spacy;

/* Copy a string member; 0 when there is none or it holds NUL. */
static int get_text(const lun_record *record, const char *name, lun_buffer *out) {
  const lun_field *field = lun_record_find(record, name);
  lun_buffer_reset(out);
  lun_buffer_add_text(out, "");
  if (field == NULL || field->is_nested || field->type != LUN_VALUE_TEXT) return 0;
  if (memchr(field->value, '\0', field->len) != NULL) return 0;
  lun_buffer_add(out, field->value, field->len);
  return 1;
}

/* The end of the JSON value at `s`, which is known to be JSON. */
static const char *find_value_end(const char *s, const char *end) {
  size_t depth = 0;
  for (int quoted = 0; s < end; s++) {
    if (quoted && *s == '\\') s++;
    else if (*s == '"') quoted = !quoted;
    else if (quoted) continue;
    else if (*s == '{' || *s == '[') depth++;
    else if (depth == 0 && (*s == ',' || *s == ']')) return s;
    else if (*s == '}' || *s == ']') depth--;
  }
  return end;
}

/* One token: {"LOWER": "word"} or TEXT or ORTH. Its case rule, or LUN_CASE_AUTO with *fault set. */
static lun_case_rule read_token(spacy *f, const char *s, const char *end, const char **fault,
                                lun_error *err) {
  lun_error inner = {0};
  lun_record_reset(&f->token);
  lun_status st =
      *s == '{' ? lun_json_get(f->json, s, (size_t)(end - s), &f->token, &inner) : LUN_EFORMAT;
  if (st == LUN_ENOMEM) {
    lun_fail_memory(err);
    return LUN_CASE_AUTO;
  }
  *fault = "left out: only tokens of one LOWER, TEXT or ORTH with a string can be looked for";
  if (st != LUN_OK || f->token.count != 1) return LUN_CASE_AUTO;
  const lun_field *field = &f->token.fields[0];
  if (field->is_nested || field->type != LUN_VALUE_TEXT) return LUN_CASE_AUTO;
  int lower = field->name_len == 5 && strncasecmp(field->name, "LOWER", 5) == 0;
  int text = field->name_len == 4 &&
             (strncasecmp(field->name, "TEXT", 4) == 0 || strncasecmp(field->name, "ORTH", 4) == 0);
  if (!lower && !text) return LUN_CASE_AUTO;
  *fault = NULL;
  if (f->value.len > 0) lun_buffer_add_byte(&f->value, ' ');
  lun_buffer_add(&f->value, field->value, field->len);
  return lower ? LUN_CASE_ANY : LUN_CASE_EXACT;
}

/* The words of an array of tokens -> f->value. */
static lun_status read_tokens(spacy *f, lun_case_rule *rule, const char **fault, lun_error *err) {
  const char *s = f->raw.data, *end = s + f->raw.len, *stop;
  lun_error inner = {0};
  if (*s != '[') *fault = "left out: the pattern is neither a string nor a list";
  *rule = LUN_CASE_AUTO;
  for (s++; *fault == NULL && s < end; s = stop + 1) {
    const char *token = s, *token_end;
    token_end = stop = find_value_end(s, end);
    lun_dictionary_input_trim(&token, &token_end);
    if (token == token_end) break;
    lun_case_rule own = read_token(f, token, token_end, fault, &inner);
    if (inner.status != LUN_OK) return lun_fail_memory(err);
    if (*fault == NULL && *rule != LUN_CASE_AUTO && *rule != own) {
      *fault = "left out: LOWER beside TEXT or ORTH in one pattern";
    }
    *rule = own;
  }
  return LUN_OK;
}

/* f->record as an entry. */
static lun_status add_pattern(spacy *f, const char *s, const char *end, lun_error *err) {
  const lun_field *pattern = lun_record_find(&f->record, "pattern");
  const char *fault = NULL;
  lun_case_rule rule = LUN_CASE_EXACT;
  lun_status st = LUN_OK;
  int has_label = get_text(&f->record, "label", &f->label);
  lun_code code = {.code = get_text(&f->record, "id", &f->id) ? f->id.data : NULL};
  if (!has_label || f->label.len == 0) fault = "left out: no label";
  else if (pattern == NULL) fault = "left out: no pattern";
  if (fault == NULL) {
    f->patterns++;
    lun_buffer_reset(&f->raw);
    lun_buffer_reset(&f->value);
    lun_buffer_add(pattern->is_nested ? &f->raw : &f->value, pattern->value, pattern->len);
    st = lun_buffer_status(pattern->is_nested ? &f->raw : &f->value, err);
    if (pattern->is_nested && st == LUN_OK) st = read_tokens(f, &rule, &fault, err);
    else if (pattern->type != LUN_VALUE_TEXT) fault = "left out: the pattern is no string";
  }
  if (st == LUN_OK) st = lun_buffer_status(&f->value, err);
  if (st == LUN_OK) st = lun_buffer_status(&f->label, err);
  if (st == LUN_OK) st = lun_buffer_status(&f->id, err);
  if (st != LUN_OK) return st;
  if (fault != NULL) {
    lun_dictionary_input_note_text(&f->in, fault, s, end);
    return LUN_OK;
  }
  lun_entry_spec spec = {.key = f->label.data,
                         .case_rule = rule,
                         .codes = code.code != NULL && code.code[0] != '\0' ? &code : NULL};
  const char *value = f->value.data != NULL ? f->value.data : "";
  return lun_dictionary_input_add(&f->in, &spec, value, value + f->value.len, LUN_WILD_NONE, NULL,
                                  err);
}

static lun_status read_line(spacy *f, const char *s, const char *end, lun_error *err) {
  lun_error fault = {0};
  lun_record_reset(&f->record);
  lun_status st = lun_utf8_check(s, (size_t)(end - s), &fault);
  if (st == LUN_OK) st = lun_json_get(f->json, s, (size_t)(end - s), &f->record, &fault);
  if (st == LUN_ENOMEM) return lun_fail_memory(err);
  if (st == LUN_OK) return add_pattern(f, s, end, err);
  lun_dictionary_input_note(&f->in, st, f->in.line, "%s", fault.message);
  return LUN_OK;
}

lun_status lun_dictionary_spacy_read(const char *name, const char *text, size_t len,
                                     lun_dictionary *dict, lun_notice_function notice, void *user,
                                     lun_error *err) {
  spacy f = {.in = lun_dictionary_input_new(name, text, len, dict, notice, user)};
  const char *s, *end;
  lun_status st = lun_json_new(&f.json, err);
  while (st == LUN_OK && lun_dictionary_input_next_text(&f.in, &s, &end)) {
    st = read_line(&f, s, end, err);
  }
  if (st == LUN_OK && f.in.line > 0 && f.patterns == 0) {
    st = lun_fail(err, LUN_EFORMAT, 0,
                  "no line with a label and a pattern, which make an entity ruler's file");
  }
  lun_json_free(f.json);
  lun_record_clear(&f.record);
  lun_record_clear(&f.token);
  lun_buffer_clear(&f.label);
  lun_buffer_clear(&f.id);
  lun_buffer_clear(&f.raw);
  lun_buffer_clear(&f.value);
  lun_dictionary_input_clear(&f.in);
  return st;
}
