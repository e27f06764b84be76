/* match/token_query.h -- a query over words and layers, in the manner of CQP.
**
**   [word="peace" & !quote] []{0,3} who:<actor key="RUS.*"/> | "truce"%c  within sentence
**
** "x" is short for [word="x"]; a pattern fits a whole word, in any case unless it is all in capitals.
** `actor` in brackets is a layer: the word is inside one of its spans. A match never crosses a blank
** line. A paragraph of more words than fit into memory at once (millions, over the number of steps of
** the query) is matched in overlapping pieces. */
#ifndef LUN_MATCH_TOKEN_QUERY_H
#define LUN_MATCH_TOKEN_QUERY_H

#include "match/automaton.h"

typedef enum lun_bound_kind {
  LUN_BOUND_WITHIN,    /* the match lies in a span of a layer */
  LUN_BOUND_CONTAINING /* the match holds a span of a layer, or a match of a query */
} lun_bound_kind;

typedef struct lun_bound {
  lun_bound_kind kind;
  int negated;
  uint32_t leaf;         /* of a layer, or LUN_MAP_NONE */
  lun_automaton program; /* without steps when there is a leaf */
} lun_bound;

enum { LUN_BOUNDS_MOST = 8, LUN_CAPTURES_MOST = 32 };

typedef struct lun_token_query {
  uint32_t entry;
  lun_automaton program;
  uint32_t captures[LUN_CAPTURES_MOST]; /* numbers of names in the store */
  size_t capture_count;
  lun_bound bounds[LUN_BOUNDS_MOST];
  size_t bound_count;
  const char *meaning; /* what it was understood as, in words; lives in the store's arena */
} lun_token_query;

/* Whether a term is meant as a token query: it begins with [ " or <, or with ( or name: before one. */
int lun_token_query_is(const char *text, size_t len);

/* Compile the query of entry number `entry`. Owner: caller; release with lun_token_query_free.
** Errors: LUN_EPATTERN (err->at = byte in `text`; the message does not repeat it): what does
** not compile, and what is too large. LUN_EUTF8, LUN_ENOMEM. */
lun_status lun_token_query_new(lun_token_store *store, uint32_t entry, const char *text, size_t len,
                               lun_token_query **out, lun_error *err);
void lun_token_query_free(lun_token_query *query); /* NULL is legal */

#endif
