/* base/scan.h -- a short string made ready to be looked for in many bytes, ASCII case apart or not.
**
** The two rarest bytes of the string are looked for at once, many places at a time; only where both
** stand is the rest compared. */
#ifndef LUN_BASE_SCAN_H
#define LUN_BASE_SCAN_H

#include <stddef.h>
#include <stdint.h>

enum { LUN_SCAN_MOST = 64 }; /* bytes of a string */

/* What is looked for: a byte b of the text fits place i when (b | any_case[i]) == bytes[i]. */
typedef struct lun_scan {
  unsigned char bytes[LUN_SCAN_MOST];    /* small letters where the case is free */
  unsigned char any_case[LUN_SCAN_MOST]; /* 0x20 where either case will do, else 0 */
  uint32_t len;
  uint32_t first, second; /* the places of the two probed bytes, first <= second */
} lun_scan;

/* Kinds of processor, and C alone. */
typedef enum lun_scan_path {
  LUN_SCAN_PATH_PLAIN,
  LUN_SCAN_PATH_SSE2,
  LUN_SCAN_PATH_AVX2,
  LUN_SCAN_PATHS
} lun_scan_path;

/* Look for `string` (1 to LUN_SCAN_MOST bytes, NUL allowed); with `caseless`, an ASCII letter
** stands for both its cases, and other bytes for themselves. */
void lun_scan_init(lun_scan *scan, const char *string, size_t len, int caseless);

/* One more byte at the end of a scan that is all-zero or holds others; nothing when it is full.
** Behind the last one, lun_scan_finish. */
void lun_scan_add(lun_scan *scan, char byte, int caseless);
void lun_scan_finish(lun_scan *scan);

/* How rare the string is in text, in bits, roughly: one place in 2^n. A guess from its bytes. */
unsigned lun_scan_rarity(const lun_scan *scan);

/* The first place in [from, len) where the string stands wholly before `len`, or `len`. */
size_t lun_scan_find(const lun_scan *scan, const char *text, size_t len, size_t from);

/* The same by one path. 0 when this machine lacks it; all others find the same place. */
int lun_scan_find_by(lun_scan_path path, const lun_scan *scan, const char *text, size_t len,
                     size_t from, size_t *at);

#endif
