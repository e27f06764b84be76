#include "analysis/proposal.h"

#include "base/memory.h"

void lun_proposals_clear(lun_proposals *proposals) {
  lun_free(proposals->items);
  *proposals = (lun_proposals){0};
}

lun_status lun_proposals_add(lun_proposals *proposals, lun_proposal proposal, lun_error *err) {
  void *items = proposals->items;
  if (!lun_grow(&items, &proposals->cap, proposals->count + 1, sizeof *proposals->items)) {
    return lun_fail_memory(err);
  }
  proposals->items = items;
  proposals->items[proposals->count++] = proposal;
  return LUN_OK;
}

const lun_proposal *lun_proposals_find(const lun_proposals *proposals, lun_span words) {
  size_t low = 0, high = proposals->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (proposals->items[middle].span.to < words.to) low = middle + 1;
    else high = middle;
  }
  if (low == proposals->count || proposals->items[low].span.from > words.from) return NULL;
  return &proposals->items[low];
}

/* The tokens of some bytes: *from to *to. 0: there is none. */
static int get_tokens(const lun_tokens *t, lun_span span, size_t *from, size_t *to) {
  *from = lun_tokens_at(t, span.from);
  *to = *from;
  while (*to < t->count && t->items[*to].from < span.to) ++*to;
  return *to > *from;
}

void lun_proposals_flag(const lun_proposals *proposals, lun_tokens *t) {
  size_t from, to;
  for (size_t i = 0; i < proposals->count; i++) {
    lun_span cue = proposals->items[i].cue;
    if (cue.from == cue.to || !get_tokens(t, cue, &from, &to)) continue;
    t->items[from].flags |= LUN_TOKEN_SAY;
    t->items[from].reach = (uint32_t)(to - from);
  }
}

/* The speaker as the proposal has it: tokens [from, to). */
static void take_speaker(const lun_tokens *t, size_t from, size_t to, lun_speaker *out) {
  if (!lun_speaker_phrase_before(t, from, to, out)) {
    *out = (lun_speaker){.name_from = from, .name_to = from, .kind = LUN_SPEAKER_DESCRIPTION};
  }
  out->from = out->outer_from = from;
  out->to = out->outer_to = to;
}

/* The subject of the cue: before it, else behind it. */
static int find_speaker(const lun_tokens *t, const lun_attribution *a, lun_speaker *out) {
  size_t low = lun_attribution_sentence(t, a->verb);
  return lun_attribution_subject(t, low, a->verb, out) ||
         lun_attribution_after(t, a->verb_to, t->count, out);
}

void lun_proposal_read(const lun_proposal *proposal, const lun_tokens *t, lun_attribution *out) {
  size_t from, to;
  *out = (lun_attribution){.rule = LUN_RULE_PROPOSED, .verb = SIZE_MAX, .proposal = proposal};
  if (proposal->cue.from < proposal->cue.to && get_tokens(t, proposal->cue, &from, &to)) {
    out->verb = from;
    out->verb_to = to;
  }
  if (proposal->speaker.from < proposal->speaker.to &&
      get_tokens(t, proposal->speaker, &from, &to)) {
    take_speaker(t, from, to, &out->speaker);
    out->known = 1;
  } else if (out->verb != SIZE_MAX) {
    out->known = find_speaker(t, out, &out->speaker);
  }
}
