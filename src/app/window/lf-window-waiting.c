/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many projects are offered to the park of whoever works here, beside the view that shows them.
 */

#include "config.h"

#include "lf-window-private.h"

#include "lf-store-news.h"
#include "lf-store-transfers.h"

#include <glib/gi18n.h>
#include <string.h>

#define VIEW "transfers"

static void
show_count (LfWindow *self, LfSidebarItem *item, guint n)
{
  const char *label = lf_view_label (item->view);
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *spoken
      = n == 0 ? g_strdup (label)
               : g_strdup_printf (
                   ngettext ("%1$s, %2$u waits for you", "%1$s, %2$u wait for you", n), label, n);

  item->n_waiting = n;
  if (n > 0)
    lf_window_show_groups (self);
  if (item->count != NULL)
    {
      gtk_label_set_label (item->count, count);
      gtk_widget_set_visible (GTK_WIDGET (item->count), n > 0);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (item->row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

void
lf_window_show_waiting (LfWindow *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      LfSidebarItem *item = self->items->pdata[i];

      if (item->view != NULL && strcmp (item->name, VIEW) == 0)
        show_count (self, item, self->n_waiting);
    }
  lf_window_show_groups (self);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = lf_store_open_transfers_finish (LF_STORE (source), result, &error);

  if (open == NULL)
    return;
  self->n_waiting = 0;
  for (guint i = 0; i < open->len; i++)
    {
      const LfOpenTransfer *transfer = open->pdata[i];

      self->n_waiting += transfer->is_to_us && transfer->may_take;
    }
  lf_window_show_waiting (self);
}

static void
count (LfWindow *self)
{
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  lf_store_open_transfers_async (lf_app_context_store (self->context), /* project= */ NULL,
                                 self->counting, on_read_cb, self);
}

static void
on_store_changed_cb (LfWindow *self, LfStoreNews *news)
{
  gboolean concerns = news->is_wholesale;

  for (guint i = 0; !concerns && i < news->items->len; i++)
    {
      const LfEntity *entity = ((LfNewsItem *) news->items->pdata[i])->entity;

      concerns = entity->scope.offered != NULL || strcmp (entity->name, "transfer") == 0;
    }
  if (concerns)
    count (self);
}

void
lf_window_watch_waiting (LfWindow *self)
{
  g_signal_connect_object (lf_app_context_store (self->context), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "signed-in", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  count (self);
}
