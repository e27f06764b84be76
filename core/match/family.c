#include "match/family.h"

#include "text/unicode.h"
#include "text/utf8.h"

#include <string.h>

const char *lun_form_name(lun_form form) {
  static const char *const names[] = {"",     "hyphen", "solid", "space",
                                      "dash", "soft",   "line",  "mixed"};
  return names[form];
}

typedef enum mark_class { BLANK, LINE, PARAGRAPH, HYPHEN, DASH, SOFT, OTHER } mark_class;

static mark_class classify(uint32_t c) {
  if (c == ' ' || c == '\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F ||
      c == 0x205F || c == 0x3000) {
    return BLANK;
  }
  if (c == '\n' || c == '\r' || c == 0x0B || c == 0x85 || c == 0x2028) return LINE;
  if (c == 0x2029 || c == '\f') return PARAGRAPH;
  if (c == '-' || c == 0x2010 || c == 0x2011 || c == 0xFE63 || c == 0xFF0D) return HYPHEN;
  if ((c >= 0x2012 && c <= 0x2015) || c == 0x2212 || c == 0x2E3A || c == 0x2E3B || c == 0xFE58) {
    return DASH;
  }
  if (c == 0xAD) return SOFT;
  /* What UAX #29 ignores behind a blank (marks of direction, say) parts no words. */
  lun_word_class k = lun_unicode_word(lun_unicode_get(c));
  if (k == LUN_WORD_FORMAT || k == LUN_WORD_EXTEND || k == LUN_WORD_ZWJ) return BLANK;
  return OTHER;
}

/* How often each class occurs in a gap. CR LF is one line end. */
static void count_classes(const char *text, size_t from, size_t to, size_t counts[], lun_gap *gap) {
  size_t next;
  for (size_t at = from; at < to; at = next) {
    uint32_t c = lun_utf8_get(text, to, at, &next);
    mark_class class = classify(c);
    if (class == LINE && c == '\n' && at > from && text[at - 1] == '\r') continue;
    if (class == OTHER) {
      if (gap->marks == 0) gap->marks_at = at;
      gap->marks = next - gap->marks_at;
    }
    counts[class]++;
  }
}

lun_gap lun_gap_find(const char *text, size_t from, size_t to) {
  lun_gap gap = {0, LUN_FORM_SPACE, 0, from};
  if (to - from == 1 && text[from] == ' ') return gap; /* nearly always */
  size_t counts[OTHER + 1] = {0};
  count_classes(text, from, to, counts, &gap);
  gap.barrier = counts[PARAGRAPH] > 0 || counts[LINE] > 1 || counts[HYPHEN] + counts[DASH] > 1;
  if (from == to) gap.form = LUN_FORM_SOLID;
  else if (counts[LINE] > 0) gap.form = LUN_FORM_LINE;
  else if (counts[HYPHEN] > 0) gap.form = LUN_FORM_HYPHEN;
  else if (counts[DASH] > 0) gap.form = LUN_FORM_DASH;
  else if (counts[SOFT] > 0) gap.form = LUN_FORM_SOFT;
  return gap;
}

static int ends_with(const char *word, size_t len, const char *tail) {
  size_t n = strlen(tail);
  return len >= n && strncasecmp(word + len - n, tail, n) == 0;
}

void lun_plural_add(lun_buffer *out, const char *word, size_t len) {
  int after_vowel = len >= 2 && strchr("aeiouAEIOU", word[len - 2]) != NULL;
  if (ends_with(word, len, "y") && !after_vowel) {
    lun_buffer_add(out, word, len - 1);
    lun_buffer_add_text(out, "ies");
    return;
  }
  lun_buffer_add(out, word, len);
  int hissing = ends_with(word, len, "s") || ends_with(word, len, "x") ||
                ends_with(word, len, "z") || ends_with(word, len, "ch") ||
                ends_with(word, len, "sh");
  lun_buffer_add_text(out, hissing ? "es" : "s");
}
