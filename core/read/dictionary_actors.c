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
  int coded; /* a code was seen, be it one that could not be read */
} actor;

typedef struct actor_file {
  const char *name;
  lun_dictionary *dict;
  lun_notice_function notice;
  void *user;
  size_t line;
  size_t comment; /* line where the <!-- that is open now stands; 0 = none */
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

/* The same about the line that is read, with what it says in [s, end). */
static void say_text(const actor_file *f, const char *message, const char *s, const char *end) {
  trim(&s, &end);
  lun_error draft; /* lun_fail cuts on a code point boundary */
  lun_fail(&draft, LUN_EFORMAT, 0, "%s: %.*s", message, (int)(end - s), s);
  say(f, f->line, draft.message);
}

/* Whether ### at `p` is the code for "discard", that is, stands behind a bracket. */
static int is_discard(const char *line, const char *p, const char *end) {
  if (end - p < 3 || memcmp(p, "###", 3) != 0) return 0;
  while (p > line && (p[-1] == ' ' || p[-1] == '\t')) p--;
  return p > line && p[-1] == '[';
}

/* What is left of a line when comments are cut off; 0 when nothing is. */
static int strip_comments(actor_file *f, const char **s, const char **end) {
  if (f->comment > 0) {
    const char *close = memmem(*s, (size_t)(*end - *s), "-->", 3);
    if (close == NULL) return 0;
    f->comment = 0;
    *s = close + 3;
  }
  trim(s, end);
  size_t len = (size_t)(*end - *s);
  if ((len >= 4 && memcmp(*s, "<!--", 4) == 0) || (len >= 5 && memcmp(*s, "<! --", 5) == 0)) {
    if (memmem(*s, len, "-->", 3) == NULL) f->comment = f->line;
    return 0;
  }
  for (const char *p = *s; p < *end; p++) {
    if (is_discard(*s, p, *end)) p += 2;
    else if (*p == '#' || *p == ';') *end = p;
  }
  trim(s, end);
  return *s < *end;
}

/* [s, end) as a phrase: _ is a blank, and so is what no phrase can hold. */
static lun_status add_phrase(actor_file *f, const char *s, const char *end, lun_error *err) {
  if (memchr(s, ']', (size_t)(end - s)) != NULL) say_text(f, "stray ] in the phrase", s, end);
  while (s < end && (*s == '_' || (unsigned char)*s <= ' ')) s++;
  while (end > s && (end[-1] == '_' || end[-1] == ']' || (unsigned char)end[-1] <= ' ')) end--;
  char *text = lun_arena_add_text(&f->now.arena, s, (size_t)(end - s));
  void *phrases = f->now.phrases;
  if (text == NULL || !lun_grow(&phrases, &f->now.cap, f->now.count + 1, sizeof(phrase))) {
    return lun_fail_memory(err);
  }
  for (char *p = text; p < text + (end - s); p++) {
    if (*p == '_' || *p == ']' || (unsigned char)*p < ' ') *p = ' ';
  }
  f->now.phrases = phrases;
  f->now.phrases[f->now.count++] = (phrase){text, f->line};
  return LUN_OK;
}

/* The number that `count` digits at `s` make. */
static int read_number(const char *s, size_t count) {
  int n = 0;
  for (size_t i = 0; i < count; i++) n = n * 10 + (s[i] - '0');
  return n;
}

/* YYYYMMDD or YYMMDD at *s; years <= 30 of two digits are 20YY. 0 when it is no day. */
static int read_day(const char **s, lun_date *out) {
  size_t digits = strspn(*s, "0123456789");
  char iso[LUN_DATE_SIZE];
  if (digits != 8 && digits != 6) return 0;
  const char *day = *s + digits - 4;
  int year = read_number(*s, digits - 4);
  if (digits == 6) year += year <= 30 ? 2000 : 1900;
  snprintf(iso, sizeof iso, "%04d-%.2s-%.2s", year, day, day + 2);
  *s += digits;
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
  char message[LUN_ERROR_SIZE / 4], restriction[64];
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
    snprintf(message, sizeof message, "code left out: %s", fault);
    say_text(f, message, from, end);
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

/* The codes of a line, from its first bracket on. */
static lun_status add_codes(actor_file *f, const char *s, const char *end, lun_error *err) {
  lun_status st = LUN_OK;
  for (trim(&s, &end); st == LUN_OK && s < end; trim(&s, &end)) {
    const char *open = memchr(s, '[', (size_t)(end - s));
    if (open != s) say_text(f, "left out behind a code", s, open ? open : end);
    if (open == NULL) break;
    f->now.coded = 1;
    const char *close = memchr(open, ']', (size_t)(end - open));
    if (close == NULL) {
      say_text(f, "code left out: its ] is missing", open, end);
      break;
    }
    st = add_code(f, open + 1, close, err);
    s = close + 1;
  }
  return st;
}

/* Failures that concern one phrase only. */
static int is_phrase_fault(lun_status st) {
  return st == LUN_EPATTERN || st == LUN_EUTF8 || st == LUN_ELIMIT;
}

/* Hand the gathered actor to the dictionary: every phrase under the name of the first that can be
** used. */
static lun_status end_actor(actor_file *f, lun_error *err) {
  char rule[256];
  const char *key = NULL;
  lun_status st = LUN_OK;
  for (size_t i = 0; st == LUN_OK && i < f->now.count; i++) {
    const phrase *p = &f->now.phrases[i];
    lun_error fault = {0};
    snprintf(rule, sizeof rule, "%s:%zu", f->name, p->line);
    lun_entry_spec spec = {.key = key != NULL ? key : p->text,
                           .value = p->text,
                           .value_len = strlen(p->text),
                           .rule = rule,
                           .kind = LUN_ENTRY_PHRASE,
                           .case_rule = LUN_CASE_ANY,
                           .codes = f->now.codes};
    st = lun_dictionary_add(f->dict, &spec, &fault);
    if (st == LUN_OK) {
      key = spec.key;
    } else if (is_phrase_fault(st)) {
      say(f, p->line, fault.message);
      st = LUN_OK;
    } else {
      lun_fail(err, st, fault.at, "%s", fault.message);
    }
  }
  lun_arena_clear(&f->now.arena);
  f->now.count = 0;
  f->now.codes = NULL;
  f->now.coded = 0;
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
    if (f->now.coded) st = end_actor(f, err);
    if (st == LUN_OK) st = add_phrase(f, s, stop, err);
  } else if (f->now.count == 0) {
    say(f, f->line, "code left out: no actor before it");
    return LUN_OK;
  }
  return st == LUN_OK ? add_codes(f, stop, end, err) : st;
}

/* The line at `s`: up to LF, CRLF or a CR alone; *next = the line behind it. */
static const char *find_line_end(const char *s, const char *end, const char **next) {
  const char *stop = s;
  while (stop < end && *stop != '\n' && *stop != '\r') stop++;
  *next = stop < end ? stop + 1 : end;
  if (end - stop > 1 && stop[0] == '\r' && stop[1] == '\n') (*next)++;
  return stop;
}

lun_status lun_dictionary_actors_read(const char *name, const char *text, size_t len,
                                      lun_dictionary *dict, lun_notice_function notice, void *user,
                                      lun_error *err) {
  actor_file f = {.name = name, .dict = dict, .notice = notice, .user = user};
  lun_status st = LUN_OK;
  const char *end = text + len, *next;
  for (const char *s = text; st == LUN_OK && s < end; s = next) {
    const char *stop = find_line_end(s, end, &next);
    f.line++;
    st = read_line(&f, s, stop, err);
  }
  if (st == LUN_OK) st = end_actor(&f, err);
  if (st == LUN_OK && f.comment > 0) {
    say(&f, f.comment, "comment is not closed by -->: the rest of the file is left out");
  }
  lun_arena_clear(&f.now.arena);
  lun_free(f.now.phrases);
  return st;
}
