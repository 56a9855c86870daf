/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Controls one after the other, in as many lines as they need. */

#include "config.h"

#include "lf-wrap-layout.h"

struct _LfWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing, line_spacing;
};

G_DEFINE_FINAL_TYPE (LfWrapLayout, lf_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* ---- Lines ---- */

typedef struct
{
  GtkWidget *first, *end; /* @end (nullable) is not in it */
  int width, height;
  int n_expanding;
} Line;

/* (nullable): @child or the next one that has a place */
static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
next_of (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

/* As wide as it wants to be, unless no line is that wide. */
static int
width_of (GtkWidget *child, int room)
{
  int least, wanted;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
  return MAX (least, MIN (wanted, room));
}

static int
height_of (GtkWidget *child, int width)
{
  int wanted;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &wanted, NULL, NULL);
  return wanted;
}

/* What fits into @room from @first on, one control at least. */
static Line
line_from (const LfWrapLayout *self, GtkWidget *first, int room)
{
  Line line = { first, first, 0, 0, 0 };

  for (GtkWidget *child = first; child != NULL; child = next_of (child))
    {
      int width = width_of (child, room);
      int with_it = line.width + (child == first ? 0 : self->spacing) + width;

      if (child != first && with_it > room)
        break;
      line.width = with_it;
      line.height = MAX (line.height, height_of (child, width));
      line.n_expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
      line.end = next_of (child);
    }
  return line;
}

/* ---- Layout ---- */

static GtkSizeRequestMode
lf_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (const LfWrapLayout *self, GtkWidget *first, int *minimum, int *natural)
{
  for (GtkWidget *child = first; child != NULL; child = next_of (child))
    {
      int least, wanted;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += wanted + (child == first ? 0 : self->spacing);
    }
}

static int
height_of_lines (const LfWrapLayout *self, GtkWidget *first, int room)
{
  int height = 0;

  for (GtkWidget *child = first; child != NULL;)
    {
      Line line = line_from (self, child, room);

      height += line.height + (child == first ? 0 : self->line_spacing);
      child = line.end;
    }
  return height;
}

static void
lf_wrap_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  LfWrapLayout *self = LF_WRAP_LAYOUT (manager);
  GtkWidget *first = skip_hidden (gtk_widget_get_first_child (widget));

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, first, minimum, natural);
  else
    *minimum = *natural = height_of_lines (self, first, for_size < 0 ? G_MAXINT : for_size);
}

static void
allocate_line (const LfWrapLayout *self, GtkWidget *widget, const Line *line, int room, int top)
{
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int left_over = MAX (0, room - line->width), n_expanding = line->n_expanding, x = 0;

  for (GtkWidget *child = line->first; child != line->end; child = next_of (child))
    {
      GtkAllocation place = { x, top, width_of (child, room), line->height };

      if (n_expanding > 0 && gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
        {
          int share = left_over / n_expanding--;

          place.width += share;
          left_over -= share;
        }
      x += place.width + self->spacing;
      if (is_mirrored)
        place.x = room - place.x - place.width;
      gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
lf_wrap_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  const LfWrapLayout *self = LF_WRAP_LAYOUT (manager);
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));

  for (int top = 0; child != NULL;)
    {
      Line line = line_from (self, child, width);

      allocate_line (self, widget, &line, width, top);
      top += line.height + self->line_spacing;
      child = line.end;
    }
}

static void
lf_wrap_layout_class_init (LfWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = lf_wrap_layout_get_request_mode;
  layout_class->measure = lf_wrap_layout_measure;
  layout_class->allocate = lf_wrap_layout_allocate;
}

static void
lf_wrap_layout_init (LfWrapLayout *self)
{
}

GtkLayoutManager *
lf_wrap_layout_new (int spacing, int line_spacing)
{
  LfWrapLayout *self = g_object_new (LF_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  self->line_spacing = line_spacing;
  return GTK_LAYOUT_MANAGER (self);
}
