/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row that stands for a record and leads to it. */

#include "config.h"

#include "lf-relation-row.h"

#include "lf-editor.h"
#include "lf-text-tip.h"

struct _LfRelationRow
{
  AdwActionRow parent_instance;

  LfRecord *record; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfRelationRow, lf_relation_row, ADW_TYPE_ACTION_ROW)

static void
lf_relation_row_finalize (GObject *object)
{
  g_clear_pointer (&LF_RELATION_ROW (object)->record, lf_record_unref);
  G_OBJECT_CLASS (lf_relation_row_parent_class)->finalize (object);
}

static void
lf_relation_row_class_init (LfRelationRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_relation_row_finalize;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               LF_RECORD_UI ("lf-relation-row"));
}

static void
lf_relation_row_init (LfRelationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfRelationRow *
lf_relation_row_new (const char *title, const char *subtitle, LfRecord *record)
{
  LfRelationRow *self = g_object_new (LF_TYPE_RELATION_ROW, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  lf_text_tip_add_to_parts (GTK_WIDGET (self));
  self->record = record == NULL ? NULL : lf_record_ref (record);
  return self;
}

LfRecord *
lf_relation_row_get_record (LfRelationRow *self)
{
  return self->record;
}
