/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that moves a project to another stage: when, on what evidence, and why. */

#include "config.h"

#include "lf-move-dialog.h"

#include "lf-compat-files.h"
#include "lf-dialogs.h"
#include "lf-discard-bar.h"
#include "lf-field-row.h"
#include "lf-files-editor.h"
#include "lf-gate-rows.h"
#include "lf-new-record-dialog.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>

struct _LfMoveDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  LfDiscardBar *discard_bar;
  AdwPreferencesGroup *group;
  AdwComboRow *stage_row;
  GtkStringList *stages;
  AdwActionRow *file_row;
  GtkLabel *message;
  GtkWidget *gate_window;
  LfGateRows *gate_rows;
  LfFieldRow *date; /* owned by the group, like the two below */
  LfFieldRow *evidence;
  LfFieldRow *reason;

  LfAppContext *context;
  LfRecord *project; /* as it was loaded */
  LfRecord *initial; /* as the dialog began */
  LfRecord *draft;   /* with what was entered */
  LfStage to;
  GFile *file;            /* (nullable) */
  LfScreening *screening; /* (nullable): of the project, once it is read */
  GCancellable *reading;  /* (nullable) */
  gboolean is_done;
};

G_DEFINE_FINAL_TYPE (LfMoveDialog, lf_move_dialog, ADW_TYPE_WINDOW)

/* domain.md §3: what is to be attached on entry */
static const char *const evidence_hints[LF_N_STAGES] = {
  [LF_STAGE_LEAD] = N_ ("A note, a card, a referral form"),
  [LF_STAGE_NEGOTIATION] = N_ ("Minutes of the first talk, a visit log"),
  [LF_STAGE_APPROVED] = N_ ("Minutes of the decision meeting"),
  [LF_STAGE_SIGNED] = N_ ("The contract"),
  [LF_STAGE_LAND] = N_ ("The confirmation of the deal, the grant contract, a handover slip"),
  [LF_STAGE_STARTED] = N_ ("The construction permit, a dated photograph"),
  [LF_STAGE_COMPLETED] = N_ ("The record of acceptance"),
  [LF_STAGE_PRODUCTION] = N_ ("The first invoice or tax record"),
  [LF_STAGE_FULL_CAPACITY] = N_ ("The review of what was promised"),
};

