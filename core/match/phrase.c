#include "match/phrase.h"

#include "text/fold.h"
#include "text/segment.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <string.h>

enum { JOINTS_MOST = 6 };

/* While a glob is cut into words its * and ? become letters, which never part a word: two
** Linear B syllables, which no news text holds. */
#define WILD_ANY "\xF0\x90\x80\x80" /* U+10000 for * */
#define WILD_ONE "\xF0\x90\x80\x81" /* U+10001 for ? */

lun_status lun_phrase_fold(const char *word, size_t len, lun_buffer *out, lun_error *err) {
  return lun_fold(word, len, LUN_FOLD_CASE | LUN_FOLD_NFC | LUN_FOLD_IGNORABLE | LUN_FOLD_PLAIN,
                  out, err);
}

lun_status lun_phrase_fold_exact(const char *word, size_t len, lun_buffer *out, lun_error *err) {
  return lun_fold(word, len, LUN_FOLD_NFC | LUN_FOLD_IGNORABLE | LUN_FOLD_PLAIN, out, err);
}

/* A value being taken apart: its words in order, before the spellings are made. */
typedef struct part {
  const char *text; /* as written, in the arena */
  size_t len;
  const char *marks; /* punctuation before it */
  int joint;         /* parted from the one before by a hyphen of the family */
} part;

typedef struct phrase {
  const lun_phrase_store *store;
  const lun_phrase_options *options;
  part parts[LUN_PATH_WORDS];
  size_t count;
  size_t joints;
  int final_dot;
  lun_phrase_each each;
  void *user;
} phrase;

void lun_phrase_scratch_clear(lun_phrase_scratch *scratch) {
  lun_buffer_clear(&scratch->text);
  lun_buffer_clear(&scratch->word);
  lun_buffer_clear(&scratch->form);
  lun_spans_clear(&scratch->words);
}

/* Put wild cards back, so that a word of the value reads as written again. */
static void add_plain(lun_buffer *out, const char *s, size_t len) {
  for (size_t i = 0; i < len; i++) {
    if (len - i >= 4 && memcmp(s + i, WILD_ANY, 4) == 0) {
      lun_buffer_add_byte(out, '*');
      i += 3;
    } else if (len - i >= 4 && memcmp(s + i, WILD_ONE, 4) == 0) {
      lun_buffer_add_byte(out, '?');
      i += 3;
    } else {
      lun_buffer_add_byte(out, s[i]);
    }
  }
}

static void add_wild(lun_buffer *out, const char *s, size_t len) {
  for (size_t i = 0; i < len; i++) {
    if (s[i] == '*') lun_buffer_add_text(out, WILD_ANY);
    else if (s[i] == '?') lun_buffer_add_text(out, WILD_ONE);
    else lun_buffer_add_byte(out, s[i]);
  }
}

/* Keep a word of the value as written; without wild cards the two syllables stand for themselves. */
static lun_status keep_word(const phrase *p, const char *word, size_t len, part *fresh,
                            lun_error *err) {
  if (p->options->globs) {
    lun_buffer *plain = &p->store->scratch->word;
    lun_buffer_reset(plain);
    add_plain(plain, word, len);
    if (plain->status != LUN_OK) return lun_fail_memory(err);
    word = plain->data;
    len = plain->len;
  }
  fresh->text = lun_arena_add_text(p->store->arena, word, len);
  fresh->len = len;
  return fresh->text == NULL ? lun_fail_memory(err) : LUN_OK;
}

static lun_status add_part(phrase *p, const char *text, lun_span word, size_t gap_from,
                           lun_error *err) {
  if (p->count == LUN_PATH_WORDS) {
    return lun_fail(err, LUN_ELIMIT, word.from, "value of more than %d words", LUN_PATH_WORDS);
  }
  lun_gap gap = lun_gap_find(text, gap_from, word.from);
  part *fresh = &p->parts[p->count];
  lun_status st = keep_word(p, text + word.from, word.to - word.from, fresh, err);
  if (st != LUN_OK) return st;
  fresh->marks = "";
  if (p->count > 0 && gap.marks > 0) {
    fresh->marks = lun_arena_add_text(p->store->arena, text + gap.marks_at, gap.marks);
    if (fresh->marks == NULL) return lun_fail_memory(err);
  }
  fresh->joint = p->options->family && p->count > 0 && gap.form == LUN_FORM_HYPHEN;
  p->joints += (size_t)fresh->joint;
  p->count++;
  return LUN_OK;
}

static lun_status cut_parts(phrase *p, const char *value, size_t len, lun_error *err) {
  lun_buffer *text = &p->store->scratch->text;
  lun_spans *words = &p->store->scratch->words;
  lun_buffer_reset(text);
  lun_spans_reset(words);
  if (p->options->globs) add_wild(text, value, len);
  else lun_buffer_add(text, value, len);
  lun_status st = lun_buffer_status(text, err);
  if (st == LUN_OK) {
    st = lun_words_find(text->data ? text->data : "", text->len, LUN_SEGMENT_WORDS, NULL, words,
                        err);
  }
  for (size_t i = 0; st == LUN_OK && i < words->count; i++) {
    st = add_part(p, text->data, words->items[i], i == 0 ? 0 : words->items[i - 1].to, err);
  }
  if (st == LUN_OK && p->count == 0) {
    st = lun_fail(err, LUN_EPATTERN, 0, "no word to look for in \"%.*s\"", (int)len, value);
  }
  if (st == LUN_OK && p->joints > JOINTS_MOST) {
    st = lun_fail(err, LUN_ELIMIT, 0, "family of more than %d hyphens", JOINTS_MOST);
  }
  p->final_dot = text->len > 0 && text->data[text->len - 1] == '.';
  return st;
}

