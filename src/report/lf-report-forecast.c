/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the projects under way may still bring: what stands in each stage before the signing, times
 * the share of all that ever reached the stage and signed. */

#include "config.h"

#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
add_columns (LfReport *report)
{
  report->measure = 6;
  lf_report_add_column (report, "stage", _ ("Stage"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "projects", _ ("There now"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "amount", _ ("Investment there now"), LF_COLUMN_MONEY);
  lf_report_add_column (report, "reached", _ ("Ever reached it"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "signed", _ ("Signed of them"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "share", _ ("Share that signed"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "expected", _ ("Investment to expect"), LF_COLUMN_MONEY);
  ((LfReportColumn *) report->columns->pdata[report->measure])->is_worked_out = TRUE;
}

/* An expectation is never exact: to whole 万, and about. */
static void
add_share (LfTotals *expected, const LfTotals *amount, double share)
{
  for (guint i = 0; i < amount->n; i++)
    {
      LfTotals part = { .n = 1 };

      part.totals[0] = amount->totals[i];
      part.totals[0].minor
          = LF_MONEY_WAN * llround ((double) amount->totals[i].minor * share / LF_MONEY_WAN);
      part.totals[0].n_qualified += part.totals[0].n_exact;
      part.totals[0].n_exact = 0;
      if (!lf_totals_merge (expected, &part))
        g_warning ("what is to be expected does not fit");
    }
}

static gboolean
add_stage (LfReportBuilder *self, LfStage stage, LfTotals *expected, GError **error)
{
  GPtrArray *row = lf_report_add_row (self->report);
  g_autofree char *now = g_strdup_printf ("stage=%s", lf_stage_key (stage));
  g_autofree char *within = lf_report_within (self->options, now);
  g_autofree char *reached = lf_report_reached (stage),
                  *onward = lf_report_reached (LF_STAGE_SIGNED);
  LfSummary present;
  LfReportCell *cell;
  gint64 n_reached, n_signed;

  lf_report_add_text (row, lf_stage_label (stage));
  if (!lf_report_add_summary (self, row, now, &present, error)
      || !lf_report_add_count (self, row, reached, &n_reached, error)
      || !lf_report_add_count (self, row, onward, &n_signed, error))
    return FALSE;
  lf_report_add_percent (row, n_signed, n_reached, NULL);
  cell = lf_report_add_cell (row);
  cell->filter = g_strdup (within);
  if (n_reached > 0)
    add_share (&cell->totals, &present.totals, (double) n_signed / (double) n_reached);
  if (!lf_totals_merge (expected, &cell->totals))
    g_warning ("what is to be expected does not fit");
  return TRUE;
}

static gboolean
add_total (LfReportBuilder *self, const LfTotals *expected, GError **error)
{
  GPtrArray *row = lf_report_add_row (self->report);
  g_autofree char *within = lf_report_within (self->options, "stage=lead|negotiation|approved");
  LfSummary present;
  LfReportCell *cell;

  lf_report_add_text (row, _ ("Total"));
  if (!lf_report_add_summary (self, row, "stage=lead|negotiation|approved", &present, error))
    return FALSE;
  lf_report_add_cell (row)->is_blank = TRUE;
  lf_report_add_cell (row)->is_blank = TRUE;
  lf_report_add_percent (row, 0, 0, NULL);
  cell = lf_report_add_cell (row);
  cell->totals = *expected;
  cell->filter = g_strdup (within);
  lf_report_make_total (self->report);
  return TRUE;
}

gboolean
lf_report_build_forecast (LfReportBuilder *self, GError **error)
{
  LfTotals expected = { 0 };

  add_columns (self->report);
  if (!lf_report_read_stages_ahead (self, error))
    return FALSE;
  for (LfStage stage = LF_STAGE_LEAD; stage < LF_STAGE_SIGNED; stage++)
    if (!add_stage (self, stage, &expected, error))
      return FALSE;
  return add_total (self, &expected, error);
}
