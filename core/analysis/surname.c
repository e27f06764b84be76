#include "analysis/surname.h"

#include "analysis/neighbour.h"
#include "base/memory.h"

#include <string.h>
#include <strings.h>

enum {
  WORDS_MOST = 8,   /* words of a person's name with its titles */
  SHORT_GIVEN = 4,  /* letters of a given name of one syllable */
  BLOCK = 64 * 1024 /* bytes between two looks at the clock */
};

typedef enum verdict { NOBODY, PERHAPS, PERSON } verdict;

/* --- what a name is made of ----------------------------------------------------------------------- */

typedef struct name {
  lun_span words[WORDS_MOST];
  uint32_t classes[WORDS_MOST];
  size_t first; /* behind the titles */
  size_t end;   /* before the suffixes */
  int is_titled;
  lun_span surname;
} name;

/* The words of the span; 0 when there are too many. */
static size_t read_words(const lun_lexis *lexis, const char *s, lun_span span, name *out) {
  size_t count = 0;
  for (size_t at = span.from, end; at < span.to; at = end) {
    end = lun_neighbour_end(s, span.to, at);
    if (end == at) {
      end = lun_neighbour_step(s, span.to, at);
      continue;
    }
    if (count == WORDS_MOST) return 0;
    out->words[count] = (lun_span){(uint32_t)at, (uint32_t)end};
    out->classes[count] = lun_lexis_find(lexis, s, out->words[count]);
    count++;
  }
  return count;
}

static int has_digit(const char *s, lun_span word) {
  for (size_t i = word.from; i < word.to; i++) {
    if (s[i] >= '0' && s[i] <= '9') return 1;
  }
  return 0;
}

static size_t length(lun_span word) {
  return word.to - word.from;
}

static const char *find_hyphen(const char *s, lun_span word) {
  return memchr(s + word.from, '-', length(word));
}

/* "Jean-Luc" is known when "Jean" is. */
static int is_first_name(const lun_lexis *lexis, const char *s, lun_span word, uint32_t class) {
  if (class & LUN_LEXIS_FIRST_NAME) return 1;
  const char *hyphen = find_hyphen(s, word);
  if (hyphen == NULL) return 0;
  lun_span part = {word.from, (uint32_t)(hyphen - s)};
  return (lun_lexis_find(lexis, s, part) & LUN_LEXIS_FIRST_NAME) != 0;
}

/* "J. Orlov": a letter with its dot. */
static int is_initial(const char *s, lun_span word, lun_span whole) {
  return length(word) == 1 && word.to < whole.to && s[word.to] == '.';
}

/* Whether the family name comes first: "Xi Jinping", "Kim Jong Un", "Park Geun-hye". */
static int is_family_first(const char *s, const name *n) {
  size_t count = n->end - n->first;
  if (!(n->classes[n->first] & LUN_LEXIS_FAMILY) || count < 2 || count > 3) return 0;
  lun_span given = n->words[n->first + 1];
  const char *hyphen = find_hyphen(s, given);
  if (hyphen != NULL) return hyphen[1] >= 'a' && hyphen[1] <= 'z';
  if (!(n->classes[n->first] & LUN_LEXIS_FIRST_NAME)) return 1;
  return count == 3 && length(given) <= SHORT_GIVEN && length(n->words[n->end - 1]) <= SHORT_GIVEN;
}

/* The surname without the particle that a hyphen joins to it: "al-Hadi". */
static lun_span bare(const lun_lexis *lexis, const char *s, lun_span word) {
  const char *hyphen = find_hyphen(s, word);
  if (hyphen == NULL) return word;
  lun_span particle = {word.from, (uint32_t)(hyphen - s)};
  if (!(lun_lexis_find(lexis, s, particle) & LUN_LEXIS_PARTICLE)) return word;
  return (lun_span){particle.to + 1, word.to};
}

