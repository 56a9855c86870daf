/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports from their shapes: one reading tells the figures of all groups; from them come the cells,
 * and behind each cell the filter that lists it. */

#include "config.h"

#include "lf-report-shape.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What a row or a column stands for, and what is told of it. */
typedef struct
{
  char *key; /* (nullable): blank */
  char *label, *where;
  guint order;    /* of a choice */
  GArray *values; /* (element-type LfFigureValue): of each figure */
} Line;

typedef struct
{
  LfReportBuilder *builder;
  const LfReportShape *shape;
  guint n_figures;
  char *base;                                   /* the condition on all records */
  char **wheres;                                /* of each figure (nullable elements) */
  LfGrouping row, column;                       /* field NULL: there is none */
  GPtrArray *rows, *columns;                    /* (element-type Line) */
  GHashTable *by_row, *by_column, *by_crossing; /* (element-type utf8 Line) */
  Line *total;
} Shaping;

static Line *
line_new (const Shaping *self, const char *key, char *label, char *where)
{
  Line *line = g_new0 (Line, 1);

  line->key = g_strdup (key);
  line->label = label;
  line->where = where;
  line->values = g_array_new (FALSE, TRUE, sizeof (LfFigureValue));
  g_array_set_clear_func (line->values, (GDestroyNotify) lf_figure_value_clear);
  g_array_set_size (line->values, self->n_figures);
  return line;
}

static void
line_free (gpointer data)
{
  Line *line = data;

  g_array_unref (line->values);
  g_free (line->key);
  g_free (line->label);
  g_free (line->where);
  g_free (line);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Line, line_free)

static const LfFigureValue *
value_at (const Line *line, guint figure)
{
  return &g_array_index (line->values, LfFigureValue, figure);
}

static void
add_values (Line *line, const LfFigureValue *values)
{
  for (guint i = 0; i < line->values->len; i++)
    lf_figure_value_add (&g_array_index (line->values, LfFigureValue, i), &values[i]);
}

/* ---- What the rows are of ---- */

static LfCut
cut_of (const char *by)
{
  return g_strcmp0 (by, "month") == 0     ? LF_CUT_MONTH
         : g_strcmp0 (by, "quarter") == 0 ? LF_CUT_QUARTER
         : g_strcmp0 (by, "year") == 0    ? LF_CUT_YEAR
                                          : LF_CUT_NONE;
}

static gboolean
is_banded (const Shaping *self)
{
  return g_strcmp0 (self->builder->by, "band") == 0;
}

/* By a field of its own, else of the record it belongs to. */
static LfGrouping
grouping_of (const LfEntity *entity, const char *name)
{
  const LfField *own = lf_entity_field (entity, name), *parent = lf_entity_parent_field (entity);

  if (own != NULL)
    return (LfGrouping){ .field = own };
  return (LfGrouping){ .via = parent,
                       .field = lf_entity_field (lf_schema_find (parent->target), name) };
}

static LfGrouping
row_grouping (const Shaping *self)
{
  const LfEntity *entity = self->builder->report->entity;
  const char *by = self->builder->by;

  if (cut_of (by) != LF_CUT_NONE)
    return (LfGrouping){ NULL, lf_entity_field (entity, self->shape->date), cut_of (by) };
  return g_strcmp0 (by, "all") == 0 || is_banded (self) ? (LfGrouping){ NULL }
                                                        : grouping_of (entity, by);
}

/* What @key of @grouping means. */
static char *
condition (const LfGrouping *grouping, const char *key /* nullable */)
{
  const LfField *field = grouping->field;
  g_autofree char *quoted = lf_filter_quote (key == NULL ? "" : key);
  g_autofree char *own = NULL;

  if (grouping->via != NULL && key == NULL)
    return g_strdup_printf ("not %s(%s!=)", grouping->via->name, field->name);
  own = key != NULL && grouping->cut != LF_CUT_NONE
            ? lf_report_on_date (field->name, key, grouping->cut)
            : g_strdup_printf ("%s=%s", field->name, key == NULL ? "" : quoted);
  return grouping->via == NULL ? g_steal_pointer (&own)
                               : g_strdup_printf ("%s(%s)", grouping->via->name, own);
}

