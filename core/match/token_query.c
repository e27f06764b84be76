#include "match/token_query.h"

#include "base/memory.h"
#include "match/token_condition.h"
#include "match/token_tree.h"

#include <string.h>

static lun_status parse_choice(lun_token_parser *p, lun_node **out);

int lun_token_query_is(const char *text, size_t len) {
  size_t at = lun_token_skip_blanks(text, len, 0), first = at;
  for (;;) {
    size_t n = lun_token_name_len(text, len, at);
    if (n > 0 && at + n < len && text[at + n] == ':') at += n + 1;
    else if (at < len && text[at] == '(') at = lun_token_skip_blanks(text, len, at + 1);
    else if (n > 0 || at >= len) return 0;
    else if (text[at] == '?') return at > first && text[at - 1] == '(';
    else return text[at] == '[' || text[at] == '"' || text[at] == '<';
  }
}
/* --- nodes ---------------------------------------------------------------------------------------- */

/* A node whose text is what `meaning` holds from `from` on, which is taken out. */
static lun_status add_node(lun_token_parser *p, lun_node_kind kind, uint32_t number, size_t from,
                           lun_node **out) {
  lun_status st = lun_buffer_status(&p->meaning, p->err);
  if (st != LUN_OK) return st;
  if (++p->node_count > LUN_STEPS_MOST) {
    return lun_fail(p->err, LUN_EPATTERN, p->at, "query of more than %d parts", LUN_STEPS_MOST);
  }
  *out = lun_arena_add(&p->nodes, sizeof **out);
  if (*out == NULL) return lun_fail_memory(p->err);
  **out = (lun_node){.kind = kind, .number = number, .least = 1, .most = 1, .text = ""};
  if (p->meaning.len > from)
    (*out)->text = lun_token_keep(p, p->meaning.data + from, p->meaning.len - from);
  p->meaning.len = from;
  return (*out)->text ? LUN_OK : lun_fail_memory(p->err);
}

/* [...] */
static lun_status parse_word(lun_token_parser *p, lun_node **out) {
  uint32_t test;
  size_t opened = p->at++, from = p->meaning.len;
  lun_status st = LUN_OK;
  p->op_count = 0;
  if (lun_token_peek(p) == ']') {
    st = lun_token_add_op(p, LUN_TOKEN_OP_ANY, 0);
    lun_buffer_add_text(&p->meaning, "any word");
  } else {
    st = lun_token_parse_condition(p);
  }
  if (st == LUN_OK) st = lun_token_expect(p, ']', opened);
  if (st == LUN_OK) st = lun_token_store_test(p->store, p->ops, p->op_count, &test, p->err);
  return st == LUN_OK ? add_node(p, LUN_NODE_WORD, test, from, out) : st;
}

/* One word of "...". */
static lun_status add_word(lun_token_parser *p, const lun_token_value *v, lun_span piece,
                           lun_node **out) {
  uint32_t test;
  size_t from = p->meaning.len;
  lun_status st = lun_token_word_test(p, v, piece, &test);
  if (st != LUN_OK) return st;
  lun_token_value part = *v;
  part.text = (lun_buffer){.data = v->text.data + piece.from, .len = piece.to - piece.from};
  lun_buffer_add_text(&p->meaning, "word");
  lun_token_describe_value(p, &part, 0);
  return add_node(p, LUN_NODE_WORD, test, from, out);
}

/* "..." : a pattern, or a word or several. */
static lun_status parse_string(lun_token_parser *p, lun_node **out) {
  lun_token_value v = {0};
  lun_spans words = {0};
  lun_status st = lun_token_parse_value(p, &v);
  if (st == LUN_OK) st = lun_token_cut_value(p, &v, &words);
  lun_span all = {0, (uint32_t)v.text.len};
  size_t count = words.count > 0 ? words.count : 1;
  if (st == LUN_OK && count > 1) st = add_node(p, LUN_NODE_SEQUENCE, 0, p->meaning.len, out);
  lun_node **tail = count > 1 && st == LUN_OK ? &(*out)->child : out;
  for (size_t i = 0; st == LUN_OK && i < count; i++) {
    st = add_word(p, &v, words.count > 0 ? words.items[i] : all, tail);
    if (st == LUN_OK) tail = &(*tail)->next;
  }
  lun_spans_clear(&words);
  lun_buffer_clear(&v.text);
  return st;
}

