#include "analysis/quote.h"

#include "analysis/content.h"
#include "analysis/referent.h"
#include "analysis/report.h"
#include "analysis/source.h"
#include "base/memory.h"

enum {
  MEMORY = 2, /* paragraphs back to which a pronoun may point */
  CHECK_PASSAGES = 256
};

/* Who spoke last, for pronouns and for quotations without a speaker of their own. */
typedef struct memory {
  lun_referents referents;
  lun_span speaker; /* of the last quotation, as written */
  lun_span speaker_name;
  size_t paragraph; /* where that quotation ended */
  int spoken;
} memory;

struct lun_quoter {
  lun_dictionary *lexicon;
  lun_finder *finder;
  lun_token_flags *classes; /* by lexicon entry */
  lun_hits hits;
  lun_pieces pieces;
  lun_tokens tokens;
  lun_passages passages;
  lun_persons persons;
  const lun_spans *paragraphs; /* of the document at hand */
  lun_verdict *verdicts;       /* by passage */
  size_t verdict_cap;
  lun_reports reports;
  unsigned kinds; /* LUN_QUOTE_* as bits */
};

void lun_quotes_clear(lun_quotes *quotes) {
  lun_free(quotes->items);
  lun_spans_clear(&quotes->segments);
  lun_spans_clear(&quotes->contents);
  *quotes = (lun_quotes){0};
}

const char *lun_quote_kind_name(lun_quote_kind kind) {
  static const char *const names[] = {"direct", "mixed", "indirect"};
  return names[kind];
}

lun_status lun_quoter_new(lun_dictionary *lexicon, lun_quoter **out, lun_error *err) {
  lun_status st;
  *out = NULL;
  lun_quoter *q = lun_zalloc(sizeof *q);
  if (q == NULL) return lun_fail_memory(err);
  q->lexicon = lun_dictionary_share(lexicon);
  q->kinds = 1U << LUN_QUOTE_DIRECT | 1U << LUN_QUOTE_MIXED;
  q->classes = lun_realloc(NULL, lexicon->entry_count + 1, sizeof *q->classes);
  if (q->classes == NULL) {
    st = lun_fail_memory(err);
    goto fail;
  }
  for (size_t i = 0; i < lexicon->entry_count; i++) {
    q->classes[i] = lun_token_class(lexicon->entries[i].key);
  }
  st = lun_finder_new(lexicon, &q->finder, err);
  if (st != LUN_OK) goto fail;
  *out = q;
  return LUN_OK;
fail:
  lun_quoter_free(q);
  return st;
}

void lun_quoter_free(lun_quoter *quoter) {
  if (quoter == NULL) return;
  lun_finder_free(quoter->finder);
  lun_dictionary_free(quoter->lexicon);
  lun_free(quoter->classes);
  lun_hits_clear(&quoter->hits);
  lun_pieces_clear(&quoter->pieces);
  lun_tokens_clear(&quoter->tokens);
  lun_passages_clear(&quoter->passages);
  lun_persons_clear(&quoter->persons);
  lun_free(quoter->verdicts);
  lun_reports_clear(&quoter->reports);
  lun_free(quoter);
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
    lun_verdict_find(&q->tokens, p, before, last, &q->verdicts[i]);
    if (!q->verdicts[i].dropped) {
      before = &q->verdicts[i];
      last = p;
    }
    if (i % CHECK_PASSAGES == 0) st = lun_context_check(ctx, err);
  }
  return st;
}

/* The first token of the paragraphs in which a pronoun of paragraph `n` looks for its person. */
static size_t memory_floor(const lun_quoter *q, size_t n) {
  size_t first = n > MEMORY ? n - MEMORY : 0;
  return lun_tokens_at(&q->tokens, q->paragraphs->items[first].from);
}

/* Fill speaker and speaker_name of a quotation that has a speaker of its own. */
static lun_status name_speaker(lun_quoter *q, const lun_speaker *speaker, size_t paragraph,
                               memory *m, lun_quote *quote, lun_error *err) {
  const lun_tokens *t = &q->tokens;
  uint32_t person = LUN_MAP_NONE;
  lun_status st = LUN_OK;
  quote->speaker = lun_source_span(t, speaker);
  if (speaker->kind == LUN_SPEAKER_NAME) {
    quote->speaker_name = lun_persons_name(&q->persons, t, speaker);
    st = lun_persons_add(&q->persons, t, speaker, &person, err);
  } else if (speaker->kind == LUN_SPEAKER_DESCRIPTION) {
    quote->speaker_name = lun_persons_describe(&q->persons, t, speaker);
  } else if (lun_token_has(t, speaker->from, LUN_TOKEN_PERSON)) {
    person = lun_referents_find(&m->referents, &q->persons, t, speaker->from,
                                memory_floor(q, paragraph));
    if (person != LUN_MAP_NONE) quote->speaker_name = lun_persons_span(&q->persons, t, person);
  }
  if (person != LUN_MAP_NONE) lun_referents_add(&m->referents, person, speaker->from);
  return st;
}

