#include "analysis/verdict.h"

enum {
  SHORT_WORDS = 2,    /* so few words are a quotation only with a verb of their own */
  FLOATING_WORDS = 3, /* so many, and a sentence's form, need none */
  CLOSE_REACH = 10,   /* tokens between a verb and a short quotation */
  JOIN_REACH = 60     /* tokens of an attribution that interrupts a quotation */
};

/* "John “Jack” Smith": a short one between two capitals, with nothing else between. */
static int is_nickname(const lun_tokens *t, const lun_passage *p) {
  const lun_token_flags parted =
      LUN_TOKEN_COMMA | LUN_TOKEN_COLON | LUN_TOKEN_DASH | LUN_TOKEN_STOP;
  if (p->to - p->from > SHORT_WORDS || p->from == 0 || p->to >= t->count) return 0;
  return lun_speaker_is_name_word(t, p->from - 1) && lun_speaker_is_name_word(t, p->to) &&
         !lun_token_has(t, p->from, parted) && !lun_token_has(t, p->to, parted);
}

/* 1 when the verb found to the left stands right before the passage. */
static int is_governed(const lun_tokens *t, const lun_passage *p, const lun_attribution *a,
                       size_t reach) {
  if (a->verb == SIZE_MAX || a->verb_to > p->from || p->from - a->verb_to > reach) return 0;
  for (size_t i = a->verb_to; i < p->from; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_COMMA | LUN_TOKEN_START)) return 0;
  }
  return 1;
}

/* The title of a work: "a class called “World History”" names it. */
static int is_title(const lun_tokens *t, const lun_passage *p, const lun_attribution *left) {
  if (!p->titled || p->to - p->from < SHORT_WORDS) return 0;
  int names = left->verb != SIZE_MAX && lun_token_has(t, left->verb, LUN_TOKEN_LABEL) &&
              left->known && left->speaker.kind == LUN_SPEAKER_DESCRIPTION;
  return names || !is_governed(t, p, left, 0);
}

/* A passage that only looks like a quotation: scare quotes, titles of works. */
static int is_scare(const lun_tokens *t, const lun_passage *p, const lun_attribution *left) {
  if (p->titled && p->to - p->from >= SHORT_WORDS) return is_title(t, p, left);
  if (p->to - p->from > SHORT_WORDS) return 0;
  return (!left->known && !left->dropped) || !is_governed(t, p, left, CLOSE_REACH);
}

/* "Q, S said, though he added, Q": a verb of its own stands right before the passage. */
static int has_cue(const lun_tokens *t, const lun_passage *p, const lun_attribution *a,
                   const lun_attribution *left) {
  if (left->verb == SIZE_MAX || left->verb <= a->verb_to || left->verb_to != p->from) return 0;
  return p->begins && !lun_token_has(t, left->verb, LUN_TOKEN_ING);
}

/* The writer's words end the sentence that the marks begin: "“Q” for now". */
static int ends_small(const lun_tokens *t, const lun_passage *p) {
  const lun_token_flags parts = LUN_TOKEN_COMMA | LUN_TOKEN_COLON | LUN_TOKEN_DASH |
                                LUN_TOKEN_OTHER | LUN_TOKEN_STOP | LUN_TOKEN_BRACKET;
  size_t i = p->to;
  if (p->stop || i >= p->paragraph_end || lun_token_starts(t, i)) return 0;
  if (!lun_token_has(t, i, LUN_TOKEN_SMALL) || lun_token_has(t, i, parts | LUN_TOKEN_QUOTED))
    return 0;
  if (i + 1 == p->paragraph_end) return 1;
  /* "“Q” on Monday", "“Q” and vowing" tell of the utterance. */
  return !lun_token_has(t, i, LUN_TOKEN_TIME) &&
         !lun_token_has(t, i + 1, LUN_TOKEN_TIME | LUN_TOKEN_VERB);
}

