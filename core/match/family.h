/* match/family.h -- what may stand between the words of a phrase, and the spellings of a family. */
#ifndef LUN_MATCH_FAMILY_H
#define LUN_MATCH_FAMILY_H

#include "base/buffer.h"

#include <stdint.h>

/* How a spelling family's parts are joined in a text. */
typedef enum lun_form {
  LUN_FORM_NONE,   /* not a family */
  LUN_FORM_HYPHEN, /* U+002D and its kin U+2010, U+2011, U+FE63, U+FF0D */
  LUN_FORM_SOLID,
  LUN_FORM_SPACE, /* any blank, no-break ones too */
  LUN_FORM_DASH,  /* any other dash */
  LUN_FORM_SOFT,  /* soft hyphen, U+00AD */
  LUN_FORM_LINE,  /* a line end, with or without a hyphen */
  LUN_FORM_MIXED  /* more than one of these in one hit */
} lun_form;

/* "hyphen", "solid", ...; "" for LUN_FORM_NONE. Static. */
const char *lun_form_name(lun_form form);

/* What stands between two words of a text. */
typedef struct lun_gap {
  int barrier;     /* parts the words for good: a paragraph's end, two line ends or dashes */
  lun_form form;   /* how the gap joins a family's parts; LUN_FORM_SOLID when it is empty */
  size_t marks;    /* bytes of other characters: punctuation, symbols */
  size_t marks_at; /* where they start, from the text's start */
} lun_gap;

/* Look at text[from, to). */
lun_gap lun_gap_find(const char *text, size_t from, size_t to);

/* Append the regular English plural of a word: y -> ies, s x z ch sh -> es, else s. */
void lun_plural_add(lun_buffer *out, const char *word, size_t len);

#endif
