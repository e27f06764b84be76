/* analysis/attribution.h -- who is made to say a stretch in marks: templates by the order of
** quotation (Q), speaker (S) and verb (V). */
#ifndef LUN_ANALYSIS_ATTRIBUTION_H
#define LUN_ANALYSIS_ATTRIBUTION_H

#include "analysis/passage.h"
#include "analysis/speaker.h"

/* A way to find a speaker. */
typedef enum lun_attribution_rule {
  LUN_RULE_NONE,
  LUN_RULE_QSV,
  LUN_RULE_QVS,
  LUN_RULE_SVQ,
  LUN_RULE_SV_COLON_Q,
  LUN_RULE_VSQ,
  LUN_RULE_QSVQ,
  LUN_RULE_Q_ACCORDING,
  LUN_RULE_ACCORDING_Q,
  LUN_RULE_PARTICIPLE,
  LUN_RULE_S_COLON_Q,
  LUN_RULE_Q_DASH_S,
  LUN_RULE_TAIL, /* "... Q ..., S V": the attribution ends the sentence */
  LUN_RULE_FLOATING,
  LUN_RULE_S_V_THAT, /* what is said stands in no marks: "S said that C" */
  LUN_RULE_S_V_CLAUSE,
  LUN_RULE_CLAUSE_S_V,
  LUN_RULE_CLAUSE_V_S,
  LUN_RULE_ACCORDING_CLAUSE,
  LUN_RULE_CLAUSE_ACCORDING,
  LUN_RULE_PARTICIPLE_CLAUSE,
  LUN_RULE_COUNT
} lun_attribution_rule;

const char *lun_attribution_name(lun_attribution_rule rule); /* "Q-S-V"; "" for none; static */
double lun_attribution_score(lun_attribution_rule rule);     /* share of right speakers, 0-1 */

typedef struct lun_attribution {
  lun_attribution_rule rule;
  int refused; /* the words before it say that it is no quotation: "so-called" */
  int known;   /* `speaker` is set */
  lun_speaker speaker;
  size_t verb;    /* first token of the cue; SIZE_MAX = none */
  size_t verb_to; /* first token behind it */
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

/* 1 when the verb is in the passive: its subject is not who speaks. */
int lun_attribution_is_passive(const lun_tokens *t, size_t verb, size_t low);

/* The subject of a participle: its own, or that of its sentence, which begins at token `low`. */
int lun_attribution_participle(const lun_tokens *t, size_t low, size_t verb, lun_speaker *out);

/* The speaker behind a verb, with the whole of its phrase. */
int lun_attribution_after(const lun_tokens *t, size_t at, size_t ceiling, lun_speaker *out);

#endif
