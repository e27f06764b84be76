/* text/stem.h -- the stem of a word: what its inflected forms have in common.
**
** A stem is a key for grouping ("talks", "talked", "talking": "talk"), not always a word. */
#ifndef LUN_TEXT_STEM_H
#define LUN_TEXT_STEM_H

#include "base/buffer.h"

/* The rules of one language. Belongs to one thread at a time. */
typedef struct lun_stemmer lun_stemmer;

/* Longer words, in bytes, are no words of a language: they come out folded but whole. */
enum { LUN_STEM_MOST = 1024 };

/* Names of all languages, sorted, NULL behind the last. "porter" is the older English of that name.
** Static. */
const char *const *lun_stemmer_languages(void);

/* `language` is a name of that list or an ISO 639 code ("en", "eng"), in any case.
** Owner:  caller; release with lun_stemmer_free. *out is NULL on failure.
** Errors: LUN_EFORMAT (no such language; the message names the known ones), LUN_ENOMEM. */
lun_status lun_stemmer_new(const char *language, lun_stemmer **out, lun_error *err);
void lun_stemmer_free(lun_stemmer *s); /* NULL is legal */

/* Append the stem of one word to `out`. The word is first folded: case (Turkish dotless i by
** Turkish rules), canonical composition, curly apostrophes to straight ones.
** Units:  UTF-8, NUL allowed. An empty word has an empty stem.
** Errors: LUN_ENOMEM, LUN_EUTF8 (err->at = first bad byte); `out` then keeps what it held.
** Source: the Snowball algorithms (libstemmer). */
lun_status lun_stemmer_find(lun_stemmer *s, const char *word, size_t len, lun_buffer *out,
                            lun_error *err);

#endif
