/* match/token_parser.h -- reading a token query: characters, names, values in quotation marks. */
#ifndef LUN_MATCH_TOKEN_PARSER_H
#define LUN_MATCH_TOKEN_PARSER_H

#include "base/buffer.h"
#include "match/token_query.h"

enum {
  LUN_TOKEN_NEST_MOST = 25, /* brackets inside brackets */
  LUN_TOKEN_OPS_MOST = 500  /* comparisons and operators in one pair of brackets */
};

typedef struct lun_token_parser {
  lun_token_store *store;
  lun_token_query *query;
  const char *text;
  size_t len;
  size_t at;
  lun_arena nodes;
  unsigned nested;
  unsigned node_count;
  lun_token_op ops[LUN_TOKEN_OPS_MOST]; /* of the word that is read */
  uint32_t op_count;
  lun_buffer meaning; /* what was understood, in words */
  lun_error *err;
} lun_token_parser;

/* A value in quotation marks, with its flags. */
typedef struct lun_token_value {
  size_t at; /* of its first byte, behind the mark */
  lun_buffer text;
  int any_case, marks, literal;
} lun_token_value;

int lun_token_is_blank(char c);
size_t lun_token_skip_blanks(const char *text, size_t len, size_t at);

/* Bytes of the name at `at`; 0: there is none. */
size_t lun_token_name_len(const char *text, size_t len, size_t at);

/* The next character that is not blank, or 0 at the end. */
char lun_token_peek(lun_token_parser *p);

/* Go past `c`, which may have blanks before it. 0: something else stands there. */
int lun_token_take(lun_token_parser *p, char c);

/* The same, or an error; `opened` is the byte of what `c` closes. Errors: LUN_EPATTERN. */
lun_status lun_token_expect(lun_token_parser *p, char c, size_t opened);

/* One bracket deeper; p->nested is to be counted down again. Errors: LUN_EPATTERN (too deep). */
lun_status lun_token_enter(lun_token_parser *p);

/* The bytes of the code point at `at`, for a message. */
int lun_token_point_len(const lun_token_parser *p, size_t at);

/* "..." or '...' with its flags; \" stands for the mark itself, every other backslash is the pattern's.
** v->text is to be cleared, also after an error. Errors: LUN_EPATTERN, LUN_ENOMEM. */
lun_status lun_token_parse_value(lun_token_parser *p, lun_token_value *v);

/* A name, kept with a NUL behind it as long as the nodes; `what` is for the message.
** Errors: LUN_EPATTERN, LUN_ENOMEM. */
lun_status lun_token_parse_name(lun_token_parser *p, const char *what, const char **name);

/* Text kept as long as the nodes, or NULL. */
const char *lun_token_keep(lun_token_parser *p, const char *text, size_t len);

#endif
