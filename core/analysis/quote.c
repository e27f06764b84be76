#include "analysis/quote.h"

#include "analysis/content.h"
#include "analysis/dialogue.h"
#include "analysis/lexicon.h"
#include "analysis/report.h"
#include "analysis/source.h"
#include "analysis/transcript.h"
#include "analysis/voice.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { CHECK_PASSAGES = 256 };

struct lun_quoter {
  lun_lexicon *lexicon;
  lun_pieces pieces;
  lun_tokens tokens;
  lun_passages passages;
  lun_persons persons;
  const lun_spans *paragraphs; /* of the document at hand */
  lun_verdict *verdicts;       /* by passage */
  size_t verdict_cap;
  lun_reports reports;
  lun_voices voices; /* by quotation of the document */
  lun_rules rules;
  lun_finder *actors; /* NULL without a dictionary of actors */
  lun_hits actor_hits;
  unsigned kinds;                 /* LUN_QUOTE_* as bits */
  const lun_proposals *proposals; /* for one search; may be NULL */
};

void lun_quotes_clear(lun_quotes *quotes) {
  lun_free(quotes->items);
  lun_spans_clear(&quotes->segments);
  lun_spans_clear(&quotes->contents);
  lun_arena_clear(&quotes->names);
  *quotes = (lun_quotes){0};
}

const char *lun_quote_kind_name(lun_quote_kind kind) {
  static const char *const names[] = {"direct", "mixed", "indirect"};
  return names[kind];
}

lun_status lun_quoter_new(lun_dictionary *lexicon, lun_quoter **out, lun_error *err) {
  *out = NULL;
  lun_quoter *q = lun_zalloc(sizeof *q);
  if (q == NULL) return lun_fail_memory(err);
  q->kinds = 1U << LUN_QUOTE_DIRECT | 1U << LUN_QUOTE_MIXED;
  lun_status st = lun_lexicon_new(lexicon, &q->lexicon, err);
  if (st != LUN_OK) lun_quoter_free(q);
  else *out = q;
  return st;
}

void lun_quoter_free(lun_quoter *quoter) {
  if (quoter == NULL) return;
  lun_lexicon_free(quoter->lexicon);
  lun_pieces_clear(&quoter->pieces);
  lun_tokens_clear(&quoter->tokens);
  lun_passages_clear(&quoter->passages);
  lun_persons_clear(&quoter->persons);
  lun_free(quoter->verdicts);
  lun_finder_free(quoter->actors);
  lun_hits_clear(&quoter->actor_hits);
  lun_reports_clear(&quoter->reports);
  lun_voices_clear(&quoter->voices);
  lun_free(quoter);
}

/* A passage from its first word to its last. */
static lun_span words_of(const lun_quoter *q, const lun_passage *p) {
  return (lun_span){q->tokens.items[p->from].from, q->tokens.items[p->to - 1].to};
}

/* Judge passage `p` by a proposal, if there is one, else by the rules. */
static void judge(const lun_quoter *q, const lun_passage *p, const lun_verdict *before,
                  const lun_passage *last, lun_verdict *v) {
  const lun_proposal *proposal =
      q->proposals == NULL ? NULL : lun_proposals_find(q->proposals, words_of(q, p));
  if (proposal == NULL) {
    lun_verdict_find(&q->tokens, p, before, last, v);
    return;
  }
  int joined = last != NULL && lun_proposals_find(q->proposals, words_of(q, last)) == proposal;
  lun_verdict_propose(&q->tokens, p, proposal, joined, v);
}

static lun_status judge_all(lun_quoter *q, const lun_context *ctx, lun_error *err) {
  void *verdicts = q->verdicts;
  const lun_verdict *before = NULL;
  const lun_passage *last = NULL;
  lun_status st = LUN_OK;
  if (!lun_grow(&verdicts, &q->verdict_cap, q->passages.count, sizeof *q->verdicts)) {
    return lun_fail_memory(err);
  }
  q->verdicts = verdicts;
  for (size_t i = 0; st == LUN_OK && i < q->passages.count; i++) {
    const lun_passage *p = &q->passages.items[i];
    judge(q, p, before, last, &q->verdicts[i]);
    if (!q->verdicts[i].dropped) {
      before = &q->verdicts[i];
      last = p;
    }
    if (i % CHECK_PASSAGES == 0) st = lun_context_check(ctx, err);
  }
  return st;
}