/* Whether the words between titles and suffixes can be a person's at all. */
static int may_be_person(const char *s, const name *n) {
  const uint32_t never = LUN_LEXIS_BODY | LUN_LEXIS_CALENDAR;
  for (size_t i = n->first; i < n->end; i++) {
    uint32_t class = n->classes[i];
    int family = i == n->first && (class & LUN_LEXIS_FAMILY) != 0;
    if (((class & never) != 0 && !family) || has_digit(s, n->words[i])) return 0;
    if ((class & (LUN_LEXIS_FUNCTION | LUN_LEXIS_LINK)) && !(class & LUN_LEXIS_PARTICLE)) return 0;
  }
  uint32_t last = n->classes[n->end - 1];
  return !(last & (LUN_LEXIS_TITLE | LUN_LEXIS_MODIFIER)) || (last & LUN_LEXIS_FIRST_NAME);
}

static verdict judge(const lun_lexis *lexis, const char *s, lun_span span, name *n) {
  const uint32_t titles = LUN_LEXIS_TITLE | LUN_LEXIS_MODIFIER;
  *n = (name){0};
  n->end = read_words(lexis, s, span, n);
  while (n->first < n->end && (n->classes[n->first] & titles) != 0) {
    n->is_titled = (n->classes[n->first++] & LUN_LEXIS_TITLE) != 0;
  }
  while (n->end > n->first && (n->classes[n->end - 1] & LUN_LEXIS_SUFFIX) != 0) n->end--;
  size_t count = n->end - n->first;
  if (count == 0 || !may_be_person(s, n)) return NOBODY;
  lun_span given = n->words[n->first];
  n->surname = bare(lexis, s, n->words[n->end - 1]);
  if (length(n->surname) < 2) return NOBODY;
  if (count == 1) return n->is_titled ? PERSON : NOBODY;
  if (is_family_first(s, n)) {
    n->surname = given;
    return PERSON;
  }
  if (n->classes[n->first] & LUN_LEXIS_PARTICLE) return NOBODY;
  if (is_first_name(lexis, s, given, n->classes[n->first])) return PERSON;
  return n->is_titled || is_initial(s, given, span) ? PERSON : PERHAPS;
}

/* The values of one word, once. */
static lun_status read_entries(lun_surnames *f, const lun_dictionary *dict, lun_error *err) {
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < dict->entry_count; i++) {
    const char *value = dict->entries[i].value;
    if (*value == '=') value++;
    if (strpbrk(value, " _#\n") != NULL) continue;
    st = lun_lexis_add(&f->entries, 1, value, strlen(value), err);
  }
  return st;
}

static lun_status start(lun_surnames *f, const lun_dictionary *dict, lun_error *err) {
  f->verdicts = lun_zalloc(dict->entry_count * sizeof *f->verdicts);
  return f->verdicts != NULL ? read_entries(f, dict, err) : lun_fail_memory(err);
}

/* Whether the hit is a person's name, and where its surname stands: remembered by entry, for the text
** is nearly always the same. Only a hit of several words may be a person. */
static lun_status get_verdict(lun_surnames *f, const lun_dictionary *dict, const char *s,
                              const lun_hit *hit, verdict *out, lun_span *surname, lun_error *err) {
  name n;
  uint32_t len = hit->to - hit->from;
  *out = NOBODY;
  if (f->verdicts == NULL) {
    lun_status st = start(f, dict, err);
    if (st != LUN_OK) return st;
  }
  if (memchr(s + hit->from, ' ', len) == NULL && memchr(s + hit->from, '\n', len) == NULL) {
    return LUN_OK;
  }
  lun_surname_entry *known = &f->verdicts[hit->entry];
  if (known->len != len) {
    lun_span whole = {hit->from, hit->to};
    verdict found = len < UINT16_MAX ? judge(f->lexis, s, whole, &n) : NOBODY;
    *known = (lun_surname_entry){.len = len, .verdict = (uint32_t)found};
    if (found != NOBODY) {
      known->from = (uint16_t)(n.surname.from - hit->from);
      known->to = (uint16_t)(n.surname.to - hit->from);
    }
  }
  *surname = (lun_span){hit->from + known->from, hit->from + known->to};
  *out = (verdict)known->verdict;
  return LUN_OK;
}

