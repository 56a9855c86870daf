/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports from their shapes: cells in their order, and behind each the filter that lists it. */

#include "config.h"

#include "lf-shaping.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* ---- Order ---- */

typedef struct
{
  const LfGrouping *grouping;
  const LfShapeFigure *figures;
  guint measure;
} Order;

static guint
find_figure (const LfReportShape *shape, const char *name)
{
  guint i = 0;

  while (shape->figures[i].name != NULL && g_strcmp0 (shape->figures[i].name, name) != 0)
    i++;
  return i;
}

/* Money before how many there are. */
static guint
largest_by (const LfReportShape *shape)
{
  for (guint i = 0; shape->figures[i].name != NULL; i++)
    if (shape->figures[i].kind == LF_SHAPE_SUM || shape->figures[i].kind == LF_SHAPE_OTHERS_SUM)
      return i;
  return 0;
}

static double
size_of (const LfFigureValue *value)
{
  return value->totals.n > 0 ? (double) value->totals.totals[0].minor : (double) value->n;
}

static int
compare_lines (gconstpointer a, gconstpointer b, gpointer data)
{
  const LfShapedLine *first = *(LfShapedLine *const *) a, *second = *(LfShapedLine *const *) b;
  const Order *order = data;
  double x = size_of (lf_shaped_line_value (first, order->measure)),
         y = size_of (lf_shaped_line_value (second, order->measure));

  if (first->key == NULL || second->key == NULL)
    return (first->key == NULL) - (second->key == NULL);
  if (order->grouping->cut != LF_CUT_NONE)
    return strcmp (first->key, second->key);
  if (order->grouping->field->options != NULL)
    return (int) first->order - (int) second->order;
  return x != y ? (x < y) - (x > y) : g_utf8_collate (first->label, second->label);
}

static void
sort_lines (const LfShaping *self, GPtrArray *lines, const LfGrouping *grouping)
{
  Order order = { grouping, self->shape->figures, largest_by (self->shape) };

  if (grouping->field != NULL)
    g_ptr_array_sort_with_data (lines, compare_lines, &order);
}

/* ---- Cells ---- */

/* @share: 0…1. Between two values as far as it lies between them, whole days. */
static int
quantile (const GArray *days, double share)
{
  double place = share * (days->len - 1);
  guint below = (guint) floor (place), above = (guint) ceil (place);
  int low = g_array_index (days, int, below), high = g_array_index (days, int, above);

  return (int) lround (low + (place - below) * (high - low));
}

static gint64
mean (const GArray *days)
{
  gint64 sum = 0;

  for (guint i = 0; i < days->len; i++)
    sum += g_array_index (days, int, i);
  return (2 * sum + days->len) / (2 * (gint64) days->len);
}

static void
set_days (LfReportCell *cell, LfShapeKind kind, const GArray *days)
{
  static const double shares[] = { [LF_SHAPE_LEAST] = 0,
                                   [LF_SHAPE_LOWER] = 0.25,
                                   [LF_SHAPE_MEDIAN] = 0.5,
                                   [LF_SHAPE_UPPER] = 0.75,
                                   [LF_SHAPE_MOST] = 1 };

  cell->is_blank = days == NULL || days->len == 0;
  if (!cell->is_blank)
    cell->count = kind == LF_SHAPE_MEAN ? mean (days) : quantile (days, shares[kind]);
}

static double
percent_of (const LfFigureValue *part, const LfFigureValue *whole, const LfShapeFigure *told)
{
  if (told->kind == LF_SHAPE_SUM || told->kind == LF_SHAPE_OTHERS_SUM)
    return lf_report_money_percent (&part->totals, &whole->totals);
  return whole->n == 0 ? NAN : 100.0 * (double) part->n / (double) whole->n;
}

static void
set_percent (const LfShaping *self,
             LfReportCell *cell,
             const LfShapedLine *line,
             const LfShapeFigure *figure)
{
  guint part = find_figure (self->shape, figure->part);
  const LfShapedLine *other = figure->kind == LF_SHAPE_SHARE ? self->total : line;
  guint whole = figure->kind == LF_SHAPE_SHARE ? part : find_figure (self->shape, figure->whole);

  cell->percent = percent_of (lf_shaped_line_value (line, part),
                              lf_shaped_line_value (other, whole), &self->shape->figures[part]);
  if (figure->kind == LF_SHAPE_CHANGE)
    cell->percent -= 100;
}

