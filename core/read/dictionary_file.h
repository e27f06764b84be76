/* read/dictionary_file.h -- dictionaries from files: CSV/TSV, and actor files as PETRARCH has them. */
#ifndef LUN_READ_DICTIONARY_FILE_H
#define LUN_READ_DICTIONARY_FILE_H

#include "match/dictionary.h"
#include "read/reader.h"

typedef void (*lun_notice_function)(void *user, const lun_notice *notice);

/* Add the entries of the file at `path` to `dict`, by its name: .csv, .tsv; .actors or .actors.txt.
** A line that cannot be used is said in a notice (with its line) and passed over.
** Errors: LUN_EIO, LUN_EFORMAT (a kind of file that is not known, a header without key and value),
** LUN_ENOMEM, LUN_ESTOP. */
lun_status lun_dictionary_file_read(const char *path, lun_dictionary *dict,
                                    lun_notice_function notice, void *user, const lun_context *ctx,
                                    lun_error *err);

/* The same for a text in CSV form: header `key,value` and, in any order, type, case, lang, from, to,
** except, code, note (other columns are ignored with a remark). Separator , ; or tab, as the header
** line has it; UTF-8, else Windows-1252 with a remark. Rules are named `name`:LINE.
** A row with a code: from..to say on which days the code holds. A row without: on which days the
** entry itself holds. */
lun_status lun_dictionary_csv_read(const char *name, const char *text, size_t len,
                                   lun_dictionary *dict, lun_notice_function notice, void *user,
                                   lun_error *err);

/* The same for an actor file.
** Source: the format of TABARI and PETRARCH actor dictionaries: primary phrases, +synonyms, [CODE
** restriction] lines, # comments; years <= 30 of two digits are 20YY. */
lun_status lun_dictionary_actors_read(const char *name, const char *text, size_t len,
                                      lun_dictionary *dict, lun_notice_function notice, void *user,
                                      lun_error *err);

#endif
