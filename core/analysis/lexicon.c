#include "analysis/lexicon.h"

#include "base/memory.h"
#include "text/fold.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <string.h>

enum {
  SHORT = 8,             /* bytes of a form that is its own key */
  FORMS_MOST = 1 << 16,  /* forms remembered from one document to the next */
  SLOTS_LEAST = 1 << 10, /* of the table of forms */
  PHRASE_MOST = 8,       /* words of an entry that is matched word by word */
  ELISION_BYTES = 8,     /* of an elided word without its apostrophe */
  ELISIONS_MOST = 32
};

/* A word that loses its end before a vowel: "l'", "qu'". */
typedef struct elision {
  char word[ELISION_BYTES];
  size_t len;
  lun_token_flags class;
} elision;

/* A word as written, decided. */
typedef struct form {
  uint64_t key; /* its bytes, or their hash when it is longer */
  uint32_t len; /* 0 = free slot */
  uint32_t at;  /* where its bytes stand in lun_lexicon.bytes, when it is longer */
  lun_token_flags flags;
  uint32_t phrase; /* first entry of several words that begins so; LUN_MAP_NONE = none */
} form;

/* An entry of several words. */
typedef struct phrase {
  lun_token_flags class;
  uint32_t words; /* its words, small, each ended by NUL, in lun_lexicon.phrase_bytes */
  uint32_t count;
  uint32_t stops; /* bits: a full stop stands before that word */
  uint32_t next;  /* of the same first word */
} phrase;

struct lun_lexicon {
  lun_dictionary *dict;
  lun_finder *finder;
  lun_token_flags *classes; /* by entry */
  int plain;                /* every entry is words only: no regex, no glob among several words */
  lun_document *word;       /* the form at hand, as a text of its own */
  lun_spans parts;          /* of the entry at hand: its words */
  lun_hits hits;
  form *forms; /* open addressing */
  size_t slots;
  size_t form_count;
  lun_buffer bytes;
  phrase *phrases;
  size_t phrase_count;
  size_t phrase_cap;
  lun_buffer phrase_bytes;
  elision elisions[ELISIONS_MOST];
  size_t elision_count;
  uint32_t traits;
  lun_buffer folded; /* the word at hand, made comparable */
  int failed;        /* memory ran out while words were compared */
  lun_map firsts;    /* first words of the phrases */
  uint32_t *heads;
  size_t head_cap;
};

void lun_lexicon_free(lun_lexicon *lexicon) {
  if (lexicon == NULL) return;
  lun_finder_free(lexicon->finder);
  lun_dictionary_free(lexicon->dict);
  lun_document_free(lexicon->word);
  lun_spans_clear(&lexicon->parts);
  lun_hits_clear(&lexicon->hits);
  lun_free(lexicon->classes);
  lun_free(lexicon->forms);
  lun_buffer_clear(&lexicon->bytes);
  lun_free(lexicon->phrases);
  lun_buffer_clear(&lexicon->phrase_bytes);
  lun_buffer_clear(&lexicon->folded);
  lun_map_clear(&lexicon->firsts);
  lun_free(lexicon->heads);
  lun_free(lexicon);
}

