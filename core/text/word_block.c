/* text/word_block.c -- UAX #29 on masks: bit i of a mask says something of byte i.
**
** A block begins at a boundary and gives only segments that end inside it, so blocks share nothing
** but the place where the next one begins. A segment longer than a block is read on from a letter
** (or digit, or space) inside it, which is as good as a boundary: nothing before it counts.
** Shifting a mask by one puts each byte beside its neighbour: `a & b << 1` are the bytes in `a`
** with a byte of `b` before them. */
#include "text/word_block.h"

#include "text/unicode.h"
#include "text/word_mask.h"

/* The bytes of a block, by what the rules ask of them. All bytes of a code point are in its group.
** In `ascii` are the code points of more than one byte as well. */
typedef struct groups {
  lun_word_masks ascii;
  uint64_t katakana;
  uint64_t lone;    /* a word of one code point, such as an ideograph */
  uint64_t ignored; /* Extend and Format */
  uint64_t edge;    /* the first byte of a code point that goes on behind the block */
  uint64_t hard;    /* only the tables can tell */
} groups;

/* How many spans are written at once: about as many as a block of English has words, then some. */
enum { FEW_SPANS = 12, MORE_SPANS = 4 };

/* How far ahead memory is asked for. */
enum { SPANS_AHEAD = 128, BYTES_AHEAD = 1024 };

/* What a block settles: the segments in its first `cut` bytes. */
typedef struct settled {
  uint64_t starts; /* bit i: a wanted segment begins at byte i */
  uint64_t ends;   /* bit i: a wanted segment ends before byte i; as many bits as `starts` */
  unsigned cut;    /* a boundary; 0 when there is none */
  unsigned inside; /* without a cut: reading may go on there, inside the segment */
} settled;

LUN_WORD_INLINE unsigned lowest(uint64_t mask) {
  return (unsigned)__builtin_ctzll(mask);
}

LUN_WORD_INLINE unsigned highest(uint64_t mask) {
  return 63u - (unsigned)__builtin_clzll(mask);
}

/* The bytes before `at` (< 64). */
LUN_WORD_INLINE uint64_t before(unsigned at) {
  return (UINT64_C(1) << at) - 1;
}

/* --- code points of more than one byte -------------------------------------------------------- */

