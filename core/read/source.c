#include "read/source.h"

#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct path_list {
  char **items;
  size_t count;
  size_t cap;
} path_list;

struct lun_source {
  const lun_context *ctx;
  path_list inputs;
  size_t input_at;
  int is_below;    /* `files` holds what is below inputs[input_at] */
  path_list files; /* sorted */
  size_t file_at;
};

/* What one walk below a folder still has to do. */
typedef struct folder_walk {
  lun_source *source;
  lun_notices *notices;
  path_list folders; /* to be listed */
  path_list links;   /* links to folders: listed last, so that a folder's own path wins */
  lun_map seen;      /* device and file number of the folders entered */
  lun_buffer path;
} folder_walk;

static lun_status add_path(path_list *list, const char *path, size_t len, lun_error *err) {
  void *items = list->items;
  if (!lun_grow(&items, &list->cap, list->count + 1, sizeof *list->items)) {
    return lun_fail_memory(err);
  }
  list->items = items;
  char *copy = lun_strndup(path, len);
  if (copy == NULL) return lun_fail_memory(err);
  list->items[list->count++] = copy;
  return LUN_OK;
}

static void clear_paths(path_list *list) {
  for (size_t i = 0; i < list->count; i++) lun_free(list->items[i]);
  lun_free(list->items);
  *list = (path_list){0};
}

