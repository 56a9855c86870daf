/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars: amounts by month on an axis of time, and amounts by name. */

#include "config.h"

#include "lf-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

enum
{
  LABEL,
  COUNT
};

#define MAX_SLOTS 120
#define GRID_LINES 4

static gboolean
is_of (LfChart *self, LfColumnType type)
{
  return ((const LfReportColumn *) self->report->columns->pdata[self->report->measure])->type
         == type;
}

static gboolean
is_of_money (LfChart *self)
{
  return is_of (self, LF_COLUMN_MONEY);
}

/* What a bar stands for: of money one currency's; the label says all of them. */
static double
amount_of (LfChart *self, guint row)
{
  double figure = lf_chart_figure (self, row, self->report->measure);

  return isnan (figure) ? 0 : figure;
}

static double
largest (LfChart *self)
{
  double most = is_of (self, LF_COLUMN_PERCENT) ? 100 : 0;

  for (guint i = 0; i < self->report->rows->len; i++)
    most = MAX (most, amount_of (self, i));
  return MAX (most, 1);
}

/* A rate says little without what it is of. */
static char *
tell_all (LfChart *self, guint row, const char *label)
{
  GString *text = g_string_new (label);
  gboolean is_first = TRUE;

  for (guint i = 0; i < self->report->columns->len; i++)
    {
      const LfReportColumn *column = self->report->columns->pdata[i];
      g_autofree char *value = lf_chart_cell_text (self, row, i);

      if (is_first && column->type == LF_COLUMN_TEXT)
        continue;
      g_string_append (text, is_first ? ": " : C_ ("brief", ", "));
      /* Translators: in a list of figures: the column and its figure */
      g_string_append_printf (text, C_ ("figure", "%1$s %2$s"), column->label, value);
      is_first = FALSE;
    }
  return g_string_free (text, FALSE);
}

/* "East Park: Visits 12, Spent 3 million" */
static char *
tell_both (LfChart *self, const char *label, const char *count, const char *amount)
{
  g_autofree char *first
      = g_strdup_printf (C_ ("figure", "%1$s %2$s"), lf_chart_column_label (self, COUNT), count);
  g_autofree char *second = g_strdup_printf (
      C_ ("figure", "%1$s %2$s"), lf_chart_column_label (self, self->report->measure), amount);

  return g_strconcat (label, ": ", first, C_ ("brief", ", "), second, NULL);
}

/* How many records the measure of a row is of. */
static gboolean
has_count (LfChart *self)
{
  return self->report->measure > COUNT && lf_chart_column_type (self, COUNT) == LF_COLUMN_COUNT;
}

static gboolean
is_of_projects (LfChart *self)
{
  return strcmp (((const LfReportColumn *) self->report->columns->pdata[COUNT])->name, "projects")
         == 0;
}

static char *
tip_of (LfChart *self, guint row)
{
  g_autofree char *label = lf_chart_label (self, row);
  g_autofree char *count = has_count (self) ? lf_chart_cell_text (self, row, COUNT) : NULL;
  g_autofree char *amount = lf_chart_cell_text (self, row, self->report->measure);
  const LfReportColumn *column = self->report->columns->pdata[self->report->measure];

  if (is_of (self, LF_COLUMN_PERCENT) || is_of (self, LF_COLUMN_POINTS))
    return tell_all (self, row, label);
  if (is_of_money (self) && count != NULL)
    return is_of_projects (self)
               ? g_strdup_printf (_ ("%1$s: %2$s projects, %3$s"), label, count, amount)
               : tell_both (self, label, count, amount);
  /* Translators: a bar: "Land: 12, Collected" */
  return g_strdup_printf (C_ ("bar", "%1$s: %2$s, %3$s"), label, amount, column->label);
}

/* ---- By name: horizontal ---- */

/* A line across the bar where it should have come to. Returns: where that is; 0: nothing is
 * expected */
static double
draw_expected (LfChart *self, guint row, double left, double unit, double center, double bar)
{
  double x;

  if (self->report->expected == 0)
    return 0;
  x = left + lf_chart_cell (self, row, self->report->expected)->percent * unit;
  lf_chart_color (self, self->style->foreground, 1);
  cairo_set_line_width (self->cr, 2);
  cairo_move_to (self->cr, x, center - bar * 0.7);
  cairo_line_to (self->cr, x, center + bar * 0.7);
  cairo_stroke (self->cr);
  return x;
}

