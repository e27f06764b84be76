/* text/unicode.h -- what a code point is to the segmenters: one look-up, all classes.
**
** Source: Unicode 15.0: WordBreakProperty, SentenceBreakProperty, GraphemeBreakProperty,
** emoji-data, DerivedGeneralCategory, PropList, Scripts. */
#ifndef LUN_TEXT_UNICODE_H
#define LUN_TEXT_UNICODE_H

#include <stddef.h>
#include <stdint.h>

/* The numbers below are those of tests/tools/unicode_tables.lua: change both or none. */
typedef enum lun_word_class {
  LUN_WORD_OTHER,
  LUN_WORD_CR,
  LUN_WORD_LF,
  LUN_WORD_NEWLINE,
  LUN_WORD_EXTEND,
  LUN_WORD_ZWJ,
  LUN_WORD_FORMAT,
  LUN_WORD_REGIONAL,
  LUN_WORD_KATAKANA,
  LUN_WORD_HEBREW,
  LUN_WORD_LETTER, /* ALetter */
  LUN_WORD_SINGLE_QUOTE,
  LUN_WORD_DOUBLE_QUOTE,
  LUN_WORD_MIDNUMLET,
  LUN_WORD_MIDLETTER,
  LUN_WORD_MIDNUM,
  LUN_WORD_NUMERIC,
  LUN_WORD_EXTENDNUMLET,
  LUN_WORD_SPACE, /* WSegSpace */
  LUN_WORD_COUNT
} lun_word_class;

typedef enum lun_sentence_class {
  LUN_SENTENCE_OTHER,
  LUN_SENTENCE_CR,
  LUN_SENTENCE_LF,
  LUN_SENTENCE_SEP,
  LUN_SENTENCE_EXTEND,
  LUN_SENTENCE_FORMAT,
  LUN_SENTENCE_SPACE, /* Sp */
  LUN_SENTENCE_LOWER,
  LUN_SENTENCE_UPPER,
  LUN_SENTENCE_LETTER, /* OLetter */
  LUN_SENTENCE_NUMERIC,
  LUN_SENTENCE_ATERM,
  LUN_SENTENCE_CONTINUE, /* SContinue */
  LUN_SENTENCE_STERM,
  LUN_SENTENCE_CLOSE,
  LUN_SENTENCE_COUNT
} lun_sentence_class;

typedef enum lun_grapheme_class {
  LUN_GRAPHEME_OTHER,
  LUN_GRAPHEME_CR,
  LUN_GRAPHEME_LF,
  LUN_GRAPHEME_CONTROL,
  LUN_GRAPHEME_EXTEND,
  LUN_GRAPHEME_ZWJ,
  LUN_GRAPHEME_REGIONAL,
  LUN_GRAPHEME_PREPEND,
  LUN_GRAPHEME_SPACINGMARK,
  LUN_GRAPHEME_L,
  LUN_GRAPHEME_V,
  LUN_GRAPHEME_T,
  LUN_GRAPHEME_LV,
  LUN_GRAPHEME_LVT,
  LUN_GRAPHEME_COUNT
} lun_grapheme_class;

/* All classes of one code point in 16 bits: word 0-4, sentence 5-8, grapheme 9-12, then flags. */
enum {
  LUN_UNICODE_PICTOGRAPHIC = 1 << 13, /* Extended_Pictographic */
  LUN_UNICODE_LETTER = 1 << 14        /* a letter, number, ideograph or kana */
};

extern const uint16_t lun_unicode_index[0x110000 >> 7];
extern const uint16_t lun_unicode_classes[];

/* The classes of `code` (up to U+10FFFF). */
static inline unsigned lun_unicode_get(uint32_t code) {
  return lun_unicode_classes[((size_t)lun_unicode_index[code >> 7] << 7) | (code & 127)];
}

static inline lun_word_class lun_unicode_word(unsigned classes) {
  return (lun_word_class)(classes & 31);
}

static inline lun_sentence_class lun_unicode_sentence(unsigned classes) {
  return (lun_sentence_class)(classes >> 5 & 15);
}

static inline lun_grapheme_class lun_unicode_grapheme(unsigned classes) {
  return (lun_grapheme_class)(classes >> 9 & 15);
}

/* 1 for the end of a line: LF, CR, NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR. */
static inline int lun_unicode_is_line_end(unsigned classes) {
  lun_sentence_class k = lun_unicode_sentence(classes);
  return k == LUN_SENTENCE_LF || k == LUN_SENTENCE_CR || k == LUN_SENTENCE_SEP;
}

/* 1 for White_Space, and for the two marks of no width that stand for it at a text's edge:
** U+200B and U+FEFF (a byte order mark left in the text). */
static inline int lun_unicode_is_blank(uint32_t code, unsigned classes) {
  return lun_unicode_sentence(classes) == LUN_SENTENCE_SPACE || lun_unicode_is_line_end(classes) ||
         code == 0x200B || code == 0xFEFF;
}

#endif
