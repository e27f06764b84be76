#include "analysis/report.h"

#include "analysis/transcript.h"

#include "base/memory.h"

enum { CONTENT_LEAST = 2, CHECK_TOKENS = 1 << 14 };

typedef struct sweep {
  const lun_tokens *t;
  const lun_passages *passages;
  lun_verdict *verdicts;
  size_t passage; /* the first passage that ends behind the sentence's start */
  size_t first;   /* the first report of the sentence */
  int all;
  int transcript; /* paragraphs that begin with a name and a colon are turns */
  lun_reports *out;
  lun_error *err;
} sweep;

void lun_reports_clear(lun_reports *reports) {
  lun_free(reports->items);
  *reports = (lun_reports){0};
}

static size_t clause_end(const lun_clause *c) {
  return c->rest_to > c->rest_from ? c->rest_to : c->to;
}

/* 1 when the speaker stands behind what is said: such a clause holds all others before it. */
static int follows(const lun_clause *c) {
  return c->from < c->found.verb && c->to > c->from + 1;
}

/* 1 when a report of this sentence has one of tokens [from, to). */
static int is_claimed(const sweep *s, size_t from, size_t to) {
  for (size_t n = s->first; n < s->out->count; n++) {
    const lun_clause *c = &s->out->items[n].clause;
    if (from < clause_end(c) && to > c->from) return 1;
  }
  return 0;
}

/* Cut [from, *to) where another report of the sentence begins. */
static void limit(const sweep *s, size_t from, size_t *to) {
  for (size_t n = s->first; n < s->out->count; n++) {
    const lun_clause *c = &s->out->items[n].clause;
    if (c->from >= from && c->from < *to) *to = c->from;
  }
}

/* Add a report at its place by first token. */
static lun_status add_report(sweep *s, const lun_report *report) {
  void *items = s->out->items;
  if (!lun_grow(&items, &s->out->cap, s->out->count + 1, sizeof *s->out->items)) {
    return lun_fail_memory(s->err);
  }
  s->out->items = items;
  size_t n = s->out->count++;
  for (; n > s->first && s->out->items[n - 1].clause.from > report->clause.from; n--) {
    s->out->items[n] = s->out->items[n - 1];
  }
  s->out->items[n] = *report;
  return LUN_OK;
}

/* 1 when a quotation that is kept as whole sentences has its verb at token `i`. */
static int is_taken(const sweep *s, size_t i, size_t high) {
  for (size_t n = s->passage; n < s->passages->count; n++) {
    const lun_verdict *v = &s->verdicts[n];
    if (lun_verdict_stands(v) && v->found.verb == i) return 1;
    if (s->passages->items[n].from >= high) break;
  }
  return 0;
}

/* Cut [*from, *to) where whole sentences in marks begin that are quotations of their own. */
static void cut(const sweep *s, size_t from, size_t *to) {
  for (size_t n = s->passage; n < s->passages->count; n++) {
    const lun_passage *p = &s->passages->items[n];
    if (p->from >= *to) break;
    if (p->to <= from || !lun_verdict_stands(&s->verdicts[n])) continue;
    *to = p->from > from ? p->from : from;
    break;
  }
}

/* Find the passages inside the report. */
static void find_passages(const sweep *s, lun_report *r) {
  const lun_clause *c = &r->clause;
  size_t end = clause_end(c);
  size_t n = s->passage;
  while (n < s->passages->count && s->passages->items[n].to <= c->from) n++;
  r->passage = n;
  while (n < s->passages->count && s->passages->items[n].from < end) n++;
  r->passage_count = n - r->passage;
}

/* 1 when a passage inside the report is in marks for the speaker's words. */
static int is_marked(const sweep *s, const lun_report *r) {
  for (size_t n = r->passage; n < r->passage + r->passage_count; n++) {
    if (!s->verdicts[n].refused) return 1;
  }
  return 0;
}

