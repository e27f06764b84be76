/* match/query.h -- the query language of the command line and of scripts, as a dictionary.
**
** `truce` the word, any case (all in capitals: as written; `=us` exactly so) . `peace talks` phrase .
** `cease*` glob . `cease-fire` family . `/.../i` regex . `["peace"] []{0,3} [actor]` words and layers .
** `near(a, b, 10)` terms near each other . `a, b` either. */
#ifndef LUN_MATCH_QUERY_H
#define LUN_MATCH_QUERY_H

#include "match/dictionary.h"

/* Each term becomes an entry whose key, value and rule are the term as written.
** Owner:  caller; release with lun_dictionary_free.
** Errors: LUN_EPATTERN (err->at = byte in `text`: an empty term, a bad regex, what else is said),
**         LUN_ELIMIT (a query too large), LUN_EUTF8, LUN_ENOMEM. */
lun_status lun_query_new(const char *text, size_t len, lun_dictionary **out, lun_error *err);

/* Add the terms of one query to `dict`, all under `key` (NULL: each under itself). */
lun_status lun_query_add(lun_dictionary *dict, const char *key, const char *text, size_t len,
                         lun_error *err);

#endif