lun_status lun_surnames_judge(lun_surnames *surnames, const lun_dictionary *dict, const char *text,
                              const lun_hit *hit, int *is_person, lun_error *err) {
  verdict found;
  lun_span surname;
  lun_status st = get_verdict(surnames, dict, text, hit, &found, &surname, err);
  *is_person = found == PERSON;
  return st;
}

/* --- persons named in full ------------------------------------------------------------------------ */

/* A title right before byte `at`: "President Dana Orlov", "Mr. Orlov". */
static int is_titled(const lun_lexis *lexis, const char *s, size_t at) {
  lun_neighbour before;
  return lun_neighbour_before(s, at, &before) && lun_neighbour_is_capital(s, before.word) &&
         (lun_lexis_find(lexis, s, before.word) & LUN_LEXIS_TITLE) != 0;
}

static lun_status add_slot(lun_surnames *f, const char *s, lun_span surname,
                           lun_surname_slot **slot, lun_error *err) {
  uint32_t number;
  size_t known = f->names.count;
  void *slots = f->slots;
  if (!lun_grow(&slots, &f->slot_cap, known + 1, sizeof *f->slots)) return lun_fail_memory(err);
  f->slots = slots;
  lun_status st = lun_map_add(&f->names, s + surname.from, length(surname), &number, err);
  if (st != LUN_OK) return st;
  if (number == known) {
    int is_entry = lun_lexis_find(&f->entries, s, surname) != 0;
    f->slots[number] = (lun_surname_slot){.is_entry = is_entry};
  }
  *slot = &f->slots[number];
  return LUN_OK;
}

static lun_status add_person(lun_surnames *f, lun_surname_slot *slot, lun_surname_person person,
                             lun_error *err) {
  void *persons = f->persons;
  if (!lun_grow(&persons, &f->person_cap, f->person_count + 1, sizeof *f->persons)) {
    return lun_fail_memory(err);
  }
  f->persons = persons;
  slot->document = f->document;
  slot->person = (uint32_t)f->person_count;
  f->persons[f->person_count++] = person;
  return LUN_OK;
}

/* Note hits[i] when it is a full name that may be a person's. */
static lun_status note_person(lun_surnames *f, const lun_dictionary *dict, const char *s,
                              const lun_hits *hits, size_t i, lun_error *err) {
  const lun_hit *hit = &hits->items[i];
  lun_surname_slot *slot = NULL;
  verdict found;
  lun_span surname;
  lun_status st = get_verdict(f, dict, s, hit, &found, &surname, err);
  if (st != LUN_OK || found == NOBODY) return st;
  lun_span full = {hit->from, hit->to};
  if (!lun_neighbour_is_capital(s, surname) || lun_neighbour_is_shouted(s, surname)) return st;
  uint32_t count = 1, key = dict->entries[hit->entry].key_number;
  while (i + count < hits->count && hits->items[i + count].from == hit->from &&
         hits->items[i + count].to == hit->to) {
    count++;
  }
  int sure = found == PERSON || is_titled(f->lexis, s, hit->from);
  st = add_slot(f, s, surname, &slot, err);
  if (st != LUN_OK || slot->is_entry) return st;
  f->letters[(unsigned char)s[surname.from]] = 1;
  lun_surname_person person = {full, (uint32_t)i, count, key, sure};
  if (slot->document != f->document) return add_person(f, slot, person, err);
  if (slot->person == LUN_MAP_NONE) return LUN_OK;
  lun_surname_person *known = &f->persons[slot->person];
  person.is_sure |= known->is_sure;
  if (known->key == key) *known = person;
  else slot->person = LUN_MAP_NONE;
  return LUN_OK;
}

/* --- surnames alone --------------------------------------------------------------------------------- */

typedef enum company { ALONE, TITLED, PART, OTHER } company;

static int is_owner(const char *s, lun_span word) {
  for (size_t at = word.from; at < word.to; at++) {
    if (lun_neighbour_possessive(s, word.to, at) == word.to - at) return 1;
  }
  return 0;
}

