/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar: each day of the years, or each month of them, as dark as its figure is large. */

#include "config.h"

#include "lf-chart-private.h"

#include <math.h>

#define NAME_SCALE 0.8
#define WEEK 7
#define YEAR 12
#define HEAD 1.5 /* above a strip of weeks, in sizes of the font */

typedef struct
{
  LfChart *chart;
  GArray *columns; /* the measure */
  LfChartScale range;
  int first_year, last_year;
  gboolean is_by_day;
  double top, left;
  /* of days */
  int months; /* in a strip */
  double cell;
  double figures; /* their size; 0: none */
} Calendar;

static GDate
date_of (int year, int month, int day)
{
  GDate date;

  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return date;
}

/* "Jan" or "1月"; of a day "Mon" or "一" */
static char *
name_of (const char *format, int month, int day)
{
  /* 2024 began on a Monday */
  g_autoptr (GDateTime) time = g_date_time_new_utc (2024, month, day, 0, 0, 0);

  return g_date_time_format (time, format);
}

/* ---- Days ---- */

/* Weeks from Monday on that a strip touches. */
static int
count_weeks (int year, int month, int months)
{
  GDate first = date_of (year, month, 1), last;

  last = first;
  g_date_add_months (&last, (guint) months);
  return (g_date_days_between (&first, &last) + g_date_get_weekday (&first) - 1 + WEEK - 1) / WEEK;
}

/* The strips of a year that make the largest cells. */
static void
choose_strips (Calendar *self)
{
  static const int choices[] = { 12, 6, 4, 3, 2, 1 };
  LfChart *chart = self->chart;
  double px = chart->style->font_px;
  int years = self->last_year - self->first_year + 1;

  self->months = YEAR;
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      int months = choices[i], strips = years * YEAR / months;
      int weeks = 0;
      double cell;

      for (int month = 1; month <= YEAR; month += months)
        for (int year = self->first_year; year <= self->last_year; year++)
          weeks = MAX (weeks, count_weeks (year, month, months));
      cell = MIN ((chart->width - self->left) / weeks,
                  ((chart->height - self->top) / strips - px * HEAD) / WEEK);
      if (cell > self->cell)
        {
          self->cell = cell;
          self->months = months;
        }
    }
  self->cell = CLAMP (self->cell, 0.5, px * 2.6);
}

static double
strip_y (const Calendar *self, int year, int month)
{
  int strip = (year - self->first_year) * YEAR / self->months + (month - 1) / self->months;

  return self->top + strip * (self->cell * WEEK + self->chart->style->font_px * HEAD)
         + self->chart->style->font_px * HEAD;
}

static LfChartShape
day_shape (const Calendar *self, const GDate *date)
{
  int year = g_date_get_year (date), month = (int) g_date_get_month (date);
  GDate first = date_of (year, (month - 1) / self->months * self->months + 1, 1);
  int at = g_date_days_between (&first, date) + g_date_get_weekday (&first) - 1;

  return (LfChartShape){ self->left + at / WEEK * self->cell,
                         strip_y (self, year, month) + at % WEEK * self->cell,
                         MAX (self->cell - 1, 0.5), MAX (self->cell - 1, 0.5) };
}

/* A frame for each day: one without a figure is a day too. */
static void
draw_days (const Calendar *self, int year)
{
  cairo_t *cr = self->chart->cr;
  GDate date = date_of (year, 1, 1);

  for (; g_date_get_year (&date) == year; g_date_add_days (&date, 1))
    {
      LfChartShape shape = day_shape (self, &date);

      cairo_rectangle (cr, shape.x + 0.5, shape.y + 0.5, MAX (shape.width - 1, 0.5),
                       MAX (shape.height - 1, 0.5));
    }
  lf_chart_color (self->chart, self->chart->style->dim, 0.35);
  cairo_set_line_width (cr, 0.7);
  cairo_stroke (cr);
}

/* Over its first week; the first of a year says which. */
static void
draw_month_names (const Calendar *self, int year)
{
  LfChart *chart = self->chart;
  double px = chart->style->font_px, last = -G_MAXDOUBLE, last_y = 0;

  for (int month = 1; month <= YEAR; month++)
    {
      GDate date = date_of (year, month, 1);
      LfChartShape shape = day_shape (self, &date);
      double y = strip_y (self, year, month) - px * HEAD * 0.45, width;
      g_autofree char *name = name_of ("%b", month, 1);
      g_autofree char *text = month > 1 ? g_strdup (name) : g_strdup_printf ("%d", year);

      width = lf_chart_text_width (chart, text, NAME_SCALE) + 1;
      if (y != last_y)
        last = -G_MAXDOUBLE;
      last_y = y;
      if (shape.x < last || shape.x + width > chart->width)
        continue;
      lf_chart_text (chart, text, month > 1 ? shape.x : self->left, y, width, LF_ALIGN_START,
                     NAME_SCALE, month > 1 ? chart->style->dim : chart->style->foreground);
      last = shape.x + width + px * 0.3;
    }
}

/* Each where lines have room, else every second. */
static void
draw_weekdays (const Calendar *self, int year)
{
  LfChart *chart = self->chart;
  int step = (int) MAX (1, ceil (lf_chart_line_height (chart, NAME_SCALE) * 0.85 / self->cell));

  for (int month = 1; month <= YEAR; month += self->months)
    for (int day = 0; day < WEEK; day += step)
      {
        g_autofree char *name = name_of ("%a", 1, day + 1);

        lf_chart_text (chart, name, 0, strip_y (self, year, month) + (day + 0.5) * self->cell,
                       self->left, LF_ALIGN_START, NAME_SCALE, chart->style->dim);
      }
}

