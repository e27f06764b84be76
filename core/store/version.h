/* store/version.h -- of the library behind corpus files. */
#ifndef LUN_STORE_VERSION_H
#define LUN_STORE_VERSION_H

const char *lun_store_version(void); /* SQLite's; static */

#endif
