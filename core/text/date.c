/* text/date.c -- reading, writing and counting calendar days (proleptic Gregorian). */
#include "text/date.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

enum { YEAR_MAX = 9999, QUOTE_MAX = 40 };

static const char *const MONTHS[12] = {"january",   "february", "march",    "april",
                                       "may",       "june",     "july",     "august",
                                       "september", "october",  "november", "december"};
static const char *const WEEKDAYS[7] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};

/* ---- the calendar ---- */

static int is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month) {
  static const unsigned char days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 0001-01-01, which is 0 and a Monday, to the first day of `year`. */
static long year_start(int year) {
  long y = year - 1;
  return 365 * y + y / 4 - y / 100 + y / 400;
}

/* Days from 0001-01-01; what is not stated counts as first. */
static long day_number(const lun_date *date) {
  long number = year_start(date->year);
  for (int month = 1; month < date->month; month++) number += month_days(date->year, month);
  return number + (date->day > 0 ? date->day - 1 : 0);
}

static lun_date date_of(long number) {
  lun_date date = {(int)(number / 366) + 1, 1, 1};
  while (date.year < YEAR_MAX && year_start(date.year + 1) <= number) date.year++;
  number -= year_start(date.year);
  while (number >= month_days(date.year, date.month)) {
    number -= month_days(date.year, date.month++);
  }
  date.day = (int)number + 1;
  return date;
}

static int is_valid(const lun_date *d) {
  if (d->year < 1 || d->year > YEAR_MAX || d->month < 0 || d->month > 12) return 0;
  if (d->month == 0) return d->day == 0;
  return d->day >= 0 && d->day <= month_days(d->year, d->month);
}

/* ---- reading ---- */

typedef struct cursor {
  const char *text;
  size_t at;
  size_t len;
} cursor;

static int is_digit(char c) {
  return c >= '0' && c <= '9';
}

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static int is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

static int is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The byte `ahead` of the cursor, NUL behind the end. */
static char peek(const cursor *c, size_t ahead) {
  return c->len - c->at > ahead ? c->text[c->at + ahead] : '\0';
}

static int take_byte(cursor *c, char byte) {
  if (c->at == c->len || c->text[c->at] != byte) return 0;
  c->at++;
  return 1;
}

static void skip_spaces(cursor *c) {
  while (c->at < c->len && is_space(c->text[c->at])) c->at++;
}

static size_t count_digits(const cursor *c) {
  size_t n = 0;
  while (is_digit(peek(c, n))) n++;
  return n;
}

/* A number of `least` to `most` digits. */
static int take_number(cursor *c, size_t least, size_t most, int *number) {
  size_t n = count_digits(c);
  if (n > most) n = most;
  if (n < least) return 0;
  *number = 0;
  for (size_t i = 0; i < n; i++) *number = *number * 10 + (c->text[c->at++] - '0');
  return 1;
}

/* A name of the list, or its first letters: at least three, so also "Sept" and "Tues". 0 when
** there is none, otherwise its place from 1. */
static int take_name(cursor *c, const char *const *names, int count) {
  size_t n = 0;
  while (is_letter(peek(c, n))) n++;
  for (int i = 0; n >= 3 && i < count; i++) {
    size_t same = 0;
    while (same < n && names[i][same] == lower(peek(c, same))) same++;
    if (same == n) {
      c->at += n;
      return i + 1;
    }
  }
  return 0;
}

/* Spaces and the marks between the parts of a date in words. */
static void skip_marks(cursor *c) {
  while (c->at < c->len && (is_space(c->text[c->at]) || strchr(".,-/", c->text[c->at]))) {
    if (c->text[c->at] == '\0') break;
    c->at++;
  }
}

/* A time of day behind a date, which is left out: "T12:00:00Z", " 10:30 pm", "T1200+01:00". 1 also
** when there is none. */
static int take_time(cursor *c) {
  int hour, minute;
  if (c->at == c->len) return 1;
  if (!take_byte(c, 'T') && !take_byte(c, 't')) {
    if (!is_space(c->text[c->at]) && c->text[c->at] != ',') return 0;
    take_byte(c, ',');
    skip_spaces(c);
  }
  if (!take_number(c, 1, 2, &hour) || hour > 24) return 0;
  take_byte(c, ':');
  if (!take_number(c, 2, 2, &minute) || minute > 59) return 0;
  for (; c->at < c->len; c->at++) {
    char byte = c->text[c->at];
    if (!is_digit(byte) && !is_letter(byte) && (byte == '\0' || !strchr(":.,+- ()/_", byte))) {
      return 0;
    }
  }
  return 1;
}

/* Two digits that are not 00: only a part left out altogether is not stated. */
static int take_part(cursor *c, int *part) {
  return take_number(c, 2, 2, part) && *part > 0;
}

/* 2016, 2016-09, 2016-09-03, 2016/09/03, 20160903. */
static int take_iso(cursor *c, lun_date *out) {
  size_t digits = count_digits(c);
  if (digits != 4 && digits != 8) return 0;
  if (!take_number(c, 4, 4, &out->year)) return 0;
  if (digits == 8) return take_part(c, &out->month) && take_part(c, &out->day);
  char mark = peek(c, 0);
  if (mark != '-' && mark != '/') return 1;
  c->at++;
  if (!take_part(c, &out->month)) return 0;
  if (take_byte(c, mark)) return take_part(c, &out->day);
  return mark == '-'; /* 2016/09 may be a season */
}

/* A day of one or two digits, with "3rd" and the like. */
static int take_day(cursor *c, int *day) {
  if (count_digits(c) > 2 || !take_number(c, 1, 2, day)) return 0;
  char a = lower(peek(c, 0)), b = lower(peek(c, 1));
  int has_suffix = (a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') ||
                   (a == 't' && b == 'h');
  if (has_suffix) c->at += 2;
  return *day > 0;
}

/* "September 3, 2016", "3 Sept. 2016", "Sept 2016", each also behind a day of the week. */
static int take_words(cursor *c, lun_date *out) {
  if (take_name(c, WEEKDAYS, 7)) skip_marks(c);
  if (is_digit(peek(c, 0))) {
    if (!take_day(c, &out->day)) return 0;
    skip_marks(c);
    out->month = take_name(c, MONTHS, 12);
    skip_marks(c);
  } else {
    out->month = take_name(c, MONTHS, 12);
    skip_marks(c);
    if (count_digits(c) <= 2) {
      if (!take_day(c, &out->day)) return 0;
      skip_marks(c);
    }
  }
  return out->month > 0 && count_digits(c) == 4 && take_number(c, 4, 4, &out->year);
}

/* 01.02.2013 and the like: which is the month is anybody's guess. */
static int is_ambiguous(cursor c) {
  int number;
  for (int i = 0; i < 2; i++) {
    if (!take_number(&c, 1, 2, &number)) return 0;
    if (!take_byte(&c, '.') && !take_byte(&c, '/') && !take_byte(&c, '-')) return 0;
  }
  return is_digit(peek(&c, 0)) && is_digit(peek(&c, 1));
}

/* The bytes of `text` shown in a message: not all when long, up to a NUL. */
static int shown(size_t len) {
  return len > QUOTE_MAX ? QUOTE_MAX : (int)len;
}

static lun_status find_free(cursor c, lun_date *out, lun_error *err) {
  skip_spaces(&c);
  while (c.len > c.at && is_space(c.text[c.len - 1])) c.len--;
  const char *text = c.text + c.at;
  int n = shown(c.len - c.at);
  if (is_ambiguous(c)) {
    return lun_fail(err, LUN_EFORMAT, 0,
                    "ambiguous date \"%.*s\": day and month cannot be told apart, state a format",
                    n, text);
  }
  int is_iso = count_digits(&c) >= 4;
  int is_read = is_iso ? take_iso(&c, out) : take_words(&c, out);
  /* A time may stand only behind a day. */
  if (is_read && out->day > 0) is_read = take_time(&c);
  if (!is_read || c.at < c.len) {
    return lun_fail(err, LUN_EFORMAT, c.at, "not a date: \"%.*s\"", n, text);
  }
  return LUN_OK;
}

/* One conversion of a format. *known = 0 when there is no such. */
static int take_conversion(cursor *c, char what, lun_date *out, int *known) {
  *known = 1;
  switch (what) {
  case 'Y': return take_number(c, 1, 4, &out->year);
  case 'y':
    if (!take_number(c, 1, 2, &out->year)) return 0;
    out->year += out->year < 69 ? 2000 : 1900; /* the rule of POSIX strptime */
    return 1;
  case 'm': return take_number(c, 1, 2, &out->month) && out->month > 0;
  case 'd': return take_number(c, 1, 2, &out->day) && out->day > 0;
  case 'b':
  case 'B': out->month = take_name(c, MONTHS, 12); return out->month > 0;
  case '%': return take_byte(c, '%');
  default: *known = 0; return 0;
  }
}

static lun_status find_format(cursor c, const char *format, lun_date *out, lun_error *err) {
  int matches = 1, known = 1;
  for (const char *f = format; matches && *f != '\0'; f++) {
    if (is_space(*f)) skip_spaces(&c);
    else if (*f == '%') matches = take_conversion(&c, *++f, out, &known);
    else matches = take_byte(&c, *f);
    if (!known) {
      return lun_fail(
          err, LUN_EFORMAT, (size_t)(f - format),
          "date format \"%s\" has something other than %%Y %%y %%m %%d %%b %%B behind %%", format);
    }
  }
  if (!matches || c.at < c.len) {
    return lun_fail(err, LUN_EFORMAT, c.at, "date \"%.*s\" does not fit the format \"%s\"",
                    shown(c.len), c.text, format);
  }
  return LUN_OK;
}

lun_status lun_date_find(const char *text, size_t len, const char *format, lun_date *out,
                         lun_error *err) {
  cursor c = {text, 0, len};
  lun_date date = {0};
  *out = date;
  lun_status st = format == NULL ? find_free(c, &date, err) : find_format(c, format, &date, err);
  if (st != LUN_OK) return st;
  if (!is_valid(&date)) {
    return lun_fail(err, LUN_EFORMAT, 0, "not a day of the calendar: \"%.*s\"", shown(len), text);
  }
  *out = date;
  return LUN_OK;
}

/* ---- writing ---- */

/* `number` in `width` digits, and a NUL. Returns the byte behind the digits. */
static char *put_number(char *to, int number, int width) {
  for (int i = width - 1; i >= 0; i--) {
    to[i] = (char)('0' + number % 10);
    number /= 10;
  }
  to[width] = '\0';
  return to + width;
}

void lun_date_get_month(const lun_date *date, char out[LUN_DATE_SIZE]) {
  out[0] = '\0';
  if (date->year < 1 || date->month == 0) return;
  char *to = put_number(out, date->year, 4);
  *to++ = '-';
  put_number(to, date->month, 2);
}

void lun_date_get(const lun_date *date, char out[LUN_DATE_SIZE]) {
  out[0] = '\0';
  if (date->year < 1) return;
  put_number(out, date->year, 4);
  if (date->month == 0) return;
  lun_date_get_month(date, out);
  if (date->day == 0) return;
  char *to = out + strlen(out);
  *to++ = '-';
  put_number(to, date->day, 2);
}

void lun_date_get_week(const lun_date *date, char out[LUN_DATE_SIZE]) {
  out[0] = '\0';
  if (date->year < 1 || date->day == 0) return;
  long number = day_number(date);
  long thursday = number - number % 7 + 3; /* a week belongs to the year of its Thursday */
  int year = date->year;
  if (thursday < year_start(year)) year--;
  else if (thursday >= year_start(year + 1)) year++;
  char *to = put_number(out, year, 4);
  *to++ = '-';
  *to++ = 'W';
  put_number(to, (int)((thursday - year_start(year)) / 7) + 1, 2);
}

/* ---- counting ---- */

lun_date lun_date_add(const lun_date *date, long days) {
  if (date->year < 1) return *date;
  long last = year_start(YEAR_MAX + 1) - 1;
  long number = day_number(date);
  if (days < -number) number = 0;
  else if (days > last - number) number = last;
  else number += days;
  return date_of(number);
}

static int compare(int a, int b) {
  return (a > b) - (a < b);
}

int lun_date_compare(const lun_date *a, const lun_date *b) {
  int order = compare(a->year, b->year);
  if (order == 0) order = compare(a->month, b->month);
  return order != 0 ? order : compare(a->day, b->day);
}

/* As compare, but only by what both state. */
static int compare_coarse(const lun_date *a, const lun_date *b) {
  int order = compare(a->year, b->year);
  if (order != 0 || a->month == 0 || b->month == 0) return order;
  order = compare(a->month, b->month);
  if (order != 0 || a->day == 0 || b->day == 0) return order;
  return compare(a->day, b->day);
}

int lun_date_within(const lun_date *date, const lun_date *first, const lun_date *last) {
  if (first->year != 0 && compare_coarse(date, first) < 0) return 0;
  return last->year == 0 || compare_coarse(date, last) <= 0;
}
