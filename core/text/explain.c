/* text/explain.c -- the rules of UAX #29 as tables, tried in order at every place of a text. */
#include "text/explain.h"

#include "base/memory.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <stdint.h>

/* A set of classes, one bit each; the classes are those of one unit. */
typedef uint32_t set;

#define IN(class) ((set)1 << (class))
#define PICTOGRAPHIC ((set)1 << 31) /* Extended_Pictographic, beside the class */

enum { ANY = 0 }; /* in a rule: whatever stands there, or nothing */

#define NOWHERE SIZE_MAX

typedef struct code {
  uint32_t at; /* its first byte */
  set set;
} code;

typedef struct unit unit;

/* The text in code points, and the unit that is asked for. */
typedef struct view {
  const unit *unit;
  code *codes;
  size_t count;
} view;

/* A rule: "before left | right behind", each ANY or a set, and what sets cannot say. Places are
** numbered like the code points behind them: place i is before code i. */
typedef struct rule {
  const char *name;
  int parts; /* 1: a boundary; 0: none */
  int raw;   /* neighbours as they stand, no mark left out */
  set before, left, right, behind;
  int (*also)(const view *v, size_t i); /* may be NULL */
  const char *meaning;
} rule;

struct unit {
  const rule *rules; /* the last one holds always */
  set ignored;       /* left out of the neighbours (WB4, SB5) */
  set ends;          /* but not behind these */
  set (*classify)(unsigned classes);
};

/* The code before place `i`, marks that belong to the one before them left out; or NOWHERE. */
static size_t previous(const view *v, size_t i) {
  const unit *u = v->unit;
  while (i > 0) {
    i--;
    if (!(v->codes[i].set & u->ignored)) return i;
    if (i == 0 || (v->codes[i - 1].set & u->ends)) return i; /* nothing for it to belong to */
  }
  return NOWHERE;
}

/* The same for the code behind code `i`. */
static size_t following(const view *v, size_t i) {
  for (i++; i < v->count; i++) {
    if (!(v->codes[i].set & v->unit->ignored)) return i;
  }
  return NOWHERE;
}

static set set_at(const view *v, size_t i) {
  return i < v->count ? v->codes[i].set : 0; /* NOWHERE is in no set */
}

static int is_start(const view *v, size_t i) {
  (void)v;
  return i == 0;
}

static int is_end(const view *v, size_t i) {
  return i == v->count;
}

/* How many of the codes right before place `i` are in `wanted`; *first = the first of them. */
static size_t count_before(const view *v, size_t i, set wanted, size_t *first) {
  size_t count = 0;
  *first = i;
  for (i = previous(v, i); set_at(v, i) & wanted; i = previous(v, i)) {
    count++;
    *first = i;
  }
  return count;
}

/* --- words --- */

#define WORD(class) IN(LUN_WORD_##class)
#define LETTERS (WORD(LETTER) | WORD(HEBREW))
#define QUOTES (WORD(MIDNUMLET) | WORD(SINGLE_QUOTE)) /* MidNumLetQ */
#define LINE_ENDS (WORD(NEWLINE) | WORD(CR) | WORD(LF))
#define MARKS (WORD(EXTEND) | WORD(FORMAT) | WORD(ZWJ))

/* An odd number of flag letters before place `i`, reaching back to the start of the text. */
static int is_first_flag(const view *v, size_t i) {
  size_t first;
  return count_before(v, i, WORD(REGIONAL), &first) % 2 == 1 && previous(v, first) == NOWHERE;
}

static int is_later_flag(const view *v, size_t i) {
  size_t first;
  return count_before(v, i, WORD(REGIONAL), &first) % 2 == 1 && previous(v, first) != NOWHERE;
}

