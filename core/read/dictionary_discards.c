/* read/dictionary_discards.c -- PETRARCH's discard files: phrases that drop a sentence or story. */
#include "read/dictionary_input.h"

#include <string.h>

/* Without a final _ a phrase is the beginning of a longer one: BASEBALL drops BASEBALLS too. */
static lun_status read_line(lun_dictionary_input *in, lun_buffer *value, const char *s,
                            const char *end, lun_error *err) {
  lun_entry_spec spec = {.key = "", .use = *s == '+' ? LUN_USE_STORY : LUN_USE_SENTENCE};
  if (*s == '+') s++;
  const char *bracket = memchr(s, '[', (size_t)(end - s)); /* TABARI writes [###] behind it */
  if (bracket != NULL) end = bracket;
  lun_dictionary_input_trim(&s, &end);
  int whole = end > s && end[-1] == '_';
  lun_buffer_reset(value);
  lun_buffer_add(value, s, (size_t)(end - s));
  for (size_t i = 0; i < value->len; i++) {
    if (value->data[i] == '_') value->data[i] = ' ';
  }
  if (!whole && s < end) lun_buffer_add_byte(value, '*');
  lun_status st = lun_buffer_status(value, err);
  if (st != LUN_OK) return st;
  return lun_dictionary_input_add(in, &spec, value->data, value->data + value->len, LUN_WILD_STAR,
                                  NULL, err);
}

lun_status lun_dictionary_discards_read(const char *name, const char *text, size_t len,
                                        lun_dictionary *dict, lun_notice_function notice,
                                        void *user, lun_error *err) {
  lun_dictionary_input in = lun_dictionary_input_new(name, text, len, dict, notice, user);
  lun_buffer value = {0};
  lun_status st = LUN_OK;
  const char *s, *end;
  while (st == LUN_OK && lun_dictionary_input_next_text(&in, &s, &end)) {
    if (lun_dictionary_input_strip(&in, &s, &end)) st = read_line(&in, &value, s, end, err);
  }
  if (st == LUN_OK) lun_dictionary_input_end(&in);
  lun_buffer_clear(&value);
  lun_dictionary_input_clear(&in);
  return st;
}
