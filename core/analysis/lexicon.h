/* analysis/lexicon.h -- the classes that a dictionary gives to words: each distinct form is decided
** once, by the dictionary's own search, so that a running text costs one look-up a word. */
#ifndef LUN_ANALYSIS_LEXICON_H
#define LUN_ANALYSIS_LEXICON_H

#include "analysis/token.h"

typedef struct lun_lexicon lun_lexicon;

/* Keys of `dict` are classes (lun_token_class) and "trait" (analysis/trait.h); others are passed
** over. A word that ends in an apostrophe (l', qu') is one that is parted from the word behind it.
** A reference is held. Owner: caller; release with lun_lexicon_free. Errors: LUN_ENOMEM. */
lun_status lun_lexicon_new(lun_dictionary *dict, lun_lexicon **out, lun_error *err);
void lun_lexicon_free(lun_lexicon *lexicon);

/* Part the words of `t` behind elided ones ("l'homme" becomes two), and note the lexicon's traits.
** Errors: LUN_ENOMEM. */
lun_status lun_lexicon_split(const lun_lexicon *lexicon, lun_tokens *t, lun_error *err);

/* The lexicon's traits: LUN_TRAIT_*. */
uint32_t lun_lexicon_traits(const lun_lexicon *lexicon);

/* Give the tokens of `doc` their shape and classes; what stands before each is set already. From
** each place the entry of most words is taken. Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_lexicon_flag(lun_lexicon *lexicon, lun_tokens *t, lun_document *doc,
                            const lun_context *ctx, lun_error *err);

#endif
