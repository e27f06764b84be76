/* store/layer.h -- named layers of spans over a corpus's documents. */
#ifndef LUN_STORE_LAYER_H
#define LUN_STORE_LAYER_H

#include "store/corpus.h"
#include "store/run.h"

/* Units: bytes, 0-based, half-open. Strings may be NULL (stored as NULL). `features` is JSON. */
typedef struct lun_layer_span {
  uint32_t from;
  uint32_t to;
  const char *label;
  const char *key;
  const char *rule;
  const char *features;
} lun_layer_span;

/* All functions that write: LUN_EFORMAT changes nothing, and what was written before stands; else
** as lun_corpus_add. */

/* Open layer `name` for writing by run `run` (0 = none noted), making it when new; an old one is
** emptied. Its spans get `run`. Errors: LUN_EFORMAT (no such run, empty name). */
lun_status lun_layer_new(lun_corpus *corpus, const char *name, int64_t run, int64_t *layer,
                         lun_error *err);

/* Open an old layer for writing without emptying it: spans added from now on get `run`. LUN_DONE
** when there is none. */
lun_status lun_layer_open(lun_corpus *corpus, const char *name, int64_t run, int64_t *layer,
                          lun_error *err);

/* Remove the spans and the input hash of document `id` from a layer. */
lun_status lun_layer_clear_document(lun_corpus *corpus, int64_t layer, const char *id,
                                    lun_error *err);

/* The hash of everything that document `id`'s part of the layer was made from, so that only what
** changed is made again. What it is made of is the caller's affair.
** lun_layer_get_input: LUN_DONE when the layer has none for it (or there is no such layer); *hash
** is the caller's, released with lun_free. */
lun_status lun_layer_set_input(lun_corpus *corpus, int64_t layer, const char *id, const char *hash,
                               lun_error *err);
lun_status lun_layer_get_input(lun_corpus *corpus, const char *name, const char *id, char **hash,
                               lun_error *err);

/* Add one span of document `id`; *span (may be NULL) gets its number, for links.
** Errors: LUN_EFORMAT (no such document or layer, span not inside the text, features not JSON). */
lun_status lun_layer_add(lun_corpus *corpus, int64_t layer, const char *id,
                         const lun_layer_span *value, int64_t *span, lun_error *err);

/* Link two spans: role "speaker", "cue", ... The same link again changes nothing.
** Errors: LUN_EFORMAT (no such span). */
lun_status lun_layer_link(lun_corpus *corpus, int64_t from, int64_t to, const char *role,
                          lun_error *err);

/* Drop a layer and its spans. LUN_DONE when there is none. */
lun_status lun_layer_drop(lun_corpus *corpus, const char *name, lun_error *err);

/* Call `each` for every span of layer `name` in document `id`, by first byte, then last; a
** non-zero return ends early. LUN_DONE when there is no such layer. `span` and its strings live
** during the call. Errors: LUN_EFORMAT (no such document). */
typedef int (*lun_layer_each)(void *user, const lun_layer_span *span);
lun_status lun_layer_find(lun_corpus *corpus, const char *name, const char *id, lun_layer_each each,
                          void *user, lun_error *err);

/* One link of a span, with both its ends. Everything lives during the call. */
typedef struct lun_layer_link_end {
  int64_t number;
  lun_layer_span span;
} lun_layer_link_end;
typedef struct lun_layer_link_row {
  const char *role;
  const char *layer; /* of `to` */
  lun_layer_link_end from;
  lun_layer_link_end to;
} lun_layer_link_row;

/* Call `each` for every link that starts at a span of layer `name` in document `id`, in the order
** of these spans, then by role; a non-zero return ends early. LUN_DONE when there is no such layer.
** Errors: LUN_EFORMAT (no such document). */
typedef int (*lun_layer_link_each)(void *user, const lun_layer_link_row *link);
lun_status lun_layer_find_links(lun_corpus *corpus, const char *name, const char *id,
                                lun_layer_link_each each, void *user, lun_error *err);

typedef struct lun_layer_info {
  const char *name;
  int64_t run; /* the last that wrote it; 0 = none noted */
  uint64_t spans;
  uint64_t documents; /* that have a span in it */
} lun_layer_info;

/* Call `each` for every layer, by name; a non-zero return ends early. */
typedef int (*lun_layer_info_each)(void *user, const lun_layer_info *layer);
lun_status lun_layer_find_all(lun_corpus *corpus, lun_layer_info_each each, void *user,
                              lun_error *err);

#endif
