/* read/dictionary_agents.c -- PETRARCH's agent files: what an actor is, with the code that goes
** before or behind the actor's. */
#include "base/memory.h"
#include "match/family.h"
#include "read/dictionary_input.h"
#include "text/utf8.h"

#include <string.h>

enum { FORMS_MOST = 1000, FORM_SIZE = 4096 }; /* of one line */

/* A set: !NAME! = A, B, C. */
typedef struct set {
  const char *name; /* without its ! */
  size_t len;
  const char *members; /* A, B, C */
  const char *end;
} set;

typedef struct agent_file {
  lun_dictionary_input in;
  set *sets; /* their strings lie in the text */
  size_t set_count;
  size_t set_cap;
  lun_arena arena; /* of one line */
  const char **forms;
  size_t form_count;
  size_t form_cap;
} agent_file;

static lun_status add_form(agent_file *f, const char *form, lun_error *err) {
  void *forms = f->forms;
  if (form == NULL || !lun_grow(&forms, &f->form_cap, f->form_count + 1, sizeof *f->forms)) {
    return lun_fail_memory(err);
  }
  f->forms = forms;
  f->forms[f->form_count++] = form;
  return LUN_OK;
}

/* [s, end) with _ as blanks and without any at its ends, kept for the line. */
static char *keep_phrase(agent_file *f, const char *s, const char *end) {
  while (s < end && (*s == '_' || (unsigned char)*s <= ' ')) s++;
  while (end > s && (end[-1] == '_' || (unsigned char)end[-1] <= ' ')) end--;
  char *text = lun_arena_add_text(&f->arena, s, (size_t)(end - s));
  for (char *p = text; text != NULL && *p != '\0'; p++) {
    if (*p == '_') *p = ' ';
  }
  return text;
}

/* "!NAME! = ..." when the line defines a set: adds it and returns 1. */
static int read_set(agent_file *f, const char *s, const char *end, lun_status *st, lun_error *err) {
  const char *close = *s == '!' ? memchr(s + 1, '!', (size_t)(end - s) - 1) : NULL;
  if (close == NULL) return 0;
  const char *at = close + 1;
  while (at < end && (*at == ' ' || *at == '\t')) at++;
  if (at == end || *at != '=') return 0;
  if (memchr(at, '!', (size_t)(end - at)) != NULL) {
    lun_dictionary_input_note_text(&f->in, "left out: a set inside a set", s, end);
    return 1;
  }
  void *sets = f->sets;
  if (!lun_grow(&sets, &f->set_cap, f->set_count + 1, sizeof *f->sets)) {
    *st = lun_fail_memory(err);
    return 1;
  }
  f->sets = sets;
  f->sets[f->set_count++] = (set){s + 1, (size_t)(close - s) - 1, at + 1, end};
  return 1;
}

static const set *find_set(const agent_file *f, const char *name, size_t len) {
  for (size_t i = f->set_count; i > 0; i--) {
    const set *s = &f->sets[i - 1];
    if (s->len == len && memcmp(s->name, name, len) == 0) return s;
  }
  return NULL;
}

/* Write `form` with `member` in place of every marker to `text`; 0 when it becomes too long. */
static int make_variant(lun_buffer *text, const char *form, const char *marker, size_t marker_len,
                        const char *member, size_t member_len) {
  const char *end = form + strlen(form), *at;
  lun_buffer_reset(text);
  while ((at = memmem(form, (size_t)(end - form), marker, marker_len)) != NULL) {
    if (text->len + (size_t)(end - form) + member_len > FORM_SIZE) return 0;
    lun_buffer_add(text, form, (size_t)(at - form));
    lun_buffer_add(text, member, member_len);
    form = at + marker_len;
  }
  lun_buffer_add(text, form, (size_t)(end - form));
  return 1;
}

