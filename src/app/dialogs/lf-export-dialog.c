/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that writes the records a list shows into a file. */

#include "config.h"

#include "lf-export-dialog.h"

#include "lf-compat-files.h"
#include "lf-dialogs.h"
#include "lf-import-task.h"
#include "lf-new-record-dialog.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>
#include <string.h>

#define PULSE_MS 100

/* In the order of the rows of “Columns”. */
typedef enum
{
  COLUMNS_LISTED,
  COLUMNS_ALL,
  COLUMNS_CHOSEN,
} Columns;

struct _LfExportDialog
{
  AdwWindow parent_instance;

  GtkProgressBar *progress;
  GtkWidget *wish;
  GtkLabel *count;
  GtkLabel *message;
  AdwComboRow *format_row; /* in the order of @formats */
  GtkStringList *format_labels;
  AdwComboRow *columns_row; /* in the order of Columns */
  AdwPreferencesGroup *fields;

  LfAppContext *context;
  LfQuery *query;
  GArray *formats;     /* LfExportFormat: those that fit the entity */
  GPtrArray *checks;   /* GtkCheckButton, owned by @fields: one for each of @names */
  GPtrArray *names;    /* fields' names */
  GCancellable *asked; /* how many there are */
  GCancellable *writing;
  char *path; /* (nullable): what is being written */
  guint pulse_id;
};

G_DEFINE_FINAL_TYPE (LfExportDialog, lf_export_dialog, ADW_TYPE_WINDOW)

static const LfEntity *
entity_of (LfExportDialog *self)
{
  return lf_query_entity (self->query);
}

static LfExportFormat
get_format (LfExportDialog *self)
{
  return g_array_index (self->formats, LfExportFormat,
                        adw_combo_row_get_selected (self->format_row));
}

static Columns
get_columns (LfExportDialog *self)
{
  return (Columns) adw_combo_row_get_selected (self->columns_row);
}

/* ---- State ---- */

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (LF_EXPORT_DIALOG (user_data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
show_message (LfExportDialog *self, const char *text)
{
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

static gboolean
has_columns (LfExportDialog *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      return TRUE;
  return get_columns (self) != COLUMNS_CHOSEN;
}

/* Cards have lines of their own, not columns. */
static void
update (LfExportDialog *self)
{
  gboolean is_table = self->formats->len > 0 && get_format (self) != LF_EXPORT_VCARD;
  gboolean is_writing = self->path != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->columns_row), is_table);
  gtk_widget_set_visible (GTK_WIDGET (self->fields),
                          is_table && get_columns (self) == COLUMNS_CHOSEN);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_writing);
  gtk_widget_set_sensitive (self->wish, !is_writing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.export",
                                 !is_writing && (!is_table || has_columns (self)));
  if (is_writing && self->pulse_id == 0)
    self->pulse_id = g_timeout_add (PULSE_MS, pulse_cb, self);
  else if (!is_writing)
    g_clear_handle_id (&self->pulse_id, g_source_remove);
}

static void
on_choice_changed_cb (LfExportDialog *self)
{
  if (self->context == NULL) /* being built */
    return;
  show_message (self, NULL);
  update (self);
}

/* ---- Writing ---- */

/* (transfer full) (nullable): NULL: all */
static GStrv
choose_fields (LfExportDialog *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (get_columns (self) == COLUMNS_ALL)
    return NULL;
  if (get_columns (self) == COLUMNS_LISTED)
    return lf_export_listed_fields (entity_of (self));
  for (guint i = 0; i < self->names->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_strv_builder_add (names, self->names->pdata[i]);
  return g_strv_builder_end (names);
}

static void
tell_written (LfExportDialog *self, const char *path, gint64 n)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("Exported %1$d record to %2$s", "Exported %1$d records to %2$s", (gulong) n),
      (int) n, name);

  lf_app_context_toast (self->context, sentence, /* has_undo= */ FALSE);
}

static void
on_exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfExportDialog) self = user_data;
  g_autofree char *path = g_steal_pointer (&self->path);
  g_autoptr (GError) error = NULL;
  gint64 n = lf_export_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      lf_app_context_toast (self->context, _ ("The export was cancelled. No file was written."),
                            /* has_undo= */ FALSE);
      return;
    }
  if (error == NULL)
    tell_written (self, path, n);
  if (error == NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    {
      show_message (self, error->message);
      update (self);
    }
}

/* A workbook that is called .csv would be opened as what it is not. */
static gboolean
check_name (LfExportDialog *self, const char *path)
{
  const char *suffix = lf_export_format_suffix (get_format (self));
  const char *dot = strrchr (path, '.');
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *sentence = NULL;

  if (dot != NULL && g_ascii_strcasecmp (dot + 1, suffix) == 0)
    return TRUE;
  sentence = g_strdup_printf (
      _ ("“%1$s” does not end in .%2$s. Choose a name that does, or another format."), name,
      suffix);
  show_message (self, sentence);
  return FALSE;
}

void
lf_export_dialog_write (LfExportDialog *self, const char *path)
{
  g_auto (GStrv) fields = choose_fields (self);
  const LfExportOptions options = { get_format (self), (const char *const *) fields };

  g_return_if_fail (self->path == NULL);

  if (!check_name (self, path))
    return;
  self->path = g_strdup (path);
  show_message (self, NULL);
  update (self);
  lf_export_async (lf_app_context_store (self->context), self->query, &options, path, self->writing,
                   on_exported_cb, g_object_ref (self));
}

