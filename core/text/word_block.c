/* text/word_block.c -- UAX #29 on masks: bit i of a mask says something of byte i.
**
** A block begins at a boundary and gives only segments that end inside it, so blocks share nothing
** but the place where the next one begins. A segment longer than a block is read on from inside it:
** of what is before, only the class counts that a mark continues, and whether a letter was there.
** Shifting a mask by one puts each byte beside its neighbour: `a & b << 1` are the bytes in `a`
** with a byte of `b` before them. */
#include "text/word_block.h"

#include "text/word_group.h"

/* How many spans are written at once: about as many as a block of English has words, then some. */
enum { FEW_SPANS = 12, MORE_SPANS = 4 };

/* A code point that begins before this byte ends in the block. */
enum { GUESSED_BYTES = 61 };

/* How far ahead memory is asked for. */
enum { SPANS_AHEAD = 128, BYTES_AHEAD = 1024 };

/* What a block settles: the segments in its first `cut` bytes. */
typedef struct settled {
  uint64_t starts; /* bit i: a wanted segment begins at byte i */
  uint64_t ends;   /* bit i: a wanted segment ends before byte i; as many bits as `starts` */
  unsigned cut;    /* a boundary; 0 when there is none */
  unsigned inside; /* without a cut: reading may go on there, inside the segment */
  int wanted;      /* as in lun_word_run, with `inside` */
  lun_word_class left;
} settled;

/* --- the rules -------------------------------------------------------------------------------- */

/* The bytes that belong to words of letters, digits and underscores: WB5 to WB13b. */
LUN_WORD_INLINE uint64_t find_words(const lun_word_groups *g) {
  const lun_word_masks *m = &g->ascii;
  uint64_t quotes = g->quote & g->hebrew >> 1;
  return m->letter | m->digit | m->underscore |
         lun_word_join_mids(m->mid_letter, m->letter, m->tail) |
         lun_word_join_mids(m->mid_number, m->digit, m->tail) | quotes;
}

/* The bytes with a boundary before them. Spaces, and CR before LF, need not be told apart when
** only words are wanted. */
LUN_WORD_INLINE uint64_t find_parts(const lun_word_groups *g, uint64_t words,
                                    lun_segment_mode mode) {
  uint64_t joints = (words & words << 1) | (g->katakana & g->katakana << 1) | g->ascii.tail;
  joints |= g->joined;
  if (mode == LUN_SEGMENT_ALL) {
    joints |= (g->ascii.space & g->ascii.space << 1) | (g->ascii.lf & g->ascii.cr << 1);
  }
  return ~joints;
}

/* The bytes of which it can be said what is between them. What is hard may join to the byte before
** it, and a mid character there waits for what follows; so does one at the block's end. */
LUN_WORD_INLINE uint64_t find_known(const lun_word_groups *g) {
  uint64_t unknown = g->hard | g->edge;
  uint64_t known = (unknown & -unknown) - 1;
  uint64_t last = known & ~(known >> 1);
  uint64_t mids = g->ascii.mid_letter | g->ascii.mid_number | g->quote;
  if (mids & last) known &= lun_word_before(lun_word_highest(known & ~g->ascii.tail));
  return known & ~UINT64_C(1);
}

/* In a block without a boundary: the last byte from which reading may go on as from a boundary,
** since all that counts of what is before it is kept in the run. */
LUN_WORD_INLINE unsigned find_inside(const lun_word_groups *g, uint64_t known) {
  const lun_word_masks *m = &g->ascii;
  uint64_t mids = m->mid_letter | m->mid_number | g->quote;
  uint64_t first = known & ~(m->tail | mids | g->regional);
  return first != 0 ? lun_word_highest(first) : 0;
}

/* Keep what counts before `inside`. */
LUN_WORD_RARE static void keep_left(const lun_word_groups *g, unsigned inside, settled *out) {
  const lun_word_masks *m = &g->ascii;
  uint64_t bit = UINT64_C(1) << inside;
  uint64_t wanted = (m->letter | m->digit) & ~(g->ignored | g->modest);
  out->wanted = ((wanted | g->katakana | g->lone) & (bit - 1)) != 0;
  if (!(g->ignored & bit)) out->left = LUN_WORD_COUNT;
  else if (g->hebrew & bit) out->left = LUN_WORD_HEBREW;
  else if (m->letter & bit) out->left = LUN_WORD_LETTER;
  else if (m->digit & bit) out->left = LUN_WORD_NUMERIC;
  else if (m->underscore & bit) out->left = LUN_WORD_EXTENDNUMLET;
  else if (g->katakana & bit) out->left = LUN_WORD_KATAKANA;
  else out->left = LUN_WORD_OTHER;
}