static Line *
find_line (Shaping *self,
           const LfGrouping *grouping,
           const char *key,
           GPtrArray *lines,
           GHashTable *by_key)
{
  Line *line = g_hash_table_lookup (by_key, key == NULL ? "" : key);
  const LfOption *option;

  if (line != NULL)
    return line;
  line = line_new (self, key,
                   key == NULL ? g_strdup (_ ("Not known"))
                   : grouping->cut != LF_CUT_NONE
                       ? g_strdup (key)
                       : lf_report_value_label (self->builder, grouping->field, key),
                   condition (grouping, key));
  option = key == NULL || grouping->field->options == NULL ? NULL
                                                           : lf_field_option (grouping->field, key);
  line->order = option == NULL ? 0 : (guint) (option - grouping->field->options);
  g_hash_table_insert (by_key, g_strdup (key == NULL ? "" : key), line);
  g_ptr_array_add (lines, line);
  return line;
}

/* ---- Periods ---- */

/* The one asked about, else the month that is under way. */
static LfReportOptions
period_of (const Shaping *self)
{
  LfReportOptions period = *self->builder->options;

  if (period.from.year == 0 && period.to.year == 0)
    period.from = (LfDate){ period.today.year, period.today.month, 1 };
  return period;
}

static gboolean
expand_one (const GMatchInfo *match, GString *expanded, gpointer data)
{
  const LfReportOptions period = period_of (data);
  g_autofree char *word = g_match_info_fetch (match, 1), *field = g_match_info_fetch (match, 2);
  g_autofree char *from = lf_date_to_canonical (&period.from);
  g_autofree char *within = lf_report_in_period (&period, "", field);

  if (strcmp (word, "period") == 0)
    g_string_append_printf (expanded, "(%s)", within);
  else
    g_string_append_printf (expanded, "%s<%s", field, period.from.year == 0 ? "0001" : from);
  return FALSE;
}

/* (transfer full): @where without period() and before() */
static char *
expand (Shaping *self, const char *where)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\b(period|before)\\(([a-z_]+)\\)", G_REGEX_DEFAULT,
                                          G_REGEX_MATCH_DEFAULT, NULL);

  return where == NULL ? NULL
                       : g_regex_replace_eval (regex, where, -1, 0, G_REGEX_MATCH_DEFAULT,
                                               expand_one, self, NULL);
}

/* ---- Reading ---- */

static char *
base_condition (const Shaping *self)
{
  const LfReportOptions *options = self->builder->options;
  const char *where = self->shape->where == NULL ? "" : self->shape->where;
  gboolean is_dated = self->shape->date != NULL
                      && (options->from.year != 0 || options->to.year != 0
                          || cut_of (self->builder->by) != LF_CUT_NONE);

  return is_dated ? lf_report_in_period (options, where, self->shape->date) : g_strdup (where);
}

static gboolean
is_read (const LfShapeFigure *figure)
{
  return figure->kind != LF_SHAPE_PERCENT && figure->kind != LF_SHAPE_SHARE;
}

static LfFigure
figure_of (const Shaping *self, const LfShapeFigure *shaped)
{
  const LfEntity *entity = self->builder->report->entity;
  const LfReportOptions *options = self->builder->options;
  LfFigure figure
      = { .until = options->as_of.year == 0 ? options->today : lf_date_last_day (&options->as_of) };

  figure.kind = shaped->kind == LF_SHAPE_SUM    ? LF_FIGURE_SUM
                : shaped->kind >= LF_SHAPE_MEAN ? LF_FIGURE_DAYS
                                                : LF_FIGURE_COUNT;
  if (shaped->field != NULL)
    figure.field = lf_entity_field (entity, shaped->field);
  if (shaped->since != NULL)
    figure.since = lf_entity_field (entity, shaped->since);
  return figure;
}

/* @figures: n_figures of them, in the order of the shape; those that are worked out count nothing
 */
