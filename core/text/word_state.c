/* text/word_state.c -- UAX #29 as a table of states.
**
** Sixty-four bytes are read in two passes. The first goes from state to state and keeps, for each
** code point, what it does to the segments. The second makes spans of that, and has nothing to do
** where a long segment goes on. So neither pass has a branch that a text could make hard to foresee
** for each code point. */
#include "text/word_state.h"

#include "base/memory.h"
#include "text/word_mask.h"

#include <string.h>

/* The last code point that counts (WB4), as far as the rules ask for it. Behind MAY_LETTER and the two
** after it stands a mid character that joins only when a letter, Hebrew letter or digit follows. */
enum {
  END, /* a line end, or nothing */
  CR,
  OTHER, /* joins to nothing */
  LETTER,
  HEBREW,
  NUMERIC,
  KATAKANA,
  UNDERSCORE,
  SPACE, /* no mark behind it yet: WB3d */
  REGIONAL,
  QUOTED, /* a Hebrew letter and an apostrophe, joined by WB7a */
  MAY_LETTER = 13,
  MAY_HEBREW,
  MAY_NUMBER,
  STATES
};

/* What a step does, beside the state it leads to. Bit 7 stays clear, which the shuffle of bytes needs. */
enum {
  PART = 1 << 4,   /* a boundary before this code point */
  LATE = 1 << 5,   /* a boundary before the mid character, which does not join after all */
  WANTED = 1 << 6, /* a letter, digit or ideograph has become part of the segment */
  MID = 1 << 6     /* in a state from MAY_LETTER on: this is the mid character */
};

/* A row of the table has the steps from each state; CELL(state, ...) gives one of them. */
#define ROW(CELL, ...)                                                                             \
  {                                                                                                \
    CELL(0, __VA_ARGS__), CELL(1, __VA_ARGS__), CELL(2, __VA_ARGS__), CELL(3, __VA_ARGS__),        \
        CELL(4, __VA_ARGS__), CELL(5, __VA_ARGS__), CELL(6, __VA_ARGS__), CELL(7, __VA_ARGS__),    \
        CELL(8, __VA_ARGS__), CELL(9, __VA_ARGS__), CELL(10, __VA_ARGS__), CELL(11, __VA_ARGS__),  \
        CELL(12, __VA_ARGS__), CELL(13, __VA_ARGS__), CELL(14, __VA_ARGS__), CELL(15, __VA_ARGS__) \
  }

#define IS_LATE(s) ((s) >= MAY_LETTER ? LATE : 0)

/* To `next`, without a boundary from one of the states of `joins`. */
#define GO(s, joins, next) (((joins) >> (s)&1) ? (next) : (next) | PART | IS_LATE(s))

/* WB3c: no boundary, whatever was before the ZWJ; but a mid character there may wait for a letter. */
#define TIE(s, joins, next) (((joins) >> (s)&1) ? (next) : (next) | IS_LATE(s))

/* WB4: the state stays, but behind a line end (WB3a) and a space (WB3d). */
#define STAY(s, alone) ((s) <= CR ? OTHER | PART | (alone) : (s) == SPACE ? (int)OTHER : (s))

/* WB15, WB16: a pair is full. */
#define HALVE(s, next) ((s) == REGIONAL ? (int)OTHER : GO(s, 0, next))

/* WB6, WB7, WB7b, WB7c, WB11, WB12. */
#define WAIT(s, letter, hebrew, number) \
  ((s) == LETTER    ? (letter)          \
   : (s) == HEBREW  ? (hebrew)          \
   : (s) == NUMERIC ? (number)          \
                    : GO(s, 0, OTHER))

#define IN(state) (1 << (state))
#define WORDS (IN(LETTER) | IN(HEBREW) | IN(NUMERIC) | IN(UNDERSCORE))
#define LETTERS (WORDS | IN(QUOTED) | IN(MAY_LETTER)) /* what letters join to: WB5, WB10, WB13b */
#define NUMBERS (WORDS | IN(MAY_NUMBER))              /* WB8, WB9, WB13b */
#define IF_LETTER (MAY_LETTER | MID)
#define IF_HEBREW (MAY_HEBREW | MID)
#define IF_NUMBER (MAY_NUMBER | MID)

/* The columns of a code point: its word class, and two flags of text/unicode.h. TIED is for a pictograph
** behind a ZWJ alone. */
enum { TIED = 1 << 5, MARKED = 1 << 6, COLUMNS = 1 << 7 };

