/* text/word_row.h -- the sets of code points that word rules tell apart, by rows of 64.
**
** Internal to text/word_block.c. The code points of a row differ in their last byte alone, so that
** all of them in a block of text are told by one look-up of bytes. A block of most scripts has
** code points of one to three rows. */
#ifndef LUN_TEXT_WORD_ROW_H
#define LUN_TEXT_WORD_ROW_H

#include "text/word_mask.h"

#include <stddef.h>

/* The numbers up to LUN_WORD_SET_REGIONAL are those of tests/tools/unicode_tables.lua: change both or
** none. Behind it are those that only one code point at a time is told to be. */
typedef enum lun_word_set {
  LUN_WORD_SET_LETTER,
  LUN_WORD_SET_IGNORED,
  LUN_WORD_SET_DIGIT,
  LUN_WORD_SET_LONE, /* a word of one code point, such as an ideograph */
  LUN_WORD_SET_SPACE,
  LUN_WORD_SET_UNDERSCORE,
  LUN_WORD_SET_MID_LETTER,
  LUN_WORD_SET_MID_NUMBER,
  LUN_WORD_SET_KATAKANA,
  LUN_WORD_SET_SPECIAL, /* in a row: to be looked up alone; of one code point: only for tables */
  LUN_WORD_SET_MODEST,  /* among LETTER or DIGIT, but makes no word wanted */
  LUN_WORD_SET_REGIONAL,
  LUN_WORD_SET_MID_BOTH,
  LUN_WORD_SET_HEBREW, /* among LETTER as well when told by a row */
  LUN_WORD_SET_JOINER, /* ZWJ; among IGNORED as well when told by a row */
  LUN_WORD_SET_NARROW, /* U+202F; among UNDERSCORE as well when told by a row */
  LUN_WORD_SET_MARKED, /* ignored, but at a segment's beginning a letter */
  LUN_WORD_SET_MODEST_LETTER,
  LUN_WORD_SET_MODEST_DIGIT,
  LUN_WORD_SET_NEWLINE, /* a line end: what is ignored behind it does not join */
  LUN_WORD_SET_OTHER,   /* joins to nothing */
  LUN_WORD_SETS
} lun_word_set;

enum {
  LUN_WORD_PLANES = 6,
  LUN_WORD_ROW_JOINER = 1 << 6, /* the row of ZWJ and U+202F */
  LUN_WORD_ROW_HEBREW = 1 << 7  /* its letters but those of MODEST are Hebrew */
};

/* Plane p holds the sets 2p and 2p + 1. It has a byte for each low half of a code point's last byte;
** bits 0-3 (of the first set) and 4-7 (of the second) stand for the high halves 8, 9, A and B. */
typedef struct lun_word_row {
  unsigned char flags; /* bit p: plane p is not empty */
  unsigned char planes[LUN_WORD_PLANES][16];
} lun_word_row;

extern const uint16_t lun_word_row_index[0x110000 >> 6];
extern const lun_word_row lun_word_rows[];

/* How a path sorts code points by rows: puts the bytes of some of those of which `leads` are the
** first bytes into their sets, and returns the others. *planes gets the flags of their rows. */
typedef uint64_t lun_word_sorter(const unsigned char *bytes, uint64_t tail, uint64_t leads,
                                 uint64_t sets[LUN_WORD_SETS], unsigned *planes);

/* Where bytes cannot be looked up many at once. */
LUN_WORD_INLINE uint64_t lun_word_sort_none(const unsigned char *bytes, uint64_t tail,
                                            uint64_t leads, uint64_t sets[LUN_WORD_SETS],
                                            unsigned *planes) {
  (void)bytes;
  (void)tail;
  (void)sets;
  (void)planes;
  return leads;
}

#if defined(__x86_64__)

/* When fewer code points than this are left, or are found in a row, they are as soon looked up one
** by one; nor does a text of many rows have to try them all. */
enum { LUN_WORD_ROW_FEW = 6, LUN_WORD_ROW_MOST = 5 };

/* A block's last bytes of code points, made ready for the planes of any row. */
typedef struct lun_word_lows {
  __m256i low[2];    /* the low halves */
  __m256i first[2];  /* by the high halves, the bit of the first set */
  __m256i second[2]; /* and of the second */
} lun_word_lows;

LUN_WORD_AVX2 LUN_WORD_INLINE void lun_word_lows_get(const __m256i v[2], lun_word_lows *out) {
  const __m256i half = _mm256_set1_epi8(0x0F);
  const __m256i bits =
      _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 0, 0, 0, 0));
  for (int i = 0; i < 2; i++) {
    out->low[i] = _mm256_and_si256(v[i], half);
    out->first[i] = _mm256_shuffle_epi8(bits, _mm256_and_si256(_mm256_srli_epi16(v[i], 4), half));
    out->second[i] = _mm256_slli_epi16(out->first[i], 4);
  }
}

LUN_WORD_AVX2 LUN_WORD_INLINE uint64_t lun_word_test_avx2(const __m256i row[2],
                                                          const __m256i bits[2]) {
  const __m256i in[2] = {_mm256_cmpeq_epi8(_mm256_and_si256(row[0], bits[0]), bits[0]),
                         _mm256_cmpeq_epi8(_mm256_and_si256(row[1], bits[1]), bits[1])};
  return LUN_WORD_BITS_AVX2(in, 0);
}

/* All bytes of the code points of `size` bytes of which `last` are the last bytes. */
LUN_WORD_INLINE uint64_t lun_word_spread(uint64_t last, unsigned size) {
  uint64_t three = size > 2 ? last >> 2 : 0, four = size > 3 ? last >> 3 : 0;
  return last | last >> 1 | three | four;
}

