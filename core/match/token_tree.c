#include "match/token_tree.h"

int lun_node_is_empty(const lun_node *node) {
  const lun_node *child = node->child;
  switch (node->kind) {
  case LUN_NODE_WORD:
  case LUN_NODE_SPAN: return 0;
  case LUN_NODE_OPEN:
  case LUN_NODE_CLOSE: return 1;
  case LUN_NODE_SEQUENCE:
    while (child != NULL && lun_node_is_empty(child)) child = child->next;
    return child == NULL;
  case LUN_NODE_CHOICE:
    while (child != NULL && !lun_node_is_empty(child)) child = child->next;
    return child != NULL;
  case LUN_NODE_REPEAT: return node->least == 0 || lun_node_is_empty(child);
  case LUN_NODE_CAPTURE: break;
  }
  return lun_node_is_empty(child);
}

int lun_node_has_edge(const lun_node *node) {
  if (node->kind == LUN_NODE_OPEN || node->kind == LUN_NODE_CLOSE) return 1;
  const lun_node *child = node->child;
  while (child != NULL && !lun_node_has_edge(child)) child = child->next;
  return child != NULL;
}

/* --- program: each part is made after what follows it, which it leads to ------------------------- */

typedef struct maker {
  lun_automaton *out;
  lun_error *err;
} maker;

static lun_status make(maker *m, const lun_node *node, uint32_t next, uint32_t *first);

static lun_status add(maker *m, lun_step_kind kind, uint32_t arg, uint32_t next, uint32_t other,
                      uint32_t *first) {
  return lun_automaton_add(m->out, (lun_step){kind, arg, next, other}, first, m->err);
}

/* The children from `child` on, one behind the other. Recursion is as deep as the children are many:
** below LUN_STEPS_MOST. */
static lun_status make_sequence(maker *m, const lun_node *child, uint32_t next, uint32_t *first) {
  lun_status st = LUN_OK;
  if (child == NULL) {
    *first = next;
    return LUN_OK;
  }
  st = make_sequence(m, child->next, next, &next);
  return st == LUN_OK ? make(m, child, next, first) : st;
}

/* A node without its empty matches, to stand in a loop: a loop over something empty would not end.
** What a loop over it matches stays the same.
** Source: the star normal form of Brueggemann-Klein (1993). */
static lun_status make_full(maker *m, const lun_node *node, uint32_t next, uint32_t *first);

/* One of the children; `full` = without their empty matches. */
static lun_status make_choice(maker *m, const lun_node *child, int full, uint32_t next,
                              uint32_t *first) {
  uint32_t rest;
  lun_status st = LUN_OK;
  if (child->next != NULL) st = make_choice(m, child->next, full, next, &rest);
  if (st == LUN_OK) st = full ? make_full(m, child, next, first) : make(m, child, next, first);
  if (st != LUN_OK || child->next == NULL) return st;
  return add(m, LUN_STEP_SPLIT, 0, *first, rest, first);
}

static lun_status make_capture(maker *m, const lun_node *node, int full, uint32_t next,
                               uint32_t *first) {
  lun_status st = add(m, LUN_STEP_END, node->number, next, 0, &next);
  if (st == LUN_OK)
    st = full ? make_full(m, node->child, next, &next) : make(m, node->child, next, &next);
  return st == LUN_OK ? add(m, LUN_STEP_BEGIN, node->number, next, 0, first) : st;
}

static lun_status make_full(maker *m, const lun_node *node, uint32_t next, uint32_t *first) {
  if (!lun_node_is_empty(node) && node->kind != LUN_NODE_CHOICE) return make(m, node, next, first);
  switch (node->kind) {
  case LUN_NODE_SEQUENCE:
  case LUN_NODE_CHOICE: return make_choice(m, node->child, 1, next, first);
  case LUN_NODE_REPEAT: return make_full(m, node->child, next, first);
  case LUN_NODE_CAPTURE: return make_capture(m, node, 1, next, first);
  default: break;
  }
  return make(m, node, next, first);
}

/* Any number of times, none too. */
static lun_status make_loop(maker *m, const lun_node *child, uint32_t next, uint32_t *first) {
  uint32_t split, body;
  lun_status st = add(m, LUN_STEP_SPLIT, 0, 0, next, &split);
  if (st == LUN_OK) st = make_full(m, child, split, &body);
  if (st == LUN_OK) m->out->steps[split].next = body;
  *first = split;
  return st;
}

