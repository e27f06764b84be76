/* analysis/marks.h -- the stretches of a text that stand in quotation marks.
**
** Known marks: curly, straight and low-9 ones and guillemets, all of them double and single.
** A mark's side is judged by what stands around it first and by its shape second, so that a mark
** turned the wrong way does no harm. Inside an open pair only marks of its own family count: others
** are nested. A single mark is a mark only when it has a partner; else it is an apostrophe. */
#ifndef LUN_ANALYSIS_MARKS_H
#define LUN_ANALYSIS_MARKS_H

#include "base/context.h"
#include "base/span.h"

/* Units: bytes, 0-based, half-open; both marks included. */
typedef struct lun_piece {
  lun_span span;
  int single;   /* its outer marks are single ones */
  int unclosed; /* no closing mark: it ends with its paragraph, or where another one opens */
  int goes_on;  /* no closing mark, and the next paragraph opens with the same mark: the next piece
                   is of the same quotation */
} lun_piece;

/* All-zero is an empty list. */
typedef struct lun_pieces {
  lun_piece *items;
  size_t count;
  size_t cap;
} lun_pieces;

void lun_pieces_clear(lun_pieces *pieces);

/* Append the marked stretches of `text` (valid UTF-8) to `out`, in text order, disjoint. Pairing
** starts afresh at each of `paragraphs`. Linear in the text.
** Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT (time). */
lun_status lun_marks_find(const char *text, size_t len, const lun_spans *paragraphs,
                          const lun_context *ctx, lun_pieces *out, lun_error *err);

#endif
