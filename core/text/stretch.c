#include "text/stretch.h"

#include <string.h>

enum { STRETCH = 128 * 1024 }; /* bytes */

static int is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Behind a line feed (WB3a, WB3b), or between a blank and an ASCII letter or digit (WB999). */
size_t lun_stretch_find(const char *text, size_t len, size_t from) {
  if (len - from <= STRETCH) return len;
  size_t limit = from + STRETCH;
  const char *line = memrchr(text + from, '\n', limit - from);
  if (line != NULL) return (size_t)(line + 1 - text);
  for (size_t at = limit; at > from + 1; at--) {
    if (text[at - 1] == ' ' && is_word_byte(text[at])) return at;
  }
  return len;
}

/* Whether the line feed at `at` ends a blank line. */
static int ends_blank_line(const char *text, size_t from, size_t at) {
  if (at > from && text[at - 1] == '\r') at--;
  return at > from && text[at - 1] == '\n';
}

size_t lun_stretch_find_paragraph(const char *text, size_t len, size_t from) {
  if (len - from <= STRETCH) return len;
  size_t limit = from + STRETCH;
  const char *line = text + limit;
  while ((line = memrchr(text + from, '\n', (size_t)(line - text) - from)) != NULL) {
    if (ends_blank_line(text, from, (size_t)(line - text))) return (size_t)(line + 1 - text);
  }
  for (line = text + limit; (line = memchr(line, '\n', (size_t)(text + len - line))); line++) {
    if (ends_blank_line(text, from, (size_t)(line - text))) return (size_t)(line + 1 - text);
  }
  return len;
}
