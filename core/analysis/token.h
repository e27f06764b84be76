/* analysis/token.h -- the words of a document as the quotation rules see them: the lexicon's
** classes, the shape, and what stands before each word. */
#ifndef LUN_ANALYSIS_TOKEN_H
#define LUN_ANALYSIS_TOKEN_H

#include "analysis/marks.h"
#include "match/finder.h"

enum {
  /* Classes: the keys of the lexicon. A class of verbs or phrases stands on an entry's first word
  ** only, a class of nouns on all its words. */
  LUN_TOKEN_SAY = 1 << 0,
  LUN_TOKEN_TELL = 1 << 1,
  LUN_TOKEN_LABEL = 1 << 2,
  LUN_TOKEN_ACCORDING = 1 << 3,
  LUN_TOKEN_NOT_QUOTE = 1 << 4,
  LUN_TOKEN_TITLE = 1 << 5,
  LUN_TOKEN_PERSON = 1 << 6,
  LUN_TOKEN_PRONOUN = 1 << 7,
  LUN_TOKEN_SKIP = 1 << 8,       /* auxiliaries and adverbs: belong to the verb */
  LUN_TOKEN_DETERMINER = 1 << 9, /* begins a description: the, a, its, two */
  LUN_TOKEN_LINK = 1 << 10,      /* goes on with a name or description: of, for */
  LUN_TOKEN_BREAK = 1 << 11,     /* ends a name or description: and, that, in, when */
  LUN_TOKEN_RELATIVE = 1 << 12,  /* who */
  LUN_TOKEN_TIME = 1 << 13,      /* Monday, yesterday */
  LUN_TOKEN_PARTICLE = 1 << 14,  /* small words inside names: van, bin */
  LUN_TOKEN_PASSIVE = 1 << 15,   /* forms of "to be" and "to get" */
  /* Shape. */
  LUN_TOKEN_CAPITAL = 1 << 16,
  LUN_TOKEN_SMALL = 1 << 17,
  LUN_TOKEN_ING = 1 << 18,    /* ends in "ing" */
  LUN_TOKEN_ADVERB = 1 << 19, /* small, ends in "ly" */
  LUN_TOKEN_OWNER = 1 << 20,  /* ends in a possessive */
  LUN_TOKEN_QUOTED = 1 << 21, /* inside quotation marks */
  /* Before the word. */
  LUN_TOKEN_COMMA = 1 << 22,
  LUN_TOKEN_COLON = 1 << 23,
  LUN_TOKEN_DASH = 1 << 24,
  LUN_TOKEN_OTHER = 1 << 25,     /* a bracket, a semicolon, a symbol */
  LUN_TOKEN_MARK = 1 << 26,      /* a quotation mark */
  LUN_TOKEN_STOP = 1 << 27,      /* . ? ! or an ellipsis; after an abbreviation, too */
  LUN_TOKEN_SENTENCE = 1 << 28,  /* first word of a sentence */
  LUN_TOKEN_PARAGRAPH = 1 << 29, /* first word of a paragraph */
  LUN_TOKEN_BRACKET = 1 << 30    /* a closing bracket */
};

#define LUN_TOKEN_VERB (LUN_TOKEN_SAY | LUN_TOKEN_TELL | LUN_TOKEN_LABEL)
#define LUN_TOKEN_START (LUN_TOKEN_SENTENCE | LUN_TOKEN_PARAGRAPH)
/* Whatever parts a word from the one before; a full stop alone may be an abbreviation's. */
#define LUN_TOKEN_GAP                                                                      \
  (LUN_TOKEN_COMMA | LUN_TOKEN_COLON | LUN_TOKEN_DASH | LUN_TOKEN_OTHER | LUN_TOKEN_MARK | \
   LUN_TOKEN_START | LUN_TOKEN_BRACKET)

/* Units: bytes of the document's text, 0-based, half-open. */
typedef struct lun_token {
  uint32_t from;
  uint32_t to;
  uint32_t flags;
  uint32_t reach; /* words of the longest lexicon entry that begins here, at least 1 */
} lun_token;

/* All-zero is an empty list. */
typedef struct lun_tokens {
  const char *text; /* the document's */
  size_t len;
  lun_token *items;
  size_t count;
  size_t cap;
} lun_tokens;

void lun_tokens_clear(lun_tokens *tokens);

/* The class of a lexicon key, or 0 when the rules do not know it. */
uint32_t lun_token_class(const char *key);

/* Fill `tokens` (replacing what it held) from `doc`. `classes` is by number of dictionary entry,
** `hits` what the lexicon found, `pieces` the marked stretches.
** Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_tokens_find(lun_tokens *tokens, lun_document *doc, const uint32_t *classes,
                           const lun_hits *hits, const lun_pieces *pieces, const lun_context *ctx,
                           lun_error *err);

/* Number of the first token that ends behind byte `at`; `count` when there is none. */
size_t lun_tokens_at(const lun_tokens *tokens, size_t at);

/* 1 when token `i` has one of `flags`. */
static inline int lun_token_has(const lun_tokens *t, size_t i, uint32_t flags) {
  return (t->items[i].flags & flags) != 0;
}

/* 1 when only blanks, hyphens or an abbreviation's dot part token `i` from the one before. */
static inline int lun_token_joined(const lun_tokens *t, size_t i) {
  return i > 0 && !lun_token_has(t, i, LUN_TOKEN_GAP);
}

/* 1 when token `i` begins a sentence: after a closing mark a small letter does not. */
static inline int lun_token_starts(const lun_tokens *t, size_t i) {
  uint32_t flags = t->items[i].flags;
  return (flags & LUN_TOKEN_PARAGRAPH) != 0 ||
         ((flags & LUN_TOKEN_SENTENCE) != 0 && (flags & LUN_TOKEN_SMALL) == 0);
}

#endif
