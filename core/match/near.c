#include "match/near.h"

#include "base/memory.h"
#include "match/query.h"
#include "match/term.h"
#include "text/segment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- reading -------------------------------------------------------------------------------------- */

typedef struct reader {
  lun_token_store *store;
  lun_dictionary *parts;
  lun_near *near;
  const char *text;
  size_t len;
  lun_error *err;
} reader;

static int is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

/* A term in brackets of its own is a list: what is between them. */
static lun_span open_list(const char *text, lun_span term) {
  size_t len = term.to - term.from;
  const char *s = text + term.from;
  if (len < 2 || s[0] != '(' || s[len - 1] != ')' || lun_token_query_is(s, len)) return term;
  return (lun_span){term.from + 1, term.to - 1};
}

static lun_status add_term(reader *r, lun_span term) {
  char key[40], name[LUN_ERROR_SIZE];
  lun_near *near = r->near;
  size_t label = lun_term_label(r->text + term.from, term.to - term.from);
  if (near->term_count == LUN_NEAR_MOST) {
    return lun_fail(r->err, LUN_EPATTERN, term.from, "more than %d terms", LUN_NEAR_MOST);
  }
  lun_near_term *own = &near->terms[near->term_count++];
  size_t name_len = (size_t)snprintf(name, sizeof name, "%zu", near->term_count);
  if (label > 0) {
    name_len = (size_t)snprintf(name, sizeof name, "%.*s", (int)(label - 1), r->text + term.from);
    if (name_len >= sizeof name) name_len = sizeof name - 1;
  }
  term.from = (uint32_t)lun_term_skip(r->text, term.to, term.from + label);
  lun_span list = open_list(r->text, term);
  snprintf(key, sizeof key, "%zu", r->parts->key_count);
  lun_status st = lun_map_add(&r->store->captures, name, name_len, &own->capture, r->err);
  own->key = (uint32_t)r->parts->key_count;
  if (st != LUN_OK) return st;
  st = lun_query_add(r->parts, key, r->text + list.from, list.to - list.from, r->err);
  if (st != LUN_OK && r->err != NULL) r->err->at += list.from;
  return st;
}

/* The number of words: what stands last in the brackets. */
static lun_status read_distance(reader *r, lun_span term) {
  uint32_t n = 0;
  for (uint32_t i = term.from; i < term.to; i++) {
    char c = r->text[i];
    if (c < '0' || c > '9' || n > 1000) n = UINT32_MAX / 2;
    else n = n * 10 + (uint32_t)(c - '0');
    if (n > 1000) break;
  }
  if (term.from == term.to || n > 1000 || n == 0) {
    return lun_fail(r->err, LUN_EPATTERN, term.from,
                    "the last in the brackets is how many words apart, 1 to 1000:"
                    " near(truce, talks, 10)");
  }
  r->near->distance = n;
  if (r->near->term_count >= 2) return LUN_OK;
  return lun_fail(r->err, LUN_EPATTERN, term.from, "two terms at least: near(truce, talks, 10)");
}

/* The terms, from byte `at` to the closing bracket, behind which *at then stands. */
static lun_status read_terms(reader *r, size_t *at) {
  lun_status st = LUN_OK;
  size_t opened = *at - 1;
  while (st == LUN_OK) {
    size_t from = lun_term_skip(r->text, r->len, *at);
    size_t end = lun_term_find(r->text, r->len, from, 1);
    lun_span term = {(uint32_t)from, (uint32_t)lun_term_trim(r->text, from, end)};
    *at = end + 1;
    if (end >= r->len) {
      return lun_fail(r->err, LUN_EPATTERN, opened, "( lacks its closing )");
    }
    if (r->text[end] == ')') return read_distance(r, term);
    if (term.from == term.to) return lun_fail(r->err, LUN_EPATTERN, from, "empty term");
    st = add_term(r, term);
  }
  return st;
}

