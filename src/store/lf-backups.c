/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups: where they are, what they are called, which one is good. */

#include "config.h"

#include "lf-backups-private.h"

#include "lf-file-folder.h"
#include "lf-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define SETTINGS_GROUP "backups"

/* What their names begin with. */
static const struct
{
  const char *prefix;
  const char *label; /* N_() */
} reasons[] = {
  [LF_BACKUP_MANUAL] = { "manual-", N_ ("By hand") },
  [LF_BACKUP_AUTOMATIC] = { "automatic-", N_ ("By itself") },
  [LF_BACKUP_UPGRADE] = { "before-upgrade-", N_ ("Before an upgrade") },
  [LF_BACKUP_REPLACED] = { "replaced-", N_ ("Before a restore") },
  [LF_BACKUP_DAMAGED] = { "damaged-", N_ ("Damaged, moved aside") },
};

void
lf_backup_free (LfBackup *self)
{
  g_free (self->path);
  g_free (self);
}

const char *
lf_backup_reason_label (LfBackupReason reason)
{
  return g_dgettext (GETTEXT_PACKAGE, reasons[reason].label);
}

char *
lf_backup_format_time (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  return time == NULL ? g_strdup ("")
                      : g_date_time_format (time, C_ ("point in time", "%-e %b %Y, %H:%M"));
}

/* ---- Settings ---- */

void
lf_backup_settings_clear (LfBackupSettings *self)
{
  g_clear_pointer (&self->folder, g_free);
}

static char *
settings_path (const char *store_folder)
{
  return g_build_filename (store_folder, "backups.ini", NULL);
}

void
lf_backup_settings_load (const char *store_folder, LfBackupSettings *ret_settings)
{
  g_autofree char *path = settings_path (store_folder);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  *ret_settings = (LfBackupSettings){ 0 };
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;
  ret_settings->is_off = g_key_file_get_boolean (file, SETTINGS_GROUP, "off", NULL);
  ret_settings->folder = g_key_file_get_string (file, SETTINGS_GROUP, "folder", NULL);
}

gboolean
lf_backup_settings_save (const char *store_folder, const LfBackupSettings *settings, GError **error)
{
  g_autofree char *path = settings_path (store_folder);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_boolean (file, SETTINGS_GROUP, "off", settings->is_off);
  if (settings->folder != NULL)
    g_key_file_set_string (file, SETTINGS_GROUP, "folder", settings->folder);
  return g_key_file_save_to_file (file, path, error);
}

static char *
own_folder (const char *store_folder)
{
  return g_build_filename (store_folder, "backups", NULL);
}

static char *
chosen_folder (const char *store_folder)
{
  g_auto (LfBackupSettings) settings;

  lf_backup_settings_load (store_folder, &settings);
  return settings.folder != NULL ? g_steal_pointer (&settings.folder) : own_folder (store_folder);
}

/* ---- Names ---- */

/* The time is the last thing in a name but for "-2": "before-upgrade-3-20260315-080000-2.db" */
static gint64
time_in_name (const char *name)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("(\\d{4})(\\d{2})(\\d{2})-(\\d{2})(\\d{2})(\\d{2})(-\\d+)?\\.db$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GDateTime) time = NULL;
  int parts[6];

  if (!g_regex_match (regex, name, 0, &match))
    return 0;
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *text = g_match_info_fetch (match, i + 1);

      parts[i] = (int) g_ascii_strtoll (text, NULL, 10);
    }
  time = g_date_time_new_utc (parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
  return time == NULL ? 0 : g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

LfBackup *
lf_backup_new (const char *path)
{
  LfBackup *self = g_new0 (LfBackup, 1);
  g_autofree char *name = g_path_get_basename (path);
  GStatBuf info = { 0 };

  g_stat (path, &info);
  self->path = g_strdup (path);
  self->size_bytes = info.st_size;
  self->time_us = time_in_name (name);
  if (self->time_us == 0)
    self->time_us = (gint64) info.st_mtim.tv_sec * G_USEC_PER_SEC;
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_has_prefix (name, reasons[i].prefix))
      self->reason = (LfBackupReason) i;
  return self;
}

char *
lf_backup_name (const char *folder, LfBackupReason reason)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *path = g_strdup_printf ("%s/%s%s.db", folder, reasons[reason].prefix, stamp);

  for (guint n = 2; g_file_test (path, G_FILE_TEST_EXISTS); n++)
    {
      g_free (path);
      path = g_strdup_printf ("%s/%s%s-%u.db", folder, reasons[reason].prefix, stamp, n);
    }
  return path;
}

/* ---- Listing ---- */

