/* analysis/actor.h -- what an actor was on a day. */
#ifndef LUN_ANALYSIS_ACTOR_H
#define LUN_ANALYSIS_ACTOR_H

#include "match/dictionary.h"

/* The entry's code on `date` (year 0: the document is undated): the first dated code that holds, in
** file order, ends included; else the last undated one; else "" (uncoded on that day). Lives as long
** as the dictionary.
** Source: TABARI's rules, as PETRARCH 1 applies them. */
const char *lun_actor_code(const lun_entry *entry, const lun_date *date);

#endif
