#include "match/version.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#define TEXT(x) #x
#define NUMBER(x) TEXT(x)

const char *lun_match_version(void) {
  return NUMBER(PCRE2_MAJOR) "." NUMBER(PCRE2_MINOR);
}
