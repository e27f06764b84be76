/* The search: a long text in blocks of start positions, each call of PCRE2 within bounds.
**
** PCRE2's own limit counts steps from each start position anew, and a step may walk over the whole
** text. So: few start positions a call in a long text and few steps from each, more of both while the
** clock says that calls are quick; and a place that is slow all the same is tried by the watched
** code, whose callouts count the bytes walked and ask the context. */
#include "base/memory.h"
#include "match/pattern.h"
#include "match/pattern_code.h"

#include <assert.h>
#include <string.h>

enum {
  HEAP_LIMIT_KIB = 32 * 1024,  /* for the interpreter */
  JIT_STACK_START = 32 * 1024, /* bytes */
  JIT_STACK_MOST = 1024 * 1024,
  CALL_STEPS = 10000000, /* steps of all start positions of a call */
  FIRST_STEPS = 1000,    /* steps of one start position, until the clock allows more */
  CALL_BYTES = 1 << 26,  /* bytes that a call may walk over when each place goes to the end */
  BLOCK_LEAST = 64,      /* start positions of the first block of the longest text */
  BLOCK_MOST = 64 * 1024,
  QUICK = 1000000, /* nanoseconds: a call that takes less may have more start positions, */
  SLOW = 4000000,  /* and one that takes more gets fewer */
  CALLOUT_STRIDE = 1024,
  WALK_STRIDE = 1 << 20 /* bytes walked between two looks at the clock */
};

static const uint64_t WALK_LIMIT = UINT64_C(1) << 32; /* bytes walked from one place */

struct lun_matcher {
  pcre2_general_context *heap;
  pcre2_match_context *context;
  pcre2_match_data *data;
  int deep; /* the interpreter has run: `data` may hold as much memory as it is allowed */
  pcre2_jit_stack *jit_stack;
  lun_span *groups;
  size_t group_cap;
  size_t block;   /* start positions a call may try, in the search below, */
  uint32_t steps; /* and steps that each may take */
  const void *block_pattern;
  const char *block_text;
};

/* One search. */
typedef struct search {
  const lun_pattern *pattern;
  lun_matcher *matcher;
  const char *text;
  size_t len;
  const lun_context *ctx;
  lun_error *err;
  size_t literal;    /* the first one at or behind where it may stand; found unless 0 */
  int finished;      /* the last start position has been tried */
  int64_t looked;    /* when the last block ended; 0 = not measured */
  lun_status status; /* why a callout called the match off */
  unsigned calls;
  size_t at;       /* of the last callout */
  uint64_t walked; /* between callouts */
  uint64_t asked;  /* of `walked`, when the clock was last looked at */
} search;

lun_status lun_matcher_new(lun_matcher **out, lun_error *err) {
  *out = NULL;
  lun_matcher *m = lun_zalloc(sizeof *m);
  if (m == NULL) return lun_fail_memory(err);
  m->heap = lun_pattern_heap_new();
  if (m->heap != NULL) m->context = pcre2_match_context_create(m->heap);
  if (m->context == NULL) {
    lun_matcher_free(m);
    return lun_fail_memory(err);
  }
  m->jit_stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MOST, m->heap);
  pcre2_set_heap_limit(m->context, HEAP_LIMIT_KIB);
  /* No JIT in this PCRE2 means no stack: legal, the interpreter needs none. */
  if (m->jit_stack != NULL) pcre2_jit_stack_assign(m->context, NULL, m->jit_stack);
  *out = m;
  return LUN_OK;
}

void lun_matcher_free(lun_matcher *matcher) {
  if (matcher == NULL) return;
  pcre2_match_data_free(matcher->data);
  pcre2_jit_stack_free(matcher->jit_stack);
  pcre2_match_context_free(matcher->context);
  pcre2_general_context_free(matcher->heap);
  lun_free(matcher->groups);
  lun_free(matcher);
}

