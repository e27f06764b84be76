/* analysis/attribution.h -- who is made to say a stretch in marks: templates by the order of
** quotation (Q), speaker (S) and verb (V). */
#ifndef LUN_ANALYSIS_ATTRIBUTION_H
#define LUN_ANALYSIS_ATTRIBUTION_H

#include "analysis/passage.h"
#include "analysis/rule.h"
#include "analysis/speaker.h"

struct lun_proposal;

typedef struct lun_attribution {
  lun_rule rule;
  const struct lun_proposal *proposal; /* with LUN_RULE_PROPOSED: where it comes from; borrowed */
  int refused; /* the words before it say that it is no quotation: "so-called" */
  int known;   /* `speaker` is set */
  lun_speaker speaker;
  size_t verb;    /* first token of the cue; SIZE_MAX = none */
  size_t verb_to; /* first token behind it */
  int dropped;    /* the verb has no subject: who spoke before, or was named last */
} lun_attribution;

/* To the right, joined to the stretch: "Q, S said", "Q, said S", "Q, according to S". 0: none. */
int lun_attribution_right(const lun_tokens *t, const lun_passage *p, lun_attribution *out);

/* To the left, in the same sentence: "S said Q", "according to S, Q", "S left, saying Q". */
int lun_attribution_left(const lun_tokens *t, const lun_passage *p, lun_attribution *out);

/* Further off or weaker: "... Q ..., S said", "Q - S", "S: Q". */
int lun_attribution_far(const lun_tokens *t, const lun_passage *p, lun_attribution *out);

/* The first token of the sentence that token `at` stands in, quotations before it passed over. */
size_t lun_attribution_sentence(const lun_tokens *t, size_t at);

/* 1 when token `i` is a verb of the lexicon in a finite form. */
int lun_attribution_is_finite(const lun_tokens *t, size_t i);

/* 1 when a verb or its auxiliary is of class PLURAL. */
int lun_attribution_is_plural(const lun_tokens *t, size_t verb);

/* 1 when the verb is in the passive: its subject is not who speaks. */
int lun_attribution_is_passive(const lun_tokens *t, size_t verb, size_t low);

/* The subject of the verb at token `verb`, whose sentence begins at token `low`: its own, or one that it
** shares with another verb ("S rose and said"). */
int lun_attribution_subject(const lun_tokens *t, size_t low, size_t verb, lun_speaker *out);

/* The subject of a participle: its own, or that of its sentence, which begins at token `low`. */
int lun_attribution_participle(const lun_tokens *t, size_t low, size_t verb, lun_speaker *out);

/* "as S said", "comme l'a dit S", "wie S mitteilte": what begins with the word of class AS at token
** `at`. Its speaker and verb; 0: it says nothing of a speaker. */
int lun_attribution_as(const lun_tokens *t, size_t at, size_t ceiling, lun_attribution *out);

/* "S zufolge": the speaker before the word of class POSTPOSED at token `at`. */
int lun_attribution_postposed(const lun_tokens *t, size_t at, size_t floor, lun_speaker *out);

/* "In Lisk sagte S", "Auf die Frage, ..., antwortete S": the subject behind a verb that is second, in
** a language that has it so; a phrase before the verb that a preposition leads is none. */
int lun_attribution_inverted(const lun_tokens *t, size_t verb, size_t low, size_t ceiling,
                             lun_speaker *out);

/* The subject of an infinitive of purpose before a clause: "S took the stage to say that". 0: the verb
** at token `verb` is none. */
int lun_attribution_purpose(const lun_tokens *t, size_t low, size_t verb, lun_speaker *out);

/* Whom words are given to without a verb, behind "according to" at token `at`. */
int lun_attribution_given(const lun_tokens *t, size_t at, size_t ceiling, lun_speaker *out);

/* The speaker behind a verb, with the whole of its phrase. */
int lun_attribution_after(const lun_tokens *t, size_t at, size_t ceiling, lun_speaker *out);

#endif
