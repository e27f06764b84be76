/* base/error.h -- what a function that can fail returns, and what it says. */
#ifndef LUN_BASE_ERROR_H
#define LUN_BASE_ERROR_H

#include <stddef.h>

typedef enum lun_status {
  LUN_OK = 0,
  LUN_DONE,     /* no more items; not a failure */
  LUN_ENOMEM,   /* out of memory */
  LUN_EIO,      /* a file could not be read or written */
  LUN_EUTF8,    /* bytes are not valid UTF-8 (err->at = first bad byte, 0-based) */
  LUN_EFORMAT,  /* outside data breaks the rules of its format */
  LUN_EPATTERN, /* a regular expression or query does not compile (err->at = byte in it) */
  LUN_ELIMIT,   /* a stated limit was reached */
  LUN_ESTORE,   /* the corpus file could not be read or written */
  LUN_ESTOP     /* interrupted by the user */
} lun_status;

enum { LUN_ERROR_SIZE = 512 };

/* All-zero means "no error yet". */
typedef struct lun_error {
  lun_status status;
  size_t at; /* byte (0-based) or record number, as the function states */
  char message[LUN_ERROR_SIZE];
} lun_error;

/* Fill `err` (may be NULL) and return `status`, so that callers can `return lun_fail(...)`.
** Messages name the thing, the place and the rule, in lower case, without a full stop; a message
** that does not fit is cut on a code point boundary. */
__attribute__((format(printf, 4, 5))) lun_status lun_fail(lun_error *err, lun_status status,
                                                          size_t at, const char *format, ...);

/* The usual complaint of a failed allocation. */
lun_status lun_fail_memory(lun_error *err);

#endif
