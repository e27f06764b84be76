#include "match/finder.h"

#include "base/memory.h"
#include "match/glob.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
  CACHE_MOST = 1 << 20, /* types remembered for globs before the cache starts afresh */
  CHECK_WORDS = 8192    /* words between two looks at the context: well under 64 KiB of text */
};

/* Which globs each type seen so far fits: decided once a type. `fits` holds runs of glob numbers,
** each ended by LUN_MAP_NONE; `starts` says where a type's run begins. */
typedef struct glob_cache {
  lun_map types;
  uint32_t *starts;
  size_t start_cap;
  uint32_t *fits;
  size_t fit_count;
  size_t fit_cap;
} glob_cache;

/* A word of the document, looked up. */
typedef struct token {
  uint32_t symbol;  /* in the dictionary's vocabulary, or LUN_MAP_NONE */
  uint32_t base;    /* the same without its possessive, or LUN_MAP_NONE */
  uint32_t base_to; /* byte where the word without its possessive ends; 0 = has none */
  uint32_t globs;   /* run in the cache, or LUN_MAP_NONE */
  uint32_t base_globs;
} token;

struct lun_finder {
  lun_dictionary *dict;
  lun_matcher *matcher;
  lun_buffer folded;
  token *tokens;
  size_t token_cap;
  glob_cache cache;
  lun_hits candidates;
  lun_hits shields; /* while the candidates are gone through: those passed and still open */
};

lun_status lun_hits_add(lun_hits *hits, lun_hit hit, lun_error *err) {
  void *items = hits->items;
  if (!lun_grow(&items, &hits->cap, hits->count + 1, sizeof *hits->items)) {
    return lun_fail_memory(err);
  }
  hits->items = items;
  hits->items[hits->count++] = hit;
  return LUN_OK;
}

void lun_hits_clear(lun_hits *hits) {
  lun_free(hits->items);
  *hits = (lun_hits){0};
}

lun_status lun_finder_new(lun_dictionary *dict, lun_finder **out, lun_error *err) {
  *out = NULL;
  lun_finder *f = lun_zalloc(sizeof *f);
  if (f == NULL) return lun_fail_memory(err);
  f->dict = lun_dictionary_share(dict);
  lun_status st = dict->pattern_count > 0 ? lun_matcher_new(&f->matcher, err) : LUN_OK;
  if (st != LUN_OK) lun_finder_free(f);
  else *out = f;
  return st;
}

static void cache_clear(glob_cache *cache) {
  lun_map_clear(&cache->types);
  lun_free(cache->starts);
  lun_free(cache->fits);
  *cache = (glob_cache){0};
}

void lun_finder_free(lun_finder *finder) {
  if (finder == NULL) return;
  lun_dictionary_free(finder->dict);
  lun_matcher_free(finder->matcher);
  lun_buffer_clear(&finder->folded);
  lun_free(finder->tokens);
  cache_clear(&finder->cache);
  lun_hits_clear(&finder->candidates);
  lun_hits_clear(&finder->shields);
  lun_free(finder);
}

static lun_status add_fit(glob_cache *cache, uint32_t glob, lun_error *err) {
  void *fits = cache->fits;
  if (!lun_grow(&fits, &cache->fit_cap, cache->fit_count + 1, sizeof *cache->fits)) {
    return lun_fail_memory(err);
  }
  cache->fits = fits;
  cache->fits[cache->fit_count++] = glob;
  return LUN_OK;
}

/* A type not seen before: try every glob. */
static lun_status decide_globs(lun_finder *f, const char *word, size_t len, lun_error *err) {
  const lun_map *globs = &f->dict->globs;
  lun_status st = LUN_OK;
  for (uint32_t g = 0; st == LUN_OK && g < globs->count; g++) {
    size_t glob_len;
    const char *glob = lun_map_get(globs, g, &glob_len);
    if (lun_glob_test(glob, glob_len, word, len)) st = add_fit(&f->cache, g, err);
  }
  return st == LUN_OK ? add_fit(&f->cache, LUN_MAP_NONE, err) : st;
}

