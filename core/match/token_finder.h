/* match/token_finder.h -- the matches of token queries in the words of a stretch. */
#ifndef LUN_MATCH_TOKEN_FINDER_H
#define LUN_MATCH_TOKEN_FINDER_H

#include "match/captures.h"
#include "match/token_query.h"

/* Owned by one thread. Start with all-zero and a store in `stretch`. */
typedef struct lun_token_finder {
  lun_token_stretch stretch;
  lun_reach reach;
  lun_reach inside; /* of `containing` */
  lun_spans places; /* words [from, to) that a match may lie in */
  lun_spans more;
} lun_token_finder;

/* Append the longest match from every word of the stretch to `hits`, and what it captures. Empty
** matches are none. Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_token_finder_find(lun_token_finder *finder, const lun_token_query *query,
                                 const lun_context *ctx, lun_hits *hits, lun_captures *captures,
                                 lun_error *err);
void lun_token_finder_clear(lun_token_finder *finder);

#endif
