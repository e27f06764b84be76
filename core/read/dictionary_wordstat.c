/* read/dictionary_wordstat.c -- WordStat's .cat: a tree by tabs; a line that ends in a number in
** parentheses is an entry, any other a category. */
#include "read/dictionary_input.h"

#include <string.h>

/* How many tabs stand before the text; blanks among them do not count. */
static size_t count_tabs(const char *s, const char *end) {
  size_t tabs = 0;
  for (; s < end && (*s == ' ' || *s == '\t'); s++) tabs += *s == '\t';
  return tabs;
}

/* Where the weight "(N)" at the end begins, a blank before it; NULL when there is none. */
static const char *find_weight(const char *s, const char *end, double *weight) {
  if (end == s || end[-1] != ')') return NULL;
  const char *open = memrchr(s, '(', (size_t)(end - s));
  if (open == NULL || open == s || (open[-1] != ' ' && open[-1] != '\t')) return NULL;
  return lun_dictionary_input_number(open + 1, end - 1, weight) ? open : NULL;
}

static lun_status add_category(lun_dictionary_input *in, size_t level, const char *s,
                               const char *end, lun_error *err) {
  lun_error fault = {0};
  lun_status st = lun_dictionary_input_set_level(in, level, s, (size_t)(end - s), &fault);
  if (st != LUN_EFORMAT) return st == LUN_OK ? st : lun_fail(err, st, 0, "%s", fault.message);
  lun_dictionary_input_note(in, st, in->line, "%s: its entries go to the category above",
                            fault.message);
  return LUN_OK;
}

static lun_status add_entry(lun_dictionary_input *in, const char *s, const char *end, double weight,
                            lun_error *err) {
  lun_buffer value = {0};
  lun_buffer_add(&value, s, (size_t)(end - s));
  lun_status st = lun_buffer_status(&value, err);
  for (size_t i = 0; i < value.len; i++) {
    if (value.data[i] == '_') value.data[i] = ' '; /* it joins the words of a phrase */
  }
  lun_entry_spec spec = {.key = lun_dictionary_input_key(in), .weight = weight, .weighted = 1};
  if (st == LUN_OK) {
    st = lun_dictionary_input_add(in, &spec, value.data, value.data + value.len, LUN_WILD_STAR,
                                  NULL, err);
  }
  lun_buffer_clear(&value);
  return st;
}

static lun_status read_line(lun_dictionary_input *in, const char *s, const char *end,
                            lun_error *err) {
  double weight;
  size_t level = count_tabs(in->start, s);
  if (*s == '@') {
    lun_dictionary_input_note_text(in, "rule left out: only words and phrases are read", s, end);
    return LUN_OK;
  }
  if (level > in->level_count) {
    lun_dictionary_input_note(in, LUN_OK, in->line,
                              "%zu tabs below %zu categories: read as one level below the last",
                              level, in->level_count);
    level = in->level_count;
  }
  const char *open = find_weight(s, end, &weight);
  if (open == NULL) return add_category(in, level, s, end, err);
  lun_dictionary_input_cut(in, level);
  if (level > 0) return add_entry(in, s, open, weight, err);
  lun_dictionary_input_note_text(in, "left out: in no category", s, end);
  return LUN_OK;
}

lun_status lun_dictionary_wordstat_read(const char *name, const char *text, size_t len,
                                        lun_dictionary *dict, lun_notice_function notice,
                                        void *user, lun_error *err) {
  lun_dictionary_input in = lun_dictionary_input_new(name, text, len, dict, notice, user);
  lun_status st = LUN_OK;
  const char *s, *end;
  while (st == LUN_OK && lun_dictionary_input_next_text(&in, &s, &end)) {
    st = read_line(&in, s, end, err);
  }
  lun_dictionary_input_clear(&in);
  return st;
}
