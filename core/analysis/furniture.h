/* analysis/furniture.h -- what stands in a report's text and is not the report: datelines, captions,
** credits, bylines, headings, links to other pages.
**
** Found by shape: the place in the text, capitals, dashes, brackets. The words that carry the rules
** (agencies, "FILE", "reporting by") are data: a dictionary whose keys are the classes of
** analysis/layout.h (lua/lunette/data/furniture.csv). */
#ifndef LUN_ANALYSIS_FURNITURE_H
#define LUN_ANALYSIS_FURNITURE_H

#include "match/finder.h"

/* One thread's search. `lexicon` as above; a reference is held.
** Owner: caller; release with lun_furnisher_free. */
typedef struct lun_furnisher lun_furnisher;
lun_status lun_furnisher_new(lun_dictionary *lexicon, lun_furnisher **out, lun_error *err);
void lun_furnisher_free(lun_furnisher *furnisher);

/* What pieces are hits of: an entry for each rule, whose key is the label (dateline, caption, byline,
** heading, credit, link) and whose value says the rule in words. Borrowed. */
lun_dictionary *lun_furnisher_rules(lun_furnisher *furnisher);

/* Append the pieces of furniture of `doc` to `out`, in text order, none in another.
** Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_furnisher_find(lun_furnisher *furnisher, lun_document *doc, const lun_context *ctx,
                              lun_hits *out, lun_error *err);

#endif
