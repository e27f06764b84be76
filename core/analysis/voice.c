#include "analysis/voice.h"

#include "analysis/attribution.h"
#include "analysis/subject.h"
#include "base/memory.h"

#include <string.h>
#include <strings.h>

enum {
  BACK = 6,           /* paragraphs back to which a pronoun may point */
  MENTIONS_MOST = 60, /* names looked at for one pronoun */
  CALLED_MOST = 16,   /* names that a narrator may have */
  ALONE_LEAST = 4,    /* paragraphs of bare speech that make a dialogue */
  DASHES_LEAST = 2,   /* paragraphs that begin with a dash, which make another */
  CHAIN = 3,          /* paragraphs between two turns of one conversation */
  TURNS_MOST = 12,    /* voices looked at for a turn */
  AHEAD_MOST = 8      /* voices behind one that somebody may be named in */
};

#define ANYBODY '?' /* the sign of a verb without a subject */

typedef struct chorus {
  lun_voice *v;
  size_t count;
  lun_persons *persons;
  const lun_tokens *t;
  const lun_spans *paragraphs;
  int turns;         /* paragraphs take turns, as in novels; else a speaker goes on, as in news */
  uint32_t narrator; /* who says "I", or LUN_MAP_NONE */
} chorus;

const char *lun_voice_reason_name(lun_voice_reason reason) {
  static const char *const names[] = {"",     "name", "tie",    "description", "pronoun",
                                      "same", "beat", "called", "turn"};
  return names[reason];
}

void lun_voices_clear(lun_voices *voices) {
  lun_free(voices->items);
  *voices = (lun_voices){0};
}

lun_status lun_voices_add(lun_voices *voices, const lun_voice *voice, lun_error *err) {
  void *items = voices->items;
  if (!lun_grow(&items, &voices->cap, voices->count + 1, sizeof *voices->items)) {
    return lun_fail_memory(err);
  }
  voices->items = items;
  voices->items[voices->count++] = *voice;
  return LUN_OK;
}

static void settle(lun_voice *v, uint32_t person, lun_voice_reason reason) {
  v->person = person;
  v->reason = person == LUN_MAP_NONE ? LUN_VOICE_UNKNOWN : reason;
}

/* "the Walrus": a description that is written like a name. */
static int is_proper(const lun_tokens *t, const lun_speaker *s) {
  if (s->kind != LUN_SPEAKER_DESCRIPTION || s->to < s->from + 2) return 0;
  if (!lun_token_has(t, s->from, LUN_TOKEN_DEFINITE)) return 0;
  if (lun_token_trait(t, LUN_TRAIT_CAPITAL_NOUNS)) return 0;
  for (size_t i = s->from + 1; i < s->to; i++) {
    if (!lun_speaker_is_name_word(t, i)) return 0;
  }
  return 1;
}

/* Make persons of all speakers that are names. */
static lun_status add_named(lun_voices *voices, lun_persons *persons, const lun_tokens *t,
                            lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < voices->count; i++) {
    lun_voice *v = &voices->items[i];
    v->person = LUN_MAP_NONE;
    v->like = SIZE_MAX;
    v->label_from = v->label_to = 0;
    v->reason = LUN_VOICE_UNKNOWN;
    if (!v->known) continue;
    if (is_proper(t, &v->speaker)) {
      v->speaker.kind = LUN_SPEAKER_NAME;
      v->speaker.name_from = v->speaker.from + 1;
      v->speaker.name_to = v->speaker.to;
    }
    if (v->speaker.kind == LUN_SPEAKER_NAME) {
      st = lun_persons_add(persons, t, &v->speaker, &v->person, err);
    }
  }
  return st;
}

/* 1 when the verb beside a pronoun that means one or several is of several: "sagten sie". */
static int is_plural(const lun_tokens *t, size_t at) {
  const lun_token_flags verb = LUN_TOKEN_VERB | LUN_TOKEN_SKIP | LUN_TOKEN_PASSIVE;
  if (!lun_token_has(t, at, LUN_TOKEN_GROUP)) return 0;
  int inverted = at > 0 && lun_token_joined(t, at) && lun_token_has(t, at - 1, verb);
  size_t i = inverted ? at - 1 : at + 1;
  return i < t->count && lun_token_has(t, i, LUN_TOKEN_PLURAL);
}

