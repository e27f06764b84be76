/* match/glob.h -- words with wild cards. */
#ifndef LUN_MATCH_GLOB_H
#define LUN_MATCH_GLOB_H

#include <stddef.h>

/* 1 when all of `word` fits `glob`: * stands for any bytes, ? for one code point. Linear memory,
** time at most |glob| x |word|. */
int lun_glob_test(const char *glob, size_t glob_len, const char *word, size_t word_len);

#endif
