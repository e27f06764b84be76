/* analysis/actor.h -- what an actor was on a day. */
#ifndef LUN_ANALYSIS_ACTOR_H
#define LUN_ANALYSIS_ACTOR_H

#include "base/buffer.h"
#include "match/dictionary.h"

/* Append the entry's code on `date` (year 0: the document is undated): the first dated code that holds,
** in file order, ends included; else the last undated one; else nothing (uncoded on that day). Of an
** entry of which every code counts: all dated ones that hold, else all undated ones, parted by "/".
** Errors: out->status, LUN_ENOMEM.
** Source: TABARI's rules, as PETRARCH 1 applies them. */
void lun_actor_code(const lun_entry *entry, const lun_date *date, lun_buffer *out);

#endif
