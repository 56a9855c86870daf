/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shape being filled in: one reading for all figures of all groups, one more for each figure of
 * others. */

#include "config.h"

#include "lf-shaping.h"

#include <glib/gi18n-lib.h>
#include <string.h>

LfShapedLine *
lf_shaped_line_new (const LfShaping *self, const char *key, char *label, char *where)
{
  LfShapedLine *line = g_new0 (LfShapedLine, 1);

  line->key = g_strdup (key);
  line->label = label;
  line->where = where;
  line->values = g_array_new (FALSE, TRUE, sizeof (LfFigureValue));
  g_array_set_clear_func (line->values, (GDestroyNotify) lf_figure_value_clear);
  g_array_set_size (line->values, self->n_figures);
  return line;
}

void
lf_shaped_line_free (gpointer data)
{
  LfShapedLine *line = data;

  g_array_unref (line->values);
  g_free (line->key);
  g_free (line->label);
  g_free (line->where);
  g_free (line);
}

const LfFigureValue *
lf_shaped_line_value (const LfShapedLine *line, guint figure)
{
  return &g_array_index (line->values, LfFigureValue, figure);
}

static void
add_values (LfShapedLine *line, const LfFigureValue *values)
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
         : g_strcmp0 (by, "day") == 0     ? LF_CUT_DAY
                                          : LF_CUT_NONE;
}

gboolean
lf_shaping_is_banded (const LfShaping *self)
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
row_grouping (const LfShaping *self)
{
  const LfEntity *entity = self->builder->report->entity;
  const char *by = self->builder->by;

  if (cut_of (by) != LF_CUT_NONE)
    return (LfGrouping){ NULL, lf_entity_field (entity, self->shape->date), cut_of (by) };
  return g_strcmp0 (by, "all") == 0 || lf_shaping_is_banded (self) ? (LfGrouping){ NULL }
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

static char *
label_of (LfShaping *self, const LfGrouping *grouping, const char *key, const char *title)
{
  if (key == NULL)
    return g_strdup (_ ("Not known"));
  if (grouping->cut != LF_CUT_NONE || title != NULL)
    return g_strdup (title == NULL ? key : title);
  return lf_report_value_label (self->builder, grouping->field, key);
}

/* Of the key @at of @group, which is one of @grouping. */
static LfShapedLine *
find_line (LfShaping *self,
           const LfGrouping *grouping,
           const LfFigureGroup *group,
           guint at,
           GPtrArray *lines,
           GHashTable *by_key)
{
  const char *key = group->keys[at];
  LfShapedLine *line = g_hash_table_lookup (by_key, key == NULL ? "" : key);
  const LfOption *option;

  if (line != NULL)
    return line;
  line = lf_shaped_line_new (self, key, label_of (self, grouping, key, group->titles[at]),
                             condition (grouping, key));
  option = key == NULL || grouping->field->options == NULL ? NULL
                                                           : lf_field_option (grouping->field, key);
  line->order = option == NULL ? 0 : (guint) (option - grouping->field->options);
  g_hash_table_insert (by_key, g_strdup (key == NULL ? "" : key), line);
  g_ptr_array_add (lines, line);
  return line;
}

/* ---- Periods ---- */

/* The one asked about, else the month that is under way, or the year up to today. */
static LfReportOptions
period_of (const LfShaping *self)
{
  LfReportOptions period = *self->builder->options;

  if (period.from.year == 0 && period.to.year == 0)
    period.from = self->shape->is_of_year ? (LfDate){ period.today.year, 0, 0 }
                                          : (LfDate){ period.today.year, period.today.month, 1 };
  if (period.to.year == 0 && self->shape->is_of_year)
    period.to = period.today;
  return period;
}

static void
move_year_back (LfDate *day)
{
  if (day->year == 0)
    return;
  day->year--;
  if (day->month == 2 && day->day == 29)
    day->day = 28;
}

/* A7: the same days of the year before. */
static LfReportOptions
earlier_period_of (const LfShaping *self)
{
  LfReportOptions period = period_of (self);

  move_year_back (&period.from);
  move_year_back (&period.to);
  return period;
}

/* What was before all of it, where it has no beginning. */
static LfDate
day_before (const LfReportOptions *period)
{
  LfDate first
      = period->from.year == 0 ? (LfDate){ 1900, 1, 2 } : lf_date_first_day (&period->from);

  return lf_date_add_days (&first, -1);
}

static gboolean
expand_one (const GMatchInfo *match, GString *expanded, gpointer data)
{
  const LfReportOptions period = period_of (data), earlier = earlier_period_of (data);
  g_autofree char *word = g_match_info_fetch (match, 1), *field = g_match_info_fetch (match, 2);
  g_autofree char *from = lf_date_to_canonical (&period.from);
  g_autofree char *within = lf_report_in_period (&period, "", field);
  g_autofree char *within_earlier = lf_report_in_period (&earlier, "", field);
  const LfDate before = day_before (&period);
  g_autofree char *day = lf_date_to_canonical (&before);

  if (strcmp (word, "was") == 0)
    g_string_append_printf (expanded, "was:%s", day);
  else if (strcmp (word, "period") == 0)
    g_string_append_printf (expanded, "(%s)", within);
  else if (strcmp (word, "earlier") == 0)
    g_string_append_printf (expanded, "(%s)", within_earlier);
  else
    g_string_append_printf (expanded, "%s<%s", field, period.from.year == 0 ? "0001" : from);
  return FALSE;
}

/* (transfer full): @where without period(), earlier(), before() and was() */
static char *
expand (LfShaping *self, const char *where)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\b(period|earlier|before|was)\\(([a-z_]*)\\)",
                                          G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);

  return where == NULL ? NULL
                       : g_regex_replace_eval (regex, where, -1, 0, G_REGEX_MATCH_DEFAULT,
                                               expand_one, self, NULL);
}

