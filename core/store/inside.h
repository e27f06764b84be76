/* store/inside.h -- what a corpus is made of, for the files of this folder only. */
#ifndef LUN_STORE_INSIDE_H
#define LUN_STORE_INSIDE_H

#include "base/buffer.h"
#include "base/map.h"
#include "store/corpus.h"
#include "store/database.h"
#include "store/part.h"

struct lun_corpus {
  lun_database db;    /* closed when the corpus cannot go on */
  lun_database asker; /* for the user's own SELECTs; opened when first needed */
  lun_part part;      /* part.path != NULL: not yet of its name */
  char *path;         /* absolute */
  char *name;         /* the path as the user gave it */
  const lun_context *ctx;
  size_t count; /* documents */

  /* Ids that were given twice, and the suffix that is tried next for each. */
  lun_map repeated;
  uint32_t *suffixes;
  size_t suffix_cap;
  lun_buffer id; /* the id under way */

  /* The document whose place was asked last: spans come document by document. */
  lun_buffer place_id;
  int64_t place_number; /* 0 = none */
  int64_t place_bytes;
};

/* Number and length of document `id`. Errors: LUN_EFORMAT (no such document), LUN_ESTORE, ... */
lun_status lun_corpus_find_place(lun_corpus *corpus, const char *id, int64_t *number,
                                 int64_t *bytes, lun_error *err);

#endif
