#include "analysis/agent.h"

#include "analysis/neighbour.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
  WORDS_MOST = 2,       /* words that describe an agent */
  GAP_MOST = 256,       /* bytes between an actor and its agent */
  CODE_POINT_MOST = 4,  /* bytes */
  ABBREVIATION_MOST = 4 /* letters of an agent whose dot is no full stop */
};

typedef struct place {
  const lun_lexis *lexis;
  const char *s;
  size_t len;
} place;

/* --- what stands between --------------------------------------------------------------------------- */

static int ends_with(const char *s, lun_span word, const char *ending) {
  size_t n = strlen(ending);
  return word.to - word.from > n && memcmp(s + word.to - n, ending, n) == 0;
}

/* Whether a word may describe an agent. Behind a possessive a description must follow, so that only
** function words are none. */
static int describes(const place *p, lun_span word, int owned) {
  uint32_t class = lun_lexis_find(p->lexis, p->s, word);
  if (class & (LUN_LEXIS_FUNCTION | LUN_LEXIS_LINK | LUN_LEXIS_ARTICLE | LUN_LEXIS_CALENDAR)) {
    return 0;
  }
  if (owned || (class & LUN_LEXIS_ADJECTIVE) != 0) return 1;
  if (class & LUN_LEXIS_VERB) return 0;
  if (ends_with(p->s, word, "ous") || ends_with(p->s, word, "ss")) return 1;
  return !ends_with(p->s, word, "ed") && !ends_with(p->s, word, "ing") &&
         !ends_with(p->s, word, "ly") && !ends_with(p->s, word, "s");
}

/* The word behind byte `at`, which matters as far as byte `to` only: many agents may stand behind one
** actor, and not each of them is to read all that lies between. */
static int peek(const place *p, size_t at, size_t to, lun_neighbour *next) {
  size_t end = p->len - to > CODE_POINT_MOST ? to + CODE_POINT_MOST : p->len;
  return to - at <= GAP_MOST && lun_neighbour_after(p->s, end, at, next);
}

/* The word behind byte `at`, when only a blank parts them and it ends before byte `to`. */
static int next_word(const place *p, size_t at, size_t to, lun_span *word) {
  lun_neighbour next;
  if (!peek(p, at, to, &next) || next.word.to > to) return 0;
  *word = next.word;
  return 1;
}

/* Whether only a blank parts `at` from `to`. */
static int touches(const place *p, size_t at, size_t to) {
  lun_neighbour next;
  return peek(p, at, to, &next) && next.word.from == to;
}

/* Whether up to two describing words lead from byte `at` to byte `to`. */
static int leads(const place *p, size_t at, size_t to, int owned) {
  lun_span word;
  for (int n = 0; !touches(p, at, to); n++) {
    if (n == WORDS_MOST || !next_word(p, at, to, &word) || !describes(p, word, owned)) return 0;
    at = word.to;
  }
  return 1;
}

/* "Gondor's former soldiers": from the actor's end to the agent. */
static int is_owner(const place *p, size_t actor_end, size_t agent) {
  size_t possessive = lun_neighbour_possessive(p->s, p->len, actor_end);
  return leads(p, actor_end + possessive, agent, possessive > 0);
}

/* "soldiers from the Shire": from the agent's end to the actor. */
static int is_linked(const place *p, size_t agent_end, size_t actor) {
  lun_span word;
  if (!next_word(p, agent_end, actor, &word)) return 0;
  if (!(lun_lexis_find(p->lexis, p->s, word) & LUN_LEXIS_LINK)) return 0;
  size_t at = word.to;
  if (next_word(p, at, actor, &word) &&
      (lun_lexis_find(p->lexis, p->s, word) & LUN_LEXIS_ARTICLE) != 0) {
    at = word.to;
  }
  return leads(p, at, actor, 0);
}

/* --- pairs ------------------------------------------------------------------------------------------- */

typedef struct search {
  place at;
  lun_surnames *surnames;
  const lun_dictionary *dict;
  const lun_hits *hits;
  const lun_mentions *mentions;
  lun_agent_pairs *pairs;
  size_t passed;        /* hits that begin before the agent at hand */
  size_t reach;         /* their furthest end */
  uint32_t alone_entry; /* of the agent at hand, when it has no actor */
  size_t tied;          /* the hit that owns the agent before, + 1 .. */
  size_t tied_end;      /* .. and that agent's end */
} search;

