/* analysis/naming.h -- names inside noun phrases of languages other than English: descriptions that
** stand before a name with all their links ("le maire de Lisk Jean Martin"), and nouns that are
** written with a capital. */
#ifndef LUN_ANALYSIS_NAMING_H
#define LUN_ANALYSIS_NAMING_H

#include "analysis/token.h"

/* The name that the phrase [from, to) amounts to: tokens [*name, *name_to). 0: it is a description. */
int lun_naming_find(const lun_tokens *t, size_t from, size_t to, size_t *name, size_t *name_to);

/* 1 when token `i` is a first name. */
int lun_naming_is_first(const lun_tokens *t, size_t i);

/* 1 when first name `i` ends a name in [from, to) that another word began: "Maryse Paul". */
int lun_naming_is_last(const lun_tokens *t, size_t i, size_t from, size_t to);

/* The noun that a description [from, to) is about; `to` when no noun of its is known. */
size_t lun_naming_noun(const lun_tokens *t, size_t from, size_t to);

/* The token behind adverbs, times and places between a verb and its subject, from `at` on:
** "a déclaré lundi à Lisk le maire". */
size_t lun_naming_skip(const lun_tokens *t, size_t at, size_t ceiling);

/* 1 for the adjective of a noun that a link leads to: "la ministre des Affaires étrangères, Anne
** Morel". */
int lun_naming_is_adjective(const lun_tokens *t, size_t i);

/* 1 when token `i` cannot go on a phrase behind a noun with a capital. */
int lun_naming_ends(const lun_tokens *t, size_t i);

#endif
