/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that refer to one record. */

#include "config.h"

#include "lf-related.h"

#include "lf-editor.h"
#include "lf-relation-group.h"

struct _LfRelated
{
  AdwBin parent_instance;

  GtkBox *groups;

  LfAppContext *context;
  LfRecord *record;      /* (nullable) */
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfRelated, lf_related, ADW_TYPE_BIN)

static void
show_relations (LfRelated *self, GPtrArray *relations)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (guint i = 0; i < relations->len; i++)
    gtk_box_append (self->groups, GTK_WIDGET (lf_relation_group_new (
                                      self->context, relations->pdata[i], self->record)));
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
