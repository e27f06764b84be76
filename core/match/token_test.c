#include "match/token_test.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "match/phrase.h"
#include "text/fold.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <string.h>

int lun_token_is_plain(const char *value, size_t len) {
  for (size_t i = 0; i < len; i++) {
    if (strchr("\\.[]{}()*+?|^$", value[i]) != NULL) return 0;
  }
  return len > 0;
}

int lun_token_test_holds(const lun_token_test *test, lun_token_leaf_holds holds, const void *user) {
  uint64_t stack = 0; /* one bit a value, the last one lowest */
  for (uint32_t i = 0; i < test->count; i++) {
    uint64_t top = stack & 1;
    switch (test->ops[i].kind) {
    case LUN_TOKEN_OP_LEAF: stack = stack << 1 | (holds(user, test->ops[i].leaf) != 0); break;
    case LUN_TOKEN_OP_ANY: stack = stack << 1 | 1; break;
    case LUN_TOKEN_OP_NOT: stack ^= 1; break;
    case LUN_TOKEN_OP_AND: stack = stack >> 1 & (~UINT64_C(1) | top); break;
    case LUN_TOKEN_OP_OR: stack = stack >> 1 | top; break;
    }
  }
  return (int)(stack & 1);
}

/* --- leaves ------------------------------------------------------------------------------------- */

/* A value brought into the form that words are compared in. */
static lun_status fold_value(const lun_token_leaf_spec *spec, lun_buffer *out, lun_error *err) {
  if (!spec->marks) return lun_phrase_fold_exact(spec->value, spec->len, out, err);
  return lun_fold(spec->value, spec->len,
                  LUN_FOLD_NFC | LUN_FOLD_IGNORABLE | LUN_FOLD_PLAIN | LUN_FOLD_MARKS, out, err);
}

/* Write the value as a pattern that matches nothing but itself. */
static void add_literal(lun_buffer *out, const char *value, size_t len) {
  for (size_t i = 0; i < len; i++) {
    unsigned char c = (unsigned char)value[i];
    int plain = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                (c >= 'A' && c <= 'Z') || c == '\n' || c == '\0';
    if (!plain) lun_buffer_add_byte(out, '\\');
    lun_buffer_add_byte(out, value[i]);
  }
}

/* The pattern by itself first: so that what is wrong is said of it, and `a)(b` does not pass. */
static lun_status compile_whole(const lun_buffer *source, unsigned flags, lun_pattern **out,
                                lun_error *err) {
  lun_pattern *alone;
  lun_buffer whole = {0};
  lun_status st = lun_pattern_new(source->len ? source->data : "", source->len, flags, &alone, err);
  if (st != LUN_OK) return st;
  lun_pattern_free(alone);
  lun_buffer_add_text(&whole, "\\A(?:");
  lun_buffer_add(&whole, source->data, source->len);
  lun_buffer_add_text(&whole, ")\\z");
  st = lun_buffer_status(&whole, err);
  if (st == LUN_OK) st = lun_pattern_new(whole.data, whole.len, flags, out, err);
  if (st == LUN_EPATTERN && err != NULL) err->at = 0;
  lun_buffer_clear(&whole);
  return st;
}

static lun_status compile_pattern(const lun_token_leaf_spec *spec, lun_pattern **out,
                                  lun_error *err) {
  lun_buffer source = {0}, literal = {0};
  int caseless = spec->any_case || !lun_phrase_is_capitals(spec->value, spec->len);
  lun_status st = fold_value(spec, &source, err);
  int moved = source.len != spec->len; /* then places in it are not places in the value */
  if (st == LUN_OK && spec->literal) {
    add_literal(&literal, source.data, source.len);
    st = lun_buffer_status(&literal, err);
  }
  if (st == LUN_OK) {
    st = compile_whole(spec->literal ? &literal : &source, caseless ? LUN_PATTERN_CASELESS : 0, out,
                       err);
    if (st == LUN_EPATTERN && moved && err != NULL) err->at = 0;
  }
  lun_buffer_clear(&source);
  lun_buffer_clear(&literal);
  return st;
}

/* What equal leaves have in common, as bytes. */
static void name_leaf(const lun_token_leaf_spec *spec, lun_buffer *out) {
  lun_buffer_add_format(out, "%d%d%d%d%d", (int)spec->kind, spec->any_case, spec->marks,
                        spec->literal, spec->value != NULL);
  if (spec->kind == LUN_TOKEN_LAYER) {
    lun_buffer_add(out, spec->layer, strlen(spec->layer) + 1);
    lun_buffer_add(out, spec->attribute, strlen(spec->attribute) + 1);
  }
  if (spec->value != NULL) lun_buffer_add(out, spec->value, spec->len);
}

