/* text/abbreviation.h -- English abbreviations, and what each says about the stop behind it. */
#ifndef LUN_TEXT_ABBREVIATION_H
#define LUN_TEXT_ABBREVIATION_H

#include <stddef.h>

typedef enum lun_abbreviation {
  LUN_ABBREVIATION_NONE,   /* not an abbreviation */
  LUN_ABBREVIATION_INNER,  /* something follows it: Mr., vs., e.g. */
  LUN_ABBREVIATION_NUMBER, /* a number may follow it: No. 5, Jan. 20, p. 55 */
  LUN_ABBREVIATION_OPEN,   /* may end a sentence, the next word decides: Inc., U.S., Calif. */
  LUN_ABBREVIATION_TIME    /* ends a sentence unless a time zone or a day follows: p.m. */
} lun_abbreviation;

/* What `word` is: the letters before a stop, with stops inside but not the last ("U.S", "Mr").
** A capital finds an entry in small letters too ("Vs"), and all capitals any but the open ones
** ("SEN", but "EST" is no "est"). One capital, and letters parted by stops ("R.S.V.P"), count as
** open even when not listed. */
lun_abbreviation lun_abbreviation_find(const char *word, size_t len);

/* 1 when `word`, written with a capital, most likely begins a sentence: a function word, not a
** name ("The", "However"). */
int lun_abbreviation_is_starter(const char *word, size_t len);

/* 1 when `word` goes on a time of day: a time zone, weekday or month ("EST", "Monday"). */
int lun_abbreviation_is_time(const char *word, size_t len);

#endif
