/* match/finder.h -- one thread's search for a dictionary's entries in documents. */
#ifndef LUN_MATCH_FINDER_H
#define LUN_MATCH_FINDER_H

#include "match/dictionary.h"
#include "text/document.h"

/* Units: bytes of the document's text, 0-based, half-open. */
typedef struct lun_hit {
  uint32_t from;
  uint32_t to;
  uint32_t entry; /* number in the dictionary */
  lun_form form;
} lun_hit;

/* All-zero is an empty list. */
typedef struct lun_hits {
  lun_hit *items;
  size_t count;
  size_t cap;
} lun_hits;

/* Errors: LUN_ENOMEM. */
lun_status lun_hits_add(lun_hits *hits, lun_hit hit, lun_error *err);
void lun_hits_clear(lun_hits *hits);

typedef struct lun_finder lun_finder;

/* Owner: caller; release with lun_finder_free. Holds a reference to `dict`. */
lun_status lun_finder_new(lun_dictionary *dict, lun_finder **out, lun_error *err);
void lun_finder_free(lun_finder *finder);

/* Append the hits in `doc` to `out`, by first byte. From each place the longest match is taken, and
** the search goes on behind it; entries of other keys that match the same bytes are hits too.
** Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT (a regex or the time limit). */
lun_status lun_finder_find(lun_finder *finder, lun_document *doc, const lun_context *ctx,
                           lun_hits *out, lun_error *err);

#endif