/* A sentence that begins in marks and has no speaker of its own. */
static int keeps_speaking(const lun_tokens *t, const lun_passage *p) {
  lun_attribution far;
  return p->to > p->from + SHORT_WORDS && ends_small(t, p) && !lun_attribution_far(t, p, &far);
}

/* "explaining why, q": the participle has its object before the comma. */
static int aside_ends(const lun_tokens *t, const lun_attribution *left, size_t to) {
  if (!lun_token_has(t, left->verb, LUN_TOKEN_ING) || left->verb_to >= to) return 0;
  for (size_t i = left->verb; i < to; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_THAT)) return 0;
  }
  return 1;
}

/* "“Q,” S told Rome's “Today”": the verb has its quotation; what follows belongs to its clause. */
static int is_served(const lun_tokens *t, const lun_passage *p, const lun_verdict *before,
                     const lun_passage *last, const lun_attribution *left) {
  if (before == NULL || before->found.verb != left->verb || left->verb < last->to) return 0;
  int told = p->titled && lun_token_has(t, left->verb, LUN_TOKEN_TELL);
  return !p->set_off && (told || left->verb_to < p->from);
}

/* The passage goes on where an attribution interrupted the one before: "Q, S said. Q" */
static int goes_on(const lun_tokens *t, const lun_passage *p, const lun_verdict *before,
                   const lun_passage *last, const lun_attribution *left) {
  const lun_attribution *a = &before->found;
  if ((t->rules_off >> LUN_RULE_QSVQ & 1) != 0) return 0;
  if (last->paragraph_last != p->paragraph || a->verb == SIZE_MAX) return 0;
  if (a->verb < last->to || a->verb >= p->from || !p->set_off) return 0;
  if (p->from > last->to + JOIN_REACH || has_cue(t, p, a, left)) return 0;
  for (size_t i = last->to + 1; i < p->from; i++) {
    if (lun_token_starts(t, i) && !lun_token_has(t, i, LUN_TOKEN_QUOTED)) return 0;
  }
  if (lun_token_has(t, p->from, LUN_TOKEN_COLON) && p->begins) return 0;
  if (lun_token_starts(t, p->from)) return p->stop || p->to == p->next || keeps_speaking(t, p);
  /* "Q, S wrote, explaining why, q": the sentence that a comma broke off. */
  if (last->comma && !p->begins && lun_token_has(t, p->from, LUN_TOKEN_COMMA) &&
      (left->verb == SIZE_MAX || aside_ends(t, left, p->from))) {
    return 1;
  }
  /* "Q, said S, would be Q": the clause goes on, not the quotation. */
  for (size_t i = a->verb_to; i < p->from; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_COMMA) &&
        lun_token_has(t, i, LUN_TOKEN_SKIP | LUN_TOKEN_PASSIVE)) {
      return 0;
    }
  }
  const lun_token_flags parts =
      LUN_TOKEN_COMMA | LUN_TOKEN_COLON | LUN_TOKEN_DASH | LUN_TOKEN_OTHER;
  return left->verb == a->verb && lun_token_has(t, p->from, parts);
}

/* A sentence in marks that needs no verb. */
static int floats(const lun_tokens *t, const lun_passage *p, const lun_passage *last) {
  if (!p->begins || !p->set_off || !p->stop || p->titled) return 0;
  if ((t->rules_off >> LUN_RULE_FLOATING & 1) != 0) return 0;
  int alone = lun_token_has(t, p->from, LUN_TOKEN_PARAGRAPH) && p->to == p->paragraph_end;
  if (alone && p->odd) return 0;
  int answers = alone && last != NULL && last->paragraph_last + 1 >= p->paragraph;
  if (p->to - p->from < FLOATING_WORDS && !answers) return 0;
  return p->to == p->paragraph_end || lun_token_starts(t, p->to) ||
         lun_token_has(t, p->to, LUN_TOKEN_QUOTED);
}

/* "S said, “Q” for now" */
static int runs_on(const lun_tokens *t, const lun_passage *p, const lun_verdict *v) {
  return v->found.verb != SIZE_MAX && v->found.verb_to <= p->from && ends_small(t, p);
}

