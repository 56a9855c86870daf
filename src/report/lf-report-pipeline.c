/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pipeline: how many projects ever reached each stage, how many went on, and where they dropped
 * off. */

#include "config.h"

#include "lf-report-private.h"

#include <glib/gi18n-lib.h>

static gboolean
add_dropped (LfReportBuilder *self, GPtrArray *row, LfStage stage, GError **error)
{
  g_autofree char *filter = lf_report_dropped (stage);
  gint64 n;

  return lf_report_add_count (self, row, filter, &n, error);
}

static gboolean
add_stage (LfReportBuilder *self, LfStage stage, gint64 *before, GError **error)
{
  GPtrArray *row = lf_report_add_row (self->report);
  g_autofree char *reached = lf_report_reached (stage);
  g_autofree char *now = g_strdup_printf ("stage=%s", lf_stage_key (stage));
  g_autofree char *within = lf_report_within (self->options, reached);
  LfSummary ever, present;

  lf_report_add_text (row, lf_stage_label (stage));
  if (!lf_report_add_summary (self, row, reached, &ever, error))
    return FALSE;
  lf_report_add_percent (row, ever.n, *before, within);
  if (!add_dropped (self, row, stage, error)
      || !lf_report_add_summary (self, row, now, &present, error))
    return FALSE;
  *before = ever.n;
  return TRUE;
}

static gboolean
add_total (LfReportBuilder *self, GError **error)
{
  GPtrArray *row = lf_report_add_row (self->report);
  LfSummary all;
  gint64 n_dropped;

  lf_report_add_text (row, _ ("All projects"));
  if (!lf_report_add_summary (self, row, "", &all, error))
    return FALSE;
  lf_report_add_percent (row, 0, 0, NULL);
  if (!lf_report_add_count (self, row, "stage=dropped", &n_dropped, error)
      || !lf_report_add_summary (self, row, "stage!=suspended|dropped", &all, error))
    return FALSE;
  lf_report_make_total (self->report);
  return TRUE;
}

gboolean
lf_report_build_pipeline (LfReportBuilder *self, GError **error)
{
  gint64 before = 0;

  lf_report_add_column (self->report, "stage", _ ("Stage"), LF_COLUMN_TEXT);
  lf_report_add_column (self->report, "reached", _ ("Reached"), LF_COLUMN_COUNT);
  lf_report_add_column (self->report, "amount", _ ("Total investment"), LF_COLUMN_MONEY);
  lf_report_add_column (self->report, "conversion", _ ("From the step before"), LF_COLUMN_PERCENT);
  lf_report_add_column (self->report, "dropped", _ ("Dropped here"), LF_COLUMN_COUNT);
  lf_report_add_column (self->report, "now", _ ("There now"), LF_COLUMN_COUNT);
  lf_report_add_column (self->report, "now_amount", _ ("Investment there now"), LF_COLUMN_MONEY);
  if (!lf_report_read_stages_ahead (self, error))
    return FALSE;
  for (LfStage stage = LF_STAGE_LEAD; stage < LF_N_LIVE_STAGES; stage++)
    if (!add_stage (self, stage, &before, error))
      return FALSE;
  return add_total (self, error);
}
