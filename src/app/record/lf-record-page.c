/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record page: one record's form, timeline and relations. */

#include "config.h"

#include "lf-record-page.h"

#include "lf-clocks-chip.h"
#include "lf-dialogs.h"
#include "lf-editor.h"
#include "lf-file-drop.h"
#include "lf-fold.h"
#include "lf-form.h"
#include "lf-handling-bar.h"
#include "lf-handover-dialog.h"
#include "lf-handover-notice.h"
#include "lf-may.h"
#include "lf-meeting-bar.h"
#include "lf-move-menu.h"
#include "lf-progress-window.h"
#include "lf-qr-dialog.h"
#include "lf-record-copy.h"
#include "lf-record-delete.h"
#include "lf-related.h"
#include "lf-store-marks.h"
#include "lf-store-news.h"
#include "lf-teller.h"
#include "lf-timeline.h"
#include "lf-transfer-notice.h"
#include "lf-vcard.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _LfRecordPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkLabel *title;
  GtkWidget *stage_chip;
  GtkImage *stage_icon;
  GtkLabel *stage_label;
  GtkLabel *amount;
  GtkImage *state_icon;
  GtkLabel *state_label;
  LfClocksChip *clocks;
  GtkWidget *project_actions;
  GtkMenuButton *move_button;
  GtkRevealer *conflict_revealer;
  GtkLabel *conflict_label;
  LfHandoverNotice *handover_notice;
  LfTransferNotice *transfer_notice;
  LfHandlingBar *handling_bar;
  LfMeetingBar *meeting_bar;
  LfFold *switcher_fold;
  AdwViewSwitcher *switcher;
  AdwViewStack *tabs;
  GtkScrolledWindow *details;
  AdwClamp *form_clamp;
  LfForm *form; /* (nullable): owned by the clamp */
  LfTimeline *timeline;
  LfRelated *related;

  LfAppContext *context;
  const LfEntity *entity; /* (nullable): nothing chosen */
  char *id;               /* (nullable) */
  LfRecord *record;       /* (nullable): as last loaded */
  GCancellable *loading;  /* (nullable) */
  GCancellable *marking;  /* (nullable): what fields wait for being looked up */
};

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfRecordPage, lf_record_page, GTK_TYPE_WIDGET)

static gboolean
is_project (LfRecordPage *self)
{
  return self->record != NULL && g_str_equal (self->entity->name, "project");
}

