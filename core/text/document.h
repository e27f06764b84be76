/* text/document.h -- one document: a text that never changes, and its variables.
**
** A document is filled by one thread, then only read. Its words, sentences and paragraphs are found
** when first asked for, so a document that is being read still belongs to one thread at a time. */
#ifndef LUN_TEXT_DOCUMENT_H
#define LUN_TEXT_DOCUMENT_H

#include "base/buffer.h"
#include "base/context.h"
#include "base/span.h"
#include "text/date.h"

#define LUN_DOCUMENT_LIMIT ((size_t)512 * 1024 * 1024) /* bytes of text */

typedef enum lun_value_type {
  LUN_VALUE_TEXT,
  LUN_VALUE_INTEGER, /* fits a signed 64-bit integer */
  LUN_VALUE_NUMBER,
  LUN_VALUE_BOOLEAN /* "true" or "false" */
} lun_value_type;

/* A variable: `value` is its text (NUL-terminated, may hold NUL), `type` what that text means. */
typedef struct lun_variable {
  char *name;
  char *value;
  size_t len; /* bytes of value */
  lun_value_type type;
} lun_variable;

typedef struct lun_document lun_document;

/* An empty document with one reference. Owner: caller; release with lun_document_free. */
lun_status lun_document_new(lun_document **out, lun_error *err);
lun_document *lun_document_share(lun_document *doc); /* one more reference; returns doc */
void lun_document_free(lun_document *doc);           /* drops one reference; NULL is legal */

/* A document whose text is the variable `name` of `doc` (its title, say) and which has the id,
** path, number, variables of `doc`; its part is `name`. LUN_DONE when `doc` has no such variable. */
lun_status lun_document_new_part(const lun_document *doc, const char *name, lun_document **out,
                                 lun_error *err);

/* Copies `text`. Errors: LUN_EUTF8 (err->at = byte), LUN_ELIMIT (over LUN_DOCUMENT_LIMIT),
** LUN_ENOMEM. */
lun_status lun_document_set_text(lun_document *doc, const char *text, size_t len, lun_error *err);
/* The same without a copy: takes the buffer's bytes, known to be valid UTF-8, and leaves it empty. */
lun_status lun_document_take_text(lun_document *doc, lun_buffer *text, lun_error *err);

/* Where it comes from: `path` as the user gave it, `number` = which record in that file, from 1
** (0 = the file is the document). */
lun_status lun_document_set_place(lun_document *doc, const char *path, size_t number,
                                  lun_error *err);
lun_status lun_document_set_id(lun_document *doc, const char *id, size_t len, lun_error *err);
/* Set variable `name` (title, date, lang, source, ... any), replacing an earlier value. The value
** must be valid UTF-8 (LUN_EUTF8). A "date" is stored as given; readers hand in ISO form. */
lun_status lun_document_set(lun_document *doc, const char *name, const char *value, size_t len,
                            lun_value_type type, lun_error *err);

/* All returned pointers live as long as the document; strings are NUL-terminated. */
const char *lun_document_text(const lun_document *doc, size_t *len); /* never NULL */
const char *lun_document_id(const lun_document *doc);                /* "" when unset */
const char *lun_document_path(const lun_document *doc);              /* "" when unset */
size_t lun_document_number(const lun_document *doc);
const char *lun_document_part(const lun_document *doc); /* "text" unless made by _new_part */
const lun_variable *lun_document_get(const lun_document *doc, const char *name); /* NULL: absent */
/* The n-th variable in the order they were first set; NULL behind the last. */
const lun_variable *lun_document_variable(const lun_document *doc, size_t n);

/* The day of its variable "date"; all zero when there is none that can be read. */
void lun_document_date(const lun_document *doc, lun_date *out);

/* How many words the text has: counted once, without keeping where they are.
** Errors: as text/segment.h. */
lun_status lun_document_count_words(lun_document *doc, const lun_context *ctx, size_t *out,
                                    lun_error *err);

/* The same, known to somebody who went through all words. */
void lun_document_set_word_count(lun_document *doc, size_t count);

/* Found once, kept with the document. Errors: as text/segment.h. */
lun_status lun_document_words(lun_document *doc, const lun_context *ctx, const lun_spans **out,
                              lun_error *err);
lun_status lun_document_sentences(lun_document *doc, const lun_context *ctx, const lun_spans **out,
                                  lun_error *err);
lun_status lun_document_paragraphs(lun_document *doc, const lun_context *ctx, const lun_spans **out,
                                   lun_error *err);

#endif
