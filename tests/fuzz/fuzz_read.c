/* Any bytes as a file of any format: the first byte chooses name and options, the rest is the
** file. */
#include "base/memory.h"
#include "read/reader.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void count_notice(void *user, const lun_notice *notice) {
  size_t *failures = user;
  assert(notice->message[0] != '\0' && notice->path != NULL);
  assert(notice->status != LUN_ESTOP && notice->status != LUN_ENOMEM);
  *failures += notice->status != LUN_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const paths[] = {"a.jsonl", "a.json", "a.csv", "a.tsv",
                                      "a.html",  "a.txt",  "a",     "a.md"};
  static const char *const encodings[] = {NULL, "windows-1252", "UTF-16LE", "ISO-2022-JP"};
  static const char *const fields[] = {"text", "b", "date", "c", NULL};
  if (size == 0) return 0;
  size_t failures = 0;
  lun_read_options options = {.notice = count_notice, .user = &failures, .lang = "en"};
  options.encoding = encodings[data[0] >> 3 & 3];
  if (data[0] & 0x20) options.fields = fields;
  lun_reader *reader;
  lun_error err = {0};
  /* A copy of its own size, so that a read behind its end is seen. */
  char *bytes = lun_alloc(size - 1);
  assert(bytes != NULL);
  memcpy(bytes, data + 1, size - 1);
  lun_status st =
      lun_reader_open_memory(paths[data[0] & 7], bytes, size - 1, &options, NULL, &reader, &err);
  assert(st == LUN_OK);
  lun_document *doc;
  while ((st = lun_reader_next(reader, &doc, &err)) == LUN_OK) {
    size_t len;
    const char *text = lun_document_text(doc, &len);
    assert(text[len] == '\0' && memchr(text, '\0', len) == NULL);
    assert(lun_document_id(doc)[0] != '\0');
    lun_document_free(doc);
  }
  assert(st == LUN_DONE);
  assert(lun_reader_skipped(reader) >= failures);
  lun_reader_close(reader);
  lun_free(bytes);
  return 0;
}