static void
show_message (LfMoveDialog *self, const char *text)
{
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* Told before the move, not after it was refused. */
static void
show_gate (LfMoveDialog *self)
{
  gboolean holds = self->screening != NULL
                   && lf_gate_rows_show (self->gate_rows, self->screening,
                                         self->screening->leads->pdata[0], self->to);

  gtk_widget_set_visible (self->gate_window, gtk_widget_get_visible (GTK_WIDGET (self->gate_rows)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.move", !holds);
}

static void
on_screened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfMoveDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  LfScreening *screening = lf_store_screening_finish (LF_STORE (source), result, &error);

  if (screening == NULL)
    return; /* the store looks again when it moves */
  self->screening = screening;
  show_gate (self);
}

static void
read_gate (LfMoveDialog *self)
{
  const LfDate today = lf_date_today ();
  const LfScreeningAsked asked = { .project = lf_record_id (self->project) };

  self->reading = g_cancellable_new ();
  lf_store_screening_async (lf_app_context_store (self->context), &asked, &today, self->reading,
                            on_screened_cb, self);
}

static void
show_target (LfMoveDialog *self)
{
  const LfEntity *entity = lf_record_entity (self->project);
  const char *milestone = lf_stage_date_field (self->to);
  const LfField *date = lf_entity_field (entity, milestone == NULL ? "stage_date" : milestone);
  g_autofree char *title = g_strdup_printf (_ ("Move to “%s”"), lf_stage_label (self->to));
  LfStage from = LF_STAGE_LEAD;

  lf_stage_from_key (lf_record_get (self->project, "stage"), &from);
  adw_window_title_set_title (self->window_title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  lf_field_row_set_title (self->date, lf_field_label (date));
  adw_action_row_set_subtitle (
      self->file_row, evidence_hints[self->to] == NULL ? "" : _ (evidence_hints[self->to]));
  gtk_widget_set_visible (GTK_WIDGET (self->reason), lf_stage_needs_reason (from, self->to));
  show_message (self, NULL);
  show_gate (self);
}

static void
on_stage_selected_cb (LfMoveDialog *self)
{
  guint position = adw_combo_row_get_selected (self->stage_row);

  if (self->project == NULL || position >= LF_N_STAGES)
    return;
  self->to = (LfStage) position;
  show_target (self);
}

/* ---- Moving ---- */

static void
on_moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfMoveDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = lf_record_title (self->project);
  g_autofree char *sentence
      = g_strdup_printf (_ ("“%1$s” moved to “%2$s”"), title, lf_stage_label (self->to));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.move", TRUE);
  if (!lf_store_commit_finish (LF_STORE (source), result, &error))
    {
      show_message (self, error->message);
      return;
    }
  lf_app_context_toast (self->context, sentence, /* has_undo= */ TRUE);
  self->is_done = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* On the row it is about, if it is about one. */
static void
show_problem (LfMoveDialog *self, const LfMove *move, const char *sentence)
{
  LfDate first = lf_date_first_day (&move->date);
  LfDate today = lf_date_today ();

  if (lf_date_compare (&first, &today) > 0)
    lf_field_row_set_problem (self->date, sentence);
  else if (gtk_widget_get_visible (GTK_WIDGET (self->reason)) && move->reason == NULL)
    lf_field_row_set_problem (self->reason, sentence);
  else
    show_message (self, sentence);
}

/* @file: (nullable): an attachment-set element */
static void
commit_move (LfMoveDialog *self, const char *file)
{
  g_autofree char *title = lf_record_title (self->project);
  g_autofree char *label
      = g_strdup_printf (_ ("Move “%1$s” to “%2$s”"), title, lf_stage_label (self->to));
  g_autoptr (LfChange) change = lf_change_new (label);
  g_autoptr (GError) error = NULL;
  LfDate today = lf_date_today ();
  LfMove move = {
    .to = self->to,
    .evidence = lf_record_get (self->draft, "stage_evidence"),
    .reason = gtk_widget_get_visible (GTK_WIDGET (self->reason))
                  ? lf_record_get (self->draft, "stage_reason")
                  : NULL,
    .file = file,
  };

  if (!lf_date_from_canonical (lf_record_get (self->draft, "stage_date"), &move.date))
    lf_field_row_set_problem (
        self->date, _ ("Say when the project entered this stage: a day, a month or a year."));
  else if (!lf_stage_move (change, self->project, &move, &today, &error))
    show_problem (self, &move, error->message);
  else
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.move", FALSE);
      lf_store_commit_async (lf_app_context_store (self->context), change, /* cancellable= */ NULL,
                             on_moved_cb, g_object_ref (self));
    }
}

static void
on_file_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfMoveDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *element = lf_file_add_finish (LF_STORE (source), result, &error);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.move", TRUE);
  if (element == NULL)
    show_message (self, error->message);
  else
    commit_move (self, element);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfMoveDialog *self = LF_MOVE_DIALOG (widget);

  show_message (self, NULL);
  lf_field_row_set_problem (self->date, NULL);
  lf_field_row_set_problem (self->reason, NULL);
  lf_field_row_finish (self->date);
  lf_field_row_finish (self->evidence);
  lf_field_row_finish (self->reason);
  if (lf_field_row_has_problem (self->date) || lf_field_row_has_problem (self->evidence)
      || lf_field_row_has_problem (self->reason))
    return;
  if (self->file == NULL)
    {
      commit_move (self, NULL);
      return;
    }
  gtk_widget_action_set_enabled (widget, "dialog.move", FALSE);
  lf_file_add_async (lf_app_context_store (self->context), g_file_peek_path (self->file),
                     /* cancellable= */ NULL, on_file_added_cb, g_object_ref (self));
}

/* ---- The evidence file ---- */

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfMoveDialog) self = LF_MOVE_DIALOG (user_data);
  g_autoptr (GFile) file = lf_file_open_finish (GTK_WINDOW (source), result, NULL);
  g_autofree char *name = NULL;

  if (file == NULL)
    return;
  name = g_file_get_basename (file);
  adw_action_row_set_subtitle (self->file_row, name);
  g_set_object (&self->file, file);
}

static void
choose_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_file_open_async (GTK_WINDOW (widget), _ ("Choose the Evidence"), /* kind= */ NULL,
                      /* suffixes= */ NULL, on_file_chosen_cb, g_object_ref (widget));
}

/* ---- Leaving ---- */

static gboolean
is_touched (LfMoveDialog *self)
{
  LfFieldRow *rows[] = { self->date, self->evidence, self->reason };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const LfField *field = lf_field_row_get_field (rows[i]);

      lf_field_row_finish (rows[i]);
      if (lf_field_row_is_unreadable (rows[i])
          || g_strcmp0 (lf_record_get (self->draft, field->name),
                        lf_record_get (self->initial, field->name))
                 != 0)
        return TRUE;
    }
  return self->file != NULL;
}

static gboolean
lf_move_dialog_close_request (GtkWindow *window)
{
  LfMoveDialog *self = LF_MOVE_DIALOG (window);

  if (self->is_done || !is_touched (self))
    return GTK_WINDOW_CLASS (lf_move_dialog_parent_class)->close_request (window);
  lf_discard_bar_ask (self->discard_bar);
  return GDK_EVENT_STOP;
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LF_MOVE_DIALOG (widget)->is_done = TRUE;
  gtk_window_close (GTK_WINDOW (widget));
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_discard_bar_hide (LF_MOVE_DIALOG (widget)->discard_bar);
  lf_field_row_focus (LF_MOVE_DIALOG (widget)->date);
}

