/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What problems are handled by on this device. */

#include "config.h"

#include "lf-store-handling.h"

#include "lf-store-private.h"

static void
clear_room (gpointer data)
{
  LfHandlingRoom *self = data;

  lf_calendar_free ((LfCalendar *) self->desk.calendar);
  g_free (self->account);
}

LfHandlingRoom *
lf_handling_room_ref (LfHandlingRoom *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lf_handling_room_unref (LfHandlingRoom *self)
{
  g_atomic_rc_box_release_full (self, clear_room);
}

/* A store holds one zone. */
static gboolean
read_clock (LfDb *db, LfHandlingRoom *room, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("zone"), NULL, NULL);
  g_autoptr (GPtrArray) zones = lf_rows_list (db, query, /* limit= */ 1, error);

  if (zones == NULL)
    return FALSE;
  room->desk.clock = lf_handling_clock (zones->len == 0 ? NULL : zones->pdata[0]);
  return TRUE;
}

LfHandlingRoom *
lf_handling_room_read (LfDb *db, const LfDate *today, GError **error)
{
  g_autoptr (LfHandlingRoom) room = g_atomic_rc_box_new0 (LfHandlingRoom);
  g_autoptr (GError) cause = NULL;

  room->desk.today = *today;
  room->account = lf_author_find_account (db, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  room->desk.calendar = read_clock (db, room, error) ? lf_zone_calendar_read (db, error) : NULL;
  return room->desk.calendar == NULL ? NULL : g_steal_pointer (&room);
}

static gpointer
read_room (LfDb *db, gpointer today, GError **error)
{
  return lf_handling_room_read (db, today, error);
}

LfHandlingRoom *
lf_store_handling_sync (LfStore *self, const LfDate *today, GError **error)
{
  return lf_store_read (self, read_room, (gpointer) today, error);
}

void
lf_store_handling_async (LfStore *self,
                         const LfDate *today,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  lf_store_read_async (self, read_room, g_memdup2 (today, sizeof *today), g_free,
                       (GDestroyNotify) lf_handling_room_unref, cancellable, callback, user_data);
}

LfHandlingRoom *
lf_store_handling_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
