/* match/token_tree.h -- a token query taken apart, before it is a program. */
#ifndef LUN_MATCH_TOKEN_TREE_H
#define LUN_MATCH_TOKEN_TREE_H

#include "base/buffer.h"
#include "match/automaton.h"

typedef enum lun_node_kind {
  LUN_NODE_WORD,     /* `number` = test */
  LUN_NODE_SPAN,     /* `number` = leaf: a whole span */
  LUN_NODE_OPEN,     /* a span begins here */
  LUN_NODE_CLOSE,    /* a span ended here */
  LUN_NODE_SEQUENCE, /* of its children */
  LUN_NODE_CHOICE,   /* one of its children */
  LUN_NODE_REPEAT,   /* its only child, `least` to `most` times */
  LUN_NODE_CAPTURE   /* its only child; `number` = place among the query's captures */
} lun_node_kind;

enum { LUN_REPEAT_MOST = 1000 };
#define LUN_REPEAT_ENDLESS UINT32_MAX

typedef struct lun_node {
  lun_node_kind kind;
  uint32_t number;
  uint32_t least;
  uint32_t most;
  const char *text; /* of a word, span or capture: what it is, for people */
  struct lun_node *child;
  struct lun_node *next; /* the parent's next child */
} lun_node;

/* Whether it can match without a word. */
int lun_node_is_empty(const lun_node *node);

/* Whether a part of it says only where a span begins or ends. */
int lun_node_has_edge(const lun_node *node);

/* Make the program of a tree. Errors: LUN_EPATTERN (too many steps), LUN_ENOMEM. */
lun_status lun_node_compile(const lun_node *node, lun_automaton *out, lun_error *err);

/* Append it in words. */
void lun_node_describe(const lun_node *node, lun_buffer *out);

#endif
