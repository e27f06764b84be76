#include "match/reading.h"

#include "base/memory.h"
#include "match/glob.h"
#include "text/utf8.h"

#include <string.h>

/* --- globs, by what stands before their first wild card ------------------------------------------ */

static size_t head_len(const char *glob, size_t len) {
  size_t n = 0;
  while (n < len && glob[n] != '*' && glob[n] != '?') n++;
  return n;
}

static lun_status add_head(lun_readings *r, uint32_t glob, lun_error *err) {
  size_t len;
  uint32_t head;
  const char *text = lun_map_get(&r->dict->globs, glob, &len);
  size_t known = r->heads.count;
  void *first = r->head_glob;
  if (!lun_grow(&first, &r->head_cap, known + 1, sizeof *r->head_glob)) return lun_fail_memory(err);
  r->head_glob = first;
  lun_status st = lun_map_add(&r->heads, text, head_len(text, len), &head, err);
  if (st != LUN_OK) return st;
  r->next_glob[glob] = head < known ? r->head_glob[head] : LUN_MAP_NONE;
  r->head_glob[head] = glob;
  return LUN_OK;
}

static lun_status index_globs(lun_readings *r, lun_error *err) {
  const lun_map *globs = &r->dict->globs;
  if (globs->count == 0 || r->next_glob != NULL) return LUN_OK;
  r->next_glob = lun_alloc(globs->count * sizeof *r->next_glob);
  if (r->next_glob == NULL) return lun_fail_memory(err);
  lun_status st = LUN_OK;
  /* backwards, so that a head's globs come in the dictionary's order */
  for (size_t g = globs->count; st == LUN_OK && g > 0; g--) st = add_head(r, (uint32_t)g - 1, err);
  if (st != LUN_OK) {
    lun_free(r->next_glob);
    r->next_glob = NULL;
    lun_map_clear(&r->heads);
  }
  return st;
}

static lun_status add_fit(lun_readings *r, uint32_t glob, lun_error *err) {
  void *fits = r->fits;
  if (!lun_grow(&fits, &r->fit_cap, r->fit_count + 1, sizeof *r->fits)) return lun_fail_memory(err);
  r->fits = fits;
  r->fits[r->fit_count++] = glob;
  return LUN_OK;
}

/* Note the globs that the word fits: of each of its beginnings, those with that head. Run 0 is the
** empty one. */
static lun_status find_globs(lun_readings *r, const char *word, size_t len, lun_reading_way *way,
                             lun_error *err) {
  const lun_map *globs = &r->dict->globs;
  lun_status st = LUN_OK;
  if (r->fit_count == 0) st = add_fit(r, LUN_MAP_NONE, err);
  size_t run = r->fit_count;
  way->globs = 0;
  for (size_t n = 0; st == LUN_OK && globs->count > 0 && n <= len; n++) {
    uint32_t head = lun_map_find(&r->heads, word, n);
    uint32_t glob = head == LUN_MAP_NONE ? LUN_MAP_NONE : r->head_glob[head];
    for (; st == LUN_OK && glob != LUN_MAP_NONE; glob = r->next_glob[glob]) {
      size_t glob_len;
      const char *text = lun_map_get(globs, glob, &glob_len);
      if (lun_glob_test(text + n, glob_len - n, word + n, len - n)) st = add_fit(r, glob, err);
    }
  }
  if (st != LUN_OK || r->fit_count == run) return st;
  if (r->fit_count > UINT32_MAX) return lun_fail(err, LUN_ELIMIT, 0, "more than 4 billion globs");
  way->globs = (uint32_t)run;
  return add_fit(r, LUN_MAP_NONE, err);
}

/* --- types -------------------------------------------------------------------------------------- */

/* Bytes of a possessive ending of a folded word ('s, apostrophes being plain), or 0. */
static size_t possessive(const char *word, size_t len) {
  return len > 2 && memcmp(word + len - 2, "'s", 2) == 0 ? 2 : 0;
}

/* Bytes of the possessive as written: from the last apostrophe, behind which only the s and code
** points that folding leaves out may stand. */
static uint32_t possessive_size(const char *form, size_t len) {
  size_t at = len;
  while (at > 0) {
    size_t next;
    do at--;
    while (at > 0 && ((unsigned char)form[at] & 0xC0) == 0x80);
    uint32_t c = lun_utf8_get(form, len, at, &next);
    if (c == '\'' || (c >= 0x2018 && c <= 0x201B) || c == 0x02BC || c == 0xFF07) break;
  }
  return (uint32_t)(len - at);
}

static lun_status read_way(lun_readings *r, const char *word, size_t len, lun_reading_way *way,
                           lun_error *err) {
  way->symbol = lun_map_find(&r->dict->vocabulary, word, len);
  way->node =
      way->symbol == LUN_MAP_NONE ? LUN_TRIE_NONE : lun_trie_find(&r->dict->trie, 0, way->symbol);
  return find_globs(r, word, len, way, err);
}

