/* text/stem.c -- stems by libstemmer, the Snowball algorithms. */
#include "text/stem.h"

#include "base/memory.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <libstemmer.h>
#include <stdio.h>
#include <string.h>

enum { NAME_SIZE = 32 }; /* longer names are no language */

struct lun_stemmer {
  struct sb_stemmer *algorithm;
  lun_buffer prepared; /* the word with what folding would get wrong already done */
  lun_buffer folded;
  int is_turkish;
};

const char *const *lun_stemmer_languages(void) {
  return (const char *const *)sb_stemmer_list();
}

/* ASCII small letters of `language` in `name`; 0 when it does not fit. */
static int lower(const char *language, char name[NAME_SIZE]) {
  size_t len = strlen(language);
  if (len >= NAME_SIZE) return 0;
  for (size_t i = 0; i <= len; i++) {
    char c = language[i];
    name[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
  }
  return 1;
}

/* Norwegian has codes for its two written forms, which libstemmer does not know. */
static const char *resolve(const char *name) {
  static const char *const norwegian[] = {"nb", "nn", "nob", "nno"};
  for (size_t i = 0; i < sizeof norwegian / sizeof *norwegian; i++) {
    if (strcmp(name, norwegian[i]) == 0) return "norwegian";
  }
  return name;
}

static int is_turkish(const char *name) {
  return strcmp(name, "turkish") == 0 || strcmp(name, "tr") == 0 || strcmp(name, "tur") == 0;
}

static int is_listed(const char *name) {
  for (const char *const *known = lun_stemmer_languages(); *known != NULL; known++) {
    if (strcmp(*known, name) == 0) return 1;
  }
  return 0;
}

static lun_status fail_unknown(const char *language, lun_error *err) {
  char known[LUN_ERROR_SIZE - 64] = "";
  size_t len = 0;
  for (const char *const *name = lun_stemmer_languages(); *name != NULL; name++) {
    size_t size = strlen(*name) + 2;
    if (len + size >= sizeof known) break;
    snprintf(known + len, sizeof known - len, "%s%s", len > 0 ? ", " : "", *name);
    len += strlen(known + len);
  }
  return lun_fail(err, LUN_EFORMAT, 0, "no stemmer for '%.20s'; known: %s", language, known);
}

lun_status lun_stemmer_new(const char *language, lun_stemmer **out, lun_error *err) {
  char lowered[NAME_SIZE];
  lun_status st;
  *out = NULL;
  if (!lower(language, lowered)) return fail_unknown(language, err);
  const char *name = resolve(lowered);
  lun_stemmer *s = lun_zalloc(sizeof *s);
  if (s == NULL) return lun_fail_memory(err);
  s->is_turkish = is_turkish(name);
  s->algorithm = sb_stemmer_new(name, NULL);
  if (s->algorithm == NULL) {
    /* The library says no more than "no"; a name of its own list it does know. */
    st = is_listed(name) ? lun_fail_memory(err) : fail_unknown(language, err);
    goto fail;
  }
  *out = s;
  return LUN_OK;
fail:
  lun_stemmer_free(s);
  return st;
}

void lun_stemmer_free(lun_stemmer *s) {
  if (s == NULL) return;
  sb_stemmer_delete(s->algorithm);
  lun_buffer_clear(&s->prepared);
  lun_buffer_clear(&s->folded);
  lun_free(s);
}

/* Turkish has two letters i: capital I is the dotless one, and folding knows only the other. */
static lun_status prepare_turkish(lun_stemmer *s, const char *word, size_t len, lun_error *err) {
  lun_buffer_reset(&s->prepared);
  for (size_t i = 0; i < len; i++) {
    if (word[i] == 'I') {
      lun_buffer_add(&s->prepared, "\xC4\xB1", 2); /* U+0131 */
    } else if (i + 1 < len && memcmp(word + i, "\xC4\xB0", 2) == 0) {
      lun_buffer_add_byte(&s->prepared, 'i');
      i++;
    } else {
      lun_buffer_add_byte(&s->prepared, word[i]);
    }
  }
  return lun_buffer_status(&s->prepared, err);
}

/* The word as the algorithms want it, in s->folded. */
static lun_status fold(lun_stemmer *s, const char *word, size_t len, lun_error *err) {
  lun_buffer_reset(&s->folded);
  if (s->is_turkish) {
    lun_status st = prepare_turkish(s, word, len, err);
    if (st != LUN_OK) return st;
    word = s->prepared.data ? s->prepared.data : "";
    len = s->prepared.len;
  }
  return lun_fold(word, len, LUN_FOLD_CASE | LUN_FOLD_NFC | LUN_FOLD_PLAIN, &s->folded, err);
}

lun_status lun_stemmer_find(lun_stemmer *s, const char *word, size_t len, lun_buffer *out,
                            lun_error *err) {
  lun_status st = lun_utf8_check(word, len, err);
  if (st == LUN_OK) st = fold(s, word, len, err);
  if (st != LUN_OK || s->folded.len == 0) return st;
  const char *stem = s->folded.data;
  size_t stem_len = s->folded.len;
  if (stem_len <= LUN_STEM_MOST) {
    stem = (const char *)sb_stemmer_stem(s->algorithm, (const sb_symbol *)stem, (int)stem_len);
    if (stem == NULL) return lun_fail_memory(err);
    stem_len = (size_t)sb_stemmer_length(s->algorithm);
  }
  size_t before = out->len;
  lun_buffer_add(out, stem, stem_len);
  st = lun_buffer_status(out, err);
  if (st != LUN_OK) out->len = before;
  return st;
}
