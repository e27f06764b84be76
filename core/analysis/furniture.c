#include "analysis/furniture.h"

#include "analysis/byline.h"
#include "analysis/caption.h"
#include "analysis/dateline.h"
#include "base/memory.h"

#include <string.h>

/* Entries of the rules' dictionary. */
typedef enum rule {
  DATELINE_CAPITALS,
  DATELINE_AGENCY,
  DATELINE_DATE,
  CAPTION_LABEL,
  CAPTION_CREDIT,
  CAPTION_DATE,
  BYLINE_LINE,
  BYLINE_REPORTING,
  BYLINE_SIGNED,
  HEADING_TITLE,
  HEADING_LINE,
  CREDIT_BRACKETS,
  LINK_CUE,
  RULE_COUNT
} rule;

static const struct {
  const char *label, *value, *name;
} RULES[RULE_COUNT] = {
    [DATELINE_CAPITALS] = {"dateline", "a place in capitals and a dash or colon",
                           "dateline-capitals"},
    [DATELINE_AGENCY] = {"dateline", "a place with an agency and a dash", "dateline-agency"},
    [DATELINE_DATE] = {"dateline", "a line that is a date", "dateline-date"},
    [CAPTION_LABEL] = {"caption", "a label such as FILE and a dash", "caption-label"},
    [CAPTION_CREDIT] = {"caption", "a sentence before the credit of a picture", "caption-credit"},
    [CAPTION_DATE] = {"caption", "a sentence that ends in a place and a date", "caption-date"},
    [BYLINE_LINE] = {"byline", "a line that begins with by", "byline-line"},
    [BYLINE_REPORTING] = {"byline", "a sentence that begins with reporting by", "byline-reporting"},
    [BYLINE_SIGNED] = {"byline", "a sentence that signs the report", "byline-signed"},
    [HEADING_TITLE] = {"heading", "a line that repeats the title", "heading-title"},
    [HEADING_LINE] = {"heading", "a short line by itself without a stop", "heading-line"},
    [CREDIT_BRACKETS] = {"credit", "an agency or picture in brackets", "credit-brackets"},
    [LINK_CUE] = {"link", "a line that leads elsewhere", "link-cue"},
};

enum { HEADING_WORDS = 10, HEADING_BYTES = 90, TEXT_WORDS = 15, SENTENCE_WORDS = 8 };

struct lun_furnisher {
  lun_dictionary *lexicon;
  lun_dictionary *rules;
  lun_finder *finder;
  lun_layout layout;
  lun_hits found;
};

static lun_status add_rules(lun_dictionary *rules, lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < RULE_COUNT; i++) {
    lun_entry_spec spec = {.key = RULES[i].label,
                           .value = RULES[i].value,
                           .value_len = strlen(RULES[i].value),
                           .rule = RULES[i].name,
                           .kind = LUN_ENTRY_PHRASE};
    st = lun_dictionary_add(rules, &spec, err);
  }
  return st;
}

lun_status lun_furnisher_new(lun_dictionary *lexicon, lun_furnisher **out, lun_error *err) {
  *out = NULL;
  lun_furnisher *f = lun_zalloc(sizeof *f);
  if (f == NULL) return lun_fail_memory(err);
  f->lexicon = lun_dictionary_share(lexicon);
  lun_layout_init(&f->layout, lexicon);
  lun_status st = lun_finder_new(lexicon, &f->finder, err);
  if (st == LUN_OK) st = lun_dictionary_new(&f->rules, err);
  if (st == LUN_OK) st = add_rules(f->rules, err);
  if (st != LUN_OK) lun_furnisher_free(f);
  else *out = f;
  return st;
}

void lun_furnisher_free(lun_furnisher *furnisher) {
  if (furnisher == NULL) return;
  lun_finder_free(furnisher->finder);
  lun_dictionary_free(furnisher->lexicon);
  lun_dictionary_free(furnisher->rules);
  lun_layout_clear(&furnisher->layout);
  lun_hits_clear(&furnisher->found);
  lun_free(furnisher);
}

