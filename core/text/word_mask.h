/* text/word_mask.h -- 64 bytes of text as masks: bit i says something of byte i.
**
** Internal to text/word_block.c. One small function for each kind of processor; all give the same
** masks, so that the rules built on them are written once. */
#ifndef LUN_TEXT_WORD_MASK_H
#define LUN_TEXT_WORD_MASK_H

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

enum { LUN_WORD_BLOCK = 64 }; /* bytes */

/* Compiled into each caller, where masks that are not asked for fall away. */
#define LUN_WORD_INLINE static inline __attribute__((always_inline))

#define LUN_WORD_RARE __attribute__((noinline, cold))
#define LUN_WORD_LIKELY(condition) __builtin_expect((condition) != 0, 1)

/* space, cr and lf are empty unless `lines` is asked for. */
typedef struct lun_word_masks {
  uint64_t letter; /* A-Z a-z */
  uint64_t digit;
  uint64_t underscore;
  uint64_t mid_letter; /* . ' : which may join two letters */
  uint64_t mid_number; /* . ' , ; which may join two digits */
  uint64_t space;
  uint64_t cr;
  uint64_t lf;
  uint64_t high; /* not ASCII */
  uint64_t tail; /* 0x80-0xBF: bytes of a code point but its first */
} lun_word_masks;

/* What tells the letters of Russian and Arabic, each of two bytes, from all else. */
typedef struct lun_word_pairs {
  uint64_t row;   /* 0xD0 0xD1 0xDA, which make a letter with any byte behind them */
  uint64_t d8;    /* 0xD8, which does with `upper` behind it */
  uint64_t d9;    /* 0xD9, with `lower` */
  uint64_t upper; /* 0xA0-0xBF */
  uint64_t lower; /* 0x80-0x8A */
} lun_word_pairs;

/* And the syllables of Korean and ideographs of Chinese, of three bytes, by their first. */
typedef struct lun_word_threes {
  uint64_t letter; /* 0xEB 0xEC */
  uint64_t lone;   /* 0xE5-0xE9 */
} lun_word_threes;

/* WB6, WB7, WB11, WB12: the bytes of `mids` that stand between two bytes of `group`. A code point
** of this kind has one to three bytes. */
LUN_WORD_INLINE uint64_t lun_word_join_mids(uint64_t mids, uint64_t group, uint64_t tail) {
  uint64_t first = mids & ~tail & group << 1;
  uint64_t two = first & tail >> 1, three = two & tail >> 2;
  uint64_t joined = first & ~two & group >> 1;
  two &= ~three & group >> 2;
  three &= group >> 3;
  return joined | two | two << 1 | three | three << 1 | three << 2;
}

/* --- C alone ---------------------------------------------------------------------------------- */

/* What an ASCII byte is: one bit for each of the first eight masks, in their order. */
static const unsigned char lun_word_kinds[256] = {
    ['\n'] = 0x80, ['\r'] = 0x40, [' '] = 0x20, ['\''] = 0x18, [','] = 0x10, ['.'] = 0x18,
    ['0'] = 2,     ['1'] = 2,     ['2'] = 2,    ['3'] = 2,     ['4'] = 2,    ['5'] = 2,
    ['6'] = 2,     ['7'] = 2,     ['8'] = 2,    ['9'] = 2,     [':'] = 8,    [';'] = 0x10,
    ['A'] = 1,     ['B'] = 1,     ['C'] = 1,    ['D'] = 1,     ['E'] = 1,    ['F'] = 1,
    ['G'] = 1,     ['H'] = 1,     ['I'] = 1,    ['J'] = 1,     ['K'] = 1,    ['L'] = 1,
    ['M'] = 1,     ['N'] = 1,     ['O'] = 1,    ['P'] = 1,     ['Q'] = 1,    ['R'] = 1,
    ['S'] = 1,     ['T'] = 1,     ['U'] = 1,    ['V'] = 1,     ['W'] = 1,    ['X'] = 1,
    ['Y'] = 1,     ['Z'] = 1,     ['_'] = 4,    ['a'] = 1,     ['b'] = 1,    ['c'] = 1,
    ['d'] = 1,     ['e'] = 1,     ['f'] = 1,    ['g'] = 1,     ['h'] = 1,    ['i'] = 1,
    ['j'] = 1,     ['k'] = 1,     ['l'] = 1,    ['m'] = 1,     ['n'] = 1,    ['o'] = 1,
    ['p'] = 1,     ['q'] = 1,     ['r'] = 1,    ['s'] = 1,     ['t'] = 1,    ['u'] = 1,
    ['v'] = 1,     ['w'] = 1,     ['x'] = 1,    ['y'] = 1,     ['z'] = 1,
};

