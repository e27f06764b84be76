/* read/dictionary_terms.c -- word lists with a number behind each term, as AFINN is one. */
#include "read/dictionary_input.h"

#include <string.h>

static lun_status read_line(lun_dictionary_input *in, const char *key, const char *s,
                            const char *end, lun_error *err) {
  lun_entry_spec spec = {.key = key, .weighted = 1};
  const char *tab = memrchr(s, '\t', (size_t)(end - s));
  if (tab == NULL || !lun_dictionary_input_number(tab, end, &spec.weight)) {
    lun_dictionary_input_note_text(in, "left out: not a term, a tab and a number", s, end);
    return LUN_OK;
  }
  return lun_dictionary_input_add(in, &spec, s, tab, LUN_WILD_STAR, NULL, err);
}

lun_status lun_dictionary_terms_read(const char *name, const char *text, size_t len,
                                     lun_dictionary *dict, lun_notice_function notice, void *user,
                                     lun_error *err) {
  lun_dictionary_input in = lun_dictionary_input_new(name, text, len, dict, notice, user);
  lun_buffer key = {0};
  const char *dot = strrchr(name, '.'), *s, *end;
  lun_buffer_add(&key, name, dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name));
  lun_status st = lun_buffer_status(&key, err);
  while (st == LUN_OK && lun_dictionary_input_next_text(&in, &s, &end)) {
    if (*s != '#') st = read_line(&in, key.data, s, end, err);
  }
  lun_buffer_clear(&key);
  lun_dictionary_input_clear(&in);
  return st;
}
