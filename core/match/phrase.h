/* match/phrase.h -- a dictionary value taken apart: the words of each of its spellings. */
#ifndef LUN_MATCH_PHRASE_H
#define LUN_MATCH_PHRASE_H

#include "base/arena.h"
#include "base/map.h"
#include "base/span.h"
#include "match/family.h"

typedef enum lun_case_rule {
  LUN_CASE_AUTO, /* any case; a word all in capitals (two letters or more) as written */
  LUN_CASE_ANY,
  LUN_CASE_EXACT
} lun_case_rule;

/* One word of a path. */
typedef struct lun_path_word {
  uint32_t symbol;   /* number in the vocabulary, or LUN_SYMBOL_GLOB | number among the globs */
  const char *exact; /* the form it must have but for apostrophes and soft hyphens; NULL = any */
  const char *marks; /* the entry's own punctuation before this word (not before the first); "" */
  int joint;         /* stands after a joint of the family: how it is joined there is the form */
} lun_path_word;

#define LUN_SYMBOL_GLOB 0x80000000u

enum { LUN_PATH_WORDS = 256 }; /* a path's most words */

/* One spelling of one entry. */
typedef struct lun_path {
  uint32_t entry;
  uint32_t next; /* the next path that ends in the same trie node, or LUN_MAP_NONE */
  lun_path_word *words;
  uint32_t count;
  int family;    /* say the form */
  int closed;    /* at least one joint is written solid in this spelling */
  int final_dot; /* the value ends in a dot, which a hit takes along when it stands there */
} lun_path;

/* Room to work in, kept from one phrase to the next. All-zero to begin with. */
typedef struct lun_phrase_scratch {
  lun_buffer text;
  lun_buffer word;
  lun_buffer form;
  lun_spans words;
} lun_phrase_scratch;

void lun_phrase_scratch_clear(lun_phrase_scratch *scratch);

/* Where a phrase's parts are kept: `arena` for strings and words, `words` and `globs` numbered. */
typedef struct lun_phrase_store {
  lun_arena *arena;
  lun_map *words;
  lun_map *globs;
  lun_phrase_scratch *scratch;
} lun_phrase_store;

typedef struct lun_phrase_options {
  int globs;  /* * and ? are wild */
  int family; /* hyphens are joints, and the last word also has its plural */
  lun_case_rule case_rule;
} lun_phrase_options;

/* Called once a spelling; `path->words` lives in the store's arena. */
typedef lun_status (*lun_phrase_each)(void *user, const lun_path *path, lun_error *err);

/* Take `value` (valid UTF-8) apart and hand every spelling to `each`.
** Errors: LUN_EPATTERN (no word in it), LUN_ELIMIT (over 256 words or 6 joints), LUN_ENOMEM. */
lun_status lun_phrase_find(const lun_phrase_store *store, const char *value, size_t len,
                           const lun_phrase_options *options, lun_phrase_each each, void *user,
                           lun_error *err);

/* Append the form under which words are numbered: case folded, NFC, plain apostrophes and dashes,
** soft hyphens dropped. */
lun_status lun_phrase_fold(const char *word, size_t len, lun_buffer *out, lun_error *err);

/* The same but for case: what lun_path_word.exact is compared with. */
lun_status lun_phrase_fold_exact(const char *word, size_t len, lun_buffer *out, lun_error *err);

/* Whether it has two letters or more, all of them capitals: "US", "U.N", "GM10". */
int lun_phrase_is_capitals(const char *word, size_t len);

#endif
