#include "read/ahead.h"

#include "base/memory.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum {
  QUEUE = 256,                 /* items that wait at most */
  TEXT_MOST = 8 * 1024 * 1024, /* bytes of text that wait, beyond one document */
  TICK = 50 * 1000 * 1000      /* nanoseconds between two looks at the context */
};

/* What the thread hands over: a document, a notice, or how the reading ended. */
typedef struct item {
  lun_document *doc;
  lun_notice notice; /* its strings are the item's own */
  lun_status status; /* LUN_OK: there is more to come */
  lun_error error;
  size_t skipped;
} item;

struct lun_ahead {
  lun_reader *reader; /* the thread's, once it runs */
  lun_read_options inner;
  lun_context thread_context; /* the thread's: stopped by closing only */
  atomic_int closing;
  const lun_read_options *options; /* the caller's */
  const lun_context *ctx;
  pthread_t thread;
  int has_thread;
  pthread_mutex_t lock; /* of what follows */
  pthread_cond_t filled;
  pthread_cond_t taken;
  item queue[QUEUE];
  size_t first;
  size_t count;
  size_t text; /* bytes waiting */
  /* the caller's: */
  size_t skipped;
  item end; /* once it was taken */
};

static size_t text_size(const item *it) {
  size_t len = 0;
  if (it->doc != NULL) lun_document_text(it->doc, &len);
  return len;
}

static void clear_item(item *it) {
  lun_document_free(it->doc);
  lun_free((char *)it->notice.path);
  lun_free((char *)it->notice.message);
  *it = (item){0};
}

/* --- the thread's side ---------------------------------------------------------------------------- */

/* Hand an item over, waiting for room. One that comes after the closing is dropped. */
static void put(lun_ahead *a, item *it) {
  size_t size = text_size(it);
  pthread_mutex_lock(&a->lock);
  while (!atomic_load(&a->closing) &&
         (a->count == QUEUE || (a->text > 0 && a->text + size > TEXT_MOST))) {
    pthread_cond_wait(&a->taken, &a->lock);
  }
  int drop = atomic_load(&a->closing);
  if (!drop) {
    a->queue[(a->first + a->count++) % QUEUE] = *it;
    a->text += size;
    pthread_cond_signal(&a->filled);
  }
  pthread_mutex_unlock(&a->lock);
  if (drop) clear_item(it);
}

static char *copy(const char *text) {
  return text == NULL ? NULL : lun_strndup(text, strlen(text));
}

/* A notice waits its turn. Without memory for it, it is said without its words. */
static void put_notice(void *user, const lun_notice *notice) {
  lun_ahead *a = user;
  item it = {.notice = *notice};
  if (a->reader != NULL) it.skipped = lun_reader_skipped(a->reader);
  it.notice.path = copy(notice->path);
  it.notice.message = copy(notice->message);
  if (it.notice.message == NULL) it.notice.message = lun_strndup("", 0);
  put(a, &it);
}

static void *run(void *user) {
  lun_ahead *a = user;
  lun_status st = LUN_OK;
  while (st == LUN_OK) {
    item it = {0};
    st = it.status = lun_reader_next(a->reader, &it.doc, &it.error);
    it.skipped = lun_reader_skipped(a->reader);
    put(a, &it);
  }
  return NULL;
}

/* --- the caller's side ---------------------------------------------------------------------------- */

int lun_ahead_test(const char *const *paths, size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct stat info;
    if (stat(paths[i], &info) != 0) return 0;
    if (!S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode)) return 0;
  }
  return count > 0;
}

/* Start the thread. Signals are for the program's own threads. */
static lun_status start(lun_ahead *a, lun_error *err) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  a->has_thread = pthread_create(&a->thread, NULL, run, a) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return a->has_thread ? LUN_OK : lun_fail(err, LUN_ENOMEM, 0, "no thread to be had");
}

lun_status lun_ahead_open(const char *const *paths, size_t count, const lun_read_options *options,
                          const lun_context *ctx, lun_ahead **out, lun_error *err) {
  lun_ahead *a = lun_zalloc(sizeof *a);
  *out = NULL;
  if (a == NULL) return lun_fail_memory(err);
  pthread_mutex_init(&a->lock, NULL);
  pthread_cond_init(&a->filled, NULL);
  pthread_cond_init(&a->taken, NULL);
  a->options = options;
  a->ctx = ctx;
  a->inner = *options;
  a->inner.notice = put_notice;
  a->inner.user = a;
  a->thread_context.stop = &a->closing;
  lun_status st = lun_reader_open(paths, count, &a->inner, &a->thread_context, &a->reader, err);
  if (st == LUN_OK) st = start(a, err);
  if (st != LUN_OK) lun_ahead_close(a);
  else *out = a;
  return st;
}

/* Wait for an item, asking the context now and then. */
static lun_status wait_for_item(lun_ahead *a, lun_error *err) {
  while (a->count == 0) {
    struct timespec until;
    lun_status st = lun_context_check(a->ctx, err);
    if (st != LUN_OK) return st;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += TICK;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_cond_timedwait(&a->filled, &a->lock, &until);
  }
  return LUN_OK;
}

static lun_status take(lun_ahead *a, item *it, lun_error *err) {
  lun_status st = lun_context_check(a->ctx, err);
  if (st != LUN_OK) return st;
  pthread_mutex_lock(&a->lock);
  st = wait_for_item(a, err);
  if (st == LUN_OK) {
    *it = a->queue[a->first];
    a->first = (a->first + 1) % QUEUE;
    a->count--;
    a->text -= text_size(it);
    pthread_cond_signal(&a->taken);
  }
  pthread_mutex_unlock(&a->lock);
  return st;
}

lun_status lun_ahead_next(lun_ahead *ahead, lun_document **doc, lun_error *err) {
  *doc = NULL;
  while (ahead->end.status == LUN_OK) {
    item it = {0};
    lun_status st = take(ahead, &it, err);
    if (st != LUN_OK) return st;
    ahead->skipped = it.skipped;
    if (it.status != LUN_OK) ahead->end = it;
    if (it.notice.message != NULL && ahead->options->notice != NULL) {
      ahead->options->notice(ahead->options->user, &it.notice);
    }
    *doc = it.doc;
    it.doc = NULL;
    clear_item(&it);
    if (*doc != NULL) return LUN_OK;
  }
  if (err != NULL) *err = ahead->end.error;
  return ahead->end.status;
}

size_t lun_ahead_skipped(const lun_ahead *ahead) {
  return ahead->skipped;
}

void lun_ahead_close(lun_ahead *ahead) {
  if (ahead == NULL) return;
  if (ahead->has_thread) {
    pthread_mutex_lock(&ahead->lock);
    atomic_store(&ahead->closing, 1);
    pthread_cond_signal(&ahead->taken);
    pthread_mutex_unlock(&ahead->lock);
    pthread_join(ahead->thread, NULL);
  }
  for (; ahead->count > 0; ahead->count--) {
    clear_item(&ahead->queue[ahead->first]);
    ahead->first = (ahead->first + 1) % QUEUE;
  }
  lun_reader_close(ahead->reader);
  pthread_cond_destroy(&ahead->taken);
  pthread_cond_destroy(&ahead->filled);
  pthread_mutex_destroy(&ahead->lock);
  lun_free(ahead);
}