/* Begin the quotation of passage `n`. */
static lun_status make_quote(const lun_quoter *q, size_t n, lun_quote *quote, lun_quotes *out,
                             lun_error *err) {
  const lun_attribution *a = &q->verdicts[n].found;
  const lun_token *tokens = q->tokens.items;
  *quote = (lun_quote){.kind = q->verdicts[n].direct ? LUN_QUOTE_DIRECT : LUN_QUOTE_MIXED};
  quote->rule = lun_rule_name(a->rule);
  quote->score = q->rules.scores[a->rule];
  if (a->verb != SIZE_MAX) {
    quote->cue = (lun_span){tokens[a->verb].from, tokens[a->verb_to - 1].to};
  }
  if (a->proposal == NULL) return LUN_OK;
  quote->score = a->proposal->score;
  quote->rule = lun_arena_add_text(&out->names, a->proposal->rule, strlen(a->proposal->rule));
  return quote->rule != NULL ? LUN_OK : lun_fail_memory(err);
}

/* Note who may speak a quotation that begins at token `from` and whose last word is before `to`. */
static lun_status add_voice(lun_quoter *q, const lun_attribution *a, int marked, size_t from,
                            size_t to, lun_error *err) {
  const lun_token *tokens = q->tokens.items;
  lun_voice v = {.known = a->known, .marked = marked, .floats = a->rule == LUN_RULE_FLOATING};
  v.dropped = a->dropped;
  if (a->known) v.speaker = a->speaker;
  v.from = from;
  v.to = to;
  v.paragraph = lun_spans_find(q->paragraphs, tokens[from].from);
  v.paragraph_last = lun_spans_find(q->paragraphs, tokens[to - 1].from);
  v.opens = lun_token_has(&q->tokens, from, LUN_TOKEN_PARAGRAPH);
  return lun_voices_add(&q->voices, &v, err);
}

/* Add the pieces of passage `n` to the quotation. */
static lun_status add_segments(const lun_quoter *q, size_t n, lun_quote *quote, lun_quotes *out,
                               lun_error *err) {
  const lun_passage *p = &q->passages.items[n];
  lun_status st = LUN_OK;
  for (size_t i = p->piece; st == LUN_OK && i < p->piece + p->piece_count; i++) {
    lun_span span = q->pieces.items[i].span;
    st = lun_spans_add(&out->segments, span.from, span.to, err);
    if (quote->segment_count++ == 0) quote->span.from = span.from;
    quote->span.to = span.to;
  }
  quote->unclosed = p->unclosed;
  return st;
}

/* Add a part of what is said; one that begins inside the part before only makes that longer. */
static lun_status add_content(lun_quote *quote, lun_span span, lun_quotes *out, lun_error *err) {
  lun_span *last = quote->content_count > 0 ? &out->contents.items[out->contents.count - 1] : NULL;
  if (last != NULL && span.from < last->to) {
    if (span.to > last->to) quote->content.to = last->to = span.to;
    return LUN_OK;
  }
  if (quote->content_count++ == 0) quote->content.from = span.from;
  quote->content.to = span.to;
  return lun_spans_add(&out->contents, span.from, span.to, err);
}

static lun_status add_quote(lun_quotes *out, const lun_quote *quote, lun_error *err) {
  void *items = out->items;
  if (!lun_grow(&items, &out->cap, out->count + 1, sizeof *out->items)) return lun_fail_memory(err);
  out->items = items;
  out->items[out->count++] = *quote;
  return LUN_OK;
}

