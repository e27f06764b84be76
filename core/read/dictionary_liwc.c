/* read/dictionary_liwc.c -- LIWC's .dic of 2001, 2007 and 2015: a legend of numbered categories
** between two lines %, then patterns with the numbers of theirs. */
#include "base/memory.h"
#include "read/dictionary_input.h"

#include <string.h>

typedef struct liwc {
  lun_dictionary_input in;
  lun_map ids;       /* as digits without leading zeros */
  const char **keys; /* by number in `ids` */
  size_t key_cap;
  lun_arena arena;
} liwc;

static int is_blank(char c) {
  return c == ' ' || c == '\t';
}

/* The digits at *s without leading zeros: [*from, *s). 0 when there are none. */
static int read_id(const char **s, const char *end, const char **from) {
  const char *start = *s;
  while (*s < end && **s >= '0' && **s <= '9') (*s)++;
  if (*s == start) return 0;
  while (*s - start > 1 && *start == '0') start++;
  *from = start;
  return 1;
}

static lun_status add_id(liwc *l, const char *id, size_t len, lun_error *err) {
  uint32_t number;
  const char *key = lun_dictionary_input_key(&l->in);
  if (lun_map_find(&l->ids, id, len) != LUN_MAP_NONE) {
    lun_dictionary_input_note(&l->in, LUN_EFORMAT, l->in.line,
                              "category left out: %.*s stands for another already", (int)len, id);
    return LUN_OK;
  }
  void *keys = l->keys;
  if (!lun_grow(&keys, &l->key_cap, l->ids.count + 1, sizeof *l->keys)) return lun_fail_memory(err);
  l->keys = keys;
  char *copy = lun_arena_add_text(&l->arena, key, strlen(key));
  if (copy == NULL) return lun_fail_memory(err);
  lun_status st = lun_map_add(&l->ids, id, len, &number, err);
  if (st == LUN_OK) l->keys[number] = copy;
  return st;
}

/* A line of the legend: tabs say how deep, then the number and the name. */
static lun_status read_category(liwc *l, const char *s, const char *end, lun_error *err) {
  size_t level = 0;
  const char *id, *at = s;
  lun_error fault = {0};
  for (const char *p = l->in.start; p < s; p++) level += *p == '\t';
  if (!read_id(&at, end, &id) || at == end || !is_blank(*at)) {
    lun_dictionary_input_note_text(&l->in, "not a number and the name of a category", s, end);
    return LUN_OK;
  }
  if (level > l->in.level_count) level = l->in.level_count;
  lun_status st = lun_dictionary_input_set_level(&l->in, level, at, (size_t)(end - at), &fault);
  if (st == LUN_OK) return add_id(l, id, (size_t)(at - id), err);
  if (st != LUN_EFORMAT) return lun_fail(err, st, 0, "%s", fault.message);
  lun_dictionary_input_note(&l->in, st, l->in.line, "%s", fault.message);
  return LUN_OK;
}

/* Where the numbers begin: behind the first tab, else behind the last blank with only numbers and
** conditions after it. */
static const char *find_ids(const char *s, const char *end) {
  const char *tab = memchr(s, '\t', (size_t)(end - s));
  if (tab != NULL) return tab;
  const char *at = s;
  while (at < end && !is_blank(*at)) at++;
  for (const char *p = at; p < end; p++) {
    if (strchr("0123456789 ()/", *p) == NULL) at = p + 1;
  }
  while (at < end && !is_blank(*at)) at++;
  return at;
}

static lun_status add_entry(liwc *l, const char *s, const char *stop, const char *id, size_t len,
                            lun_error *err) {
  uint32_t number = lun_map_find(&l->ids, id, len);
  if (number == LUN_MAP_NONE) {
    lun_dictionary_input_note(&l->in, LUN_EFORMAT, l->in.line,
                              "category %.*s of \"%.*s\" is not in the legend", (int)len, id,
                              (int)(stop - s), s);
    return LUN_OK;
  }
  lun_entry_spec spec = {.key = l->keys[number]};
  return lun_dictionary_input_add(&l->in, &spec, s, stop, LUN_WILD_STAR, NULL, err);
}

/* A condition of LIWC2007, "<of>A/B" or "(02 134)A/B": A counts beside certain words, else B. What
** stands beside is not looked at here, so B is what remains. *at moves to it, or behind A. */
static void pass_condition(liwc *l, const char **at, const char *end) {
  const char *s = *at, *id;
  const char *close = memchr(s, *s == '<' ? '>' : ')', (size_t)(end - s));
  const char *stop = close != NULL ? close + 1 : end;
  if (read_id(&stop, end, &id) && stop < end && *stop == '/') stop++;
  *at = stop;
  while (stop < end && *stop >= '0' && *stop <= '9') stop++;
  lun_dictionary_input_note_text(&l->in, "read as if the condition never holds", s, stop);
}

static lun_status read_pattern(liwc *l, const char *s, const char *end, lun_error *err) {
  lun_status st = LUN_OK;
  const char *stop = find_ids(s, end), *id;
  size_t used = 0;
  if (memchr(s, '<', (size_t)(stop - s)) != NULL) {
    lun_dictionary_input_note_text(&l->in, "left out: a condition in the pattern", s, end);
    return LUN_OK;
  }
  for (const char *at = stop; st == LUN_OK && at < end;) {
    const char *word = at;
    if (is_blank(*at)) {
      at++;
    } else if (*at == '<' || *at == '(') {
      pass_condition(l, &at, end);
      used++;
    } else if (read_id(&at, end, &id) && (at == end || is_blank(*at))) {
      st = add_entry(l, s, stop, id, (size_t)(at - id), err);
      used++;
    } else {
      while (at < end && !is_blank(*at)) at++;
      lun_dictionary_input_note_text(&l->in, "not the number of a category", word, at);
      used++;
    }
  }
  if (used == 0) lun_dictionary_input_note_text(&l->in, "left out: in no category", s, end);
  return st;
}

static lun_status read_lines(liwc *l, lun_error *err) {
  const char *s, *end;
  int marks = 0;
  lun_status st = LUN_OK;
  while (st == LUN_OK && lun_dictionary_input_next_text(&l->in, &s, &end)) {
    if (marks == 0 && *s != '%') {
      return lun_fail(err, LUN_EFORMAT, 0,
                      "line %zu: a LIWC dictionary begins with a line %%, its legend and another "
                      "line %%",
                      l->in.line);
    }
    if (*s == '%' && end - s == 1 && marks < 2) marks++;
    else if (marks < 2) st = read_category(l, s, end, err);
    else st = read_pattern(l, s, end, err);
  }
  if (st == LUN_OK && marks < 2) {
    return lun_fail(err, LUN_EFORMAT, 0, "the legend of categories has no second line %%");
  }
  return st;
}

lun_status lun_dictionary_liwc_read(const char *name, const char *text, size_t len,
                                    lun_dictionary *dict, lun_notice_function notice, void *user,
                                    lun_error *err) {
  liwc l = {.in = lun_dictionary_input_new(name, text, len, dict, notice, user)};
  lun_status st = read_lines(&l, err);
  lun_dictionary_input_clear(&l.in);
  lun_map_clear(&l.ids);
  lun_arena_clear(&l.arena);
  lun_free(l.keys);
  return st;
}
