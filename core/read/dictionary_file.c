#include "read/dictionary_file.h"

#include "read/charset.h"
#include "read/dictionary_input.h"
#include "read/stream.h"
#include "text/utf8.h"

#include <stdint.h>
#include <string.h>

/* Everything the stream holds, its byte order mark and UTF-16 dealt with. */
static lun_status read_all(const char *path, const lun_context *ctx, lun_buffer *out,
                           lun_error *err) {
  lun_stream *stream = NULL;
  const char *bytes;
  size_t len;
  lun_status st = lun_stream_open(path, NULL, ctx, &stream, err);
  while (st == LUN_OK && (st = lun_stream_get(stream, 1, &bytes, &len, err)) == LUN_OK) {
    lun_buffer_add(out, bytes, len);
    lun_stream_skip(stream, len);
  }
  lun_stream_close(stream);
  return st == LUN_DONE ? lun_buffer_status(out, err) : st;
}

/* Spreadsheets save Windows-1252: bytes that are not UTF-8 are read so, and that is said. */
static lun_status to_utf8(const char *path, lun_buffer *text, lun_notice_function notice,
                          void *user, lun_error *err) {
  lun_buffer decoded = {0};
  if (lun_utf8_check(text->data ? text->data : "", text->len, NULL) == LUN_OK) return LUN_OK;
  lun_status st = lun_charset_decode_1252(text->data, text->len, &decoded, err);
  if (st != LUN_OK) {
    lun_buffer_clear(&decoded);
    return st;
  }
  lun_buffer_clear(text);
  *text = decoded;
  lun_notice remark = {LUN_OK, path, 0, SIZE_MAX, "not UTF-8: read as Windows-1252"};
  notice(user, &remark);
  return LUN_OK;
}

static int ends_with(const char *s, const char *tail) {
  size_t n = strlen(s), m = strlen(tail);
  return n >= m && strcasecmp(s + n - m, tail) == 0;
}

typedef lun_status (*read_function)(const char *name, const char *text, size_t len,
                                    lun_dictionary *dict, lun_notice_function notice, void *user,
                                    lun_error *err);

/* The first ending that fits counts. */
static const struct {
  const char *ending;
  read_function read; /* NULL: the content says */
} kinds[] = {{".csv", lun_dictionary_csv_read},
             {".tsv", lun_dictionary_csv_read},
             {".actors", lun_dictionary_actors_read},
             {".actors.txt", lun_dictionary_actors_read},
             {".agents", lun_dictionary_agents_read},
             {".agents.txt", lun_dictionary_agents_read},
             {".discards", lun_dictionary_discards_read},
             {".discards.txt", lun_dictionary_discards_read},
             {".issues", lun_dictionary_issues_read},
             {"IssueCoding.txt", lun_dictionary_issues_read},
             {".yml", lun_dictionary_yaml_read},
             {".yaml", lun_dictionary_yaml_read},
             {".dic", lun_dictionary_liwc_read},
             {".lc3", lun_dictionary_lexicoder_read},
             {".cat", lun_dictionary_wordstat_read},
             {".ykd", lun_dictionary_yoshikoder_read},
             {".vbp", lun_dictionary_vbpro_read},
             {".jsonl", lun_dictionary_spacy_read},
             {".txt", NULL}};

enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

/* The first line that is neither blank nor a # comment. */
static int find_first_line(const char **s, const char **end) {
  const char *at = *s, *stop = *end;
  for (;; at++) {
    while (at < stop && (unsigned char)*at <= ' ') at++;
    if (at == stop) return 0;
    const char *line = at;
    while (at < stop && *at != '\n' && *at != '\r') at++;
    if (*line == '#') continue;
    *s = line;
    *end = at;
    return 1;
  }
}

/* What a .txt is, by its content; NULL when that cannot be told. */
static read_function find_by_content(const lun_buffer *text) {
  static const char issue[] = "<ISSUE CATEGORY=";
  double weight;
  const char *s = text->data, *end = s + text->len;
  if (memmem(s, text->len, issue, sizeof issue - 1) != NULL) return lun_dictionary_issues_read;
  if (!find_first_line(&s, &end)) return NULL;
  size_t len = (size_t)(end - s);
  if (len > 2 && memcmp(s, ">>", 2) == 0) return lun_dictionary_vbpro_read;
  const char *tab = memrchr(s, '\t', len);
  if (tab != NULL && lun_dictionary_input_number(tab, end, &weight)) {
    return lun_dictionary_terms_read;
  }
  return NULL;
}

static lun_status refuse_name(lun_error *err) {
  lun_buffer known = {0};
  for (size_t i = 0; i < KIND_COUNT; i++) {
    lun_buffer_add_format(&known, "%s%s", i > 0 ? ", " : "", kinds[i].ending);
  }
  lun_status st = lun_buffer_status(&known, err);
  if (st == LUN_OK) {
    st = lun_fail(err, LUN_EFORMAT, 0, "not a kind of dictionary file that is known; known: %s",
                  known.data);
  }
  lun_buffer_clear(&known);
  return st;
}

lun_status lun_dictionary_file_read(const char *path, lun_dictionary *dict,
                                    lun_notice_function notice, void *user, const lun_context *ctx,
                                    lun_error *err) {
  size_t kind = 0;
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  while (kind < KIND_COUNT && !ends_with(name, kinds[kind].ending)) kind++;
  if (kind == KIND_COUNT) return refuse_name(err);
  read_function read = kinds[kind].read;
  lun_buffer text = {0};
  lun_status st = read_all(path, ctx, &text, err);
  if (st == LUN_OK && text.len == 0) st = lun_fail(err, LUN_EFORMAT, 0, "empty file");
  if (st == LUN_OK) st = to_utf8(path, &text, notice, user, err);
  if (st == LUN_OK && read == NULL && (read = find_by_content(&text)) == NULL) {
    st = lun_fail(err, LUN_EFORMAT, 0,
                  "not a dictionary: a .txt begins with >>category<<, or with a term, a tab and a "
                  "number, or holds <ISSUE CATEGORY=...>; actors, agents and discards are known "
                  "by name (.actors.txt, .agents.txt, .discards.txt)");
  }
  if (st == LUN_OK) st = read(name, text.data, text.len, dict, notice, user, err);
  lun_buffer_clear(&text);
  return st;
}
