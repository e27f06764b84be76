#include "match/token_condition.h"

#include "match/phrase.h"
#include "text/segment.h"

#include <string.h>

/* Register a leaf; places of errors in its value become places in the query. */
static lun_status add_leaf(lun_token_parser *p, const lun_token_leaf_spec *spec, size_t at,
                           uint32_t *leaf) {
  lun_status st = lun_token_store_leaf(p->store, spec, leaf, p->err);
  if (st != LUN_OK && p->err != NULL) p->err->at += at;
  return st;
}

static lun_token_leaf_spec spec_of(const lun_token_value *v, const char *text, size_t len) {
  return (lun_token_leaf_spec){.kind = LUN_TOKEN_WORD,
                               .layer = "",
                               .attribute = "",
                               .value = text,
                               .len = len,
                               .any_case = v->any_case,
                               .marks = v->marks,
                               .literal = v->literal};
}

lun_status lun_token_cut_value(lun_token_parser *p, const lun_token_value *v, lun_spans *words) {
  if (lun_token_is_plain(v->text.data, v->text.len) || (v->literal && v->text.len > 0)) {
    lun_status st =
        lun_words_find(v->text.data, v->text.len, LUN_SEGMENT_WORDS, NULL, words, p->err);
    if (st != LUN_OK || words->count > 0) return st;
    return lun_fail(p->err, LUN_EPATTERN, v->at, "no word to look for in \"%.*s\"",
                    (int)v->text.len, v->text.data);
  }
  for (size_t i = 0; i < v->text.len; i++) {
    if (lun_token_is_blank(v->text.data[i])) {
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
static lun_status add_word_leaf(lun_token_parser *p, lun_token_attribute kind,
                                const lun_token_value *v, uint32_t *leaf) {
  lun_spans words = {0};
  lun_status st = lun_token_cut_value(p, v, &words);
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

void lun_token_describe_value(lun_token_parser *p, const lun_token_value *v, int negated) {
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

static lun_status parse_subject(lun_token_parser *p, subject *s) {
  lun_token_peek(p);
  *s = (subject){NULL, "", p->at};
  lun_status st = lun_token_parse_name(p, "an attribute (word, stem) or a layer", &s->name);
  if (st != LUN_OK || p->at >= p->len || p->text[p->at] != '.') return st;
  p->at++;
  return lun_token_parse_name(p, "an attribute of the layer", &s->attribute);
}

/* A leaf of a layer; `v` may be NULL: any span. */
static lun_status add_layer_leaf(lun_token_parser *p, const subject *s, const lun_token_value *v,
                                 uint32_t *leaf) {
  static const lun_token_value none = {0};
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

lun_status lun_token_add_op(lun_token_parser *p, lun_token_op_kind kind, uint32_t leaf) {
  if (p->op_count == LUN_TOKEN_OPS_MOST) {
    return lun_fail(p->err, LUN_EPATTERN, p->at, "more than %d comparisons on one word",
                    LUN_TOKEN_OPS_MOST);
  }
  p->ops[p->op_count++] = (lun_token_op){kind, leaf};
  return LUN_OK;
}

/* The leaf of `subject OP value`, or of a layer alone. */
static lun_status add_comparison(lun_token_parser *p, const subject *s, const lun_token_value *v,
                                 uint32_t *leaf) {
  int word = strcmp(s->name, "word") == 0, stem = strcmp(s->name, "stem") == 0;
  if (!word && !stem) return add_layer_leaf(p, s, v, leaf);
  if (s->attribute[0] != '\0')
    return lun_fail(p->err, LUN_EPATTERN, s->at, "%s has no attributes", s->name);
  if (v == NULL)
    return lun_fail(p->err, LUN_EPATTERN, p->at, "%s needs a value: %s=\"...\"", s->name, s->name);
  return add_word_leaf(p, stem ? LUN_TOKEN_STEM : LUN_TOKEN_WORD, v, leaf);
}

static lun_status parse_comparison(lun_token_parser *p) {
  subject s;
  lun_token_value v = {0};
  uint32_t leaf;
  lun_status st = parse_subject(p, &s);
  if (st != LUN_OK) return st;
  char c = lun_token_peek(p);
  int negated = c == '!' && p->at + 1 < p->len && p->text[p->at + 1] == '=';
  int compared = c == '=' || negated;
  if (compared) {
    p->at += negated ? 2 : 1;
    st = lun_token_parse_value(p, &v);
  }
  if (st == LUN_OK) st = add_comparison(p, &s, compared ? &v : NULL, &leaf);
  if (st == LUN_OK) st = lun_token_add_op(p, LUN_TOKEN_OP_LEAF, leaf);
  if (st == LUN_OK && negated) st = lun_token_add_op(p, LUN_TOKEN_OP_NOT, 0);
  lun_buffer_add_format(&p->meaning, "%s%s%s%s", compared ? "" : "in ", s.name ? s.name : "",
                        s.attribute[0] ? "." : "", s.attribute);
  if (st == LUN_OK && compared) lun_token_describe_value(p, &v, negated);
  lun_buffer_clear(&v.text);
  return st;
}

static lun_status parse_not(lun_token_parser *p) {
  size_t opened;
  lun_status st = lun_token_enter(p);
  if (st != LUN_OK) return st;
  if (lun_token_take(p, '!')) {
    lun_buffer_add_text(&p->meaning, "not ");
    st = parse_not(p);
    if (st == LUN_OK) st = lun_token_add_op(p, LUN_TOKEN_OP_NOT, 0);
  } else if (opened = p->at, lun_token_take(p, '(')) {
    lun_buffer_add_text(&p->meaning, "(");
    st = lun_token_parse_condition(p);
    if (st == LUN_OK) st = lun_token_expect(p, ')', opened);
    lun_buffer_add_text(&p->meaning, ")");
  } else {
    st = parse_comparison(p);
  }
  p->nested--;
  return st;
}

static lun_status parse_and(lun_token_parser *p) {
  lun_status st = parse_not(p);
  while (st == LUN_OK && lun_token_take(p, '&')) {
    lun_buffer_add_text(&p->meaning, " and ");
    st = parse_not(p);
    if (st == LUN_OK) st = lun_token_add_op(p, LUN_TOKEN_OP_AND, 0);
  }
  return st;
}

lun_status lun_token_parse_condition(lun_token_parser *p) {
  lun_status st = parse_and(p);
  while (st == LUN_OK && lun_token_take(p, '|')) {
    lun_buffer_add_text(&p->meaning, " or ");
    st = parse_and(p);
    if (st == LUN_OK) st = lun_token_add_op(p, LUN_TOKEN_OP_OR, 0);
  }
  return st;
}
lun_status lun_token_word_test(lun_token_parser *p, const lun_token_value *v, lun_span piece,
                               uint32_t *test) {
  uint32_t leaf;
  lun_token_leaf_spec spec = spec_of(v, v->text.data + piece.from, piece.to - piece.from);
  lun_status st = add_leaf(p, &spec, v->at + piece.from, &leaf);
  if (st != LUN_OK) return st;
  lun_token_op op = {LUN_TOKEN_OP_LEAF, leaf};
  return lun_token_store_test(p->store, &op, 1, test, p->err);
}

lun_status lun_token_parse_layer(lun_token_parser *p, int tag, uint32_t *leaf) {
  subject s;
  lun_token_value v = {0};
  lun_status st = parse_subject(p, &s);
  if (st == LUN_OK && tag && s.attribute[0] == '\0' &&
      lun_token_name_len(p->text, p->len, (lun_token_peek(p), p->at)) > 0) {
    st = lun_token_parse_name(p, "an attribute of the layer", &s.attribute);
  }
  int compared = st == LUN_OK && lun_token_take(p, '=');
  if (compared) st = lun_token_parse_value(p, &v);
  if (st == LUN_OK && (strcmp(s.name, "word") == 0 || strcmp(s.name, "stem") == 0)) {
    st = lun_fail(p->err, LUN_EPATTERN, s.at, "%s is no layer: it stands in brackets, [%s=\"...\"]",
                  s.name, s.name);
  }
  if (st == LUN_OK) st = add_layer_leaf(p, &s, compared ? &v : NULL, leaf);
  if (st == LUN_OK) {
    lun_buffer_add_format(&p->meaning, "%s%s%s", s.name, s.attribute[0] ? "." : "", s.attribute);
    if (compared) lun_token_describe_value(p, &v, 0);
  }
  lun_buffer_clear(&v.text);
  return st;
}
