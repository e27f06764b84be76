#include "analysis/actor.h"

#include <string.h>

static int is_dated(const lun_code *code) {
  return code->first.year != 0 || code->last.year != 0;
}

/* Whether a code counts: a dated one that holds on the day, or, without `dated`, an undated one. */
static int counts(const lun_code *code, const lun_date *date, int dated) {
  if (is_dated(code) != dated) return 0;
  return !dated || (date->year != 0 && lun_date_within(date, &code->first, &code->last));
}

/* Whether an equal code that counts came before. */
static int is_repeated(const lun_entry *entry, const lun_code *code, const lun_date *date,
                       int dated) {
  for (const lun_code *c = entry->codes; c != code; c = c->next) {
    if (counts(c, date, dated) && strcmp(c->code, code->code) == 0) return 1;
  }
  return 0;
}

static void add_every(const lun_entry *entry, const lun_date *date, int dated, lun_buffer *out) {
  size_t before = out->len;
  for (const lun_code *c = entry->codes; c != NULL; c = c->next) {
    if (!counts(c, date, dated) || is_repeated(entry, c, date, dated)) continue;
    if (out->len > before) lun_buffer_add_byte(out, '/');
    lun_buffer_add_text(out, c->code);
  }
}

static void add_one(const lun_entry *entry, const lun_date *date, lun_buffer *out) {
  const char *found = "";
  for (const lun_code *c = entry->codes; c != NULL; c = c->next) {
    if (counts(c, date, 0)) found = c->code;
    if (!counts(c, date, 1)) continue;
    found = c->code;
    break;
  }
  lun_buffer_add_text(out, found);
}

void lun_actor_code(const lun_entry *entry, const lun_date *date, lun_buffer *out) {
  size_t before = out->len;
  lun_buffer_add_text(out, ""); /* so that there is a string, empty or not */
  if (!entry->every_code) {
    add_one(entry, date, out);
    return;
  }
  add_every(entry, date, 1, out);
  if (out->len == before) add_every(entry, date, 0, out);
}