static void remember(memory *m, const lun_quote *quote, const lun_passage *p) {
  m->speaker = quote->speaker;
  m->speaker_name = quote->speaker_name;
  m->paragraph = p->paragraph_last;
  m->spoken = 1;
}

/* A quotation without a verb behind a sentence of the writer's: the speaker is that one's subject.
** At the head of a paragraph the sentence may stand in the one before. */
static int follows_subject(const lun_quoter *q, const lun_passage *p, const memory *m,
                           lun_speaker *out) {
  const lun_tokens *t = &q->tokens;
  if (p->from == 0 || lun_token_has(t, p->from - 1, LUN_TOKEN_QUOTED)) return 0;
  if (lun_token_has(t, p->from, LUN_TOKEN_PARAGRAPH) && m->spoken &&
      p->paragraph <= m->paragraph + 1) {
    return 0;
  }
  size_t low = lun_attribution_sentence(t, p->from - 1);
  if (!lun_speaker_subject(t, low, p->from, out)) return 0;
  return out->kind == LUN_SPEAKER_NAME ||
         (out->kind == LUN_SPEAKER_PRONOUN && lun_token_has(t, out->from, LUN_TOKEN_PERSON));
}

/* Give a quotation without a verb its speaker. */
static lun_status inherit(lun_quoter *q, const lun_passage *p, memory *m, lun_quote *quote,
                          lun_error *err) {
  lun_speaker subject;
  if (follows_subject(q, p, m, &subject)) {
    return name_speaker(q, &subject, p->paragraph, m, quote, err);
  } else if (m->spoken && p->paragraph <= m->paragraph + 1) {
    quote->speaker = m->speaker;
    quote->speaker_name = m->speaker_name;
  }
  return LUN_OK;
}

