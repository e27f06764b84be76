/* analysis/names.h -- capitalised sequences that no hit covers: names that a dictionary may lack. */
#ifndef LUN_ANALYSIS_NAMES_H
#define LUN_ANALYSIS_NAMES_H

#include "analysis/lexis.h"
#include "base/context.h"
#include "match/hits.h"

typedef struct lun_name {
  lun_span span;
  uint32_t first_end; /* where its first word ends */
  int is_initial;     /* it begins a sentence, where any word is a capital */
} lun_name;

/* All-zero is an empty list. */
typedef struct lun_names {
  lun_name *items;
  size_t count;
  size_t cap;
} lun_names;

/* Fill `names` (emptied first) with the capitalised sequences of `text` that share no byte with the
** sorted `hits`. Inside may stand particles ("de", "van", "of", "of the"); titles, function words and
** days at the beginning are left out, and so are single letters.
** Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_names_find(const lun_lexis *lexis, const char *text, size_t len,
                          const lun_hits *hits, const lun_context *ctx, lun_names *names,
                          lun_error *err);

void lun_names_clear(lun_names *names);

#endif