/* Those that have as much share the place. */
static void
set_place (const LfShaping *self,
           LfReportCell *cell,
           const LfShapedLine *line,
           const LfShapeFigure *figure)
{
  guint part = find_figure (self->shape, figure->part);
  double own = size_of (lf_shaped_line_value (line, part));

  cell->is_blank = line == self->total || line->key == NULL || own <= 0;
  cell->count = cell->is_blank ? 0 : 1;
  for (guint i = 0; !cell->is_blank && i < self->rows->len; i++)
    {
      const LfShapedLine *other = self->rows->pdata[i];

      if (other->key != NULL && size_of (lf_shaped_line_value (other, part)) > own)
        cell->count++;
    }
}

/* Currency by currency; of one that only one of the two has, the other has none. */
static LfTotals
less (const LfTotals *whole, const LfTotals *part)
{
  LfTotals rest = *whole, minus = *part;

  for (guint i = 0; i < minus.n; i++)
    minus.totals[i].minor = -minus.totals[i].minor;
  if (!lf_totals_merge (&rest, &minus))
    g_warning ("a difference of money does not fit");
  return rest;
}

static LfTotals
per_mille_of (const LfTotals *part, guint per_mille)
{
  LfTotals award = *part;

  for (guint i = 0; i < award.n; i++)
    award.totals[i].minor = llround ((double) award.totals[i].minor * per_mille / 1000);
  return award;
}

/* Nothing is listed behind what is worked out. */
static void
set_worked_out (const LfShaping *self,
                LfReportCell *cell,
                const LfShapedLine *line,
                const LfShapeFigure *figure)
{
  const LfTotals *part
      = &lf_shaped_line_value (line, find_figure (self->shape, figure->part))->totals;

  cell->totals
      = figure->kind == LF_SHAPE_AWARD
            ? per_mille_of (part, figure->per_mille)
            : less (&lf_shaped_line_value (line, find_figure (self->shape, figure->whole))->totals,
                    part);
}

static void
add_figure (const LfShaping *self,
            GPtrArray *row,
            const LfShapedLine *line,
            const char *where,
            const LfShapeFigure *figure)
{
  LfReportCell *cell = lf_report_add_cell (row);
  guint index = (guint) (figure - self->shape->figures);
  const LfFigureValue *value = lf_shaped_line_value (line, index);
  guint listed = lf_shape_figure_is_read (figure) ? index : find_figure (self->shape, figure->part);
  g_autofree char *of_line = lf_report_both (self->base, where);
  g_autofree char *own = lf_report_both (of_line, self->wheres[listed]);

  if (lf_shape_figure_is_money_worked_out (figure))
    {
      set_worked_out (self, cell, line, figure);
      return;
    }
  if (figure->kind == LF_SHAPE_PLACE)
    {
      set_place (self, cell, line, figure);
      return;
    }
  if (self->shape->figures[listed].entity != NULL)
    {
      cell->entity = lf_schema_find (self->shape->figures[listed].entity);
      cell->filter = lf_shaping_others_where (self, line, listed);
      if (lf_shape_figure_is_read (figure))
        {
          cell->count = value->n;
          cell->totals = value->totals;
        }
      else
        set_percent (self, cell, line, figure);
      return;
    }
  cell->filter = lf_report_within (self->builder->options, own);
  if (!lf_shape_figure_is_read (figure))
    set_percent (self, cell, line, figure);
  else if (figure->kind == LF_SHAPE_COUNT)
    cell->count = value->n;
  else if (figure->kind == LF_SHAPE_SUM || figure->kind == LF_SHAPE_GROWTH)
    {
      cell->totals = value->totals;
      cell->count = llround (value->sum);
    }
  else
    set_days (cell, figure->kind,
              lf_shaped_line_value (line, lf_shape_days_at (self->shape, index))->days);
}

static void
add_crossings (const LfShaping *self, GPtrArray *row, const LfShapedLine *line)
{
  for (guint c = 0; c < self->columns->len; c++)
    {
      const LfShapedLine *column = self->columns->pdata[c];
      const LfShapedLine *crossing = lf_shaping_crossing (self, line, column);
      g_autofree char *where = lf_report_both (line->where, column->where);
      g_autoptr (LfShapedLine) nothing
          = crossing == NULL ? lf_shaped_line_new (self, NULL, NULL, NULL) : NULL;

      add_figure (self, row, crossing == NULL ? nothing : crossing, where, self->shape->figures);
    }
}

