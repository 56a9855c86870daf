/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change the server did not take. */

#include "config.h"

#include "lf-refused-row.h"

#include "lf-conflict-card.h"

#include <string.h>

#define MAX_OPS_IN_PLACE 5

struct _LfRefusedRow
{
  AdwExpanderRow parent_instance;

  AdwActionRow *edits_row;

  LfChange *change;
  GPtrArray *entries; /* (element-type Entry) */
};

/* A value that can be typed. */
typedef struct
{
  AdwEntryRow *row;
  const LfField *field;
  const LfOp *op; /* of the change */
  char *shown;    /* what stood there first */
} Entry;

enum
{
  ANSWERED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfRefusedRow, lf_refused_row, ADW_TYPE_EXPANDER_ROW)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->shown);
  g_free (entry);
}

static void
on_again_clicked_cb (LfRefusedRow *self)
{
  g_signal_emit (self, signals[ANSWERED], 0, LF_REFUSED_SEND_AGAIN);
}

static void
on_discard_clicked_cb (LfRefusedRow *self)
{
  g_signal_emit (self, signals[ANSWERED], 0, LF_REFUSED_DISCARD);
}

static void
lf_refused_row_finalize (GObject *object)
{
  LfRefusedRow *self = LF_REFUSED_ROW (object);

  g_clear_pointer (&self->change, lf_change_unref);
  g_ptr_array_unref (self->entries);
  G_OBJECT_CLASS (lf_refused_row_parent_class)->finalize (object);
}

static void
lf_refused_row_class_init (LfRefusedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_refused_row_finalize;
  signals[ANSWERED] = g_signal_new ("answered", LF_TYPE_REFUSED_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CONFLICT_UI ("lf-refused-row"));
  gtk_widget_class_bind_template_child (widget_class, LfRefusedRow, edits_row);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_discard_clicked_cb);
}

static void
lf_refused_row_init (LfRefusedRow *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* ---- Values in place ---- */

static gboolean
can_be_typed (const LfField *field)
{
  return field != NULL && field->target == NULL && field->type != LF_VALUE_ATTACHMENT_SET
         && field->type != LF_VALUE_LONG_TEXT && (field->flags & LF_FIELD_MACHINE) == 0;
}

static void
add_entry (LfRefusedRow *self, const LfOp *op, const LfField *field, const LfEdit *edit)
{
  Entry *entry = g_new0 (Entry, 1);

  *entry = (Entry){ ADW_ENTRY_ROW (adw_entry_row_new ()), field, op,
                    lf_field_format (field, edit->value) };
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (entry->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry->row), lf_field_label (field));
  gtk_editable_set_text (GTK_EDITABLE (entry->row), entry->shown);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (entry->row));
  g_ptr_array_add (self->entries, entry);
}

static void
add_entries (LfRefusedRow *self, const LfOp *op)
{
  const LfEntity *entity = lf_schema_find (op->entity);

  for (guint i = 0; entity != NULL && op->kind == LF_OP_PUT && i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      const LfField *field = lf_entity_field (entity, edit->field);

      if (can_be_typed (field))
        add_entry (self, op, field, edit);
    }
}

/* FALSE: what was typed is no value of the field. */
static gboolean
read_entry (const Entry *entry, const char *label, GPtrArray *amendments)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry->row));
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  LfAmendment *amendment;
  char *value = NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (entry->row), "error");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry->row), label);
  if (strcmp (text, entry->shown) == 0)
    return TRUE;
  if (!lf_field_parse (entry->field, text, &value, &error))
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry->row), "error");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry->row), error->message);
      return FALSE;
    }
  amendment = g_new0 (LfAmendment, 1);
  *amendment = (LfAmendment){ g_strdup (entry->op->id), g_strdup (entry->field->name), value };
  g_ptr_array_add (amendments, amendment);
  return TRUE;
}

LfRefusedRow *
lf_refused_row_new (const LfRefusedChange *refused)
{
  LfRefusedRow *self = g_object_new (LF_TYPE_REFUSED_ROW, NULL);

  self->change = lf_change_ref (refused->change);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), refused->title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), refused->reason);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->edits_row), refused->edits);
  adw_action_row_set_subtitle (self->edits_row, refused->byline);
  for (guint i = 0; i < self->change->ops->len && self->change->ops->len <= MAX_OPS_IN_PLACE; i++)
    add_entries (self, self->change->ops->pdata[i]);
  return self;
}

const char *
lf_refused_row_get_change (LfRefusedRow *self)
{
  return self->change->id;
}

const char *
lf_refused_row_get_edits (LfRefusedRow *self)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->edits_row));
}

GPtrArray *
lf_refused_row_amend (LfRefusedRow *self)
{
  g_autoptr (GPtrArray) amendments
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_amendment_free);
  gboolean is_right = TRUE;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = self->entries->pdata[i];

      is_right = read_entry (entry, lf_field_label (entry->field), amendments) && is_right;
    }
  return is_right ? g_steal_pointer (&amendments) : NULL;
}
