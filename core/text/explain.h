/* text/explain.h -- why a boundary is where it is: for every place between two code points, the
** rule of UAX #29 that decides.
**
** The rules stand in tables, one a line as the standard has them, and are tried one after the other
** at every place. This is slow and plain on purpose: it shares nothing with the segmenters of
** segment.h but the classes of code points, and so they test each other. */
#ifndef LUN_TEXT_EXPLAIN_H
#define LUN_TEXT_EXPLAIN_H

#include "base/error.h"

#include <stddef.h>

/* What was decided at one place. */
typedef struct lun_verdict {
  size_t at;           /* byte, 0-based: the place before the code point that begins there */
  int is_boundary;     /* 1: a unit ends and another begins here */
  const char *rule;    /* "WB3a"; static */
  const char *meaning; /* the rule in a few words; static */
} lun_verdict;

/* Called for each place in text order; anything but LUN_OK ends the walk and is returned. */
typedef lun_status (*lun_verdict_each)(void *user, const lun_verdict *verdict, lun_error *err);

/* Call `each` for every place of `text`: its start, between each two code points, and its end. An
** empty text has none. A place costs time linear in the marks or flags that stand before it.
** Units:  `text` is valid UTF-8 of at most UINT32_MAX bytes, NUL allowed.
** Errors: LUN_ENOMEM, LUN_ELIMIT (longer text), what `each` returns.
** Source: UAX #29 (Unicode 15.0): WB1-WB999; GB1-GB999, extended clusters; SB1-SB998, without the
**         tailoring for news. */
lun_status lun_words_explain(const char *text, size_t len, lun_verdict_each each, void *user,
                             lun_error *err);
lun_status lun_graphemes_explain(const char *text, size_t len, lun_verdict_each each, void *user,
                                 lun_error *err);
lun_status lun_sentences_explain(const char *text, size_t len, lun_verdict_each each, void *user,
                                 lun_error *err);

#endif