/* Replace form `i` by its variants: one for each member of the set whose marker is [open, close]. */
static lun_status add_variants(agent_file *f, size_t i, const char *open, const char *close,
                               const set *with, const char **fault, lun_error *err) {
  lun_buffer text = {0};
  lun_status st = LUN_OK;
  const char *form = f->forms[i], *stop;
  int first = 1;
  for (const char *s = with->members; st == LUN_OK && s < with->end; s = stop + 1) {
    stop = memchr(s, ',', (size_t)(with->end - s));
    if (stop == NULL) stop = with->end;
    const char *member = s, *member_end = stop;
    lun_dictionary_input_trim(&member, &member_end);
    if (!make_variant(&text, form, open, (size_t)(close + 1 - open), member,
                      (size_t)(member_end - member))) {
      *fault = "left out: its sets make a form over 4096 bytes";
      break;
    }
    st = lun_buffer_status(&text, err);
    if (st != LUN_OK) break;
    char *copy = keep_phrase(f, text.data, text.data + text.len);
    if (copy == NULL) st = lun_fail_memory(err);
    else if (first) f->forms[i] = copy;
    else st = add_form(f, copy, err);
    first = 0;
  }
  lun_buffer_clear(&text);
  return st;
}

/* Replace every !NAME! in the forms. *fault = why that is not possible. */
static lun_status expand(agent_file *f, const char **fault, lun_error *err) {
  lun_status st = LUN_OK;
  size_t steps = 0;
  for (size_t i = 0; st == LUN_OK && *fault == NULL && i < f->form_count;) {
    const char *open = strchr(f->forms[i], '!');
    const char *close = open != NULL ? strchr(open + 1, '!') : NULL;
    if (open == NULL) {
      i++;
      continue;
    }
    const set *with = close != NULL ? find_set(f, open + 1, (size_t)(close - open) - 1) : NULL;
    if (with == NULL) *fault = "left out: the set between ! and ! is not defined before";
    else if (with->members == with->end) *fault = "left out: the set between ! and ! is empty";
    else if (++steps > FORMS_MOST || f->form_count > FORMS_MOST) {
      *fault = "left out: its sets make more than 1000 forms";
    }
    if (*fault != NULL) return LUN_OK;
    st = add_variants(f, i, open, close, with, fault, err);
  }
  return st;
}

/* The regular plural of the phrase's last word, in its own case. */
static lun_status add_plural(agent_file *f, const char *form, lun_error *err) {
  lun_buffer text = {0};
  size_t len = strlen(form);
  lun_plural_add(&text, form, len);
  lun_status st = lun_buffer_status(&text, err);
  int capital = len > 0 && form[len - 1] >= 'A' && form[len - 1] <= 'Z';
  for (size_t i = len > 0 ? len - 1 : 0; st == LUN_OK && capital && i < text.len; i++) {
    if (text.data[i] >= 'a' && text.data[i] <= 'z') text.data[i] = (char)(text.data[i] - 32);
  }
  if (st == LUN_OK) st = add_form(f, lun_arena_add_text(&f->arena, text.data, text.len), err);
  lun_buffer_clear(&text);
  return st;
}

/* PHRASE, or PHRASE {PLURAL}, or PHRASE {}: fill f->forms. */
static lun_status make_forms(agent_file *f, const char *s, const char *end, const char **fault,
                             lun_error *err) {
  const char *brace = memchr(s, '{', (size_t)(end - s));
  const char *close = brace != NULL ? memchr(brace, '}', (size_t)(end - brace)) : NULL;
  const char *stop = brace != NULL ? brace : end;
  if (brace != NULL && close == NULL) *fault = "left out: } is missing";
  lun_dictionary_input_trim(&s, &stop);
  if (s == stop) *fault = "left out: no phrase before the code";
  if (*fault != NULL) return LUN_OK;
  lun_status st = add_form(f, keep_phrase(f, s, stop), err);
  if (st != LUN_OK) return st;
  int sets = strchr(f->forms[0], '!') != NULL;
  st = expand(f, fault, err);
  if (st != LUN_OK || *fault != NULL) return st;
  if (brace == NULL) return sets ? st : add_plural(f, f->forms[0], err);
  brace++;
  lun_dictionary_input_trim(&brace, &close);
  return brace < close ? add_form(f, keep_phrase(f, brace, close), err) : st;
}

/* The Windows-1252 byte of a code point, 0 when it is none of 80..BF. */
static unsigned find_1252(uint32_t c) {
  static const uint16_t table[] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
  if (c >= 0x80 && c <= 0xBF) return c;
  for (unsigned i = 0; i < sizeof table / sizeof *table; i++) {
    if (c != 0 && table[i] == c) return 0x80 + i;
  }
  return 0;
}

