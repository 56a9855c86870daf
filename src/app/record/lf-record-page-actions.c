/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Record page: what can be done to its record. */

#include "config.h"

#include "lf-record-page-private.h"

#include "lf-dialogs.h"
#include "lf-file-drop.h"
#include "lf-handover-dialog.h"
#include "lf-idea-dialog.h"
#include "lf-progress-window.h"
#include "lf-qr-dialog.h"
#include "lf-record-copy.h"
#include "lf-promote-dialog.h"
#include "lf-record-delete.h"

static GtkWindow *
get_window (LfRecordPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *entity, *id;

  g_variant_get (parameter, "(&s&s)", &entity, &id);
  lf_app_context_open_record (LF_RECORD_PAGE (widget)->context, entity, id);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRecordPage *self = LF_RECORD_PAGE (widget);
  LfStage to;

  if (lf_record_page_is_project (self)
      && lf_stage_from_key (g_variant_get_string (parameter, NULL), &to))
    lf_move_dialog_present (get_window (self), self->context, self->record, to);
}

static void
log_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRecordPage *self = LF_RECORD_PAGE (widget);

  if (lf_record_page_is_project (self))
    lf_interaction_dialog_present (get_window (self), self->context, self->record);
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRecordPage *self = LF_RECORD_PAGE (widget);
  const LfField *field
      = self->record == NULL
            ? NULL
            : lf_entity_field (self->entity, g_variant_get_string (parameter, NULL));

  if (field != NULL)
    lf_field_history_dialog_present (get_window (self), self->context, self->record, field);
}

static void
settle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_app_context_show_view (LF_RECORD_PAGE (widget)->context, "conflicts");
}

static void
show_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_app_context_show_view (LF_RECORD_PAGE (widget)->context,
                            g_variant_get_string (parameter, NULL));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_record_page_closed (LF_RECORD_PAGE (widget));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRecordPage *self = LF_RECORD_PAGE (widget);

  if (self->record == NULL)
    return;
  lf_record_delete (self->context, self->record);
  lf_record_page_closed (self);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRecordPage *self = LF_RECORD_PAGE (widget);

  if (self->record == NULL)
    return;
  if (g_str_equal (name, "record.show-code"))
    lf_qr_dialog_present (get_window (self), self->record);
  else
    lf_record_to_clipboard (widget, self->context, self->record,
                            g_str_equal (name, "record.copy-card") ? LF_COPY_CARD : LF_COPY_TEXT);
}

static void
transfer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRecordPage *self = LF_RECORD_PAGE (widget);

  if (self->record != NULL && g_str_equal (name, "record.hand-over"))
    lf_handover_dialog_present (get_window (self), self->context, self->record);
  else if (self->record != NULL && g_str_equal (name, "record.promote"))
    lf_promote_dialog_present (get_window (self), self->context, self->record);
  else if (self->record != NULL)
    lf_transfer_dialog_present (get_window (self), self->context, self->record);
}

static void
make_lead_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRecordPage *self = LF_RECORD_PAGE (widget);

  if (self->record != NULL && lf_idea_can_become_lead (self->context, self->record))
    lf_idea_dialog_present (get_window (self), self->context, self->record);
}

static void
schedule_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRecordPage *self = LF_RECORD_PAGE (widget);

  if (self->record != NULL)
    lf_app_context_show_schedule (self->context, lf_record_id (self->record));
}

static void
progress_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRecordPage *self = LF_RECORD_PAGE (widget);

  if (self->record != NULL)
    lf_progress_window_present (get_window (self), self->context, self->record);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_file_drop_paste (widget);
}

static void
show_owners_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_view_stack_set_visible_child_name (LF_RECORD_PAGE (widget)->tabs, "owners");
}

void
lf_record_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "record.open", "(ss)", open_action);
  gtk_widget_class_install_action (widget_class, "record.move", "s", move_action);
  gtk_widget_class_install_action (widget_class, "record.log", NULL, log_action);
  gtk_widget_class_install_action (widget_class, "record.settle", NULL, settle_action);
  gtk_widget_class_install_action (widget_class, "record.show-view", "s", show_view_action);
  gtk_widget_class_install_action (widget_class, "record.history", "s", history_action);
  gtk_widget_class_install_action (widget_class, "record.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "record.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "record.copy-card", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "record.show-code", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "record.hand-over", NULL, transfer_action);
  gtk_widget_class_install_action (widget_class, "record.make-lead", NULL, make_lead_action);
  gtk_widget_class_install_action (widget_class, "record.schedule", NULL, schedule_action);
  gtk_widget_class_install_action (widget_class, "record.progress", NULL, progress_action);
  gtk_widget_class_install_action (widget_class, "record.transfer", NULL, transfer_action);
  gtk_widget_class_install_action (widget_class, "record.promote", NULL, transfer_action);
  gtk_widget_class_install_action (widget_class, "record.show-owners", NULL, show_owners_action);
  gtk_widget_class_install_action (widget_class, "record.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "record.paste", NULL, paste_action);
}
