/* text/version.h -- of the library behind folding and normal forms. */
#ifndef LUN_TEXT_VERSION_H
#define LUN_TEXT_VERSION_H

const char *lun_text_version(void); /* utf8proc's; static */

#endif
