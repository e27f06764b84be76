/* match/token_condition.h -- what a token query says of one word, [word="peace" & !quote], and of a layer,
** <actor key="RUS"/>. What is read is also told in words, in p->meaning.
**
** Errors of all: LUN_EPATTERN (err->at = byte in the query), LUN_EUTF8, LUN_ENOMEM. */
#ifndef LUN_MATCH_TOKEN_CONDITION_H
#define LUN_MATCH_TOKEN_CONDITION_H

#include "match/token_parser.h"

/* Comparisons joined by ! & | ( ), up to what is none of them; they are added to p->ops. */
lun_status lun_token_parse_condition(lun_token_parser *p);

lun_status lun_token_add_op(lun_token_parser *p, lun_token_op_kind kind, uint32_t leaf);

/* The words of a value without wild cards; none of a pattern, which must not hold blanks. */
lun_status lun_token_cut_value(lun_token_parser *p, const lun_token_value *v, lun_spans *words);

/* The condition that a word fits `piece` of the value. */
lun_status lun_token_word_test(lun_token_parser *p, const lun_token_value *v, lun_span piece,
                               uint32_t *test);

/* What an attribute is compared with, in words. */
void lun_token_describe_value(lun_token_parser *p, const lun_token_value *v, int negated);

/* NAME, NAME="...", or, in a tag, NAME attribute="...": the leaf of a layer. */
lun_status lun_token_parse_layer(lun_token_parser *p, int tag, uint32_t *leaf);

#endif
