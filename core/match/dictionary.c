#include "match/dictionary.h"

#include "base/memory.h"
#include "match/term.h"
#include "text/utf8.h"

#include <string.h>

lun_status lun_dictionary_new(lun_dictionary **out, lun_error *err) {
  *out = lun_zalloc(sizeof **out);
  if (*out == NULL) return lun_fail_memory(err);
  atomic_init(&(*out)->references, 1);
  return LUN_OK;
}

lun_dictionary *lun_dictionary_share(lun_dictionary *dict) {
  atomic_fetch_add_explicit(&dict->references, 1, memory_order_relaxed);
  return dict;
}

void lun_dictionary_free(lun_dictionary *dict) {
  if (dict == NULL || atomic_fetch_sub(&dict->references, 1) != 1) return;
  for (size_t i = 0; i < dict->pattern_count; i++) lun_pattern_free(dict->patterns[i].pattern);
  lun_free(dict->patterns);
  for (size_t i = 0; i < dict->query_count; i++) lun_token_query_free(dict->queries[i]);
  lun_free(dict->queries);
  lun_free(dict->nears);
  lun_token_store_clear(&dict->tokens);
  lun_dictionary_free(dict->parts);
  lun_free(dict->entries);
  lun_free(dict->paths);
  lun_trie_clear(&dict->trie);
  lun_map_clear(&dict->keys);
  lun_free(dict->key_texts);
  lun_map_clear(&dict->names);
  lun_free(dict->named);
  lun_map_clear(&dict->vocabulary);
  lun_map_clear(&dict->globs);
  lun_phrase_scratch_clear(&dict->scratch);
  lun_arena_clear(&dict->arena);
  lun_free(dict);
}

/* Walk the path into the trie and hang it at its last node. */
static lun_status add_path(void *user, const lun_path *path, lun_error *err) {
  lun_dictionary *dict = user;
  uint32_t node = 0;
  void *paths = dict->paths;
  if (!lun_grow(&paths, &dict->path_cap, dict->path_count + 1, sizeof *dict->paths)) {
    return lun_fail_memory(err);
  }
  dict->paths = paths;
  for (uint32_t i = 0; i < path->count; i++) {
    lun_status st = lun_trie_add(&dict->trie, node, path->words[i].symbol, &node, err);
    if (st != LUN_OK) return st;
  }
  lun_path *own = &dict->paths[dict->path_count];
  *own = *path;
  own->entry = (uint32_t)dict->entry_count; /* the entry that is being added */
  own->next = dict->trie.nodes[node].value;
  dict->trie.nodes[node].value = (uint32_t)dict->path_count++;
  return LUN_OK;
}

/* What a value without a stated kind is, and the part of it that is to be compiled. */
typedef struct reading {
  lun_entry_kind kind;
  const char *text;
  size_t len;
  unsigned flags; /* of a regex */
  lun_case_rule case_rule;
} reading;

static lun_status read_regex(reading *r, lun_error *err) {
  const char *end = memrchr(r->text + 1, '/', r->len - 1);
  if (end == NULL) {
    return lun_fail(err, LUN_EPATTERN, r->len, "regex %.*s lacks its closing /", (int)r->len,
                    r->text);
  }
  for (const char *flag = end + 1; flag < r->text + r->len; flag++) {
    switch (*flag) {
    case 'i': r->flags |= LUN_PATTERN_CASELESS; break;
    case 'm': r->flags |= LUN_PATTERN_MULTILINE; break;
    case 's': r->flags |= LUN_PATTERN_DOTALL; break;
    case 'x': r->flags |= LUN_PATTERN_EXTENDED; break;
    default:
      return lun_fail(err, LUN_EPATTERN, (size_t)(flag - r->text),
                      "unknown regex flags \"%.*s\"; flags: i, m, s, x",
                      (int)(r->text + r->len - end - 1), end + 1);
    }
  }
  r->text++;
  r->len = (size_t)(end - r->text);
  return LUN_OK;
}

