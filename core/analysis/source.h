/* analysis/source.h -- the whole phrase of a speaker around its head: partners ("Ana Reyes and Jan
** Vos"), places ("of Lisk"), ages, brackets, appositives ("the minister") and "who" clauses. */
#ifndef LUN_ANALYSIS_SOURCE_H
#define LUN_ANALYSIS_SOURCE_H

#include "analysis/speaker.h"

/* The speaker stands behind its verb ("said S"): move out->outer_to behind what belongs to it, at
** most to token `ceiling`. */
void lun_source_after(const lun_tokens *t, size_t ceiling, lun_speaker *out);

/* Who or what stands behind "according to": all words from token `at` up to a comma or a sentence's
** end. 0: there is nobody. */
int lun_source_given(const lun_tokens *t, size_t at, size_t ceiling, lun_speaker *out);

/* Behind the descriptions between commas that follow from token `i` on, at most `ceiling`. */
size_t lun_source_asides(const lun_tokens *t, size_t i, size_t ceiling);

/* The speaker stands before its verb: move out->outer_from over its partners, not before `floor`. */
void lun_source_before(const lun_tokens *t, size_t floor, lun_speaker *out);

/* 1 when the title of a work in marks begins at token `i`: "the author of “Rivers”". */
int lun_source_is_work(const lun_tokens *t, size_t i);

/* The bytes of the whole phrase: a possessive ending is left out, a bracket that opens in it and
** closes behind it is not. */
lun_span lun_source_span(const lun_tokens *t, const lun_speaker *speaker);

#endif
