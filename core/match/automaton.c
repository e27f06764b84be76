#include "match/automaton.h"

#include "base/memory.h"

#include <assert.h>
#include <string.h>

enum { CHECK_CELLS = 1 << 20 }; /* cells between two looks at the context: a few milliseconds */

/* --- the program -------------------------------------------------------------------------------- */

lun_status lun_automaton_add(lun_automaton *a, lun_step step, uint32_t *number, lun_error *err) {
  void *steps = a->steps;
  if (a->count == LUN_STEPS_MOST) {
    return lun_fail(err, LUN_EPATTERN, 0,
                    "query of more than %d steps (a word repeated up to n times"
                    " is n steps)",
                    LUN_STEPS_MOST);
  }
  if (!lun_grow(&steps, &a->cap, a->count + 1, sizeof *a->steps)) return lun_fail_memory(err);
  a->steps = steps;
  *number = a->count++;
  a->steps[*number] = step;
  return LUN_OK;
}

/* Steps that `step` leads to without a word. */
static int leads_on(const lun_step *step) {
  return step->kind != LUN_STEP_MATCH && step->kind != LUN_STEP_WORD && step->kind != LUN_STEP_SPAN;
}

/* Depth-first from `step`, whose successors come first; `stack` holds one entry a step at most. */
static void order_from(const lun_automaton *a, uint32_t step, unsigned char *state, uint32_t *stack,
                       uint32_t *order, uint32_t *count) {
  size_t depth = 0;
  if (state[step] == 3) return;
  stack[depth++] = step;
  while (depth > 0) {
    uint32_t top = stack[depth - 1];
    const lun_step *s = &a->steps[top];
    unsigned ways = !leads_on(s) ? 0 : s->kind == LUN_STEP_SPLIT ? 2 : 1;
    if (state[top] >= ways) {
      if (state[top] != 3) order[(*count)++] = top;
      state[top] = 3;
      depth--;
      continue;
    }
    uint32_t next = state[top] == 0 ? s->next : s->other;
    state[top]++;
    if (state[next] != 3) {
      assert(depth < a->count); /* else a step would lead back to itself */
      stack[depth++] = next;
    }
  }
}

/* Note the steps that can take a match's first word; `reached` is zeroed. */
static void find_firsts(lun_automaton *a, unsigned char *reached) {
  reached[a->first] = 1;
  for (uint32_t i = a->count; i-- > 0;) {
    uint32_t number = a->order[i];
    const lun_step *step = &a->steps[number];
    if (!reached[number] || step->kind == LUN_STEP_MATCH) continue;
    if (!leads_on(step)) {
      a->firsts[a->first_count++] = number;
      continue;
    }
    reached[step->next] = 1;
    if (step->kind == LUN_STEP_SPLIT) reached[step->other] = 1;
  }
}

lun_status lun_automaton_order(lun_automaton *a, lun_error *err) {
  unsigned char *state = lun_zalloc(a->count);
  uint32_t *stack = lun_alloc(a->count * sizeof *stack), count = 0;
  a->order = lun_alloc(a->count * sizeof *a->order);
  a->firsts = lun_alloc(a->count * sizeof *a->firsts);
  lun_status st = state && stack && a->order && a->firsts ? LUN_OK : lun_fail_memory(err);
  for (uint32_t i = 0; st == LUN_OK && i < a->count; i++) {
    order_from(a, i, state, stack, a->order, &count);
  }
  if (st == LUN_OK) {
    memset(state, 0, a->count);
    find_firsts(a, state);
  }
  lun_free(state);
  lun_free(stack);
  return st;
}

void lun_automaton_clear(lun_automaton *a) {
  lun_free(a->steps);
  lun_free(a->order);
  lun_free(a->firsts);
  *a = (lun_automaton){0};
}

/* --- matching ----------------------------------------------------------------------------------- */

