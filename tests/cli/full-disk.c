/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into a program: the disk with the folder FULL_DISK has room for FULL_DISK_ROOM bytes,
 * and not one more. */

#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_long n_written;

static int
is_on_disk (int fd)
{
  const char *folder = getenv ("FULL_DISK");
  char link[64], path[4096];
  ssize_t length;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, sizeof path);
  return folder != NULL && length >= (ssize_t) strlen (folder)
         && memcmp (path, folder, strlen (folder)) == 0;
}

static int
is_full (int fd, size_t n)
{
  const char *room = getenv ("FULL_DISK_ROOM");

  if (room == NULL || !is_on_disk (fd)
      || atomic_fetch_add (&n_written, (long) n) + (long) n <= atol (room))
    return 0;
  errno = ENOSPC;
  return 1;
}

ssize_t
write (int fd, const void *data, size_t n)
{
  ssize_t (*next) (int, const void *, size_t)
      = (ssize_t (*) (int, const void *, size_t)) dlsym (RTLD_NEXT, "write");

  return is_full (fd, n) ? -1 : next (fd, data, n);
}

/* Files are large here, as everywhere in the programs: this is pwrite64 to the linker. */
ssize_t
pwrite (int fd, const void *data, size_t n, off_t offset)
{
  ssize_t (*next) (int, const void *, size_t, off_t)
      = (ssize_t (*) (int, const void *, size_t, off_t)) dlsym (RTLD_NEXT, "pwrite64");

  return is_full (fd, n) ? -1 : next (fd, data, n, offset);
}
