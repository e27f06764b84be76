/* read/dictionary_actors.c -- actor files as TABARI and PETRARCH have them. */
#include "base/memory.h"
#include "read/dictionary_file.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct phrase {
  const char *text; /* words parted by blanks */
  size_t line;
} phrase;

/* One actor: phrases and codes gathered until the next actor begins. */
typedef struct actor {
  lun_arena arena;
  phrase *phrases;
  size_t count;
  size_t cap;
  lun_code *codes;
  lun_code **tail;
} actor;

typedef struct actor_file {
  const char *name;
  lun_dictionary *dict;
  lun_notice_function notice;
  void *user;
  size_t line;
  int comment; /* inside <!-- ... --> */
  actor now;
} actor_file;

static void say(const actor_file *f, size_t line, const char *message) {
  lun_notice notice = {LUN_EFORMAT, f->name, line, SIZE_MAX, message};
  f->notice(f->user, &notice);
}

/* Cut white space and control bytes off both ends of [*s, *end). */
static void trim(const char **s, const char **end) {
  while (*s < *end && (unsigned char)**s <= ' ') (*s)++;
  while (*end > *s && (unsigned char)(*end)[-1] <= ' ') (*end)--;
}

/* What is left of a line when comments are cut off; 0 when nothing is. */
static int strip_comments(actor_file *f, const char **s, const char **end) {
  if (f->comment) {
    const char *close = memmem(*s, (size_t)(*end - *s), "-->", 3);
    if (close == NULL) return 0;
    f->comment = 0;
    *s = close + 3;
  }
  trim(s, end);
  size_t len = (size_t)(*end - *s);
  if ((len >= 4 && memcmp(*s, "<!--", 4) == 0) || (len >= 5 && memcmp(*s, "<! --", 5) == 0)) {
    f->comment = memmem(*s, len, "-->", 3) == NULL;
    return 0;
  }
  for (const char *p = *s; p < *end; p++) {
    if (*p == '#' && !(p + 2 < *end && memcmp(p, "###", 3) == 0)) *end = p;
    else if (*p == '#') p += 2; /* ### is the code for "discard" */
    else if (*p == ';') *end = p;
  }
  trim(s, end);
  return *s < *end;
}

/* `text` as a phrase: _ is a blank. */
static lun_status add_phrase(actor_file *f, const char *s, const char *end, lun_error *err) {
  trim(&s, &end);
  while (end > s && end[-1] == '_') end--;
  char *text = lun_arena_add_text(&f->now.arena, s, (size_t)(end - s));
  void *phrases = f->now.phrases;
  if (text == NULL || !lun_grow(&phrases, &f->now.cap, f->now.count + 1, sizeof(phrase))) {
    return lun_fail_memory(err);
  }
  for (char *p = text; *p != '\0'; p++) {
    if (*p == '_') *p = ' ';
  }
  f->now.phrases = phrases;
  f->now.phrases[f->now.count++] = (phrase){text, f->line};
  return LUN_OK;
}

/* YYYYMMDD or YYMMDD at *s; years <= 30 of two digits are 20YY. 0 when it is no day. */
static int read_day(const char **s, lun_date *out) {
  size_t digits = strspn(*s, "0123456789");
  char iso[LUN_DATE_SIZE];
  int year, month, day;
  if (digits == 8) {
    if (sscanf(*s, "%4d%2d%2d", &year, &month, &day) != 3) return 0;
  } else if (digits == 6) {
    if (sscanf(*s, "%2d%2d%2d", &year, &month, &day) != 3) return 0;
    year += year <= 30 ? 2000 : 1900;
  } else {
    return 0;
  }
  *s += digits;
  snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
  return lun_date_find(iso, strlen(iso), NULL, out, NULL) == LUN_OK;
}

/* "<date", ">date", "date-date" (blanks already taken out); "" is no restriction. */
static const char *read_restriction(const char *s, lun_code *code) {
  static const char *const bad = "unreadable restriction";
  if (*s == '\0') return NULL;
  if (*s == '<' || *s == '>') {
    lun_date *end = *s == '<' ? &code->last : &code->first;
    s++;
    if (!read_day(&s, end)) return "not a day of the calendar";
    return *s == '\0' ? NULL : bad;
  }
  if (!read_day(&s, &code->first)) return "not a day of the calendar";
  if (*s++ != '-') return bad;
  if (!read_day(&s, &code->last)) return "not a day of the calendar";
  if (*s != '\0') return bad;
  return lun_date_compare(&code->first, &code->last) > 0 ? "interval runs backwards" : NULL;
}