/* Add the passages behind number `n` that go on with it; *next gets the first that does not. */
static lun_status add_joined(lun_quoter *q, size_t n, lun_quote *quote, lun_quotes *out,
                             size_t *next, lun_error *err) {
  lun_status st = LUN_OK;
  int proposed = n > 0 && q->verdicts[n - 1].found.proposal != NULL;
  size_t i = n;
  for (; st == LUN_OK && i < q->passages.count; i++) {
    if (q->verdicts[i].taken) break;
    if (q->verdicts[i].dropped) continue;
    if (!q->verdicts[i].joined) break;
    size_t first = out->segments.count;
    st = add_segments(q, i, quote, out, err);
    for (size_t k = first; st == LUN_OK && k < out->segments.count; k++) {
      lun_span span = out->segments.items[k];
      if (k + 1 == out->segments.count) {
        span = lun_content_joined(&q->tokens, &q->passages.items[i], span);
      }
      st = add_content(quote, span, out, err);
    }
    if (proposed) continue;
    quote->rule = lun_rule_name(LUN_RULE_QSVQ);
    quote->score = q->rules.scores[LUN_RULE_QSVQ];
  }
  *next = i;
  return st;
}

/* The last of the passages before number `next` that is part of the quotation. */
static const lun_passage *last_passage(const lun_quoter *q, size_t n, size_t next) {
  size_t last = n;
  for (size_t i = n; i < next; i++) {
    if (!q->verdicts[i].dropped) last = i;
  }
  return &q->passages.items[last];
}

/* Write the quotation that begins with passage `n`; *next gets the first passage behind it. */
static lun_status write_quote(lun_quoter *q, size_t n, lun_quotes *out, size_t *next,
                              lun_error *err) {
  lun_quote quote;
  lun_status st = make_quote(q, n, &quote, out, err);
  quote.segment = out->segments.count;
  quote.content_first = out->contents.count;
  if (st == LUN_OK) st = add_segments(q, n, &quote, out, err);
  if (st == LUN_OK && quote.kind == LUN_QUOTE_MIXED) {
    lun_span span = {quote.span.from, quote.span.to};
    if (q->verdicts[n].found.proposal == NULL)
      span = lun_content_find(&q->tokens, &q->passages.items[n], &q->verdicts[n].found, span);
    st = add_content(&quote, span, out, err);
  }
  for (size_t i = 0; st == LUN_OK && quote.kind == LUN_QUOTE_DIRECT && i < quote.segment_count;
       i++) {
    st = add_content(&quote, out->segments.items[quote.segment + i], out, err);
  }
  if (st == LUN_OK) st = add_joined(q, n + 1, &quote, out, next, err);
  if (st == LUN_OK) {
    st = add_voice(q, &q->verdicts[n].found, 1, q->passages.items[n].from,
                   last_passage(q, n, *next)->to, err);
  }
  return st == LUN_OK ? add_quote(out, &quote, err) : st;
}

/* The bytes of tokens [from, to), with the marks of passages that begin or end there. */
static lun_span clause_span(const lun_quoter *q, const lun_report *r, size_t from, size_t to) {
  lun_span span = {q->tokens.items[from].from, q->tokens.items[to - 1].to};
  for (size_t n = r->passage; n < r->passage + r->passage_count; n++) {
    const lun_passage *p = &q->passages.items[n];
    lun_span first = q->pieces.items[p->piece].span;
    lun_span last = q->pieces.items[p->piece + p->piece_count - 1].span;
    if (p->from == from) span.from = first.from;
    if (p->to == to) span.to = last.to;
  }
  return span;
}

static size_t clause_end(const lun_clause *c) {
  return c->rest_to > c->rest_from ? c->rest_to : c->to;
}

static lun_quote_kind report_kind(const lun_report *r) {
  if (r->clause.found.rule == LUN_RULE_TRANSCRIPT) return LUN_QUOTE_DIRECT;
  return r->marked ? LUN_QUOTE_MIXED : LUN_QUOTE_INDIRECT;
}

