/* break_cases.h -- runs the official break tests of Unicode against a segmenter.
**
** A line of such a file is a text in code points with its boundaries: "÷ 0061 × 0308 ÷ 0062 ÷". */
#ifndef LUN_TESTS_BREAK_CASES_H
#define LUN_TESTS_BREAK_CASES_H

#include "base/span.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BREAK_FOLDER "/usr/share/unicode/auxiliary/"

typedef lun_status (*break_finder)(const char *text, size_t len, lun_spans *out);

typedef struct break_case {
  char text[512];
  size_t len;
  lun_spans spans;
} break_case;

/* Fill `c` from a line; 0 when the line holds no case. */
static inline int read_break_case(char *line, break_case *c) {
  size_t from = 0;
  lun_error err;
  c->len = 0;
  lun_spans_reset(&c->spans);
  line[strcspn(line, "#\n")] = '\0';
  char *word = strtok(line, " \t");
  if (word == NULL) return 0;
  for (; word != NULL; word = strtok(NULL, " \t")) {
    if (strcmp(word, "\xC3\xB7") == 0) { /* a boundary */
      if (c->len > from) lun_spans_add(&c->spans, from, c->len, &err);
      from = c->len;
    } else if (strcmp(word, "\xC3\x97") != 0) {
      c->len += lun_utf8_put((uint32_t)strtoul(word, NULL, 16), c->text + c->len);
    }
  }
  return 1;
}

/* Run all cases of the file. Returns how many there were, or -1 when there is no file; *failed
** counts those that came out otherwise, which are named on stderr. */
static inline int run_break_cases(const char *path, break_finder find, int *failed) {
  char line[4096];
  int count = 0;
  break_case c = {0};
  FILE *file = fopen(path, "r");
  *failed = 0;
  if (file == NULL) return -1;
  while (fgets(line, sizeof line, file) != NULL) {
    lun_spans found = {0};
    if (!read_break_case(line, &c)) continue;
    count++;
    lun_status st = find(c.text, c.len, &found);
    if (st != LUN_OK || found.count != c.spans.count ||
        memcmp(found.items, c.spans.items, found.count * sizeof *found.items) != 0) {
      (*failed)++;
      fprintf(stderr, "%s: case %d comes out otherwise\n", path, count);
    }
    lun_spans_clear(&found);
  }
  lun_spans_clear(&c.spans);
  fclose(file);
  return count;
}

#endif
