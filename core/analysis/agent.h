/* analysis/agent.h -- which actor an agent ("soldiers", "foreign minister") belongs to, told by what
** stands between them; nothing is parsed. */
#ifndef LUN_ANALYSIS_AGENT_H
#define LUN_ANALYSIS_AGENT_H

#include "analysis/mention.h"
#include "analysis/surname.h"

/* An agent beside a hit, by number. */
typedef struct lun_agent_pair {
  uint32_t hit;
  lun_hit agent;
} lun_agent_pair;

/* Scratch of one thread, for one dictionary. All-zero to begin with. */
typedef struct lun_agent_pairs {
  lun_agent_pair *items;
  size_t count;
  size_t cap;
  int started;
  uint32_t former; /* entry that says what former agents are, or LUN_MAP_NONE */
} lun_agent_pairs;

/* Compose each of the sorted `agents` onto the actor it belongs to, in `mentions`, which has an item
** for each of the sorted `hits`:
**   actor agent      "Osgiliath soldiers", "Gondor's former prime minister"
**   agent name       "Foreign Minister Dana Orlov"; also when an actor stands before the agent
**   agent of actor   "troops from the Shire", unless an actor stands before the agent
** Between may stand a possessive, an article behind of, from or in, and up to two words that are no
** verb by their ending and no function word. An agent that shares bytes with a hit is none. When all
** agents of the dictionary that begin with "former" have one code, every agent called former has it.
** The agents without an actor are appended to `alone` (may be NULL).
** Errors: LUN_ENOMEM. */
lun_status lun_agents_attach(lun_surnames *surnames, const lun_dictionary *dict, const char *text,
                             size_t len, const lun_hits *hits, const lun_hits *agents,
                             lun_agent_pairs *pairs, lun_mentions *mentions, lun_hits *alone,
                             lun_error *err);

void lun_agent_pairs_clear(lun_agent_pairs *pairs);

#endif