static const rule word_rules[] = {
    {"WB1", 1, 1, ANY, ANY, ANY, ANY, is_start, "the text begins"},
    {"WB2", 1, 1, ANY, ANY, ANY, ANY, is_end, "the text ends"},
    {"WB3", 0, 1, ANY, WORD(CR), WORD(LF), ANY, NULL, "CR LF is one line end"},
    {"WB3a", 1, 1, ANY, LINE_ENDS, ANY, ANY, NULL, "a line end stands alone: behind it"},
    {"WB3b", 1, 1, ANY, ANY, LINE_ENDS, ANY, NULL, "a line end stands alone: before it"},
    {"WB3c", 0, 1, ANY, WORD(ZWJ), PICTOGRAPHIC, ANY, NULL, "a joiner ties an emoji to the last"},
    {"WB3d", 0, 1, ANY, WORD(SPACE), WORD(SPACE), ANY, NULL, "spaces in a row stay together"},
    {"WB4", 0, 1, ANY, ANY, MARKS, ANY, NULL, "a mark or joiner belongs to what it follows"},
    {"WB5", 0, 0, ANY, LETTERS, LETTERS, ANY, NULL, "letters stay together"},
    {"WB6", 0, 0, ANY, LETTERS, WORD(MIDLETTER) | QUOTES, LETTERS, NULL,
     "a mark between two letters joins them: before it"},
    {"WB7", 0, 0, LETTERS, WORD(MIDLETTER) | QUOTES, LETTERS, ANY, NULL,
     "a mark between two letters joins them: behind it"},
    {"WB7a", 0, 0, ANY, WORD(HEBREW), WORD(SINGLE_QUOTE), ANY, NULL,
     "a Hebrew letter keeps its single quote"},
    {"WB7b", 0, 0, ANY, WORD(HEBREW), WORD(DOUBLE_QUOTE), WORD(HEBREW), NULL,
     "a double quote joins Hebrew letters: before it"},
    {"WB7c", 0, 0, WORD(HEBREW), WORD(DOUBLE_QUOTE), WORD(HEBREW), ANY, NULL,
     "a double quote joins Hebrew letters: behind it"},
    {"WB8", 0, 0, ANY, WORD(NUMERIC), WORD(NUMERIC), ANY, NULL, "digits stay together"},
    {"WB9", 0, 0, ANY, LETTERS, WORD(NUMERIC), ANY, NULL, "a digit joins the letter before it"},
    {"WB10", 0, 0, ANY, WORD(NUMERIC), LETTERS, ANY, NULL, "a letter joins the digit before it"},
    {"WB11", 0, 0, WORD(NUMERIC), WORD(MIDNUM) | QUOTES, WORD(NUMERIC), ANY, NULL,
     "a mark between two digits joins them: behind it"},
    {"WB12", 0, 0, ANY, WORD(NUMERIC), WORD(MIDNUM) | QUOTES, WORD(NUMERIC), NULL,
     "a mark between two digits joins them: before it"},
    {"WB13", 0, 0, ANY, WORD(KATAKANA), WORD(KATAKANA), ANY, NULL, "Katakana stay together"},
    {"WB13a", 0, 0, ANY, LETTERS | WORD(NUMERIC) | WORD(KATAKANA) | WORD(EXTENDNUMLET),
     WORD(EXTENDNUMLET), ANY, NULL, "an underscore joins: before it"},
    {"WB13b", 0, 0, ANY, WORD(EXTENDNUMLET), LETTERS | WORD(NUMERIC) | WORD(KATAKANA), ANY, NULL,
     "an underscore joins: behind it"},
    {"WB15", 0, 0, ANY, WORD(REGIONAL), WORD(REGIONAL), ANY, is_first_flag,
     "flag letters go in pairs, counted from the start of the text"},
    {"WB16", 0, 0, ANY, WORD(REGIONAL), WORD(REGIONAL), ANY, is_later_flag,
     "flag letters go in pairs, counted from the first in the row"},
    {"WB999", 1, 1, ANY, ANY, ANY, ANY, NULL, "nothing joins the two"},
};

static set classify_word(unsigned classes) {
  return IN(lun_unicode_word(classes)) | (classes & LUN_UNICODE_PICTOGRAPHIC ? PICTOGRAPHIC : 0);
}

static const unit words = {word_rules, MARKS, LINE_ENDS, classify_word};

/* --- graphemes --- */

#define CLUSTER(class) IN(LUN_GRAPHEME_##class)
#define CONTROLS (CLUSTER(CONTROL) | CLUSTER(CR) | CLUSTER(LF))

/* GB11: the joiner before place `i` follows an emoji, with nothing but marks between. */
static int is_emoji_joiner(const view *v, size_t i) {
  size_t first;
  count_before(v, i - 1, CLUSTER(EXTEND), &first);
  return (set_at(v, previous(v, first)) & PICTOGRAPHIC) != 0;
}

static int is_first_regional(const view *v, size_t i) {
  size_t first;
  return count_before(v, i, CLUSTER(REGIONAL), &first) % 2 == 1 && first == 0;
}

static int is_later_regional(const view *v, size_t i) {
  size_t first;
  return count_before(v, i, CLUSTER(REGIONAL), &first) % 2 == 1 && first > 0;
}

