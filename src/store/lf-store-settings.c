/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small facts kept with the store: who writes here, and where it stands with its server. */

#include "config.h"

#include "lf-store-private.h"

gboolean
lf_setting_get (LfDb *db, const char *key, char **ret_value, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, "SELECT value FROM setting WHERE key = ?", error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  lf_db_bind_text (statement, 1, key);
  if (!lf_db_step (db, statement, &has_row, error))
    return FALSE;
  *ret_value = has_row ? lf_db_text (statement, 0) : NULL;
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
lf_setting_set (LfDb *db, const char *key, const char *value, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db,
                                           "INSERT INTO setting (key, value) VALUES (?, ?) ON "
                                           "CONFLICT (key) DO UPDATE SET value = excluded.value",
                                           error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_text (statement, 1, key);
  lf_db_bind_text (statement, 2, value);
  return lf_db_run (db, statement, error);
}

void
lf_sync_state_clear (LfSyncState *self)
{
  g_clear_pointer (&self->epoch, g_free);
  g_clear_pointer (&self->sight, g_free);
}

gboolean
lf_setting_get_number (LfDb *db, const char *key, gint64 unset, gint64 *ret_number, GError **error)
{
  g_autofree char *text = NULL;

  if (!lf_setting_get (db, key, &text, error))
    return FALSE;
  *ret_number = text == NULL ? unset : g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

gboolean
lf_setting_set_number (LfDb *db, const char *key, gint64 number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return lf_setting_set (db, key, text, error);
}

gboolean
lf_setting_get_since (LfDb *db, gint64 *ret_since, GError **error)
{
  return lf_setting_get_number (db, "since", 0, ret_since, error);
}

static gpointer
read_state (LfDb *db, gpointer data, GError **error)
{
  LfSyncState state = { 0 };
  gint64 is_done;

  if (!lf_setting_get_number (db, "cursor", 0, &state.cursor, error)
      || !lf_setting_get_since (db, &state.since, error)
      || !lf_setting_get_number (db, "time-offset-us", 0, &state.time_offset_us, error)
      || !lf_setting_get_number (db, "last-success-us", 0, &state.last_success_us, error)
      || !lf_setting_get_number (db, "first-download-done", 0, &is_done, error)
      || !lf_setting_get (db, "epoch", &state.epoch, error)
      || !lf_setting_get (db, LF_SETTING_SIGHT, &state.sight, error))
    return NULL;
  state.is_first_download_done = is_done != 0;
  state.cursor = MAX (state.cursor, state.since); /* a file was imported during a pull */
  *(LfSyncState *) data = state;
  return LF_DONE;
}

gboolean
lf_store_sync_state_sync (LfStore *self, LfSyncState *ret_state, GError **error)
{
  return lf_store_read (self, read_state, ret_state, error) != NULL;
}

typedef struct
{
  const char *key, *value;
} Setting;

static gpointer
read_setting (LfDb *db, gpointer data, GError **error)
{
  char *value = NULL;

  lf_setting_get (db, data, &value, error);
  return value;
}

static gpointer
write_setting (LfWriter *self, gpointer data, GError **error)
{
  const Setting *setting = data;

  return lf_setting_set (self->db, setting->key, setting->value, error) ? LF_DONE : NULL;
}

char *
lf_store_setting_sync (LfStore *self, const char *key, GError **error)
{
  return lf_store_read (self, read_setting, (gpointer) key, error);
}

gboolean
lf_store_set_setting_sync (LfStore *self, const char *key, const char *value, GError **error)
{
  Setting setting = { key, value };

  return lf_store_write (self, write_setting, &setting, /* free_result= */ NULL, error) != NULL;
}

gboolean
lf_store_set_author_sync (LfStore *self, const char *account, GError **error)
{
  return lf_store_set_setting_sync (self, "author", account, error);
}

char *
lf_store_account_sync (LfStore *self, GError **error)
{
  return lf_store_setting_sync (self, "author", error);
}

char *
lf_store_author (LfStore *self)
{
  char *author = lf_store_account_sync (self, /* error= */ NULL);

  return author != NULL ? author : g_strdup (g_get_user_name ());
}

/* ---- Whether there is anything ---- */

static gpointer
read_blank (LfDb *db, gpointer data, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db,
                       "SELECT NOT EXISTS (SELECT 1 FROM change) AND NOT EXISTS (SELECT 1 FROM"
                       " setting WHERE key IN ('author', 'cursor', 'since'))",
                       error);
  gboolean has_row;
  gboolean is_blank;

  if (statement == NULL || !lf_db_step (db, statement, &has_row, error))
    return NULL;
  is_blank = sqlite3_column_int (statement, 0);
  sqlite3_reset (statement);
  return g_memdup2 (&is_blank, sizeof is_blank);
}

void
lf_store_is_blank_async (LfStore *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  lf_store_read_async (self, read_blank, NULL, NULL, g_free, cancellable, callback, user_data);
}

gboolean
lf_store_is_blank_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  g_autofree gboolean *is_blank = g_task_propagate_pointer (G_TASK (result), error);

  return is_blank != NULL && *is_blank;
}
