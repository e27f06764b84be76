/* read/dictionary_yaml.c -- quanteda's and newsmap's YAML: maps are levels of keys, lists and single
** values their entries. */
#include "read/dictionary_input.h"

#include <string.h>
#include <yaml.h>

/* What aliases may repeat: without a limit ten lines can stand for as many entries as one likes. */
enum { REPEATS_MOST = 100000, MAPS_MOST = 100 /* inside one another */ };

typedef struct walk {
  lun_dictionary_input in;
  yaml_document_t *document;
  size_t left;  /* nodes that may still be seen */
  size_t depth; /* maps that are open; __ and << open one without a level */
} walk;

static const char *kind_of(const yaml_node_t *node) {
  return node->type == YAML_SCALAR_NODE ? "a single value" : "a list";
}

static lun_status add_value(walk *w, const yaml_node_t *node, lun_error *err) {
  const char *s = (const char *)node->data.scalar.value;
  lun_entry_spec spec = {.key = lun_dictionary_input_key(&w->in)};
  w->in.line = node->start_mark.line + 1;
  return lun_dictionary_input_add(&w->in, &spec, s, s + node->data.scalar.length, LUN_WILD_BOTH,
                                  NULL, err);
}

static void note_node(walk *w, const yaml_node_t *node, const char *message) {
  lun_dictionary_input_note(&w->in, LUN_EFORMAT, node->start_mark.line + 1, "%s", message);
}

static lun_status count_node(walk *w, const yaml_node_t *node, lun_error *err) {
  if (w->left-- > 0) return LUN_OK;
  w->left = 0;
  return lun_fail(err, LUN_ELIMIT, 0, "line %zu: aliases repeat more than %d values",
                  node->start_mark.line + 1, (int)REPEATS_MOST);
}

static lun_status add_list(walk *w, const yaml_node_t *node, lun_error *err) {
  lun_status st = LUN_OK;
  for (yaml_node_item_t *item = node->data.sequence.items.start;
       st == LUN_OK && item < node->data.sequence.items.top; item++) {
    const yaml_node_t *value = yaml_document_get_node(w->document, *item);
    st = count_node(w, value, err);
    if (st != LUN_OK) break;
    if (value->type == YAML_SCALAR_NODE) st = add_value(w, value, err);
    else note_node(w, value, "left out: a list or map where a list has a value");
  }
  return st;
}

static lun_status add_map(walk *w, const yaml_node_t *node, size_t level, lun_error *err);

/* What stands under a key. */
static lun_status add_node(walk *w, const yaml_node_t *node, size_t level, lun_error *err) {
  lun_status st = count_node(w, node, err);
  if (st != LUN_OK) return st;
  if (node->type == YAML_MAPPING_NODE) return add_map(w, node, level, err);
  if (level == 0) {
    note_node(w, node, "left out: values in no category");
    return LUN_OK;
  }
  return node->type == YAML_SCALAR_NODE ? add_value(w, node, err) : add_list(w, node, err);
}

/* Whether the key names no level of its own: quanteda writes a category's own values under __, and
** YAML merges a map under <<. */
static int is_own(const yaml_node_t *key) {
  const char *s = (const char *)key->data.scalar.value;
  return key->data.scalar.length == 2 && (memcmp(s, "__", 2) == 0 || memcmp(s, "<<", 2) == 0);
}

static lun_status add_pair(walk *w, const yaml_node_t *key, const yaml_node_t *value, size_t level,
                           lun_error *err) {
  lun_error fault = {0};
  if (key->type != YAML_SCALAR_NODE) {
    note_node(w, key, "left out: a key is a string, not a list or map");
    return LUN_OK;
  }
  lun_dictionary_input_cut(&w->in, level);
  if (is_own(key)) return add_node(w, value, level, err);
  lun_status st = lun_dictionary_input_set_level(
      &w->in, level, (const char *)key->data.scalar.value, key->data.scalar.length, &fault);
  if (st == LUN_OK) return add_node(w, value, level + 1, err);
  if (st != LUN_EFORMAT) return lun_fail(err, st, 0, "%s", fault.message);
  lun_dictionary_input_note(&w->in, st, key->start_mark.line + 1, "left out: %s", fault.message);
  return LUN_OK;
}

static lun_status add_map(walk *w, const yaml_node_t *node, size_t level, lun_error *err) {
  lun_status st = LUN_OK;
  if (w->depth == MAPS_MOST) {
    note_node(w, node, "left out: maps inside one another over 100 deep");
    return LUN_OK;
  }
  w->depth++;
  for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
       st == LUN_OK && pair < node->data.mapping.pairs.top; pair++) {
    st = add_pair(w, yaml_document_get_node(w->document, pair->key),
                  yaml_document_get_node(w->document, pair->value), level, err);
  }
  w->depth--;
  return st;
}

/* The document that was loaded; *end when it is none, which ends a stream. */
static lun_status add_document(walk *w, int *end, lun_error *err) {
  yaml_node_t *root = yaml_document_get_root_node(w->document);
  *end = root == NULL;
  if (root == NULL) return LUN_OK;
  w->left = (size_t)(w->document->nodes.top - w->document->nodes.start) + REPEATS_MOST;
  if (root->type == YAML_MAPPING_NODE) return add_map(w, root, 0, err);
  return lun_fail(err, LUN_EFORMAT, 0,
                  "line %zu: %s where a dictionary has keys with lists of values",
                  root->start_mark.line + 1, kind_of(root));
}

static lun_status explain(const yaml_parser_t *parser, lun_error *err) {
  const char *why = parser->problem != NULL ? parser->problem : "unreadable";
  if (parser->error == YAML_MEMORY_ERROR) return lun_fail_memory(err);
  if (parser->error == YAML_READER_ERROR) { /* it knows the byte only */
    return lun_fail(err, LUN_EFORMAT, parser->problem_offset, "not YAML: %s at byte %zu", why,
                    parser->problem_offset);
  }
  const char *hint = strstr(why, "alias") ? " (a value that begins with * stands in quotes)" : "";
  return lun_fail(err, LUN_EFORMAT, 0, "line %zu: not YAML: %s%s", parser->problem_mark.line + 1,
                  why, hint);
}

lun_status lun_dictionary_yaml_read(const char *name, const char *text, size_t len,
                                    lun_dictionary *dict, lun_notice_function notice, void *user,
                                    lun_error *err) {
  yaml_parser_t parser;
  yaml_document_t document;
  walk w = {.in = lun_dictionary_input_new(name, text, len, dict, notice, user),
            .document = &document};
  lun_status st = LUN_OK;
  if (!yaml_parser_initialize(&parser)) return lun_fail_memory(err);
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, (const unsigned char *)text, len);
  for (int end = 0; st == LUN_OK && !end;) {
    if (!yaml_parser_load(&parser, &document)) {
      st = explain(&parser, err);
      break;
    }
    st = add_document(&w, &end, err);
    yaml_document_delete(&document);
  }
  yaml_parser_delete(&parser);
  lun_dictionary_input_clear(&w.in);
  return st;
}
