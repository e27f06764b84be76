#include "match/pattern.h"

#include "base/memory.h"
#include "match/pattern_code.h"

#include <assert.h>
#include <string.h>

enum {
  STEP_LIMIT = 10000000, /* from one start position */
  PATTERN_LIMIT = 10000, /* bytes of source */
  NEST_LIMIT = 100,      /* parentheses inside parentheses */
  RARE_ENOUGH = 14       /* bits: a literal more common than that stands everywhere */
};

static void *heap_alloc(PCRE2_SIZE size, void *data) {
  (void)data;
  return lun_alloc(size);
}

static void heap_free(void *p, void *data) {
  (void)data;
  lun_free(p);
}

pcre2_general_context *lun_pattern_heap_new(void) {
  return pcre2_general_context_create(heap_alloc, heap_free, NULL);
}

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
  if (why == PCRE2_ERROR_HEAP_FAILED) return lun_fail_memory(err);
  if (why == PCRE2_ERROR_PARENTHESES_NEST_TOO_DEEP) {
    return lun_fail(err, LUN_EPATTERN, at,
                    "bad pattern at byte %zu: more than %d parentheses inside each other",
                    (size_t)at + 1, NEST_LIMIT);
  }
  if (pcre2_get_error_message(why, text, sizeof text) < 0) text[0] = '\0';
  return lun_fail(err, LUN_EPATTERN, at, "bad pattern at byte %zu: %s", (size_t)at + 1,
                  (const char *)text);
}

static lun_status compile_in(pcre2_compile_context *context, const lun_pattern *p, int watched,
                             pcre2_code **code, lun_error *err) {
  int why;
  PCRE2_SIZE at;
  pcre2_set_max_pattern_length(context, PATTERN_LIMIT);
  pcre2_set_parens_nest_limit(context, NEST_LIMIT);
  if (p->flags & LUN_PATTERN_WHOLE_WORD) {
    pcre2_set_compile_extra_options(context, PCRE2_EXTRA_MATCH_WORD);
  }
  uint32_t options = pcre2_options(p->flags) | (watched ? PCRE2_AUTO_CALLOUT : 0);
  *code = pcre2_compile((PCRE2_SPTR)p->src, p->len, options, &why, &at, context);
  if (*code == NULL) return fail_compile(why, at, err);
  /* JIT also keeps quadratic patterns in bounds; without it the interpreter does the work. */
  pcre2_jit_compile(*code, PCRE2_JIT_COMPLETE);
  return LUN_OK;
}

static lun_status compile(const lun_pattern *p, int watched, pcre2_code **code, lun_error *err) {
  lun_status st = LUN_ENOMEM;
  *code = NULL;
  pcre2_general_context *heap = lun_pattern_heap_new();
  pcre2_compile_context *context = heap != NULL ? pcre2_compile_context_create(heap) : NULL;
  if (context != NULL) st = compile_in(context, p, watched, code, err);
  else lun_fail_memory(err);
  pcre2_compile_context_free(context);
  pcre2_general_context_free(heap);
  return st;
}

lun_status lun_pattern_watch(const lun_pattern *pattern, const pcre2_code **code, lun_error *err) {
  lun_pattern *p = (lun_pattern *)pattern; /* only `watched` changes, and only once */
  pcre2_code *made, *other = NULL;
  *code = p->linked ? p->code : atomic_load(&p->watched);
  if (*code != NULL) return LUN_OK;
  lun_status st = compile(p, 1, &made, err);
  if (st != LUN_OK) return st;
  if (!atomic_compare_exchange_strong(&p->watched, &other, made)) {
    pcre2_code_free(made);
    made = other;
  }
  *code = made;
  return LUN_OK;
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

/* What else the code says about searches: a lower limit of its own, and whether looking for a literal
** pays: not for a pattern that fits at the start of the text alone. */
static void read_needs(lun_pattern *p) {
  uint32_t options = 0, own = 0;
  p->step_limit = STEP_LIMIT;
  if (pcre2_pattern_info(p->code, PCRE2_INFO_MATCHLIMIT, &own) == 0 && own < STEP_LIMIT) {
    p->step_limit = own;
  }
  pcre2_pattern_info(p->code, PCRE2_INFO_ALLOPTIONS, &options);
  if (p->linked || (options & PCRE2_ANCHORED)) return;
  lun_literal_find(p->src, p->len, p->flags, &p->literal);
  if (p->literal.scan.len > 0 && lun_scan_rarity(&p->literal.scan) < RARE_ENOUGH) {
    p->literal.scan.len = 0;
  }
}

lun_status lun_pattern_new(const char *src, size_t len, unsigned flags, lun_pattern **out,
                           lun_error *err) {
  lun_status st;
  *out = NULL;
  if (len > PATTERN_LIMIT) {
    return lun_fail(err, LUN_EPATTERN, PATTERN_LIMIT,
                    "bad pattern: it has %zu bytes, and %d is the limit; a dictionary holds more",
                    len, PATTERN_LIMIT);
  }
  lun_pattern *p = lun_zalloc(sizeof *p);
  if (p == NULL) return lun_fail_memory(err);
  atomic_init(&p->references, 1);
  atomic_init(&p->watched, NULL);
  p->src = lun_strndup(src, len);
  p->len = len;
  p->flags = flags;
  p->linked = is_linked(src, len);
  st = p->src != NULL ? compile(p, p->linked, &p->code, err) : lun_fail_memory(err);
  if (st == LUN_OK) st = read_names(p, err);
  if (st != LUN_OK) goto fail;
  read_needs(p);
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
  pcre2_code_free(atomic_load(&pattern->watched));
  lun_free((void *)pattern->names);
  lun_free(pattern->src);
  lun_free(pattern);
}

size_t lun_pattern_groups(const lun_pattern *pattern) {
  return pattern->groups;
}

const char *lun_pattern_name(const lun_pattern *pattern, size_t n) {
  assert(n >= 1 && n <= pattern->groups);
  return pattern->names[n - 1];
}
