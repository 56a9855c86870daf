/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small facts kept with the store: who writes here, and where it stands with its server. */

#include "config.h"

#include "lf-store-private.h"

char *
lf_setting_get (LfDb *db, const char *key)
{
  sqlite3_stmt *statement = lf_db_prepare (db, "SELECT value FROM setting WHERE key = ?", NULL);
  gboolean has_row = FALSE;
  char *value = NULL;

  if (statement == NULL)
    return NULL;
  lf_db_bind_text (statement, 1, key);
  if (lf_db_step (db, statement, &has_row, NULL) && has_row)
    {
      value = lf_db_text (statement, 0);
      sqlite3_reset (statement);
    }
  return value;
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
}

static gint64
read_number (LfDb *db, const char *key)
{
  g_autofree char *text = lf_setting_get (db, key);

  return text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
}

gint64
lf_setting_get_since (LfDb *db)
{
  return read_number (db, "since");
}

static gpointer
read_state (LfDb *db, gpointer data, GError **error)
{
  LfSyncState *state = data;

  *state = (LfSyncState){ .cursor = read_number (db, "cursor"),
                          .since = lf_setting_get_since (db),
                          .epoch = lf_setting_get (db, "epoch"),
                          .time_offset_us = read_number (db, "time-offset-us"),
                          .last_success_us = read_number (db, "last-success-us"),
                          .is_first_download_done = read_number (db, "first-download-done") != 0 };
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
  return lf_setting_get (db, data);
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

  return lf_store_write (self, write_setting, &setting, error) != NULL;
}

gboolean
lf_store_set_author_sync (LfStore *self, const char *account, GError **error)
{
  return lf_store_set_setting_sync (self, "author", account, error);
}

char *
lf_store_author (LfStore *self)
{
  char *author = lf_store_setting_sync (self, "author", NULL);

  return author != NULL ? author : g_strdup (g_get_user_name ());
}
