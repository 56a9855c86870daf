/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transfers page. */

#include "config.h"

#include "lf-transfers-page.h"

#include "lf-page-reader.h"
#include "lf-transfer-answer.h"
#include "lf-transfer-row.h"

#include <adwaita.h>

struct _LfTransfersPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  AdwPreferencesGroup *ours;
  AdwPreferencesGroup *others;
  GPtrArray *rows; /* (element-type LfTransferRow), owned by the groups */

  LfAppContext *context;
  LfPageReader *reader;
  char *shown; /* (nullable): what stands on the page, in words */
};

G_DEFINE_FINAL_TYPE (LfTransfersPage, lf_transfers_page, GTK_TYPE_WIDGET)

/* ---- Showing ---- */

static void
clear (LfTransfersPage *self)
{
  lf_app_leave (GTK_WIDGET (self));
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->ours), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->others), FALSE);
}

/* All that the page says. */
static char *
put_in_words (GPtrArray *open)
{
  static const char *const fields[] = { "project", "from_park", "to_park", "asked_by", "reason" };
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < open->len; i++)
    {
      const LfOpenTransfer *transfer = open->pdata[i];

      g_string_append_printf (words, "\n%s %d%d%d", lf_record_id (transfer->record),
                              transfer->is_to_us, transfer->may_take, transfer->may_withdraw);
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        {
          g_autofree char *text = lf_record_format (transfer->record, fields[f]);

          g_string_append_printf (words, " %s", text);
        }
    }
  return g_string_free (words, FALSE);
}

static void
show_transfers (LfTransfersPage *self, GPtrArray *open)
{
  g_autofree char *words = put_in_words (open);

  if (g_strcmp0 (words, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&words);
  clear (self);
  for (guint i = 0; i < open->len; i++)
    {
      const LfOpenTransfer *transfer = open->pdata[i];
      AdwPreferencesGroup *group = transfer->is_to_us ? self->ours : self->others;
      LfTransferRow *row = lf_transfer_row_new (self->context, transfer);

      adw_preferences_group_add (group, GTK_WIDGET (row));
      gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
      g_ptr_array_add (self->rows, row);
    }
  gtk_stack_set_visible_child_name (self->pages, open->len > 0 ? "transfers" : "nothing");
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfTransfersPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = lf_store_open_transfers_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  if (open != NULL)
    {
      show_transfers (self, open);
      return;
    }
  g_clear_pointer (&self->shown, g_free);
  lf_page_reader_tell (self->nothing, error);
  gtk_stack_set_visible_child_name (self->pages, "nothing");
}

static void
read_transfers (GtkWidget *page, GCancellable *cancellable)
{
  LfTransfersPage *self = LF_TRANSFERS_PAGE (page);
  lf_store_open_transfers_async (lf_app_context_store (self->context), /* project= */ NULL,
                                 cancellable, on_read_cb, self);
}

/* ---- Widget ---- */

static void
lf_transfers_page_dispose (GObject *object)
{
  LfTransfersPage *self = LF_TRANSFERS_PAGE (object);

  g_clear_object (&self->reader);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_transfers_page_parent_class)->dispose (object);
}

static void
lf_transfers_page_finalize (GObject *object)
{
  LfTransfersPage *self = LF_TRANSFERS_PAGE (object);

  g_clear_object (&self->context);
  g_free (self->shown);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (lf_transfers_page_parent_class)->finalize (object);
}

static void
lf_transfers_page_class_init (LfTransfersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_transfers_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_transfers_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_TRANSFER_UI ("lf-transfers-page"));
  gtk_widget_class_bind_template_child (widget_class, LfTransfersPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfTransfersPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfTransfersPage, ours);
  gtk_widget_class_bind_template_child (widget_class, LfTransfersPage, others);
}

static void
lf_transfers_page_init (LfTransfersPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lf_transfers_page_new (LfAppContext *context)
{
  LfTransfersPage *self = g_object_new (LF_TYPE_TRANSFERS_PAGE, NULL);

  self->context = g_object_ref (context);
  self->reader
      = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_transfers);
  return GTK_WIDGET (self);
}
