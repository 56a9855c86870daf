/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting a backup in the place of the store, in a thread, and opening it. */

#include "config.h"

#include "lf-restore-task.h"

#include <glib/gi18n.h>

typedef struct
{
  LfStore *store; /* (nullable) */
  char *folder;
  LfRestoreOrder order;
  char *told;
} Restore;

static void
restore_free (gpointer data)
{
  Restore *restore = data;

  g_clear_object (&restore->store);
  g_free (restore->folder);
  g_free (restore->order.backup);
  g_free (restore->told);
  g_free (restore);
}

char *
lf_restore_tell_salvage (const LfSalvage *salvage)
{
  if (salvage->n_waiting > 0)
    return g_strdup_printf (
        _ ("Put back: %1$u. Sync, then put back the other %2$u from the list of backups"),
        salvage->n_put_back, salvage->n_waiting);
  return g_strdup_printf (ngettext ("%u change was put back and waits to be sent",
                                    "%u changes were put back and wait to be sent",
                                    salvage->n_put_back),
                          salvage->n_put_back);
}

static char *
find_damaged (const char *folder)
{
  g_autoptr (GPtrArray) backups = lf_backups_list (folder);

  for (guint i = 0; i < backups->len; i++)
    {
      const LfBackup *backup = backups->pdata[i];

      if (backup->reason == LF_BACKUP_DAMAGED)
        return g_strdup (backup->path);
    }
  return NULL;
}

static char *
salvage_newest (LfStore *store)
{
  g_autofree char *damaged = find_damaged (lf_store_folder (store));
  g_auto (LfSalvage) salvage = { 0 };

  if (damaged == NULL || !lf_store_salvage_sync (store, damaged, &salvage, NULL))
    return NULL;
  return lf_restore_tell_salvage (&salvage);
}

static char *
do_restore (Restore *restore, gboolean *ret_done)
{
  g_autoptr (GError) error = NULL;

  *ret_done = lf_store_restore_sync (restore->order.backup, restore->folder, &error);
  return g_strdup (*ret_done ? _ ("The backup is restored") : error->message);
}

static void
restore_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Restore *restore = data;
  LfStore *store;
  gboolean is_done;
  GError *error = NULL;

  if (restore->store != NULL)
    lf_store_close_sync (restore->store);
  restore->told = do_restore (restore, &is_done);
  store = lf_store_open_sync (restore->folder, LF_STORE_OPEN_EXISTING, &error);
  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (is_done && restore->order.salvages)
    {
      char *told = salvage_newest (store);

      if (told != NULL)
        {
          g_free (restore->told);
          restore->told = told;
        }
    }
  g_task_return_pointer (task, store, g_object_unref);
}

void
lf_restore_async (LfStore *store,
                  const char *folder,
                  const LfRestoreOrder *order,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, /* cancellable= */ NULL, callback, user_data);
  Restore *restore = g_new0 (Restore, 1);

  g_set_object (&restore->store, store);
  restore->folder = g_strdup (folder);
  restore->order = (LfRestoreOrder){ g_strdup (order->backup), order->salvages };
  g_task_set_source_tag (task, lf_restore_async);
  g_task_set_task_data (task, restore, restore_free);
  g_task_run_in_thread (task, restore_in_thread);
}

LfStore *
lf_restore_finish (GAsyncResult *result, char **ret_told, GError **error)
{
  Restore *restore = g_task_get_task_data (G_TASK (result));
  LfStore *store = g_task_propagate_pointer (G_TASK (result), error);

  *ret_told = g_steal_pointer (&restore->told);
  return store;
}