/* ---- Reading ---- */

static char *
base_condition (LfShaping *self)
{
  const LfReportOptions *options = self->builder->options;
  g_autofree char *where = expand (self, self->shape->where == NULL ? "" : self->shape->where);
  gboolean is_dated = self->shape->date != NULL
                      && (options->from.year != 0 || options->to.year != 0
                          || cut_of (self->builder->by) != LF_CUT_NONE);

  return is_dated ? lf_report_in_period (options, where, self->shape->date) : g_strdup (where);
}

gboolean
lf_shape_figure_is_read (const LfShapeFigure *figure)
{
  return figure->kind != LF_SHAPE_PERCENT && figure->kind != LF_SHAPE_SHARE
         && figure->kind != LF_SHAPE_CHANGE && figure->kind != LF_SHAPE_PLACE
         && !lf_shape_figure_is_money_worked_out (figure);
}

gboolean
lf_shape_figure_is_money_worked_out (const LfShapeFigure *figure)
{
  return figure->kind == LF_SHAPE_LESS || figure->kind == LF_SHAPE_AWARD;
}

guint
lf_shape_days_at (const LfReportShape *self, guint figure)
{
  const LfShapeFigure *own = &self->figures[figure];
  guint i = 0;

  while (i < figure
         && (self->figures[i].kind < LF_SHAPE_MEAN
             || g_strcmp0 (self->figures[i].since, own->since) != 0
             || g_strcmp0 (self->figures[i].field, own->field) != 0
             || g_strcmp0 (self->figures[i].where, own->where) != 0))
    i++;
  return i;
}

static LfFigure
figure_of (const LfShaping *self, guint index)
{
  const LfShapeFigure *shaped = &self->shape->figures[index];
  const LfEntity *entity = self->builder->report->entity;
  const LfReportOptions *options = self->builder->options;
  LfFigure figure
      = { .until = options->as_of.year == 0 ? options->today : lf_date_last_day (&options->as_of) };

  if (shaped->kind == LF_SHAPE_GROWTH)
    {
      const LfReportOptions period = period_of (self);

      figure.until = day_before (&period);
    }
  figure.kind = shaped->kind == LF_SHAPE_SUM      ? LF_FIGURE_SUM
                : shaped->kind == LF_SHAPE_GROWTH ? LF_FIGURE_GROWTH
                : shaped->kind >= LF_SHAPE_MEAN && lf_shape_days_at (self->shape, index) == index
                    ? LF_FIGURE_DAYS
                    : LF_FIGURE_COUNT;
  if (shaped->field != NULL && shaped->entity == NULL)
    figure.field = lf_entity_field (entity, shaped->field);
  if (shaped->since != NULL)
    figure.since = lf_entity_field (entity, shaped->since);
  return figure;
}

/* (transfer full): figures of the same records are within the same query */
static LfQuery *
query_within (LfShaping *self, guint index, const char *where, LfQuery *before, GError **error)
{
  if (before != NULL && index > 0 && g_strcmp0 (self->wheres[index], self->wheres[index - 1]) == 0)
    return lf_query_ref (before);
  return lf_report_query (self->builder, where, error);
}

/* @figures: n_figures of them, in the order of the shape; those that are worked out count nothing
 */