/* Match data and group list large enough for `pattern`. */
static lun_status reserve(lun_matcher *m, const lun_pattern *pattern, lun_error *err) {
  size_t need = pattern->groups + 1;
  if (m->deep) {
    pcre2_match_data_free(m->data);
    m->data = NULL;
    m->deep = 0;
  }
  if (m->data != NULL && pcre2_get_ovector_count(m->data) >= need) return LUN_OK;
  void *groups = m->groups;
  if (!lun_grow(&groups, &m->group_cap, need, sizeof *m->groups)) return lun_fail_memory(err);
  m->groups = groups;
  pcre2_match_data *data = pcre2_match_data_create((uint32_t)need, m->heap);
  if (data == NULL) return lun_fail_memory(err);
  pcre2_match_data_free(m->data);
  m->data = data;
  return LUN_OK;
}

static lun_status fail_match(const search *s, int why, size_t from) {
  static const char advice[] = "; a repeat inside a repeat, as in (a+)+, often does this: write "
                               "(?>a+)+ or bound it, a{1,20}";
  switch (why) {
  case PCRE2_ERROR_MATCHLIMIT:
    return lun_fail(s->err, LUN_ELIMIT, from,
                    "regex gave up at byte %zu: more than %u steps from one place%s", from + 1,
                    s->pattern->step_limit, advice);
  case PCRE2_ERROR_HEAPLIMIT:
    return lun_fail(s->err, LUN_ELIMIT, from,
                    "regex gave up at byte %zu: more than %d MiB of memory%s", from + 1,
                    HEAP_LIMIT_KIB / 1024, advice);
  case PCRE2_ERROR_DEPTHLIMIT:
    return lun_fail(s->err, LUN_ELIMIT, from,
                    "regex gave up at byte %zu: deeper than its own (*LIMIT_DEPTH)", from + 1);
  case PCRE2_ERROR_RECURSELOOP:
    return lun_fail(s->err, LUN_ELIMIT, from,
                    "regex gave up at byte %zu: a group calls itself without moving on", from + 1);
  case PCRE2_ERROR_NOMEMORY: return lun_fail_memory(s->err);
  default:
    return lun_fail(s->err, LUN_ELIMIT, from, "regex gave up at byte %zu: PCRE2 error %d", from + 1,
                    why);
  }
}

/* Called at each item of watched code: calls the match off when the context says so, or when it has
** walked too far. */
static int ask_context(pcre2_callout_block *block, void *data) {
  search *s = data;
  size_t at = block->current_position;
  s->walked += at > s->at ? at - s->at : s->at - at;
  s->at = at;
  if (++s->calls % CALLOUT_STRIDE != 0 && s->walked - s->asked < WALK_STRIDE) return 0;
  s->asked = s->walked;
  if (s->walked > WALK_LIMIT + 64 * (uint64_t)s->len) {
    s->status = lun_fail(s->err, LUN_ELIMIT, block->start_match,
                         "regex gave up at byte %zu: it went over %llu MiB of text from there; a "
                         "bounded repeat, a{1,200}, goes over less",
                         block->start_match + 1, (unsigned long long)(s->walked >> 20));
  } else s->status = lun_context_check(s->ctx, s->err);
  return s->status == LUN_OK ? 0 : PCRE2_ERROR_CALLOUT;
}

/* Texts are checked when they come in, hence NO_UTF_CHECK: checking again at each call would make
** many matches quadratic. */
static int call(search *s, const pcre2_code *code, size_t from, uint32_t steps, uint32_t options) {
  lun_matcher *m = s->matcher;
  pcre2_set_match_limit(m->context, steps);
  return pcre2_match(code, (PCRE2_SPTR)s->text, s->len, from, options | PCRE2_NO_UTF_CHECK, m->data,
                     m->context);
}

/* By code that asks the context, with all the steps a place may take; by the interpreter where the
** stack of JIT was too small. */
static int call_watched(search *s, size_t from, uint32_t options) {
  const pcre2_code *code;
  s->status = lun_pattern_watch(s->pattern, &code, s->err);
  if (s->status != LUN_OK) return PCRE2_ERROR_CALLOUT;
  s->at = from;
  s->walked = s->asked = 0;
  pcre2_set_callout(s->matcher->context, ask_context, s);
  int n = call(s, code, from, s->pattern->step_limit, options);
  if (n == PCRE2_ERROR_JIT_STACKLIMIT) {
    s->matcher->deep = 1;
    n = call(s, code, from, s->pattern->step_limit, options | PCRE2_NO_JIT);
  }
  pcre2_set_callout(s->matcher->context, NULL, NULL);
  return n;
}

