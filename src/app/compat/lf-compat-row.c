/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows whose lines wrap. */

#include "config.h"

#include "lf-compat-row.h"

#define SPACING 3 /* px between the lines */

static GtkSizeRequestMode
get_request_mode (GtkWidget *lines)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* How wide they are does not depend on a height. */
static void
measure (GtkWidget *lines,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  gboolean is_wide = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = *natural = 0;
  for (GtkWidget *line = gtk_widget_get_first_child (lines); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    {
      int least, usual, gap = !is_wide && *natural > 0 ? SPACING : 0;

      if (!gtk_widget_should_layout (line))
        continue;
      gtk_widget_measure (line, orientation, is_wide ? -1 : for_size, &least, &usual, NULL, NULL);
      *minimum = is_wide ? MAX (*minimum, least) : *minimum + gap + least;
      *natural = is_wide ? MAX (*natural, usual) : *natural + gap + usual;
    }
}

static void
allocate (GtkWidget *lines, int width, int height, int baseline)
{
  int top = 0;

  for (GtkWidget *line = gtk_widget_get_first_child (lines); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    {
      GtkAllocation place = { 0, top, width, 0 };

      if (!gtk_widget_should_layout (line))
        continue;
      gtk_widget_measure (line, GTK_ORIENTATION_VERTICAL, width, &place.height, NULL, NULL, NULL);
      gtk_widget_size_allocate (line, &place, -1);
      top += place.height + SPACING;
    }
}

/* (nullable) */
static GtkWidget *
find_title (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "title"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_title (child);
  return found;
}

void
lf_action_row_fit (AdwActionRow *row)
{
  GtkWidget *title = find_title (GTK_WIDGET (row));

  g_return_if_fail (title != NULL);

  gtk_widget_set_layout_manager (gtk_widget_get_parent (title),
                                 gtk_custom_layout_new (get_request_mode, measure, allocate));
}
