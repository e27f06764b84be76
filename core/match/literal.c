#include "match/literal.h"

#include "match/pattern.h"
#include "text/utf8.h"

#include <string.h>

enum {
  NEST_MOST = 100, /* as in pattern.c: deeper ones do not compile */
  NEAR = 1024,     /* bytes: a literal this close to the start leaves few places to try */
  NEAR_BONUS = 12, /* in bits of rarity */
  POINT_MOST = 4   /* bytes of a code point */
};

/* The part of a pattern that has been read, as one way through it. */
typedef struct way {
  size_t least, most; /* bytes from the match's start to here */
  lun_literal run;    /* the literal that ends here; empty when something else went before */
  lun_literal best;   /* of the runs that are over */
} way;

typedef struct reader {
  const char *src;
  size_t len, at;
  unsigned flags; /* those that (?i) and the like change */
  int lost;       /* something was not understood */
} reader;

typedef struct repeat {
  size_t least, most;
  int given; /* there is a quantifier */
} repeat;

static size_t add_far(size_t a, size_t b) {
  return a > LUN_LITERAL_FAR - b ? LUN_LITERAL_FAR : a + b;
}

static size_t multiply_far(size_t a, size_t n) {
  if (a == 0 || n == 0) return 0;
  return a > LUN_LITERAL_FAR / n ? LUN_LITERAL_FAR : a * n;
}

static unsigned worth(const lun_literal *literal) {
  if (literal->scan.len == 0) return 0;
  return lun_scan_rarity(&literal->scan) + (literal->most <= NEAR ? NEAR_BONUS : 0);
}

static void end_run(way *w) {
  if (worth(&w->run) > worth(&w->best)) w->best = w->run;
  w->run.scan.len = 0;
}

static void move_on(way *w, size_t least, size_t most) {
  w->least = add_far(w->least, least);
  w->most = add_far(w->most, most);
}

/* Something of `least` to `most` bytes that is no literal, so many times. */
static void pass(way *w, size_t least, size_t most, const repeat *times) {
  end_run(w);
  move_on(w, multiply_far(least, times->least), multiply_far(most, times->most));
}

int lun_literal_is_caseless(unsigned code) {
  return (code >= 0x0590 && code <= 0x109F) || /* Hebrew to Myanmar */
         (code >= 0x2010 && code <= 0x2064) || /* dashes, quotation marks */
         (code >= 0x3000 && code <= 0xA63F) || /* kana, Han, Yi */
         (code >= 0xAC00 && code <= 0xD7A3);   /* Hangul */
}

/* Whether a match of `code` may look otherwise, beyond the case of ASCII: k may be the Kelvin sign,
** s the long s; letters outside ASCII have partners of other lengths. */
static int has_partners(uint32_t code) {
  if (code < 0x80) return code == 'k' || code == 'K' || code == 's' || code == 'S';
  return !lun_literal_is_caseless(code);
}

static int peek(const reader *r, size_t ahead) {
  return r->at + ahead < r->len ? (unsigned char)r->src[r->at + ahead] : -1;
}

static int starts_with(const reader *r, const char *s) {
  size_t n = strlen(s);
  return r->len - r->at >= n && memcmp(r->src + r->at, s, n) == 0;
}

static int is_digit(int c) {
  return c >= '0' && c <= '9';
}