/* "S proposed new rules for the harbour: “Q”": the verb has what it reports before the colon, and not
** only whom, where or of what S spoke: "S said of the boats: “Q”"; "a plea: “Q”" is the quotation. */
static int has_object(const lun_tokens *t, const lun_passage *p, const lun_attribution *a) {
  const lun_token_flags never = LUN_TOKEN_PREPOSITION | LUN_TOKEN_ABOUT | LUN_TOKEN_LINK |
                                LUN_TOKEN_TIME | LUN_TOKEN_ADVERB | LUN_TOKEN_OBJECT |
                                LUN_TOKEN_BREAK | LUN_TOKEN_GAP | LUN_TOKEN_SKIP;
  const lun_token_flags inside = LUN_TOKEN_DASH | LUN_TOKEN_QUOTED | LUN_TOKEN_RECORD;
  static const char *const ahead[] = {"a", "an", "one", "this", "these", "back"};
  if (t->traits != 0 || a->rule != LUN_RULE_SV_COLON_Q || p->from < a->verb_to + 2) return 0;
  if (lun_token_has(t, p->from, LUN_TOKEN_PARAGRAPH)) return 0; /* set off from all before it */
  if (!lun_token_has(t, a->verb, LUN_TOKEN_SAY) || lun_token_has(t, a->verb, LUN_TOKEN_TELL))
    return 0;
  if (lun_token_has(t, a->verb_to, never) || a->verb_to > a->verb + 1) return 0;
  for (size_t i = 0; i < sizeof ahead / sizeof *ahead; i++) {
    if (lun_token_is(t, a->verb_to, ahead[i])) return 0;
  }
  for (size_t i = a->verb_to; i < p->from; i++) {
    if (lun_token_has(t, i, inside)) return 0;
  }
  return 1;
}

/* "S said that in the end, “Q”", "S said she had a plan: “Q”": a clause leads from the verb to the
** marks, and both are what is said. */
static int is_led_by_clause(const lun_tokens *t, const lun_passage *p, const lun_attribution *a) {
  const lun_token_flags opens = LUN_TOKEN_DETERMINER | LUN_TOKEN_PRONOUN | LUN_TOKEN_CAPITAL |
                                LUN_TOKEN_QUOTED | LUN_TOKEN_PERSON | LUN_TOKEN_BREAK |
                                LUN_TOKEN_CONTRAST | LUN_TOKEN_OPENER;
  if (a->verb == SIZE_MAX || a->verb_to >= p->from) return 0;
  if (lun_token_has(t, a->verb_to, LUN_TOKEN_GAP)) return 0;
  if (has_object(t, p, a)) return 1;
  int pronoun = lun_token_has(t, a->verb_to, LUN_TOKEN_PRONOUN);
  int subject = pronoun && lun_token_has(t, a->verb, LUN_TOKEN_SAY) &&
                !lun_token_has(t, a->verb_to, LUN_TOKEN_OBJECT | LUN_TOKEN_DETERMINER);
  if (subject && p->from > a->verb_to + 1) return 1;
  for (size_t i = a->verb_to; i < p->from; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_QUOTED)) continue;
    if (lun_token_has(t, i, LUN_TOKEN_THAT) && i + 1 < p->from && lun_token_has(t, i + 1, opens)) {
      return 1;
    }
    if (pronoun && lun_token_has(t, i, LUN_TOKEN_PASSIVE | LUN_TOKEN_SKIP)) return 1;
  }
  return 0;
}

/* "“The road,” S said, is a long one": the writer's words end the sentence. */
static int has_predicate(const lun_tokens *t, const lun_passage *p, const lun_attribution *a) {
  static const char *const words[] = {"would", "will", "could", "can", "has", "had", "have"};
  size_t i = a->verb_to;
  if (a->rule != LUN_RULE_QSV || i >= p->paragraph_end) return 0;
  if (!lun_token_has(t, i, LUN_TOKEN_COMMA) || lun_token_has(t, i, LUN_TOKEN_QUOTED)) return 0;
  if (lun_token_has(t, i, LUN_TOKEN_PASSIVE)) return !lun_token_has(t, i, LUN_TOKEN_ING);
  for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
    if (lun_token_is(t, i, words[k])) return 1;
  }
  return 0;
}

