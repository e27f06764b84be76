#include "text/version.h"

#include <utf8proc.h>

const char *lun_text_version(void) {
  return utf8proc_version();
}
