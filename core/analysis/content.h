/* analysis/content.h -- how far the words reach that a mixed quotation gives to its speaker: the
** clause around the marked words, which the writer put into his own. */
#ifndef LUN_ANALYSIS_CONTENT_H
#define LUN_ANALYSIS_CONTENT_H

#include "analysis/attribution.h"

/* Bytes of the content of passage `p`, marked at `span`: behind the verb (its listener, time and
** adverbs left out) to the end of the sentence, or from the sentence's start to the speaker. */
lun_span lun_content_find(const lun_tokens *t, const lun_passage *p, const lun_attribution *a,
                          lun_span span);

/* The same of a passage that goes on with the quotation before it: to the end of its sentence. */
lun_span lun_content_joined(const lun_tokens *t, const lun_passage *p, lun_span span);

#endif
