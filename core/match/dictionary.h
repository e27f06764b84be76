/* match/dictionary.h -- keys with the words, phrases, globs, families and regexes that stand for
** them, compiled so that the cost of a search does not grow with the number of entries.
**
** Fill with lun_dictionary_add; once the first search has begun it must not change any more, and may
** be shared by threads. */
#ifndef LUN_MATCH_DICTIONARY_H
#define LUN_MATCH_DICTIONARY_H

#include "base/arena.h"
#include "base/map.h"
#include "match/near.h"
#include "match/pattern.h"
#include "match/phrase.h"
#include "match/token_query.h"
#include "match/trie.h"
#include "text/date.h"

#include <stdatomic.h>

typedef enum lun_entry_kind {
  LUN_ENTRY_AUTO, /* as the query language reads it: any of the others */
  LUN_ENTRY_PHRASE,
  LUN_ENTRY_GLOB, /* * stands for any letters, ? for one */
  LUN_ENTRY_FAMILY,
  LUN_ENTRY_REGEX,
  LUN_ENTRY_TOKENS, /* a query over words and layers: match/token_query.h */
  LUN_ENTRY_NEAR    /* near(...) or before(...): match/near.h */
} lun_entry_kind;

/* What a match of an entry is good for. */
typedef enum lun_entry_use {
  LUN_USE_HIT,      /* it is found */
  LUN_USE_AGENT,    /* it says what an actor beside it is: its code is to be composed with theirs */
  LUN_USE_SENTENCE, /* it drops hits in its sentence: those of its key; every hit when the key is "" */
  LUN_USE_STORY     /* the same in the whole document */
} lun_entry_use;

/* A code that holds on the days first..last (a bound with year 0 is open; both open: undated). */
typedef struct lun_code {
  lun_date first;
  lun_date last;
  const char *code;
  struct lun_code *next; /* the entry's next code, in file order */
} lun_code;

/* Strings live as long as the dictionary. */
typedef struct lun_entry {
  const char *key;     /* of a key in levels: all of them, outermost first, joined with . */
  uint32_t key_number; /* entries of one key have one; below lun_dictionary.key_count */
  const char *value;   /* as written */
  const char *rule;    /* FILE:LINE, or the term itself */
  const char *lang;    /* "" = any */
  const char *again;   /* rule of a later row that says the same once more, or NULL */
  lun_entry_kind kind;
  lun_case_rule case_rule;
  lun_entry_use use;
  double weight;  /* 1 unless the file gives another */
  lun_date first; /* days on which the entry holds; a bound with year 0 is open */
  lun_date last;
  lun_code *codes; /* NULL when it has none */
  int every_code;  /* all codes that hold on a day count, not the first only */
  uint32_t shield; /* LUN_MAP_NONE, or the entry this one only protects: text that looks like that
                      entry's value but is not meant */
} lun_entry;

/* What to add; every string is copied. NULL strings count as "". */
typedef struct lun_entry_spec {
  const char *key;
  const char *value;
  size_t value_len;
  const char *rule;
  const char *lang;
  const char *except; /* phrases parted by | that contain the value but are not it */
  lun_entry_kind kind;
  lun_case_rule case_rule;
  lun_entry_use use;
  double weight; /* 0 counts as 1 unless `weighted` */
  int weighted;
  lun_date first;
  lun_date last;
  const lun_code *codes; /* chain */
  int every_code;        /* as in lun_entry */
} lun_entry_spec;

typedef struct lun_dictionary_pattern {
  uint32_t entry;
  lun_pattern *pattern;
} lun_dictionary_pattern;

/* Read-only to other files. */
typedef struct lun_dictionary {
  atomic_size_t references;
  lun_arena arena;
  lun_entry *entries;
  size_t entry_count;
  size_t entry_cap;
  lun_map keys;
  const char **key_texts; /* by number in `keys` */
  size_t key_count;
  size_t key_cap;
  int has_shields; /* some entry only protects another */
  int has_limits;  /* some entry holds in one language or on some days only */
  int has_uses;    /* some entry is not there to be found */
  lun_map names;   /* of key, value, kind, ...: rows of one name share an entry */
  uint32_t *named; /* entry, by number in `names` */
  size_t named_cap;
  lun_map vocabulary; /* folded words of all paths; closed: other words are unknown */
  lun_map globs;      /* folded globs of all paths */
  lun_path *paths;
  size_t path_count;
  size_t path_cap;
  lun_phrase_scratch scratch;
  lun_trie trie; /* over numbers of words and globs -> paths */
  lun_dictionary_pattern *patterns;
  size_t pattern_count;
  size_t pattern_cap;
  lun_token_store tokens; /* what the next two share */
  lun_token_query **queries;
  size_t query_count;
  size_t query_cap;
  lun_near *nears;
  size_t near_count;
  size_t near_cap;
  struct lun_dictionary *parts; /* the terms of all near(...); NULL when there are none */
  unsigned depth;               /* how many dictionaries this one is the parts of */
} lun_dictionary;

/* Owner: caller; release with lun_dictionary_free. */
lun_status lun_dictionary_new(lun_dictionary **out, lun_error *err);
lun_dictionary *lun_dictionary_share(lun_dictionary *dict); /* one more reference; returns dict */
void lun_dictionary_free(lun_dictionary *dict);             /* drops one; NULL is legal */

/* Add an entry. Rows of the same key, value, kind and case become one entry with all their codes.
** Errors: LUN_EPATTERN (no word to look for, bad regex; err->at = byte in value), LUN_EUTF8,
** LUN_ELIMIT, LUN_ENOMEM. A faulty value adds nothing; of a faulty `except` the entry itself stays. */
lun_status lun_dictionary_add(lun_dictionary *dict, const lun_entry_spec *spec, lun_error *err);

#endif
