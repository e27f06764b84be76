#include "match/token_query.h"

#include "base/memory.h"
#include "match/phrase.h"
#include "match/token_tree.h"
#include "text/segment.h"

#include <string.h>

enum {
  NEST_MOST = 25, /* brackets inside brackets */
  OPS_MOST = 500  /* comparisons and operators in one pair of brackets */
};

typedef struct parser {
  lun_token_store *store;
  lun_token_query *query;
  const char *text;
  size_t len;
  size_t at;
  lun_arena nodes;
  unsigned nested;
  unsigned node_count;
  lun_token_op ops[OPS_MOST]; /* of the word that is read */
  uint32_t op_count;
  lun_buffer meaning;
  lun_error *err;
} parser;

/* A value in quotation marks, with its flags. */
typedef struct value {
  size_t at; /* of its first byte, behind the mark */
  lun_buffer text;
  int any_case, marks, literal;
} value;

static lun_status parse_choice(parser *p, lun_node **out);

/* --- characters ----------------------------------------------------------------------------------- */

static int is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static int is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || (unsigned char)c >= 0x80;
}

static size_t name_len(const char *text, size_t len, size_t at) {
  size_t n = 0;
  if (at < len && (text[at] == '-' || (text[at] >= '0' && text[at] <= '9'))) return 0;
  while (at + n < len && is_name(text[at + n])) n++;
  return n;
}

static size_t skip_blanks(const char *text, size_t len, size_t at) {
  while (at < len && is_blank(text[at])) at++;
  return at;
}

int lun_token_query_is(const char *text, size_t len) {
  size_t at = skip_blanks(text, len, 0), first = at;
  for (;;) {
    size_t n = name_len(text, len, at);
    if (n > 0 && at + n < len && text[at + n] == ':') at += n + 1;
    else if (at < len && text[at] == '(') at = skip_blanks(text, len, at + 1);
    else if (n > 0 || at >= len) return 0;
    else if (text[at] == '?') return at > first && text[at - 1] == '(';
    else return text[at] == '[' || text[at] == '"' || text[at] == '<';
  }
}

/* The next character that is not blank, or 0 at the end. */
static char peek(parser *p) {
  p->at = skip_blanks(p->text, p->len, p->at);
  return p->at < p->len ? p->text[p->at] : '\0';
}

static int take(parser *p, char c) {
  if (peek(p) != c || p->at >= p->len) return 0;
  p->at++;
  return 1;
}

/* The bytes of the code point at `at`, for a message. */
static int point_len(const parser *p, size_t at) {
  int n = 1;
  while (at + (size_t)n < p->len && ((unsigned char)p->text[at + (size_t)n] & 0xC0) == 0x80) n++;
  return n;
}

static lun_status expect(parser *p, char c, size_t opened) {
  if (take(p, c)) return LUN_OK;
  if (p->at >= p->len) {
    return lun_fail(p->err, LUN_EPATTERN, opened, "%c lacks its closing %c", p->text[opened], c);
  }
  return lun_fail(p->err, LUN_EPATTERN, p->at, "%c expected here, not %.*s", c, point_len(p, p->at),
                  p->text + p->at);
}

static lun_status enter(parser *p) {
  if (++p->nested <= NEST_MOST) return LUN_OK;
  return lun_fail(p->err, LUN_EPATTERN, p->at, "brackets nested more than %d deep", NEST_MOST);
}

/* --- values and names ----------------------------------------------------------------------------- */

static lun_status parse_flags(parser *p, value *v) {
  if (p->at >= p->len || p->text[p->at] != '%') return LUN_OK;
  size_t first = ++p->at;
  for (; p->at < p->len && p->text[p->at] >= 'a' && p->text[p->at] <= 'z'; p->at++) {
    switch (p->text[p->at]) {
    case 'c': v->any_case = 1; break;
    case 'd': v->marks = 1; break;
    case 'l': v->literal = 1; break;
    default:
      return lun_fail(p->err, LUN_EPATTERN, p->at,
                      "unknown flag; flags: %%c any case, %%d accents alike, %%l no regex");
    }
  }
  if (p->at > first) return LUN_OK;
  return lun_fail(p->err, LUN_EPATTERN, first - 1,
                  "%% needs a flag: %%c any case, %%d accents alike, %%l no regex");
}

