#include "analysis/quote.h"

#include "analysis/content.h"
#include "analysis/referent.h"
#include "analysis/source.h"
#include "base/memory.h"

enum {
  SHORT_WORDS = 2,    /* so few words are a quotation only with a verb of their own */
  FLOATING_WORDS = 3, /* so many, and a sentence's form, need none */
  CLOSE_REACH = 10,   /* tokens between a verb and a short quotation */
  JOIN_REACH = 60,    /* tokens of an attribution that interrupts a quotation */
  MEMORY = 2,         /* paragraphs back to which a pronoun may point */
  CHECK_PASSAGES = 256
};

/* What became of a passage. */
typedef struct verdict {
  lun_attribution found;
  int dropped;
  int joined; /* goes on with the quotation before it */
} verdict;

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
  verdict *verdicts;           /* by passage */
  size_t verdict_cap;
};

void lun_quotes_clear(lun_quotes *quotes) {
  lun_free(quotes->items);
  lun_spans_clear(&quotes->segments);
  *quotes = (lun_quotes){0};
}

const char *lun_quote_kind_name(lun_quote_kind kind) {
  return kind == LUN_QUOTE_DIRECT ? "direct" : "mixed";
}

lun_status lun_quoter_new(lun_dictionary *lexicon, lun_quoter **out, lun_error *err) {
  lun_status st;
  *out = NULL;
  lun_quoter *q = lun_zalloc(sizeof *q);
  if (q == NULL) return lun_fail_memory(err);
  q->lexicon = lun_dictionary_share(lexicon);
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
  lun_free(quoter);
}

/* "John “Jack” Smith": a short one between two capitals, with nothing else between. */
static int is_nickname(const lun_tokens *t, const lun_passage *p) {
  const lun_token_flags parted =
      LUN_TOKEN_COMMA | LUN_TOKEN_COLON | LUN_TOKEN_DASH | LUN_TOKEN_STOP;
  if (p->to - p->from > SHORT_WORDS || p->from == 0 || p->to >= t->count) return 0;
  return lun_speaker_is_name_word(t, p->from - 1) && lun_speaker_is_name_word(t, p->to) &&
         !lun_token_has(t, p->from, parted) && !lun_token_has(t, p->to, parted);
}

/* 1 when the verb found to the left stands right before the passage. */
static int is_governed(const lun_tokens *t, const lun_passage *p, const lun_attribution *a,
                       size_t reach) {
  if (a->verb == SIZE_MAX || a->verb_to > p->from || p->from - a->verb_to > reach) return 0;
  for (size_t i = a->verb_to; i < p->from; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_COMMA | LUN_TOKEN_START)) return 0;
  }
  return 1;
}

/* A passage that only looks like a quotation: scare quotes, titles of works. */
static int is_scare(const lun_tokens *t, const lun_passage *p, const lun_attribution *left) {
  if (p->titled && p->to - p->from >= SHORT_WORDS) {
    /* "a class called “World History”" names it. */
    int names = left->verb != SIZE_MAX && lun_token_has(t, left->verb, LUN_TOKEN_LABEL) &&
                left->known && left->speaker.kind == LUN_SPEAKER_DESCRIPTION;
    return names || !is_governed(t, p, left, 0);
  }
  if (p->to - p->from > SHORT_WORDS) return 0;
  return !left->known || !is_governed(t, p, left, CLOSE_REACH);
}

/* The passage goes on where an attribution interrupted the one before: "Q, S said. Q" */
static int goes_on(const lun_tokens *t, const lun_passage *p, const verdict *before,
                   const lun_passage *last, const lun_attribution *left) {
  const lun_attribution *a = &before->found;
  if (last->paragraph_last != p->paragraph || a->verb == SIZE_MAX) return 0;
  if (a->verb < last->to || a->verb >= p->from || !p->set_off) return 0;
  if (p->from > last->to + JOIN_REACH) return 0;
  for (size_t i = last->to + 1; i < p->from; i++) {
    if (lun_token_starts(t, i) && !lun_token_has(t, i, LUN_TOKEN_QUOTED)) return 0;
  }
  if (lun_token_has(t, p->from, LUN_TOKEN_COLON)) return 0;
  if (lun_token_starts(t, p->from)) return p->stop || p->to == p->next;
  /* "Q, said S, would be Q": the clause goes on, not the quotation. */
  for (size_t i = a->verb_to; i < p->from; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_COMMA) &&
        lun_token_has(t, i, LUN_TOKEN_SKIP | LUN_TOKEN_PASSIVE)) {
      return 0;
    }
  }
  return left->verb == a->verb && lun_token_has(t, p->from, LUN_TOKEN_COMMA);
}

/* A sentence in marks that needs no verb. */
static int floats(const lun_tokens *t, const lun_passage *p) {
  if (!p->begins || !p->set_off || !p->stop || p->titled) return 0;
  if (p->to - p->from < FLOATING_WORDS) return 0;
  return p->to == p->paragraph_end || lun_token_starts(t, p->to) ||
         lun_token_has(t, p->to, LUN_TOKEN_MARK);
}

