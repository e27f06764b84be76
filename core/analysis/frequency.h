/* analysis/frequency.h -- how often each word form occurs, and in how many documents. */
#ifndef LUN_ANALYSIS_FREQUENCY_H
#define LUN_ANALYSIS_FREQUENCY_H

#include "text/document.h"
#include "text/vocabulary.h"

typedef struct lun_frequency_count {
  uint64_t n;    /* occurrences */
  uint32_t docs; /* documents with it */
  uint32_t last; /* number of the document counted last */
} lun_frequency_count;

/* All-zero is empty and counts forms as written; set view.options and view.stemmer first to count
** folded forms or stems. Owned by one thread. */
typedef struct lun_frequency {
  lun_vocabulary vocabulary;
  lun_view view;
  lun_frequency_count *counts; /* by type, or by folded type */
  size_t cap;
  uint32_t *in_doc; /* by type as written: occurrences in the document being counted */
  size_t in_doc_cap;
  uint32_t *seen; /* the types whose in_doc is not 0 */
  size_t seen_count;
  size_t seen_cap;
  uint32_t documents;
  uint64_t words;
  lun_spans spans; /* of the stretch of text being counted */
  uint32_t *types;
  size_t type_cap;
} lun_frequency;

/* Count the words of a document; they are found stretch by stretch, so that memory does not grow
** with the document. Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_frequency_add(lun_frequency *f, const lun_document *doc, const lun_context *ctx,
                             lun_error *err);

/* The same for a further part of the document that was added last, its title say: it stays one
** document. */
lun_status lun_frequency_add_part(lun_frequency *f, const lun_document *part,
                                  const lun_context *ctx, lun_error *err);

/* The same for `n` occurrences in `docs` documents of one form: a part counted elsewhere. */
lun_status lun_frequency_add_form(lun_frequency *f, const char *form, size_t len, uint64_t n,
                                  uint32_t docs, lun_error *err);

void lun_frequency_clear(lun_frequency *f);

#endif
