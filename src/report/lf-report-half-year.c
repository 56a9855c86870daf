/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Half time, half task (V10, R1): what was reached of each goal of the year against the time that
 * has gone by: 双过半 at the end of June, 全年红 at the end of December. */

#include "config.h"

#include "lf-report-private.h"
#include "lf-store-goals.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define PROGRESS 6 /* its column: of the year's target */

/* A rate does not add up with the months. */
static gboolean
is_counted (const LfGoalReading *reading)
{
  return !reading->goal.is_rate && !isnan (reading->progress.percent);
}

static void
add_given_text (GPtrArray *row, char *text /* (transfer full) */)
{
  lf_report_add_cell (row)->text = text;
}

static void
add_goal (LfReport *report, const LfGoalReading *reading, const LfField *unit)
{
  GPtrArray *row = lf_report_add_row (report);
  const LfGoalProgress *progress = &reading->progress;
  g_autofree char *whose = lf_record_format (reading->record, unit->name);
  g_autofree char *what = lf_record_format (reading->record, "indicator");
  LfReportCell *records, *done;

  lf_report_add_text (row, whose);
  lf_report_add_text (row, what);
  records = lf_report_add_cell (row);
  records->count = reading->n;
  records->entity = reading->entity;
  records->filter = g_strdup (reading->filter);
  add_given_text (row, lf_goal_format (&reading->goal, progress->target));
  add_given_text (row, lf_goal_format_expected (&reading->goal, progress->expected));
  add_given_text (row, lf_goal_format (&reading->goal, progress->reached));
  done = lf_report_add_cell (row);
  done->percent = progress->percent;
  done->entity = reading->entity;
  done->filter = g_strdup (reading->filter);
  lf_report_add_cell (row)->percent = progress->time;
  lf_report_add_text (row, progress->reached < progress->expected   ? _ ("No")
                           : progress->reached > progress->expected ? _ ("Yes, ahead of time")
                                                                    : _ ("Yes"));
}

static void
add_columns (LfReport *report, const LfField *unit)
{
  report->measure = PROGRESS;
  report->expected = PROGRESS + 1;
  lf_report_add_column (report, unit->name, lf_field_label (unit), LF_COLUMN_TEXT);
  lf_report_add_column (report, "indicator", _ ("Indicator"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "records", _ ("Records"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "target", _ ("Target of the year"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "expected", _ ("Expected by now"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "reached", C_ ("goal", "Reached"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "progress", _ ("Progress"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "time", _ ("Time gone by"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "on_course", _ ("On course"), LF_COLUMN_TEXT);
}

gboolean
lf_report_build_half_year (LfReportBuilder *self, GError **error)
{
  const LfField *unit = lf_entity_field (self->report->entity,
                                         strcmp (self->by, "owner") == 0 ? "account" : self->by);
  g_autofree char *own
      = g_strdup_printf ("end_date=%d and %s!=", self->options->today.year, unit->name);
  g_autofree char *within = lf_report_within (self->options, own);
  g_autofree char *sort = g_strdup_printf ("%s,indicator,name", unit->name);
  const LfDate *as_of = self->options->as_of.year != 0 ? &self->options->as_of : NULL;
  g_autoptr (GPtrArray) goals
      = lf_store_goals_sync (self->store, within, sort, &self->options->today, as_of, error);

  add_columns (self->report, unit);
  for (guint i = 0; goals != NULL && i < goals->len; i++)
    if (is_counted (goals->pdata[i]))
      add_goal (self->report, goals->pdata[i], unit);
  return goals != NULL;
}