lun_dictionary *lun_furnisher_rules(lun_furnisher *furnisher) {
  return furnisher->rules;
}

static lun_status add(lun_furnisher *f, lun_span span, rule which, lun_error *err) {
  lun_hit hit = {span.from, span.to, (uint32_t)which, LUN_FORM_NONE};
  return lun_hits_add(&f->found, hit, err);
}

/* --- lines ---------------------------------------------------------------------------------------- */

static int is_title(const lun_line *line, const char *text, const lun_variable *title) {
  return title != NULL && title->len == line->span.to - line->span.from &&
         memcmp(text + line->span.from, title->value, title->len) == 0;
}

/* Whether a line with more words, one that can be text, stands behind line `number`. */
static int is_over_text(const lun_layout *l, size_t number) {
  if (number + 1 >= l->line_count) return 0;
  const lun_line *next = &l->lines[number + 1];
  return next->words > l->lines[number].words && (next->words >= TEXT_WORDS || next->stops);
}

/* Whether the line begins like a heading, with a word or a mark of quotation, and holds no end of a
** sentence. "Other events:" is a heading, "At the trial the judge said:" is text. */
static int is_titled(const lun_layout *l, const lun_line *line) {
  enum { LEAD_WORDS = 4 };
  char first = l->text[line->span.from], last = l->text[line->span.to - 1];
  if (strchr("(*-+#", first) || strchr(",;-", last)) return 0;
  if (last == ':' && line->words > LEAD_WORDS) return 0;
  if (lun_layout_parting(l, line->span.from, l->words->items[line->word].from) ==
      LUN_PARTING_DASH) {
    return 0;
  }
  size_t sentence = lun_spans_find(l->sentences, line->span.from);
  return sentence < l->sentences->count && l->sentences->items[sentence].to >= line->span.to;
}

/* A short line without a stop by itself, with text below. Lines without a
** stop one below the other are a list, not headings. */
static int is_heading(const lun_layout *l, size_t number) {
  const lun_line *line = &l->lines[number], *above = number > 0 ? line - 1 : NULL;
  if (line->words > HEADING_WORDS || line->span.to - line->span.from > HEADING_BYTES) return 0;
  if (line->stops || (above != NULL && !above->stops)) return 0;
  if (!is_titled(l, line)) return 0;
  if (lun_layout_shape(l, l->words->items[line->word]) == LUN_SHAPE_SMALL) return 0;
  return is_over_text(l, number);
}

/* The rule that makes line `number` furniture, and its bytes; RULE_COUNT when none does. */
static rule judge_line(const lun_layout *l, size_t number, int head, const lun_variable *title,
                       lun_span *span) {
  static const rule DATELINES[] = {RULE_COUNT, DATELINE_CAPITALS, DATELINE_AGENCY, DATELINE_DATE};
  const lun_line *line = &l->lines[number];
  lun_dateline dateline = lun_dateline_find(l, number, head, span);
  if (dateline != LUN_DATELINE_NONE) return DATELINES[dateline];
  *span = line->span;
  if (lun_byline_is_link(l, line->span)) return LINK_CUE;
  if (lun_byline_is_line(l, line)) return BYLINE_LINE;
  if (head && is_title(line, l->text, title)) return HEADING_TITLE;
  return is_heading(l, number) ? HEADING_LINE : RULE_COUNT;
}

/* Whether the line is the report's own text, so that the head of the document ends with it. */
static int is_text(const lun_line *line) {
  return line->words >= TEXT_WORDS || (line->stops && line->words >= SENTENCE_WORDS);
}

/* Ask now and then whether to stop: lines and sentences are short, but many. */
static lun_status check_stop(size_t i, const lun_context *ctx, lun_error *err) {
  return i % 256 == 255 ? lun_context_check(ctx, err) : LUN_OK;
}