/* within LAYER, !within LAYER, or nothing. */
static lun_status read_bound(reader *r, size_t at) {
  at = lun_term_skip(r->text, r->len, at);
  if (at == r->len) return LUN_OK;
  r->near->outside = r->text[at] == '!';
  size_t word = lun_term_skip(r->text, r->len, at + (size_t)r->near->outside);
  if (r->len - word < 7 || memcmp(r->text + word, "within ", 7) != 0) {
    return lun_fail(r->err, LUN_EPATTERN, word,
                    "behind near(...) there may be: within LAYER, !within LAYER");
  }
  size_t name = lun_term_skip(r->text, r->len, word + 7),
         end = lun_term_trim(r->text, name, r->len);
  char layer[64];
  for (size_t i = name; i < end; i++) {
    char c = r->text[i];
    if (!is_letter(c) && c != '-' && !(c >= '0' && c <= '9')) {
      return lun_fail(r->err, LUN_EPATTERN, i, "the name of a layer ends here: within sentence");
    }
  }
  if (end == name || end - name >= sizeof layer) {
    return lun_fail(r->err, LUN_EPATTERN, name, "a layer is expected here: within sentence");
  }
  snprintf(layer, sizeof layer, "%.*s", (int)(end - name), r->text + name);
  lun_token_leaf_spec spec = {.kind = LUN_TOKEN_LAYER, .layer = layer, .attribute = ""};
  lun_status st = lun_token_store_leaf(r->store, &spec, &r->near->leaf, r->err);
  if (st != LUN_OK) return st;
  return lun_token_store_use(r->store, r->near->leaf, r->near->entry, name, r->err);
}

lun_status lun_near_read(lun_token_store *store, lun_dictionary *parts, uint32_t entry,
                         const char *text, size_t len, lun_near *out, lun_error *err) {
  reader r = {store, parts, out, text, len, err};
  size_t at = lun_term_near(text, len);
  *out = (lun_near){.entry = entry, .leaf = LUN_MAP_NONE, .ordered = (text[0] | 0x20) == 'b'};
  if (at == 0) return lun_fail(err, LUN_EPATTERN, 0, "near(...) or before(...) is expected");
  lun_status st = read_terms(&r, &at);
  return st == LUN_OK ? read_bound(&r, at) : st;
}

/* --- finding ------------------------------------------------------------------------------------- */

/* A match of a term with its words, counted from the first one looked at. */
typedef struct part {
  lun_span span;
  uint32_t term;
  uint32_t first;
  uint32_t last;
} part;

/* A passage: where its parts are. */
typedef struct passage {
  lun_span span;
  lun_span parts[LUN_NEAR_MOST];
} passage;

/* The best way to have a set of the terms, behind one first part. */
typedef struct choice {
  uint32_t end;  /* 0 = none yet */
  uint32_t part; /* taken last */
  uint32_t rest; /* the set without it */
} choice;

typedef struct search {
  const lun_near *near;
  const char *text;
  const lun_context *ctx;
  part *parts;       /* by first byte; of the place that is searched */
  const part **ends; /* the same by last byte */
  size_t count;
  uint32_t longest; /* words of the longest part */
  passage *found;
  size_t found_count;
  size_t found_cap;
  lun_spans words;
  choice choices[1 << LUN_NEAR_MOST];
  lun_error *err;
} search;

static int compare_ends(const void *a, const void *b) {
  const part *x = *(const part *const *)a, *y = *(const part *const *)b;
  if (x->span.to != y->span.to) return x->span.to < y->span.to ? -1 : 1;
  return x < y ? -1 : x > y;
}

/* Number the words of the parts. */
static lun_status count_words(search *s) {
  uint32_t from = s->parts[0].span.from, to = 0;
  for (size_t i = 0; i < s->count; i++) {
    if (s->parts[i].span.to > to) to = s->parts[i].span.to;
  }
  lun_spans_reset(&s->words);
  lun_status st =
      lun_words_find(s->text + from, to - from, LUN_SEGMENT_WORDS, s->ctx, &s->words, s->err);
  s->longest = 0;
  for (size_t i = 0; st == LUN_OK && i < s->count; i++) {
    part *p = &s->parts[i];
    p->first = (uint32_t)lun_spans_find(&s->words, p->span.from - from);
    p->last = (uint32_t)lun_spans_find(&s->words, p->span.to - 1 - from);
    if (p->last < p->first) p->last = p->first;
    if (p->last - p->first > s->longest) s->longest = p->last - p->first;
  }
  return st;
}

