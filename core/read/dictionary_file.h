/* read/dictionary_file.h -- dictionaries from files, in the formats of the field.
**
** A format keeps its own rules: case does not count unless it says otherwise, * is a wild card, a
** hyphen stands for itself. Key levels are joined with a dot. What cannot be used of a file is said
** in a notice with its line, and passed over. */
#ifndef LUN_READ_DICTIONARY_FILE_H
#define LUN_READ_DICTIONARY_FILE_H

#include "match/dictionary.h"
#include "read/reader.h"

typedef void (*lun_notice_function)(void *user, const lun_notice *notice);

/* Add the entries of the file at `path` to `dict`. Its name says what it is: .csv .tsv; PETRARCH's
** .actors .agents .discards (also with .txt behind) and .issues; .yml .yaml (quanteda, newsmap),
** .dic (LIWC), .lc3 (Lexicoder), .cat (WordStat), .ykd (Yoshikoder), .vbp (VBPro), .jsonl (spaCy's
** entity ruler). A .txt is told by its content: issues, VBPro, or terms with numbers.
** Errors: LUN_EIO, LUN_EFORMAT (a kind of file that is not known, an empty file, a file that is not
** of its kind at all), LUN_ELIMIT, LUN_ENOMEM, LUN_ESTOP. */
lun_status lun_dictionary_file_read(const char *path, lun_dictionary *dict,
                                    lun_notice_function notice, void *user, const lun_context *ctx,
                                    lun_error *err);

/* The same for a text in CSV form: header `key,value` and, in any order, type, case, lang, from, to,
** except, code, use (hit, agent, sentence, story), weight, note (other columns are ignored with a
** remark). A row that drops sentences or stories may lack a key: it drops the hits of all keys. Separator , ; or tab, as the header
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

/* An agent file: PHRASE {plural} [~CODE]. use LUN_USE_AGENT, the code with its tilde; the key is the
** first form. No braces: the regular plural is added; {}: none. !NAME! = A, B defines a set that later
** phrases take in. A blank and _ both mean that the next word follows directly.
** Source: the format of PETRARCH's agent dictionaries. */
lun_status lun_dictionary_agents_read(const char *name, const char *text, size_t len,
                                      lun_dictionary *dict, lun_notice_function notice, void *user,
                                      lun_error *err);

/* A discard file: one phrase a line drops its sentence (LUN_USE_SENTENCE), with + before it the story
** (LUN_USE_STORY), for every key. A phrase without a final _ also drops longer words.
** Source: the format of PETRARCH's discard lists. */
lun_status lun_dictionary_discards_read(const char *name, const char *text, size_t len,
                                        lun_dictionary *dict, lun_notice_function notice,
                                        void *user, lun_error *err);

/* An issue file: <ISSUE CATEGORY="X"> blocks of phrase [CODE]. The key is X.CODE, so that one can count
** by category or by code and ~phrase, which drops a sentence for its block, has a key that covers the
** block's codes and no other; it is X alone when CODE is X or missing. n: adds the plural, v: the forms
** in -s, -ed and -ing; ~~phrase drops the story.
** Source: the format of PETRARCH's issue coding file. */
lun_status lun_dictionary_issues_read(const char *name, const char *text, size_t len,
                                      lun_dictionary *dict, lun_notice_function notice, void *user,
                                      lun_error *err);

/* quanteda's YAML: maps in maps are levels of keys; a list of values, or one value, are entries (* and ?
** wild). Keys are strings always; under __ stand values of the level itself.
** Errors: LUN_EFORMAT (not YAML, not a map; the message names the line), LUN_ELIMIT (aliases that
** repeat too much). */
lun_status lun_dictionary_yaml_read(const char *name, const char *text, size_t len,
                                    lun_dictionary *dict, lun_notice_function notice, void *user,
                                    lun_error *err);

/* LIWC's .dic, 2001 to 2015: % legend %, then patterns with numbers. Tabs in the legend nest. A
** condition of LIWC2007 is read as if it never holds, which is said.
** Errors: LUN_EFORMAT (no legend). */
lun_status lun_dictionary_liwc_read(const char *name, const char *text, size_t len,
                                    lun_dictionary *dict, lun_notice_function notice, void *user,
                                    lun_error *err);

/* Lexicoder's .lc3: +category, then one pattern a line. */
lun_status lun_dictionary_lexicoder_read(const char *name, const char *text, size_t len,
                                         lun_dictionary *dict, lun_notice_function notice,
                                         void *user, lun_error *err);

/* VBPro: >>category<<, then one pattern a line. */
lun_status lun_dictionary_vbpro_read(const char *name, const char *text, size_t len,
                                     lun_dictionary *dict, lun_notice_function notice, void *user,
                                     lun_error *err);

/* WordStat's .cat: a tree by tabs; ENTRY (weight), any other line a category; _ joins words. */
lun_status lun_dictionary_wordstat_read(const char *name, const char *text, size_t len,
                                        lun_dictionary *dict, lun_notice_function notice,
                                        void *user, lun_error *err);

/* Yoshikoder's .ykd, XML. An outer category around all others is no level. Regular expressions are
** kept to whole words. Errors: LUN_EFORMAT (not XML, a document type, no <dictionary>). */
lun_status lun_dictionary_yoshikoder_read(const char *name, const char *text, size_t len,
                                          lun_dictionary *dict, lun_notice_function notice,
                                          void *user, lun_error *err);

/* Lines of term, tab, number, as AFINN has them: one key, the file's name without its ending; the number
** is the weight. */
lun_status lun_dictionary_terms_read(const char *name, const char *text, size_t len,
                                     lun_dictionary *dict, lun_notice_function notice, void *user,
                                     lun_error *err);

/* JSON Lines of {"label", "pattern", "id"}: the key is the label, the id the code. A string and tokens of
** TEXT or ORTH are found as written, tokens of LOWER in any case; other token patterns are said.
** Errors: LUN_EFORMAT (no such line at all). */
lun_status lun_dictionary_spacy_read(const char *name, const char *text, size_t len,
                                     lun_dictionary *dict, lun_notice_function notice, void *user,
                                     lun_error *err);

#endif
