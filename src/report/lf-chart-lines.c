/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines over time, with the line they are held against; and the small one of a tile. */

#include "config.h"

#include "lf-chart-private.h"

#include <math.h>

#define NAME_SCALE 0.85
#define NAMES_SHARE 0.24 /* of the width, at most, for names at the ends of lines */

typedef struct
{
  LfChart *chart;
  GArray *columns; /* the series, and last what they are held against */
  guint n_series;
  LfChartAxes axes;
  double *shares; /* where the rows are along the axis, 0…1 */
  double names;   /* the room of names at the ends; 0: there is a legend */
} Lines;

static guint
column_at (const Lines *self, guint line)
{
  return g_array_index (self->columns, guint, line);
}

static double
figure_at (const Lines *self, guint row, guint line)
{
  return lf_chart_figure (self->chart, row, column_at (self, line));
}

/* ---- Where rows are ---- */

/* Each at its day; FALSE: a row has none, or not after the one before. */
static gboolean
place_by_day (LfChart *chart, double *shares)
{
  guint n = chart->report->rows->len;
  double pad, span;

  for (guint row = 0; row < n; row++)
    {
      LfDate first, date;

      if (!lf_chart_row_date (chart, 0, &first) || !lf_chart_row_date (chart, row, &date))
        return FALSE;
      shares[row] = lf_date_days_between (&first, &date);
      if (row > 0 && shares[row] <= shares[row - 1])
        return FALSE;
    }
  if (n < 2)
    return FALSE;
  pad = shares[n - 1] / (n - 1) / 2;
  span = shares[n - 1] + 2 * pad;
  for (guint row = 0; row < n; row++)
    shares[row] = (shares[row] + pad) / span;
  return TRUE;
}

static double *
place_rows (LfChart *chart)
{
  guint n = chart->report->rows->len;
  double *shares = g_new0 (double, n);

  if (!place_by_day (chart, shares))
    for (guint row = 0; row < n; row++)
      shares[row] = (row + 0.5) / n;
  return shares;
}

/* ---- Lines ---- */

#define DENSE_PX                                                                                   \
  2.0 /* rows that are closer are drawn as what they span in each column of pixels                 \
       */

typedef struct
{
  double x, least, most, last; /* of one column of pixels */
  gboolean is_open;
} Column;

/* Whole pixels, for those are filled fastest. @end: where the next column begins */
static void
end_column (LfChart *chart, const Column *column, double end)
{
  double half = cairo_get_line_width (chart->cr) / 2, top = floor (column->least - half);

  if (column->is_open)
    cairo_rectangle (chart->cr, column->x, top, MAX (end - column->x, 1),
                     ceil (column->most + half) - top);
}

/* Of all points in a column of pixels no more than what is seen of them: stroking each is slow. */
static void
add_dense_point (LfChart *chart, Column *column, double x, double y)
{
  gboolean is_first = !column->is_open;
  double before = column->last;

  if (is_first || floor (x) != column->x)
    {
      end_column (chart, column, floor (x));
      *column = (Column){ floor (x), is_first ? y : MIN (y, before), is_first ? y : MAX (y, before),
                          y, TRUE };
    }
  column->least = MIN (column->least, y);
  column->most = MAX (column->most, y);
  column->last = y;
}

static void
draw_path (const Lines *self, guint line)
{
  LfChart *chart = self->chart;
  gboolean is_dense = self->axes.slot < DENSE_PX;
  Column column = { 0 };

  cairo_new_path (chart->cr);
  for (guint row = 0; row < chart->report->rows->len; row++)
    {
      double figure = figure_at (self, row, line), x = lf_chart_axes_center (&self->axes, row),
             y = isnan (figure) ? 0 : lf_chart_axes_at (&self->axes, figure);

      if (isnan (figure))
        {
          end_column (chart, &column, 0);
          column.is_open = FALSE;
          cairo_new_sub_path (chart->cr);
        }
      else if (is_dense)
        add_dense_point (chart, &column, x, y);
      else
        cairo_line_to (chart->cr, x, y);
    }
  end_column (chart, &column, 0);
  if (is_dense)
    cairo_fill (chart->cr);
  else
    cairo_stroke (chart->cr);
}

static void
draw_line (const Lines *self, guint line)
{
  LfChart *chart = self->chart;
  double px = chart->style->font_px;

  cairo_save (chart->cr);
  if (line < self->n_series)
    lf_chart_set_line (chart, line);
  else
    lf_chart_set_dashes (chart);
  draw_path (self, line);
  cairo_restore (chart->cr);
  for (guint row = 0; row < chart->report->rows->len && line < self->n_series; row++)
    {
      double figure = figure_at (self, row, line);

      if (!isnan (figure) && (self->axes.slot > px * 0.9 || chart->report->rows->len == 1))
        lf_chart_sign (chart, line, lf_chart_axes_center (&self->axes, row),
                       lf_chart_axes_at (&self->axes, figure), px * 0.28);
    }
}

