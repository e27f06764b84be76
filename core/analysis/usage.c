#include "analysis/usage.h"

#include <string.h>

int lun_usage_is_number(const lun_tokens *t, size_t i) {
  char first = t->text[t->items[i].from];
  return first >= '0' && first <= '9';
}

int lun_usage_is_hyphened(const lun_tokens *t, size_t i) {
  uint32_t from = t->items[i].from;
  return from == t->items[i - 1].to + 1 && t->text[from - 1] == '-';
}

int lun_usage_is_word(const lun_tokens *t, size_t i, const char *word) {
  const char *s = t->text + t->items[i].from;
  if ((s[0] | 32) != word[0]) return 0; /* most words */
  size_t len = strlen(word);
  return t->items[i].to - t->items[i].from == len && memcmp(s + 1, word + 1, len - 1) == 0;
}

/* "Jill A. Martin": a capital with its full stop. */
static int is_initial(const lun_tokens *t, size_t i) {
  const lun_token *token = &t->items[i];
  return token->to - token->from == 1 && token->to < t->len && t->text[token->to] == '.';
}

/* "April Vos": a first name that is also a time; "Lisk Today". */
static int is_named_for(const lun_tokens *t, size_t i) {
  if (!lun_token_has(t, i, LUN_TOKEN_TIME)) return 0;
  const lun_token *token = &t->items[i];
  size_t len = token->to - token->from;
  if (len == 5 && memcmp(t->text + token->from, "Today", 5) == 0) {
    return lun_token_joined(t, i) && lun_token_has(t, i - 1, LUN_TOKEN_CAPITAL) &&
           !lun_token_has(t, i - 1, LUN_TOKEN_SENTENCE);
  }
  if (!lun_token_has(t, i, LUN_TOKEN_MALE | LUN_TOKEN_FEMALE) || i + 1 >= t->count) return 0;
  if (lun_token_joined(t, i) && lun_token_has(t, i - 1, LUN_TOKEN_PREPOSITION)) return 0;
  return lun_token_joined(t, i + 1) && lun_token_has(t, i + 1, LUN_TOKEN_CAPITAL) &&
         !lun_token_has(t, i + 1, LUN_TOKEN_TITLE | LUN_TOKEN_TIME | LUN_TOKEN_PRONOUN) &&
         !lun_token_has(t, i + 1, LUN_TOKEN_STOP);
}

int lun_usage_is_name(const lun_tokens *t, size_t i) {
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 0;
  return is_initial(t, i) || is_named_for(t, i);
}

int lun_usage_leads(const lun_tokens *t, size_t i) {
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 0;
  const char *end = t->text + t->items[i].to;
  if (t->items[i].to - t->items[i].from < 5 || memcmp(end - 2, "ly", 2) != 0) return 0;
  return !lun_token_has(t, i, LUN_TOKEN_MALE | LUN_TOKEN_FEMALE | LUN_TOKEN_NOT_ADVERB) &&
         i + 1 < t->count && lun_token_joined(t, i + 1) &&
         lun_token_has(t, i + 1, LUN_TOKEN_MALE | LUN_TOKEN_FEMALE | LUN_TOKEN_TITLE);
}

/* "tough questions about", "Republican claims of": a plural noun, not a verb in -s. Told by what
** follows, and by a word before it that is no subject. */
static int is_plural(const lun_tokens *t, size_t i) {
  const lun_token_flags subject = LUN_TOKEN_PRONOUN | LUN_TOKEN_PERSON | LUN_TOKEN_RELATIVE |
                                  LUN_TOKEN_SKIP | LUN_TOKEN_ADVERB | LUN_TOKEN_BREAK;
  const lun_token_flags behind = LUN_TOKEN_PREPOSITION | LUN_TOKEN_PASSIVE | LUN_TOKEN_SKIP |
                                 LUN_TOKEN_BREAK | LUN_TOKEN_LINK | LUN_TOKEN_ABOUT;
  if (!lun_token_has(t, i, LUN_TOKEN_NOUN) || t->items[i].reach > 1) return 0;
  if (t->text[t->items[i].to - 1] != 's' || lun_token_has(t, i - 1, LUN_TOKEN_PRONOUN)) return 0;
  int ends = i + 1 >= t->count || !lun_token_joined(t, i + 1);
  if (!ends && lun_token_has(t, i + 1, LUN_TOKEN_LINK)) return 1;
  int described =
      lun_token_has(t, i - 1, LUN_TOKEN_SMALL) || lun_token_has(t, i - 1, LUN_TOKEN_TITLE);
  if (!described || lun_token_has(t, i - 1, subject)) return 0;
  return !ends && lun_token_has(t, i + 1, behind) && !lun_token_has(t, i + 1, LUN_TOKEN_THAT);
}

/* "The Rome report", "Vos call": the base form behind a noun in the singular is a noun itself. */
static int is_base(const lun_tokens *t, size_t i) {
  const lun_token_flags before = LUN_TOKEN_SKIP | LUN_TOKEN_PRONOUN | LUN_TOKEN_RELATIVE |
                                 LUN_TOKEN_ADVERB | LUN_TOKEN_PASSIVE | LUN_TOKEN_BREAK |
                                 LUN_TOKEN_DETERMINER | LUN_TOKEN_PERSON;
  char last = t->text[t->items[i].to - 1];
  if (last == 'd' || last == 's' || lun_token_has(t, i, LUN_TOKEN_PAST | LUN_TOKEN_ING)) return 0;
  if (lun_token_has(t, i - 1, before)) return 0;
  return t->text[t->items[i - 1].to - 1] != 's';
}

