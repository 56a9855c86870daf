/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fails when it is told to. */

#include "config.h"

#include "faulty-disk.h"

static sqlite3_vfs vfs; /* ours: the default one with another xOpen */
static sqlite3_vfs *original;
static const sqlite3_io_methods *originals; /* any of them: they read, write and sync alike */

/* SQLite has a few kinds of files, which differ in how they lock. */
static struct
{
  const sqlite3_io_methods *original;
  sqlite3_io_methods faulty;
} kinds[4];

static GMutex mutex;
static gboolean is_broken, has_failed;
static FaultKind broken_kind;
static int n_good_left;
static int failure;

static int
check (FaultKind kind)
{
  int code = SQLITE_OK;

  g_mutex_lock (&mutex);
  if (is_broken && kind == broken_kind && n_good_left-- <= 0)
    {
      has_failed = TRUE;
      code = failure;
    }
  g_mutex_unlock (&mutex);
  return code;
}

static int
read_or_fail (sqlite3_file *file, void *data, int n, sqlite3_int64 offset)
{
  int code = check (FAULT_READ);

  return code != SQLITE_OK ? code : originals->xRead (file, data, n, offset);
}

static int
write_or_fail (sqlite3_file *file, const void *data, int n, sqlite3_int64 offset)
{
  int code = check (FAULT_WRITE);

  return code != SQLITE_OK ? code : originals->xWrite (file, data, n, offset);
}

static int
sync_or_fail (sqlite3_file *file, int flags)
{
  int code = check (FAULT_SYNC);

  return code != SQLITE_OK ? code : originals->xSync (file, flags);
}

static const sqlite3_io_methods *
faulty_kind (const sqlite3_io_methods *methods)
{
  guint i = 0;

  while (kinds[i].original != NULL && kinds[i].original != methods)
    i++;
  g_assert_cmpuint (i, <, G_N_ELEMENTS (kinds));
  if (kinds[i].original == NULL)
    {
      kinds[i].original = originals = methods;
      kinds[i].faulty = *methods;
      kinds[i].faulty.xRead = read_or_fail;
      kinds[i].faulty.xWrite = write_or_fail;
      kinds[i].faulty.xSync = sync_or_fail;
    }
  return &kinds[i].faulty;
}

static int
open_faulty (sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
  int code = original->xOpen (original, name, file, flags, ret_flags);

  if (code != SQLITE_OK)
    return code;
  g_mutex_lock (&mutex);
  file->pMethods = faulty_kind (file->pMethods);
  g_mutex_unlock (&mutex);
  return SQLITE_OK;
}

void
faulty_disk_install (void)
{
  original = sqlite3_vfs_find (NULL);
  vfs = *original;
  vfs.zName = "faulty";
  vfs.xOpen = open_faulty;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, TRUE), ==, SQLITE_OK);
}

void
faulty_disk_break (FaultKind kind, int n_good, int code)
{
  g_mutex_lock (&mutex);
  is_broken = TRUE;
  has_failed = FALSE;
  broken_kind = kind;
  n_good_left = n_good;
  failure = code;
  g_mutex_unlock (&mutex);
}

gboolean
faulty_disk_repair (void)
{
  gboolean failed;

  g_mutex_lock (&mutex);
  failed = has_failed;
  is_broken = FALSE;
  g_mutex_unlock (&mutex);
  return failed;
}
