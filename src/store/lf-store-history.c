/* SPDX-License-Identifier: GPL-3.0-or-later */
/* History: the changes of one record or of one of its fields, newest first. */

#include "config.h"

#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
lf_history_item_free (LfHistoryItem *self)
{
  g_clear_pointer (&self->change, lf_change_unref);
  g_free (self);
}

/* (nullable): devices are told apart by the end of their ids. */
static char *
tell_where (const LfHistoryItem *self)
{
  const char *device = self->change->device;

  if (self->is_here)
    return g_strdup (_ ("this device"));
  if (device == NULL || strlen (device) < 4)
    return NULL;
  return g_strdup_printf (_ ("another device (%s)"), device + strlen (device) - 4);
}

/* Both or the one that is there. (nullable) */
static char *
join (const char *one, const char *other)
{
  if (one == NULL || other == NULL)
    return g_strdup (one != NULL ? one : other);
  return g_strdup_printf (C_ ("where and how a change was made", "%1$s, %2$s"), one, other);
}

char *
lf_history_item_tell_made (const LfHistoryItem *self)
{
  g_autofree char *where = tell_where (self);
  const char *how = self->made == LF_MADE_OFFLINE  ? _ ("made offline")
                    : self->made == LF_MADE_UNSENT ? _ ("not sent yet")
                                                   : NULL;
  g_autofree char *told = join (where, how);

  return join (told, self->change->is_doubtful ? lf_tell_doubtful () : NULL);
}

const char *
lf_tell_doubtful (void)
{
  return _ ("time doubtful: that computer's clock was wrong");
}

typedef struct
{
  char *id;
  char *field;  /* (nullable) */
  char *device; /* this one */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->id);
  g_free (reading->field);
  g_free (reading->device);
  g_free (reading);
}

static Reading *
reading_new (LfStore *store, const char *id, const char *field)
{
  Reading *reading = g_new0 (Reading, 1);

  *reading = (Reading){ g_strdup (id), g_strdup (field), g_strdup (lf_store_device (store)) };
  return reading;
}

/* When nobody said how late a change from elsewhere was, one that was here at once was not. */
static LfMade
tell_made (sqlite3_stmt *statement, const LfHistoryItem *item, gboolean has_server)
{
  gboolean is_measured = sqlite3_column_type (statement, 3) != SQLITE_NULL;

  if (is_measured)
    return sqlite3_column_int64 (statement, 3) < LF_LATE_US ? LF_MADE_ONLINE : LF_MADE_OFFLINE;
  if (sqlite3_column_int (statement, 5) != 0)
    return has_server ? LF_MADE_UNSENT : LF_MADE_UNKNOWN;
  if (item->is_remote && sqlite3_column_type (statement, 4) != SQLITE_NULL
      && ABS (sqlite3_column_int64 (statement, 4) - item->change->time_us) < LF_LATE_US)
    return LF_MADE_ONLINE;
  return LF_MADE_UNKNOWN;
}

static LfHistoryItem *
read_item (LfDb *db, sqlite3_stmt *statement, const Reading *reading, GError **error)
{
  g_autofree char *epoch = NULL;
  LfHistoryItem *item;

  if (!lf_setting_get (db, "epoch", &epoch, error))
    return NULL;
  item = g_new0 (LfHistoryItem, 1);
  item->is_remote = sqlite3_column_int (statement, 1) != 0;
  item->seq = sqlite3_column_int64 (statement, 2);
  item->change = lf_journal_load (db, sqlite3_column_int64 (statement, 0), reading->id, error);
  if (item->change == NULL)
    {
      lf_history_item_free (item);
      return NULL;
    }
  item->is_here = g_strcmp0 (item->change->device, reading->device) == 0;
  item->made = tell_made (statement, item, epoch != NULL);
  return item;
}

static gpointer
read_history (LfDb *db, gpointer data, GError **error)
{
  const Reading *reading = data;
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_history_item_free);
  sqlite3_stmt *statement = lf_db_prepare (
      db,
      "SELECT n, is_remote, seq, late_us, noted_us,"
      " EXISTS (SELECT 1 FROM outbox WHERE change = n) FROM change"
      " WHERE n IN (SELECT change FROM change_record WHERE id = ?) ORDER BY n DESC",
      error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  lf_db_bind_id (statement, 1, reading->id);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      LfHistoryItem *item = read_item (db, statement, reading, error);

      if (item == NULL)
        return NULL;
      if (item->change->ops->len > 0
          && (reading->field == NULL || lf_change_keep_field (item->change, reading->field)))
        g_ptr_array_add (items, item);
      else
        lf_history_item_free (item);
    }
  return has_row ? NULL : g_steal_pointer (&items);
}

GPtrArray *
lf_store_history_sync (
    LfStore *self, const char *entity, const char *id, const char *field, GError **error)
{
  Reading *reading = reading_new (self, id, field);
  GPtrArray *items = lf_store_read (self, read_history, reading, error);

  reading_free (reading);
  return items;
}