/* Write what clause `r` reports; *next gets the first passage behind it. */
static lun_status write_report(lun_quoter *q, const lun_report *r, lun_quotes *out, size_t *next,
                               lun_error *err) {
  const lun_clause *c = &r->clause;
  const lun_token *tokens = q->tokens.items;
  lun_quote quote = {.kind = report_kind(r),
                     .rule = lun_rule_name(c->found.rule),
                     .score = q->rules.scores[c->found.rule],
                     .segment = out->segments.count,
                     .content_first = out->contents.count};
  if (c->found.verb != SIZE_MAX) {
    quote.cue = (lun_span){tokens[c->found.verb].from, tokens[c->found.verb_to - 1].to};
  }
  lun_status st = add_content(&quote, clause_span(q, r, c->from, c->to), out, err);
  if (st == LUN_OK && c->rest_to > c->rest_from) {
    st = add_content(&quote, clause_span(q, r, c->rest_from, c->rest_to), out, err);
  }
  *next = r->passage + r->passage_count;
  if (!r->marked) {
    quote.span = quote.content;
    for (size_t i = 0; st == LUN_OK && i < quote.content_count; i++) {
      lun_span part = out->contents.items[quote.content_first + i];
      st = lun_spans_add(&out->segments, part.from, part.to, err);
    }
    quote.segment_count = quote.content_count;
    if (st == LUN_OK) st = add_voice(q, &c->found, 0, c->from, clause_end(c), err);
    return st == LUN_OK ? add_quote(out, &quote, err) : st;
  }
  for (size_t n = r->passage; st == LUN_OK && n < *next; n++) {
    st = add_segments(q, n, &quote, out, err);
  }
  if (st == LUN_OK) st = add_joined(q, *next, &quote, out, next, err);
  if (st == LUN_OK) {
    size_t end = q->passages.items[*next - 1].to;
    st = add_voice(q, &c->found, 1, c->from, end > clause_end(c) ? end : clause_end(c), err);
  }
  return st == LUN_OK ? add_quote(out, &quote, err) : st;
}

/* Passages and reports, by first token. */
static lun_status write_quotes(lun_quoter *q, lun_quotes *out, lun_error *err) {
  lun_status st = LUN_OK;
  size_t i = 0, r = 0;
  while (st == LUN_OK && (i < q->passages.count || r < q->reports.count)) {
    int report =
        r < q->reports.count &&
        (i == q->passages.count || q->reports.items[r].clause.from <= q->passages.items[i].from);
    if (report) {
      size_t next = i;
      st = write_report(q, &q->reports.items[r++], out, &next, err);
      if (next > i) i = next;
    } else if (q->verdicts[i].dropped) {
      i++;
    } else {
      st = write_quote(q, i, out, &i, err);
    }
  }
  return st;
}

/* Fill in the speakers of the quotations from number `first` on. */
static lun_status name_speakers(lun_quoter *q, size_t first, lun_quotes *out, lun_error *err) {
  lun_status st = lun_voices_name(&q->voices, &q->persons, &q->tokens, q->paragraphs, err);
  for (size_t i = 0; st == LUN_OK && i < q->voices.count; i++) {
    const lun_voice *v = &q->voices.items[i];
    lun_quote *quote = &out->items[first + i];
    if (v->known) quote->speaker = lun_source_span(&q->tokens, &v->speaker);
    else if (v->like != SIZE_MAX) quote->speaker = out->items[first + v->like].speaker;
    if (v->person != LUN_MAP_NONE) {
      quote->speaker_name = lun_persons_span(&q->persons, &q->tokens, v->person);
    } else if (v->label_to > v->label_from) {
      quote->speaker_name.from = q->tokens.items[v->label_from].from;
      quote->speaker_name.to = lun_speaker_word_end(&q->tokens, v->label_to - 1);
    }
    quote->reason = lun_voice_reason_name(v->reason);
  }
  return st;
}

/* 1 when voice `b` goes on where `a` ended: no sentence of the writer's stands between, or one in
** the paragraph that names nobody else. */
static int is_adjacent(const lun_quoter *q, const lun_voice *a, const lun_voice *b) {
  int same = b->reason == LUN_VOICE_SAME && a->marked && b->paragraph == a->paragraph_last;
  int starts = 0, most = same ? 2 : 1;
  if (b->paragraph > a->paragraph_last + 1) return 0;
  for (size_t i = a->to; i <= b->from && starts <= most; i++) {
    starts += lun_clause_begins(&q->tokens, i);
  }
  return starts <= most;
}

/* Let quotation `a` go on with `b`, the one behind it. */
static void merge(lun_quote *a, const lun_quote *b) {
  if (a->kind == LUN_QUOTE_INDIRECT) {
    a->kind = LUN_QUOTE_MIXED;
    a->segment = b->segment;
    a->segment_count = 0;
    a->span.from = b->span.from;
  }
  a->segment_count += b->segment_count;
  a->content_count += b->content_count;
  a->span.to = b->span.to;
  a->content.to = b->content.to;
  a->unclosed = b->unclosed;
}

