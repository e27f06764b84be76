/* read/html.c -- an HTML file -> one record. */
#include "base/memory.h"
#include "read/charset.h"
#include "read/format.h"
#include "read/page.h"
#include "read/whole.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

enum { NAME_SIZE = 64, HEAD_SIZE = 4096 };

typedef struct html_file {
  lun_stream *stream;
  lun_notices *notices;
  const lun_context *ctx;
  lun_page page;
  lun_buffer decoded;
  char charset[NAME_SIZE]; /* that the file was decoded from; empty: none */
  int is_over;
} html_file;

static lun_status html_open(lun_stream *stream, lun_notices *notices, const lun_context *ctx,
                            void **state, lun_error *err) {
  html_file *f = lun_zalloc(sizeof *f);
  *state = f;
  if (f == NULL) return lun_fail_memory(err);
  f->stream = stream;
  f->notices = notices;
  f->ctx = ctx;
  return LUN_OK;
}

static void html_close(void *state) {
  html_file *f = state;
  if (f == NULL) return;
  lun_page_clear(&f->page);
  lun_buffer_clear(&f->decoded);
  lun_free(f);
}

static int is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == ':' || c == '.';
}

/* The encoding that the page's head states, or "". */
static void find_charset(const char *html, size_t len, char name[NAME_SIZE]) {
  static const char word[] = "charset";
  size_t n = sizeof word - 1, to = 0;
  size_t window = len < HEAD_SIZE ? len : HEAD_SIZE;
  for (size_t i = 0; i + n < window && to == 0; i++) {
    if (strncasecmp(html + i, word, n) != 0) continue;
    size_t at = i + n;
    while (at < window && strchr(" \t\r\n=\"'", html[at]) != NULL && html[at] != '\0') at++;
    while (at < window && to + 1 < NAME_SIZE && is_name(html[at])) name[to++] = html[at++];
  }
  name[to] = '\0';
}

/* What browsers take a stated name for. Source: WHATWG Encoding Standard, names and labels. */
static const char *find_real_name(const char *stated) {
  static const char *const pairs[][2] = {
      {"iso-8859-1", "windows-1252"}, {"latin1", "windows-1252"}, {"us-ascii", "windows-1252"},
      {"ascii", "windows-1252"},      {"gb2312", "gb18030"},      {"gbk", "gb18030"},
      {"shift_jis", "cp932"},         {"x-sjis", "cp932"},        {"euc-kr", "cp949"},
      {"iso-8859-9", "windows-1254"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    if (strcasecmp(stated, pairs[i][0]) == 0) return pairs[i][1];
  }
  return stated;
}

static lun_status decode(html_file *f, lun_charset *charset, const char *bytes, size_t len,
                         lun_error *err) {
  size_t at = 0, used = 0;
  lun_status st = LUN_OK;
  lun_buffer_reset(&f->decoded);
  for (int last = 0; st == LUN_OK && !last;) {
    size_t step = len - at < LUN_CONTEXT_STRIDE ? len - at : LUN_CONTEXT_STRIDE;
    last = step == len - at;
    st = lun_context_check(f->ctx, err);
    if (st == LUN_OK) {
      st = lun_charset_decode(charset, bytes + at, step, last, &f->decoded, &used, err);
    }
    at += used;
    if (st == LUN_OK && !last && used == 0) st = lun_fail(err, LUN_EUTF8, at, "not decodable");
  }
  return st;
}

/* Bytes that are not UTF-8 and have no mark: believe what the page says of itself. LUN_DONE when it
** says nothing that helps. */
static lun_status decode_as_stated(html_file *f, const char **bytes, size_t *len, lun_error *err) {
  lun_charset *charset = NULL;
  lun_error why = {0};
  char stated[NAME_SIZE];
  find_charset(*bytes, *len, stated);
  if (stated[0] == '\0' || lun_charset_is_utf8(stated)) return LUN_DONE;
  lun_status st = lun_charset_open(find_real_name(stated), &charset, &why);
  if (st == LUN_OK) st = decode(f, charset, *bytes, *len, &why);
  lun_charset_close(charset);
  if (lun_notices_fatal(st)) return lun_fail(err, st, why.at, "%s", why.message);
  if (st != LUN_OK || f->decoded.len > LUN_DOCUMENT_LIMIT) return LUN_DONE;
  memcpy(f->charset, stated, sizeof f->charset);
  *bytes = f->decoded.len > 0 ? f->decoded.data : "";
  *len = f->decoded.len;
  return LUN_OK;
}

/* ISO-2022 writes all in ASCII bytes, and so looks like valid UTF-8. */
static int is_disguised(const char *bytes, size_t len) {
  char stated[NAME_SIZE];
  find_charset(bytes, len, stated);
  return strncasecmp(stated, "iso-2022-", 9) == 0;
}

static lun_status add_part(lun_record *record, const char *name, const lun_buffer *value,
                           lun_error *err) {
  if (value->len == 0) return LUN_OK;
  return lun_record_add(record, name, strlen(name), value->data, value->len, LUN_VALUE_TEXT, err);
}

static lun_status set_record(html_file *f, lun_record *record, lun_error *err) {
  const lun_page *page = &f->page;
  record->text = page->text.len > 0 ? page->text.data : "";
  record->text_len = page->text.len;
  record->line = 1;
  lun_status st = add_part(record, "title", &page->title, err);
  if (st == LUN_OK) st = add_part(record, "date", &page->date, err);
  if (st == LUN_OK) st = add_part(record, "author", &page->author, err);
  if (st == LUN_OK) st = add_part(record, "source", &page->source, err);
  if (st == LUN_OK) st = add_part(record, "lang", &page->lang, err);
  if (st == LUN_OK && f->charset[0] != '\0') {
    st = lun_record_add(record, "encoding", 8, f->charset, strlen(f->charset), LUN_VALUE_TEXT, err);
  }
  return st;
}

static lun_status html_next(void *state, lun_record *record, lun_error *err) {
  html_file *f = state;
  const char *bytes;
  size_t len;
  lun_error why = {0};
  lun_record_reset(record);
  if (f->is_over) return LUN_DONE;
  f->is_over = 1;
  lun_status st = lun_whole_get(f->stream, f->notices, &bytes, &len, err);
  if (st != LUN_OK) return st;
  size_t first = lun_stream_byte(f->stream);
  int is_plain = lun_stream_charset(f->stream) == NULL;
  if (is_plain && (lun_charset_check(bytes, len, &why) == LUN_EUTF8 || is_disguised(bytes, len))) {
    st = decode_as_stated(f, &bytes, &len, err);
    if (st != LUN_OK && st != LUN_DONE) return st;
  }
  if (!lun_whole_check(bytes, len, first, f->notices)) return LUN_DONE;
  st = lun_page_get(&f->page, bytes, len, f->ctx, &why);
  if (lun_notices_fatal(st)) return lun_fail(err, st, why.at, "%s", why.message);
  if (st != LUN_OK) lun_notices_add(f->notices, st, 0, SIZE_MAX, "%s", why.message);
  return st == LUN_OK ? set_record(f, record, err) : LUN_DONE;
}

const lun_format lun_format_html = {html_open, html_next, html_close};