static const rule grapheme_rules[] = {
    {"GB1", 1, 1, ANY, ANY, ANY, ANY, is_start, "the text begins"},
    {"GB2", 1, 1, ANY, ANY, ANY, ANY, is_end, "the text ends"},
    {"GB3", 0, 1, ANY, CLUSTER(CR), CLUSTER(LF), ANY, NULL, "CR LF is one line end"},
    {"GB4", 1, 1, ANY, CONTROLS, ANY, ANY, NULL, "a control stands alone: behind it"},
    {"GB5", 1, 1, ANY, ANY, CONTROLS, ANY, NULL, "a control stands alone: before it"},
    {"GB6", 0, 1, ANY, CLUSTER(L), CLUSTER(L) | CLUSTER(V) | CLUSTER(LV) | CLUSTER(LVT), ANY, NULL,
     "a Hangul syllable goes on behind a leading consonant"},
    {"GB7", 0, 1, ANY, CLUSTER(LV) | CLUSTER(V), CLUSTER(V) | CLUSTER(T), ANY, NULL,
     "a Hangul syllable goes on behind a vowel"},
    {"GB8", 0, 1, ANY, CLUSTER(LVT) | CLUSTER(T), CLUSTER(T), ANY, NULL,
     "a Hangul syllable goes on behind a closing consonant"},
    {"GB9", 0, 1, ANY, ANY, CLUSTER(EXTEND) | CLUSTER(ZWJ), ANY, NULL,
     "a mark or joiner belongs to what it follows"},
    {"GB9a", 0, 1, ANY, ANY, CLUSTER(SPACINGMARK), ANY, NULL,
     "a spacing mark belongs to what it follows"},
    {"GB9b", 0, 1, ANY, CLUSTER(PREPEND), ANY, ANY, NULL, "a prefix belongs to what follows it"},
    {"GB11", 0, 1, ANY, CLUSTER(ZWJ), PICTOGRAPHIC, ANY, is_emoji_joiner,
     "a joiner between two emoji makes them one"},
    {"GB12", 0, 1, ANY, CLUSTER(REGIONAL), CLUSTER(REGIONAL), ANY, is_first_regional,
     "flag letters go in pairs, counted from the start of the text"},
    {"GB13", 0, 1, ANY, CLUSTER(REGIONAL), CLUSTER(REGIONAL), ANY, is_later_regional,
     "flag letters go in pairs, counted from the first in the row"},
    {"GB999", 1, 1, ANY, ANY, ANY, ANY, NULL, "nothing joins the two"},
};

static set classify_grapheme(unsigned classes) {
  set own = IN(lun_unicode_grapheme(classes));
  return own | (classes & LUN_UNICODE_PICTOGRAPHIC ? PICTOGRAPHIC : 0);
}

static const unit graphemes = {grapheme_rules, 0, 0, classify_grapheme};

/* --- sentences --- */

#define SENTENCE(class) IN(LUN_SENTENCE_##class)
#define SEPARATORS (SENTENCE(SEP) | SENTENCE(CR) | SENTENCE(LF)) /* ParaSep */
#define TERMS (SENTENCE(STERM) | SENTENCE(ATERM))                /* SATerm */
#define CASED (SENTENCE(UPPER) | SENTENCE(LOWER))
#define CONTINUES (SENTENCE(CONTINUE) | TERMS)

/* The code before "Close* Sp*" at place `i`; with `spaces` 0, before "Close*". */
static size_t before_tail(const view *v, size_t i, int spaces) {
  if (spaces) count_before(v, i, SENTENCE(SPACE), &i);
  count_before(v, i, SENTENCE(CLOSE), &i);
  return previous(v, i);
}

static int is_behind_close(const view *v, size_t i) {
  return (set_at(v, before_tail(v, i, 0)) & TERMS) != 0;
}

static int is_behind_space(const view *v, size_t i) {
  return (set_at(v, before_tail(v, i, 1)) & TERMS) != 0;
}

/* SB8: a full stop, closing marks, spaces; then a small letter before any other letter, line end or
** terminator. */
static int is_before_lower(const view *v, size_t i) {
  if (!(set_at(v, before_tail(v, i, 1)) & SENTENCE(ATERM))) return 0;
  set stops = SENTENCE(LETTER) | CASED | SEPARATORS | TERMS;
  while (i < v->count && !(v->codes[i].set & stops)) i++;
  return (set_at(v, i) & SENTENCE(LOWER)) != 0;
}

