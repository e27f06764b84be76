#include "match/glob.h"

/* Bytes of the code point at s[at]. */
static size_t step(const char *s, size_t len, size_t at) {
  size_t next = at + 1;
  while (next < len && ((unsigned char)s[next] & 0xC0) == 0x80) next++;
  return next - at;
}

int lun_glob_test(const char *glob, size_t glob_len, const char *word, size_t word_len) {
  size_t g = 0, w = 0;
  size_t star = (size_t)-1, retry = 0; /* the last *, and where it may end next */
  while (w < word_len) {
    if (g < glob_len && glob[g] == '*') {
      star = g++;
      retry = w;
    } else if (g < glob_len && glob[g] == '?') {
      g++;
      w += step(word, word_len, w);
    } else if (g < glob_len && glob[g] == word[w]) {
      g++;
      w++;
    } else if (star != (size_t)-1) {
      g = star + 1;
      retry += step(word, word_len, retry);
      w = retry;
    } else {
      return 0;
    }
  }
  while (g < glob_len && glob[g] == '*') g++;
  return g == glob_len;
}