static void
draw_named_bar (
    LfChart *self, guint row, double y, double height, double left, double right, double most)
{
  double px = self->style->font_px, room = self->width - left - right;
  double width = MAX (room * amount_of (self, row) / most, 1);
  g_autofree char *label = lf_chart_label (self, row);
  g_autofree char *amount = lf_chart_cell_text (self, row, self->report->measure);
  g_autofree char *count = is_of_money (self) && has_count (self)
                               ? lf_chart_cell_text (self, row, COUNT)
                               : g_strdup ("");
  gboolean is_highlighted = lf_chart_mark (self, 0, y, self->width, height, row,
                                           self->report->measure, tip_of (self, row));
  double bar = MIN (height * 0.66, px * 2.2), center = y + height / 2, end;

  lf_chart_color (self, self->style->accent, is_highlighted ? 1 : 0.82);
  cairo_rectangle (self->cr, left, center - bar / 2, width, bar);
  cairo_fill (self->cr);
  end = draw_expected (self, row, left, room / most, center, bar);
  lf_chart_text (self, label, 0, center, left - px * 4, LF_ALIGN_START, 1, self->style->foreground);
  lf_chart_text (self, count, left - px, center, px * 3, LF_ALIGN_END, 1, self->style->dim);
  if (end > left + width - 2 && end < left + width + lf_chart_text_width (self, amount, 1) + px)
    width = end - left;
  lf_chart_text (self, amount, left + width + px * 0.5, center, self->width - left - width,
                 LF_ALIGN_START, 1, self->style->foreground);
}

/* Which of the columns is drawn, above it; each figure says its own unit. */
static void
draw_caption (LfChart *self)
{
  double px = self->style->font_px;

  lf_chart_text (self, lf_chart_column_label (self, self->report->measure), self->width,
                 px * LF_CHART_CAPTION / 2, self->width, LF_ALIGN_END, 0.85, self->style->dim);
}

void
lf_chart_draw_bars (LfChart *self)
{
  double px = self->style->font_px, left = 0, right = 0, top = px * LF_CHART_CAPTION,
         height = MIN ((self->height - top) / MAX (self->report->rows->len, 1), px * 4);

  for (guint i = 0; i < self->report->rows->len; i++)
    {
      g_autofree char *label = lf_chart_label (self, i);
      g_autofree char *amount = lf_chart_cell_text (self, i, self->report->measure);

      left = MAX (left, lf_chart_text_width (self, label, 1));
      right = MAX (right, lf_chart_text_width (self, amount, 1));
    }
  left = MIN (left + px * 5, self->width * 0.45);
  for (guint i = 0; i < self->report->rows->len; i++)
    draw_named_bar (self, i, top + i * height, height, left, right + px, largest (self));
  draw_caption (self);
}

/* ---- By month: vertical, on an axis of time ---- */

static int
month_number (const char *month)
{
  LfDate date;

  return month != NULL && lf_date_from_canonical (month, &date)
             ? date.year * 12 + MAX (date.month, 1) - 1
             : 0;
}

/* A round number that @most / GRID_LINES comes close to: 1, 2 or 5 times a power of ten. */
static double
grid_step (double most)
{
  double rough = most / GRID_LINES, power = pow (10, floor (log10 (rough)));
  double ratio = rough / power;

  return power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
}

/* There is no half of what is counted. */
static double
step_of (LfChart *self, double most)
{
  return is_of_money (self) ? grid_step (most) : MAX (grid_step (most), 1);
}

static char *
format_amount (LfChart *self, double minor)
{
  LfMoney money = { (gint64) minor, "", LF_QUALIFIER_EXACT };

  if (!is_of_money (self))
    return g_strdup_printf (is_of (self, LF_COLUMN_PERCENT) ? "%.0f%%" : "%.0f", minor);
  g_strlcpy (money.currency, self->currency, sizeof money.currency);
  return lf_money_format (&money);
}

typedef struct
{
  double left, bottom, top, slot;
  double most;
  int first_month;
  gboolean is_by_row;        /* a slot for each row instead of each month */
  double label_end, label_y; /* where the last amount was written */
} Axes;

/* A year whose months are not known has no place among them, nor what is of no month, and nobody
 * can point at one of more than MAX_SLOTS. */
static gboolean
fits_axis_of_time (LfChart *self)
{
  guint n = self->report->rows->len;

  for (guint i = 0; i < n; i++)
    {
      const char *text = lf_chart_cell (self, i, LABEL)->text;

      if (text == NULL || strlen (text) <= strlen ("2026") || month_number (text) == 0)
        return FALSE;
    }
  return month_number (lf_chart_cell (self, n - 1, LABEL)->text)
             - month_number (lf_chart_cell (self, 0, LABEL)->text)
         < MAX_SLOTS;
}

static double
slot_at (LfChart *self, const Axes *axes, guint row)
{
  int month = month_number (lf_chart_cell (self, row, LABEL)->text);

  return (axes->is_by_row ? (int) row : month - axes->first_month) * axes->slot;
}

