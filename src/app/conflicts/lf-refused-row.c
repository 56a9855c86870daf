/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change the server did not take. */

#include "config.h"

#include "lf-refused-row.h"

#include "lf-conflict-card.h"

struct _LfRefusedRow
{
  AdwExpanderRow parent_instance;

  AdwActionRow *edits_row;

  char *change;
};

enum
{
  ANSWERED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfRefusedRow, lf_refused_row, ADW_TYPE_EXPANDER_ROW)

static void
on_again_clicked_cb (LfRefusedRow *self)
{
  g_signal_emit (self, signals[ANSWERED], 0, TRUE);
}

static void
on_discard_clicked_cb (LfRefusedRow *self)
{
  g_signal_emit (self, signals[ANSWERED], 0, FALSE);
}

static void
lf_refused_row_finalize (GObject *object)
{
  g_free (LF_REFUSED_ROW (object)->change);
  G_OBJECT_CLASS (lf_refused_row_parent_class)->finalize (object);
}

static void
lf_refused_row_class_init (LfRefusedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_refused_row_finalize;
  signals[ANSWERED] = g_signal_new ("answered", LF_TYPE_REFUSED_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CONFLICT_UI ("lf-refused-row"));
  gtk_widget_class_bind_template_child (widget_class, LfRefusedRow, edits_row);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_discard_clicked_cb);
}

static void
lf_refused_row_init (LfRefusedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfRefusedRow *
lf_refused_row_new (const LfRefusedChange *refused)
{
  LfRefusedRow *self = g_object_new (LF_TYPE_REFUSED_ROW, NULL);

  self->change = g_strdup (refused->change);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), refused->title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), refused->reason);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->edits_row), refused->edits);
  adw_action_row_set_subtitle (self->edits_row, refused->byline);
  return self;
}

const char *
lf_refused_row_get_change (LfRefusedRow *self)
{
  return self->change;
}
