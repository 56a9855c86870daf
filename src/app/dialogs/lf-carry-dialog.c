/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog for sync by files that somebody carries: out, back, and what came of it. */

#include "config.h"

#include "lf-carry-dialog.h"

#include "lf-carry.h"
#include "lf-compat-files.h"
#include "lf-dialogs.h"
#include "lf-new-record-dialog.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>
#include <string.h>

#define SUFFIX "bundle"
#define MAX_LINES 200 /* of what is in a file */

struct _LfCarryDialog
{
  AdwWindow parent_instance;

  GtkSpinner *spinner;
  GtkStack *pages;
  GtkLabel *key_label;
  GtkLabel *message;
  GtkLabel *found_label;
  GtkLabel *mass_label;
  GtkLabel *contents_label;
  GtkWidget *import_shown_button;

  LfAppContext *context;
  GCancellable *cancellable;
  GFile *file;   /* (nullable): that a question is about */
  char *trusted; /* (nullable): fingerprint of a server's key that was met */
};

G_DEFINE_FINAL_TYPE (LfCarryDialog, lf_carry_dialog, ADW_TYPE_WINDOW)

/* ---- In a thread ---- */

typedef struct
{
  char *path;
  char *fingerprint; /* (nullable) */
  gboolean sends_all;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->fingerprint);
  g_free (job);
}

static void
return_text (GTask *task, char *text /* (transfer full) (nullable) */, GError *error)
{
  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

static void
read_key_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *fingerprint = lf_carry_fingerprint (source, &error);

  return_text (task, fingerprint, error);
}

/* The first problem with a file is told; the others come with the next bundle. */
static char *
join_sentences (char *sentence /* (transfer full) */, GPtrArray *problems)
{
  g_autofree char *first = sentence;

  return problems->len == 0 ? g_steal_pointer (&first)
                            : g_strdup_printf (C_ ("sentences", "%1$s %2$s"), first,
                                               (const char *) problems->pdata[0]);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  const LfCarryOptions options = { job->sends_all, LF_BUNDLE_FILE_BYTES };
  g_auto (LfCarryExport) made = { 0 };
  GError *error = NULL;
  char *text = NULL;

  if (lf_carry_export (source, job->path, &options, &made, cancellable, &error))
    text = join_sentences (lf_carry_export_format (&made), made.problems);
  return_text (task, text, error);
}

static void
import_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_auto (LfCarryImport) taken = { 0 };
  GError *error = NULL;
  char *text = NULL;

  if (lf_carry_import (source, job->path, job->fingerprint, &taken, cancellable, &error))
    text = join_sentences (lf_carry_import_format (&taken), taken.sync.file_problems);
  return_text (task, text, error);
}

typedef struct
{
  GString *text; /* the first lines */
  char *last;    /* (nullable): the totals, where there are more */
  guint n_lines;
  gboolean is_for_device;
} Contents;

static void
contents_free (gpointer data)
{
  Contents *contents = data;

  g_string_free (contents->text, TRUE);
  g_free (contents->last);
  g_free (contents);
}

static void
on_line_cb (const char *line, gpointer user_data)
{
  Contents *contents = user_data;

  if (contents->n_lines++ < MAX_LINES)
    {
      g_string_append_printf (contents->text, "%s%s", contents->n_lines > 1 ? "\n" : "", line);
      return;
    }
  g_free (contents->last);
  contents->last = g_strdup (line);
}

static void
look_into_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  Contents *contents = g_new0 (Contents, 1);
  g_autoptr (LfBundle) bundle = NULL;
  GError *error = NULL;

  contents->text = g_string_new (NULL);
  bundle = lf_bundle_open (job->path, NULL, &error);
  contents->is_for_device = bundle != NULL && lf_bundle_header (bundle)->kind == LF_BUNDLE_ANSWERS;
  if (bundle != NULL && lf_bundle_show (job->path, TRUE, on_line_cb, contents, &error))
    g_task_return_pointer (task, contents, contents_free);
  else
    {
      contents_free (contents);
      g_task_return_error (task, error);
    }
}

/* ---- What is shown ---- */

static void
set_working (LfCarryDialog *self, gboolean is_working)
{
  static const char *const actions[] = { "dialog.export", "dialog.import", "dialog.import-shown",
                                         "dialog.trust", "dialog.export-all" };

  gtk_spinner_set_spinning (self->spinner, is_working);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], !is_working);
}

static void
show_message (LfCarryDialog *self, const char *text, gboolean is_error)
{
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
  gtk_stack_set_visible_child_name (self->pages, "files");
}

static void
on_key_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfCarryDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *fingerprint = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (fingerprint != NULL)
    gtk_label_set_label (self->key_label, fingerprint);
  else
    show_message (self, error->message, TRUE);
}

/* ---- Export ---- */

static void
run (LfCarryDialog *self,
     Job *job /* (transfer full) */,
     GTaskThreadFunc func,
     GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task
      = g_task_new (lf_app_context_store (self->context), self->cancellable, callback, self);

  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, job, job_free);
  set_working (self, TRUE);
  g_task_run_in_thread (task, func);
}

static void
on_exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfCarryDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_working (self, FALSE);
  if (g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_MASS_CHANGE))
    {
      gtk_label_set_label (self->mass_label, error->message);
      gtk_stack_set_visible_child_name (self->pages, "mass");
    }
  else
    show_message (self, text != NULL ? text : error->message, text == NULL);
}

static void
start_export (LfCarryDialog *self, gboolean sends_all)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job){ .path = g_file_get_path (self->file), .sends_all = sends_all };
  run (self, job, export_in_thread, on_exported_cb);
}

