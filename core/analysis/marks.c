#include "analysis/marks.h"

#include "base/memory.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <string.h>

enum { BLOCK = sizeof(uint64_t) };

typedef enum family { NO_FAMILY, DOUBLE, SINGLE, GUILLEMET, SINGLE_GUILLEMET } family;

typedef enum side { EITHER, OPENS, CLOSES } side;

typedef struct mark {
  uint32_t from;
  uint32_t to;
  family kind;
  side shape; /* what the mark looks like; EITHER when straight */
  side place; /* what its surroundings ask for */
  int weak;   /* single, between a letter and a blank: perhaps the possessive of a plural */
  int value;  /* behind an equals sign: an attribute's value in left-over markup, no quotation */
} mark;

typedef struct marks {
  mark *items;
  size_t count;
  size_t cap;
} marks;

/* A paragraph while its marks are paired. */
typedef struct pairing {
  const mark *items;
  size_t count;
  size_t *closers;   /* by mark: the single mark that would close this one; `count` = none */
  int nests;         /* the double marks balance, so that one inside another is nested */
  size_t last_curly; /* the last mark shaped like a closing double one; `count` = none */
  size_t open;       /* the mark that is open; `count` = none */
  size_t depth;      /* pairs of its family open inside it */
  int straight;      /* a straight mark opened inside a curly one */
} pairing;

typedef struct scanner {
  const char *text;
  size_t len;
  const lun_context *ctx;
  size_t due; /* the byte from which the context is to be asked again */
  marks marks;
  size_t *closers;
  size_t closer_cap;
  lun_pieces *out;
  lun_error *err;
} scanner;

void lun_pieces_clear(lun_pieces *pieces) {
  lun_free(pieces->items);
  *pieces = (lun_pieces){0};
}

/* Two single marks that are written for a double one: ''x'' and ``x'' of typewriters and old wires. */
static side doubled_shape(uint32_t code) {
  if (code == '`' || code == 0x2018) return OPENS;
  return code == 0x2019 ? CLOSES : EITHER;
}

/* The mark at byte `at`, or one of NO_FAMILY. Every mark starts with one of five bytes. */
static mark read_mark(const char *text, size_t len, size_t at) {
  static const struct {
    uint32_t code;
    family kind;
    side shape;
  } known[] = {{'"', DOUBLE, EITHER},
               {'\'', SINGLE, EITHER},
               {'`', SINGLE, OPENS},
               {0xAB, GUILLEMET, OPENS},
               {0xBB, GUILLEMET, CLOSES},
               {0x2018, SINGLE, OPENS},
               {0x2019, SINGLE, CLOSES},
               {0x201A, SINGLE, OPENS},
               {0x201B, SINGLE, OPENS},
               {0x201C, DOUBLE, OPENS},
               {0x201D, DOUBLE, CLOSES},
               {0x201E, DOUBLE, OPENS},
               {0x201F, DOUBLE, OPENS},
               {0x2039, SINGLE_GUILLEMET, OPENS},
               {0x203A, SINGLE_GUILLEMET, CLOSES},
               {0xFF02, DOUBLE, EITHER}};
  size_t next, behind;
  uint32_t code = lun_utf8_get(text, len, at, &next);
  int single = code == '\'' || code == '`' || code == 0x2018 || code == 0x2019;
  if (single && next < len && lun_utf8_get(text, len, next, &behind) == code) {
    return (mark){(uint32_t)at, (uint32_t)behind, DOUBLE, doubled_shape(code), EITHER, 0, 0};
  }
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (known[i].code == code) {
      return (mark){(uint32_t)at, (uint32_t)next, known[i].kind, known[i].shape, EITHER, 0, 0};
    }
  }
  return (mark){(uint32_t)at, (uint32_t)next, NO_FAMILY, EITHER, EITHER, 0, 0};
}

static int may_start_mark(unsigned char byte) {
  return byte == '"' || byte == '\'' || byte == '`' || byte == 0xC2 || byte == 0xE2 || byte == 0xEF;
}

