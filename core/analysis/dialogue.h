/* analysis/dialogue.h -- speech that no quotation mark opens or interrupts, as French and Spanish
** write it: a paragraph that begins with a dash ("—Vámonos —dijo Ana—. Es tarde."), and the speaker
** in the midst of what is said (« Nous partons, a dit Ana. Il est tard. »). */
#ifndef LUN_ANALYSIS_DIALOGUE_H
#define LUN_ANALYSIS_DIALOGUE_H

#include "analysis/token.h"

/* 1 when a paragraph begins with a dash: a look at its bytes alone. */
int lun_dialogue_hint(const char *text, const lun_spans *paragraphs);

/* Add the paragraphs that are speech to `pieces`, and part each piece where its speaker stands in it.
** The tokens' QUOTED and MARK are made to fit. `t` has its classes. Linear in the tokens.
** Errors: LUN_ENOMEM. */
lun_status lun_dialogue_find(lun_pieces *pieces, lun_tokens *t, const lun_spans *paragraphs,
                             lun_error *err);

#endif
