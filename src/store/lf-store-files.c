/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files kept beside the database, named by their SHA-256. */

#include "config.h"

#include "lf-store-files.h"

#include "lf-file-folder.h"
#include "lf-packed.h"
#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MEGABYTE (1024 * 1024)

static char *
files_folder (LfStore *self)
{
  return g_build_filename (lf_store_folder (self), "files", NULL);
}

char *
lf_store_file_path (LfStore *self, const char *element)
{
  g_autofree char *folder = files_folder (self);

  return lf_file_folder_path (folder, element);
}

const char *
lf_file_name (const char *element)
{
  const char *slash = strchr (element, '/');

  return slash == NULL ? element : slash + 1;
}

gint64
lf_store_file_size (LfStore *self, const char *element)
{
  g_autofree char *path = lf_store_file_path (self, element);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gint64) info.st_size : -1;
}

gboolean
lf_store_has_file (LfStore *self, const char *element)
{
  return lf_store_file_size (self, element) >= 0;
}

/* ---- Adding ---- */

/* Rounded up: what is a byte too large must not be told as what is allowed. */
static char *
describe_size (gint64 n_bytes)
{
  gint64 tenths = (n_bytes * 10 + MEGABYTE - 1) / MEGABYTE;

  return g_strdup_printf ("%d.%d MB", (int) (tenths / 10), (int) (tenths % 10));
}

static gboolean
check_source (const char *path, GError **error)
{
  GStatBuf info;
  g_autofree char *size = NULL;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
                   _ ("The file “%s” cannot be read. Check its name and its rights."), path);
      return FALSE;
    }
  if (info.st_size <= LF_MAX_FILE_BYTES)
    return TRUE;
  size = describe_size (info.st_size);
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
               _ ("“%1$s” is %2$s and was not added: a file may have 50 MB at most. Add a smaller "
                  "one."),
               path, size);
  return FALSE;
}

/* What is there under that digest already may have been damaged: the fresh copy takes its place. */
static gboolean
keep (const char *folder, const char *digest, const char *copy, GError **error)
{
  g_autofree char *target = lf_file_folder_path (folder, digest);
  g_autofree char *parent = g_path_get_dirname (target);

  g_mkdir_with_parents (parent, 0700);
  if (g_rename (copy, target) == 0)
    return TRUE;
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
               _ ("The file could not be put into “%s”. Check the folder's rights."), parent);
  g_unlink (copy);
  return FALSE;
}

/* Element names are text, and what separates elements cannot be in one. */
static char *
name_element (const char *digest, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *valid = g_utf8_make_valid (name, -1);

  return g_strconcat (digest, "/", g_strdelimit (valid, "\n\r\t", ' '), NULL);
}

char *
lf_store_add_file_sync (LfStore *self, const char *path, GError **error)
{
  g_autofree char *folder = files_folder (self);
  g_autofree char *id = lf_id_new ();
  g_autofree char *copy = g_build_filename (folder, id, NULL);
  g_autofree char *digest = NULL;

  if (!check_source (path, error))
    return NULL;
  g_mkdir_with_parents (folder, 0700);
  digest = lf_file_copy (path, copy, 0400, error);
  if (digest == NULL || !keep (folder, digest, copy, error))
    return NULL;
  return name_element (digest, path);
}

/* ---- Finding and handing out ---- */

char *
lf_store_find_file_sync (LfStore *self, const char *id, GError **error)
{
  g_autofree char *folder = files_folder (self);
  g_autoptr (GHashTable) digests = lf_file_folder_list (folder);
  GHashTableIter iter;
  const char *found = NULL;
  gpointer digest;
  guint n = 0;

  g_hash_table_iter_init (&iter, digests);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    if (strlen (id) >= 4 && g_str_has_prefix (digest, id))
      {
        found = digest;
        n++;
      }
  if (n == 1)
    return g_strdup (found);
  g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
               n == 0 ? _ ("There is no file “%s” on this device. “landfall-cli files RECORD” "
                           "lists those of a record.")
                      : _ ("Several files begin with “%s”: write more of it."),
               id);
  return NULL;
}

static void
set_file_error (LfStore *self, const char *element, GError **error)
{
  g_set_error (
      error, LF_STORE_ERROR,
      lf_store_has_file (self, element) ? LF_STORE_ERROR_CORRUPT : LF_STORE_ERROR_IO,
      lf_store_has_file (self, element)
          ? _ ("The file “%s” has been changed on the disk and is not what was attached. "
               "Restore it from a backup, or attach it again.")
          : _ ("The file “%s” is not here yet. It comes with a sync once the device it was "
               "attached on has sent it; without a server, restore it from a backup."),
      lf_file_name (element));
}