static double
weekdays_width (LfChart *chart)
{
  double width = 0;

  for (int day = 1; day <= WEEK; day++)
    {
      g_autofree char *name = name_of ("%a", 1, day);

      width = MAX (width, lf_chart_text_width (chart, name, NAME_SCALE));
    }
  return width + chart->style->font_px * 0.6;
}

static void
lay_out_days (Calendar *self)
{
  self->left = weekdays_width (self->chart);
  choose_strips (self);
  self->figures
      = lf_chart_shaded_scale (self->chart, self->columns, self->cell - 2, self->cell - 2);
  for (int year = self->first_year; year <= self->last_year; year++)
    {
      draw_days (self, year);
      draw_month_names (self, year);
      draw_weekdays (self, year);
    }
}

/* ---- Months ---- */

static LfChartShape
month_shape (const Calendar *self, const LfDate *date)
{
  LfChart *chart = self->chart;
  double px = chart->style->font_px, width = (chart->width - self->left) / YEAR;
  double height = MIN (
      (chart->height - self->top - px * HEAD) / (self->last_year - self->first_year + 1), px * 3.4);

  return (LfChartShape){ self->left + (date->month - 1) * width,
                         self->top + px * HEAD + (date->year - self->first_year) * height,
                         MAX (width - 1, 0.5), MAX (height - 1, 0.5) };
}

static void
lay_out_months (Calendar *self)
{
  LfChart *chart = self->chart;
  double px = chart->style->font_px, last = -G_MAXDOUBLE, widest = 0;
  LfChartShape cell;
  int step;

  self->left = lf_chart_text_width (chart, "2026", NAME_SCALE) + px * 0.8;
  for (int month = 1; month <= YEAR; month++)
    {
      g_autofree char *name = name_of ("%b", month, 1);

      widest = MAX (widest, lf_chart_text_width (chart, name, NAME_SCALE));
    }
  cell = month_shape (self, &(LfDate){ (gint16) self->first_year, 1, 0 });
  step = (int) ceil ((widest + 2) / cell.width);
  for (int month = 1; month <= YEAR; month += step)
    {
      g_autofree char *name = name_of ("%b", month, 1);

      cell = month_shape (self, &(LfDate){ (gint16) self->first_year, (gint8) month, 0 });
      lf_chart_text (chart, name, cell.x + cell.width / 2, self->top + px * HEAD * 0.5, widest + 2,
                     LF_ALIGN_MIDDLE, NAME_SCALE, chart->style->dim);
    }
  self->figures = lf_chart_shaded_scale (chart, self->columns, cell.width, cell.height);
  last = -G_MAXDOUBLE;
  for (int year = self->first_year; year <= self->last_year; year++)
    {
      g_autofree char *text = g_strdup_printf ("%d", year);
      double y;

      cell = month_shape (self, &(LfDate){ (gint16) year, 1, 0 });
      y = cell.y + cell.height / 2;
      if (y - last < lf_chart_line_height (chart, NAME_SCALE) * 0.85)
        continue;
      lf_chart_text (chart, text, 0, y, self->left, LF_ALIGN_START, NAME_SCALE, chart->style->dim);
      last = y;
    }
}

/* ---- The chart ---- */

static gboolean
has_place (const Calendar *self, guint row, LfDate *ret_date)
{
  return lf_chart_row_date (self->chart, row, ret_date) && ret_date->month > 0
         && (!self->is_by_day || ret_date->day > 0);
}

static gboolean
find_years (Calendar *self)
{
  self->first_year = G_MAXINT;
  for (guint row = 0; row < self->chart->report->rows->len; row++)
    {
      LfDate date;

      if (!lf_chart_row_date (self->chart, row, &date) || date.month == 0)
        continue;
      self->is_by_day = self->is_by_day || date.day > 0;
      self->first_year = MIN (self->first_year, date.year);
      self->last_year = MAX (self->last_year, date.year);
    }
  return self->first_year <= self->last_year;
}

/* In sizes of the font: a year of days in two strips, or a line of months. */
double
lf_chart_calendar_height (LfChart *chart)
{
  Calendar self = { .chart = chart };
  int years = find_years (&self) ? self.last_year - self.first_year + 1 : 1;

  return self.is_by_day ? 30 + 22 * (years - 1) : 4 + 3.4 * years;
}

static void
draw_figure (const Calendar *self, guint row, const LfDate *date)
{
  LfChartShape shape;
  GDate day;

  if (isnan (lf_chart_figure (self->chart, row, self->chart->report->measure)))
    return;
  if (self->is_by_day)
    {
      day = date_of (date->year, date->month, date->day);
      shape = day_shape (self, &day);
    }
  else
    shape = month_shape (self, date);
  shape.row = row;
  shape.column = self->chart->report->measure;
  lf_chart_trace_cell (self->chart, &shape);
  lf_chart_draw_shaded (self->chart, &shape, &self->range, self->figures,
                        lf_chart_mark_cell (self->chart, &shape, /* names_column= */ FALSE));
}

void
lf_chart_draw_calendar (LfChart *chart)
{
  guint measure = chart->report->measure;
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  Calendar self = { .chart = chart, .columns = columns };
  g_autofree char *caption = NULL;

  g_array_append_val (columns, measure);
  if (!find_years (&self))
    {
      lf_chart_draw_bars (chart);
      return;
    }
  lf_chart_range (chart, columns, &self.range.least, &self.range.most);
  caption = lf_chart_caption (chart, measure);
  self.top = lf_chart_draw_shades (chart, caption, &self.range);
  if (self.is_by_day)
    lay_out_days (&self);
  else
    lay_out_months (&self);
  for (guint row = 0; row < chart->report->rows->len; row++)
    {
      LfDate date;

      if (has_place (&self, row, &date))
        draw_figure (&self, row, &date);
    }
}