/* "..." or '...'; \" stands for the mark itself, every other backslash is the pattern's. */
static lun_status parse_value(parser *p, value *v) {
  char mark = peek(p);
  size_t opened = p->at;
  if (mark != '"' && mark != '\'') {
    return lun_fail(p->err, LUN_EPATTERN, p->at, "a value in quotation marks is expected here");
  }
  v->at = ++p->at;
  while (p->at < p->len && p->text[p->at] != mark) {
    if (p->text[p->at] == '\\' && p->at + 1 < p->len) {
      if (p->text[p->at + 1] != mark) lun_buffer_add_byte(&v->text, '\\');
      p->at++;
    }
    lun_buffer_add_byte(&v->text, p->text[p->at++]);
  }
  if (p->at >= p->len)
    return lun_fail(p->err, LUN_EPATTERN, opened, "%c lacks its closing %c", mark, mark);
  p->at++;
  lun_buffer_add(&v->text, "", 0);
  lun_status st = lun_buffer_status(&v->text, p->err);
  return st == LUN_OK ? parse_flags(p, v) : st;
}

static const char *keep(parser *p, const char *text, size_t len) {
  return lun_arena_add_text(&p->nodes, text, len);
}

/* NAME, kept with a NUL behind it. */
static lun_status parse_name(parser *p, const char *what, const char **name) {
  peek(p);
  size_t n = name_len(p->text, p->len, p->at);
  if (n == 0) return lun_fail(p->err, LUN_EPATTERN, p->at, "%s is expected here", what);
  *name = keep(p, p->text + p->at, n);
  p->at += n;
  return *name ? LUN_OK : lun_fail_memory(p->err);
}

/* --- comparisons ---------------------------------------------------------------------------------- */

/* Register a leaf; places of errors in its value become places in the query. */
static lun_status add_leaf(parser *p, const lun_token_leaf_spec *spec, size_t at, uint32_t *leaf) {
  lun_status st = lun_token_store_leaf(p->store, spec, leaf, p->err);
  if (st != LUN_OK && p->err != NULL) p->err->at += at;
  return st;
}

static lun_token_leaf_spec spec_of(const value *v, const char *text, size_t len) {
  return (lun_token_leaf_spec){.kind = LUN_TOKEN_WORD,
                               .layer = "",
                               .attribute = "",
                               .value = text,
                               .len = len,
                               .any_case = v->any_case,
                               .marks = v->marks,
                               .literal = v->literal};
}

/* The words of a value without wild cards; none of a pattern. Patterns must not hold blanks. */
static lun_status cut_value(parser *p, const value *v, lun_spans *words) {
  if (lun_token_is_plain(v->text.data, v->text.len) || (v->literal && v->text.len > 0)) {
    lun_status st =
        lun_words_find(v->text.data, v->text.len, LUN_SEGMENT_WORDS, NULL, words, p->err);
    if (st != LUN_OK || words->count > 0) return st;
    return lun_fail(p->err, LUN_EPATTERN, v->at, "no word to look for in \"%.*s\"",
                    (int)v->text.len, v->text.data);
  }
  for (size_t i = 0; i < v->text.len; i++) {
    if (is_blank(v->text.data[i])) {
      return lun_fail(p->err, LUN_EPATTERN, v->at + i,
                      "a pattern stands for one word, which holds no blank: part them,"
                      " \"one\" \"two\"");
    }
  }
  return v->text.len > 0
             ? LUN_OK
             : lun_fail(p->err, LUN_EPATTERN, v->at, "the value is empty; [] is any word");
}

