/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tile of a dashboard. */

#include "config.h"

#include "lf-tile-view.h"

#include "lf-chart-view.h"
#include "lf-months-view.h"
#include "lf-page-reader.h"
#include "lf-report-table.h"
#include "lf-tile-menu.h"
#include "lf-tile-task.h"

#include <glib/gi18n.h>

struct _LfTileView
{
  AdwBin parent_instance;

  GtkWidget *card;
  GtkLabel *title;
  GtkLabel *aside;
  GtkMenuButton *menu_button;
  GtkStack *contents;
  LfChartView *chart;
  LfReportTable *table;
  GtkWidget *figure_button;
  GtkLabel *figure;
  GtkLabel *label;
  GtkLabel *change;
  LfMonthsView *months;
  GtkLabel *message;
  GtkEventController *drag, *drop;

  LfAppContext *context;
  GSimpleActionGroup *actions;
  LfTile *tile; /* (nullable): until it is shown */
  LfDashboardFilter filter;
  LfTileFigures *figures; /* (nullable) */
  GCancellable *reading;  /* (nullable) */
  gboolean is_stale;
  gboolean has_menu; /* of all that the figures shown offer */
  guint n_read;
};

enum
{
  ARRANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfTileView, lf_tile_view, ADW_TYPE_BIN)

/* ---- Showing ---- */

static void
show_aside (LfTileView *self, const char *aside)
{
  gtk_label_set_label (self->aside, aside == NULL ? "" : aside);
  gtk_widget_set_visible (GTK_WIDGET (self->aside), aside != NULL);
}

static void
show_figure (LfTileView *self)
{
  const LfTileFigures *figures = self->figures;
  g_autofree char *spoken = lf_tile_spoken (figures);
  static const char *const arrows[] = { "▼ ", "", "▲ " };
  g_autofree char *change = figures->change == NULL
                                ? NULL
                                : g_strconcat (arrows[figures->trend + 1], figures->change, NULL);

  gtk_label_set_label (self->figure, figures->figure);
  gtk_label_set_label (self->label, figures->label);
  gtk_label_set_label (self->change, change == NULL ? "" : change);
  gtk_widget_set_visible (GTK_WIDGET (self->change), change != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->months), figures->course != NULL);
  lf_months_view_set_figures (self->months, self->figures);
  gtk_widget_set_sensitive (self->figure_button, figures->filter != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->figure_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* Whatever is not shown goes, so that nothing of the figures before is kept alive. */
static void
show_figures (LfTileView *self, LfTileFigures *figures /* (transfer full) */)
{
  LfTileFigures *old = self->figures;
  gboolean is_table = self->tile->shown == LF_TILE_TABLE;

  self->figures = figures;
  gtk_label_set_label (self->title, figures->title);
  show_aside (self, figures->aside);
  lf_chart_view_set_report (self->chart,
                            figures->figure == NULL && !is_table ? figures->report : NULL);
  if (figures->figure != NULL)
    show_figure (self);
  else if (is_table)
    lf_report_table_set_report (self->table, figures->report);
  gtk_stack_set_visible_child_name (self->contents, figures->figure != NULL ? "figure"
                                                    : is_table              ? "table"
                                                                            : "chart");
  g_clear_pointer (&old, lf_tile_figures_unref);
  if (!self->has_menu)
    lf_tile_menu_fill (self->menu_button, self->tile, self->figures->report);
  self->has_menu = TRUE;
}

static void
show_message (LfTileView *self, const char *message)
{
  const char *title = self->tile->report == NULL ? NULL : lf_report_title (self->tile->report);

  gtk_label_set_label (self->title, title != NULL ? title : _ ("Not shown"));
  show_aside (self, NULL);
  gtk_label_set_label (self->message, message);
  gtk_stack_set_visible_child_name (self->contents, "message");
  lf_tile_menu_fill (self->menu_button, self->tile, /* report= */ NULL);
  self->has_menu = FALSE;
}

/* ---- Reading ---- */

static void read_if_due (LfTileView *self);

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfTileView *self = user_data;
  g_autoptr (GError) error = NULL;
  LfTileFigures *figures = lf_tile_read_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  g_clear_object (&self->reading);
  self->n_read++;
  gtk_widget_remove_css_class (self->card, "lf-tile-reading");
  if (figures != NULL)
    show_figures (self, figures);
  else
    show_message (self, error->message);
  read_if_due (self);
}

