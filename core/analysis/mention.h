/* analysis/mention.h -- what is known of a hit when it mentions an actor: the agents composed onto
** it, and the full name that a surname stands for. */
#ifndef LUN_ANALYSIS_MENTION_H
#define LUN_ANALYSIS_MENTION_H

#include "base/buffer.h"
#include "match/dictionary.h"
#include "match/hits.h"

/* Units: bytes of the document's text, 0-based, half-open. */
typedef struct lun_mention {
  lun_span full;        /* of a surname alone: the full name before it; else empty */
  uint32_t agent;       /* its agents in lun_mentions.agents, .. */
  uint32_t agent_count; /* .. in text order */
} lun_mention;

/* Beside a list of hits: either nothing, or an item for each hit. All-zero is empty. */
typedef struct lun_mentions {
  lun_mention *items;
  size_t count;
  size_t cap;
  lun_hits agents;
} lun_mentions;

/* Empty items for `count` hits. Errors: LUN_ENOMEM. */
lun_status lun_mentions_start(lun_mentions *mentions, size_t count, lun_error *err);
void lun_mentions_clear(lun_mentions *mentions);

/* Append item `i` of `from`, agents and all; nothing when `from` is empty. Errors: LUN_ENOMEM. */
lun_status lun_mentions_add(lun_mentions *mentions, const lun_mentions *from, size_t i,
                            lun_error *err);

/* The mention beside hit `i`, NULL when there is none to tell of. */
const lun_mention *lun_mentions_get(const lun_mentions *mentions, size_t i);

/* Append the hit's code on `date` with the codes of its agents: "~MIL" goes behind, "NGO~" before, in
** text order; of each agent's code the three-letter steps that the whole has already are left out.
** Of several codes parted by "/" each is composed. An actor without a code on that day stays without.
** Of a hit that is an agent itself: its code without the tilde.
** Errors: out->status, LUN_ENOMEM. Source: the agents of TABARI and PETRARCH. */
void lun_mention_code(const lun_dictionary *dict, const lun_hit *hit, const lun_mentions *mentions,
                      const lun_mention *mention, const lun_date *date, lun_buffer *out);

#endif