/* The code points of a row that are in the two sets of one plane. `last` are their last bytes. */
LUN_WORD_AVX2 LUN_WORD_INLINE void lun_word_plane_avx2(const lun_word_row *row, int plane,
                                                       const lun_word_lows *lows, uint64_t last,
                                                       unsigned size, uint64_t *sets) {
  const __m256i bytes = _mm256_broadcastsi128_si256(
      _mm_loadu_si128((const __m128i *)(const void *)row->planes[plane]));
  const __m256i rows[2] = {_mm256_shuffle_epi8(bytes, lows->low[0]),
                           _mm256_shuffle_epi8(bytes, lows->low[1])};
  sets[2 * plane] = lun_word_spread(lun_word_test_avx2(rows, lows->first) & last, size);
  sets[2 * plane + 1] = lun_word_spread(lun_word_test_avx2(rows, lows->second) & last, size);
}

/* Put the code points of a row into all of their sets but SPECIAL; returns the first bytes of those
** that are special. Each plane is named, so that the sets can stay in registers. */
LUN_WORD_AVX2 LUN_WORD_INLINE uint64_t lun_word_row_avx2(const lun_word_row *row,
                                                         const __m256i v[2],
                                                         const lun_word_lows *lows, uint64_t last,
                                                         unsigned size, uint64_t *sets) {
  uint64_t own[2 * LUN_WORD_PLANES];
  lun_word_plane_avx2(row, 0, lows, last, size, own);
  sets[LUN_WORD_SET_LETTER] |= own[LUN_WORD_SET_LETTER];
  sets[LUN_WORD_SET_IGNORED] |= own[LUN_WORD_SET_IGNORED];
  if (row->flags <= 1) return 0;
  for (int plane = 1; plane < LUN_WORD_PLANES; plane++) own[2 * plane] = own[2 * plane + 1] = 0;
#pragma GCC unroll 8
  for (int plane = 1; plane < LUN_WORD_PLANES; plane++) {
    if (!(row->flags & 1 << plane)) continue;
    lun_word_plane_avx2(row, plane, lows, last, size, own);
    sets[2 * plane] |= own[2 * plane];
    sets[2 * plane + 1] |= plane == LUN_WORD_SET_SPECIAL / 2 ? 0 : own[2 * plane + 1];
  }
  if (row->flags & LUN_WORD_ROW_HEBREW) {
    sets[LUN_WORD_SET_HEBREW] |= own[LUN_WORD_SET_LETTER] & ~own[LUN_WORD_SET_MODEST];
  }
  if (row->flags & LUN_WORD_ROW_JOINER) {
    sets[LUN_WORD_SET_JOINER] |= lun_word_spread(lun_word_same_avx2(v, (char)0x8D) & last, 3);
    sets[LUN_WORD_SET_NARROW] |= lun_word_spread(lun_word_same_avx2(v, (char)0xAF) & last, 3);
  }
  return (own[LUN_WORD_SET_SPECIAL] & last) >> (size - 1);
}

/* The row of the first of `leads`; *found are those of its code points that end in the block, *size
** their bytes. NULL when that one does not. */
LUN_WORD_AVX2 LUN_WORD_INLINE const lun_word_row *
lun_word_row_find(const unsigned char *bytes, const __m256i v[2], uint64_t tail, uint64_t leads,
                  unsigned *size, uint64_t *found) {
  unsigned at = (unsigned)__builtin_ctzll(leads);
  uint32_t row = bytes[at] & 0x1Fu; /* the code point without its last byte */
  *size = 2u + (bytes[at] >= 0xE0) + (bytes[at] >= 0xF0);
  if (at + *size > LUN_WORD_BLOCK) return NULL;
  *found = leads & lun_word_same_avx2(v, (char)bytes[at]) & tail >> (*size - 1);
  if (*size > 2) {
    *found &= lun_word_same_avx2(v, (char)bytes[at + 1]) >> 1;
    row = (bytes[at] & 0x0Fu) << 6 | (bytes[at + 1] & 0x3Fu);
  }
  if (*size > 3) {
    *found &= lun_word_same_avx2(v, (char)bytes[at + 2]) >> 2;
    row = (bytes[at] & 0x07u) << 12 | (bytes[at + 1] & 0x3Fu) << 6 | (bytes[at + 2] & 0x3Fu);
  }
  return lun_word_rows + lun_word_row_index[row];
}

LUN_WORD_AVX2 LUN_WORD_INLINE uint64_t lun_word_sort_avx2(const unsigned char *bytes, uint64_t tail,
                                                          uint64_t leads,
                                                          uint64_t sets[LUN_WORD_SETS],
                                                          unsigned *planes) {
  const __m256i v[2] = {_mm256_loadu_si256((const __m256i *)(const void *)bytes),
                        _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32))};
  lun_word_lows lows;
  uint64_t special = 0;
  if (__builtin_popcountll(leads) < LUN_WORD_ROW_FEW) return leads;
  lun_word_lows_get(v, &lows);
  for (int turn = 0; turn < LUN_WORD_ROW_MOST; turn++) {
    unsigned size;
    uint64_t found;
    const lun_word_row *row = lun_word_row_find(bytes, v, tail, leads, &size, &found);
    if (row == NULL) break;
    *planes |= row->flags;
    special |= lun_word_row_avx2(row, v, &lows, found << (size - 1), size, sets);
    leads &= ~found;
    if (__builtin_popcountll(leads) < LUN_WORD_ROW_FEW) break;
    if (__builtin_popcountll(found) < LUN_WORD_ROW_FEW / 2) break;
  }
  return leads | special;
}

#endif
#endif