/* Not 0 when one of the 8 bytes is `byte`. */
static uint64_t find_byte(uint64_t bytes, unsigned char byte) {
  const uint64_t ones = UINT64_C(0x0101010101010101);
  uint64_t x = bytes ^ ones * byte;
  return (x - ones) & ~x & ones << 7;
}

/* 1 when one of BLOCK bytes may start a mark; any byte that is not ASCII counts. Most blocks of English
** have none. */
static int block_may_have_mark(const char *bytes) {
  uint64_t block;
  memcpy(&block, bytes, BLOCK);
  return ((block & UINT64_C(0x8080808080808080)) | find_byte(block, '"') | find_byte(block, '\'') |
          find_byte(block, '`')) != 0;
}

static int is_blank(uint32_t code) {
  return lun_unicode_is_blank(code, lun_unicode_get(code));
}

static int is_letter(uint32_t code) {
  return (lun_unicode_get(code) & LUN_UNICODE_LETTER) != 0;
}

static int is_dash(uint32_t code) {
  return code == '-' || (code >= 0x2010 && code <= 0x2015);
}

static int is_mark(uint32_t code) {
  return code == '"' || code == '\'' || code == '`' || code == 0xAB || code == 0xBB ||
         (code >= 0x2018 && code <= 0x201F) || code == 0x2039 || code == 0x203A || code == 0xFF02;
}

static uint32_t code_before(const char *text, size_t from, size_t at) {
  size_t next, end = at;
  if (at == from) return ' ';
  do at--;
  while (at > from && ((unsigned char)text[at] & 0xC0) == 0x80);
  return lun_utf8_get(text, end, at, &next);
}

static uint32_t code_after(const char *text, size_t to, size_t at) {
  size_t next;
  return at == to ? ' ' : lun_utf8_get(text, to, at, &next);
}

/* Judge from the neighbours which side of a quotation the mark stands on. */
static void place_mark(mark *m, const char *text, lun_span paragraph) {
  uint32_t before = code_before(text, paragraph.from, m->from);
  uint32_t after = code_after(text, paragraph.to, m->to);
  int open = is_blank(before) || is_dash(before) || is_mark(before) ||
             (before < 0x80 && strchr("([{/", (int)before) != NULL);
  int shut = is_blank(after) || is_dash(after) || is_mark(after) || after == 0x2026 ||
             (after < 0x80 && strchr(".,;:!?)]}/", (int)after) != NULL);
  m->place = open == shut ? EITHER : open ? OPENS : CLOSES;
  m->weak = is_letter(before) && is_blank(after) && text[m->from] != '`';
  m->value = before == '=' && m->shape == EITHER;
  if (m->value) m->place = OPENS;
  /* German closes with the mark that opens in English: „... ‚Q‘“ */
  if (m->kind == DOUBLE && m->shape == OPENS && open && shut && is_mark(before) &&
      !is_mark(after)) {
    m->place = CLOSES;
  }
  if (m->kind != SINGLE) return;
  /* An apostrophe before a year or a clipped word looks like a closing mark in an opening place. */
  if (m->place == OPENS && (m->shape == CLOSES || (after >= '0' && after <= '9'))) {
    m->place = EITHER;
  }
  if (open && shut && is_mark(before) && !is_mark(after)) m->place = CLOSES;
  if (open && shut && is_mark(after) && !is_mark(before)) m->place = OPENS;
}

static lun_status add_mark(scanner *s, mark m) {
  void *items = s->marks.items;
  if (!lun_grow(&items, &s->marks.cap, s->marks.count + 1, sizeof *s->marks.items)) {
    return lun_fail_memory(s->err);
  }
  s->marks.items = items;
  s->marks.items[s->marks.count++] = m;
  return LUN_OK;
}

