/* analysis/clause.h -- what a sentence reports of somebody's words in its own: "S said that C",
** "C, S said", "according to S, C". Quotation marks inside the clause do not matter. */
#ifndef LUN_ANALYSIS_CLAUSE_H
#define LUN_ANALYSIS_CLAUSE_H

#include "analysis/attribution.h"

/* Units: numbers of tokens, half-open. */
typedef struct lun_clause {
  lun_attribution found;
  size_t from;
  size_t to;
  size_t rest_from; /* a second part behind the attribution: "C, S said, C" */
  size_t rest_to;   /* empty when there is none */
} lun_clause;

/* The clause that the word of the lexicon at token `cue` reports, in the sentence [low, high). 0:
** it reports none. */
int lun_clause_find(const lun_tokens *t, size_t cue, size_t low, size_t high, lun_clause *out);

/* Behind the last token of the sentence that begins at token `low`; sentences inside quotation
** marks do not end it. */
size_t lun_clause_sentence_end(const lun_tokens *t, size_t low);

/* Give a clause its rule and cue, its speaker known. 0 when the rule is switched off, or nothing is
** said. */
int lun_clause_settle(const lun_tokens *t, lun_clause *out, lun_rule rule, size_t verb,
                      size_t verb_to);

/* 1 when a sentence of the writer's begins at token `i`. */
int lun_clause_begins(const lun_tokens *t, size_t i);

#endif
