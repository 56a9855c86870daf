/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deleted record in the list of the trash, with the button that brings it back. */

#include "config.h"

#include "lf-trash-row.h"

#include "lf-text-tip.h"

struct _LfTrashRow
{
  AdwBin parent_instance;

  GtkActionable *restore_button;

  LfTrashEntry *entry; /* (nullable) */
};

enum
{
  PROP_0,
  PROP_ENTRY,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LfTrashRow, lf_trash_row, ADW_TYPE_BIN)

/* An action is looked up with its target: that comes first. */
static void
set_entry (LfTrashRow *self, LfTrashEntry *entry)
{
  if (!g_set_object (&self->entry, entry))
    return;
  gtk_actionable_set_action_name (self->restore_button, NULL);
  if (entry != NULL)
    {
      gtk_actionable_set_action_target (self->restore_button, "s",
                                        lf_record_id (lf_trash_entry_get_record (entry)));
      gtk_actionable_set_action_name (self->restore_button, "trash.restore");
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
}

static void
lf_trash_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_ENTRY)
    g_value_set_object (value, LF_TRASH_ROW (object)->entry);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
lf_trash_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_ENTRY)
    set_entry (LF_TRASH_ROW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
lf_trash_row_dispose (GObject *object)
{
  g_clear_object (&LF_TRASH_ROW (object)->entry);
  G_OBJECT_CLASS (lf_trash_row_parent_class)->dispose (object);
}

static void
lf_trash_row_class_init (LfTrashRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lf_trash_row_get_property;
  object_class->set_property = lf_trash_row_set_property;
  object_class->dispose = lf_trash_row_dispose;
  properties[PROP_ENTRY]
      = g_param_spec_object ("entry", NULL, NULL, LF_TYPE_TRASH_ENTRY,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, LF_TRASH_UI ("lf-trash-row"));
  gtk_widget_class_bind_template_child (widget_class, LfTrashRow, restore_button);
}

static void
lf_trash_row_init (LfTrashRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_parts (GTK_WIDGET (self));
}