int lun_phrase_is_capitals(const char *word, size_t len) {
  size_t letters = 0, next;
  for (size_t at = 0; at < len; at = next) {
    uint32_t c = lun_utf8_get(word, len, at, &next);
    lun_sentence_class k = lun_unicode_sentence(lun_unicode_get(c));
    if (k == LUN_SENTENCE_LOWER || k == LUN_SENTENCE_LETTER) return 0;
    letters += k == LUN_SENTENCE_UPPER;
  }
  return letters >= 2;
}

/* Number `text` as a word or glob, and note the exact form where the case rule asks for it. */
static lun_status set_word(phrase *p, lun_path_word *word, const char *text, size_t len,
                           lun_error *err) {
  int exact = p->options->case_rule == LUN_CASE_EXACT, wild = 0;
  lun_buffer *form = &p->store->scratch->form;
  lun_buffer_reset(form);
  if (p->options->case_rule == LUN_CASE_AUTO) exact = lun_phrase_is_capitals(text, len);
  if (p->options->globs) wild = memchr(text, '*', len) != NULL || memchr(text, '?', len) != NULL;
  lun_status st = lun_phrase_fold(text, len, form, err);
  if (st == LUN_OK) {
    st = lun_map_add(wild ? p->store->globs : p->store->words, form->data, form->len, &word->symbol,
                     err);
  }
  if (wild) word->symbol |= LUN_SYMBOL_GLOB;
  lun_buffer_reset(form);
  if (st == LUN_OK && exact) {
    st = lun_phrase_fold_exact(text, len, form, err);
    if (st == LUN_OK) word->exact = lun_arena_add_text(p->store->arena, form->data, form->len);
    if (st == LUN_OK && word->exact == NULL) st = lun_fail_memory(err);
  }
  return st;
}

/* Whether the joint before part `i` is closed up in this spelling; bit n of `solid` = n-th joint. */
static int is_closed(const phrase *p, size_t i, unsigned solid) {
  unsigned joint = 0;
  if (!p->parts[i].joint) return 0;
  for (size_t k = 0; k < i; k++) joint += (unsigned)p->parts[k].joint;
  return (solid >> joint & 1) != 0;
}

/* Join the parts from `i` on whose joints are closed up into `text`; returns the part behind them. */
static size_t join_parts(const phrase *p, size_t i, unsigned solid, int plural, lun_buffer *text) {
  lun_buffer_reset(text);
  do lun_buffer_add(text, p->parts[i].text, p->parts[i].len);
  while (++i < p->count && is_closed(p, i, solid));
  if (plural && i == p->count) {
    lun_buffer *singular = &p->store->scratch->form;
    lun_buffer_reset(singular);
    lun_buffer_add(singular, text->data, text->len);
    lun_buffer_reset(text);
    if (singular->status != LUN_OK) text->status = singular->status;
    else lun_plural_add(text, singular->data, singular->len);
  }
  return i;
}

/* One spelling: joints in `solid` closed up, the last word in the plural or not. */
static lun_status emit(phrase *p, unsigned solid, int plural, lun_error *err) {
  lun_path path = {.family = p->options->family && p->joints > 0, .final_dot = p->final_dot};
  lun_buffer *text = &p->store->scratch->word;
  lun_status st = LUN_OK;
  path.next = LUN_MAP_NONE;
  path.closed = solid != 0;
  path.words = lun_arena_add(p->store->arena, p->count * sizeof *path.words);
  if (path.words == NULL) return lun_fail_memory(err);
  for (size_t i = 0; st == LUN_OK && i < p->count;) {
    lun_path_word *word = &path.words[path.count++];
    *word = (lun_path_word){.marks = p->parts[i].marks, .joint = p->parts[i].joint};
    i = join_parts(p, i, solid, plural, text);
    st = lun_buffer_status(text, err);
    if (st == LUN_OK) st = set_word(p, word, text->data, text->len, err);
  }
  return st == LUN_OK ? p->each(p->user, &path, err) : st;
}

lun_status lun_phrase_find(const lun_phrase_store *store, const char *value, size_t len,
                           const lun_phrase_options *options, lun_phrase_each each, void *user,
                           lun_error *err) {
  phrase p; /* not cleared: there is room for many parts, and few are used */
  p.store = store;
  p.options = options;
  p.each = each;
  p.user = user;
  p.count = p.joints = 0;
  lun_status st = lun_utf8_check(value, len, err);
  if (st == LUN_OK) st = cut_parts(&p, value, len, err);
  if (st != LUN_OK) return st;
  for (unsigned solid = 0; st == LUN_OK && solid < 1u << p.joints; solid++) {
    st = emit(&p, solid, 0, err);
    if (st == LUN_OK && options->family && p.joints > 0) st = emit(&p, solid, 1, err);
  }
  return st;
}
