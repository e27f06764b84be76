/* analysis/subject.h -- the subject of a verb: which of the stretches between commas before it names who
** speaks. "Ana Reyes, the mayor, who was 51, said". */
#ifndef LUN_ANALYSIS_SUBJECT_H
#define LUN_ANALYSIS_SUBJECT_H

#include "analysis/speaker.h"

/* The subject of the verb at token `verb`, not looking before token `floor`. 0: there is none. */
int lun_subject_before(const lun_tokens *t, size_t verb, size_t floor, lun_speaker *out);

/* The subject of the sentence whose first token is `start`: behind a leading "On Monday," or
** "Speaking in Rome,". 0: there is none. */
int lun_subject_find(const lun_tokens *t, size_t start, size_t ceiling, lun_speaker *out);

#endif