/* What a pronoun says of its person; 0 for those that stand for several or for things. */
static char pronoun_sign(const lun_tokens *t, size_t at) {
  if (is_plural(t, at)) return 0;
  if (lun_token_has(t, at, LUN_TOKEN_MALE)) return 'h'; /* also "his claim that" */
  return lun_token_has(t, at, LUN_TOKEN_FEMALE) ? 's' : 0;
}

static int fits(const lun_persons *persons, uint32_t person, char sign) {
  const lun_person *p = &persons->items[person];
  if (sign == ANYBODY) return p->human || p->sign != 0;
  return p->sign == sign || (p->sign == 0 && (p->human || p->to > p->first + 1));
}

static size_t paragraph_of(const chorus *c, size_t token) {
  return lun_spans_find(c->paragraphs, c->t->items[token].from);
}

/* "the Civic Union", "the opposition Civic Union": hardly a person. */
static int is_thing(const chorus *c, const lun_mention *m) {
  const lun_tokens *t = c->t;
  size_t i = m->from;
  if (c->persons->items[m->person].human || i < 2 || !lun_token_joined(t, i)) return 0;
  if (lun_token_has(t, i - 1, LUN_TOKEN_DETERMINER)) return 1;
  return lun_token_joined(t, i - 1) && lun_token_has(t, i - 2, LUN_TOKEN_DETERMINER);
}

/* How well a name at token `at`, `back` paragraphs before, suits a pronoun. */
static int rate_mention(const chorus *c, const lun_mention *m, size_t back) {
  int score = 20 - 4 * (int)back;
  if (m->subject) score += m->subject == 2 ? 5 : 4;
  if (c->persons->items[m->person].sign != 0) score += 2;
  if (!c->persons->items[m->person].human) score -= m->subject ? 3 : 20;
  return score;
}

/* 1 when mention `m` is the first of its sentence: what is told goes on with it. */
static int leads(const chorus *c, size_t m) {
  const lun_mention *mention = &c->persons->mentions[m];
  return m == 0 || mention[-1].from < lun_attribution_sentence(c->t, mention->from);
}

/* The best person for the pronoun at token `at` of voice `n`. */
static uint32_t find_referent(const chorus *c, size_t n, size_t at, char sign) {
  const lun_voice *v = &c->v[n];
  size_t here = paragraph_of(c, at), m = lun_persons_mention(c->persons, at);
  uint32_t best = LUN_MAP_NONE, answered = LUN_MAP_NONE;
  int top = 0;
  if (n > 0 && c->turns && v->opens && c->v[n - 1].marked &&
      c->v[n - 1].paragraph_last + 2 >= v->paragraph && c->v[n - 1].paragraph_last < v->paragraph) {
    answered = c->v[n - 1].person;
  }
  for (int k = 0; k < MENTIONS_MOST && m > 0; k++) {
    const lun_mention *mention = &c->persons->mentions[--m];
    size_t back = here - paragraph_of(c, mention->from);
    if (back > BACK) break;
    if (lun_token_has(c->t, mention->from, LUN_TOKEN_QUOTED)) continue;
    if (!fits(c->persons, mention->person, sign) || is_thing(c, mention)) continue;
    int score = rate_mention(c, mention, back);
    if (mention->person == answered && back > 0) score -= 12;
    if (sign == ANYBODY && leads(c, m)) score += 4;
    if (score > top) {
      top = score;
      best = mention->person;
    }
  }
  for (size_t i = n; i-- > 0 && n - i < TURNS_MOST;) {
    size_t back = here > c->v[i].paragraph_last ? here - c->v[i].paragraph_last : 0;
    if (back > BACK) break;
    if (c->v[i].person == LUN_MAP_NONE || !fits(c->persons, c->v[i].person, sign)) continue;
    int score = 21 - 4 * (int)back + (back == 0 ? 6 : 0);
    if (c->v[i].person == answered && back > 0) score -= 12;
    if (sign == ANYBODY) score += 8;
    if (score > top) {
      top = score;
      best = c->v[i].person;
    }
  }
  return best;
}