/* Whether a hyphen stands between two letters. */
static int is_family(const char *s, size_t len) {
  size_t next;
  for (size_t at = 0; at < len; at = next) {
    lun_utf8_get(s, len, at, &next);
    if (at == 0 || next == len || s[at - 1] == ' ' || s[next] == ' ') continue;
    if (lun_gap_find(s, at, next).form == LUN_FORM_HYPHEN) return 1;
  }
  return 0;
}

static lun_entry_kind guess_kind(const char *text, size_t len) {
  if (lun_term_near(text, len) > 0) return LUN_ENTRY_NEAR;
  if (lun_token_query_is(text, len)) return LUN_ENTRY_TOKENS;
  if (len > 1 && text[0] == '/') return LUN_ENTRY_REGEX;
  if (memchr(text, '*', len) || memchr(text, '?', len)) return LUN_ENTRY_GLOB;
  return is_family(text, len) ? LUN_ENTRY_FAMILY : LUN_ENTRY_PHRASE;
}

static lun_status read_value(const lun_entry_spec *spec, reading *r, lun_error *err) {
  *r = (reading){spec->kind, spec->value, spec->value_len, 0, spec->case_rule};
  if (r->text == NULL) r->text = "";
  lun_status st = lun_utf8_check(r->text, r->len, err);
  if (st != LUN_OK) return st;
  if (r->kind == LUN_ENTRY_AUTO && r->len > 1 && r->text[0] == '=') {
    r->case_rule = LUN_CASE_EXACT;
    r->text++;
    r->len--;
  }
  int slashed = r->len > 1 && r->text[0] == '/';
  if (r->kind == LUN_ENTRY_AUTO && r->len > 0) r->kind = guess_kind(r->text, r->len);
  else if (r->kind == LUN_ENTRY_AUTO) r->kind = LUN_ENTRY_PHRASE;
  return r->kind == LUN_ENTRY_REGEX && slashed ? read_regex(r, err) : LUN_OK;
}

static lun_status add_pattern(lun_dictionary *dict, const reading *r, lun_error *err) {
  void *patterns = dict->patterns;
  if (!lun_grow(&patterns, &dict->pattern_cap, dict->pattern_count + 1, sizeof *dict->patterns)) {
    return lun_fail_memory(err);
  }
  dict->patterns = patterns;
  unsigned flags = r->flags | (r->case_rule == LUN_CASE_ANY ? LUN_PATTERN_CASELESS : 0);
  lun_dictionary_pattern *own = &dict->patterns[dict->pattern_count];
  own->entry = (uint32_t)dict->entry_count;
  lun_status st = lun_pattern_new(r->text, r->len, flags, &own->pattern, err);
  if (st == LUN_OK) dict->pattern_count++;
  return st;
}

static lun_status add_tokens(lun_dictionary *dict, const reading *r, lun_error *err) {
  void *queries = dict->queries;
  if (!lun_grow(&queries, &dict->query_cap, dict->query_count + 1, sizeof *dict->queries)) {
    return lun_fail_memory(err);
  }
  dict->queries = queries;
  lun_status st = lun_token_query_new(&dict->tokens, (uint32_t)dict->entry_count, r->text, r->len,
                                      &dict->queries[dict->query_count], err);
  if (st == LUN_OK) dict->query_count++;
  return st;
}

/* Whether near(...) can be read, tried on a dictionary that is thrown away: terms before a faulty one
** would stay in the other. */
static lun_status try_near(const lun_dictionary *dict, const reading *r, lun_error *err) {
  lun_near near;
  lun_dictionary *trial;
  lun_status st = lun_dictionary_new(&trial, err);
  if (st != LUN_OK) return st;
  trial->depth = dict->depth + 1;
  st = lun_near_read(&trial->tokens, trial, 0, r->text, r->len, &near, err);
  lun_dictionary_free(trial);
  return st;
}

