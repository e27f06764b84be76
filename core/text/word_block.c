/* text/word_block.c -- UAX #29 on masks: bit i of a mask says something of byte i.
**
** A block begins at a boundary and gives only segments that end inside it, so blocks share nothing
** but the place where the next one begins. A segment longer than a block is read on from inside it:
** of what is before, only the class counts that a mark continues, and whether a letter was there.
** Shifting a mask by one puts each byte beside its neighbour: `a & b << 1` are the bytes in `a`
** with a byte of `b` before them. */
#include "text/word_block.h"

#include "text/unicode.h"
#include "text/word_mask.h"
#include "text/word_row.h"
#include "text/word_skip.h"

/* The bytes of a block, by what the rules ask of them. All bytes of a code point are in its group.
** In `ascii` are the code points of more than one byte as well. */
typedef struct groups {
  lun_word_masks ascii;
  uint64_t katakana;
  uint64_t lone; /* a word of one code point, such as an ideograph, and what is ignored behind it */
  uint64_t modest;   /* among letters and digits, but makes no word wanted */
  uint64_t hebrew;   /* among the letters */
  uint64_t narrow;   /* U+202F, among the underscores */
  uint64_t ignored;  /* Extend, Format and ZWJ */
  uint64_t regional; /* halves of flags */
  uint64_t joined;   /* joined to the byte before for another reason than its group */
  uint64_t quote;    /* what may join two Hebrew letters: a mid character of theirs */
  uint64_t edge;     /* the first byte of a code point that goes on behind the block */
  uint64_t hard;     /* only the tables can tell */
} groups;

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

