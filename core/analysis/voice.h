/* analysis/voice.h -- who speaks in each quotation of a document: names, pronouns and descriptions
** become persons; a quotation without a speaker of its own goes on with the last one's, or, where
** paragraphs take turns, answers it. */
#ifndef LUN_ANALYSIS_VOICE_H
#define LUN_ANALYSIS_VOICE_H

#include "analysis/passage.h"
#include "analysis/person.h"

/* Why a voice is its person's. */
typedef enum lun_voice_reason {
  LUN_VOICE_UNKNOWN,
  LUN_VOICE_NAMED,     /* by a name */
  LUN_VOICE_TIED,      /* "the minister", tied to a name before */
  LUN_VOICE_DESCRIBED, /* described only: "officials" */
  LUN_VOICE_PRONOUN,   /* the nearest person that fits "she" */
  LUN_VOICE_SAME,      /* goes on with the quotation before it */
  LUN_VOICE_BEAT,      /* the only person named beside it */
  LUN_VOICE_CALLED,    /* called by name in the quotation before it */
  LUN_VOICE_TURN       /* takes turns with the one before it */
} lun_voice_reason;

/* A quotation. Units: numbers of tokens, half-open; of paragraphs. */
typedef struct lun_voice {
  lun_speaker speaker;
  int known;   /* `speaker` is set */
  int marked;  /* it stands in quotation marks */
  int floats;  /* without a cue: its speaker is to be found */
  int dropped; /* a verb without a subject: dijo */
  size_t from;
  size_t to;
  size_t paragraph;
  size_t paragraph_last;
  int opens;         /* it begins its paragraph */
  uint32_t person;   /* LUN_MAP_NONE = not known */
  size_t label_from; /* described only: the words that tell who, without the article */
  size_t label_to;
  size_t like; /* the voice whose speaker's words it shares; SIZE_MAX = none */
  lun_voice_reason reason;
} lun_voice;

/* All-zero is an empty list. */
typedef struct lun_voices {
  lun_voice *items;
  size_t count;
  size_t cap;
  int turns; /* paragraphs take turns, as in novels; else a speaker goes on, as in news */
} lun_voices;

void lun_voices_clear(lun_voices *voices);

/* Append a copy. Errors: LUN_ENOMEM. */
lun_status lun_voices_add(lun_voices *voices, const lun_voice *voice, lun_error *err);

/* Find everybody's person; `voices` stand in text order.
** Errors: LUN_ENOMEM, LUN_ELIMIT. */
lun_status lun_voices_name(lun_voices *voices, lun_persons *persons, const lun_tokens *t,
                           const lun_spans *paragraphs, lun_error *err);

const char *lun_voice_reason_name(lun_voice_reason reason); /* "pronoun"; static */

#endif
