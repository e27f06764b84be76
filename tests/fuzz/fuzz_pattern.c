/* A pattern and a text from any bytes: the pattern up to the first 0xFF, flags in the first byte,
** whose sixth bit makes each byte stand for a piece of a pattern, so that many compile. Every search
** must end, soon, keep the promises of pattern.h, and find what it finds when no literal is looked for
** first. */
#include "base/buffer.h"
#include "base/memory.h"
#include "match/pattern.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds) {
  if (!holds) abort();
}

static int is_boundary(const char *text, size_t len, uint32_t at) {
  return at == len || (at < len && ((unsigned char)text[at] & 0xC0) != 0x80);
}

/* Each group is unset or a span of the text; matches go forward. */
static void check_groups(const lun_pattern *pattern, const lun_span *groups, const char *text,
                         size_t len, const lun_pattern_place *before) {
  for (size_t g = 0; g <= lun_pattern_groups(pattern); g++) {
    if (groups[g].from == LUN_GROUP_UNSET) {
      require(g > 0);
      continue;
    }
    require(is_boundary(text, len, groups[g].from) && is_boundary(text, len, groups[g].to));
  }
  require(groups[0].from <= groups[0].to && groups[0].from >= before->from);
  require(groups[0].to > before->from || !before->after_empty);
}

/* Every match, its groups added to `found`; returns how the search ended. */
static lun_status search(const lun_pattern *pattern, const char *text, size_t len,
                         lun_buffer *found) {
  lun_matcher *matcher;
  lun_error err = {0};
  lun_pattern_place place = {0, 0};
  lun_context ctx = {0};
  require(lun_matcher_new(&matcher, &err) == LUN_OK);
  lun_context_set_timeout(&ctx, 2);
  int64_t began = lun_clock();
  lun_status st = LUN_OK;
  for (size_t count = 0;; count++) {
    const lun_span *groups;
    lun_pattern_place before = place;
    st = lun_pattern_next(pattern, matcher, text, len, &place, &ctx, &groups, &err);
    require(st == LUN_OK || st == LUN_DONE || st == LUN_ELIMIT);
    if (st != LUN_OK) break;
    require(count <= 2 * len + 2);
    check_groups(pattern, groups, text, len, &before);
    lun_buffer_add(found, (const char *)groups, (lun_pattern_groups(pattern) + 1) * sizeof *groups);
  }
  require(lun_clock() - began < INT64_C(20000000000));
  lun_matcher_free(matcher);
  return st;
}

/* An empty callout in front hides what the pattern must contain, and changes nothing else; a verb must
** stay in front. */
static void compare(const lun_pattern *pattern, const lun_buffer *src, unsigned flags,
                    const char *text, size_t len) {
  lun_buffer twin_src = {0}, want = {0}, got = {0};
  lun_pattern *twin;
  lun_status ended = search(pattern, text, len, &got), st;
  lun_buffer_add_text(&twin_src, "(?C)");
  lun_buffer_add(&twin_src, src->data, src->len);
  st = lun_pattern_new(twin_src.data, twin_src.len, flags, &twin, NULL);
  if (st == LUN_OK) st = search(twin, text, len, &want);
  if (ended == LUN_DONE && st == LUN_DONE) {
    require(got.len == want.len && (got.len == 0 || memcmp(got.data, want.data, got.len) == 0));
  }
  lun_pattern_free(twin);
  lun_buffer_clear(&twin_src);
  lun_buffer_clear(&want);
  lun_buffer_clear(&got);
}

static const char *const pieces[] = {
    "a",      "b",      "\xC3\xA9", " ",         "(",          ")",     "*",     "+",
    "?",      "|",      ".",        "$",         "^",          "\\b",   "\\s",   "\\w",
    "{2,}",   "{,3}",   "[^a]",     "[ab]",      "(?=",        "(?!",   "(?<=",  "(?<!",
    "(?:",    "(?>",    "\\K",      "\\G",       "\\1",        "(?1)",  "\\X",   "\\R",
    "(?|",    "(?R)",   "(*SKIP)",  "(*FAIL)",   "(?<n>",      "\\z",   "\\A",   "(?i)",
    "\\p{L}", "\\n",    "\\D",      "(*COMMIT)", "(*ACCEPT)",  "(?(1)", "++",    "(?C)",
    "quiz",   "Quartz", "jk",       "\\Q",       "\\E",        "(?x)",  "#",     "(?#",
    "\\x{",   "}",      "{2}",      "[^]",       "[[:alpha:]", "]",     "(?-i:", "\xD7\xA9"};

/* The pattern that `len` bytes stand for. */
static void fill_source(lun_buffer *src, const uint8_t *bytes, size_t len, int in_pieces) {
  lun_buffer_add(src, in_pieces ? "" : (const char *)bytes, in_pieces ? 0 : len);
  for (size_t i = 0; in_pieces && i < len; i++) {
    lun_buffer_add_text(src, pieces[bytes[i] % (sizeof pieces / sizeof *pieces)]);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  const uint8_t *end = memchr(data + 1, 0xFF, size - 1);
  size_t src_len = end != NULL ? (size_t)(end - data - 1) : (size - 1) / 2;
  size_t skipped = 1 + src_len + (end != NULL);
  size_t len = size - skipped;
  if (lun_utf8_check((const char *)data + skipped, len, NULL) != LUN_OK) return 0;
  lun_buffer src = {0};
  fill_source(&src, data + 1, src_len, data[0] & 32);
  char *text = lun_alloc(len); /* of its own size, to see overruns */
  require(src.status == LUN_OK && text != NULL);
  memcpy(text, data + skipped, len);
  lun_pattern *pattern;
  lun_error err = {0};
  lun_status st = lun_pattern_new(src.data, src.len, data[0] & 31u, &pattern, &err);
  require((st == LUN_OK) == (pattern != NULL));
  if (st == LUN_OK) compare(pattern, &src, data[0] & 31u, text, len);
  else require(st == LUN_EPATTERN && err.at <= src.len && err.message[0] != '\0');
  lun_pattern_free(pattern);
  lun_buffer_clear(&src);
  lun_free(text);
  return 0;
}