/* The run of globs that the folded word fits. */
static lun_status find_run(lun_finder *f, const char *word, size_t len, uint32_t *run,
                           lun_error *err) {
  glob_cache *cache = &f->cache;
  uint32_t type;
  size_t known = cache->types.count;
  lun_status st = lun_map_add(&cache->types, word, len, &type, err);
  if (st != LUN_OK) return st;
  void *starts = cache->starts;
  if (!lun_grow(&starts, &cache->start_cap, cache->types.count, sizeof *cache->starts)) {
    return lun_fail_memory(err);
  }
  cache->starts = starts;
  if (type == known) {
    cache->starts[type] = (uint32_t)cache->fit_count;
    st = decide_globs(f, word, len, err);
  }
  *run = cache->starts[type];
  return st;
}

static lun_status find_globs(lun_finder *f, const char *word, size_t len, uint32_t *run,
                             lun_error *err) {
  lun_status st = find_run(f, word, len, run, err);
  if (st != LUN_OK) cache_clear(&f->cache); /* a type may be noted whose run is not */
  return st;
}

/* Bytes of a possessive ending of a folded word ('s, apostrophes being plain), or 0. */
static size_t possessive(const char *word, size_t len) {
  return len > 2 && memcmp(word + len - 2, "'s", 2) == 0 ? 2 : 0;
}

/* Where the possessive starts in the source: at the last apostrophe, behind which only the s and
** code points that folding leaves out may stand. */
static uint32_t possessive_start(const char *text, lun_span word) {
  size_t at = word.to;
  while (at > word.from) {
    size_t next;
    do at--;
    while (at > word.from && ((unsigned char)text[at] & 0xC0) == 0x80);
    uint32_t c = lun_utf8_get(text, word.to, at, &next);
    if (c == '\'' || (c >= 0x2018 && c <= 0x201B) || c == 0x02BC || c == 0xFF07) break;
  }
  return (uint32_t)at;
}

static lun_status look_up(lun_finder *f, const char *text, lun_span word, token *t,
                          lun_error *err) {
  lun_buffer_reset(&f->folded);
  lun_status st = lun_phrase_fold(text + word.from, word.to - word.from, &f->folded, err);
  if (st != LUN_OK) return st;
  const char *folded = f->folded.data;
  size_t len = f->folded.len, tail = possessive(folded, len);
  *t = (token){LUN_MAP_NONE, LUN_MAP_NONE, 0, LUN_MAP_NONE, LUN_MAP_NONE};
  t->symbol = lun_map_find(&f->dict->vocabulary, folded, len);
  if (tail > 0) {
    t->base = lun_map_find(&f->dict->vocabulary, folded, len - tail);
    t->base_to = possessive_start(text, word);
  }
  if (f->dict->globs.count == 0) return LUN_OK;
  st = find_globs(f, folded, len, &t->globs, err);
  if (st == LUN_OK && tail > 0) st = find_globs(f, folded, len - tail, &t->base_globs, err);
  return st;
}

static lun_status look_up_all(lun_finder *f, const char *text, const lun_spans *words,
                              const lun_context *ctx, lun_error *err) {
  void *tokens = f->tokens;
  if (!lun_grow(&tokens, &f->token_cap, words->count, sizeof *f->tokens)) {
    return lun_fail_memory(err);
  }
  f->tokens = tokens;
  if (f->cache.types.count > CACHE_MOST) cache_clear(&f->cache);
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < words->count; i++) {
    st = look_up(f, text, words->items[i], &f->tokens[i], err);
    if (st == LUN_OK && i % CHECK_WORDS == 0) st = lun_context_check(ctx, err);
  }
  return st;
}

