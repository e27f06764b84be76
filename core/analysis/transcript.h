/* analysis/transcript.h -- paragraphs of a transcript: "ANA REYES: We shall go." */
#ifndef LUN_ANALYSIS_TRANSCRIPT_H
#define LUN_ANALYSIS_TRANSCRIPT_H

#include "analysis/clause.h"

/* 1 when the text may be a transcript: a look at its bytes alone. */
int lun_transcript_hint(const char *text, const lun_spans *paragraphs);

/* 1 when the document is a transcript: enough paragraphs begin with a name in capitals and a colon,
** and one of the names comes again. */
int lun_transcript_test(const lun_tokens *t);

/* The turn that is the paragraph which begins at token `low`; 0: it is none. */
int lun_transcript_find(const lun_tokens *t, size_t low, lun_clause *out);

#endif