static int same_place(const lun_hits *hits, size_t a, size_t b) {
  return hits->items[a].from == hits->items[b].from && hits->items[a].to == hits->items[b].to;
}

/* Pair the agent with every hit that shares the bytes of hit `i`. */
static lun_status add_pairs(search *w, size_t i, const lun_hit *agent, lun_error *err) {
  size_t first = i;
  while (first > 0 && same_place(w->hits, first - 1, i)) first--;
  for (size_t k = first; k < w->hits->count && same_place(w->hits, k, i); k++) {
    void *items = w->pairs->items;
    if (!lun_grow(&items, &w->pairs->cap, w->pairs->count + 1, sizeof *w->pairs->items)) {
      return lun_fail_memory(err);
    }
    w->pairs->items = items;
    w->pairs->items[w->pairs->count++] = (lun_agent_pair){(uint32_t)k, *agent};
  }
  return LUN_OK;
}

/* The agents that begin with "former" say what a former agent is, when they agree. */
static uint32_t find_former(const lun_dictionary *dict) {
  uint32_t found = LUN_MAP_NONE;
  for (size_t i = 0; i < dict->entry_count; i++) {
    const lun_entry *entry = &dict->entries[i];
    if (entry->use != LUN_USE_AGENT || entry->codes == NULL ||
        strncasecmp(entry->value, "former ", 7) != 0) {
      continue;
    }
    if (found == LUN_MAP_NONE) found = (uint32_t)i;
    else if (strcmp(dict->entries[found].codes->code, entry->codes->code) != 0) return LUN_MAP_NONE;
  }
  return found;
}

static int is_former_before(const place *p, size_t at) {
  lun_neighbour before;
  return lun_neighbour_before(p->s, at, &before) && !before.stopped &&
         before.word.to - before.word.from == 6 &&
         strncasecmp(p->s + before.word.from, "former", 6) == 0;
}

/* "former soldiers", "former Gondor soldiers". */
static int is_former(const search *w, const lun_hit *agent, int owned) {
  if (w->pairs->former == LUN_MAP_NONE) return 0;
  return is_former_before(&w->at, agent->from) ||
         (owned && is_former_before(&w->at, w->hits->items[w->passed - 1].from));
}

/* Whether the actor before the agent owns it; an agent between them that it owns is no obstacle. */
static int has_owner(search *w, const lun_hit *agent) {
  if (w->passed == 0) return 0;
  const lun_hit *actor = &w->hits->items[w->passed - 1];
  int goes_on = w->tied == w->passed && leads(&w->at, w->tied_end, agent->from, 0);
  if (!goes_on && !is_owner(&w->at, actor->to, agent->from)) return 0;
  w->tied = w->passed;
  w->tied_end = agent->to;
  return 1;
}

/* "Minister Dana Orlov": a name right behind the agent; of another actor only when the agent is
** written as its title. */
static lun_status find_name(search *w, const lun_hit *agent, int owned, int *found,
                            lun_error *err) {
  *found = 0;
  const lun_hit *actor = &w->hits->items[w->passed];
  size_t end = agent->to;
  lun_span word = {agent->from, agent->to};
  int is_short = end - agent->from <= ABBREVIATION_MOST;
  if (is_short && end < w->at.len && w->at.s[end] == '.') end++; /* "Gen. Orlov" */
  if (!touches(&w->at, end, actor->from)) return LUN_OK;
  int person = w->mentions->items[w->passed].full.to > 0;
  if (!person) {
    lun_status st = lun_surnames_judge(w->surnames, w->dict, w->at.s, actor, &person, err);
    if (st != LUN_OK) return st;
  }
  *found = person || (!owned && lun_neighbour_is_capital(w->at.s, word));
  return LUN_OK;
}

/* Whether "and", "," or ", and" alone lead from byte `at` to byte `to`, where an article may stand. */
static int is_listed(const place *p, size_t at, size_t to) {
  lun_span word;
  int comma = p->s[at] == ',';
  at += (size_t)comma;
  if (next_word(p, at, to, &word) && word.to - word.from == 3 &&
      strncasecmp(p->s + word.from, "and", 3) == 0) {
    at = word.to;
  } else if (!comma) {
    return 0;
  }
  if (next_word(p, at, to, &word) &&
      (lun_lexis_find(p->lexis, p->s, word) & LUN_LEXIS_ARTICLE) != 0) {
    at = word.to;
  }
  return touches(p, at, to);
}

