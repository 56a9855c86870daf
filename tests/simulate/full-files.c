/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The linker leads calls of write() and pwrite() here (--wrap). */

#include "config.h"

#include "full-files.h"

#include <errno.h>
#include <unistd.h>

ssize_t __wrap_write (int fd, const void *data, size_t n);
ssize_t __real_write (int fd, const void *data, size_t n);
ssize_t __wrap_pwrite64 (int fd, const void *data, size_t n, off_t offset);
ssize_t __real_pwrite64 (int fd, const void *data, size_t n, off_t offset);

static gboolean is_filling, has_failed;
static gsize room;

void
full_files_fill (gsize n_bytes)
{
  is_filling = TRUE;
  has_failed = FALSE;
  room = n_bytes;
}

gboolean
full_files_empty (void)
{
  gboolean failed = is_filling && has_failed;

  is_filling = FALSE;
  return failed;
}

static gboolean
is_full (size_t n)
{
  if (!is_filling)
    return FALSE;
  if (n <= room)
    {
      room -= n;
      return FALSE;
    }
  has_failed = TRUE;
  errno = ENOSPC;
  return TRUE;
}

ssize_t
__wrap_write (int fd, const void *data, size_t n)
{
  return is_full (n) ? -1 : __real_write (fd, data, n);
}

ssize_t
__wrap_pwrite64 (int fd, const void *data, size_t n, off_t offset)
{
  return is_full (n) ? -1 : __real_pwrite64 (fd, data, n, offset);
}
