/* match/overlap.h -- which of the matches that share bytes are hits. */
#ifndef LUN_MATCH_OVERLAP_H
#define LUN_MATCH_OVERLAP_H

#include "match/dictionary.h"
#include "match/hits.h"

typedef enum lun_overlap {
  LUN_OVERLAP_LONGEST, /* from each place the longest, and the search goes on behind it; other keys
                          that match the same bytes are hits too */
  LUN_OVERLAP_ALL,     /* every match of every entry */
  LUN_OVERLAP_FIRST,   /* from each place the entry that the dictionary has first */
  LUN_OVERLAP_PRIORITY /* entries that the dictionary has first win, wherever they stand */
} lun_overlap;

typedef struct lun_overlap_rule {
  lun_overlap policy;
  int per_key; /* matches of different keys do not compete */
} lun_overlap_rule;

/* Drop the hits that lie in a match of a phrase their entry excepts, and these phrases themselves.
** `hits` must be sorted, and stays so. Errors: LUN_ENOMEM. */
lun_status lun_overlap_shield(const lun_dictionary *dict, lun_hits *hits, lun_error *err);

/* Append those of the sorted `hits` that the rule keeps to `out`, in text order; `hits` comes out in
** any order. Errors: LUN_ENOMEM. */
lun_status lun_overlap_find(const lun_dictionary *dict, lun_overlap_rule rule, lun_hits *hits,
                            lun_hits *out, lun_error *err);

#endif
