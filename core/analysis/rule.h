/* analysis/rule.h -- the rules that find a quotation's speaker, named by the order of quotation (Q),
** clause without marks, speaker (S) and verb (V). Each can be switched off and carries a score. */
#ifndef LUN_ANALYSIS_RULE_H
#define LUN_ANALYSIS_RULE_H

#include <stdint.h>

typedef enum lun_rule {
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
  LUN_RULE_S_V_THAT, /* what is said is a clause, with or without marks: "S said that C" */
  LUN_RULE_S_V_CLAUSE,
  LUN_RULE_CLAUSE_S_V,
  LUN_RULE_CLAUSE_V_S,
  LUN_RULE_ACCORDING_CLAUSE,
  LUN_RULE_CLAUSE_ACCORDING,
  LUN_RULE_PARTICIPLE_CLAUSE,
  LUN_RULE_TRANSCRIPT,
  LUN_RULE_S_N_THAT, /* "S's claim that C" */
  LUN_RULE_PROPOSED, /* by a rule of the caller's own, which has a name of its own */
  LUN_RULE_COUNT
} lun_rule;

/* All-zero: every rule is on, with the score 0. */
typedef struct lun_rules {
  uint32_t off; /* bits 1 << lun_rule */
  double scores[LUN_RULE_COUNT];
} lun_rules;

const char *lun_rule_name(lun_rule rule); /* "Q-S-V"; "" for none; static */

/* The rule of that name, or LUN_RULE_NONE. */
lun_rule lun_rule_find(const char *name);

#endif
