/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backup: a copy of the database while it is served. */

#include "config.h"

#include "lf-cmd.h"

#include "lf-server-audit.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>

#define BUSY_TIMEOUT_MS 10000

/* Who serves the copy one day is told by it that it is one: it came back (G14). */
#define MARK_SQL "UPDATE zone SET is_backup = 1"

/* All in one step: a state of the database as it was at one moment, whatever is written meanwhile.
 */
static int
copy_all (sqlite3 *from, sqlite3 *to)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int step, finish;

  if (backup == NULL)
    return sqlite3_errcode (to);
  step = sqlite3_backup_step (backup, -1);
  finish = sqlite3_backup_finish (backup); /* knows nothing of a database that was busy */
  return step == SQLITE_DONE ? finish : step;
}

static int
copy_file (const char *from_path, const char *to_path)
{
  sqlite3 *from = NULL, *to = NULL;
  int result = sqlite3_open_v2 (from_path, &from, SQLITE_OPEN_READONLY, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_open_v2 (to_path, &to, SQLITE_OPEN_READWRITE, NULL);
  if (result == SQLITE_OK)
    {
      sqlite3_busy_timeout (from, BUSY_TIMEOUT_MS);
      result = copy_all (from, to);
    }
  if (result == SQLITE_OK)
    result = sqlite3_exec (to, MARK_SQL, NULL, NULL, NULL);
  sqlite3_close (from);
  sqlite3_close (to);
  return result;
}

/* A copy that is there is the only one that somebody may have: it is never written over. */
static gboolean
make_file (const char *file, GError **error)
{
  int fd = g_open (file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd >= 0)
    return g_close (fd, error);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("The backup “%1$s” cannot be made: %2$s. Give the name of a new file."), file,
               g_strerror (errno));
  return FALSE;
}

/* Before it is made, so that the copy knows of itself. */
static gboolean
note_backup (LfServerStorage *storage, const char *file, GError **error)
{
  g_autofree char *name = g_filename_display_basename (file);
  g_auto (GStrv) zones = lf_server_storage_list_zones (storage, error);

  for (guint i = 0; zones != NULL && zones[i] != NULL; i++)
    if (!lf_cmd_note (storage, zones[i], LF_AUDIT_BACKUP, NULL, name, error))
      return FALSE;
  return zones != NULL;
}

gboolean
lf_cmd_backup (const LfOptions *options, const char *file, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open (options, error);
  const char *database = lf_cmd_database (options);
  int result;

  if (storage == NULL)
    return FALSE;
  if (database == NULL)
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                   _ ("Only a database in a file is copied by “backup”: take pg_dump for others."));
      return FALSE;
    }
  if (!make_file (file, error) || !note_backup (storage, file, error))
    return FALSE;
  result = copy_file (database, file);
  if (result == SQLITE_OK)
    {
      printf (
          _ ("The database is copied to “%s”. Attached files are in their folder: copy it, too.\n"),
          file);
      return TRUE;
    }
  g_unlink (file);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               _ ("The backup “%1$s” was not made: %2$s. Check that there is room."), file,
               sqlite3_errstr (result));
  return FALSE;
}