/* The first range that does not begin before word `at`. */
static size_t find_range(const lun_token_marks *marks, size_t at) {
  size_t low = 0, high = marks->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (marks->ranges[middle].first < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* Spans that begin at word `at`: the longest match behind one of them. */
static uint32_t reach_spans(const lun_reach *r, const lun_automaton *a, const lun_step *step,
                            const lun_token_stretch *stretch, size_t at) {
  const lun_token_marks *marks = &stretch->marks[step->arg];
  uint32_t best = 0;
  if (!(marks->words[at] & LUN_MARK_OPEN)) return 0;
  for (size_t i = find_range(marks, at); i < marks->count && marks->ranges[i].first == at; i++) {
    const lun_token_range *range = &marks->ranges[i];
    if (range->cut || range->end > r->to) continue;
    uint32_t end = r->cells[(range->end - r->from) * a->count + step->next];
    if (end > best) best = end;
  }
  return best;
}

/* What step `number` reaches from word `at`, those of its row before it in order being known. */
static uint32_t reach_step(const lun_reach *r, const lun_automaton *a, const lun_step *step,
                           const lun_token_stretch *stretch, size_t at, const uint32_t *row) {
  switch (step->kind) {
  case LUN_STEP_MATCH: return (uint32_t)at + 1;
  case LUN_STEP_WORD:
    if (at == r->to || row[a->count + step->next] == 0) return 0;
    return lun_token_stretch_fits(stretch, step->arg, at) ? row[a->count + step->next] : 0;
  case LUN_STEP_SPAN: return at == r->to ? 0 : reach_spans(r, a, step, stretch, at);
  case LUN_STEP_SPLIT:
    return row[step->next] > row[step->other] ? row[step->next] : row[step->other];
  case LUN_STEP_OPEN:
    return stretch->marks[step->arg].words[at] & LUN_MARK_OPEN ? row[step->next] : 0;
  case LUN_STEP_CLOSE:
    return stretch->marks[step->arg].words[at] & LUN_MARK_CLOSE ? row[step->next] : 0;
  case LUN_STEP_BEGIN:
  case LUN_STEP_END: break;
  }
  return row[step->next];
}

lun_status lun_reach_find(lun_reach *reach, const lun_automaton *a,
                          const lun_token_stretch *stretch, size_t from, size_t to,
                          const lun_context *ctx, lun_error *err) {
  void *cells = reach->cells;
  size_t rows = to - from + 1, since = 0;
  if (!lun_grow(&cells, &reach->cap, rows * a->count, sizeof *reach->cells)) {
    return lun_fail_memory(err);
  }
  reach->cells = cells;
  reach->from = from;
  reach->to = to;
  for (size_t at = to + 1; at-- > from;) {
    uint32_t *row = reach->cells + (at - from) * a->count;
    for (uint32_t i = 0; i < a->count; i++) {
      uint32_t number = a->order[i];
      row[number] = reach_step(reach, a, &a->steps[number], stretch, at, row);
    }
    since += a->count;
    if (since < CHECK_CELLS) continue;
    since = 0;
    lun_status st = lun_context_check(ctx, err);
    if (st != LUN_OK) return st;
  }
  return LUN_OK;
}

size_t lun_reach_end(const lun_reach *reach, const lun_automaton *a, size_t word) {
  return (size_t)reach->cells[(word - reach->from) * a->count + a->first] - 1;
}

/* The end of the span that begins at `at` and leads to the match's end. */
static size_t take_span(const lun_reach *r, const lun_automaton *a, const lun_step *step,
                        const lun_token_stretch *stretch, size_t at, uint32_t goal) {
  const lun_token_marks *marks = &stretch->marks[step->arg];
  for (size_t i = find_range(marks, at); i < marks->count && marks->ranges[i].first == at; i++) {
    const lun_token_range *range = &marks->ranges[i];
    if (range->cut || range->end > r->to) continue;
    if (r->cells[(range->end - r->from) * a->count + step->next] == goal) return range->end;
  }
  assert(0);
  return at;
}

void lun_reach_captures(const lun_reach *reach, const lun_automaton *a,
                        const lun_token_stretch *stretch, size_t word, lun_span *captures,
                        size_t count) {
  const uint32_t *cells = reach->cells;
  uint32_t number = a->first, goal = cells[(word - reach->from) * a->count + number];
  memset(captures, 0, count * sizeof *captures);
  while (goal != 0) {
    const lun_step *step = &a->steps[number];
    const uint32_t *row = cells + (word - reach->from) * a->count;
    number = step->next;
    switch (step->kind) {
    case LUN_STEP_MATCH: return;
    case LUN_STEP_WORD: word++; break;
    case LUN_STEP_SPAN: word = take_span(reach, a, step, stretch, word, goal); break;
    case LUN_STEP_SPLIT:
      if (row[step->next] != goal) number = step->other;
      break;
    case LUN_STEP_BEGIN: captures[step->arg] = (lun_span){(uint32_t)word, (uint32_t)word}; break;
    case LUN_STEP_END: captures[step->arg].to = (uint32_t)word; break;
    case LUN_STEP_OPEN:
    case LUN_STEP_CLOSE: break;
    }
  }
}

void lun_reach_clear(lun_reach *reach) {
  lun_free(reach->cells);
  *reach = (lun_reach){0};
}

int lun_automaton_begins(const lun_automaton *a, const lun_token_stretch *stretch, size_t word) {
  for (uint32_t i = 0; i < a->first_count; i++) {
    const lun_step *step = &a->steps[a->firsts[i]];
    if (step->kind == LUN_STEP_SPAN) {
      if (stretch->marks[step->arg].words[word] & LUN_MARK_OPEN) return 1;
    } else if (lun_token_stretch_fits(stretch, step->arg, word)) {
      return 1;
    }
  }
  return 0;
}
