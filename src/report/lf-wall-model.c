/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a wall chart, and what all charts read them from. */

#include "config.h"

#include "lf-wall-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
column_free (gpointer data)
{
  g_free (((LfWallColumn *) data)->label);
  g_free (data);
}

static void
cell_clear (gpointer data)
{
  LfWallCell *cell = data;

  g_free (cell->text);
  g_free (cell->second);
}

static void
row_free (gpointer data)
{
  LfWallRow *row = data;

  g_free (row->id);
  g_free (row->filter);
  g_free (row->tip);
  g_array_unref (row->cells);
  g_free (row);
}

static void
section_free (gpointer data)
{
  LfWallSection *section = data;

  g_free (section->title);
  g_free (section->count);
  g_free (section->sum);
  g_free (section->filter);
  g_free (section);
}

LfWall *
lf_wall_new (const char *name, const char *title, const char *entity)
{
  LfWall *self = g_new0 (LfWall, 1);

  g_atomic_ref_count_init (&self->refs);
  self->name = name;
  self->entity = lf_schema_find (entity);
  self->heading = g_strdup (title);
  self->has_two_lines = TRUE;
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->sections = g_ptr_array_new_with_free_func (section_free);
  self->table = lf_report_new (name, g_strdup (title), self->entity);
  self->table->decimals = 1;
  self->figures = lf_report_new (name, g_strdup (title), self->entity);
  self->figures->decimals = 1;
  lf_report_add_row (self->figures);
  return self;
}

LfWallColumn *
lf_wall_add_column (
    LfWall *self, const char *name, const char *label, LfWallColumnKind kind, double least)
{
  LfWallColumn *column = g_new0 (LfWallColumn, 1);

  *column = (LfWallColumn){ name, g_strdup (label), kind, least };
  g_ptr_array_add (self->columns, column);
  return column;
}

LfWallSection *
lf_wall_add_section (LfWall *self, const char *title)
{
  LfWallSection *section = g_new0 (LfWallSection, 1);

  section->title = g_strdup (title);
  section->first_row = self->rows->len;
  g_ptr_array_add (self->sections, section);
  return section;
}

LfWallRow *
lf_wall_add_row (LfWall *self, const char *id)
{
  LfWallRow *row = g_new0 (LfWallRow, 1);

  if (self->sections->len == 0)
    lf_wall_add_section (self, NULL);
  row->id = g_strdup (id);
  row->entity = self->entity;
  row->cells = g_array_sized_new (FALSE, TRUE, sizeof (LfWallCell), self->columns->len);
  g_array_set_clear_func (row->cells, cell_clear);
  g_ptr_array_add (self->rows, row);
  ((LfWallSection *) self->sections->pdata[self->sections->len - 1])->n++;
  return row;
}

LfWallCell *
lf_wall_add_cell (LfWallRow *row, const char *text)
{
  LfWallCell *cell;

  g_array_set_size (row->cells, row->cells->len + 1);
  cell = &g_array_index (row->cells, LfWallCell, row->cells->len - 1);
  cell->text = g_strdup (text);
  return cell;
}

LfReportCell *
lf_wall_add_figure (LfWall *self, const char *name, const char *label, LfColumnType type)
{
  lf_report_add_column (self->figures, name, label, type);
  return lf_report_add_cell (self->figures->rows->pdata[0]);
}

/* ---- The table ---- */

void
lf_wall_table_money (GPtrArray *row, const LfRecord *record, const char *field)
{
  LfReportCell *cell = lf_report_add_cell (row);
  LfMoney money;

  cell->is_blank = !lf_wall_money (record, field, &money) || !lf_totals_add (&cell->totals, &money);
}

void
lf_wall_table_date (GPtrArray *row, const LfDate *date)
{
  if (date->year == 0)
    lf_report_add_cell (row)->is_blank = TRUE;
  else
    lf_report_add_cell (row)->text = lf_date_to_canonical (date);
}

void
lf_wall_table_count (GPtrArray *row, gint64 count)
{
  lf_report_add_cell (row)->count = count;
}

void
lf_wall_table_field (GPtrArray *row, const LfRecord *record, const char *field)
{
  lf_report_add_cell (row)->text = lf_record_format (record, field);
}

static void
add_total_cell (const LfReport *table, guint c, GPtrArray *total)
{
  LfReportCell *cell = lf_report_add_cell (total);

  if (c == 0)
    cell->text = g_strdup (_ ("Total"));
  cell->is_blank
      = c > 0 && ((const LfReportColumn *) table->columns->pdata[c])->type != LF_COLUMN_MONEY;
  for (guint r = 0; c > 0 && !cell->is_blank && r < table->rows->len; r++)
    lf_totals_merge (
        &cell->totals,
        &((const LfReportCell *) ((GPtrArray *) table->rows->pdata[r])->pdata[c])->totals);
}

void
lf_wall_table_total (LfWall *self)
{
  if (self->table->rows->len == 0)
    return;
  self->table->total = lf_report_new_row ();
  for (guint c = 0; c < self->table->columns->len; c++)
    add_total_cell (self->table, c, self->table->total);
}

/* ---- Reading ---- */

char *
lf_wall_within (const LfWallBuilder *self, const char *filter)
{
  const LfReportOptions options = { .where = self->options->where };

  return lf_report_within (&options, filter);
}

LfQuery *
lf_wall_query (const LfWallBuilder *self,
               const char *entity,
               const char *filter,
               const char *sort,
               GError **error)
{
  LfQuery *query = lf_query_parse (lf_schema_find (entity), filter, sort, &self->day, error);

  if (query != NULL && self->options->as_of.year != 0)
    lf_query_set_as_of (query, &self->options->as_of);
  return query;
}

gboolean
lf_wall_money (const LfRecord *record, const char *field, LfMoney *ret_money)
{
  const char *text = lf_record_get (record, field);

  return text != NULL && lf_money_from_canonical (text, ret_money);
}

gboolean
lf_wall_date (const LfRecord *record, const char *field, LfDate *ret_date)
{
  const char *text = lf_record_get (record, field);

  return text != NULL && lf_date_from_canonical (text, ret_date);
}

LfTotals
lf_wall_sum (const GPtrArray *records, const char *field)
{
  LfTotals totals = { 0 };
  LfMoney money;

  for (guint i = 0; i < records->len; i++)
    if (lf_wall_money (records->pdata[i], field, &money))
      lf_totals_add (&totals, &money);
  return totals;
}

LfSign
lf_wall_lamp_sign (LfLamp lamp)
{
  return (LfSign) (LF_SIGN_NONE + (guint) lamp);
}
