/* text/word_skip.h -- to the end, nearly, of a segment longer than a block.
**
** Internal to text/word_block.c. Blocks in which all joins to all need none of the rules. */
#ifndef LUN_TEXT_WORD_SKIP_H
#define LUN_TEXT_WORD_SKIP_H

#include "text/utf8.h"
#include "text/word_block.h"
#include "text/word_row.h"

/* Move run->at, which lies inside a segment, on to a code point that belongs to it as well; run->left
** and run->wanted go with it. */
typedef void lun_word_skipper(lun_word_run *run);

#if defined(__x86_64__)

/* Which code points join to all of the same kind, whichever is first. What is ignored joins to
** letters and, alone, to anything. */
typedef enum lun_word_skip {
  LUN_WORD_SKIP_LETTERS, /* letters, digits, underscores */
  LUN_WORD_SKIP_IGNORED,
  LUN_WORD_SKIP_SPACES
} lun_word_skip;

/* The classes of the code point at `at`. */
static inline unsigned lun_word_skip_get(const lun_word_run *run, size_t at) {
  size_t next;
  return lun_unicode_get(lun_utf8_get(run->text, run->len, at, &next));
}

static inline lun_word_skip lun_word_skip_begin(const lun_word_run *run) {
  lun_word_class k = run->left;
  if (k == LUN_WORD_COUNT) k = lun_unicode_word(lun_word_skip_get(run, run->at));
  if (k == LUN_WORD_SPACE) return LUN_WORD_SKIP_SPACES;
  if (k == LUN_WORD_LETTER || k == LUN_WORD_HEBREW || k == LUN_WORD_NUMERIC ||
      k == LUN_WORD_EXTENDNUMLET) {
    return LUN_WORD_SKIP_LETTERS;
  }
  return LUN_WORD_SKIP_IGNORED;
}

/* The bytes of a block by what they are to one way of skipping. */
typedef struct lun_word_skipped {
  uint64_t base;   /* not ignored */
  uint64_t wanted; /* letters and digits, among the former */
  uint64_t ignored;
  uint64_t letter;
  uint64_t digit;
  uint64_t mid_letter;
  uint64_t mid_number;
} lun_word_skipped;

LUN_WORD_AVX2 LUN_WORD_INLINE void lun_word_skip_row(const lun_word_row *row,
                                                     const lun_word_lows *lows, uint64_t last,
                                                     unsigned size, lun_word_skip by,
                                                     lun_word_skipped *out) {
  uint64_t sets[2 * LUN_WORD_PLANES] = {0};
  if (by == LUN_WORD_SKIP_SPACES) { /* WB3d stands before WB4 */
    if (row->flags & 4) lun_word_plane_avx2(row, 2, lows, last, size, sets);
    out->base |= sets[LUN_WORD_SET_SPACE];
    return;
  }
  lun_word_plane_avx2(row, 0, lows, last, size, sets);
  out->ignored |= sets[LUN_WORD_SET_IGNORED];
  if (by == LUN_WORD_SKIP_IGNORED) return;
  if (row->flags & 2) lun_word_plane_avx2(row, 1, lows, last, size, sets);
  if (row->flags & 4) lun_word_plane_avx2(row, 2, lows, last, size, sets);
  if (row->flags & 32) lun_word_plane_avx2(row, 5, lows, last, size, sets);
  uint64_t wanted = sets[LUN_WORD_SET_LETTER] | sets[LUN_WORD_SET_DIGIT];
  uint64_t base = wanted | sets[LUN_WORD_SET_UNDERSCORE];
  out->base |= base;
  out->wanted |= wanted & ~sets[LUN_WORD_SET_MODEST];
  out->letter |= sets[LUN_WORD_SET_LETTER];
  out->digit |= sets[LUN_WORD_SET_DIGIT];
  if (!(row->flags & 8) || !(last & ~(base | sets[LUN_WORD_SET_IGNORED]))) return;
  lun_word_plane_avx2(row, 3, lows, last, size, sets);
  out->mid_letter |= sets[LUN_WORD_SET_MID_LETTER];
  out->mid_number |= sets[LUN_WORD_SET_MID_NUMBER];
}

