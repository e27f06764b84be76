/* A short run of a fuzz target without a fuzzer: every seed, and a few thousand changed copies of each,
** the same in every run. Prints TAP. usage: fuzz_x SEED... */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CHANGES = 400, SEED_MOST = 64 * 1024, GROWTH = 64 };

static uint64_t next_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

/* Change `size` bytes in place, at one to four spots; returns the new size. */
static size_t change(uint8_t *data, size_t size, uint64_t *state) {
  static const char *const bits[] = {"\xCC\x81",
                                     "\xE2\x80\xAF",
                                     "\xF0\x9F\x91\x8D",
                                     "\r\n",
                                     "\"",
                                     "\xFF",
                                     "\xED\xA0\x80",
                                     ",",
                                     "[",
                                     "."};
  for (uint64_t spots = next_random(state) % 4 + 1; spots > 0; spots--) {
    size_t at = size > 0 ? next_random(state) % size : 0;
    const char *bit = bits[next_random(state) % (sizeof bits / sizeof *bits)];
    size_t len = strlen(bit);
    switch (next_random(state) % 3) {
    case 0:
      if (size > 0) data[at] = (uint8_t)next_random(state);
      break;
    case 1:
      if (size > 0) memmove(data + at, data + at + 1, --size - at);
      break;
    default:
      memmove(data + at + len, data + at, size - at);
      memcpy(data + at, bit, len);
      size += len;
    }
  }
  return size;
}

/* The target reads exactly `size` bytes: a copy of that length lets the sanitizer see one more. */
static void run(const uint8_t *data, size_t size) {
  uint8_t *exact = malloc(size ? size : 1);
  if (exact == NULL) abort();
  memcpy(exact, data, size);
  LLVMFuzzerTestOneInput(exact, size);
  free(exact);
}

int main(int argc, char **argv) {
  static uint8_t seed[SEED_MOST], data[SEED_MOST + GROWTH];
  for (int i = 1; i < argc; i++) {
    uint64_t state = 88172645463325252u + (uint64_t)i;
    FILE *file = fopen(argv[i], "rb");
    size_t size = file ? fread(seed, 1, sizeof seed, file) : 0;
    if (file) fclose(file);
    run(seed, size);
    for (int n = 0; file != NULL && n < CHANGES; n++) {
      memcpy(data, seed, size);
      run(data, change(data, size, &state));
    }
    printf("%s %d - %s\n", file ? "ok" : "not ok", i, argv[i]);
  }
  return 0;
}
