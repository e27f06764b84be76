#include "match/token_parser.h"

int lun_token_is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static int is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || (unsigned char)c >= 0x80;
}

size_t lun_token_name_len(const char *text, size_t len, size_t at) {
  size_t n = 0;
  if (at < len && (text[at] == '-' || (text[at] >= '0' && text[at] <= '9'))) return 0;
  while (at + n < len && is_name(text[at + n])) n++;
  return n;
}

size_t lun_token_skip_blanks(const char *text, size_t len, size_t at) {
  while (at < len && lun_token_is_blank(text[at])) at++;
  return at;
}

char lun_token_peek(lun_token_parser *p) {
  p->at = lun_token_skip_blanks(p->text, p->len, p->at);
  return p->at < p->len ? p->text[p->at] : '\0';
}

int lun_token_take(lun_token_parser *p, char c) {
  if (lun_token_peek(p) != c || p->at >= p->len) return 0;
  p->at++;
  return 1;
}

int lun_token_point_len(const lun_token_parser *p, size_t at) {
  int n = 1;
  while (at + (size_t)n < p->len && ((unsigned char)p->text[at + (size_t)n] & 0xC0) == 0x80) n++;
  return n;
}

lun_status lun_token_expect(lun_token_parser *p, char c, size_t opened) {
  if (lun_token_take(p, c)) return LUN_OK;
  if (p->at >= p->len) {
    return lun_fail(p->err, LUN_EPATTERN, opened, "%c lacks its closing %c", p->text[opened], c);
  }
  return lun_fail(p->err, LUN_EPATTERN, p->at, "%c expected here, not %.*s", c,
                  lun_token_point_len(p, p->at), p->text + p->at);
}

lun_status lun_token_enter(lun_token_parser *p) {
  if (++p->nested <= LUN_TOKEN_NEST_MOST) return LUN_OK;
  return lun_fail(p->err, LUN_EPATTERN, p->at, "brackets nested more than %d deep",
                  LUN_TOKEN_NEST_MOST);
}
static lun_status parse_flags(lun_token_parser *p, lun_token_value *v) {
  if (p->at >= p->len || p->text[p->at] != '%') return LUN_OK;
  size_t first = ++p->at;
  for (; p->at < p->len && p->text[p->at] >= 'a' && p->text[p->at] <= 'z'; p->at++) {
    switch (p->text[p->at]) {
    case 'c': v->any_case = 1; break;
    case 'd': v->marks = 1; break;
    case 'l': v->literal = 1; break;
    default:
      return lun_fail(p->err, LUN_EPATTERN, p->at,
                      "unknown flag; flags: %%c any case, %%d accents alike, %%l no regex");
    }
  }
  if (p->at > first) return LUN_OK;
  return lun_fail(p->err, LUN_EPATTERN, first - 1,
                  "%% needs a flag: %%c any case, %%d accents alike, %%l no regex");
}

lun_status lun_token_parse_value(lun_token_parser *p, lun_token_value *v) {
  char mark = lun_token_peek(p);
  size_t opened = p->at;
  if (mark != '"' && mark != '\'') {
    return lun_fail(p->err, LUN_EPATTERN, p->at, "a value in quotation marks is expected here");
  }
  v->at = ++p->at;
  while (p->at < p->len && p->text[p->at] != mark) {
    if (p->text[p->at] == '\\' && p->at + 1 < p->len) {
      if (p->text[p->at + 1] != mark) lun_buffer_add_byte(&v->text, '\\');
      p->at++;
    }
    lun_buffer_add_byte(&v->text, p->text[p->at++]);
  }
  if (p->at >= p->len)
    return lun_fail(p->err, LUN_EPATTERN, opened, "%c lacks its closing %c", mark, mark);
  p->at++;
  lun_buffer_add(&v->text, "", 0);
  lun_status st = lun_buffer_status(&v->text, p->err);
  return st == LUN_OK ? parse_flags(p, v) : st;
}

const char *lun_token_keep(lun_token_parser *p, const char *text, size_t len) {
  return lun_arena_add_text(&p->nodes, text, len);
}

lun_status lun_token_parse_name(lun_token_parser *p, const char *what, const char **name) {
  lun_token_peek(p);
  size_t n = lun_token_name_len(p->text, p->len, p->at);
  if (n == 0) return lun_fail(p->err, LUN_EPATTERN, p->at, "%s is expected here", what);
  *name = lun_token_keep(p, p->text + p->at, n);
  p->at += n;
  return *name ? LUN_OK : lun_fail_memory(p->err);
}
