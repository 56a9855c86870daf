/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts page: reports as drawings that open the lists behind them. */

#include "config.h"

#include "lf-charts-page.h"

#include "lf-chart-view.h"
#include "lf-compat-drop-down.h"
#include "lf-compat-files.h"
#include "lf-filter-bar.h"
#include "lf-report-choice.h"
#include "lf-report-table.h"
#include "lf-report-task.h"
#include "lf-tile.h"
#include "lf-store-news.h"

#include <glib/gi18n.h>

struct _LfChartsPage
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  LfReportChoice *report_choice;
  GtkDropDown *group_drop_down;
  GtkToggleButton *in_cny_button;
  GtkStringList *group_labels;
  LfFilterBar *filter_bar;
  GtkLabel *aside;
  GtkLabel *message;
  GtkLabel *note;
  LfChartView *chart;
  LfReportTable *table;

  LfAppContext *context;
  LfReport *report; /* (nullable): what is shown */
  char *report_name;
  GCancellable *running; /* (nullable): a report being run */
  gboolean is_stale;     /* the store changed since the report was begun */
  gboolean is_showing;   /* what each row may be is being filled in */
};

enum
{
  PROP_0,
  PROP_REPORT_NAME,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LfChartsPage, lf_charts_page, GTK_TYPE_WIDGET)

/* ---- Running ---- */

static void run (LfChartsPage *self);

/* (nullable): what each row is */
static const char *
get_group (LfChartsPage *self)
{
  const char *const *groups = lf_report_groups (self->report_name);

  return groups == NULL ? NULL : groups[gtk_drop_down_get_selected (self->group_drop_down)];
}

/* What is asked of the report that is shown. @ret_where: (transfer full) (nullable): the options
 * refer to it */
static void
get_options (LfChartsPage *self, LfReportOptions *ret_options, char **ret_where)
{
  const LfDashboardFilter *filter = lf_filter_bar_get (self->filter_bar);

  *ret_where = lf_dashboard_filter_where (filter, lf_report_entity (self->report_name));
  *ret_options = (LfReportOptions){ .today = lf_date_today (), .where = *ret_where };
  ret_options->by = get_group (self);
  ret_options->is_in_cny = gtk_toggle_button_get_active (self->in_cny_button);
  if (lf_report_has_period (self->report_name))
    lf_period_read (filter->period, &ret_options->today, &ret_options->from, &ret_options->to);
}

/* What of the filters the report does not heed. */
static void
show_aside (LfChartsPage *self)
{
  const LfDashboardFilter *filter = lf_filter_bar_get (self->filter_bar);
  gboolean is_undated = filter->period != NULL && !lf_report_has_period (self->report_name);
  g_autofree char *aside = lf_tile_aside (filter, lf_report_entity (self->report_name), is_undated);

  gtk_label_set_label (self->aside, aside == NULL ? "" : aside);
  gtk_widget_set_visible (GTK_WIDGET (self->aside), aside != NULL);
}

static void
show_groups (LfChartsPage *self)
{
  const char *const *groups = lf_report_groups (self->report_name);

  self->is_showing = TRUE;
  gtk_string_list_splice (self->group_labels, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->group_labels)), NULL);
  for (const char *const *group = groups; group != NULL && *group != NULL; group++)
    gtk_string_list_append (self->group_labels, lf_report_group_label (*group));
  if (groups != NULL)
    gtk_drop_down_set_selected (self->group_drop_down, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->group_drop_down), groups != NULL && groups[1] != NULL);
  self->is_showing = FALSE;
}

static void
show_report (LfChartsPage *self, LfReport *report /* (transfer full) */)
{
  LfReport *old = self->report;

  self->report = report;
  lf_chart_view_set_report (self->chart, report);
  lf_report_table_set_report (self->table, report);
  gtk_label_set_label (self->note, report->note == NULL ? "" : report->note);
  gtk_widget_set_visible (GTK_WIDGET (self->in_cny_button),
                          gtk_toggle_button_get_active (self->in_cny_button)
                              || lf_report_has_other_currencies (report));
  g_clear_pointer (&old, lf_report_free);
}

static void
on_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfChartsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  LfReport *report = lf_report_run_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->running);
  gtk_widget_set_visible (GTK_WIDGET (self->message), report == NULL);
  if (report == NULL)
    gtk_label_set_label (self->message, error->message);
  else
    show_report (self, report);
  if (self->is_stale && gtk_widget_get_mapped (GTK_WIDGET (self)))
    run (self);
}

static void
run (LfChartsPage *self)
{
  g_autofree char *where = NULL;
  LfReportOptions options;

  get_options (self, &options, &where);
  show_aside (self);
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  self->running = g_cancellable_new ();
  self->is_stale = FALSE;
  lf_report_run_async (lf_app_context_store (self->context), self->report_name, &options,
                       self->running, on_run_cb, self);
}

static void
on_filter_changed_cb (LfChartsPage *self)
{
  run (self);
}

static void
on_group_selected_cb (LfChartsPage *self)
{
  if (!self->is_showing && self->context != NULL)
    run (self);
}

/* ---- Keeping up ---- */

static gboolean
changes_figures (LfChartsPage *self, const LfStoreNews *news)
{
  for (guint i = 0; i < news->items->len; i++)
    if (lf_report_reads (self->report_name, ((const LfNewsItem *) news->items->pdata[i])->entity))
      return TRUE;
  return news->is_wholesale;
}

