#include "analysis/byline.h"

#include <string.h>

enum { LINE_WORDS = 16, LINK_WORDS = 20, NAME_WORDS = 2, CONNECTOR_BYTES = 4 };

/* Whether the words [first, end) are names: capitals, parted by small words of a few letters ("and",
** "von") only. `least` of them at least. */
static int are_names(const lun_layout *l, size_t first, size_t end, size_t least) {
  size_t names = 0;
  for (size_t i = first; i < end; i++) {
    lun_span word = l->words->items[i];
    lun_shape shape = lun_layout_shape(l, word);
    if (shape <= LUN_SHAPE_CAPITAL) names++;
    else if (shape == LUN_SHAPE_NUMBER || word.to - word.from > CONNECTOR_BYTES) return 0;
  }
  return names >= least;
}

static size_t word_count(const lun_layout *l, lun_span span) {
  return lun_layout_word(l, span.to) - lun_layout_word(l, span.from);
}

int lun_byline_is_line(const lun_layout *layout, const lun_line *line) {
  const lun_hit *by = lun_layout_cue(layout, LUN_CUE_BY, line->span.from);
  if (by == NULL || line->words > LINE_WORDS || line->stops) return 0;
  return are_names(layout, lun_layout_word(layout, by->to), line->word + line->words, NAME_WORDS);
}

/* "Reporting by": a cue of two words or more; "by" alone begins ordinary sentences. */
static int begins_with_reporting(const lun_layout *l, lun_span sentence) {
  size_t first = lun_layout_word(l, sentence.from);
  if (first == l->words->count || l->words->items[first].from >= sentence.to) return 0;
  const lun_hit *by = lun_layout_cue(l, LUN_CUE_BY, l->words->items[first].from);
  return by != NULL && memchr(l->text + by->from, ' ', by->to - by->from) != NULL;
}

lun_byline lun_byline_find(const lun_layout *layout, lun_span sentence) {
  if (begins_with_reporting(layout, sentence)) return LUN_BYLINE_REPORTING;
  const lun_hit *cue = lun_layout_cue_in(layout, LUN_CUE_SIGNED, sentence.from, sentence.to);
  if (cue == NULL) return LUN_BYLINE_NONE;
  /* "this report" is enough; "Jane Doe reported from Lisk" needs nothing but the name before it */
  const char *here = memmem(layout->text + cue->from, cue->to - cue->from, "this", 4);
  size_t first = lun_layout_word(layout, sentence.from), verb = lun_layout_word(layout, cue->from);
  if (here == NULL && !are_names(layout, first, verb, NAME_WORDS)) return LUN_BYLINE_NONE;
  return LUN_BYLINE_SIGNED;
}

int lun_byline_is_link(const lun_layout *layout, lun_span span) {
  const lun_hit *cue = lun_layout_cue(layout, LUN_CUE_LINK, span.from);
  if (cue == NULL || word_count(layout, span) > LINK_WORDS) return 0;
  size_t word = lun_layout_word(layout, cue->to);
  if (word == layout->words->count || layout->words->items[word].from >= span.to) return 1;
  return lun_layout_parting(layout, cue->to, layout->words->items[word].from) == LUN_PARTING_COLON;
}
