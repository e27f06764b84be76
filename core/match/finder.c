#include "match/finder.h"

#include "base/memory.h"
#include "match/discard.h"
#include "match/token_finder.h"
#include "match/walk.h"
#include "text/segment.h"
#include "text/stretch.h"

#include <string.h>

enum { TYPES_MOST = 1 << 20 }; /* types remembered before the vocabulary starts afresh */

struct lun_finder {
  lun_dictionary *dict;
  lun_matcher *matcher;
  lun_readings readings;
  lun_spans words; /* of the stretch that is searched */
  uint32_t *types;
  size_t type_cap;
  lun_buffer scratch;
  lun_hits candidates;
  lun_hits agents;
  lun_hits discards;
  size_t discarded;
  lun_token_finder tokens;
  lun_captures captures;
  lun_finder *parts; /* for the terms of near(...); NULL when there are none */
  lun_hits part_hits;
  lun_near_part *near_parts;
  size_t near_part_cap;
};

lun_status lun_finder_new(lun_dictionary *dict, lun_finder **out, lun_error *err) {
  *out = NULL;
  lun_finder *f = lun_zalloc(sizeof *f);
  if (f == NULL) return lun_fail_memory(err);
  f->dict = lun_dictionary_share(dict);
  f->readings.dict = dict;
  f->tokens.stretch.types.store = &dict->tokens;
  lun_status st = dict->pattern_count > 0 ? lun_matcher_new(&f->matcher, err) : LUN_OK;
  if (st == LUN_OK && dict->near_count > 0) st = lun_finder_new(dict->parts, &f->parts, err);
  if (st != LUN_OK) lun_finder_free(f);
  else *out = f;
  return st;
}

void lun_finder_free(lun_finder *finder) {
  if (finder == NULL) return;
  lun_readings_clear(&finder->readings);
  lun_token_finder_clear(&finder->tokens);
  lun_captures_clear(&finder->captures);
  lun_finder_free(finder->parts);
  lun_hits_clear(&finder->part_hits);
  lun_free(finder->near_parts);
  lun_dictionary_free(finder->dict);
  lun_matcher_free(finder->matcher);
  lun_spans_clear(&finder->words);
  lun_free(finder->types);
  lun_buffer_clear(&finder->scratch);
  lun_hits_clear(&finder->candidates);
  lun_hits_clear(&finder->agents);
  lun_hits_clear(&finder->discards);
  lun_free(finder);
}

/* --- candidates: what matches, whatever comes of it --------------------------------------------- */

/* The token queries over the words that were found in [at, at + len) of the text. */
static lun_status find_tokens(lun_finder *f, size_t at, size_t len, const lun_context *ctx,
                              lun_error *err) {
  lun_token_words words = {(uint32_t)at, (uint32_t)(at + len), f->words.items, f->types,
                           f->words.count};
  lun_status st = lun_token_stretch_set(&f->tokens.stretch, &f->readings.types, &words, ctx, err);
  for (size_t i = 0; st == LUN_OK && i < f->dict->query_count; i++) {
    st = lun_token_finder_find(&f->tokens, f->dict->queries[i], ctx, &f->candidates, &f->captures,
                               err);
  }
  return st;
}

/* The words of text[at, at + len) through the trie, and then the token queries. */
static lun_status find_in_stretch(lun_finder *f, const char *text, size_t at, size_t len,
                                  const lun_context *ctx, lun_error *err) {
  lun_spans_reset(&f->words);
  lun_status st = lun_words_find(text + at, len, LUN_SEGMENT_WORDS, ctx, &f->words, err);
  if (st != LUN_OK) return st;
  void *types = f->types;
  if (!lun_grow(&types, &f->type_cap, f->words.count, sizeof *f->types)) {
    return lun_fail_memory(err);
  }
  f->types = types;
  if (f->readings.types.count > TYPES_MOST) {
    lun_readings_reset(&f->readings);
    lun_token_types_reset(&f->tokens.stretch.types);
  }
  st =
      lun_readings_add(&f->readings, text + at, len, f->words.items, f->words.count, f->types, err);
  if (st != LUN_OK) return st;
  lun_walk_text stretch = {text + at, len, (uint32_t)at, f->words.items, f->types, f->words.count};
  st = lun_walk_find(&f->readings, &stretch, ctx, &f->scratch, &f->candidates, err);
  return st == LUN_OK && f->dict->query_count > 0 ? find_tokens(f, at, len, ctx, err) : st;
}