static lun_status make_repeat(maker *m, const lun_node *node, uint32_t next, uint32_t *first) {
  lun_status st = LUN_OK;
  uint32_t end = next, copies = node->least;
  *first = next;
  if (node->most == LUN_REPEAT_ENDLESS) st = make_loop(m, node->child, next, first);
  for (uint32_t i = node->least; node->most != LUN_REPEAT_ENDLESS && i < node->most; i++) {
    if (st == LUN_OK) st = make(m, node->child, *first, first);
    if (st == LUN_OK) st = add(m, LUN_STEP_SPLIT, 0, *first, end, first);
    if (st != LUN_OK) return st;
  }
  while (st == LUN_OK && copies-- > 0) st = make(m, node->child, *first, first);
  return st;
}

static lun_status make(maker *m, const lun_node *node, uint32_t next, uint32_t *first) {
  switch (node->kind) {
  case LUN_NODE_WORD: return add(m, LUN_STEP_WORD, node->number, next, 0, first);
  case LUN_NODE_SPAN: return add(m, LUN_STEP_SPAN, node->number, next, 0, first);
  case LUN_NODE_OPEN: return add(m, LUN_STEP_OPEN, node->number, next, 0, first);
  case LUN_NODE_CLOSE: return add(m, LUN_STEP_CLOSE, node->number, next, 0, first);
  case LUN_NODE_SEQUENCE: return make_sequence(m, node->child, next, first);
  case LUN_NODE_CHOICE: return make_choice(m, node->child, 0, next, first);
  case LUN_NODE_REPEAT: return make_repeat(m, node, next, first);
  case LUN_NODE_CAPTURE: break;
  }
  return make_capture(m, node, 0, next, first);
}

lun_status lun_node_compile(const lun_node *node, lun_automaton *out, lun_error *err) {
  maker m = {out, err};
  uint32_t match;
  lun_status st = add(&m, LUN_STEP_MATCH, 0, 0, 0, &match);
  if (st == LUN_OK) st = make(&m, node, match, &out->first);
  return st == LUN_OK ? lun_automaton_order(out, err) : st;
}

/* --- words --------------------------------------------------------------------------------------- */

static void describe_count(const lun_node *node, lun_buffer *out) {
  if (node->least == 0 && node->most == 1) lun_buffer_add_text(out, "perhaps ");
  else if (node->most == LUN_REPEAT_ENDLESS) {
    lun_buffer_add_format(out, "%u or more times ", (unsigned)node->least);
  } else if (node->least == node->most) {
    lun_buffer_add_format(out, "%u times ", (unsigned)node->least);
  } else {
    lun_buffer_add_format(out, "%u to %u times ", (unsigned)node->least, (unsigned)node->most);
  }
}

static void describe_children(const lun_node *node, const char *between, lun_buffer *out) {
  for (const lun_node *child = node->child; child != NULL; child = child->next) {
    int many = child->kind == LUN_NODE_SEQUENCE || child->kind == LUN_NODE_CHOICE;
    if (child != node->child) lun_buffer_add_text(out, between);
    if (many) lun_buffer_add_text(out, "(");
    lun_node_describe(child, out);
    if (many) lun_buffer_add_text(out, ")");
  }
}

void lun_node_describe(const lun_node *node, lun_buffer *out) {
  switch (node->kind) {
  case LUN_NODE_WORD: lun_buffer_add_text(out, node->text); break;
  case LUN_NODE_SPAN: lun_buffer_add_format(out, "a span: %s", node->text); break;
  case LUN_NODE_OPEN: lun_buffer_add_format(out, "here begins %s", node->text); break;
  case LUN_NODE_CLOSE: lun_buffer_add_format(out, "here ended %s", node->text); break;
  case LUN_NODE_SEQUENCE: describe_children(node, ", then ", out); break;
  case LUN_NODE_CHOICE: describe_children(node, ", or ", out); break;
  case LUN_NODE_REPEAT:
    describe_count(node, out);
    describe_children(node, "", out);
    break;
  case LUN_NODE_CAPTURE:
    lun_buffer_add_format(out, "%s = ", node->text);
    describe_children(node, "", out);
    break;
  }
}
