#include "analysis/order.h"

#include "analysis/extent.h"

enum { COMMA_REACH = 14 }; /* tokens between a verb and the comma of its clause */

size_t lun_order_lead(const lun_tokens *t, size_t verb, size_t low) {
  size_t i = verb;
  if (!lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return verb;
  while (i > low && lun_token_joined(t, i) && lun_token_has(t, i - 1, LUN_TOKEN_SKIP)) i--;
  return i;
}

size_t lun_order_comma(const lun_tokens *t, size_t from, size_t high) {
  for (size_t i = from; i < high && i < from + COMMA_REACH; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_QUOTED | LUN_TOKEN_COLON | LUN_TOKEN_DASH)) break;
    if (lun_token_has(t, i, LUN_TOKEN_COMMA)) return i;
  }
  return high;
}

int lun_order_postposed(const lun_tokens *t, size_t cue, size_t low, size_t high, lun_clause *out) {
  lun_speaker *s = &out->found.speaker;
  size_t behind = cue + t->items[cue].reach;
  if (!lun_attribution_postposed(t, cue, low, s)) return 0;
  if (s->outer_from <= low + 1) {
    out->from = behind;
    out->to = high > behind ? lun_extent_end(t, behind, high) : high;
    return lun_clause_settle(t, out, LUN_RULE_ACCORDING_CLAUSE, cue, behind);
  }
  out->from = low;
  out->to = s->outer_from;
  if (lun_token_has(t, s->outer_from, LUN_TOKEN_COMMA)) {
    return lun_clause_settle(t, out, LUN_RULE_CLAUSE_ACCORDING, cue, behind);
  }
  out->rest_from = behind;
  out->rest_to = high;
  return lun_clause_settle(t, out, LUN_RULE_CLAUSE_ACCORDING, cue, behind);
}

int lun_order_as(const lun_tokens *t, size_t verb, size_t low, size_t high, lun_clause *out) {
  lun_attribution found;
  size_t as = verb;
  while (as > low && !lun_token_has(t, as, LUN_TOKEN_AS)) as--;
  if (!lun_token_has(t, as, LUN_TOKEN_AS) || !lun_attribution_as(t, as, high, &found)) return 0;
  if (found.verb != verb) return 0;
  size_t end = found.verb_to > found.speaker.outer_to ? found.verb_to : found.speaker.outer_to;
  out->found.speaker = found.speaker;
  if (as == low) {
    if (end > found.verb_to) end = found.speaker.to;
    while (end < high && lun_token_joined(t, end)) end++;
    if (out->found.speaker.outer_to > end) out->found.speaker.outer_to = end;
    if (end >= high || !lun_token_has(t, end, LUN_TOKEN_COMMA)) return 0;
    out->from = end;
    out->to = lun_extent_end(t, end, high);
    return lun_clause_settle(t, out, LUN_RULE_ACCORDING_CLAUSE, verb, found.verb_to);
  }
  if (!lun_token_has(t, as, LUN_TOKEN_COMMA)) return 0;
  out->from = low;
  out->to = as;
  return lun_clause_settle(t, out, LUN_RULE_CLAUSE_ACCORDING, verb, found.verb_to);
}

int lun_order_inverted(const lun_tokens *t, size_t verb, size_t low, size_t high, lun_clause *out) {
  lun_speaker *s = &out->found.speaker;
  if (!lun_attribution_inverted(t, verb, low, high, s)) return 0;
  size_t from = lun_order_comma(t, s->to, high);
  if (from == high) return 0;
  if (s->outer_to > from) s->outer_to = from;
  out->from = from;
  out->to = lun_extent_end(t, from, high);
  int that = lun_token_has(t, from, LUN_TOKEN_THAT | LUN_TOKEN_OPENER);
  return lun_clause_settle(t, out, that ? LUN_RULE_S_V_THAT : LUN_RULE_S_V_CLAUSE, verb,
                           verb + t->items[verb].reach);
}

int lun_order_dropped(const lun_tokens *t, size_t verb, size_t low, size_t high, lun_clause *out) {
  size_t behind = verb + t->items[verb].reach;
  lun_speaker s;
  if (!lun_token_trait(t, LUN_TRAIT_DROPPED_SUBJECT) || lun_order_lead(t, verb, low) != low)
    return 0;
  size_t that = lun_extent_that(t, behind, high);
  if (behind < high && lun_token_has(t, behind, LUN_TOKEN_OPENER)) that = behind;
  if (that == high || (that > behind && lun_speaker_after(t, behind, high, &s))) return 0;
  for (size_t i = behind; i <= that; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_COMMA)) return 0;
  }
  out->from = that;
  out->to = lun_extent_end(t, that, high);
  int found = lun_clause_settle(t, out, LUN_RULE_S_V_THAT, verb, behind);
  out->found.known = 0;
  out->found.dropped = !lun_attribution_is_plural(t, verb);
  return found;
}
