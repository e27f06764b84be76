/* run/embedded.h -- the Lua library, the ready-made scripts and their data, inside the program. */
#ifndef LUN_RUN_EMBEDDED_H
#define LUN_RUN_EMBEDDED_H

#include <stddef.h>

/* `name` as in the source tree, below lua/ ("lunette/table.lua") or as "scripts/flag.lua". */
typedef struct lun_embedded {
  const char *name;
  const unsigned char *bytes;
  size_t len;
  const unsigned char *chunk; /* a module as compiled Lua; NULL for other files */
  size_t chunk_len;
} lun_embedded;

/* All files, sorted by name; made by tests/tools/embed.lua when the program is built. */
extern const lun_embedded lun_embedded_files[];
extern const size_t lun_embedded_count;

/* The release of Lua that compiled the modules, such as "Lua 5.4.4 "; empty when it is not known. */
extern const char lun_embedded_release[];

/* The file of this name, or NULL. */
const lun_embedded *lun_embedded_find(const char *name);

#endif
