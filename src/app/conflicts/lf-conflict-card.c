/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One open conflict. */

#include "config.h"

#include "lf-conflict-card.h"

#include <glib/gi18n.h>

struct _LfConflictCard
{
  AdwPreferencesGroup parent_instance;

  GtkCheckButton *check;
  GtkWidget *open_button;
  AdwActionRow *mine_row;
  GtkButton *mine_button;
  AdwActionRow *theirs_row;
  GtkButton *theirs_button;
  AdwActionRow *original_row;
  GtkButton *original_button;
  AdwEntryRow *value_row;

  char *id;
  const LfEntity *entity; /* (nullable) */
  const LfField *field;   /* (nullable) */
  char *record;
};

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
enum
{
  SETTLED,
  OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfConflictCard, lf_conflict_card, ADW_TYPE_PREFERENCES_GROUP)

static void
settle (LfConflictCard *self, LfSettle how, const char *value)
{
  g_signal_emit (self, signals[SETTLED], 0, (int) how, value);
}

static void
on_mine_clicked_cb (LfConflictCard *self)
{
  settle (self, LF_SETTLE_MINE, NULL);
}

static void
on_theirs_clicked_cb (LfConflictCard *self)
{
  settle (self, LF_SETTLE_THEIRS, NULL);
}

static void
on_original_clicked_cb (LfConflictCard *self)
{
  settle (self, LF_SETTLE_ORIGINAL, NULL);
}

static void
on_value_applied_cb (LfConflictCard *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->value_row));
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  if (lf_field_parse (self->field, text, &value, &error))
    {
      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), NULL);
      gtk_widget_remove_css_class (GTK_WIDGET (self->value_row), "error");
      settle (self, LF_SETTLE_VALUE, text);
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->value_row), "error");
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), error->message);
}

static void
on_open_clicked_cb (LfConflictCard *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
on_check_active_cb (LfConflictCard *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
lf_conflict_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, lf_conflict_card_get_selected (LF_CONFLICT_CARD (object)));
}

static void
lf_conflict_card_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  lf_conflict_card_set_selected (LF_CONFLICT_CARD (object), g_value_get_boolean (value));
}

static void
lf_conflict_card_finalize (GObject *object)
{
  LfConflictCard *self = LF_CONFLICT_CARD (object);

  g_free (self->id);
  g_free (self->record);
  G_OBJECT_CLASS (lf_conflict_card_parent_class)->finalize (object);
}

static void
lf_conflict_card_class_init (LfConflictCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = lf_conflict_card_get_property;
  object_class->set_property = lf_conflict_card_set_property;
  object_class->finalize = lf_conflict_card_finalize;
  properties[PROP_SELECTED]
      = g_param_spec_boolean ("selected", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SETTLED] = g_signal_new ("settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  signals[OPENED]
      = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CONFLICT_UI ("lf-conflict-card"));
  gtk_widget_class_bind_template_child (widget_class, LfConflictCard, check);
  gtk_widget_class_bind_template_child (widget_class, LfConflictCard, open_button);
  gtk_widget_class_bind_template_child (widget_class, LfConflictCard, mine_row);
  gtk_widget_class_bind_template_child (widget_class, LfConflictCard, mine_button);
  gtk_widget_class_bind_template_child (widget_class, LfConflictCard, theirs_row);
  gtk_widget_class_bind_template_child (widget_class, LfConflictCard, theirs_button);
  gtk_widget_class_bind_template_child (widget_class, LfConflictCard, original_row);
  gtk_widget_class_bind_template_child (widget_class, LfConflictCard, original_button);
  gtk_widget_class_bind_template_child (widget_class, LfConflictCard, value_row);
  gtk_widget_class_bind_template_callback (widget_class, on_mine_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_theirs_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_original_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_value_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_check_active_cb);
}

static void
lf_conflict_card_init (LfConflictCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_side (AdwActionRow *row, GtkButton *button, const LfConflictSide *side, gboolean is_in_force)
{
  /* Translators: a button; the name is “Mine”, “Theirs” or a person's. */
  g_autofree char *label = g_strdup_printf (C_ ("conflict", "Use %s"), side->name);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", label, side->value);
  g_autofree char *subtitle
      = is_in_force ? g_strdup_printf (C_ ("conflict", "%s · in force now"), side->byline)
                    : g_strdup (side->byline);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), side->value);
  adw_action_row_set_subtitle (row, subtitle);
  gtk_button_set_label (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

/* A new value can be typed where typing makes one. */
static gboolean
can_be_typed (const LfOpenConflict *conflict)
{
  const LfField *field = conflict->field;

  return conflict->n_fields == 1 && field != NULL && field->target == NULL
         && field->type != LF_VALUE_ATTACHMENT_SET;
}

LfConflictCard *
lf_conflict_card_new (const LfOpenConflict *conflict)
{
  LfConflictCard *self = g_object_new (LF_TYPE_CONFLICT_CARD, NULL);
  g_autofree char *title
      = g_strdup_printf (C_ ("record and field", "%1$s: %2$s"), conflict->title, conflict->what);
  g_autofree char *markup = g_markup_escape_text (title, -1);

  self->id = g_strdup (conflict->id);
  self->entity = conflict->entity;
  self->field = conflict->field;
  self->record = g_strdup (conflict->record);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), markup);
  show_side (self->mine_row, self->mine_button, &conflict->mine, conflict->is_mine_in_force);
  show_side (self->theirs_row, self->theirs_button, &conflict->theirs, !conflict->is_mine_in_force);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->original_row), conflict->original);
  gtk_widget_set_visible (GTK_WIDGET (self->value_row), can_be_typed (conflict));
  gtk_widget_set_visible (self->open_button, conflict->entity != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  return self;
}

const char *
lf_conflict_card_get_id (LfConflictCard *self)
{
  return self->id;
}

gboolean
lf_conflict_card_get_selected (LfConflictCard *self)
{
  return gtk_check_button_get_active (self->check);
}

void
lf_conflict_card_set_selected (LfConflictCard *self, gboolean is_selected)
{
  gtk_check_button_set_active (self->check, is_selected);
}

const LfEntity *
lf_conflict_card_get_entity (LfConflictCard *self)
{
  return self->entity;
}

const char *
lf_conflict_card_get_record (LfConflictCard *self)
{
  return self->record;
}
