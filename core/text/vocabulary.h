/* text/vocabulary.h -- numbers for the forms of words, and other views of them.
**
** A type is a form exactly as written; the first one added gets number 0, the next new one 1, ...
** Case fold, normal forms, stems are views: arrays beside the types, computed once a type. */
#ifndef LUN_TEXT_VOCABULARY_H
#define LUN_TEXT_VOCABULARY_H

#include "base/context.h"
#include "base/span.h"
#include "text/stem.h"

#define LUN_TYPE_NONE UINT32_MAX

enum { LUN_TYPE_INLINE = 16 }; /* bytes of a form that lie in its slot */

typedef struct lun_vocabulary_slot {
  uint64_t low;  /* bytes 0-7 of a short form, zero-padded; the hash of a long one */
  uint64_t high; /* bytes 8-15 */
  uint32_t len;
  uint32_t type; /* number + 1; 0 = free */
} lun_vocabulary_slot;

typedef struct lun_vocabulary_form {
  uint32_t at; /* in lun_vocabulary.bytes */
  uint32_t len;
} lun_vocabulary_form;

/* All-zero is empty. Written by one thread; reading from many is safe when nobody writes. */
typedef struct lun_vocabulary {
  lun_vocabulary_slot *slots; /* open addressing, at most half full */
  size_t slot_count;
  lun_vocabulary_form *forms; /* by type */
  size_t count;               /* of types */
  size_t form_cap;
  char *bytes; /* all forms, one behind the other */
  size_t byte_count;
  size_t byte_cap;
} lun_vocabulary;

/* Number of the form, added when new. Errors: LUN_ENOMEM, LUN_ELIMIT (4 GiB of forms). */
lun_status lun_vocabulary_add(lun_vocabulary *v, const char *form, size_t len, uint32_t *type,
                              lun_error *err);

/* Numbers of `count` words of `text`, written to types[0..count): what lun_vocabulary_add gives for
** each, faster. Errors: the same; what was added stays. */
lun_status lun_vocabulary_add_all(lun_vocabulary *v, const char *text, size_t len,
                                  const lun_span *words, size_t count, uint32_t *types,
                                  lun_error *err);

/* Number of the form, or LUN_TYPE_NONE. */
uint32_t lun_vocabulary_find(const lun_vocabulary *v, const char *form, size_t len);

/* The form of a type: not NUL-terminated, alive until the next add or clear. */
const char *lun_vocabulary_get(const lun_vocabulary *v, uint32_t type, size_t *len);

void lun_vocabulary_clear(lun_vocabulary *v);

/* A view: for each type the type of its folded form, or of that form's stem, in the same vocabulary.
** All-zero is the view of forms as written: every type is its own. */
typedef struct lun_view {
  unsigned options;     /* of lun_fold */
  lun_stemmer *stemmer; /* NULL = no stems; the view owns it */
  uint32_t *types;      /* by type; valid for numbers below `count` */
  size_t count;
  size_t cap;
} lun_view;

/* Bring the view up to date with the vocabulary; folded forms that are new are added to it, so that
** they have numbers (and views: their own) too. Errors: LUN_ENOMEM, LUN_ELIMIT. */
lun_status lun_view_add(lun_view *view, lun_vocabulary *v, lun_error *err);
void lun_view_clear(lun_view *view);

/* Whether the view is that of forms as written, so that it need not be asked. */
int lun_view_is_plain(const lun_view *view);

#endif
