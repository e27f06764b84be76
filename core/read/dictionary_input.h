/* read/dictionary_input.h -- what the readers of dictionary files share: lines, notices, keys in
** levels, entries that stand at a line. */
#ifndef LUN_READ_DICTIONARY_INPUT_H
#define LUN_READ_DICTIONARY_INPUT_H

#include "read/dictionary_file.h"

enum { LUN_KEY_LEVELS = 64 }; /* of one key */

/* One reading. Borrowed: name, dict, user and the text. Release with lun_dictionary_input_clear. */
typedef struct lun_dictionary_input {
  const char *name;
  lun_dictionary *dict;
  lun_notice_function notice;
  void *user;
  const char *at; /* what is not read yet */
  const char *end;
  const char *start;             /* of the line that was read last, with its indent */
  size_t line;                   /* the line that was read last; notices and rules name it */
  size_t comment;                /* line where the <!-- that is open now stands; 0 = none */
  size_t levels[LUN_KEY_LEVELS]; /* length of the key up to each of its levels */
  size_t level_count;
  lun_buffer key;
  lun_buffer value;
} lun_dictionary_input;

lun_dictionary_input lun_dictionary_input_new(const char *name, const char *text, size_t len,
                                              lun_dictionary *dict, lun_notice_function notice,
                                              void *user);
void lun_dictionary_input_clear(lun_dictionary_input *in);

/* The next line [*s, *end) without its end: LF, CRLF or a CR alone. 0: no more lines. */
int lun_dictionary_input_next(lun_dictionary_input *in, const char **s, const char **end);

/* The same, white space and control bytes cut off at both ends; blank lines are passed over, and
** so are lines with a NUL byte, which is said. */
int lun_dictionary_input_next_text(lun_dictionary_input *in, const char **s, const char **end);

/* Cut white space and control bytes off both ends of [*s, *end). */
void lun_dictionary_input_trim(const char **s, const char **end);

/* Cut the comments of TABARI and PETRARCH files off a line: # and ; to its end, <!-- to -->, over
** several lines. Returns 0 when nothing is left. */
int lun_dictionary_input_strip(lun_dictionary_input *in, const char **s, const char **end);

/* Say that a comment is still open at the end of the file. */
void lun_dictionary_input_end(lun_dictionary_input *in);

/* Say something about a line. LUN_OK: a remark, all was used; LUN_EFORMAT: something was left out. */
__attribute__((format(printf, 4, 5))) void lun_dictionary_input_note(const lun_dictionary_input *in,
                                                                     lun_status status, size_t line,
                                                                     const char *format, ...);

/* The same about the line that was read last, with what it says in [s, end). */
void lun_dictionary_input_note_text(const lun_dictionary_input *in, const char *message,
                                    const char *s, const char *end);

/* Make `name` the key's level number `level` (from 0, at most level_count), without the levels below
** it. Errors: LUN_EFORMAT (over LUN_KEY_LEVELS, an empty name, NUL), LUN_ENOMEM. */
lun_status lun_dictionary_input_set_level(lun_dictionary_input *in, size_t level, const char *name,
                                          size_t len, lun_error *err);

/* Cut the key down to its first `count` levels. */
void lun_dictionary_input_cut(lun_dictionary_input *in, size_t count);

/* The key as it stands; "" without levels. Lives until the next lun_dictionary_input_set_level. */
const char *lun_dictionary_input_key(const lun_dictionary_input *in);

typedef enum lun_wild { LUN_WILD_NONE, LUN_WILD_STAR, LUN_WILD_BOTH } lun_wild; /* *, * and ? */

/* Add `spec` with the value [s, end) trimmed, named by the line that was read last. A spec of kind
** LUN_ENTRY_AUTO becomes a glob when it holds a wild card that the format has, else a phrase; case
** does not count unless the spec says so. A value that cannot be used is said and costs nothing else.
** *added (may be NULL) says whether it stands. Errors: LUN_ENOMEM. */
lun_status lun_dictionary_input_add(lun_dictionary_input *in, const lun_entry_spec *spec,
                                    const char *s, const char *end, lun_wild wild, int *added,
                                    lun_error *err);

/* A decimal number: sign, digits, a point and digits. 0 when [s, end) is none. */
int lun_dictionary_input_number(const char *s, const char *end, double *out);

#endif
