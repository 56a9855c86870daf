/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that takes down a new record of any entity.

 * Nothing entered is lost by a slip: Escape and Cancel ask once something was entered. */

#include "config.h"

#include "lf-new-record-dialog.h"

#include "lf-dialogs.h"
#include "lf-discard-bar.h"
#include "lf-duplicate-box.h"
#include "lf-fit-hint.h"
#include "lf-form.h"
#include "lf-relations.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>

struct _LfNewRecordDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  LfDiscardBar *discard_bar;
  GtkLabel *message;
  LfDuplicateBox *duplicates;
  LfFitHint *fit;
  AdwBin *form_bin;
  GtkWidget *follow_up;
  GtkWidget *move_row;
  GtkSwitch *move_switch;
  LfForm *form; /* owned by the bin */

  LfAppContext *context;
  LfRecord *initial;
  LfRecord *related;         /* (nullable) */
  GCancellable *looking_up;  /* (nullable): possible duplicates */
  gboolean is_saving;        /* and saved once they are known */
  gboolean saves_when_added; /* a file is still copied in */
  char *stays;               /* (nullable): id of the record that stays after a verdict */
  gboolean is_discarding;
};

G_DEFINE_FINAL_TYPE (LfNewRecordDialog, lf_new_record_dialog, ADW_TYPE_WINDOW)

static const LfEntity *
get_entity (LfNewRecordDialog *self)
{
  return lf_record_entity (self->initial);
}

static void
show_message (LfNewRecordDialog *self, const char *text)
{
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* ---- Saving ---- */

static void
set_busy (LfNewRecordDialog *self, gboolean is_busy)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", !is_busy);
  if (is_busy)
    lf_app_leave (GTK_WIDGET (self->duplicates));
  gtk_widget_set_sensitive (GTK_WIDGET (self->duplicates), !is_busy);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfNewRecordDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LfRecord *record = lf_form_get_record (self->form);
  g_autofree char *title = lf_record_title (record);
  g_autofree char *sentence = NULL;

  set_busy (self, FALSE);
  if (!lf_store_commit_finish (LF_STORE (source), result, &error))
    {
      show_message (self, error->message);
      return;
    }
  sentence = g_strdup_printf (_ ("“%s” added"), title);
  lf_app_context_toast (self->context, sentence, /* has_undo= */ TRUE);
  if (self->related == NULL)
    lf_app_context_open_record (self->context, get_entity (self)->name, lf_record_id (record));
  self->is_discarding = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* The first talk is what makes a lead a negotiation: one change, one undo. */
static gboolean
add_follow_up (LfNewRecordDialog *self, LfChange *change, const LfRecord *record, GError **error)
{
  LfDate today = lf_date_today ();
  LfMove move = { .to = LF_STAGE_NEGOTIATION, .date = today };

  if (!gtk_widget_get_visible (self->follow_up) || !gtk_switch_get_active (self->move_switch))
    return TRUE;
  lf_date_from_canonical (lf_record_get (record, get_entity (self)->date), &move.date);
  return lf_stage_move (change, self->related, &move, &today, error);
}

static void
save (LfNewRecordDialog *self)
{
  LfRecord *record = lf_form_get_record (self->form);
  g_autofree char *title = lf_record_title (record);
  g_autofree char *label = g_strdup_printf (_ ("Add “%s”"), title);
  g_autoptr (LfChange) change = lf_change_new (label);
  g_autoptr (GError) error = NULL;

  lf_change_create (change, record);
  if (!add_follow_up (self, change, record, &error))
    {
      show_message (self, error->message);
      set_busy (self, FALSE);
      return;
    }
  lf_store_commit_async (lf_app_context_store (self->context), change, /* cancellable= */ NULL,
                         on_saved_cb, g_object_ref (self));
}

/* ---- What it may be already ---- */

static void
on_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfNewRecordDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duplicates = lf_store_duplicates_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (duplicates != NULL)
    lf_duplicate_box_show (self->duplicates, duplicates);
  if (!self->is_saving)
    return;
  self->is_saving = FALSE;
  if (duplicates != NULL && !lf_duplicate_box_blocks (self->duplicates))
    {
      save (self);
      return;
    }
  set_busy (self, FALSE);
  if (duplicates == NULL)
    show_message (self, error->message);
  else
    lf_duplicate_box_focus (self->duplicates);
}