/* "the ambassadors of Arnor, Gondor and the Shire": pair the agent with all of them. */
static lun_status add_list(search *w, const lun_hit *agent, lun_error *err) {
  size_t i = w->passed, last;
  lun_status st;
  do {
    st = add_pairs(w, i, agent, err);
    last = i;
    while (i < w->hits->count && same_place(w->hits, i, last)) i++;
  } while (st == LUN_OK && i < w->hits->count &&
           is_listed(&w->at, w->hits->items[last].to, w->hits->items[i].from));
  return st;
}

static lun_status attach(search *w, const lun_hit *agent, int *found, lun_error *err) {
  int named = 0;
  lun_status st = LUN_OK;
  lun_hit own = *agent;
  *found = has_owner(w, agent);
  if (is_former(w, agent, *found)) own.entry = w->pairs->former;
  if (*found) st = add_pairs(w, w->passed - 1, &own, err);
  else w->alone_entry = own.entry;
  if (st != LUN_OK || w->passed == w->hits->count) return st;
  st = find_name(w, agent, *found, &named, err);
  if (st != LUN_OK) return st;
  int linked = !*found && !named && is_linked(&w->at, agent->to, w->hits->items[w->passed].from);
  if (!named && !linked) return LUN_OK;
  *found = 1;
  return linked ? add_list(w, &own, err) : add_pairs(w, w->passed, &own, err);
}

/* Move on to the agent; 0 when it shares bytes with a hit. */
static int pass_hits(search *w, const lun_hit *agent) {
  const lun_hits *hits = w->hits;
  for (; w->passed < hits->count && hits->items[w->passed].from < agent->to; w->passed++) {
    if (hits->items[w->passed].to > w->reach) w->reach = hits->items[w->passed].to;
  }
  return w->reach <= agent->from;
}

/* --- from pairs to mentions ---------------------------------------------------------------------------- */

static int compare(const void *a, const void *b) {
  const lun_agent_pair *x = a, *y = b;
  if (x->hit != y->hit) return x->hit < y->hit ? -1 : 1;
  return x->agent.from < y->agent.from ? -1 : x->agent.from > y->agent.from;
}

static lun_status write_mentions(lun_agent_pairs *pairs, lun_mentions *mentions, lun_error *err) {
  lun_status st = LUN_OK;
  if (pairs->count > 1) qsort(pairs->items, pairs->count, sizeof *pairs->items, compare);
  for (size_t i = 0; st == LUN_OK && i < pairs->count; i++) {
    lun_mention *mention = &mentions->items[pairs->items[i].hit];
    if (mention->agent_count++ == 0) mention->agent = (uint32_t)mentions->agents.count;
    st = lun_hits_add(&mentions->agents, pairs->items[i].agent, err);
  }
  return st;
}

lun_status lun_agents_attach(lun_surnames *surnames, const lun_dictionary *dict, const char *text,
                             size_t len, const lun_hits *hits, const lun_hits *agents,
                             lun_agent_pairs *pairs, lun_mentions *mentions, lun_hits *alone,
                             lun_error *err) {
  search w = {.at = {surnames->lexis, text, len},
              .surnames = surnames,
              .dict = dict,
              .hits = hits,
              .mentions = mentions,
              .pairs = pairs};
  lun_status st = LUN_OK;
  pairs->count = 0;
  if (!pairs->started) pairs->former = find_former(dict);
  pairs->started = 1;
  for (size_t i = 0; st == LUN_OK && i < agents->count; i++) {
    int found;
    if (!pass_hits(&w, &agents->items[i])) continue;
    st = attach(&w, &agents->items[i], &found, err);
    if (st != LUN_OK || found || alone == NULL) continue;
    lun_hit own = agents->items[i];
    own.entry = w.alone_entry;
    st = lun_hits_add(alone, own, err);
  }
  return st == LUN_OK ? write_mentions(pairs, mentions, err) : st;
}

void lun_agent_pairs_clear(lun_agent_pairs *pairs) {
  lun_free(pairs->items);
  *pairs = (lun_agent_pairs){0};
}
