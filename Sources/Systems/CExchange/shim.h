// Linux can exchange two paths in one step, and rename without replacing (renameat2); Swift's Glibc module does not
// show it.
#ifndef ADVIZ_EXCHANGE_H
#define ADVIZ_EXCHANGE_H

#include <errno.h>
#ifdef __linux__
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

/// Calls renameat2. Returns 0, or -1 with errno set, ENOSYS where there is no such call.
static inline int adviz_rename(const char *from, const char *to, unsigned int flags) {
#if defined(__linux__) && defined(SYS_renameat2)
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags);
#else
  errno = ENOSYS;
  return -1;
#endif
}

/// Exchanges what two paths name, in one step. Returns 0, or -1 with errno set.
static inline int adviz_exchange(const char *first, const char *second) { return adviz_rename(first, second, 1 << 1); }

/// Renames where nothing has the new name. Returns 0, or -1 with errno set, EEXIST where something has.
static inline int adviz_rename_to_free(const char *from, const char *to) { return adviz_rename(from, to, 1 << 0); }

#endif