static void
look_up (LfNewRecordDialog *self)
{
  g_cancellable_cancel (self->looking_up);
  g_clear_object (&self->looking_up);
  self->looking_up = g_cancellable_new ();
  lf_store_duplicates_async (lf_app_context_store (self->context), lf_form_get_record (self->form),
                             self->looking_up, on_looked_up_cb, g_object_ref (self));
}

static void
on_judged_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfNewRecordDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  set_busy (self, FALSE);
  if (!lf_store_judge_finish (LF_STORE (source), result, &error))
    {
      show_message (self, error->message);
      return;
    }
  lf_app_context_toast (self->context, _ ("Judged and saved"), /* has_undo= */ TRUE);
  if (self->related == NULL)
    lf_app_context_open_record (self->context, get_entity (self)->name, self->stays);
  self->is_discarding = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_judged_cb (LfNewRecordDialog *self, int verdict, const char *id, const char *reason)
{
  g_auto (GStrv) existing = lf_duplicate_box_dup_ids (self->duplicates, id);
  LfJudgement judgement
      = { (LfVerdict) verdict, reason, lf_duplicate_box_rule (self->duplicates, id) };
  LfRecord *record;

  show_message (self, NULL);
  if (!lf_form_check (self->form))
    return;
  record = lf_form_get_record (self->form);
  g_free (self->stays);
  self->stays = g_strdup (verdict == LF_VERDICT_NEW ? lf_record_id (record) : id);
  set_busy (self, TRUE);
  lf_store_judge_new_async (lf_app_context_store (self->context), record,
                            (const char *const *) existing, &judgement, /* cancellable= */ NULL,
                            on_judged_saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfNewRecordDialog *self = LF_NEW_RECORD_DIALOG (widget);

  show_message (self, NULL);
  self->saves_when_added = FALSE;
  if (!lf_form_check (self->form))
    return;
  self->saves_when_added = lf_form_is_adding_files (self->form);
  if (self->saves_when_added)
    return;
  self->is_saving = TRUE;
  set_busy (self, TRUE);
  look_up (self);
}

static void
on_entered_cb (LfNewRecordDialog *self)
{
  lf_fit_hint_look_at (self->fit, lf_app_context_store (self->context),
                       lf_form_get_record (self->form));
  if (self->saves_when_added && !lf_form_is_adding_files (self->form))
    gtk_widget_activate_action (GTK_WIDGET (self), "dialog.save", NULL);
  else if (!self->is_saving)
    look_up (self);
}

/* ---- Leaving ---- */

static gboolean
is_touched (LfNewRecordDialog *self)
{
  LfRecord *record;
  guint n = lf_entity_n_fields (get_entity (self));

  lf_form_finish (self->form);
  if (lf_form_is_unreadable (self->form) || lf_form_is_adding_files (self->form))
    return TRUE;
  record = lf_form_get_record (self->form);
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (lf_record_get_at (record, i), lf_record_get_at (self->initial, i)) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
lf_new_record_dialog_close_request (GtkWindow *window)
{
  LfNewRecordDialog *self = LF_NEW_RECORD_DIALOG (window);

  if (!self->is_discarding && is_touched (self))
    {
      lf_discard_bar_ask (self->discard_bar);
      return GDK_EVENT_STOP;
    }
  g_cancellable_cancel (self->looking_up);
  return GTK_WINDOW_CLASS (lf_new_record_dialog_parent_class)->close_request (window);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LF_NEW_RECORD_DIALOG (widget)->is_discarding = TRUE;
  gtk_window_close (GTK_WINDOW (widget));
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfNewRecordDialog *self = LF_NEW_RECORD_DIALOG (widget);

  lf_discard_bar_hide (self->discard_bar);
  lf_form_focus_first (self->form);
}

/* ---- Window ---- */

static void
lf_new_record_dialog_finalize (GObject *object)
{
  LfNewRecordDialog *self = LF_NEW_RECORD_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_object (&self->looking_up);
  g_free (self->stays);
  g_clear_pointer (&self->initial, lf_record_unref);
  g_clear_pointer (&self->related, lf_record_unref);
  G_OBJECT_CLASS (lf_new_record_dialog_parent_class)->finalize (object);
}

static void
lf_new_record_dialog_class_init (LfNewRecordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_new_record_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lf_new_record_dialog_close_request;
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "dialog.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "dialog.keep", NULL, keep_action);
  g_type_ensure (LF_TYPE_DISCARD_BAR);
  g_type_ensure (LF_TYPE_DUPLICATE_BOX);
  g_type_ensure (LF_TYPE_FIT_HINT);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-new-record-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfNewRecordDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LfNewRecordDialog, discard_bar);
  gtk_widget_class_bind_template_child (widget_class, LfNewRecordDialog, message);
  gtk_widget_class_bind_template_child (widget_class, LfNewRecordDialog, duplicates);
  gtk_widget_class_bind_template_child (widget_class, LfNewRecordDialog, fit);
  gtk_widget_class_bind_template_callback (widget_class, on_judged_cb);
  gtk_widget_class_bind_template_child (widget_class, LfNewRecordDialog, form_bin);
  gtk_widget_class_bind_template_child (widget_class, LfNewRecordDialog, follow_up);
  gtk_widget_class_bind_template_child (widget_class, LfNewRecordDialog, move_row);
  gtk_widget_class_bind_template_child (widget_class, LfNewRecordDialog, move_switch);
}

static void
lf_new_record_dialog_init (LfNewRecordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

/* Logging a lead's first talk offers to move it on. */
static void
offer_follow_up (LfNewRecordDialog *self)
{
  gboolean is_lead
      = self->related != NULL && g_str_equal (get_entity (self)->name, "interaction")
        && g_str_equal (lf_record_entity (self->related)->name, "project")
        && g_strcmp0 (lf_record_get (self->related, "stage"), lf_stage_key (LF_STAGE_LEAD)) == 0;
  g_autofree char *title
      = g_strdup_printf (_ ("Also Move to “%s”"), lf_stage_label (LF_STAGE_NEGOTIATION));

  gtk_widget_set_visible (self->follow_up, is_lead);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->move_row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->move_row),
                               _ ("A lead becomes a negotiation with its first talk."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->move_switch), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
}

static void
set_titles (LfNewRecordDialog *self)
{
  g_autofree char *title = g_strdup_printf (_ ("New: %s"), lf_entity_label (get_entity (self)));

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->window_title, title);
  if (self->related != NULL)
    {
      g_autofree char *subtitle = lf_record_title (self->related);
      adw_window_title_set_subtitle (self->window_title, subtitle);
    }
}

