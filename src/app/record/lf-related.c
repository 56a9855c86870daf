/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that refer to one record. */

#include "config.h"

#include "lf-related.h"

#include "lf-dialogs.h"
#include "lf-editor.h"
#include "lf-may.h"
#include "lf-relation-group.h"

#include <glib/gi18n.h>

struct _LfRelated
{
  AdwBin parent_instance;

  GtkBox *groups;
  GtkWidget *missing;
  GtkFlowBox *adds;

  LfAppContext *context;
  LfRecord *record;      /* (nullable) */
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfRelated, lf_related, ADW_TYPE_BIN)

static void
on_add_clicked_cb (LfRelated *self, GtkButton *button)
{
  lf_new_record_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->context,
                                lf_schema_find (gtk_widget_get_name (GTK_WIDGET (button))),
                                self->record);
}

/* What there is none of needs no heading of its own. */
static void
add_missing (LfRelated *self, const LfEntity *entity)
{
  GtkWidget *content = g_object_new (ADW_TYPE_BUTTON_CONTENT, "icon-name", "list-add-symbolic",
                                     "label", lf_entity_label (entity), NULL);
  GtkWidget *button = gtk_button_new ();
  g_autofree char *add = g_strdup_printf (_ ("Add: %s"), lf_entity_label (entity));

  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_name (button, entity->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, add, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_add_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_flow_box_append (self->adds, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
clear (LfRelated *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->adds))) != NULL)
    gtk_flow_box_remove (self->adds, child);
}

static void
show_relations (LfRelated *self, GPtrArray *relations)
{
  gboolean is_complete = TRUE;

  clear (self);
  for (guint i = 0; i < relations->len; i++)
    {
      const LfRelation *relation = relations->pdata[i];

      if (relation->n > 0)
        gtk_box_append (self->groups,
                        GTK_WIDGET (lf_relation_group_new (self->context, relation, self->record)));
      else if (lf_may (self->context, relation->entity->name, 'c'))
        {
          add_missing (self, relation->entity);
          is_complete = FALSE;
        }
    }
  gtk_widget_set_visible (self->missing, !is_complete);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfRelated *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) relations = lf_relations_read_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (relations != NULL)
    show_relations (self, relations);
  else
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
lf_related_dispose (GObject *object)
{
  LfRelated *self = LF_RELATED (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->context);
  g_clear_pointer (&self->record, lf_record_unref);
  G_OBJECT_CLASS (lf_related_parent_class)->dispose (object);
}

static void
lf_related_class_init (LfRelatedClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_related_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-related"));
  gtk_widget_class_bind_template_child (widget_class, LfRelated, groups);
  gtk_widget_class_bind_template_child (widget_class, LfRelated, missing);
  gtk_widget_class_bind_template_child (widget_class, LfRelated, adds);
}

static void
lf_related_init (LfRelated *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lf_related_set_context (LfRelated *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}

void
lf_related_show (LfRelated *self, LfRecord *record)
{
  LfRecord *old = self->record;

  self->record = lf_record_ref (record);
  g_clear_pointer (&old, lf_record_unref);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  lf_relations_read_async (lf_app_context_store (self->context), record, self->reading, on_read_cb,
                           self);
}
