#include "analysis/rule.h"

#include <string.h>

static const char *const names[LUN_RULE_COUNT] = {
    [LUN_RULE_NONE] = "",
    [LUN_RULE_QSV] = "Q-S-V",
    [LUN_RULE_QVS] = "Q-V-S",
    [LUN_RULE_SVQ] = "S-V-Q",
    [LUN_RULE_SV_COLON_Q] = "S-V:Q",
    [LUN_RULE_VSQ] = "V-S-Q",
    [LUN_RULE_QSVQ] = "Q-S-V-Q",
    [LUN_RULE_Q_ACCORDING] = "Q-according-S",
    [LUN_RULE_ACCORDING_Q] = "according-S-Q",
    [LUN_RULE_PARTICIPLE] = "participle",
    [LUN_RULE_S_COLON_Q] = "S:Q",
    [LUN_RULE_Q_DASH_S] = "Q-dash-S",
    [LUN_RULE_TAIL] = "Q-clause-S-V",
    [LUN_RULE_FLOATING] = "floating",
    [LUN_RULE_S_V_THAT] = "S-V-that",
    [LUN_RULE_S_V_CLAUSE] = "S-V-clause",
    [LUN_RULE_CLAUSE_S_V] = "clause-S-V",
    [LUN_RULE_CLAUSE_V_S] = "clause-V-S",
    [LUN_RULE_ACCORDING_CLAUSE] = "according-S-clause",
    [LUN_RULE_CLAUSE_ACCORDING] = "clause-according-S",
    [LUN_RULE_PARTICIPLE_CLAUSE] = "participle-clause",
    [LUN_RULE_TRANSCRIPT] = "transcript",
    [LUN_RULE_S_N_THAT] = "S-N-that",
    [LUN_RULE_PROPOSED] = ""};

const char *lun_rule_name(lun_rule rule) {
  return names[rule];
}

lun_rule lun_rule_find(const char *name) {
  for (int i = LUN_RULE_NONE + 1; i < LUN_RULE_PROPOSED; i++) {
    if (strcmp(names[i], name) == 0) return (lun_rule)i;
  }
  return LUN_RULE_NONE;
}