/* <name ...> , </name> or <name ... /> */
static lun_status parse_tag(lun_token_parser *p, lun_node **out) {
  uint32_t leaf;
  size_t opened = p->at++, from = p->meaning.len;
  lun_node_kind kind = lun_token_take(p, '/') ? LUN_NODE_CLOSE : LUN_NODE_OPEN;
  lun_status st = lun_token_parse_layer(p, 1, &leaf);
  if (st == LUN_OK && kind == LUN_NODE_OPEN && lun_token_take(p, '/')) kind = LUN_NODE_SPAN;
  if (st == LUN_OK) st = lun_token_expect(p, '>', opened);
  return st == LUN_OK ? add_node(p, kind, leaf, from, out) : st;
}

static lun_status parse_capture_name(lun_token_parser *p, uint32_t *number, const char **name) {
  uint32_t known;
  size_t at = p->at;
  lun_status st = lun_token_parse_name(p, "a name", name);
  if (st == LUN_OK) st = lun_map_add(&p->store->captures, *name, strlen(*name), &known, p->err);
  if (st != LUN_OK) return st;
  for (*number = 0; *number < p->query->capture_count; ++*number) {
    if (p->query->captures[*number] == known) return LUN_OK;
  }
  if (*number == LUN_CAPTURES_MOST) {
    return lun_fail(p->err, LUN_EPATTERN, at, "more than %d captures", LUN_CAPTURES_MOST);
  }
  p->query->captures[p->query->capture_count++] = known;
  return LUN_OK;
}

static lun_status wrap_capture(lun_token_parser *p, uint32_t number, const char *name,
                               lun_node **node) {
  lun_node *child = *node;
  lun_status st = add_node(p, LUN_NODE_CAPTURE, number, p->meaning.len, node);
  if (st != LUN_OK) return st;
  (*node)->child = child;
  (*node)->text = name;
  return LUN_OK;
}

/* ( ... ) or (?<name> ... ) */
static lun_status parse_group(lun_token_parser *p, lun_node **out) {
  size_t opened = p->at++;
  uint32_t number = 0;
  const char *name = NULL;
  lun_status st = LUN_OK;
  if (lun_token_take(p, '?')) {
    if (!lun_token_take(p, '<'))
      return lun_fail(p->err, LUN_EPATTERN, p->at,
                      "(?<name> ...) is a capture; nothing else begins with (?");
    st = parse_capture_name(p, &number, &name);
    if (st == LUN_OK) st = lun_token_expect(p, '>', opened);
  }
  if (st == LUN_OK) st = parse_choice(p, out);
  if (st == LUN_OK) st = lun_token_expect(p, ')', opened);
  return st == LUN_OK && name != NULL ? wrap_capture(p, number, name, out) : st;
}

static lun_status parse_atom(lun_token_parser *p, lun_node **out) {
  switch (lun_token_peek(p)) {
  case '[': return parse_word(p, out);
  case '(': return parse_group(p, out);
  case '<': return parse_tag(p, out);
  default: return parse_string(p, out);
  }
}

/* --- repeats ------------------------------------------------------------------------------------- */

static lun_status parse_number(lun_token_parser *p, uint32_t *out) {
  *out = 0;
  for (; p->at < p->len && p->text[p->at] >= '0' && p->text[p->at] <= '9'; p->at++) {
    *out = *out * 10 + (uint32_t)(p->text[p->at] - '0');
    if (*out > LUN_REPEAT_MOST) {
      return lun_fail(p->err, LUN_EPATTERN, p->at, "more than %d repeats", LUN_REPEAT_MOST);
    }
  }
  return LUN_OK;
}

/* {n} {n,} {,m} {n,m} */
static lun_status parse_braces(lun_token_parser *p, uint32_t *least, uint32_t *most) {
  size_t opened = p->at++;
  lun_token_peek(p);
  size_t first = p->at;
  lun_status st = parse_number(p, least);
  int given = p->at > first;
  *most = *least;
  if (st == LUN_OK && lun_token_take(p, ',')) {
    lun_token_peek(p);
    size_t second = p->at;
    st = parse_number(p, most);
    if (p->at == second) {
      *most = LUN_REPEAT_ENDLESS;
      if (!given) return lun_fail(p->err, LUN_EPATTERN, opened, "how often? {2} {2,} {,5} {2,5}");
    }
  } else if (st == LUN_OK && !given) {
    return lun_fail(p->err, LUN_EPATTERN, opened, "how often? {2} {2,} {,5} {2,5}");
  }
  if (st == LUN_OK) st = lun_token_expect(p, '}', opened);
  if (st == LUN_OK && *most < *least)
    return lun_fail(p->err, LUN_EPATTERN, opened, "at least %u, but at most %u", (unsigned)*least,
                    (unsigned)*most);
  if (st == LUN_OK && *most == 0)
    return lun_fail(p->err, LUN_EPATTERN, opened, "repeated no time, it is nothing");
  return st;
}

