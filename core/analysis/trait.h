/* analysis/trait.h -- what a language does otherwise than English, as far as the rules of quotations
** need it. A lexicon states its traits itself, as entries of the key "trait". */
#ifndef LUN_ANALYSIS_TRAIT_H
#define LUN_ANALYSIS_TRAIT_H

#include <stdint.h>

/* The endings -ing, -ly, 's and a noun's -s say nothing, and a form of a verb is no noun's. */
#define LUN_TRAIT_OWN_ENDINGS UINT32_C(1)
/* Time and place may stand between a verb and its subject: "a dit lundi le maire". */
#define LUN_TRAIT_LOOSE_ORDER UINT32_C(2)
/* All nouns are written with a capital: it takes more than that to make a name. */
#define LUN_TRAIT_CAPITAL_NOUNS UINT32_C(4)
/* The finite verb is second: "hat S gesagt", "laut S ist die Lage ernst". */
#define LUN_TRAIT_VERB_SECOND UINT32_C(8)
/* A verb needs no subject: "dijo". */
#define LUN_TRAIT_DROPPED_SUBJECT UINT32_C(16)
/* A paragraph that begins with a dash is speech. */
#define LUN_TRAIT_DASH_TURNS UINT32_C(32)
/* Of three words of a name the last two are surnames, and the first of these stands for both. */
#define LUN_TRAIT_TWO_SURNAMES UINT32_C(64)

/* The trait called `name` ("own_endings", ...), or 0. */
uint32_t lun_trait_find(const char *name);

#endif