/* The terms of near(...) go to a dictionary of their own: they are no entries of this one. */
static lun_status add_near(lun_dictionary *dict, const reading *r, lun_error *err) {
  enum { DEPTH_MOST = 5 };
  void *nears = dict->nears;
  lun_status st = LUN_OK;
  if (dict->depth == DEPTH_MOST) {
    return lun_fail(err, LUN_EPATTERN, 0, "near(...) nested more than %d deep", DEPTH_MOST);
  }
  if (!lun_grow(&nears, &dict->near_cap, dict->near_count + 1, sizeof *dict->nears)) {
    return lun_fail_memory(err);
  }
  dict->nears = nears;
  st = try_near(dict, r, err);
  if (st == LUN_OK && dict->parts == NULL) st = lun_dictionary_new(&dict->parts, err);
  if (st != LUN_OK) return st;
  dict->parts->depth = dict->depth + 1;
  st = lun_near_read(&dict->tokens, dict->parts, (uint32_t)dict->entry_count, r->text, r->len,
                     &dict->nears[dict->near_count], err);
  if (st == LUN_OK) dict->near_count++;
  return st;
}

/* Make the paths, pattern or program of the entry that is about to be added. */
static lun_status compile_value(lun_dictionary *dict, const reading *r, lun_error *err) {
  if (r->kind == LUN_ENTRY_REGEX) return add_pattern(dict, r, err);
  if (r->kind == LUN_ENTRY_TOKENS) return add_tokens(dict, r, err);
  if (r->kind == LUN_ENTRY_NEAR) return add_near(dict, r, err);
  lun_phrase_store store = {&dict->arena, &dict->vocabulary, &dict->globs, &dict->scratch};
  lun_phrase_options options = {r->kind == LUN_ENTRY_GLOB, r->kind == LUN_ENTRY_FAMILY,
                                r->case_rule};
  if (options.globs && is_family(r->text, r->len)) options.family = 1;
  return lun_phrase_find(&store, r->text, r->len, &options, add_path, dict, err);
}

static const char *keep(lun_dictionary *dict, const char *text, size_t len, int *failed) {
  const char *copy = lun_arena_add_text(&dict->arena, text ? text : "", text ? len : 0);
  if (copy == NULL) *failed = 1;
  return copy;
}

static const char *keep_text(lun_dictionary *dict, const char *text, int *failed) {
  return keep(dict, text, text ? strlen(text) : 0, failed);
}

/* Number the key and keep it once. */
static lun_status set_key(lun_dictionary *dict, const char *key, lun_entry *entry, lun_error *err) {
  const char *text = key ? key : "";
  size_t len = strlen(text);
  entry->key_number = lun_map_find(&dict->keys, text, len);
  if (entry->key_number == LUN_MAP_NONE) {
    int failed = 0;
    void *texts = dict->key_texts;
    const char *own = keep(dict, text, len, &failed);
    if (failed || !lun_grow(&texts, &dict->key_cap, dict->key_count + 1, sizeof own)) {
      return lun_fail_memory(err);
    }
    dict->key_texts = texts;
    lun_status st = lun_map_add(&dict->keys, text, len, &entry->key_number, err);
    if (st != LUN_OK) return st;
    dict->key_texts[dict->key_count++] = own;
  }
  entry->key = dict->key_texts[entry->key_number];
  return LUN_OK;
}

static lun_status add_codes(lun_dictionary *dict, lun_entry *entry, const lun_code *codes,
                            lun_error *err) {
  lun_code **tail = &entry->codes;
  while (*tail != NULL) tail = &(*tail)->next;
  for (; codes != NULL; codes = codes->next, tail = &(*tail)->next) {
    int failed = 0;
    *tail = lun_arena_add(&dict->arena, sizeof **tail);
    if (*tail == NULL) return lun_fail_memory(err);
    **tail = *codes;
    (*tail)->next = NULL;
    (*tail)->code = keep_text(dict, codes->code, &failed);
    if (failed) return lun_fail_memory(err);
  }
  return LUN_OK;
}