/* The value of [word=...]: one word, or a pattern. */
static lun_status add_word_leaf(parser *p, lun_token_attribute kind, const value *v,
                                uint32_t *leaf) {
  lun_spans words = {0};
  lun_status st = cut_value(p, v, &words);
  lun_span all = {0, (uint32_t)v->text.len};
  if (st == LUN_OK && words.count > 1) {
    st = lun_fail(p->err, LUN_EPATTERN, v->at + words.items[1].from,
                  "one word is meant here, and this is the second:"
                  " part them, \"one\" \"two\"");
  }
  if (words.count == 1) all = words.items[0];
  lun_spans_clear(&words);
  if (st != LUN_OK) return st;
  lun_token_leaf_spec spec = spec_of(v, v->text.data + all.from, all.to - all.from);
  spec.kind = kind;
  return add_leaf(p, &spec, v->at + all.from, leaf);
}

/* Bring what an attribute is compared with into `meaning`. */
static void describe_value(parser *p, const value *v, int negated) {
  int exact = !v->any_case && lun_phrase_is_capitals(v->text.data, v->text.len);
  lun_buffer_add_format(&p->meaning, " %s \"%.*s\"%s%s%s", negated ? "is not" : "is",
                        (int)v->text.len, v->text.data, exact ? " as written" : "",
                        v->marks ? " but for accents" : "", v->literal ? " literally" : "");
}

/* What may be compared: an attribute of the word, or a layer and perhaps one of its attributes. */
typedef struct subject {
  const char *name;
  const char *attribute;
  size_t at;
} subject;

static lun_status parse_subject(parser *p, subject *s) {
  peek(p);
  *s = (subject){NULL, "", p->at};
  lun_status st = parse_name(p, "an attribute (word, stem) or a layer", &s->name);
  if (st != LUN_OK || p->at >= p->len || p->text[p->at] != '.') return st;
  p->at++;
  return parse_name(p, "an attribute of the layer", &s->attribute);
}

/* A leaf of a layer; `v` may be NULL: any span. */
static lun_status add_layer_leaf(parser *p, const subject *s, const value *v, uint32_t *leaf) {
  static const value none = {0};
  lun_token_leaf_spec spec = spec_of(v ? v : &none, v ? v->text.data : NULL, v ? v->text.len : 0);
  spec.kind = LUN_TOKEN_LAYER;
  spec.layer = s->name;
  spec.attribute = s->attribute;
  if (v != NULL && v->text.len == 0)
    return lun_fail(p->err, LUN_EPATTERN, v->at, "the value is empty");
  if (v == NULL && s->attribute[0] != '\0')
    return lun_fail(p->err, LUN_EPATTERN, p->at, "a value is expected here: =\"...\"");
  lun_status st = add_leaf(p, &spec, v ? v->at : s->at, leaf);
  return st == LUN_OK ? lun_token_store_use(p->store, *leaf, p->query->entry, s->at, p->err) : st;
}

static lun_status add_op(parser *p, lun_token_op_kind kind, uint32_t leaf) {
  if (p->op_count == OPS_MOST) {
    return lun_fail(p->err, LUN_EPATTERN, p->at, "more than %d comparisons on one word", OPS_MOST);
  }
  p->ops[p->op_count++] = (lun_token_op){kind, leaf};
  return LUN_OK;
}

/* The leaf of `subject OP value`, or of a layer alone. */
static lun_status add_comparison(parser *p, const subject *s, const value *v, uint32_t *leaf) {
  int word = strcmp(s->name, "word") == 0, stem = strcmp(s->name, "stem") == 0;
  if (!word && !stem) return add_layer_leaf(p, s, v, leaf);
  if (s->attribute[0] != '\0')
    return lun_fail(p->err, LUN_EPATTERN, s->at, "%s has no attributes", s->name);
  if (v == NULL)
    return lun_fail(p->err, LUN_EPATTERN, p->at, "%s needs a value: %s=\"...\"", s->name, s->name);
  return add_word_leaf(p, stem ? LUN_TOKEN_STEM : LUN_TOKEN_WORD, v, leaf);
}