/* Who is called by name in a quotation: a name between commas or at its end. */
static uint32_t find_called(const chorus *c, const lun_voice *v) {
  const lun_tokens *t = c->t;
  size_t m = lun_persons_mention(c->persons, v->from);
  for (; m < c->persons->mention_count && c->persons->mentions[m].from < v->to; m++) {
    const lun_mention *mention = &c->persons->mentions[m];
    const lun_token_flags off = LUN_TOKEN_COMMA | LUN_TOKEN_STOP | LUN_TOKEN_MARK | LUN_TOKEN_DASH;
    size_t to = mention->to;
    int before = lun_token_has(t, mention->from, LUN_TOKEN_COMMA) || mention->from == v->from;
    int behind = to >= t->count || lun_token_has(t, to, off | LUN_TOKEN_START);
    if (before && behind && mention->person != v->person) return mention->person;
  }
  return LUN_MAP_NONE;
}

/* 1 when the writer tells that he himself speaks: "I said". */
static int is_narrator(const chorus *c, const lun_voice *v) {
  const lun_token *token = &c->t->items[v->speaker.from];
  return v->known && v->speaker.kind == LUN_SPEAKER_PRONOUN && token->to - token->from == 1 &&
         c->t->text[token->from] == 'I';
}

/* The narrator is whom others call by name right before or behind what "I" say, most of all. */
static void find_narrator(chorus *c) {
  struct {
    uint32_t person;
    int times;
  } called[CALLED_MOST];
  size_t count = 0;
  c->narrator = LUN_MAP_NONE;
  for (size_t n = 1; n + 1 < c->count; n++) {
    if (!is_narrator(c, &c->v[n])) continue;
    for (size_t k = n - 1; k <= n + 1; k += 2) {
      uint32_t person = c->v[k].marked ? find_called(c, &c->v[k]) : LUN_MAP_NONE;
      size_t i = 0;
      if (person == LUN_MAP_NONE) continue;
      while (i < count && called[i].person != person) i++;
      if (i == CALLED_MOST) continue;
      if (i == count) {
        called[count].person = person;
        called[count++].times = 0;
      }
      called[i].times++;
    }
  }
  int best = 1;
  for (size_t i = 0; i < count; i++) {
    if (called[i].times <= best) continue;
    best = called[i].times;
    c->narrator = called[i].person;
  }
}

/* "the boy", "the young lady": the gender of the noun, 0 when it has none. */
static char noun_sign(const lun_tokens *t, const lun_speaker *s) {
  if (!lun_token_has(t, s->from, LUN_TOKEN_ARTICLE | LUN_TOKEN_DETERMINER)) return 0;
  for (size_t i = s->from + 1; i < s->to; i++) {
    if (lun_token_has(t, i, LUN_TOKEN_LINK)) return 0;
    if (lun_token_has(t, i, LUN_TOKEN_MALE) && i + 1 == s->to) return 'h';
    if (lun_token_has(t, i, LUN_TOKEN_FEMALE) && i + 1 == s->to) return 's';
  }
  return 0;
}

/* A description: the name it is tied to; in a novel also the person it fits; else its own words. */
static void name_described(chorus *c, size_t n) {
  lun_voice *v = &c->v[n];
  const lun_speaker *s = &v->speaker;
  settle(v, lun_persons_describe(c->persons, c->t, s), LUN_VOICE_TIED);
  char sign = v->person == LUN_MAP_NONE && c->turns ? noun_sign(c->t, s) : 0;
  if (sign != 0) settle(v, find_referent(c, n, s->from, sign), LUN_VOICE_PRONOUN);
  if (v->person != LUN_MAP_NONE) return;
  v->label_from = s->from;
  v->label_to = s->to;
  if (lun_token_has(c->t, s->from, LUN_TOKEN_ARTICLE) && s->to > s->from + 1) v->label_from++;
  int bare =
      v->label_to == v->label_from + 1 && lun_token_has(c->t, v->label_from, LUN_TOKEN_DETERMINER);
  if (bare || lun_token_has(c->t, v->label_from, LUN_TOKEN_RELATIVE | LUN_TOKEN_THAT)) {
    v->label_to = v->label_from; /* "one", "who": nobody */
    return;
  }
  v->reason = LUN_VOICE_DESCRIBED;
}

