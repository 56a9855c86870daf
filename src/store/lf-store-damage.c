/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damage: recognised when a store is opened, and explained. */

#include "config.h"

#include "lf-store-salvage.h"

#include "lf-backups-private.h"
#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define MAX_QUICK_BYTES (256 * 1024 * 1024) /* about a second to look through */

/* ---- At open ---- */

static gint64
read_number (LfDb *db, const char *sql)
{
  sqlite3_stmt *statement = lf_db_prepare (db, sql, NULL);
  gboolean has_row = FALSE;
  gint64 n = -1;

  if (statement != NULL && lf_db_step (db, statement, &has_row, NULL) && has_row)
    {
      n = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return n;
}

gint64
lf_store_count_changes (LfDb *db)
{
  return MAX (read_number (db, "SELECT max (n) FROM change"), 0);
}

static gboolean
check_pages (LfDb *db, GError **error)
{
  int code = lf_store_check_soundness (lf_db_handle (db), LF_CHECK_PAGES);

  if (code != SQLITE_OK)
    lf_db_set_error (db, code, error);
  return code == SQLITE_OK;
}

static gboolean
is_small (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "landfall.db", NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 && info.st_size <= MAX_QUICK_BYTES;
}

gboolean
lf_store_check_at_open (LfDb *db, const char *folder, const LfSealState *seal, GError **error)
{
  gint64 n;

  if (!seal->is_alone)
    return TRUE;
  if (!seal->is_intact && is_small (folder) && !check_pages (db, error))
    return FALSE;
  n = read_number (db, "SELECT max (n) FROM change");
  if (MAX (n, 0) >= seal->n_changes
      || (n < 0 && read_number (db, "SELECT count (*) FROM sqlite_master") > 0))
    return TRUE;
  n = seal->n_changes - MAX (n, 0);
  g_set_error (
      error, LF_STORE_ERROR, LF_STORE_ERROR_LOST,
      g_dngettext (GETTEXT_PACKAGE,
                   "The last change saved in “%1$s” is missing from it: its log was cut "
                   "off, or an older copy was put in its place.",
                   "The last %2$d changes saved in “%1$s” are missing from it: its log was "
                   "cut off, or an older copy was put in its place.",
                   (gulong) n),
      folder, (int) n);
  return FALSE;
}

gboolean
lf_damage_is_told_by (const GError *error, const char *folder)
{
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);

  if (g_error_matches (error, LF_STORE_ERROR, LF_STORE_ERROR_CORRUPT)
      || g_error_matches (error, LF_STORE_ERROR, LF_STORE_ERROR_LOST))
    return TRUE;
  return g_error_matches (error, LF_STORE_ERROR, LF_STORE_ERROR_NOT_OURS)
         && (lf_seal_peek (folder) > 0 || g_file_test (backups, G_FILE_TEST_IS_DIR));
}

/* ---- What is left ---- */

void
lf_damage_free (LfDamage *self)
{
  g_clear_pointer (&self->backup, lf_backup_free);
  g_free (self->message);
  g_free (self);
}

/* The database itself, when it only lacks its end and has more than any backup. */
static void
prefer_own (LfDamage *self, const char *path, LfDb *db)
{
  gint64 n = lf_store_count_changes (db);

  if (n == 0 || lf_store_check_soundness (lf_db_handle (db), LF_CHECK_ALL) != SQLITE_OK
      || (self->backup != NULL && lf_backup_count_changes (self->backup->path) > n))
    return;
  g_clear_pointer (&self->backup, lf_backup_free);
  self->backup = lf_backup_new (path);
  self->is_own = TRUE;
}

/* What the backup holds as well comes back with it. */
static void
leave_out_known (GPtrArray *changes, const char *backup)
{
  g_autoptr (LfDb) db = lf_db_open (backup, LF_DB_READ, NULL);

  for (guint i = changes->len; db != NULL && i > 0; i--)
    {
      gint64 n;

      if (lf_journal_find (db, ((LfChange *) changes->pdata[i - 1])->id, &n, NULL) && n != 0)
        g_ptr_array_remove_index (changes, i - 1);
    }
}

static void
look_into (LfDamage *self, LfDb *db)
{
  guint n_unreadable = 0;
  LfBackupGap gap;
  g_autoptr (GPtrArray) unsent = lf_salvage_read (db, lf_store_count_changes (db), &n_unreadable);

  if (self->backup != NULL)
    leave_out_known (unsent, self->backup->path);
  self->n_unsent = unsent->len > 0 || n_unreadable == 0 ? (gint64) unsent->len : -1;
  if (self->backup != NULL && !self->is_own
      && lf_backup_compare (db, self->backup->path, &gap, NULL))
    {
      self->n_since = gap.n_changes;
      self->n_sent = gap.n_sent;
    }
}

