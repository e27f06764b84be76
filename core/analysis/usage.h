/* analysis/usage.h -- how a word of the lexicon is used where it stands: as a verb, as a noun, inside
** a name or another word. What the lexicon knows of a word is not enough: "report" is both. */
#ifndef LUN_ANALYSIS_USAGE_H
#define LUN_ANALYSIS_USAGE_H

#include "analysis/token.h"

/* 1 when token `i` begins with a digit. */
int lun_usage_is_number(const lun_tokens *t, size_t i);

/* 1 when a hyphen alone joins token `i` to the one before: "co-host". */
int lun_usage_is_hyphened(const lun_tokens *t, size_t i);

/* 1 when token `i` is the English `word`, which begins with a small letter. */
int lun_usage_is_word(const lun_tokens *t, size_t i, const char *word);

/* 1 when token `i`, though it is a small word or a time, is part of a name: "Jill A. Martin", "April
** Vos", "Lisk Today". */
int lun_usage_is_name(const lun_tokens *t, size_t i);

/* 1 for an adverb that begins a sentence before a name: "Suddenly Ana Reyes". */
int lun_usage_leads(const lun_tokens *t, size_t i);

/* 1 when token `i`, which may be a verb, is a noun: "the Rome report", "tough questions about". */
int lun_usage_is_noun(const lun_tokens *t, size_t i);

/* 1 when token `i` owns what follows: "Reyes's", "Reyes'", "the voters'"; not "he's". */
int lun_usage_owns(const lun_tokens *t, size_t i);

/* 1 when token `i`, which may be a verb, is inside a name or another word: "State Department",
** "self-described", "their own published". */
int lun_usage_is_inside(const lun_tokens *t, size_t i);

/* 1 for a time inside a noun phrase: "a Wednesday editorial", "another early supporter". */
int lun_usage_is_inner_time(const lun_tokens *t, size_t i);

/* 1 for what looks like a verb's past, known to the lexicon or not: "pressed", "went". */
int lun_usage_is_past(const lun_tokens *t, size_t i);

/* Where the time that ends before token `end` begins: "on Monday", "late Thursday night", "this past
** week", "two weeks ago"; `end` when none stands there. */
size_t lun_usage_time_start(const lun_tokens *t, size_t floor, size_t end);

#endif
