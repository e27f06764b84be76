#include "store/schema.h"

/* People ask these tables by hand, so their columns have plain names, in the order of interest.
**
** `variable` holds all variables of a document with type and order, and a document is read back
** from there; title, date, lang and source stand in `document` a second time, since nearly every
** question names them. The text is the last column of its row, so that reading the others leaves
** its pages alone.
**
** Texts are compared by bytes (BINARY), and nothing but this program's own checks runs inside. */
static const char script[] =
    "CREATE TABLE meta (\n"
    "  key TEXT NOT NULL PRIMARY KEY,\n"
    "  value TEXT NOT NULL\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE document (\n"
    "  number INTEGER PRIMARY KEY, -- 1, 2, 3, ... in the order added\n"
    "  id TEXT NOT NULL UNIQUE,\n"
    "  path TEXT,\n"
    "  record INTEGER NOT NULL, -- which record of the file, from 1; 0: the file is the document\n"
    "  title TEXT,\n"
    "  date TEXT,\n"
    "  lang TEXT,\n"
    "  source TEXT,\n"
    "  sha256 TEXT NOT NULL, -- of text\n"
    "  bytes INTEGER NOT NULL, -- of text\n"
    "  text TEXT NOT NULL\n"
    ") STRICT;\n"
    "CREATE TABLE variable (\n"
    "  document INTEGER NOT NULL REFERENCES document,\n"
    "  position INTEGER NOT NULL, -- 0, 1, 2, ... in the order set\n"
    "  name TEXT NOT NULL,\n"
    "  type TEXT NOT NULL, -- text, integer, number, boolean\n"
    "  value TEXT NOT NULL,\n"
    "  PRIMARY KEY (document, position)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE run (\n"
    "  number INTEGER PRIMARY KEY,\n"
    "  what TEXT NOT NULL, -- the command\n"
    "  detail TEXT, -- JSON\n"
    "  started TEXT NOT NULL, -- 2016-09-03T18:20:00Z\n"
    "  version TEXT NOT NULL -- of the program\n"
    ") STRICT;\n"
    "CREATE TABLE layer (\n"
    "  number INTEGER PRIMARY KEY,\n"
    "  name TEXT NOT NULL UNIQUE,\n"
    "  run INTEGER REFERENCES run -- the last that wrote it\n"
    ") STRICT;\n"
    "CREATE TABLE span (\n"
    "  number INTEGER PRIMARY KEY,\n"
    "  layer INTEGER NOT NULL REFERENCES layer,\n"
    "  document INTEGER NOT NULL REFERENCES document,\n"
    "  from_byte INTEGER NOT NULL CHECK (from_byte >= 0), -- 0-based\n"
    "  to_byte INTEGER NOT NULL CHECK (to_byte >= from_byte), -- the byte behind the last\n"
    "  label TEXT,\n"
    "  key TEXT,\n"
    "  rule TEXT,\n"
    "  run INTEGER REFERENCES run,\n"
    "  features TEXT -- JSON\n"
    ") STRICT;\n"
    "CREATE INDEX span_place ON span (layer, document, from_byte, to_byte);\n"
    "CREATE TABLE link (\n"
    "  from_span INTEGER NOT NULL REFERENCES span ON DELETE CASCADE,\n"
    "  role TEXT NOT NULL,\n"
    "  to_span INTEGER NOT NULL REFERENCES span ON DELETE CASCADE,\n"
    "  PRIMARY KEY (from_span, role, to_span)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX link_back ON link (to_span);\n"
    "CREATE TABLE layer_input (\n"
    "  layer INTEGER NOT NULL REFERENCES layer,\n"
    "  document INTEGER NOT NULL REFERENCES document,\n"
    "  hash TEXT NOT NULL, -- of all the document's part of the layer was made from\n"
    "  PRIMARY KEY (layer, document)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "INSERT INTO meta VALUES ('format', 'Lunette corpus'), ('version', '1');\n";

