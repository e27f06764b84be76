/* read/dictionary_yoshikoder.c -- Yoshikoder's .ykd: XML of categories (cnode) and patterns (pnode). */
#include "read/dictionary_input.h"

#include <limits.h>
#include <string.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

typedef struct tree {
  lun_dictionary_input in;
  int regexp; /* patterns are regular expressions */
} tree;

static int is_element(const xmlNode *node, const char *name) {
  return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* A document type may define entities; no dictionary needs one. */
static void refuse_type(void *ctx, const xmlChar *name, const xmlChar *id, const xmlChar *system) {
  (void)name, (void)id, (void)system;
  xmlParserCtxtPtr parser = ctx;
  parser->_private = parser;
  xmlStopParser(parser);
}

static lun_status parse(const char *text, size_t len, xmlDocPtr *out, lun_error *err) {
  *out = NULL;
  if (len > INT_MAX) return lun_fail(err, LUN_EFORMAT, 0, "file over 2 GiB");
  xmlParserCtxtPtr parser = xmlNewParserCtxt();
  if (parser == NULL) return lun_fail_memory(err);
  parser->sax->internalSubset = refuse_type;
  *out = xmlCtxtReadMemory(parser, text, (int)len, NULL, "UTF-8",
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                               XML_PARSE_IGNORE_ENC);
  lun_status st = LUN_OK;
  const char *why = parser->lastError.message;
  if (parser->errNo == XML_ERR_NO_MEMORY) {
    st = lun_fail_memory(err);
  } else if (parser->_private != NULL) {
    st = lun_fail(err, LUN_EFORMAT, 0, "a document type (<!DOCTYPE) is not read");
  } else if (*out == NULL) {
    st = lun_fail(err, LUN_EFORMAT, 0, "line %d: not XML: %.*s", parser->lastError.line,
                  why != NULL ? (int)strcspn(why, "\n") : 0, why != NULL ? why : "");
  }
  if (st != LUN_OK && *out != NULL) {
    xmlFreeDoc(*out);
    *out = NULL;
  }
  xmlFreeParserCtxt(parser);
  return st;
}

/* An attribute's text; "" when there is none. Entities are refused, so it is one node. */
static const char *find_attribute(const xmlNode *node, const char *name) {
  for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
    if (strcmp((const char *)a->name, name) != 0) continue;
    const xmlNode *text = a->children;
    return text != NULL && text->content != NULL ? (const char *)text->content : "";
  }
  return "";
}

/* A regexp fits whole tokens. */
static lun_status add_regex(tree *t, const char *s, lun_entry_spec *spec, lun_error *err) {
  lun_buffer value = {0};
  lun_buffer_add_text(&value, "(?<!\\w)(?:");
  lun_buffer_add_text(&value, s);
  lun_buffer_add_text(&value, ")(?!\\w)");
  lun_status st = lun_buffer_status(&value, err);
  spec->kind = LUN_ENTRY_REGEX;
  if (st == LUN_OK) {
    st = lun_dictionary_input_add(&t->in, spec, value.data, value.data + value.len, LUN_WILD_NONE,
                                  NULL, err);
  }
  lun_buffer_clear(&value);
  return st;
}

static lun_status add_pattern(tree *t, const xmlNode *node, lun_error *err) {
  const char *s = find_attribute(node, "name");
  lun_entry_spec spec = {.key = lun_dictionary_input_key(&t->in)};
  if (t->in.level_count == 0) {
    lun_dictionary_input_note_text(&t->in, "left out: no category around it", s, s + strlen(s));
    return LUN_OK;
  }
  if (t->regexp && s[0] != '\0') return add_regex(t, s, &spec, err);
  return lun_dictionary_input_add(&t->in, &spec, s, s + strlen(s), LUN_WILD_STAR, NULL, err);
}

static lun_status add_children(tree *t, const xmlNode *parent, size_t level, lun_error *err);

static lun_status add_category(tree *t, const xmlNode *node, size_t level, lun_error *err) {
  const char *name = find_attribute(node, "name");
  lun_error fault = {0};
  lun_status st = lun_dictionary_input_set_level(&t->in, level, name, strlen(name), &fault);
  if (st == LUN_OK) return add_children(t, node, level + 1, err);
  if (st != LUN_EFORMAT) return lun_fail(err, st, 0, "%s", fault.message);
  lun_dictionary_input_note(&t->in, st, t->in.line, "left out: %s", fault.message);
  return LUN_OK;
}

static lun_status add_children(tree *t, const xmlNode *parent, size_t level, lun_error *err) {
  lun_status st = LUN_OK;
  for (const xmlNode *node = parent->children; st == LUN_OK && node != NULL; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    t->in.line = (size_t)xmlGetLineNo((xmlNode *)node);
    lun_dictionary_input_cut(&t->in, level);
    if (is_element(node, "cnode")) {
      st = add_category(t, node, level, err);
    } else if (is_element(node, "pnode")) {
      st = add_pattern(t, node, err);
    } else {
      lun_dictionary_input_note(&t->in, LUN_EFORMAT, t->in.line,
                                "element %.100s left out: neither cnode nor pnode", node->name);
    }
  }
  return st;
}

/* The outer category that Yoshikoder puts around all others, when it holds only categories. */
static const xmlNode *find_wrapper(const xmlNode *root) {
  const xmlNode *only = NULL;
  for (const xmlNode *node = root->children; node != NULL; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    if (only != NULL || !is_element(node, "cnode")) return NULL;
    only = node;
  }
  size_t inside = 0;
  for (const xmlNode *node = only ? only->children : NULL; node != NULL; node = node->next) {
    if (is_element(node, "pnode")) return NULL;
    inside += is_element(node, "cnode");
  }
  return inside > 0 ? only : NULL;
}

static lun_status add_tree(tree *t, xmlDocPtr document, lun_error *err) {
  const xmlNode *root = xmlDocGetRootElement(document);
  if (root == NULL || !is_element(root, "dictionary")) {
    return lun_fail(err, LUN_EFORMAT, 0,
                    "line 1: a Yoshikoder dictionary begins with <dictionary>");
  }
  const char *engine = find_attribute(root, "patternengine");
  t->regexp = strcmp(engine, "regexp") == 0;
  if (!t->regexp && engine[0] != '\0' && strcmp(engine, "substring") != 0) {
    lun_dictionary_input_note(&t->in, LUN_OK, (size_t)xmlGetLineNo((xmlNode *)root),
                              "patternengine \"%.60s\" is not known: read as substring", engine);
  }
  const xmlNode *wrapper = find_wrapper(root);
  return add_children(t, wrapper != NULL ? wrapper : root, 0, err);
}

lun_status lun_dictionary_yoshikoder_read(const char *name, const char *text, size_t len,
                                          lun_dictionary *dict, lun_notice_function notice,
                                          void *user, lun_error *err) {
  tree t = {.in = lun_dictionary_input_new(name, text, len, dict, notice, user)};
  xmlDocPtr document;
  lun_status st = parse(text, len, &document, err);
  if (st != LUN_OK) return st;
  st = add_tree(&t, document, err);
  xmlFreeDoc(document);
  lun_dictionary_input_clear(&t.in);
  return st;
}
