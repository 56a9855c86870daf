/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last column of a list: how a record stands with the server. */

#include "config.h"

#include "lf-mark-column.h"

#include "lf-list-model.h"

#include <glib/gi18n.h>

#define WIDTH 36

static const struct
{
  const char *icon, *text, *style;
} marks[] = {
  [LF_RECORD_SYNCED] = { NULL, NULL, "dim-label" },
  [LF_RECORD_PENDING] = { "lf-pending-symbolic", N_ ("Waiting to be sent"), "dim-label" },
  [LF_RECORD_REFUSED] = { "lf-refused-symbolic", N_ ("The server refused an edit"), "error" },
  [LF_RECORD_CONFLICT]
  = { "lf-conflict-symbolic", N_ ("Two edits met: choose which holds"), "warning" },
};

static void
show_mark (GtkListItem *item)
{
  LfRecord *record = lf_row_get_record (gtk_list_item_get_item (item));
  LfRecordState state = record == NULL ? LF_RECORD_SYNCED : lf_record_state (record);
  GtkWidget *image = gtk_list_item_get_child (item);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), marks[state].icon);
  gtk_widget_set_css_classes (image, (const char *[]){ marks[state].style, NULL });
  gtk_widget_set_tooltip_text (image, marks[state].text == NULL ? NULL : _ (marks[state].text));
}

static void
on_mark_record_cb (LfRow *row, GParamSpec *pspec, gpointer user_data)
{
  show_mark (user_data);
}

static void
on_mark_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, gtk_image_new ());
}

static void
on_mark_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_connect_object (gtk_list_item_get_item (item), "notify::record",
                           G_CALLBACK (on_mark_record_cb), item, 0);
  show_mark (item);
}

static void
on_mark_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_mark_record_cb, item);
}

GtkColumnViewColumn *
lf_mark_column_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (on_mark_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_mark_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_mark_unbind_cb), NULL);
  column = gtk_column_view_column_new (NULL, factory);
  gtk_column_view_column_set_fixed_width (column, WIDTH);
  return column;
}