/* ---- Window ---- */

static void
lf_move_dialog_dispose (GObject *object)
{
  LfMoveDialog *self = LF_MOVE_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (lf_move_dialog_parent_class)->dispose (object);
}

static void
lf_move_dialog_finalize (GObject *object)
{
  LfMoveDialog *self = LF_MOVE_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_object (&self->file);
  g_clear_pointer (&self->project, lf_record_unref);
  g_clear_pointer (&self->draft, lf_record_unref);
  g_clear_pointer (&self->initial, lf_record_unref);
  g_clear_pointer (&self->screening, lf_screening_unref);
  G_OBJECT_CLASS (lf_move_dialog_parent_class)->finalize (object);
}

static void
lf_move_dialog_class_init (LfMoveDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_move_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_move_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "dialog.move", NULL, move_action);
  GTK_WINDOW_CLASS (klass)->close_request = lf_move_dialog_close_request;
  g_type_ensure (LF_TYPE_DISCARD_BAR);
  g_type_ensure (LF_TYPE_GATE_ROWS);
  gtk_widget_class_install_action (widget_class, "dialog.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "dialog.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "dialog.choose-file", NULL, choose_file_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-move-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfMoveDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LfMoveDialog, discard_bar);
  gtk_widget_class_bind_template_child (widget_class, LfMoveDialog, group);
  gtk_widget_class_bind_template_child (widget_class, LfMoveDialog, stage_row);
  gtk_widget_class_bind_template_child (widget_class, LfMoveDialog, stages);
  gtk_widget_class_bind_template_child (widget_class, LfMoveDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, LfMoveDialog, gate_window);
  gtk_widget_class_bind_template_child (widget_class, LfMoveDialog, gate_rows);
  gtk_widget_class_bind_template_child (widget_class, LfMoveDialog, message);
  gtk_widget_class_bind_template_callback (widget_class, on_stage_selected_cb);
}

static void
lf_move_dialog_init (LfMoveDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

static void
on_row_offered_cb (LfMoveDialog *self, const char *value, const char *display, LfFieldRow *row)
{
  LfRecord *old = self->draft;

  self->draft = lf_record_copy (old);
  lf_record_set (self->draft, lf_field_row_get_field (row)->name, value);
  lf_record_unref (old);
  lf_field_row_accept (row, self->draft);
}

static LfFieldRow *
add_row (LfMoveDialog *self, const char *field)
{
  LfFieldRow *row
      = lf_field_row_new (lf_entity_field (lf_record_entity (self->project), field),
                          lf_app_context_store (self->context), /* is_read_only= */ FALSE);

  lf_field_row_show (row, self->draft);
  g_signal_connect_object (row, "offered", G_CALLBACK (on_row_offered_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, GTK_WIDGET (row));
  return row;
}

/* A stage is entered today, on new evidence, for a new reason, unless the person says otherwise. */
static LfRecord *
make_draft (LfRecord *project)
{
  LfRecord *draft = lf_record_copy (project);
  LfDate today = lf_date_today ();
  g_autofree char *date = lf_date_to_canonical (&today);

  lf_record_set (draft, "stage_date", date);
  lf_record_set (draft, "stage_evidence", NULL);
  lf_record_set (draft, "stage_reason", NULL);
  return draft;
}

LfMoveDialog *
lf_move_dialog_new (GtkWindow *parent, LfAppContext *context, LfRecord *project, LfStage to)
{
  LfMoveDialog *self = g_object_new (LF_TYPE_MOVE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *title = lf_record_title (project);

  for (guint stage = 0; stage < LF_N_STAGES; stage++)
    gtk_string_list_append (self->stages, lf_stage_label ((LfStage) stage));
  self->context = g_object_ref (context);
  self->project = lf_record_ref (project);
  self->draft = make_draft (project);
  self->initial = lf_record_ref (self->draft);
  self->date = add_row (self, "stage_date");
  self->evidence = add_row (self, "stage_evidence");
  self->reason = add_row (self, "stage_reason");
  self->to = to;
  adw_combo_row_set_selected (self->stage_row, (guint) to);
  adw_window_title_set_subtitle (self->window_title, title);
  lf_gate_rows_set_context (self->gate_rows, context);
  read_gate (self);
  show_target (self);
  return self;
}

void
lf_move_dialog_present (GtkWindow *parent, LfAppContext *context, LfRecord *project, LfStage to)
{
  LfMoveDialog *self = lf_move_dialog_new (parent, context, project, to);

  gtk_window_present (GTK_WINDOW (self));
  lf_field_row_focus (self->date);
}
