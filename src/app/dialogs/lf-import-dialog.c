/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that brings a spreadsheet in. */

#include "config.h"

#include "lf-import-dialog.h"

#include "lf-compat-files.h"
#include "lf-dialogs.h"
#include "lf-import-choices.h"
#include "lf-import-mapping.h"
#include "lf-import-preview.h"
#include "lf-import-problem-list.h"
#include "lf-import-task.h"
#include "lf-import-verdict.h"
#include "lf-import-words.h"
#include "lf-new-record-dialog.h"
#include "lf-text-tip.h"
#include "lf-view.h"

#include <glib/gi18n.h>

#define PULSE_MS 100

struct _LfImportDialog
{
  AdwWindow parent_instance;

  GtkButton *import_button;
  GtkProgressBar *progress;
  AdwEntryRow *path_row;
  LfImportChoices *choices;
  GtkLabel *message;
  GtkWidget *start;
  GtkWidget *review;
  GtkLabel *summary;
  GtkWidget *skipped_button;
  LfImportProblemList *problems;
  LfImportVerdict *verdict;
  LfImportPreview *preview;
  LfImportMapping *mapping;

  LfAppContext *context;
  char *path;               /* (nullable): what is reviewed */
  LfImport *import;         /* (nullable): what was read */
  const LfEntity *imported; /* (nullable): what the import being saved is of */
  guint n_records;          /* and how many there are */
  GCancellable *reading;    /* (nullable) */
  GCancellable *counting;   /* (nullable): the rows of its sheets */
  guint pulse_id;
  gboolean is_saving;
  gboolean is_new; /* the file is read for the first time */
};

G_DEFINE_FINAL_TYPE (LfImportDialog, lf_import_dialog, ADW_TYPE_WINDOW)

/* ---- Progress ---- */

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (LF_IMPORT_DIALOG (user_data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
set_working (LfImportDialog *self, gboolean is_working)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_working);
  gtk_widget_set_sensitive (self->review, !is_working);
  if (is_working && self->pulse_id == 0)
    self->pulse_id = g_timeout_add (PULSE_MS, pulse_cb, self);
  else if (!is_working)
    g_clear_handle_id (&self->pulse_id, g_source_remove);
}

static void
show_message (LfImportDialog *self, const char *text)
{
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* ---- What would happen ---- */

static void
show_summary (LfImportDialog *self)
{
  g_autofree char *summary = NULL;
  LfImportOptions options;

  lf_import_choices_get (self->choices, &options);
  summary = lf_import_tell (self->import, options.has_hidden);
  gtk_label_set_label (self->summary, summary);
}

static gboolean
can_import (LfImportDialog *self)
{
  return self->import != NULL && !self->is_saving && lf_import_problems (self->import)->len == 0
         && lf_import_records (self->import)->len > 0 && lf_import_verdict_is_given (self->verdict);
}

static void
update_button (LfImportDialog *self)
{
  g_autofree char *label = NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.import", can_import (self));
  label = can_import (self)
              ? g_strdup_printf (_ ("_Import %u"), lf_import_records (self->import)->len)
              : g_strdup (_ ("_Import"));
  gtk_button_set_label (self->import_button, label);
}

static void plan (LfImportDialog *self);

/* Another file need not have the sheet and the key that were chosen for the one before. */
static gboolean
may_not_fit (LfImportDialog *self, const GError *error)
{
  gboolean is_remembered
      = self->is_new && lf_import_choices_is_remembering (self->choices)
        && g_error_matches (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS);

  self->is_new = FALSE;
  if (is_remembered)
    lf_import_choices_forget (self->choices);
  return is_remembered;
}

static void
on_planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfImportDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  LfImport *import = lf_import_plan_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (may_not_fit (self, error))
    {
      plan (self);
      return;
    }
  set_working (self, FALSE);
  g_clear_pointer (&self->import, lf_import_free);
  self->import = import;
  show_message (self, import == NULL ? error->message : NULL);
  gtk_widget_set_visible (self->review, import != NULL);
  gtk_widget_set_visible (self->start, FALSE);
  if (import != NULL)
    lf_import_verdict_show (self->verdict, import);
  update_button (self);
  if (import == NULL)
    return;
  lf_import_choices_show (self->choices, import);
  show_summary (self);
  gtk_widget_set_visible (self->skipped_button, lf_import_n_skipped (import) > 0);
  lf_import_problem_list_show (self->problems, import);
  lf_import_preview_show (self->preview, import);
  lf_import_mapping_show (self->mapping, import);
}

