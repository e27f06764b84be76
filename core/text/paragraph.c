/* text/paragraph.c -- paragraphs: runs of lines parted by blank ones. */
#include "text/scan.h"
#include "text/segment.h"

#include <string.h>

/* Where the first and last code points that are not blank lie, in a line or a paragraph; empty
** when there is none. */
typedef struct extent {
  size_t from;
  size_t to;
} extent;

/* A PARAGRAPH SEPARATOR needs no blank line. */
static int is_paragraph_separator(const lun_scan *s, size_t at) {
  return s->len - at >= 3 && memcmp(s->text + at, "\xE2\x80\xA9", 3) == 0;
}

static void add_extent(extent *e, size_t from, size_t to) {
  if (e->to == 0) e->from = from;
  e->to = to;
}

/* The same for a run of printable ASCII. */
static void add_printable(extent *e, const char *text, size_t from, size_t to) {
  while (from < to && text[from] == ' ') from++;
  while (to > from && text[to - 1] == ' ') to--;
  if (from < to) add_extent(e, from, to);
}

/* 1 when the 8 bytes at `s` are printable ASCII for sure; a few others may be so, too. */
static int are_printable(const char *s) {
  const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
  uint64_t bytes, del;
  memcpy(&bytes, s, sizeof bytes);
  del = bytes ^ ones * 0x7F;
  return ((bytes | (bytes - ones * ' ') | ((del - ones) & ~del)) & high) == 0;
}

/* Read the line at *at, up to its line end or the text's, and say in `line` what it holds. */
static lun_status read_line(lun_scan *s, size_t *at, extent *line) {
  lun_status st = LUN_OK;
  *line = (extent){0};
  while (st == LUN_OK && *at < s->len) {
    size_t next = *at + 1;
    unsigned char byte = (unsigned char)s->text[*at];
    if (byte >= ' ' && byte < 0x7F) { /* most of most texts: up to the line's end at a step */
      while (next + 8 <= s->len && are_printable(s->text + next)) next += 8;
      while (next < s->len && s->text[next] >= ' ' && s->text[next] < 0x7F) next++;
      add_printable(line, s->text, *at, next);
    } else {
      uint32_t code = lun_utf8_get(s->text, s->len, *at, &next);
      unsigned classes = lun_unicode_get(code);
      if (lun_unicode_is_line_end(classes)) break;
      if (!lun_unicode_is_blank(code, classes)) add_extent(line, *at, next);
    }
    *at = next;
    st = lun_scan_check(s, next);
  }
  return st;
}

/* Add the paragraph, if there is one, and empty it. */
static lun_status add_paragraph(lun_scan *s, extent *paragraph) {
  extent e = *paragraph;
  *paragraph = (extent){0};
  return e.to > 0 ? lun_spans_add(s->out, e.from, e.to, s->err) : LUN_OK;
}

lun_status lun_paragraphs_find(const char *text, size_t len, const lun_context *ctx, lun_spans *out,
                               lun_error *err) {
  lun_scan s;
  extent line, paragraph = {0};
  size_t at = 0;
  lun_status st = lun_scan_init(&s, text, len, ctx, out, err);
  while (st == LUN_OK && at < len) {
    st = read_line(&s, &at, &line);
    if (st != LUN_OK) break;
    if (line.to > 0) add_extent(&paragraph, line.from, line.to);
    int parts = line.to == 0 || (at < len && is_paragraph_separator(&s, at));
    if (at < len) at = lun_scan_skip_line_end(&s, at);
    if (parts) st = add_paragraph(&s, &paragraph);
  }
  if (st == LUN_OK) st = add_paragraph(&s, &paragraph);
  return st == LUN_OK ? LUN_OK : lun_scan_fail(&s, st);
}
