#include "match/walk.h"

#include "match/glob.h"

#include <string.h>

enum {
  BLOCK_WORDS = 1024
}; /* looked at together; the context is asked between: well under 64 KiB */

typedef struct walk {
  const lun_dictionary *dict;
  const lun_readings *readings;
  const lun_walk_text *text;
  lun_buffer *scratch;
  lun_hits *out;
  lun_error *err;
  size_t first;                  /* word where the walk began */
  uint32_t ends[LUN_PATH_WORDS]; /* where each word on the way was taken to end: before its
                                    possessive, when the entry lacks it */
} walk;

/* Whether the case of a word is what the path asks for. */
static lun_status has_form(const walk *w, const lun_path_word *want, uint32_t from, uint32_t to,
                           int *yes) {
  *yes = want->exact == NULL;
  if (*yes) return LUN_OK;
  lun_buffer *form = w->scratch;
  lun_buffer_reset(form);
  lun_status st = lun_phrase_fold_exact(w->text->text + from, to - from, form, w->err);
  if (st != LUN_OK) return st;
  size_t len = strlen(want->exact);
  if (want->symbol & LUN_SYMBOL_GLOB) *yes = lun_glob_test(want->exact, len, form->data, form->len);
  else *yes = form->len == len && memcmp(form->data, want->exact, len) == 0;
  return LUN_OK;
}

static lun_form join_forms(lun_form a, lun_form b) {
  if (a == LUN_FORM_NONE || a == b) return b;
  return LUN_FORM_MIXED;
}

/* How a part that is written solid hides its joint: by a soft hyphen or not at all. */
static lun_form closed_form(const char *text, lun_span span) {
  const char soft[] = "\xC2\xAD";
  return memmem(text + span.from, span.to - span.from, soft, 2) ? LUN_FORM_SOFT : LUN_FORM_SOLID;
}

/* Whether the gap before the path's word is one that this entry allows. */
static int allows_gap(const walk *w, const lun_path_word *want, const lun_gap *gap) {
  if (gap->barrier) return 0;
  return gap->marks == 0 || (gap->marks == strlen(want->marks) &&
                             memcmp(w->text->text + gap->marks_at, want->marks, gap->marks) == 0);
}

/* The walk has come to the end of `path`: is it a match? */
static lun_status check_path(const walk *w, const lun_path *path) {
  const char *text = w->text->text;
  const lun_span *word = &w->text->words[w->first];
  lun_form form = LUN_FORM_NONE;
  for (uint32_t k = 0; k < path->count; k++) {
    int same;
    if (k > 0) {
      lun_gap gap = lun_gap_find(text, word[k - 1].to, word[k].from);
      if (!allows_gap(w, &path->words[k], &gap)) return LUN_OK;
      if (path->words[k].joint) form = join_forms(form, gap.form);
    }
    lun_status st = has_form(w, &path->words[k], word[k].from, w->ends[k], &same);
    if (st != LUN_OK || !same) return st;
  }
  lun_span span = {word[0].from, w->ends[path->count - 1]};
  if (path->closed) form = join_forms(form, closed_form(text, span));
  if (path->final_dot && span.to < w->text->len && text[span.to] == '.') span.to++;
  lun_hit hit = {span.from + w->text->at, span.to + w->text->at, path->entry,
                 path->family ? form : LUN_FORM_NONE};
  return lun_hits_add(w->out, hit, w->err);
}

static lun_status check_node(const walk *w, const lun_trie_node *node) {
  const lun_path *paths = w->dict->paths;
  lun_status st = LUN_OK;
  for (uint32_t p = node->value; st == LUN_OK && p != LUN_TRIE_NONE; p = paths[p].next) {
    st = check_path(w, &paths[p]);
  }
  return st;
}

static lun_status walk_on(walk *w, size_t i, uint32_t node);

/* At `node`, behind word `i`, which was taken up to byte `to`: something may end here, or go on. */
static lun_status reach(walk *w, size_t i, uint32_t node, uint32_t to) {
  const lun_trie_node *reached = &w->dict->trie.nodes[node];
  w->ends[i - w->first] = to;
  lun_status st = reached->value != LUN_TRIE_NONE ? check_node(w, reached) : LUN_OK;
  if (st != LUN_OK || reached->edges == 0 || i + 1 == w->text->count) return st;
  return walk_on(w, i + 1, node);
}

/* Follow one symbol that word `i` is read as. */
static lun_status follow(walk *w, size_t i, uint32_t node, uint32_t symbol, uint32_t to) {
  uint32_t next = lun_trie_find(&w->dict->trie, node, symbol);
  return next == LUN_TRIE_NONE ? LUN_OK : reach(w, i, next, to);
}