/* What a walk through the trie needs to know. */
typedef struct walk {
  lun_finder *f;
  const char *text;
  size_t len;
  const lun_spans *words;
  size_t first; /* word where the walk began */
  lun_error *err;
  uint32_t ends[LUN_PATH_WORDS]; /* where each word on the way was taken to end: before its
                                    possessive, when the entry lacks it */
} walk;

/* Whether the case of a word is what the path asks for. */
static lun_status has_form(const walk *w, const lun_path_word *want, uint32_t from, uint32_t to,
                           int *yes) {
  *yes = want->exact == NULL;
  if (*yes) return LUN_OK;
  lun_buffer *form = &w->f->folded;
  lun_buffer_reset(form);
  lun_status st = lun_phrase_fold_exact(w->text + from, to - from, form, w->err);
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

/* Whether the gap before the path's word `k` is one that this entry allows. */
static int allows_gap(const walk *w, const lun_path_word *want, const lun_gap *gap) {
  if (gap->barrier) return 0;
  return gap->marks == 0 || (gap->marks == strlen(want->marks) &&
                             memcmp(w->text + gap->marks_at, want->marks, gap->marks) == 0);
}

/* The walk has come to the end of `path`: is it a match? */
static lun_status check_path(const walk *w, const lun_path *path) {
  lun_form form = LUN_FORM_NONE;
  const lun_span *word = &w->words->items[w->first];
  for (uint32_t k = 0; k < path->count; k++) {
    int same;
    if (k > 0) {
      lun_gap gap = lun_gap_find(w->text, word[k - 1].to, word[k].from);
      if (!allows_gap(w, &path->words[k], &gap)) return LUN_OK;
      if (path->words[k].joint) form = join_forms(form, gap.form);
    }
    lun_status st = has_form(w, &path->words[k], word[k].from, w->ends[k], &same);
    if (st != LUN_OK || !same) return st;
  }
  uint32_t to = w->ends[path->count - 1];
  lun_span span = {word[0].from, to};
  if (path->closed) form = join_forms(form, closed_form(w->text, span));
  if (path->final_dot && to < w->len && w->text[to] == '.') span.to++;
  lun_hit hit = {span.from, span.to, path->entry, path->family ? form : LUN_FORM_NONE};
  return lun_hits_add(&w->f->candidates, hit, w->err);
}

static lun_status check_node(const walk *w, uint32_t node) {
  const lun_dictionary *dict = w->f->dict;
  lun_status st = LUN_OK;
  for (uint32_t p = dict->trie.values[node]; st == LUN_OK && p != LUN_TRIE_NONE;
       p = dict->paths[p].next) {
    st = check_path(w, &dict->paths[p]);
  }
  return st;
}

static lun_status walk_from(walk *w, size_t i, uint32_t node);

/* Follow one symbol that word `i` is read as, up to byte `to`: something may end here, or go on. */
static lun_status follow(walk *w, size_t i, uint32_t node, uint32_t symbol, uint32_t to) {
  uint32_t next = lun_trie_find(&w->f->dict->trie, node, symbol);
  if (next == LUN_TRIE_NONE) return LUN_OK;
  w->ends[i - w->first] = to;
  lun_status st = check_node(w, next);
  return st == LUN_OK && i + 1 < w->words->count ? walk_from(w, i + 1, next) : st;
}

static int has_glob(const walk *w, uint32_t run, uint32_t glob) {
  const uint32_t *g = w->f->cache.fits + run;
  while (*g != LUN_MAP_NONE && *g != glob) g++;
  return *g == glob;
}

/* A glob that fits the word without its possessive does not take the possessive along. */
static lun_status follow_globs(walk *w, size_t i, uint32_t node, uint32_t run, uint32_t to) {
  const token *t = &w->f->tokens[i];
  lun_status st = LUN_OK;
  for (size_t k = run; st == LUN_OK && w->f->cache.fits[k] != LUN_MAP_NONE; k++) {
    uint32_t glob = w->f->cache.fits[k];
    int whole = to != t->base_to && t->base_to > 0;
    if (whole && has_glob(w, t->base_globs, glob)) continue;
    st = follow(w, i, node, glob | LUN_SYMBOL_GLOB, to);
  }
  return st;
}

/* Recursion is as deep as the longest phrase: LUN_PATH_WORDS at most. */
static lun_status walk_from(walk *w, size_t i, uint32_t node) {
  const token *t = &w->f->tokens[i];
  uint32_t to = w->words->items[i].to;
  lun_status st = LUN_OK;
  if (t->symbol != LUN_MAP_NONE) st = follow(w, i, node, t->symbol, to);
  if (st == LUN_OK && t->globs != LUN_MAP_NONE) st = follow_globs(w, i, node, t->globs, to);
  if (st != LUN_OK || t->base_to == 0) return st;
  if (t->base != LUN_MAP_NONE) st = follow(w, i, node, t->base, t->base_to);
  if (st == LUN_OK && t->globs != LUN_MAP_NONE) {
    st = follow_globs(w, i, node, t->base_globs, t->base_to);
  }
  return st;
}

static lun_status find_phrases(lun_finder *f, const char *text, size_t len, const lun_spans *words,
                               const lun_context *ctx, lun_error *err) {
  walk w = {.f = f, .text = text, .len = len, .words = words, .err = err};
  lun_status st = LUN_OK;
  if (f->dict->path_count == 0) return st;
  st = look_up_all(f, text, words, ctx, err);
  for (size_t i = 0; st == LUN_OK && i < words->count; i++) {
    w.first = i;
    st = walk_from(&w, i, 0);
    if (st == LUN_OK && i % CHECK_WORDS == 0) st = lun_context_check(ctx, err);
  }
  return st;
}

static lun_status find_patterns(lun_finder *f, const char *text, size_t len, const lun_context *ctx,
                                lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < f->dict->pattern_count; i++) {
    const lun_dictionary_pattern *p = &f->dict->patterns[i];
    lun_pattern_place place = {0, 0};
    const lun_span *groups;
    while ((st = lun_pattern_next(p->pattern, f->matcher, text, len, &place, ctx, &groups, err)) ==
           LUN_OK) {
      lun_hit hit = {groups[0].from, groups[0].to, p->entry, LUN_FORM_NONE};
      if (hit.from < hit.to) st = lun_hits_add(&f->candidates, hit, err);
      if (st != LUN_OK) return st;
    }
    if (st == LUN_DONE) st = LUN_OK;
  }
  return st;
}

