/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lamps of projects month by month: the value. */

#include "config.h"

#include "lf-lamp-chart.h"

gboolean
lf_lamp_cell_is_corrected (const LfLampCell *self)
{
  return self->lamp != self->reading;
}

LfLampRow *
lf_lamp_row_new (LfRecord *project, guint n_months)
{
  LfLampRow *row = g_new0 (LfLampRow, 1);

  row->project = lf_record_ref (project);
  row->cells = g_new0 (LfLampCell, n_months);
  return row;
}

static void
row_free (LfLampRow *row, guint n_months)
{
  for (guint i = 0; i < n_months; i++)
    g_clear_pointer (&row->cells[i].record, lf_record_unref);
  lf_record_unref (row->project);
  g_free (row->cells);
  g_free (row);
}

void
lf_lamp_chart_free (LfLampChart *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    row_free (self->rows->pdata[i], self->n_months);
  g_ptr_array_unref (self->rows);
  g_free (self->counts);
  g_free (self->n_open);
  g_free (self);
}

LfDate
lf_lamp_chart_month (const LfLampChart *self, guint index)
{
  return lf_date_add_months (&self->first, (int) index);
}

LfLampChart *
lf_lamp_chart_new (const LfDate *first, guint n_months, const LfDate *today)
{
  LfLampChart *self = g_new0 (LfLampChart, 1);

  self->first = lf_date_month (first);
  self->today = *today;
  self->n_months = n_months;
  self->rows = g_ptr_array_new ();
  self->counts = g_malloc0_n (n_months, sizeof *self->counts);
  self->n_open = g_new0 (guint, n_months);
  return self;
}

static gboolean
has_lamp (const LfLampRow *row, guint n_months)
{
  for (guint i = 0; i < n_months; i++)
    if (row->cells[i].lamp != LF_LAMP_NONE || row->cells[i].reading != LF_LAMP_NONE)
      return TRUE;
  return FALSE;
}

void
lf_lamp_chart_take (LfLampChart *self, LfLampRow *row)
{
  if (!has_lamp (row, self->n_months))
    {
      row_free (row, self->n_months);
      return;
    }
  for (guint i = 0; i < self->n_months; i++)
    {
      self->counts[i][row->cells[i].lamp]++;
      self->n_open[i] += !row->cells[i].is_kept && row->cells[i].lamp != LF_LAMP_NONE;
    }
  g_ptr_array_add (self->rows, row);
}
