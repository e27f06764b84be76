/* match/near.h -- terms within some words of each other: near(truce, talks*, 10), before(a, b, 3).
**
** A hit is the shortest passage that holds one match of each term, none sharing a byte, with at most so
** many words from the first one's last word to the last one's first (neighbours: 1). It lies in one
** paragraph, and in a span of a layer when `within` says so. */
#ifndef LUN_MATCH_NEAR_H
#define LUN_MATCH_NEAR_H

#include "match/captures.h"
#include "match/token_stretch.h"

enum { LUN_NEAR_MOST = 8 }; /* terms */

typedef struct lun_near_term {
  uint32_t key;     /* key number of its entries in the dictionary of parts */
  uint32_t capture; /* number of its name in the token store */
} lun_near_term;

typedef struct lun_near {
  uint32_t entry;
  int ordered;
  uint32_t distance; /* in words */
  lun_near_term terms[LUN_NEAR_MOST];
  size_t term_count;
  uint32_t leaf; /* of the layer that it lies within, or LUN_MAP_NONE */
  int outside;   /* it must not lie within it */
} lun_near;

struct lun_dictionary;

/* Read near(...) or before(...). Its terms become entries of `parts`, under keys of their own. Layers and
** names of captures go to `store`.
** Errors: LUN_EPATTERN (err->at = byte in `text`), LUN_EUTF8, LUN_ENOMEM. */
lun_status lun_near_read(lun_token_store *store, struct lun_dictionary *parts, uint32_t entry,
                         const char *text, size_t len, lun_near *out, lun_error *err);

/* A match of a term. */
typedef struct lun_near_part {
  lun_span span;
  uint32_t term;
} lun_near_part;

/* Append the hits among `parts` (in text order) of one document. `stretch` knows the layers.
** Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_near_find(const lun_near *near, const lun_near_part *parts, size_t count,
                         lun_document *doc, const lun_token_stretch *stretch,
                         const lun_context *ctx, lun_hits *hits, lun_captures *captures,
                         lun_error *err);

#endif
