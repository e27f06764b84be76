/* match/walk.h -- the words of a text through a dictionary's trie. */
#ifndef LUN_MATCH_WALK_H
#define LUN_MATCH_WALK_H

#include "base/context.h"
#include "match/hits.h"
#include "match/reading.h"

/* A stretch of a text with its words. Spans are bytes from the stretch's start. */
typedef struct lun_walk_text {
  const char *text;
  size_t len;
  uint32_t at; /* where the stretch begins in the document: hits are counted from there */
  const lun_span *words;
  const uint32_t *types; /* of the words, in `readings` */
  size_t count;
} lun_walk_text;

/* Append every match of every path of the dictionary to `out`, by first word. `scratch` is the
** caller's, reused. Errors: LUN_ENOMEM, LUN_EUTF8; what the context says. */
lun_status lun_walk_find(const lun_readings *readings, const lun_walk_text *text,
                         const lun_context *ctx, lun_buffer *scratch, lun_hits *out,
                         lun_error *err);

#endif
