/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of a land case. */

#include "config.h"

#include "lf-land-step-row.h"

#include "lf-land-pane.h"

#include <glib/gi18n.h>

struct _LfLandStepRow
{
  AdwActionRow parent_instance;

  GtkImage *icon;
  GtkBox *documents;
  GtkButton *record;
};

G_DEFINE_FINAL_TYPE (LfLandStepRow, lf_land_step_row, ADW_TYPE_ACTION_ROW)

static void
add_document (LfLandStepRow *self, const LfRecord *document)
{
  g_autofree char *title = lf_record_title (document);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "lf-attachment-symbolic",
                                    "tooltip-text", title, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "record.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)",
                                    lf_record_entity (document)->name, lf_record_id (document));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_box_append (self->documents, button);
}

/* "2 Apr 2026 · Result of the sale published by …" */
static char *
tell (const LfLandCase *land_case, guint step, gboolean is_next)
{
  LfDate on = { 0 };
  const LfStatuteClock *clock = land_case->clocks[step];
  g_autofree char *day = lf_land_step_is_done (step, land_case->record, &on)
                             ? lf_date_format (&on)
                             : g_strdup (is_next ? _ ("Next") : "");
  g_autofree char *told = clock == NULL ? NULL : lf_deadline_tell (&clock->deadline);

  if (told == NULL || *told == '\0')
    return g_steal_pointer (&day);
  return *day == '\0' ? g_steal_pointer (&told) : g_strdup_printf ("%s · %s", day, told);
}

static void
show_icon (LfLandStepRow *self, const LfLandCase *land_case, guint step, gboolean is_next)
{
  gboolean is_done = lf_land_step_is_done (step, land_case->record, NULL);
  const char *label = is_done ? _ ("Done") : is_next ? _ ("Next") : _ ("Not done yet");

  gtk_image_set_from_icon_name (self->icon, is_done   ? "object-select-symbolic"
                                            : is_next ? "go-next-symbolic"
                                                      : "radio-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), is_done   ? "success"
                                                     : is_next ? "accent"
                                                               : "dim-label");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
lf_land_step_row_class_init (LfLandStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, LF_LAND_UI ("lf-land-step-row"));
  gtk_widget_class_bind_template_child (widget_class, LfLandStepRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LfLandStepRow, documents);
  gtk_widget_class_bind_template_child (widget_class, LfLandStepRow, record);
}

static void
lf_land_step_row_init (LfLandStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lf_land_step_row_new (const LfLandCase *land_case, guint step)
{
  LfLandStepRow *self
      = g_object_new (LF_TYPE_LAND_STEP_ROW, "title", lf_land_step_label (step), NULL);
  gboolean is_next = lf_land_next_step (land_case->record) == step;
  g_autofree char *told = tell (land_case, step, is_next);
  g_autofree char *name = g_strdup_printf (_ ("Record: %s"), lf_land_step_label (step));
  g_autoptr (GPtrArray) documents = lf_land_documents (land_case, step);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), told);
  show_icon (self, land_case, step, is_next);
  for (guint i = 0; i < documents->len; i++)
    add_document (self, documents->pdata[i]);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->record), "(ss)",
                                    lf_record_id (land_case->record),
                                    lf_land_step_options[step].key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->record), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  if (!is_next)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->record), "flat");
      gtk_button_set_icon_name (self->record, "document-edit-symbolic");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->record), name);
    }
  return GTK_WIDGET (self);
}
