#include "store/part.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAMES_TRIED = 1000 };

static lun_status fail_number(const lun_part *part, int number, lun_error *err) {
  char text[128];
  if (number == ENOMEM) return lun_fail_memory(err);
  const char *why = number == EEXIST                       ? "exists already"
                    : number == ENOSPC || number == EDQUOT ? "disk full"
                                                           : strerror_r(number, text, sizeof text);
  return lun_fail(err, LUN_EIO, 0, "%s: %s", part->name, why);
}

/* SQLite takes a journal that lies beside a file for the file's own and would "roll back" the new
** corpus into pieces of an old one. Such a journal may be the only copy of something, so it is
** said, not removed. */
static lun_status check_free(const lun_part *part, lun_error *err) {
  static const char *const tails[] = {"", "-journal", "-wal"};
  struct stat info;
  lun_status st = LUN_OK;
  lun_buffer path = {0};
  for (size_t i = 0; i < sizeof tails / sizeof tails[0] && st == LUN_OK; i++) {
    lun_buffer_reset(&path);
    lun_buffer_add_format(&path, "%s%s", part->final, tails[i]);
    st = lun_buffer_status(&path, err);
    if (st != LUN_OK || lstat(path.data, &info) != 0) continue;
    if (i == 0) {
      st = fail_number(part, EEXIST, err);
    } else {
      st = lun_fail(err, LUN_EIO, 0, "%s: %s%s is left of an earlier corpus of this name; move it",
                    part->name, part->name, tails[i]);
    }
  }
  lun_buffer_clear(&path);
  return st;
}

/* O_EXCL decides between processes, on this machine and others that share the folder. */
static lun_status make_file(lun_part *part, lun_error *err) {
  lun_buffer path = {0};
  lun_status st = LUN_OK;
  int file = -1;
  for (int i = 0; i < NAMES_TRIED && file < 0; i++) {
    lun_buffer_reset(&path);
    lun_buffer_add_format(&path, "%s.part-%ld", part->final, (long)getpid());
    if (i > 0) lun_buffer_add_format(&path, "-%d", i);
    st = lun_buffer_status(&path, err);
    if (st != LUN_OK) goto fail;
    file = open(path.data, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0 && errno != EEXIST) break;
  }
  if (file < 0) {
    st = fail_number(part, errno, err);
    goto fail;
  }
  close(file);
  part->path = path.data;
  return LUN_OK;
fail:
  lun_buffer_clear(&path);
  return st;
}

lun_status lun_part_new(lun_part *part, const char *final, const char *name, lun_error *err) {
  lun_status st;
  *part = (lun_part){0};
  part->final = lun_strndup(final, strlen(final));
  part->name = lun_strndup(name, strlen(name));
  if (part->final == NULL || part->name == NULL) {
    st = lun_fail_memory(err);
    goto fail;
  }
  st = check_free(part, err);
  if (st == LUN_OK) st = make_file(part, err);
  if (st == LUN_OK) return LUN_OK;
fail:
  lun_part_clear(part);
  return st;
}

/* A name is an entry of the folder, and only the folder's own synchronization makes it last. Some
** file systems know no such thing and say EINVAL. */
static int sync_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  char *folder = slash == NULL ? lun_strndup(".", 1) : lun_strndup(path, slash - path + 1);
  if (folder == NULL) return ENOMEM;
  int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int number = file < 0 || fsync(file) != 0 ? errno : 0;
  if (file >= 0) close(file);
  lun_free(folder);
  return number == EINVAL || number == EACCES ? 0 : number;
}

/* Rename that refuses to replace. Not every file system has it; hard links do the same. */
static int rename_new(const char *from, const char *to) {
  if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  if (link(from, to) != 0) return errno;
  unlink(from);
  return 0;
}

lun_status lun_part_set_name(lun_part *part, lun_error *err) {
  lun_status st = check_free(part, err);
  if (st != LUN_OK) return st;
  int number = rename_new(part->path, part->final);
  if (number != 0) return fail_number(part, number, err);
  lun_free(part->path);
  part->path = NULL;
  number = sync_folder(part->final);
  return number == 0 ? LUN_OK : fail_number(part, number, err);
}

void lun_part_clear(lun_part *part) {
  if (part->path != NULL) unlink(part->path);
  lun_free(part->path);
  lun_free(part->final);
  lun_free(part->name);
  *part = (lun_part){0};
}
