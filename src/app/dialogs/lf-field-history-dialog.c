/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that tells what was done to one field of a record, by whom, when and where. */

#include "config.h"

#include "lf-dialogs.h"

#include "lf-text-tip.h"
#include "lf-timeline.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define LF_TYPE_FIELD_HISTORY_DIALOG (lf_field_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    LfFieldHistoryDialog, lf_field_history_dialog, LF, FIELD_HISTORY_DIALOG, AdwWindow)

struct _LfFieldHistoryDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  LfTimeline *timeline;
};

G_DEFINE_FINAL_TYPE (LfFieldHistoryDialog, lf_field_history_dialog, ADW_TYPE_WINDOW)

static void
lf_field_history_dialog_class_init (LfFieldHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LF_TYPE_TIMELINE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/dialogs/lf-field-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LfFieldHistoryDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LfFieldHistoryDialog, timeline);
}

static void
lf_field_history_dialog_init (LfFieldHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

void
lf_field_history_dialog_present (GtkWindow *parent,
                                 LfAppContext *context,
                                 LfRecord *record,
                                 const LfField *field)
{
  LfFieldHistoryDialog *self
      = g_object_new (LF_TYPE_FIELD_HISTORY_DIALOG, "transient-for", parent, NULL);
  g_autofree char *title
      = g_strdup_printf (C_ ("window title", "History of %s"), lf_field_label (field));
  g_autofree char *subtitle = lf_record_title (record);

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  lf_timeline_set_context (self->timeline, context);
  lf_timeline_show (self->timeline, record, field->name);
  gtk_window_present (GTK_WINDOW (self));
}
