/* store/schema.h -- the tables of a corpus file, version 1, and every statement made on them. */
#ifndef LUN_STORE_SCHEMA_H
#define LUN_STORE_SCHEMA_H

enum {
  LUN_SCHEMA_VERSION = 1,              /* user_version of the file */
  LUN_SCHEMA_APPLICATION = 0x4C756E65, /* its application_id: "Lune" */
  LUN_SCHEMA_TABLES = 8                /* how many tables of ours it holds */
};

/* The statements, by name. Parameters and columns are listed beside each in schema.c. */
typedef enum lun_schema_sql {
  LUN_SCHEMA_TABLE_COUNT,
  LUN_SCHEMA_DOCUMENT_ADD,
  LUN_SCHEMA_DOCUMENT_COUNT,
  LUN_SCHEMA_DOCUMENT_FIND,
  LUN_SCHEMA_DOCUMENT_NEXT,
  LUN_SCHEMA_DOCUMENT_LAST,
  LUN_SCHEMA_DOCUMENT_PLACE,
  LUN_SCHEMA_DOCUMENT_SUMS,
  LUN_SCHEMA_DOCUMENT_PRINTS,
  LUN_SCHEMA_DOCUMENT_TEXTS,
  LUN_SCHEMA_VARIABLE_ADD,
  LUN_SCHEMA_VARIABLE_FIND,
  LUN_SCHEMA_VARIABLE_NAMES,
  LUN_SCHEMA_RUN_ADD,
  LUN_SCHEMA_RUN_FIND,
  LUN_SCHEMA_LAYER_ADD,
  LUN_SCHEMA_LAYER_GET,
  LUN_SCHEMA_LAYER_SET_RUN,
  LUN_SCHEMA_LAYER_DELETE,
  LUN_SCHEMA_LAYER_LIST,
  LUN_SCHEMA_SPAN_ADD,
  LUN_SCHEMA_SPAN_FIND,
  LUN_SCHEMA_SPAN_DELETE,
  LUN_SCHEMA_SPAN_DELETE_DOCUMENT,
  LUN_SCHEMA_SPAN_OUTSIDE,
  LUN_SCHEMA_LINK_ADD,
  LUN_SCHEMA_LINK_FIND,
  LUN_SCHEMA_INPUT_SET,
  LUN_SCHEMA_INPUT_GET,
  LUN_SCHEMA_INPUT_DELETE,
  LUN_SCHEMA_INPUT_DELETE_DOCUMENT,
  LUN_SCHEMA_PAGES_CHECK,
  LUN_SCHEMA_KEYS_CHECK,
  LUN_SCHEMA_SQL_COUNT
} lun_schema_sql;

/* The script that makes the tables in an empty file. Static. */
const char *lun_schema_script(void);

/* The text of one statement. Static. */
const char *lun_schema_get(lun_schema_sql which);

#endif
