#include "match/pattern.h"

#include "base/memory.h"

#include <assert.h>
#include <stdatomic.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
  MATCH_LIMIT = 10000000,      /* steps a start position may take, and one call of PCRE2 */
  HEAP_LIMIT_KIB = 64 * 1024,  /* for the interpreter */
  PATTERN_LIMIT = 10000,       /* bytes of source */
  NEST_LIMIT = 100,            /* parentheses inside parentheses */
  JIT_STACK_START = 32 * 1024, /* bytes */
  JIT_STACK_MOST = 1024 * 1024,
  BLOCK_FIRST = 4 * 1024, /* start positions tried between two looks at the clock */
  BLOCK_MOST = 1024 * 1024,
  CALLOUT_STRIDE = 1024 /* callouts between two looks at the clock */
};

struct lun_pattern {
  atomic_size_t references;
  pcre2_code *code;
  size_t groups;
  int linked; /* \G or a verb: one start position's result hangs on another's, so no blocks */
  const char **names; /* by group - 1; point into the code's name table */
};

struct lun_matcher {
  pcre2_match_context *context;
  pcre2_match_data *data;
  pcre2_jit_stack *jit_stack;
  lun_span *groups;
  size_t group_cap;
  size_t block; /* start positions a call may try; follows how many steps each one takes */
};

/* What a callout needs to know. */
typedef struct watch {
  const lun_context *ctx;
  lun_error *err;
  lun_status status; /* why the match was called off */
  unsigned calls;
} watch;

/* Whether `src` may hold \G or a verb such as (*SKIP). */
static int is_linked(const char *src, size_t len) {
  return memmem(src, len, "\\G", 2) != NULL || memmem(src, len, "(*", 2) != NULL;
}

static uint32_t pcre2_options(unsigned flags) {
  uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
  if (flags & LUN_PATTERN_CASELESS) options |= PCRE2_CASELESS;
  if (flags & LUN_PATTERN_MULTILINE) options |= PCRE2_MULTILINE;
  if (flags & LUN_PATTERN_DOTALL) options |= PCRE2_DOTALL;
  if (flags & LUN_PATTERN_EXTENDED) options |= PCRE2_EXTENDED;
  return options;
}

static lun_status fail_compile(int why, PCRE2_SIZE at, lun_error *err) {
  PCRE2_UCHAR text[256];
  if (pcre2_get_error_message(why, text, sizeof text) < 0) text[0] = '\0';
  return lun_fail(err, LUN_EPATTERN, at, "bad pattern at byte %zu: %s", (size_t)at + 1,
                  (const char *)text);
}

static lun_status compile(lun_pattern *p, const char *src, size_t len, unsigned flags,
                          lun_error *err) {
  int why;
  PCRE2_SIZE at;
  lun_status st = LUN_OK;
  pcre2_compile_context *context = pcre2_compile_context_create(NULL);
  if (context == NULL) return lun_fail_memory(err);
  pcre2_set_max_pattern_length(context, PATTERN_LIMIT);
  pcre2_set_parens_nest_limit(context, NEST_LIMIT);
  if (flags & LUN_PATTERN_WHOLE_WORD) {
    pcre2_set_compile_extra_options(context, PCRE2_EXTRA_MATCH_WORD);
  }
  p->linked = is_linked(src, len);
  uint32_t options = pcre2_options(flags) | (p->linked ? PCRE2_AUTO_CALLOUT : 0);
  p->code = pcre2_compile((PCRE2_SPTR)src, len, options, &why, &at, context);
  if (p->code == NULL) st = fail_compile(why, at, err);
  /* JIT also keeps quadratic patterns in bounds; without it the interpreter does the work. */
  else pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE);
  pcre2_compile_context_free(context);
  return st;
}