static int is_letter(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Go behind the next `end`; lost when there is none. */
static void skip_behind(reader *r, const char *end) {
  const char *found = memmem(r->src + r->at, r->len - r->at, end, strlen(end));
  if (found == NULL) r->lost = 1;
  r->at = found != NULL ? (size_t)(found - r->src) + strlen(end) : r->len;
}

/* What a line end or a blank is to PCRE2 beyond ASCII hangs on its build and version. */
static int is_odd_blank(uint32_t code) {
  return code == 0x85 || code == 0x200E || code == 0x200F || code == 0x2028 || code == 0x2029;
}

static void skip_line_comment(reader *r) {
  while (!r->lost && r->at < r->len) {
    uint32_t code = lun_utf8_get(r->src, r->len, r->at, &r->at);
    if (code == '\n') return;
    r->lost = code == '\r' || is_odd_blank(code);
  }
}

/* What stands between two items, or an item and its quantifier, and means nothing. */
static void skip_ignored(reader *r) {
  while (!r->lost && r->at < r->len) {
    int c = peek(r, 0);
    if (starts_with(r, "\\E")) r->at += 2;
    else if (starts_with(r, "(?#")) skip_behind(r, ")");
    else if (!(r->flags & LUN_PATTERN_EXTENDED)) return;
    else if (c == '#') skip_line_comment(r);
    else if (c == ' ' || (c >= '\t' && c <= '\r')) r->at++;
    else return;
  }
}

/* Digits as a number; lost when there are none or too many. */
static size_t read_number(reader *r) {
  size_t n = 0, first = r->at;
  for (; is_digit(peek(r, 0)) && r->at - first < 6; r->at++) {
    n = n * 10 + (size_t)(peek(r, 0) - '0');
  }
  if (r->at == first || is_digit(peek(r, 0))) r->lost = 1;
  return n;
}

/* {n}, {n,} or {n,m}; 0 when the brace is a literal one. Versions differ on others: lost. */
static int read_braces(reader *r, repeat *times) {
  int c = peek(r, 1);
  if (!is_digit(c)) {
    r->lost |= c == ',' || c == ' ' || c == '\t';
    return 0;
  }
  r->at++;
  times->least = times->most = read_number(r);
  if (peek(r, 0) == ',') {
    r->at++;
    times->most = peek(r, 0) == '}' ? LUN_LITERAL_FAR : read_number(r);
  }
  if (peek(r, 0) != '}') r->lost = 1;
  r->at++;
  return 1;
}

static int at_quantifier(const reader *r) {
  int c = peek(r, 0);
  return c == '*' || c == '+' || c == '?' || (c == '{' && is_digit(peek(r, 1)));
}

/* The quantifier behind an item; once when there is none. */
static repeat read_repeat(reader *r) {
  repeat times = {1, 1, 1};
  skip_ignored(r);
  switch (peek(r, 0)) {
  case '*': times = (repeat){0, LUN_LITERAL_FAR, 1}; break;
  case '+': times = (repeat){1, LUN_LITERAL_FAR, 1}; break;
  case '?': times = (repeat){0, 1, 1}; break;
  case '{':
    if (read_braces(r, &times)) r->at--;
    else times.given = 0;
    break;
  default: times.given = 0;
  }
  if (!times.given || r->lost) return times;
  r->at++;
  skip_ignored(r);
  if (peek(r, 0) == '?' || peek(r, 0) == '+') r->at++; /* lazy, possessive */
  skip_ignored(r);
  if (at_quantifier(r)) r->lost = 1;
  return times;
}

static void pass_point(reader *r, way *w) {
  repeat times = read_repeat(r);
  pass(w, 1, POINT_MOST, &times);
}

static void add_code(way *w, uint32_t code, int caseless) {
  char bytes[4];
  size_t n = lun_utf8_put(code, bytes);
  lun_literal *run = &w->run;
  if (run->scan.len == 0) *run = (lun_literal){.least = w->least, .most = w->most};
  /* A run that is cut must end there: a half code point is a legal, shorter literal. */
  for (size_t i = 0; i < n; i++) lun_scan_add(&run->scan, bytes[i], caseless);
  move_on(w, n, n);
}

/* A character that stands for itself. */
static void read_code(reader *r, way *w, uint32_t code) {
  int caseless = (r->flags & LUN_PATTERN_CASELESS) != 0;
  repeat times = read_repeat(r);
  char bytes[4];
  size_t n = lun_utf8_put(code, bytes);
  if (caseless && has_partners(code)) pass(w, 1, POINT_MOST, &times);
  else if (times.least == 0) pass(w, n, n, &times);
  else {
    add_code(w, code, caseless);
    if (!times.given) return;
    times = (repeat){times.least - 1, add_far(times.most, 0), 1};
    if (times.most != LUN_LITERAL_FAR) times.most--;
    pass(w, n, n, &times);
  }
}

/* \Q...\E, both behind us when done. */
static void read_quoted(reader *r, way *w) {
  const char *end = memmem(r->src + r->at, r->len - r->at, "\\E", 2);
  size_t stop = end != NULL ? (size_t)(end - r->src) : r->len;
  while (!r->lost && r->at < stop) {
    size_t next;
    uint32_t code = lun_utf8_get(r->src, r->len, r->at, &next);
    r->at = next;
    if (next < stop) { /* no quantifier before the end of the quotation */
      reader alone = {r->src, next, next, r->flags, 0};
      read_code(&alone, w, code);
    } else {
      r->at = end != NULL ? stop + 2 : stop;
      read_code(r, w, code);
    }
  }
  if (r->at < stop + 2 && end != NULL) r->at = stop + 2;
}

/* \xhh and \x{h...}, behind the x. */
static void read_hex(reader *r, way *w) {
  int braced = peek(r, 0) == '{';
  uint32_t code = 0;
  size_t digits = 0;
  for (r->at += braced; digits < (braced ? 8u : 2u); digits++, r->at++) {
    int c = peek(r, 0);
    int value = is_digit(c) ? c - '0' : is_letter(c) && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
    if (value < 0) break;
    code = code << 4 | (uint32_t)value;
  }
  if (braced && (digits == 0 || peek(r, 0) != '}')) r->lost = 1;
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) r->lost = 1;
  if (r->lost) return;
  r->at += braced;
  read_code(r, w, code);
}

