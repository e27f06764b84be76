#include "analysis/content.h"

#include <string.h>

enum { THAT_REACH = 9, END_REACH = 60 };

static int is_that(const lun_tokens *t, size_t i) {
  return lun_token_has(t, i, LUN_TOKEN_THAT) && lun_token_has(t, i, LUN_TOKEN_SMALL) &&
         !lun_token_has(t, i, LUN_TOKEN_OWNER);
}

/* Behind an adverbial right behind the verb: "on Monday", "last week", "however". */
static size_t skip_adverbial(const lun_tokens *t, size_t i, size_t end) {
  const lun_token_flags small = LUN_TOKEN_TIME | LUN_TOKEN_ADVERB;
  size_t k = i;
  if (k + 1 < end && lun_token_has(t, k, LUN_TOKEN_BREAK) &&
      lun_token_has(t, k + 1, LUN_TOKEN_TIME)) {
    k++;
  }
  if (k >= end || !lun_token_has(t, k, small)) return i;
  while (k < end && lun_token_has(t, k, small)) k += t->items[k].reach;
  return k < end ? k : i;
}

/* The first token of the content behind a verb. */
static size_t content_start(const lun_tokens *t, const lun_passage *p, const lun_attribution *a) {
  size_t i = a->verb_to, near = i + THAT_REACH < p->from ? i + THAT_REACH : p->from;
  lun_speaker listener;
  int led = a->rule == LUN_RULE_ACCORDING_Q || a->rule == LUN_RULE_VSQ;
  if (led && a->known) i = a->speaker.outer_to;
  if (i > p->from) return p->from;
  if (!lun_token_has(t, a->verb, LUN_TOKEN_LABEL)) {
    for (size_t k = i; k < near; k++) {
      if (is_that(t, k)) return k;
      if (lun_token_has(t, k, LUN_TOKEN_QUOTED | LUN_TOKEN_COLON)) break;
    }
  }
  if (lun_token_has(t, a->verb, LUN_TOKEN_TELL) && !lun_token_has(t, a->verb, LUN_TOKEN_SAY) &&
      i < p->from && lun_speaker_after(t, i, p->from, &listener) && listener.to < p->from) {
    i = listener.to;
  }
  return skip_adverbial(t, i, p->from);
}

/* Behind the last token of the content: its sentence ends, or a participle goes on with another. */
static size_t content_end(const lun_tokens *t, const lun_passage *p) {
  size_t i = p->to;
  size_t last = i + END_REACH < p->paragraph_end ? i + END_REACH : p->paragraph_end;
  for (; i < last; i++) {
    int opens = !lun_token_has(t, i, LUN_TOKEN_QUOTED) || lun_token_has(t, i, LUN_TOKEN_MARK);
    if (lun_token_starts(t, i) && opens) break;
    if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) continue;
    int comma = lun_token_has(t, i, LUN_TOKEN_COMMA) || (i == p->to && p->comma);
    if (comma && lun_token_has(t, i, LUN_TOKEN_ING | LUN_TOKEN_ACCORDING | LUN_TOKEN_BREAK)) break;
    /* "... and said": another verb of the speaker's takes over. */
    if (i + 1 < last && lun_token_has(t, i, LUN_TOKEN_BREAK) &&
        lun_speaker_is_verb(t, i + 1, LUN_TOKEN_VERB)) {
      break;
    }
  }
  return i;
}

lun_span lun_content_find(const lun_tokens *t, const lun_passage *p, const lun_attribution *a,
                          lun_span span) {
  size_t from = p->from, to = p->to;
  if (a->rule == LUN_RULE_TAIL) {
    from = lun_attribution_sentence(t, p->from);
    to = a->speaker.outer_from;
  } else if (a->rule == LUN_RULE_QSV || a->rule == LUN_RULE_QVS) {
    /* What leads to a comma before the marks is not said: "Later, “we lost,” S said." */
    int led = lun_token_has(t, p->from, LUN_TOKEN_COMMA);
    from = led ? p->from : lun_attribution_sentence(t, p->from);
  } else if (a->verb != SIZE_MAX && a->verb_to <= p->from) {
    from = content_start(t, p, a);
    /* "Asked whether Q, S said": the comma ends it. */
    int aside = a->rule == LUN_RULE_VSQ && !a->known && p->comma;
    if (!aside) to = content_end(t, p);
  }
  if (from < p->from) span.from = t->items[from].from;
  if (to > p->to) span.to = t->items[to - 1].to;
  return span;
}

lun_span lun_content_joined(const lun_tokens *t, const lun_passage *p, lun_span span) {
  if (p->stop || p->to >= p->paragraph_end ||
      lun_token_has(t, p->to, LUN_TOKEN_GAP & ~LUN_TOKEN_MARK))
    return span;
  size_t to = content_end(t, p);
  if (to > p->to) span.to = t->items[to - 1].to;
  return span;
}
