/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a report as lengths: one currency, one unit, round steps. */

#include "config.h"

#include "lf-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define GRID_LINES 4

LfColumnType
lf_chart_column_type (LfChart *self, guint column)
{
  return ((const LfReportColumn *) self->report->columns->pdata[column])->type;
}

const char *
lf_chart_column_label (LfChart *self, guint column)
{
  return ((const LfReportColumn *) self->report->columns->pdata[column])->label;
}

LfColumnType
lf_chart_measure_type (const LfReport *report)
{
  return report->measure < report->columns->len
             ? ((const LfReportColumn *) report->columns->pdata[report->measure])->type
             : LF_COLUMN_TEXT;
}

/* ---- Figures ---- */

static double
money_of (LfChart *self, const LfTotals *totals)
{
  if (totals->n == 0)
    return 0;
  for (guint i = 0; i < totals->n; i++)
    if (strcmp (totals->totals[i].currency, self->currency) == 0)
      return (double) totals->totals[i].minor;
  return NAN;
}

double
lf_chart_figure (LfChart *self, guint row, guint column)
{
  const LfReportCell *cell = lf_chart_cell (self, row, column);

  if (cell->is_blank)
    return NAN;
  switch (lf_chart_column_type (self, column))
    {
    case LF_COLUMN_MONEY:
      return money_of (self, &cell->totals);
    case LF_COLUMN_PERCENT:
      return isfinite (cell->percent) ? cell->percent : NAN;
    case LF_COLUMN_COUNT:
    case LF_COLUMN_DAYS:
    case LF_COLUMN_AREA:
      return (double) cell->count;
    case LF_COLUMN_POINTS:
      return (double) cell->count / LF_REPORT_POINT;
    case LF_COLUMN_TEXT:
    case LF_COLUMN_DATE:
    default:
      return NAN;
    }
}

GArray *
lf_chart_series (LfChart *self)
{
  GArray *series = g_array_new (FALSE, FALSE, sizeof (guint));
  LfColumnType type = lf_chart_measure_type (self->report);

  for (guint i = self->report->measure; i < self->report->columns->len; i++)
    if ((self->report->n_series == 0 || series->len < self->report->n_series)
        && lf_chart_column_type (self, i) == type
        && (i != self->report->expected || self->report->expected == 0))
      g_array_append_val (series, i);
  return series;
}

gboolean
lf_chart_range (LfChart *self, const GArray *columns, double *ret_least, double *ret_most)
{
  gboolean is_known = FALSE;

  *ret_least = *ret_most = 0;
  for (guint row = 0; row < self->report->rows->len; row++)
    for (guint i = 0; i < columns->len; i++)
      {
        double figure = lf_chart_figure (self, row, g_array_index (columns, guint, i));

        if (isnan (figure))
          continue;
        is_known = TRUE;
        *ret_least = MIN (*ret_least, figure);
        *ret_most = MAX (*ret_most, figure);
      }
  return is_known;
}

/* ---- Units ---- */

/* The one that comes first in any cell: totals have CNY before others. */
static void
find_currency (LfChart *self, const GArray *series)
{
  for (guint row = 0; row < self->report->rows->len; row++)
    for (guint i = 0; i < series->len; i++)
      {
        const LfReportCell *cell = lf_chart_cell (self, row, g_array_index (series, guint, i));

        if (cell->totals.n == 0)
          continue;
        if (self->currency[0] == '\0' || strcmp (cell->totals.totals[0].currency, "CNY") == 0)
          g_strlcpy (self->currency, cell->totals.totals[0].currency, sizeof self->currency);
      }
  if (self->currency[0] == '\0')
    g_strlcpy (self->currency, "CNY", sizeof self->currency);
}

/* "1亿元" without its 1; "CNY 1 million" without its. */
static void
name_money_unit (LfChart *self)
{
  LfMoney one = { (gint64) self->unit, "", LF_QUALIFIER_EXACT };
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;

  g_strlcpy (one.currency, self->currency, sizeof one.currency);
  text = lf_money_format (&one);
  parts = g_strsplit (text, "1", 2);
  g_snprintf (self->unit_name, sizeof self->unit_name, "%s%s", parts[0],
              parts[1] == NULL                                         ? ""
              : g_str_has_suffix (parts[0], " ") && parts[1][0] == ' ' ? parts[1] + 1
                                                                       : parts[1]);
  g_strstrip (self->unit_name);
}

/* The largest that the largest figure is at least one of. */
static void
choose_money_unit (LfChart *self, double most)
{
  static const double chinese[] = { 1e10, 1e6, 100 }, western[] = { 1e8, 100, 100 };
  gboolean is_chinese = strcmp (C_ ("style of amounts", "million"), "wan") == 0;
  const double *units = is_chinese ? chinese : western;
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (chinese) && most < units[i])
    i++;
  self->unit = units[i];
  name_money_unit (self);
}

