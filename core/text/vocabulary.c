#include "text/vocabulary.h"

#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"
#include "text/fold.h"

#include <assert.h>
#include <string.h>

enum {
  SLOTS_FIRST = 1024,
  KEYS = 32 /* words looked up together */
};

/* A form as it is looked for: its bytes when it is short, its hash when it is long. */
typedef struct key {
  uint64_t low;
  uint64_t high;
  uint64_t hash;
} key;

static key hash_short(uint64_t low, uint64_t high, size_t len) {
  return (key){low, high,
               lun_hash_mix(low ^ 0x9E3779B97F4A7C15u, high ^ 0xE7037ED1A0B428DBu ^ len << 56)};
}

static key hash_long(const char *form, size_t len) {
  uint64_t hash = lun_hash(form, len);
  return (key){hash, 0, hash};
}

static key make_key(const char *form, size_t len) {
  uint64_t words[2] = {0, 0};
  if (len > LUN_TYPE_INLINE) return hash_long(form, len);
  memcpy(words, form, len);
  return hash_short(words[0], words[1], len);
}

/* The lowest 0 to 8 bytes of a number. */
static const uint64_t LOW_BYTES[9] = {0,
                                      0xFF,
                                      0xFFFF,
                                      0xFFFFFF,
                                      0xFFFFFFFF,
                                      0xFFFFFFFFFF,
                                      0xFFFFFFFFFFFF,
                                      0xFFFFFFFFFFFFFF,
                                      0xFFFFFFFFFFFFFFFF};

/* The same where 16 bytes may be read from `form` on: no copy of odd length, and no branch that
** guesses the length of the next word. */
static key make_key_wide(const char *form, size_t len) {
  uint64_t low, high;
  if (len > LUN_TYPE_INLINE) return hash_long(form, len);
  memcpy(&low, form, 8);
  memcpy(&high, form + 8, 8);
  size_t first = len < 8 ? len : 8;
  return hash_short(low & LOW_BYTES[first], high & LOW_BYTES[len - first], len);
}

static int slot_is(const lun_vocabulary *v, const lun_vocabulary_slot *slot, const key *k,
                   const char *form, size_t len) {
  if (slot->low != k->low || slot->high != k->high || slot->len != len) return 0;
  return len <= LUN_TYPE_INLINE || memcmp(v->bytes + v->forms[slot->type - 1].at, form, len) == 0;
}

/* The slot that holds the form, or the free one where it belongs. */
static lun_vocabulary_slot *find_slot(const lun_vocabulary *v, const key *k, const char *form,
                                      size_t len) {
  size_t mask = v->slot_count - 1, at = k->hash & mask;
  while (v->slots[at].type != 0 && !slot_is(v, &v->slots[at], k, form, len)) at = (at + 1) & mask;
  return &v->slots[at];
}

static int rehash(lun_vocabulary *v, size_t slot_count) {
  lun_vocabulary_slot *old = v->slots, *slots = lun_zalloc(slot_count * sizeof *slots);
  if (slots == NULL) return 0;
  for (size_t i = 0; i < v->slot_count; i++) {
    if (old[i].type == 0) continue;
    const lun_vocabulary_form *form = &v->forms[old[i].type - 1];
    key k = make_key(v->bytes + form->at, form->len);
    size_t at = k.hash & (slot_count - 1);
    while (slots[at].type != 0) at = (at + 1) & (slot_count - 1);
    slots[at] = old[i];
  }
  lun_free(old);
  v->slots = slots;
  v->slot_count = slot_count;
  return 1;
}

/* Room for one more form of `len` bytes, everywhere it will be noted. */
static lun_status reserve(lun_vocabulary *v, size_t len, lun_error *err) {
  if (v->count >= UINT32_MAX - 1 || len > UINT32_MAX - v->byte_count) {
    return lun_fail(err, LUN_ELIMIT, v->count, "more than 4 GiB of distinct words");
  }
  if ((v->count + 1) * 2 > v->slot_count &&
      !rehash(v, v->slot_count == 0 ? SLOTS_FIRST : v->slot_count * 2)) {
    return lun_fail_memory(err);
  }
  void *forms = v->forms, *bytes = v->bytes;
  if (!lun_grow(&forms, &v->form_cap, v->count + 1, sizeof *v->forms)) return lun_fail_memory(err);
  v->forms = forms;
  if (!lun_grow(&bytes, &v->byte_cap, v->byte_count + len, 1)) return lun_fail_memory(err);
  v->bytes = bytes;
  return LUN_OK;
}

static lun_status add_form(lun_vocabulary *v, const key *k, const char *form, size_t len,
                           uint32_t *type, lun_error *err) {
  lun_status st = reserve(v, len, err);
  if (st != LUN_OK) return st;
  v->forms[v->count] = (lun_vocabulary_form){(uint32_t)v->byte_count, (uint32_t)len};
  if (len > 0) memcpy(v->bytes + v->byte_count, form, len);
  v->byte_count += len;
  *type = (uint32_t)v->count++;
  *find_slot(v, k, form, len) = (lun_vocabulary_slot){k->low, k->high, (uint32_t)len, *type + 1};
  return LUN_OK;
}