static _Alignas(16) const unsigned char steps[COLUMNS][STATES] = {
    [LUN_WORD_OTHER] = ROW(GO, 0, OTHER),
    [LUN_WORD_OTHER | MARKED] = ROW(GO, 0, OTHER | WANTED),
    [LUN_WORD_OTHER | TIED] = ROW(TIE, 0, OTHER),
    [LUN_WORD_OTHER | TIED | MARKED] = ROW(TIE, 0, OTHER | WANTED),
    [LUN_WORD_CR] = ROW(GO, 0, CR),
    [LUN_WORD_LF] = ROW(GO, IN(CR), END), /* WB3 */
    [LUN_WORD_NEWLINE] = ROW(GO, 0, END),
    [LUN_WORD_EXTEND] = ROW(STAY, 0),
    [LUN_WORD_EXTEND | MARKED] = ROW(STAY, WANTED),
    [LUN_WORD_FORMAT] = ROW(STAY, 0),
    [LUN_WORD_ZWJ] = ROW(STAY, 0),
    [LUN_WORD_REGIONAL] = ROW(HALVE, REGIONAL),
    [LUN_WORD_LETTER] = ROW(GO, LETTERS, LETTER),
    [LUN_WORD_LETTER | MARKED] = ROW(GO, LETTERS, LETTER | WANTED),
    [LUN_WORD_LETTER | TIED] = ROW(TIE, LETTERS, LETTER),
    [LUN_WORD_LETTER | TIED | MARKED] = ROW(TIE, LETTERS, LETTER | WANTED),
    [LUN_WORD_HEBREW] = ROW(GO, LETTERS | IN(MAY_HEBREW), HEBREW),
    [LUN_WORD_HEBREW | MARKED] = ROW(GO, LETTERS | IN(MAY_HEBREW), HEBREW | WANTED),
    [LUN_WORD_NUMERIC] = ROW(GO, NUMBERS, NUMERIC),
    [LUN_WORD_NUMERIC | MARKED] = ROW(GO, NUMBERS, NUMERIC | WANTED),
    [LUN_WORD_KATAKANA] = ROW(GO, IN(KATAKANA) | IN(UNDERSCORE), KATAKANA), /* WB13, WB13b */
    [LUN_WORD_KATAKANA | MARKED] = ROW(GO, IN(KATAKANA) | IN(UNDERSCORE), KATAKANA | WANTED),
    [LUN_WORD_EXTENDNUMLET] = ROW(GO, WORDS | IN(KATAKANA), UNDERSCORE), /* WB13a */
    [LUN_WORD_SPACE] = ROW(GO, IN(SPACE), SPACE),                        /* WB3d */
    [LUN_WORD_SINGLE_QUOTE] = ROW(WAIT, IF_LETTER, QUOTED, IF_NUMBER),
    [LUN_WORD_DOUBLE_QUOTE] = ROW(WAIT, OTHER | PART, IF_HEBREW, OTHER | PART),
    [LUN_WORD_MIDNUMLET] = ROW(WAIT, IF_LETTER, IF_LETTER, IF_NUMBER),
    [LUN_WORD_MIDLETTER] = ROW(WAIT, IF_LETTER, IF_LETTER, OTHER | PART),
    [LUN_WORD_MIDNUM] = ROW(WAIT, OTHER | PART, OTHER | PART, IF_NUMBER),
};

/* The state of a segment that is read on from inside, by its last class that counts. */
static const unsigned char states_by_class[LUN_WORD_COUNT + 1] = {
    [LUN_WORD_OTHER] = OTHER,        [LUN_WORD_NEWLINE] = OTHER,
    [LUN_WORD_EXTEND] = OTHER,       [LUN_WORD_ZWJ] = OTHER,
    [LUN_WORD_FORMAT] = OTHER,       [LUN_WORD_REGIONAL] = REGIONAL,
    [LUN_WORD_KATAKANA] = KATAKANA,  [LUN_WORD_HEBREW] = HEBREW,
    [LUN_WORD_LETTER] = LETTER,      [LUN_WORD_SINGLE_QUOTE] = OTHER,
    [LUN_WORD_DOUBLE_QUOTE] = OTHER, [LUN_WORD_MIDNUMLET] = OTHER,
    [LUN_WORD_MIDLETTER] = OTHER,    [LUN_WORD_MIDNUM] = OTHER,
    [LUN_WORD_NUMERIC] = NUMERIC,    [LUN_WORD_EXTENDNUMLET] = UNDERSCORE,
    [LUN_WORD_SPACE] = SPACE,        [LUN_WORD_COUNT] = END,
};

/* --- first pass ------------------------------------------------------------------------------- */