/* ---- Names at the ends ---- */

typedef struct
{
  guint line;
  double y;
} Name;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  double first = ((const Name *) a)->y, second = ((const Name *) b)->y;

  return first < second ? -1 : first > second;
}

/* From the top down, none on another: those at the foot push the others up. */
static void
spread (const Lines *self, GArray *names)
{
  double gap = lf_chart_line_height (self->chart, NAME_SCALE), most = self->axes.bottom;

  g_array_sort (names, compare_names);
  for (guint i = 1; i < names->len; i++)
    {
      const Name *before = &g_array_index (names, Name, i - 1);
      Name *name = &g_array_index (names, Name, i);

      name->y = MAX (name->y, before->y + gap);
    }
  for (guint i = names->len; i-- > 0; most = g_array_index (names, Name, i).y - gap)
    g_array_index (names, Name, i).y = MIN (g_array_index (names, Name, i).y, most);
}

static void
draw_names (const Lines *self)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  LfChart *chart = self->chart;
  double px = chart->style->font_px;

  for (guint line = 0; line < self->columns->len; line++)
    for (guint row = chart->report->rows->len; row-- > 0;)
      if (!isnan (figure_at (self, row, line)))
        {
          Name name = { line, lf_chart_axes_at (&self->axes, figure_at (self, row, line)) };

          g_array_append_val (names, name);
          break;
        }
  spread (self, names);
  for (guint i = 0; i < names->len; i++)
    {
      const Name *name = &g_array_index (names, Name, i);

      if (name->line < self->n_series)
        lf_chart_sign (chart, name->line, self->axes.right + px * 0.6, name->y, px * 0.28);
      else
        lf_chart_dashes (chart, self->axes.right + px * 0.1, name->y, px);
      lf_chart_text (chart, lf_chart_column_label (chart, column_at (self, name->line)),
                     self->axes.right + px * 1.3, name->y, self->names, LF_ALIGN_START, NAME_SCALE,
                     chart->style->foreground);
    }
}

/* ---- Marks ---- */

static double
edge_before (const Lines *self, guint row)
{
  if (row == 0)
    return self->axes.left;
  if (row == self->chart->report->rows->len)
    return self->axes.right;
  return (lf_chart_axes_center (&self->axes, row - 1) + lf_chart_axes_center (&self->axes, row))
         / 2;
}

static void
draw_pointed (const Lines *self, guint row, guint line)
{
  LfChart *chart = self->chart;
  double px = chart->style->font_px, x = lf_chart_axes_center (&self->axes, row);

  lf_chart_color (chart, chart->style->foreground, 0.5);
  cairo_set_line_width (chart->cr, 1);
  cairo_move_to (chart->cr, x, self->axes.top);
  cairo_line_to (chart->cr, x, self->axes.bottom);
  cairo_stroke (chart->cr);
  lf_chart_color (chart, chart->style->foreground, 1);
  cairo_set_line_width (chart->cr, px * 0.14);
  cairo_arc (chart->cr, x, lf_chart_axes_at (&self->axes, figure_at (self, row, line)), px * 0.55,
             0, 2 * G_PI);
  cairo_stroke (chart->cr);
}

/* What is between the points of a row is nearer to the one or to the other. */
static void
find_bounds (const Lines *self, const GArray *points, double *bounds)
{
  double room = self->axes.bottom - self->axes.top;
  double least = MIN (self->chart->style->font_px * 0.5, room / points->len);

  bounds[0] = self->axes.top;
  for (guint i = 1; i < points->len; i++)
    bounds[i]
        = MAX ((g_array_index (points, Name, i - 1).y + g_array_index (points, Name, i).y) / 2,
               bounds[i - 1] + least);
  bounds[points->len] = self->axes.bottom;
  for (guint i = points->len; i-- > 1;)
    bounds[i] = MIN (bounds[i], bounds[i + 1] - least);
}

static void
mark_row (const Lines *self, guint row, GArray *points, double *bounds)
{
  double start = edge_before (self, row), width = edge_before (self, row + 1) - start;

  g_array_set_size (points, 0);
  for (guint line = 0; line < self->columns->len; line++)
    {
      double figure = figure_at (self, row, line);
      Name point = { line, isnan (figure) ? 0 : lf_chart_axes_at (&self->axes, figure) };

      if (!isnan (figure))
        g_array_append_val (points, point);
    }
  if (points->len == 0)
    return;
  g_array_sort (points, compare_names);
  find_bounds (self, points, bounds);
  for (guint line = 0; line < self->columns->len; line++)
    for (guint i = 0; i < points->len; i++)
      {
        LfChartShape shape
            = { start, bounds[i], width, bounds[i + 1] - bounds[i], row, column_at (self, line) };

        if (g_array_index (points, Name, i).line != line)
          continue;
        lf_chart_trace_cell (self->chart, &shape);
        if (lf_chart_mark_cell (self->chart, &shape, self->columns->len > 1))
          draw_pointed (self, row, line);
      }
}