static char small(char c) {
  return (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
}

static int is_ascii(const char *word, size_t len) {
  for (size_t i = 0; i < len; i++) {
    if ((unsigned char)word[i] >= 0x80) return 0;
  }
  return 1;
}

/* Make a word comparable, in x->folded: case, normal form, apostrophes. */
static lun_status fold_word(lun_lexicon *x, const char *word, size_t len, lun_error *err) {
  lun_buffer_reset(&x->folded);
  return lun_fold(word, len, LUN_FOLD_CASE | LUN_FOLD_NFC | LUN_FOLD_PLAIN, &x->folded, err);
}

/* Bytes of the apostrophe at s[at], 0 when there is none. */
static size_t apostrophe(const char *s, size_t len, size_t at) {
  if (at < len && s[at] == '\'') return 1;
  return len - at >= 3 && memcmp(s + at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

/* The elision of those letters, NULL when there is none. */
static const elision *find_elision(const lun_lexicon *x, const char *word, size_t len) {
  for (size_t n = 0; n < x->elision_count; n++) {
    const elision *e = &x->elisions[n];
    size_t i = 0;
    if (e->len != len) continue;
    while (i < len && small(word[i]) == e->word[i]) i++;
    if (i == len) return e;
  }
  return NULL;
}

/* Where an elided word that begins `word` ends, and where the one behind it begins: 0 = none. */
static size_t find_split(const lun_lexicon *x, const char *word, size_t len, size_t *next) {
  for (size_t i = 1; i <= ELISION_BYTES && i < len; i++) {
    size_t mark = apostrophe(word, len, i);
    if (mark == 0) continue;
    *next = i + mark;
    return *next < len && find_elision(x, word, i) != NULL ? i : 0;
  }
  return 0;
}

/* Take an entry that ends in an apostrophe as an elided word; 0 when it is none. */
static int learn_elision(lun_lexicon *x, const char *value, lun_token_flags class) {
  size_t len = strlen(value), i = 0;
  while (i < len && apostrophe(value, len, i) == 0 && value[i] != ' ') i++;
  if (i == 0 || i == len || i > ELISION_BYTES || i + apostrophe(value, len, i) != len) return 0;
  elision *e = (elision *)find_elision(x, value, i);
  if (e == NULL) {
    if (x->elision_count == ELISIONS_MOST) return 0;
    e = &x->elisions[x->elision_count++];
    e->len = i;
    for (size_t k = 0; k < i; k++) e->word[k] = small(value[k]);
  }
  e->class |= class;
  return 1;
}

/* Chain phrase number `n` to the others of its first word. */
static lun_status chain(lun_lexicon *x, uint32_t n, lun_error *err) {
  const char *first = x->phrase_bytes.data + x->phrases[n].words;
  size_t known = x->firsts.count;
  uint32_t number;
  lun_status st = lun_map_add(&x->firsts, first, strlen(first), &number, err);
  if (st != LUN_OK) return st;
  void *heads = x->heads;
  if (!lun_grow(&heads, &x->head_cap, x->firsts.count, sizeof *x->heads)) {
    return lun_fail_memory(err);
  }
  x->heads = heads;
  x->phrases[n].next = number == known ? LUN_MAP_NONE : x->heads[number];
  x->heads[number] = n;
  return LUN_OK;
}

/* Enter an entry of several words. */
static lun_status add_phrase(lun_lexicon *x, const lun_entry *entry, const lun_spans *words,
                             lun_token_flags class, lun_error *err) {
  void *phrases = x->phrases;
  if (!lun_grow(&phrases, &x->phrase_cap, x->phrase_count + 1, sizeof *x->phrases)) {
    return lun_fail_memory(err);
  }
  x->phrases = phrases;
  phrase p = {class, (uint32_t)x->phrase_bytes.len, (uint32_t)words->count, 0, LUN_MAP_NONE};
  for (size_t k = 0; k < words->count; k++) {
    lun_span span = words->items[k];
    if (k > 0 && entry->value[words->items[k - 1].to] == '.') p.stops |= UINT32_C(1) << k;
    lun_status st = fold_word(x, entry->value + span.from, span.to - span.from, err);
    if (st != LUN_OK) return st;
    lun_buffer_add(&x->phrase_bytes, x->folded.data, x->folded.len);
    lun_buffer_add_byte(&x->phrase_bytes, '\0');
  }
  if (x->phrase_bytes.status != LUN_OK) return lun_fail_memory(err);
  x->phrases[x->phrase_count] = p;
  return chain(x, (uint32_t)x->phrase_count++, err);
}

/* The words of an entry, elided ones parted from those behind them, into x->parts. */
static lun_status part(lun_lexicon *x, const char *value, lun_error *err) {
  const lun_spans *words;
  x->parts.count = 0;
  lun_status st = lun_document_set_text(x->word, value, strlen(value), err);
  if (st == LUN_OK) st = lun_document_words(x->word, NULL, &words, err);
  for (size_t i = 0; st == LUN_OK && i < words->count; i++) {
    lun_span span = words->items[i];
    size_t next, cut = find_split(x, value + span.from, span.to - span.from, &next);
    if (cut > 0) {
      st = lun_spans_add(&x->parts, span.from, span.from + (uint32_t)cut, err);
      span.from += (uint32_t)next;
    }
    if (st == LUN_OK) st = lun_spans_add(&x->parts, span.from, span.to, err);
  }
  return st;
}

/* Learn the class of entry `n`, and what is no word of the text: traits and elided words. */
static void learn_class(lun_lexicon *x, size_t n) {
  const lun_entry *entry = &x->dict->entries[n];
  x->classes[n] = lun_token_class(entry->key);
  if (strcmp(entry->key, "trait") == 0) x->traits |= lun_trait_find(entry->value);
  if (learn_elision(x, entry->value, x->classes[n])) x->classes[n] = 0;
}

/* Learn entry `n`: those of one word are left to the dictionary's own search. */
static lun_status learn(lun_lexicon *x, size_t n, lun_error *err) {
  const lun_entry *entry = &x->dict->entries[n];
  lun_status st = part(x, entry->value, err);
  int glob = strpbrk(entry->value, "*?") != NULL;
  if (entry->kind == LUN_ENTRY_REGEX) x->plain = 0;
  if (st != LUN_OK || x->parts.count < 2) return st;
  if (glob || x->parts.count > PHRASE_MOST) x->plain = 0;
  else if (x->classes[n] != 0) st = add_phrase(x, entry, &x->parts, x->classes[n], err);
  return st;
}

static int clear_forms(lun_lexicon *x, size_t slots) {
  form *forms = lun_zalloc(slots * sizeof *forms);
  if (forms == NULL) return 0;
  lun_free(x->forms);
  x->forms = forms;
  x->slots = slots;
  x->form_count = 0;
  lun_buffer_reset(&x->bytes);
  return 1;
}

lun_status lun_lexicon_new(lun_dictionary *dict, lun_lexicon **out, lun_error *err) {
  lun_status st = LUN_OK;
  *out = NULL;
  lun_lexicon *x = lun_zalloc(sizeof *x);
  if (x == NULL) return lun_fail_memory(err);
  x->dict = lun_dictionary_share(dict);
  x->plain = 1;
  x->classes = lun_realloc(NULL, dict->entry_count + 1, sizeof *x->classes);
  if (x->classes == NULL || !clear_forms(x, SLOTS_LEAST)) st = lun_fail_memory(err);
  if (st == LUN_OK) st = lun_document_new(&x->word, err);
  for (size_t n = 0; st == LUN_OK && n < dict->entry_count; n++) learn_class(x, n);
  for (size_t n = 0; st == LUN_OK && n < dict->entry_count; n++) st = learn(x, n, err);
  if (st == LUN_OK) st = lun_finder_new(dict, &x->finder, err);
  if (st != LUN_OK) lun_lexicon_free(x);
  else *out = x;
  return st;
}

static int ends_with(const char *word, size_t len, const char *tail) {
  size_t n = strlen(tail);
  return len > n + 1 && memcmp(word + len - n, tail, n) == 0;
}

static lun_token_flags find_case(const char *word, size_t len) {
  size_t next;
  unsigned char byte = (unsigned char)word[0];
  if (byte >= 'a' && byte <= 'z') return LUN_TOKEN_SMALL;
  if (byte >= 'A' && byte <= 'Z') return LUN_TOKEN_CAPITAL;
  uint32_t code = lun_utf8_get(word, len, 0, &next);
  lun_sentence_class kind = lun_unicode_sentence(lun_unicode_get(code));
  if (kind == LUN_SENTENCE_UPPER) return LUN_TOKEN_CAPITAL;
  return kind == LUN_SENTENCE_LOWER ? LUN_TOKEN_SMALL : 0;
}

static lun_token_flags find_shape(const lun_lexicon *x, const char *word, size_t len) {
  lun_token_flags shape = find_case(word, len);
  if ((x->traits & LUN_TRAIT_OWN_ENDINGS) != 0) return shape;
  switch (word[len - 1]) {
  case 'g':
    if (shape != 0 && ends_with(word, len, "ing")) shape |= LUN_TOKEN_ING;
    break;
  case 'y':
    if (shape == LUN_TOKEN_SMALL && ends_with(word, len, "ly")) shape |= LUN_TOKEN_ADVERB;
    break;
  case 's':
    if (ends_with(word, len, "'s") || ends_with(word, len, "\xE2\x80\x99s")) {
      shape |= LUN_TOKEN_OWNER;
    }
    break;
  }
  return shape;
}

/* The first phrase that begins with a word. */
static lun_status find_phrase(lun_lexicon *x, const char *word, size_t len, uint32_t *out,
                              lun_error *err) {
  *out = LUN_MAP_NONE;
  if (x->phrase_count == 0) return LUN_OK;
  lun_status st = LUN_OK;
  lun_buffer_reset(&x->folded);
  if (!is_ascii(word, len)) st = fold_word(x, word, len, err);
  else
    for (size_t i = 0; i < len; i++) lun_buffer_add_byte(&x->folded, small(word[i]));
  if (st == LUN_OK) st = lun_buffer_status(&x->folded, err);
  if (st != LUN_OK) return st;
  uint32_t number = lun_map_find(&x->firsts, x->folded.data, x->folded.len);
  if (number != LUN_MAP_NONE) *out = x->heads[number];
  return LUN_OK;
}

/* Decide a form seen for the first time. */
static lun_status decide(lun_lexicon *x, form *f, const char *word, size_t len, lun_error *err) {
  f->flags = find_shape(x, word, len);
  f->phrase = LUN_MAP_NONE;
  if (!x->plain) return LUN_OK;
  x->hits.count = 0;
  lun_status st = find_phrase(x, word, len, &f->phrase, err);
  if (st == LUN_OK) st = lun_document_set_text(x->word, word, len, err);
  if (st == LUN_OK) st = lun_finder_find(x->finder, x->word, NULL, NULL, &x->hits, err);
  for (size_t i = 0; st == LUN_OK && i < x->hits.count; i++) {
    f->flags |= x->classes[x->hits.items[i].entry];
  }
  if ((f->flags & LUN_TOKEN_NOT_ADVERB) != 0) f->flags &= ~LUN_TOKEN_ADVERB;
  return st;
}

/* A word's key: its bytes, or their hash. */
static uint64_t key_of(const char *word, size_t len, size_t left) {
  uint64_t key = 0;
  if (len > SHORT) return lun_hash(word, len);
  if (left >= SHORT && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
    memcpy(&key, word, SHORT);
    return key & (UINT64_MAX >> (8 * (SHORT - len)));
  }
  memcpy(&key, word, len);
  return key;
}

static form *find_slot(const lun_lexicon *x, uint64_t key, const char *word, size_t len) {
  size_t mask = x->slots - 1;
  size_t slot = lun_hash_mix(key, 0x9E3779B97F4A7C15u ^ len) & mask;
  for (;; slot = (slot + 1) & mask) {
    form *f = &x->forms[slot];
    if (f->len == 0) return f;
    if (f->key != key || f->len != len) continue;
    if (len <= SHORT || memcmp(x->bytes.data + f->at, word, len) == 0) return f;
  }
}

static lun_status grow_forms(lun_lexicon *x, lun_error *err) {
  form *old = x->forms;
  size_t count = x->slots;
  x->forms = lun_zalloc(2 * count * sizeof *old);
  if (x->forms == NULL) {
    x->forms = old;
    return lun_fail_memory(err);
  }
  x->slots = 2 * count;
  for (size_t i = 0; i < count; i++) {
    const char *word = old[i].len > SHORT ? x->bytes.data + old[i].at : NULL;
    if (old[i].len > 0) *find_slot(x, old[i].key, word, old[i].len) = old[i];
  }
  lun_free(old);
  return LUN_OK;
}

/* The number of the slot of a word's form, decided when it is new. */
static lun_status look_up(lun_lexicon *x, const char *word, size_t len, size_t left,
                          const form **out, lun_error *err) {
  uint64_t key = key_of(word, len, left);
  form *f = find_slot(x, key, word, len);
  *out = f;
  if (f->len > 0) return LUN_OK;
  lun_status st = 2 * (x->form_count + 1) > x->slots ? grow_forms(x, err) : LUN_OK;
  form made = {key, (uint32_t)len, (uint32_t)x->bytes.len, 0, LUN_MAP_NONE};
  if (st == LUN_OK) st = decide(x, &made, word, len, err);
  if (st != LUN_OK) return st;
  if (len > SHORT) lun_buffer_add(&x->bytes, word, len);
  if (x->bytes.status != LUN_OK) return lun_fail_memory(err);
  f = find_slot(x, key, word, len);
  *f = made;
  x->form_count++;
  *out = f;
  return LUN_OK;
}

/* 1 when a word is `want` once it is folded. */
static int same_folded(lun_lexicon *x, const char *word, size_t len, const char *want) {
  if (fold_word(x, word, len, NULL) != LUN_OK) {
    x->failed = 1;
    return 0;
  }
  return strlen(want) == x->folded.len && memcmp(x->folded.data, want, x->folded.len) == 0;
}

static int same_small(lun_lexicon *x, const char *text, const lun_token *token, const char *want) {
  const char *word = text + token->from;
  size_t len = token->to - token->from;
  for (size_t i = 0; i < len; i++) {
    if ((unsigned char)word[i] >= 0x80) return same_folded(x, word, len, want);
    if (want[i] == '\0' || small(word[i]) != want[i]) {
      return !is_ascii(word, len) && same_folded(x, word, len, want);
    }
  }
  return want[len] == '\0';
}

/* 1 when the words of phrase `p` stand from token `i` on. */
static int stands(lun_lexicon *x, const lun_tokens *t, size_t i, const phrase *p) {
  const char *want = x->phrase_bytes.data + p->words;
  if (i + p->count > t->count) return 0;
  for (size_t k = 1; k < p->count; k++) {
    want += strlen(want) + 1;
    if (!lun_token_joined(t, i + k)) return 0;
    if (lun_token_has(t, i + k, LUN_TOKEN_STOP) && (p->stops >> k & 1) == 0) return 0;
    if (!same_small(x, t->text, &t->items[i + k], want)) return 0;
  }
  return 1;
}

/* The classes of the longest phrase at token `i`; *count gets its words, 0 = there is none. */
static lun_token_flags find_longest(lun_lexicon *x, const lun_tokens *t, size_t i, uint32_t first,
                                    size_t *count) {
  lun_token_flags class = 0;
  *count = 0;
  for (uint32_t n = first; n != LUN_MAP_NONE; n = x->phrases[n].next) {
    const phrase *p = &x->phrases[n];
    if (p->count < *count || !stands(x, t, i, p)) continue;
    if (p->count > *count) class = 0;
    class |= p->class;
    *count = p->count;
  }
  return class;
}

/* The classes that stand on all words of an entry: nouns, and beside traits auxiliaries (s'est). */
static lun_token_flags whole_classes(const lun_lexicon *x) {
  return x->traits != 0 ? LUN_TOKEN_NOUNS | LUN_TOKEN_SKIP : LUN_TOKEN_NOUNS;
}

/* What stands before a token may give it a class, or take one. */
static void settle_class(const lun_lexicon *x, const lun_tokens *t, lun_token *token) {
  if ((token->flags & LUN_TOKEN_ELIDED) != 0) {
    const elision *e = find_elision(x, t->text + token->from, token->to - token->from);
    if (e != NULL) token->flags |= e->class;
  }
  if ((token->flags & LUN_TOKEN_CODA) != 0 &&
      (token->flags & (LUN_TOKEN_COMMA | LUN_TOKEN_MARK)) != 0) {
    token->flags |= LUN_TOKEN_ACCORDING;
  }
}

/* 1 when tokens [i, ...) begin with a person: "le politologue", "Ana Reyes", "Mme". */
static int begins_person(const lun_tokens *t, size_t i) {
  if (i < t->count && lun_token_joined(t, i) && lun_token_has(t, i, LUN_TOKEN_DETERMINER)) i++;
  const lun_token_flags signs =
      LUN_TOKEN_PERSON | LUN_TOKEN_TITLE | LUN_TOKEN_MALE | LUN_TOKEN_FEMALE;
  return i < t->count && lun_token_joined(t, i) && lun_token_has(t, i, signs);
}

/* "Pour Ana Reyes, C": a preposition that begins a sentence and leads a person. */
static void settle_views(lun_tokens *t) {
  for (size_t i = 0; i < t->count; i++) {
    if (!lun_token_has(t, i, LUN_TOKEN_VIEW) || !lun_token_starts(t, i)) continue;
    if (!begins_person(t, i + 1)) continue;
    t->items[i].flags &= ~(LUN_TOKEN_BREAK | LUN_TOKEN_PREPOSITION | LUN_TOKEN_LINK);
    t->items[i].flags |= LUN_TOKEN_ACCORDING;
  }
}

/* Give the words of each hit its entry's class. Hits come by first byte. */
static void flag_hits(lun_lexicon *x, lun_tokens *t) {
  size_t first = 0;
  for (size_t n = 0; n < x->hits.count; n++) {
    const lun_hit *hit = &x->hits.items[n];
    lun_token_flags class = x->classes[hit->entry];
    while (first < t->count && t->items[first].from < hit->from) first++;
    size_t i = first;
    for (; i < t->count && t->items[i].from < hit->to; i++) {
      if (i == first || (class & whole_classes(x)) != 0) t->items[i].flags |= class;
    }
    if (i > first && t->items[first].reach < i - first) {
      t->items[first].reach = (uint32_t)(i - first);
    }
  }
}

/* Entries that are no plain words: search the whole document. */
static lun_status flag_slowly(lun_lexicon *x, lun_tokens *t, lun_document *doc,
                              const lun_context *ctx, lun_error *err) {
  x->hits.count = 0;
  lun_status st = lun_finder_find(x->finder, doc, NULL, ctx, &x->hits, err);
  if (st == LUN_OK) flag_hits(x, t);
  return st;
}

lun_status lun_lexicon_flag(lun_lexicon *lexicon, lun_tokens *t, lun_document *doc,
                            const lun_context *ctx, lun_error *err) {
  lun_lexicon *x = lexicon;
  const form *f;
  lun_status st = LUN_OK;
  if (x->form_count > FORMS_MOST && !clear_forms(x, SLOTS_LEAST)) return lun_fail_memory(err);
  x->failed = 0;
  size_t inside = 0; /* behind the phrase that covers the words at hand */
  for (size_t i = 0; st == LUN_OK && i < t->count; i++) {
    lun_token *token = &t->items[i];
    st = look_up(x, t->text + token->from, token->to - token->from, t->len - token->from, &f, err);
    if (st != LUN_OK) break;
    if (i < inside) {
      token->flags |= f->flags & LUN_TOKEN_SHAPE;
      continue;
    }
    size_t count = 0;
    lun_token_flags class =
        f->phrase == LUN_MAP_NONE ? 0 : find_longest(x, t, i, f->phrase, &count);
    int bare = count > 0 || (token->flags & LUN_TOKEN_ELIDED) != 0;
    token->flags |= bare ? (f->flags & LUN_TOKEN_SHAPE) | class : f->flags;
    for (size_t k = 1; k < count; k++) t->items[i + k].flags |= class & whole_classes(x);
    if (count == 0 && (token->flags & (LUN_TOKEN_ELIDED | LUN_TOKEN_CODA)) != 0) {
      settle_class(x, t, token);
    }
    if (count > 0) {
      token->reach = (uint32_t)count;
      inside = i + count;
    }
  }
  if (st == LUN_OK && x->failed) st = lun_fail_memory(err);
  if (st == LUN_OK && !x->plain) st = flag_slowly(x, t, doc, ctx, err);
  if (st == LUN_OK && x->traits != 0) settle_views(t);
  return st;
}

uint32_t lun_lexicon_traits(const lun_lexicon *lexicon) {
  return lexicon->traits;
}

/* The number of tokens that begin with an elided word. */
static size_t count_elided(const lun_lexicon *x, const lun_tokens *t) {
  size_t count = 0, next;
  for (size_t i = 0; i < t->count; i++) {
    const lun_token *token = &t->items[i];
    count += find_split(x, t->text + token->from, token->to - token->from, &next) > 0;
  }
  return count;
}

lun_status lun_lexicon_split(const lun_lexicon *lexicon, lun_tokens *t, lun_error *err) {
  void *items = t->items;
  t->traits = lexicon->traits;
  size_t more = lexicon->elision_count > 0 ? count_elided(lexicon, t) : 0;
  if (more == 0) return LUN_OK;
  if (!lun_grow(&items, &t->cap, t->count + more, sizeof *t->items)) return lun_fail_memory(err);
  t->items = items;
  size_t to = t->count + more;
  for (size_t i = t->count; i-- > 0;) {
    lun_token token = t->items[i];
    size_t next, cut = find_split(lexicon, t->text + token.from, token.to - token.from, &next);
    if (cut > 0) {
      uint32_t from = token.from + (uint32_t)next;
      t->items[--to] = (lun_token){from, token.to, token.flags & LUN_TOKEN_QUOTED, 1};
      token.to = token.from + (uint32_t)cut;
      token.flags |= LUN_TOKEN_ELIDED;
    }
    t->items[--to] = token;
  }
  t->count += more;
  return LUN_OK;
}