/* The name table holds entries of `size` bytes: group number (2 bytes, big end first), name. */
static lun_status read_names(lun_pattern *p, lun_error *err) {
  uint32_t groups = 0, count = 0, size = 0;
  PCRE2_SPTR table = NULL;
  pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &groups);
  pcre2_pattern_info(p->code, PCRE2_INFO_NAMECOUNT, &count);
  pcre2_pattern_info(p->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
  pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &table);
  p->groups = groups;
  p->names = lun_zalloc((groups + 1) * sizeof *p->names);
  if (p->names == NULL) return lun_fail_memory(err);
  for (uint32_t i = 0; i < count; i++, table += size) {
    size_t group = (size_t)table[0] << 8 | table[1];
    assert(group >= 1 && group <= groups);
    p->names[group - 1] = (const char *)table + 2;
  }
  return LUN_OK;
}

lun_status lun_pattern_new(const char *src, size_t len, unsigned flags, lun_pattern **out,
                           lun_error *err) {
  lun_status st;
  *out = NULL;
  lun_pattern *p = lun_zalloc(sizeof *p);
  if (p == NULL) return lun_fail_memory(err);
  atomic_init(&p->references, 1);
  st = compile(p, src, len, flags, err);
  if (st != LUN_OK) goto fail;
  st = read_names(p, err);
  if (st != LUN_OK) goto fail;
  *out = p;
  return LUN_OK;
fail:
  lun_pattern_free(p);
  return st;
}

lun_pattern *lun_pattern_share(lun_pattern *pattern) {
  atomic_fetch_add_explicit(&pattern->references, 1, memory_order_relaxed);
  return pattern;
}

void lun_pattern_free(lun_pattern *pattern) {
  if (pattern == NULL || atomic_fetch_sub(&pattern->references, 1) != 1) return;
  pcre2_code_free(pattern->code);
  lun_free((void *)pattern->names);
  lun_free(pattern);
}

size_t lun_pattern_groups(const lun_pattern *pattern) {
  return pattern->groups;
}

const char *lun_pattern_name(const lun_pattern *pattern, size_t n) {
  assert(n >= 1 && n <= pattern->groups);
  return pattern->names[n - 1];
}

lun_status lun_matcher_new(lun_matcher **out, lun_error *err) {
  *out = NULL;
  lun_matcher *m = lun_zalloc(sizeof *m);
  if (m == NULL) return lun_fail_memory(err);
  m->block = BLOCK_FIRST;
  m->context = pcre2_match_context_create(NULL);
  m->jit_stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MOST, NULL);
  if (m->context == NULL) {
    lun_matcher_free(m);
    return lun_fail_memory(err);
  }
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
  lun_free(matcher->groups);
  lun_free(matcher);
}

/* Match data and group list large enough for `pattern`. */
static lun_status reserve(lun_matcher *m, const lun_pattern *pattern, lun_error *err) {
  size_t need = pattern->groups + 1;
  if (m->data != NULL && pcre2_get_ovector_count(m->data) >= need) return LUN_OK;
  void *groups = m->groups;
  if (!lun_grow(&groups, &m->group_cap, need, sizeof *m->groups)) return lun_fail_memory(err);
  m->groups = groups;
  pcre2_match_data *data = pcre2_match_data_create((uint32_t)need, NULL);
  if (data == NULL) return lun_fail_memory(err);
  pcre2_match_data_free(m->data);
  m->data = data;
  return LUN_OK;
}

static lun_status fail_match(int why, size_t from, lun_error *err) {
  switch (why) {
  case PCRE2_ERROR_MATCHLIMIT:
    return lun_fail(err, LUN_ELIMIT, from,
                    "regex gave up at byte %zu: more than %d steps from one place", from + 1,
                    MATCH_LIMIT);
  case PCRE2_ERROR_HEAPLIMIT:
    return lun_fail(err, LUN_ELIMIT, from, "regex gave up at byte %zu: more than %d MiB of memory",
                    from + 1, HEAP_LIMIT_KIB / 1024);
  case PCRE2_ERROR_NOMEMORY: return lun_fail_memory(err);
  default:
    return lun_fail(err, LUN_ELIMIT, from, "regex gave up at byte %zu: PCRE2 error %d", from + 1,
                    why);
  }
}