lun_status lun_vocabulary_add(lun_vocabulary *v, const char *form, size_t len, uint32_t *type,
                              lun_error *err) {
  key k = make_key(form, len);
  if (v->slot_count > 0) {
    const lun_vocabulary_slot *slot = find_slot(v, &k, form, len);
    if (slot->type != 0) {
      *type = slot->type - 1;
      return LUN_OK;
    }
  }
  return add_form(v, &k, form, len, type, err);
}

/* Keys of a run of words, their slots on the way into the cache: looking one up at a time would wait
** for memory at each. */
static void make_keys(const lun_vocabulary *v, const char *text, size_t len, const lun_span *words,
                      size_t count, key *keys) {
  for (size_t i = 0; i < count; i++) {
    const char *form = text + words[i].from;
    size_t size = words[i].to - words[i].from;
    int wide = words[i].from + (size_t)LUN_TYPE_INLINE <= len;
    keys[i] = wide ? make_key_wide(form, size) : make_key(form, size);
    __builtin_prefetch(&v->slots[keys[i].hash & (v->slot_count - 1)]);
  }
}

/* Nearly every word of a text is short, known, and in the first slot that is looked at. */
static int is_short_hit(const lun_vocabulary_slot *slot, const key *k, size_t len) {
  return slot->low == k->low && slot->high == k->high && slot->len == len && slot->type != 0 &&
         len <= LUN_TYPE_INLINE;
}

lun_status lun_vocabulary_add_all(lun_vocabulary *v, const char *text, size_t len,
                                  const lun_span *words, size_t count, uint32_t *types,
                                  lun_error *err) {
  key keys[KEYS];
  lun_status st = LUN_OK;
  if (v->slot_count == 0) st = reserve(v, 0, err);
  for (size_t done = 0; st == LUN_OK && done < count; done += KEYS) {
    size_t n = count - done < KEYS ? count - done : KEYS;
    make_keys(v, text, len, words + done, n, keys);
    for (size_t i = 0; st == LUN_OK && i < n; i++) {
      lun_span word = words[done + i];
      size_t size = word.to - word.from;
      const lun_vocabulary_slot *slot = &v->slots[keys[i].hash & (v->slot_count - 1)];
      if (!is_short_hit(slot, &keys[i], size))
        slot = find_slot(v, &keys[i], text + word.from, size);
      if (slot->type != 0) types[done + i] = slot->type - 1;
      else st = add_form(v, &keys[i], text + word.from, size, &types[done + i], err);
    }
  }
  return st;
}

uint32_t lun_vocabulary_find(const lun_vocabulary *v, const char *form, size_t len) {
  if (v->slot_count == 0) return LUN_TYPE_NONE;
  key k = make_key(form, len);
  const lun_vocabulary_slot *slot = find_slot(v, &k, form, len);
  return slot->type == 0 ? LUN_TYPE_NONE : slot->type - 1;
}

const char *lun_vocabulary_get(const lun_vocabulary *v, uint32_t type, size_t *len) {
  assert(type < v->count);
  *len = v->forms[type].len;
  return v->bytes + v->forms[type].at;
}

void lun_vocabulary_clear(lun_vocabulary *v) {
  lun_free(v->slots);
  lun_free(v->forms);
  lun_free(v->bytes);
  *v = (lun_vocabulary){0};
}

/* The view's form of `form`, into `out`. `scratch` is for the step between. */
static lun_status view_form(const lun_view *view, const char *form, size_t len, lun_buffer *scratch,
                            lun_buffer *out, lun_error *err) {
  lun_buffer_reset(scratch);
  lun_buffer_reset(out);
  if (view->stemmer == NULL) return lun_fold(form, len, view->options, out, err);
  lun_status st = lun_fold(form, len, view->options, scratch, err);
  if (st != LUN_OK) return st;
  return lun_stemmer_find(view->stemmer, scratch->data ? scratch->data : "", scratch->len, out,
                          err);
}

lun_status lun_view_add(lun_view *view, lun_vocabulary *v, lun_error *err) {
  lun_buffer scratch = {0}, out = {0};
  lun_status st = LUN_OK;
  /* v->count grows while the view's forms are added: they get their views in the same loop. */
  while (st == LUN_OK && view->count < v->count) {
    size_t len;
    void *types = view->types;
    const char *form = lun_vocabulary_get(v, (uint32_t)view->count, &len);
    if (!lun_grow(&types, &view->cap, view->count + 1, sizeof *view->types)) {
      st = lun_fail_memory(err);
      break;
    }
    view->types = types;
    st = view_form(view, form, len, &scratch, &out, err);
    uint32_t *type = &view->types[view->count];
    if (st == LUN_OK) st = lun_vocabulary_add(v, out.data ? out.data : "", out.len, type, err);
    if (st == LUN_OK) view->count++;
  }
  lun_buffer_clear(&scratch);
  lun_buffer_clear(&out);
  return st;
}

int lun_view_is_plain(const lun_view *view) {
  return view->options == 0 && view->stemmer == NULL;
}

void lun_view_clear(lun_view *view) {
  lun_free(view->types);
  lun_stemmer_free(view->stemmer);
  *view = (lun_view){.options = view->options};
}