/* Bit `bit` of each of eight bytes, the first byte (the lowest of `word`) lowest. The product moves
** the eight bits side by side into its highest byte. */
static inline uint64_t lun_word_gather(uint64_t word, unsigned bit) {
  const uint64_t each = UINT64_C(0x0101010101010101);
  return (word >> bit & each) * UINT64_C(0x0102040810204080) >> 56;
}

LUN_WORD_INLINE void lun_word_mask_plain(const unsigned char *bytes, int lines,
                                         lun_word_masks *out) {
  lun_word_masks m = {0};
  for (unsigned at = 0; at < LUN_WORD_BLOCK; at += 8) {
    uint64_t kinds = 0, raw = 0;
    for (unsigned i = 0; i < 8; i++) {
      kinds |= (uint64_t)lun_word_kinds[bytes[at + i]] << 8 * i;
      raw |= (uint64_t)bytes[at + i] << 8 * i;
    }
    m.letter |= lun_word_gather(kinds, 0) << at;
    m.digit |= lun_word_gather(kinds, 1) << at;
    m.underscore |= lun_word_gather(kinds, 2) << at;
    m.mid_letter |= lun_word_gather(kinds, 3) << at;
    m.mid_number |= lun_word_gather(kinds, 4) << at;
    if (lines) {
      m.space |= lun_word_gather(kinds, 5) << at;
      m.cr |= lun_word_gather(kinds, 6) << at;
      m.lf |= lun_word_gather(kinds, 7) << at;
    }
    m.high |= lun_word_gather(raw, 7) << at;
    m.tail |= lun_word_gather(raw & ~(raw << 1), 7) << at;
  }
  *out = m;
}

LUN_WORD_INLINE void lun_word_pairs_plain(const unsigned char *bytes, lun_word_pairs *out) {
  lun_word_pairs p = {0};
  for (unsigned at = 0; at < LUN_WORD_BLOCK; at++) {
    unsigned byte = bytes[at];
    p.row |= (uint64_t)((byte & 0xFE) == 0xD0 || byte == 0xDA) << at;
    p.d8 |= (uint64_t)(byte == 0xD8) << at;
    p.d9 |= (uint64_t)(byte == 0xD9) << at;
    p.upper |= (uint64_t)((byte & 0xE0) == 0xA0) << at;
    p.lower |= (uint64_t)(byte - 0x80 <= 0x0A) << at;
  }
  *out = p;
}

/* The bytes from `low` to `low + width`. */
LUN_WORD_INLINE uint64_t lun_word_find_plain(const unsigned char *bytes, char low, char width) {
  uint64_t found = 0;
  for (unsigned at = 0; at < LUN_WORD_BLOCK; at++) {
    found |= (uint64_t)((unsigned char)(bytes[at] - low) <= (unsigned char)width) << at;
  }
  return found;
}

LUN_WORD_INLINE void lun_word_threes_plain(const unsigned char *bytes, lun_word_threes *out) {
  out->letter = lun_word_find_plain(bytes, (char)0xEB, 1);
  out->lone = lun_word_find_plain(bytes, (char)0xE5, 4);
}

/* --- x86-64 ----------------------------------------------------------------------------------- */

#if defined(__x86_64__)

static inline __m128i lun_word_same_sse2(__m128i bytes, char byte) {
  return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte));
}

/* The bytes from `low` to `low + width`. There is no unsigned comparison: x <= width is
** min(x, width) == x. */
static inline __m128i lun_word_range_sse2(__m128i bytes, char low, char width) {
  __m128i above = _mm_sub_epi8(bytes, _mm_set1_epi8(low));
  return _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(width)), above);
}

static inline uint64_t lun_word_bits_sse2(__m128i bytes, unsigned at) {
  return (uint64_t)(unsigned)_mm_movemask_epi8(bytes) << at;
}

