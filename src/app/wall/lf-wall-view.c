/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of a wall chart. */

#include "config.h"

#include "lf-wall-view.h"

#include <glib/gi18n.h>

struct _LfWallView
{
  LfMarkView parent_instance;

  LfWall *wall; /* (nullable) */
  LfRoom room;
  guint page;
  guint n_pages;    /* for the size it has; 0: not laid out yet */
  GPtrArray *marks; /* (nullable) (element-type LfWallMark): of the page */
};

enum
{
  TURNED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfWallView, lf_wall_view, LF_TYPE_MARK_VIEW)

/* ---- Drawing ---- */

static gboolean
lf_wall_view_has_drawing (LfMarkView *view)
{
  return LF_WALL_VIEW (view)->wall != NULL;
}

static void
lf_wall_view_style (LfMarkView *view, LfChartStyle *style)
{
  LfWallView *self = LF_WALL_VIEW (view);
  const char *font = style->font;

  if (self->room == LF_ROOM_AS_WINDOW)
    return;
  if (self->room == LF_ROOM_DARK)
    lf_wall_style_dark (style);
  else
    lf_chart_style_paper (style);
  style->font = font;
}

static void
count_pages (LfWallView *self)
{
  LfChartStyle style;
  LfWallSheet sheet;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->wall == NULL || width <= 0 || height <= 0)
    return;
  lf_mark_view_style (LF_MARK_VIEW (self), &style);
  lf_wall_sheet_screen (width, height, &style, &sheet);
  self->n_pages = lf_wall_n_pages (self->wall, &sheet);
  self->page = MIN (self->page, self->n_pages - 1);
}

static LfChartMark *
to_chart_mark (const LfWallMark *mark, guint row)
{
  LfChartMark *made = g_new0 (LfChartMark, 1);

  *made
      = (LfChartMark){ mark->x, mark->y, mark->width, mark->height, row, 0, g_strdup (mark->tip) };
  return made;
}

static void
take_marks (LfWallView *self, GPtrArray *marks, GPtrArray **ret_marks)
{
  GPtrArray *made = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_chart_mark_free);

  for (guint i = 0; i < marks->len; i++)
    g_ptr_array_add (made, to_chart_mark (marks->pdata[i], i));
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  self->marks = marks;
  *ret_marks = made;
}

static void
lf_wall_view_draw (LfMarkView *view, const LfMarkDrawing *drawing, GPtrArray **ret_marks)
{
  LfWallView *self = LF_WALL_VIEW (view);
  GPtrArray *marks = NULL;
  LfWallSheet sheet;

  lf_wall_sheet_screen (drawing->width, drawing->height, drawing->style, &sheet);
  lf_wall_draw (self->wall, &sheet, self->page, drawing->cr, drawing->highlighted,
                ret_marks == NULL ? NULL : &marks);
  if (ret_marks != NULL)
    take_marks (self, marks, ret_marks);
}

static void
tell_turned (LfWallView *self)
{
  g_signal_emit (self, signals[TURNED], 0);
}

/* A sheet of another size takes another number of pages. What follows from that is told later:
 * nothing may ask for room while room is given. */
static gboolean
on_resized_cb (gpointer user_data)
{
  tell_turned (user_data);
  return G_SOURCE_REMOVE;
}

static void
lf_wall_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LfWallView *self = LF_WALL_VIEW (widget);
  guint page = self->page, n_pages = self->n_pages;

  count_pages (self);
  GTK_WIDGET_CLASS (lf_wall_view_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->page != page || self->n_pages != n_pages)
    g_idle_add_full (G_PRIORITY_DEFAULT, on_resized_cb, g_object_ref (self), g_object_unref);
}

/* ---- Showing ---- */

static void
show (LfWallView *self)
{
  g_autofree char *spoken = self->wall == NULL ? g_strdup ("") : lf_wall_spoken (self->wall);

  lf_mark_view_show (LF_MARK_VIEW (self), spoken);
  tell_turned (self);
}

/* ---- Widget ---- */

static void
lf_wall_view_finalize (GObject *object)
{
  LfWallView *self = LF_WALL_VIEW (object);

  g_clear_pointer (&self->wall, lf_wall_unref);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  G_OBJECT_CLASS (lf_wall_view_parent_class)->finalize (object);
}

static void
lf_wall_view_class_init (LfWallViewClass *klass)
{
  LfMarkViewClass *view_class = LF_MARK_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_wall_view_finalize;
  GTK_WIDGET_CLASS (klass)->size_allocate = lf_wall_view_size_allocate;
  view_class->has_drawing = lf_wall_view_has_drawing;
  view_class->draw = lf_wall_view_draw;
  view_class->style = lf_wall_view_style;
  signals[TURNED] = g_signal_new ("turned", LF_TYPE_WALL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
lf_wall_view_init (LfWallView *self)
{
}

void
lf_wall_view_set_wall (LfWallView *self, LfWall *wall)
{
  LfWall *old = self->wall;

  g_return_if_fail (LF_IS_WALL_VIEW (self));

  self->wall = wall == NULL ? NULL : lf_wall_ref (wall);
  g_clear_pointer (&old, lf_wall_unref);
  count_pages (self);
  show (self);
}

LfWall *
lf_wall_view_get_wall (LfWallView *self)
{
  return self->wall;
}

void
lf_wall_view_set_room (LfWallView *self, LfRoom room)
{
  self->room = room;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
lf_wall_view_n_pages (LfWallView *self)
{
  return MAX (self->n_pages, 1);
}

guint
lf_wall_view_get_page (LfWallView *self)
{
  return self->page;
}

void
lf_wall_view_set_page (LfWallView *self, guint page)
{
  /* Before it has a size it takes any page, which is held to what there is then. */
  guint to = self->n_pages == 0 ? page : MIN (page, self->n_pages - 1);

  if (to == self->page)
    return;
  self->page = to;
  show (self);
}

const LfWallMark *
lf_wall_view_mark (LfWallView *self, guint row)
{
  return self->marks != NULL && row < self->marks->len ? self->marks->pdata[row] : NULL;
}
