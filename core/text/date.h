/* text/date.h -- a calendar day as written, at its stated precision; never converted. */
#ifndef LUN_TEXT_DATE_H
#define LUN_TEXT_DATE_H

#include "base/error.h"

#include <stddef.h>

/* month and day are 0 when the date does not state them: 2016 is {2016, 0, 0}. */
typedef struct lun_date {
  int year;
  int month;
  int day;
} lun_date;

enum { LUN_DATE_SIZE = 16 }; /* bytes of a written date with its NUL */

/* Read `text`. Without `format` (NULL): ISO forms (2016, 2016-09, 2016-09-03, 20160903, also with
** a time behind, which is left out), 2016/09/03, and forms with an English month name
** ("September 3, 2016", "3 Sept. 2016", "Sept 2016"). With `format` (strptime's %Y %y %m %d %b %B
** and literal characters) only that.
** Errors: LUN_EFORMAT: not a date, not a day of the calendar, or ambiguous (01.02.2013). */
lun_status lun_date_find(const char *text, size_t len, const char *format, lun_date *out,
                         lun_error *err);

/* Write as ISO at the date's own precision: "2016", "2016-09", "2016-09-03". */
void lun_date_get(const lun_date *date, char out[LUN_DATE_SIZE]);

/* "2016-09"; empty when the month is not stated. */
void lun_date_get_month(const lun_date *date, char out[LUN_DATE_SIZE]);

/* ISO 8601 week, "2016-W35"; empty when the day is not stated. */
void lun_date_get_week(const lun_date *date, char out[LUN_DATE_SIZE]);

/* The date `days` later (earlier when negative). A date without a day counts from its first day. */
lun_date lun_date_add(const lun_date *date, long days);

/* <0, 0, >0. A part that is not stated sorts before any stated one. */
int lun_date_compare(const lun_date *a, const lun_date *b);

/* 1 when `date` lies in first..last, both included, compared at the coarser precision of the two
** ("2016-09" in "2016-09-03".."2016-12" counts). A bound with year 0 is open. */
int lun_date_within(const lun_date *date, const lun_date *first, const lun_date *last);

#endif