/* The classes of the code point of `size` bytes at `s`. */
LUN_WORD_INLINE unsigned get_classes(const unsigned char *s, unsigned size) {
  uint32_t code;
  if (size == 2) code = (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
  else if (size == 3) code = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
  else {
    code = (s[0] & 0x07u) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
  }
  return lun_unicode_get(code);
}

/* What a code point of more than one byte can be to a block. */
typedef enum kind {
  OTHER, /* joins to nothing */
  LETTER,
  DIGIT,
  UNDERSCORE,
  MID_LETTER,
  MID_NUMBER,
  MID_BOTH,
  KATAKANA,
  LONE,
  SPACE,
  IGNORED,
  HARD, /* rare, or bound to more than its neighbours */
  KINDS
} kind;

/* By word class; from MARKED on for the code points that make a word wanted. */
enum { MARKED = 32 };

static const unsigned char kinds[2 * MARKED] = {
    [LUN_WORD_EXTEND] = IGNORED,
    [LUN_WORD_ZWJ] = HARD,
    [LUN_WORD_FORMAT] = IGNORED,
    [LUN_WORD_REGIONAL] = HARD,
    [LUN_WORD_KATAKANA] = HARD,
    [LUN_WORD_HEBREW] = HARD,
    [LUN_WORD_LETTER] = HARD,
    [LUN_WORD_MIDNUMLET] = MID_BOTH,
    [LUN_WORD_MIDLETTER] = MID_LETTER,
    [LUN_WORD_MIDNUM] = MID_NUMBER,
    [LUN_WORD_NUMERIC] = HARD,
    [LUN_WORD_EXTENDNUMLET] = HARD, /* a narrow blank may be trimmed */
    [LUN_WORD_SPACE] = SPACE,
    [MARKED + LUN_WORD_OTHER] = LONE,
    [MARKED + LUN_WORD_EXTEND] = IGNORED,
    [MARKED + LUN_WORD_ZWJ] = HARD,
    [MARKED + LUN_WORD_FORMAT] = HARD,
    [MARKED + LUN_WORD_REGIONAL] = HARD,
    [MARKED + LUN_WORD_KATAKANA] = KATAKANA,
    [MARKED + LUN_WORD_HEBREW] = HARD,
    [MARKED + LUN_WORD_LETTER] = LETTER,
    [MARKED + LUN_WORD_MIDNUMLET] = HARD,
    [MARKED + LUN_WORD_MIDLETTER] = HARD,
    [MARKED + LUN_WORD_MIDNUM] = HARD,
    [MARKED + LUN_WORD_NUMERIC] = DIGIT,
    [MARKED + LUN_WORD_EXTENDNUMLET] = HARD,
    [MARKED + LUN_WORD_SPACE] = HARD,
};

/* Put the code points of which `leads` are the first bytes into the mask of their kind. Returns
** the one that goes over the block's edge. There is no branch on the kind: in mixed text none would
** be foreseen. */
LUN_WORD_INLINE uint64_t sort_kinds(const unsigned char *bytes, uint64_t leads,
                                    uint64_t by_kind[KINDS]) {
  for (; leads != 0; leads &= leads - 1) {
    unsigned at = lowest(leads);
    unsigned size = 2u + (bytes[at] >= 0xE0) + (bytes[at] >= 0xF0);
    if (at + size > LUN_WORD_BLOCK) return leads;
    unsigned classes = get_classes(bytes + at, size);
    unsigned row = classes & LUN_UNICODE_LETTER ? MARKED : 0;
    by_kind[kinds[row + lun_unicode_word(classes)]] |= before(size) << at;
  }
  return 0;
}

/* The bytes of `ignored` that follow a byte of `group` without a gap: the carry of the addition
** runs through them and clears them. */
LUN_WORD_INLINE uint64_t follow(uint64_t group, uint64_t ignored) {
  return ignored & ~(ignored + (ignored & group << 1));
}

/* WB4: what is ignored behind a letter, digit or underscore counts as more of the same. Elsewhere
** it is hard. */
LUN_WORD_INLINE void sort_ignored(groups *g) {
  uint64_t ignored = g->ignored;
  uint64_t letter = follow(g->ascii.letter, ignored);
  uint64_t digit = follow(g->ascii.digit, ignored);
  uint64_t underscore = follow(g->ascii.underscore, ignored);
  g->ascii.letter |= letter;
  g->ascii.digit |= digit;
  g->ascii.underscore |= underscore;
  g->hard |= ignored & ~(letter | digit | underscore);
}

/* The bytes of the letters that need no look-up. One that goes over the block's edge is not among
** them, and neither is a byte behind the edge. */
LUN_WORD_INLINE uint64_t find_pairs(const lun_word_pairs *p, uint64_t tail) {
  uint64_t leads = (p->row & tail >> 1) | (p->d8 & p->upper >> 1) | (p->d9 & p->lower >> 1);
  return leads | leads << 1;
}

/* Sort what is not ASCII into its groups. */
LUN_WORD_INLINE void sort_others(const unsigned char *bytes, const lun_word_pairs *pairs,
                                 groups *g) {
  uint64_t by_kind[KINDS] = {0};
  lun_word_masks *m = &g->ascii;
  uint64_t letter = find_pairs(pairs, m->tail);
  g->edge = sort_kinds(bytes, m->high & ~m->tail & ~letter, by_kind);
  m->letter |= letter | by_kind[LETTER];
  m->digit |= by_kind[DIGIT];
  m->underscore |= by_kind[UNDERSCORE];
  m->mid_letter |= by_kind[MID_LETTER] | by_kind[MID_BOTH];
  m->mid_number |= by_kind[MID_NUMBER] | by_kind[MID_BOTH];
  m->space |= by_kind[SPACE];
  g->katakana = by_kind[KATAKANA];
  g->lone = by_kind[LONE];
  g->hard = by_kind[HARD];
  g->ignored = by_kind[IGNORED];
  if (g->ignored != 0) sort_ignored(g);
  if (m->underscore != 0) g->hard |= g->katakana; /* WB13a and WB13b join the two */
}

/* --- the rules -------------------------------------------------------------------------------- */

/* WB6, WB7, WB11, WB12: the bytes of `mids` that stand between two bytes of `group`. A code point
** of this kind has one to three bytes. */
LUN_WORD_INLINE uint64_t join_mids(uint64_t mids, uint64_t group, uint64_t tail) {
  uint64_t first = mids & ~tail & group << 1;
  uint64_t two = first & tail >> 1, three = two & tail >> 2;
  uint64_t joined = first & ~two & group >> 1;
  two &= ~three & group >> 2;
  three &= group >> 3;
  return joined | two | two << 1 | three | three << 1 | three << 2;
}

/* The bytes that belong to words of letters, digits and underscores: WB5 to WB13b. */
LUN_WORD_INLINE uint64_t find_words(const groups *g) {
  const lun_word_masks *m = &g->ascii;
  return m->letter | m->digit | m->underscore | join_mids(m->mid_letter, m->letter, m->tail) |
         join_mids(m->mid_number, m->digit, m->tail);
}

/* The bytes with a boundary before them. Spaces, and CR before LF, need not be told apart when
** only words are wanted. */
LUN_WORD_INLINE uint64_t find_parts(const groups *g, uint64_t words, lun_segment_mode mode) {
  uint64_t joints = (words & words << 1) | (g->katakana & g->katakana << 1) | g->ascii.tail;
  if (mode == LUN_SEGMENT_ALL) {
    joints |= (g->ascii.space & g->ascii.space << 1) | (g->ascii.lf & g->ascii.cr << 1);
  }
  return ~joints;
}

/* The bytes of which it can be said what is between them. What is hard may join to the byte before
** it, and a mid character there waits for what follows; so does one at the block's end. */
LUN_WORD_INLINE uint64_t find_known(const groups *g) {
  uint64_t unknown = g->hard | g->edge;
  uint64_t known = (unknown & -unknown) - 1;
  uint64_t last = known & ~(known >> 1);
  uint64_t mids = g->ascii.mid_letter | g->ascii.mid_number;
  if (mids & last) known &= before(highest(known & ~g->ascii.tail));
  return known & ~UINT64_C(1);
}

/* In a block without a boundary: the last byte from which reading may go on as from a boundary,
** since all that counts of what is before it is what it is itself. */
static unsigned find_inside(const groups *g, uint64_t known) {
  const lun_word_masks *m = &g->ascii;
  uint64_t first = (m->letter | m->digit | g->katakana | m->space) & ~(m->tail | g->ignored);
  return first & known ? highest(first & known) : 0;
}

/* Take out the segments of underscores alone. */
static void drop_underscores(const lun_word_masks *m, settled *out) {
  uint64_t wanted = m->letter | m->digit;
  for (uint64_t left = out->starts & m->underscore; left != 0; left &= left - 1) {
    unsigned from = lowest(left);
    uint64_t ends = out->ends & ~before(from) & ~(left & -left);
    uint64_t inside = before(lowest(ends)) & ~before(from);
    if (inside & wanted) continue;
    out->starts &= ~(left & -left);
    out->ends &= ~(ends & -ends);
  }
}

/* The segments before out->cut. */
LUN_WORD_INLINE void find_segments(const groups *g, uint64_t words, uint64_t parts,
                                   lun_segment_mode mode, settled *out) {
  uint64_t first = before(out->cut), behind = first << 1;
  if (mode == LUN_SEGMENT_ALL) {
    out->starts = (parts | 1) & first;
    out->ends = parts & behind;
    return;
  }
  uint64_t starts = (words & ~(words << 1)) | (g->katakana & ~(g->katakana << 1));
  uint64_t ends = (words << 1 & ~words) | (g->katakana << 1 & ~g->katakana);
  out->starts = (starts | (g->lone & ~g->ascii.tail)) & first;
  out->ends = (ends | (g->lone << 1 & ~g->ascii.tail)) & behind;
  if (out->starts & g->ascii.underscore) drop_underscores(&g->ascii, out);
}

/* Settle a block. `last` = how many bytes of it are text when the text ends in it, otherwise 0. */
LUN_WORD_INLINE void settle(const groups *g, unsigned last, lun_segment_mode mode, settled *out) {
  uint64_t words = find_words(g);
  uint64_t parts = find_parts(g, words, mode);
  out->cut = last;
  out->inside = 0;
  if (last == 0 || g->hard != 0) {
    uint64_t known = find_known(g);
    out->cut = parts & known ? highest(parts & known) : 0;
    if (out->cut == 0) out->inside = find_inside(g, known);
  }
  find_segments(g, words, parts, mode, out);
}

/* --- from block to block ---------------------------------------------------------------------- */

/* Take the lowest bit out of `mask` and return its place; any place when there is none. */
LUN_WORD_INLINE uint32_t take_lowest(uint64_t *mask) {
  uint32_t at = lowest(*mask | UINT64_C(1) << 63);
  *mask &= *mask - 1;
  return at;
}

/* Write `count` spans, those that are there and others behind them that do not count. */
LUN_WORD_INLINE void write_spans(lun_span *item, unsigned count, uint32_t base, settled *found) {
#pragma GCC unroll 16
  for (unsigned i = 0; i < count; i++) {
    item[i].from = base + take_lowest(&found->starts);
    item[i].to = base + take_lowest(&found->ends);
  }
}

/* Have the memory brought near that will soon be read and written: in large texts nearly half of
** the time is spent waiting for it otherwise. */
LUN_WORD_INLINE void fetch_ahead(const lun_word_run *run) {
  const lun_spans *out = run->out;
  if (out->cap - out->count > SPANS_AHEAD) {
    __builtin_prefetch(out->items + out->count + SPANS_AHEAD, 1);
  }
  if (run->len - run->at > BYTES_AHEAD) __builtin_prefetch(run->text + run->at + BYTES_AHEAD);
}

/* Write out the segments of a block, and go to where the next one begins. How many there are is not
** foreseen, and a loop that ends at a wrong guess costs more than a few spans too many. */
LUN_WORD_INLINE void add_segments(lun_word_run *run, settled *found) {
  lun_spans *out = run->out;
  lun_span *first = out->items + out->count, *item = first + FEW_SPANS;
  out->count += (size_t)__builtin_popcountll(found->starts);
  write_spans(first, FEW_SPANS, (uint32_t)run->at, found);
  for (; found->starts != 0; item += MORE_SPANS) {
    write_spans(item, MORE_SPANS, (uint32_t)run->at, found);
  }
  if (run->open != run->at && found->cut != 0) first->from = (uint32_t)run->open;
  run->at += found->cut + found->inside;
  if (found->cut != 0) run->open = run->at;
}

/* The end of the text, in a block of its own: nothing is read behind it. NUL joins to nothing, as
** the end does. */
static const unsigned char *copy_end(const lun_word_run *run, unsigned char copy[LUN_WORD_BLOCK]) {
  memset(copy, 0, LUN_WORD_BLOCK);
  memcpy(copy, run->text + run->at, run->len - run->at);
  return copy;
}

/* The two functions of one path. */
typedef struct masker {
  void (*mask)(const unsigned char *bytes, int lines, lun_word_masks *out);
  void (*pairs)(const unsigned char *bytes, lun_word_pairs *out);
} masker;

/* The block at `bytes`. Returns 1 when something in it is hard. */
LUN_WORD_INLINE int find_block(masker by, const unsigned char *bytes, unsigned last,
                               lun_segment_mode mode, settled *out) {
  groups g;
  lun_word_pairs pairs;
  g.katakana = g.lone = g.ignored = g.edge = g.hard = 0;
  by.mask(bytes, mode == LUN_SEGMENT_ALL, &g.ascii);
  if (g.ascii.high == 0) {
    settle(&g, last, mode, out);
    return out->cut + out->inside == 0;
  }
  by.pairs(bytes, &pairs);
  sort_others(bytes, &pairs, &g);
  settle(&g, last, mode, out);
  return g.hard != 0 || out->cut + out->inside == 0;
}

LUN_WORD_INLINE int find_blocks(masker by, lun_word_run *run, lun_segment_mode mode) {
  unsigned char copy[LUN_WORD_BLOCK];
  while (run->at < run->until && run->out->cap - run->out->count >= LUN_WORD_ROOM) {
    settled found;
    size_t left = run->len - run->at;
    unsigned last = left < LUN_WORD_BLOCK ? (unsigned)left : 0;
    const unsigned char *bytes = (const unsigned char *)run->text + run->at;
    if (last) bytes = copy_end(run, copy);
    int is_hard = find_block(by, bytes, last, mode, &found);
    fetch_ahead(run);
    add_segments(run, &found);
    if (is_hard) return 1;
  }
  return 0;
}

LUN_WORD_INLINE int find_by(masker by, lun_word_run *run) {
  if (run->mode == LUN_SEGMENT_ALL) return find_blocks(by, run, LUN_SEGMENT_ALL);
  return find_blocks(by, run, LUN_SEGMENT_WORDS);
}

static int find_plain(lun_word_run *run) {
  return find_by((masker){lun_word_mask_plain, lun_word_pairs_plain}, run);
}

#if defined(__x86_64__)
static int find_sse2(lun_word_run *run) {
  return find_by((masker){lun_word_mask_sse2, lun_word_pairs_sse2}, run);
}

LUN_WORD_AVX2 static int find_avx2(lun_word_run *run) {
  return find_by((masker){lun_word_mask_avx2, lun_word_pairs_avx2}, run);
}

static int has_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}
#elif defined(__aarch64__)
static int find_neon(lun_word_run *run) {
  return find_by((masker){lun_word_mask_neon, lun_word_pairs_neon}, run);
}
#endif

lun_word_finder *lun_word_finder_get(lun_word_path path) {
  switch (path) {
  case LUN_WORD_PATH_PLAIN: return find_plain;
#if defined(__x86_64__)
  case LUN_WORD_PATH_SSE2: return find_sse2;
  case LUN_WORD_PATH_AVX2: return has_avx2() ? find_avx2 : NULL;
#elif defined(__aarch64__)
  case LUN_WORD_PATH_NEON: return find_neon;
#endif
  default: return NULL;
  }
}

lun_word_path lun_word_path_find(void) {
  static const lun_word_path fastest_first[] = {LUN_WORD_PATH_AVX2, LUN_WORD_PATH_NEON,
                                                LUN_WORD_PATH_SSE2};
  for (size_t i = 0; i < sizeof fastest_first / sizeof *fastest_first; i++) {
    if (lun_word_finder_get(fastest_first[i]) != NULL) return fastest_first[i];
  }
  return LUN_WORD_PATH_PLAIN;
}