/* Whether two letters look like one whose UTF-8 was once read as Windows-1252. */
static int is_garbled(const char *s, const char *end) {
  size_t len = (size_t)(end - s), next, after;
  if (lun_utf8_check(s, len, NULL) != LUN_OK) return 0;
  for (size_t at = 0; at < len; at = next) {
    uint32_t c = lun_utf8_get(s, len, at, &next);
    if (c >= 0xC2 && c <= 0xC3 && next < len && find_1252(lun_utf8_get(s, len, next, &after))) {
      return 1;
    }
  }
  return 0;
}

static lun_status add_entries(agent_file *f, const char *code, size_t len, lun_error *err) {
  lun_status st = LUN_OK;
  const char *key = NULL;
  lun_code own = {.code = lun_arena_add_text(&f->arena, code, len)};
  if (own.code == NULL) return lun_fail_memory(err);
  for (size_t i = 0; st == LUN_OK && i < f->form_count; i++) {
    int added;
    const char *form = f->forms[i], *end = form + strlen(form);
    lun_entry_spec spec = {.key = key != NULL ? key : form, .use = LUN_USE_AGENT, .codes = &own};
    st = lun_dictionary_input_add(&f->in, &spec, form, end, LUN_WILD_NONE, &added, err);
    if (added) key = spec.key;
  }
  return st;
}

/* Why [s, end) is no code, NULL when it is one. */
static const char *find_code_fault(const char *s, const char *end) {
  size_t len = (size_t)(end - s);
  if (len == 0) return "left out: no code between the brackets";
  const char *tilde = memchr(s, '~', len);
  if (tilde == NULL || len == 1) return "left out: an agent's code is ~CODE or CODE~";
  if (tilde != s && tilde != end - 1) return "left out: an agent's code is ~CODE or CODE~";
  return NULL;
}

static lun_status read_line(agent_file *f, const char *s, const char *end, lun_error *err) {
  const char *fault = NULL;
  lun_status st = LUN_OK;
  const char *open = memchr(s, '[', (size_t)(end - s));
  const char *close = open != NULL ? memchr(open, ']', (size_t)(end - open)) : NULL;
  if (open == NULL) fault = "left out: no code";
  else if (close == NULL) fault = "left out: the code's ] is missing";
  if (fault == NULL) {
    const char *code = open + 1, *stop = close;
    lun_dictionary_input_trim(&code, &stop);
    fault = find_code_fault(code, stop);
    if (fault == NULL) st = make_forms(f, s, open, &fault, err);
    if (fault == NULL && st == LUN_OK && is_garbled(s, open)) {
      lun_dictionary_input_note(&f->in, LUN_OK, f->in.line,
                                "looks garbled (UTF-8 once read as Windows-1252), taken as it is");
    }
    if (fault == NULL && st == LUN_OK) st = add_entries(f, code, (size_t)(stop - code), err);
    if (fault == NULL && close + 1 < end) {
      lun_dictionary_input_note_text(&f->in, "left out behind a code", close + 1, end);
    }
  }
  if (fault != NULL) lun_dictionary_input_note_text(&f->in, fault, s, end);
  f->form_count = 0;
  lun_arena_clear(&f->arena);
  return st;
}

lun_status lun_dictionary_agents_read(const char *name, const char *text, size_t len,
                                      lun_dictionary *dict, lun_notice_function notice, void *user,
                                      lun_error *err) {
  agent_file f = {.in = lun_dictionary_input_new(name, text, len, dict, notice, user)};
  lun_status st = LUN_OK;
  const char *s, *end;
  while (st == LUN_OK && lun_dictionary_input_next_text(&f.in, &s, &end)) {
    if (!lun_dictionary_input_strip(&f.in, &s, &end)) continue;
    if (!read_set(&f, s, end, &st, err)) st = read_line(&f, s, end, err);
  }
  if (st == LUN_OK) lun_dictionary_input_end(&f.in);
  lun_arena_clear(&f.arena);
  lun_free(f.sets);
  lun_free(f.forms);
  lun_dictionary_input_clear(&f.in);
  return st;
}