static lun_status make_quote(lun_quoter *q, size_t n, memory *m, lun_quote *quote, lun_error *err) {
  const lun_passage *p = &q->passages.items[n];
  const lun_attribution *a = &q->verdicts[n].found;
  const lun_token *tokens = q->tokens.items;
  *quote = (lun_quote){.kind = q->verdicts[n].direct ? LUN_QUOTE_DIRECT : LUN_QUOTE_MIXED};
  quote->rule = lun_attribution_name(a->rule);
  quote->score = lun_attribution_score(a->rule);
  if (a->verb != SIZE_MAX) {
    quote->cue = (lun_span){tokens[a->verb].from, tokens[a->verb_to - 1].to};
  }
  if (a->known) return name_speaker(q, &a->speaker, p->paragraph, m, quote, err);
  return a->rule == LUN_RULE_FLOATING ? inherit(q, p, m, quote, err) : LUN_OK;
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

static lun_status add_content(lun_quote *quote, lun_span span, lun_quotes *out, lun_error *err) {
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
  size_t i = n;
  for (; st == LUN_OK && i < q->passages.count; i++) {
    if (q->verdicts[i].taken) break;
    if (q->verdicts[i].dropped) continue;
    if (!q->verdicts[i].joined) break;
    size_t first = out->segments.count;
    st = add_segments(q, i, quote, out, err);
    for (size_t k = first; st == LUN_OK && k < out->segments.count; k++) {
      st = add_content(quote, out->segments.items[k], out, err);
    }
    quote->rule = lun_attribution_name(LUN_RULE_QSVQ);
    quote->score = lun_attribution_score(LUN_RULE_QSVQ);
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
static lun_status write_quote(lun_quoter *q, size_t n, memory *m, lun_quotes *out, size_t *next,
                              lun_error *err) {
  lun_quote quote;
  lun_status st = make_quote(q, n, m, &quote, err);
  quote.segment = out->segments.count;
  quote.content_first = out->contents.count;
  if (st == LUN_OK) st = add_segments(q, n, &quote, out, err);
  if (st == LUN_OK && quote.kind == LUN_QUOTE_MIXED) {
    lun_span span = {quote.span.from, quote.span.to};
    span = lun_content_find(&q->tokens, &q->passages.items[n], &q->verdicts[n].found, span);
    st = add_content(&quote, span, out, err);
  }
  for (size_t i = 0; st == LUN_OK && quote.kind == LUN_QUOTE_DIRECT && i < quote.segment_count;
       i++) {
    st = add_content(&quote, out->segments.items[quote.segment + i], out, err);
  }
  if (st == LUN_OK) st = add_joined(q, n + 1, &quote, out, next, err);
  remember(m, &quote, last_passage(q, n, *next));
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

/* Write what clause `r` reports; *next gets the first passage behind it. */
static lun_status write_report(lun_quoter *q, const lun_report *r, memory *m, lun_quotes *out,
                               size_t *next, lun_error *err) {
  const lun_clause *c = &r->clause;
  const lun_token *tokens = q->tokens.items;
  lun_quote quote = {.kind = r->marked ? LUN_QUOTE_MIXED : LUN_QUOTE_INDIRECT,
                     .rule = lun_attribution_name(c->found.rule),
                     .score = lun_attribution_score(c->found.rule),
                     .cue = {tokens[c->found.verb].from, tokens[c->found.verb_to - 1].to},
                     .segment = out->segments.count,
                     .content_first = out->contents.count};
  size_t paragraph = lun_spans_find(q->paragraphs, tokens[c->found.verb].from);
  lun_status st = name_speaker(q, &c->found.speaker, paragraph, m, &quote, err);
  if (st == LUN_OK) st = add_content(&quote, clause_span(q, r, c->from, c->to), out, err);
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
    return st == LUN_OK ? add_quote(out, &quote, err) : st;
  }
  for (size_t n = r->passage; st == LUN_OK && n < *next; n++) {
    st = add_segments(q, n, &quote, out, err);
  }
  if (st == LUN_OK) st = add_joined(q, *next, &quote, out, next, err);
  remember(m, &quote, &q->passages.items[*next - 1]);
  return st == LUN_OK ? add_quote(out, &quote, err) : st;
}

/* Passages and reports, by first token. */
static lun_status write_quotes(lun_quoter *q, lun_quotes *out, lun_error *err) {
  memory m = {0};
  lun_status st = LUN_OK;
  size_t i = 0, r = 0;
  while (st == LUN_OK && (i < q->passages.count || r < q->reports.count)) {
    int report =
        r < q->reports.count &&
        (i == q->passages.count || q->reports.items[r].clause.from <= q->passages.items[i].from);
    if (report) {
      size_t next = i;
      st = write_report(q, &q->reports.items[r++], &m, out, &next, err);
      if (next > i) i = next;
    } else if (q->verdicts[i].dropped) {
      i++;
    } else {
      st = write_quote(q, i, &m, out, &i, err);
    }
  }
  return st;
}

/* Search the document for all that the rules need; `passages` and `reports` follow. */
static lun_status prepare(lun_quoter *q, lun_document *doc, const lun_context *ctx,
                          lun_error *err) {
  lun_status st = lun_finder_find(q->finder, doc, ctx, &q->hits, err);
  if (st == LUN_OK) {
    st = lun_tokens_find(&q->tokens, doc, q->classes, &q->hits, &q->pieces, ctx, err);
  }
  if (st == LUN_OK) {
    st = lun_passages_find(&q->passages, &q->tokens, &q->pieces, q->paragraphs, err);
  }
  return st == LUN_OK ? lun_persons_find(&q->persons, &q->tokens, err) : st;
}

lun_status lun_quoter_find(lun_quoter *quoter, lun_document *doc, const lun_context *ctx,
                           lun_quotes *out, lun_error *err) {
  size_t len, count = out->count, segments = out->segments.count, contents = out->contents.count;
  const char *text = lun_document_text(doc, &len);
  int all = (quoter->kinds & 1U << LUN_QUOTE_INDIRECT) != 0;
  quoter->pieces.count = quoter->hits.count = 0;
  lun_status st = lun_document_paragraphs(doc, ctx, &quoter->paragraphs, err);
  if (st == LUN_OK) st = lun_marks_find(text, len, quoter->paragraphs, ctx, &quoter->pieces, err);
  if (st != LUN_OK || (quoter->pieces.count == 0 && !all)) return st;
  st = prepare(quoter, doc, ctx, err);
  if (st == LUN_OK) st = judge_all(quoter, ctx, err);
  if (st == LUN_OK) {
    st = lun_reports_find(&quoter->reports, &quoter->tokens, &quoter->passages, quoter->verdicts,
                          all, ctx, err);
  }
  if (st == LUN_OK) st = write_quotes(quoter, out, err);
  if (st != LUN_OK) {
    out->count = count;
    out->segments.count = segments;
    out->contents.count = contents;
  }
  return st;
}

void lun_quoter_set_kinds(lun_quoter *quoter, unsigned kinds) {
  quoter->kinds = kinds;
}
