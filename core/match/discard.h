/* match/discard.h -- entries that drop what is found around them. */
#ifndef LUN_MATCH_DISCARD_H
#define LUN_MATCH_DISCARD_H

#include "base/context.h"
#include "match/dictionary.h"
#include "match/hits.h"
#include "text/document.h"

/* Take out the hits that the matches `discards` of entries of use LUN_USE_SENTENCE or LUN_USE_STORY
** drop; with `all_as` one of these uses, every discard has it. *dropped = how many.
** Errors: LUN_ENOMEM; as lun_document_sentences. */
lun_status lun_discard_apply(const lun_dictionary *dict, const lun_hits *discards,
                             lun_entry_use all_as, lun_document *doc, const lun_context *ctx,
                             lun_hits *hits, size_t *dropped, lun_error *err);

#endif
