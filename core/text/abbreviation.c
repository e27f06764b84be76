/* text/abbreviation.c -- abbreviations, and what each says about the stop behind it. */
#include "text/abbreviation.h"

#include "text/peek.h"

#include <string.h>
#include <utf8proc.h>

enum { LONGEST = 31, NAME = 15 }; /* bytes of the longest form and of a language's name */

/* A word under change, NUL-terminated. */
typedef struct word {
  char text[LONGEST + 1];
  size_t len;
} word;

/* 0 when the bytes are no form of any list. */
static int init(word *w, const char *text, size_t len) {
  if (len == 0 || len > LONGEST || memchr(text, '\0', len) != NULL) return 0;
  memcpy(w->text, text, len);
  w->text[len] = '\0';
  w->len = len;
  return 1;
}

static unsigned find_marks(const lun_abbreviations *list, const word *w) {
  size_t low = 0, high = list->count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    int order = strcmp(list->entries[mid].form, w->text);
    if (order == 0) return list->entries[mid].marks;
    if (order < 0) low = mid + 1;
    else high = mid;
  }
  return 0;
}

static lun_sentence_class class_of(const word *w, size_t at, size_t *next) {
  return lun_unicode_sentence(lun_unicode_get(lun_utf8_get(w->text, w->len, at, next)));
}

/* Make the letter at `at` small, if that takes as many bytes. */
static void lower(word *w, size_t at) {
  size_t next;
  utf8proc_uint8_t bytes[4];
  uint32_t code = lun_utf8_get(w->text, w->len, at, &next);
  utf8proc_int32_t small = utf8proc_tolower((utf8proc_int32_t)code);
  if ((size_t)utf8proc_encode_char(small, bytes) == next - at)
    memcpy(w->text + at, bytes, next - at);
}

/* Make all letters behind the first small; 1 when there are any and all were capitals. */
static int lower_rest(word *w) {
  size_t at, next;
  int all = class_of(w, 0, &at) == LUN_SENTENCE_UPPER && at < w->len;
  for (; at < w->len; at = next) {
    lun_sentence_class k = class_of(w, at, &next);
    if (k == LUN_SENTENCE_UPPER) lower(w, at);
    else if (k != LUN_SENTENCE_ATERM) all = 0;
  }
  return all;
}

/* "J", "U.S", "S.p.a", in any alphabet: one capital, or letters parted by stops. A small letter
** alone is no initial. */
static int is_initials(const word *w) {
  size_t at = 0, next;
  for (int count = 1;; count++, at = next + 1) {
    lun_sentence_class k = class_of(w, at, &next);
    while (next < w->len && lun_peek_is_ignored(class_of(w, next, &at))) next = at;
    if (next >= w->len) return k == LUN_SENTENCE_UPPER || (count > 1 && lun_peek_is_letter(k));
    if (!lun_peek_is_letter(k) || w->text[next] != '.' || next + 1 >= w->len) return 0;
  }
}

static lun_abbreviation get_kind(unsigned marks) {
  return (lun_abbreviation)(marks & 7);
}

lun_abbreviation lun_abbreviation_find(const lun_abbreviations *list, const char *text, size_t len,
                                       int is_capitals) {
  word w, other;
  size_t next;
  if (!init(&w, text, len)) return LUN_ABBREVIATION_NONE;
  lun_abbreviation kind = get_kind(find_marks(list, &w));
  if (kind != LUN_ABBREVIATION_NONE) return kind;
  if (is_initials(&w)) kind = LUN_ABBREVIATION_OPEN;
  other = w;
  if (class_of(&w, 0, &next) != LUN_SENTENCE_UPPER || next >= w.len) return kind;
  int is_large = lower_rest(&other);
  lun_abbreviation as = is_large ? get_kind(find_marks(list, &other)) : LUN_ABBREVIATION_NONE;
  lower(&other, 0);
  lower(&w, 0);
  if (as == LUN_ABBREVIATION_NONE) as = get_kind(find_marks(list, is_large ? &other : &w));
  /* Of words all in capitals too many are acronyms: EST is no est. */
  if (as == LUN_ABBREVIATION_OPEN && is_large && !is_capitals) return kind;
  return as == LUN_ABBREVIATION_NONE ? kind : as;
}

int lun_abbreviation_is(const lun_abbreviations *list, const char *text, size_t len,
                        unsigned mark) {
  word w;
  if (!init(&w, text, len)) return 0;
  if (mark == LUN_ABBREVIATION_STARTER || mark == LUN_ABBREVIATION_CLOCK) {
    word as_written = w;
    if (find_marks(list, &as_written) & mark) return 1;
    if (!lower_rest(&w)) return 0;
  } else {
    lower_rest(&w);
    lower(&w, 0);
  }
  return (find_marks(list, &w) & mark) != 0;
}

/* The letters of `lang` up to the first other sign, small; 0 when they are no name. */
static size_t read_name(const char *lang, char *name) {
  size_t len = 0;
  for (; len <= NAME; len++) {
    char small = (char)(lang[len] | 0x20);
    if (small < 'a' || small > 'z' || lang[len] == '\0') break;
    name[len] = small;
  }
  if (len > NAME) return 0;
  name[len] = '\0';
  return len;
}

const lun_abbreviations *lun_abbreviations_get(const char *lang) {
  char name[NAME + 1];
  if (lang == NULL || lang[0] == '\0') lang = "en";
  if (read_name(lang, name) > 0) {
    for (size_t i = 0; i < lun_abbreviation_name_count; i++) {
      const lun_abbreviation_name *n = &lun_abbreviation_names[i];
      if (strcmp(n->name, name) == 0) return &lun_abbreviation_lists[n->list];
    }
  }
  return &lun_abbreviation_lists[lun_abbreviation_list_count - 1];
}
