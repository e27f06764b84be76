/* match/pattern_code.h -- what lun_pattern and lun_matcher know of each other. Internal to match. */
#ifndef LUN_MATCH_PATTERN_CODE_H
#define LUN_MATCH_PATTERN_CODE_H

#include "match/literal.h"
#include "match/pattern.h"

#include <stdatomic.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct lun_pattern {
  atomic_size_t references;
  char *src;
  size_t len;
  unsigned flags;
  pcre2_code *code;
  /* The same with a callout at each item, by which a match can be called off. Made when a search
  ** first turns out to be hard, by whichever thread comes first: it costs speed and space. */
  _Atomic(pcre2_code *) watched;
  size_t groups;
  uint32_t step_limit; /* from one start position; a pattern may lower it: (*LIMIT_MATCH=1000) */
  int linked; /* \G or a verb: one start position's result hangs on another's, so no blocks */
  lun_literal literal;
  const char **names; /* by group - 1; point into the code's name table */
};

/* The watched code of `pattern`. Errors: LUN_ENOMEM. */
lun_status lun_pattern_watch(const lun_pattern *pattern, const pcre2_code **code, lun_error *err);

/* PCRE2's way to the heap through base/memory.h; NULL when out of memory. Owner: caller. */
pcre2_general_context *lun_pattern_heap_new(void);

#endif
