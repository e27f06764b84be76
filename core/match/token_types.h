/* match/token_types.h -- which words fit which token tests, decided once a type. */
#ifndef LUN_MATCH_TOKEN_TYPES_H
#define LUN_MATCH_TOKEN_TYPES_H

#include "match/token_test.h"
#include "text/vocabulary.h"

/* Owned by one thread. Start with all-zero and a store, which must live as long. */
typedef struct lun_token_types {
  const lun_token_store *store;
  lun_matcher *matcher;
  lun_stemmer *stemmer;
  char lang[16];  /* that the stemmer is for; "" = none made yet */
  size_t stride;  /* 64-bit words a type */
  uint64_t *bits; /* by type: a bit for each leaf, then one for each test without layers */
  size_t cap;
  size_t count; /* types decided */
  lun_buffer form;
  lun_buffer stem;
} lun_token_types;

/* Decide the types that are new in the vocabulary. Errors: LUN_ENOMEM, LUN_ELIMIT (a pattern). */
lun_status lun_token_types_add(lun_token_types *types, const lun_vocabulary *vocabulary,
                               const lun_context *ctx, lun_error *err);

/* Stems follow the rules of `lang` (an ISO 639 code; NULL or unknown: English) from now on.
** Errors: LUN_ENOMEM. */
lun_status lun_token_types_set_language(lun_token_types *types, const char *lang, lun_error *err);

/* Whether words of the type fit leaf or test number `bit`. */
static inline int lun_token_types_has(const lun_token_types *types, uint32_t type, size_t bit) {
  return types->bits[type * types->stride + bit / 64] >> bit % 64 & 1;
}

/* Whether the value of a span fits the leaf. Errors: LUN_ENOMEM, LUN_ELIMIT. */
lun_status lun_token_types_fit(lun_token_types *types, const lun_token_leaf *leaf,
                               const char *value, size_t len, const lun_context *ctx, int *yes,
                               lun_error *err);

/* Forget the types. */
void lun_token_types_reset(lun_token_types *types);
void lun_token_types_clear(lun_token_types *types);

#endif
