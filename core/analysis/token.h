/* analysis/token.h -- the words of a document as the quotation rules see them: the lexicon's
** classes, the shape, and what stands before each word. */
#ifndef LUN_ANALYSIS_TOKEN_H
#define LUN_ANALYSIS_TOKEN_H

#include "analysis/marks.h"
#include "analysis/trait.h"
#include "match/finder.h"

#include <string.h>

/* What is known of a word: its classes (keys of the lexicon), its shape, what stands before it. A
** class of verbs or phrases stands on an entry's first word only, a class of nouns on all its words. */
typedef uint64_t lun_token_flags;
#define LUN_TOKEN_BIT(n) ((lun_token_flags)1 << (n))

/* Classes. */
#define LUN_TOKEN_SAY LUN_TOKEN_BIT(0)
#define LUN_TOKEN_TELL LUN_TOKEN_BIT(1)
#define LUN_TOKEN_LABEL LUN_TOKEN_BIT(2)
#define LUN_TOKEN_ACCORDING LUN_TOKEN_BIT(3)
#define LUN_TOKEN_NOT_QUOTE LUN_TOKEN_BIT(4)
#define LUN_TOKEN_TITLE LUN_TOKEN_BIT(5)
#define LUN_TOKEN_PERSON LUN_TOKEN_BIT(6)
#define LUN_TOKEN_PRONOUN LUN_TOKEN_BIT(7)
#define LUN_TOKEN_SKIP LUN_TOKEN_BIT(8)       /* auxiliaries and adverbs: belong to the verb */
#define LUN_TOKEN_DETERMINER LUN_TOKEN_BIT(9) /* begins a description: the, a, its, two */
#define LUN_TOKEN_LINK LUN_TOKEN_BIT(10)      /* goes on with a name or description: of, for */
#define LUN_TOKEN_BREAK LUN_TOKEN_BIT(11)     /* ends a name or description: and, that, in, when */
#define LUN_TOKEN_RELATIVE LUN_TOKEN_BIT(12)  /* who */
#define LUN_TOKEN_TIME LUN_TOKEN_BIT(13)      /* Monday, yesterday */
#define LUN_TOKEN_PARTICLE LUN_TOKEN_BIT(14)  /* small words inside names: van, bin */
#define LUN_TOKEN_PASSIVE LUN_TOKEN_BIT(15)   /* forms of "to be" and "to get" */
#define LUN_TOKEN_THAT LUN_TOKEN_BIT(32)      /* opens a clause: that */
#define LUN_TOKEN_OPENER LUN_TOKEN_BIT(33)    /* opens a clause: whether, why */
#define LUN_TOKEN_PREPOSITION LUN_TOKEN_BIT(34) /* in, on, during */
#define LUN_TOKEN_CONTRAST LUN_TOKEN_BIT(35)    /* may begin a clause of the writer's: but, while */
#define LUN_TOKEN_MALE LUN_TOKEN_BIT(36)        /* Mr., John, uncle */
#define LUN_TOKEN_FEMALE LUN_TOKEN_BIT(37)      /* Mrs., Mary, aunt */
#define LUN_TOKEN_RECORD LUN_TOKEN_BIT(38)      /* what words stand in: statement, interview */
#define LUN_TOKEN_ABOUT LUN_TOKEN_BIT(40)       /* leads to the object of a verb: about, of */
#define LUN_TOKEN_OBJECT LUN_TOKEN_BIT(41)      /* me, him, them */
#define LUN_TOKEN_NOUN LUN_TOKEN_BIT(42)        /* a noun that reports: assertion, warning */
#define LUN_TOKEN_PAST LUN_TOKEN_BIT(39)        /* irregular past: wrote */
#define LUN_TOKEN_AND LUN_TOKEN_BIT(43)         /* joins two speakers: and */
#define LUN_TOKEN_DEFINITE LUN_TOKEN_BIT(44)    /* points back: the */
#define LUN_TOKEN_ARTICLE LUN_TOKEN_BIT(45)     /* tells nothing of whom it leads to: the, a, his */
#define LUN_TOKEN_GROUP LUN_TOKEN_BIT(46)       /* a pronoun for several or a thing: they, it */
#define LUN_TOKEN_POSTPOSED LUN_TOKEN_BIT(47)   /* "according to" behind its speaker: zufolge */
#define LUN_TOKEN_CODA LUN_TOKEN_BIT(48)        /* "according to" behind a comma or mark only: so */
#define LUN_TOKEN_AS LUN_TOKEN_BIT(49)          /* comme, wie: "as S said" */
#define LUN_TOKEN_PLURAL LUN_TOKEN_BIT(50)      /* a verb of several */
#define LUN_TOKEN_FINITE LUN_TOKEN_BIT(52)      /* a verb of other things: no part of a phrase */
#define LUN_TOKEN_VIEW LUN_TOKEN_BIT(53)        /* "according to" before a person: pour, für */
#define LUN_TOKEN_INFINITIVE LUN_TOKEN_BIT(54)  /* may be an infinitive: avoir, venir */
#define LUN_TOKEN_ELIDED LUN_TOKEN_BIT(51)      /* l', qu': parted from the word behind it */
#define LUN_TOKEN_NOT_ADVERB LUN_TOKEN_BIT(55)  /* no adverb, though it ends in "ly": family */
/* Shape. */
#define LUN_TOKEN_CAPITAL LUN_TOKEN_BIT(16)
#define LUN_TOKEN_SMALL LUN_TOKEN_BIT(17)
#define LUN_TOKEN_ING LUN_TOKEN_BIT(18)    /* ends in "ing" */
#define LUN_TOKEN_ADVERB LUN_TOKEN_BIT(19) /* small, ends in "ly" */
#define LUN_TOKEN_OWNER LUN_TOKEN_BIT(20)  /* ends in a possessive */
#define LUN_TOKEN_QUOTED LUN_TOKEN_BIT(21) /* inside quotation marks */
/* Before the word. */
#define LUN_TOKEN_COMMA LUN_TOKEN_BIT(22)
#define LUN_TOKEN_COLON LUN_TOKEN_BIT(23)
#define LUN_TOKEN_DASH LUN_TOKEN_BIT(24)
#define LUN_TOKEN_OTHER LUN_TOKEN_BIT(25)     /* a bracket, a semicolon, a symbol */
#define LUN_TOKEN_MARK LUN_TOKEN_BIT(26)      /* a quotation mark */
#define LUN_TOKEN_STOP LUN_TOKEN_BIT(27)      /* . ? ! or an ellipsis; after an abbreviation, too */
#define LUN_TOKEN_SENTENCE LUN_TOKEN_BIT(28)  /* first word of a sentence */
#define LUN_TOKEN_PARAGRAPH LUN_TOKEN_BIT(29) /* first word of a paragraph */
#define LUN_TOKEN_BRACKET LUN_TOKEN_BIT(30)   /* a closing bracket */