/* Take `next` into every set that lacks its term and ends before it. */
static void extend(search *s, const part *next, uint32_t sets) {
  uint32_t bit = 1u << next->term;
  for (uint32_t set = 1; set < sets; set++) {
    choice *with = &s->choices[set | bit];
    if ((set & bit) || s->choices[set].end == 0 || s->choices[set].end > next->span.from) continue;
    if (s->near->ordered && set != bit - 1) continue;
    if (with->end == 0) *with = (choice){next->span.to, (uint32_t)(next - s->parts), set};
  }
}

static lun_status add_passage(search *s, const part *first, uint32_t all) {
  void *found = s->found;
  if (!lun_grow(&found, &s->found_cap, s->found_count + 1, sizeof *s->found)) {
    return lun_fail_memory(s->err);
  }
  s->found = found;
  passage *p = &s->found[s->found_count++];
  *p = (passage){.span = {first->span.from, s->choices[all].end}};
  for (uint32_t set = all; set != 0; set = s->choices[set].rest) {
    const part *own = &s->parts[s->choices[set].part];
    p->parts[own->term] = own->span;
  }
  return LUN_OK;
}

/* The shortest passage that begins with `first`; `*low` = a place in `ends` that none of its others
** comes before. */
static lun_status find_from(search *s, const part *first, size_t *low) {
  uint32_t sets = 1u << s->near->term_count, all = sets - 1;
  if (s->near->ordered && first->term != 0) return LUN_OK;
  memset(s->choices, 0, sets * sizeof *s->choices);
  s->choices[1u << first->term] = (choice){first->span.to, (uint32_t)(first - s->parts), 0};
  while (*low < s->count && s->ends[*low]->span.to <= first->span.from) ++*low;
  for (size_t i = *low; i < s->count && s->choices[all].end == 0; i++) {
    const part *next = s->ends[i];
    if (next->last > first->last + s->near->distance + s->longest) break;
    if (next->span.from < first->span.to) continue;
    if (next->first <= first->last + s->near->distance) extend(s, next, sets);
  }
  return s->choices[all].end != 0 ? add_passage(s, first, all) : LUN_OK;
}

/* Passages that hold a shorter one are none. They come by first byte. */
static void drop_long(search *s, size_t from) {
  uint32_t end = UINT32_MAX;
  size_t kept = s->found_count;
  for (size_t i = s->found_count; i-- > from;) {
    lun_span span = s->found[i].span;
    /* of two that are one passage the first is taken: terms in their order */
    int same = kept < s->found_count && s->found[kept].span.from == span.from && span.to == end;
    if (same) s->found[kept] = s->found[i];
    if (span.to >= end) continue;
    end = s->found[i].span.to;
    s->found[--kept] = s->found[i];
  }
  memmove(s->found + from, s->found + kept, (s->found_count - kept) * sizeof *s->found);
  s->found_count = from + (s->found_count - kept);
}

static lun_status find_in_place(search *s) {
  uint32_t seen = 0;
  size_t before = s->found_count, low = 0;
  for (size_t i = 0; i < s->count; i++) seen |= 1u << s->parts[i].term;
  if (seen != (1u << s->near->term_count) - 1) return LUN_OK;
  lun_status st = count_words(s);
  for (size_t i = 0; i < s->count; i++) s->ends[i] = &s->parts[i];
  qsort(s->ends, s->count, sizeof *s->ends, compare_ends);
  for (size_t i = 0; st == LUN_OK && i < s->count; i++) {
    if (i % 1024 == 0) st = lun_context_check(s->ctx, s->err);
    if (st == LUN_OK) st = find_from(s, &s->parts[i], &low);
  }
  if (st == LUN_OK && s->found_count > before) drop_long(s, before);
  return st;
}

/* Places [from, to) that lie in a paragraph and in a span of the layer. */
static lun_status find_places(const lun_near *near, const lun_spans *paragraphs,
                              const lun_token_stretch *stretch, lun_spans *out, lun_error *err) {
  const lun_token_marks *marks = near->leaf == LUN_MAP_NONE ? NULL : &stretch->marks[near->leaf];
  lun_status st = LUN_OK;
  size_t first = 0;
  for (size_t i = 0; st == LUN_OK && i < paragraphs->count; i++) {
    lun_span place = paragraphs->items[i];
    if (marks == NULL || near->outside) {
      st = lun_spans_add(out, place.from, place.to, err);
      continue;
    }
    while (first < marks->layer->count && marks->layer->spans[first].span.to <= place.from) first++;
    for (size_t k = first; st == LUN_OK && k < marks->layer->count; k++) {
      lun_span span = marks->layer->spans[k].span;
      if (span.from >= place.to) break;
      if (span.from < place.from) span.from = place.from;
      if (span.to > place.to) span.to = place.to;
      if (span.from < span.to) st = lun_spans_add(out, span.from, span.to, err);
    }
  }
  return st;
}

