/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entity's records that refer to a record. */

#include "config.h"

#include "lf-relation-group.h"

#include "lf-dialogs.h"
#include "lf-editor.h"
#include "lf-may.h"
#include "lf-relation-row.h"

#include <glib/gi18n.h>

struct _LfRelationGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *add_button;

  LfAppContext *context;
  const LfEntity *entity;
  LfRecord *origin;
  char *filter;
};

G_DEFINE_FINAL_TYPE (LfRelationGroup, lf_relation_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_add_clicked_cb (LfRelationGroup *self)
{
  lf_new_record_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->context,
                                self->entity, self->origin);
}

static void
on_row_activated_cb (LfRelationRow *row, LfRelationGroup *self)
{
  lf_app_context_open_record (self->context, self->entity->name,
                              lf_record_id (lf_relation_row_get_record (row)));
}

static void
on_all_activated_cb (LfRelationGroup *self)
{
  g_autofree char *origin = lf_record_title (self->origin);
  g_autofree char *title
      = g_strdup_printf (C_ ("kind of records and what they belong to", "%1$s: %2$s"),
                         lf_entity_plural (self->entity), origin);

  lf_app_context_open_list (self->context, self->entity->name, self->filter, title);
}

/* The listed fields that are not blank and do not merely refer back. */
static char *
summarise (LfRelationGroup *self, const LfRecord *record)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; self->entity->fields[i].name != NULL; i++)
    {
      const LfField *field = &self->entity->fields[i];
      g_autofree char *value = NULL;

      if (!(field->flags & LF_FIELD_LISTED) || (field->flags & LF_FIELD_TITLE)
          || field->type == LF_VALUE_LONG_TEXT
          || g_strcmp0 (lf_record_get_at (record, i), lf_record_id (self->origin)) == 0)
        continue;
      value = lf_record_format_at (record, i);
      if (*value != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", value);
    }
  return g_string_free (text, FALSE);
}

static void
add_record_row (LfRelationGroup *self, LfRecord *record)
{
  g_autofree char *title = lf_record_title (record);
  g_autofree char *subtitle = summarise (self, record);
  LfRelationRow *row = lf_relation_row_new (title, subtitle, record);

  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
}

static void
add_all_row (LfRelationGroup *self, gint64 n)
{
  g_autofree char *title
      = g_strdup_printf (ngettext ("Show All %d", "Show All %d", (gulong) n), (int) n);
  LfRelationRow *row = lf_relation_row_new (title, "", /* record= */ NULL);

  g_signal_connect_object (row, "activated", G_CALLBACK (on_all_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
}

static void
lf_relation_group_dispose (GObject *object)
{
  g_clear_object (&LF_RELATION_GROUP (object)->context);
  G_OBJECT_CLASS (lf_relation_group_parent_class)->dispose (object);
}

static void
lf_relation_group_finalize (GObject *object)
{
  LfRelationGroup *self = LF_RELATION_GROUP (object);

  lf_record_unref (self->origin);
  g_free (self->filter);
  G_OBJECT_CLASS (lf_relation_group_parent_class)->finalize (object);
}

static void
lf_relation_group_class_init (LfRelationGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_relation_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_relation_group_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-relation-group"));
  gtk_widget_class_bind_template_child (widget_class, LfRelationGroup, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked_cb);
}

static void
lf_relation_group_init (LfRelationGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfRelationGroup *
lf_relation_group_new (LfAppContext *context, const LfRelation *relation, LfRecord *origin)
{
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, relation->n);
  /* Translators: heads a list: the kind of its records, and how many there are. */
  g_autofree char *title = g_strdup_printf (C_ ("kind of records and number", "%1$s (%2$s)"),
                                            lf_entity_plural (relation->entity), n);
  LfRelationGroup *self = g_object_new (LF_TYPE_RELATION_GROUP, "title", title, NULL);
  g_autofree char *add = g_strdup_printf (_ ("Add: %s"), lf_entity_label (relation->entity));

  self->context = g_object_ref (context);
  self->entity = relation->entity;
  self->origin = lf_record_ref (origin);
  self->filter = g_strdup (relation->filter);
  gtk_widget_set_visible (self->add_button, lf_may (context, relation->entity->name, 'c'));
  gtk_widget_set_tooltip_text (self->add_button, add);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  add, -1);
  for (guint i = 0; i < relation->records->len; i++)
    add_record_row (self, relation->records->pdata[i]);
  if (relation->n > relation->records->len)
    add_all_row (self, relation->n);
  return self;
}