static size_t clamp(size_t n, size_t least, size_t most) {
  return n < least ? least : n > most ? most : n;
}

/* One call for the start positions [from, limit), and `len` when it is the limit. */
static int match_block(search *s, size_t from, size_t limit, int watched, uint32_t options) {
  pcre2_set_offset_limit(s->matcher->context, limit == s->len ? s->len : limit - 1);
  if (s->pattern->linked || watched) return call_watched(s, from, options);
  return call(s, s->pattern->code, from, s->matcher->steps, options);
}

static const lun_span *read_groups(lun_matcher *m, size_t count) {
  const PCRE2_SIZE *at = pcre2_get_ovector_pointer(m->data);
  for (size_t i = 0; i < count; i++) {
    if (at[2 * i] == PCRE2_UNSET) m->groups[i] = (lun_span){LUN_GROUP_UNSET, LUN_GROUP_UNSET};
    else m->groups[i] = (lun_span){(uint32_t)at[2 * i], (uint32_t)at[2 * i + 1]};
  }
  /* \K in a lookahead can put the end before the start: then the match is empty at its end. */
  if (m->groups[0].from > m->groups[0].to) m->groups[0].from = m->groups[0].to;
  return m->groups;
}

/* `at`, or the first code point boundary behind it. */
static size_t next_boundary(const search *s, size_t at) {
  while (at < s->len && ((unsigned char)s->text[at] & 0xC0) == 0x80) at++;
  return at;
}

/* Blocks without a measured clock: so small that even a walk to the end from each place is soon over. */
static size_t first_block(const search *s, size_t from) {
  return clamp(CALL_BYTES / (s->len - from + 1), BLOCK_LEAST, BLOCK_MOST);
}

/* The end of the block that starts at `from`, `end` at most. */
static size_t block_end(const search *s, size_t from, size_t end) {
  if (s->pattern->linked || end - from <= s->matcher->block) return end;
  return next_boundary(s, from + s->matcher->block);
}

/* Nanoseconds that the call took which just ended; -1 when the one before was not timed. */
static int64_t stop_watch(search *s) {
  int64_t now = lun_clock(), took = s->looked != 0 ? now - s->looked : -1;
  s->looked = now;
  return took;
}

/* A call found nothing in `tried` start positions: may the next have more? */
static void widen(search *s, size_t from, size_t tried) {
  lun_matcher *m = s->matcher;
  int full = tried >= m->block;
  int64_t took = full || s->looked != 0 ? stop_watch(s) : -1;
  if (m->steps > 2 * FIRST_STEPS) m->steps /= 2;
  if (took > SLOW) m->block = clamp(m->block / 4, 1, BLOCK_MOST);
  else if (full && m->block < first_block(s, from)) m->block *= 2;
  else if (full && took >= 0 && took < QUICK) m->block *= 4;
  m->block = clamp(m->block, 1, CALL_STEPS / m->steps);
}

/* A call for `tried` start positions ran into its limit. 1: try again, with more steps or fewer
** positions. 0: this one place is hard. */
static int narrow(search *s, int why, size_t tried) {
  lun_matcher *m = s->matcher;
  int64_t took = stop_watch(s);
  if (why == PCRE2_ERROR_MATCHLIMIT && took < 0) return 1; /* once more, timed */
  if (why == PCRE2_ERROR_MATCHLIMIT && took < QUICK && m->steps < s->pattern->step_limit) {
    m->steps = m->steps < s->pattern->step_limit / 8 ? m->steps * 8 : s->pattern->step_limit;
    m->block = clamp(m->block, 1, CALL_STEPS / m->steps);
    return 1;
  }
  if (m->block == 1 || tried <= 1) return 0;
  m->block = tried > 16 ? tried / 16 : 1;
  return 1;
}