/* "they", "it": who spoke before as a group or by a description. */
static void name_several(chorus *c, size_t n) {
  lun_voice *v = &c->v[n];
  if (!lun_token_has(c->t, v->speaker.from, LUN_TOKEN_GROUP)) return;
  for (size_t i = n; i-- > 0 && n - i < TURNS_MOST;) {
    const lun_voice *before = &c->v[i];
    if (before->paragraph_last + 2 < v->paragraph) break;
    int person = before->person != LUN_MAP_NONE && c->persons->items[before->person].sign != 0;
    if (person || (before->person == LUN_MAP_NONE && before->label_to == before->label_from))
      continue;
    v->label_from = before->label_from;
    v->label_to = before->label_to;
    v->person = before->person;
    v->reason = LUN_VOICE_PRONOUN;
    return;
  }
}

/* The speaker that the words around a quotation give it. */
static void name_known(chorus *c, size_t n) {
  lun_voice *v = &c->v[n];
  const lun_speaker *s = &v->speaker;
  if (s->kind == LUN_SPEAKER_NAME) {
    uint32_t linked = lun_persons_at(c->persons, s->name_from, s->name_to);
    settle(v, linked != LUN_MAP_NONE ? linked : v->person, LUN_VOICE_NAMED);
  } else if (s->kind == LUN_SPEAKER_DESCRIPTION) {
    name_described(c, n);
  } else {
    char sign = pronoun_sign(c->t, s->from);
    if (is_narrator(c, v)) {
      settle(v, c->narrator, LUN_VOICE_CALLED);
      return;
    }
    if (sign == 0) {
      name_several(c, n);
      return;
    }
    settle(v, find_referent(c, n, s->from, sign), LUN_VOICE_PRONOUN);
    if (v->person != LUN_MAP_NONE && c->persons->items[v->person].sign == 0 && sign != ANYBODY) {
      c->persons->items[v->person].sign = sign;
    }
  }
}

/* A quotation without a verb behind a sentence of the writer's: the speaker is that one's subject.
** At the head of a paragraph the sentence may stand in the one before. */
static int follows_subject(const chorus *c, size_t n, lun_speaker *out) {
  const lun_voice *v = &c->v[n];
  const lun_tokens *t = c->t;
  if (v->from == 0 || lun_token_has(t, v->from - 1, LUN_TOKEN_QUOTED)) return 0;
  if (v->opens && n > 0 && v->paragraph <= c->v[n - 1].paragraph_last + 1) return 0;
  size_t low = lun_attribution_sentence(t, v->from - 1);
  if (!lun_subject_find(t, low, v->from, out)) return 0;
  return out->kind == LUN_SPEAKER_NAME ||
         (out->kind == LUN_SPEAKER_PRONOUN && lun_token_has(t, out->from, LUN_TOKEN_PERSON));
}

/* The only person who is a subject in the writer's words of a paragraph. */
static uint32_t find_beat(const chorus *c, size_t paragraph) {
  const lun_span *span = &c->paragraphs->items[paragraph];
  size_t m = lun_persons_mention(c->persons, lun_tokens_at(c->t, span->from));
  uint32_t found = LUN_MAP_NONE;
  for (; m < c->persons->mention_count; m++) {
    const lun_mention *mention = &c->persons->mentions[m];
    if (c->t->items[mention->from].from >= span->to) break;
    if (lun_token_has(c->t, mention->from, LUN_TOKEN_QUOTED) || !mention->subject) continue;
    if (!c->persons->items[mention->person].human) continue;
    if (found != LUN_MAP_NONE && found != mention->person) return LUN_MAP_NONE;
    found = mention->person;
  }
  return found;
}

/* 1 when voice `n` stands in the conversation that voice `n` + 1 goes on with. */
static int is_chained(const chorus *c, size_t n) {
  return c->v[n].marked && c->v[n + 1].paragraph <= c->v[n].paragraph_last + CHAIN;
}