/* Furthest end of the layer's spans that begin at byte `at` or before; *next goes behind them. */
static uint32_t reach_at(const lun_query_layer *layer, uint32_t at, size_t *next, uint32_t reach) {
  for (; *next < layer->count && layer->spans[*next].span.from <= at; ++*next) {
    if (layer->spans[*next].span.to > reach) reach = layer->spans[*next].span.to;
  }
  return reach;
}

static lun_status add_hits(const search *s, const lun_token_stretch *stretch, lun_hits *hits,
                           lun_captures *captures) {
  const lun_near *near = s->near;
  lun_status st = LUN_OK;
  size_t next = 0;
  uint32_t reach = 0;
  for (size_t i = 0; st == LUN_OK && i < s->found_count; i++) {
    const passage *p = &s->found[i]; /* they come by first byte, as the layer's spans do */
    if (near->outside) {
      reach = reach_at(stretch->marks[near->leaf].layer, p->span.from, &next, reach);
      if (reach >= p->span.to) continue;
    }
    st =
        lun_hits_add(hits, (lun_hit){p->span.from, p->span.to, near->entry, LUN_FORM_NONE}, s->err);
    for (size_t t = 0; st == LUN_OK && t < near->term_count; t++) {
      lun_capture capture = {p->span.from, p->span.to, near->entry, near->terms[t].capture,
                             p->parts[t]};
      st = lun_captures_add(captures, capture, s->err);
    }
  }
  return st;
}

/* Search each place; parts and places both come in text order, but places may overlap. */
static lun_status search_places(search *s, const lun_spans *places, const lun_near_part *parts,
                                size_t count) {
  lun_status st = LUN_OK;
  size_t first = 0;
  uint32_t begun = 0;
  for (size_t i = 0; st == LUN_OK && i < places->count; i++) {
    lun_span place = places->items[i];
    if (place.from < begun) first = 0;
    begun = place.from;
    while (first < count && parts[first].span.from < place.from) first++;
    s->count = 0;
    for (size_t k = first; k < count && parts[k].span.from < place.to; k++) {
      if (parts[k].span.to > place.to) continue;
      s->parts[s->count++] = (part){parts[k].span, parts[k].term, 0, 0};
    }
    if (s->count > 1) st = find_in_place(s);
  }
  return st;
}

lun_status lun_near_find(const lun_near *near, const lun_near_part *parts, size_t count,
                         lun_document *doc, const lun_token_stretch *stretch,
                         const lun_context *ctx, lun_hits *hits, lun_captures *captures,
                         lun_error *err) {
  size_t len;
  uint32_t seen = 0;
  const lun_spans *paragraphs;
  lun_spans places = {0};
  for (size_t i = 0; i < count; i++) seen |= 1u << parts[i].term;
  if (seen != (1u << near->term_count) - 1) return LUN_OK;
  lun_status st = lun_document_paragraphs(doc, ctx, &paragraphs, err);
  if (st != LUN_OK) return st;
  search *s = lun_zalloc(sizeof *s);
  if (s == NULL) return lun_fail_memory(err);
  s->near = near;
  s->text = lun_document_text(doc, &len);
  s->ctx = ctx;
  s->err = err;
  s->parts = lun_alloc(count * sizeof *s->parts);
  s->ends = lun_alloc(count * sizeof *s->ends);
  st = s->parts && s->ends ? find_places(near, paragraphs, stretch, &places, err)
                           : lun_fail_memory(err);
  if (st == LUN_OK) st = search_places(s, &places, parts, count);
  if (st == LUN_OK) st = add_hits(s, stretch, hits, captures);
  lun_spans_clear(&places);
  lun_spans_clear(&s->words);
  lun_free(s->parts);
  lun_free(s->ends);
  lun_free(s->found);
  lun_free(s);
  return st;
}
