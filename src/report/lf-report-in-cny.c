/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report says in several currencies, told in CNY beside them: at rates with a date, and only
 * where there are such (A13). */

#include "config.h"

#include "lf-rate.h"
#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* (transfer full) (element-type LfRate) */
static GArray *
read_rates (LfReportBuilder *self, GError **error)
{
  g_autoptr (LfQuery) query
      = lf_report_query_of (self, lf_schema_find ("exchange_rate"), "", error);
  g_autoptr (GPtrArray) records
      = query == NULL ? NULL : lf_store_list_sync (self->store, query, 0, error);
  GArray *rates = records == NULL ? NULL : g_array_new (FALSE, FALSE, sizeof (LfRate));

  for (guint i = 0; rates != NULL && i < records->len; i++)
    {
      LfRate rate;

      if (lf_rate_from_record (records->pdata[i], &rate))
        g_array_append_val (rates, rate);
    }
  return rates;
}

static GPtrArray *
row_at (const LfReport *report, guint row)
{
  return row < report->rows->len ? report->rows->pdata[row] : report->total;
}

static guint
count_rows (const LfReport *report)
{
  return report->rows->len + (report->total == NULL ? 0 : 1);
}

/* Other currencies than yuan that stand in @column, each once. */
static void
find_currencies (const LfReport *report, guint column, GPtrArray *found)
{
  for (guint r = 0; r < count_rows (report); r++)
    {
      const LfTotals *totals = &((const LfReportCell *) row_at (report, r)->pdata[column])->totals;

      for (guint i = 0; i < totals->n; i++)
        if (strcmp (totals->totals[i].currency, "CNY") != 0
            && !g_ptr_array_find_with_equal_func (found, totals->totals[i].currency, g_str_equal,
                                                  NULL))
          g_ptr_array_add (found, g_strdup (totals->totals[i].currency));
    }
}

gboolean
lf_report_has_other_currencies (const LfReport *self)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; c < self->columns->len; c++)
    if (((const LfReportColumn *) self->columns->pdata[c])->type == LF_COLUMN_MONEY)
      find_currencies (self, c, found);
  return found->len > 0;
}

static void
add_cells (const LfReport *report, guint column, const GArray *rates, const LfDate *day)
{
  for (guint r = 0; r < count_rows (report); r++)
    {
      GPtrArray *row = row_at (report, r);
      const LfReportCell *cell = row->pdata[column];
      LfReportCell *converted = g_new0 (LfReportCell, 1);

      converted->is_blank
          = cell->is_blank || !lf_totals_in_cny (&cell->totals, rates, day, &converted->totals);
      converted->filter = g_strdup (cell->filter);
      converted->entity = cell->entity;
      g_ptr_array_insert (row, (int) column + 1, converted);
    }
}

static void
add_column (LfReport *report, guint column)
{
  const LfReportColumn *from = report->columns->pdata[column];
  LfReportColumn *to = g_new0 (LfReportColumn, 1);
  g_autofree char *name = g_strconcat (from->name, "_in_cny", NULL);

  *to = (LfReportColumn){ .name = g_intern_string (name),
                          .type = LF_COLUMN_MONEY,
                          .is_worked_out = TRUE };
  to->label = g_strdup_printf (_ ("%s, in CNY"), from->label);
  g_ptr_array_insert (report->columns, (int) column + 1, to);
  if (report->measure >= column)
    report->measure++;
  if (report->expected > column)
    report->expected++;
}

static void
add_to_note (LfReport *report, const char *sentence, const GString *list)
{
  g_autofree char *told = NULL;
  char *note;

  if (list->len == 0)
    return;
  told = g_strdup_printf (sentence, list->str);
  note = g_strdup_printf ("%s %s", report->note == NULL ? "" : report->note, told);
  g_free (report->note);
  report->note = note;
}

/* Which rates were taken, and which there are not. */
static void
tell_rates (LfReport *report, const GPtrArray *currencies, const GArray *rates, const LfDate *day)
{
  g_autoptr (GString) taken = g_string_new (NULL);
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < currencies->len; i++)
    {
      const LfRate *rate = lf_rate_find (rates, currencies->pdata[i], day);
      g_autofree char *text = rate == NULL ? g_strdup (currencies->pdata[i]) : lf_rate_tell (rate);
      GString *list = rate == NULL ? missing : taken;

      g_string_append_printf (list, "%s%s", list->len == 0 ? "" : C_ ("brief", ", "), text);
    }
  add_to_note (report, _ ("In CNY at %s."), taken);
  add_to_note (report, _ ("There is no exchange rate up to this day for %s."), missing);
}

gboolean
lf_report_tell_in_cny (LfReportBuilder *self, GError **error)
{
  LfReport *report = self->report;
  const LfReportOptions *options = self->options;
  const LfDate day = options->as_of.year == 0 ? options->today : lf_date_last_day (&options->as_of);
  g_autoptr (GArray) rates = read_rates (self, error);
  g_autoptr (GPtrArray) currencies = g_ptr_array_new_with_free_func (g_free);

  if (rates == NULL)
    return FALSE;
  for (guint c = report->columns->len; c-- > 0;)
    {
      g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);

      if (((const LfReportColumn *) report->columns->pdata[c])->type != LF_COLUMN_MONEY)
        continue;
      find_currencies (report, c, own);
      if (own->len == 0)
        continue;
      find_currencies (report, c, currencies);
      add_column (report, c);
      add_cells (report, c, rates, &day);
    }
  if (currencies->len > 0)
    tell_rates (report, currencies, rates, &day);
  return TRUE;
}
