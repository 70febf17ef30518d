// Linux can exchange two paths in one step (renameat2 with RENAME_EXCHANGE); Swift's Glibc module does not show it.
#ifndef ADVIZ_EXCHANGE_H
#define ADVIZ_EXCHANGE_H

#include <errno.h>
#ifdef __linux__
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

/// Exchanges what two paths name, in one step. Returns 0, or -1 with errno set, ENOSYS where there is no such call.
static inline int adviz_exchange(const char *first, const char *second) {
#if defined(__linux__) && defined(SYS_renameat2)
  const unsigned int exchange = 1 << 1;
  return (int)syscall(SYS_renameat2, AT_FDCWD, first, AT_FDCWD, second, exchange);
#else
  errno = ENOSYS;
  return -1;
#endif
}

#endif