static int compare_paths(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_paths(path_list *list) {
  if (list->count > 1) qsort(list->items, list->count, sizeof *list->items, compare_paths);
}

lun_status lun_source_open(const char *const *paths, size_t count, const lun_context *ctx,
                           lun_source **out, lun_error *err) {
  *out = NULL;
  lun_source *source = lun_zalloc(sizeof *source);
  if (source == NULL) return lun_fail_memory(err);
  source->ctx = ctx;
  lun_status st = LUN_OK;
  for (size_t i = 0; i < count && st == LUN_OK; i++) {
    struct stat about;
    if (strcmp(paths[i], "-") != 0 && stat(paths[i], &about) != 0) {
      st = lun_fail(err, LUN_EIO, 0, "cannot read %s: %s", paths[i], lun_notices_reason(errno));
      goto fail;
    }
    st = add_path(&source->inputs, paths[i], strlen(paths[i]), err);
  }
  if (st != LUN_OK) goto fail;
  *out = source;
  return LUN_OK;
fail:
  lun_source_close(source);
  return st;
}

static void say(folder_walk *walk, lun_status status, const char *path, const char *before,
                const char *reason) {
  const char *kept = walk->notices->path;
  walk->notices->path = path;
  lun_notices_add(walk->notices, status, 0, SIZE_MAX, "%s%s", before, reason);
  walk->notices->path = kept;
}

/* Sort walk->path, found in a folder, into the walk's lists. */
static lun_status note_entry(folder_walk *walk, lun_error *err) {
  const char *path = walk->path.data;
  size_t len = walk->path.len;
  struct stat about;
  if (lstat(path, &about) != 0) {
    say(walk, LUN_EIO, path, "cannot read: ", lun_notices_reason(errno));
    return LUN_OK;
  }
  int is_link = S_ISLNK(about.st_mode);
  if (is_link && stat(path, &about) != 0) {
    say(walk, LUN_EIO, path, "cannot follow the link: ", lun_notices_reason(errno));
    return LUN_OK;
  }
  if (S_ISDIR(about.st_mode)) {
    return add_path(is_link ? &walk->links : &walk->folders, path, len, err);
  }
  if (S_ISREG(about.st_mode)) return add_path(&walk->source->files, path, len, err);
  say(walk, LUN_OK, path, "left out: ", "not a regular file");
  return LUN_OK;
}

static lun_status list_entries(folder_walk *walk, DIR *folder, const char *path, lun_error *err) {
  size_t len = strlen(path);
  while (len > 0 && path[len - 1] == '/') len--;
  for (;;) {
    lun_status st = lun_context_check(walk->source->ctx, err);
    if (st != LUN_OK) return st;
    errno = 0;
    const struct dirent *entry = readdir(folder);
    if (entry == NULL && errno != 0) {
      say(walk, LUN_EIO, path, "cannot list the folder: ", lun_notices_reason(errno));
    }
    if (entry == NULL) return LUN_OK;
    if (entry->d_name[0] == '.') continue;
    lun_buffer_reset(&walk->path);
    lun_buffer_add(&walk->path, path, len);
    lun_buffer_add_byte(&walk->path, '/');
    lun_buffer_add_text(&walk->path, entry->d_name);
    st = lun_buffer_status(&walk->path, err);
    if (st == LUN_OK) st = note_entry(walk, err);
    if (st != LUN_OK) return st;
  }
}

/* List one folder, unless it has been entered before by another path. */
static lun_status list_folder(folder_walk *walk, const char *path, lun_error *err) {
  struct stat about;
  DIR *folder = opendir(path);
  if (folder == NULL || fstat(dirfd(folder), &about) != 0) {
    say(walk, LUN_EIO, path, "cannot list the folder: ", lun_notices_reason(errno));
    if (folder != NULL) closedir(folder);
    return LUN_OK;
  }
  uint64_t key[2] = {(uint64_t)about.st_dev, (uint64_t)about.st_ino};
  size_t known = walk->seen.count;
  uint32_t number;
  lun_status st = lun_map_add(&walk->seen, (const char *)key, sizeof key, &number, err);
  if (st == LUN_OK && number == known) st = list_entries(walk, folder, path, err);
  closedir(folder);
  return st;
}

/* The folder to list next; the caller frees it. NULL when the walk is over. */
static char *next_folder(folder_walk *walk) {
  if (walk->folders.count > 0) return walk->folders.items[--walk->folders.count];
  path_list *links = &walk->links;
  if (links->count == 0) return NULL;
  size_t least = 0;
  for (size_t i = 1; i < links->count; i++) {
    if (strcmp(links->items[i], links->items[least]) < 0) least = i;
  }
  char *path = links->items[least];
  links->items[least] = links->items[--links->count];
  return path;
}

/* Fill source->files with all that is below `root`. */
static lun_status walk_folder(lun_source *source, lun_notices *notices, const char *root,
                              lun_error *err) {
  folder_walk walk = {.source = source, .notices = notices};
  lun_status st = list_folder(&walk, root, err);
  while (st == LUN_OK) {
    char *path = next_folder(&walk);
    if (path == NULL) break;
    st = list_folder(&walk, path, err);
    lun_free(path);
  }
  sort_paths(&source->files);
  source->file_at = 0;
  source->is_below = 1;
  clear_paths(&walk.folders);
  clear_paths(&walk.links);
  lun_map_clear(&walk.seen);
  lun_buffer_clear(&walk.path);
  return st;
}

static int is_folder(const char *path) {
  struct stat about;
  return strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

lun_status lun_source_next(lun_source *source, lun_notices *notices, lun_source_item *item,
                           lun_error *err) {
  if (!source->is_below) {
    if (source->input_at == source->inputs.count) return LUN_DONE;
    item->path = source->inputs.items[source->input_at];
    item->kind = LUN_SOURCE_INPUT;
    if (!is_folder(item->path)) {
      source->input_at++;
      return LUN_OK;
    }
    lun_status st = walk_folder(source, notices, item->path, err);
    if (st != LUN_OK) return st;
  }
  if (source->file_at < source->files.count) {
    item->kind = LUN_SOURCE_FOUND;
    item->path = source->files.items[source->file_at++];
    return LUN_OK;
  }
  clear_paths(&source->files);
  source->is_below = 0;
  item->kind = LUN_SOURCE_FOLDER;
  item->path = source->inputs.items[source->input_at++];
  return LUN_OK;
}

void lun_source_close(lun_source *source) {
  if (source == NULL) return;
  clear_paths(&source->inputs);
  clear_paths(&source->files);
  lun_free(source);
}
