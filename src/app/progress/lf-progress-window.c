/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of a project's progress. */

#include "config.h"

#include "lf-progress-window.h"

#include "lf-chart-view.h"
#include "lf-dialogs.h"
#include "lf-may.h"
#include "lf-page-reader.h"
#include "lf-progress-report.h"
#include "lf-report-table.h"
#include "lf-text-tip.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define LF_TYPE_PROGRESS_WINDOW (lf_progress_window_get_type ())
G_DECLARE_FINAL_TYPE (LfProgressWindow, lf_progress_window, LF, PROGRESS_WINDOW, AdwWindow)

struct _LfProgressWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *add_button;
  GtkLabel *message;
  LfChartView *chart;
  GtkLabel *note;
  LfReportTable *table;

  LfAppContext *context;
  LfRecord *project;
  LfPageReader *reader;
  LfReport *report; /* (nullable): what is shown */
  LfDate today;
  int year;
};

G_DEFINE_FINAL_TYPE (LfProgressWindow, lf_progress_window, ADW_TYPE_WINDOW)

/* ---- Reading ---- */

static void
show_year (LfProgressWindow *self, const LfProgressYear *year)
{
  LfReport *old = self->report;
  g_autofree char *subtitle = g_strdup_printf ("%d", year->year);

  self->report = lf_progress_report (year);
  lf_chart_view_set_report (self->chart, self->report);
  lf_report_table_set_report (self->table, self->report);
  gtk_label_set_label (self->note, self->report->note);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  g_clear_pointer (&old, lf_report_free);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfProgressWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfProgressYear) year
      = lf_store_progress_year_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  gtk_widget_set_visible (GTK_WIDGET (self->message), error != NULL);
  if (error != NULL)
    gtk_label_set_label (self->message, error->message);
  else if (year == NULL)
    gtk_window_close (GTK_WINDOW (self)); /* the project is gone */
  else
    show_year (self, year);
}

static void
read_year (GtkWidget *widget, GCancellable *cancellable)
{
  LfProgressWindow *self = LF_PROGRESS_WINDOW (widget);

  lf_store_progress_year_async (lf_app_context_store (self->context), lf_record_id (self->project),
                                self->year, &self->today, cancellable, on_read_cb, self);
}

/* ---- What people do ---- */

static void
show_other_year (LfProgressWindow *self, int years)
{
  self->year += years;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "progress.later",
                                 self->year < self->today.year);
  lf_page_reader_restart (self->reader);
}

static void
earlier_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_other_year (LF_PROGRESS_WINDOW (widget), -1);
}

static void
later_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_other_year (LF_PROGRESS_WINDOW (widget), 1);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfProgressWindow *self = LF_PROGRESS_WINDOW (widget);

  lf_new_record_dialog_present (GTK_WINDOW (self), self->context, lf_schema_find ("progress"),
                                self->project);
}

/* The reports behind a figure are listed in the window this one stands over. */
static void
on_cell_activated_cb (LfProgressWindow *self, guint row, guint column)
{
  if (self->report != NULL
      && lf_report_table_open_list (self->context, self->report, row, column, self->report->title))
    gtk_window_close (GTK_WINDOW (self));
}

/* ---- Widget ---- */

static void
lf_progress_window_dispose (GObject *object)
{
  LfProgressWindow *self = LF_PROGRESS_WINDOW (object);

  g_clear_object (&self->reader);
  G_OBJECT_CLASS (lf_progress_window_parent_class)->dispose (object);
}

static void
lf_progress_window_finalize (GObject *object)
{
  LfProgressWindow *self = LF_PROGRESS_WINDOW (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->project, lf_record_unref);
  g_clear_pointer (&self->report, lf_report_free);
  G_OBJECT_CLASS (lf_progress_window_parent_class)->finalize (object);
}

static void
lf_progress_window_class_init (LfProgressWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_progress_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_progress_window_finalize;
  g_type_ensure (LF_TYPE_CHART_VIEW);
  g_type_ensure (LF_TYPE_REPORT_TABLE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/progress/lf-progress-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfProgressWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, LfProgressWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, LfProgressWindow, message);
  gtk_widget_class_bind_template_child (widget_class, LfProgressWindow, chart);
  gtk_widget_class_bind_template_child (widget_class, LfProgressWindow, note);
  gtk_widget_class_bind_template_child (widget_class, LfProgressWindow, table);
  gtk_widget_class_bind_template_callback (widget_class, on_cell_activated_cb);
  gtk_widget_class_install_action (widget_class, "progress.earlier", NULL, earlier_action);
  gtk_widget_class_install_action (widget_class, "progress.later", NULL, later_action);
  gtk_widget_class_install_action (widget_class, "progress.add", NULL, add_action);
}

static void
lf_progress_window_init (LfProgressWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
  self->today = lf_date_today ();
  self->year = self->today.year;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "progress.later", FALSE);
}

void
lf_progress_window_present (GtkWindow *parent, LfAppContext *context, LfRecord *project)
{
  LfProgressWindow *self = g_object_new (LF_TYPE_PROGRESS_WINDOW, "transient-for", parent, NULL);
  g_autofree char *name = lf_record_title (project);
  g_autofree char *title = g_strdup_printf (C_ ("window title", "Progress of %s"), name);

  self->context = g_object_ref (context);
  self->project = lf_record_ref (project);
  self->reader = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_year);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->window_title, title);
  gtk_widget_set_visible (self->add_button, lf_may (context, "progress", 'c'));
  gtk_window_present (GTK_WINDOW (self));
}