static gboolean
find_figures (LfShaping *self, const char *band, LfFigure *figures, GError **error)
{
  for (guint i = 0; i < self->n_figures; i++)
    {
      const LfShapeFigure *shaped = &self->shape->figures[i];
      g_autofree char *where = lf_report_both (band, self->wheres[i]);

      figures[i] = figure_of (self, i);
      if (*where == '\0' || shaped->entity != NULL)
        continue;
      figures[i].within
          = query_within (self, i, where, i == 0 ? NULL : figures[i - 1].within, error);
      if (figures[i].within == NULL)
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
read_figures (LfShaping *self, const LfFigure *figures, guint n_figures, GError **error)
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
crossing_key (const LfShapedLine *row, const LfShapedLine *column)
{
  return g_strdup_printf ("%s\n%s", row->key == NULL ? "" : row->key,
                          column->key == NULL ? "" : column->key);
}

static void
add_group (LfShaping *self, const LfFigureGroup *group)
{
  guint next = 0;
  LfShapedLine *row = NULL;

  add_values (self->total, group->values);
  if (self->row.field != NULL)
    row = find_line (self, &self->row, group, next++, self->rows, self->by_row);
  else if (self->rows->len == 0)
    g_ptr_array_add (self->rows,
                     lf_shaped_line_new (self, "", g_strdup (_ ("All together")), g_strdup ("")));
  if (row == NULL)
    row = self->rows->pdata[0];
  add_values (row, group->values);
  if (self->column.field != NULL)
    {
      LfShapedLine *column
          = find_line (self, &self->column, group, next, self->columns, self->by_column);
      LfShapedLine *crossing = lf_shaped_line_new (self, NULL, NULL, NULL);

      add_values (column, group->values);
      add_values (crossing, group->values);
      g_hash_table_insert (self->by_crossing, crossing_key (row, column), crossing);
    }
}

static gboolean
read_groups (LfShaping *self, GError **error)
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
read_bands (LfShaping *self, GError **error)
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
      LfShapedLine *line = self->total;

      if (b > 0)
        {
          line = lf_shaped_line_new (self, bands[b - 1].label,
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
char *
lf_shaping_others_where (const LfShaping *self, const LfShapedLine *line, guint figure)
{
  g_autofree char *own = lf_report_both (self->base, line->where);
  g_autofree char *within = lf_report_within (self->builder->options, own);
  GString *where = g_string_new (self->wheres[figure]);

  g_string_replace (where, "%s", within, 0);
  return g_string_free (where, FALSE);
}

static gboolean
count_others (const LfShaping *self, LfShapedLine *line, guint figure, GError **error)
{
  const LfEntity *entity = lf_schema_find (self->shape->figures[figure].entity);
  g_autofree char *where = lf_shaping_others_where (self, line, figure);
  g_autoptr (LfQuery) query = lf_report_query_of (self->builder, entity, where, error);
  LfSummary summary;

  if (query == NULL
      || !lf_store_figures_summary_sync (self->builder->store, query, &summary, error))
    return FALSE;
  g_array_index (line->values, LfFigureValue, figure)
      = (LfFigureValue){ .n = summary.n, .totals = summary.totals };
  return TRUE;
}

static gboolean
read_others (const LfShaping *self, GError **error)
{
  for (guint i = 0; i < self->n_figures; i++)
    {
      if (self->shape->figures[i].entity == NULL)
        continue;
      for (guint r = 0; r < self->rows->len; r++)
        if (!count_others (self, self->rows->pdata[r], i, error))
          return FALSE;
      if (!count_others (self, self->total, i, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- The whole ---- */

void
lf_shaping_init (LfShaping *self, LfReportBuilder *builder, const LfReportShape *shape)
{
  *self = (LfShaping){
    .builder = builder,
    .shape = shape,
    .rows = g_ptr_array_new_with_free_func (lf_shaped_line_free),
    .columns = g_ptr_array_new_with_free_func (lf_shaped_line_free),
    .by_row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .by_column = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .by_crossing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, lf_shaped_line_free),
  };
  while (shape->figures[self->n_figures].name != NULL)
    self->n_figures++;
  self->wheres = g_new0 (char *, self->n_figures + 1);
  for (guint i = 0; i < self->n_figures; i++)
    self->wheres[i] = expand (self, shape->figures[i].where);
  self->base = base_condition (self);
  self->row = row_grouping (self);
  if (shape->across != NULL)
    self->column = grouping_of (builder->report->entity, shape->across);
  self->total = lf_shaped_line_new (self, NULL, g_strdup (_ ("Total")), g_strdup (""));
}

void
lf_shaping_clear (LfShaping *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->columns);
  g_hash_table_unref (self->by_row);
  g_hash_table_unref (self->by_column);
  g_hash_table_unref (self->by_crossing);
  lf_shaped_line_free (self->total);
  for (guint i = 0; i < self->n_figures; i++)
    g_free (self->wheres[i]);
  g_free (self->wheres);
  g_free (self->base);
}

gboolean
lf_shaping_read (LfShaping *self, GError **error)
{
  return (lf_shaping_is_banded (self) ? read_bands (self, error) : read_groups (self, error))
         && read_others (self, error);
}

const LfShapedLine *
lf_shaping_crossing (const LfShaping *self, const LfShapedLine *row, const LfShapedLine *column)
{
  g_autofree char *key = crossing_key (row, column);

  return row == self->total ? column : g_hash_table_lookup (self->by_crossing, key);
}