/* \p{Lu} and \pL, behind the p. */
static void read_property(reader *r, way *w) {
  if (peek(r, 0) == '{') skip_behind(r, "}");
  else r->at++;
  pass_point(r, w);
}

/* A letter behind a backslash, which is behind us. */
static void read_letter_escape(reader *r, way *w, int c) {
  static const char plain[] = "aefnrt", bytes[] = "\a\x1B\f\n\r\t";
  const char *found = strchr(plain, c);
  if (found != NULL) read_code(r, w, (unsigned char)bytes[found - plain]);
  else if (strchr("bBAZz", c) != NULL) read_repeat(r);
  else if (strchr("dDhHsSvVwWR", c) != NULL) pass_point(r, w);
  else if (c == 'N' && peek(r, 0) != '{') pass_point(r, w);
  else if (c == 'p' || c == 'P') read_property(r, w);
  else if (c == 'x') read_hex(r, w);
  else if (c == 'Q') read_quoted(r, w);
  else r->lost = 1;
}

static void read_escape(reader *r, way *w) {
  size_t next;
  if (r->at + 1 >= r->len) {
    r->lost = 1;
    return;
  }
  uint32_t code = lun_utf8_get(r->src, r->len, r->at + 1, &next);
  r->at = next;
  if (code < 0x80 && is_letter((int)code)) read_letter_escape(r, w, (int)code);
  else if (code >= '1' && code <= '9') { /* what a group matched, or octal: anything */
    while (is_digit(peek(r, 0))) r->at++;
    repeat times = read_repeat(r);
    times.most = LUN_LITERAL_FAR;
    pass(w, 0, LUN_LITERAL_FAR, &times);
  } else if (code == '0') r->lost = 1;
  else read_code(r, w, code);
}

/* [:name:] inside a class; what only looks like it is left to PCRE2. */
static void skip_posix(reader *r) {
  r->at += 2;
  if (peek(r, 0) == '^') r->at++;
  while (is_letter(peek(r, 0))) r->at++;
  if (!starts_with(r, ":]")) r->lost = 1; /* also [:<:], a word boundary */
  r->at += 2;
}

/* [...]: one code point, whatever is inside. */
static void read_class(reader *r, way *w) {
  r->at++;
  if (peek(r, 0) == '^') r->at++;
  if (peek(r, 0) == ']') r->at++;
  while (!r->lost && peek(r, 0) != ']') {
    int c = peek(r, 0), d = peek(r, 1);
    if (c < 0 || (c == '\\' && (d < 0 || d == 'Q' || d == 'E'))) r->lost = 1;
    else if (c == '[' && d == ':') skip_posix(r);
    else if (c == '[' && (d == '.' || d == '=')) r->lost = 1;
    else r->at += c == '\\' ? 2 : 1;
  }
  r->at++;
  if (!r->lost) pass_point(r, w);
}

/* (?imsx-imsx) and (?^i:, behind the question mark, up to the closing or the colon. */
static void read_flags(reader *r) {
  int off = 0;
  if (peek(r, 0) == '^') {
    r->flags &= ~(unsigned)(LUN_PATTERN_CASELESS | LUN_PATTERN_EXTENDED);
    r->at++;
  }
  for (; peek(r, 0) != ')' && peek(r, 0) != ':' && !r->lost; r->at++) {
    unsigned flag = 0;
    switch (peek(r, 0)) {
    case '-': off = 1; break;
    case 'i': flag = LUN_PATTERN_CASELESS; break;
    case 'x':
      flag = LUN_PATTERN_EXTENDED;
      if (peek(r, 1) == 'x') r->lost = 1;
      break;
    case 'm':
    case 'n':
    case 's':
    case 'J':
    case 'U': break;
    default: r->lost = 1;
    }
    r->flags = off ? r->flags & ~flag : r->flags | flag;
  }
}

typedef enum group_kind { GROUP_PLAIN, GROUP_LOOK, GROUP_FLAGS } group_kind;

