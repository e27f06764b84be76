#include "base/scan.h"

#include <assert.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* Bits by which small ASCII letters are rare in running text, from a guess at one place in 2^n. The
** order matters, not the values: languages differ. */
static const unsigned char letter_bits[26] = {
    /*a*/ 4, 6, 5, 5,  3, 6, 6, 5, 4, 9, 7, 5, 6,
    4,       4, 6, 10, 4, 4, 4, 6, 7, 6, 9, 6, 10 /*z*/};

/* How rare one byte is. */
static unsigned byte_bits(unsigned char byte, int any_case) {
  if (byte >= 'a' && byte <= 'z') return letter_bits[byte - 'a'];
  if (byte >= 'A' && byte <= 'Z' && !any_case) return letter_bits[byte - 'A'] / 2 + 6;
  if (byte >= 0xC2) return 7;
  if (byte >= 0x80) return 5; /* behind the first byte of a code point: no news */
  switch (byte) {
  case ' ': return 2;
  case ',':
  case '.': return 6;
  case '\n':
  case '"':
  case '\'':
  case '-': return 7;
  default: return byte < 0x20 ? 12 : 9;
  }
}

void lun_scan_add(lun_scan *scan, char byte, int caseless) {
  if (scan->len == LUN_SCAN_MOST) return;
  unsigned char lower = (unsigned char)byte | 0x20;
  int free_case = caseless && lower >= 'a' && lower <= 'z';
  scan->bytes[scan->len] = free_case ? lower : (unsigned char)byte;
  scan->any_case[scan->len++] = free_case ? 0x20 : 0;
}

void lun_scan_finish(lun_scan *scan) {
  assert(scan->len > 0);
  uint32_t rarest = 0, next = 0;
  unsigned most = 0, second = 0;
  for (uint32_t i = 0; i < scan->len; i++) {
    unsigned bits = byte_bits(scan->bytes[i], scan->any_case[i]);
    if (bits > most) {
      next = rarest;
      second = most;
      rarest = i;
      most = bits;
    } else if (bits > second) {
      next = i;
      second = bits;
    }
  }
  if (second == 0) next = rarest;
  scan->first = rarest < next ? rarest : next;
  scan->second = rarest < next ? next : rarest;
}

void lun_scan_init(lun_scan *scan, const char *string, size_t len, int caseless) {
  assert(len > 0 && len <= LUN_SCAN_MOST);
  *scan = (lun_scan){0};
  for (size_t i = 0; i < len; i++) lun_scan_add(scan, string[i], caseless);
  lun_scan_finish(scan);
}

unsigned lun_scan_rarity(const lun_scan *scan) {
  unsigned bits = 0;
  for (uint32_t i = 0; i < scan->len; i++) bits += byte_bits(scan->bytes[i], scan->any_case[i]);
  return bits;
}

static int fits_at(const lun_scan *scan, const unsigned char *at) {
  for (uint32_t i = 0; i < scan->len; i++) {
    if ((at[i] | scan->any_case[i]) != scan->bytes[i]) return 0;
  }
  return 1;
}

/* The twin of the vectors, and what finishes their last bytes. `last` = the last place there may be. */
static const unsigned char *find_plain(const lun_scan *scan, const unsigned char *at,
                                       const unsigned char *last) {
  while (at <= last && !fits_at(scan, at)) at++;
  return at;
}

#if defined(__x86_64__)
static __m128i probe_sse2(const unsigned char *at, __m128i any_case, __m128i byte) {
  __m128i bytes = _mm_loadu_si128((const __m128i *)at);
  return _mm_cmpeq_epi8(_mm_or_si128(bytes, any_case), byte);
}

