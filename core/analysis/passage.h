/* analysis/passage.h -- a marked passage of a document: one stretch in quotation marks, or several
** that go on over paragraphs, among the words of the document. */
#ifndef LUN_ANALYSIS_PASSAGE_H
#define LUN_ANALYSIS_PASSAGE_H

#include "analysis/token.h"

typedef struct lun_passage {
  size_t piece; /* its pieces: [piece, piece + piece_count) */
  size_t piece_count;
  size_t paragraph;      /* of its first mark */
  size_t paragraph_last; /* of its last mark */
  size_t from;           /* its first token */
  size_t to;             /* the first token behind it */
  size_t next;           /* the first token of the next passage, or behind its last paragraph */
  size_t paragraph_end;  /* the first token behind its last paragraph */
  int unclosed;
  int single;  /* its marks are single ones */
  int odd;     /* and those are not the document's usual ones */
  int comma;   /* ends in a comma, a question or exclamation mark or a dash: more may follow */
  int stop;    /* ends like a sentence or clause */
  int begins;  /* begins like a sentence: no small letter */
  int set_off; /* a sentence's start, a comma, a colon or a dash stands before it */
  int titled;  /* looks like the title of a work: capitals, in the midst of a clause */
} lun_passage;

/* All-zero is an empty list. */
typedef struct lun_passages {
  lun_passage *items;
  size_t count;
  size_t cap;
} lun_passages;

void lun_passages_clear(lun_passages *passages);

/* Fill `passages` (replacing what it held) with the pieces that hold words.
** Errors: LUN_ENOMEM. */
lun_status lun_passages_find(lun_passages *passages, const lun_tokens *t, const lun_pieces *pieces,
                             const lun_spans *paragraphs, lun_error *err);

#endif