static GtkWindow *
get_window (LfRecordPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* ---- The head ---- */

static void
show_stage (LfRecordPage *self)
{
  LfStage stage;
  gboolean has_stage
      = is_project (self) && lf_stage_from_key (lf_record_get (self->record, "stage"), &stage);

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

static void
read_marks (LfRecordPage *self)
{
  g_cancellable_cancel (self->marking);
  g_clear_object (&self->marking);
  self->marking = g_cancellable_new ();
  lf_store_marks_async (lf_app_context_store (self->context), self->id, self->marking,
                        on_marks_read_cb, self);
}

/* ---- Showing ---- */

static void
on_form_saved_cb (LfRecordPage *self, const char *sentence)
{
  lf_app_context_toast (self->context, sentence, /* has_undo= */ TRUE);
}

static void
ensure_form (LfRecordPage *self, const LfEntity *entity)
{
  if (self->form != NULL && self->record != NULL && lf_record_entity (self->record) == entity)
    return;
  self->form = lf_form_new (lf_app_context_store (self->context), entity, LF_FORM_LIVE);
  g_signal_connect_object (self->form, "saved", G_CALLBACK (on_form_saved_cb), self,
                           G_CONNECT_SWAPPED);
  adw_clamp_set_child (self->form_clamp, GTK_WIDGET (self->form));
}

/* Names beside the icons where there is room for them, else below. */
static void
on_room_changed_cb (LfRecordPage *self)
{
  int wide;

  adw_view_switcher_set_policy (self->switcher, ADW_VIEW_SWITCHER_POLICY_WIDE);
  gtk_widget_measure (GTK_WIDGET (self->switcher), GTK_ORIENTATION_HORIZONTAL, -1, &wide, NULL,
                      NULL, NULL);
  if (wide > lf_fold_get_room (self->switcher_fold))
    adw_view_switcher_set_policy (self->switcher, ADW_VIEW_SWITCHER_POLICY_NARROW);
}

static void
on_tab_shown_cb (LfRecordPage *self)
{
  const char *tab = adw_view_stack_get_visible_child_name (self->tabs);

  if (self->record == NULL)
    return;
  if (g_strcmp0 (tab, "timeline") == 0)
    lf_timeline_show (self->timeline, self->record, /* field= */ NULL);
  else if (g_strcmp0 (tab, "related") == 0)
    lf_related_show (self->related, self->record);
}

static void
show_record (LfRecordPage *self, LfRecord *record)
{
  gboolean is_other
      = self->record == NULL || !g_str_equal (lf_record_id (self->record), lf_record_id (record));
  g_autofree char *title = lf_record_title (record);

  ensure_form (self, lf_record_entity (record));
  g_clear_pointer (&self->record, lf_record_unref);
  self->record = lf_record_ref (record);
  gtk_label_set_label (self->title, title);
  show_stage (self);
  show_amount (self);
  show_state (self);
  lf_form_set_record (self->form, record);
  if (is_other)
    {
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->details), 0);
      gtk_revealer_set_reveal_child (self->conflict_revealer, FALSE);
    }
  read_marks (self);
  show_handover (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.schedule", has_schedule (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.progress", has_schedule (self));
  lf_clocks_chip_show (self->clocks, lf_app_context_store (self->context), record);
  show_transfer (self);
  lf_handling_bar_show (self->handling_bar, record);
  lf_meeting_bar_show (self->meeting_bar, record);
  show_ways_to_copy (self);
  on_tab_shown_cb (self);
  gtk_stack_set_visible_child_name (self->pages, "record");
}

static void
show_nothing (LfRecordPage *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (self->nothing, description);
  gtk_stack_set_visible_child_name (self->pages, "nothing");
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfRecordPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRecord) record = lf_store_load_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (record != NULL && !lf_record_is_deleted (record))
    {
      show_record (self, record);
      return;
    }
  g_clear_pointer (&self->record, lf_record_unref);
  show_nothing (self, _ ("No Longer Here"),
                record != NULL ? _ ("This record was deleted.") : error->message);
}

static void
load (LfRecordPage *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  lf_store_load_async (lf_app_context_store (self->context), self->entity, self->id, self->loading,
                       on_loaded_cb, self);
}

/* What was said of this record itself, or of one that may refer to it, changes what is shown. */
static gboolean
concerns (LfRecordPage *self, const LfStoreNews *news)
{
  if (self->entity == NULL || news->is_wholesale)
    return self->entity != NULL;
  for (guint i = 0; i < news->items->len; i++)
    {
      const LfNewsItem *item = news->items->pdata[i];

      if (g_str_equal (item->id, self->id) || g_str_equal (item->entity->name, "conflict"))
        return TRUE;
      for (const LfField *field = item->entity->fields; field->name != NULL; field++)
        if (g_strcmp0 (field->target, self->entity->name) == 0)
          return TRUE;
    }
  return FALSE;
}

static void
on_store_changed_cb (LfRecordPage *self, LfStoreNews *news)
{
  if (concerns (self, news))
    load (self);
}

/* ---- Actions ---- */

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

  if (is_project (self) && lf_stage_from_key (g_variant_get_string (parameter, NULL), &to))
    lf_move_dialog_present (get_window (self), self->context, self->record, to);
}

static void
log_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRecordPage *self = LF_RECORD_PAGE (widget);

  if (is_project (self))
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
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRecordPage *self = LF_RECORD_PAGE (widget);

  if (self->record == NULL)
    return;
  lf_record_delete (self->context, self->record);
  g_signal_emit (self, signals[CLOSED], 0);
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
  else if (self->record != NULL)
    lf_transfer_dialog_present (get_window (self), self->context, self->record);
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