static const unsigned char *find_sse2(const lun_scan *scan, const unsigned char *at,
                                      const unsigned char *last) {
  const uint32_t i = scan->first, k = scan->second;
  const __m128i case_i = _mm_set1_epi8((char)scan->any_case[i]),
                case_k = _mm_set1_epi8((char)scan->any_case[k]),
                byte_i = _mm_set1_epi8((char)scan->bytes[i]),
                byte_k = _mm_set1_epi8((char)scan->bytes[k]);
  for (; last - at >= 15; at += 16) {
    __m128i both =
        _mm_and_si128(probe_sse2(at + i, case_i, byte_i), probe_sse2(at + k, case_k, byte_k));
    for (unsigned bits = (unsigned)_mm_movemask_epi8(both); bits != 0; bits &= bits - 1) {
      const unsigned char *place = at + __builtin_ctz(bits);
      if (fits_at(scan, place)) return place;
    }
  }
  return find_plain(scan, at, last);
}

#define LUN_SCAN_AVX2 __attribute__((target("avx2,bmi")))

LUN_SCAN_AVX2 static inline __m256i probe_avx2(const unsigned char *at, __m256i any_case,
                                               __m256i byte) {
  __m256i bytes = _mm256_loadu_si256((const __m256i *)at);
  return _mm256_cmpeq_epi8(_mm256_or_si256(bytes, any_case), byte);
}

/* 64 places a turn: one branch for both halves. */
LUN_SCAN_AVX2 static const unsigned char *find_avx2(const lun_scan *scan, const unsigned char *at,
                                                    const unsigned char *last) {
  const uint32_t i = scan->first, k = scan->second;
  const __m256i case_i = _mm256_set1_epi8((char)scan->any_case[i]),
                case_k = _mm256_set1_epi8((char)scan->any_case[k]),
                byte_i = _mm256_set1_epi8((char)scan->bytes[i]),
                byte_k = _mm256_set1_epi8((char)scan->bytes[k]);
  for (; last - at >= 63; at += 64) {
    __m256i low =
        _mm256_and_si256(probe_avx2(at + i, case_i, byte_i), probe_avx2(at + k, case_k, byte_k));
    __m256i high = _mm256_and_si256(probe_avx2(at + i + 32, case_i, byte_i),
                                    probe_avx2(at + k + 32, case_k, byte_k));
    __m256i any = _mm256_or_si256(low, high);
    if (_mm256_testz_si256(any, any)) continue;
    uint64_t bits =
        (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
    for (; bits != 0; bits &= bits - 1) {
      const unsigned char *place = at + __builtin_ctzll(bits);
      if (fits_at(scan, place)) return place;
    }
  }
  return find_sse2(scan, at, last);
}
#endif

typedef const unsigned char *finder(const lun_scan *scan, const unsigned char *at,
                                    const unsigned char *last);

static finder *get_finder(lun_scan_path path) {
  switch (path) {
  case LUN_SCAN_PATH_PLAIN: return find_plain;
#if defined(__x86_64__)
  case LUN_SCAN_PATH_SSE2: return find_sse2;
  case LUN_SCAN_PATH_AVX2:
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") ? find_avx2 : NULL;
#endif
  default: return NULL;
  }
}

static size_t find_with(finder *find, const lun_scan *scan, const char *text, size_t len,
                        size_t from) {
  assert(scan->len > 0);
  if (from > len || len - from < scan->len) return len;
  const unsigned char *start = (const unsigned char *)text, *last = start + (len - scan->len);
  const unsigned char *at = find(scan, start + from, last);
  return at <= last ? (size_t)(at - start) : len;
}

int lun_scan_find_by(lun_scan_path path, const lun_scan *scan, const char *text, size_t len,
                     size_t from, size_t *at) {
  finder *find = get_finder(path);
  if (find == NULL) return 0;
  *at = find_with(find, scan, text, len, from);
  return 1;
}

size_t lun_scan_find(const lun_scan *scan, const char *text, size_t len, size_t from) {
  finder *find = get_finder(LUN_SCAN_PATH_AVX2);
  if (find == NULL) find = get_finder(LUN_SCAN_PATH_SSE2);
  if (find == NULL) find = find_plain;
  return find_with(find, scan, text, len, from);
}