static gboolean
find_figures (Shaping *self, const char *band, LfFigure *figures, GError **error)
{
  for (guint i = 0; i < self->n_figures; i++)
    {
      const LfShapeFigure *shaped = &self->shape->figures[i];
      g_autofree char *where = lf_report_both (band, self->wheres[i]);

      figures[i] = figure_of (self, shaped);
      if (*where == '\0' || shaped->kind == LF_SHAPE_OTHERS)
        continue;
      figures[i].within = lf_report_query (self->builder, where, error);
      if (figures[i].within == NULL)
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
read_figures (Shaping *self, const LfFigure *figures, guint n_figures, GError **error)
{
  g_autofree char *within = lf_report_within (self->builder->options, self->base);
  g_autoptr (LfQuery) query = lf_report_query (self->builder, within, error);
  LfGrouping groupings[LF_GROUPINGS_MOST];
  guint n_groupings = 0;

  if (self->row.field != NULL)
    groupings[n_groupings++] = self->row;
  if (self->column.field != NULL)
    groupings[n_groupings++] = self->column;
  return query == NULL ? NULL
                       : lf_store_figures_sync (self->builder->store, query, groupings, n_groupings,
                                                figures, n_figures, error);
}

static char *
crossing_key (const Line *row, const Line *column)
{
  return g_strdup_printf ("%s\n%s", row->key == NULL ? "" : row->key,
                          column->key == NULL ? "" : column->key);
}

static void
add_group (Shaping *self, const LfFigureGroup *group)
{
  guint next = 0;
  Line *row = NULL;

  add_values (self->total, group->values);
  if (self->row.field != NULL)
    row = find_line (self, &self->row, group->keys[next++], self->rows, self->by_row);
  else if (self->rows->len == 0)
    g_ptr_array_add (self->rows, line_new (self, "", g_strdup (_ ("All together")), g_strdup ("")));
  if (row == NULL)
    row = self->rows->pdata[0];
  add_values (row, group->values);
  if (self->column.field != NULL)
    {
      Line *column
          = find_line (self, &self->column, group->keys[next], self->columns, self->by_column);
      Line *crossing = line_new (self, NULL, NULL, NULL);

      add_values (column, group->values);
      add_values (crossing, group->values);
      g_hash_table_insert (self->by_crossing, crossing_key (row, column), crossing);
    }
}

static gboolean
read_groups (Shaping *self, GError **error)
{
  g_autofree LfFigure *figures = g_new0 (LfFigure, self->n_figures);
  g_autoptr (GPtrArray) groups = NULL;

  if (find_figures (self, NULL, figures, error))
    groups = read_figures (self, figures, self->n_figures, error);
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    add_group (self, groups->pdata[i]);
  for (guint i = 0; i < self->n_figures; i++)
    g_clear_pointer (&figures[i].within, lf_query_unref);
  return groups != NULL;
}

/* Bands may overlap, so each has figures of its own, and so has the whole. */
static gboolean
read_bands (Shaping *self, GError **error)
{
  const LfShapeBand *bands = self->shape->bands;
  g_autoptr (GPtrArray) groups = NULL;
  g_autofree LfFigure *figures = NULL;
  guint n_bands = 0;
  gboolean is_known;

  while (bands[n_bands].label != NULL)
    n_bands++;
  figures = g_new0 (LfFigure, (n_bands + 1) * self->n_figures);
  is_known = find_figures (self, NULL, figures, error);
  for (guint b = 0; is_known && b < n_bands; b++)
    is_known = find_figures (self, bands[b].where, figures + (b + 1) * self->n_figures, error);
  if (is_known)
    groups = read_figures (self, figures, (n_bands + 1) * self->n_figures, error);
  for (guint b = 0; groups != NULL && b <= n_bands; b++)
    {
      const LfFigureGroup *group = groups->pdata[0];
      Line *line = self->total;

      if (b > 0)
        {
          line = line_new (self, bands[b - 1].label,
                           g_strdup (g_dgettext (GETTEXT_PACKAGE, bands[b - 1].label)),
                           g_strdup (bands[b - 1].where));
          g_ptr_array_add (self->rows, line);
        }
      add_values (line, group->values + b * self->n_figures);
    }
  for (guint i = 0; i < (n_bands + 1) * self->n_figures; i++)
    g_clear_pointer (&figures[i].within, lf_query_unref);
  return groups != NULL;
}

/* ---- Others ---- */

/* (transfer full): the condition on the records of others behind @figure of @line */
static char *
others_where (const Shaping *self, const Line *line, guint figure)
{
  g_autofree char *own = lf_report_both (self->base, line->where);
  g_autofree char *within = lf_report_within (self->builder->options, own);
  GString *where = g_string_new (self->wheres[figure]);

  g_string_replace (where, "%s", within, 0);
  return g_string_free (where, FALSE);
}

static gboolean
count_others (const Shaping *self, Line *line, guint figure, GError **error)
{
  const LfEntity *entity = lf_schema_find (self->shape->figures[figure].entity);
  g_autofree char *where = others_where (self, line, figure);
  g_autoptr (LfQuery) query = lf_report_query_of (self->builder, entity, where, error);
  LfSummary summary;

  if (query == NULL || !lf_store_summary_sync (self->builder->store, query, &summary, error))
    return FALSE;
  g_array_index (line->values, LfFigureValue, figure) = (LfFigureValue){ .n = summary.n };
  return TRUE;
}

static gboolean
read_others (const Shaping *self, GError **error)
{
  for (guint i = 0; i < self->n_figures; i++)
    {
      if (self->shape->figures[i].kind != LF_SHAPE_OTHERS)
        continue;
      for (guint r = 0; r < self->rows->len; r++)
        if (!count_others (self, self->rows->pdata[r], i, error))
          return FALSE;
      if (!count_others (self, self->total, i, error))
        return FALSE;
    }
  return TRUE;
}

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
    if (shape->figures[i].kind == LF_SHAPE_SUM)
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
  const Line *first = *(Line *const *) a, *second = *(Line *const *) b;
  const Order *order = data;
  double x = size_of (value_at (first, order->measure)),
         y = size_of (value_at (second, order->measure));

  if (first->key == NULL || second->key == NULL)
    return (first->key == NULL) - (second->key == NULL);
  if (order->grouping->cut != LF_CUT_NONE)
    return strcmp (first->key, second->key);
  if (order->grouping->field->options != NULL)
    return (int) first->order - (int) second->order;
  return x != y ? (x < y) - (x > y) : g_utf8_collate (first->label, second->label);
}

static void
sort_lines (const Shaping *self, GPtrArray *lines, const LfGrouping *grouping)
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

/* Of money only where both are in one currency. */
static double
percent_of (const LfFigureValue *part, const LfFigureValue *whole, const LfShapeFigure *told)
{
  double x = (double) part->n, y = (double) whole->n;

  if (told->kind == LF_SHAPE_SUM)
    {
      if (whole->totals.n != 1 || part->totals.n > 1
          || (part->totals.n == 1
              && strcmp (part->totals.totals[0].currency, whole->totals.totals[0].currency) != 0))
        return NAN;
      x = part->totals.n == 0 ? 0 : (double) part->totals.totals[0].minor;
      y = (double) whole->totals.totals[0].minor;
    }
  return y == 0 ? NAN : 100 * x / y;
}

static void
set_percent (const Shaping *self, LfReportCell *cell, const Line *line, const LfShapeFigure *figure)
{
  guint part = find_figure (self->shape, figure->part);
  const Line *other = figure->kind == LF_SHAPE_SHARE ? self->total : line;
  guint whole = figure->kind == LF_SHAPE_SHARE ? part : find_figure (self->shape, figure->whole);

  cell->percent
      = percent_of (value_at (line, part), value_at (other, whole), &self->shape->figures[part]);
}

static void
add_figure (const Shaping *self,
            GPtrArray *row,
            const Line *line,
            const char *where,
            const LfShapeFigure *figure)
{
  LfReportCell *cell = lf_report_add_cell (row);
  guint index = (guint) (figure - self->shape->figures);
  const LfFigureValue *value = value_at (line, index);
  guint listed = is_read (figure) ? index : find_figure (self->shape, figure->part);
  g_autofree char *of_line = lf_report_both (self->base, where);
  g_autofree char *own = lf_report_both (of_line, self->wheres[listed]);

  if (figure->kind == LF_SHAPE_OTHERS)
    {
      cell->entity = lf_schema_find (figure->entity);
      cell->filter = others_where (self, line, index);
      cell->count = value->n;
      return;
    }
  cell->filter = lf_report_within (self->builder->options, own);
  if (!is_read (figure))
    set_percent (self, cell, line, figure);
  else if (figure->kind == LF_SHAPE_COUNT)
    cell->count = value->n;
  else if (figure->kind == LF_SHAPE_SUM)
    {
      cell->totals = value->totals;
      cell->count = llround (value->sum);
    }
  else
    set_days (cell, figure->kind, value->days);
}

static void
add_crossings (const Shaping *self, GPtrArray *row, const Line *line)
{
  for (guint c = 0; c < self->columns->len; c++)
    {
      const Line *column = self->columns->pdata[c];
      g_autofree char *key = crossing_key (line, column);
      const Line *crossing
          = line == self->total ? column : g_hash_table_lookup (self->by_crossing, key);
      g_autofree char *where = lf_report_both (line->where, column->where);
      g_autoptr (Line) nothing = crossing == NULL ? line_new (self, NULL, NULL, NULL) : NULL;

      add_figure (self, row, crossing == NULL ? nothing : crossing, where, self->shape->figures);
    }
}

static void
add_line (const Shaping *self, const Line *line)
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
  if (!is_read (figure))
    return LF_COLUMN_PERCENT;
  if (figure->kind == LF_SHAPE_COUNT || figure->kind == LF_SHAPE_OTHERS)
    return LF_COLUMN_COUNT;
  if (figure->kind != LF_SHAPE_SUM)
    return LF_COLUMN_DAYS;
  return lf_entity_field (entity, figure->field)->type == LF_VALUE_MONEY ? LF_COLUMN_MONEY
                                                                         : LF_COLUMN_COUNT;
}