static lun_status fill_entry(lun_dictionary *dict, const lun_entry_spec *spec, lun_entry *entry,
                             lun_error *err) {
  int failed = 0;
  *entry = (lun_entry){.kind = spec->kind,
                       .case_rule = spec->case_rule,
                       .use = spec->use,
                       .weight = spec->weighted || spec->weight != 0 ? spec->weight : 1,
                       .every_code = spec->every_code,
                       .first = spec->first,
                       .last = spec->last,
                       .shield = LUN_MAP_NONE};
  entry->value = keep(dict, spec->value, spec->value_len, &failed);
  entry->rule = keep_text(dict, spec->rule, &failed);
  entry->lang = keep_text(dict, spec->lang, &failed);
  if (failed) return lun_fail_memory(err);
  lun_status st = set_key(dict, spec->key, entry, err);
  return st == LUN_OK ? add_codes(dict, entry, spec->codes, err) : st;
}

/* Paths and patterns of a faulty value are unhooked again, newest first. */
static void undo_paths(lun_dictionary *dict, size_t path_count, size_t pattern_count) {
  while (dict->pattern_count > pattern_count) {
    lun_pattern_free(dict->patterns[--dict->pattern_count].pattern);
  }
  while (dict->path_count > path_count) {
    const lun_path *path = &dict->paths[--dict->path_count];
    uint32_t node = 0;
    for (uint32_t i = 0; i < path->count; i++) {
      node = lun_trie_find(&dict->trie, node, path->words[i].symbol);
    }
    dict->trie.nodes[node].value = path->next;
  }
}

/* Add one entry with its own paths; *number gets its index. */
static lun_status add_entry(lun_dictionary *dict, const lun_entry_spec *spec, uint32_t shield,
                            uint32_t *number, lun_error *err) {
  reading r;
  lun_entry entry;
  size_t path_count = dict->path_count, pattern_count = dict->pattern_count;
  void *entries = dict->entries;
  lun_status st = read_value(spec, &r, err);
  if (st != LUN_OK) return st;
  if (!lun_grow(&entries, &dict->entry_cap, dict->entry_count + 1, sizeof *dict->entries)) {
    return lun_fail_memory(err);
  }
  dict->entries = entries;
  st = fill_entry(dict, spec, &entry, err);
  if (st == LUN_OK) {
    st = compile_value(dict, &r, err);
    if (st != LUN_OK && err != NULL && r.text != spec->value && r.len > 0) {
      err->at += (size_t)(r.text - spec->value);
    }
  }
  if (st != LUN_OK) {
    undo_paths(dict, path_count, pattern_count);
    return st;
  }
  entry.kind = r.kind;
  entry.case_rule = r.case_rule;
  entry.shield = shield;
  if (shield != LUN_MAP_NONE) dict->has_shields = 1;
  if (entry.lang[0] != '\0' || entry.first.year != 0 || entry.last.year != 0) dict->has_limits = 1;
  if (entry.use != LUN_USE_HIT) dict->has_uses = 1;
  *number = (uint32_t)dict->entry_count;
  dict->entries[dict->entry_count++] = entry;
  return LUN_OK;
}

/* Rows that may share one entry have the same name here. Rows whose dates limit the entry itself
** stay apart. */
static void name_entry(const lun_entry_spec *spec, lun_buffer *name) {
  const char *key = spec->key ? spec->key : "", *lang = spec->lang ? spec->lang : "";
  const int numbers[] = {(int)spec->kind,  (int)spec->case_rule, (int)spec->use,
                         spec->first.year, spec->first.month,    spec->first.day,
                         spec->last.year,  spec->last.month,     spec->last.day};
  lun_buffer_add(name, key, strlen(key) + 1);
  lun_buffer_add(name, lang, strlen(lang) + 1);
  lun_buffer_add(name, (const char *)numbers, sizeof numbers);
  lun_buffer_add(name, spec->value, spec->value_len);
}

