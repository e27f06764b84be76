/* text/segment.h -- the units of a text: words, sentences, graphemes, paragraphs.
**
** All four append spans to `out` (not cleared first), in text order, disjoint. `text` must be valid
** UTF-8 of at most UINT32_MAX bytes. They ask `ctx` (may be NULL) at least each 64 KiB.
** Errors: LUN_ENOMEM, LUN_ESTOP, LUN_ELIMIT; `out` then holds what it held before. */
#ifndef LUN_TEXT_SEGMENT_H
#define LUN_TEXT_SEGMENT_H

#include "base/context.h"
#include "base/span.h"

/* Which word segments to give. */
typedef enum lun_segment_mode {
  LUN_SEGMENT_WORDS, /* only those with a letter, digit or ideograph; U+202F at an end is left out */
  LUN_SEGMENT_ALL    /* every UAX #29 segment: the spans then cover the text without a gap */
} lun_segment_mode;

/* Source: UAX #29 (Unicode 15.0), word boundary rules WB1-WB999. */
lun_status lun_words_find(const char *text, size_t len, lun_segment_mode mode,
                          const lun_context *ctx, lun_spans *out, lun_error *err);

/* Source: UAX #29, extended grapheme clusters GB1-GB999. Covers the text without a gap. */
lun_status lun_graphemes_find(const char *text, size_t len, const lun_context *ctx, lun_spans *out,
                              lun_error *err);

/* Sentences for news. With LUN_SEGMENT_ALL: UAX #29 rules SB1-SB998 alone, covering the text
** without a gap. With LUN_SEGMENT_WORDS: these rules, tailored (abbreviations and initials do not
** end a sentence; a paragraph's end does; a single line end does not; a missing space after a stop
** does not hide it), white space trimmed at both ends; only those with a letter or digit, but that a
** paragraph of stops alone ("...", "?!") is one sentence. */
lun_status lun_sentences_find(const char *text, size_t len, lun_segment_mode mode,
                              const lun_context *ctx, lun_spans *out, lun_error *err);

/* The same in another language: an ISO 639 code or an English name ("de", "de-AT", "German"). NULL
** and "" mean English; in a language without a list (lua/lunette/data/sentences.LANG.csv) only
** initials are known. */
lun_status lun_sentences_find_in(const char *lang, const char *text, size_t len,
                                 lun_segment_mode mode, const lun_context *ctx, lun_spans *out,
                                 lun_error *err);

/* Paragraphs: runs of lines parted by blank lines (white space only), trimmed at both ends. U+2029
** PARAGRAPH SEPARATOR parts without a blank line; U+200B and U+FEFF count as white space here. */
lun_status lun_paragraphs_find(const char *text, size_t len, const lun_context *ctx, lun_spans *out,
                               lun_error *err);

#endif