static void
plan (LfImportDialog *self)
{
  LfImportOptions options;

  if (self->is_saving)
    return;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  set_working (self, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.import", FALSE);
  lf_import_choices_get (self->choices, &options);
  options.mapping = lf_import_mapping_get (self->mapping);
  lf_import_plan_async (lf_app_context_store (self->context), self->path, &options, self->reading,
                        on_planned_cb, self);
}

static void
on_verdict_changed_cb (LfImportDialog *self)
{
  update_button (self);
}

static void
on_mapping_changed_cb (LfImportDialog *self)
{
  plan (self);
}

static void
on_choice_changed_cb (LfImportDialog *self)
{
  if (self->path != NULL)
    plan (self);
}

static void
on_subject_changed_cb (LfImportDialog *self)
{
  if (self->path == NULL)
    return;
  lf_import_mapping_reset (self->mapping);
  plan (self);
}

static void
on_forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lf_store_commit_finish (LF_STORE (source), result, &error))
    plan (self);
  else
    show_message (self, error->message);
}

static void
on_mapping_forget_cb (LfImportDialog *self, guint column)
{
  g_autofree char *label = NULL;
  g_autoptr (LfChange) change = NULL;

  if (self->import == NULL || self->is_saving)
    return;
  label = g_strdup_printf (_ ("Forgetting what “%s” is read as"),
                           lf_import_heading (self->import, column));
  change = lf_change_new (label);
  lf_import_forget (self->import, column, change);
  lf_store_commit_async (lf_app_context_store (self->context), change, /* cancellable= */ NULL,
                         on_forgotten_cb, g_object_ref (self));
}

static void
on_sheets_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfImportDialog *self = user_data;
  g_autoptr (GPtrArray) sheets = lf_import_sheets_finish (LF_STORE (source), result, NULL);

  if (sheets == NULL) /* cancelled, or the plan says why */
    return;
  lf_import_choices_show_sheets (self->choices, sheets);
  if (self->import != NULL)
    lf_import_choices_show (self->choices, self->import);
}

/* ---- Choosing the file ---- */

/* As people paste them: a path, “~/…”, or an address that begins with file://. */
static char *
find_path (const char *text)
{
  g_autofree char *clean = lf_text_clean (text);
  g_autoptr (GFile) file = NULL;

  if (clean == NULL)
    return NULL;
  file = g_file_parse_name (clean);
  return g_file_get_path (file);
}

static void
read_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfImportDialog *self = LF_IMPORT_DIALOG (widget);
  char *path = find_path (gtk_editable_get_text (GTK_EDITABLE (self->path_row)));

  if (path == NULL)
    {
      show_message (self, _ ("Choose a file first."));
      return;
    }
  g_free (self->path);
  self->path = path;
  self->is_new = TRUE;
  lf_import_choices_reset (self->choices);
  lf_import_mapping_reset (self->mapping);
  plan (self);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  lf_import_sheets_async (lf_app_context_store (self->context), self->path, self->counting,
                          on_sheets_cb, self);
}

static void
on_path_activated_cb (LfImportDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.read", NULL);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfImportDialog) self = LF_IMPORT_DIALOG (user_data);
  g_autoptr (GFile) file = lf_file_open_finish (GTK_WINDOW (source), result, NULL);

  if (file == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->path_row), g_file_peek_path (file));
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.read", NULL);
}

static void
choose_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const suffixes[] = { "xlsx", "csv", NULL };

  lf_file_open_async (GTK_WINDOW (widget), _ ("Choose a Spreadsheet"),
                      _ ("Spreadsheets (XLSX, CSV)"), suffixes, on_file_chosen_cb,
                      g_object_ref (widget));
}

/* ---- The rows left out ---- */

static void
on_skipped_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->is_saving = FALSE;
  set_working (self, FALSE);
  update_button (self);
  if (!lf_import_write_skipped_finish (LF_STORE (source), result, &error))
    show_message (self, error->message);
}

static void
on_skip_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfImportDialog) self = LF_IMPORT_DIALOG (user_data);
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);

  if (file == NULL || self->import == NULL || self->is_saving)
    return;
  g_cancellable_cancel (self->reading); /* what is being written must stay */
  self->is_saving = TRUE;
  set_working (self, TRUE);
  update_button (self);
  lf_import_write_skipped_async (lf_app_context_store (self->context), self->import,
                                 g_file_peek_path (file), on_skipped_saved_cb, g_object_ref (self));
}

static void
save_skipped_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_file_save_async (GTK_WINDOW (widget), _ ("Save the Rows Left Out"), _ ("Left out.csv"),
                      on_skip_file_chosen_cb, g_object_ref (widget));
}

