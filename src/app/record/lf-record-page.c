/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record page: one record's form, timeline and relations. */

#include "config.h"

#include "lf-record-page-private.h"

#include "lf-editor.h"
#include "lf-file-drop.h"
#include "lf-store-land.h"
#include "lf-store-news.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfRecordPage, lf_record_page, GTK_TYPE_WIDGET)

gboolean
lf_record_page_is_project (LfRecordPage *self)
{
  return self->record != NULL && g_str_equal (self->entity->name, "project");
}

void
lf_record_page_closed (LfRecordPage *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
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
  else if (g_strcmp0 (tab, "owners") == 0)
    lf_owners_pane_show (self->owners, self->record);
  else if (g_strcmp0 (tab, "land") == 0)
    lf_land_pane_show (self->land, self->record);
  else if (g_strcmp0 (tab, "related") == 0)
    lf_related_show (self->related, self->record);
}

/* Not all records have all. */
static void
show_tabs (LfRecordPage *self)
{
  adw_view_stack_page_set_visible (self->owners_tab, lf_record_page_is_project (self));
  adw_view_stack_page_set_visible (self->land_tab, lf_land_is_of (self->entity));
  if (!adw_view_stack_page_get_visible (
          adw_view_stack_get_page (self->tabs, adw_view_stack_get_visible_child (self->tabs))))
    adw_view_stack_set_visible_child_name (self->tabs, "details");
}

static void
show_record (LfRecordPage *self, LfRecord *record)
{
  gboolean is_other
      = self->record == NULL || !g_str_equal (lf_record_id (self->record), lf_record_id (record));

  ensure_form (self, lf_record_entity (record));
  g_clear_pointer (&self->record, lf_record_unref);
  self->record = lf_record_ref (record);
  lf_form_set_record (self->form, record);
  if (is_other)
    {
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->details), 0);
      gtk_revealer_set_reveal_child (self->conflict_revealer, FALSE);
    }
  lf_record_page_read_marks (self);
  lf_record_page_show_head (self);
  show_tabs (self);
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
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, owner_button);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, owner_icon);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, owner_label);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, clocks);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, project_actions);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, move_button);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, conflict_revealer);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, conflict_label);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, handover_notice);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, transfer_notice);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, goal_bar);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, course_bar);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, steering_bar);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, meeting_bar);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, judging_bar);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, switcher_fold);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, details);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, form_clamp);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, owners_tab);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, owners);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, land_tab);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, land);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, LfRecordPage, related);
  gtk_widget_class_bind_template_callback (widget_class, on_tab_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_room_changed_cb);
}

static void
lf_record_page_class_init (LfRecordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_record_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_record_page_finalize;
  signals[CLOSED] = g_signal_new ("closed", LF_TYPE_RECORD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  lf_record_page_install_actions (widget_class);
  g_type_ensure (LF_TYPE_CLOCKS_CHIP);
  g_type_ensure (LF_TYPE_FOLD);
  g_type_ensure (LF_TYPE_OWNERS_PANE);
  g_type_ensure (LF_TYPE_LAND_PANE);
  g_type_ensure (LF_TYPE_TIMELINE);
  g_type_ensure (LF_TYPE_RELATED);
  g_type_ensure (LF_TYPE_HANDOVER_NOTICE);
  g_type_ensure (LF_TYPE_TRANSFER_NOTICE);
  g_type_ensure (LF_TYPE_GOAL_BAR);
  g_type_ensure (LF_TYPE_MEETING_BAR);
  g_type_ensure (LF_TYPE_JUDGING_BAR);
  g_type_ensure (LF_TYPE_COURSE_BAR);
  g_type_ensure (LF_TYPE_STEERING_BAR);
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
  lf_owners_pane_set_context (self->owners, context);
  lf_land_pane_set_context (self->land, context);
  lf_timeline_set_context (self->timeline, context);
  lf_related_set_context (self->related, context);
  lf_handover_notice_set_context (self->handover_notice, context);
  lf_transfer_notice_set_context (self->transfer_notice, context);
  lf_goal_bar_set_context (self->goal_bar, context);
  lf_course_bar_set_context (self->course_bar, context);
  lf_steering_bar_set_context (self->steering_bar, context);
  lf_meeting_bar_set_context (self->meeting_bar, context);
  lf_judging_bar_set_context (self->judging_bar, context);
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
  g_cancellable_cancel (self->marking);
  g_clear_object (&self->marking);
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