static gboolean
copy_out (LfStore *self, const char *element, const char *path, int mode, GError **error)
{
  g_autofree char *source = lf_store_file_path (self, element);
  g_autofree char *digest = NULL;

  if (!lf_store_has_file (self, element))
    {
      set_file_error (self, element, error);
      return FALSE;
    }
  digest = lf_file_copy (source, path, mode, error);
  if (digest == NULL)
    return FALSE;
  if (strncmp (digest, element, LF_DIGEST_CHARS) == 0)
    return TRUE;
  g_unlink (path);
  set_file_error (self, element, error);
  return FALSE;
}

gboolean
lf_store_save_file_sync (LfStore *self, const char *element, const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return lf_store_may_replace (path, error) && copy_out (self, element, path, 0644, error);
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
               _ ("“%s” is a folder. Give the file a name in it."), path);
  return FALSE;
}

char *
lf_store_lend_file_sync (LfStore *self, const char *element, GError **error)
{
  const char *name = lf_file_name (element);
  g_autofree char *digest = g_strndup (element, LF_DIGEST_CHARS);
  g_autofree char *folder
      = g_build_filename (g_get_user_cache_dir (), "landfall", "lent", digest, NULL);
  g_autofree char *path = g_build_filename (
      folder, strcmp (name, ".") == 0 || strcmp (name, "..") == 0 ? digest : name, NULL);

  g_mkdir_with_parents (folder, 0700);
  return copy_out (self, element, path, 0400, error) ? g_steal_pointer (&path) : NULL;
}

/* ---- Sweeping ---- */

static void
spare_digests (const char *bytes, gsize length, GHashTable *unused)
{
  const char *end = bytes + length;
  const char *slash = bytes;

  while (slash < end && (slash = memchr (slash, '/', (gsize) (end - slash))) != NULL)
    {
      if (slash - bytes >= LF_DIGEST_CHARS)
        {
          g_autofree char *digest = g_strndup (slash - LF_DIGEST_CHARS, LF_DIGEST_CHARS);

          g_hash_table_remove (unused, digest);
        }
      slash++;
    }
}

static void
spare_bytes (const guint8 *bytes, gsize length, GHashTable *unused)
{
  g_autoptr (GByteArray) plain = lf_unpack (bytes, length);

  spare_digests ((const char *) bytes, length, unused);
  if (plain != NULL)
    spare_digests ((const char *) plain->data, plain->len, unused);
}

/* Looks through everything in a table, whatever it is for: rows, journal, trash. */
static gboolean
spare_in_table (LfDb *db, const char *table, GHashTable *unused, GError **error)
{
  sqlite3_stmt *statement = lf_db_preparef (db, error, "SELECT * FROM \"%s\"", table);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      {
        int type = sqlite3_column_type (statement, i);

        if (type == SQLITE_TEXT || type == SQLITE_BLOB)
          spare_bytes (sqlite3_column_blob (statement, i),
                       (gsize) sqlite3_column_bytes (statement, i), unused);
      }
  return !has_row;
}

gpointer
lf_files_spare_used (LfDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = lf_db_prepare (
      db,
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_search%'"
      " ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
      error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    g_ptr_array_add (tables, lf_db_text (statement, 0));
  for (guint i = 0; !has_row && i < tables->len; i++)
    if (!spare_in_table (db, tables->pdata[i], data, error))
      return NULL;
  return has_row ? NULL : LF_DONE;
}

static gboolean
is_younger (gpointer digest, gpointer value, gpointer data)
{
  gpointer *arguments = data;
  g_autofree char *path = lf_file_folder_path (arguments[0], digest);
  GStatBuf info;

  return g_stat (path, &info) != 0
         || (gint64) info.st_mtim.tv_sec * G_USEC_PER_SEC >= *(gint64 *) arguments[1];
}

int
lf_store_sweep_files_sync (LfStore *self, gint64 before_us, GError **error)
{
  g_autofree char *folder = files_folder (self);
  g_autoptr (GHashTable) unused = lf_file_folder_list (folder);
  gpointer arguments[] = { folder, &before_us };
  GHashTableIter iter;
  gpointer digest;

  g_hash_table_foreach_remove (unused, is_younger, arguments);
  if (g_hash_table_size (unused) == 0)
    return 0;
  if (lf_store_read_apart (self, lf_files_spare_used, unused, error) == NULL)
    return -1;
  g_hash_table_iter_init (&iter, unused);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    {
      g_autofree char *path = lf_file_folder_path (folder, digest);

      g_unlink (path);
    }
  return (int) g_hash_table_size (unused);
}