/* Take out those of the segments that begin with `leads`, underscores and their like, that are of
** such alone. One that began before the block may have a letter there. */
LUN_WORD_RARE static void drop_underscores(const lun_word_groups *g, uint64_t leads,
                                           lun_word_resumed r, settled *out) {
  uint64_t wanted = (g->ascii.letter | g->ascii.digit) & ~(g->ignored | g->modest);
  if (r.is_inside && r.wanted) wanted |= 1;
  for (uint64_t left = out->starts & leads; left != 0; left &= left - 1) {
    unsigned from = lun_word_lowest(left);
    uint64_t ends = out->ends & ~lun_word_before(from) & ~(left & -left);
    uint64_t inside = lun_word_before(lun_word_lowest(ends)) & ~lun_word_before(from);
    if (inside & wanted) continue;
    out->starts &= ~(left & -left);
    out->ends &= ~(ends & -ends);
  }
}

/* Leave out the narrow blanks at the ends of words, but for one that began before the block. */
static void drop_narrow(uint64_t narrow, lun_word_resumed r, settled *out) {
  uint64_t first = r.is_inside ? out->starts & 1 : 0;
  uint64_t end = first ? out->ends & -out->ends : 0;
  uint64_t leading = narrow & ~(narrow + (out->starts & narrow & ~first));
  out->starts = (out->starts & ~leading) | (leading << 1 & ~leading & ~narrow);
  out->starts |= first;
  for (uint64_t left = out->ends & ~end & narrow << 1; left; left = left >> 3 & narrow << 1) {
    out->ends = (out->ends & ~left) | left >> 3;
  }
}

/* The segments before out->cut. */
LUN_WORD_INLINE void find_segments(const lun_word_groups *g, uint64_t words, uint64_t parts,
                                   lun_word_resumed r, lun_segment_mode mode, settled *out) {
  uint64_t first = lun_word_before(out->cut), behind = first << 1;
  if (mode == LUN_SEGMENT_ALL) {
    out->starts = (parts | 1) & first;
    out->ends = parts & behind;
    return;
  }
  uint64_t starts = (words & ~(words << 1)) | (g->katakana & ~(g->katakana << 1));
  uint64_t ends = (words << 1 & ~words) | (g->katakana << 1 & ~g->katakana);
  uint64_t inside = g->ascii.tail | g->ignored;
  out->starts = (starts | (g->lone & (~inside | 1))) & first;
  out->ends = (ends | (g->lone << 1 & ~inside)) & behind;
  uint64_t unwanted = g->ascii.underscore | g->modest;
  if (r.is_inside) unwanted |= g->ignored & 1;
  if (out->starts & unwanted) {
    lun_word_groups copy = *g;
    drop_underscores(&copy, unwanted, r, out);
  }
  if (g->narrow != 0) drop_narrow(g->narrow, r, out);
}

/* 1 when all that is known of a block is one part, with more of it behind: the rest of a long word,
** for instance. */
LUN_WORD_INLINE int settle_inside(const lun_word_groups *g, uint64_t parts, settled *out) {
  const lun_word_masks *m = &g->ascii;
  if (LUN_WORD_LIKELY((parts & ~g->edge) >> 1 | g->hard)) return 0;
  uint64_t mids = m->mid_letter | m->mid_number | g->quote | g->regional;
  unsigned guess = lun_word_highest((~m->tail & lun_word_before(GUESSED_BYTES)) | 1);
  if (guess == 0 || mids >> guess & 1) return 0;
  out->inside = guess;
  out->starts = out->ends = 0;
  lun_word_groups copy = *g; /* so that `g` itself needs no memory */
  keep_left(&copy, out->inside, out);
  return 1;
}

/* Settle a block. `last` = how many bytes of it are text when the text ends in it, otherwise 0. */
LUN_WORD_INLINE void settle(const lun_word_groups *g, unsigned last, lun_word_resumed r,
                            lun_segment_mode mode, settled *out) {
  uint64_t words = find_words(g);
  uint64_t parts = find_parts(g, words, mode);
  out->cut = last;
  out->inside = 0;
  if (last == 0 && settle_inside(g, parts, out)) return;
  if (last == 0 || g->hard != 0) {
    uint64_t known = find_known(g);
    out->cut = parts & known ? lun_word_highest(parts & known) : 0;
    if (out->cut == 0) out->inside = find_inside(g, known);
    if (out->inside != 0) {
      lun_word_groups copy = *g;
      keep_left(&copy, out->inside, out);
    }
  }
  find_segments(g, words, parts, r, mode, out);
}

/* --- from block to block ---------------------------------------------------------------------- */

