#include "match/token_finder.h"

#include "base/memory.h"

#include <stdint.h>

enum {
  CELLS_MOST = 1 << 24, /* of a reach: 64 MiB */
  WORDS_LEAST = 64      /* of a piece, whatever the number of steps */
};

typedef struct search {
  lun_token_finder *f;
  const lun_token_query *query;
  const lun_context *ctx;
  lun_hits *hits;
  lun_captures *captures;
  lun_error *err;
} search;

/* --- where a match may lie ----------------------------------------------------------------------- */

/* Words [first, end) of a range that lie wholly in its span. */
static lun_span whole_words(const lun_token_stretch *s, const lun_token_range *range) {
  lun_span words = {range->first, range->end};
  while (words.from < words.to && s->own.at + s->own.words[words.from].from < range->span.from) {
    words.from++;
  }
  while (words.to > words.from && s->own.at + s->own.words[words.to - 1].to > range->span.to) {
    words.to--;
  }
  return words;
}

/* Cut the places to the spans that `leaf` asks for; a place in two spans comes twice. */
static lun_status cut_places(lun_token_finder *f, uint32_t leaf, lun_error *err) {
  const lun_token_marks *marks = &f->stretch.marks[leaf];
  lun_status st = LUN_OK;
  size_t first = 0;
  lun_spans_reset(&f->more);
  for (size_t i = 0; st == LUN_OK && i < f->places.count; i++) {
    lun_span place = f->places.items[i];
    while (first < marks->count && marks->ranges[first].end <= place.from) first++;
    for (size_t k = first; st == LUN_OK && k < marks->count; k++) {
      if (marks->ranges[k].first >= place.to) break;
      lun_span words = whole_words(&f->stretch, &marks->ranges[k]);
      if (words.from < place.from) words.from = place.from;
      if (words.to > place.to) words.to = place.to;
      if (words.from < words.to) st = lun_spans_add(&f->more, words.from, words.to, err);
    }
  }
  lun_spans swap = f->places;
  f->places = f->more;
  f->more = swap;
  return st;
}

static lun_status find_places(search *s) {
  lun_token_finder *f = s->f;
  lun_spans_reset(&f->places);
  lun_status st = lun_spans_add(&f->places, 0, f->stretch.own.count, s->err);
  for (size_t i = 0; st == LUN_OK && i < s->query->bound_count; i++) {
    const lun_bound *bound = &s->query->bounds[i];
    if (bound->kind == LUN_BOUND_WITHIN && !bound->negated) st = cut_places(f, bound->leaf, s->err);
  }
  return st;
}

/* --- what a match must be besides ---------------------------------------------------------------- */

/* Whether a span lies in words [from, to), or these in a span. */
static int meets_span(const lun_token_stretch *s, const lun_bound *bound, size_t from, size_t to) {
  const lun_token_marks *marks = &s->marks[bound->leaf];
  for (size_t i = 0; i < marks->count && marks->ranges[i].first < to; i++) {
    const lun_token_range *range = &marks->ranges[i];
    if (bound->kind == LUN_BOUND_CONTAINING) {
      if (!range->cut && range->first >= from && range->end <= to) return 1;
    } else {
      lun_span words = whole_words(s, range);
      if (words.from <= from && to <= words.to) return 1;
    }
  }
  return 0;
}

static lun_status holds_match(search *s, const lun_automaton *a, size_t from, size_t to, int *yes) {
  lun_status st = lun_reach_find(&s->f->inside, a, &s->f->stretch, from, to, s->ctx, s->err);
  *yes = 0;
  for (size_t at = from; st == LUN_OK && !*yes && at < to; at++) {
    size_t end = lun_reach_end(&s->f->inside, a, at);
    *yes = end != SIZE_MAX && end > at;
  }
  return st;
}

static lun_status is_allowed(search *s, size_t from, size_t to, int *yes) {
  lun_status st = LUN_OK;
  *yes = 1;
  for (size_t i = 0; st == LUN_OK && *yes && i < s->query->bound_count; i++) {
    const lun_bound *bound = &s->query->bounds[i];
    int holds;
    if (bound->kind == LUN_BOUND_WITHIN && !bound->negated) continue;
    if (bound->leaf != LUN_MAP_NONE) holds = meets_span(&s->f->stretch, bound, from, to);
    else st = holds_match(s, &bound->program, from, to, &holds);
    *yes = st == LUN_OK && holds != bound->negated;
  }
  return st;
}