/* One [CODE restriction]; `s` to `end` is what stands between the brackets. */
static lun_status add_code(actor_file *f, const char *s, const char *end, lun_error *err) {
  char message[LUN_ERROR_SIZE], restriction[64];
  lun_code code = {0};
  size_t n = 0;
  const char *from = s;
  trim(&s, &end);
  const char *stop = s;
  while (stop < end && *stop != ' ' && *stop != '\t' && *stop != '<' && *stop != '>') stop++;
  for (const char *p = stop; p < end && n + 1 < sizeof restriction; p++) {
    if (*p != ' ' && *p != '\t') restriction[n++] = *p;
  }
  restriction[n] = '\0';
  const char *fault =
      s == stop ? "no code between the brackets" : read_restriction(restriction, &code);
  if (fault != NULL) {
    snprintf(message, sizeof message, "code left out: %s: [%.*s]", fault, (int)(end - from), from);
    say(f, f->line, message);
    return LUN_OK;
  }
  lun_code *own = lun_arena_add(&f->now.arena, sizeof *own);
  if (own == NULL) return lun_fail_memory(err);
  code.code = lun_arena_add_text(&f->now.arena, s, (size_t)(stop - s));
  if (code.code == NULL) return lun_fail_memory(err);
  *own = code;
  if (f->now.codes == NULL) f->now.codes = own;
  else *f->now.tail = own;
  f->now.tail = &own->next;
  return LUN_OK;
}

static lun_status add_codes(actor_file *f, const char *s, const char *end, lun_error *err) {
  lun_status st = LUN_OK;
  while (st == LUN_OK && s < end) {
    const char *open = memchr(s, '[', (size_t)(end - s));
    if (open == NULL) break;
    const char *close = memchr(open, ']', (size_t)(end - open));
    if (close == NULL) {
      say(f, f->line, "code left out: its ] is missing");
      break;
    }
    st = add_code(f, open + 1, close, err);
    s = close + 1;
  }
  return st;
}

/* Hand the gathered actor to the dictionary: every phrase under the first one's name. */
static lun_status end_actor(actor_file *f, lun_error *err) {
  char rule[256];
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < f->now.count; i++) {
    const phrase *p = &f->now.phrases[i];
    lun_error fault = {0};
    snprintf(rule, sizeof rule, "%s:%zu", f->name, p->line);
    lun_entry_spec spec = {.key = f->now.phrases[0].text,
                           .value = p->text,
                           .value_len = strlen(p->text),
                           .rule = rule,
                           .kind = LUN_ENTRY_PHRASE,
                           .case_rule = LUN_CASE_ANY,
                           .codes = f->now.codes};
    st = lun_dictionary_add(f->dict, &spec, &fault);
    if (st == LUN_EPATTERN || st == LUN_EUTF8) {
      say(f, p->line, fault.message);
      st = LUN_OK;
    } else if (st != LUN_OK) {
      lun_fail(err, st, fault.at, "%s", fault.message);
    }
  }
  lun_arena_clear(&f->now.arena);
  f->now.count = 0;
  f->now.codes = NULL;
  return st;
}

static lun_status read_line(actor_file *f, const char *s, const char *end, lun_error *err) {
  lun_status st = LUN_OK;
  if (!strip_comments(f, &s, &end)) return LUN_OK;
  const char *bracket = memchr(s, '[', (size_t)(end - s));
  const char *stop = bracket ? bracket : end;
  if (*s == '+') {
    st = add_phrase(f, s + 1, stop, err);
  } else if (bracket != s) {
    /* A primary phrase. One without a code shares the next one's: its author forgot the +. */
    if (f->now.codes != NULL) st = end_actor(f, err);
    if (st == LUN_OK) st = add_phrase(f, s, stop, err);
  } else if (f->now.count == 0) {
    say(f, f->line, "code left out: no actor before it");
    return LUN_OK;
  }
  return st == LUN_OK ? add_codes(f, stop, end, err) : st;
}

lun_status lun_dictionary_actors_read(const char *name, const char *text, size_t len,
                                      lun_dictionary *dict, lun_notice_function notice, void *user,
                                      lun_error *err) {
  actor_file f = {.name = name, .dict = dict, .notice = notice, .user = user};
  lun_status st = LUN_OK;
  const char *end = text + len;
  for (const char *s = text; st == LUN_OK && s < end;) {
    const char *stop = memchr(s, '\n', (size_t)(end - s));
    f.line++;
    st = read_line(&f, s, stop ? stop : end, err);
    s = stop ? stop + 1 : end;
  }
  if (st == LUN_OK) st = end_actor(&f, err);
  lun_arena_clear(&f.now.arena);
  lun_free(f.now.phrases);
  return st;
}