int lun_usage_is_noun(const lun_tokens *t, size_t i) {
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 0;
  return is_base(t, i) || is_plural(t, i);
}

int lun_usage_owns(const lun_tokens *t, size_t i) {
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return lun_token_has(t, i, LUN_TOKEN_OWNER);
  const lun_token *token = &t->items[i];
  if (lun_token_has(t, i, LUN_TOKEN_PRONOUN | LUN_TOKEN_RELATIVE)) return 0; /* "he's" */
  if (lun_token_has(t, i, LUN_TOKEN_OWNER)) return 1;
  if (t->text[token->to - 1] != 's' || i + 1 >= t->count || !lun_token_joined(t, i + 1)) return 0;
  size_t gap = t->items[i + 1].from - token->to;
  return (gap == 2 && t->text[token->to] == '\'') ||
         (gap == 4 && memcmp(t->text + token->to, "\xE2\x80\x99", 3) == 0);
}

int lun_usage_is_inside(const lun_tokens *t, size_t i) {
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 0;
  if (lun_token_has(t, i, LUN_TOKEN_SMALL) && i > 0 && t->text[t->items[i].from - 1] == ' ' &&
      t->text[t->items[i - 1].to - 1] != 'n') {
    return 0; /* most verbs: no name, no hyphen, not "own" before them */
  }
  char last = t->text[t->items[i].to - 1];
  int plain = last != 'd' && last != 's' && !lun_token_has(t, i, LUN_TOKEN_PAST | LUN_TOKEN_ING);
  if (i + 1 < t->count && plain && lun_token_has(t, i, LUN_TOKEN_CAPITAL) &&
      lun_token_joined(t, i + 1) && lun_token_has(t, i + 1, LUN_TOKEN_CAPITAL)) {
    return 1;
  }
  if (i == 0 || !lun_token_joined(t, i)) return 0;
  const lun_token *before = &t->items[i - 1];
  int own = before->to - before->from == 3 && memcmp(t->text + before->from, "own", 3) == 0;
  return own || lun_usage_is_hyphened(t, i);
}

int lun_usage_is_inner_time(const lun_tokens *t, size_t i) {
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 0;
  if (!lun_token_has(t, i, LUN_TOKEN_TIME) || !lun_token_joined(t, i)) return 0;
  if (!lun_token_has(t, i - 1, LUN_TOKEN_DETERMINER) || i + 1 >= t->count) return 0;
  return lun_token_joined(t, i + 1) && !lun_token_has(t, i + 1, LUN_TOKEN_TIME) &&
         lun_token_has(t, i + 1, LUN_TOKEN_SMALL | LUN_TOKEN_CAPITAL);
}

int lun_usage_is_past(const lun_tokens *t, size_t i) {
  if (lun_token_trait(t, LUN_TRAIT_OWN_ENDINGS)) return 0;
  const lun_token *token = &t->items[i];
  if (!lun_token_has(t, i, LUN_TOKEN_SMALL) || lun_token_has(t, i, LUN_TOKEN_NOUNS)) return 0;
  if (lun_token_has(t, i, LUN_TOKEN_PAST)) return 1;
  return token->to - token->from > 3 && memcmp(t->text + token->to - 2, "ed", 2) == 0;
}

/* "week", "night": what "this" and "last" make a time of. */
static int is_period(const lun_tokens *t, size_t i) {
  static const char *const words[] = {"week",    "month",   "year",      "day",     "night",
                                      "morning", "evening", "afternoon", "weekend", "past"};
  if (!lun_token_has(t, i, LUN_TOKEN_SMALL)) return 0;
  for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
    if (lun_token_is(t, i, words[k])) return 1;
  }
  return 0;
}

/* "two weeks", "a month", "less than two weeks" before "ago" at token `i`. */
static size_t span_start(const lun_tokens *t, size_t floor, size_t i) {
  if (i < floor + 2 || !lun_token_joined(t, i) || !lun_token_joined(t, i - 1)) return i;
  size_t from = i - 2;
  if (!lun_token_has(t, from, LUN_TOKEN_DETERMINER) && !lun_usage_is_number(t, from)) return i;
  if (from > floor && lun_token_joined(t, from) && lun_token_is(t, from - 1, "a")) from--;
  if (from > floor + 1 && lun_token_joined(t, from) && lun_token_is(t, from - 1, "than")) from -= 2;
  return from;
}

size_t lun_usage_time_start(const lun_tokens *t, size_t floor, size_t end) {
  size_t i = end;
  int times = 0;
  if (t->traits != 0 || end <= floor + 1) return end;
  if (lun_token_is(t, end - 1, "ago")) {
    i = span_start(t, floor, end - 1);
    return i < end - 1 && !lun_token_starts(t, i) ? i : end;
  }
  while (i > floor + 1 && (i == end || lun_token_joined(t, i))) {
    int time = lun_token_has(t, i - 1, LUN_TOKEN_TIME) && !lun_usage_is_name(t, i - 1);
    if (!time && !is_period(t, i - 1)) break;
    times |= time;
    i--;
  }
  if (i == end || i <= floor + 1 || !lun_token_joined(t, i)) return times ? i : end;
  if (!times && !lun_token_is(t, i - 1, "this")) return end;
  if (!times || lun_token_is(t, i - 1, "on") || lun_token_is(t, i - 1, "in")) i--;
  return lun_token_starts(t, i) || lun_token_has(t, i - 1, LUN_TOKEN_DETERMINER) ? end : i;
}
