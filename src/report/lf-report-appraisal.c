/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appraisal sheets (K1, §8): a row for each person, team, project or park, their points by
 * criterion, and behind each the events it comes of. */

#include "config.h"

#include "lf-report-appraisal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
row_free (gpointer data)
{
  LfAppraisalRow *row = data;

  lf_record_unref (row->record);
  g_clear_pointer (&row->cells, g_ptr_array_unref);
  g_free (row);
}

static void
add_cell (const LfAppraisalSheet *self,
          const LfCriterion *criterion,
          const LfAppraised *of,
          LfAppraisalRow *row)
{
  LfReportCell *cell = lf_report_add_cell (row->cells);

  cell->count = lf_criterion_points (criterion, of);
  cell->is_blank = !of->is_known;
  row->total += cell->count;
  if (criterion->entity == NULL)
    return;
  cell->entity = lf_schema_find (criterion->entity);
  cell->filter = lf_appraisal_own (self, criterion, row->record);
}

static gboolean
add_criterion (LfAppraisalSheet *self, const LfCriterion *criterion, GError **error)
{
  g_autofree LfAppraised *of = g_new0 (LfAppraised, MAX (self->rows->len, 1));
  LfAppraisalReading reading = { self, criterion, of };

  if (!lf_appraisal_read (&reading, error))
    return FALSE;
  lf_report_add_column (self->builder->report, criterion->key,
                        g_dgettext (GETTEXT_PACKAGE, criterion->label), LF_COLUMN_POINTS);
  for (guint i = 0; i < self->rows->len; i++)
    add_cell (self, criterion, &of[i], self->rows->pdata[i]);
  return TRUE;
}

static gboolean
read_rows (LfAppraisalSheet *self, GError **error)
{
  const LfEntity *entity = lf_schema_find (self->sheet->entity);
  g_autofree char *all = lf_appraisal_about (self, self->sheet->rows, NULL);
  g_autofree char *filter = entity == self->builder->report->entity
                                ? lf_report_within (&self->options, all)
                                : g_strdup (all);
  g_autoptr (GPtrArray) records = lf_appraisal_list (self, self->sheet->entity, filter, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      LfAppraisalRow *row = g_new0 (LfAppraisalRow, 1);
      g_autofree char *title = lf_record_title (records->pdata[i]);

      row->record = lf_record_ref (records->pdata[i]);
      row->cells = lf_report_new_row ();
      lf_report_add_text (row->cells, title);
      g_ptr_array_add (self->rows, row);
    }
  return records != NULL;
}

/* The most points first, those of equal points by their names. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const LfAppraisalRow *first = *(LfAppraisalRow *const *) a,
                       *second = *(LfAppraisalRow *const *) b;
  const LfReportCell *one = first->cells->pdata[0], *other = second->cells->pdata[0];

  if (first->total != second->total)
    return (first->total < second->total) - (first->total > second->total);
  return strcmp (one->text, other->text);
}

static void
add_totals (LfAppraisalSheet *self)
{
  LfReport *report = self->builder->report;

  report->measure = report->columns->len;
  lf_report_add_column (report, "points", _ ("Points"), LF_COLUMN_POINTS);
  g_ptr_array_sort (self->rows, compare_rows);
  for (guint i = 0; i < self->rows->len; i++)
    {
      LfAppraisalRow *row = self->rows->pdata[i];

      lf_report_add_cell (row->cells)->count = row->total;
      g_ptr_array_add (report->rows, g_steal_pointer (&row->cells));
    }
}

static void
choose_period (LfAppraisalSheet *self)
{
  LfReportOptions *options = &self->options;

  if (options->from.year == 0 && options->to.year == 0)
    lf_appraisal_months (self->sheet, &options->today, &options->from, &options->to);
  if (options->to.year == 0)
    options->to = options->today;
  if (options->from.year == 0)
    options->from = (LfDate){ options->to.year, 1, 0 };
}

static void
tell_period (const LfAppraisalSheet *self)
{
  LfReport *report = self->builder->report;
  g_autofree char *from = lf_date_format (&self->options.from),
                  *to = lf_date_format (&self->options.to);
  char *note = g_strdup_printf (_ ("From %1$s to %2$s. %3$s %4$s"), from, to, report->note,
                                g_dgettext (GETTEXT_PACKAGE, self->sheet->note));

  g_free (report->note);
  report->note = note;
}

gboolean
lf_report_build_appraisal (LfReportBuilder *builder, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  LfAppraisalSheet self = { builder, lf_appraisal_find (builder->by), *builder->options, rows };
  g_autoptr (LfQuery) asked = NULL; /* said well, even where there are no rows to ask about */

  choose_period (&self);
  tell_period (&self);
  asked = lf_report_query (builder, self.options.where, error);
  if (asked == NULL || !read_rows (&self, error))
    return FALSE;
  lf_report_add_column (builder->report, self.sheet->entity,
                        lf_entity_label (lf_schema_find (self.sheet->entity)), LF_COLUMN_TEXT);
  for (const LfCriterion *criterion = self.sheet->criteria; criterion->key != NULL; criterion++)
    if (!add_criterion (&self, criterion, error))
      return FALSE;
  add_totals (&self);
  return TRUE;
}