LUN_WORD_INLINE void lun_word_mask_sse2(const unsigned char *bytes, int lines,
                                        lun_word_masks *out) {
  lun_word_masks m = {0};
  for (unsigned at = 0; at < LUN_WORD_BLOCK; at += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
    __m128i both = _mm_or_si128(lun_word_same_sse2(v, '.'), lun_word_same_sse2(v, '\''));
    __m128i number = _mm_or_si128(lun_word_same_sse2(v, ','), lun_word_same_sse2(v, ';'));
    __m128i lower = _mm_or_si128(v, _mm_set1_epi8(0x20));
    m.letter |= lun_word_bits_sse2(lun_word_range_sse2(lower, 'a', 25), at);
    m.digit |= lun_word_bits_sse2(lun_word_range_sse2(v, '0', 9), at);
    m.underscore |= lun_word_bits_sse2(lun_word_same_sse2(v, '_'), at);
    m.mid_letter |= lun_word_bits_sse2(_mm_or_si128(both, lun_word_same_sse2(v, ':')), at);
    m.mid_number |= lun_word_bits_sse2(_mm_or_si128(both, number), at);
    if (lines) {
      m.space |= lun_word_bits_sse2(lun_word_same_sse2(v, ' '), at);
      m.cr |= lun_word_bits_sse2(lun_word_same_sse2(v, '\r'), at);
      m.lf |= lun_word_bits_sse2(lun_word_same_sse2(v, '\n'), at);
    }
    m.high |= lun_word_bits_sse2(v, at);
    m.tail |= lun_word_bits_sse2(_mm_andnot_si128(_mm_add_epi8(v, v), v), at);
  }
  *out = m;
}

LUN_WORD_INLINE void lun_word_pairs_sse2(const unsigned char *bytes, lun_word_pairs *out) {
  lun_word_pairs p = {0};
  for (unsigned at = 0; at < LUN_WORD_BLOCK; at += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
    __m128i row =
        _mm_or_si128(lun_word_range_sse2(v, (char)0xD0, 1), lun_word_same_sse2(v, (char)0xDA));
    p.row |= lun_word_bits_sse2(row, at);
    p.d8 |= lun_word_bits_sse2(lun_word_same_sse2(v, (char)0xD8), at);
    p.d9 |= lun_word_bits_sse2(lun_word_same_sse2(v, (char)0xD9), at);
    p.upper |= lun_word_bits_sse2(lun_word_range_sse2(v, (char)0xA0, 0x1F), at);
    p.lower |= lun_word_bits_sse2(lun_word_range_sse2(v, (char)0x80, 0x0A), at);
  }
  *out = p;
}

LUN_WORD_INLINE uint64_t lun_word_find_sse2(const unsigned char *bytes, char low, char width) {
  uint64_t found = 0;
  for (unsigned at = 0; at < LUN_WORD_BLOCK; at += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
    found |= lun_word_bits_sse2(lun_word_range_sse2(v, low, width), at);
  }
  return found;
}

LUN_WORD_INLINE void lun_word_threes_sse2(const unsigned char *bytes, lun_word_threes *out) {
  out->letter = lun_word_find_sse2(bytes, (char)0xEB, 1);
  out->lone = lun_word_find_sse2(bytes, (char)0xE5, 4);
}

#define LUN_WORD_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

static inline int lun_word_has_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

/* Eight kinds of bytes are told by two look-ups, one with the high half of a byte and one with the
** low: a kind is where both have its bit. So each kind is some high halves times some low halves,
** and letters are two kinds. Bytes that are not ASCII have high halves without any. */
enum {
  LUN_KIND_A_O = 1, /* 0x41-0x4F, 0x61-0x6F */
  LUN_KIND_P_Z = 2, /* 0x50-0x5A, 0x70-0x7A */
  LUN_KIND_DIGIT = 4,
  LUN_KIND_UNDERSCORE = 8,
  LUN_KIND_BOTH = 16,      /* . ' */
  LUN_KIND_COMMA = 32,     /* , */
  LUN_KIND_COLON = 64,     /* : */
  LUN_KIND_SEMICOLON = 128 /* ; */
};

LUN_WORD_AVX2 static inline __m256i lun_word_kinds_avx2(__m256i bytes) {
  const char p = LUN_KIND_P_Z, d = LUN_KIND_DIGIT, pd = p | d, apd = pd | LUN_KIND_A_O,
             a = LUN_KIND_A_O;
  const __m256i high = _mm256_broadcastsi128_si256(_mm_setr_epi8(
      0, 0, LUN_KIND_BOTH | LUN_KIND_COMMA, d | LUN_KIND_COLON | (char)LUN_KIND_SEMICOLON, a,
      p | LUN_KIND_UNDERSCORE, a, p, 0, 0, 0, 0, 0, 0, 0, 0));
  const __m256i low = _mm256_broadcastsi128_si256(
      _mm_setr_epi8(pd, apd, apd, apd, apd, apd, apd, apd | LUN_KIND_BOTH, apd, apd,
                    a | p | LUN_KIND_COLON, a | (char)LUN_KIND_SEMICOLON, a | LUN_KIND_COMMA, a,
                    a | LUN_KIND_BOTH, a | LUN_KIND_UNDERSCORE));
  const __m256i half = _mm256_set1_epi8(0x0F);
  __m256i by_high = _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half));
  return _mm256_and_si256(by_high, _mm256_shuffle_epi8(low, _mm256_and_si256(bytes, half)));
}

