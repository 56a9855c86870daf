/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many lists as of one moment. */

#include "config.h"

#include "lf-store-moment.h"

#include "lf-store-standing.h"

void
lf_moment_free (LfMoment *self)
{
  g_ptr_array_unref (self->lists);
  g_clear_pointer (&self->book, lf_rulebook_free);
  g_clear_pointer (&self->calendar, lf_calendar_free);
  g_free (self);
}

const GPtrArray *
lf_moment_list (const LfMoment *self, guint index)
{
  return self->lists->pdata[index];
}

static gpointer
read_moment (LfDb *db, gpointer data, GError **error)
{
  const GPtrArray *queries = data;
  g_autoptr (LfMoment) moment = g_new0 (LfMoment, 1);

  moment->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < queries->len; i++)
    {
      GPtrArray *list = lf_rows_list (db, queries->pdata[i], /* limit= */ 0, error);

      if (list == NULL)
        return NULL;
      g_ptr_array_add (moment->lists, list);
    }
  moment->book = lf_standing_load_book (db, error);
  moment->calendar = moment->book == NULL ? NULL : lf_zone_calendar_read (db, error);
  return moment->calendar == NULL ? NULL : g_steal_pointer (&moment);
}

LfMoment *
lf_store_moment_sync (LfStore *self, GPtrArray *queries, GError **error)
{
  g_return_val_if_fail (queries->len > 0, NULL);

  return lf_store_read_queries (self, (LfQuery *const *) queries->pdata, queries->len, read_moment,
                                queries, error);
}