/* Globs of run `taken` fit the word without its possessive too: they do not take it along. */
static lun_status follow_globs(walk *w, size_t i, uint32_t node, uint32_t globs, uint32_t taken,
                               uint32_t to) {
  const uint32_t *fits = w->readings->fits;
  lun_status st = LUN_OK;
  for (size_t k = globs; st == LUN_OK && fits[k] != LUN_MAP_NONE; k++) {
    if (taken != 0 && lun_readings_has_glob(w->readings, taken, fits[k])) continue;
    st = follow(w, i, node, fits[k] | LUN_SYMBOL_GLOB, to);
  }
  return st;
}

/* One way to read word `i`. Globs of run `taken` do not count. */
static lun_status follow_way(walk *w, size_t i, uint32_t node, const lun_reading_way *way,
                             uint32_t taken, uint32_t to) {
  lun_status st = LUN_OK;
  if (node == 0 && way->node != LUN_TRIE_NONE) st = reach(w, i, way->node, to);
  else if (way->symbol != LUN_MAP_NONE && node != 0) st = follow(w, i, node, way->symbol, to);
  return st == LUN_OK && way->globs != 0 ? follow_globs(w, i, node, way->globs, taken, to) : st;
}

/* Every way to read word `i`. */
static lun_status follow_ways(walk *w, size_t i, uint32_t node) {
  const lun_reading *word = &w->readings->items[w->text->types[i]];
  uint32_t to = w->text->words[i].to;
  lun_status st = follow_way(w, i, node, &word->whole, word->base.globs, to);
  if (st != LUN_OK || word->tail == 0) return st;
  return follow_way(w, i, node, &word->base, 0, to - word->tail);
}

/* Recursion is as deep as the longest phrase: LUN_PATH_WORDS at most. */
static lun_status walk_on(walk *w, size_t i, uint32_t node) {
  uint32_t symbol = w->readings->symbols[w->text->types[i]];
  if (symbol == LUN_MAP_NONE) return LUN_OK;
  if (symbol == LUN_READING_MORE) return follow_ways(w, i, node);
  return follow(w, i, node, symbol, w->text->words[i].to);
}

/* Note the words of [from, to) that an entry may begin with; returns how many. Most words are settled
** here, without a branch that nobody could foresee. */
static size_t find_beginnings(const lun_readings *readings, const lun_walk_text *text, size_t from,
                              size_t to, uint32_t *places) {
  const lun_reading_mark *marks = readings->marks;
  lun_reading_mark now = marks[text->types[from]];
  size_t count = 0;
  for (size_t i = from; i < to; i++) {
    lun_reading_mark next = {0, 0};
    if (i + 1 < text->count) next = marks[text->types[i + 1]];
    places[count] = (uint32_t)i;
    count += ((now.first & next.next) | (uint32_t)(now.first == LUN_READING_LOOK)) != 0;
    now = next;
  }
  return count;
}

/* Keep the places whose two words some entry may begin with. */
static size_t check_pairs(const lun_readings *readings, const lun_walk_text *text, uint32_t *places,
                          size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t at = places[i], type = text->types[at], first = readings->symbols[type];
    int keep = readings->marks[type].first == LUN_READING_LOOK;
    if (!keep) { /* there is a next word: otherwise the place would not be here */
      uint32_t next = readings->symbols[text->types[at + 1]];
      keep = next == LUN_READING_MORE || lun_pairs_test(&readings->pairs, first, next);
    }
    places[kept] = at;
    kept += (size_t)keep;
  }
  return kept;
}

lun_status lun_walk_find(const lun_readings *readings, const lun_walk_text *text,
                         const lun_context *ctx, lun_buffer *scratch, lun_hits *out,
                         lun_error *err) {
  walk w = {.dict = readings->dict,
            .readings = readings,
            .text = text,
            .scratch = scratch,
            .out = out,
            .err = err};
  uint32_t places[BLOCK_WORDS];
  lun_status st = LUN_OK;
  for (size_t at = 0; st == LUN_OK && at < text->count; at += BLOCK_WORDS) {
    size_t end = text->count - at < BLOCK_WORDS ? text->count : at + BLOCK_WORDS;
    size_t count = find_beginnings(readings, text, at, end, places);
    count = check_pairs(readings, text, places, count);
    st = lun_context_check(ctx, err);
    for (size_t i = 0; st == LUN_OK && i < count; i++) {
      w.first = places[i];
      st = follow_ways(&w, w.first, 0);
    }
  }
  return st;
}
