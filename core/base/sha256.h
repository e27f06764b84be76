/* base/sha256.h -- SHA-256: the fingerprint of a text.
**
** Source: FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2. */
#ifndef LUN_BASE_SHA256_H
#define LUN_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { LUN_SHA256_SIZE = 65 }; /* bytes of a written fingerprint with its NUL */

typedef struct lun_sha256 {
  uint32_t state[8];
  uint64_t len; /* bytes added so far */
  unsigned char block[64];
} lun_sha256;

void lun_sha256_init(lun_sha256 *h);

/* Add `len` bytes; `bytes` may be NULL when `len` is 0. */
void lun_sha256_add(lun_sha256 *h, const void *bytes, size_t len);

/* The fingerprint of everything added so far: 64 lower-case hexadecimal digits. More may be added
** afterwards. */
void lun_sha256_get(const lun_sha256 *h, char out[LUN_SHA256_SIZE]);

#endif