/* One report runs at a time, however fast the news come, and none while nobody looks. */
static void
on_store_changed_cb (LfChartsPage *self, LfStoreNews *news)
{
  if (!lf_store_news_concerns (news, "park") && !changes_figures (self, news))
    return;
  self->is_stale = TRUE;
  if (self->running == NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    run (self);
}

static void
lf_charts_page_map (GtkWidget *widget)
{
  LfChartsPage *self = LF_CHARTS_PAGE (widget);

  GTK_WIDGET_CLASS (lf_charts_page_parent_class)->map (widget);
  if (self->running == NULL && (self->report == NULL || self->is_stale))
    run (self);
}

/* ---- What is behind a figure ---- */

static void
on_cell_activated_cb (LfChartsPage *self, guint row, guint column)
{
  const LfReportCell *head
      = self->report == NULL ? NULL : lf_report_cell_at (self->report, row, /* column= */ 0);
  g_autofree char *title = NULL;

  if (head == NULL)
    return;
  /* Translators: the list behind a figure: the report, and the figure's row. */
  title = g_strdup_printf (C_ ("list behind a figure", "%1$s: %2$s"), self->report->title,
                           head->text == NULL ? "" : head->text);
  lf_report_table_open_list (self->context, self->report, row, column, title);
}

/* ---- Saving ---- */

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfChartsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lf_report_save_finish (LF_STORE (source), result, &error))
    lf_app_context_toast (self->context, _ ("The chart was saved"), /* has_undo= */ FALSE);
  else
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
on_target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfChartsPage) self = user_data;
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);
  g_autofree char *where = NULL;
  LfReportOptions options;

  get_options (self, &options, &where);
  if (file != NULL)
    lf_report_save_async (lf_app_context_store (self->context), self->report_name, &options,
                          g_file_peek_path (file), on_saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfChartsPage *self = LF_CHARTS_PAGE (widget);
  g_autofree char *file = g_strdup_printf ("%s.%s", lf_report_title (self->report_name),
                                           g_variant_get_string (parameter, NULL));

  lf_file_save_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save the Chart"), file,
                      on_target_chosen_cb, g_object_ref (self));
}

/* ---- Widget ---- */

static void
lf_charts_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, LF_CHARTS_PAGE (object)->report_name);
}

static void
lf_charts_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LfChartsPage *self = LF_CHARTS_PAGE (object);
  const char *name = g_value_get_string (value);

  if (g_strcmp0 (name, self->report_name) == 0 || lf_report_title (name) == NULL)
    return;
  g_free (self->report_name);
  self->report_name = g_strdup (name);
  g_object_notify_by_pspec (object, pspec);
  show_groups (self);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  if (self->context != NULL)
    run (self);
}

static void
lf_charts_page_dispose (GObject *object)
{
  LfChartsPage *self = LF_CHARTS_PAGE (object);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_charts_page_parent_class)->dispose (object);
}

static void
lf_charts_page_finalize (GObject *object)
{
  LfChartsPage *self = LF_CHARTS_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->report, lf_report_free);
  g_free (self->report_name);
  G_OBJECT_CLASS (lf_charts_page_parent_class)->finalize (object);
}

static void
lf_charts_page_class_init (LfChartsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lf_charts_page_get_property;
  object_class->set_property = lf_charts_page_set_property;
  object_class->dispose = lf_charts_page_dispose;
  object_class->finalize = lf_charts_page_finalize;
  widget_class->map = lf_charts_page_map;
  properties[PROP_REPORT_NAME]
      = g_param_spec_string ("report-name", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "charts.report", "report-name");
  gtk_widget_class_install_action (widget_class, "charts.save", "s", save_action);
  g_type_ensure (LF_TYPE_CHART_VIEW);
  g_type_ensure (LF_TYPE_FILTER_BAR);
  g_type_ensure (LF_TYPE_REPORT_CHOICE);
  g_type_ensure (LF_TYPE_REPORT_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CHART_UI ("lf-charts-page"));
  gtk_widget_class_bind_template_child (widget_class, LfChartsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfChartsPage, report_choice);
  gtk_widget_class_bind_template_child (widget_class, LfChartsPage, group_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LfChartsPage, group_labels);
  gtk_widget_class_bind_template_child (widget_class, LfChartsPage, in_cny_button);
  gtk_widget_class_bind_template_child (widget_class, LfChartsPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, LfChartsPage, aside);
  gtk_widget_class_bind_template_child (widget_class, LfChartsPage, message);
  gtk_widget_class_bind_template_child (widget_class, LfChartsPage, note);
  gtk_widget_class_bind_template_child (widget_class, LfChartsPage, chart);
  gtk_widget_class_bind_template_child (widget_class, LfChartsPage, table);
  gtk_widget_class_bind_template_callback (widget_class, on_group_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cell_activated_cb);
}

static void
lf_charts_page_init (LfChartsPage *self)
{
  self->report_name = g_strdup (lf_report_names ()[0]);
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_drop_down_speak_of_label (self->group_drop_down);
  g_object_bind_property (self, "report-name", self->report_choice, "report-name",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

GtkWidget *
lf_charts_page_new (LfAppContext *context)
{
  LfChartsPage *self = g_object_new (LF_TYPE_CHARTS_PAGE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (lf_app_context_store (context), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  lf_filter_bar_set_context (self->filter_bar, context);
  return GTK_WIDGET (self);
}