static lun_status find_phrases(lun_finder *f, const char *text, size_t len, const lun_context *ctx,
                               size_t *words, lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t at = 0; st == LUN_OK && at < len;) {
    size_t end = lun_stretch_find_paragraph(text, len, at);
    st = find_in_stretch(f, text, at, end - at, ctx, err);
    *words += f->words.count;
    at = end;
  }
  return st;
}

static lun_status find_pattern(lun_finder *f, const lun_dictionary_pattern *p, const char *text,
                               size_t len, const lun_context *ctx, lun_error *err) {
  lun_pattern_place place = {0, 0};
  const lun_span *groups;
  lun_status st;
  while ((st = lun_pattern_next(p->pattern, f->matcher, text, len, &place, ctx, &groups, err)) ==
         LUN_OK) {
    lun_hit hit = {groups[0].from, groups[0].to, p->entry, LUN_FORM_NONE};
    if (hit.from < hit.to) st = lun_hits_add(&f->candidates, hit, err);
    if (st != LUN_OK) return st;
  }
  return st == LUN_DONE ? LUN_OK : st;
}

static lun_status find_patterns(lun_finder *f, const char *text, size_t len, const lun_context *ctx,
                                lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < f->dict->pattern_count; i++) {
    st = find_pattern(f, &f->dict->patterns[i], text, len, ctx, err);
  }
  return st;
}

/* Note which term of `near` each of its hits is a match of. */
static lun_status gather_parts(lun_finder *f, const lun_near *near, size_t *count, lun_error *err) {
  void *parts = f->near_parts;
  *count = 0;
  if (!lun_grow(&parts, &f->near_part_cap, f->part_hits.count + 1, sizeof *f->near_parts)) {
    return lun_fail_memory(err);
  }
  f->near_parts = parts;
  for (size_t i = 0; i < f->part_hits.count; i++) {
    const lun_hit *hit = &f->part_hits.items[i];
    uint32_t key = f->parts->dict->entries[hit->entry].key_number, first = near->terms[0].key;
    if (key < first || key >= first + near->term_count) continue;
    f->near_parts[(*count)++] = (lun_near_part){{hit->from, hit->to}, key - first};
  }
  return LUN_OK;
}

/* near(...): all matches of its terms first, then those that lie close. */
static lun_status find_nears(lun_finder *f, lun_document *doc, const lun_finder_options *options,
                             const lun_context *ctx, lun_error *err) {
  lun_finder_options all = {{LUN_OVERLAP_ALL, 0}, 0, options->layers};
  f->part_hits.count = 0;
  lun_status st = lun_finder_find(f->parts, doc, &all, ctx, &f->part_hits, err);
  if (st == LUN_EPATTERN && err != NULL) err->at = SIZE_MAX; /* a place in no entry of this one */
  for (size_t i = 0; st == LUN_OK && i < f->dict->near_count; i++) {
    size_t count;
    const lun_near *near = &f->dict->nears[i];
    st = gather_parts(f, near, &count, err);
    if (st != LUN_OK || count < 2) continue;
    st = lun_near_find(near, f->near_parts, count, doc, &f->tokens.stretch, ctx, &f->candidates,
                       &f->captures, err);
  }
  return st;
}

/* --- what comes of them --------------------------------------------------------------------------- */

/* Whether the entry may be found in this document at all: its language, its days. */
static int holds(const lun_entry *entry, const char *lang, const lun_date *date) {
  if (entry->lang[0] != '\0' && lang != NULL && strcmp(entry->lang, lang) != 0) return 0;
  if (entry->first.year == 0 && entry->last.year == 0) return 1;
  return date->year != 0 && lun_date_within(date, &entry->first, &entry->last);
}

/* Drop candidates that do not hold here. */
static void drop_candidates(lun_finder *f, const lun_document *doc) {
  const lun_variable *lang = lun_document_get(doc, "lang");
  lun_date date;
  lun_document_date(doc, &date);
  lun_hits *all = &f->candidates;
  size_t kept = 0;
  for (size_t i = 0; i < all->count; i++) {
    const lun_entry *entry = &f->dict->entries[all->items[i].entry];
    if (holds(entry, lang ? lang->value : NULL, &date)) all->items[kept++] = all->items[i];
  }
  all->count = kept;
}