/* Where speakers go on from one paragraph to the next, join a quotation without a cue to the one
** right before it. */
static void join_floating(const lun_quoter *q, size_t first, lun_quotes *out) {
  size_t kept = first;
  for (size_t i = 0; i < q->voices.count; i++) {
    const lun_voice *v = &q->voices.items[i];
    int apart =
        kept > first && out->items[kept - 1].content.to <= out->items[first + i].content.from;
    if (v->floats && i > 0 && apart && is_adjacent(q, v - 1, v)) {
      merge(&out->items[kept - 1], &out->items[first + i]);
    } else {
      out->items[kept++] = out->items[first + i];
    }
  }
  out->count = kept;
}

/* The longest hit inside `span`, the first of equals; `none` when there is none. */
static uint32_t find_actor(const lun_hits *hits, lun_span span) {
  size_t low = 0, high = hits->count, best = SIZE_MAX;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (hits->items[middle].from < span.from) low = middle + 1;
    else high = middle;
  }
  for (; low < hits->count && hits->items[low].from < span.to; low++) {
    const lun_hit *hit = &hits->items[low];
    if (hit->to > span.to) continue;
    if (best == SIZE_MAX || hit->to - hit->from > hits->items[best].to - hits->items[best].from) {
      best = low;
    }
  }
  return best == SIZE_MAX ? LUN_QUOTE_NO_ACTOR : hits->items[best].entry;
}

/* Look the speakers up in the dictionary of actors: by the person's full name, then as written. */
static lun_status find_actors(lun_quoter *q, lun_document *doc, const lun_context *ctx,
                              size_t first, lun_quotes *out, lun_error *err) {
  for (size_t i = first; i < out->count; i++) out->items[i].actor = LUN_QUOTE_NO_ACTOR;
  if (q->actors == NULL || first == out->count) return LUN_OK;
  q->actor_hits.count = 0;
  lun_status st = lun_finder_find(q->actors, doc, NULL, ctx, &q->actor_hits, err);
  for (size_t i = first; st == LUN_OK && i < out->count; i++) {
    lun_quote *quote = &out->items[i];
    quote->actor = find_actor(&q->actor_hits, quote->speaker_name);
    if (quote->actor == LUN_QUOTE_NO_ACTOR) {
      quote->actor = find_actor(&q->actor_hits, quote->speaker);
    }
  }
  return st;
}

/* Leave out quotations of kinds that were not asked for. */
static void drop_kinds(const lun_quoter *q, size_t first, lun_quotes *out) {
  size_t kept = first;
  for (size_t i = first; i < out->count; i++) {
    if ((q->kinds >> out->items[i].kind & 1) != 0) out->items[kept++] = out->items[i];
  }
  out->count = kept;
}

/* 1 when somebody may speak in a text without quotation marks: a look at its bytes alone. */
static int may_speak(const lun_quoter *q, const char *text) {
  if (lun_transcript_hint(text, q->paragraphs)) return 1;
  return (lun_lexicon_traits(q->lexicon) & LUN_TRAIT_DASH_TURNS) != 0 &&
         lun_dialogue_hint(text, q->paragraphs);
}

/* Search the document for all that the rules need; `passages` and `reports` follow. */
static lun_status prepare(lun_quoter *q, lun_document *doc, const lun_context *ctx,
                          lun_error *err) {
  lun_status st = lun_tokens_find(&q->tokens, doc, &q->pieces, ctx, err);
  if (st == LUN_OK) st = lun_lexicon_split(q->lexicon, &q->tokens, err);
  if (st == LUN_OK) st = lun_lexicon_flag(q->lexicon, &q->tokens, doc, ctx, err);
  if (st == LUN_OK && lun_token_trait(&q->tokens, LUN_TRAIT_DASH_TURNS)) {
    st = lun_dialogue_find(&q->pieces, &q->tokens, q->paragraphs, err);
  }
  if (st == LUN_OK && q->proposals != NULL) lun_proposals_flag(q->proposals, &q->tokens);
  if (st == LUN_OK) {
    st = lun_passages_find(&q->passages, &q->tokens, &q->pieces, q->paragraphs, err);
  }
  return st == LUN_OK ? lun_persons_find(&q->persons, &q->tokens, err) : st;
}

