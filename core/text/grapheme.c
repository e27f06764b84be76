/* text/grapheme.c -- extended grapheme clusters of UAX #29: what a reader takes for one character.
*/
#include "text/scan.h"
#include "text/segment.h"

/* How far the cluster is on the way to an emoji sequence (GB11). */
typedef enum emoji { EMOJI_NO, EMOJI_BASE, EMOJI_JOINED } emoji;

typedef struct cluster {
  size_t at;               /* behind what belongs to it so far */
  lun_grapheme_class left; /* its last class */
  emoji emoji;
  int flag_full; /* ends with a pair of regional indicators */
} cluster;

static int is_control(lun_grapheme_class k) {
  return k == LUN_GRAPHEME_CR || k == LUN_GRAPHEME_LF || k == LUN_GRAPHEME_CONTROL;
}

/* GB6, GB7, GB8. */
static int is_hangul_pair(lun_grapheme_class left, lun_grapheme_class right) {
  switch (left) {
  case LUN_GRAPHEME_L:
    return right == LUN_GRAPHEME_L || right == LUN_GRAPHEME_V || right == LUN_GRAPHEME_LV ||
           right == LUN_GRAPHEME_LVT;
  case LUN_GRAPHEME_LV:
  case LUN_GRAPHEME_V: return right == LUN_GRAPHEME_V || right == LUN_GRAPHEME_T;
  case LUN_GRAPHEME_LVT:
  case LUN_GRAPHEME_T: return right == LUN_GRAPHEME_T;
  default: return 0;
  }
}

/* Whether the cluster goes on with a code point of these classes. */
static int joins(const cluster *c, unsigned classes) {
  lun_grapheme_class right = lun_unicode_grapheme(classes);
  if (c->left == LUN_GRAPHEME_CR && right == LUN_GRAPHEME_LF) return 1; /* GB3 */
  if (is_control(c->left) || is_control(right)) return 0;               /* GB4, GB5 */
  switch (right) {
  case LUN_GRAPHEME_EXTEND:
  case LUN_GRAPHEME_ZWJ:                   /* GB9 */
  case LUN_GRAPHEME_SPACINGMARK: return 1; /* GB9a */
  case LUN_GRAPHEME_REGIONAL:              /* GB12, GB13 */
    if (c->left == LUN_GRAPHEME_REGIONAL) return !c->flag_full;
    break;
  default: break;
  }
  if (c->left == LUN_GRAPHEME_PREPEND) return 1;                                  /* GB9b */
  if (c->emoji == EMOJI_JOINED && (classes & LUN_UNICODE_PICTOGRAPHIC)) return 1; /* GB11 */
  return is_hangul_pair(c->left, right);
}

static void take(cluster *c, unsigned classes, size_t next) {
  lun_grapheme_class right = lun_unicode_grapheme(classes);
  if (classes & LUN_UNICODE_PICTOGRAPHIC) c->emoji = EMOJI_BASE;
  else if (c->emoji == EMOJI_BASE && right == LUN_GRAPHEME_ZWJ) c->emoji = EMOJI_JOINED;
  else if (c->emoji != EMOJI_BASE || right != LUN_GRAPHEME_EXTEND) c->emoji = EMOJI_NO;
  c->flag_full = right == LUN_GRAPHEME_REGIONAL && c->left == LUN_GRAPHEME_REGIONAL;
  c->left = right;
  c->at = next;
}

/* Read the cluster that begins at `from`. */
static lun_status read_cluster(lun_scan *s, size_t from, size_t *to) {
  size_t next;
  cluster c = {0};
  unsigned classes = lun_scan_get(s, from, &next);
  lun_status st = lun_scan_check(s, from);
  take(&c, classes, next);
  while (st == LUN_OK && c.at < s->len) {
    classes = lun_scan_get(s, c.at, &next);
    if (!joins(&c, classes)) break;
    take(&c, classes, next);
    st = lun_scan_check(s, c.at);
  }
  *to = c.at;
  return st;
}

lun_status lun_graphemes_find(const char *text, size_t len, const lun_context *ctx, lun_spans *out,
                              lun_error *err) {
  lun_scan s;
  size_t at = 0;
  lun_status st = lun_scan_init(&s, text, len, ctx, out, err);
  while (st == LUN_OK && at < len) {
    size_t to;
    st = read_cluster(&s, at, &to);
    if (st != LUN_OK) break;
    st = lun_spans_add(out, at, to, err);
    at = to;
  }
  return st == LUN_OK ? LUN_OK : lun_scan_fail(&s, st);
}