void
lf_carry_dialog_export (LfCarryDialog *self, GFile *file)
{
  g_set_object (&self->file, file);
  start_export (self, /* sends_all= */ FALSE);
}

/* ---- Import ---- */

/* The key of a server that is new here: somebody has to compare it. */
static gboolean
ask_for_trust (LfCarryDialog *self, const char *path)
{
  g_autoptr (LfBundle) bundle = lf_bundle_open (path, NULL, NULL);

  if (bundle == NULL)
    return FALSE;
  g_free (self->trusted);
  self->trusted = lf_bundle_fingerprint (lf_bundle_header (bundle)->key);
  gtk_label_set_label (self->found_label, self->trusted);
  gtk_stack_set_visible_child_name (self->pages, "key");
  return TRUE;
}

static void
on_imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfCarryDialog *self = user_data;
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_working (self, FALSE);
  if (!g_error_matches (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_UNKNOWN) || job->fingerprint != NULL
      || !ask_for_trust (self, job->path))
    show_message (self, text != NULL ? text : error->message, text == NULL);
}

static void
start_import (LfCarryDialog *self, const char *fingerprint)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job){ .path = g_file_get_path (self->file), .fingerprint = g_strdup (fingerprint) };
  run (self, job, import_in_thread, on_imported_cb);
}

void
lf_carry_dialog_import (LfCarryDialog *self, GFile *file)
{
  g_set_object (&self->file, file);
  start_import (self, /* fingerprint= */ NULL);
}

static void
on_looked_into_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfCarryDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  Contents *contents = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_working (self, FALSE);
  if (contents == NULL)
    {
      show_message (self, error->message, TRUE);
      return;
    }
  if (contents->last != NULL)
    g_string_append_printf (contents->text, "\n…\n%s", contents->last);
  gtk_label_set_label (self->contents_label, contents->text->str);
  gtk_widget_set_visible (self->import_shown_button, contents->is_for_device);
  gtk_stack_set_visible_child_name (self->pages, "contents");
  contents_free (contents);
}

void
lf_carry_dialog_show_file (LfCarryDialog *self, GFile *file)
{
  Job *job = g_new0 (Job, 1);

  g_set_object (&self->file, file);
  job->path = g_file_get_path (file);
  run (self, job, look_into_in_thread, on_looked_into_cb);
}

/* ---- Actions ---- */

static void
on_save_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfCarryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (self), result, &error);

  if (file != NULL)
    lf_carry_dialog_export (self, file);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_message (self, error->message, TRUE);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_file_save_async (GTK_WINDOW (widget), _ ("Export for the Server"), "landfall." SUFFIX,
                      on_save_chosen_cb, g_object_ref (widget));
}

static void
on_open_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfCarryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = lf_file_open_finish (GTK_WINDOW (self), result, &error);

  if (file != NULL)
    lf_carry_dialog_import (self, file);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_message (self, error->message, TRUE);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const suffixes[] = { SUFFIX, NULL };

  lf_file_open_async (GTK_WINDOW (widget), _ ("Import the Server's Answer"), _ ("Bundles"),
                      suffixes, on_open_chosen_cb, g_object_ref (widget));
}

static void
export_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start_export (LF_CARRY_DIALOG (widget), /* sends_all= */ TRUE);
}

static void
import_shown_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start_import (LF_CARRY_DIALOG (widget), /* fingerprint= */ NULL);
}

static void
trust_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfCarryDialog *self = LF_CARRY_DIALOG (widget);

  start_import (self, self->trusted);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_message (LF_CARRY_DIALOG (widget), "", FALSE);
}

/* ---- Window ---- */

static void
lf_carry_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (LF_CARRY_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (lf_carry_dialog_parent_class)->dispose (object);
}

static void
lf_carry_dialog_finalize (GObject *object)
{
  LfCarryDialog *self = LF_CARRY_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_object (&self->file);
  g_free (self->trusted);
  G_OBJECT_CLASS (lf_carry_dialog_parent_class)->finalize (object);
}

static void
lf_carry_dialog_class_init (LfCarryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_carry_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_carry_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "dialog.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "dialog.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "dialog.import-shown", NULL, import_shown_action);
  gtk_widget_class_install_action (widget_class, "dialog.export-all", NULL, export_all_action);
  gtk_widget_class_install_action (widget_class, "dialog.trust", NULL, trust_action);
  gtk_widget_class_install_action (widget_class, "dialog.back", NULL, back_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-carry-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfCarryDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, LfCarryDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, LfCarryDialog, key_label);
  gtk_widget_class_bind_template_child (widget_class, LfCarryDialog, message);
  gtk_widget_class_bind_template_child (widget_class, LfCarryDialog, found_label);
  gtk_widget_class_bind_template_child (widget_class, LfCarryDialog, mass_label);
  gtk_widget_class_bind_template_child (widget_class, LfCarryDialog, contents_label);
  gtk_widget_class_bind_template_child (widget_class, LfCarryDialog, import_shown_button);
}

static void
lf_carry_dialog_init (LfCarryDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

LfCarryDialog *
lf_carry_dialog_new (GtkWindow *parent, LfAppContext *context)
{
  LfCarryDialog *self = g_object_new (LF_TYPE_CARRY_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GTask) task = NULL;

  self->context = g_object_ref (context);
  task = g_task_new (lf_app_context_store (context), self->cancellable, on_key_read_cb, self);
  g_task_set_source_tag (task, lf_carry_dialog_new);
  g_task_run_in_thread (task, read_key_in_thread);
  return self;
}

void
lf_carry_dialog_present (GtkWindow *parent, LfAppContext *context)
{
  gtk_window_present (GTK_WINDOW (lf_carry_dialog_new (parent, context)));
}