/* By first byte; from one place the longest first; then in the dictionary's order. */
static int compare_hits(const void *a, const void *b) {
  const lun_hit *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  if (x->to != y->to) return x->to > y->to ? -1 : 1;
  if (x->entry != y->entry) return x->entry < y->entry ? -1 : 1;
  return x->form < y->form ? -1 : x->form > y->form;
}

/* Whether the entry may be found in this document at all: its language, its days. */
static int holds(const lun_entry *entry, const char *lang, const lun_date *date) {
  if (entry->lang[0] != '\0' && lang != NULL && strcmp(entry->lang, lang) != 0) return 0;
  if (entry->first.year == 0 && entry->last.year == 0) return 1;
  return date->year != 0 && lun_date_within(date, &entry->first, &entry->last);
}

/* Drop candidates that do not hold here. */
static void drop_candidates(lun_finder *f, const lun_document *doc) {
  const lun_variable *lang = lun_document_get(doc, "lang"),
                     *written = lun_document_get(doc, "date");
  lun_date date = {0};
  if (written != NULL && lun_date_find(written->value, written->len, NULL, &date, NULL) != LUN_OK) {
    date = (lun_date){0};
  }
  lun_hits *all = &f->candidates;
  size_t kept = 0;
  for (size_t i = 0; i < all->count; i++) {
    const lun_entry *entry = &f->dict->entries[all->items[i].entry];
    if (holds(entry, lang ? lang->value : NULL, &date)) all->items[kept++] = all->items[i];
  }
  all->count = kept;
}