/* 1 when what a verb reports without marks is a clause, not an object: where endings say nothing,
** "que", an infinitive or a German comma must open it ("affirme que", "promet de venir"). */
static int is_clause(const lun_tokens *t, const lun_clause *c) {
  size_t i = c->from;
  int object = c->found.rule == LUN_RULE_S_V_CLAUSE || c->found.rule == LUN_RULE_PARTICIPLE_CLAUSE;
  if (!object || !lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 1;
  if (lun_token_has(t, i, LUN_TOKEN_THAT | LUN_TOKEN_OPENER)) return 1;
  if (lun_token_trait(t, LUN_TRAIT_VERB_SECOND)) return lun_token_has(t, i, LUN_TOKEN_COMMA);
  while (i + 1 < c->to && lun_token_has(t, i, LUN_TOKEN_LINK | LUN_TOKEN_SKIP | LUN_TOKEN_ABOUT))
    i++;
  return lun_token_has(t, i, LUN_TOKEN_INFINITIVE) && !lun_token_has(t, i, LUN_TOKEN_NOUNS);
}

/* Fit what token `cue` reports to the passages and to the reports before it. */
static lun_status try_cue(sweep *s, size_t cue, size_t low, size_t high, int tails) {
  lun_report r = {0};
  lun_clause *c = &r.clause;
  if (is_claimed(s, cue, cue + 1) || is_taken(s, cue, high)) return LUN_OK;
  if (!lun_clause_find(s->t, cue, low, high, c) || follows(c) != tails) return LUN_OK;
  if (is_claimed(s, c->from, c->from + 1)) return LUN_OK;
  limit(s, c->from, &c->to);
  if (c->rest_to > c->rest_from) limit(s, c->rest_from, &c->rest_to);
  cut(s, c->from, &c->to);
  if (c->rest_to > c->rest_from) cut(s, c->rest_from, &c->rest_to);
  if (clause_end(c) < c->from + CONTENT_LEAST || c->to <= c->from) return LUN_OK;
  find_passages(s, &r);
  r.marked = is_marked(s, &r);
  if (!r.marked && (!s->all || !is_clause(s->t, c))) return LUN_OK;
  for (size_t n = r.passage; n < r.passage + r.passage_count; n++) {
    s->verdicts[n].dropped = s->verdicts[n].taken = 1;
  }
  return add_report(s, &r);
}

/* Take the paragraph at token `low` as a turn of a transcript; *end gets the token behind it. */
static lun_status take_turn(sweep *s, size_t low, size_t *end) {
  lun_report r = {0};
  *end = low;
  if (!s->transcript || !lun_transcript_find(s->t, low, &r.clause)) return LUN_OK;
  *end = r.clause.to;
  s->first = s->out->count;
  while (s->passage < s->passages->count && s->passages->items[s->passage].to <= low) s->passage++;
  find_passages(s, &r);
  for (size_t n = r.passage; n < r.passage + r.passage_count; n++) {
    s->verdicts[n].dropped = s->verdicts[n].taken = 1;
  }
  return add_report(s, &r);
}

/* Look at the sentence [low, high). */
static lun_status read_sentence(sweep *s, size_t low, size_t high) {
  const lun_token_flags cues =
      LUN_TOKEN_VERB | LUN_TOKEN_ACCORDING | LUN_TOKEN_NOUN | LUN_TOKEN_POSTPOSED;
  lun_status st = LUN_OK;
  while (s->passage < s->passages->count && s->passages->items[s->passage].to <= low) s->passage++;
  if (!s->all &&
      (s->passage == s->passages->count || s->passages->items[s->passage].from >= high)) {
    return LUN_OK;
  }
  s->first = s->out->count;
  for (int tails = 1; tails >= 0; tails--) {
    for (size_t i = low; st == LUN_OK && i < high; i++) {
      if (lun_token_has(s->t, i, cues) && !lun_token_has(s->t, i, LUN_TOKEN_QUOTED)) {
        st = try_cue(s, i, low, high, tails);
      }
    }
  }
  return st;
}

lun_status lun_reports_find(lun_reports *reports, lun_tokens *t, const lun_passages *passages,
                            lun_verdict *verdicts, int all, const lun_context *ctx,
                            lun_error *err) {
  sweep s = {t, passages, verdicts, 0, 0, all, lun_transcript_test(t), reports, err};
  lun_status st = LUN_OK;
  size_t due = 0;
  reports->count = 0;
  for (size_t low = 0, high; st == LUN_OK && low < t->count; low = high) {
    st = take_turn(&s, low, &high);
    if (st != LUN_OK || high > low) continue;
    high = lun_clause_sentence_end(t, low);
    if (low >= due) {
      due = low + CHECK_TOKENS;
      st = lun_context_check(ctx, err);
    }
    if (st == LUN_OK) st = read_sentence(&s, low, high);
  }
  return st;
}
