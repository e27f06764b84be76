#include "match/token_types.h"

#include "base/memory.h"
#include "match/phrase.h"
#include "text/fold.h"

#include <stdio.h>
#include <string.h>

static lun_status make_matcher(lun_token_types *t, lun_error *err) {
  return t->matcher != NULL ? LUN_OK : lun_matcher_new(&t->matcher, err);
}

static lun_status fits_pattern(lun_token_types *t, const lun_pattern *pattern, const char *text,
                               size_t len, const lun_context *ctx, int *yes, lun_error *err) {
  lun_pattern_place place = {0, 0};
  const lun_span *groups;
  lun_status st = make_matcher(t, err);
  if (st == LUN_OK) {
    st = lun_pattern_next(pattern, t->matcher, text ? text : "", len, &place, ctx, &groups, err);
  }
  *yes = st == LUN_OK;
  return st == LUN_DONE ? LUN_OK : st;
}

/* Bring `text` into the form that the leaf compares. */
static lun_status fold_text(lun_token_types *t, const lun_token_leaf *leaf, const char *text,
                            size_t len, lun_error *err) {
  lun_buffer_reset(&t->form);
  if (!leaf->marks) return lun_phrase_fold_exact(text, len, &t->form, err);
  return lun_fold(text, len, LUN_FOLD_NFC | LUN_FOLD_IGNORABLE | LUN_FOLD_PLAIN | LUN_FOLD_MARKS,
                  &t->form, err);
}

/* A word fits with its possessive or without it. */
static lun_status fits_word(lun_token_types *t, const lun_token_leaf *leaf, const char *word,
                            size_t len, const lun_context *ctx, int *yes, lun_error *err) {
  lun_status st = fold_text(t, leaf, word, len, err);
  if (st == LUN_OK) st = fits_pattern(t, leaf->pattern, t->form.data, t->form.len, ctx, yes, err);
  if (st != LUN_OK || *yes) return st;
  size_t n = t->form.len;
  if (n < 3 || t->form.data[n - 2] != '\'' || (t->form.data[n - 1] | 0x20) != 's') return st;
  return fits_pattern(t, leaf->pattern, t->form.data, n - 2, ctx, yes, err);
}

static lun_status add_stem(lun_token_types *t, const char *word, size_t len, lun_buffer *out,
                           lun_error *err) {
  lun_buffer_reset(out);
  return lun_stemmer_find(t->stemmer, word, len, out, err);
}

static lun_status fits_stem(lun_token_types *t, const lun_token_leaf *leaf, const char *word,
                            size_t len, const lun_context *ctx, int *yes, lun_error *err) {
  lun_status st = add_stem(t, word, len, &t->stem, err);
  if (st != LUN_OK) return st;
  if (leaf->plain == NULL) {
    return fits_pattern(t, leaf->pattern, t->stem.data, t->stem.len, ctx, yes, err);
  }
  st = add_stem(t, leaf->plain, strlen(leaf->plain), &t->form, err);
  *yes = st == LUN_OK && t->form.len == t->stem.len &&
         (t->form.len == 0 || memcmp(t->form.data, t->stem.data, t->form.len) == 0);
  return st;
}

static void set_bit(uint64_t *bits, size_t bit) {
  bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

static int leaf_holds(const void *bits, uint32_t leaf) {
  return ((const uint64_t *)bits)[leaf / 64] >> leaf % 64 & 1;
}

static lun_status decide(lun_token_types *t, const char *word, size_t len, const lun_context *ctx,
                         uint64_t *bits, lun_error *err) {
  const lun_token_store *store = t->store;
  size_t leaves = store->leaf_names.count;
  lun_status st = LUN_OK;
  memset(bits, 0, t->stride * sizeof *bits);
  for (size_t i = 0; st == LUN_OK && i < leaves; i++) {
    int yes = 0;
    const lun_token_leaf *leaf = &store->leaves[i];
    if (leaf->kind == LUN_TOKEN_WORD) st = fits_word(t, leaf, word, len, ctx, &yes, err);
    else if (leaf->kind == LUN_TOKEN_STEM) st = fits_stem(t, leaf, word, len, ctx, &yes, err);
    if (yes) set_bit(bits, i);
  }
  for (size_t i = 0; st == LUN_OK && i < store->test_names.count; i++) {
    const lun_token_test *test = &store->tests[i];
    if (!test->layered && lun_token_test_holds(test, leaf_holds, bits)) set_bit(bits, leaves + i);
  }
  return st;
}

lun_status lun_token_types_add(lun_token_types *types, const lun_vocabulary *vocabulary,
                               const lun_context *ctx, lun_error *err) {
  const lun_token_store *store = types->store;
  void *bits = types->bits;
  types->stride = (store->leaf_names.count + store->test_names.count) / 64 + 1;
  if (!lun_grow(&bits, &types->cap, vocabulary->count, types->stride * sizeof *types->bits)) {
    return lun_fail_memory(err);
  }
  types->bits = bits;
  lun_status st = LUN_OK;
  while (st == LUN_OK && types->count < vocabulary->count) {
    size_t len;
    const char *word = lun_vocabulary_get(vocabulary, (uint32_t)types->count, &len);
    st = decide(types, word, len, ctx, types->bits + types->count * types->stride, err);
    if (st == LUN_OK) types->count++;
  }
  return st;
}

static int asks_stems(const lun_token_store *store) {
  for (size_t i = 0; i < store->leaf_names.count; i++) {
    if (store->leaves[i].kind == LUN_TOKEN_STEM) return 1;
  }
  return 0;
}

lun_status lun_token_types_set_language(lun_token_types *types, const char *lang, lun_error *err) {
  if (lang == NULL || lang[0] == '\0') lang = "en";
  if (!asks_stems(types->store)) return LUN_OK;
  if (types->stemmer != NULL && strncmp(types->lang, lang, sizeof types->lang - 1) == 0) {
    return LUN_OK;
  }
  lun_stemmer *stemmer;
  lun_error why = {0};
  lun_status st = lun_stemmer_new(lang, &stemmer, &why);
  if (st == LUN_EFORMAT) st = lun_stemmer_new("en", &stemmer, &why);
  if (st != LUN_OK) return lun_fail(err, st, 0, "%s", why.message);
  lun_stemmer_free(types->stemmer);
  types->stemmer = stemmer;
  snprintf(types->lang, sizeof types->lang, "%s", lang);
  lun_token_types_reset(types);
  return LUN_OK;
}

lun_status lun_token_types_fit(lun_token_types *types, const lun_token_leaf *leaf,
                               const char *value, size_t len, const lun_context *ctx, int *yes,
                               lun_error *err) {
  lun_status st = fold_text(types, leaf, value, len, err);
  if (st != LUN_OK) return st;
  return fits_pattern(types, leaf->pattern, types->form.data, types->form.len, ctx, yes, err);
}

void lun_token_types_reset(lun_token_types *types) {
  types->count = 0;
}

void lun_token_types_clear(lun_token_types *types) {
  lun_matcher_free(types->matcher);
  lun_stemmer_free(types->stemmer);
  lun_free(types->bits);
  lun_buffer_clear(&types->form);
  lun_buffer_clear(&types->stem);
  *types = (lun_token_types){.store = types->store};
}
