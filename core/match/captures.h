/* match/captures.h -- named parts of hits, kept beside the hits. */
#ifndef LUN_MATCH_CAPTURES_H
#define LUN_MATCH_CAPTURES_H

#include "base/span.h"
#include "match/hits.h"

typedef struct lun_capture {
  uint32_t from; /* of its hit: these three say which one */
  uint32_t to;
  uint32_t entry;
  uint32_t name; /* in the dictionary's token store */
  lun_span span; /* bytes of the document */
} lun_capture;

/* All-zero is an empty list. */
typedef struct lun_captures {
  lun_capture *items;
  size_t count;
  size_t cap;
} lun_captures;

/* Errors: LUN_ENOMEM. */
lun_status lun_captures_add(lun_captures *captures, lun_capture capture, lun_error *err);

/* Sort by hit, then name; what no hit of the sorted `hits` has is dropped. */
void lun_captures_settle(lun_captures *captures, const lun_hits *hits);

/* The first capture of the hit in a settled list; *count = how many it has. */
const lun_capture *lun_captures_find(const lun_captures *captures, const lun_hit *hit,
                                     size_t *count);
void lun_captures_clear(lun_captures *captures);

#endif