/* The last voice before `n`, in its conversation, that stands in another paragraph than `n`'s. */
static size_t turn_before(const chorus *c, size_t n) {
  for (size_t i = n; i-- > 0 && n - i < TURNS_MOST && is_chained(c, i);) {
    if (c->v[i].paragraph_last < c->v[n].paragraph) return i;
  }
  return SIZE_MAX;
}

/* Who answers the turn `last`: the other one of the conversation. */
static void take_turn(chorus *c, size_t n, size_t last) {
  lun_voice *v = &c->v[n];
  uint32_t other = c->v[last].person, self = find_called(c, v);
  size_t before = turn_before(c, last);
  uint32_t called = find_called(c, &c->v[last]);
  if (called != LUN_MAP_NONE && called != other && called != self) {
    settle(v, called, LUN_VOICE_CALLED);
    return;
  }
  size_t i = before;
  for (int k = 0; k < TURNS_MOST && i != SIZE_MAX && v->person == LUN_MAP_NONE; k++) {
    uint32_t person = c->v[i].person;
    if (other == LUN_MAP_NONE && i != before) break;
    if (person != LUN_MAP_NONE && person != other && person != self) {
      settle(v, person, LUN_VOICE_TURN);
    }
    i = turn_before(c, i);
  }
  if (v->person != LUN_MAP_NONE || other == LUN_MAP_NONE) return;
  size_t m = lun_persons_mention(c->persons, v->from);
  for (int k = 0; k < MENTIONS_MOST && m > 0; k++) {
    const lun_mention *mention = &c->persons->mentions[--m];
    if (v->paragraph - paragraph_of(c, mention->from) > BACK) break;
    if (mention->person == other || mention->person == self) continue;
    if (!c->persons->items[mention->person].human) continue;
    settle(v, mention->person, LUN_VOICE_TURN);
    break;
  }
}

/* Give a quotation without a verb its speaker. */
static void name_floating(chorus *c, size_t n) {
  lun_voice *v = &c->v[n];
  lun_speaker subject;
  size_t last = n > 0 ? n - 1 : SIZE_MAX;
  if (follows_subject(c, n, &subject)) {
    v->speaker = subject;
    v->known = 1;
    name_known(c, n);
    return;
  }
  int near = last != SIZE_MAX && v->paragraph <= c->v[last].paragraph_last + 1;
  if (c->turns && (last == SIZE_MAX || v->paragraph > c->v[last].paragraph_last)) {
    uint32_t beat = find_beat(c, v->paragraph);
    size_t turn = turn_before(c, n);
    if (beat != LUN_MAP_NONE) settle(v, beat, LUN_VOICE_BEAT);
    else if (turn != SIZE_MAX) take_turn(c, n, turn);
    return;
  }
  if (!near) return;
  v->like = c->v[last].known ? last : c->v[last].like;
  settle(v, c->v[last].person, LUN_VOICE_SAME);
  v->label_from = c->v[last].label_from;
  v->label_to = c->v[last].label_to;
}

/* The first voice behind number `n`'s last paragraph, in its conversation; SIZE_MAX = none. */
static size_t turn_behind(const chorus *c, size_t n) {
  size_t last = c->v[n].paragraph_last, i = n + 1;
  while (i < c->count && i < n + TURNS_MOST && c->v[i].paragraph == last) i++;
  if (i >= c->count || c->v[i].paragraph <= last) return SIZE_MAX;
  return c->v[i].paragraph <= last + CHAIN ? i : SIZE_MAX;
}

/* Fill what forward turns left open from the turns behind: A, ?, A. */
static void name_backwards(chorus *c) {
  for (size_t n = c->count; n-- > 0;) {
    lun_voice *v = &c->v[n];
    if (v->person != LUN_MAP_NONE || v->known || !v->floats) continue;
    size_t next = turn_behind(c, n);
    size_t after = next == SIZE_MAX ? SIZE_MAX : turn_behind(c, next);
    if (after != SIZE_MAX) settle(v, c->v[after].person, LUN_VOICE_TURN);
  }
}

