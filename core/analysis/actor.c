#include "analysis/actor.h"

const char *lun_actor_code(const lun_entry *entry, const lun_date *date) {
  const char *undated = "";
  for (const lun_code *code = entry->codes; code != NULL; code = code->next) {
    if (code->first.year == 0 && code->last.year == 0) undated = code->code;
    else if (date->year != 0 && lun_date_within(date, &code->first, &code->last)) return code->code;
  }
  return undated;
}