static lun_status fill_leaf(lun_token_store *store, const lun_token_leaf_spec *spec,
                            lun_token_leaf *leaf, lun_error *err) {
  lun_status st = LUN_OK;
  *leaf = (lun_token_leaf){.kind = spec->kind, .marks = spec->marks, .attribute = ""};
  if (spec->kind == LUN_TOKEN_LAYER) {
    leaf->attribute = lun_arena_add_text(&store->arena, spec->attribute, strlen(spec->attribute));
    if (leaf->attribute == NULL) return lun_fail_memory(err);
    st = lun_map_add(&store->layers, spec->layer, strlen(spec->layer), &leaf->layer, err);
  }
  if (st != LUN_OK || spec->value == NULL) return st;
  if (spec->kind == LUN_TOKEN_STEM && lun_token_is_plain(spec->value, spec->len)) {
    leaf->plain = lun_arena_add_text(&store->arena, spec->value, spec->len);
    return leaf->plain == NULL ? lun_fail_memory(err) : LUN_OK;
  }
  return compile_pattern(spec, &leaf->pattern, err);
}

lun_status lun_token_store_leaf(lun_token_store *store, const lun_token_leaf_spec *spec,
                                uint32_t *leaf, lun_error *err) {
  lun_buffer name = {0};
  lun_token_leaf fresh = {0};
  void *leaves = store->leaves;
  name_leaf(spec, &name);
  lun_status st = lun_buffer_status(&name, err);
  *leaf = st == LUN_OK ? lun_map_find(&store->leaf_names, name.data, name.len) : LUN_MAP_NONE;
  if (st != LUN_OK || *leaf != LUN_MAP_NONE) goto done;
  if (!lun_grow(&leaves, &store->leaf_cap, store->leaf_names.count + 1, sizeof *store->leaves)) {
    st = lun_fail_memory(err);
    goto done;
  }
  store->leaves = leaves;
  st = fill_leaf(store, spec, &fresh, err);
  if (st == LUN_OK) st = lun_map_add(&store->leaf_names, name.data, name.len, leaf, err);
  if (st == LUN_OK) store->leaves[*leaf] = fresh;
  else lun_pattern_free(fresh.pattern);
done:
  lun_buffer_clear(&name);
  return st;
}

/* --- tests -------------------------------------------------------------------------------------- */

lun_status lun_token_store_test(lun_token_store *store, const lun_token_op *ops, uint32_t count,
                                uint32_t *test, lun_error *err) {
  lun_buffer name = {0};
  void *tests = store->tests;
  for (uint32_t i = 0; i < count; i++) {
    lun_buffer_add_format(&name, "%d %u ", (int)ops[i].kind, (unsigned)ops[i].leaf);
  }
  lun_status st = lun_buffer_status(&name, err);
  *test = st == LUN_OK ? lun_map_find(&store->test_names, name.data, name.len) : LUN_MAP_NONE;
  if (st != LUN_OK || *test != LUN_MAP_NONE) goto done;
  lun_token_op *own = lun_arena_add(&store->arena, count * sizeof *own);
  if (own == NULL ||
      !lun_grow(&tests, &store->test_cap, store->test_names.count + 1, sizeof *store->tests)) {
    st = lun_fail_memory(err);
    goto done;
  }
  store->tests = tests;
  st = lun_map_add(&store->test_names, name.data, name.len, test, err);
  if (st != LUN_OK) goto done;
  memcpy(own, ops, count * sizeof *own);
  store->tests[*test] = (lun_token_test){own, count, 0};
  for (uint32_t i = 0; i < count; i++) {
    if (own[i].kind != LUN_TOKEN_OP_LEAF) continue;
    if (store->leaves[own[i].leaf].kind == LUN_TOKEN_LAYER) store->tests[*test].layered = 1;
  }
done:
  lun_buffer_clear(&name);
  return st;
}

lun_status lun_token_store_use(lun_token_store *store, uint32_t leaf, uint32_t entry, size_t at,
                               lun_error *err) {
  void *uses = store->uses;
  if (!lun_grow(&uses, &store->use_cap, store->use_count + 1, sizeof *store->uses)) {
    return lun_fail_memory(err);
  }
  store->uses = uses;
  const lun_token_leaf *named = &store->leaves[leaf];
  store->uses[store->use_count++] = (lun_layer_use){named->attribute, named->layer, entry, at};
  return LUN_OK;
}

void lun_token_store_clear(lun_token_store *store) {
  for (size_t i = 0; i < store->leaf_names.count; i++) lun_pattern_free(store->leaves[i].pattern);
  lun_free(store->leaves);
  lun_free(store->tests);
  lun_free(store->uses);
  lun_map_clear(&store->leaf_names);
  lun_map_clear(&store->test_names);
  lun_map_clear(&store->layers);
  lun_map_clear(&store->captures);
  lun_arena_clear(&store->arena);
  *store = (lun_token_store){0};
}