static void
list_folder (const char *folder, GPtrArray *backups)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
      if (g_str_has_prefix (name, reasons[i].prefix) && time_in_name (name) != 0)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);

          g_ptr_array_add (backups, lf_backup_new (path));
        }
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const LfBackup *first = *(LfBackup *const *) a, *second = *(LfBackup *const *) b;

  if (first->time_us != second->time_us)
    return first->time_us < second->time_us ? 1 : -1;
  return strcmp (second->path, first->path);
}

GPtrArray *
lf_backups_list (const char *store_folder)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_backup_free);
  g_autofree char *own = own_folder (store_folder);
  g_autofree char *chosen = chosen_folder (store_folder);

  list_folder (own, backups);
  if (strcmp (own, chosen) != 0)
    list_folder (chosen, backups);
  g_ptr_array_sort (backups, compare_newest_first);
  return backups;
}

gboolean
lf_backup_is_good (const char *path)
{
  g_autoptr (LfDb) db = lf_db_open (path, LF_DB_READ, NULL);
  g_autofree char *device = NULL;

  return db != NULL && lf_setting_get (db, "device", &device, NULL) && device != NULL
         && lf_store_check_soundness (lf_db_handle (db), LF_CHECK_ALL) == SQLITE_OK;
}

static LfBackup *
find_good (GPtrArray *backups, gboolean was_replaced)
{
  for (guint i = 0; i < backups->len; i++)
    {
      const LfBackup *backup = backups->pdata[i];

      if (backup->reason != LF_BACKUP_DAMAGED
          && (backup->reason == LF_BACKUP_REPLACED) == was_replaced
          && lf_backup_is_good (backup->path))
        return lf_backup_new (backup->path);
    }
  return NULL;
}

/* What a person put another one in the place of, only when there is nothing else. */
LfBackup *
lf_backups_find_good (const char *store_folder)
{
  g_autoptr (GPtrArray) backups = lf_backups_list (store_folder);
  LfBackup *good = find_good (backups, FALSE);

  return good != NULL ? good : find_good (backups, TRUE);
}

/* ---- Comparing ---- */

gint64
lf_backup_count_changes (const char *path)
{
  g_autoptr (LfDb) db = lf_db_open (path, LF_DB_READ, NULL);

  return db == NULL ? 0 : lf_store_count_changes (db);
}

/* Whether the last change of @backup has the same number in @db: then all before it have. */
static gboolean
is_descendant (LfDb *db, LfDb *backup, gint64 last)
{
  g_autoptr (LfChange) change = last == 0 ? NULL : lf_journal_load (backup, last, "", NULL);
  gint64 n;

  return last == 0 || (change != NULL && lf_journal_find (db, change->id, &n, NULL) && n == last);
}

gboolean
lf_backup_compare (LfDb *db, const char *path, LfBackupGap *ret_gap, GError **error)
{
  g_autoptr (LfDb) backup = lf_db_open (path, LF_DB_READ, error);
  gint64 last = backup == NULL ? 0 : lf_store_count_changes (backup);
  LfBackupGap gap = { 0 };
  sqlite3_stmt *statement = backup == NULL
                                ? NULL
                                : lf_db_prepare (db,
                                                 "SELECT lf_id (id), seq IS NOT NULL FROM change"
                                                 " WHERE n > ? AND NOT is_remote",
                                                 error);
  gboolean has_row = TRUE, is_later;

  if (statement == NULL)
    return FALSE;
  is_later = is_descendant (db, backup, last);
  sqlite3_bind_int64 (statement, 1, is_later ? last : 0);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      gint64 known = 0;

      if (!is_later
          && !lf_journal_find (backup, (const char *) sqlite3_column_text (statement, 0), &known,
                               error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
      gap.n_changes += known == 0;
      gap.n_sent += known == 0 && sqlite3_column_int (statement, 1) != 0;
    }
  *ret_gap = gap;
  return !has_row;
}

typedef struct
{
  const char *backup;
  LfBackupGap gap;
} Comparison;

static gpointer
compare (LfDb *db, gpointer data, GError **error)
{
  Comparison *comparison = data;

  return lf_backup_compare (db, comparison->backup, &comparison->gap, error) ? LF_DONE : NULL;
}

gboolean
lf_backups_compare_sync (LfStore *store, const char *backup, LfBackupGap *ret_gap, GError **error)
{
  Comparison comparison = { .backup = backup };

  if (lf_store_read_apart (store, compare, &comparison, error) == NULL)
    return FALSE;
  *ret_gap = comparison.gap;
  return TRUE;
}

/* ---- Taking ---- */

LfBackup *
lf_backups_take_sync (LfStore *store, LfBackupReason reason, GError **error)
{
  g_autofree char *folder = chosen_folder (lf_store_folder (store));
  g_autofree char *path = lf_backup_name (folder, reason);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
                   _ ("There is no folder “%1$s” for backups: %2$s. Choose another one."), folder,
                   g_strerror (errno));
      return NULL;
    }
  return lf_store_backup_sync (store, path, error) ? lf_backup_new (path) : NULL;
}