/* Remember the shields that the sweep has passed, and forget those that end before byte `from`. */
static lun_status pass_shield(lun_finder *f, const lun_hit *shield, lun_error *err) {
  size_t kept = 0;
  for (size_t i = 0; i < f->shields.count; i++) {
    if (f->shields.items[i].to > shield->from) f->shields.items[kept++] = f->shields.items[i];
  }
  f->shields.count = kept;
  return lun_hits_add(&f->shields, *shield, err);
}

/* A shield that covers the hit starts before it, or has its bytes or more: it is passed already. */
static int is_shielded(const lun_finder *f, const lun_hit *hit) {
  for (size_t i = 0; i < f->shields.count; i++) {
    const lun_hit *shield = &f->shields.items[i];
    if (f->dict->entries[shield->entry].shield == hit->entry && shield->to >= hit->to) return 1;
  }
  return 0;
}

/* Whether one of `hits` from number `first` on has the key of `entry`. */
static int has_key(const lun_hits *hits, size_t first, const lun_entry *entries, uint32_t entry) {
  for (size_t k = first; k < hits->count; k++) {
    if (strcmp(entries[hits->items[k].entry].key, entries[entry].key) == 0) return 1;
  }
  return 0;
}

/* Pass the shields among the candidates with the bytes of number `i`; *behind = the number behind
** them. They come before the others: an entry may be shielded in its own bytes (cease* but not
** ceaseless). */
static lun_status pass_shields(lun_finder *f, size_t i, size_t *behind, lun_error *err) {
  const lun_hit *hits = f->candidates.items, first = hits[i];
  lun_status st = LUN_OK;
  for (; st == LUN_OK && i < f->candidates.count; i++) {
    if (hits[i].from != first.from || hits[i].to != first.to) break;
    if (f->dict->entries[hits[i].entry].shield != LUN_MAP_NONE) st = pass_shield(f, &hits[i], err);
  }
  *behind = i;
  return st;
}

/* Longest match from each place, others of the same bytes when their key differs. */
static lun_status resolve(lun_finder *f, lun_hits *out, lun_error *err) {
  const lun_entry *entries = f->dict->entries;
  size_t first = out->count; /* of the hits with the bytes of the one accepted last */
  uint32_t from = 0, to = 0;
  size_t behind = 0; /* the candidates whose shields have been passed */
  lun_status st = LUN_OK;
  f->shields.count = 0;
  for (size_t i = 0; st == LUN_OK && i < f->candidates.count; i++) {
    const lun_hit *hit = &f->candidates.items[i];
    int same = out->count > first && hit->from == from && hit->to == to;
    if (i == behind) st = pass_shields(f, i, &behind, err);
    if (st != LUN_OK || entries[hit->entry].shield != LUN_MAP_NONE) continue;
    if ((!same && hit->from < to) || is_shielded(f, hit)) continue;
    if (!same) first = out->count;
    if (!has_key(out, first, entries, hit->entry)) st = lun_hits_add(out, *hit, err);
    from = hit->from;
    to = hit->to;
  }
  return st;
}

lun_status lun_finder_find(lun_finder *finder, lun_document *doc, const lun_context *ctx,
                           lun_hits *out, lun_error *err) {
  size_t len;
  const char *text = lun_document_text(doc, &len);
  const lun_spans *words;
  finder->candidates.count = 0;
  lun_status st = lun_document_words(doc, ctx, &words, err);
  if (st == LUN_OK) st = find_phrases(finder, text, len, words, ctx, err);
  if (st == LUN_OK) st = find_patterns(finder, text, len, ctx, err);
  if (st != LUN_OK) return st;
  drop_candidates(finder, doc);
  if (finder->candidates.count > 1) {
    qsort(finder->candidates.items, finder->candidates.count, sizeof(lun_hit), compare_hits);
  }
  return resolve(finder, out, err);
}
