/* The vectors are those of FIPS 180-4's example files and of NIST's SHA-256 byte tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/sha256.h"

#include <string.h>

static void check(const char *bytes, size_t len, const char *wanted) {
  char got[LUN_SHA256_SIZE];
  lun_sha256 h;
  lun_sha256_init(&h);
  lun_sha256_add(&h, bytes, len);
  lun_sha256_get(&h, got);
  assert_string_equal(got, wanted);
}

static void test_vectors(void **state) {
  (void)state;
  check("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  check(NULL, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  check("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const char *two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  check(two, 56, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  const char *long_two = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                         "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";
  check(long_two, 112, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  check("\xbd", 1, "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
  check("\xc9\x8c\x8e\x55", 4, "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504");
}

static void test_zeros(void **state) {
  (void)state;
  static const char zeros[1000];
  check(zeros, 55, "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7");
  check(zeros, 56, "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb");
  check(zeros, 57, "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785");
  check(zeros, 64, "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b");
  check(zeros, 1000, "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53");
}

static void test_million(void **state) {
  (void)state;
  char chunk[997], got[LUN_SHA256_SIZE];
  memset(chunk, 'a', sizeof chunk);
  lun_sha256 h;
  lun_sha256_init(&h);
  size_t left = 1000000;
  while (left > 0) {
    size_t n = left < sizeof chunk ? left : sizeof chunk;
    lun_sha256_add(&h, chunk, n);
    left -= n;
  }
  lun_sha256_get(&h, got);
  assert_string_equal(got, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* However the bytes are cut, the fingerprint is the same, and asking does not disturb it. */
static void test_cuts(void **state) {
  (void)state;
  unsigned char bytes[300];
  for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (unsigned char)(i * 7 + 1);
  for (size_t len = 0; len <= sizeof bytes; len++) {
    char whole[LUN_SHA256_SIZE], cut[LUN_SHA256_SIZE];
    lun_sha256 a, b;
    lun_sha256_init(&a);
    lun_sha256_init(&b);
    lun_sha256_add(&a, bytes, len);
    for (size_t at = 0, n = 1; at < len; at += n, n = n % 67 + 1) {
      if (n > len - at) n = len - at;
      lun_sha256_add(&b, bytes + at, n);
      lun_sha256_get(&b, cut);
    }
    lun_sha256_get(&a, whole);
    lun_sha256_get(&b, cut);
    assert_string_equal(whole, cut);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_vectors),
      cmocka_unit_test(test_zeros),
      cmocka_unit_test(test_million),
      cmocka_unit_test(test_cuts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