static void
on_target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfExportDialog) self = user_data;
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);

  if (file != NULL && self->path == NULL)
    lf_export_dialog_write (self, g_file_peek_path (file));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfExportDialog *self = LF_EXPORT_DIALOG (widget);
  g_autofree char *file = g_strdup_printf ("%s.%s", lf_entity_plural (entity_of (self)),
                                           lf_export_format_suffix (get_format (self)));

  lf_file_save_async (GTK_WINDOW (self), _ ("Export"), file, on_target_chosen_cb,
                      g_object_ref (self));
}

/* ---- What is offered ---- */

static const char *
format_label (LfExportFormat format)
{
  static const char *const labels[LF_N_EXPORT_FORMATS] = {
    [LF_EXPORT_CSV] = N_ ("Text table (CSV)"),
    [LF_EXPORT_XLSX] = N_ ("Workbook (XLSX)"),
    [LF_EXPORT_ICS] = N_ ("Calendar of the dates (ICS)"),
    [LF_EXPORT_VCARD] = N_ ("Contact cards (VCF)"),
  };

  return _ (labels[format]);
}

static void
offer_format (LfExportDialog *self, LfExportFormat format)
{
  if (!lf_export_format_fits (format, entity_of (self)))
    return;
  g_array_append_val (self->formats, format);
  gtk_string_list_append (self->format_labels, format_label (format));
}

static void
offer_field (LfExportDialog *self, const LfField *field)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lf_field_label (field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lf_field_label (field), -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), (field->flags & LF_FIELD_LISTED) != 0);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_choice_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->fields, row);
  g_ptr_array_add (self->checks, check);
  g_ptr_array_add (self->names, (gpointer) field->name);
}

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfExportDialog) self = user_data;
  LfSummary summary;
  const LfDate *day = lf_query_as_of (self->query);
  g_autofree char *shown = day == NULL ? NULL : lf_date_format (day);
  g_autofree char *past = NULL;
  g_autofree char *text = NULL;

  if (!lf_store_summary_finish (LF_STORE (source), result, &summary, NULL))
    return;
  text
      = g_strdup_printf (ngettext ("%1$u record of “%2$s”, filtered and sorted as the list shows.",
                                   "%1$u records of “%2$s”, filtered and sorted as the list shows.",
                                   (gulong) summary.n),
                         (guint) summary.n, lf_entity_plural (entity_of (self)));
  if (day != NULL)
    past = g_strdup_printf (_ ("%1$s They are written as they were at the end of %2$s."), text,
                            shown);
  gtk_label_set_label (self->count, day == NULL ? text : past);
}

static void
offer (LfExportDialog *self)
{
  static const LfExportFormat formats[]
      = { LF_EXPORT_XLSX, LF_EXPORT_CSV, LF_EXPORT_ICS, LF_EXPORT_VCARD };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    offer_format (self, formats[i]);
  for (const LfField *field = entity_of (self)->fields; field->name != NULL; field++)
    if (!(field->flags & LF_FIELD_HIDDEN))
      offer_field (self, field);
  lf_store_summary_async (lf_app_context_store (self->context), self->query, self->asked,
                          on_counted_cb, g_object_ref (self));
  update (self);
}

/* ---- Window ---- */

static gboolean
lf_export_dialog_close_request (GtkWindow *window)
{
  LfExportDialog *self = LF_EXPORT_DIALOG (window);

  g_cancellable_cancel (self->asked);
  g_cancellable_cancel (self->writing);
  return GTK_WINDOW_CLASS (lf_export_dialog_parent_class)->close_request (window);
}

static void
lf_export_dialog_dispose (GObject *object)
{
  LfExportDialog *self = LF_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->asked);
  g_cancellable_cancel (self->writing);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  G_OBJECT_CLASS (lf_export_dialog_parent_class)->dispose (object);
}

static void
lf_export_dialog_finalize (GObject *object)
{
  LfExportDialog *self = LF_EXPORT_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->query, lf_query_unref);
  g_array_unref (self->formats);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->names);
  g_object_unref (self->asked);
  g_object_unref (self->writing);
  g_free (self->path);
  G_OBJECT_CLASS (lf_export_dialog_parent_class)->finalize (object);
}

static void
lf_export_dialog_class_init (LfExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_export_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lf_export_dialog_close_request;
  gtk_widget_class_install_action (widget_class, "dialog.export", NULL, export_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-export-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfExportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, LfExportDialog, wish);
  gtk_widget_class_bind_template_child (widget_class, LfExportDialog, count);
  gtk_widget_class_bind_template_child (widget_class, LfExportDialog, message);
  gtk_widget_class_bind_template_child (widget_class, LfExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, LfExportDialog, format_labels);
  gtk_widget_class_bind_template_child (widget_class, LfExportDialog, columns_row);
  gtk_widget_class_bind_template_child (widget_class, LfExportDialog, fields);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed_cb);
}

static void
lf_export_dialog_init (LfExportDialog *self)
{
  self->formats = g_array_new (FALSE, FALSE, sizeof (LfExportFormat));
  self->checks = g_ptr_array_new ();
  self->names = g_ptr_array_new ();
  self->asked = g_cancellable_new ();
  self->writing = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

LfExportDialog *
lf_export_dialog_new (GtkWindow *parent, LfAppContext *context, LfQuery *query)
{
  LfExportDialog *self = g_object_new (LF_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  self->query = lf_query_ref (query);
  offer (self);
  return self;
}

void
lf_export_dialog_present (GtkWindow *parent, LfAppContext *context, LfQuery *query)
{
  LfExportDialog *self = lf_export_dialog_new (parent, context, query);

  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->format_row));
}