/* ---- Doing it ---- */

/* Where all that was imported is seen. */
static void
show_imported (LfImportDialog *self)
{
  guint n;
  const LfView *views = lf_views (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (views[i].entity, self->imported->name) == 0
        && (views[i].filter == NULL || *views[i].filter == '\0'))
      {
        lf_app_context_show_view (self->context, views[i].name);
        return;
      }
}

static void
on_committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  self->is_saving = FALSE;
  set_working (self, FALSE);
  if (!lf_import_commit_finish (LF_STORE (source), result, &error))
    {
      show_message (self, error->message);
      gtk_widget_set_visible (self->review, FALSE);
      update_button (self);
      return;
    }
  sentence = g_strdup_printf (
      ngettext ("Imported %u record", "Imported %u records", self->n_records), self->n_records);
  lf_app_context_toast (self->context, sentence, /* has_undo= */ TRUE);
  show_imported (self);
  gtk_window_close (GTK_WINDOW (self));
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfImportDialog *self = LF_IMPORT_DIALOG (widget);
  g_autofree char *batch = lf_import_choices_get_batch (self->choices);

  if (!can_import (self))
    return;
  self->n_records = lf_import_records (self->import)->len;
  self->imported = lf_import_entity (self->import);
  lf_import_verdict_apply (self->verdict, self->import);
  self->is_saving = TRUE;
  set_working (self, TRUE);
  lf_import_commit_async (lf_app_context_store (self->context), g_steal_pointer (&self->import),
                          batch, on_committed_cb, g_object_ref (self));
  update_button (self);
}

/* ---- Window ---- */

/* While it is saved the window stays, so that the outcome is seen; that takes a second or two. */
static gboolean
lf_import_dialog_close_request (GtkWindow *window)
{
  LfImportDialog *self = LF_IMPORT_DIALOG (window);

  if (self->is_saving)
    return GDK_EVENT_STOP;
  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->counting);
  return GTK_WINDOW_CLASS (lf_import_dialog_parent_class)->close_request (window);
}

static void
lf_import_dialog_dispose (GObject *object)
{
  LfImportDialog *self = LF_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  G_OBJECT_CLASS (lf_import_dialog_parent_class)->dispose (object);
}

static void
lf_import_dialog_finalize (GObject *object)
{
  LfImportDialog *self = LF_IMPORT_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->import, lf_import_free);
  g_free (self->path);
  G_OBJECT_CLASS (lf_import_dialog_parent_class)->finalize (object);
}

static void
lf_import_dialog_class_init (LfImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lf_import_dialog_close_request;
  gtk_widget_class_install_action (widget_class, "dialog.read", NULL, read_action);
  gtk_widget_class_install_action (widget_class, "dialog.choose-file", NULL, choose_file_action);
  gtk_widget_class_install_action (widget_class, "dialog.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "dialog.save-skipped", NULL, save_skipped_action);
  g_type_ensure (LF_TYPE_IMPORT_CHOICES);
  g_type_ensure (LF_TYPE_IMPORT_PROBLEM_LIST);
  g_type_ensure (LF_TYPE_IMPORT_PREVIEW);
  g_type_ensure (LF_TYPE_IMPORT_VERDICT);
  g_type_ensure (LF_TYPE_IMPORT_MAPPING);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-import-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, LfImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, LfImportDialog, path_row);
  gtk_widget_class_bind_template_child (widget_class, LfImportDialog, skipped_button);
  gtk_widget_class_bind_template_child (widget_class, LfImportDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, LfImportDialog, message);
  gtk_widget_class_bind_template_child (widget_class, LfImportDialog, start);
  gtk_widget_class_bind_template_child (widget_class, LfImportDialog, review);
  gtk_widget_class_bind_template_child (widget_class, LfImportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, LfImportDialog, problems);
  gtk_widget_class_bind_template_child (widget_class, LfImportDialog, verdict);
  gtk_widget_class_bind_template_child (widget_class, LfImportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, LfImportDialog, mapping);
  gtk_widget_class_bind_template_callback (widget_class, on_path_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_subject_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_mapping_forget_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_verdict_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_mapping_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed_cb);
}

static void
lf_import_dialog_init (LfImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
  update_button (self);
}

LfImportDialog *
lf_import_dialog_new (GtkWindow *parent, LfAppContext *context)
{
  LfImportDialog *self = g_object_new (LF_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  return self;
}

void
lf_import_dialog_present (GtkWindow *parent, LfAppContext *context)
{
  LfImportDialog *self = lf_import_dialog_new (parent, context);

  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->path_row));
}
