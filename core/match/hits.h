/* match/hits.h -- where entries of a dictionary stand in a text. */
#ifndef LUN_MATCH_HITS_H
#define LUN_MATCH_HITS_H

#include "base/error.h"
#include "match/family.h"

#include <stddef.h>
#include <stdint.h>

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

/* In text order: by first byte, from one place the longest first, then as the dictionary has them. */
void lun_hits_sort(lun_hits *hits);

#endif