void
lf_chart_read_figures (LfChart *self)
{
  g_autoptr (GArray) series = lf_chart_series (self);
  LfColumnType type = lf_chart_measure_type (self->report);
  double least, most;

  self->unit = 1;
  self->unit_name[0] = '\0';
  if (type != LF_COLUMN_MONEY)
    return;
  find_currency (self, series);
  lf_chart_range (self, series, &least, &most);
  choose_money_unit (self, MAX (most, -least));
}

char *
lf_chart_short (LfChart *self, double figure)
{
  double value = figure / self->unit, size = fabs (value);
  LfColumnType type = lf_chart_measure_type (self->report);
  int decimals = size >= 99.95 || size == 0 ? 0 : size >= 9.995 ? 1 : 2;
  g_autofree char *plain = NULL, *digits = NULL;

  if (isnan (figure))
    return g_strdup ("–");
  if (type == LF_COLUMN_COUNT || type == LF_COLUMN_DAYS || type == LF_COLUMN_AREA)
    decimals = 0;
  else if (type == LF_COLUMN_PERCENT)
    decimals = (int) self->report->decimals;
  plain = g_strdup_printf ("%.*f", decimals, size);
  digits = lf_text_group_digits (plain);
  return g_strconcat (value < 0 ? "−" : "", digits, type == LF_COLUMN_PERCENT ? "%" : "", NULL);
}

char *
lf_chart_tick (LfChart *self, double figure)
{
  double value = figure / self->unit;
  LfColumnType type = lf_chart_measure_type (self->report);
  g_autofree char *plain = g_strdup_printf (fabs (value) >= 1e15 ? "%.3g" : "%.15g", fabs (value));
  g_autofree char *digits = lf_text_group_digits (plain);

  return g_strconcat (value < 0 ? "−" : "", digits, type == LF_COLUMN_PERCENT ? "%" : "", NULL);
}

/* ---- Scales ---- */

/* 1, 2 or 5 times a power of ten. */
static double
round_step (double rough)
{
  double power = pow (10, floor (log10 (rough))), ratio = rough / power;

  return power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
}

/* There is no half of what is counted. */
LfChartScale
lf_chart_scale (LfChart *self, double least, double most)
{
  double span = MAX (MAX (most, 0) - MIN (least, 0), 1e-9);
  double step = round_step (span / GRID_LINES);

  if (lf_chart_measure_type (self->report) != LF_COLUMN_PERCENT)
    step = MAX (step, 1);
  return (LfChartScale){
    floor (MIN (least, 0) / step) * step,
    MAX (ceil (MAX (most, 0) / step) * step, most == 0 && least < 0 ? 0 : step), step
  };
}

/* ---- Time ---- */

gboolean
lf_chart_row_date (LfChart *self, guint row, LfDate *ret_date)
{
  const char *text = lf_chart_cell (self, row, 0)->text;

  return text != NULL && lf_date_from_canonical (text, ret_date);
}

gboolean
lf_chart_is_time (LfChart *self)
{
  static const char *const times[] = { "day", "week", "month", "quarter", "year", NULL };
  const LfReportColumn *first = self->report->columns->pdata[0];
  LfDate date;

  if (first->type == LF_COLUMN_DATE || g_strv_contains (times, first->name))
    return TRUE;
  for (guint row = 0; row < self->report->rows->len; row++)
    if (!lf_chart_row_date (self, row, &date))
      return FALSE;
  return self->report->rows->len > 0;
}

/* ---- Cells ---- */

void
lf_chart_trace_cell (LfChart *self, const LfChartShape *shape)
{
  if (self->trace != NULL)
    g_array_append_val (self->trace->cells, *shape);
}

char *
lf_chart_cell_tip (LfChart *self, guint row, guint column, gboolean names_column)
{
  g_autofree char *label = lf_chart_label (self, row);
  g_autofree char *figure = lf_chart_cell_text (self, row, column);

  if (!names_column)
    /* Translators: a row of a report: "Land: 12" */
    return g_strdup_printf (C_ ("cell", "%1$s: %2$s"), label, figure);
  /* Translators: a cell of a report: "Land, Collected: 12" */
  return g_strdup_printf (C_ ("cell", "%1$s, %2$s: %3$s"), label,
                          lf_chart_column_label (self, column), figure);
}

gboolean
lf_chart_mark_cell (LfChart *self, const LfChartShape *shape, gboolean names_column)
{
  return lf_chart_mark (
      self, shape->x, shape->y, shape->width, shape->height, shape->row, shape->column,
      self->is_untold ? NULL : lf_chart_cell_tip (self, shape->row, shape->column, names_column));
}
