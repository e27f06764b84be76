/* read/dictionary_issues.c -- PETRARCH's issue files: blocks of phrases that stand for topics. */
#include "match/family.h"
#include "read/dictionary_input.h"

#include <string.h>
#include <strings.h>

enum { FORMS_MOST = 256 }; /* of one line */

static int is_consonant_y(const char *s, size_t len) {
  return len > 1 && (s[len - 1] | 32) == 'y' && strchr("aeiouAEIOU", s[len - 2]) == NULL;
}

/* The verb's -ed (step 2) or -ing form (step 3): love loved loving, carry carried, agree agreed. */
static void add_verb(lun_buffer *out, const char *s, size_t len, size_t step) {
  int mute = len > 1 && (s[len - 1] | 32) == 'e';
  if (step == 3) {
    if (mute && (s[len - 2] | 32) != 'e') len--;
    lun_buffer_add(out, s, len);
    lun_buffer_add_text(out, "ing");
  } else if (is_consonant_y(s, len)) {
    lun_buffer_add(out, s, len - 1);
    lun_buffer_add_text(out, "ied");
  } else {
    lun_buffer_add(out, s, len);
    lun_buffer_add_text(out, mute ? "d" : "ed");
  }
}

static size_t count_steps(const char *s, const char *end) {
  if (end - s < 3 || s[1] != ':') return 1;
  return *s == 'n' ? 2 : *s == 'v' ? 4 : 1;
}

static void add_word(lun_buffer *out, const char *s, const char *end, size_t steps, size_t step) {
  if (steps > 1) s += 2;
  size_t len = (size_t)(end - s);
  if (step == 0) lun_buffer_add(out, s, len);
  else if (step == 1) lun_plural_add(out, s, len); /* a verb's -s is made alike */
  else add_verb(out, s, len, step);
}

static int is_joint(char c) {
  return c == ' ' || c == '\t' || c == '+' || c == '_';
}

/* Write form number `form` to `out`; how many there are. A phrase's words may be hyphenated in the
** text anyway, so + is a blank. */
static size_t make_form(lun_buffer *out, const char *s, const char *end, size_t form) {
  size_t count = 1;
  lun_buffer_reset(out);
  for (const char *stop; s < end; s = stop) {
    stop = s;
    if (is_joint(*s)) {
      lun_buffer_add_byte(out, ' ');
      stop++;
      continue;
    }
    while (stop < end && !is_joint(*stop)) stop++;
    size_t steps = count_steps(s, stop);
    add_word(out, s, stop, steps, form % steps);
    form /= steps;
    if (count <= FORMS_MOST) count *= steps;
  }
  return count;
}

static lun_status add_forms(lun_dictionary_input *in, const lun_entry_spec *spec, const char *s,
                            const char *end, lun_error *err) {
  lun_buffer value = {0};
  lun_dictionary_input_trim(&s, &end);
  size_t count = make_form(&value, s, end, 0);
  lun_status st = LUN_OK;
  if (count > FORMS_MOST) {
    lun_dictionary_input_note_text(in, "left out: more than 256 forms", s, end);
    count = 0;
  }
  for (size_t i = 0; st == LUN_OK && i < count; i++) {
    make_form(&value, s, end, i);
    st = lun_buffer_status(&value, err);
    if (st != LUN_OK) break;
    st = lun_dictionary_input_add(in, spec, value.data ? value.data : "",
                                  value.data ? value.data + value.len : "", LUN_WILD_NONE, NULL,
                                  err);
  }
  lun_buffer_clear(&value);
  return st;
}

/* The key for a code: a level below its category, or the category when both have one name. */
static lun_status set_code(lun_dictionary_input *in, const char *s, const char *end,
                           lun_error *err) {
  size_t len = (size_t)(end - s);
  lun_dictionary_input_cut(in, 1);
  if (len == in->key.len && memcmp(s, in->key.data, len) == 0) return LUN_OK;
  return lun_dictionary_input_set_level(in, 1, s, len, err);
}

static lun_status read_code(lun_dictionary_input *in, const char *s, const char *open,
                            const char *close, lun_error *err) {
  lun_error fault = {0};
  const char *code = open + 1, *stop = close;
  lun_dictionary_input_trim(&code, &stop);
  lun_dictionary_input_trim(&s, &open);
  if (s == open) {
    lun_dictionary_input_note_text(in, "code left out: no phrase before it", s, close + 1);
    return LUN_OK;
  }
  lun_status st = set_code(in, code, stop, &fault);
  if (st == LUN_EFORMAT) {
    lun_dictionary_input_note_text(in, "left out: no code between the brackets", s, close + 1);
    return LUN_OK;
  }
  if (st != LUN_OK) return lun_fail(err, st, 0, "%s", fault.message);
  lun_entry_spec spec = {.key = lun_dictionary_input_key(in)};
  return add_forms(in, &spec, s, open, err);
}

