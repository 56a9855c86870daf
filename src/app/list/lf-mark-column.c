/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last column of a list: how a record stands with the server. */

#include "config.h"

#include "lf-mark-column.h"

#include "lf-cell-binding.h"

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

static LfRecordState
state_of (const LfRecord *record)
{
  return record == NULL ? LF_RECORD_SYNCED : lf_record_state (record);
}

/* Most marks stay blank from one row to the next. */
static void
show_mark (GtkListItem *item, LfRecord *record, gpointer data)
{
  LfRecordState state = state_of (record);
  GtkImage *image = GTK_IMAGE (gtk_list_item_get_child (item));

  if (g_strcmp0 (gtk_image_get_icon_name (image), marks[state].icon) == 0)
    return;
  gtk_image_set_from_icon_name (image, marks[state].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (image), (const char *[]){ marks[state].style, NULL });
}

/* Asked for: setting the tooltip of each row that is shown asks the display server where the
 * pointer is. */
static gboolean
on_query_tooltip_cb (GtkWidget *image,
                     int x,
                     int y,
                     gboolean is_by_keyboard,
                     GtkTooltip *tooltip,
                     gpointer user_data)
{
  LfRow *row = gtk_list_item_get_item (user_data);
  const char *text = row == NULL ? NULL : marks[state_of (lf_row_get_record (row))].text;

  if (text != NULL)
    gtk_tooltip_set_text (tooltip, _ (text));
  return text != NULL;
}

static void
on_mark_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *image = gtk_image_new ();

  gtk_widget_set_has_tooltip (image, TRUE);
  g_signal_connect (image, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), item);
  gtk_list_item_set_child (item, image);
}

GtkColumnViewColumn *
lf_mark_column_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (on_mark_setup_cb), NULL);
  lf_cell_binding_add (factory, show_mark, /* data= */ NULL);
  column = gtk_column_view_column_new (NULL, factory);
  gtk_column_view_column_set_fixed_width (column, WIDTH);
  return column;
}
