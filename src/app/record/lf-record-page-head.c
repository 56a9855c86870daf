/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Record page: what stands above the tabs. */

#include "config.h"

#include "lf-record-page-private.h"

#include "lf-handover-dialog.h"
#include "lf-idea-dialog.h"
#include "lf-may.h"
#include "lf-move-menu.h"
#include "lf-dialogs.h"
#include "lf-store-marks.h"
#include "lf-teller.h"
#include "lf-promote-dialog.h"
#include "lf-vcard.h"

#include <glib/gi18n.h>

/* ---- The project ---- */

static void
show_stage (LfRecordPage *self)
{
  LfStage stage;
  gboolean has_stage = lf_record_page_is_project (self)
                       && lf_stage_from_key (lf_record_get (self->record, "stage"), &stage);

  gtk_widget_set_visible (self->stage_chip, has_stage);
  gtk_widget_set_visible (self->project_actions, has_stage);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.log",
                                 has_stage && lf_may (self->context, "interaction", 'c'));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.move", has_stage);
  if (has_stage)
    {
      g_autoptr (GMenuModel) menu = lf_move_menu_new (stage);
      gtk_image_set_from_icon_name (self->stage_icon, lf_stage_icon (stage));
      gtk_label_set_label (self->stage_label, lf_stage_label (stage));
      gtk_menu_button_set_menu_model (self->move_button, menu);
    }
}

/* O1: at a glance. */
static void
show_owner (LfRecordPage *self)
{
  gboolean is_project = lf_record_page_is_project (self);
  gboolean has_owner = is_project && lf_record_get (self->record, "owner") != NULL;
  g_autofree char *name
      = has_owner ? lf_record_format (self->record, "owner") : g_strdup (_ ("No owner"));
  g_autofree char *label = g_strdup_printf (_ ("Owner: %s"), name);

  gtk_widget_set_visible (self->owner_button, is_project);
  gtk_image_set_from_icon_name (self->owner_icon,
                                has_owner ? "lf-account-symbolic" : "dialog-warning-symbolic");
  gtk_label_set_label (self->owner_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->owner_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_amount (LfRecordPage *self)
{
  g_autofree char *amount = NULL;

  for (guint i = 0; amount == NULL && self->entity->fields[i].name != NULL; i++)
    if (self->entity->fields[i].flags & LF_FIELD_SUMMED)
      amount = lf_record_format_at (self->record, i);
  gtk_label_set_label (self->amount, amount == NULL ? "" : amount);
}

static void
show_state (LfRecordPage *self)
{
  static const struct
  {
    const char *icon, *label;
  } states[] = {
    [LF_RECORD_SYNCED] = { "lf-sync-done-symbolic", N_ ("Up to date") },
    [LF_RECORD_PENDING] = { "lf-pending-symbolic", N_ ("Waiting to be sent") },
    [LF_RECORD_REFUSED] = { "lf-refused-symbolic", N_ ("An edit was refused") },
    [LF_RECORD_CONFLICT] = { "lf-conflict-symbolic", N_ ("Changed by two people") },
  };
  LfRecordState state = lf_record_state (self->record);

  gtk_image_set_from_icon_name (self->state_icon, states[state].icon);
  gtk_label_set_label (self->state_label, _ (states[state].label));
}

/* What nodes belong to has a schedule. */
static gboolean
has_schedule (LfRecordPage *self)
{
  const LfField *parent = lf_entity_parent_field (lf_schema_find ("node"));

  return g_str_equal (parent->target, self->entity->name);
}

/* ---- Going to somebody else ---- */

static void
show_transfer (LfRecordPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.transfer",
                                 lf_transfer_can_ask (self->context, self->record));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.promote",
                                 lf_promote_can (self->context, self->record));
  lf_transfer_notice_show (self->transfer_notice, self->record);
}

static void
show_handover (LfRecordPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.hand-over",
                                 lf_handover_can_prepare (self->context, self->record));
  lf_handover_notice_show (self->handover_notice, self->record);
}

/* ---- Copies ---- */

static void
show_ways_to_copy (LfRecordPage *self)
{
  gboolean has_card = lf_vcard_fits (self->entity);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.copy-card", has_card);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.show-code", has_card);
}

/* ---- What fields wait for ---- */

static void
show_conflicts (LfRecordPage *self, GHashTable *marks)
{
  g_autofree char *sentence = lf_tell_conflicts (self->entity, marks);

  if (sentence != NULL)
    gtk_label_set_label (self->conflict_label, sentence);
  gtk_revealer_set_reveal_child (self->conflict_revealer, sentence != NULL);
}

static void
on_marks_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfRecordPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) marks = lf_store_marks_finish (LF_STORE (source), result, &error);

  if (marks == NULL)
    return;
  show_conflicts (self, marks);
  lf_form_set_marks (self->form, marks);
}

void
lf_record_page_read_marks (LfRecordPage *self)
{
  g_cancellable_cancel (self->marking);
  g_clear_object (&self->marking);
  self->marking = g_cancellable_new ();
  lf_store_marks_async (lf_app_context_store (self->context), self->id, self->marking,
                        on_marks_read_cb, self);
}

/* ---- Public ---- */

void
lf_record_page_show_head (LfRecordPage *self)
{
  g_autofree char *title = lf_record_title (self->record);

  gtk_label_set_label (self->title, title);
  show_stage (self);
  show_owner (self);
  show_amount (self);
  show_state (self);
  show_handover (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.make-lead",
                                 lf_idea_can_become_lead (self->context, self->record));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.schedule", has_schedule (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.progress", has_schedule (self));
  lf_clocks_chip_show (self->clocks, lf_app_context_store (self->context), self->record);
  show_transfer (self);
  lf_goal_bar_show (self->goal_bar, self->record);
  lf_course_bar_show (self->course_bar, self->record);
  lf_steering_bar_show (self->steering_bar, self->record);
  lf_meeting_bar_show (self->meeting_bar, self->record);
  lf_judging_bar_show (self->judging_bar, self->record);
  show_ways_to_copy (self);
}
