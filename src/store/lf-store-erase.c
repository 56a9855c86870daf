/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing a store. Only what has a store's names goes: somebody may have put it among other files.
 */

#include "config.h"

#include "lf-store-erase.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define DIGEST_CHARS 64

typedef gboolean (*NameTest) (const char *name);

/* What could not be removed first. */
typedef struct
{
  char *path; /* (nullable) */
  int cause;
} Trouble;

/* ---- Names ---- */

static gboolean
is_database (const char *name)
{
  return g_str_has_prefix (name, "landfall.");
}

static gboolean
is_setting (const char *name)
{
  return strcmp (name, "backups.ini") == 0 || strcmp (name, "server.ini") == 0;
}

static gboolean
is_backup (const char *name)
{
  return strstr (name, ".db") != NULL;
}

static gboolean
is_attached (const char *name)
{
  return strspn (name, "0123456789abcdef") >= DIGEST_CHARS || strcmp (name, "on-server") == 0;
}

static gboolean
is_any (const char *name)
{
  return TRUE;
}

/* ---- Removing ---- */

static void
note_trouble (Trouble *trouble, const char *path)
{
  if (errno == ENOENT || trouble->path != NULL)
    return;
  trouble->cause = errno;
  trouble->path = g_strdup (path);
}

static void
remove_files (const char *folder, NameTest is_ours, Trouble *trouble)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_ours (name) && !g_file_test (path, G_FILE_TEST_IS_DIR) && g_unlink (path) != 0)
        note_trouble (trouble, path);
    }
}

/* And the folders that are empty then. */
static void
remove_below (const char *folder, NameTest is_ours, Trouble *trouble)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        {
          remove_files (path, is_ours, trouble);
          g_rmdir (path);
        }
    }
  remove_files (folder, is_ours, trouble);
  g_rmdir (folder);
}

gboolean
lf_store_erase_folder_sync (const char *folder, GError **error)
{
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autofree char *kept = g_build_filename (backups, "landfall-files", NULL);
  g_autofree char *lent = g_build_filename (g_get_user_cache_dir (), "landfall", "lent", NULL);
  Trouble trouble = { 0 };

  remove_files (folder, is_database, &trouble);
  remove_below (files, is_attached, &trouble);
  remove_below (lent, is_any, &trouble);
  remove_below (kept, is_attached, &trouble);
  remove_files (backups, is_backup, &trouble);
  g_rmdir (backups);
  remove_files (folder, is_setting, &trouble);
  if (trouble.path == NULL)
    return TRUE;
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
               _ ("“%1$s” could not be erased: %2$s. It is tried again at the next start."),
               trouble.path, g_strerror (trouble.cause));
  g_free (trouble.path);
  return FALSE;
}
