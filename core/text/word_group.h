/* text/word_group.h -- a block of 64 bytes sorted into groups, by what the rules of words ask.
**
** Internal to text/word_block.c, which settles the segments of a block by its groups. */
#ifndef LUN_TEXT_WORD_GROUP_H
#define LUN_TEXT_WORD_GROUP_H

#include "text/unicode.h"
#include "text/word_block.h"
#include "text/word_mask.h"
#include "text/word_row.h"
#include "text/word_skip.h"

/* The bytes of a block, by what the rules ask of them. All bytes of a code point are in its group.
** In `ascii` are the code points of more than one byte as well. */
typedef struct lun_word_groups {
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
  uint64_t hard;     /* only the states can tell */
} lun_word_groups;

LUN_WORD_INLINE unsigned lun_word_lowest(uint64_t mask) {
  return (unsigned)__builtin_ctzll(mask);
}

LUN_WORD_INLINE unsigned lun_word_highest(uint64_t mask) {
  return 63u - (unsigned)__builtin_clzll(mask);
}

/* The bytes before `at` (< 64). */
LUN_WORD_INLINE uint64_t lun_word_before(unsigned at) {
  return (UINT64_C(1) << at) - 1;
}

/* --- code points of more than one byte -------------------------------------------------------- */

/* The code point of `size` bytes at `s`. */
LUN_WORD_INLINE uint32_t lun_word_code_get(const unsigned char *s, unsigned size) {
  if (size == 2) return (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
  if (size == 3) return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
  return (s[0] & 0x07u) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
}

/* By word class; from LUN_WORD_MARKED on for the code points that make a word wanted. What is not named is
** SPECIAL: rare, or bound to more than its neighbours. */
enum { LUN_WORD_MARKED = 32 };

#define SET(name) (1 + LUN_WORD_SET_##name)

static const unsigned char lun_word_sets_by_class[2 * LUN_WORD_MARKED] = {
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
    [LUN_WORD_MARKED + LUN_WORD_OTHER] = SET(LONE),
    [LUN_WORD_MARKED + LUN_WORD_EXTEND] = SET(MARKED),
    [LUN_WORD_MARKED + LUN_WORD_KATAKANA] = SET(KATAKANA),
    [LUN_WORD_MARKED + LUN_WORD_HEBREW] = SET(HEBREW),
    [LUN_WORD_MARKED + LUN_WORD_LETTER] = SET(LETTER),
    [LUN_WORD_MARKED + LUN_WORD_NUMERIC] = SET(DIGIT),
};

#undef SET

static lun_word_set lun_word_set_get(uint32_t code, unsigned classes) {
  unsigned row = classes & LUN_UNICODE_LETTER ? LUN_WORD_MARKED : 0;
  unsigned set = lun_word_sets_by_class[row + lun_unicode_word(classes)];
  if (code == 0x202F) return LUN_WORD_SET_NARROW;
  return set == 0 ? LUN_WORD_SET_SPECIAL : (lun_word_set)(set - 1);
}

/* 1 when states are the faster reader, since many code points of a block are to be looked up one by
** one. */
LUN_WORD_INLINE int lun_word_is_many(uint64_t leads, uint64_t tail) {
  enum { MANY = 8 };
  int count = __builtin_popcountll(leads);
  return count > MANY && 5 * count > 2 * __builtin_popcountll(~tail);
}

/* Put the code points of which `leads` are the first bytes into their sets. Returns the one that
** goes over the block's edge. There is no branch on the set: in mixed text none would be foreseen. */
LUN_WORD_INLINE uint64_t lun_word_sort_singly(const unsigned char *bytes, uint64_t leads,
                                              uint64_t sets[LUN_WORD_SETS]) {
  for (; leads != 0; leads &= leads - 1) {
    unsigned at = lun_word_lowest(leads);
    unsigned size = 2u + (bytes[at] >= 0xE0) + (bytes[at] >= 0xF0);
    if (at + size > LUN_WORD_BLOCK) return leads;
    uint32_t code = lun_word_code_get(bytes + at, size);
    sets[lun_word_set_get(code, lun_unicode_get(code))] |= lun_word_before(size) << at;
  }
  return 0;
}

/* The bytes of `ignored` that follow a byte of `group` without a gap, or begin the block when `seed`
** is 1: the carry of the addition runs through them and clears them. */
LUN_WORD_INLINE uint64_t lun_word_follow(uint64_t group, uint64_t ignored, uint64_t seed) {
  return ignored & ~(ignored + (ignored & (group << 1 | seed)));
}

/* What an ignored code point at the block's beginning continues: `left` counts only there. */
typedef struct lun_word_resumed {
  int is_inside; /* the block begins inside a segment */
  int wanted;
  lun_word_class left;
} lun_word_resumed;

/* WB3c: of the code points of which `leads` are the first bytes, the pictographs. Only one that goes
** over the block's edge is not asked. */
static uint64_t lun_word_find_pictographs(const unsigned char *bytes, uint64_t leads) {
  uint64_t found = leads;
  for (; leads != 0; leads &= leads - 1) {
    unsigned at = lun_word_lowest(leads);
    unsigned size = 2u + (bytes[at] >= 0xE0) + (bytes[at] >= 0xF0);
    if (at + size > LUN_WORD_BLOCK) break;
    unsigned classes = lun_unicode_get(lun_word_code_get(bytes + at, size));
    if (!(classes & LUN_UNICODE_PICTOGRAPHIC)) found &= ~(leads & -leads);
  }
  return found;
}

/* WB4 with only words wanted: what is ignored behind an ideograph or kana belongs to it, and what
** follows anything else but a line end only joins to it. ZWJ may join a sign behind it, which matters
** only where it joins to a word: that is hard. */
LUN_WORD_INLINE void lun_word_sort_unwanted(lun_word_groups *g, uint64_t joiner, uint64_t marked,
                                            uint64_t line_end, uint64_t behind,
                                            lun_word_resumed r) {
  lun_word_masks *m = &g->ascii;
  uint64_t ignored = g->ignored, words = m->letter | m->digit | m->underscore;
  /* U+FF9E at a segment's beginning makes a word of it. */
  if (marked & 1 && !r.is_inside) g->lone |= 7;
  uint64_t katakana = lun_word_follow(g->katakana, ignored, r.left == LUN_WORD_KATAKANA);
  uint64_t lone = lun_word_follow(g->lone, ignored, r.left == LUN_WORD_OTHER && r.wanted);
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
LUN_WORD_INLINE void lun_word_sort_ignored(lun_word_groups *g, lun_word_resumed r) {
  lun_word_masks *m = &g->ascii;
  uint64_t ignored = g->ignored;
  int is_hebrew = r.left == LUN_WORD_HEBREW;
  uint64_t letter = lun_word_follow(m->letter, ignored, r.left == LUN_WORD_LETTER || is_hebrew);
  uint64_t digit = lun_word_follow(m->digit, ignored, r.left == LUN_WORD_NUMERIC);
  uint64_t underscore = lun_word_follow(m->underscore, ignored, r.left == LUN_WORD_EXTENDNUMLET);
  g->hebrew |= lun_word_follow(g->hebrew, ignored, is_hebrew);
  m->letter |= letter;
  m->digit |= digit;
  m->underscore |= underscore;
}

/* WB15, WB16: the second half of each flag. */
LUN_WORD_INLINE uint64_t lun_word_find_second_halves(uint64_t regional, uint64_t tail) {
  uint64_t halves = regional & ~tail, second = 0;
  for (uint64_t first = halves & ~(halves << 4); first != 0; first = first << 8 & halves) {
    second |= first << 4 & halves;
    first &= halves >> 4;
  }
  return second;
}

/* WB7a to WB7c: " between two Hebrew letters is a mid character, and ' behind one joins in any case,
** which is hard unless a letter follows. */
LUN_WORD_INLINE void lun_word_sort_quotes(uint64_t twice, uint64_t once, lun_word_groups *g) {
  uint64_t behind = g->hebrew << 1;
  g->quote = twice & behind;
  g->hard |= once & behind & ~(g->ascii.letter >> 1);
}

/* The functions of one path. */
typedef struct lun_word_masker {
  void (*mask)(const unsigned char *bytes, int lines, lun_word_masks *out);
  void (*pairs)(const unsigned char *bytes, lun_word_pairs *out);
  void (*threes)(const unsigned char *bytes, lun_word_threes *out);
  lun_word_sorter *sort;
  lun_word_skipper *skip; /* may be NULL */
  uint64_t (*find)(const unsigned char *bytes, char low, char width);
} lun_word_masker;

/* The letters and ideographs that need no look-up, of two bytes or of three as the first code point
** has: few blocks mix them. One that goes over the block's edge is not among them, and neither is a
** byte behind the edge. Returns the first bytes of what is left. */
LUN_WORD_INLINE uint64_t lun_word_sort_at_once(lun_word_masker by, const unsigned char *bytes,
                                               lun_word_groups *g) {
  lun_word_masks *m = &g->ascii;
  uint64_t leads = m->high & ~m->tail;
  if (bytes[lun_word_lowest(leads)] < 0xE0) {
    lun_word_pairs p;
    by.pairs(bytes, &p);
    uint64_t letter = (p.row & m->tail >> 1) | (p.d8 & p.upper >> 1) | (p.d9 & p.lower >> 1);
    m->letter |= letter | letter << 1;
    return leads & ~letter;
  }
  if (bytes[lun_word_lowest(leads)] < 0xE3) return leads;
  lun_word_threes t;
  by.threes(bytes, &t);
  t.letter &= m->tail >> 2;
  t.lone &= m->tail >> 2;
  m->letter |= t.letter | t.letter << 1 | t.letter << 2;
  g->lone = t.lone | t.lone << 1 | t.lone << 2;
  return leads & ~(t.letter | t.lone);
}

/* What code points that are not letters or ignored add to the groups. */
LUN_WORD_INLINE void lun_word_sort_rare(lun_word_masker by, const unsigned char *bytes,
                                        const uint64_t *sets, lun_segment_mode mode,
                                        lun_word_groups *g) {
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
  if (g->regional) g->joined |= lun_word_find_second_halves(g->regional, m->tail);
  if (g->hebrew) g->quote = by.find(bytes, '"', 0);
}

/* WB4. */
LUN_WORD_INLINE void lun_word_sort_all_ignored(lun_word_masker by, const unsigned char *bytes,
                                               const uint64_t *sets, lun_word_resumed r,
                                               lun_segment_mode mode, lun_word_groups *g) {
  lun_word_masks *m = &g->ascii;
  uint64_t joiner = sets[LUN_WORD_SET_JOINER];
  lun_word_sort_ignored(g, r);
  uint64_t rest = g->ignored & ~(m->letter | m->digit | m->underscore);
  if (mode == LUN_SEGMENT_ALL) g->hard |= rest | joiner;
  else if (rest | joiner) {
    uint64_t line_end = sets[LUN_WORD_SET_NEWLINE] | by.find(bytes, '\n', '\r' - '\n');
    uint64_t behind = joiner << 1 & ~m->tail & m->high & ~(g->ignored | m->underscore);
    behind &= by.find(bytes, (char)0xE2, 1) | by.find(bytes, (char)0xF0, 0) |
              by.find(bytes, (char)0xC2, 0); /* how pictographs begin */
    if (lun_word_is_many(behind & ~m->letter, m->tail)) g->hard |= behind;
    else if (behind) behind = lun_word_find_pictographs(bytes, behind);
    lun_word_sort_unwanted(g, joiner, sets[LUN_WORD_SET_MARKED], line_end, behind, r);
  }
}

/* Sort what is not ASCII into its groups. */
LUN_WORD_INLINE void lun_word_sort_others(lun_word_masker by, const unsigned char *bytes,
                                          lun_word_resumed r, lun_segment_mode mode,
                                          lun_word_groups *g) {
  uint64_t sets[LUN_WORD_SETS] = {0};
  unsigned planes = 0;
  lun_word_masks *m = &g->ascii;
  uint64_t leads = by.sort(bytes, m->tail, lun_word_sort_at_once(by, bytes, g), sets, &planes);
  uint64_t left = lun_word_is_many(leads & ~sets[LUN_WORD_SET_IGNORED], m->tail) ? leads : 0;
  if (leads & ~left) g->edge = lun_word_sort_singly(bytes, leads, sets);
  m->letter |= sets[LUN_WORD_SET_LETTER] | sets[LUN_WORD_SET_HEBREW];
  g->ignored = sets[LUN_WORD_SET_IGNORED];
  if (leads & ~left & ~g->edge || planes > 1) lun_word_sort_rare(by, bytes, sets, mode, g);
  if (g->ignored) lun_word_sort_all_ignored(by, bytes, sets, r, mode, g);
  if (g->hebrew) lun_word_sort_quotes(g->quote, by.find(bytes, '\'', 0), g);
  g->hard |= left;
  if (m->underscore != 0) g->hard |= g->katakana; /* WB13a and WB13b join the two */
}

#endif