static void
read_if_due (LfTileView *self)
{
  if (!self->is_stale || self->reading != NULL || self->tile == NULL
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->is_stale = FALSE;
  self->reading = g_cancellable_new ();
  gtk_widget_add_css_class (self->card, "lf-tile-reading");
  lf_tile_read_async (lf_app_context_store (self->context), self->tile, &self->filter,
                      self->reading, on_read_cb, self);
}

static void
read_anew (LfTileView *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->is_stale = TRUE;
  read_if_due (self);
}

/* ---- What is behind it ---- */

static void
open_list (LfTileView *self, const LfEntity *entity, const char *filter, const char *part)
{
  g_autofree char *title = NULL;

  if (filter == NULL)
    return;
  /* Translators: the list behind a figure: the report, and the figure's row. */
  title = part == NULL ? g_strdup (self->figures->title)
                       : g_strdup_printf (C_ ("list behind a figure", "%1$s: %2$s"),
                                          self->figures->title, part);
  lf_app_context_open_list (self->context, entity->name, filter, title);
}

static void
on_cell_activated_cb (LfTileView *self, guint row, guint column)
{
  const LfReport *report = self->figures == NULL ? NULL : self->figures->report;
  const GPtrArray *cells = report == NULL || row > report->rows->len ? NULL
                           : row < report->rows->len                 ? report->rows->pdata[row]
                                                                     : report->total;
  const LfReportCell *cell = cells == NULL || column >= cells->len ? NULL : cells->pdata[column];

  if (cell != NULL)
    open_list (self, cell->entity == NULL ? report->entity : cell->entity, cell->filter,
               ((const LfReportCell *) cells->pdata[0])->text);
}

static void
on_month_activated_cb (LfTileView *self, guint row, guint column)
{
  const LfReport *course = self->figures == NULL ? NULL : self->figures->course;
  const LfReportCell *cell = course == NULL ? NULL : lf_report_cell_at (course, row, column);
  LfDate month;
  g_autofree char *when = NULL;

  if (cell == NULL)
    return;
  if (lf_date_from_canonical (lf_report_cell_at (course, row, 0)->text, &month))
    when = lf_date_format (&month);
  open_list (self, cell->entity == NULL ? self->figures->entity : cell->entity, cell->filter, when);
}

static void
on_figure_clicked_cb (LfTileView *self)
{
  if (self->figures != NULL)
    open_list (self, self->figures->entity, self->figures->filter, self->figures->label);
}

/* ---- Arranging ---- */

static void
on_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_signal_emit (user_data, signals[ARRANGED], 0, g_action_get_name (G_ACTION (action)),
                 parameter == NULL ? "" : g_variant_get_string (parameter, NULL));
}

static void
add_actions (LfTileView *self)
{
  static const GActionEntry entries[] = {
    { "move", on_action_cb, "s" },       { "remove", on_action_cb },
    { "size", on_action_cb, "s", "''" }, { "shown", on_action_cb, "s", "''" },
    { "by", on_action_cb, "s", "''" },   { "column", on_action_cb, "s", "''" },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "tile", G_ACTION_GROUP (self->actions));
}

static void
set_state (LfTileView *self, const char *action, const char *state /* nullable */)
{
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), action)),
      g_variant_new_string (state == NULL ? "" : state));
}

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  LfTileView *self = LF_TILE_VIEW (gtk_widget_get_ancestor (
      gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)), LF_TYPE_TILE_VIEW));

  return gdk_content_provider_new_typed (G_TYPE_UINT, self->tile->id);
}

static void
on_drag_begin_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  GtkWidget *view = gtk_widget_get_ancestor (
      gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)), LF_TYPE_TILE_VIEW);
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (view);

  gtk_drag_source_set_icon (source, picture, 20, 20);
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  LfTileView *self = LF_TILE_VIEW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
  g_autofree char *dropped = g_strdup_printf ("%u", g_value_get_uint (value));

  g_signal_emit (self, signals[ARRANGED], 0, "drop", dropped);
  return TRUE;
}

/* ---- Widget ---- */

static void
lf_tile_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lf_tile_view_parent_class)->map (widget);
  read_if_due (LF_TILE_VIEW (widget));
}