/* What the speaker's words say of whom no name before them fits: "she", "the young lady"; 0 = none. */
static char open_sign(const chorus *c, const lun_voice *v) {
  if (!v->known || v->person != LUN_MAP_NONE) return 0;
  if (v->speaker.kind == LUN_SPEAKER_PRONOUN) return pronoun_sign(c->t, v->speaker.from);
  return v->speaker.kind == LUN_SPEAKER_DESCRIPTION ? noun_sign(c->t, &v->speaker) : 0;
}

/* In a novel somebody may speak before the writer names him: the next speaker that fits. */
static void name_ahead(chorus *c) {
  for (size_t n = c->count; n-- > 0;) {
    char sign = open_sign(c, &c->v[n]);
    if (sign == 0) continue;
    for (size_t i = n + 1; i < c->count && i < n + AHEAD_MOST; i++) {
      uint32_t person = c->v[i].person;
      if (person == LUN_MAP_NONE || c->persons->items[person].sign != sign) continue;
      settle(&c->v[n], person, LUN_VOICE_PRONOUN);
      break;
    }
  }
}

/* Whether many paragraphs are nothing but speech, without a word of who speaks: a dialogue. */
static int is_dialogue(const chorus *c) {
  size_t alone = 0, marked = 0;
  for (size_t i = 1; i < c->count; i++) {
    const lun_voice *v = &c->v[i];
    marked += v->marked != 0;
    int fills =
        v->opens && (v->to >= c->t->count || lun_token_has(c->t, v->to, LUN_TOKEN_PARAGRAPH));
    alone += fills && v->floats && v->paragraph == c->v[i - 1].paragraph_last + 1;
  }
  return alone >= ALONE_LEAST && alone * 5 > marked;
}

/* Whether paragraphs of speech begin with a dash: each is a turn. */
static int has_dashes(const chorus *c) {
  size_t turns = 0;
  if (!lun_token_trait(c->t, LUN_TRAIT_DASH_TURNS)) return 0;
  for (size_t i = 0; i < c->count && turns < DASHES_LEAST; i++) {
    turns += c->v[i].opens && lun_token_has(c->t, c->v[i].from, LUN_TOKEN_DASH);
  }
  return turns == DASHES_LEAST;
}

/* Whether adjacent paragraphs of speech are mostly of different speakers. */
static int takes_turns(const chorus *c) {
  if (is_dialogue(c) || has_dashes(c)) return 1;
  size_t changes = 0, stays = 0;
  for (size_t i = 1; i < c->count; i++) {
    const lun_voice *a = &c->v[i - 1], *b = &c->v[i];
    if (!a->marked || !b->marked || !a->known || !b->known) continue;
    if (b->paragraph != a->paragraph_last + 1 || !b->opens) continue;
    if (b->speaker.kind == LUN_SPEAKER_NAME && a->speaker.kind == LUN_SPEAKER_NAME) {
      if (a->person == b->person) stays++;
      else changes++;
    } else if (b->speaker.kind == LUN_SPEAKER_PRONOUN) {
      if (a->speaker.kind == LUN_SPEAKER_PRONOUN &&
          pronoun_sign(c->t, a->speaker.from) != pronoun_sign(c->t, b->speaker.from)) {
        changes++;
      } else {
        stays++;
      }
    }
  }
  return changes >= 2 && changes > stays;
}

lun_status lun_voices_name(lun_voices *voices, lun_persons *persons, const lun_tokens *t,
                           const lun_spans *paragraphs, lun_error *err) {
  chorus c = {voices->items, voices->count, persons, t, paragraphs, 0, LUN_MAP_NONE};
  lun_status st = add_named(voices, persons, t, err);
  if (st == LUN_OK) st = lun_persons_link(persons, t, err);
  if (st != LUN_OK) return st;
  c.turns = voices->turns = takes_turns(&c);
  if (c.turns) find_narrator(&c);
  for (size_t n = 0; n < c.count; n++) {
    if (c.v[n].known) name_known(&c, n);
    else if (c.v[n].dropped)
      settle(&c.v[n], find_referent(&c, n, c.v[n].from, ANYBODY), LUN_VOICE_PRONOUN);
    else if (c.v[n].floats) name_floating(&c, n);
  }
  if (c.turns) {
    name_ahead(&c);
    name_backwards(&c);
  }
  return LUN_OK;
}