/* Take the lowest bit out of `mask` and return its place; any place when there is none. */
LUN_WORD_INLINE uint32_t take_lowest(uint64_t *mask) {
  uint32_t at = lun_word_lowest(*mask | UINT64_C(1) << 63);
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

/* Go to where the next block begins. */
LUN_WORD_INLINE void go_on(lun_word_run *run, const settled *found) {
  run->at += found->cut + found->inside;
  if (found->cut != 0) {
    run->open = run->at;
    run->wanted = 0;
    run->left = LUN_WORD_COUNT;
  } else if (found->inside != 0) {
    run->wanted |= found->wanted;
    run->left = found->left;
  }
}

/* Write out the segments of a block, and go to where the next one begins. How many there are is not
** foreseen, and a loop that ends at a wrong guess costs more than a few spans too many. */
LUN_WORD_INLINE void add_segments(lun_word_run *run, settled *found) {
  lun_spans *out = run->out;
  uint64_t begins = found->starts & 1;
  lun_span *first = out->items + out->count, *item = first + FEW_SPANS;
  out->count += (size_t)__builtin_popcountll(found->starts);
  if (!LUN_WORD_LIKELY(found->starts != 0)) { /* inside a long segment */
    go_on(run, found);
    return;
  }
  write_spans(first, FEW_SPANS, (uint32_t)run->at, found);
  for (; found->starts != 0; item += MORE_SPANS) {
    write_spans(item, MORE_SPANS, (uint32_t)run->at, found);
  }
  if (run->open != run->at && begins) {
    first->from = (uint32_t)run->open;
    if (run->mode == LUN_SEGMENT_WORDS) *first = lun_word_trim(run->text, *first);
  }
  go_on(run, found);
}

/* The end of the text, in a block of its own: nothing is read behind it. NUL joins to nothing, as
** the end does. */
static const unsigned char *copy_end(const lun_word_run *run, unsigned char copy[LUN_WORD_BLOCK]) {
  memset(copy, 0, LUN_WORD_BLOCK);
  memcpy(copy, run->text + run->at, run->len - run->at);
  return copy;
}

/* The block at `bytes`. Returns 1 when something in it is hard. */
LUN_WORD_INLINE int find_block(lun_word_masker by, const unsigned char *bytes, unsigned last,
                               lun_word_resumed r, lun_segment_mode mode, settled *out) {
  lun_word_groups g;
  g.katakana = g.lone = g.hebrew = g.modest = g.narrow = g.ignored = g.regional = 0;
  g.joined = g.quote = g.edge = g.hard = 0;
  by.mask(bytes, mode == LUN_SEGMENT_ALL, &g.ascii);
  if (g.ascii.high == 0) {
    settle(&g, last, r, mode, out);
    return out->cut + out->inside == 0;
  }
  lun_word_sort_others(by, bytes, r, mode, &g);
  settle(&g, last, r, mode, out);
  return g.hard != 0 || out->cut + out->inside == 0;
}

LUN_WORD_INLINE int find_blocks(lun_word_masker by, lun_word_run *run, lun_segment_mode mode) {
  unsigned char copy[LUN_WORD_BLOCK];
  while (run->at < run->until && run->out->cap - run->out->count >= LUN_WORD_ROOM) {
    settled found;
    size_t left = run->len - run->at;
    unsigned last = left < LUN_WORD_BLOCK ? (unsigned)left : 0;
    const unsigned char *bytes = (const unsigned char *)run->text + run->at;
    if (last) bytes = copy_end(run, copy);
    lun_word_resumed r = {run->open != run->at, run->wanted, run->left};
    int is_hard = find_block(by, bytes, last, r, mode, &found);
    fetch_ahead(run);
    add_segments(run, &found);
    if (is_hard) return 1;
    if (found.cut == 0 && by.skip != NULL) by.skip(run);
  }
  return 0;
}

LUN_WORD_INLINE int find_by(lun_word_masker by, lun_word_run *run) {
  if (run->mode == LUN_SEGMENT_ALL) return find_blocks(by, run, LUN_SEGMENT_ALL);
  return find_blocks(by, run, LUN_SEGMENT_WORDS);
}

static int find_plain(lun_word_run *run) {
  const lun_word_masker plain = {
      lun_word_mask_plain, lun_word_pairs_plain, lun_word_threes_plain, lun_word_sort_none, NULL,
      lun_word_find_plain};
  return find_by(plain, run);
}

#if defined(__x86_64__)
static int find_sse2(lun_word_run *run) {
  const lun_word_masker sse2 = {
      lun_word_mask_sse2, lun_word_pairs_sse2, lun_word_threes_sse2, lun_word_sort_none, NULL,
      lun_word_find_sse2};
  return find_by(sse2, run);
}

LUN_WORD_AVX2 static int find_avx2(lun_word_run *run) {
  const lun_word_masker avx2 = {lun_word_mask_avx2, lun_word_pairs_avx2, lun_word_threes_avx2,
                                lun_word_sort_avx2, lun_word_skip_avx2,  lun_word_find_avx2};
  return find_by(avx2, run);
}
#elif defined(__aarch64__)
static int find_neon(lun_word_run *run) {
  const lun_word_masker neon = {
      lun_word_mask_neon, lun_word_pairs_neon, lun_word_threes_neon, lun_word_sort_none, NULL,
      lun_word_find_neon};
  return find_by(neon, run);
}
#endif

lun_word_finder *lun_word_finder_get(lun_word_path path) {
  switch (path) {
  case LUN_WORD_PATH_PLAIN: return find_plain;
#if defined(__x86_64__)
  case LUN_WORD_PATH_SSE2: return find_sse2;
  case LUN_WORD_PATH_AVX2: return lun_word_has_avx2() ? find_avx2 : NULL;
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
