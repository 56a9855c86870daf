/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board: a column for each live stage that the filter lets through. */

#include "config.h"

#include "lf-board.h"

#include "lf-board-column.h"

#include <glib/gi18n.h>

struct _LfBoard
{
  GtkWidget parent_instance;
  LfAppContext *context;
  GtkScrolledWindow *scroller;
  GtkBox *box;
  LfBoardColumn *columns[LF_N_LIVE_STAGES];
};

G_DEFINE_FINAL_TYPE (LfBoard, lf_board, GTK_TYPE_WIDGET)

static void
lf_board_dispose (GObject *object)
{
  LfBoard *self = LF_BOARD (object);

  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->scroller)));
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_board_parent_class)->dispose (object);
}

static void
lf_board_class_init (LfBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_board_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "board");
}

static void
lf_board_init (LfBoard *self)
{
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->box));
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));
}

GtkWidget *
lf_board_new (LfAppContext *context)
{
  LfBoard *self = g_object_new (LF_TYPE_BOARD, NULL);

  self->context = g_object_ref (context);
  for (LfStage stage = LF_STAGE_LEAD; stage < LF_N_LIVE_STAGES; stage++)
    {
      self->columns[stage] = LF_BOARD_COLUMN (lf_board_column_new (context, stage));
      gtk_box_append (self->box, GTK_WIDGET (self->columns[stage]));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Board"),
                                  -1);
  return GTK_WIDGET (self);
}

void
lf_board_set_filter (LfBoard *self, const char *filter)
{
  for (LfStage stage = LF_STAGE_LEAD; stage < LF_N_LIVE_STAGES; stage++)
    lf_board_column_set_filter (self->columns[stage], filter);
}
