/* match/finder.h -- one thread's search for a dictionary's entries in documents. */
#ifndef LUN_MATCH_FINDER_H
#define LUN_MATCH_FINDER_H

#include "match/captures.h"
#include "match/dictionary.h"
#include "match/hits.h"
#include "match/overlap.h"
#include "text/document.h"

typedef struct lun_finder lun_finder;

/* How far entries of use LUN_USE_SENTENCE and LUN_USE_STORY reach. */
typedef enum lun_discards {
  LUN_DISCARDS_AS_WRITTEN,
  LUN_DISCARDS_OFF,      /* they are passed over */
  LUN_DISCARDS_SENTENCE, /* all of them drop their sentence */
  LUN_DISCARDS_STORY     /* all of them drop the document */
} lun_discards;

/* All-zero is the usual search. */
typedef struct lun_finder_options {
  lun_overlap_rule overlap;
  lun_discards discards;
  const lun_named_layers *layers; /* of the document; NULL = only sentence and paragraph */
} lun_finder_options;

/* Owner: caller; release with lun_finder_free. Holds a reference to `dict`. */
lun_status lun_finder_new(lun_dictionary *dict, lun_finder **out, lun_error *err);
void lun_finder_free(lun_finder *finder);

/* Append the hits in `doc` to `out`, in text order. `options` may be NULL.
** Errors: LUN_EPATTERN (a query names a layer that there is none of), LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT
** (a regex or the time limit). */
lun_status lun_finder_find(lun_finder *finder, lun_document *doc, const lun_finder_options *options,
                           const lun_context *ctx, lun_hits *out, lun_error *err);

/* What the last search found besides: matches of entries of use LUN_USE_AGENT, in text order, and
** how many hits were discarded. The list lives until the next search. */
const lun_hits *lun_finder_agents(const lun_finder *finder);
size_t lun_finder_discarded(const lun_finder *finder);

/* Take out of the sorted `hits`, which were made elsewhere from what the last search found in `doc`,
** those that its discards drop. *dropped = how many. Errors: as lun_discard_apply. */
lun_status lun_finder_discard(const lun_finder *finder, lun_document *doc,
                              const lun_finder_options *options, const lun_context *ctx,
                              lun_hits *hits, size_t *dropped, lun_error *err);

/* The named parts of the hits that the last search appended, settled. Their names are numbers in the
** dictionary's token store. Lives until the next search; may be taken (and left all-zero). */
lun_captures *lun_finder_captures(lun_finder *finder);

#endif