/* Whether the trie's root goes on with this reading. */
static int begins(const lun_readings *r, const lun_reading_way *way) {
  if (way->node != LUN_TRIE_NONE) return 1;
  for (const uint32_t *glob = r->fits + way->globs; *glob != LUN_MAP_NONE; glob++) {
    if (lun_trie_find(&r->dict->trie, 0, *glob | LUN_SYMBOL_GLOB) != LUN_TRIE_NONE) return 1;
  }
  return 0;
}

static uint32_t find_next(uint32_t symbol) {
  if (symbol == LUN_MAP_NONE) return 0;
  return symbol == LUN_READING_MORE ? UINT32_MAX : lun_trie_bit(symbol);
}

static uint32_t find_first(const lun_readings *r, const lun_reading *reading) {
  if (!begins(r, &reading->whole) && (reading->tail == 0 || !begins(r, &reading->base))) return 0;
  if (reading->tail > 0 || reading->whole.globs != 0) return LUN_READING_LOOK;
  const lun_trie_node *node = &r->dict->trie.nodes[reading->whole.node];
  return node->value != LUN_TRIE_NONE ? LUN_READING_LOOK : node->edges;
}

static lun_status decide(lun_readings *r, uint32_t type, lun_error *err) {
  size_t len;
  const char *form = lun_vocabulary_get(&r->types, type, &len);
  lun_reading *reading = &r->items[type];
  lun_buffer_reset(&r->folded);
  lun_status st = lun_phrase_fold(form, len, &r->folded, err);
  if (st != LUN_OK) return st;
  const char *folded = r->folded.data;
  size_t folded_len = r->folded.len, tail = possessive(folded, folded_len);
  *reading = (lun_reading){.base = {LUN_MAP_NONE, LUN_TRIE_NONE, 0}};
  st = read_way(r, folded, folded_len, &reading->whole, err);
  if (st != LUN_OK) return st;
  if (tail > 0) {
    reading->tail = possessive_size(form, len);
    st = read_way(r, folded, folded_len - tail, &reading->base, err);
  }
  if (st != LUN_OK) return st;
  int plain = tail == 0 && reading->whole.globs == 0;
  r->symbols[type] = plain ? reading->whole.symbol : LUN_READING_MORE;
  r->marks[type] = (lun_reading_mark){find_first(r, reading), find_next(r->symbols[type])};
  return LUN_OK;
}

/* Room for every type known so far. */
static lun_status reserve(lun_readings *r, lun_error *err) {
  void *items = r->items, *marks = r->marks, *symbols = r->symbols;
  size_t need = r->types.count;
  if (!lun_grow(&items, &r->cap, need, sizeof *r->items)) return lun_fail_memory(err);
  r->items = items;
  if (!lun_grow(&marks, &r->mark_cap, need, sizeof *r->marks)) return lun_fail_memory(err);
  r->marks = marks;
  if (!lun_grow(&symbols, &r->symbol_cap, need, sizeof *r->symbols)) return lun_fail_memory(err);
  r->symbols = symbols;
  return LUN_OK;
}

static lun_status decide_new(lun_readings *r, lun_error *err) {
  lun_status st = index_globs(r, err);
  if (st == LUN_OK && r->pairs.bits == NULL) st = lun_pairs_init(&r->pairs, &r->dict->trie, err);
  if (st == LUN_OK) st = reserve(r, err);
  while (st == LUN_OK && r->count < r->types.count) {
    st = decide(r, (uint32_t)r->count, err);
    if (st == LUN_OK) r->count++;
  }
  return st;
}

lun_status lun_readings_add(lun_readings *readings, const char *text, size_t len,
                            const lun_span *words, size_t count, uint32_t *types, lun_error *err) {
  lun_status st = lun_vocabulary_add_all(&readings->types, text, len, words, count, types, err);
  return st == LUN_OK && readings->count < readings->types.count ? decide_new(readings, err) : st;
}

int lun_readings_has_glob(const lun_readings *readings, uint32_t globs, uint32_t glob) {
  const uint32_t *g = readings->fits + globs;
  while (*g != LUN_MAP_NONE && *g != glob) g++;
  return *g == glob;
}

void lun_readings_reset(lun_readings *readings) {
  lun_vocabulary_clear(&readings->types);
  readings->count = readings->fit_count = 0;
}

void lun_readings_clear(lun_readings *readings) {
  lun_vocabulary_clear(&readings->types);
  lun_free(readings->items);
  lun_pairs_clear(&readings->pairs);
  lun_free(readings->marks);
  lun_free(readings->symbols);
  lun_free(readings->fits);
  lun_map_clear(&readings->heads);
  lun_free(readings->head_glob);
  lun_free(readings->next_glob);
  lun_buffer_clear(&readings->folded);
  *readings = (lun_readings){.dict = readings->dict};
}