static lun_status parse_repeats(lun_token_parser *p, lun_node **node) {
  lun_status st = LUN_OK;
  for (unsigned n = 0; st == LUN_OK; n++) {
    char c = lun_token_peek(p);
    uint32_t least = c == '+', most = c == '?' ? 1 : LUN_REPEAT_ENDLESS;
    size_t at = p->at;
    if (c != '?' && c != '*' && c != '+' && c != '{') break;
    if (n == LUN_TOKEN_NEST_MOST) return lun_fail(p->err, LUN_EPATTERN, at, "repeated too often");
    if (c == '{') st = parse_braces(p, &least, &most);
    else p->at++;
    lun_node *child = *node;
    if (st == LUN_OK && lun_node_is_empty(child) && lun_node_has_edge(child)) {
      return lun_fail(p->err, LUN_EPATTERN, at,
                      "where a span begins or ends cannot be repeated alone");
    }
    if (st == LUN_OK) st = add_node(p, LUN_NODE_REPEAT, 0, p->meaning.len, node);
    if (st != LUN_OK) return st;
    (*node)->child = child;
    (*node)->least = least;
    (*node)->most = most;
  }
  return st;
}

/* name: atom repeats. The name is of all that is repeated. */
static lun_status parse_item(lun_token_parser *p, lun_node **out) {
  uint32_t number = 0;
  const char *name = NULL;
  lun_status st = lun_token_enter(p);
  if (st == LUN_OK && lun_token_name_len(p->text, p->len, (lun_token_peek(p), p->at)) > 0) {
    st = parse_capture_name(p, &number, &name);
    if (st == LUN_OK) st = lun_token_expect(p, ':', p->at);
  }
  if (st == LUN_OK) st = parse_atom(p, out);
  if (st == LUN_OK) st = parse_repeats(p, out);
  if (st == LUN_OK && name != NULL) st = wrap_capture(p, number, name, out);
  p->nested--;
  return st;
}

static int is_word(const lun_token_parser *p, const char *word) {
  size_t n = lun_token_name_len(p->text, p->len, p->at);
  return n == strlen(word) && memcmp(p->text + p->at, word, n) == 0;
}

/* Whether an item follows; an error when what follows is neither an item nor an end. */
static lun_status item_follows(lun_token_parser *p, int *yes) {
  char c = lun_token_peek(p);
  size_t n = lun_token_name_len(p->text, p->len, p->at);
  *yes = c == '[' || c == '(' || c == '<' || c == '"' || c == '\'';
  if (*yes || p->at >= p->len || c == ')' || c == '|' || c == '!' || c == ',') return LUN_OK;
  if (n > 0) {
    *yes = p->at + n < p->len && p->text[p->at + n] == ':';
    if (*yes || is_word(p, "within") || is_word(p, "containing")) return LUN_OK;
    return lun_fail(p->err, LUN_EPATTERN, p->at, "words stand in quotation marks here: \"%.*s\"",
                    (int)n, p->text + p->at);
  }
  return lun_fail(p->err, LUN_EPATTERN, p->at, "%.*s has no meaning here",
                  lun_token_point_len(p, p->at), p->text + p->at);
}

static lun_status parse_sequence(lun_token_parser *p, lun_node **out) {
  int more;
  lun_status st = add_node(p, LUN_NODE_SEQUENCE, 0, p->meaning.len, out);
  lun_node **tail = st == LUN_OK ? &(*out)->child : NULL;
  if (st == LUN_OK) st = item_follows(p, &more);
  if (st == LUN_OK && !more) return lun_fail(p->err, LUN_EPATTERN, p->at, "a word is missing here");
  while (st == LUN_OK && more) {
    st = parse_item(p, tail);
    if (st != LUN_OK) return st;
    tail = &(*tail)->next;
    st = item_follows(p, &more);
  }
  if (st == LUN_OK && (*out)->child->next == NULL) *out = (*out)->child;
  return st;
}

static lun_status parse_choice(lun_token_parser *p, lun_node **out) {
  lun_node *first = NULL, **tail = &first;
  lun_status st;
  do {
    st = parse_sequence(p, tail);
    if (st == LUN_OK) tail = &(*tail)->next;
  } while (st == LUN_OK && lun_token_take(p, '|'));
  *out = first;
  if (st != LUN_OK || first->next == NULL) return st;
  st = add_node(p, LUN_NODE_CHOICE, 0, p->meaning.len, out);
  if (st == LUN_OK) (*out)->child = first;
  return st;
}

/* --- the whole ------------------------------------------------------------------------------------ */