static void
draw_grid (LfChart *self, Axes *axes)
{
  double step = step_of (self, axes->most), px = self->style->font_px;

  axes->most = ceil (axes->most / step) * step;
  for (double value = 0; value <= axes->most * 1.001; value += step)
    {
      g_autofree char *label = format_amount (self, value);
      axes->left = MAX (axes->left, lf_chart_text_width (self, label, 0.85) + px);
    }
  for (double value = 0; value <= axes->most * 1.001; value += step)
    {
      g_autofree char *label = format_amount (self, value);
      double y = floor (axes->bottom - (axes->bottom - axes->top) * value / axes->most) + 0.5;

      lf_chart_color (self, self->style->dim, value == 0 ? 0.8 : 0.25);
      cairo_set_line_width (self->cr, 1);
      cairo_move_to (self->cr, axes->left, y);
      cairo_line_to (self->cr, self->width, y);
      cairo_stroke (self->cr);
      lf_chart_text (self, label, axes->left - px * 0.5, y, axes->left, LF_ALIGN_END, 0.85,
                     self->style->dim);
    }
}

static double
bar_width (const Axes *axes, double px)
{
  return MIN (axes->slot * 0.66, px * 4);
}

/* Would a text at @y from @start to @end stand on another month's bar? */
static gboolean
meets_bar (LfChart *self, const Axes *axes, guint row, double start, double end, double y)
{
  double px = self->style->font_px, half = bar_width (axes, px) / 2;

  for (guint i = 0; i < self->report->rows->len; i++)
    {
      double center = axes->left + slot_at (self, axes, i) + axes->slot / 2;
      double top = axes->bottom - (axes->bottom - axes->top) * amount_of (self, i) / axes->most;

      if (i != row && start < center + half && end > center - half && y + px * 0.5 > top)
        return TRUE;
    }
  return FALSE;
}

/* Over its bar, off the axis and within the drawing, and only where it touches no other text or
 * bar. */
static void
draw_month_amount (
    LfChart *self, Axes *axes, guint row, const char *amount, double center, double y)
{
  double px = self->style->font_px, width = MAX (lf_chart_text_width (self, amount, 0.85), px);
  double start = MIN (MAX (center - width / 2, axes->left), self->width - width);

  if (start < axes->label_end + px * 0.3 && fabs (y - axes->label_y) < px * 1.2)
    return;
  if (meets_bar (self, axes, row, start, start + width, y))
    return;
  lf_chart_text (self, amount, start, y, width + 1, LF_ALIGN_START, 0.85, self->style->foreground);
  axes->label_end = start + width;
  axes->label_y = y;
}

static void
draw_month (LfChart *self, Axes *axes, guint row, gboolean has_label)
{
  double px = self->style->font_px;
  g_autofree char *month = lf_chart_cell_text (self, row, LABEL);
  g_autofree char *amount = lf_chart_cell_text (self, row, self->report->measure);
  double x = axes->left + slot_at (self, axes, row);
  double width = bar_width (axes, px),
         height = (axes->bottom - axes->top) * amount_of (self, row) / axes->most;
  double center = x + axes->slot / 2;
  gboolean is_highlighted = lf_chart_mark (self, x, axes->top, axes->slot, axes->bottom - axes->top,
                                           row, self->report->measure, tip_of (self, row));

  lf_chart_color (self, self->style->accent, is_highlighted ? 1 : 0.82);
  cairo_rectangle (self->cr, center - width / 2, axes->bottom - MAX (height, 1), width,
                   MAX (height, 1));
  cairo_fill (self->cr);
  draw_month_amount (self, axes, row, amount, center, axes->bottom - height - px * 0.9);
  if (has_label)
    lf_chart_text (self, month, center, axes->bottom + px, px * 6, LF_ALIGN_MIDDLE, 0.85,
                   self->style->dim);
}

void
lf_chart_draw_months (LfChart *self)
{
  double px = self->style->font_px, label_width = lf_chart_text_width (self, "2026-12 ", 0.85),
         last_label = -G_MAXDOUBLE;
  guint n = self->report->rows->len;
  Axes axes = { .bottom = self->height - px * 2,
                .top = px * (2 + LF_CHART_CAPTION),
                .most = largest (self),
                .first_month = month_number (lf_chart_cell (self, 0, LABEL)->text),
                .is_by_row = !fits_axis_of_time (self),
                .label_end = -G_MAXDOUBLE };
  int last_month = month_number (lf_chart_cell (self, n - 1, LABEL)->text);

  draw_caption (self);
  draw_grid (self, &axes);
  axes.slot
      = (self->width - axes.left) / (axes.is_by_row ? (int) n : last_month - axes.first_month + 1);
  for (guint i = 0; i < n; i++)
    {
      double x = slot_at (self, &axes, i);

      draw_month (self, &axes, i, x - last_label > label_width);
      if (x - last_label > label_width)
        last_label = x;
    }
}