/* phrase [CODE], several on a line too; a phrase without a code stands for the category. */
static lun_status read_phrases(lun_dictionary_input *in, const char *s, const char *end,
                               lun_error *err) {
  lun_status st = LUN_OK;
  for (int first = 1; st == LUN_OK && s < end; first = 0) {
    const char *open = memchr(s, '[', (size_t)(end - s));
    const char *close = open != NULL ? memchr(open, ']', (size_t)(end - open)) : NULL;
    lun_dictionary_input_cut(in, 1);
    if (open != NULL && close == NULL) {
      lun_dictionary_input_note_text(in, "left out: ] is missing", s, end);
      break;
    }
    if (open == NULL && first) {
      lun_entry_spec spec = {.key = lun_dictionary_input_key(in)};
      return add_forms(in, &spec, s, end, err);
    }
    if (open == NULL) {
      lun_dictionary_input_note_text(in, "left out behind a code", s, end);
      break;
    }
    st = read_code(in, s, open, close, err);
    s = close + 1;
    lun_dictionary_input_trim(&s, &end);
  }
  return st;
}

/* ~phrase: in a sentence with it the block's hits do not count; ~~phrase: in the whole story. */
static lun_status read_drop(lun_dictionary_input *in, const char *s, const char *end,
                            lun_error *err) {
  int story = end - s > 1 && s[1] == '~';
  const char *bracket = memchr(s, '[', (size_t)(end - s));
  if (bracket != NULL) {
    lun_dictionary_input_note_text(in, "a phrase that drops needs no code: left out", bracket, end);
    end = bracket;
  }
  lun_dictionary_input_cut(in, 1);
  lun_entry_spec spec = {.key = lun_dictionary_input_key(in),
                         .use = story ? LUN_USE_STORY : LUN_USE_SENTENCE};
  return add_forms(in, &spec, s + 1 + story, end, err);
}

/* <ISSUE CATEGORY="X" ...> */
static lun_status open_block(lun_dictionary_input *in, const char *s, const char *end,
                             lun_error *err) {
  static const char word[] = "CATEGORY=\"";
  size_t n = sizeof word - 1;
  lun_error fault = {0};
  while ((size_t)(end - s) >= n && strncasecmp(s, word, n) != 0) s++;
  const char *quote = (size_t)(end - s) >= n ? memchr(s + n, '"', (size_t)(end - s) - n) : NULL;
  lun_dictionary_input_cut(in, 0);
  if (quote == NULL) {
    lun_dictionary_input_note(in, LUN_EFORMAT, in->line, "block without CATEGORY=\"...\"");
    return LUN_OK;
  }
  lun_status st = lun_dictionary_input_set_level(in, 0, s + n, (size_t)(quote - s) - n, &fault);
  if (st == LUN_OK) return st;
  if (st != LUN_EFORMAT) return lun_fail(err, st, 0, "%s", fault.message);
  lun_dictionary_input_note(in, st, in->line, "%s", fault.message);
  return LUN_OK;
}

static lun_status read_line(lun_dictionary_input *in, const char *s, const char *end,
                            lun_error *err) {
  size_t len = (size_t)(end - s);
  if (len >= 6 && strncasecmp(s, "<ISSUE", 6) == 0) return open_block(in, s, end, err);
  if (len >= 8 && strncasecmp(s, "</ISSUE>", 8) == 0) {
    if (in->level_count == 0) {
      lun_dictionary_input_note_text(in, "closes a block where none is open", s, end);
    }
    lun_dictionary_input_cut(in, 0);
    return LUN_OK;
  }
  if (in->level_count == 0) {
    lun_dictionary_input_note_text(in, "left out: in no <ISSUE CATEGORY=\"...\"> block", s, end);
    return LUN_OK;
  }
  return *s == '~' ? read_drop(in, s, end, err) : read_phrases(in, s, end, err);
}

lun_status lun_dictionary_issues_read(const char *name, const char *text, size_t len,
                                      lun_dictionary *dict, lun_notice_function notice, void *user,
                                      lun_error *err) {
  lun_dictionary_input in = lun_dictionary_input_new(name, text, len, dict, notice, user);
  lun_status st = LUN_OK;
  const char *s, *end;
  while (st == LUN_OK && lun_dictionary_input_next_text(&in, &s, &end)) {
    if (lun_dictionary_input_strip(&in, &s, &end)) st = read_line(&in, s, end, err);
  }
  if (st == LUN_OK) lun_dictionary_input_end(&in);
  lun_dictionary_input_clear(&in);
  return st;
}