/* --- matches ------------------------------------------------------------------------------------- */

static lun_status add_captures(search *s, const lun_hit *hit, size_t word) {
  const lun_token_query *q = s->query;
  const lun_token_words *own = &s->f->stretch.own;
  lun_span parts[LUN_CAPTURES_MOST];
  lun_status st = LUN_OK;
  lun_reach_captures(&s->f->reach, &q->program, &s->f->stretch, word, parts, q->capture_count);
  for (size_t i = 0; st == LUN_OK && i < q->capture_count; i++) {
    if (parts[i].from >= parts[i].to) continue;
    lun_capture capture = {hit->from, hit->to, hit->entry, q->captures[i], {0, 0}};
    capture.span.from = own->at + own->words[parts[i].from].from;
    capture.span.to = own->at + own->words[parts[i].to - 1].to;
    st = lun_captures_add(s->captures, capture, s->err);
  }
  return st;
}

static lun_status add_match(search *s, size_t word) {
  const lun_token_words *own = &s->f->stretch.own;
  size_t end = lun_reach_end(&s->f->reach, &s->query->program, word);
  int allowed;
  if (end == SIZE_MAX || end <= word) return LUN_OK;
  lun_status st = is_allowed(s, word, end, &allowed);
  if (st != LUN_OK || !allowed) return st;
  lun_hit hit = {own->at + own->words[word].from, own->at + own->words[end - 1].to, s->query->entry,
                 LUN_FORM_NONE};
  st = lun_hits_add(s->hits, hit, s->err);
  return st == LUN_OK && s->query->capture_count > 0 ? add_captures(s, &hit, word) : st;
}

/* Matches that begin in words [from, starts) and lie in [from, to). */
static lun_status find_piece(search *s, size_t from, size_t starts, size_t to) {
  const lun_automaton *a = &s->query->program;
  lun_status st = lun_reach_find(&s->f->reach, a, &s->f->stretch, from, to, s->ctx, s->err);
  for (size_t word = from; st == LUN_OK && word < starts; word++) st = add_match(s, word);
  return st;
}

/* The same in words [from, to) of one paragraph, in pieces when it is very long. */
static lun_status find_paragraph(search *s, size_t from, size_t to) {
  size_t most = CELLS_MOST / s->query->program.count;
  lun_status st = LUN_OK;
  if (most < WORDS_LEAST) most = WORDS_LEAST;
  while (st == LUN_OK && to - from > most) {
    st = find_piece(s, from, from + most / 2, from + most);
    from += most / 2;
  }
  return st == LUN_OK ? find_piece(s, from, to, to) : st;
}

/* Go from one word that can begin a match to the next: where there is none nothing is worked out. */
static lun_status find_place(search *s, lun_span place) {
  lun_token_stretch *stretch = &s->f->stretch;
  lun_status st = LUN_OK;
  for (size_t word = place.from, end; st == LUN_OK && word < place.to; word = end) {
    end = word + 1;
    if (!lun_automaton_begins(&s->query->program, stretch, word)) continue;
    st = lun_token_stretch_paragraph(stretch, word, place.to, &end, s->err);
    if (st == LUN_OK) st = find_paragraph(s, word, end);
  }
  return st;
}

lun_status lun_token_finder_find(lun_token_finder *finder, const lun_token_query *query,
                                 const lun_context *ctx, lun_hits *hits, lun_captures *captures,
                                 lun_error *err) {
  search s = {finder, query, ctx, hits, captures, err};
  if (finder->stretch.own.count == 0) return LUN_OK;
  lun_status st = find_places(&s);
  for (size_t i = 0; st == LUN_OK && i < finder->places.count; i++) {
    st = find_place(&s, finder->places.items[i]);
  }
  return st;
}

void lun_token_finder_clear(lun_token_finder *finder) {
  lun_token_stretch_clear(&finder->stretch);
  lun_reach_clear(&finder->reach);
  lun_reach_clear(&finder->inside);
  lun_spans_clear(&finder->places);
  lun_spans_clear(&finder->more);
}
