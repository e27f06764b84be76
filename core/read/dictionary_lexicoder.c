/* read/dictionary_lexicoder.c -- two formats without levels: a line that names a category, then one
** pattern a line. Lexicoder's .lc3 writes +category, VBPro writes >>category<<. */
#include "read/dictionary_input.h"

#include <string.h>

/* The name of a category when the line is one: *s and *end become its bounds. */
typedef int (*find_name)(const char **s, const char **end);

static int find_plus(const char **s, const char **end) {
  if (**s != '+' || *s == *end) return 0;
  (*s)++;
  return 1;
}

static int find_angles(const char **s, const char **end) {
  if (*end - *s < 2 || memcmp(*s, ">>", 2) != 0) return 0;
  *s += 2;
  if (*end - *s >= 2 && memcmp(*end - 2, "<<", 2) == 0) *end -= 2;
  return 1;
}

static lun_status read_lines(lun_dictionary_input *in, find_name find, lun_error *err) {
  lun_status st = LUN_OK;
  const char *s, *end;
  while (st == LUN_OK && lun_dictionary_input_next_text(in, &s, &end)) {
    lun_error fault = {0};
    if (find(&s, &end)) {
      st = lun_dictionary_input_set_level(in, 0, s, (size_t)(end - s), &fault);
      if (st == LUN_EFORMAT) {
        lun_dictionary_input_cut(in, 0);
        lun_dictionary_input_note(in, st, in->line, "%s", fault.message);
        st = LUN_OK;
      } else if (st != LUN_OK) {
        lun_fail(err, st, 0, "%s", fault.message);
      }
    } else if (in->level_count == 0) {
      lun_dictionary_input_note_text(in, "left out: no category before it", s, end);
    } else {
      lun_entry_spec spec = {.key = lun_dictionary_input_key(in)};
      st = lun_dictionary_input_add(in, &spec, s, end, LUN_WILD_STAR, NULL, err);
    }
  }
  lun_dictionary_input_clear(in);
  return st;
}

lun_status lun_dictionary_lexicoder_read(const char *name, const char *text, size_t len,
                                         lun_dictionary *dict, lun_notice_function notice,
                                         void *user, lun_error *err) {
  lun_dictionary_input in = lun_dictionary_input_new(name, text, len, dict, notice, user);
  return read_lines(&in, find_plus, err);
}

lun_status lun_dictionary_vbpro_read(const char *name, const char *text, size_t len,
                                     lun_dictionary *dict, lun_notice_function notice, void *user,
                                     lun_error *err) {
  lun_dictionary_input in = lun_dictionary_input_new(name, text, len, dict, notice, user);
  return read_lines(&in, find_angles, err);
}
