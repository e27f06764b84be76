#include "analysis/cast.h"

#include "base/memory.h"

#include <string.h>

/* --- surnames ---------------------------------------------------------------------------------------- */

/* A hit for each that the full name has. */
static lun_status make_links(lun_cast *c, const lun_hits *hits, lun_error *err) {
  lun_status st = LUN_OK;
  c->links.count = 0;
  for (size_t i = 0; st == LUN_OK && i < c->surnames.find_count; i++) {
    const lun_surname_find *find = &c->surnames.finds[i];
    for (uint32_t k = 0; st == LUN_OK && k < find->count; k++) {
      lun_hit hit = {find->span.from, find->span.to, hits->items[find->hit + k].entry,
                     LUN_FORM_NONE};
      st = lun_hits_add(&c->links, hit, err);
    }
  }
  return st;
}

static int is_before(const lun_hit *a, const lun_hit *b) {
  return a->from < b->from || (a->from == b->from && a->to >= b->to);
}

/* Put the links among the hits, where the text has them. */
static lun_status merge_links(const lun_hits *links, lun_hits *hits, lun_error *err) {
  size_t k = links->count, i = hits->count;
  lun_status st = LUN_OK;
  for (size_t n = 0; st == LUN_OK && n < k; n++) st = lun_hits_add(hits, links->items[n], err);
  if (st != LUN_OK) return st;
  for (size_t to = hits->count; k > 0; to--) {
    int hit_last = i > 0 && !is_before(&hits->items[i - 1], &links->items[k - 1]);
    hits->items[to - 1] = hit_last ? hits->items[--i] : links->items[--k];
  }
  return LUN_OK;
}

/* Say of each link which full name it stands for. */
static void note_links(const lun_cast *c, const lun_hits *hits, lun_mentions *mentions) {
  size_t n = 0;
  for (size_t i = 0; i < hits->count && n < c->surnames.find_count; i++) {
    const lun_hit *hit = &hits->items[i];
    while (n < c->surnames.find_count && c->surnames.finds[n].span.from < hit->from) n++;
    if (n == c->surnames.find_count) return;
    const lun_surname_find *find = &c->surnames.finds[n];
    if (find->span.from == hit->from && find->span.to == hit->to) {
      mentions->items[i].full = find->full;
    }
  }
}

static lun_status find_links(lun_cast *c, lun_finder *finder, const lun_dictionary *dict,
                             lun_document *doc, const lun_cast_options *options,
                             const lun_context *ctx, lun_hits *hits, lun_error *err) {
  size_t len, dropped = 0;
  const char *text = lun_document_text(doc, &len);
  lun_status st = lun_surnames_find(&c->surnames, dict, text, len, hits, ctx, err);
  if (st != LUN_OK || c->surnames.find_count == 0) return st;
  st = make_links(c, hits, err);
  if (st == LUN_OK) {
    st = lun_finder_discard(finder, doc, &options->finder, ctx, &c->links, &dropped, err);
  }
  c->discarded += dropped;
  return st == LUN_OK ? merge_links(&c->links, hits, err) : st;
}

/* --- the first mention of each key ----------------------------------------------------------------------- */

static lun_status keep_first(lun_cast *c, const lun_dictionary *dict, lun_hits *hits,
                             lun_mentions *mentions, lun_error *err) {
  size_t kept = 0;
  if (hits->count == 0) return LUN_OK;
  if (c->seen == NULL) c->seen = lun_zalloc(dict->key_count * sizeof *c->seen);
  if (c->seen == NULL) return lun_fail_memory(err);
  if (++c->document == 0) {
    memset(c->seen, 0, dict->key_count * sizeof *c->seen);
    c->document = 1;
  }
  for (size_t i = 0; i < hits->count; i++) {
    uint32_t *seen = &c->seen[dict->entries[hits->items[i].entry].key_number];
    if (*seen == c->document) continue;
    *seen = c->document;
    if (mentions->count > 0) mentions->items[kept] = mentions->items[i];
    hits->items[kept++] = hits->items[i];
  }
  hits->count = kept;
  if (mentions->count > 0) mentions->count = kept;
  return LUN_OK;
}

lun_status lun_cast_find(lun_cast *cast, lun_finder *finder, const lun_dictionary *dict,
                         lun_document *doc, const lun_cast_options *options, const lun_context *ctx,
                         lun_hits *hits, lun_mentions *mentions, lun_error *err) {
  size_t len;
  const char *text = lun_document_text(doc, &len);
  const lun_hits *agents = lun_finder_agents(finder);
  cast->alone.count = cast->surnames.find_count = 0;
  lun_status st = lun_finder_find(finder, doc, &options->finder, ctx, hits, err);
  cast->discarded = lun_finder_discarded(finder);
  int with_agents = st == LUN_OK && !options->no_agents && agents->count > 0;
  if (st == LUN_OK && !options->no_surnames && hits->count > 0) {
    st = find_links(cast, finder, dict, doc, options, ctx, hits, err);
  }
  if (st == LUN_OK && (cast->surnames.find_count > 0 || with_agents)) {
    st = lun_mentions_start(mentions, hits->count, err);
    if (st == LUN_OK) note_links(cast, hits, mentions);
  }
  if (st == LUN_OK && with_agents) {
    st = lun_agents_attach(&cast->surnames, dict, text, len, hits, agents, &cast->pairs, mentions,
                           &cast->alone, err);
  }
  return st == LUN_OK && options->first ? keep_first(cast, dict, hits, mentions, err) : st;
}

void lun_cast_clear(lun_cast *cast) {
  lun_surnames_clear(&cast->surnames);
  lun_agent_pairs_clear(&cast->pairs);
  lun_hits_clear(&cast->links);
  lun_hits_clear(&cast->alone);
  lun_free(cast->seen);
  *cast = (lun_cast){.surnames.lexis = cast->surnames.lexis};
}