static void
add_line (const LfShaping *self, const LfShapedLine *line)
{
  GPtrArray *row = lf_report_add_row (self->builder->report);

  lf_report_add_text (row, line->label);
  add_crossings (self, row, line);
  for (guint i = 0; i < self->n_figures; i++)
    if (!self->shape->figures[i].is_hidden)
      add_figure (self, row, line, line->where, &self->shape->figures[i]);
}

/* ---- Columns ---- */

static LfColumnType
column_type (const LfEntity *entity, const LfShapeFigure *figure)
{
  if (lf_shape_figure_is_money_worked_out (figure) || figure->kind == LF_SHAPE_OTHERS_SUM
      || figure->kind == LF_SHAPE_GROWTH)
    return LF_COLUMN_MONEY;
  if (figure->kind == LF_SHAPE_PLACE)
    return LF_COLUMN_COUNT;
  if (!lf_shape_figure_is_read (figure))
    return LF_COLUMN_PERCENT;
  if (figure->kind == LF_SHAPE_COUNT || figure->kind == LF_SHAPE_OTHERS)
    return LF_COLUMN_COUNT;
  if (figure->kind != LF_SHAPE_SUM)
    return LF_COLUMN_DAYS;
  return lf_entity_field (entity, figure->field)->type == LF_VALUE_MONEY ? LF_COLUMN_MONEY
                                                                         : LF_COLUMN_COUNT;
}

static void
add_column (const LfShaping *self, const char *name, const char *label, const LfShapeFigure *figure)
{
  LfReport *report = self->builder->report;
  LfReportColumn *column;

  lf_report_add_column (report, name, label, column_type (report->entity, figure));
  column = report->columns->pdata[report->columns->len - 1];
  if (figure->kind == LF_SHAPE_SUM)
    column->sums = lf_entity_field (report->entity, figure->field);
  if (figure->kind == LF_SHAPE_OTHERS_SUM)
    column->sums = lf_entity_field (lf_schema_find (figure->entity), figure->field);
  column->is_worked_out = lf_shape_figure_is_money_worked_out (figure)
                          || figure->kind == LF_SHAPE_GROWTH || figure->kind == LF_SHAPE_PLACE;
}

static const char *
row_label (const LfShaping *self)
{
  switch (self->row.cut)
    {
    case LF_CUT_YEAR:
      return _ ("Year");
    case LF_CUT_QUARTER:
      return _ ("Quarter");
    case LF_CUT_MONTH:
      return _ ("Month");
    case LF_CUT_DAY:
      return _ ("Day");
    case LF_CUT_NONE:
    default:
      return self->row.field != NULL       ? lf_field_label (self->row.field)
             : lf_shaping_is_banded (self) ? _ ("Size")
                                           : _ ("Of");
    }
}

static void
add_columns (const LfShaping *self)
{
  LfReport *report = self->builder->report;
  const char *by = self->builder->by;

  lf_report_add_column (report, by == NULL ? "group" : by, row_label (self), LF_COLUMN_TEXT);
  for (guint c = 0; c < self->columns->len; c++)
    {
      const LfShapedLine *column = self->columns->pdata[c];

      add_column (self, g_intern_string (column->key == NULL ? "blank" : column->key),
                  column->label, self->shape->figures);
    }
  report->measure = 1;
  report->n_series = self->columns->len;
  for (guint i = 0; i < self->n_figures; i++)
    {
      const LfShapeFigure *figure = &self->shape->figures[i];

      if (figure->is_hidden)
        continue;
      if (g_strcmp0 (figure->name, self->shape->measure) == 0)
        report->measure = report->columns->len;
      add_column (self, figure->name, g_dgettext (GETTEXT_PACKAGE, figure->label), figure);
    }
}

/* ---- The whole ---- */

gboolean
lf_report_build_shape (LfReportBuilder *builder, const LfReportShape *shape, GError **error)
{
  g_auto (LfShaping) self = { NULL };

  lf_shaping_init (&self, builder, shape);
  if (!lf_shaping_read (&self, error))
    return FALSE;
  sort_lines (&self, self.rows, &self.row);
  sort_lines (&self, self.columns, &self.column);
  add_columns (&self);
  for (guint i = 0; i < self.rows->len; i++)
    add_line (&self, self.rows->pdata[i]);
  add_line (&self, self.total);
  lf_report_make_total (builder->report);
  if (self.row.cut == LF_CUT_DAY)
    builder->report->chart = LF_CHART_CALENDAR;
  return TRUE;
}
