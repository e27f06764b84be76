/* analysis/order.h -- reported clauses in orders that English does not have: "S zufolge C", "In Lisk
** sagte S, C", "Dijo que C". Each returns 0 when the clause is none such, or its rule is off. */
#ifndef LUN_ANALYSIS_ORDER_H
#define LUN_ANALYSIS_ORDER_H

#include "analysis/clause.h"

/* "S zufolge ist die Lage ernst"; "C, S zufolge". */
int lun_order_postposed(const lun_tokens *t, size_t cue, size_t low, size_t high, lun_clause *out);

/* Where the word for "as" and the order behind it are the language's: "Comme l'a dit S, C", "Wie S
** mitteilte, C"; "C, wie S mitteilte". */
int lun_order_as(const lun_tokens *t, size_t verb, size_t low, size_t high, lun_clause *out);

/* "In Lisk sagte S, C". */
int lun_order_inverted(const lun_tokens *t, size_t verb, size_t low, size_t high, lun_clause *out);

/* "Dijo que C": a verb that leads its sentence and has no subject. */
int lun_order_dropped(const lun_tokens *t, size_t verb, size_t low, size_t high, lun_clause *out);

/* The first token of a verb with its auxiliary: ", a dit S"; in English the verb itself. */
size_t lun_order_lead(const lun_tokens *t, size_t verb, size_t low);

/* Where a clause begins behind a comma, as German has it before each: a listener may stand before.
** `high` when none does. */
size_t lun_order_comma(const lun_tokens *t, size_t from, size_t high);

#endif