static void
mark_rows (const Lines *self)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (Name));
  g_autofree double *bounds = g_new0 (double, self->columns->len + 1);

  for (guint row = 0; row < self->chart->report->rows->len; row++)
    mark_row (self, row, points, bounds);
}

/* ---- The chart ---- */

/* Names at the ends read best; they need room beside and below each other. */
static void
choose_names (Lines *self)
{
  double px = self->chart->style->font_px, width = 0;

  for (guint line = 0; line < self->columns->len; line++)
    width = MAX (width,
                 lf_chart_text_width (self->chart,
                                      lf_chart_column_label (self->chart, column_at (self, line)),
                                      NAME_SCALE));
  if (self->columns->len > 1 && width + px * 1.3 < self->chart->width * NAMES_SHARE
      && self->columns->len * lf_chart_line_height (self->chart, NAME_SCALE)
             < self->chart->height * 0.6)
    self->names = width + 1;
}

void
lf_chart_draw_lines (LfChart *chart)
{
  g_autoptr (GArray) columns = lf_chart_series (chart);
  g_autofree double *shares = place_rows (chart);
  Lines self = { .chart = chart, .columns = columns, .n_series = columns->len };
  double px = chart->style->font_px, least, most, top = px * 0.4;

  self.axes = (LfChartAxes){ .is_upright = TRUE, .has_ticks = TRUE, .shares = shares };
  if (chart->report->expected > 0)
    g_array_append_val (columns, chart->report->expected);
  lf_chart_range (chart, columns, &least, &most);
  self.axes.scale = lf_chart_scale (chart, least, most);
  choose_names (&self);
  if (self.names == 0)
    {
      g_array_set_size (columns, self.n_series);
      top = lf_chart_legend (chart, columns, LF_SWATCH_LINE);
      if (chart->report->expected > 0)
        g_array_append_val (columns, chart->report->expected);
    }
  else if (*chart->unit_name != '\0')
    {
      lf_chart_text (chart, chart->unit_name, 0, px * 0.8, chart->width, LF_ALIGN_START, NAME_SCALE,
                     chart->style->dim);
      top = px * 1.8;
    }
  lf_chart_axes_draw (&self.axes, chart, top, self.names == 0 ? px * 0.5 : self.names + px * 1.4);
  for (guint line = columns->len; line-- > 0;)
    draw_line (&self, line);
  if (self.names > 0)
    draw_names (&self);
  mark_rows (&self);
}

/* ---- The small one ---- */

/* From its least to its most: of a line without axes only the shape is read. */
void
lf_chart_draw_sparkline (LfChart *chart)
{
  guint measure = chart->report->measure, n = chart->report->rows->len, last = n;
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree double *shares = place_rows (chart);
  double px = chart->style->font_px, radius = MIN (px * 0.22, chart->height * 0.12);
  Lines self = { .chart = chart, .columns = columns, .n_series = 1 };
  double least = G_MAXDOUBLE, most = -G_MAXDOUBLE;

  g_array_append_val (columns, measure);
  for (guint row = 0; row < n; row++)
    if (!isnan (figure_at (&self, row, 0)))
      {
        least = MIN (least, figure_at (&self, row, 0));
        most = MAX (most, figure_at (&self, row, 0));
        last = row;
      }
  if (last == n)
    return;
  self.axes = (LfChartAxes){ .is_upright = TRUE,
                             .left = 0,
                             .top = radius + 1,
                             .right = chart->width,
                             .slot = chart->width / n,
                             .bottom = chart->height - radius - 1,
                             .shares = shares,
                             .scale = { least, most > least ? most : least + 1, 1 } };
  cairo_save (chart->cr);
  lf_chart_color (chart, chart->style->accent, 1);
  cairo_set_line_width (chart->cr, MIN (px * 0.12, radius));
  cairo_set_line_join (chart->cr, CAIRO_LINE_JOIN_ROUND);
  draw_path (&self, 0);
  cairo_restore (chart->cr);
  lf_chart_sign (chart, 0, lf_chart_axes_center (&self.axes, last),
                 lf_chart_axes_at (&self.axes, figure_at (&self, last, 0)), radius);
  mark_rows (&self);
}
