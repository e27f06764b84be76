#include "analysis/transcript.h"

#include <string.h>

enum {
  NAME_MOST = 4,   /* words before the colon */
  TURNS_LEAST = 3, /* turns of a transcript */
  HEAD_MOST = 64,  /* bytes of such a name */
  NAMES_MOST = 16  /* names that are compared */
};

/* 1 when the word is written in capitals only: "REYES", "MR". */
static int is_shouted(const lun_tokens *t, size_t i) {
  const lun_token *token = &t->items[i];
  if (token->to - token->from < 2 || lun_token_has(t, i, LUN_TOKEN_QUOTED)) return 0;
  for (uint32_t at = token->from; at < token->to; at++) {
    if (t->text[at] >= 'a' && t->text[at] <= 'z') return 0;
  }
  return lun_token_has(t, i, LUN_TOKEN_CAPITAL);
}

/* The token behind the colon of "NAME:", `low` when the paragraph begins otherwise. */
static size_t head_end(const lun_tokens *t, size_t low) {
  size_t i = low;
  if (!lun_token_has(t, low, LUN_TOKEN_PARAGRAPH)) return low;
  while (i < t->count && i < low + NAME_MOST && is_shouted(t, i) &&
         (i == low || lun_token_joined(t, i))) {
    i++;
  }
  int colon = i > low && i < t->count && lun_token_has(t, i, LUN_TOKEN_COLON) &&
              !lun_token_has(t, i, LUN_TOKEN_PARAGRAPH);
  return colon ? i : low;
}

static int same_word(const lun_tokens *t, size_t a, size_t b) {
  size_t len = t->items[a].to - t->items[a].from;
  return t->items[b].to - t->items[b].from == len &&
         memcmp(t->text + t->items[a].from, t->text + t->items[b].from, len) == 0;
}

int lun_transcript_hint(const char *text, const lun_spans *paragraphs) {
  size_t turns = 0;
  for (size_t n = 0; n < paragraphs->count && turns < TURNS_LEAST; n++) {
    lun_span span = paragraphs->items[n];
    uint32_t at = span.from;
    while (at < span.to && at < span.from + HEAD_MOST && text[at] != ':' &&
           !(text[at] >= 'a' && text[at] <= 'z')) {
      at++;
    }
    turns += at > span.from && at < span.to && text[at] == ':';
  }
  return turns == TURNS_LEAST;
}

int lun_transcript_test(const lun_tokens *t) {
  size_t names[NAMES_MOST], count = 0, turns = 0;
  int again = 0;
  for (size_t i = 0; i < t->count && !(again && turns >= TURNS_LEAST); i++) {
    if (!lun_token_has(t, i, LUN_TOKEN_PARAGRAPH)) continue;
    size_t end = head_end(t, i);
    if (end == i) continue;
    turns++;
    for (size_t k = 0; k < count; k++) again |= same_word(t, names[k], end - 1);
    if (count < NAMES_MOST) names[count++] = end - 1;
  }
  return again && turns >= TURNS_LEAST;
}

int lun_transcript_find(const lun_tokens *t, size_t low, lun_clause *out) {
  size_t end = head_end(t, low), name = low;
  if (end == low || (t->rules_off >> LUN_RULE_TRANSCRIPT & 1) != 0) return 0;
  while (name + 1 < end && lun_token_has(t, name, LUN_TOKEN_TITLE)) name++;
  *out = (lun_clause){.from = end, .to = end};
  while (out->to < t->count && !lun_token_has(t, out->to, LUN_TOKEN_PARAGRAPH)) out->to++;
  out->found = (lun_attribution){.rule = LUN_RULE_TRANSCRIPT, .known = 1, .verb = SIZE_MAX};
  out->found.speaker = (lun_speaker){low, end, low, end, name, end, LUN_SPEAKER_NAME};
  return out->to > out->from;
}