/* ---- Widget ---- */

static void
lf_record_page_dispose (GObject *object)
{
  LfRecordPage *self = LF_RECORD_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_cancellable_cancel (self->marking);
  g_clear_object (&self->marking);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_record_page_parent_class)->dispose (object);
}

static void
lf_record_page_finalize (GObject *object)
{
  LfRecordPage *self = LF_RECORD_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->record, lf_record_unref);
  g_free (self->id);
  G_OBJECT_CLASS (lf_record_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, title);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, stage_chip);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, stage_icon);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, stage_label);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, amount);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, state_icon);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, state_label);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, clocks);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, project_actions);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, move_button);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, conflict_revealer);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, conflict_label);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, handover_notice);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, transfer_notice);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, handling_bar);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, meeting_bar);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, switcher_fold);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, details);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, form_clamp);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, related);
  gtk_widget_class_bind_template_callback (widget_class, on_tab_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_room_changed_cb);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_file_drop_paste (widget);
}

static void
lf_record_page_class_init (LfRecordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_record_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_record_page_finalize;
  signals[CLOSED] = g_signal_new ("closed", LF_TYPE_RECORD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
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
  gtk_widget_class_install_action (widget_class, "record.schedule", NULL, schedule_action);
  gtk_widget_class_install_action (widget_class, "record.progress", NULL, progress_action);
  gtk_widget_class_install_action (widget_class, "record.transfer", NULL, transfer_action);
  gtk_widget_class_install_action (widget_class, "record.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "record.paste", NULL, paste_action);
  g_type_ensure (LF_TYPE_CLOCKS_CHIP);
  g_type_ensure (LF_TYPE_FOLD);
  g_type_ensure (LF_TYPE_TIMELINE);
  g_type_ensure (LF_TYPE_RELATED);
  g_type_ensure (LF_TYPE_HANDOVER_NOTICE);
  g_type_ensure (LF_TYPE_TRANSFER_NOTICE);
  g_type_ensure (LF_TYPE_HANDLING_BAR);
  g_type_ensure (LF_TYPE_MEETING_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-record-page"));
  bind_children (widget_class);
}

static void
lf_record_page_init (LfRecordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_file_drop_accept (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.log", FALSE);
}

GtkWidget *
lf_record_page_new (LfAppContext *context)
{
  LfRecordPage *self = g_object_new (LF_TYPE_RECORD_PAGE, NULL);

  self->context = g_object_ref (context);
  lf_timeline_set_context (self->timeline, context);
  lf_related_set_context (self->related, context);
  lf_handover_notice_set_context (self->handover_notice, context);
  lf_transfer_notice_set_context (self->transfer_notice, context);
  lf_handling_bar_set_context (self->handling_bar, context);
  lf_meeting_bar_set_context (self->meeting_bar, context);
  g_signal_connect_object (lf_app_context_store (context), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

gboolean
lf_record_page_find_field (LfRecordPage *self)
{
  if (self->record == NULL || !has_focus (GTK_WIDGET (self)))
    return FALSE;
  adw_view_stack_set_visible_child_name (self->tabs, "details");
  return lf_form_find_field (self->form);
}

void
lf_record_page_set_record (LfRecordPage *self, const LfEntity *entity, const char *id)
{
  g_autofree char *old = self->id;

  g_return_if_fail (LF_IS_RECORD_PAGE (self));

  self->id = g_strdup (id);
  self->entity = id == NULL ? NULL : entity;
  if (id != NULL)
    {
      load (self);
      return;
    }
  if (self->form != NULL)
    lf_form_finish (self->form);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->record, lf_record_unref);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.log", FALSE);
  show_nothing (self, _ ("Nothing Chosen"), _ ("Choose a record in the list to see it here."));
}