/* What each byte of a block does, 0 for those that are not the first of a code point. */
typedef struct steps_done {
  _Alignas(32) unsigned char bytes[LUN_WORD_BLOCK];
} steps_done;

LUN_WORD_INLINE unsigned get_column(unsigned classes) {
  return (classes & 31) | (classes >> 8 & (TIED | MARKED));
}

/* WB3c: a pictograph counts as one only behind a ZWJ. */
static unsigned tie(const char *text, size_t at, unsigned column) {
  int is_tied = at >= 3 && memcmp(text + at - 3, "\xE2\x80\x8D", 3) == 0;
  return is_tied ? column : column & ~(unsigned)TIED;
}

/* The classes of the code point at `at`; *next = the byte behind it. */
LUN_WORD_INLINE unsigned get_classes(const char *text, size_t at, size_t *next) {
  const unsigned char *p = (const unsigned char *)text + at;
  if (p[0] < 0x80) {
    *next = at + 1;
    return lun_unicode_classes[p[0]];
  }
  if (p[0] < 0xE0) {
    *next = at + 2;
    return lun_unicode_get((p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu));
  }
  if (p[0] < 0xF0) {
    *next = at + 3;
    return lun_unicode_get((p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu));
  }
  *next = at + 4;
  return lun_unicode_get((p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 |
                         (p[3] & 0x3Fu));
}

/* The steps of a block as masks of its bytes. */
static void sum_plain(const steps_done *done, lun_word_stepped *out) {
  *out = (lun_word_stepped){0};
  for (unsigned at = 0; at < LUN_WORD_BLOCK; at += 8) {
    uint64_t word = 0;
    for (unsigned i = 0; i < 8; i++) word |= (uint64_t)done->bytes[at + i] << 8 * i;
    uint64_t waits = lun_word_gather(word & word >> 1, 2) << at; /* states from MAY_LETTER on */
    uint64_t wanted = lun_word_gather(word, 6) << at;
    out->part |= lun_word_gather(word, 4) << at;
    out->late |= lun_word_gather(word, 5) << at;
    out->wanted |= wanted & ~waits;
    out->mid |= wanted & waits;
  }
}

static unsigned step_plain(const char *text, size_t len, size_t from, unsigned state,
                           lun_word_stepped *out) {
  steps_done done = {0};
  size_t end = len - from < LUN_WORD_BLOCK ? len : from + LUN_WORD_BLOCK, at = from, next;
  while (at < end && ((unsigned char)text[at] & 0xC0) == 0x80) at++;
  for (; at < end; at = next) {
    unsigned column = get_column(get_classes(text, at, &next));
    if (column & TIED) column = tie(text, at, column);
    state = steps[column][state % STATES];
    done.bytes[at - from] = (unsigned char)state;
  }
  sum_plain(&done, out);
  return state;
}

#if defined(__x86_64__)

/* A code point of one to four bytes is read as four, which ends so far behind the block. */
enum { BEHIND = 3 };

/* The bits of a code point among four bytes, by the upper five of its first. */
static const uint32_t code_bits[32] = {
    0x7F000000, 0x7F000000, 0x7F000000, 0x7F000000, 0x7F000000, 0x7F000000, 0x7F000000, 0x7F000000,
    0x7F000000, 0x7F000000, 0x7F000000, 0x7F000000, 0x7F000000, 0x7F000000, 0x7F000000, 0x7F000000,
    0,          0,          0,          0,          0,          0,          0,          0,
    0x1F3F0000, 0x1F3F0000, 0x1F3F0000, 0x1F3F0000, 0x0F3F3F00, 0x0F3F3F00, 0x073F3F3F, 0,
};

/* The column of the code point at `p`, without a branch on its length. */
LUN_WORD_AVX2 LUN_WORD_INLINE unsigned get_column_avx2(const unsigned char *p) {
  uint32_t bytes;
  memcpy(&bytes, p, sizeof bytes);
  uint32_t code = _pext_u32(__builtin_bswap32(bytes), code_bits[p[0] >> 3]);
  return _pext_u32(lun_unicode_get(code), 31 | (TIED | MARKED) << 8);
}

LUN_WORD_AVX2 static void sum_avx2(const steps_done *done, lun_word_stepped *out) {
  const __m256i *from = (const __m256i *)(const void *)done->bytes;
  const __m256i v[2] = {_mm256_load_si256(from), _mm256_load_si256(from + 1)};
  /* A mask takes bit 7 of each byte: others are shifted there. */
#define BIT(bit)                                                                  \
  ((uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_slli_epi16(v[0], 7 - (bit))) | \
   (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_slli_epi16(v[1], 7 - (bit))) << 32)
  uint64_t waits = BIT(2) & BIT(3), wanted = BIT(6); /* states from MAY_LETTER on */
  *out = (lun_word_stepped){BIT(4), BIT(5), wanted & ~waits, wanted & waits};
#undef BIT
}

/* States are led on by shuffles, which take a fifth of the time of a look-up in memory. */
LUN_WORD_AVX2 static unsigned step_avx2(const char *text, size_t len, size_t from, unsigned state,
                                        lun_word_stepped *out) {
  unsigned char copy[LUN_WORD_BLOCK + BEHIND] = {0};
  const unsigned char *bytes = (const unsigned char *)text + from;
  size_t left = len - from;
  uint64_t leads = ~UINT64_C(0);
  steps_done done = {0};
  if (left < sizeof copy) {
    bytes = memcpy(copy, bytes, left);
    if (left < LUN_WORD_BLOCK) leads = (UINT64_C(1) << left) - 1;
  }
  const __m256i *block = (const __m256i *)(const void *)bytes;
  const __m256i v[2] = {_mm256_loadu_si256(block), _mm256_loadu_si256(block + 1)};
  __m128i now = _mm_cvtsi32_si128((int)state);
  leads &= ~(LUN_WORD_BITS_AVX2(v, 0) & ~LUN_WORD_BITS_AVX2(v, 1));
  for (; leads != 0; leads &= leads - 1) {
    unsigned at = (unsigned)__builtin_ctzll(leads);
    unsigned column = get_column_avx2(bytes + at);
    if (column & TIED) column = tie(text, from + at, column);
    now = _mm_shuffle_epi8(_mm_load_si128((const __m128i *)(const void *)steps[column]), now);
    done.bytes[at] = (unsigned char)_mm_cvtsi128_si32(now);
  }
  sum_avx2(&done, out);
  return (unsigned)_mm_cvtsi128_si32(now) % STATES;
}

/* Processors that take bits out of a word (pext) by microcode: 20 times as long. */
static int is_slow(void) {
  return __builtin_cpu_is("znver1") || __builtin_cpu_is("znver2");
}

#endif

lun_word_stepper *lun_word_stepper_get(lun_word_path path) {
#if defined(__x86_64__)
  if (path == LUN_WORD_PATH_AVX2 && lun_word_has_avx2() && !is_slow()) return step_avx2;
  if (path == LUN_WORD_PATH_STATES_AVX2) return lun_word_has_avx2() ? step_avx2 : NULL;
#endif
  return path == LUN_WORD_PATH_STATES_AVX2 ? NULL : step_plain;
}

/* --- second pass ------------------------------------------------------------------------------ */

/* The segments between two blocks. */
typedef struct reader {
  size_t at;   /* the next block */
  size_t open; /* where the segment began that is being read */
  size_t mid;  /* the mid character of which it is not known yet whether it joins */
  unsigned state;
  int wanted; /* the segment has a letter, digit or ideograph; 1 when all are wanted */
  int all;
} reader;

LUN_WORD_INLINE void close_segment(reader *r, size_t to, int is_wanted, lun_spans *out) {
  out->items[out->count] = (lun_span){(uint32_t)r->open, (uint32_t)to};
  out->count += is_wanted != 0;
  r->open = to;
  r->wanted = r->all;
}

/* Close the segments that end in the block at r->at, or at a mid character before it. */
LUN_WORD_INLINE void close_segments(reader *r, const lun_word_stepped *b, lun_spans *out) {
  uint64_t wanted = b->wanted;
  for (uint64_t left = b->part | b->late; left != 0; left &= left - 1) {
    unsigned at = (unsigned)__builtin_ctzll(left);
    uint64_t before = (left & -left) - 1;
    if (b->late & left & -left) {
      uint64_t mids = b->mid & before;
      size_t to = mids != 0 ? r->at + 63u - (unsigned)__builtin_clzll(mids) : r->mid;
      close_segment(r, to, r->wanted | ((wanted & before) != 0), out);
      wanted &= ~before;
    }
    if (b->part & left & -left) {
      close_segment(r, r->at + at, r->wanted | ((wanted & before) != 0), out);
      wanted &= ~before;
    }
  }
  r->wanted |= wanted != 0;
  if (b->mid != 0) r->mid = r->at + 63u - (unsigned)__builtin_clzll(b->mid);
}

/* At the text's end. */
static void close_last(reader *r, lun_spans *out) {
  if (r->state % STATES >= MAY_LETTER) close_segment(r, r->mid, r->wanted, out);
  close_segment(r, r->at, r->wanted, out);
}

/* Blocks of ASCII may part two spaces (WB3d) when only words are wanted. That shows where a ZWJ joins
** a letter to the last of them. */
static size_t find_first_space(const lun_word_run *run) {
  size_t from = run->open;
  if (run->mode == LUN_SEGMENT_ALL || run->text[from] != ' ') return from;
  while (from > 0 && run->text[from - 1] == ' ') from--;
  return from;
}

/* Take U+202F off the ends of words from number `from` on. */
static void trim_words(const lun_word_run *run, size_t from) {
  if (run->mode == LUN_SEGMENT_ALL) return;
  for (size_t i = from; i < run->out->count; i++) {
    run->out->items[i] = lun_word_trim(run->text, run->out->items[i]);
  }
}

/* What reading by masks is told of a segment, by its state; LUN_WORD_COUNT when it cannot go on. */
static const unsigned char classes_by_state[STATES] = {
    [END] = LUN_WORD_COUNT,         [CR] = LUN_WORD_COUNT,
    [OTHER] = LUN_WORD_OTHER,       [LETTER] = LUN_WORD_LETTER,
    [HEBREW] = LUN_WORD_HEBREW,     [NUMERIC] = LUN_WORD_NUMERIC,
    [KATAKANA] = LUN_WORD_KATAKANA, [UNDERSCORE] = LUN_WORD_EXTENDNUMLET,
    [SPACE] = LUN_WORD_SPACE,       [REGIONAL] = LUN_WORD_COUNT,
    [QUOTED] = LUN_WORD_COUNT,      [MAY_LETTER] = LUN_WORD_COUNT,
    [MAY_HEBREW] = LUN_WORD_COUNT,  [MAY_NUMBER] = LUN_WORD_COUNT,
};

/* Leave a long segment at its last code point so far. Returns 0 where more must be known of what is
** before that one than the run can say. */
static int leave_inside(const reader *r, lun_word_run *run) {
  unsigned left = classes_by_state[r->state % STATES];
  size_t at = r->at, next;
  if (left == LUN_WORD_COUNT || (left == LUN_WORD_KATAKANA && !r->wanted)) return 0;
  do at--;
  while (((unsigned char)run->text[at] & 0xC0) == 0x80);
  lun_word_class k = lun_unicode_word(get_classes(run->text, at, &next));
  int is_ignored = k == LUN_WORD_EXTEND || k == LUN_WORD_FORMAT || k == LUN_WORD_ZWJ;
  if (k == LUN_WORD_REGIONAL || at <= r->open) return 0;            /* the second half of a flag */
  if (left == LUN_WORD_OTHER && !is_ignored && r->wanted) return 0; /* a tied pictograph */
  run->at = at;
  run->open = r->open;
  run->wanted = r->wanted;
  run->left = is_ignored ? (lun_word_class)left : LUN_WORD_COUNT;
  return 1;
}

/* Leave the text where a segment ends. */
static void leave_at_end(const reader *r, lun_word_run *run) {
  run->at = run->open = r->open;
  run->wanted = 0;
  run->left = LUN_WORD_COUNT;
}

lun_status lun_word_read_states(lun_scan *s, lun_word_run *run, lun_word_stepper *step,
                                size_t until) {
  int all = run->mode == LUN_SEGMENT_ALL, is_left = 0;
  reader r = {.at = run->at, .open = find_first_space(run), .all = all};
  size_t count = run->out->count;
  uint64_t first =
      run->left == LUN_WORD_COUNT; /* a boundary at run->at is known, or there is none */
  r.wanted = all | run->wanted;
  r.state = states_by_class[run->left];
  while (r.at < s->len && r.open < until && !is_left) {
    lun_word_stepped block;
    lun_status st = lun_scan_check(s, r.at);
    if (st == LUN_OK) st = lun_word_reserve(run->out, s->err);
    if (st != LUN_OK) return st;
    r.state = step(s->text, s->len, r.at, r.state, &block);
    block.part &= ~first;
    first = 0;
    close_segments(&r, &block, run->out);
    r.at += s->len - r.at < LUN_WORD_BLOCK ? s->len - r.at : LUN_WORD_BLOCK;
    if (r.open < until && r.at >= until && r.at < s->len) is_left = leave_inside(&r, run);
  }
  if (!is_left) {
    if (r.open < until) close_last(&r, run->out);
    leave_at_end(&r, run);
  }
  trim_words(run, count);
  return LUN_OK;
}
