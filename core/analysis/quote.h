/* analysis/quote.h -- quotations of a document, each with its speaker, cue and the rule that paired
** them.
**
** The words that carry the rules are data: a dictionary whose keys are their classes (say, label,
** according, title, pronoun, person, not_quote, skip, ...; lua/lunette/data/quotes.en.csv). */
#ifndef LUN_ANALYSIS_QUOTE_H
#define LUN_ANALYSIS_QUOTE_H

#include "analysis/proposal.h"
#include "base/arena.h"
#include "match/finder.h"

typedef enum lun_quote_kind {
  LUN_QUOTE_DIRECT,  /* whole sentences in marks */
  LUN_QUOTE_MIXED,   /* words in marks inside the writer's own sentence */
  LUN_QUOTE_INDIRECT /* no marks: "said that ..." */
} lun_quote_kind;

#define LUN_QUOTE_NO_ACTOR UINT32_MAX

/* Units: bytes of the document's text, 0-based, half-open; an absent span is empty. */
typedef struct lun_quote {
  lun_span span;  /* first mark to last mark, both included; all segments */
  size_t segment; /* its pieces: lun_quotes.segments.items[segment, +segment_count) */
  size_t segment_count;
  lun_quote_kind kind;
  lun_span speaker;      /* as written: "she", "Foreign Minister Ana Reyes" */
  lun_span speaker_name; /* the same person's fullest name in the document, perhaps elsewhere */
  lun_span cue;          /* "said" */
  lun_span content;     /* what is given to the speaker: `span`, and of a mixed quotation the clause
                        around it, too; from the first of its parts to the last */
  size_t content_first; /* its parts: lun_quotes.contents.items[content_first, +content_count) */
  size_t content_count;
  const char *reason; /* why the speaker is that person: "name", "pronoun", "turn"; static */
  const char *rule;   /* "Q-S-V", "S-V-Q", "floating", ...; never NULL; static or in the list */
  double score;       /* 0-1: how often such a rule is right */
  uint32_t actor;     /* entry of the dictionary of actors that names the speaker, or none */
  int unclosed;       /* its closing mark is missing: it ends with its paragraph */
} lun_quote;

/* All-zero is an empty list. */
typedef struct lun_quotes {
  lun_quote *items;
  size_t count;
  size_t cap;
  lun_spans segments;
  lun_spans contents;
  lun_arena names;  /* of the caller's own rules */
  size_t odd_marks; /* opening marks without a closing one: each ends with its paragraph */
} lun_quotes;

void lun_quotes_clear(lun_quotes *quotes);

/* One thread's search. `lexicon` as above; a reference is held.
** Owner: caller; release with lun_quoter_free. */
typedef struct lun_quoter lun_quoter;
lun_status lun_quoter_new(lun_dictionary *lexicon, lun_quoter **out, lun_error *err);
void lun_quoter_free(lun_quoter *quoter);

/* Which kinds are looked for, bits 1 << lun_quote_kind; direct and mixed ones unless set. Without
** indirect ones a text without marks costs nothing. */
void lun_quoter_set_kinds(lun_quoter *quoter, unsigned kinds);

/* Switch a rule on or off and give it its score. */
void lun_quoter_set_rule(lun_quoter *quoter, lun_rule rule, int on, double score);

/* Look speakers up in a dictionary; NULL = in none. A reference is held. Errors: LUN_ENOMEM. */
lun_status lun_quoter_set_actors(lun_quoter *quoter, lun_dictionary *actors, lun_error *err);

/* Attributions for the next search, from rules of the caller's own; NULL = none. Borrowed until that
** search ends. */
void lun_quoter_propose(lun_quoter *quoter, const lun_proposals *proposals);

/* Append the quotations of `doc` to `out`, by first byte. Scare quotes, titles of works and
** nicknames are left out. Linear in the text. Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT. */
lun_status lun_quoter_find(lun_quoter *quoter, lun_document *doc, const lun_context *ctx,
                           lun_quotes *out, lun_error *err);

const char *lun_quote_kind_name(lun_quote_kind kind); /* "direct", "mixed"; static */

#endif
