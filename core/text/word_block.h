/* text/word_block.h -- word segments by blocks of 64 bytes, with bit masks for the rules.
**
** Internal to text: the fast half of lun_words_find, and the doors by which tests reach each. */
#ifndef LUN_TEXT_WORD_BLOCK_H
#define LUN_TEXT_WORD_BLOCK_H

#include "text/segment.h"
#include "text/unicode.h"

/* Kinds of processor, and the states without any masks. */
typedef enum lun_word_path {
  LUN_WORD_PATH_STATES, /* by C alone */
  LUN_WORD_PATH_STATES_AVX2,
  LUN_WORD_PATH_PLAIN, /* blocks by C alone */
  LUN_WORD_PATH_SSE2,
  LUN_WORD_PATH_AVX2,
  LUN_WORD_PATH_NEON,
  LUN_WORD_PATHS
} lun_word_path;

/* The spans a caller must have room for: those of one block, and what is written past them. */
enum { LUN_WORD_ROOM = 64 + 16 };

/* A text of which `at` bytes are done. `out` has room for at least LUN_WORD_ROOM spans. */
typedef struct lun_word_run {
  const char *text;
  size_t len;
  size_t at;
  size_t open; /* where the segment began to which the byte at `at` belongs; before `at` only in a
                ** segment longer than a block. Then two things are known of what is before `at`: */
  int wanted;  /* it has a letter, digit or ideograph */
  lun_word_class left; /* its last class that is not ignored, where `at` is ignored */
  size_t until;        /* stop there, or behind */
  lun_segment_mode mode;
  lun_spans *out;
} lun_word_run;

/* A word without U+202F NARROW NO-BREAK SPACE at its ends. UAX #29 joins it to letters, for the sake of
** numbers. French sets it before ! and ?, and inside guillemets: at a word's ends it is a blank, or
** "guerre !" would be another word than "guerre". */
lun_span lun_word_trim(const char *text, lun_span word);

/* Make room in `out` for LUN_WORD_ROOM spans. Errors: LUN_ENOMEM. */
lun_status lun_word_reserve(lun_spans *out, lun_error *err);

/* Add segments to run->out and move run->at on. Returns 1 when it stops before something
** that only the states can tell; 0 when it is at `until`, or `out` wants more room. */
typedef int lun_word_finder(lun_word_run *run);

/* The finder of one path, NULL when it has none, or this machine has not that path. Static. */
lun_word_finder *lun_word_finder_get(lun_word_path path);

/* The fastest path of this machine. */
lun_word_path lun_word_path_find(void);

/* 1 when this machine has a path. */
int lun_word_path_exists(lun_word_path path);

/* lun_words_find by one path, which this machine must have. All give the same spans. */
lun_status lun_words_find_by(lun_word_path path, const char *text, size_t len,
                             lun_segment_mode mode, const lun_context *ctx, lun_spans *out,
                             lun_error *err);

/* The twin: one code point after the other through the rules, without any short way. */
lun_status lun_words_find_plain(const char *text, size_t len, lun_segment_mode mode,
                                const lun_context *ctx, lun_spans *out, lun_error *err);

#endif