static void
look_into_mended (LfDamage *self, const char *path)
{
  g_autofree char *mended
      = self->backup == NULL ? NULL : lf_salvage_mend_header (path, self->backup->path);
  g_autoptr (LfDb) db = mended == NULL ? NULL : lf_db_open (mended, LF_DB_READ, NULL);

  if (db != NULL)
    look_into (self, db);
  if (mended != NULL)
    g_unlink (mended);
}

static char *
describe_cause (const char *folder, const GError *error)
{
  if (g_error_matches (error, LF_STORE_ERROR, LF_STORE_ERROR_CORRUPT))
    return g_strdup_printf (_ ("The store in “%s” is damaged: part of it can no longer be read."),
                            folder);
  if (g_error_matches (error, LF_STORE_ERROR, LF_STORE_ERROR_NOT_OURS))
    return g_strdup_printf (
        _ ("What is in the place of the store in “%s” is no store any more: its "
           "beginning was written over, or another program put a file of its "
           "own there."),
        folder);
  return g_strdup (error->message);
}

LfDamage *
lf_damage_examine_sync (const char *folder, const GError *error)
{
  LfDamage *self = g_new0 (LfDamage, 1);
  g_autofree char *path = g_build_filename (folder, "landfall.db", NULL);
  g_autofree char *server = g_build_filename (folder, "server.ini", NULL);
  g_autoptr (LfDb) db = NULL;

  self->message = describe_cause (folder, error);
  self->n_since = self->n_unsent = -1;
  self->has_server = g_file_test (server, G_FILE_TEST_EXISTS);
  self->backup = lf_backups_find_good (folder);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    db = lf_db_open (path, LF_DB_READ, NULL);
  if (db != NULL && g_error_matches (error, LF_STORE_ERROR, LF_STORE_ERROR_LOST))
    prefer_own (self, path, db);
  if (db != NULL && read_number (db, "SELECT count (*) FROM sqlite_master") > 0)
    look_into (self, db);
  else
    look_into_mended (self, path);
  return self;
}

/* ---- In words ---- */

static void
add_line (GString *text, const char *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

static void
describe_backup (const LfDamage *self, GString *text)
{
  g_autofree char *time
      = self->backup == NULL ? NULL : lf_backup_format_time (self->backup->time_us);
  g_autofree char *line = NULL;

  if (self->backup == NULL)
    line = g_strdup (_ ("There is no sound backup in the folder of backups."));
  else if (self->is_own)
    line
        = g_strdup (_ ("What is left in the store is sound and can be used on: the missing changes "
                       "that had been sent come back with a sync."));
  else
    line = g_strdup_printf (_ ("The backup of %s is sound."), time);
  add_line (text, line);
}

static void
describe_since (const LfDamage *self, GString *text)
{
  g_autofree char *line = NULL;

  if (self->backup == NULL || self->is_own)
    return;
  if (self->n_since < 0)
    line = g_strdup (_ ("How much was changed since then cannot be read any more."));
  else if (self->n_since == 0)
    line = g_strdup (_ ("Nothing was changed on this device since then."));
  else if (self->n_sent == 0)
    line = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "Since then %d change was saved on this device.",
                     "Since then %d changes were saved on this device.", (gulong) self->n_since),
        (int) self->n_since);
  else
    line = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "Since then %1$d change was saved on this device; %2$d of them is on the "
                     "server and comes back with a sync.",
                     "Since then %1$d changes were saved on this device; %2$d of them are on the "
                     "server and come back with a sync.",
                     (gulong) self->n_since),
        (int) self->n_since, (int) self->n_sent);
  add_line (text, line);
}

char *
lf_damage_describe (const LfDamage *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *line = NULL;

  describe_backup (self, text);
  describe_since (self, text);
  if (self->n_unsent < 0)
    line = g_strdup (_ ("Changes that had not been sent cannot be read any more."));
  else if (self->n_unsent > 0)
    line = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "%d change had not been sent and can still be read: it can be put back.",
                     "%d changes had not been sent and can still be read: they can be put back.",
                     (gulong) self->n_unsent),
        (int) self->n_unsent);
  if (line != NULL && !self->is_own)
    add_line (text, line);
  return g_string_free (text, FALSE);
}