/* The code point of `size` bytes at `s`. */
LUN_WORD_INLINE uint32_t get_code(const unsigned char *s, unsigned size) {
  if (size == 2) return (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
  if (size == 3) return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
  return (s[0] & 0x07u) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
}

/* By word class; from MARKED on for the code points that make a word wanted. What is not named is
** SPECIAL: rare, or bound to more than its neighbours. */
enum { MARKED = 32 };

#define SET(name) (1 + LUN_WORD_SET_##name)

static const unsigned char sets_by_class[2 * MARKED] = {
    [LUN_WORD_OTHER] = SET(OTHER),
    [LUN_WORD_NEWLINE] = SET(NEWLINE),
    [LUN_WORD_EXTEND] = SET(IGNORED),
    [LUN_WORD_ZWJ] = SET(JOINER),
    [LUN_WORD_FORMAT] = SET(IGNORED),
    [LUN_WORD_REGIONAL] = SET(REGIONAL),
    [LUN_WORD_LETTER] = SET(MODEST_LETTER),
    [LUN_WORD_NUMERIC] = SET(MODEST_DIGIT),
    [LUN_WORD_MIDNUMLET] = SET(MID_BOTH),
    [LUN_WORD_MIDLETTER] = SET(MID_LETTER),
    [LUN_WORD_MIDNUM] = SET(MID_NUMBER),
    [LUN_WORD_EXTENDNUMLET] = SET(UNDERSCORE),
    [LUN_WORD_SPACE] = SET(SPACE),
    [MARKED + LUN_WORD_OTHER] = SET(LONE),
    [MARKED + LUN_WORD_EXTEND] = SET(MARKED),
    [MARKED + LUN_WORD_KATAKANA] = SET(KATAKANA),
    [MARKED + LUN_WORD_HEBREW] = SET(HEBREW),
    [MARKED + LUN_WORD_LETTER] = SET(LETTER),
    [MARKED + LUN_WORD_NUMERIC] = SET(DIGIT),
};

static lun_word_set get_set(uint32_t code, unsigned classes) {
  unsigned row = classes & LUN_UNICODE_LETTER ? MARKED : 0;
  unsigned set = sets_by_class[row + lun_unicode_word(classes)];
  if (code == 0x202F) return LUN_WORD_SET_NARROW;
  return set == 0 ? LUN_WORD_SET_SPECIAL : (lun_word_set)(set - 1);
}

/* 1 when states are the faster reader, since many code points of a block are to be looked up one by
** one. */
LUN_WORD_INLINE int is_many(uint64_t leads, uint64_t tail) {
  enum { MANY = 8 };
  int count = __builtin_popcountll(leads);
  return count > MANY && 5 * count > 2 * __builtin_popcountll(~tail);
}

/* Put the code points of which `leads` are the first bytes into their sets. Returns the one that
** goes over the block's edge. There is no branch on the set: in mixed text none would be foreseen. */
LUN_WORD_INLINE uint64_t sort_singly(const unsigned char *bytes, uint64_t leads,
                                     uint64_t sets[LUN_WORD_SETS]) {
  for (; leads != 0; leads &= leads - 1) {
    unsigned at = lowest(leads);
    unsigned size = 2u + (bytes[at] >= 0xE0) + (bytes[at] >= 0xF0);
    if (at + size > LUN_WORD_BLOCK) return leads;
    uint32_t code = get_code(bytes + at, size);
    sets[get_set(code, lun_unicode_get(code))] |= before(size) << at;
  }
  return 0;
}

/* The bytes of `ignored` that follow a byte of `group` without a gap, or begin the block when `seed`
** is 1: the carry of the addition runs through them and clears them. */
LUN_WORD_INLINE uint64_t follow(uint64_t group, uint64_t ignored, uint64_t seed) {
  return ignored & ~(ignored + (ignored & (group << 1 | seed)));
}

/* What an ignored code point at the block's beginning continues: `left` counts only there. */
typedef struct resumed {
  int is_inside; /* the block begins inside a segment */
  int wanted;
  lun_word_class left;
} resumed;

/* WB3c: of the code points of which `leads` are the first bytes, the pictographs. Only one that goes
** over the block's edge is not asked. */
static uint64_t find_pictographs(const unsigned char *bytes, uint64_t leads) {
  uint64_t found = leads;
  for (; leads != 0; leads &= leads - 1) {
    unsigned at = lowest(leads);
    unsigned size = 2u + (bytes[at] >= 0xE0) + (bytes[at] >= 0xF0);
    if (at + size > LUN_WORD_BLOCK) break;
    unsigned classes = lun_unicode_get(get_code(bytes + at, size));
    if (!(classes & LUN_UNICODE_PICTOGRAPHIC)) found &= ~(leads & -leads);
  }
  return found;
}

/* WB4 with only words wanted: what is ignored behind an ideograph or kana belongs to it, and what
** follows anything else but a line end only joins to it. ZWJ may join a sign behind it, which matters
** only where it joins to a word: that is hard. */
LUN_WORD_INLINE void sort_unwanted(groups *g, uint64_t joiner, uint64_t marked, uint64_t line_end,
                                   uint64_t behind, resumed r) {
  lun_word_masks *m = &g->ascii;
  uint64_t ignored = g->ignored, words = m->letter | m->digit | m->underscore;
  /* U+FF9E at a segment's beginning makes a word of it. */
  if (marked & 1 && !r.is_inside) g->lone |= 7;
  uint64_t katakana = follow(g->katakana, ignored, r.left == LUN_WORD_KATAKANA);
  uint64_t lone = follow(g->lone, ignored, r.left == LUN_WORD_OTHER && r.wanted);
  g->katakana |= katakana;
  g->lone |= lone;
  uint64_t rest = ignored & ~(words | katakana | g->lone);
  uint64_t mids = m->mid_letter | m->mid_number | g->quote;
  uint64_t alone = g->katakana | g->lone;
  g->joined |= lone | (rest & ~(line_end << 1)) | behind;
  g->hard |= rest & (marked | (mids | g->regional) << 1);
  g->hard |= behind & ((joiner & words) << 1 & ~words);
  g->hard |= behind & ((joiner & alone) << 1 | ((joiner & ~words) << 1 & words) | alone);
}

/* WB4: what is ignored behind a letter, digit or underscore counts as more of the same. */
LUN_WORD_INLINE void sort_ignored(groups *g, resumed r) {
  lun_word_masks *m = &g->ascii;
  uint64_t ignored = g->ignored;
  int is_hebrew = r.left == LUN_WORD_HEBREW;
  uint64_t letter = follow(m->letter, ignored, r.left == LUN_WORD_LETTER || is_hebrew);
  uint64_t digit = follow(m->digit, ignored, r.left == LUN_WORD_NUMERIC);
  uint64_t underscore = follow(m->underscore, ignored, r.left == LUN_WORD_EXTENDNUMLET);
  g->hebrew |= follow(g->hebrew, ignored, is_hebrew);
  m->letter |= letter;
  m->digit |= digit;
  m->underscore |= underscore;
}

/* WB15, WB16: the second half of each flag. */
LUN_WORD_INLINE uint64_t find_second_halves(uint64_t regional, uint64_t tail) {
  uint64_t halves = regional & ~tail, second = 0;
  for (uint64_t first = halves & ~(halves << 4); first != 0; first = first << 8 & halves) {
    second |= first << 4 & halves;
    first &= halves >> 4;
  }
  return second;
}

/* WB7a to WB7c: " between two Hebrew letters is a mid character, and ' behind one joins in any case,
** which is hard unless a letter follows. */
LUN_WORD_INLINE void sort_quotes(uint64_t twice, uint64_t once, groups *g) {
  uint64_t behind = g->hebrew << 1;
  g->quote = twice & behind;
  g->hard |= once & behind & ~(g->ascii.letter >> 1);
}

/* The functions of one path. */
typedef struct masker {
  void (*mask)(const unsigned char *bytes, int lines, lun_word_masks *out);
  void (*pairs)(const unsigned char *bytes, lun_word_pairs *out);
  void (*threes)(const unsigned char *bytes, lun_word_threes *out);
  lun_word_sorter *sort;
  lun_word_skipper *skip; /* may be NULL */
  uint64_t (*find)(const unsigned char *bytes, char low, char width);
} masker;

/* The letters and ideographs that need no look-up, of two bytes or of three as the first code point
** has: few blocks mix them. One that goes over the block's edge is not among them, and neither is a
** byte behind the edge. Returns the first bytes of what is left. */
LUN_WORD_INLINE uint64_t sort_at_once(masker by, const unsigned char *bytes, groups *g) {
  lun_word_masks *m = &g->ascii;
  uint64_t leads = m->high & ~m->tail;
  if (bytes[lowest(leads)] < 0xE0) {
    lun_word_pairs p;
    by.pairs(bytes, &p);
    uint64_t letter = (p.row & m->tail >> 1) | (p.d8 & p.upper >> 1) | (p.d9 & p.lower >> 1);
    m->letter |= letter | letter << 1;
    return leads & ~letter;
  }
  if (bytes[lowest(leads)] < 0xE3) return leads;
  lun_word_threes t;
  by.threes(bytes, &t);
  t.letter &= m->tail >> 2;
  t.lone &= m->tail >> 2;
  m->letter |= t.letter | t.letter << 1 | t.letter << 2;
  g->lone = t.lone | t.lone << 1 | t.lone << 2;
  return leads & ~(t.letter | t.lone);
}

/* What code points that are not letters or ignored add to the groups. */
LUN_WORD_INLINE void sort_rare(masker by, const unsigned char *bytes, const uint64_t *sets,
                               lun_segment_mode mode, groups *g) {
  lun_word_masks *m = &g->ascii;
  uint64_t letter = sets[LUN_WORD_SET_MODEST_LETTER], digit = sets[LUN_WORD_SET_MODEST_DIGIT];
  g->modest = sets[LUN_WORD_SET_MODEST] | letter | digit;
  m->letter |= letter;
  m->digit |= sets[LUN_WORD_SET_DIGIT] | digit;
  m->mid_letter |= sets[LUN_WORD_SET_MID_LETTER] | sets[LUN_WORD_SET_MID_BOTH];
  m->mid_number |= sets[LUN_WORD_SET_MID_NUMBER] | sets[LUN_WORD_SET_MID_BOTH];
  m->space |= sets[LUN_WORD_SET_SPACE];
  g->narrow = sets[LUN_WORD_SET_NARROW];
  m->underscore |= sets[LUN_WORD_SET_UNDERSCORE] | g->narrow;
  g->katakana = sets[LUN_WORD_SET_KATAKANA];
  g->lone |= sets[LUN_WORD_SET_LONE];
  g->hebrew = sets[LUN_WORD_SET_HEBREW];
  g->ignored |= sets[LUN_WORD_SET_JOINER] | sets[LUN_WORD_SET_MARKED];
  g->regional = sets[LUN_WORD_SET_REGIONAL];
  g->hard = sets[LUN_WORD_SET_SPECIAL];
  if (mode == LUN_SEGMENT_WORDS && sets[LUN_WORD_SET_SPACE]) {
    uint64_t space = sets[LUN_WORD_SET_SPACE] | by.find(bytes, ' ', 0);
    g->joined |= space & space << 1; /* WB3d */
  }
  if (g->regional) g->joined |= find_second_halves(g->regional, m->tail);
  if (g->hebrew) g->quote = by.find(bytes, '"', 0);
}

/* WB4. */
LUN_WORD_INLINE void sort_all_ignored(masker by, const unsigned char *bytes, const uint64_t *sets,
                                      resumed r, lun_segment_mode mode, groups *g) {
  lun_word_masks *m = &g->ascii;
  uint64_t joiner = sets[LUN_WORD_SET_JOINER];
  sort_ignored(g, r);
  uint64_t rest = g->ignored & ~(m->letter | m->digit | m->underscore);
  if (mode == LUN_SEGMENT_ALL) g->hard |= rest | joiner;
  else if (rest | joiner) {
    uint64_t line_end = sets[LUN_WORD_SET_NEWLINE] | by.find(bytes, '\n', '\r' - '\n');
    uint64_t behind = joiner << 1 & ~m->tail & m->high & ~g->ignored;
    behind &= by.find(bytes, (char)0xE2, 1) | by.find(bytes, (char)0xF0, 0) |
              by.find(bytes, (char)0xC2, 0); /* how pictographs begin */
    if (is_many(behind, m->tail)) g->hard |= behind;
    else if (behind) behind = find_pictographs(bytes, behind);
    sort_unwanted(g, joiner, sets[LUN_WORD_SET_MARKED], line_end, behind, r);
  }
}

/* Sort what is not ASCII into its groups. */
LUN_WORD_INLINE void sort_others(masker by, const unsigned char *bytes, resumed r,
                                 lun_segment_mode mode, groups *g) {
  uint64_t sets[LUN_WORD_SETS] = {0};
  unsigned planes = 0;
  lun_word_masks *m = &g->ascii;
  uint64_t leads = by.sort(bytes, m->tail, sort_at_once(by, bytes, g), sets, &planes);
  uint64_t left = is_many(leads & ~sets[LUN_WORD_SET_IGNORED], m->tail) ? leads : 0;
  if (leads & ~left) g->edge = sort_singly(bytes, leads, sets);
  m->letter |= sets[LUN_WORD_SET_LETTER] | sets[LUN_WORD_SET_HEBREW];
  g->ignored = sets[LUN_WORD_SET_IGNORED];
  if (leads & ~left & ~g->edge || planes > 1) sort_rare(by, bytes, sets, mode, g);
  if (g->ignored) sort_all_ignored(by, bytes, sets, r, mode, g);
  if (g->hebrew) sort_quotes(g->quote, by.find(bytes, '\'', 0), g);
  g->hard |= left;
  if (m->underscore != 0) g->hard |= g->katakana; /* WB13a and WB13b join the two */
}

/* --- the rules -------------------------------------------------------------------------------- */

/* The bytes that belong to words of letters, digits and underscores: WB5 to WB13b. */
LUN_WORD_INLINE uint64_t find_words(const groups *g) {
  const lun_word_masks *m = &g->ascii;
  uint64_t quotes = g->quote & g->hebrew >> 1;
  return m->letter | m->digit | m->underscore |
         lun_word_join_mids(m->mid_letter, m->letter, m->tail) |
         lun_word_join_mids(m->mid_number, m->digit, m->tail) | quotes;
}

/* The bytes with a boundary before them. Spaces, and CR before LF, need not be told apart when
** only words are wanted. */
LUN_WORD_INLINE uint64_t find_parts(const groups *g, uint64_t words, lun_segment_mode mode) {
  uint64_t joints = (words & words << 1) | (g->katakana & g->katakana << 1) | g->ascii.tail;
  joints |= g->joined;
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
  uint64_t mids = g->ascii.mid_letter | g->ascii.mid_number | g->quote;
  if (mids & last) known &= before(highest(known & ~g->ascii.tail));
  return known & ~UINT64_C(1);
}

/* In a block without a boundary: the last byte from which reading may go on as from a boundary,
** since all that counts of what is before it is kept in the run. */
LUN_WORD_INLINE unsigned find_inside(const groups *g, uint64_t known) {
  const lun_word_masks *m = &g->ascii;
  uint64_t mids = m->mid_letter | m->mid_number | g->quote;
  uint64_t first = known & ~(m->tail | mids | g->regional);
  return first != 0 ? highest(first) : 0;
}

/* Keep what counts before `inside`. */
LUN_WORD_RARE static void keep_left(const groups *g, unsigned inside, settled *out) {
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
LUN_WORD_RARE static void drop_underscores(const groups *g, uint64_t leads, resumed r,
                                           settled *out) {
  uint64_t wanted = (g->ascii.letter | g->ascii.digit) & ~(g->ignored | g->modest);
  if (r.is_inside && r.wanted) wanted |= 1;
  for (uint64_t left = out->starts & leads; left != 0; left &= left - 1) {
    unsigned from = lowest(left);
    uint64_t ends = out->ends & ~before(from) & ~(left & -left);
    uint64_t inside = before(lowest(ends)) & ~before(from);
    if (inside & wanted) continue;
    out->starts &= ~(left & -left);
    out->ends &= ~(ends & -ends);
  }
}

/* Leave out the narrow blanks at the ends of words, but for one that began before the block. */
static void drop_narrow(uint64_t narrow, resumed r, settled *out) {
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
LUN_WORD_INLINE void find_segments(const groups *g, uint64_t words, uint64_t parts, resumed r,
                                   lun_segment_mode mode, settled *out) {
  uint64_t first = before(out->cut), behind = first << 1;
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
    groups copy = *g;
    drop_underscores(&copy, unwanted, r, out);
  }
  if (g->narrow != 0) drop_narrow(g->narrow, r, out);
}

/* 1 when all that is known of a block is one part, with more of it behind: the rest of a long word,
** for instance. */
LUN_WORD_INLINE int settle_inside(const groups *g, uint64_t parts, settled *out) {
  const lun_word_masks *m = &g->ascii;
  if (LUN_WORD_LIKELY((parts & ~g->edge) >> 1 | g->hard)) return 0;
  uint64_t mids = m->mid_letter | m->mid_number | g->quote | g->regional;
  unsigned guess = highest((~m->tail & before(GUESSED_BYTES)) | 1);
  if (guess == 0 || mids >> guess & 1) return 0;
  out->inside = guess;
  out->starts = out->ends = 0;
  groups copy = *g; /* so that `g` itself needs no memory */
  keep_left(&copy, out->inside, out);
  return 1;
}

/* Settle a block. `last` = how many bytes of it are text when the text ends in it, otherwise 0. */
LUN_WORD_INLINE void settle(const groups *g, unsigned last, resumed r, lun_segment_mode mode,
                            settled *out) {
  uint64_t words = find_words(g);
  uint64_t parts = find_parts(g, words, mode);
  out->cut = last;
  out->inside = 0;
  if (last == 0 && settle_inside(g, parts, out)) return;
  if (last == 0 || g->hard != 0) {
    uint64_t known = find_known(g);
    out->cut = parts & known ? highest(parts & known) : 0;
    if (out->cut == 0) out->inside = find_inside(g, known);
    if (out->inside != 0) {
      groups copy = *g;
      keep_left(&copy, out->inside, out);
    }
  }
  find_segments(g, words, parts, r, mode, out);
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
LUN_WORD_INLINE int find_block(masker by, const unsigned char *bytes, unsigned last, resumed r,
                               lun_segment_mode mode, settled *out) {
  groups g;
  g.katakana = g.lone = g.hebrew = g.modest = g.narrow = g.ignored = g.regional = 0;
  g.joined = g.quote = g.edge = g.hard = 0;
  by.mask(bytes, mode == LUN_SEGMENT_ALL, &g.ascii);
  if (g.ascii.high == 0) {
    settle(&g, last, r, mode, out);
    return out->cut + out->inside == 0;
  }
  sort_others(by, bytes, r, mode, &g);
  settle(&g, last, r, mode, out);
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
    resumed r = {run->open != run->at, run->wanted, run->left};
    int is_hard = find_block(by, bytes, last, r, mode, &found);
    fetch_ahead(run);
    add_segments(run, &found);
    if (is_hard) return 1;
    if (found.cut == 0 && by.skip != NULL) by.skip(run);
  }
  return 0;
}

LUN_WORD_INLINE int find_by(masker by, lun_word_run *run) {
  if (run->mode == LUN_SEGMENT_ALL) return find_blocks(by, run, LUN_SEGMENT_ALL);
  return find_blocks(by, run, LUN_SEGMENT_WORDS);
}

static int find_plain(lun_word_run *run) {
  const masker plain = {
      lun_word_mask_plain, lun_word_pairs_plain, lun_word_threes_plain, lun_word_sort_none, NULL,
      lun_word_find_plain};
  return find_by(plain, run);
}

#if defined(__x86_64__)
static int find_sse2(lun_word_run *run) {
  const masker sse2 = {
      lun_word_mask_sse2, lun_word_pairs_sse2, lun_word_threes_sse2, lun_word_sort_none, NULL,
      lun_word_find_sse2};
  return find_by(sse2, run);
}

LUN_WORD_AVX2 static int find_avx2(lun_word_run *run) {
  const masker avx2 = {lun_word_mask_avx2, lun_word_pairs_avx2, lun_word_threes_avx2,
                       lun_word_sort_avx2, lun_word_skip_avx2,  lun_word_find_avx2};
  return find_by(avx2, run);
}
#elif defined(__aarch64__)
static int find_neon(lun_word_run *run) {
  const masker neon = {
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