/* The next match with a start position in [*from, limit), which moves to where another attempt is
** due. Errors: LUN_DONE (none before `limit`). */
static lun_status try_block(search *s, size_t *from, size_t limit, uint32_t options) {
  int n = match_block(s, *from, limit, 0, options);
  int hard =
      !s->pattern->linked && (n == PCRE2_ERROR_MATCHLIMIT || n == PCRE2_ERROR_JIT_STACKLIMIT);
  if (hard) {
    if (narrow(s, n, limit - *from)) return LUN_DONE;
    n = match_block(s, *from, limit, 1, options);
  }
  if (n >= 0) return LUN_OK;
  if (n == PCRE2_ERROR_CALLOUT) return s->status;
  if (n != PCRE2_ERROR_NOMATCH) return fail_match(s, n, *from);
  if (!s->pattern->linked) widen(s, *from, limit - *from);
  s->finished = limit == s->len;
  *from = limit;
  return LUN_DONE;
}

/* The first literal at or behind `from`, asking the context now and then. */
static lun_status find_literal(search *s, size_t from) {
  const lun_scan *scan = &s->pattern->literal.scan;
  for (size_t more = 0; from < s->len; from += LUN_CONTEXT_STRIDE, more = 1) {
    size_t left = s->len - from, most = LUN_CONTEXT_STRIDE + scan->len - 1;
    size_t stop = left > most ? from + most : s->len;
    lun_status st = more ? lun_context_check(s->ctx, s->err) : LUN_OK;
    if (st != LUN_OK) return st;
    s->literal = lun_scan_find(scan, s->text, stop, from);
    if (s->literal < stop) return LUN_OK;
  }
  return LUN_DONE;
}

/* Move *from to the first place where a match may start, as far as the literal tells; [*from, *end)
** are worth trying. Errors: LUN_DONE (no literal, no match). */
static lun_status aim(search *s, size_t *from, size_t *end) {
  const lun_literal *literal = &s->pattern->literal;
  *end = s->len;
  if (literal->scan.len == 0) return LUN_OK;
  if (literal->least >= s->len - *from) return LUN_DONE;
  size_t first = *from + literal->least;
  if (s->literal < first || s->literal == 0) {
    lun_status st = find_literal(s, first);
    if (st != LUN_OK) return st;
  }
  if (s->literal - *from > literal->most) *from = next_boundary(s, s->literal - literal->most);
  *end = next_boundary(s, s->literal - literal->least + 1);
  return LUN_OK;
}

/* Blocks start anew with a text or a pattern of which the clock is not known. */
static void begin_blocks(search *s, size_t from) {
  lun_matcher *m = s->matcher;
  if (m->block_text == s->text && m->block_pattern == s->pattern) return;
  m->block_text = s->text;
  m->block_pattern = s->pattern;
  m->block = first_block(s, from);
  m->steps = FIRST_STEPS;
}

/* \K behind a lookahead: PCRE2 does not see that the match is empty, and here again. */
static int is_repeated(const search *s, const lun_pattern_place *place) {
  return place->after_empty && s->matcher->groups[0].to == place->from;
}

/* The match that PCRE2 has found; 0 when it is the previous empty one again. */
static int take_match(search *s, lun_pattern_place *place, const lun_span **groups) {
  *groups = read_groups(s->matcher, s->pattern->groups + 1);
  if (is_repeated(s, place)) return 0;
  place->from = (*groups)->to;
  place->after_empty = (*groups)->from == (*groups)->to;
  return 1;
}

lun_status lun_pattern_next(const lun_pattern *pattern, lun_matcher *matcher, const char *text,
                            size_t len, lun_pattern_place *place, const lun_context *ctx,
                            const lun_span **groups, lun_error *err) {
  assert(place->from <= len);
  search s = {
      .pattern = pattern, .matcher = matcher, .text = text, .len = len, .ctx = ctx, .err = err};
  size_t from = place->from, end;
  lun_status st = reserve(matcher, pattern, err);
  begin_blocks(&s, from);
  for (; st == LUN_OK; st = lun_context_check(ctx, err)) {
    st = aim(&s, &from, &end);
    if (st != LUN_OK) return st;
    uint32_t options = place->after_empty && from == place->from ? PCRE2_NOTEMPTY_ATSTART : 0;
    size_t limit = block_end(&s, from, end), tried = from;
    st = try_block(&s, &tried, limit, options);
    if (st == LUN_OK) {
      if (take_match(&s, place, groups)) return LUN_OK;
      if (place->from == len) return LUN_DONE;
      tried = next_boundary(&s, place->from + 1);
    } else if (st != LUN_DONE || s.finished) return st;
    from = tried;
  }
  return st;
}