static lun_status parse_inside(lun_token_parser *p, lun_bound *bound) {
  lun_node *node;
  size_t n = lun_token_name_len(p->text, p->len, (lun_token_peek(p), p->at));
  if (n > 0 && !(p->at + n < p->len && p->text[p->at + n] == ':')) {
    return lun_token_parse_layer(p, 0, &bound->leaf);
  }
  if (bound->kind == LUN_BOUND_WITHIN) {
    if (!lun_token_take(p, '<'))
      return lun_fail(p->err, LUN_EPATTERN, p->at,
                      "a layer is expected behind within: within sentence");
    size_t opened = p->at - 1;
    lun_status st = lun_token_parse_layer(p, 1, &bound->leaf);
    if (st == LUN_OK) st = lun_token_expect(p, '/', opened);
    return st == LUN_OK ? lun_token_expect(p, '>', opened) : st;
  }
  int more;
  lun_status st = item_follows(p, &more);
  if (st == LUN_OK && !more)
    return lun_fail(p->err, LUN_EPATTERN, p->at, "what should it contain?");
  if (st == LUN_OK) st = parse_item(p, &node);
  if (st == LUN_OK) lun_node_describe(node, &p->meaning);
  return st == LUN_OK ? lun_node_compile(node, &bound->program, p->err) : st;
}

/* [!]within LAYER, [!]containing (QUERY) */
static lun_status parse_bound(lun_token_parser *p) {
  lun_token_query *q = p->query;
  if (q->bound_count == LUN_BOUNDS_MOST) {
    return lun_fail(p->err, LUN_EPATTERN, p->at, "more than %d times within or containing",
                    LUN_BOUNDS_MOST);
  }
  lun_bound *bound = &q->bounds[q->bound_count++];
  bound->leaf = LUN_MAP_NONE;
  bound->negated = lun_token_take(p, '!');
  lun_token_peek(p);
  if (is_word(p, "within")) bound->kind = LUN_BOUND_WITHIN;
  else if (is_word(p, "containing")) bound->kind = LUN_BOUND_CONTAINING;
  else return lun_fail(p->err, LUN_EPATTERN, p->at, "within or containing is expected here");
  p->at += bound->kind == LUN_BOUND_WITHIN ? 6 : 10;
  lun_buffer_add_format(&p->meaning, "; %s%s ", bound->negated ? "not " : "",
                        bound->kind == LUN_BOUND_WITHIN ? "within" : "containing");
  return parse_inside(p, bound);
}

static lun_status parse_query(lun_token_parser *p) {
  lun_node *node;
  lun_status st = parse_choice(p, &node);
  if (st != LUN_OK) return st;
  lun_node_describe(node, &p->meaning);
  st = lun_node_compile(node, &p->query->program, p->err);
  if (st == LUN_OK && p->query->program.first_count == 0) {
    return lun_fail(p->err, LUN_EPATTERN, 0, "there is no word in the query");
  }
  while (st == LUN_OK && lun_token_peek(p) != '\0') {
    char c = lun_token_peek(p);
    if (c != '!' && c != 'w' && c != 'c') {
      return lun_fail(p->err, LUN_EPATTERN, p->at, "%.*s has no meaning here",
                      lun_token_point_len(p, p->at), p->text + p->at);
    }
    st = parse_bound(p);
  }
  if (st == LUN_OK && p->at < p->len)
    return lun_fail(p->err, LUN_EPATTERN, p->at, "a NUL has no meaning here");
  return st;
}

lun_status lun_token_query_new(lun_token_store *store, uint32_t entry, const char *text, size_t len,
                               lun_token_query **out, lun_error *err) {
  size_t uses = store->use_count;
  *out = lun_zalloc(sizeof **out);
  lun_token_parser *p = lun_zalloc(sizeof *p);
  lun_status st = *out && p ? LUN_OK : lun_fail_memory(err);
  if (st == LUN_OK) {
    (*out)->entry = entry;
    p->store = store;
    p->query = *out;
    p->text = text;
    p->len = len;
    p->err = err;
    st = parse_query(p);
    if (st == LUN_OK) st = lun_buffer_status(&p->meaning, err);
  }
  if (st == LUN_OK) {
    (*out)->meaning = lun_arena_add_text(&store->arena, p->meaning.data, p->meaning.len);
    if ((*out)->meaning == NULL) st = lun_fail_memory(err);
  }
  if (p != NULL) {
    lun_arena_clear(&p->nodes);
    lun_buffer_clear(&p->meaning);
  }
  lun_free(p);
  if (st == LUN_OK) return LUN_OK;
  store->use_count = uses;
  lun_token_query_free(*out);
  *out = NULL;
  return st;
}

void lun_token_query_free(lun_token_query *query) {
  if (query == NULL) return;
  lun_automaton_clear(&query->program);
  for (size_t i = 0; i < query->bound_count; i++) lun_automaton_clear(&query->bounds[i].program);
  lun_free(query);
}