/* Called from inside a linked pattern: calls it off when the context says so. */
static int ask_context(pcre2_callout_block *block, void *data) {
  watch *w = data;
  (void)block;
  if (++w->calls % CALLOUT_STRIDE != 0) return 0;
  w->status = lun_context_check(w->ctx, w->err);
  return w->status == LUN_OK ? 0 : PCRE2_ERROR_CALLOUT;
}

/* One call of PCRE2 for the start positions [from, limit), and `len` when it is the limit. The
** steps of a call are bounded too, so that the context is asked in time: the more start positions, the
** fewer steps for each. Texts are checked when they come in, hence NO_UTF_CHECK: checking again at
** each call would make many matches quadratic. */
static int match_block(const lun_pattern *p, lun_matcher *m, watch *w, const char *text, size_t len,
                       size_t from, size_t limit, uint32_t options) {
  uint32_t steps = MATCH_LIMIT;
  if (!p->linked && m->block > 1 && limit > from) steps = (uint32_t)(MATCH_LIMIT / (limit - from));
  pcre2_set_match_limit(m->context, steps);
  pcre2_set_offset_limit(m->context, limit == len ? len : limit - 1);
  pcre2_set_callout(m->context, p->linked ? ask_context : NULL, w);
  options |= PCRE2_NO_UTF_CHECK;
  int n = pcre2_match(p->code, (PCRE2_SPTR)text, len, from, options, m->data, m->context);
  if (n == PCRE2_ERROR_JIT_STACKLIMIT) {
    n = pcre2_match(p->code, (PCRE2_SPTR)text, len, from, options | PCRE2_NO_JIT, m->data,
                    m->context);
  }
  return n;
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

/* The byte behind the code point at `at`. */
static size_t skip_point(const char *text, size_t len, size_t at) {
  do at++;
  while (at < len && ((unsigned char)text[at] & 0xC0) == 0x80);
  return at;
}

/* The end of the block that starts at `from`, on a code point boundary. */
static size_t block_end(const lun_pattern *p, const lun_matcher *m, const char *text, size_t len,
                        size_t from) {
  if (p->linked || len - from <= m->block) return len;
  return skip_point(text, len, from + m->block - 1);
}

/* A call ended without a match. 1 when its block is to be tried again, as smaller ones. */
static int adapt_block(const lun_pattern *p, lun_matcher *m, int n, size_t tried) {
  if (n == PCRE2_ERROR_NOMATCH) {
    if (m->block < BLOCK_MOST) m->block *= 2;
    return 0;
  }
  if (n != PCRE2_ERROR_MATCHLIMIT || p->linked || m->block == 1) return 0;
  m->block = tried > 16 ? tried / 16 : 1;
  return 1;
}

lun_status lun_pattern_next(const lun_pattern *pattern, lun_matcher *matcher, const char *text,
                            size_t len, lun_pattern_place *place, const lun_context *ctx,
                            const lun_span **groups, lun_error *err) {
  assert(place->from <= len);
  lun_status st = reserve(matcher, pattern, err);
  uint32_t options = place->after_empty ? PCRE2_NOTEMPTY_ATSTART : 0;
  watch w = {ctx, err, LUN_OK, 0};
  for (size_t from = place->from; st == LUN_OK; st = lun_context_check(ctx, err)) {
    size_t limit = block_end(pattern, matcher, text, len, from);
    int n = match_block(pattern, matcher, &w, text, len, from, limit, options);
    if (n >= 0) {
      *groups = read_groups(matcher, pattern->groups + 1);
      if (place->after_empty && matcher->groups[0].to == place->from) {
        /* \K behind a lookahead: PCRE2 does not see that the match is empty, and here again. */
        if (place->from == len) return LUN_DONE;
        from = skip_point(text, len, place->from);
        options = 0;
        continue;
      }
      place->from = matcher->groups[0].to;
      place->after_empty = matcher->groups[0].from == matcher->groups[0].to;
      return LUN_OK;
    }
    if (n == PCRE2_ERROR_CALLOUT) return w.status;
    if (adapt_block(pattern, matcher, n, limit - from)) continue;
    if (n != PCRE2_ERROR_NOMATCH) return fail_match(n, from, err);
    if (limit == len) return LUN_DONE;
    from = limit;
    options = 0;
  }
  return st;
}