/* `before`, `last`: the quotation before this passage, NULL when there is none. */
static void judge(const lun_tokens *t, const lun_passage *p, const verdict *before,
                  const lun_passage *last, verdict *v) {
  lun_attribution left, right;
  *v = (verdict){.found = {.verb = SIZE_MAX}};
  int has_left = lun_attribution_left(t, p, &left);
  int has_right = lun_attribution_right(t, p, &right);
  if (left.refused || is_nickname(t, p)) {
    v->dropped = 1;
  } else if (has_right) {
    v->found = right;
  } else if (before != NULL && goes_on(t, p, before, last, &left)) {
    v->joined = 1;
  } else if (has_left) {
    v->found = left;
    v->dropped = is_scare(t, p, &left);
  } else if (lun_attribution_far(t, p, &right)) {
    v->found = right;
    v->dropped = is_scare(t, p, &left);
  } else if (floats(t, p)) {
    v->found.rule = LUN_RULE_FLOATING;
  } else {
    v->dropped = 1;
  }
}

static lun_status judge_all(lun_quoter *q, const lun_context *ctx, lun_error *err) {
  void *verdicts = q->verdicts;
  const verdict *before = NULL;
  const lun_passage *last = NULL;
  lun_status st = LUN_OK;
  if (!lun_grow(&verdicts, &q->verdict_cap, q->passages.count, sizeof *q->verdicts)) {
    return lun_fail_memory(err);
  }
  q->verdicts = verdicts;
  for (size_t i = 0; st == LUN_OK && i < q->passages.count; i++) {
    const lun_passage *p = &q->passages.items[i];
    judge(&q->tokens, p, before, last, &q->verdicts[i]);
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
  *quote = (lun_quote){.kind = p->begins && p->set_off ? LUN_QUOTE_DIRECT : LUN_QUOTE_MIXED};
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

static lun_status add_quote(lun_quotes *out, const lun_quote *quote, lun_error *err) {
  void *items = out->items;
  if (!lun_grow(&items, &out->cap, out->count + 1, sizeof *out->items)) return lun_fail_memory(err);
  out->items = items;
  out->items[out->count++] = *quote;
  return LUN_OK;
}

/* Write the quotation that begins with passage `n`; *next gets the first passage behind it. */
static lun_status write_quote(lun_quoter *q, size_t n, memory *m, lun_quotes *out, size_t *next,
                              lun_error *err) {
  lun_quote quote;
  size_t last = n, i = n + 1;
  lun_status st = make_quote(q, n, m, &quote, err);
  quote.segment = out->segments.count;
  if (st == LUN_OK) st = add_segments(q, n, &quote, out, err);
  for (; st == LUN_OK && i < q->passages.count; i++) {
    if (q->verdicts[i].dropped) continue;
    if (!q->verdicts[i].joined) break;
    st = add_segments(q, i, &quote, out, err);
    quote.rule = lun_attribution_name(LUN_RULE_QSVQ);
    quote.score = lun_attribution_score(LUN_RULE_QSVQ);
    last = i;
  }
  quote.content = quote.span;
  if (quote.kind == LUN_QUOTE_MIXED) {
    quote.content =
        lun_content_find(&q->tokens, &q->passages.items[n], &q->verdicts[n].found, quote.span);
  }
  remember(m, &quote, &q->passages.items[last]);
  *next = last + 1;
  return st == LUN_OK ? add_quote(out, &quote, err) : st;
}

static lun_status write_quotes(lun_quoter *q, lun_quotes *out, lun_error *err) {
  memory m = {0};
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < q->passages.count;) {
    if (q->verdicts[i].dropped) i++;
    else st = write_quote(q, i, &m, out, &i, err);
  }
  return st;
}

lun_status lun_quoter_find(lun_quoter *quoter, lun_document *doc, const lun_context *ctx,
                           lun_quotes *out, lun_error *err) {
  size_t len, count = out->count, segments = out->segments.count;
  const char *text = lun_document_text(doc, &len);
  const lun_spans *paragraphs;
  quoter->pieces.count = quoter->hits.count = 0;
  lun_status st = lun_document_paragraphs(doc, ctx, &paragraphs, err);
  if (st == LUN_OK) st = lun_marks_find(text, len, paragraphs, ctx, &quoter->pieces, err);
  if (st != LUN_OK || quoter->pieces.count == 0) return st;
  quoter->paragraphs = paragraphs;
  st = lun_finder_find(quoter->finder, doc, ctx, &quoter->hits, err);
  if (st == LUN_OK) {
    st = lun_tokens_find(&quoter->tokens, doc, quoter->classes, &quoter->hits, &quoter->pieces, ctx,
                         err);
  }
  if (st == LUN_OK) {
    st = lun_passages_find(&quoter->passages, &quoter->tokens, &quoter->pieces, paragraphs, err);
  }
  if (st == LUN_OK) st = lun_persons_find(&quoter->persons, &quoter->tokens, err);
  if (st == LUN_OK) st = judge_all(quoter, ctx, err);
  if (st == LUN_OK) st = write_quotes(quoter, out, err);
  if (st != LUN_OK) {
    out->count = count;
    out->segments.count = segments;
  }
  return st;
}