/* Note that entry `number` has this name. */
static lun_status add_name(lun_dictionary *dict, const lun_buffer *name, uint32_t number,
                           lun_error *err) {
  uint32_t at;
  void *named = dict->named;
  if (!lun_grow(&named, &dict->named_cap, dict->names.count + 1, sizeof *dict->named)) {
    return lun_fail_memory(err);
  }
  dict->named = named;
  lun_status st = lun_map_add(&dict->names, name->data, name->len, &at, err);
  if (st == LUN_OK) dict->named[at] = number;
  return st;
}

/* One phrase of `except`: an entry that shields `owner`, once. */
static lun_status add_shield(lun_dictionary *dict, const lun_entry_spec *spec, uint32_t owner,
                             lun_error *err) {
  lun_buffer name = {0};
  uint32_t number;
  lun_buffer_add(&name, "\0\xFF", 2); /* begins no other name: it is not UTF-8 */
  lun_buffer_add_format(&name, "%u,", (unsigned)owner);
  lun_buffer_add(&name, spec->value, spec->value_len);
  lun_status st = lun_buffer_status(&name, err);
  if (st == LUN_OK && lun_map_find(&dict->names, name.data, name.len) == LUN_MAP_NONE) {
    st = add_entry(dict, spec, owner, &number, err);
    if (st == LUN_OK) st = add_name(dict, &name, number, err);
  }
  lun_buffer_clear(&name);
  return st;
}

/* The phrases of `except`. One that is faulty does not cost the others; the first fault is said. */
static lun_status add_shields(lun_dictionary *dict, const lun_entry_spec *spec, uint32_t owner,
                              lun_error *err) {
  lun_status st = LUN_OK;
  for (const char *at = spec->except; st != LUN_ENOMEM && at != NULL && *at != '\0';) {
    const char *end = strchrnul(at, '|');
    lun_entry_spec shield = {.key = spec->key,
                             .value = at,
                             .value_len = (size_t)(end - at),
                             .rule = spec->rule,
                             .lang = spec->lang,
                             .case_rule = spec->case_rule};
    if (strspn(at, " ") < shield.value_len) {
      lun_status next = add_shield(dict, &shield, owner, st == LUN_OK ? err : NULL);
      if (st == LUN_OK || next == LUN_ENOMEM) st = next;
    }
    at = *end == '|' ? end + 1 : end;
  }
  return st;
}

/* Whether the entry's codes say all of the row's already. */
static int has_codes(const lun_entry *entry, const lun_code *codes) {
  for (; codes != NULL; codes = codes->next) {
    const lun_code *c = entry->codes;
    while (c != NULL &&
           (strcmp(c->code, codes->code) != 0 || lun_date_compare(&c->first, &codes->first) != 0 ||
            lun_date_compare(&c->last, &codes->last) != 0)) {
      c = c->next;
    }
    if (c == NULL) return 0;
  }
  return 1;
}

/* A row that names a known entry adds its codes; one that says nothing new is noted. */
static lun_status add_row(lun_dictionary *dict, lun_entry *entry, const lun_entry_spec *spec,
                          lun_error *err) {
  int failed = 0;
  if (has_codes(entry, spec->codes) && entry->again == NULL) {
    entry->again = keep_text(dict, spec->rule, &failed);
  }
  return failed ? lun_fail_memory(err) : add_codes(dict, entry, spec->codes, err);
}

lun_status lun_dictionary_add(lun_dictionary *dict, const lun_entry_spec *spec, lun_error *err) {
  lun_buffer name = {0};
  uint32_t number = 0;
  name_entry(spec, &name);
  lun_status st = lun_buffer_status(&name, err);
  uint32_t known = st == LUN_OK ? lun_map_find(&dict->names, name.data, name.len) : LUN_MAP_NONE;
  if (known != LUN_MAP_NONE) {
    number = dict->named[known];
    st = add_row(dict, &dict->entries[number], spec, err);
  } else if (st == LUN_OK) {
    st = add_entry(dict, spec, LUN_MAP_NONE, &number, err);
    if (st == LUN_OK) st = add_name(dict, &name, number, err);
  }
  if (st == LUN_OK) st = add_shields(dict, spec, number, err);
  lun_buffer_clear(&name);
  return st;
}
