/* match/version.h -- of the library behind patterns. */
#ifndef LUN_MATCH_VERSION_H
#define LUN_MATCH_VERSION_H

const char *lun_match_version(void); /* PCRE2's; static */

#endif