static lun_status parse_comparison(parser *p) {
  subject s;
  value v = {0};
  uint32_t leaf;
  lun_status st = parse_subject(p, &s);
  if (st != LUN_OK) return st;
  char c = peek(p);
  int negated = c == '!' && p->at + 1 < p->len && p->text[p->at + 1] == '=';
  int compared = c == '=' || negated;
  if (compared) {
    p->at += negated ? 2 : 1;
    st = parse_value(p, &v);
  }
  if (st == LUN_OK) st = add_comparison(p, &s, compared ? &v : NULL, &leaf);
  if (st == LUN_OK) st = add_op(p, LUN_TOKEN_OP_LEAF, leaf);
  if (st == LUN_OK && negated) st = add_op(p, LUN_TOKEN_OP_NOT, 0);
  lun_buffer_add_format(&p->meaning, "%s%s%s%s", compared ? "" : "in ", s.name ? s.name : "",
                        s.attribute[0] ? "." : "", s.attribute);
  if (st == LUN_OK && compared) describe_value(p, &v, negated);
  lun_buffer_clear(&v.text);
  return st;
}

static lun_status parse_or(parser *p);

static lun_status parse_not(parser *p) {
  size_t opened;
  lun_status st = enter(p);
  if (st != LUN_OK) return st;
  if (take(p, '!')) {
    lun_buffer_add_text(&p->meaning, "not ");
    st = parse_not(p);
    if (st == LUN_OK) st = add_op(p, LUN_TOKEN_OP_NOT, 0);
  } else if (opened = p->at, take(p, '(')) {
    lun_buffer_add_text(&p->meaning, "(");
    st = parse_or(p);
    if (st == LUN_OK) st = expect(p, ')', opened);
    lun_buffer_add_text(&p->meaning, ")");
  } else {
    st = parse_comparison(p);
  }
  p->nested--;
  return st;
}

static lun_status parse_and(parser *p) {
  lun_status st = parse_not(p);
  while (st == LUN_OK && take(p, '&')) {
    lun_buffer_add_text(&p->meaning, " and ");
    st = parse_not(p);
    if (st == LUN_OK) st = add_op(p, LUN_TOKEN_OP_AND, 0);
  }
  return st;
}

static lun_status parse_or(parser *p) {
  lun_status st = parse_and(p);
  while (st == LUN_OK && take(p, '|')) {
    lun_buffer_add_text(&p->meaning, " or ");
    st = parse_and(p);
    if (st == LUN_OK) st = add_op(p, LUN_TOKEN_OP_OR, 0);
  }
  return st;
}

/* --- nodes ---------------------------------------------------------------------------------------- */

/* A node whose text is what `meaning` holds from `from` on, which is taken out. */
static lun_status add_node(parser *p, lun_node_kind kind, uint32_t number, size_t from,
                           lun_node **out) {
  lun_status st = lun_buffer_status(&p->meaning, p->err);
  if (st != LUN_OK) return st;
  if (++p->node_count > LUN_STEPS_MOST) {
    return lun_fail(p->err, LUN_EPATTERN, p->at, "query of more than %d parts", LUN_STEPS_MOST);
  }
  *out = lun_arena_add(&p->nodes, sizeof **out);
  if (*out == NULL) return lun_fail_memory(p->err);
  **out = (lun_node){.kind = kind, .number = number, .least = 1, .most = 1, .text = ""};
  if (p->meaning.len > from) (*out)->text = keep(p, p->meaning.data + from, p->meaning.len - from);
  p->meaning.len = from;
  return (*out)->text ? LUN_OK : lun_fail_memory(p->err);
}

/* [...] */
static lun_status parse_word(parser *p, lun_node **out) {
  uint32_t test;
  size_t opened = p->at++, from = p->meaning.len;
  lun_status st = LUN_OK;
  p->op_count = 0;
  if (peek(p) == ']') {
    st = add_op(p, LUN_TOKEN_OP_ANY, 0);
    lun_buffer_add_text(&p->meaning, "any word");
  } else {
    st = parse_or(p);
  }
  if (st == LUN_OK) st = expect(p, ']', opened);
  if (st == LUN_OK) st = lun_token_store_test(p->store, p->ops, p->op_count, &test, p->err);
  return st == LUN_OK ? add_node(p, LUN_NODE_WORD, test, from, out) : st;
}

