#include "analysis/trait.h"

#include <stddef.h>
#include <string.h>

uint32_t lun_trait_find(const char *name) {
  static const char *const names[] = {"own_endings", "loose_order",     "capital_nouns",
                                      "verb_second", "dropped_subject", "dash_turns",
                                      "two_surnames"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(names[i], name) == 0) return UINT32_C(1) << i;
  }
  return 0;
}
