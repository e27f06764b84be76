/* base/version.h -- of Lunette itself. */
#ifndef LUN_BASE_VERSION_H
#define LUN_BASE_VERSION_H

#define LUN_VERSION "0.1.0"

#endif