/* ?1, ?2, ... are set, and columns read, in the order written here. */
static const char *const statements[LUN_SCHEMA_SQL_COUNT] = {
    /* A table of ours that is a virtual one was not made by us. */
    [LUN_SCHEMA_TABLE_COUNT] =
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name IN"
        " ('meta', 'document', 'variable', 'run', 'layer', 'span', 'link', 'layer_input')",
    [LUN_SCHEMA_DOCUMENT_ADD] =
        "INSERT INTO document (id, path, record, title, date, lang, source, sha256, bytes, text)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO NOTHING",
    [LUN_SCHEMA_DOCUMENT_COUNT] = "SELECT count(*) FROM document",
    [LUN_SCHEMA_DOCUMENT_FIND] =
        "SELECT number, id, path, record, text FROM document WHERE id = ?1",
    [LUN_SCHEMA_DOCUMENT_NEXT] = "SELECT number, id, path, record, text FROM document"
                                 " WHERE number > ?1 AND number <= ?2 ORDER BY number LIMIT 1",
    [LUN_SCHEMA_DOCUMENT_LAST] = "SELECT max(number) FROM document",
    [LUN_SCHEMA_DOCUMENT_PLACE] = "SELECT number, bytes FROM document WHERE id = ?1",
    [LUN_SCHEMA_DOCUMENT_SUMS] =
        "SELECT count(*), total(bytes), count(date), min(date), max(date),"
        " (SELECT count(DISTINCT name) FROM variable), (SELECT count(*) FROM layer),"
        " (SELECT count(*) FROM run) FROM document",
    [LUN_SCHEMA_DOCUMENT_TEXTS] = "SELECT number, id, sha256, bytes, text FROM document"
                                  " ORDER BY number",
    [LUN_SCHEMA_DOCUMENT_PRINTS] = "SELECT number, id, sha256, bytes FROM document ORDER BY number",
    [LUN_SCHEMA_VARIABLE_ADD] = "INSERT INTO variable (document, position, name, type, value)"
                                " VALUES (?1, ?2, ?3, ?4, ?5)",
    [LUN_SCHEMA_VARIABLE_FIND] =
        "SELECT name, type, value FROM variable WHERE document = ?1 ORDER BY position",
    [LUN_SCHEMA_VARIABLE_NAMES] = "SELECT name, count(DISTINCT document) FROM variable"
                                  " GROUP BY name ORDER BY name",
    /* JSON is checked here, as no function may be called from the tables of a file. */
    [LUN_SCHEMA_RUN_ADD] = "INSERT INTO run (what, detail, started, version)"
                           " SELECT ?1, ?2, ?3, ?4 WHERE ?2 IS NULL OR json_valid(?2)",
    [LUN_SCHEMA_RUN_FIND] = "SELECT number, what, detail, started, version FROM run"
                            " WHERE ?1 = 0 OR number = ?1 ORDER BY number",
    [LUN_SCHEMA_LAYER_ADD] = "INSERT INTO layer (name, run) VALUES (?1, ?2)",
    [LUN_SCHEMA_LAYER_GET] = "SELECT number FROM layer WHERE name = ?1",
    [LUN_SCHEMA_LAYER_SET_RUN] = "UPDATE layer SET run = ?2 WHERE number = ?1",
    [LUN_SCHEMA_LAYER_DELETE] = "DELETE FROM layer WHERE number = ?1",
    [LUN_SCHEMA_LAYER_LIST] =
        "SELECT l.name, l.run, count(s.number), count(DISTINCT s.document)"
        " FROM layer AS l LEFT JOIN span AS s ON s.layer = l.number GROUP BY l.number"
        " ORDER BY l.name",
    [LUN_SCHEMA_SPAN_ADD] =
        "INSERT INTO span (layer, document, from_byte, to_byte, label, key, rule, features, run)"
        " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, (SELECT run FROM layer WHERE number = ?1)"
        " WHERE ?8 IS NULL OR json_valid(?8)",
    [LUN_SCHEMA_SPAN_FIND] = "SELECT from_byte, to_byte, label, key, rule, features FROM span"
                             " WHERE layer = ?1 AND document = ?2"
                             " ORDER BY from_byte, to_byte, number",
    [LUN_SCHEMA_SPAN_DELETE] = "DELETE FROM span WHERE layer = ?1",
    [LUN_SCHEMA_SPAN_DELETE_DOCUMENT] = "DELETE FROM span WHERE layer = ?1 AND document = ?2",
    [LUN_SCHEMA_SPAN_OUTSIDE] =
        "SELECT s.number, d.id FROM span AS s JOIN document AS d ON d.number = s.document"
        " WHERE s.to_byte > d.bytes OR s.from_byte > s.to_byte ORDER BY s.number",
    [LUN_SCHEMA_LINK_ADD] = "INSERT INTO link (from_span, to_span, role) VALUES (?1, ?2, ?3)"
                            " ON CONFLICT DO NOTHING",
    [LUN_SCHEMA_LINK_FIND] =
        "SELECT k.role, l.name, a.number, a.from_byte, a.to_byte, a.label, a.key, a.rule,"
        " a.features, b.number, b.from_byte, b.to_byte, b.label, b.key, b.rule, b.features"
        " FROM span AS a JOIN link AS k ON k.from_span = a.number"
        " JOIN span AS b ON b.number = k.to_span JOIN layer AS l ON l.number = b.layer"
        " WHERE a.layer = ?1 AND a.document = ?2"
        " ORDER BY a.from_byte, a.to_byte, a.number, k.role, b.from_byte, b.to_byte, b.number",
    [LUN_SCHEMA_INPUT_SET] = "INSERT INTO layer_input (layer, document, hash) VALUES (?1, ?2, ?3)"
                             " ON CONFLICT DO UPDATE SET hash = excluded.hash",
    [LUN_SCHEMA_INPUT_GET] = "SELECT hash FROM layer_input WHERE layer = ?1 AND document = ?2",
    [LUN_SCHEMA_INPUT_DELETE] = "DELETE FROM layer_input WHERE layer = ?1",
    [LUN_SCHEMA_INPUT_DELETE_DOCUMENT] =
        "DELETE FROM layer_input WHERE layer = ?1 AND document = ?2",
    [LUN_SCHEMA_PAGES_CHECK] = "PRAGMA integrity_check(100)",
    [LUN_SCHEMA_KEYS_CHECK] = "PRAGMA foreign_key_check",
};

const char *lun_schema_script(void) {
  return script;
}

const char *lun_schema_get(lun_schema_sql which) {
  return statements[which];
}