static lun_status collect(scanner *s, lun_span paragraph) {
  lun_status st = LUN_OK;
  s->marks.count = 0;
  for (size_t at = paragraph.from; st == LUN_OK && at < paragraph.to; at++) {
    if (at >= s->due) {
      s->due = at + LUN_CONTEXT_STRIDE;
      st = lun_context_check(s->ctx, s->err);
    }
    while (at + BLOCK < paragraph.to && !block_may_have_mark(s->text + at)) at += BLOCK;
    if (st != LUN_OK || !may_start_mark((unsigned char)s->text[at])) continue;
    mark m = read_mark(s->text, s->len, at);
    if (m.kind != NO_FAMILY) {
      place_mark(&m, s->text, paragraph);
      st = add_mark(s, m);
    }
    at = m.to - 1;
  }
  return st;
}

/* For each single mark the one that would close it: the next firm closing one before another opens;
** else the next that may also be a possessive; else a firm one further on. One sweep backwards. */
static void find_closers(pairing *p) {
  size_t none = p->count, firm = none, weak = none, opener = none;
  for (size_t i = p->count; i-- > 0;) {
    const mark *m = &p->items[i];
    p->closers[i] = firm < opener ? firm : weak < opener ? weak : firm;
    if (m->kind != SINGLE) continue;
    if (m->place == OPENS) opener = i;
    if (m->place != CLOSES) continue;
    if (m->weak) weak = i;
    else firm = i;
  }
}

/* The side a double mark takes when it alone decides: its place, else its shape. */
static side own_side(const mark *m) {
  return m->place != EITHER ? m->place : m->shape;
}

static void survey(pairing *p) {
  size_t opening = 0, closing = 0;
  p->last_curly = p->count;
  for (size_t i = 0; i < p->count; i++) {
    if (p->items[i].kind != DOUBLE) continue;
    if (own_side(&p->items[i]) == OPENS) opening++;
    if (own_side(&p->items[i]) == CLOSES) closing++;
    if (p->items[i].shape == CLOSES) p->last_curly = i;
  }
  p->nests = opening == closing;
  find_closers(p);
}

static int may_open(const pairing *p, size_t i) {
  const mark *m = &p->items[i];
  if (m->kind == SINGLE) return m->place == OPENS && p->closers[i] < p->count;
  return own_side(m) == OPENS || (m->place == EITHER && m->shape == EITHER);
}

/* What mark `i` does to the open one: nothing, close it, or open another. */
static side act(pairing *p, size_t i) {
  const mark *m = &p->items[i], *open = &p->items[p->open];
  if (m->kind != open->kind) return EITHER;
  if (m->kind == SINGLE) return i == p->closers[p->open] ? CLOSES : EITHER;
  if (m->shape == EITHER && open->shape == OPENS) {
    /* A straight mark inside curly ones is nested when an opening one of them came before it, or
    ** when it opens itself; else somebody closed a curly one with it. */
    int left = p->last_curly < p->count && p->last_curly > i;
    if (m->place == OPENS) p->straight = left;
    else if (p->straight) p->straight = 0;
    else return m->place == CLOSES || !left ? CLOSES : EITHER;
    return left ? EITHER : m->place == OPENS ? OPENS : CLOSES;
  }
  if (m->shape == EITHER) return m->place == OPENS ? OPENS : CLOSES;
  if (m->place == CLOSES) return CLOSES;
  /* Shaped to close: it closes, but for outward-pointing guillemets, which open so. */
  if (m->shape == CLOSES) return m->place == OPENS && m->kind != DOUBLE ? OPENS : CLOSES;
  return OPENS;
}

static lun_status add_piece(scanner *s, size_t from, size_t to, int single, int unclosed) {
  void *items = s->out->items;
  if (!lun_grow(&items, &s->out->cap, s->out->count + 1, sizeof *s->out->items)) {
    return lun_fail_memory(s->err);
  }
  s->out->items = items;
  lun_piece piece = {{(uint32_t)from, (uint32_t)to}, single, unclosed, 0};
  s->out->items[s->out->count++] = piece;
  return LUN_OK;
}