/* The bytes of which the highest bit is set, once all are moved left by `shift`. What comes in from
** the neighbour below never reaches the highest bit. */
#define LUN_WORD_BITS_AVX2(v, shift)                                  \
  ((unsigned)_mm256_movemask_epi8(_mm256_slli_epi16((v)[0], shift)) | \
   (uint64_t)(unsigned)_mm256_movemask_epi8(_mm256_slli_epi16((v)[1], shift)) << 32)

LUN_WORD_AVX2 static inline uint64_t lun_word_same_avx2(const __m256i v[2], char byte) {
  const __m256i same[2] = {_mm256_cmpeq_epi8(v[0], _mm256_set1_epi8(byte)),
                           _mm256_cmpeq_epi8(v[1], _mm256_set1_epi8(byte))};
  return LUN_WORD_BITS_AVX2(same, 0);
}

LUN_WORD_AVX2 LUN_WORD_INLINE void lun_word_mask_avx2(const unsigned char *bytes, int lines,
                                                      lun_word_masks *out) {
  const __m256i v[2] = {_mm256_loadu_si256((const __m256i *)(const void *)bytes),
                        _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32))};
  const __m256i kinds[2] = {lun_word_kinds_avx2(v[0]), lun_word_kinds_avx2(v[1])};
  uint64_t both = LUN_WORD_BITS_AVX2(kinds, 3);
  out->letter = LUN_WORD_BITS_AVX2(kinds, 7) | LUN_WORD_BITS_AVX2(kinds, 6);
  out->digit = LUN_WORD_BITS_AVX2(kinds, 5);
  out->underscore = LUN_WORD_BITS_AVX2(kinds, 4);
  out->mid_letter = both | LUN_WORD_BITS_AVX2(kinds, 1);
  out->mid_number = both | LUN_WORD_BITS_AVX2(kinds, 2) | LUN_WORD_BITS_AVX2(kinds, 0);
  out->space = lines ? lun_word_same_avx2(v, ' ') : 0;
  out->cr = lines ? lun_word_same_avx2(v, '\r') : 0;
  out->lf = lines ? lun_word_same_avx2(v, '\n') : 0;
  out->high = LUN_WORD_BITS_AVX2(v, 0);
  out->tail = out->high ? out->high & ~LUN_WORD_BITS_AVX2(v, 1) : 0;
}

LUN_WORD_AVX2 static inline uint64_t lun_word_range_avx2(const __m256i v[2], char low, char width) {
  const __m256i least = _mm256_set1_epi8(low), most = _mm256_set1_epi8(width);
  const __m256i above[2] = {_mm256_sub_epi8(v[0], least), _mm256_sub_epi8(v[1], least)};
  const __m256i inside[2] = {_mm256_cmpeq_epi8(_mm256_min_epu8(above[0], most), above[0]),
                             _mm256_cmpeq_epi8(_mm256_min_epu8(above[1], most), above[1])};
  return LUN_WORD_BITS_AVX2(inside, 0);
}

LUN_WORD_AVX2 LUN_WORD_INLINE void lun_word_pairs_avx2(const unsigned char *bytes,
                                                       lun_word_pairs *out) {
  const __m256i v[2] = {_mm256_loadu_si256((const __m256i *)(const void *)bytes),
                        _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32))};
  out->row = lun_word_range_avx2(v, (char)0xD0, 1) | lun_word_same_avx2(v, (char)0xDA);
  out->d8 = lun_word_same_avx2(v, (char)0xD8);
  out->d9 = lun_word_same_avx2(v, (char)0xD9);
  out->upper = lun_word_range_avx2(v, (char)0xA0, 0x1F);
  out->lower = lun_word_range_avx2(v, (char)0x80, 0x0A);
}

LUN_WORD_AVX2 LUN_WORD_INLINE uint64_t lun_word_find_avx2(const unsigned char *bytes, char low,
                                                          char width) {
  const __m256i v[2] = {_mm256_loadu_si256((const __m256i *)(const void *)bytes),
                        _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32))};
  return lun_word_range_avx2(v, low, width);
}

LUN_WORD_AVX2 LUN_WORD_INLINE void lun_word_threes_avx2(const unsigned char *bytes,
                                                        lun_word_threes *out) {
  out->letter = lun_word_find_avx2(bytes, (char)0xEB, 1);
  out->lone = lun_word_find_avx2(bytes, (char)0xE5, 4);
}

