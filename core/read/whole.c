#include "read/whole.h"

#include "read/charset.h"
#include "text/document.h"

#include <stdint.h>

lun_status lun_whole_get(lun_stream *stream, lun_notices *notices, const char **bytes, size_t *len,
                         lun_error *err) {
  lun_error why = {0};
  lun_status st = lun_stream_get_all(stream, LUN_DOCUMENT_LIMIT, bytes, len, &why);
  if (st == LUN_DONE) return st;
  if (lun_notices_fatal(st)) return lun_fail(err, st, why.at, "%s", why.message);
  if (st != LUN_OK) {
    lun_notices_add(notices, st, lun_stream_line(stream), why.at, "%s", why.message);
    return LUN_DONE;
  }
  if (*len <= LUN_DOCUMENT_LIMIT) return LUN_OK;
  lun_notices_add(notices, LUN_EFORMAT, 0, SIZE_MAX, "text over %zu MiB", LUN_DOCUMENT_LIMIT >> 20);
  return LUN_DONE;
}

int lun_whole_check(const char *bytes, size_t len, size_t first, lun_notices *notices) {
  lun_error why = {0};
  lun_status st = lun_charset_check(bytes, len, &why);
  if (st == LUN_OK) return 1;
  size_t line = 1;
  for (size_t i = 0; i < why.at; i++) line += bytes[i] == '\n';
  lun_notices_add(notices, st, line, first == SIZE_MAX ? SIZE_MAX : first + why.at, "%s",
                  why.message);
  return 0;
}