static void
lf_tile_view_dispose (GObject *object)
{
  LfTileView *self = LF_TILE_VIEW (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (lf_tile_view_parent_class)->dispose (object);
}

static void
lf_tile_view_finalize (GObject *object)
{
  LfTileView *self = LF_TILE_VIEW (object);

  g_clear_object (&self->context);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->tile, lf_tile_free);
  lf_dashboard_filter_clear (&self->filter);
  g_clear_pointer (&self->figures, lf_tile_figures_unref);
  G_OBJECT_CLASS (lf_tile_view_parent_class)->finalize (object);
}

static void
lf_tile_view_class_init (LfTileViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_tile_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_tile_view_finalize;
  widget_class->map = lf_tile_view_map;
  signals[ARRANGED] = g_signal_new ("arranged", LF_TYPE_TILE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  g_type_ensure (LF_TYPE_CHART_VIEW);
  g_type_ensure (LF_TYPE_MONTHS_VIEW);
  g_type_ensure (LF_TYPE_REPORT_TABLE);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DASHBOARD_UI ("lf-tile-view"));
  gtk_widget_class_bind_template_child (widget_class, LfTileView, card);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, title);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, aside);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, contents);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, chart);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, table);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, figure_button);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, figure);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, label);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, change);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, months);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, message);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, drag);
  gtk_widget_class_bind_template_child (widget_class, LfTileView, drop);
  gtk_widget_class_bind_template_callback (widget_class, on_cell_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_month_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_figure_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_cb);
}

static void
lf_tile_view_init (LfTileView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (GTK_DROP_TARGET (self->drop), (GType[]){ G_TYPE_UINT }, 1);
  gtk_drop_target_set_actions (GTK_DROP_TARGET (self->drop), GDK_ACTION_COPY);
  add_actions (self);
}

LfTileView *
lf_tile_view_new (LfAppContext *context)
{
  LfTileView *self = g_object_new (LF_TYPE_TILE_VIEW, NULL);

  self->context = g_object_ref (context);
  return self;
}

/* Another size is no reason to read again. */
static gboolean
reads_the_same (const LfTile *a, const LfTile *b)
{
  return a->shown == b->shown && a->is_known == b->is_known && g_strcmp0 (a->report, b->report) == 0
         && g_strcmp0 (a->by, b->by) == 0 && g_strcmp0 (a->column, b->column) == 0
         && g_strcmp0 (a->view, b->view) == 0;
}

void
lf_tile_view_show (LfTileView *self, const LfTile *tile, const LfDashboardFilter *filter)
{
  gboolean is_same = self->tile != NULL && reads_the_same (self->tile, tile)
                     && lf_dashboard_filter_equal (&self->filter, filter);
  const char *title = tile->report == NULL ? NULL : lf_report_title (tile->report);

  g_clear_pointer (&self->tile, lf_tile_free);
  self->tile = lf_tile_copy (tile);
  set_state (self, "size", lf_tile_size_name (tile->size));
  set_state (self, "shown", lf_tile_shown_name (tile->shown));
  set_state (self, "by", tile->by);
  set_state (self, "column", tile->column);
  if (is_same)
    return;
  lf_dashboard_filter_clear (&self->filter);
  lf_dashboard_filter_copy (filter, &self->filter);
  if (self->figures == NULL && title != NULL)
    gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title == NULL ? _ ("List") : title, -1);
  lf_tile_menu_fill (self->menu_button, self->tile,
                     self->figures == NULL ? NULL : self->figures->report);
  self->has_menu = FALSE;
  read_anew (self);
}

void
lf_tile_view_take_news (LfTileView *self, const LfStoreNews *news)
{
  gboolean is_concerned = news->is_wholesale;

  for (guint i = 0; !is_concerned && self->tile != NULL && i < news->items->len; i++)
    is_concerned = lf_tile_reads (self->tile, self->figures,
                                  ((const LfNewsItem *) news->items->pdata[i])->entity);
  if (!is_concerned)
    return;
  self->is_stale = TRUE;
  read_if_due (self);
}

void
lf_tile_view_set_fixed (LfTileView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), FALSE);
  gtk_event_controller_set_propagation_phase (self->drag, GTK_PHASE_NONE);
  gtk_event_controller_set_propagation_phase (self->drop, GTK_PHASE_NONE);
}

guint
lf_tile_view_id (LfTileView *self)
{
  return self->tile->id;
}

LfTileFigures *
lf_tile_view_figures (LfTileView *self)
{
  return self->figures;
}

gboolean
lf_tile_view_is_ready (LfTileView *self)
{
  return self->reading == NULL && !self->is_stale;
}

guint
lf_tile_view_n_read (LfTileView *self)
{
  return self->n_read;
}
