#include "match/pattern.h"

#include "base/memory.h"

#include <assert.h>
#include <stdatomic.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
  MATCH_LIMIT = 10000000,      /* steps a start position may take */
  HEAP_LIMIT_KIB = 64 * 1024,  /* for the interpreter */
  PATTERN_LIMIT = 10000,       /* bytes of source */
  NEST_LIMIT = 100,            /* parentheses inside parentheses */
  JIT_STACK_START = 32 * 1024, /* bytes */
  JIT_STACK_MOST = 1024 * 1024,
  BLOCK_LEAST = 256, /* start positions tried between two looks at the clock */
  BLOCK_FIRST = 64 * 1024,
  BLOCK_MOST = 16 * 1024 * 1024
};

struct lun_pattern {
  atomic_size_t references;
  pcre2_code *code;
  size_t groups;
  const char **names; /* by group - 1; point into the code's name table */
};

struct lun_matcher {
  pcre2_match_context *context;
  pcre2_match_data *data;
  pcre2_jit_stack *jit_stack;
  lun_span *groups;
  size_t group_cap;
  size_t block; /* start positions a call may try; follows the clock */
};

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
  p->code = pcre2_compile((PCRE2_SPTR)src, len, pcre2_options(flags), &why, &at, context);
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
  pcre2_set_match_limit(m->context, MATCH_LIMIT);
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

/* One call of PCRE2 over a block of start positions. Texts are checked when they come in, hence
** NO_UTF_CHECK: checking again at each call would make many matches quadratic. */
static int match_block(const lun_pattern *p, lun_matcher *m, const char *text, size_t len,
                       size_t from, size_t limit, uint32_t options) {
  pcre2_set_offset_limit(m->context, limit);
  options |= PCRE2_NO_UTF_CHECK;
  int n = pcre2_match(p->code, (PCRE2_SPTR)text, len, from, options & ~PCRE2_NO_JIT, m->data,
                      m->context);
  if (n == PCRE2_ERROR_JIT_STACKLIMIT) {
    n = pcre2_match(p->code, (PCRE2_SPTR)text, len, from, options | PCRE2_NO_JIT, m->data,
                    m->context);
  }
  return n;
}

/* Keep a block near 5-20 ms, so that Ctrl-C and deadlines are heard under a slow pattern too. */
static void adapt_block(lun_matcher *m, int64_t took) {
  if (took > 20000000 && m->block > BLOCK_LEAST) m->block /= 4;
  else if (took < 5000000 && m->block < BLOCK_MOST) m->block *= 2;
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

/* The end of the block that starts at `from`, moved back to a code point boundary. */
static size_t block_end(const lun_matcher *m, const char *text, size_t len, size_t from) {
  if (len - from <= m->block) return len;
  size_t end = from + m->block;
  while (end > from + 1 && ((unsigned char)text[end] & 0xC0) == 0x80) end--;
  return end;
}

lun_status lun_pattern_next(const lun_pattern *pattern, lun_matcher *matcher, const char *text,
                            size_t len, lun_pattern_place *place, const lun_context *ctx,
                            const lun_span **groups, lun_error *err) {
  assert(place->from <= len);
  lun_status st = reserve(matcher, pattern, err);
  if (st != LUN_OK) return st;
  uint32_t options = place->after_empty ? PCRE2_NOTEMPTY_ATSTART : 0;
  for (size_t from = place->from;;) {
    size_t limit = block_end(matcher, text, len, from);
    int64_t began = lun_clock();
    int n = match_block(pattern, matcher, text, len, from, limit, options);
    adapt_block(matcher, lun_clock() - began);
    if (n >= 0) {
      *groups = read_groups(matcher, pattern->groups + 1);
      place->from = matcher->groups[0].to;
      place->after_empty = matcher->groups[0].from == matcher->groups[0].to;
      return LUN_OK;
    }
    if (n != PCRE2_ERROR_NOMATCH) return fail_match(n, from, err);
    if (limit == len) return LUN_DONE;
    st = lun_context_check(ctx, err);
    if (st != LUN_OK) return st;
    from = limit;
    options = 0;
  }
}
