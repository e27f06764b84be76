#include "analysis/names.h"

#include "analysis/neighbour.h"
#include "base/memory.h"

#include <string.h>

enum {
  BLOCK = 64 * 1024, /* bytes between two looks at the clock */
  PARTICLES_MOST = 2 /* between two words of a name */
};

typedef struct search {
  const lun_lexis *lexis;
  const char *s;
  size_t len;
  const lun_hits *hits;
  size_t hit; /* the first that ends behind the place at hand */
} search;

static int is_covered(search *w, lun_span word) {
  while (w->hit < w->hits->count && w->hits->items[w->hit].to <= word.from) w->hit++;
  return w->hit < w->hits->count && w->hits->items[w->hit].from < word.to;
}

/* Whether a sentence, a quotation or a line begins at byte `at`. */
static int is_start(const search *w, size_t at) {
  size_t i = at;
  while (i > 0 && (w->s[i - 1] == ' ' || w->s[i - 1] == '\t')) i--;
  if (i == 0) return 1;
  unsigned char c = (unsigned char)w->s[i - 1];
  if (c >= 0x80) { /* dashes, marks, ellipses: U+2010-U+2026 */
    return i >= 3 && memcmp(w->s + i - 3, "\xE2\x80", 2) == 0;
  }
  if (c == '.' && lun_neighbour_is_letter_before(w->s, i - 1)) {
    lun_neighbour before; /* "Mr. Orlov" */
    return !lun_neighbour_before(w->s, at, &before) ||
           (lun_lexis_find(w->lexis, w->s, before.word) & LUN_LEXIS_TITLE) == 0;
  }
  return c != 0 && strchr(".!?:;\"'(\n\r-*", c) != NULL;
}

/* The next word of the name behind byte `at`: over a few particles when a capital follows them. */
static int next_name_word(search *w, size_t at, lun_span *word) {
  lun_neighbour next;
  int initial = at >= 2 && at < w->len && w->s[at] == '.' &&
                !lun_neighbour_is_letter_before(w->s, at - 1); /* "J. Orlov" */
  at += (size_t)initial;
  for (int n = 0; n <= PARTICLES_MOST; n++) {
    if (!lun_neighbour_after(w->s, w->len, at, &next)) return 0;
    if (is_covered(w, next.word)) return 0;
    uint32_t class = lun_lexis_find(w->lexis, w->s, next.word);
    if (lun_neighbour_is_capital(w->s, next.word) &&
        !(class & (LUN_LEXIS_CALENDAR | LUN_LEXIS_FUNCTION))) {
      *word = next.word;
      return 1;
    }
    size_t len = next.word.to - next.word.from;
    int of = len == 2 && memcmp(w->s + next.word.from, "of", 2) == 0;
    int the = len == 3 && n > 0 && memcmp(w->s + next.word.from, "the", 3) == 0;
    if (!of && !the && (!(class & LUN_LEXIS_PARTICLE) || (class & LUN_LEXIS_FUNCTION))) return 0;
    at = next.word.to;
  }
  return 0;
}

/* "Jan. 26": a number follows. */
static int is_date(const search *w, lun_span word) {
  size_t at = word.to;
  while (at < w->len && (w->s[at] == '.' || w->s[at] == ' ')) at++;
  return at > word.to && at < w->len && w->s[at] >= '0' && w->s[at] <= '9';
}

/* Whether the word is left out at the beginning of a name. */
static int is_led_out(const search *w, lun_span word) {
  const uint32_t none = LUN_LEXIS_TITLE | LUN_LEXIS_MODIFIER | LUN_LEXIS_FUNCTION |
                        LUN_LEXIS_ARTICLE | LUN_LEXIS_CALENDAR | LUN_LEXIS_LINK;
  uint32_t class = lun_lexis_find(w->lexis, w->s, word);
  if ((class & LUN_LEXIS_CALENDAR) != 0 && is_date(w, word)) return 1;
  return (class & none) != 0 && (class & LUN_LEXIS_FIRST_NAME) == 0;
}

static lun_status add_name(lun_names *names, lun_name name, lun_error *err) {
  void *items = names->items;
  if (!lun_grow(&items, &names->cap, names->count + 1, sizeof *names->items)) {
    return lun_fail_memory(err);
  }
  names->items = items;
  names->items[names->count++] = name;
  return LUN_OK;
}

/* The name that begins with the capital `word`; *end gets where the search goes on. */
static lun_status read_name(search *w, lun_span word, lun_names *names, size_t *end,
                            lun_error *err) {
  lun_name name = {word, word.to, is_start(w, word.from)};
  *end = word.to;
  if (is_led_out(w, word)) return LUN_OK;
  while (next_name_word(w, name.span.to, &word)) name.span.to = word.to;
  *end = name.span.to;
  int single = name.span.to == name.first_end;
  /* "the Foreign Ministry": what is left of a title or beside a hit names nobody */
  if (single && (lun_lexis_find(w->lexis, w->s, name.span) & LUN_LEXIS_BODY) != 0) return LUN_OK;
  return name.span.to - name.span.from > 1 ? add_name(names, name, err) : LUN_OK;
}

lun_status lun_names_find(const lun_lexis *lexis, const char *text, size_t len,
                          const lun_hits *hits, const lun_context *ctx, lun_names *names,
                          lun_error *err) {
  search w = {lexis, text, len, hits, 0};
  lun_status st = LUN_OK;
  size_t looked = 0;
  names->count = 0;
  for (size_t at = 0, end; st == LUN_OK && at < len; at = end) {
    if (at - looked >= BLOCK) {
      looked = at;
      st = lun_context_check(ctx, err);
      if (st != LUN_OK) return st;
    }
    end = lun_neighbour_end(text, len, at);
    lun_span word = {(uint32_t)at, (uint32_t)end};
    if (end == at) {
      end = lun_neighbour_step(text, len, at);
    } else if (lun_neighbour_is_capital(text, word) && !is_covered(&w, word)) {
      st = read_name(&w, word, names, &end, err);
    }
  }
  return st;
}

void lun_names_clear(lun_names *names) {
  lun_free(names->items);
  *names = (lun_names){0};
}