/* What follows "(?", which is behind us; up to the first item inside. */
static group_kind read_group_start(reader *r) {
  int c = peek(r, 0), d = peek(r, 1);
  if (c == '=' || c == '!' || (c == '<' && (d == '=' || d == '!'))) {
    r->at += c == '<' ? 2 : 1;
    return GROUP_LOOK;
  }
  if (c == ':' || c == '>' || c == '|') r->at++;
  else if (c == '\'') {
    r->at++;
    skip_behind(r, "'");
  } else if ((c == '<' && d != '*') || (c == 'P' && d == '<')) skip_behind(r, ">");
  else if (c == '^' || (c == '-' && !is_digit(d)) ||
           (is_letter(c) && c != 'R' && c != 'P' && c != 'C')) {
    read_flags(r);
    if (peek(r, 0) == ')') return GROUP_FLAGS;
    r->at++;
  } else r->lost = 1;
  return GROUP_PLAIN;
}

static int read_branches(reader *r, way *w, int depth);

/* A group that has been read as far as its bracket; `before` is the way that led there. */
static void end_group(reader *r, way *w, const way *before, int branches) {
  repeat times = read_repeat(r);
  if (!times.given || r->lost) return;
  size_t least = w->least - before->least;
  size_t most = w->most == LUN_LITERAL_FAR ? LUN_LITERAL_FAR : w->most - before->most;
  if (times.least == 0 || branches > 1) { /* nothing inside must stand here */
    *w = *before;
    pass(w, least, most, &times);
    return;
  }
  if (times.most != LUN_LITERAL_FAR) times.most--;
  times.least--;
  pass(w, least, most, &times);
}

static void read_group(reader *r, way *w, int depth) {
  const unsigned flags = r->flags;
  group_kind kind = GROUP_PLAIN;
  way before = *w;
  if (depth >= NEST_MOST || peek(r, 1) == '*') {
    r->lost = 1;
    return;
  }
  r->at++;
  if (peek(r, 0) == '?') {
    r->at++;
    kind = read_group_start(r);
  }
  if (kind == GROUP_FLAGS) { /* for the rest of the group around */
    r->at++;
    return;
  }
  int branches = r->lost ? 0 : read_branches(r, w, depth + 1);
  r->flags = flags;
  if (r->lost || peek(r, 0) != ')') {
    r->lost = 1;
    return;
  }
  r->at++;
  if (kind == GROUP_LOOK) {
    *w = before;
    read_repeat(r);
  } else end_group(r, w, &before, branches);
}

static void read_item(reader *r, way *w, int depth) {
  size_t next;
  switch (peek(r, 0)) {
  case '(': read_group(r, w, depth); return;
  case '[': read_class(r, w); return;
  case '\\': read_escape(r, w); return;
  case '.':
    r->at++;
    pass_point(r, w);
    return;
  case '^':
  case '$':
    r->at++;
    read_repeat(r);
    return;
  case '*':
  case '+':
  case '?': r->lost = 1; return;
  default: break;
  }
  if (at_quantifier(r)) {
    r->lost = 1;
    return;
  }
  uint32_t code = lun_utf8_get(r->src, r->len, r->at, &next);
  if ((r->flags & LUN_PATTERN_EXTENDED) && is_odd_blank(code)) r->lost = 1;
  r->at = next;
  if (!r->lost) read_code(r, w, code);
}

static void read_branch(reader *r, way *w, int depth) {
  for (skip_ignored(r); !r->lost && r->at < r->len; skip_ignored(r)) {
    if (peek(r, 0) == '|' || peek(r, 0) == ')') return;
    read_item(r, w, depth);
  }
}

/* Alternatives up to the end or a closing bracket; returns how many. Of several, only what went
** before is certain. */
static int read_branches(reader *r, way *w, int depth) {
  const way before = *w;
  int count = 1;
  read_branch(r, w, depth);
  if (r->lost || peek(r, 0) != '|') return count;
  size_t least = w->least, most = w->most;
  for (; !r->lost && peek(r, 0) == '|'; count++) {
    r->at++;
    way other = before;
    read_branch(r, &other, depth);
    if (other.least < least) least = other.least;
    if (other.most > most) most = other.most;
  }
  *w = before;
  end_run(w);
  w->least = least;
  w->most = most;
  return count;
}

void lun_literal_find(const char *src, size_t len, unsigned flags, lun_literal *out) {
  reader r = {src, len, 0, flags, 0};
  way w = {0};
  *out = (lun_literal){0};
  read_branches(&r, &w, 0);
  if (r.lost || r.at < r.len) return;
  end_run(&w);
  if (w.best.scan.len == 0) return;
  *out = w.best;
  lun_scan_finish(&out->scan);
}