LfNewRecordDialog *
lf_new_record_dialog_new (GtkWindow *parent,
                          LfAppContext *context,
                          const LfEntity *entity,
                          LfRecord *related)
{
  LfNewRecordDialog *self = g_object_new (LF_TYPE_NEW_RECORD_DIALOG, "transient-for", parent, NULL);
  LfDate today = lf_date_today ();

  self->context = g_object_ref (context);
  self->related = related == NULL ? NULL : lf_record_ref (related);
  self->initial = lf_relation_prepare (entity, related, &today);
  self->form = lf_form_new (lf_app_context_store (context), entity, LF_FORM_DRAFT);
  lf_form_set_record (self->form, self->initial);
  g_signal_connect_object (self->form, "entered", G_CALLBACK (on_entered_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->form_bin, GTK_WIDGET (self->form));
  offer_follow_up (self);
  set_titles (self);
  return self;
}

void
lf_new_record_dialog_enter (LfNewRecordDialog *self, const char *field, const char *value)
{
  g_autoptr (LfRecord) record = lf_record_copy (lf_form_get_record (self->form));

  lf_record_set (record, field, value);
  lf_form_set_record (self->form, record);
}

void
lf_new_record_dialog_present (GtkWindow *parent,
                              LfAppContext *context,
                              const LfEntity *entity,
                              LfRecord *related)
{
  LfNewRecordDialog *self = lf_new_record_dialog_new (parent, context, entity, related);

  gtk_window_present (GTK_WINDOW (self));
  lf_form_focus_first (self->form);
}

void
lf_interaction_dialog_present (GtkWindow *parent, LfAppContext *context, LfRecord *project)
{
  lf_new_record_dialog_present (parent, context, lf_schema_find ("interaction"), project);
}