static int compare(const void *a, const void *b) {
  const lun_quote *x = a, *y = b;
  if (x->span.from != y->span.from) return x->span.from < y->span.from ? -1 : 1;
  if (x->span.to != y->span.to) return x->span.to < y->span.to ? -1 : 1;
  return x->content.from < y->content.from ? -1 : x->content.from > y->content.from;
}

/* Put the quotations into text order: a clause whose marks stand at its end comes before others in it. */
static void sort_quotes(size_t first, lun_quotes *out) {
  for (size_t i = first + 1; i < out->count; i++) {
    if (compare(&out->items[i - 1], &out->items[i]) <= 0) continue;
    qsort(out->items + first, out->count - first, sizeof *out->items, compare);
    return;
  }
}

/* Marks whose other half is missing; not those of a quotation that goes on in the next paragraph. */
static size_t count_odd(const lun_pieces *pieces) {
  size_t n = 0;
  for (size_t i = 0; i < pieces->count; i++) {
    n += pieces->items[i].unclosed && !pieces->items[i].goes_on;
  }
  return n;
}

static lun_status find_quotes(lun_quoter *quoter, lun_document *doc, const lun_context *ctx,
                              lun_quotes *out, lun_error *err) {
  size_t len, count = out->count;
  const char *text = lun_document_text(doc, &len);
  int all = (quoter->kinds & 1U << LUN_QUOTE_INDIRECT) != 0;
  quoter->pieces.count = 0;
  lun_status st = lun_document_paragraphs(doc, ctx, &quoter->paragraphs, err);
  if (st == LUN_OK) st = lun_marks_find(text, len, quoter->paragraphs, ctx, &quoter->pieces, err);
  if (st != LUN_OK) return st;
  if (quoter->pieces.count == 0 && !all && !may_speak(quoter, text)) return st;
  st = prepare(quoter, doc, ctx, err);
  if (st == LUN_OK) st = judge_all(quoter, ctx, err);
  if (st == LUN_OK) out->odd_marks += count_odd(&quoter->pieces);
  if (st == LUN_OK) {
    st = lun_reports_find(&quoter->reports, &quoter->tokens, &quoter->passages, quoter->verdicts, 1,
                          ctx, err);
  }
  quoter->voices.count = 0;
  if (st == LUN_OK) st = write_quotes(quoter, out, err);
  if (st == LUN_OK) st = name_speakers(quoter, count, out, err);
  if (st == LUN_OK && !quoter->voices.turns) join_floating(quoter, count, out);
  if (st == LUN_OK) drop_kinds(quoter, count, out);
  if (st == LUN_OK) sort_quotes(count, out);
  if (st == LUN_OK) st = find_actors(quoter, doc, ctx, count, out, err);
  return st;
}

lun_status lun_quoter_find(lun_quoter *quoter, lun_document *doc, const lun_context *ctx,
                           lun_quotes *out, lun_error *err) {
  size_t count = out->count, segments = out->segments.count, contents = out->contents.count;
  lun_status st = find_quotes(quoter, doc, ctx, out, err);
  quoter->proposals = NULL;
  if (st != LUN_OK) {
    out->count = count;
    out->segments.count = segments;
    out->contents.count = contents;
  }
  return st;
}

void lun_quoter_propose(lun_quoter *quoter, const lun_proposals *proposals) {
  quoter->proposals = proposals;
}

void lun_quoter_set_kinds(lun_quoter *quoter, unsigned kinds) {
  quoter->kinds = kinds;
}

void lun_quoter_set_rule(lun_quoter *quoter, lun_rule rule, int on, double score) {
  uint32_t bit = UINT32_C(1) << rule;
  quoter->rules.off = on ? quoter->rules.off & ~bit : quoter->rules.off | bit;
  quoter->rules.scores[rule] = score;
  quoter->tokens.rules_off = quoter->rules.off;
}

lun_status lun_quoter_set_actors(lun_quoter *quoter, lun_dictionary *actors, lun_error *err) {
  lun_finder_free(quoter->actors);
  quoter->actors = NULL;
  return actors == NULL ? LUN_OK : lun_finder_new(actors, &quoter->actors, err);
}
