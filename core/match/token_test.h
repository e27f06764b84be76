/* match/token_test.h -- what a token query asks of one word: [word="peace" & !quote].
**
** Comparisons with the word alone are decided once a type; comparisons with layers once a span. */
#ifndef LUN_MATCH_TOKEN_TEST_H
#define LUN_MATCH_TOKEN_TEST_H

#include "base/arena.h"
#include "base/map.h"
#include "match/pattern.h"

typedef enum lun_token_attribute {
  LUN_TOKEN_WORD, /* the form as written, with or without its possessive */
  LUN_TOKEN_STEM, /* its stem, in the document's language */
  LUN_TOKEN_LAYER /* a value of a layer's span around the word */
} lun_token_attribute;

/* One comparison. A pattern must fit the whole value. */
typedef struct lun_token_leaf {
  lun_token_attribute kind;
  int marks;             /* accents do not count */
  uint32_t layer;        /* number in lun_token_store.layers */
  const char *attribute; /* of the layer; "" = its main ones */
  lun_pattern *pattern;  /* NULL: any span of the layer; or a stem that `plain` has */
  const char *plain;     /* the word whose stem is meant, or NULL */
} lun_token_leaf;

typedef enum lun_token_op_kind {
  LUN_TOKEN_OP_LEAF,
  LUN_TOKEN_OP_ANY, /* always true */
  LUN_TOKEN_OP_NOT,
  LUN_TOKEN_OP_AND,
  LUN_TOKEN_OP_OR
} lun_token_op_kind;

typedef struct lun_token_op {
  lun_token_op_kind kind;
  uint32_t leaf;
} lun_token_op;

/* A condition on a word, operands before operators; at most LUN_TOKEN_DEPTH values wait. */
typedef struct lun_token_test {
  const lun_token_op *ops;
  uint32_t count;
  int layered; /* a layer is asked: the word's type does not decide */
} lun_token_test;

enum { LUN_TOKEN_DEPTH = 60 };

/* Where a query names a layer, for the message when there is none of that name. */
typedef struct lun_layer_use {
  const char *attribute; /* "" = the main ones */
  uint32_t layer;        /* number in lun_token_store.layers */
  uint32_t entry;
  size_t at; /* byte in the entry's value */
} lun_layer_use;

/* What all token queries of a dictionary share. All-zero is empty; read-only once filled. */
typedef struct lun_token_store {
  lun_arena arena;
  lun_map leaf_names;
  lun_token_leaf *leaves; /* by number in `leaf_names` */
  size_t leaf_cap;
  lun_map test_names;
  lun_token_test *tests; /* by number in `test_names` */
  size_t test_cap;
  lun_map layers;   /* names */
  lun_map captures; /* names */
  lun_layer_use *uses;
  size_t use_count;
  size_t use_cap;
} lun_token_store;

/* What a leaf says, before it is compiled. */
typedef struct lun_token_leaf_spec {
  lun_token_attribute kind;
  const char *layer; /* NUL-terminated, for LUN_TOKEN_LAYER */
  const char *attribute;
  const char *value; /* NULL: any span */
  size_t len;
  int any_case; /* %c; else a value all in capitals is as written, any other in any case */
  int marks;    /* %d */
  int literal;  /* %l: no wild cards */
} lun_token_leaf_spec;

/* Number of the comparison, which equal ones share. A value is a PCRE2 pattern.
** Errors: LUN_EPATTERN (err->at = byte in `value`), LUN_EUTF8, LUN_ENOMEM. */
lun_status lun_token_store_leaf(lun_token_store *store, const lun_token_leaf_spec *spec,
                                uint32_t *leaf, lun_error *err);

/* Number of the condition, which equal ones share. Errors: LUN_ENOMEM. */
lun_status lun_token_store_test(lun_token_store *store, const lun_token_op *ops, uint32_t count,
                                uint32_t *test, lun_error *err);

/* Note that the value of `entry` names the layer of `leaf` at byte `at`. Errors: LUN_ENOMEM. */
lun_status lun_token_store_use(lun_token_store *store, uint32_t leaf, uint32_t entry, size_t at,
                               lun_error *err);
void lun_token_store_clear(lun_token_store *store);

/* Whether the value is a word without wild cards: letters, digits and marks between them. */
int lun_token_is_plain(const char *value, size_t len);

/* Whether a test holds, given what its leaves say. */
typedef int (*lun_token_leaf_holds)(const void *user, uint32_t leaf);
int lun_token_test_holds(const lun_token_test *test, lun_token_leaf_holds holds, const void *user);

#endif
