/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts one below the other. */

#include "config.h"

#include "lf-lines-layout.h"

#define ROW_SPACING 3 /* that of libadwaita between the title and the line below it */

struct _LfLinesLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (LfLinesLayout, lf_lines_layout, GTK_TYPE_LAYOUT_MANAGER)

/* (nullable): the first one that has a place, of @child and those after it */
static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
first_line (GtkWidget *widget)
{
  return skip_hidden (gtk_widget_get_first_child (widget));
}

static GtkWidget *
next_line (GtkWidget *line)
{
  return skip_hidden (gtk_widget_get_next_sibling (line));
}

static GtkSizeRequestMode
lf_lines_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lf_lines_layout_measure (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  int spacing = LF_LINES_LAYOUT (manager)->spacing, n_above = 0;

  *minimum = *natural = 0;
  for (GtkWidget *line = first_line (widget); line != NULL; line = next_line (line), n_above++)
    {
      int least, wanted;

      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          gtk_widget_measure (line, orientation, -1, &least, &wanted, NULL, NULL);
          *minimum = MAX (*minimum, least);
          *natural = MAX (*natural, wanted);
          continue;
        }
      gtk_widget_measure (line, orientation, for_size, &least, &wanted, NULL, NULL);
      *minimum += least + (n_above > 0 ? spacing : 0);
      *natural += wanted + (n_above > 0 ? spacing : 0);
    }
}

static void
lf_lines_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  int spacing = LF_LINES_LAYOUT (manager)->spacing, room = height + spacing, top = 0;
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (GtkRequestedSize));

  for (GtkWidget *line = first_line (widget); line != NULL; line = next_line (line))
    {
      GtkRequestedSize size = { .data = line };

      gtk_widget_measure (line, GTK_ORIENTATION_VERTICAL, width, &size.minimum_size,
                          &size.natural_size, NULL, NULL);
      room -= size.minimum_size + spacing;
      g_array_append_val (sizes, size);
    }
  if (sizes->len > 0)
    gtk_distribute_natural_allocation (MAX (room, 0), sizes->len, (gpointer) sizes->data);
  for (guint i = 0; i < sizes->len; i++)
    {
      const GtkRequestedSize *size = &g_array_index (sizes, GtkRequestedSize, i);
      const GtkAllocation place = { 0, top, width, size->minimum_size };

      gtk_widget_size_allocate (size->data, &place, -1);
      top += size->minimum_size + spacing;
    }
}

static void
lf_lines_layout_class_init (LfLinesLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = lf_lines_layout_get_request_mode;
  layout_class->measure = lf_lines_layout_measure;
  layout_class->allocate = lf_lines_layout_allocate;
}

static void
lf_lines_layout_init (LfLinesLayout *self)
{
}

GtkLayoutManager *
lf_lines_layout_new (int spacing)
{
  LfLinesLayout *self = g_object_new (LF_TYPE_LINES_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}

/* Its node is box.title, as libadwaita documents it. */
void
lf_lines_layout_use (AdwActionRow *row)
{
  GtkWidget *header = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  GtkWidget *child = header == NULL ? NULL : gtk_widget_get_first_child (header);

  while (child != NULL && !(GTK_IS_BOX (child) && gtk_widget_has_css_class (child, "title")))
    child = gtk_widget_get_next_sibling (child);
  if (child != NULL)
    gtk_widget_set_layout_manager (child, lf_lines_layout_new (ROW_SPACING));
}