static lun_status find_lines(lun_furnisher *f, const lun_variable *title, const lun_context *ctx,
                             lun_error *err) {
  const lun_layout *l = &f->layout;
  int head = 1;
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < l->line_count; i++) {
    lun_span span;
    rule which = judge_line(l, i, head, title, &span);
    st = check_stop(i, ctx, err);
    if (st == LUN_OK && which != RULE_COUNT) st = add(f, span, which, err);
    if (which != DATELINE_DATE && is_text(&l->lines[i])) head = 0;
    if (which == DATELINE_CAPITALS || which == DATELINE_AGENCY) head = 0;
  }
  return st;
}

/* --- sentences ------------------------------------------------------------------------------------- */

static rule judge_sentence(const lun_layout *l, size_t number, lun_span *span) {
  static const rule CAPTIONS[] = {RULE_COUNT, CAPTION_LABEL, CAPTION_CREDIT, CAPTION_DATE};
  static const rule BYLINES[] = {RULE_COUNT, BYLINE_REPORTING, BYLINE_SIGNED};
  lun_caption caption = lun_caption_find(l, number, span);
  if (caption != LUN_CAPTION_NONE) return CAPTIONS[caption];
  *span = l->sentences->items[number];
  lun_byline byline = lun_byline_find(l, *span);
  if (byline != LUN_BYLINE_NONE) return BYLINES[byline];
  return lun_byline_is_link(l, *span) ? LINK_CUE : RULE_COUNT;
}

static lun_status find_sentences(lun_furnisher *f, const lun_context *ctx, lun_error *err) {
  const lun_layout *l = &f->layout;
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < l->sentences->count; i++) {
    lun_span span;
    rule which = judge_sentence(l, i, &span);
    st = check_stop(i, ctx, err);
    if (st == LUN_OK && which != RULE_COUNT) st = add(f, span, which, err);
  }
  return st;
}

static lun_status find_credits(lun_furnisher *f, lun_error *err) {
  const lun_layout *l = &f->layout;
  lun_status st = LUN_OK;
  const char *end = l->text + l->len;
  for (const char *at = l->text; st == LUN_OK && at < end; at++) {
    lun_span span;
    at = memchr(at, '(', (size_t)(end - at));
    if (at == NULL) break;
    if (lun_caption_find_credit(l, (size_t)(at - l->text), &span)) {
      st = add(f, span, CREDIT_BRACKETS, err);
    }
  }
  return st;
}

/* Of pieces that share bytes the one that begins first stays, of one place the longest. */
static lun_status settle(lun_furnisher *f, lun_hits *out, lun_error *err) {
  uint32_t behind = 0;
  lun_status st = LUN_OK;
  lun_hits_sort(&f->found);
  for (size_t i = 0; st == LUN_OK && i < f->found.count; i++) {
    lun_hit hit = f->found.items[i];
    if (hit.from < behind || hit.from == hit.to) continue;
    st = lun_hits_add(out, hit, err);
    behind = hit.to;
  }
  return st;
}

lun_status lun_furnisher_find(lun_furnisher *furnisher, lun_document *doc, const lun_context *ctx,
                              lun_hits *out, lun_error *err) {
  lun_furnisher *f = furnisher;
  f->found.count = f->layout.cues.count = 0;
  lun_status st = lun_finder_find(f->finder, doc, NULL, ctx, &f->layout.cues, err);
  if (st == LUN_OK) st = lun_layout_set(&f->layout, doc, ctx, err);
  if (st == LUN_OK) st = find_lines(f, lun_document_get(doc, "title"), ctx, err);
  if (st == LUN_OK) st = find_sentences(f, ctx, err);
  if (st == LUN_OK) st = find_credits(f, err);
  return st == LUN_OK ? settle(f, out, err) : st;
}