/* --- ARM -------------------------------------------------------------------------------------- */

#elif defined(__aarch64__)

static inline uint8x16_t lun_word_range_neon(uint8x16_t bytes, uint8_t low, uint8_t width) {
  return vcleq_u8(vsubq_u8(bytes, vdupq_n_u8(low)), vdupq_n_u8(width));
}

/* There is no movemask: each byte keeps the bit of its place, and neighbours are added until eight
** bytes have become one. */
static inline uint64_t lun_word_bits_neon(uint8x16_t inside, unsigned at) {
  uint8x16_t sum =
      vandq_u8(inside, vreinterpretq_u8_u64(vdupq_n_u64(UINT64_C(0x8040201008040201))));
  for (int i = 0; i < 3; i++) sum = vpaddq_u8(sum, sum);
  return (uint64_t)vgetq_lane_u16(vreinterpretq_u16_u8(sum), 0) << at;
}

LUN_WORD_INLINE void lun_word_mask_neon(const unsigned char *bytes, int lines,
                                        lun_word_masks *out) {
  lun_word_masks m = {0};
  for (unsigned at = 0; at < LUN_WORD_BLOCK; at += 16) {
    uint8x16_t v = vld1q_u8(bytes + at);
    uint8x16_t both = vorrq_u8(vceqq_u8(v, vdupq_n_u8('.')), vceqq_u8(v, vdupq_n_u8('\'')));
    uint8x16_t number = vorrq_u8(vceqq_u8(v, vdupq_n_u8(',')), vceqq_u8(v, vdupq_n_u8(';')));
    uint8x16_t lower = vorrq_u8(v, vdupq_n_u8(0x20));
    m.letter |= lun_word_bits_neon(lun_word_range_neon(lower, 'a', 25), at);
    m.digit |= lun_word_bits_neon(lun_word_range_neon(v, '0', 9), at);
    m.underscore |= lun_word_bits_neon(vceqq_u8(v, vdupq_n_u8('_')), at);
    m.mid_letter |= lun_word_bits_neon(vorrq_u8(both, vceqq_u8(v, vdupq_n_u8(':'))), at);
    m.mid_number |= lun_word_bits_neon(vorrq_u8(both, number), at);
    if (lines) {
      m.space |= lun_word_bits_neon(vceqq_u8(v, vdupq_n_u8(' ')), at);
      m.cr |= lun_word_bits_neon(vceqq_u8(v, vdupq_n_u8('\r')), at);
      m.lf |= lun_word_bits_neon(vceqq_u8(v, vdupq_n_u8('\n')), at);
    }
    m.high |= lun_word_bits_neon(vcgeq_u8(v, vdupq_n_u8(0x80)), at);
    m.tail |= lun_word_bits_neon(lun_word_range_neon(v, 0x80, 0x3F), at);
  }
  *out = m;
}

LUN_WORD_INLINE void lun_word_pairs_neon(const unsigned char *bytes, lun_word_pairs *out) {
  lun_word_pairs p = {0};
  for (unsigned at = 0; at < LUN_WORD_BLOCK; at += 16) {
    uint8x16_t v = vld1q_u8(bytes + at);
    uint8x16_t row = vorrq_u8(lun_word_range_neon(v, 0xD0, 1), vceqq_u8(v, vdupq_n_u8(0xDA)));
    p.row |= lun_word_bits_neon(row, at);
    p.d8 |= lun_word_bits_neon(vceqq_u8(v, vdupq_n_u8(0xD8)), at);
    p.d9 |= lun_word_bits_neon(vceqq_u8(v, vdupq_n_u8(0xD9)), at);
    p.upper |= lun_word_bits_neon(lun_word_range_neon(v, 0xA0, 0x1F), at);
    p.lower |= lun_word_bits_neon(lun_word_range_neon(v, 0x80, 0x0A), at);
  }
  *out = p;
}

LUN_WORD_INLINE uint64_t lun_word_find_neon(const unsigned char *bytes, char low, char width) {
  uint64_t found = 0;
  for (unsigned at = 0; at < LUN_WORD_BLOCK; at += 16) {
    uint8x16_t v = vld1q_u8(bytes + at);
    found |= lun_word_bits_neon(lun_word_range_neon(v, (uint8_t)low, (uint8_t)width), at);
  }
  return found;
}

LUN_WORD_INLINE void lun_word_threes_neon(const unsigned char *bytes, lun_word_threes *out) {
  out->letter = lun_word_find_neon(bytes, (char)0xEB, 1);
  out->lone = lun_word_find_neon(bytes, (char)0xE5, 4);
}

#endif
#endif
