/* analysis/layout.h -- the lines of a document with what their shape tells: where words stand, how
** they are capitalized, which cue words of a lexicon there are. */
#ifndef LUN_ANALYSIS_LAYOUT_H
#define LUN_ANALYSIS_LAYOUT_H

#include "match/finder.h"

/* The classes of cue words: keys of the lexicon (lua/lunette/data/furniture.csv). */
typedef enum lun_cue {
  LUN_CUE_AGENCY,   /* AP, Reuters */
  LUN_CUE_FILE,     /* FILE, before a caption */
  LUN_CUE_PHOTO,    /* photo, image: in a credit */
  LUN_CUE_BY,       /* by, reporting by */
  LUN_CUE_SIGNED,   /* contributed to this report */
  LUN_CUE_LINK,     /* read more, watch */
  LUN_CUE_NO_PLACE, /* words in capitals before a dash that name no place */
  LUN_CUE_MONTH,
  LUN_CUE_DAY,
  LUN_CUE_COUNT
} lun_cue;

typedef enum lun_shape {
  LUN_SHAPE_CAPITALS, /* KYIV */
  LUN_SHAPE_CAPITAL,  /* Kyiv, McCoy */
  LUN_SHAPE_SMALL,
  LUN_SHAPE_NUMBER
} lun_shape;

/* What stands between two words. */
typedef enum lun_parting {
  LUN_PARTING_BLANK, /* blanks or nothing, also with a full stop, slash, apostrophe or hyphen */
  LUN_PARTING_COMMA,
  LUN_PARTING_OPEN,  /* an opening round bracket */
  LUN_PARTING_CLOSE, /* a closing one */
  LUN_PARTING_DASH,  /* a dash, two hyphens, or a hyphen between blanks */
  LUN_PARTING_COLON,
  LUN_PARTING_OTHER
} lun_parting;

/* A line with at least one word; blanks at its ends do not belong to it. */
typedef struct lun_line {
  lun_span span;
  size_t word;  /* its first word */
  size_t words; /* how many it has */
  int opens;    /* nothing or an empty line before it */
  int closes;   /* nothing or an empty line behind it */
  int stops;    /* its last byte but for closing marks ends a sentence */
} lun_line;

/* Borrowed are text, words and sentences; they live as long as the document. */
typedef struct lun_layout {
  const char *text;
  size_t len;
  const lun_spans *words;
  const lun_spans *sentences;
  lun_line *lines;
  size_t line_count;
  size_t line_cap;
  lun_hits cues; /* in text order */
  const lun_dictionary *lexicon;
  uint32_t classes[LUN_CUE_COUNT]; /* key numbers */
} lun_layout;

/* Name the classes of `lexicon`; a class it does not have is never met. */
void lun_layout_init(lun_layout *layout, const lun_dictionary *lexicon);
void lun_layout_clear(lun_layout *layout);

/* Fill in a document, replacing the one before; `cues` is searched by the caller.
** Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_layout_set(lun_layout *layout, lun_document *doc, const lun_context *ctx,
                          lun_error *err);

/* The cue of a class that begins at byte `at`, or NULL. */
const lun_hit *lun_layout_cue(const lun_layout *layout, lun_cue class, size_t at);
/* The first cue of a class in text[from, to), or NULL. */
const lun_hit *lun_layout_cue_in(const lun_layout *layout, lun_cue class, size_t from, size_t to);

lun_shape lun_layout_shape(const lun_layout *layout, lun_span word);
/* What text[from, to) is, in which there is no word. */
lun_parting lun_layout_parting(const lun_layout *layout, size_t from, size_t to);

/* First word that ends behind byte `at`; layout->words->count when there is none. */
size_t lun_layout_word(const lun_layout *layout, size_t at);

#endif
