/* read/dictionary_actors.c -- actor files as TABARI and PETRARCH have them. */
#include "base/memory.h"
#include "read/dictionary_input.h"

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
  lun_dictionary_input in;
  actor now;
} actor_file;

/* [s, end) as a phrase: _ is a blank, and so is what no phrase can hold. */
static lun_status add_phrase(actor_file *f, const char *s, const char *end, lun_error *err) {
  if (memchr(s, ']', (size_t)(end - s)) != NULL)
    lun_dictionary_input_note_text(&f->in, "stray ] in the phrase", s, end);
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
  f->now.phrases[f->now.count++] = (phrase){text, f->in.line};
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
  lun_dictionary_input_trim(&s, &end);
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
    lun_dictionary_input_note_text(&f->in, message, from, end);
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
  for (lun_dictionary_input_trim(&s, &end); st == LUN_OK && s < end;
       lun_dictionary_input_trim(&s, &end)) {
    const char *open = memchr(s, '[', (size_t)(end - s));
    if (open != s)
      lun_dictionary_input_note_text(&f->in, "left out behind a code", s, open ? open : end);
    if (open == NULL) break;
    f->now.coded = 1;
    const char *close = memchr(open, ']', (size_t)(end - open));
    if (close == NULL) {
      lun_dictionary_input_note_text(&f->in, "code left out: its ] is missing", open, end);
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
    snprintf(rule, sizeof rule, "%s:%zu", f->in.name, p->line);
    lun_entry_spec spec = {.key = key != NULL ? key : p->text,
                           .value = p->text,
                           .value_len = strlen(p->text),
                           .rule = rule,
                           .kind = LUN_ENTRY_PHRASE,
                           .case_rule = LUN_CASE_ANY,
                           .codes = f->now.codes};
    st = lun_dictionary_add(f->in.dict, &spec, &fault);
    if (st == LUN_OK) {
      key = spec.key;
    } else if (is_phrase_fault(st)) {
      lun_dictionary_input_note(&f->in, LUN_EFORMAT, p->line, "%s", fault.message);
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
  if (!lun_dictionary_input_strip(&f->in, &s, &end)) return LUN_OK;
  const char *bracket = memchr(s, '[', (size_t)(end - s));
  const char *stop = bracket ? bracket : end;
  if (*s == '+') {
    st = add_phrase(f, s + 1, stop, err);
  } else if (bracket != s) {
    /* A primary phrase. One without a code shares the next one's: its author forgot the +. */
    if (f->now.coded) st = end_actor(f, err);
    if (st == LUN_OK) st = add_phrase(f, s, stop, err);
  } else if (f->now.count == 0) {
    lun_dictionary_input_note(&f->in, LUN_EFORMAT, f->in.line, "code left out: no actor before it");
    return LUN_OK;
  }
  return st == LUN_OK ? add_codes(f, stop, end, err) : st;
}

lun_status lun_dictionary_actors_read(const char *name, const char *text, size_t len,
                                      lun_dictionary *dict, lun_notice_function notice, void *user,
                                      lun_error *err) {
  actor_file f = {.in = lun_dictionary_input_new(name, text, len, dict, notice, user)};
  lun_status st = LUN_OK;
  const char *s, *end;
  while (st == LUN_OK && lun_dictionary_input_next(&f.in, &s, &end)) {
    st = read_line(&f, s, end, err);
  }
  if (st == LUN_OK) st = end_actor(&f, err);
  if (st == LUN_OK) lun_dictionary_input_end(&f.in);
  lun_arena_clear(&f.now.arena);
  lun_free(f.now.phrases);
  return st;
}
