/* analysis/speaker.h -- the phrase that names who speaks, read outwards from the verb.
**
** Auxiliaries and adverbs belong to the verb. Of a name and a description that stand side by side
** between commas the name is the speaker: "Ana Reyes, the minister, said", "the minister, Ana
** Reyes, said". */
#ifndef LUN_ANALYSIS_SPEAKER_H
#define LUN_ANALYSIS_SPEAKER_H

#include "analysis/token.h"

typedef enum lun_speaker_kind {
  LUN_SPEAKER_NAME,
  LUN_SPEAKER_PRONOUN,
  LUN_SPEAKER_DESCRIPTION /* "the minister", "residents" */
} lun_speaker_kind;

/* Units: numbers of tokens, half-open. */
typedef struct lun_speaker {
  size_t from; /* the speaker as written, titles included */
  size_t to;
  size_t outer_from; /* the same with what stands between commas beside it */
  size_t outer_to;
  size_t name_from; /* of a name: its own words, without titles */
  size_t name_to;
  lun_speaker_kind kind;
} lun_speaker;

/* The noun phrase that ends before token `to`, within [from, to). 0: there is none. */
int lun_speaker_phrase_before(const lun_tokens *t, size_t from, size_t to, lun_speaker *out);

/* The speaker whose phrase begins at token `at`, not looking at or behind token `ceiling`. */
int lun_speaker_after(const lun_tokens *t, size_t at, size_t ceiling, lun_speaker *out);

/* 1 for a description that names nobody yet: it may stand beside its name. */
int lun_speaker_introduces(const lun_tokens *t, const lun_speaker *s);

/* The speaker's bytes: a possessive ending is left out. */
lun_span lun_speaker_span(const lun_tokens *t, const lun_speaker *speaker);

/* Where the word of token `i` ends without its possessive: a byte. */
uint32_t lun_speaker_word_end(const lun_tokens *t, size_t i);

/* 1 when token `i` may be part of a name. */
int lun_speaker_is_name_word(const lun_tokens *t, size_t i);

/* 1 when tokens [from, to) end in a name, titles left aside: *name gets its first token. */
int lun_speaker_name(const lun_tokens *t, size_t from, size_t to, size_t *name);

/* 1 when token `i` is used as a verb: not "the report", "in a call". */
int lun_speaker_is_verb(const lun_tokens *t, size_t i, lun_token_flags classes);

#endif