/* Whether the full name has this word, in any case. */
static int has_word(const char *s, lun_span full, lun_span word) {
  for (size_t at = full.from, end; at < full.to; at = end) {
    end = lun_neighbour_end(s, full.to, at);
    if (end - at == length(word) && strncasecmp(s + at, s + word.from, length(word)) == 0) return 1;
    if (end == at) end = lun_neighbour_step(s, full.to, at);
  }
  return 0;
}

/* What the capitalised word before a surname makes of it. `reach` = the end of the last hit. */
static company judge_capital(const lun_surnames *f, const char *s, lun_neighbour before,
                             lun_span full, size_t reach) {
  uint32_t class = lun_lexis_find(f->lexis, s, before.word);
  if (class & LUN_LEXIS_TITLE) return TITLED;
  if (before.stopped) return length(before.word) == 1 ? PART : ALONE; /* an initial; a sentence */
  if (class & (LUN_LEXIS_FUNCTION | LUN_LEXIS_CALENDAR | LUN_LEXIS_MODIFIER)) return ALONE;
  if (is_owner(s, before.word)) return ALONE;
  if (before.word.from < reach && !(class & LUN_LEXIS_FIRST_NAME)) return ALONE;
  if (has_word(s, full, before.word) || lun_neighbour_is_shouted(s, before.word)) return PART;
  return OTHER;
}

/* The company of the surname at *span, which takes in the particles of the full name. */
static company judge_before(const lun_surnames *f, const char *s, lun_span *span, lun_span full,
                            size_t reach) {
  lun_neighbour before;
  while (lun_neighbour_before(s, span->from, &before) && !before.stopped &&
         (lun_lexis_find(f->lexis, s, before.word) & LUN_LEXIS_PARTICLE) != 0) {
    if (!has_word(s, full, before.word)) return PART;
    span->from = before.word.from;
  }
  if (!lun_neighbour_before(s, span->from, &before)) return ALONE;
  if (!lun_neighbour_is_capital(s, before.word)) return ALONE;
  return judge_capital(f, s, before, full, reach);
}

/* Whether what is joined to [from, to) without a blank leaves it a word of its own; a particle with a
** hyphen is taken in. */
static int is_apart(const lun_surnames *f, const char *s, size_t len, lun_span *span) {
  if (span->to < len && strchr("@_/&", s[span->to]) != NULL && s[span->to] != '\0') return 0;
  if (span->from == 0) return 1;
  char c = s[span->from - 1];
  if (c == '@' || c == '_' || c == '/' || c == '&' || c == '#') return 0;
  if (c != '-' || !lun_neighbour_is_letter_before(s, span->from - 1)) {
    return c != '.' || !lun_neighbour_is_letter_before(s, span->from - 1);
  }
  size_t start = span->from - 1;
  while (lun_neighbour_is_letter_before(s, start)) start--;
  lun_span particle = {(uint32_t)start, span->from - 1};
  span->from = (uint32_t)start;
  return (lun_lexis_find(f->lexis, s, particle) & LUN_LEXIS_PARTICLE) != 0;
}

/* Whether a name goes on behind byte `at`. */
static int goes_on(const lun_surnames *f, const char *s, size_t len, size_t at) {
  lun_neighbour after;
  if (lun_neighbour_possessive(s, len, at) > 0) return 0;
  if (len - at >= 2 && s[at] == ' ' && s[at + 1] == '&') return 1;
  if (!lun_neighbour_after(s, len, at, &after)) return 0;
  return lun_neighbour_is_capital(s, after.word) &&
         !(lun_lexis_find(f->lexis, s, after.word) & LUN_LEXIS_CALENDAR);
}

static lun_status add_find(lun_surnames *f, lun_span span, uint32_t person, lun_error *err) {
  void *finds = f->finds;
  if (!lun_grow(&finds, &f->find_cap, f->find_count + 1, sizeof *f->finds)) {
    return lun_fail_memory(err);
  }
  f->finds = finds;
  const lun_surname_person *p = &f->persons[person];
  f->finds[f->find_count++] = (lun_surname_find){span, p->full, person, p->hit, p->count};
  return LUN_OK;
}

