/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing a month's lamps. */

#include "config.h"

#include "lf-store-lamps-closing.h"

#include "lf-store-lamps-private.h"

#include <glib/gi18n-lib.h>

/* Who may keep which lamps, from this device. */
typedef struct
{
  char *role, *sight; /* (nullable): nobody's store */
} Closer;

static void
closer_clear (Closer *self)
{
  g_free (self->role);
  g_free (self->sight);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Closer, closer_clear)

static gboolean
may_close (const Closer *self, const LfRecord *project)
{
  const char *park = lf_lamps_park (project);

  return self->role == NULL || lf_sight_has (self->sight, LF_SCOPE_PARKS)
         || (park != NULL && lf_sight_has_park (self->sight, park));
}

static gboolean
check_closing (const Closer *self, const LfLampsAsked *asked, const char *month, GError **error)
{
  if (self->role != NULL && !lf_rules_may (self->role, LF_LAMP_MONTH, 'c'))
    {
      g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
                   _ ("The lamps of %s are closed by the managers of the zone and its parks."),
                   month);
      return FALSE;
    }
  if (!lf_date_is_month_over (&asked->first, &asked->today))
    {
      g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                   _ ("%s is not over yet: its lamps are closed then."), month);
      return FALSE;
    }
  return TRUE;
}

/* A month that was closed once and opened again has left its records in the trash. */
static gboolean
keep_lamp (LfDb *db, LfChange *change, const LfRecord *lamp, GError **error)
{
  const LfEntity *entity = lf_record_entity (lamp);
  g_autoptr (GError) cause = NULL;
  g_autoptr (LfRecord) before = lf_rows_load (db, entity, lf_record_id (lamp), &cause);

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (before == NULL)
    {
      lf_change_create (change, lamp);
      return TRUE;
    }
  lf_change_restore (change, before);
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (g_strcmp0 (lf_record_get_at (before, i), lf_record_get_at (lamp, i)) != 0)
      lf_change_edit (change, before, entity->fields[i].name, lf_record_get_at (lamp, i));
  return TRUE;
}

static gpointer
run_closing (LfDb *db, gpointer data, GError **error)
{
  const LfLampsAsked *asked = data;
  const LfDate whole = lf_date_month (&asked->first);
  g_autofree char *month = lf_date_format (&whole);
  g_autofree char *label = g_strdup_printf (_ ("Lamps of %s closed"), month);
  g_autoptr (LfChange) change = lf_change_new (label);
  g_autoptr (LfLampChart) chart = NULL;
  g_auto (Closer) closer = { NULL };

  if (!lf_setting_get (db, LF_SETTING_ROLE, &closer.role, error)
      || !lf_setting_get (db, LF_SETTING_SIGHT, &closer.sight, error)
      || !check_closing (&closer, asked, month, error))
    return NULL;
  chart = lf_lamps_read (db, asked, error);
  if (chart == NULL)
    return NULL;
  for (guint i = 0; i < chart->rows->len; i++)
    {
      const LfLampRow *row = chart->rows->pdata[i];

      if (!row->cells->is_kept && row->cells->record != NULL && may_close (&closer, row->project)
          && !keep_lamp (db, change, row->cells->record, error))
        return NULL;
    }
  if (change->ops->len > 0)
    return g_steal_pointer (&change);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               chart->n_open[0] > 0 ? _ ("The lamps of %s that are left are of other parks.")
               : chart->counts[0][LF_LAMP_NONE] == chart->rows->len
                   ? _ ("No project had a lamp in %s.")
                   : _ ("The lamps of %s are closed already."),
               month);
  return NULL;
}

static LfLampsAsked
ask_for_month (const LfDate *month, const LfDate *today)
{
  return (LfLampsAsked){ .first = *month, .today = *today, .n_months = 1 };
}

LfChange *
lf_store_lamps_closing_sync (LfStore *self,
                             const LfDate *month,
                             const LfDate *today,
                             GError **error)
{
  LfLampsAsked asked = ask_for_month (month, today);

  return lf_store_read (self, run_closing, &asked, error);
}

void
lf_store_lamps_closing_async (LfStore *self,
                              const LfDate *month,
                              const LfDate *today,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  const LfLampsAsked asked = ask_for_month (month, today);

  lf_store_read_async (self, run_closing, g_memdup2 (&asked, sizeof asked), g_free,
                       (GDestroyNotify) lf_change_unref, cancellable, callback, user_data);
}

LfChange *
lf_store_lamps_closing_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
lf_lamps_count_closed (const LfChange *closing)
{
  guint n = 0;

  for (guint i = 0; i < closing->ops->len; i++)
    {
      const LfOp *op = closing->ops->pdata[i];

      n += op->is_new || op->kind == LF_OP_RESTORE;
    }
  return n;
}
