/* analysis/extent.h -- how far the words reach that a verb reports: from behind the verb, its
** listener and its circumstances to where the writer or another speaker takes over. */
#ifndef LUN_ANALYSIS_EXTENT_H
#define LUN_ANALYSIS_EXTENT_H

#include "analysis/attribution.h"

/* Numbers of tokens; `high` is the first one behind the sentence. */

/* The first token of what the verb at token `verb` reports; the verb ends before token `i`. */
size_t lun_extent_start(const lun_tokens *t, size_t verb, size_t i, size_t high);

/* Behind the last token of what begins at token `from`. */
size_t lun_extent_end(const lun_tokens *t, size_t from, size_t high);

/* 1 when token `i` begins the time or circumstances of an utterance: "on Monday", "last week". */
int lun_extent_is_adjunct(const lun_tokens *t, size_t i);

/* Behind one adjunct that begins at token `i`: where a clause begins inside it, a pronoun, a
** determiner or a name tells. */
size_t lun_extent_adjunct_end(const lun_tokens *t, size_t i, size_t high);

/* The first "that" of [from, to) before anything parts it from the verb; `to` when there is none. */
size_t lun_extent_that(const lun_tokens *t, size_t from, size_t to);

/* 1 when a "that" at token `i` opens a clause, not a relative one: a subject follows. */
int lun_extent_opens_clause(const lun_tokens *t, size_t i, size_t high);

/* "promised to sign": not "said to the crowd", "wrote to Ana". */
int lun_extent_is_infinitive(const lun_tokens *t, size_t i, size_t high);

/* 1 when a verb at token `i` takes over with a speaker of its own, or another one's words, or the
** writer remarks on what was said. */
int lun_extent_takes_over(const lun_tokens *t, size_t i, size_t high);

/* 1 when token `i` is "which", "who", "whom" or "what". */
int lun_extent_is_relative(const lun_tokens *t, size_t i);

/* 1 when token `i` is "and", "but" or "while". */
int lun_extent_is_and(const lun_tokens *t, size_t i);

/* 1 when the verb fits its subject: base forms go with a plural, "officials say", not "the report". */
int lun_extent_agrees(const lun_tokens *t, size_t verb, const lun_speaker *s);

#endif
