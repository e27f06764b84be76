#include "read/format.h"

#include "text/utf8.h"

#include <string.h>
#include <strings.h>

const lun_format *lun_format_find(const char *path) {
  static const struct {
    const char *ending;
    const lun_format *format;
  } known[] = {
      {".jsonl", &lun_format_jsonl}, {".ndjson", &lun_format_jsonl}, {".json", &lun_format_json},
      {".csv", &lun_format_csv},     {".tsv", &lun_format_tsv},      {".html", &lun_format_html},
      {".htm", &lun_format_html},    {".xhtml", &lun_format_html},   {".txt", &lun_format_plain},
      {".md", &lun_format_plain},    {".text", &lun_format_plain},
  };
  size_t len = strlen(path);
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    size_t n = strlen(known[i].ending);
    if (len > n && strcasecmp(path + len - n, known[i].ending) == 0) return known[i].format;
  }
  return NULL;
}

/* Valid UTF-8 (a sequence cut by the window's end is no fault) without the control characters that
** only binary files have. */
static int is_text(const char *bytes, size_t len, int is_whole) {
  lun_error bad = {0};
  if (lun_utf8_check(bytes, len, &bad) != LUN_OK && (is_whole || bad.at + 4 <= len)) return 0;
  for (size_t i = 0; i < len; i++) {
    unsigned char c = (unsigned char)bytes[i];
    if (c < 0x20 && strchr("\t\n\v\f\r\x1B", c) == NULL) return 0;
    if (c == 0) return 0; /* strchr finds the NUL of its own */
  }
  return 1;
}

static int is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static int begins_with(const char *bytes, size_t len, const char *start) {
  size_t n = strlen(start);
  return len >= n && strncasecmp(bytes, start, n) == 0;
}

static int holds(const char *bytes, size_t len, const char *what) {
  size_t n = strlen(what);
  for (size_t i = 0; i + n <= len; i++) {
    if (strncasecmp(bytes + i, what, n) == 0) return 1;
  }
  return 0;
}

/* "{" alone may begin anything (RTF does): what follows must be able to follow in JSON. */
static int begins_json(const char *bytes, size_t len) {
  size_t at = 1;
  while (at < len && is_blank(bytes[at])) at++;
  if (bytes[0] == '{') return at == len || bytes[at] == '"' || bytes[at] == '}';
  return bytes[0] == '[' && (at == len || bytes[at] == '{' || bytes[at] == ']');
}

const lun_format *lun_format_find_bytes(const char *bytes, size_t len, int is_whole,
                                        int *is_markup) {
  *is_markup = 0;
  if (!is_text(bytes, len, is_whole)) return NULL;
  while (len > 0 && is_blank(bytes[0])) {
    bytes++;
    len--;
  }
  if (len == 0) return &lun_format_plain;
  if (begins_json(bytes, len)) return &lun_format_json;
  if (begins_with(bytes, len, "<!doctype html") || begins_with(bytes, len, "<html")) {
    return &lun_format_html;
  }
  if (!begins_with(bytes, len, "<?xml")) return &lun_format_plain;
  if (holds(bytes, len, "<html")) return &lun_format_html;
  *is_markup = 1;
  return &lun_format_plain;
}
