/* match/automaton.h -- a sequence of words as a program, and where it matches.
**
** The longest match from every word is found in one pass from the last word to the first: what each
** step can reach from a word follows from what the steps behind it reach from the next one. Time is
** words times steps, whatever the query: twelve gaps cost twelve times one, never 2^12. */
#ifndef LUN_MATCH_AUTOMATON_H
#define LUN_MATCH_AUTOMATON_H

#include "match/token_stretch.h"

typedef enum lun_step_kind {
  LUN_STEP_MATCH,
  LUN_STEP_WORD,  /* the word fits test `arg`; on to the next word */
  LUN_STEP_SPAN,  /* a whole span that fits leaf `arg` begins here; on behind it */
  LUN_STEP_SPLIT, /* on at `next`, or at `other` if that does not lead to the end */
  LUN_STEP_OPEN,  /* a span that fits leaf `arg` begins here */
  LUN_STEP_CLOSE, /* one ended before this word */
  LUN_STEP_BEGIN, /* capture `arg` begins here */
  LUN_STEP_END    /* and ends before this word */
} lun_step_kind;

typedef struct lun_step {
  lun_step_kind kind;
  uint32_t arg;
  uint32_t next;
  uint32_t other; /* of a split */
} lun_step;

enum { LUN_STEPS_MOST = 4000 };

/* All-zero is empty. Read-only once ordered. */
typedef struct lun_automaton {
  lun_step *steps;
  uint32_t count;
  size_t cap;
  uint32_t first;
  uint32_t *order;  /* of steps: those that a step leads to without a word come before it */
  uint32_t *firsts; /* steps that can take a match's first word */
  uint32_t first_count;
} lun_automaton;

/* Errors: LUN_EPATTERN (over LUN_STEPS_MOST), LUN_ENOMEM. */
lun_status lun_automaton_add(lun_automaton *a, lun_step step, uint32_t *number, lun_error *err);

/* When all steps are there, once: steps must not lead back to themselves without a word. Errors: LUN_ENOMEM. */
lun_status lun_automaton_order(lun_automaton *a, lun_error *err);
void lun_automaton_clear(lun_automaton *a);

/* What the steps reach from words [from, to]: written by lun_reach_find, one thread's. */
typedef struct lun_reach {
  uint32_t *
      cells; /* by word from `from`, then step: last word + 1 of the longest match, + 1; 0 = none */
  size_t cap;
  size_t from;
  size_t to;
} lun_reach;

/* Fill `reach` for matches inside words [from, to). Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_reach_find(lun_reach *reach, const lun_automaton *a,
                          const lun_token_stretch *stretch, size_t from, size_t to,
                          const lun_context *ctx, lun_error *err);

/* The end of the longest match from `word`: the number of the word behind it, `word` when it is empty,
** SIZE_MAX when there is none. */
size_t lun_reach_end(const lun_reach *reach, const lun_automaton *a, size_t word);

/* Words of each capture (0,0 = no part in the match) of the match that begins at `word`: at each
** split the first way that leads to the end is taken. */
void lun_reach_captures(const lun_reach *reach, const lun_automaton *a,
                        const lun_token_stretch *stretch, size_t word, lun_span *captures,
                        size_t count);
void lun_reach_clear(lun_reach *reach);

/* Whether the first word of a match can be `word`: a quick look that lets through too much. */
int lun_automaton_begins(const lun_automaton *a, const lun_token_stretch *stretch, size_t word);

#endif