static const rule sentence_rules[] = {
    {"SB1", 1, 1, ANY, ANY, ANY, ANY, is_start, "the text begins"},
    {"SB2", 1, 1, ANY, ANY, ANY, ANY, is_end, "the text ends"},
    {"SB3", 0, 1, ANY, SENTENCE(CR), SENTENCE(LF), ANY, NULL, "CR LF is one line end"},
    {"SB4", 1, 1, ANY, SEPARATORS, ANY, ANY, NULL, "a line end ends the sentence"},
    {"SB5", 0, 1, ANY, ANY, SENTENCE(EXTEND) | SENTENCE(FORMAT), ANY, NULL,
     "a mark or joiner belongs to what it follows"},
    {"SB6", 0, 0, ANY, SENTENCE(ATERM), SENTENCE(NUMERIC), ANY, NULL,
     "a full stop right before a digit ends nothing"},
    {"SB7", 0, 0, CASED, SENTENCE(ATERM), SENTENCE(UPPER), ANY, NULL,
     "a full stop between letters ends nothing"},
    {"SB8", 0, 0, ANY, ANY, ANY, ANY, is_before_lower,
     "behind the full stop the text goes on with a small letter"},
    {"SB8a", 0, 0, ANY, ANY, CONTINUES, ANY, is_behind_space,
     "a comma or another stop behind the stop takes the sentence on"},
    {"SB9", 0, 0, ANY, ANY, SENTENCE(CLOSE) | SENTENCE(SPACE) | SEPARATORS, ANY, is_behind_close,
     "closing marks and the first space belong to the stop"},
    {"SB10", 0, 0, ANY, ANY, SENTENCE(SPACE) | SEPARATORS, ANY, is_behind_space,
     "spaces and the line end belong to the stop"},
    {"SB11", 1, 0, ANY, ANY, ANY, ANY, is_behind_space, "the stop has ended the sentence"},
    {"SB998", 0, 1, ANY, ANY, ANY, ANY, NULL, "no stop stands here"},
};

static set classify_sentence(unsigned classes) {
  return IN(lun_unicode_sentence(classes));
}

static const unit sentences = {sentence_rules, SENTENCE(EXTEND) | SENTENCE(FORMAT), SEPARATORS,
                               classify_sentence};

/* --- the walk --- */

/* The sets around one place. */
typedef struct around {
  set before, left, right, behind;
} around;

static around look_raw(const view *v, size_t i) {
  around a = {0};
  if (i > 0) a.left = set_at(v, i - 1);
  a.right = set_at(v, i);
  return a; /* no rule looks further so */
}

static around look(const view *v, size_t i) {
  around a = {0};
  size_t left = previous(v, i);
  a.left = set_at(v, left);
  if (left != NOWHERE) a.before = set_at(v, previous(v, left));
  a.right = set_at(v, i);
  if (i < v->count) a.behind = set_at(v, following(v, i));
  return a;
}

static int fits(set wanted, set have) {
  return wanted == ANY || (wanted & have) != 0;
}

static int holds(const rule *r, const view *v, size_t i, around a) {
  return fits(r->before, a.before) && fits(r->left, a.left) && fits(r->right, a.right) &&
         fits(r->behind, a.behind) && (r->also == NULL || r->also(v, i));
}

static const rule *find_rule(const view *v, size_t i) {
  around raw = look_raw(v, i), bare = look(v, i);
  const rule *r = v->unit->rules;
  while (!holds(r, v, i, r->raw ? raw : bare)) r++;
  return r;
}

/* Owner: v->codes is the caller's, on failure too. */
static lun_status read_codes(view *v, const char *text, size_t len, lun_error *err) {
  if (len > UINT32_MAX) {
    return lun_fail(err, LUN_ELIMIT, 0, "text of %zu bytes is over the limit of 4 GiB", len);
  }
  v->codes = lun_realloc(NULL, lun_utf8_count(text, 0, len), sizeof *v->codes);
  if (v->codes == NULL) return lun_fail_memory(err);
  for (size_t at = 0; at < len;) {
    code *c = &v->codes[v->count++];
    c->at = (uint32_t)at;
    c->set = v->unit->classify(lun_unicode_get(lun_utf8_get(text, len, at, &at)));
  }
  return LUN_OK;
}

static lun_status explain(const unit *u, const char *text, size_t len, lun_verdict_each each,
                          void *user, lun_error *err) {
  view v = {.unit = u};
  if (len == 0) return LUN_OK;
  lun_status st = read_codes(&v, text, len, err);
  for (size_t i = 0; st == LUN_OK && i <= v.count; i++) {
    const rule *r = find_rule(&v, i);
    lun_verdict verdict = {i < v.count ? v.codes[i].at : len, r->parts, r->name, r->meaning};
    st = each(user, &verdict, err);
  }
  lun_free(v.codes);
  return st;
}

lun_status lun_words_explain(const char *text, size_t len, lun_verdict_each each, void *user,
                             lun_error *err) {
  return explain(&words, text, len, each, user, err);
}

lun_status lun_graphemes_explain(const char *text, size_t len, lun_verdict_each each, void *user,
                                 lun_error *err) {
  return explain(&graphemes, text, len, each, user, err);
}

lun_status lun_sentences_explain(const char *text, size_t len, lun_verdict_each each, void *user,
                                 lun_error *err) {
  return explain(&sentences, text, len, each, user, err);
}