static void
add_column (const Shaping *self, const char *name, const char *label, const LfShapeFigure *figure)
{
  LfReport *report = self->builder->report;
  LfReportColumn *column;

  lf_report_add_column (report, name, label, column_type (report->entity, figure));
  column = report->columns->pdata[report->columns->len - 1];
  if (figure->kind == LF_SHAPE_SUM)
    column->sums = lf_entity_field (report->entity, figure->field);
}

static const char *
row_label (const Shaping *self)
{
  switch (self->row.cut)
    {
    case LF_CUT_YEAR:
      return _ ("Year");
    case LF_CUT_QUARTER:
      return _ ("Quarter");
    case LF_CUT_MONTH:
      return _ ("Month");
    case LF_CUT_NONE:
    default:
      return self->row.field != NULL ? lf_field_label (self->row.field)
             : is_banded (self)      ? _ ("Size")
                                     : _ ("Of");
    }
}

static void
add_columns (const Shaping *self)
{
  LfReport *report = self->builder->report;
  const char *by = self->builder->by;

  lf_report_add_column (report, by == NULL ? "group" : g_intern_string (by), row_label (self),
                        LF_COLUMN_TEXT);
  for (guint c = 0; c < self->columns->len; c++)
    {
      const Line *column = self->columns->pdata[c];

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

static void
clear (Shaping *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->columns);
  g_hash_table_unref (self->by_row);
  g_hash_table_unref (self->by_column);
  g_hash_table_unref (self->by_crossing);
  g_clear_pointer (&self->total, line_free);
  for (guint i = 0; i < self->n_figures; i++)
    g_free (self->wheres[i]);
  g_free (self->wheres);
  g_free (self->base);
}

gboolean
lf_report_build_shape (LfReportBuilder *builder, const LfReportShape *shape, GError **error)
{
  Shaping self
      = { .builder = builder,
          .shape = shape,
          .rows = g_ptr_array_new_with_free_func (line_free),
          .columns = g_ptr_array_new_with_free_func (line_free),
          .by_row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
          .by_column = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
          .by_crossing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, line_free) };
  gboolean is_read_whole;

  while (shape->figures[self.n_figures].name != NULL)
    self.n_figures++;
  self.wheres = g_new0 (char *, self.n_figures + 1);
  for (guint i = 0; i < self.n_figures; i++)
    self.wheres[i] = expand (&self, shape->figures[i].where);
  self.base = base_condition (&self);
  self.row = row_grouping (&self);
  if (shape->across != NULL)
    self.column = grouping_of (builder->report->entity, shape->across);
  self.total = line_new (&self, NULL, g_strdup (_ ("Total")), g_strdup (""));
  is_read_whole = (is_banded (&self) ? read_bands (&self, error) : read_groups (&self, error))
                  && read_others (&self, error);
  sort_lines (&self, self.rows, &self.row);
  sort_lines (&self, self.columns, &self.column);
  add_columns (&self);
  for (guint i = 0; is_read_whole && i < self.rows->len; i++)
    add_line (&self, self.rows->pdata[i]);
  add_line (&self, self.total);
  lf_report_make_total (builder->report);
  clear (&self);
  return is_read_whole;
}