/* The word text[span) has the spelling of a surname of the document. */
static lun_status note_surname(lun_surnames *f, const char *s, size_t len, lun_span span,
                               lun_surname_slot *slot, size_t reach, lun_error *err) {
  lun_span own = span;
  lun_surname_person *person = &f->persons[slot->person];
  if (!is_apart(f, s, len, &span)) return LUN_OK;
  company with = judge_before(f, s, &span, person->full, reach);
  if (with == OTHER) slot->person = LUN_MAP_NONE;
  if (with == OTHER || with == PART || goes_on(f, s, len, own.to)) return LUN_OK;
  if (with == TITLED) person->is_sure = 1;
  return add_find(f, span, slot->person, err);
}

static lun_status scan_block(lun_surnames *f, const char *s, size_t len, size_t *at, size_t to,
                             size_t reach, lun_error *err) {
  lun_status st = LUN_OK;
  size_t i = *at;
  while (st == LUN_OK && i < to) {
    if (!f->letters[(unsigned char)s[i]] || lun_neighbour_is_letter_before(s, i)) {
      i++;
      continue;
    }
    size_t end = lun_neighbour_end(s, len, i);
    uint32_t number = lun_map_find(&f->names, s + i, end - i);
    if (number != LUN_MAP_NONE) {
      lun_surname_slot *slot = &f->slots[number];
      lun_span span = {(uint32_t)i, (uint32_t)end};
      if (slot->document == f->document && slot->person != LUN_MAP_NONE) {
        st = note_surname(f, s, len, span, slot, reach, err);
      }
    }
    i = end > i ? end : i + 1;
  }
  *at = i;
  return st;
}

/* Look for surnames in text[from, to), where no hit is. */
static lun_status scan(lun_surnames *f, const char *s, size_t len, size_t from, size_t to,
                       const lun_context *ctx, lun_error *err) {
  lun_status st = LUN_OK;
  size_t reach = from;
  while (st == LUN_OK && from < to) {
    size_t stop = to - from > BLOCK ? from + BLOCK : to;
    st = scan_block(f, s, len, &from, stop, reach, err);
    if (st == LUN_OK && stop < to) st = lun_context_check(ctx, err);
  }
  return st;
}

static void begin(lun_surnames *f) {
  if (++f->document == 0) { /* the count began afresh */
    f->document = 1;
    for (size_t i = 0; i < f->names.count; i++) f->slots[i].document = 0;
  }
  f->person_count = f->find_count = 0;
  memset(f->letters, 0, sizeof f->letters);
}

lun_status lun_surnames_find(lun_surnames *surnames, const lun_dictionary *dict, const char *text,
                             size_t len, const lun_hits *hits, const lun_context *ctx,
                             lun_error *err) {
  lun_status st = LUN_OK;
  size_t reach = 0, kept = 0;
  begin(surnames);
  for (size_t i = 0; st == LUN_OK && i < hits->count; i++) {
    const lun_hit *hit = &hits->items[i];
    int same = i > 0 && hit[-1].from == hit->from && hit[-1].to == hit->to;
    if (surnames->person_count > 0 && hit->from > reach) {
      st = scan(surnames, text, len, reach, hit->from, ctx, err);
    }
    if (st == LUN_OK && !same) st = note_person(surnames, dict, text, hits, i, err);
    if (hit->to > reach) reach = hit->to;
  }
  if (st == LUN_OK && surnames->person_count > 0) {
    st = scan(surnames, text, len, reach, len, ctx, err);
  }
  for (size_t i = 0; i < surnames->find_count; i++) {
    lun_surname_find find = surnames->finds[i];
    if (surnames->persons[find.person].is_sure) surnames->finds[kept++] = find;
  }
  surnames->find_count = kept;
  return st;
}

void lun_surnames_clear(lun_surnames *surnames) {
  lun_free(surnames->verdicts);
  lun_lexis_clear(&surnames->entries);
  lun_map_clear(&surnames->names);
  lun_free(surnames->slots);
  lun_free(surnames->persons);
  lun_free(surnames->finds);
  *surnames = (lun_surnames){.lexis = surnames->lexis};
}