/* Where a stretch ends that is broken off before byte `at`: blanks do not belong to it. */
static size_t trim_end(const char *text, size_t from, size_t at) {
  while (at > from && is_blank(code_before(text, from, at))) {
    do at--;
    while (at > from && ((unsigned char)text[at] & 0xC0) == 0x80);
  }
  return at;
}

/* Mark `i` meets the open one. */
static lun_status meet(scanner *s, pairing *p, size_t i) {
  const mark *m = &p->items[i], *open = &p->items[p->open];
  side what = act(p, i);
  if (what == CLOSES && p->depth > 0) {
    p->depth--;
  } else if (what == CLOSES) {
    p->open = p->count;
    if (open->value) return LUN_OK;
    return add_piece(s, open->from, m->to, open->kind == SINGLE, 0);
  } else if (what == OPENS && p->nests) {
    p->depth++;
  } else if (what == OPENS) {
    p->open = i;
    if (open->value) return LUN_OK;
    return add_piece(s, open->from, trim_end(s->text, open->to, m->from), 0, 1);
  }
  return LUN_OK;
}

/* 1 when the paragraph begins with the mark that `open` is. */
static int begins_with(const scanner *s, const lun_span *paragraph, const mark *open) {
  size_t size = open->to - open->from;
  return paragraph->to - paragraph->from > size &&
         memcmp(s->text + paragraph->from, s->text + open->from, size) == 0;
}

/* A curly single mark that begins a paragraph and is never closed opens a speech of several
** paragraphs when the next one begins with it, too. */
static int is_long_single(const scanner *s, const pairing *p, const lun_span *paragraphs, size_t n,
                          size_t count) {
  const mark *m = &p->items[0];
  return p->count > 0 && m->kind == SINGLE && m->shape == OPENS && m->from == paragraphs[n].from &&
         p->closers[0] == p->count && n + 1 < count && begins_with(s, &paragraphs[n + 1], m);
}

static lun_status pair(scanner *s, const lun_spans *paragraphs, size_t n) {
  const lun_span *here = &paragraphs->items[n];
  pairing p = {s->marks.items, s->marks.count, s->closers, 0, 0, s->marks.count, 0, 0};
  lun_status st = LUN_OK;
  survey(&p);
  if (is_long_single(s, &p, paragraphs->items, n, paragraphs->count)) p.open = 0;
  for (size_t i = p.open == 0 ? 1 : 0; st == LUN_OK && i < p.count; i++) {
    if (p.open < p.count) {
      st = meet(s, &p, i);
    } else if (may_open(&p, i)) {
      p.open = i;
      p.depth = 0;
      p.straight = 0;
    }
  }
  if (st != LUN_OK || p.open == p.count || p.items[p.open].value) return st;
  const mark *open = &p.items[p.open];
  st = add_piece(s, open->from, here->to, open->kind == SINGLE, 1);
  if (st == LUN_OK && n + 1 < paragraphs->count && begins_with(s, here + 1, open)) {
    s->out->items[s->out->count - 1].goes_on = 1;
    s->out->items[s->out->count - 1].unclosed = 0;
  }
  return st;
}

lun_status lun_marks_find(const char *text, size_t len, const lun_spans *paragraphs,
                          const lun_context *ctx, lun_pieces *out, lun_error *err) {
  scanner s = {text, len, ctx, 0, {0}, NULL, 0, out, err};
  size_t before = out->count;
  lun_status st = LUN_OK;
  for (size_t n = 0; st == LUN_OK && n < paragraphs->count; n++) {
    st = collect(&s, paragraphs->items[n]);
    if (st != LUN_OK || s.marks.count == 0) continue;
    void *closers = s.closers;
    if (!lun_grow(&closers, &s.closer_cap, s.marks.count, sizeof *s.closers)) {
      st = lun_fail_memory(err);
      break;
    }
    s.closers = closers;
    st = pair(&s, paragraphs, n);
  }
  if (st != LUN_OK) out->count = before;
  lun_free(s.marks.items);
  lun_free(s.closers);
  return st;
}
