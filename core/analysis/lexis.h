/* analysis/lexis.h -- words that say what stands around a name: first names, titles, particles. */
#ifndef LUN_ANALYSIS_LEXIS_H
#define LUN_ANALYSIS_LEXIS_H

#include "base/map.h"
#include "base/span.h"

/* What a word is, to be combined with |. */
enum {
  LUN_LEXIS_FIRST_NAME = 1,
  LUN_LEXIS_TITLE = 2,       /* president, Mr: stands before a person's name */
  LUN_LEXIS_MODIFIER = 4,    /* prime, former: stands before a title */
  LUN_LEXIS_PARTICLE = 8,    /* de, van, al: part of a surname */
  LUN_LEXIS_SUFFIX = 16,     /* Jr, II: behind a surname */
  LUN_LEXIS_BODY = 32,       /* university, island: last word of what is no person */
  LUN_LEXIS_CALENDAR = 64,   /* Monday, January */
  LUN_LEXIS_FUNCTION = 128,  /* the, and, but, however: never part of a name or a description */
  LUN_LEXIS_VERB = 256,      /* said, sent: verb forms that no ending betrays */
  LUN_LEXIS_ADJECTIVE = 512, /* armed, ruling: adjectives that look like verbs */
  LUN_LEXIS_LINK = 1024,     /* of, from, in: tie an actor to an agent before it */
  LUN_LEXIS_ARTICLE = 2048,
  LUN_LEXIS_FAMILY = 4096 /* Xi, Kim: family names that stand before the given name */
};

/* All-zero is empty. Read-only use from many threads is safe. */
typedef struct lun_lexis {
  lun_map words;
  uint32_t *classes; /* by number in `words` */
  size_t cap;
} lun_lexis;

/* The class called `name` ("first_name", "title", ...), or 0. */
uint32_t lun_lexis_class(const char *name);

/* Add the words of `text`, one a line, to a class; # cuts the rest of a line. Capital ASCII letters
** count as small ones. Errors: LUN_ENOMEM, LUN_ELIMIT. */
lun_status lun_lexis_add(lun_lexis *lexis, uint32_t class, const char *text, size_t len,
                         lun_error *err);

/* The classes of the word text[word), 0 when it is unknown. */
uint32_t lun_lexis_find(const lun_lexis *lexis, const char *text, lun_span word);

void lun_lexis_clear(lun_lexis *lexis);

#endif
