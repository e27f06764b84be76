/* text/enclosure.h -- quotations and brackets: stops inside do not end the sentence around them. */
#ifndef LUN_TEXT_ENCLOSURE_H
#define LUN_TEXT_ENCLOSURE_H

#include "text/scan.h"

/* Could this code point open a quotation or a bracket? Quick, and right only as a no. */
static inline int lun_enclosure_may_open(uint32_t code) {
  return code == '"' || code == '\'' || code == '(' || code == '[' || code == '{' || code == '`' ||
         code == 0xAB || code == 0xBB || (code >= 0x2018 && code <= 0x203A) || code >= 0x3008;
}

/* The byte of the mark that closes what the mark at `at` opens, in the paragraph [start, to); `at`
** when it opens nothing, or when another of its kind opens before it closes. */
size_t lun_enclosure_find(const lun_scan *s, size_t start, size_t at, size_t to);

#endif
