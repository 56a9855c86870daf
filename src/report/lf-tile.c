/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tile of a dashboard shows. */

#include "config.h"

#include "lf-tile.h"

#include "lf-error.h"
#include "lf-report-private.h"
#include "lf-store-figures.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* One reading. */
typedef struct
{
  LfStore *store;
  const LfTile *tile;
  const LfDate *today;
  LfReportOptions options;
  LfTileFigures *figures;
} Reading;

/* ---- What it is made of ---- */

static LfTileFigures *
figures_new (void)
{
  LfTileFigures *self = g_new0 (LfTileFigures, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

LfTileFigures *
lf_tile_figures_ref (LfTileFigures *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lf_tile_figures_unref (LfTileFigures *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->title);
  g_free (self->aside);
  g_clear_pointer (&self->report, lf_report_free);
  g_free (self->filter);
  g_clear_pointer (&self->condition, lf_filter_free);
  g_free (self->figure);
  g_free (self->label);
  g_free (self->change);
  g_clear_pointer (&self->course, lf_report_free);
  g_free (self);
}

/* ---- A figure of a report ---- */

/* (nullable): the row a figure of all of it stands in */
static const GPtrArray *
total_of (const LfReport *report)
{
  return report->total != NULL    ? report->total
         : report->rows->len == 1 ? report->rows->pdata[0]
                                  : NULL;
}

GPtrArray *
lf_tile_columns (const LfReport *report)
{
  const GPtrArray *total = total_of (report);
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; total != NULL && i < report->columns->len; i++)
    {
      const LfReportColumn *column = report->columns->pdata[i];

      if (column->type != LF_COLUMN_TEXT && column->type != LF_COLUMN_DATE
          && !((const LfReportCell *) total->pdata[i])->is_blank)
        g_ptr_array_add (columns, report->columns->pdata[i]);
    }
  return columns;
}

/* The one asked for, else the one that a chart draws. -1: this version has it not */
static int
find_column (const LfReport *report, const char *name)
{
  if (name == NULL)
    return (int) report->measure;
  for (guint i = 0; i < report->columns->len; i++)
    if (strcmp (((const LfReportColumn *) report->columns->pdata[i])->name, name) == 0)
      return (int) i;
  return -1;
}

double
lf_tile_number (const LfReportColumn *column, const LfReportCell *cell)
{
  if (cell->is_blank)
    return NAN;
  switch (column->type)
    {
    case LF_COLUMN_COUNT:
    case LF_COLUMN_DAYS:
    case LF_COLUMN_AREA:
      return (double) cell->count;
    case LF_COLUMN_POINTS:
      return (double) cell->count / LF_REPORT_POINT;
    case LF_COLUMN_PERCENT:
      return cell->percent;
    case LF_COLUMN_MONEY:
      return cell->totals.n == 0   ? 0
             : cell->totals.n == 1 ? (double) cell->totals.totals[0].minor
                                   : NAN;
    case LF_COLUMN_TEXT:
    case LF_COLUMN_DATE:
    default:
      return NAN;
    }
}

/* Sums of different currencies are not compared. */
static gboolean
is_same_kind (const LfReportCell *a, const LfReportCell *b)
{
  return a->totals.n == 0 || b->totals.n == 0
         || strcmp (a->totals.totals[0].currency, b->totals.totals[0].currency) == 0;
}

static LfReport *
run (Reading *self, const LfDate *from, const LfDate *to, GError **error)
{
  LfReportOptions options = self->options;

  options.from = *from;
  options.to = *to;
  return lf_report_run_sync (self->store, self->tile->report, &options, error);
}

static void
tell_change (Reading *self,
             const LfReportColumn *column,
             const LfReportCell *now,
             const LfReportCell *before)
{
  LfTileFigures *figures = self->figures;
  double a = lf_tile_number (column, before), b = lf_tile_number (column, now);
  g_autofree char *was = lf_report_cell_format (column, before);
  g_autofree char *by = NULL;

  if (isnan (a) || isnan (b) || !is_same_kind (now, before))
    return;
  figures->trend = (b > a) - (b < a);
  if (column->type == LF_COLUMN_PERCENT)
    /* Translators: a change of a percentage, in percentage points. */
    by = g_strdup_printf (C_ ("change", "%+.1f points"), b - a);
  else if (a != 0)
    by = g_strdup_printf ("%+.1f%%", 100.0 * (b - a) / a);
  if (by == NULL)
    figures->change = g_strdup_printf (_ ("before: %s"), was);
  else
    /* Translators: the change of a figure, and what it was in the period before. */
    figures->change = g_strdup_printf (C_ ("change", "%1$s · before: %2$s"), by, was);
}

static gboolean
read_change (Reading *self, guint c, const LfReportCell *now, GError **error)
{
  g_autoptr (LfReport) before = NULL;
  const GPtrArray *total;
  LfDate from, to;

  if (!lf_period_before (&self->options.from, &self->options.to, self->today, &from, &to))
    return TRUE;
  before = run (self, &from, &to, error);
  if (before == NULL)
    return FALSE;
  total = total_of (before);
  if (total != NULL && c < total->len)
    tell_change (self, before->columns->pdata[c], now, total->pdata[c]);
  return TRUE;
}

/* ---- Its months ---- */

static void
begin_course (Reading *self, guint c)
{
  LfTileFigures *figures = self->figures;
  const LfReportColumn *column = figures->report->columns->pdata[c];
  LfReportColumn *figure;

  figures->course
      = lf_report_new (figures->report->name, g_strdup (figures->title), figures->report->entity);
  figures->course->chart = LF_CHART_SPARK;
  figures->course->measure = LF_TILE_COURSE_FIGURE;
  figures->course->decimals = figures->report->decimals;
  lf_report_add_column (figures->course, "month", _ ("Month"), LF_COLUMN_TEXT);
  lf_report_add_column (figures->course, column->name, column->label, column->type);
  figure = figures->course->columns->pdata[LF_TILE_COURSE_FIGURE];
  figure->decimals = column->decimals;
  figure->sums = column->sums;
  figure->is_worked_out = column->is_worked_out;
}

/* @cell: (nullable): in a month of which no row tells there is nothing of what can be added up */
static void
add_month (Reading *self, const char *month, const LfReportColumn *column, const LfReportCell *cell)
{
  GPtrArray *row = lf_report_add_row (self->figures->course);
  LfReportCell *added;

  lf_report_add_text (row, month);
  added = lf_report_add_cell (row);
  added->percent = NAN;
  added->is_blank = column->type != LF_COLUMN_COUNT && column->type != LF_COLUMN_MONEY;
  if (cell == NULL)
    return;
  *added = *cell;
  added->text = g_strdup (cell->text);
  added->filter = g_strdup (cell->filter);
}

/* (nullable): the row of that month, in a report whose rows are months */
static const LfReportCell *
find_month (const LfReport *report, const char *month, guint c)
{
  for (guint i = 0; i < report->rows->len; i++)
    {
      const GPtrArray *row = report->rows->pdata[i];

      if (g_strcmp0 (((const LfReportCell *) row->pdata[0])->text, month) == 0)
        return row->pdata[c];
    }
  return NULL;
}

static gboolean
read_month (Reading *self,
            const LfReport *months /* nullable */,
            const LfDate *month,
            guint c,
            GError **error)
{
  g_autofree char *name = lf_date_to_canonical (month);
  g_autoptr (LfReport) one = NULL;
  LfDate first = lf_date_first_day (month), last = lf_date_last_day (month);
  const GPtrArray *total;

  if (months != NULL)
    {
      add_month (self, name, months->columns->pdata[c], find_month (months, name, c));
      return TRUE;
    }
  one = run (self, &first, &last, error);
  if (one == NULL)
    return FALSE;
  total = total_of (one);
  if (total != NULL && c < total->len)
    add_month (self, name, one->columns->pdata[c], total->pdata[c]);
  return TRUE;
}

/* The year up to the end of the period, or up to now. */
static gboolean
read_months (Reading *self, guint c, GError **error)
{
  const LfReportColumn *head = self->figures->report->columns->pdata[0];
  const LfDate *to = &self->options.to;
  LfDate end = to->year == 0 || lf_date_compare (self->today, to) < 0 ? *self->today : *to;
  LfDate last = { end.year, end.month, 0 };
  LfDate first = lf_date_add_months (&last, 1 - LF_TILE_N_MONTHS);
  LfDate first_day = lf_date_first_day (&first), last_day = lf_date_last_day (&last);
  g_autoptr (LfReport) months = NULL;

  begin_course (self, c);
  if (strcmp (head->name, "month") == 0)
    {
      months = run (self, &first_day, &last_day, error);
      if (months == NULL)
        return FALSE;
    }
  for (guint i = 0; i < LF_TILE_N_MONTHS; i++)
    {
      LfDate month = lf_date_add_months (&first, (int) i);

      if (!read_month (self, months, &month, c, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_figure (Reading *self, GError **error)
{
  const LfReport *report = self->figures->report;
  int found = find_column (report, self->tile->column);
  const GPtrArray *total = total_of (report);
  const LfReportCell *cell;

  if (found < 0 || total == NULL || found >= (int) total->len)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                   _ ("“%s” has no such figure of all its rows. Show it as a chart or a table."),
                   report->title);
      return FALSE;
    }
  cell = total->pdata[found];
  self->figures->figure = lf_report_cell_format (report->columns->pdata[found], cell);
  self->figures->label = g_strdup (((const LfReportColumn *) report->columns->pdata[found])->label);
  self->figures->filter = g_strdup (cell->filter);
  self->figures->entity = cell->entity == NULL ? report->entity : cell->entity;
  return !lf_report_has_period (self->tile->report)
         || (read_change (self, (guint) found, cell, error)
             && read_months (self, (guint) found, error));
}

/* ---- Reports and lists ---- */

char *
lf_tile_aside (const LfDashboardFilter *filter, const LfEntity *entity, gboolean is_undated)
{
  g_autofree char *unheeded = lf_dashboard_filter_unheeded (filter, entity);
  g_autofree char *whatever
      = unheeded == NULL
            ? NULL
            /* Translators: a figure that some of the filters do not apply to: their names. */
            : g_strdup_printf (_ ("not filtered by: %s"), unheeded);

  if (!is_undated)
    return g_steal_pointer (&whatever);
  return whatever == NULL ? g_strdup (_ ("as of now"))
                          : g_strjoin (" · ", _ ("as of now"), whatever, NULL);
}

static gboolean
read_report (Reading *self, const LfDashboardFilter *filter, GError **error)
{
  const char *name = self->tile->report;
  const LfEntity *entity = lf_report_entity (name);
  g_autofree char *where = lf_dashboard_filter_where (filter, entity);
  LfTileFigures *figures = self->figures;

  self->options = (LfReportOptions){ .today = *self->today, .where = where, .by = self->tile->by };
  if (lf_report_has_period (name))
    lf_period_read (filter->period, self->today, &self->options.from, &self->options.to);
  figures->report = lf_report_run_sync (self->store, name, &self->options, error);
  if (figures->report == NULL)
    return FALSE;
  figures->title = g_strdup (figures->report->title);
  figures->entity = figures->report->entity;
  figures->aside
      = lf_tile_aside (filter, entity, filter->period != NULL && !lf_report_has_period (name));
  return self->tile->shown != LF_TILE_FIGURE || read_figure (self, error);
}

static LfSavedView *
load_view (Reading *self, GError **error)
{
  g_autoptr (LfRecord) record
      = lf_store_load_sync (self->store, lf_schema_find (LF_SAVED_VIEW), self->tile->view, NULL);
  g_autoptr (LfSavedView) view = NULL;

  if (record == NULL || lf_record_is_deleted (record))
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                   _ ("The saved view of this tile is gone, or is not shared with you. Remove the "
                      "tile, or ask whoever made it to share the view."));
      return NULL;
    }
  view = lf_saved_view_read (record);
  return lf_saved_view_check (view, self->today, error) ? g_steal_pointer (&view) : NULL;
}

static gboolean
read_list (Reading *self, const LfDashboardFilter *filter, GError **error)
{
  g_autoptr (LfSavedView) view = load_view (self, error);
  g_autofree char *where = view == NULL ? NULL : lf_dashboard_filter_where (filter, view->entity);
  LfTileFigures *figures = self->figures;
  g_autoptr (LfQuery) query = NULL;
  LfSummary summary;

  if (view == NULL)
    return FALSE;
  figures->title = g_strdup (view->name);
  figures->entity = view->entity;
  figures->aside = lf_tile_aside (filter, view->entity, filter->period != NULL);
  figures->filter = where == NULL ? g_strdup (view->filter)
                    : *view->filter == '\0'
                        ? g_strdup (where)
                        : g_strdup_printf ("(%s) and (%s)", where, view->filter);
  figures->condition = lf_filter_parse (view->entity, figures->filter, self->today, NULL, error);
  query = lf_query_parse (view->entity, figures->filter, NULL, self->today, error);
  if (query == NULL || !lf_store_figures_summary_sync (self->store, query, &summary, error))
    return FALSE;
  figures->figure = g_strdup_printf ("%" G_GINT64_FORMAT, summary.n);
  figures->label = lf_summary_format (&summary);
  return TRUE;
}

LfTileFigures *
lf_tile_read_sync (LfStore *store,
                   const LfTile *tile,
                   const LfDashboardFilter *filter,
                   const LfDate *today,
                   GError **error)
{
  g_autoptr (LfTileFigures) figures = figures_new ();
  Reading reading = { .store = store, .tile = tile, .today = today, .figures = figures };

  if (!tile->is_known)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                   _ ("This version does not know what this tile shows (%s). It is kept as it is; "
                      "install a newer version to see it."),
                   tile->report == NULL ? _ ("no report") : tile->report);
      return NULL;
    }
  return (tile->shown == LF_TILE_LIST ? read_list (&reading, filter, error)
                                      : read_report (&reading, filter, error))
             ? g_steal_pointer (&figures)
             : NULL;
}

gboolean
lf_tile_reads (const LfTile *tile, const LfTileFigures *figures, const LfEntity *entity)
{
  if (!tile->is_known)
    return FALSE;
  if (tile->shown != LF_TILE_LIST)
    return lf_report_reads (tile->report, entity);
  return figures == NULL || strcmp (entity->name, LF_SAVED_VIEW) == 0 || entity == figures->entity
         || lf_filter_reads (figures->condition, entity);
}

char *
lf_tile_spoken (const LfTileFigures *self)
{
  g_autoptr (GString) text = g_string_new (self->title);

  if (self->figure == NULL)
    return self->report == NULL ? g_strdup (self->title) : lf_report_spoken (self->report);
  g_string_append_printf (text, ". %s %s", self->label == NULL ? "" : self->label, self->figure);
  if (self->change != NULL)
    g_string_append_printf (text, ". %s", self->change);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
