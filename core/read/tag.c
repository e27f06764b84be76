#include "read/tag.h"

#include <string.h>

static int is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static size_t skip_spaces(const char *s, size_t len, size_t at) {
  while (at < len && is_space(s[at])) at++;
  return at;
}

/* Behind the value that begins at `at`. */
static size_t skip_value(const char *s, size_t len, size_t at) {
  if (at < len && (s[at] == '"' || s[at] == '\'')) {
    const char *end = memchr(s + at + 1, s[at], len - at - 1);
    return end == NULL ? len : (size_t)(end - s) + 1;
  }
  while (at < len && !is_space(s[at]) && s[at] != '>') at++;
  return at;
}

/* Behind the tag whose name begins at `at`; *count = its attributes and one more for the name. */
static size_t skip_tag(const char *s, size_t len, size_t at, size_t *count) {
  *count = 0;
  while (at < len && s[at] != '>') {
    if (is_space(s[at]) || s[at] == '/') {
      at++;
      continue;
    }
    ++*count;
    if (s[at] == '=') at++; /* a name may begin so, but must not stand still */
    while (at < len && !is_space(s[at]) && strchr("=>/", s[at]) == NULL) at++;
    size_t next = skip_spaces(s, len, at);
    if (next < len && s[next] == '=') at = skip_value(s, len, skip_spaces(s, len, next + 1));
  }
  return at;
}

lun_status lun_tag_check(const char *html, size_t len, const lun_context *ctx, lun_error *err) {
  size_t at = 0, checked = 0;
  while (at < len) {
    const char *open = memchr(html + at, '<', len - at);
    if (open == NULL) return LUN_OK;
    size_t from = (size_t)(open - html), count = 0;
    at = from + 1;
    if (len - from >= 4 && memcmp(open, "<!--", 4) == 0) {
      const char *end = memmem(open + 4, len - from - 4, "-->", 3);
      at = end == NULL ? len : (size_t)(end - html);
    } else if (at < len && ((html[at] | 0x20) >= 'a' && (html[at] | 0x20) <= 'z')) {
      at = skip_tag(html, len, at, &count);
    }
    if (count > LUN_TAG_LIMIT) {
      return lun_fail(err, LUN_EFORMAT, from, "tag with over %d attributes", LUN_TAG_LIMIT);
    }
    if (at - checked < LUN_CONTEXT_STRIDE) continue;
    lun_status st = lun_context_check(ctx, err);
    if (st != LUN_OK) return st;
    checked = at;
  }
  return LUN_OK;
}
