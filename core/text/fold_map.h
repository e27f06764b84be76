/* text/fold_map.h -- a folded text of which every byte still names the bytes it came from.
**
** What is found in the folded text can be shown in the original. Text falls into units: what folds
** together is one. Without a normal form each code point is a unit. With LUN_FOLD_NFC, LUN_FOLD_NFKC
** or LUN_FOLD_MARKS a unit is a code point with the combining marks behind it, or the jamo that make
** one Hangul syllable; after a line end or another control character marks stand alone. A code point
** that the fold leaves out (a soft hyphen; under LUN_FOLD_MARKS a mark without a base) is in no unit
** unless it lies inside one, as in "e", soft hyphen, acute. Units are never split. */
#ifndef LUN_TEXT_FOLD_MAP_H
#define LUN_TEXT_FOLD_MAP_H

#include "base/context.h"
#include "base/span.h"

/* Never changes once made: many threads may read one. */
typedef struct lun_fold_map lun_fold_map;

/* Fold `text` by `options` (text/fold.h) and note which bytes became which.
** Shape:  time grows with `len`, whatever the text; memory is the folded text and 9 bytes for each
**         change between runs that keep their bytes' places and units that do not.
** Units:  `text` is valid UTF-8, NUL allowed; it is not kept.
** Owner:  caller; release with lun_fold_map_free. *out is NULL on failure.
** Errors: LUN_ENOMEM, LUN_ELIMIT (text or folded text over 4 GiB), what the context says. */
lun_status lun_fold_map_new(const char *text, size_t len, unsigned options, const lun_context *ctx,
                            lun_fold_map **out, lun_error *err);
void lun_fold_map_free(lun_fold_map *map);

/* The folded text: what lun_fold gives. NUL-terminated; lives as long as the map. */
const char *lun_fold_map_text(const lun_fold_map *map, size_t *len);

/* How many pieces the map is stored in: 1 for a text of ASCII. */
size_t lun_fold_map_count(const lun_fold_map *map);

/* The source bytes that became the folded bytes [from, to): from the start of the unit that holds
** the first to the end of the unit that holds the last. The whole folded text gives the whole text
** without what was left out at its edges.
** Units:  from <= to <= bytes of the folded text. An empty piece gives an empty span: where the unit
**         that holds `from` starts, or behind the last unit. */
lun_span lun_fold_map_source(const lun_fold_map *map, size_t from, size_t to);

/* The folded bytes of the source bytes [from, to), whole units of them; empty when all of it was left
** out.
** Units:  from <= to <= bytes of the text. An empty piece gives an empty span, as above. */
lun_span lun_fold_map_folded(const lun_fold_map *map, size_t from, size_t to);

#endif
