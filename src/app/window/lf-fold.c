/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bin that may be smaller than its child. */

#include "config.h"

#include "lf-fold.h"

struct _LfFold
{
  GtkWidget parent_instance;
  GtkWidget *child;          /* (nullable) */
  int min_width, min_height; /* -1: its child's */
  int room;
  guint notify_id;
};

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_MIN_WIDTH,
  PROP_MIN_HEIGHT,
  PROP_ROOM,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LfFold, lf_fold, GTK_TYPE_WIDGET)

static int
child_min_width (LfFold *self)
{
  int minimum;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
child_min_height (LfFold *self, int width)
{
  int minimum;

  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  return minimum;
}

static GtkSizeRequestMode
lf_fold_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lf_fold_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  LfFold *self = LF_FOLD (widget);
  int most = orientation == GTK_ORIENTATION_HORIZONTAL ? self->min_width : self->min_height;

  *minimum = *natural = 0;
  if (self->child == NULL)
    return;
  if (for_size >= 0) /* never less than the child takes: it is given that much, too */
    for_size
        = MAX (for_size, orientation == GTK_ORIENTATION_VERTICAL ? child_min_width (self)
                                                                 : child_min_height (self, -1));
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (most >= 0)
    *minimum = MIN (*minimum, most);
}

static gboolean
on_room_changed_cb (gpointer user_data)
{
  LfFold *self = user_data;

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROOM]);
  return G_SOURCE_REMOVE;
}

static void
lf_fold_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LfFold *self = LF_FOLD (widget);

  if (self->child != NULL)
    {
      int wide = MAX (width, child_min_width (self));

      gtk_widget_allocate (self->child, wide, MAX (height, child_min_height (self, wide)), baseline,
                           NULL);
    }
  if (self->room == width)
    return;
  self->room = width;
  if (self->notify_id == 0)
    self->notify_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_room_changed_cb, self, NULL);
}

static void
set_child (LfFold *self, GtkWidget *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
lf_fold_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LfFold *self = LF_FOLD (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    case PROP_MIN_WIDTH:
      self->min_width = g_value_get_int (value);
      break;
    case PROP_MIN_HEIGHT:
      self->min_height = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_fold_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LfFold *self = LF_FOLD (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_MIN_WIDTH:
      g_value_set_int (value, self->min_width);
      break;
    case PROP_MIN_HEIGHT:
      g_value_set_int (value, self->min_height);
      break;
    case PROP_ROOM:
      g_value_set_int (value, self->room);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_fold_dispose (GObject *object)
{
  LfFold *self = LF_FOLD (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  set_child (self, NULL);
  G_OBJECT_CLASS (lf_fold_parent_class)->dispose (object);
}

static void
lf_fold_class_init (LfFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = lf_fold_set_property;
  object_class->get_property = lf_fold_get_property;
  object_class->dispose = lf_fold_dispose;
  widget_class->get_request_mode = lf_fold_get_request_mode;
  widget_class->measure = lf_fold_measure;
  widget_class->size_allocate = lf_fold_size_allocate;
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MIN_WIDTH]
      = g_param_spec_int ("min-width", NULL, NULL, -1, G_MAXINT, 0,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  properties[PROP_MIN_HEIGHT]
      = g_param_spec_int ("min-height", NULL, NULL, -1, G_MAXINT, -1,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  properties[PROP_ROOM] = g_param_spec_int ("room", NULL, NULL, 0, G_MAXINT, 0,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lf_fold_init (LfFold *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

int
lf_fold_get_room (LfFold *self)
{
  return self->room;
}
