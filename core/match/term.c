#include "match/term.h"

#include "match/token_query.h"

#include <string.h>
#include <strings.h>

static int is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

size_t lun_term_skip(const char *text, size_t len, size_t at) {
  while (at < len && is_blank(text[at])) at++;
  return at;
}

size_t lun_term_trim(const char *text, size_t from, size_t to) {
  while (to > from && is_blank(text[to - 1])) to--;
  return to;
}

size_t lun_term_near(const char *text, size_t len) {
  size_t n = 0;
  if (len >= 4 && strncasecmp(text, "near", 4) == 0) n = 4;
  else if (len >= 6 && strncasecmp(text, "before", 6) == 0) n = 6;
  if (n == 0) return 0;
  n = lun_term_skip(text, len, n);
  return n < len && text[n] == '(' ? n + 1 : 0;
}

/* Behind the regex that begins at `at`: its closing slash, or the same place when it has none. */
static size_t skip_regex(const char *text, size_t len, size_t at) {
  for (size_t i = at + 1; i < len; i++) {
    if (text[i] == '\\') i++;
    else if (text[i] == '/') return i + 1;
  }
  return at;
}

/* Behind the quotation that begins at `at`. */
static size_t skip_quoted(const char *text, size_t len, size_t at) {
  char mark = text[at++];
  while (at < len && text[at] != mark) at += text[at] == '\\' ? 2 : 1;
  return at < len ? at + 1 : len;
}

/* The end of a token query: brackets and quotation marks hide what is in them. */
static size_t token_end(const char *text, size_t len, size_t at, int inside) {
  size_t depth = 0;
  while (at < len) {
    char c = text[at];
    if (c == '"' || c == '\'') {
      at = skip_quoted(text, len, at);
      continue;
    }
    if (depth == 0 && (c == ',' || (inside && c == ')'))) return at;
    if (c == '(' || c == '[' || c == '{') depth++;
    else if ((c == ')' || c == ']' || c == '}') && depth > 0) depth--;
    at++;
  }
  return len;
}

static int is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

size_t lun_term_label(const char *text, size_t len) {
  size_t n = 0;
  while (n < len && (is_letter(text[n]) || (n > 0 && text[n] >= '0' && text[n] <= '9'))) n++;
  return n > 0 && n + 1 < len && text[n] == ':' ? n + 1 : 0;
}

enum { DEPTH_MOST = 50 }; /* brackets in brackets that are looked into */

static size_t term_end(const char *text, size_t len, size_t at, int inside, unsigned depth);

/* Behind the bracket that closes a list of terms, `at` being behind the one that opens it. */
static size_t list_end(const char *text, size_t len, size_t at, unsigned depth) {
  while (at < len) {
    at = term_end(text, len, lun_term_skip(text, len, at), 1, depth + 1);
    if (at < len && text[at++] == ')') return at;
  }
  return len;
}

static size_t term_end(const char *text, size_t len, size_t at, int inside, unsigned depth) {
  if (depth == DEPTH_MOST) return len;
  if (lun_token_query_is(text + at, len - at)) return token_end(text, len, at, inside);
  if (inside) at += lun_term_label(text + at, len - at);
  size_t near = lun_term_near(text + at, len - at);
  if (near == 0 && inside && at < len && text[at] == '(') near = 1;
  /* what follows the bracket, such as `within sentence`, is the term's too */
  if (near > 0) return token_end(text, len, list_end(text, len, at + near, depth), inside);
  size_t sign = at < len && text[at] == '=';
  if (at + sign < len && text[at + sign] == '/') at = skip_regex(text, len, at + sign);
  while (at < len && text[at] != ',' && !(inside && text[at] == ')')) at++;
  return at;
}

size_t lun_term_find(const char *text, size_t len, size_t at, int inside) {
  return term_end(text, len, at, inside, 0);
}
