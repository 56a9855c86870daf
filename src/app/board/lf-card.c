/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card of the board: what is worth seeing of a project, and moving it. A list view has many more
 * cards than are seen, so a card gets its face when it comes near; until then it only takes room.
 */

#include "config.h"

#include "lf-card.h"

#include "lf-board-column.h"
#include "lf-board.h"
#include "lf-card-face.h"

struct _LfCard
{
  GtkWidget parent_instance;
  LfRow *row;
  LfCardFace *face; /* (nullable): not near yet */
};

G_DEFINE_FINAL_TYPE (LfCard, lf_card, GTK_TYPE_WIDGET)

static LfRecord *
record_of (LfCard *self)
{
  return self->row == NULL ? NULL : lf_row_get_record (self->row);
}

/* ---- Moving ---- */

static LfBoard *
board_of (LfCard *self)
{
  return LF_BOARD (gtk_widget_get_ancestor (GTK_WIDGET (self), LF_TYPE_BOARD));
}

static void
on_move_to_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfCard *self = LF_CARD (widget);

  if (record_of (self) == NULL)
    return;
  lf_board_follow (board_of (self), lf_card_get_row (self),
                   gtk_widget_get_ancestor (widget, LF_TYPE_BOARD_COLUMN));
  lf_board_move (board_of (self), record_of (self), g_variant_get_string (parameter, NULL));
}

static GdkContentProvider *
on_prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  LfCard *self = user_data;

  return record_of (self) == NULL
             ? NULL
             : gdk_content_provider_new_typed (LF_TYPE_RECORD, record_of (self));
}

static void
on_drag_begin_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (user_data);

  gtk_drag_source_set_icon (source, picture, 12, 12);
}

/* ---- Showing ---- */

static void
show (LfCard *self)
{
  LfRecord *record = record_of (self);
  g_autofree char *title = record == NULL ? g_strdup ("…") : lf_record_title (record);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (self->face != NULL)
    lf_card_face_show (self->face, record);
}

static void
on_record_cb (LfRow *row, GParamSpec *pspec, gpointer user_data)
{
  show (user_data);
}

void
lf_card_set_row (LfCard *self, LfRow *row)
{
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_func (self->row, on_record_cb, self);
  g_set_object (&self->row, row);
  if (row == NULL)
    return;
  g_signal_connect_object (row, "notify::record", G_CALLBACK (on_record_cb), self, 0);
  show (self);
}

void
lf_card_come_near (LfCard *self)
{
  if (self->face != NULL)
    return;
  self->face = LF_CARD_FACE (lf_card_face_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->face), GTK_WIDGET (self));
  lf_card_face_show (self->face, record_of (self));
}

GtkWidget *
lf_card_get_face (LfCard *self)
{
  return GTK_WIDGET (self->face);
}

/* ---- Room ---- */

/* All cards of a column are as high as one another. */
static void
lf_card_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  LfCard *self = LF_CARD (widget);
  GtkWidget *column = gtk_widget_get_ancestor (widget, LF_TYPE_BOARD_COLUMN);
  GtkWidget *face = self->face != NULL ? GTK_WIDGET (self->face)
                    : column == NULL   ? NULL
                                       : lf_board_column_get_face (LF_BOARD_COLUMN (column));

  *minimum_baseline = *natural_baseline = -1;
  *minimum = *natural = 0;
  if (face != NULL)
    gtk_widget_measure (face, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
lf_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LfCard *self = LF_CARD (widget);

  if (self->face != NULL)
    gtk_widget_allocate (GTK_WIDGET (self->face), width, height, baseline, NULL);
}

/* ---- The object ---- */

static void
lf_card_dispose (GObject *object)
{
  LfCard *self = LF_CARD (object);

  lf_card_set_row (self, NULL);
  if (self->face != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->face)));
  G_OBJECT_CLASS (lf_card_parent_class)->dispose (object);
}

static void
lf_card_class_init (LfCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_card_dispose;
  widget_class->measure = lf_card_measure;
  widget_class->size_allocate = lf_card_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "projectcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP); /* it is named */
  gtk_widget_class_install_action (widget_class, "card.move-to", "s", on_move_to_action_cb);
}

static void
lf_card_init (LfCard *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

GtkWidget *
lf_card_new (void)
{
  return g_object_new (LF_TYPE_CARD, NULL);
}

gint64
lf_card_get_row (LfCard *self)
{
  return self->row == NULL ? 0 : lf_row_get_row (self->row);
}

LfRecord *
lf_card_get_record (LfCard *self)
{
  return record_of (self);
}
