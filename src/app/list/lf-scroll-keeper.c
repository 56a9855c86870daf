/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps a list where it is. GTK 4.8 does as long as the topmost row stays where it is among the
 * others; where it moves, the list is put back once it has been laid out again. */

#include "config.h"

#include "lf-scroll-keeper.h"

/* Rows are higher: as long as they seem not to be, the list is still growing. */
#define LEAST_HEIGHT 8

typedef struct
{
  GtkScrolledWindow *scroller; /* unowned */
  LfListModel *model;
  gint64 row; /* the topmost; 0: none, or the list stands at its beginning */
  double offset;
  GdkFrameClock *clock; /* (nullable): while the list is to be laid out */
  gulong painted_id;
} Keeper;

static GtkAdjustment *
adjustment_of (const Keeper *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

/* 0 when there is none */
static double
row_height (const Keeper *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  return n == 0 ? 0 : gtk_adjustment_get_upper (adjustment_of (self)) / n;
}

static void
stop_waiting (Keeper *self)
{
  if (self->clock != NULL)
    g_signal_handler_disconnect (self->clock, self->painted_id);
  g_clear_object (&self->clock);
}

static void
put_back (Keeper *self)
{
  double height = row_height (self);
  guint position = lf_list_model_find_row (self->model, self->row);
  double value = position * height + self->offset;

  if (height > 0 && height < LEAST_HEIGHT)
    return;
  stop_waiting (self);
  if (position != G_MAXUINT && ABS (value - gtk_adjustment_get_value (adjustment_of (self))) >= 1)
    gtk_adjustment_set_value (adjustment_of (self), value);
  self->row = 0;
}

/* Twice in a row without a frame between: the first is what is kept. */
static void
on_reordering_cb (LfListModel *model, gpointer user_data)
{
  Keeper *self = user_data;
  double height = row_height (self), value = gtk_adjustment_get_value (adjustment_of (self));
  guint position = height < 1 ? 0 : (guint) (value / height);

  if (self->row != 0 || height < LEAST_HEIGHT || value < 1)
    return;
  self->row = lf_list_model_get_row_at (model, position);
  self->offset = value - position * height;
}

static void
on_reordered_cb (LfListModel *model, gpointer user_data)
{
  Keeper *self = user_data;

  if (self->row == 0 || self->clock != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->scroller)))
    return;
  self->clock = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (self->scroller)));
  self->painted_id
      = g_signal_connect_swapped (self->clock, "after-paint", G_CALLBACK (put_back), self);
  gdk_frame_clock_request_phase (self->clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

/* What changed while nobody looked. */
static void
on_map_cb (GtkWidget *scroller, gpointer user_data)
{
  Keeper *self = user_data;

  on_reordered_cb (self->model, self);
}

static void
keeper_free (gpointer data)
{
  Keeper *self = data;

  stop_waiting (self);
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_object_unref (self->model);
  g_free (self);
}

void
lf_scroll_keeper_watch (GtkScrolledWindow *scroller, LfListModel *model)
{
  Keeper *self = g_new0 (Keeper, 1);

  self->scroller = scroller;
  self->model = g_object_ref (model);
  g_signal_connect (model, "reordering", G_CALLBACK (on_reordering_cb), self);
  g_signal_connect (model, "reordered", G_CALLBACK (on_reordered_cb), self);
  g_signal_connect_after (scroller, "map", G_CALLBACK (on_map_cb), self);
  g_object_set_data_full (G_OBJECT (scroller), "lf-scroll-keeper", self, keeper_free);
}
