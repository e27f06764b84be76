#include "analysis/dateline.h"

#include "text/date.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum {
  PLACE_WORDS = 14,   /* "JERUSALEM AND GAZA CITY, Gaza Strip, Jan. 3 (Reuters)" */
  PLACE_CAPITALS = 3, /* letters at least, all words together: "UN" and "TV" name no place */
  AGENCY_WORDS = 4,
  REPORT_WORDS = 8, /* what follows a dateline is a sentence, not a list item */
  DATE_BYTES = 48
};

/* What the words before the dash are made of. */
typedef struct place {
  size_t capitals;  /* letters of words in capitals */
  int other;        /* a word before any comma is not all capitals */
  int small;        /* a word in small letters */
  int comma;        /* behind a comma a region may follow in any capitals */
  int agency;       /* an agency stands in brackets */
  int colon;        /* a colon stands for the dash */
  size_t behind;    /* first word behind the dash */
  size_t dash_from; /* the gap with the dash */
} place;

/* The bracket that opens before word `i`: an agency, and nothing much besides. Returns the first word
** behind it, or 0 when it is something else. */
static size_t read_agency(const lun_layout *l, size_t i, size_t end) {
  size_t first = i;
  for (; i < end && i - first < AGENCY_WORDS; i++) {
    size_t next = i + 1 < l->words->count ? l->words->items[i + 1].from : l->len;
    size_t to = l->words->items[i].to;
    while (to < next && l->text[to] != ')') to++;
    if (to < next) {
      return lun_layout_cue_in(l, LUN_CUE_AGENCY, l->words->items[first].from, to) ? i + 1 : 0;
    }
  }
  return 0;
}

static void note_word(const lun_layout *l, lun_span word, place *p) {
  lun_shape shape = lun_layout_shape(l, word);
  if (shape == LUN_SHAPE_SMALL) p->small = 1;
  if (p->comma) return;
  if (shape == LUN_SHAPE_CAPITALS) p->capitals += word.to - word.from;
  else p->other = 1;
}

/* Read the words of the line up to a dash or colon; 0 when no dash comes soon or something else parts them. */
static int read_place(const lun_layout *l, const lun_line *line, place *p) {
  size_t end = line->word + line->words;
  uint32_t from = line->span.from;
  for (size_t i = line->word; i <= end && i - line->word <= PLACE_WORDS; i++) {
    uint32_t to = i < end ? l->words->items[i].from : line->span.to;
    lun_parting parting = lun_layout_parting(l, from, to);
    if (parting == LUN_PARTING_OPEN && i < end && !p->agency) {
      i = read_agency(l, i, end);
      if (i == 0) return 0;
      p->agency = 1;
      from = l->words->items[i - 1].to;
      to = i < end ? l->words->items[i].from : line->span.to;
      parting = lun_layout_parting(l, from, to);
      if (parting != LUN_PARTING_DASH) return 0;
    }
    if (parting == LUN_PARTING_DASH || parting == LUN_PARTING_COLON) {
      p->colon = parting == LUN_PARTING_COLON;
      p->dash_from = from;
      p->behind = i;
      return i > line->word;
    }
    if (parting != LUN_PARTING_BLANK && parting != LUN_PARTING_COMMA) return 0;
    if (i == end) return 0;
    if (parting == LUN_PARTING_COMMA) p->comma = 1;
    note_word(l, l->words->items[i], p);
    from = l->words->items[i].to;
  }
  return 0;
}

/* Byte behind the last dash of the gap at `from`. */
static size_t behind_dash(const lun_layout *l, size_t from, size_t to) {
  size_t behind = from;
  for (size_t at = from; at < to;) {
    uint32_t code = lun_utf8_get(l->text, to, at, &at);
    if (code == '-' || code == ':' || (code >= 0x2013 && code <= 0x2015)) behind = at;
  }
  return behind;
}

/* Whether a sentence follows: in the line behind the dash, or in the next line when nothing does. */
static int is_followed(const lun_layout *l, size_t number, size_t behind) {
  const lun_line *line = &l->lines[number];
  size_t end = line->word + line->words;
  if (behind == end) {
    line++;
    if (++number == l->line_count) return 0;
    behind = line->word;
    end = behind + line->words;
  }
  if (end - behind < REPORT_WORDS && !line->stops) return 0;
  return lun_layout_shape(l, l->words->items[behind]) != LUN_SHAPE_SMALL;
}

/* Whether a line behind number `number` begins with capitals and a colon, too: then these are the names
** of those who speak. */
static int is_speech(const lun_layout *l, size_t number) {
  while (++number < l->line_count) {
    place p = {0};
    if (read_place(l, &l->lines[number], &p) && p.colon && !p.other && !p.small) return 1;
  }
  return 0;
}

/* A line that is a date alone, with or without its weekday. */
static int is_date(const lun_layout *l, const lun_line *line) {
  lun_date date;
  lun_span rest = line->span;
  if (rest.to - rest.from > DATE_BYTES) return 0;
  const lun_hit *day = lun_layout_cue(l, LUN_CUE_DAY, rest.from);
  if (day != NULL) {
    size_t second = line->word + 1;
    if (second >= line->word + line->words) return 0;
    rest.from = l->words->items[second].from;
  }
  if (lun_date_find(l->text + rest.from, rest.to - rest.from, NULL, &date, NULL) != LUN_OK) {
    return 0;
  }
  return date.day != 0;
}

lun_dateline lun_dateline_find(const lun_layout *layout, size_t number, int head, lun_span *out) {
  const lun_line *line = &layout->lines[number];
  place p = {0};
  *out = line->span;
  if (head && is_date(layout, line)) return LUN_DATELINE_DATE;
  if (!line->opens && !head) return LUN_DATELINE_NONE;
  if (!read_place(layout, line, &p) || p.small) return LUN_DATELINE_NONE;
  if (!p.agency && (!head || p.other || p.capitals < PLACE_CAPITALS)) return LUN_DATELINE_NONE;
  if (lun_layout_cue(layout, LUN_CUE_NO_PLACE, line->span.from)) return LUN_DATELINE_NONE;
  if (!is_followed(layout, number, p.behind)) return LUN_DATELINE_NONE;
  if (p.colon && is_speech(layout, number)) return LUN_DATELINE_NONE;
  size_t end =
      p.behind < line->word + line->words ? layout->words->items[p.behind].from : line->span.to;
  out->to = (uint32_t)behind_dash(layout, p.dash_from, end);
  return p.agency ? LUN_DATELINE_AGENCY : LUN_DATELINE_CAPITALS;
}
