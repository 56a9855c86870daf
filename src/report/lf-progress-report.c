/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The progress of a project by month as a report. */

#include "config.h"

#include "lf-progress-report.h"

#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
add_columns (LfReport *report)
{
  lf_report_add_column (report, "month", _ ("Month"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "reports", _ ("Reports"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "time_percent", _ ("Time passed"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "investment_percent", lf_quantity_label (LF_QUANTITY_INVESTMENT),
                        LF_COLUMN_PERCENT);
  lf_report_add_column (report, "work_percent", lf_quantity_label (LF_QUANTITY_WORK),
                        LF_COLUMN_PERCENT);
  lf_report_add_column (report, "physical_percent", lf_quantity_label (LF_QUANTITY_PHYSICAL),
                        LF_COLUMN_PERCENT);
  lf_report_add_column (report, "lead", _ ("Against the time"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "invested_this_year", _ ("Invested this year"), LF_COLUMN_MONEY);
  lf_report_add_column (report, "planned", _ ("Planned so far"), LF_COLUMN_MONEY);
  lf_report_add_column (report, "files", _ ("Evidence"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "blocker", _ ("Blocker"), LF_COLUMN_TEXT);
}

/* (transfer full): of the reports up to the month, or of the month alone */
static char *
filter_of (const LfProgressYear *year, const LfProgressMonth *month, gboolean is_of_month)
{
  g_autofree char *project = lf_filter_quote (lf_record_id (year->project));
  g_autofree char *name = lf_date_to_canonical (&month->month);

  return g_strdup_printf ("project=%s and period=%s", project,
                          is_of_month             ? name
                          : month->report == NULL ? name
                                                  : lf_record_get (month->report, "period"));
}

static void
add_percent (GPtrArray *row, double percent, const char *filter)
{
  LfReportCell *cell = lf_report_add_cell (row);

  cell->percent = percent;
  cell->filter = isnan (percent) ? NULL : g_strdup (filter);
}

static void
add_money (GPtrArray *row, const LfMoney *money /* nullable */)
{
  LfReportCell *cell = lf_report_add_cell (row);

  if (money == NULL)
    cell->is_blank = TRUE;
  else
    lf_totals_add (&cell->totals, money);
}

static void
add_count (GPtrArray *row, guint count, const char *filter)
{
  LfReportCell *cell = lf_report_add_cell (row);

  cell->count = count;
  cell->filter = g_strdup (filter);
}

static char *
tell_lead (const LfProgress *progress)
{
  if (!progress->is_reported)
    return g_strdup (_ ("Nothing is reported"));
  return progress->lead >= 0 ? g_strdup_printf (_ ("%.1f points ahead"), progress->lead)
                             : g_strdup_printf (_ ("%.1f points behind"), -progress->lead);
}

static void
add_month (LfReport *report, const LfProgressYear *year, const LfProgressMonth *month)
{
  GPtrArray *row = lf_report_add_row (report);
  g_autofree char *name = lf_date_to_canonical (&month->month);
  g_autofree char *of_month = filter_of (year, month, TRUE);
  g_autofree char *of_report = filter_of (year, month, FALSE);
  g_autofree char *lead = tell_lead (&month->progress);
  const char *done
      = month->report == NULL ? NULL : lf_record_get (month->report, "invested_this_year");
  const char *blocker = month->n_reports == 0 ? NULL : lf_record_get (month->report, "blocker");
  LfMoney invested, planned;

  lf_report_add_text (row, name);
  add_count (row, month->n_reports, of_month);
  add_percent (row, month->progress.time, NULL);
  for (guint i = 0; i < LF_N_QUANTITIES; i++)
    add_percent (row, month->progress.done[i], of_report);
  lf_report_add_text (row, lead);
  add_money (row, done != NULL && lf_money_from_canonical (done, &invested) ? &invested : NULL);
  add_money (row, lf_progress_month_planned (month, &planned) ? &planned : NULL);
  add_count (row, month->n_files, of_month);
  lf_report_add_text (row, blocker == NULL ? "" : blocker);
}

LfReport *
lf_progress_report (const LfProgressYear *year)
{
  g_autofree char *name = lf_record_title (year->project);
  /* TRANSLATORS: %1$s: a project */
  LfReport *report = lf_report_new (
      LF_REPORT_PROGRESS, g_strdup_printf (_ ("Progress of %1$s in %2$d"), name, year->year),
      lf_schema_find ("progress"));

  report->decimals = 1;
  add_columns (report);
  report->note
      = g_strdup (_ ("Percent of the year's plan, against the share of the year that is over; "
                     "ahead or behind is the mean of what is reported less the time."));
  for (guint i = 0; i < year->n_months; i++)
    add_month (report, year, &year->months[i]);
  return report;
}
