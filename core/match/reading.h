/* match/reading.h -- what the words of a text are to a dictionary, decided once a type.
**
** A text's vocabulary is open, a dictionary's is closed: most types are nothing to it, and a search
** passes over them at the cost of one look. */
#ifndef LUN_MATCH_READING_H
#define LUN_MATCH_READING_H

#include "match/dictionary.h"
#include "match/pairs.h"
#include "text/vocabulary.h"

#define LUN_READING_MORE (LUN_MAP_NONE - 1) /* there are globs, or a possessive: see its reading */
#define LUN_READING_LOOK UINT32_MAX

/* Whether a type begins something, as far as it can be told at a glance. */
typedef struct lun_reading_mark {
  uint32_t first; /* 0 when no entry begins with it; the edges of its trie node when entries only go
                     on from there; else LUN_READING_LOOK */
  uint32_t next;  /* the bit of such an edge that it could be; all bits when it could be any */
} lun_reading_mark;

/* One way to read a type: as written, or without its possessive ('s). */
typedef struct lun_reading_way {
  uint32_t symbol; /* in the dictionary's vocabulary, or LUN_MAP_NONE */
  uint32_t node;   /* where the trie's root goes with it, or LUN_TRIE_NONE */
  uint32_t globs;  /* first of its run in lun_readings.fits, which LUN_MAP_NONE ends */
} lun_reading_way;

typedef struct lun_reading {
  lun_reading_way whole;
  lun_reading_way base;
  uint32_t tail; /* bytes of the possessive; 0 = it has none, and `base` is nothing */
} lun_reading;

/* Owned by one thread. Start with all-zero and a dictionary, which must live as long. */
typedef struct lun_readings {
  const lun_dictionary *dict;
  lun_vocabulary types;
  lun_reading *items; /* by type */
  size_t count;
  size_t cap;
  /* The same in short, for the walk's first look: */
  lun_reading_mark *marks; /* by type */
  size_t mark_cap;
  uint32_t *symbols; /* by type: its only symbol, LUN_MAP_NONE, or LUN_READING_MORE */
  size_t symbol_cap;
  lun_pairs pairs;
  uint32_t *fits; /* numbers of globs */
  size_t fit_count;
  size_t fit_cap;
  lun_map heads;       /* what globs have before their first wild card */
  uint32_t *head_glob; /* by head: its first glob */
  size_t head_cap;
  uint32_t *next_glob; /* by glob: the next one of its head */
  lun_buffer folded;
} lun_readings;

/* Types of `count` words of `text`, written to types[0..count); new ones are decided.
** Errors: LUN_ENOMEM, LUN_ELIMIT, LUN_EUTF8. */
lun_status lun_readings_add(lun_readings *readings, const char *text, size_t len,
                            const lun_span *words, size_t count, uint32_t *types, lun_error *err);

/* Whether the run of globs from `globs` on holds `glob`. */
int lun_readings_has_glob(const lun_readings *readings, uint32_t globs, uint32_t glob);

/* Forget the types; the dictionary stays. */
void lun_readings_reset(lun_readings *readings);
void lun_readings_clear(lun_readings *readings);

#endif