/* All bits but those of shape and of what stands before. */
#define LUN_TOKEN_CLASSES (~(LUN_TOKEN_BIT(31) - LUN_TOKEN_BIT(16)))
#define LUN_TOKEN_SHAPE \
  (LUN_TOKEN_CAPITAL | LUN_TOKEN_SMALL | LUN_TOKEN_ING | LUN_TOKEN_ADVERB | LUN_TOKEN_OWNER)
/* A class of these stands on all words of an entry. */
#define LUN_TOKEN_NOUNS (LUN_TOKEN_TITLE | LUN_TOKEN_PERSON)
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
  lun_token_flags flags;
  uint32_t reach; /* words of the longest lexicon entry that begins here, at least 1 */
} lun_token;

/* All-zero is an empty list. */
typedef struct lun_tokens {
  const char *text; /* the document's */
  size_t len;
  lun_token *items;
  size_t count;
  size_t cap;
  uint32_t rules_off; /* rules that are not to be used, bits 1 << lun_rule */
  uint32_t traits;    /* of the lexicon's language: LUN_TRAIT_* */
} lun_tokens;

void lun_tokens_clear(lun_tokens *tokens);

/* The class of a lexicon key, or 0 when the rules do not know it. */
lun_token_flags lun_token_class(const char *key);

/* Fill `tokens` (replacing what it held) with the words of `doc` and what stands before each;
** `pieces` are the marked stretches. Shapes and classes come from a lexicon.
** Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_tokens_find(lun_tokens *tokens, lun_document *doc, const lun_pieces *pieces,
                           const lun_context *ctx, lun_error *err);

/* Number of the first token that ends behind byte `at`; `count` when there is none. */
size_t lun_tokens_at(const lun_tokens *tokens, size_t at);

/* 1 when token `i` has one of `flags`. */
static inline int lun_token_has(const lun_tokens *t, size_t i, lun_token_flags flags) {
  return (t->items[i].flags & flags) != 0;
}

/* 1 when the lexicon's language has trait `trait`. */
static inline int lun_token_trait(const lun_tokens *t, uint32_t trait) {
  return (t->traits & trait) != 0;
}

/* 1 when token `i` is there and reads `word`, letter for letter. */
static inline int lun_token_is(const lun_tokens *t, size_t i, const char *word) {
  if (i >= t->count || t->text[t->items[i].from] != word[0]) return 0; /* most words */
  size_t len = strlen(word);
  return t->items[i].to - t->items[i].from == len &&
         memcmp(t->text + t->items[i].from, word, len) == 0;
}

/* 1 when only blanks, hyphens or an abbreviation's dot part token `i` from the one before. */
static inline int lun_token_joined(const lun_tokens *t, size_t i) {
  return i > 0 && !lun_token_has(t, i, LUN_TOKEN_GAP);
}

/* 1 when token `i` begins a sentence: after a closing mark a small letter does not. */
static inline int lun_token_starts(const lun_tokens *t, size_t i) {
  lun_token_flags flags = t->items[i].flags;
  return (flags & LUN_TOKEN_PARAGRAPH) != 0 ||
         ((flags & LUN_TOKEN_SENTENCE) != 0 && (flags & LUN_TOKEN_SMALL) == 0);
}

#endif