/* One word of "...". */
static lun_status add_word(parser *p, const value *v, lun_span piece, lun_node **out) {
  uint32_t leaf, test;
  size_t from = p->meaning.len;
  lun_token_leaf_spec spec = spec_of(v, v->text.data + piece.from, piece.to - piece.from);
  lun_status st = add_leaf(p, &spec, v->at + piece.from, &leaf);
  if (st != LUN_OK) return st;
  lun_token_op op = {LUN_TOKEN_OP_LEAF, leaf};
  st = lun_token_store_test(p->store, &op, 1, &test, p->err);
  if (st != LUN_OK) return st;
  value part = *v;
  part.text = (lun_buffer){.data = v->text.data + piece.from, .len = piece.to - piece.from};
  lun_buffer_add_text(&p->meaning, "word");
  describe_value(p, &part, 0);
  return add_node(p, LUN_NODE_WORD, test, from, out);
}

/* "..." : a pattern, or a word or several. */
static lun_status parse_string(parser *p, lun_node **out) {
  value v = {0};
  lun_spans words = {0};
  lun_status st = parse_value(p, &v);
  if (st == LUN_OK) st = cut_value(p, &v, &words);
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

/* NAME, NAME="...", NAME attribute="...": what a tag or `within` names. */
static lun_status parse_layer(parser *p, int tag, uint32_t *leaf) {
  subject s;
  value v = {0};
  lun_status st = parse_subject(p, &s);
  if (st == LUN_OK && tag && s.attribute[0] == '\0' &&
      name_len(p->text, p->len, (peek(p), p->at)) > 0) {
    st = parse_name(p, "an attribute of the layer", &s.attribute);
  }
  int compared = st == LUN_OK && take(p, '=');
  if (compared) st = parse_value(p, &v);
  if (st == LUN_OK && (strcmp(s.name, "word") == 0 || strcmp(s.name, "stem") == 0)) {
    st = lun_fail(p->err, LUN_EPATTERN, s.at, "%s is no layer: it stands in brackets, [%s=\"...\"]",
                  s.name, s.name);
  }
  if (st == LUN_OK) st = add_layer_leaf(p, &s, compared ? &v : NULL, leaf);
  if (st == LUN_OK) {
    lun_buffer_add_format(&p->meaning, "%s%s%s", s.name, s.attribute[0] ? "." : "", s.attribute);
    if (compared) describe_value(p, &v, 0);
  }
  lun_buffer_clear(&v.text);
  return st;
}

/* <name ...> , </name> or <name ... /> */
static lun_status parse_tag(parser *p, lun_node **out) {
  uint32_t leaf;
  size_t opened = p->at++, from = p->meaning.len;
  lun_node_kind kind = take(p, '/') ? LUN_NODE_CLOSE : LUN_NODE_OPEN;
  lun_status st = parse_layer(p, 1, &leaf);
  if (st == LUN_OK && kind == LUN_NODE_OPEN && take(p, '/')) kind = LUN_NODE_SPAN;
  if (st == LUN_OK) st = expect(p, '>', opened);
  return st == LUN_OK ? add_node(p, kind, leaf, from, out) : st;
}

static lun_status parse_capture_name(parser *p, uint32_t *number, const char **name) {
  uint32_t known;
  size_t at = p->at;
  lun_status st = parse_name(p, "a name", name);
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

static lun_status wrap_capture(parser *p, uint32_t number, const char *name, lun_node **node) {
  lun_node *child = *node;
  lun_status st = add_node(p, LUN_NODE_CAPTURE, number, p->meaning.len, node);
  if (st != LUN_OK) return st;
  (*node)->child = child;
  (*node)->text = name;
  return LUN_OK;
}

/* ( ... ) or (?<name> ... ) */
static lun_status parse_group(parser *p, lun_node **out) {
  size_t opened = p->at++;
  uint32_t number = 0;
  const char *name = NULL;
  lun_status st = LUN_OK;
  if (take(p, '?')) {
    if (!take(p, '<'))
      return lun_fail(p->err, LUN_EPATTERN, p->at,
                      "(?<name> ...) is a capture; nothing else begins with (?");
    st = parse_capture_name(p, &number, &name);
    if (st == LUN_OK) st = expect(p, '>', opened);
  }
  if (st == LUN_OK) st = parse_choice(p, out);
  if (st == LUN_OK) st = expect(p, ')', opened);
  return st == LUN_OK && name != NULL ? wrap_capture(p, number, name, out) : st;
}

static lun_status parse_atom(parser *p, lun_node **out) {
  switch (peek(p)) {
  case '[': return parse_word(p, out);
  case '(': return parse_group(p, out);
  case '<': return parse_tag(p, out);
  default: return parse_string(p, out);
  }
}

/* --- repeats ------------------------------------------------------------------------------------- */

static lun_status parse_number(parser *p, uint32_t *out) {
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
static lun_status parse_braces(parser *p, uint32_t *least, uint32_t *most) {
  size_t opened = p->at++;
  peek(p);
  size_t first = p->at;
  lun_status st = parse_number(p, least);
  int given = p->at > first;
  *most = *least;
  if (st == LUN_OK && take(p, ',')) {
    peek(p);
    size_t second = p->at;
    st = parse_number(p, most);
    if (p->at == second) {
      *most = LUN_REPEAT_ENDLESS;
      if (!given) return lun_fail(p->err, LUN_EPATTERN, opened, "how often? {2} {2,} {,5} {2,5}");
    }
  } else if (st == LUN_OK && !given) {
    return lun_fail(p->err, LUN_EPATTERN, opened, "how often? {2} {2,} {,5} {2,5}");
  }
  if (st == LUN_OK) st = expect(p, '}', opened);
  if (st == LUN_OK && *most < *least)
    return lun_fail(p->err, LUN_EPATTERN, opened, "at least %u, but at most %u", (unsigned)*least,
                    (unsigned)*most);
  if (st == LUN_OK && *most == 0)
    return lun_fail(p->err, LUN_EPATTERN, opened, "repeated no time, it is nothing");
  return st;
}

static lun_status parse_repeats(parser *p, lun_node **node) {
  lun_status st = LUN_OK;
  for (unsigned n = 0; st == LUN_OK; n++) {
    char c = peek(p);
    uint32_t least = c == '+', most = c == '?' ? 1 : LUN_REPEAT_ENDLESS;
    size_t at = p->at;
    if (c != '?' && c != '*' && c != '+' && c != '{') break;
    if (n == NEST_MOST) return lun_fail(p->err, LUN_EPATTERN, at, "repeated too often");
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
static lun_status parse_item(parser *p, lun_node **out) {
  uint32_t number = 0;
  const char *name = NULL;
  lun_status st = enter(p);
  if (st == LUN_OK && name_len(p->text, p->len, (peek(p), p->at)) > 0) {
    st = parse_capture_name(p, &number, &name);
    if (st == LUN_OK) st = expect(p, ':', p->at);
  }
  if (st == LUN_OK) st = parse_atom(p, out);
  if (st == LUN_OK) st = parse_repeats(p, out);
  if (st == LUN_OK && name != NULL) st = wrap_capture(p, number, name, out);
  p->nested--;
  return st;
}

static int is_word(const parser *p, const char *word) {
  size_t n = name_len(p->text, p->len, p->at);
  return n == strlen(word) && memcmp(p->text + p->at, word, n) == 0;
}

/* Whether an item follows; an error when what follows is neither an item nor an end. */
static lun_status item_follows(parser *p, int *yes) {
  char c = peek(p);
  size_t n = name_len(p->text, p->len, p->at);
  *yes = c == '[' || c == '(' || c == '<' || c == '"' || c == '\'';
  if (*yes || p->at >= p->len || c == ')' || c == '|' || c == '!' || c == ',') return LUN_OK;
  if (n > 0) {
    *yes = p->at + n < p->len && p->text[p->at + n] == ':';
    if (*yes || is_word(p, "within") || is_word(p, "containing")) return LUN_OK;
    return lun_fail(p->err, LUN_EPATTERN, p->at, "words stand in quotation marks here: \"%.*s\"",
                    (int)n, p->text + p->at);
  }
  return lun_fail(p->err, LUN_EPATTERN, p->at, "%.*s has no meaning here", point_len(p, p->at),
                  p->text + p->at);
}

static lun_status parse_sequence(parser *p, lun_node **out) {
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

static lun_status parse_choice(parser *p, lun_node **out) {
  lun_node *first = NULL, **tail = &first;
  lun_status st;
  do {
    st = parse_sequence(p, tail);
    if (st == LUN_OK) tail = &(*tail)->next;
  } while (st == LUN_OK && take(p, '|'));
  *out = first;
  if (st != LUN_OK || first->next == NULL) return st;
  st = add_node(p, LUN_NODE_CHOICE, 0, p->meaning.len, out);
  if (st == LUN_OK) (*out)->child = first;
  return st;
}

/* --- the whole ------------------------------------------------------------------------------------ */

static lun_status parse_inside(parser *p, lun_bound *bound) {
  lun_node *node;
  size_t n = name_len(p->text, p->len, (peek(p), p->at));
  if (n > 0 && !(p->at + n < p->len && p->text[p->at + n] == ':')) {
    return parse_layer(p, 0, &bound->leaf);
  }
  if (bound->kind == LUN_BOUND_WITHIN) {
    if (!take(p, '<'))
      return lun_fail(p->err, LUN_EPATTERN, p->at,
                      "a layer is expected behind within: within sentence");
    size_t opened = p->at - 1;
    lun_status st = parse_layer(p, 1, &bound->leaf);
    if (st == LUN_OK) st = expect(p, '/', opened);
    return st == LUN_OK ? expect(p, '>', opened) : st;
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
static lun_status parse_bound(parser *p) {
  lun_token_query *q = p->query;
  if (q->bound_count == LUN_BOUNDS_MOST) {
    return lun_fail(p->err, LUN_EPATTERN, p->at, "more than %d times within or containing",
                    LUN_BOUNDS_MOST);
  }
  lun_bound *bound = &q->bounds[q->bound_count++];
  bound->leaf = LUN_MAP_NONE;
  bound->negated = take(p, '!');
  peek(p);
  if (is_word(p, "within")) bound->kind = LUN_BOUND_WITHIN;
  else if (is_word(p, "containing")) bound->kind = LUN_BOUND_CONTAINING;
  else return lun_fail(p->err, LUN_EPATTERN, p->at, "within or containing is expected here");
  p->at += bound->kind == LUN_BOUND_WITHIN ? 6 : 10;
  lun_buffer_add_format(&p->meaning, "; %s%s ", bound->negated ? "not " : "",
                        bound->kind == LUN_BOUND_WITHIN ? "within" : "containing");
  return parse_inside(p, bound);
}

static lun_status parse_query(parser *p) {
  lun_node *node;
  lun_status st = parse_choice(p, &node);
  if (st != LUN_OK) return st;
  lun_node_describe(node, &p->meaning);
  st = lun_node_compile(node, &p->query->program, p->err);
  if (st == LUN_OK && p->query->program.first_count == 0) {
    return lun_fail(p->err, LUN_EPATTERN, 0, "there is no word in the query");
  }
  while (st == LUN_OK && peek(p) != '\0') {
    char c = peek(p);
    if (c != '!' && c != 'w' && c != 'c') {
      return lun_fail(p->err, LUN_EPATTERN, p->at, "%.*s has no meaning here", point_len(p, p->at),
                      p->text + p->at);
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
  parser *p = lun_zalloc(sizeof *p);
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