/* Sort a block. Returns the bytes of a code point that goes over its edge. */
LUN_WORD_AVX2 LUN_WORD_INLINE uint64_t lun_word_skip_block(const unsigned char *bytes,
                                                           uint64_t tail, const __m256i v[2],
                                                           lun_word_skip by,
                                                           lun_word_skipped *out) {
  lun_word_lows lows;
  uint64_t high = LUN_WORD_BITS_AVX2(v, 0), leads = high & ~tail;
  if (~high && by == LUN_WORD_SKIP_LETTERS) {
    const __m256i kinds[2] = {lun_word_kinds_avx2(v[0]), lun_word_kinds_avx2(v[1])};
    uint64_t letters = LUN_WORD_BITS_AVX2(kinds, 7) | LUN_WORD_BITS_AVX2(kinds, 6);
    uint64_t both = LUN_WORD_BITS_AVX2(kinds, 3);
    out->letter = letters;
    out->digit = LUN_WORD_BITS_AVX2(kinds, 5);
    out->mid_letter = both | LUN_WORD_BITS_AVX2(kinds, 1);
    out->mid_number = both | LUN_WORD_BITS_AVX2(kinds, 2) | LUN_WORD_BITS_AVX2(kinds, 0);
    out->wanted = out->letter | out->digit;
    out->base = out->wanted | LUN_WORD_BITS_AVX2(kinds, 4);
  }
  if (leads) lun_word_lows_get(v, &lows);
  for (int turn = 0; leads && turn < 2 * LUN_WORD_ROW_MOST; turn++) {
    unsigned size;
    uint64_t found;
    const lun_word_row *row = lun_word_row_find(bytes, v, tail, leads, &size, &found);
    if (row == NULL) return -(leads & -leads);
    lun_word_skip_row(row, &lows, found << (size - 1), size, by, out);
    leads &= ~found;
  }
  return 0;
}

/* Say what is to the left of run->at, of which the last code point that is not ignored begins at
** `base`. */
static inline void lun_word_skip_end(lun_word_run *run, size_t base) {
  lun_word_class here = lun_unicode_word(lun_word_skip_get(run, run->at));
  int is_ignored = here == LUN_WORD_EXTEND || here == LUN_WORD_FORMAT || here == LUN_WORD_ZWJ;
  if (!is_ignored) run->left = LUN_WORD_COUNT;
  else if (base != SIZE_MAX) run->left = lun_unicode_word(lun_word_skip_get(run, base));
}

/* The last place in a block to which it joins, and from which reading may go on; 0 when that is not
** worth while. A code point that begins four bytes before the end ends in the block. */
LUN_WORD_INLINE unsigned lun_word_skip_on(const lun_word_skipped *b, uint64_t tail, uint64_t edge) {
  uint64_t joined = b->base | b->ignored | edge;
  if (~joined) {
    joined |= lun_word_join_mids(b->mid_letter, b->letter, tail);
    joined |= lun_word_join_mids(b->mid_number, b->digit, tail);
  }
  uint64_t open = ~joined & (joined + 1); /* the first byte that may not join */
  if (open != 0 && open < UINT64_C(1) << LUN_WORD_BLOCK / 2) return 0;
  uint64_t first = (b->base | b->ignored) & ~tail & (open - 1) & ~UINT64_C(0) >> 3;
  return first > 1 ? 63u - (unsigned)__builtin_clzll(first) : 0;
}

LUN_WORD_AVX2 static inline void lun_word_skip_avx2(lun_word_run *run) {
  const lun_word_skip by = lun_word_skip_begin(run);
  size_t base = run->left == LUN_WORD_COUNT ? run->at : SIZE_MAX;
  while (run->at < run->until && run->len - run->at >= LUN_WORD_BLOCK) {
    const unsigned char *bytes = (const unsigned char *)run->text + run->at;
    const __m256i v[2] = {_mm256_loadu_si256((const __m256i *)(const void *)bytes),
                          _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32))};
    lun_word_skipped b = {0};
    uint64_t tail = LUN_WORD_BITS_AVX2(v, 0) & ~LUN_WORD_BITS_AVX2(v, 1);
    uint64_t edge = lun_word_skip_block(bytes, tail, v, by, &b);
    unsigned on = lun_word_skip_on(&b, tail, edge);
    if (on == 0) break;
    uint64_t before = b.base & ~tail & ((UINT64_C(1) << on) - 1);
    if (before) base = run->at + 63u - (unsigned)__builtin_clzll(before);
    if (b.wanted & ((UINT64_C(1) << on) - 1)) run->wanted = 1;
    run->at += on;
  }
  lun_word_skip_end(run, base);
}

#endif
#endif