/* What tells that a store has changed: its journal, and how far it has read from its server. */
static gpointer
read_mark (LfDb *db, gpointer data, GError **error)
{
  g_autofree char *cursor = NULL;
  g_autofree char *since = NULL;

  if (!lf_setting_get (db, "cursor", &cursor, error)
      || !lf_setting_get (db, "since", &since, error))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s %s", lf_store_count_changes (db),
                          cursor == NULL ? "0" : cursor, since == NULL ? "0" : since);
}

static gboolean
has_changed (LfStore *store, const LfBackup *newest)
{
  g_autoptr (LfDb) db = lf_db_open (newest->path, LF_DB_READ, NULL);
  g_autofree char *before = db == NULL ? NULL : read_mark (db, NULL, NULL);
  g_autofree char *now = lf_store_read (store, read_mark, NULL, NULL);

  return g_strcmp0 (before, now) != 0;
}

static const LfBackup *
newest_of_store (GPtrArray *backups)
{
  for (guint i = 0; i < backups->len; i++)
    {
      const LfBackup *backup = backups->pdata[i];

      if (backup->reason == LF_BACKUP_AUTOMATIC || backup->reason == LF_BACKUP_MANUAL)
        return backup;
    }
  return NULL;
}

/* ---- Letting go ---- */

/* FALSE when it cannot be known which files @backup needs. */
static gboolean
spare_files_of (const char *backup, GHashTable *unused)
{
  g_autoptr (LfDb) db = lf_db_open (backup, LF_DB_READ, NULL);
  sqlite3_stmt *statement
      = db == NULL ? NULL : lf_db_prepare (db, "SELECT digest FROM backup_file", NULL);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (lf_db_step (db, statement, &has_row, NULL) && has_row)
    g_hash_table_remove (unused, sqlite3_column_text (statement, 0));
  return !has_row;
}

/* Whatever they are called: a person may have put a backup of their own there. */
static void
sweep_files (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "landfall-files", NULL);
  g_autoptr (GHashTable) unused = lf_file_folder_list (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GHashTableIter iter;
  const char *name;
  gpointer digest;

  while (dir != NULL && g_hash_table_size (unused) > 0 && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *backup = g_build_filename (folder, name, NULL);

      if (lf_store_is_database (backup) && !spare_files_of (backup, unused))
        return;
    }
  g_hash_table_iter_init (&iter, unused);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    {
      g_autofree char *file = lf_file_folder_path (path, digest);

      g_unlink (file);
    }
}

static void
let_go (const char *store_folder, gint64 now_us)
{
  g_autoptr (GPtrArray) all = lf_backups_list (store_folder);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree gboolean *keep = NULL;
  g_autofree char *folder = chosen_folder (store_folder);
  gboolean has_removed = FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      LfBackup *backup = all->pdata[i];

      if (backup->reason != LF_BACKUP_AUTOMATIC)
        continue;
      g_ptr_array_add (own, backup);
      g_array_append_val (times, backup->time_us);
    }
  keep = g_new0 (gboolean, own->len + 1);
  lf_backup_plan_retention ((const gint64 *) (void *) times->data, times->len, now_us, keep);
  for (guint i = 0; i < own->len; i++)
    if (!keep[i])
      has_removed = g_unlink (((LfBackup *) own->pdata[i])->path) == 0 || has_removed;
  if (has_removed)
    sweep_files (folder);
}

LfBackup *
lf_backups_roll_sync (LfStore *store, LfBackupMoment moment, GError **error)
{
  const char *folder = lf_store_folder (store);
  g_autoptr (GPtrArray) backups = lf_backups_list (folder);
  const LfBackup *newest = newest_of_store (backups);
  gint64 now_us = lf_clock_now_us ();
  g_auto (LfBackupSettings) settings;
  LfBackup *backup;

  lf_backup_settings_load (folder, &settings);
  if (settings.is_off || !lf_backup_is_due (now_us, newest == NULL ? 0 : newest->time_us, moment)
      || (newest != NULL && !has_changed (store, newest)))
    return NULL;
  backup = lf_backups_take_sync (store, LF_BACKUP_AUTOMATIC, error);
  if (backup != NULL)
    let_go (folder, now_us);
  return backup;
}