/* Whole sentences in marks, set off from the writer's: not the end of a sentence that its speaker
** follows ("But in the end, “We lost,” said S"). */
static int is_direct(const lun_tokens *t, const lun_passage *p, const lun_verdict *v) {
  if (v->joined) return 1;
  if (v->found.rule == LUN_RULE_TAIL) return 0; /* "“Q” by then, S said": its clause is said, too */
  /* "from one (“Q”) to six": in brackets inside a clause */
  if (v->found.verb_to < p->from && lun_token_has(t, p->from, LUN_TOKEN_OTHER) &&
      !lun_token_starts(t, p->from)) {
    return 0;
  }
  if (has_predicate(t, p, &v->found)) return 0;
  if (runs_on(t, p, v) || is_led_by_clause(t, p, &v->found)) return 0;
  int governed = p->stop && v->found.verb != SIZE_MAX && v->found.verb_to == p->from;
  if (!p->begins || (!p->set_off && !governed)) {
    return lun_token_has(t, p->from, LUN_TOKEN_OTHER) && v->found.verb != SIZE_MAX &&
           v->found.verb >= p->to;
  }
  int follows = v->found.rule == LUN_RULE_QSV || v->found.rule == LUN_RULE_QVS ||
                v->found.rule == LUN_RULE_Q_ACCORDING;
  return !follows || lun_token_starts(t, p->from) || !lun_token_has(t, p->from, LUN_TOKEN_COMMA);
}

void lun_verdict_propose(const lun_tokens *t, const lun_passage *p, const lun_proposal *proposal,
                         int joined, lun_verdict *v) {
  *v = (lun_verdict){.joined = joined};
  lun_proposal_read(proposal, t, &v->found);
  v->direct = is_direct(t, p, v);
}

/* "After the “long night,” S said the hall was full": the verb reports what follows it. */
static int ends_before(const lun_tokens *t, const lun_passage *p, const lun_attribution *right) {
  const lun_token_flags after =
      LUN_TOKEN_GAP | LUN_TOKEN_TIME | LUN_TOKEN_ADVERB | LUN_TOKEN_PREPOSITION | LUN_TOKEN_LINK;
  if (right->rule != LUN_RULE_QSV || right->verb_to >= p->paragraph_end) return 1;
  if (lun_token_starts(t, p->from) || lun_token_has(t, p->from, LUN_TOKEN_COLON)) return 1;
  return lun_token_has(t, right->verb_to, after);
}

void lun_verdict_find(const lun_tokens *t, const lun_passage *p, const lun_verdict *before,
                      const lun_passage *last, lun_verdict *v) {
  lun_attribution left, right;
  *v = (lun_verdict){.found = {.verb = SIZE_MAX}};
  int has_left = lun_attribution_left(t, p, &left);
  int has_right = lun_attribution_right(t, p, &right) && ends_before(t, p, &right);
  v->refused = left.refused || is_nickname(t, p) || is_title(t, p, &left);
  if (left.refused || is_nickname(t, p)) {
    v->dropped = 1;
  } else if (has_right && (p->begins || before == NULL || !goes_on(t, p, before, last, &left))) {
    v->found = right;
  } else if (before != NULL && goes_on(t, p, before, last, &left)) {
    v->joined = 1;
  } else if (has_left) {
    v->found = left;
    v->dropped = is_scare(t, p, &left) || is_served(t, p, before, last, &left);
  } else if (lun_attribution_far(t, p, &right)) {
    v->found = right;
    v->dropped = is_scare(t, p, &left);
  } else if (floats(t, p, last)) {
    v->found.rule = LUN_RULE_FLOATING;
  } else {
    v->dropped = 1;
  }
  v->direct = !v->dropped && is_direct(t, p, v);
}
