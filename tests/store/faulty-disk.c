/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fails when it is told to. */

#include "config.h"

#include "faulty-disk.h"

static sqlite3_vfs vfs; /* ours: the default one with another xOpen */
static sqlite3_vfs *original;
static sqlite3_mem_methods memory;

/* SQLite has a few kinds of files, which differ in how they lock. */
static struct
{
  const sqlite3_io_methods *original;
  sqlite3_io_methods faulty;
} kinds[4];

static GMutex mutex;
static gboolean is_broken, is_once, has_failed, is_suspended;
static FaultKind broken_kind;
static int n_good_left;
static int failure;
static int n_open; /* atomic */

static int
check (FaultKind kind)
{
  int code = SQLITE_OK;

  g_mutex_lock (&mutex);
  if (is_broken && !is_suspended && kind == broken_kind && n_good_left-- <= 0)
    {
      has_failed = TRUE;
      is_broken = !is_once;
      code = failure;
    }
  g_mutex_unlock (&mutex);
  return code;
}

/* Kinds are added and never changed, and a file is handed out after its own was. */
static const sqlite3_io_methods *
original_of (sqlite3_file *file)
{
  guint i = 0;

  while (file->pMethods != &kinds[i].faulty)
    i++;
  return kinds[i].original;
}

static int
read_or_fail (sqlite3_file *file, void *data, int n, sqlite3_int64 offset)
{
  int code = check (FAULT_READ);

  return code != SQLITE_OK ? code : original_of (file)->xRead (file, data, n, offset);
}

static int
write_or_fail (sqlite3_file *file, const void *data, int n, sqlite3_int64 offset)
{
  int code = check (FAULT_WRITE);

  return code != SQLITE_OK ? code : original_of (file)->xWrite (file, data, n, offset);
}

static int
truncate_or_fail (sqlite3_file *file, sqlite3_int64 size)
{
  int code = check (FAULT_WRITE);

  return code != SQLITE_OK ? code : original_of (file)->xTruncate (file, size);
}

static int
sync_or_fail (sqlite3_file *file, int flags)
{
  int code = check (FAULT_SYNC);

  return code != SQLITE_OK ? code : original_of (file)->xSync (file, flags);
}

static int
lock_or_fail (sqlite3_file *file, int lock)
{
  int code = check (FAULT_LOCK);

  return code != SQLITE_OK ? code : original_of (file)->xLock (file, lock);
}

static int
shared_lock_or_fail (sqlite3_file *file, int offset, int n, int flags)
{
  int code = (flags & SQLITE_SHM_LOCK) ? check (FAULT_LOCK) : SQLITE_OK;

  return code != SQLITE_OK ? code : original_of (file)->xShmLock (file, offset, n, flags);
}

static int
map_or_fail (sqlite3_file *file, int page, int size, int extend, void volatile **ret_page)
{
  int code = check (FAULT_MAP);

  if (code == SQLITE_OK)
    return original_of (file)->xShmMap (file, page, size, extend, ret_page);
  *ret_page = NULL;
  return code;
}

/* SQLite calls it once for every file that was opened. */
static int
close_file (sqlite3_file *file)
{
  g_atomic_int_add (&n_open, -1);
  return original_of (file)->xClose (file);
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
      kinds[i].original = methods;
      kinds[i].faulty = *methods;
      kinds[i].faulty.xClose = close_file;
      kinds[i].faulty.xRead = read_or_fail;
      kinds[i].faulty.xWrite = write_or_fail;
      kinds[i].faulty.xTruncate = truncate_or_fail;
      kinds[i].faulty.xSync = sync_or_fail;
      kinds[i].faulty.xLock = lock_or_fail;
      if (methods->iVersion >= 2 && methods->xShmMap != NULL)
        {
          kinds[i].faulty.xShmLock = shared_lock_or_fail;
          kinds[i].faulty.xShmMap = map_or_fail;
        }
    }
  return &kinds[i].faulty;
}

static int
open_faulty (sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
  int code = check (FAULT_OPEN);

  file->pMethods = NULL;
  if (code == SQLITE_OK)
    code = original->xOpen (original, name, file, flags, ret_flags);
  if (code != SQLITE_OK)
    return code;
  g_atomic_int_inc (&n_open);
  g_mutex_lock (&mutex);
  file->pMethods = faulty_kind (file->pMethods);
  g_mutex_unlock (&mutex);
  return SQLITE_OK;
}

/* Who waits for a lock is not waited for: SQLite counts the time it asked for. */
static int
sleep_not_at_all (sqlite3_vfs *self, int microseconds)
{
  return microseconds;
}

/* ---- Memory ---- */

static void *
allocate_or_fail (int size)
{
  return check (FAULT_MEMORY) != SQLITE_OK ? NULL : memory.xMalloc (size);
}

static void *
reallocate_or_fail (void *data, int size)
{
  return check (FAULT_MEMORY) != SQLITE_OK ? NULL : memory.xRealloc (data, size);
}

static void
install_memory (void)
{
  sqlite3_mem_methods faulty;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &memory), ==, SQLITE_OK);
  faulty = memory;
  faulty.xMalloc = allocate_or_fail;
  faulty.xRealloc = reallocate_or_fail;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &faulty), ==, SQLITE_OK);
}

void
faulty_disk_install (void)
{
  install_memory ();
  original = sqlite3_vfs_find (NULL);
  vfs = *original;
  vfs.zName = "faulty";
  vfs.xOpen = open_faulty;
  vfs.xSleep = sleep_not_at_all;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, TRUE), ==, SQLITE_OK);
}

/* ---- Breaking ---- */

static void
break_at (FaultKind kind, int n_good, int code, gboolean once)
{
  g_mutex_lock (&mutex);
  is_broken = TRUE;
  is_once = once;
  has_failed = FALSE;
  broken_kind = kind;
  n_good_left = n_good;
  failure = code;
  g_mutex_unlock (&mutex);
}

void
faulty_disk_break (FaultKind kind, int n_good, int code)
{
  break_at (kind, n_good, code, FALSE);
}

void
faulty_disk_break_once (FaultKind kind, int n_good, int code)
{
  break_at (kind, n_good, code, TRUE);
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

void
faulty_disk_suspend (gboolean suspend)
{
  g_mutex_lock (&mutex);
  is_suspended = suspend;
  g_mutex_unlock (&mutex);
}

int
faulty_disk_n_open (void)
{
  return g_atomic_int_get (&n_open);
}