/* Take the matches of agents and discards out of the candidates: they do not compete with hits. */
static lun_status part_uses(lun_finder *f, lun_error *err) {
  lun_hits *all = &f->candidates;
  size_t kept = 0;
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < all->count; i++) {
    lun_hit hit = all->items[i];
    switch (f->dict->entries[hit.entry].use) {
    case LUN_USE_HIT: all->items[kept++] = hit; break;
    case LUN_USE_AGENT: st = lun_hits_add(&f->agents, hit, err); break;
    case LUN_USE_SENTENCE:
    case LUN_USE_STORY: st = lun_hits_add(&f->discards, hit, err); break;
    }
  }
  all->count = kept;
  return st;
}

/* Of agents that share bytes the longest is meant. */
static lun_status settle_agents(lun_finder *f, lun_error *err) {
  lun_overlap_rule longest = {LUN_OVERLAP_LONGEST, 0};
  lun_hits kept = {0};
  lun_status st = lun_overlap_find(f->dict, longest, &f->agents, &kept, err);
  lun_hits_clear(&f->agents);
  f->agents = kept;
  return st;
}

static lun_status settle(lun_finder *f, lun_document *doc, const lun_finder_options *options,
                         const lun_context *ctx, lun_hits *out, lun_error *err) {
  lun_status st = LUN_OK;
  if (f->dict->has_limits) drop_candidates(f, doc);
  lun_hits_sort(&f->candidates);
  st = lun_overlap_shield(f->dict, &f->candidates, err);
  if (st == LUN_OK && f->dict->has_uses) st = part_uses(f, err);
  if (st == LUN_OK && f->agents.count > 0) st = settle_agents(f, err);
  if (st != LUN_OK) return st;
  size_t before = out->count;
  st = lun_overlap_find(f->dict, options->overlap, &f->candidates, out, err);
  if (st != LUN_OK || f->discards.count == 0) return st;
  lun_hits fresh = {out->items + before, out->count - before, 0};
  st = lun_finder_discard(f, doc, options, ctx, &fresh, &f->discarded, err);
  out->count = before + fresh.count;
  return st;
}

static lun_status find_candidates(lun_finder *f, lun_document *doc,
                                  const lun_finder_options *options, const lun_context *ctx,
                                  lun_error *err) {
  size_t len, words = 0;
  const char *text = lun_document_text(doc, &len);
  const lun_dictionary *dict = f->dict;
  int tokens = dict->query_count > 0 || dict->near_count > 0;
  lun_status st = LUN_OK;
  if (tokens) st = lun_token_stretch_open(&f->tokens.stretch, doc, options->layers, ctx, err);
  if (st == LUN_OK && (dict->path_count > 0 || dict->query_count > 0)) {
    st = find_phrases(f, text, len, ctx, &words, err);
    if (st == LUN_OK) lun_document_set_word_count(doc, words);
  }
  if (st == LUN_OK) st = find_patterns(f, text, len, ctx, err);
  return st == LUN_OK && dict->near_count > 0 ? find_nears(f, doc, options, ctx, err) : st;
}

lun_status lun_finder_find(lun_finder *finder, lun_document *doc, const lun_finder_options *options,
                           const lun_context *ctx, lun_hits *out, lun_error *err) {
  static const lun_finder_options usual = {0};
  if (options == NULL) options = &usual;
  finder->candidates.count = finder->agents.count = finder->discards.count = 0;
  finder->captures.count = 0;
  finder->discarded = 0;
  size_t before = out->count;
  lun_status st = find_candidates(finder, doc, options, ctx, err);
  if (st != LUN_OK || finder->candidates.count == 0) return st;
  st = settle(finder, doc, options, ctx, out, err);
  lun_hits fresh = {out->items + before, out->count - before, 0};
  if (st == LUN_OK) lun_captures_settle(&finder->captures, &fresh);
  return st;
}

const lun_hits *lun_finder_agents(const lun_finder *finder) {
  return &finder->agents;
}

lun_status lun_finder_discard(const lun_finder *finder, lun_document *doc,
                              const lun_finder_options *options, const lun_context *ctx,
                              lun_hits *hits, size_t *dropped, lun_error *err) {
  static const lun_entry_use uses[] = {
      [LUN_DISCARDS_SENTENCE] = LUN_USE_SENTENCE, [LUN_DISCARDS_STORY] = LUN_USE_STORY};
  *dropped = 0;
  if (options->discards == LUN_DISCARDS_OFF) return LUN_OK;
  return lun_discard_apply(finder->dict, &finder->discards, uses[options->discards], doc, ctx, hits,
                           dropped, err);
}

size_t lun_finder_discarded(const lun_finder *finder) {
  return finder->discarded;
}

lun_captures *lun_finder_captures(lun_finder *finder) {
  return &finder->captures;
}
