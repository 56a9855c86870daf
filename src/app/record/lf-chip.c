/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chip: one element of a set, with a button that takes it out. */

#include "config.h"

#include "lf-chip.h"

#include "lf-editor.h"

#include <glib/gi18n.h>

struct _LfChip
{
  AdwBin parent_instance;

  GtkLabel *label;
  GtkWidget *open_button;
  GtkWidget *remove_button;

  char *element;
};

enum
{
  OPENED,
  REMOVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfChip, lf_chip, ADW_TYPE_BIN)

static void
on_open_clicked_cb (LfChip *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
on_remove_clicked_cb (LfChip *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
lf_chip_finalize (GObject *object)
{
  g_free (LF_CHIP (object)->element);
  G_OBJECT_CLASS (lf_chip_parent_class)->finalize (object);
}

static void
lf_chip_class_init (LfChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_chip_finalize;
  signals[OPENED]
      = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED]
      = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-chip"));
  gtk_widget_class_bind_template_child (widget_class, LfChip, label);
  gtk_widget_class_bind_template_child (widget_class, LfChip, open_button);
  gtk_widget_class_bind_template_child (widget_class, LfChip, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked_cb);
}

static void
lf_chip_init (LfChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfChip *
lf_chip_new (const char *element, const char *label)
{
  LfChip *self = g_object_new (LF_TYPE_CHIP, NULL);

  self->element = g_strdup (element);
  lf_chip_set_label (self, label);
  return self;
}

void
lf_chip_set_label (LfChip *self, const char *label)
{
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), label);

  gtk_label_set_label (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_tooltip_text (self->remove_button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
}

const char *
lf_chip_get_element (LfChip *self)
{
  return self->element;
}
