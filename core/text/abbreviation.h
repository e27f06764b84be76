/* text/abbreviation.h -- abbreviations, and what each says about the stop behind it.
**
** The lists are lua/lunette/data/sentences.LANG.csv; tests/tools/abbreviations.lua makes
** abbreviation_tables.c of them. */
#ifndef LUN_TEXT_ABBREVIATION_H
#define LUN_TEXT_ABBREVIATION_H

#include <stddef.h>

/* The numbers are those of tests/tools/abbreviations.lua: change both or none. */
typedef enum lun_abbreviation {
  LUN_ABBREVIATION_NONE,   /* not an abbreviation */
  LUN_ABBREVIATION_TITLE,  /* a name follows it: Mr., Gen., St. */
  LUN_ABBREVIATION_INNER,  /* something else follows it: vs., e.g. */
  LUN_ABBREVIATION_NUMBER, /* a number may follow it: No. 5, Jan. 20, p. 55, Sec. IV */
  LUN_ABBREVIATION_OPEN,   /* may end a sentence, the next word decides: Inc., U.S., Calif. */
  LUN_ABBREVIATION_TIME    /* ends a sentence unless a time zone or a day follows: p.m. */
} lun_abbreviation;

/* What else the lists say of a form. */
enum {
  LUN_ABBREVIATION_STARTER = 8,  /* with a capital, most likely begins a sentence: The, However */
  LUN_ABBREVIATION_CLOCK = 16,   /* goes on a time of day: EST, Monday */
  LUN_ABBREVIATION_LINK = 32,    /* never ends a sentence, a headline, an item: the, of, and */
  LUN_ABBREVIATION_SUFFIX = 64,  /* behind a stop without a blank, ends a name: com, pdf */
  LUN_ABBREVIATION_ORDINAL = 128 /* the form "1" stands for numbers: a stop makes them ordinals */
};

typedef struct lun_abbreviation_entry {
  const char *form;
  unsigned char marks; /* a lun_abbreviation in the low three bits, and what else */
} lun_abbreviation_entry;

/* The list of one language, sorted by bytes. Lives as long as the program. */
typedef struct lun_abbreviations {
  const char *lang; /* "en"; "und" for any other */
  const lun_abbreviation_entry *entries;
  size_t count;
} lun_abbreviations;

/* The list for a language, by ISO 639 code or English name ("de", "de-AT", "deu", "German"), ASCII
** case set aside. NULL and "" mean English; others the list that holds for all languages. */
const lun_abbreviations *lun_abbreviations_get(const char *lang);

/* What `word` is: the letters before a stop, with stops inside but not the last ("U.S", "Mr").
** A capital finds an entry in small letters too ("Vs"), and all capitals any ("SEN"), but an open
** one only when `is_capitals` says that the text around is in capitals, too ("EST" is no "est").
** One capital, and letters parted by stops ("R.S.V.P"), count as open even when not listed. */
lun_abbreviation lun_abbreviation_find(const lun_abbreviations *list, const char *word, size_t len,
                                       int is_capitals);

/* 1 when `word` bears `mark`. For LUN_ABBREVIATION_STARTER and _CLOCK, "THE" is "The"; for others,
** "The" is "the". */
int lun_abbreviation_is(const lun_abbreviations *list, const char *word, size_t len, unsigned mark);

/* Made by tests/tools/abbreviations.lua. */
typedef struct lun_abbreviation_name {
  const char *name; /* small letters */
  unsigned char list;
} lun_abbreviation_name;
extern const lun_abbreviations lun_abbreviation_lists[];
extern const size_t lun_abbreviation_list_count; /* the last one holds for all languages */
extern const lun_abbreviation_name lun_abbreviation_names[];
extern const size_t lun_abbreviation_name_count;

#endif
